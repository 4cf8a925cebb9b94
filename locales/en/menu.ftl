# The command menu and the bot's descriptions (the long one up to 512 characters, the short one up to 120).
menu-departments = the new departments and what they handle
menu-former = what became of the old departments
menu-language = қазақша, русский, English
menu-help = how to ask
menu-about = where my knowledge comes from
bot-description =
    Write what concerns you, in your own words, and I will tell you which department of the akimat handles it after the reform and what it was called before.
    
    In Kazakh, Russian and English. I am not an official service and register no complaints.
bot-short-description = I tell you which department of the akimat handles your matter. In Kazakh, Russian and English.
