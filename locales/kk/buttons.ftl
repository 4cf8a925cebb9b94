# Түймелердегі жазулар: бір жол, қарапайым мәтіннен басталады, айнымалы тек соңында тұрады.
# Бір хабарламада бір түйменің жазуы екіншісінің бөлігі болмауы керек.
btn-useful = Пайдалы
btn-not-useful = Керегім бұл емес
btn-wrong-department = Басқарма дұрыс емес
btn-other-question = Басқа нәрсе сұрадым
btn-unclear = Түсініксіз не ескірген
btn-department = Басқарма туралы
btn-others = Басқа нұсқалар
btn-none-of-these = Бұлардың ешқайсысы емес
btn-departments = Жаңа басқармалар
btn-former = Бұрынғы басқармалар
btn-back = ← Артқа
btn-lang-kk = Қазақша
btn-lang-ru = Русский
btn-lang-en = English
btn-my-data = Деректерімді алу
btn-forget = Деректерімді өшіру
btn-erase = Иә, бәрін өшір
btn-keep = Жоқ, қала берсін
