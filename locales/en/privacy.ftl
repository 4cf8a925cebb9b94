# What is kept about people. When one of these texts changes in meaning, privacy-version changes too.
privacy-title = What I keep about you
privacy-version = Version 4, 28 November 2026
privacy-kept = I keep the number of our chat in Telegram, the language you chose, your questions with what I answered, your ratings of my answers, and the times of all this; also what you follow, and which announcements you were sent. Long numbers, such as an IIN, phone or card number, are hidden before a question is saved. I do not keep your name, photos, recordings or files. A message itself stays with me only until I have answered it.
privacy-why = What for: to answer in your language, to understand follow-up questions, to get better at answering, and to send announcements to those who follow them.
privacy-long =
    { $days ->
        [one] Questions are kept for { $days } day.
       *[other] Questions are kept for { $days } days.
    } After that they are only counted: neither the text nor who asked remains. The chat number, the language, what you follow and which announcements you were sent stay until you erase them.
privacy-who = Who sees it: the people who run this bot. To improve the answers, the staff also see questions, but not who asked them. If you ask for a person, the staff see what you write after that in their Telegram group, until you go back to the bot; what you and they write is kept for as long as questions are. As in any chat with a bot, Telegram also sees what is written here.
privacy-yours = To see everything: /mydata. To erase everything: /forget. Backup copies may still hold erased data until they are replaced.

# What is kept about this person, and whether to erase it.
forget-title = What I keep about you
forget-questions = Questions: { $count }
forget-votes = Ratings of answers: { $count }
forget-following = Subscriptions: { $count }
forget-announced = Announcements sent to you: { $count }
forget-drafts = Drafts of announcements: { $count }
forget-language = Language you chose: { $language }
forget-rest = And the number of our chat and the times of your messages.
forget-ask = Shall I erase all this for good? Only general figures will remain that do not lead to you, such as how many questions were asked. Our chat itself is kept by Telegram: you can delete it there.
forget-done = Everything I kept about you is erased; if you write to me again, we will start afresh.
forget-kept = All right, I am not erasing anything.
forget-nothing = I keep nothing about you.
mydata-caption = Everything I keep about you. To erase it: /forget
