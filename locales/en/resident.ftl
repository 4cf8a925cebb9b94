# The first message. Between greeting and advice stands the pack's sentence on what the bot knows.
start-greeting = Hello!
start-how = Just write your question in your own words, in Kazakh, Russian or English. Or begin with one of these:

help-title = How to ask
help-ask = Write what concerns you the way you would say it: “who plants trees in our yard?” A photo with a caption will do too. I answer in the language of your question, and you may correct a message: I will read it again.
help-not = I register no complaints, take no applications and cannot see your documents.

about-title = About this bot
about-unofficial = I am a reference bot and not an official service of the akimat.
about-source = What I know comes from this text:
about-age = Its subject: { $reform }. I know nothing of later changes.
about-undated = The text gives neither the day it was published nor the day the changes take effect.
about-reading = The source does not name every matter. Where we decided which department it belongs to, the answer says so. Department names in Kazakh and English are our translations.
about-cannot = I register no complaints, take no applications and do not know how your case stands. I give a phone number or address only if the department's staff entered one.
about-data =
    { $days ->
        [one] I keep your questions for { $days } day
       *[other] I keep your questions for { $days } days
    } so that answers can be improved. Long numbers such as an IIN, a phone or a card are blotted out first.

departments-title = The new departments
departments-hint = Press one to see what it handles.
former-title = The old departments
former-hint = Press one to see who took over its work.

language-choose = Which language do you prefer?
language-chosen = Good, I will write in English. If you ask in Kazakh or Russian, I answer in that language.

# Messages that are no text.
notice-voice = I cannot listen to recordings yet. Please write your question as text.
notice-sticker = Thank you! But I only understand words: write what you would like to know.
notice-location = I cannot read places on the map. Please write what it is about.
notice-contact = I do not need anyone's contact and do not keep it. Please write your question as text.
notice-picture = I cannot see what is in a picture. Please write your question as text or as a caption.
notice-document = I do not open files. Please write your question as text.
notice-other = I can only read text. Please write your question in words.
notice-unreadable = I could not read this message. Please send your question again as plain text.
notice-unknown-command = I do not know this command. See /help for what I can do, or simply write your question.
notice-failed = Something went wrong on my side. Please send your question again in a minute.

# Short lines that answer the press of a button.
toast-useful = Thank you, glad it helped!
toast-not-useful = Thank you for telling me. Try asking in other words.
toast-language = English it is
toast-out-of-date = This button is out of date. Please write your question again.
toast-no-others = I have no other options. Try asking in other words.
toast-failed = Something went wrong on my side. Please try again in a minute.
