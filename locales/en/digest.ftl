# What the staff read in General once a day. The buttons carry the numbers of the lines.
btn-digest-worst = Improve { $number }
btn-digest-gap = Write an answer for { $number }
btn-digest-waiting = Open { $number }
btn-digest-overdue = Review { $number }

digest-title = Daily digest
digest-time = { $since } – { $until }
digest-asked = Questions: { $count }
digest-outcomes = Answered: { $answered }, asked to clarify: { $asked }, no answer: { $declined }
digest-smalltalk = Greetings and small talk, not counted: { $count }
digest-votes = Ratings: “This helped” – { $useful }, “Not what I need” – { $not-useful }
digest-worst = Lowest-rated answers
digest-worst-line = { $number }. { $entry } – “Not what I need”: { $count } of { $all }
digest-gaps = Questions the bot could not answer
digest-gap-line = { $number }. { $text } – { $times }
digest-times =
    { $count ->
        [one] { $count } time
       *[other] { $count } times
    }
digest-waiting = Waiting for the staff
digest-waiting-line = { $number }. Question { $question } – waiting { $time }
digest-overdue = Review overdue
digest-overdue-line = { $number }. { $entry } – since { $date }
digest-more = and { $count } more
