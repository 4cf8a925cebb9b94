# Что читает администратор канала, пока объявление рассылается и после.
btn-ann-pause = Приостановить
btn-ann-resume = Продолжить
btn-ann-stop = Прекратить
btn-ann-csv = Получить список файлом
btn-ann-retry = Повторить неясным
btn-ann-leave = Неясным больше не отправлять
btn-ann-correct = Исправить
btn-ann-correct-now = Заменить везде
btn-ann-withdraw = Отозвать
btn-ann-withdraw-now = Да, удалить везде
btn-ann-pin = Закрепить в канале
btn-ann-keep = ← Оставить как есть

announced-title = Объявление { $number }: { $title }
announced-freezing = Составляю список получателей
announced-sending = Рассылается
announced-paused = Приостановлено
announced-refused = Рассылка приостановилась сама: Telegram отказал несколько раз подряд. Продолжите её, если это случайность, или прекратите и проверьте текст.
announced-count = Обработано { $done } из { $total }
announced-rate = Скорость: { $rate } в секунду, ещё { $time }
announced-seconds =
    { $count ->
        [one] { $count } секунду
        [few] { $count } секунды
       *[other] { $count } секунд
    }
announced-delivered = Доставлено: { $count }
announced-blocked = Недоступны (бот заблокирован или аккаунт удалён): { $count }
announced-failed = Отказ Telegram: { $count }
announced-unknown = Неясно, дошло ли: { $count }
announced-erased = Удалили свои данные до отправки: { $count }
announced-done = Разослано
announced-stopped = Рассылка прекращена
announced-rest = Не отправлено: { $count }
announced-span = { $from } – { $until }
announced-unclear = Во время отправки прервалась связь с Telegram, и неизвестно, дошло ли объявление до этих получателей. Если отправить ещё раз, кто-то может получить его дважды.
announced-corrected = Исправлений: { $count }
announced-waits = Исправление ждёт подтверждения другого администратора.
announced-old = Осталось без исправления: { $count }
announced-correcting = Исправляется: { $done } из { $total }
announced-withdrawing = Отзывается: { $done } из { $total }
announced-withdrawn = Отозвано
announced-deleted = Удалено: { $count }
announced-kept = Не удалено (старше 48 часов, Telegram такое удалять не даёт): { $count }

announced-correct-which = В тексте на каком языке ошибка?
announced-correct-how = Пришлите следующим сообщением исправленный текст целиком, с оформлением. Если в объявлении один файл (фото, видео, документ), его можно заменить: пришлите новый. Если он без подписи, текст останется прежним. Сначала вы увидите, что получится.
announced-correct-check = Так это будет выглядеть. Получателей: { $count }
announced-correct-media = Заменить можно только единственный файл (фото, видео, документ) и только одним новым. В остальных случаях пришлите только новый текст.
announced-correct-long = Текст слишком длинный: { $units } из { $limit } знаков. Пришлите короче.
announced-correct-same = Именно это там и написано. Пришлите изменённый текст.
announced-correct-asked = Нужно подтверждение другого администратора. Запрос получили: { $count }. Объявление можно найти и в /announcements.
announced-correct-propose = { $name } предлагает такое исправление объявления { $number }. Подтвердить его должен любой администратор, кроме автора. Получателей: { $count }
announced-correct-left = Объявление { $number } осталось прежним: так решил другой администратор ({ $name }). Исправление не сделано.
announced-edited = Правка исходного сообщения не меняет объявление { $number }: оно уже разослано. Чтобы заменить разосланное, откройте объявление в /announcements и нажмите «Исправить».
announced-withdraw-ask = Удалить объявление у всех, кто его получил? Получателей: { $count }. Telegram даёт удалять только сообщения не старше 48 часов.
announced-withdraw-channel = Запись в канале тоже удалится.
announced-post-stays = Запись в канале опубликована не через бота и останется прежней: измените или удалите её в самом канале.
announced-csv = Как прошла каждая доставка. Вместо имён – коды получателей; код один и тот же во всех объявлениях.
announced-csv-short = Получателей слишком много для одного файла, поэтому в нём только те, до кого объявление не дошло или у кого оно осталось без исправления.

toast-ann-second = Теперь «Отправить» должен нажать другой администратор канала
toast-ann-paused = Приостановлено
toast-ann-resumed = Рассылка продолжается
toast-ann-stopped = Рассылка прекращена
toast-ann-changed = Кнопка устарела: объявление тем временем изменилось
toast-ann-correction-stopped = Исправление прекращено
toast-ann-pinned = Закреплено
toast-ann-not-pinned = Не получилось закрепить: мне нужно право редактировать сообщения в канале
toast-ann-late = Это уже сделано
