# Ready answers, as the staff read of them in their group.
staff-menu-ready = send a ready answer

ready-title = Ready answers
ready-choose = Press an answer to send it to the resident in their language:
ready-none = There are no ready answers yet. Here is how to add the first one, in all three languages:
ready-send = To send one, write /ready in the question’s topic.
ready-how = /ready 3 shows answer 3 in full, /ready delete 3 deletes it. To add a new one, write it in all three languages like this:
ready-example =
    /ready add
    kk: Рақмет! Сұрағыңызды тиісті басқармаға жеткіздік.
    ru: Спасибо! Мы передали ваш вопрос в нужное управление.
    en: Thank you! We have passed your question on to the right department.
ready-added = Ready answer { $number } has been added.
ready-there = This ready answer already exists: number { $number }.
ready-full =
    { $count ->
        [one] There is already { $count } ready answer, which is the maximum.
       *[other] There are already { $count } ready answers, which is the maximum.
    } Please delete one first: send /ready delete and its number.
ready-missing = Not added. The text is missing in: { $list }. All three languages are needed, like this:
ready-too-long = Not added. The text is too long in: { $list }.
ready-longest =
    { $count ->
        [one] The limit is { $count } character.
       *[other] The limit is { $count } characters.
    }
ready-deleted = Ready answer { $number } has been deleted.
ready-no-such = There is no ready answer { $number }. To see them all, write /ready in General.
