# What a channel admin reads while an announcement goes out, and afterwards.
btn-ann-pause = Pause
btn-ann-resume = Resume
btn-ann-stop = Stop
btn-ann-csv = Get the list as a file
btn-ann-retry = Retry unconfirmed
btn-ann-leave = Leave unconfirmed as is
btn-ann-correct = Correct it
btn-ann-correct-now = Correct everywhere
btn-ann-withdraw = Withdraw it
btn-ann-withdraw-now = Yes, delete it
btn-ann-pin = Pin it in the channel
btn-ann-keep = ← Leave it as it is

announced-title = Announcement { $number }: { $title }
announced-freezing = Preparing the list of recipients
announced-sending = Sending
announced-paused = Paused
announced-refused = Paused automatically: Telegram refused it several times in a row. Resume if you think this was temporary, or stop and check the text.
announced-count = Processed: { $done } of { $total }
announced-rate = { $rate } per second, { $time } left
announced-seconds =
    { $count ->
        [one] about { $count } second
       *[other] about { $count } seconds
    }
announced-delivered = Delivered: { $count }
announced-blocked = Cannot be reached (the bot is blocked or the account is gone): { $count }
announced-failed = Refused by Telegram: { $count }
announced-unknown = Unconfirmed: { $count }
announced-erased = Deleted their data before delivery: { $count }
announced-done = Sent
announced-stopped = Stopped
announced-rest = Not sent: { $count }
announced-span = { $from } – { $until }
announced-unclear = The connection to Telegram broke during the unconfirmed deliveries, so nobody knows whether they arrived. If you retry, some people may get the announcement twice.
announced-corrected = Corrections: { $count }
announced-waits = A correction is waiting for a second administrator to confirm it.
announced-old = Still with the old text: { $count }
announced-correcting = Being corrected: { $done } of { $total }
announced-withdrawing = Being withdrawn: { $done } of { $total }
announced-withdrawn = Withdrawn
announced-deleted = Deleted: { $count }
announced-kept = Not deleted (Telegram cannot delete messages older than 48 hours): { $count }

announced-correct-which = Which version is wrong?
announced-correct-how = Send the corrected text as your next message, with its formatting. A single picture or file can be replaced: send the new one; if it has no caption, the text stays. You will see a preview before anything changes.
announced-correct-check = This is how it will look. Recipients: { $count }
announced-correct-media = A picture or file can be replaced only if there is exactly one, and only by one. Otherwise please send only the corrected text.
announced-correct-long = This text is too long: { $units } of { $limit } characters. Please send a shorter one.
announced-correct-same = This is the same text as before. Please send the corrected text.
announced-correct-asked = A second administrator must confirm the correction. Administrators notified: { $count }. The announcement is also in /announcements.
announced-correct-propose = { $name } suggests this correction of announcement { $number }. An administrator other than its author must confirm it. Recipients: { $count }
announced-correct-left = { $name } left announcement { $number } as it is: your correction was not made.
announced-edited = Editing the original message does not change announcement { $number }: it has gone out. To change what was sent, open it in /announcements and press “Correct it”.
announced-withdraw-ask = Delete it for everyone who has it? Recipients: { $count }. Telegram can delete only messages less than 48 hours old.
announced-withdraw-channel = The post in the channel is deleted, too.
announced-post-stays = The post in the channel was not made through the bot and stays as it is: change or delete it in the channel.
announced-csv = The result of each delivery. Recipients are shown as codes, not names; a person's code is the same in every announcement.
announced-csv-short = There are too many deliveries for one file, so it lists only those that did not arrive or still have the old text.

toast-ann-second = Now a second administrator of the channel has to press “Send”
toast-ann-paused = Paused
toast-ann-resumed = Resumed
toast-ann-stopped = Stopped
toast-ann-changed = This button is out of date: the announcement has changed
toast-ann-correction-stopped = Correction stopped
toast-ann-pinned = Pinned
toast-ann-not-pinned = Not pinned: the bot needs the right to edit messages in the channel
toast-ann-late = Already done
