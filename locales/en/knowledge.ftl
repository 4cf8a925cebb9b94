# What the staff read while they change the knowledge.
btn-promote = Teach the bot this answer
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
btn-draft-new = A standalone answer
btn-draft-under = A new topic for a department
btn-draft-back = ← Back to the draft
btn-kb-text = Change the text
btn-kb-examples = Add example questions
btn-kb-contact = Add a contact
btn-kb-review = Set the review date
btn-kb-history = History
btn-kb-hold = Put this answer on hold
btn-kb-release = Take this answer off hold
btn-kb-department = Open its department
btn-kb-open = ← Back to the entry
btn-kb-revert = Restore version { $version }

toast-missing = Something is still missing: see the draft
toast-working = Working it out: this takes about half a minute
toast-weigh-first = First see what would change: I am working it out. Then publish
toast-second-person = Another member of staff now has to press “Publish”, not anonymously
toast-changed = The entry has changed in the meantime. Please look at the draft again
toast-published = Published
toast-quotes = The text was left out of the draft: it repeats the resident, has long numbers or is too long

draft-title-new = Draft { $number }: new answer
draft-title-topic = Draft { $number }: new topic for { $entry }
draft-title-text = Draft { $number }: new text for { $entry }
draft-title-elsewhere = Draft { $number }: who handles { $entry }
draft-title-examples = Draft { $number }: example questions for { $entry }
draft-title-contact = Draft { $number }: new contact for { $entry }
draft-title-review = Draft { $number }: review date for { $entry }
draft-by = Started by { $name }
draft-from = Started by { $name } from question { $number }
draft-unchanged = unchanged
draft-examples = Example questions:
draft-review = Review due: { $date }
draft-needs = Still needed:
draft-complete = Everything needed is here.
draft-no-examples = Without example questions, the bot is unlikely to find this answer.
draft-second = One member of staff has pressed “Publish”; another has to press it too.
draft-published = Published.
draft-dropped = Discarded.
draft-how = Reply to this message with the text, the source or example questions. To send several at once, start each with kk:, ru:, en:, source: or examples:. A title is changed by title: in English, название: in Russian, атауы: in Kazakh.
draft-choose-target = Choose where this belongs, or reply to this message with the title of an entry.
draft-choose-department = Choose the department that handles this.
draft-give-kk = Reply to this message with the text in Kazakh. The first line of a new answer is its title.
draft-give-ru = Reply to this message with the text in Russian. The first line of a new answer is its title.
draft-give-en = Reply to this message with the text in English. The first line of a new answer is its title.
draft-give-source = Reply to this message with the source: the title of the document, and a link if there is one.
draft-give-examples = Reply to this message with questions as people might ask them, one per line. Please do not copy a resident’s words.
draft-give-contact = Reply to this message with the contact. Start with phone:, address:, site: or hours:, for example phone: 109. Put the source on a separate line, starting with source:
draft-give-review = Reply to this message with the date of the next review, for example 01.06.2027.
need-kk = • the text in Kazakh
need-ru = • the text in Russian
need-en = • the text in English
need-source = • the source
need-examples = • example questions
need-contact = • the contact
need-review = • the review date
need-parity-kk = • the Kazakh text: change it too, or confirm that it needs no change
need-parity-ru = • the Russian text: change it too, or confirm that it needs no change
need-change = • at least one change from the current version
need-gone = • another entry: this one no longer exists
need-check = • { $why }
draft-empty = I need this as text. Please reply again.
draft-too-long = This is too long: at most { $count } characters. Nothing was changed.
draft-no-contact = I could not tell what kind of contact this is. Please write it like this: phone: 109
draft-no-date = I need a future date in this form: 01.06.2027
draft-over = This draft has already been published or discarded; nothing was changed.
draft-unclear = Which part is this? Press the button of the part you want to change, or start with kk:, ru:, en: or source:
draft-quotes = This repeats the resident’s words or name. Please put it in your own words; nothing was changed.
draft-moved = This draft is now in the staff group, where another member of staff can publish it.
draft-in-force = Draft { $number } is published: residents get the new version from now on.
draft-in-force-new = Draft { $number } is published: residents get this answer from now on. The bot learns further wordings of the question within half a minute.

impact-working = Working out what would change. This takes about half a minute…
impact-failed = I could not work out what would change. Please try again.
impact-title = What draft { $number } would change
impact-own-found = ✓ The question it comes from would get this answer.
impact-own-missed = ✗ The question it comes from would not get this answer yet: add example questions.
impact-labelled = Test questions answered correctly: { $before } of { $count } now, { $after } after publishing.
impact-broken =
    { $count ->
        [one] { $count } would no longer be answered correctly:
       *[other] { $count } would no longer be answered correctly:
    }
impact-mended =
    { $count ->
        [one] { $count } more would be answered correctly:
       *[other] { $count } more would be answered correctly:
    }
impact-no-recent = Residents have asked no questions in the last four weeks.
impact-recent-same =
    { $count ->
        [one] The one question residents asked in the last four weeks would be answered as before.
       *[other] All { $count } questions from the last four weeks would be answered as before.
    }
impact-recent = Questions from the last four weeks that would be answered differently: { $changed } of { $count }
impact-reworded =
    { $count ->
        [one] { $count } of these questions would get the answer as it stands in the draft.
       *[other] { $count } of these questions would get the answer as it stands in the draft.
    }
impact-new = this new answer
impact-ask = asked to clarify
impact-decline = no answer
impact-smalltalk = small talk

kb-how = To find an entry, send /kb followed by its title or a question about it.
kb-found = Found for “{ $query }”:
kb-nothing = Nothing was found for “{ $query }”. Try other words.
kb-on-hold = On hold, not given to residents:
kb-overdue = The review date has passed:
kb-kind-topics = Topic · { $id }
kb-kind-departments = Department · { $id }
kb-kind-former = Former department · { $id }
kb-kind-facts = Standalone answer · { $id }
kb-kind-decoys = Handled elsewhere · { $id }
kb-kind-smalltalk = Small talk · { $id }
kb-is-on-hold = ⏸ On hold: residents are told that this answer is being checked.
kb-is-overdue = ⏰ The review date has passed.
kb-review-by = Review due: { $date }
kb-history = History of { $entry }
kb-no-history = Nobody has changed this entry yet.
kb-version = Version { $number } · { $at } · { $name }
kb-by-pack = as supplied
kb-not-reverted = This version cannot be restored:
kb-field-name = Title
kb-field-text = Text
kb-field-reading-note = Note on interpretation
kb-field-elsewhere = Who handles it
kb-field-keywords = Keywords
kb-field-examples = Example questions
kb-field-source = Source
kb-field-department = Department
kb-field-since = In force from
kb-field-until = In force until
kb-field-review-by = Review date
kb-field-owner = Kept up to date by
kb-field-contacts = Contacts

staff-menu-kb = find and change an entry
