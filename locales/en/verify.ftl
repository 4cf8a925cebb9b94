# "Is this from the akimat?": what a text, a forwarded message or a link turned out to be.
verify-same = ✅ Yes, this is our announcement, word for word
verify-changed = ⚠️ This is our announcement, but something in it was changed
verify-part = ☑️ This is a part of our announcement, word for word
verify-outdated = ⚠️ This is an earlier text of our announcement: it was corrected later
verify-other = ⚠️ Our announcement stood here, but the message says something else now
verify-link = ✅ This link leads to our announcement
verify-sent = Sent on { $date }
verify-in-channel = Channel: { $title }
verify-withdrawn = This announcement was withdrawn later: do not rely on it any more.
verify-by-channel = But it was not forwarded from our channel. It came from “{ $title }”
verify-by-somebody = But it was not forwarded from our channel: it came from somebody else.
verify-marks = Struck through is what the announcement says and this does not; in bold is what the announcement does not say:
verify-marks-since = What was corrected: what is struck through is gone, what is in bold was added.
verify-present = This is what it says:
verify-ask = If something is unclear, ask me about this announcement.
verify-channel = This message is from a channel of the city.
verify-channel-not-bot = This bot did not send it, so I cannot compare its text.
verify-unknown = ❔ Not among the announcements of this bot
verify-unknown-not-false = That does not make it false: the bot knows only what it has sent itself. Before you send money, give away data or open links, check with official sources.
verify-check = Where to check:

# A question about an announcement: the button "Ask about this".
verify-about = You are asking about the announcement of { $date }:
verify-about-nothing = I know no more about it than it says. Write your question, and I will tell you which department handles it.
