# The reply to a question. The department's name stands above in bold, with its Russian name below it.
answer-topic = Topic: { $topic }
answer-former = Before the reform: { $former }
answer-abolished = Former department: { $former }
answer-then = In { $year } this was handled by:
answer-then-unknown = The source does not say who handled this in { $year }.
answer-under-reform = Under the reform:
answer-complaint = I have not registered your complaint: I only tell you which department handles this.
answer-no-contacts = I do not know the department's phone number or address.
answer-also = You also asked about: { $topic }
department-former = To be merged into it: { $former }
department-topics = What it handles: { $topics }

# How to reach a department.
contact-phone = Phone: { $value }
contact-address = Address: { $value }
contact-hours = Hours: { $value }
contact-site = Website: { $value }

# Where it is written. { $reform } is "Under the reform announced in early 2019".
source-since-unknown = { $reform }. The source does not say when it takes effect.
source-since = { $reform }. In force since { $date }.
source-title = Source: “{ $title }”

# Asking back.
ask-title = Which of these do you mean?
ask-hint = Tap a button or send me its number.
ask-none = Sorry, I have not understood you yet. Please tell me a little more, in different words.

# Not among what is known.
decline-matter = This seems to be about something else: { $matter }
decline-who = Sorry, I cannot tell you who handles that.
decline-scope = I only know about the new departments of the akimat and what they handle.
decline-nothing = I found nothing about this.
decline-reword = If your question is about them, please ask it in different words.
decline-on-hold = The staff are checking the answer about “{ $entry }” at the moment, so I cannot give it to you yet. Please ask again later.
decline-neutral = I cannot help with that. I tell people which department of the akimat handles what: just describe your issue in plain words.

# Texts that are no question at all.
oddity-empty = This message seems to be empty. Please write your question in words.
oddity-no-letters = I see no words in this message. Please write your question as you would say it aloud.
oddity-foreign-script = I can read Kazakh, Russian and English. Please write to me in one of these languages.
