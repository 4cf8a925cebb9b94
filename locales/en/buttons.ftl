# Labels of buttons: one line each, plain text first, a variable only at the end.
# On one card no label may be part of another's.
btn-useful = This helped
btn-not-useful = Not what I need
btn-wrong-department = Wrong department
btn-other-question = I asked something else
btn-unclear = Unclear or out of date
btn-department = About the department
btn-others = Other options
btn-none-of-these = None of these
btn-departments = New departments
btn-former = Former departments
btn-back = ← Back
btn-lang-kk = Қазақша
btn-lang-ru = Русский
btn-lang-en = English
btn-my-data = Get my data
btn-forget = Erase my data
btn-erase = Yes, erase it all
btn-keep = No, keep it
