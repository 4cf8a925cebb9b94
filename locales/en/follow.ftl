# Following announcements: the button under an answer, and the card of /subscriptions.
btn-follow = Follow this
btn-unfollow = Stop following
toast-followed = You now follow this. Announcements about it, and general city announcements, will come here, only when there is news. To change this: /subscriptions
toast-unfollowed = You no longer follow this. Your other subscriptions: /subscriptions

follow-title = Your subscriptions
follow-nothing = You are not following anything yet.
follow-some = You get general city announcements, and announcements about:
follow-city = You get all city announcements.
follow-off = Announcements are off: you will get none, not even those sent to everyone. Your subscriptions are kept.
follow-how = You will get announcements from the city's channels: rarely, only when a channel administrator sends one. You can turn them off here at any time.
follow-lang = Language of announcements: { $language }. To change it: /language
follow-choose = What would you like to follow?
follow-choose-hint = Tap a department to follow all of it or only some topics.
follow-topics-hint = Tap a topic to follow it; tap again to unfollow it. You already follow the ticked ones.

btn-follow-leave = Unfollow: { $name }
btn-follow-choose = Departments and topics
btn-follow-city = Get every announcement
btn-follow-city-off = Only what I follow
btn-notices-off = Turn off announcements
btn-notices-on = Turn on announcements
btn-follow-whole = Whole department
btn-follow-more = Back to departments
btn-follow-list = My subscriptions
