# What the staff read while they change the knowledge.
btn-promote = Turn this answer into knowledge
btn-impact = See what would change
btn-publish = Publish
btn-drop = Discard the draft
btn-draft-kk = Text in Kazakh
btn-draft-ru = Text in Russian
btn-draft-en = Text in English
btn-draft-source = Source
btn-draft-examples = Example questions
btn-draft-same = The other language needs no change
btn-draft-target = Choose where it belongs
btn-draft-new = An answer of its own
btn-draft-under = A new topic of a department
btn-draft-back = ← Back to the draft
btn-kb-text = Change the text
btn-kb-examples = Add example questions
btn-kb-contact = Add a contact
btn-kb-review = Set the review date
btn-kb-history = History
btn-kb-hold = Stop giving this answer
btn-kb-release = Give this answer again
btn-kb-department = Its department
btn-kb-open = ← Back to the entry
btn-kb-revert = Go back to version { $version }

toast-missing = Something is still missing: see the draft
toast-working = Working it out: this takes about half a minute
toast-weigh-first = First look at what would change; then publish
toast-second-person = A second member of staff now has to press “Publish”, under their own name
toast-changed = The entry has changed meanwhile. Please look at the draft again
toast-published = Published
toast-quotes = The answer repeats the resident’s words or name, so its text was left out of the draft

draft-title-new = Draft { $number }: a new answer
draft-title-topic = Draft { $number }: a new topic of { $entry }
draft-title-text = Draft { $number }: a new text for { $entry }
draft-title-elsewhere = Draft { $number }: who handles { $entry }
draft-title-examples = Draft { $number }: example questions for { $entry }
draft-title-contact = Draft { $number }: a contact of { $entry }
draft-title-review = Draft { $number }: review date of { $entry }
draft-by = Begun by { $name }
draft-from = Begun by { $name }, from question { $number }
draft-unchanged = unchanged
draft-examples = Example questions:
draft-review = To be reviewed by: { $date }
draft-needs = Still needed:
draft-complete = Everything needed is here.
draft-no-examples = Without example questions the bot will hardly find this answer.
draft-second = One member of staff wants this published; a second one has to agree.
draft-published = Published.
draft-dropped = Discarded.
draft-how = Reply to this message with a text, a source or example questions. Several at once: begin each with kk:, ru:, en:, source: or examples:
draft-choose-target = Choose what this belongs to, or reply to this message with the name of an entry.
draft-choose-department = Choose the department that handles this.
draft-give-kk = Reply to this message with the text in Kazakh. The first line of a new answer is its title.
draft-give-ru = Reply to this message with the text in Russian. The first line of a new answer is its title.
draft-give-en = Reply to this message with the text in English. The first line of a new answer is its title.
draft-give-source = Reply to this message with the source: the title of the document, and a link if there is one.
draft-give-examples = Reply to this message with questions as people might ask them, one a line. Please do not copy a resident’s words.
draft-give-contact = Reply to this message with the contact: phone:, address:, site: or hours: and what it is. Add the source on a line of its own, beginning with source:
draft-give-review = Reply to this message with the date of the next review, for example 01.06.2027.
need-kk = • the text in Kazakh
need-ru = • the text in Russian
need-en = • the text in English
need-source = • the source
need-examples = • example questions
need-contact = • the contact
need-review = • the date
need-parity-kk = • the Kazakh text: change it too, or say that it needs no change
need-parity-ru = • the Russian text: change it too, or say that it needs no change
need-change = • something that differs from what there is
need-gone = • another entry: this one no longer exists
need-check = • { $why }
draft-empty = I need this as text. Please reply once more.
draft-too-long = This is too long: at most { $count } characters. Nothing was changed.
draft-no-contact = I could not tell what kind of contact this is. Please write it like this: phone: 109
draft-no-date = I need a date that is still to come, for example 01.06.2027.
draft-over = This draft is finished; nothing was changed.
draft-in-force = Draft { $number } is published: residents get the new version from now on.
draft-in-force-new = Draft { $number } is published: residents get this answer from now on. The bot will finish learning it within half a minute.

impact-working = Working out what would change. This takes about half a minute…
impact-failed = I could not work out what would change. Please try again.
impact-title = What draft { $number } would change
impact-own-found = ✓ The question it comes from would get this answer.
impact-own-missed = ✗ The question it comes from would not get this answer yet: add example questions.
impact-labelled = Test questions answered rightly: { $before } of { $count } now, { $after } after.
impact-broken =
    { $count ->
        [one] { $count } would be answered wrongly:
       *[other] { $count } would be answered wrongly:
    }
impact-mended =
    { $count ->
        [one] { $count } would be answered rightly:
       *[other] { $count } would be answered rightly:
    }
impact-no-recent = Residents have asked nothing in the last four weeks.
impact-recent-same =
    { $count ->
        [one] The one question residents asked in the last four weeks would be answered as before.
       *[other] All { $count } questions of the last four weeks would be answered as before.
    }
impact-recent = Of the { $count } questions of the last four weeks, answered differently: { $changed }
impact-reworded =
    { $count ->
        [one] { $count } of these questions gets this answer.
       *[other] { $count } of these questions get this answer.
    }
impact-new = this new answer
impact-ask = asked back
impact-decline = no answer
impact-smalltalk = small talk

kb-how = To find an entry, send /kb and its name or a question about it.
kb-found = Found for “{ $query }”:
kb-nothing = Nothing was found for “{ $query }”. Try other words.
kb-on-hold = Not given to residents at present:
kb-overdue = The review date has passed:
kb-kind-topics = Topic · { $id }
kb-kind-departments = Department · { $id }
kb-kind-former = Former department · { $id }
kb-kind-facts = Answer of its own · { $id }
kb-kind-decoys = Matter of others · { $id }
kb-kind-smalltalk = Small talk · { $id }
kb-is-on-hold = ⏸ Residents are told that this answer is being checked.
kb-is-overdue = ⏰ The review date has passed.
kb-review-by = To be reviewed by: { $date }
kb-history = History of { $entry }
kb-no-history = Nobody has changed this entry yet.
kb-version = Version { $number } · { $at } · { $name }
kb-by-pack = as supplied
kb-not-reverted = This version cannot be restored:
kb-field-name = Title
kb-field-text = Text
kb-field-reading-note = Note on our reading
kb-field-elsewhere = Who handles it
kb-field-keywords = Keywords
kb-field-examples = Example questions
kb-field-source = Source
kb-field-department = Department
kb-field-since = In force since
kb-field-until = In force until
kb-field-review-by = Review date
kb-field-owner = Kept up to date by
kb-field-contacts = Contacts

staff-menu-kb = find and change an entry
