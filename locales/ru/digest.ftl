# Что сотрудники раз в день читают в общей теме. На кнопках те же номера, что у строк.
btn-digest-worst = Исправить { $number }
btn-digest-gap = Ответить { $number }
btn-digest-waiting = Открыть { $number }
btn-digest-overdue = Проверить { $number }

digest-title = Ежедневная сводка
digest-time = { $since } – { $until }
digest-asked = Вопросы: { $count }
digest-outcomes = Бот ответил: { $answered }, переспросил: { $asked }, не нашёл ответа: { $declined }
digest-smalltalk = Приветствия и разговоры не по делу (среди вопросов не учтены): { $count }
digest-votes = Оценки: «Полезно» – { $useful }, «Не то, что нужно» – { $not-useful }
digest-worst = Хуже всего оценили
digest-worst-line = { $number }. { $entry } – «Не то, что нужно»: { $count } из { $all }
digest-gaps = Вопросы без ответа
digest-gap-line = { $number }. { $text } – { $times }
digest-times =
    { $count ->
        [one] { $count } раз
        [few] { $count } раза
       *[other] { $count } раз
    }
digest-waiting = Ждут ответа сотрудников
digest-waiting-line = { $number }. Вопрос { $question } – ждёт уже { $time }
digest-overdue = Пора проверить
digest-overdue-line = { $number }. { $entry } – срок истёк { $date }
digest-more = и ещё { $count }
