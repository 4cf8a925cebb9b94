# The command menu and the bot's descriptions (the long one up to 512 characters, the short one up to 120).
menu-departments = the new departments and what they handle
menu-former = what becomes of the former departments
menu-subscriptions = announcements you follow
menu-language = қазақша, русский, English
menu-help = how to ask
menu-about = where my information comes from
menu-privacy = what I keep about you
menu-mydata = get your data as a file
menu-forget = erase your data
bot-description =
    Describe your question or problem in your own words, and I will tell you which department of the akimat handles it under the reform and who handled it before.
    
    You can write in Kazakh, Russian or English. I am not an official service and do not register complaints.
bot-short-description = I tell you which department of the akimat handles your issue. In Kazakh, Russian and English.
