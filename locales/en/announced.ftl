# What a channel admin reads while an announcement goes out, and afterwards.
btn-ann-pause = Pause
btn-ann-resume = Resume
btn-ann-stop = Stop
btn-ann-csv = Get the list as a file
btn-ann-retry = Send again to the unclear ones
btn-ann-leave = Leave the unclear ones as they are
btn-ann-correct = Correct it
btn-ann-correct-now = Change it everywhere
btn-ann-withdraw = Withdraw it
btn-ann-withdraw-now = Yes, delete it everywhere
btn-ann-pin = Pin it in the channel
btn-ann-keep = ← Leave it as it is

announced-title = Announcement { $number }: { $title }
announced-freezing = Making the list of recipients
announced-sending = Going out
announced-paused = Paused
announced-refused = Paused by itself: Telegram has refused it several times in a row. Resume it if you think that was an accident, or stop it and check the text.
announced-count = { $done } of { $total } dealt with
announced-rate = { $rate } per second, { $time } left
announced-seconds =
    { $count ->
        [one] about { $count } second
       *[other] about { $count } seconds
    }
announced-delivered = Delivered: { $count }
announced-blocked = Cannot be reached (the bot is blocked or the account is gone): { $count }
announced-failed = Refused by Telegram: { $count }
announced-unknown = Unclear: { $count }
announced-erased = Erased their data before it reached them: { $count }
announced-done = Sent
announced-stopped = Stopped
announced-rest = Not sent: { $count }
announced-span = { $from } – { $until }
announced-unclear = When it went out to the unclear ones, the connection to Telegram broke, so nobody knows whether it arrived. If you send it again, some of them may get it twice.
announced-corrected = Corrections: { $count }
announced-old = Still with the old text: { $count }
announced-correcting = Being corrected: { $done } of { $total }
announced-withdrawing = Being withdrawn: { $done } of { $total }
announced-withdrawn = Withdrawn
announced-deleted = Deleted: { $count }
announced-kept = Still there, Telegram does not delete what is older than 48 hours: { $count }

announced-correct-which = Which version is wrong?
announced-correct-how = Send what it should say as your next message, with its formatting. A single picture or file can be replaced: send the new one; if it has no caption, the text stays. You will see it before anything changes.
announced-correct-check = This is how it will look. Recipients: { $count }
announced-correct-media = A picture or file can be replaced only where there is exactly one, and only by one. Otherwise please send the new text alone.
announced-correct-long = This text is too long: { $units } of { $limit } characters. Please send a shorter one.
announced-correct-same = This is what it says already. Please send the changed text.
announced-withdraw-ask = Delete it for everybody who has it, in the channel too? Recipients: { $count }. Telegram deletes only what is less than 48 hours old.
announced-csv = How each delivery went. Recipients have codes instead of names; a code stays the same in every announcement.
announced-csv-short = There are too many deliveries for one file: it lists only those that did not arrive or still have the old text.

toast-ann-second = Now another admin of the channel has to press “Send”
toast-ann-paused = Paused
toast-ann-resumed = It goes on
toast-ann-stopped = Stopped
toast-ann-correction-stopped = Correction stopped
toast-ann-pinned = Pinned
toast-ann-not-pinned = I could not pin it: I need the right to edit messages in the channel
toast-ann-late = This has been done already
