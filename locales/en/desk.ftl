# A resident and the staff. What the resident reads comes first.
btn-human = Ask a person
btn-leave-ticket = Back to the bot
btn-to-ticket = Write to the staff again
btn-reopen = I still need help
btn-bot-answer = See the bot’s answer

human-nobody = No staff are answering questions here yet, so I cannot pass yours on to a person.
human-offer = I am a bot, but I can pass your question on to a person.
human-write = What would you like to ask? Write it in one message, and I will pass it on to the staff.
human-third = This is the third time I could not help. Shall I pass your question on to a person?
ticket-opened = I have passed your question on to the staff.
ticket-number = Number: { $number }
ticket-how = Anything you write from now on goes to the staff, and their answer will come here. They do not see your name or phone number unless you include them in a message.
ticket-usually = The first answer usually takes { $time }.
ticket-delayed = I have saved your question, but I cannot pass it on to the staff right now. I will keep trying; you do not need to do anything.
ticket-left = You are back with the bot. If the staff answer, you will still see their answer here.
ticket-back = Whatever you write now goes to the staff again.
ticket-closed = The staff have closed your question. What you write now goes to the bot.
ticket-reopened = Your question is open again. Whatever you write now goes to the staff.
ticket-reopen-late = Your question was closed too long ago to be opened again. Please ask it again.
ticket-muted = You cannot write to the staff at present.
ticket-bot-knows = I have passed it on. I may also have an answer myself:
ticket-lost = I could not pass this message on. Please send it again as text.
time-minutes =
    { $count ->
        [one] about { $count } minute
       *[other] about { $count } minutes
    }
time-hours =
    { $count ->
        [one] about { $count } hour
       *[other] about { $count } hours
    }
time-days =
    { $count ->
        [one] about { $count } day
       *[other] about { $count } days
    }

# What the staff read in their group.
btn-claim = I will take this
btn-close = Close question
btn-mute = Mute for a day
btn-spam = Close as spam
btn-also-to = Also send to similar questions: { $list }
btn-reopen-ticket = Open again

staff-menu-claim = take this question
staff-menu-close = close this question
staff-menu-reopen = open this question again
staff-menu-unsend = withdraw your message (reply to it with this)

setup-done = This group is now the staff group. Residents’ questions come here, each in a topic of its own.
setup-how = Answer in the topic: every message goes to the resident, except commands and messages that begin with //. /close closes a question and /reopen opens it again. To withdraw a message you sent, reply to it with /unsend.
setup-missing = This group cannot be the staff group yet. Please change this and send /setup again:
setup-no-forum = • Switch topics on in the group’s settings.
setup-no-admin = • Make the bot an administrator.
setup-no-topics = • Allow the bot to manage topics.
setup-no-delete = • Allow the bot to delete messages.
setup-not-owner = Only an owner of the bot can do this. Owners are listed in the settings or added with a link made by the command qaida owner-link.
setup-anonymous = Please send /setup under your own name: I cannot tell who an anonymous administrator is.
setup-elsewhere = Another staff group is set in the settings (QAIDA_STAFF_CHAT). Please clear that setting first.
setup-here-already = This group is the staff group already. Everything is in order.

card-title = Question { $number }
card-language = Language: { $language }
card-answered = The bot answered ({ $percent }% sure): { $entry }
card-asked = The bot was not sure and asked the resident to clarify.
card-declined = The bot had no answer.
card-unasked = The bot was not asked.
card-why = Mostly because of: { $words }
card-empty = The resident has not written a question yet; it will appear below.
card-earlier = Earlier questions: { $list }
card-claimed = Taken by: { $name }
card-closed = Closed
card-moved = The earlier topic was deleted; the question goes on here.
note-delivered = ✓ Delivered
note-twice = ✓ Delivered, perhaps twice: the server stopped while sending it.
note-came-twice = This message may appear here twice: the server stopped while passing it on.
note-taken-by = Note: the question is taken by { $name }
note-blocked = Not delivered: the resident has blocked the bot.
note-failed = Not delivered: Telegram refused this message. Please send it in another way.
note-closed-topic = The question is closed, so this was not delivered. /reopen opens it again.
note-claimed = Taken by { $name }
note-closed = Closed by { $name }
note-closed-spam = Closed as spam by { $name }
note-reopened = Opened again by { $name }
note-reopened-resident = The resident has opened the question again.
note-other-open = The resident has another open question: { $number }
note-muted = The resident cannot write to the staff for a day.
note-asks = The resident also asks:
note-left = The resident has gone back to the bot. Your answers still reach them.
note-returned = The resident is writing to the staff again.
note-also = Answered together with question { $number }
note-waits = The resident has been waiting for an answer for { $time }
note-unsent = Withdrawn.
note-unsend-what = Reply with /unsend to the message that you want to withdraw.
note-unsend-late = Telegram does not let me withdraw this message any more.
note-gone = The resident has erased their data.
note-anonymous = an anonymous administrator
toast-not-staff = Only members of the staff group can do this
toast-done = Done
