# Қызметкерлер білім қорын өзгерткенде оқитын мәтіндер.
btn-promote = Осыны боттың жауабы ету
btn-impact = Не өзгеретінін көру
btn-publish = Жариялау
btn-drop = Жобаны өшіру
btn-draft-kk = Қазақша мәтін
btn-draft-ru = Орысша мәтін
btn-draft-en = Ағылшынша мәтін
btn-draft-source = Дереккөз
btn-draft-examples = Сұрақ үлгілері
btn-draft-same = Екінші тілді өзгертудің қажеті жоқ
btn-draft-target = Неге қатысты екенін таңдау
btn-draft-new = Жеке жауап
btn-draft-under = Басқарманың жаңа тақырыбы
btn-draft-back = ← Жобаға оралу
btn-kb-text = Мәтінін өзгерту
btn-kb-examples = Үлгі сұрақтар қосу
btn-kb-contact = Байланыс қосу
btn-kb-review = Тексеру мерзімі
btn-kb-history = Тарихы
btn-kb-hold = Бұл жауапты әзірге бермеу
btn-kb-release = Бұл жауапты қайта беру
btn-kb-department = Оның басқармасы
btn-kb-open = ← Жазбаға оралу
btn-kb-revert = Мына нұсқаны қайтару: { $version }

toast-missing = Әлі толтырылмағаны бар: жобаны қараңыз
toast-working = Есептеп жатырмын: жарты минуттай уақыт кетеді
toast-weigh-first = Алдымен не өзгеретінін көріңіз, содан кейін жариялаңыз
toast-second-person = Енді «Жариялау» түймесін екінші қызметкер өз атынан басуы керек
toast-changed = Бұл арада жазба өзгерген. Жобаны тағы бір қарап шығыңыз
toast-published = Жарияланды
toast-quotes = Жауапта тұрғынның сөзі немесе аты бар, сондықтан мәтіні жобаға қосылмады

draft-title-new = { $number }-жоба: жаңа жауап
draft-title-topic = { $number }-жоба: жаңа тақырып – { $entry }
draft-title-text = { $number }-жоба: жаңа мәтін – { $entry }
draft-title-elsewhere = { $number }-жоба: мұнымен кім айналысады – { $entry }
draft-title-examples = { $number }-жоба: сұрақ үлгілері – { $entry }
draft-title-contact = { $number }-жоба: байланыс – { $entry }
draft-title-review = { $number }-жоба: тексеру мерзімі – { $entry }
draft-by = Бастаған: { $name }
draft-from = Бастаған: { $name }, { $number }-сұрақтан
draft-unchanged = өзгеріссіз
draft-examples = Сұрақ үлгілері:
draft-review = Тексеру мерзімі: { $date }
draft-needs = Әлі керегі:
draft-complete = Қажеттінің бәрі бар.
draft-no-examples = Сұрақ үлгілері болмаса, бот бұл жауапты таба алмауы мүмкін.
draft-second = Бір қызметкер жариялауға келісті; екіншісінің келісімі керек.
draft-published = Жарияланды.
draft-dropped = Өшірілді.
draft-how = Осы хабарға мәтінмен, дереккөзбен немесе сұрақ үлгілерімен жауап беріңіз. Бәрін бірден жіберуге болады: әр бөлікті kk:, ru:, en:, дереккөз: немесе мысалдар: деп бастаңыз
draft-choose-target = Неге қатысты екенін таңдаңыз немесе осы хабарға жазбаның атауымен жауап беріңіз.
draft-choose-department = Мұнымен айналысатын басқарманы таңдаңыз.
draft-give-kk = Осы хабарға қазақша мәтінмен жауап беріңіз. Жаңа жауаптың бірінші жолы – оның тақырыбы.
draft-give-ru = Осы хабарға орысша мәтінмен жауап беріңіз. Жаңа жауаптың бірінші жолы – оның тақырыбы.
draft-give-en = Осы хабарға ағылшынша мәтінмен жауап беріңіз. Жаңа жауаптың бірінші жолы – оның тақырыбы.
draft-give-source = Осы хабарға дереккөзбен жауап беріңіз: құжаттың атауы және сілтемесі, егер бар болса.
draft-give-examples = Осы хабарға адамдар қоюы мүмкін сұрақтармен жауап беріңіз, әр жолға бір сұрақ. Тұрғындардың сөзін көшірмеңіз.
draft-give-contact = Осы хабарға байланыспен жауап беріңіз: телефон:, мекенжай:, сайт: немесе уақыты: деп бастап, деректің өзін жазыңыз. Дереккөзді жеке жолға дереккөз: деп бастап қосыңыз
draft-give-review = Осы хабарға келесі тексеру күнімен жауап беріңіз, мысалы 01.06.2027.
need-kk = • қазақша мәтін
need-ru = • орысша мәтін
need-en = • ағылшынша мәтін
need-source = • дереккөз
need-examples = • сұрақ үлгілері
need-contact = • байланыс
need-review = • күні
need-parity-kk = • қазақша мәтін: оны да өзгертіңіз немесе өзгертудің қажеті жоқ деп белгілеңіз
need-parity-ru = • орысша мәтін: оны да өзгертіңіз немесе өзгертудің қажеті жоқ деп белгілеңіз
need-change = • қазіргіден қандай да бір айырмашылық
need-gone = • басқа жазба: бұл жазба енді жоқ
need-check = • { $why }
draft-empty = Мәтін керек. Тағы бір рет жауап беріңізші.
draft-too-long = Тым ұзын: { $count } таңбадан аспауы керек. Ештеңе өзгерген жоқ.
draft-no-contact = Бұл қандай байланыс екенін түсінбедім. Мысалы, былай жазыңыз: телефон: 109
draft-no-date = Болашақтағы күн керек, мысалы 01.06.2027.
draft-over = Бұл жоба жабылған; ештеңе өзгерген жоқ.
draft-in-force = { $number }-жоба жарияланды: тұрғындар енді жаңа нұсқасын алады.
draft-in-force-new = { $number }-жоба жарияланды: тұрғындар енді осы жауапты алады. Бот оны жарты минут ішінде толық үйреніп алады.

