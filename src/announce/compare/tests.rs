//! Announcements, what forgers and passers-on make of them, and other messages about the same matter.

use proptest::prelude::*;

use super::*;

const RU: &str = "⚠️ Уважаемые жители! 28 ноября с 9:00 до 18:00 на улице Сарыарка не будет холодной воды из-за ремонта \
сетей.\n\nПросим запастись водой заранее. Подробности по телефону 8 (7172) 55-55-55 и на сайте https://vodokanal.example/plan. \
Приносим извинения за неудобства.";
const KK: &str = "⚠️ Құрметті тұрғындар! 28 қарашада сағат 9:00-ден 18:00-ге дейін Сарыарқа көшесінде желілерді жөндеуге \
байланысты суық су болмайды.\n\nАлдын ала су дайындап қоюларыңызды сұраймыз. Толығырақ 8 (7172) 55-55-55 телефоны арқылы.";
const EN: &str = "Dear residents! On 28 November from 9:00 to 18:00 there will be no cold water in Saryarka street because \
of network repairs. Please store some water beforehand. Details by phone 8 (7172) 55-55-55 or at https://vodokanal.example/plan";
const ROAD: &str = "Уважаемые жители! 30 ноября с 9:00 до 18:00 будет перекрыто движение по проспекту Республики в связи с \
ремонтом дороги. Просим выбирать пути объезда. Приносим извинения за неудобства.";
const SENT: [Candidate<'static, usize>; 4] = [
    Candidate { id: 0, text: RU },
    Candidate { id: 1, text: KK },
    Candidate { id: 2, text: EN },
    Candidate { id: 3, text: ROAD },
];

/// What differs: which one it is, what is gone and what is new, spaces at the ends left out.
fn changed(text: &str) -> (usize, Vec<String>, Vec<String>) {
    let Verdict::Changed { id, pieces } = compare(text, &SENT) else { panic!("{:?}: {text}", compare(text, &SENT)) };
    let (mut gone, mut new) = (Vec::new(), Vec::new());
    for piece in pieces {
        match piece {
            Piece::Same(_) => {}
            Piece::Gone(text) => gone.push(text.trim().to_owned()),
            Piece::New(text) => new.push(text.trim().to_owned()),
        }
    }
    (id, gone, new)
}

#[test]
fn word_for_word_whatever_the_typography() {
    for (id, text) in [RU, KK, EN, ROAD].into_iter().enumerate() {
        assert_eq!(compare(text, &SENT), Verdict::Same(id));
        assert_eq!(
            compare(
                &text.to_uppercase().replace("HTTPS://VODOKANAL.EXAMPLE/PLAN", "https://vodokanal.example/plan"),
                &SENT
            ),
            Verdict::Same(id)
        );
        assert_eq!(compare(&text.replace(' ', "\u{A0} ").replace('\n', " \n"), &SENT), Verdict::Same(id));
        assert_eq!(compare(&text.replace('\u{FE0F}', "").replace("55-55", "55\u{2011}55"), &SENT), Verdict::Same(id));
    }
}

#[test]
fn a_changed_detail_stands_out() {
    let cases = [
        (RU, "55-55-55", "55-55-56", 0),
        (RU, "28", "29", 0),
        (RU, "https://vodokanal.example/plan.", "https://vodokanal.example.win/plan.", 0),
        (RU, "Сарыарка", "Кенесары", 0),
        (RU, "воды", "вoды", 0),
        (KK, "18:00-ге", "21:00-ге", 1),
        (KK, "55-55-55", "77-77-77", 1),
        (EN, "https://vodokanal.example/plan", "https://vodokanal.example/pIan", 2),
        (EN, "November", "December", 2),
        (ROAD, "30", "31", 3),
    ];
    for (text, from, to, id) in cases {
        let forged = text.replacen(from, to, 1);
        assert_eq!(changed(&forged), (id, vec![from.to_owned()], vec![to.to_owned()]), "{forged}");
    }
}

#[test]
fn what_is_added_or_cut_or_moved_is_a_change() {
    let more = "Для перерасчёта переведите 5000 тенге на карту.";
    assert_eq!(changed(&format!("{RU}\n\n{more}")), (0, vec![], vec![more.to_owned()]));
    assert_eq!(changed(&format!("{more} {EN}")), (2, vec![], vec![more.to_owned()]));
    let end = "Приносим извинения за неудобства.";
    assert_eq!(changed(RU.strip_suffix(end).unwrap()), (0, vec![end.to_owned()], vec![]));
    let (first, rest) = ROAD.split_once("! ").unwrap();
    let (id, gone, new) = changed(&format!("{rest} {first}!"));
    assert_eq!((id, gone.is_empty(), new.is_empty()), (3, false, false));
    // Two details at once, and a greeting of the one who passes it on.
    let forged = RU.replace("55-55-55", "00-00-00").replace("9:00", "10:00");
    assert_eq!(changed(&format!("Соседи, смотрите: {forged}")).0, 0);
}

