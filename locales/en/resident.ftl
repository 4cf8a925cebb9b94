# The first message. Between greeting and advice stands the pack's sentence on what the bot knows.
start-greeting = Hello!
start-how = Just write your question in your own words, in Kazakh, Russian or English. Or start with one of these:

help-title = How to ask
help-ask = Write your question the way you would say it: “Who plants trees in our yard?” You can also send a photo with a caption: I will read the caption. I answer in the language of your question. If you edit your message, I will read it again.
help-verify = Not sure that an announcement is real? Forward it to me or send its link: I will compare it with what this bot has sent.
help-not = I do not register complaints or take applications, and I cannot see your documents.

about-title = About this bot
about-unofficial = I am an information bot, not an official service of the akimat.
about-source = What I know about the reform comes from this text:
about-age = It is about { $reform }. I do not know about any later changes.
about-undated = The text does not say when it was published or when the changes take effect.
about-reading = The source does not mention every issue. Where we decided ourselves which department an issue belongs to, the answer says so. Department names in Kazakh and English are our own translations.
about-cannot = I do not register complaints or take applications, and I do not know how your case is going. I give a phone number or address only if the department's staff have added one.
about-data =
    { $days ->
        [one] I keep your questions for { $days } day
       *[other] I keep your questions for { $days } days
    } so that my answers get better. Long numbers, such as an IIN, phone or card number, are hidden first.

departments-title = The new departments
departments-hint = Tap one to see what it handles.
former-title = The former departments
former-hint = Tap one to see who is to take over its work.

# Names of the languages, comma separated: what people type to choose one.
language-names-kk = kazakh, in kazakh, kk, kz
language-names-ru = russian, in russian, ru
language-names-en = english, in english, en
language-choose = Which language do you prefer?
language-chosen = Good, I will write in English. If you ask in Kazakh or Russian, I will answer in that language.

# Messages that are no text.
notice-voice = I cannot listen to recordings yet. Please write your question as text.
notice-sticker = Thank you! But I only understand words: please write what you would like to know.
notice-location = I cannot read places on the map. Please write in words what your question is about.
notice-contact = I do not need anyone's contact details and do not keep them. Please write your question as text.
notice-picture = I cannot see what is in a picture or video. Please write your question as text or as a caption.
notice-document = I cannot open files. Please write your question as text.
notice-other = I can only read text. Please write your question in words.
notice-unreadable = I could not read this message. Please send your question again as plain text.
notice-unknown-command = I do not know this command. See /help for what I can do, or just write your question.
notice-too-fast = You write faster than I can read. Nothing you wrote before is lost; I will go on in a minute. Until then I will not answer new messages.
notice-failed = Something went wrong on my side. Please send your question again in a minute.

# Short lines that answer the press of a button.
toast-useful = Thank you, glad it helped!
toast-not-useful = Thank you for telling me. What was wrong?
toast-reason = Thank you, noted. You can also ask in different words.
toast-language = I will now write in English
toast-out-of-date = This button is out of date. Please write your question again.
toast-no-others = I have no other options. Please try asking in different words.
toast-too-fast = That was too fast. I will go on in a minute.
toast-failed = Something went wrong on my side. Please try again in a minute.
