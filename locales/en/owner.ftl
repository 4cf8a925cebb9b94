# Whoever opens an owner link.
owner-new = You are now an owner of this bot. For the time being this changes nothing in our chat: this version has no commands for owners yet.
owner-already = You are already an owner of this bot.
owner-link-over = This owner link no longer works: it has been used or has expired. Ask whoever runs this bot for a new one.