#[test]
fn the_pieces_put_together_are_the_texts() {
    let forged = ROAD.replace("30 ноября", "1 декабря").replace("Просим", "Очень советуем");
    let Verdict::Changed { pieces, .. } = compare(&forged, &SENT) else { panic!("changed") };
    let text = |skip: fn(&Piece) -> bool| {
        let kept = pieces.iter().filter(|piece| !skip(piece));
        kept.map(|piece| match piece {
            Piece::Same(text) | Piece::Gone(text) | Piece::New(text) => text.as_str(),
        })
        .collect::<String>()
    };
    assert_eq!(text(|piece| matches!(piece, Piece::New(_))), ROAD);
    assert_eq!(text(|piece| matches!(piece, Piece::Gone(_))), forged);
}

#[test]
fn a_short_quotation_is_a_part() {
    for (text, id) in [
        ("на улице Сарыарка не будет холодной воды", 0),
        ("«не будет холодной воды»?", 0),
        ("суық су болмайды", 1),
        ("no cold water in Saryarka street", 2),
        ("Просим выбирать пути объезда.", 3),
        ("28 ноября с 9:00 до 18:00 на улице Сарыарка не будет холодной воды", 0),
    ] {
        assert_eq!(compare(text, &SENT), Verdict::Part(id), "{text}");
    }
}

#[test]
fn a_short_announcement_within_a_longer_text_is_a_change() {
    let sent = [Candidate { id: 7, text: "Ертең Кенесары көшесінде су болмайды!" }];
    let forged = "Ертең Кенесары көшесінде су болмайды! Ақшаны осы нөмірге аударыңыз.";
    assert!(matches!(compare(forged, &sent), Verdict::Changed { id: 7, .. }));
    assert_eq!(compare("Ертең Абай көшесінде су болмайды!", &sent), Verdict::Unknown);
}

#[test]
fn other_messages_about_the_same_matter_are_unknown() {
    for text in [
        "Соседи, говорят, что завтра на Сарыарке отключат воду на весь день, кто-нибудь знает подробности? Звонила, не берут.",
        "Уважаемые жители! 3 декабря с 10:00 до 17:00 на улице Кенесары не будет горячей воды из-за аварии. Приносим извинения.",
        "Уважаемые жители! Приносим извинения за неудобства. Завтра в парке пройдёт праздник для детей и родителей.",
        "Құрметті тұрғындар! Ертең Абай көшесінде электр желілерін жөндеуге байланысты жарық болмайды, сабырлық сақтаңыздар.",
        "Dear residents, the water supply will be interrupted next week in several districts of the city, stay tuned for news.",
        "завтра воды",
        "не будет",
        "да",
        "",
        "🙂",
    ] {
        assert_eq!(compare(text, &SENT), Verdict::Unknown, "{text}");
    }
    assert_eq!(compare::<usize>(RU, &[]), Verdict::Unknown);
}

#[test]
fn sketches_find_what_is_to_be_compared() {
    let of = |text: &str| sketch(text);
    for like in [
        RU.to_owned(),
        RU.replace("55-55-55", "00-00-00"),
        format!("Внимание! {RU} Переведите деньги."),
        "не будет холодной воды".to_owned(),
    ] {
        assert!(near(&of(&like), &of(RU)) >= ENOUGH, "{like}");
        assert!(near(&of(&like), &of(ROAD)) < ENOUGH, "{like}");
    }
}

#[test]
fn of_many_sketches_of_another_matter_none_is_near() {
    let kept: Vec<String> = (0..1000)
        .map(|n| sketch(&ROAD.replace("30", &n.to_string()).replace("Республики", &format!("имени {n}"))))
        .collect();
    let text = sketch(RU);
    assert_eq!(kept.iter().filter(|other| near(&text, other) >= ENOUGH).count(), 0);
}

proptest! {
    #[test]
    fn any_text_is_itself_and_no_text_panics(text in ".{0,80}", other in ".{0,80}") {
        let sent = [Candidate { id: 0, text: text.as_str() }];
        prop_assert_eq!(compare(&text, &sent) == Verdict::Same(0), !words(&text).is_empty());
        prop_assert_eq!(compare(&text, &sent) == Verdict::Same(0), compare(&format!("  {text} \n"), &sent) == Verdict::Same(0));
        compare(&other, &sent);
        prop_assert_eq!(fingerprint(&text) == fingerprint(&other), compare(&other, &sent) == Verdict::Same(0) || words(&text).is_empty() && words(&other).is_empty());
        let (one, other) = (sketch(&text), sketch(&other));
        prop_assert!((0.0..=1.0).contains(&near(&one, &other)));
        prop_assert!((near(&one, &other) - near(&other, &one)).abs() < f64::EPSILON);
    }

    #[test]
    fn a_changed_one_is_never_the_same(at in 0_usize..40, word in "[а-я]{3,9}|[0-9]{2,6}") {
        let mut forged: Vec<&str> = RU.split(' ').collect();
        let at = at % forged.len();
        let kept = std::mem::replace(&mut forged[at], &word);
        let verdict = compare(&forged.join(" "), &SENT);
        let changed = matches!(verdict, Verdict::Changed { id: 0, .. });
        prop_assert!(changed || kept.to_lowercase() == word, "{verdict:?}");
    }
}
