# Whoever opens an owner link.
owner-new = You are now an owner of this bot. /settings shows what you can decide.
owner-already = You are already an owner of this bot.
owner-link-over = This owner link no longer works: it has been used or has expired. Ask whoever runs this bot for a new one.
