# Following announcements: the button under an answer, and the card of /subscriptions.
btn-follow = Get news on this
btn-unfollow = Stop the news
toast-followed = You follow this. Announcements of the city's channels about it, and general notices, come here: rarely, only when there is news. To change: /subscriptions
toast-unfollowed = You no longer follow this. Your other subscriptions: /subscriptions

follow-title = Your subscriptions
follow-nothing = You follow nothing yet.
follow-some = You get announcements about these, and general notices of the city:
follow-city = You get every announcement of the city.
follow-off = Announcements are off: nothing will come, not even what is sent to everyone. Your subscriptions are kept.
follow-how = What comes: announcements of the city's channels. How often: rarely, only when a channel's admin announces something. You can stop it here at any time.
follow-lang = Language of announcements: { $language }. To change it: /language
follow-choose = What would you like to follow?
follow-choose-hint = Press a department to follow all of it or single topics.
follow-topics-hint = Press what you want to hear about; press again to stop. What is ticked is chosen already.

btn-follow-leave = Unfollow: { $name }
btn-follow-choose = Choose departments and topics
btn-follow-city = Get every announcement
btn-follow-city-off = Only what I follow
btn-notices-off = Send me nothing
btn-notices-on = Send me news again
btn-follow-whole = Everything on this department
btn-follow-more = To the list of departments
btn-follow-list = My subscriptions
