# What an owner decides. A name stands on a button and before the value: one line each.
btn-policy-working-hours = Working hours
btn-policy-remind-hours = Reminding the staff
btn-policy-reopen-hours = Reopening a question
btn-policy-digest-hour = Daily digest
btn-policy-quiet-hours = Quiet hours
btn-policy-late-minutes = Late announcements
btn-policy-retention-days = Keeping questions
btn-policy-second-approval = Second approval for knowledge
btn-policy-announce-second-approval = Second approval for announcements

settings-title = Settings
settings-line = { $name }: { $value }
settings-how = Tap one to change it, or type it, for example:
settings-now = Now: { $value }
settings-type = Or type another value, for example:
settings-not-owner = Only an owner of the bot can see and change its settings. Owners are listed in the settings of the server or added with a link made by the command qaida owner-link.
settings-unknown = There is no setting of this name. These are the names:
settings-unchanged = I cannot use this value, so nothing has changed.
toast-not-owner = Only an owner of the bot can do this

policy-working-hours = When the staff answer. Anyone who writes at another time is told when the staff will be back, and the staff are not reminded then.
policy-remind-hours = How long a resident waits for an answer before the staff are reminded in the question’s topic. After that they are reminded once a day.
policy-reopen-hours = How long a resident can reopen a question after the staff have closed it.
policy-digest-hour = When the staff receive a summary of the day in their group.
policy-quiet-hours = When no announcements are sent to residents; they go out afterwards.
policy-late-minutes = An announcement missed while the server was down still goes out by itself if it is no later than this.
policy-retention-days = How long questions and conversations with the staff are kept. If you shorten this, older ones are erased step by step, one more day’s worth every hour. What is erased cannot be restored.
policy-second-approval = If yes, a change to the knowledge takes effect only after a second person has approved it.
policy-announce-second-approval = If yes, an announcement is sent only after a second person has approved it.

# Values.
value-yes = yes
value-no = no
value-always = round the clock
value-none = none
value-hours =
    { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
value-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
value-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
btn-yes = Yes
btn-no = No
btn-always = Round the clock
btn-none = Never
btn-no-quiet = No quiet hours
btn-limit = Set to { $time }
btn-hour = At { $time }
btn-hours = Hours: { $hours }

# What is needed instead of a value that does not fit.
form-yes-no = Please write yes or no.
form-number = Please write a whole number from { $from } to { $to }.
form-hour = Please write an hour from 0 to 23, or off.
form-span = Please write the hours as in the example, or off.
form-working = Please write the days and hours as in the example, or always. The days are mon, tue, wed, thu, fri, sat, sun.
form-example = For example:

# Words that can be typed for a value, comma separated.
typed-yes = yes
typed-no = no
typed-off = off, never, none
typed-always = always

# Days of the week: short, and as an answer to “when”.
day-mon = Mon
day-tue = Tue
day-wed = Wed
day-thu = Thu
day-fri = Fri
day-sat = Sat
day-sun = Sun
day-all = every day
on-mon = on Monday
on-tue = on Tuesday
on-wed = on Wednesday
on-thu = on Thursday
on-fri = on Friday
on-sat = on Saturday
on-sun = on Sunday
on-today = today
on-tomorrow = tomorrow

# What a resident reads when the staff are away.
staff-away = The staff answer { $hours }; they will see your question { $day } at { $time }.
