# "Is this from the akimat?": what a text, a forwarded message or a link turned out to be.
verify-same = ✅ Yes, this is our announcement, word for word
verify-changed = ⚠️ This is our announcement, but the text has been changed
verify-part = ☑️ This is part of our announcement, word for word
verify-outdated = ⚠️ This is the old text of our announcement. We corrected it later
verify-other = ⚠️ This message used to be our announcement, but now it says something else
verify-link = ✅ This link leads to our announcement
verify-sent = Sent on { $date }
verify-in-channel = Channel: { $title }
verify-withdrawn = This announcement was later withdrawn. Do not rely on it.
verify-by-channel = But it was not forwarded from our channel: it came from “{ $title }”.
verify-by-somebody = But it was not forwarded from our channel: it came from someone else.
verify-marks = Struck through: in our announcement, but missing from this message. Bold: in this message, but not in our announcement.
verify-marks-since = What was corrected: removed text is struck through, added text is bold.
verify-present = This is what it says:
verify-ask = If something is unclear, ask me about this announcement.
verify-channel = This message is from one of the city's channels.
verify-channel-not-bot = This bot did not send it, so I cannot compare its text.
verify-unknown = ❔ This is not an announcement from this bot
verify-unknown-not-false = It may be genuine or fake: the bot knows only what it has sent itself. Before you send money, share personal data or open links, check with official sources.
verify-check = Where to check:

# A question about an announcement: the button "Ask about this".
verify-about = You are asking about the announcement sent on { $date }:
verify-about-nothing = I know only what the announcement says. Write your question, and I will tell you which department can help.