impact-working = Не өзгеретінін есептеп жатырмын. Жарты минуттай уақыт кетеді…
impact-failed = Не өзгеретінін есептей алмадым. Қайталап көріңіз.
impact-title = { $number }-жоба нені өзгертеді
impact-own-found = ✓ Бот өзі шыққан сұраққа осы жауапты береді.
impact-own-missed = ✗ Бот өзі шыққан сұраққа бұл жауапты әзірге бермейді: сұрақ үлгілерін қосыңыз.
impact-labelled = Дұрыс жауап алған тексеру сұрақтары: қазір { $count } ішінен { $before }, кейін { $after }.
impact-broken =
    { $count ->
       *[other] Қате жауап алатыны – { $count } сұрақ:
    }
impact-mended =
    { $count ->
       *[other] Дұрыс жауап алатыны – { $count } сұрақ:
    }
impact-no-recent = Соңғы төрт аптада тұрғындар ештеңе сұраған жоқ.
impact-recent-same =
    { $count ->
       *[other] Соңғы төрт аптадағы { $count } сұраққа бұрынғыдай жауап беріледі.
    }
impact-recent = Соңғы төрт аптадағы сұрақтар: { $count }, басқаша жауап алатыны: { $changed }
impact-reworded =
    { $count ->
       *[other] Осы сұрақтардың { $count } осы жауапты алады.
    }
impact-new = осы жаңа жауап
impact-ask = нақтылау сұрағы
impact-decline = жауап жоқ
impact-smalltalk = сыпайы сөз

kb-how = Жазбаны табу үшін /kb деп, оның атауын немесе ол туралы сұрақты жіберіңіз.
kb-found = «{ $query }» бойынша табылғаны:
kb-nothing = «{ $query }» бойынша ештеңе табылмады. Басқа сөздермен іздеп көріңіз.
kb-on-hold = Қазір тұрғындарға көрсетілмейді:
kb-overdue = Тексеру мерзімі өтіп кеткен:
kb-kind-topics = Тақырып · { $id }
kb-kind-departments = Басқарма · { $id }
kb-kind-former = Бұрынғы басқарма · { $id }
kb-kind-facts = Жеке жауап · { $id }
kb-kind-decoys = Бөгде мәселе · { $id }
kb-kind-smalltalk = Сыпайы сөз · { $id }
kb-is-on-hold = ⏸ Тұрғындарға бұл жауап тексеріліп жатқаны айтылады.
kb-is-overdue = ⏰ Тексеру мерзімі өтіп кеткен.
kb-review-by = Тексеру мерзімі: { $date }
kb-history = Тарихы: { $entry }
kb-no-history = Бұл жазбаны әлі ешкім өзгерткен жоқ.
kb-version = { $number }-нұсқа · { $at } · { $name }
kb-by-pack = бастапқы
kb-not-reverted = Бұл нұсқаны қайтаруға болмайды:
kb-field-name = Атауы
kb-field-text = Мәтіні
kb-field-reading-note = Біздің түсіндіруіміз
kb-field-elsewhere = Мұнымен кім айналысады
kb-field-keywords = Кілт сөздер
kb-field-examples = Сұрақ үлгілері
kb-field-source = Дереккөз
kb-field-department = Басқарма
kb-field-since = Күшіне енген күні
kb-field-until = Күші жойылатын күні
kb-field-review-by = Тексеру мерзімі
kb-field-owner = Жазбаға жауапты
kb-field-contacts = Байланыс деректері

staff-menu-kb = жазбаны табу және өзгерту
