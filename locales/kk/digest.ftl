# Қызметкерлер күніне бір рет ортақ тақырыпта оқитын мәтін. Түймелердегі нөмірлер жолдардың нөмірімен бірдей.
btn-digest-worst = Түзету: { $number }
btn-digest-gap = Жауап жазу: { $number }
btn-digest-waiting = Ашу: { $number }
btn-digest-overdue = Тексеру: { $number }

digest-title = Күнделікті қорытынды
digest-time = { $since } – { $until }
digest-asked = Сұрақтар: { $count }
digest-outcomes = Бот жауап берді: { $answered }, нақтылап сұрады: { $asked }, жауап таппады: { $declined }
digest-smalltalk = Сәлемдесу мен жай әңгіме (есепке кірмейді): { $count }
digest-votes = Бағалар: «Пайдалы» – { $useful }, «Керегім бұл емес» – { $not-useful }
digest-worst = Ең төмен бағаланған жауаптар
digest-worst-line = { $number }. { $entry } – барлығы { $all } баға, «Керегім бұл емес»: { $count }
digest-gaps = Жауабы жоқ сұрақтар
digest-gap-line = { $number }. { $text } – { $times }
digest-times = { $count } рет
digest-waiting = Қызметкердің жауабын күтіп отырғандар
digest-waiting-line = { $number }. { $question } – күткеніне { $time } болды
digest-overdue = Тексеру мерзімі өткен жауаптар
digest-overdue-line = { $number }. { $entry } – мерзімі: { $date }
digest-more = тағы { $count }
