# Надписи на кнопках: одна строка, начинается с обычного текста, переменная – только в конце.
# На одной карточке ни одна надпись не должна быть частью другой.
btn-useful = Полезно
btn-not-useful = Не то, что нужно
btn-wrong-department = Не то управление
btn-other-question = Вопрос был о другом
btn-unclear = Непонятно или устарело
btn-department = Об управлении
btn-others = Другие варианты
btn-none-of-these = Ничего из этого
btn-departments = Новые управления
btn-former = Прежние управления
btn-back = ← Назад
btn-lang-kk = Қазақша
btn-lang-ru = Русский
btn-lang-en = English
btn-my-data = Получить мои данные
btn-forget = Удалить мои данные
btn-erase = Да, удалить всё
btn-keep = Нет, оставить
