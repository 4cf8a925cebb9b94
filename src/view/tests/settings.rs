//! What owners read about the policies, and what residents read while staff are away.

use crate::clock::Timestamp;
use crate::policy::{BadValue, Decision, Policies, Policy, WorkingHours};
use jiff::tz::TimeZone;

use super::*;

/// Every card of `/settings`.
fn all(lang: Lang) -> Vec<Card> {
    let policies = Policies { announce_second_approval: true, ..Policies::default() };
    let mut cards = vec![view().settings(lang, &policies), view().settings(lang, &Policies::default())];
    cards.extend(Policy::ALL.map(|policy| view().setting(lang, &policies, policy)));
    cards
}

#[test]
fn no_label_is_part_of_another_on_a_card_of_settings() {
    for card in Lang::ALL.into_iter().flat_map(all) {
        let labels: Vec<_> = card.buttons().map(|button| button.label.to_lowercase()).collect();
        for (at, label) in labels.iter().enumerate() {
            let part = labels.iter().enumerate().any(|(other, text)| other != at && text.contains(label.as_str()));
            assert!(!part, "{label} on {:?}", card.text.text());
        }
    }
}

#[test]
fn the_settings_in_three_languages() {
    for lang in Lang::ALL {
        let cards: Vec<_> = all(lang).iter().map(shown).collect();
        insta::assert_snapshot!(format!("settings_{}", lang.code()), cards.join("\n\n"));
    }
}

#[test]
fn what_does_not_fit_is_said_with_an_example() {
    let refused = |policy: Policy| view().settings_bad(Lang::Ru, policy, BadValue(policy.form()));
    let cards =
        [Policy::SecondApproval, Policy::RetentionDays, Policy::DigestHour, Policy::QuietHours, Policy::WorkingHours];
    insta::assert_snapshot!(cards.map(|policy| shown(&refused(policy))).join("\n\n"), @"
    Такое значение не подходит, ничего не изменилось.
    Напишите да или нет.

    Например:
    /settings second_approval yes

    Такое значение не подходит, ничего не изменилось.
    Напишите целое число от 1 до 3650.

    Например:
    /settings retention_days 90

    Такое значение не подходит, ничего не изменилось.
    Напишите час от 0 до 23 или «выкл».

    Например:
    /settings digest_hour 9

    Такое значение не подходит, ничего не изменилось.
    Напишите часы, как в примере, или «выкл».

    Например:
    /settings quiet_hours 21:00-08:00

    Такое значение не подходит, ничего не изменилось.
    Напишите дни и часы, как в примере, или «всегда». Дни: пн, вт, ср, чт, пт, сб, вс.

    Например:
    /settings working_hours mon-fri 09:00-18:00
    ");
}

#[test]
fn values_may_be_typed_in_our_languages() {
    let table = [
        (Policy::WorkingHours, "пн-пт 9:00–18:00", "mon-fri 09:00-18:00"),
        (Policy::WorkingHours, "Дс–Жм 9:00-18:30", "mon-fri 09:00-18:30"),
        (Policy::WorkingHours, "вт, чт 10-17", "tue,thu 10:00-17:00"),
        (Policy::WorkingHours, "Mon-Sat 9-18", "mon-sat 09:00-18:00"),
        (Policy::WorkingHours, "круглосуточно", ""),
        (Policy::QuietHours, "выкл", ""),
        (Policy::DigestHour, "өшіру", "-1"),
        (Policy::SecondApproval, "Да", "true"),
        (Policy::SecondApproval, "жоқ", "false"),
    ];
    for (policy, typed, expected) in table {
        let read = Decision::parse(policy, &view().typed_value(typed));
        assert_eq!(read.map(|decision| decision.to_string()).as_deref(), Ok(expected), "{typed}");
    }
}

#[test]
fn who_asks_at_night_is_told_when_staff_are_back() {
    let hours: WorkingHours = "mon,wed-fri 09:00-18:00".parse().unwrap();
    // 2024-01-01 was a Monday.
    let at = |hours: i64| Timestamp(1_704_067_200_000 + hours * 3_600_000);
    let told = |lang, after: i64| {
        let away = hours.away(at(after), &TimeZone::UTC).unwrap();
        view().away(lang, Card::text(Rich::new("…")), &away).text.text().trim_start_matches("…\n\n").to_owned()
    };
    let mut seen: Vec<String> =
        Lang::ALL.into_iter().flat_map(|lang| [told(lang, 8), told(lang, 43), told(lang, 114)]).collect();
    for day in ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] {
        let hours: WorkingHours = format!("{day} 09:00-18:30").parse().unwrap();
        let away =
            [0, 72].into_iter().filter_map(|after| hours.away(at(after), &TimeZone::UTC)).find(|away| away.in_days > 1);
        let cards =
            Lang::ALL.map(|lang| view().away(lang, Card::text(Rich::default()), &away.unwrap()).text.text().to_owned());
        seen.extend(cards);
    }
    insta::assert_snapshot!(seen.join("\n"), @"
    Қызметкерлердің жұмыс уақыты: дс, ср–жм 9:00–18:00. Сұрағыңызды бүгін сағат 9:00 шамасында көреді.
    Қызметкерлердің жұмыс уақыты: дс, ср–жм 9:00–18:00. Сұрағыңызды ертең сағат 9:00 шамасында көреді.
    Қызметкерлердің жұмыс уақыты: дс, ср–жм 9:00–18:00. Сұрағыңызды дүйсенбі күні сағат 9:00 шамасында көреді.
    Сотрудники на месте: пн, ср–пт 9:00–18:00. Ваш вопрос они увидят сегодня в 9:00.
    Сотрудники на месте: пн, ср–пт 9:00–18:00. Ваш вопрос они увидят завтра в 9:00.
    Сотрудники на месте: пн, ср–пт 9:00–18:00. Ваш вопрос они увидят в понедельник в 9:00.
    The staff answer Mon, Wed–Fri 9:00–18:00; they will see your question today at 9:00.
    The staff answer Mon, Wed–Fri 9:00–18:00; they will see your question tomorrow at 9:00.
    The staff answer Mon, Wed–Fri 9:00–18:00; they will see your question on Monday at 9:00.
    Қызметкерлердің жұмыс уақыты: дс 9:00–18:30. Сұрағыңызды дүйсенбі күні сағат 9:00 шамасында көреді.
    Сотрудники на месте: пн 9:00–18:30. Ваш вопрос они увидят в понедельник в 9:00.
    The staff answer Mon 9:00–18:30; they will see your question on Monday at 9:00.
    Қызметкерлердің жұмыс уақыты: сс 9:00–18:30. Сұрағыңызды сейсенбі күні сағат 9:00 шамасында көреді.
    Сотрудники на месте: вт 9:00–18:30. Ваш вопрос они увидят во вторник в 9:00.
    The staff answer Tue 9:00–18:30; they will see your question on Tuesday at 9:00.
    Қызметкерлердің жұмыс уақыты: ср 9:00–18:30. Сұрағыңызды сәрсенбі күні сағат 9:00 шамасында көреді.
    Сотрудники на месте: ср 9:00–18:30. Ваш вопрос они увидят в среду в 9:00.
    The staff answer Wed 9:00–18:30; they will see your question on Wednesday at 9:00.
    Қызметкерлердің жұмыс уақыты: бс 9:00–18:30. Сұрағыңызды бейсенбі күні сағат 9:00 шамасында көреді.
    Сотрудники на месте: чт 9:00–18:30. Ваш вопрос они увидят в четверг в 9:00.
    The staff answer Thu 9:00–18:30; they will see your question on Thursday at 9:00.
    Қызметкерлердің жұмыс уақыты: жм 9:00–18:30. Сұрағыңызды жұма күні сағат 9:00 шамасында көреді.
    Сотрудники на месте: пт 9:00–18:30. Ваш вопрос они увидят в пятницу в 9:00.
    The staff answer Fri 9:00–18:30; they will see your question on Friday at 9:00.
    Қызметкерлердің жұмыс уақыты: сб 9:00–18:30. Сұрағыңызды сенбі күні сағат 9:00 шамасында көреді.
    Сотрудники на месте: сб 9:00–18:30. Ваш вопрос они увидят в субботу в 9:00.
    The staff answer Sat 9:00–18:30; they will see your question on Saturday at 9:00.
    Қызметкерлердің жұмыс уақыты: жк 9:00–18:30. Сұрағыңызды жексенбі күні сағат 9:00 шамасында көреді.
    Сотрудники на месте: вс 9:00–18:30. Ваш вопрос они увидят в воскресенье в 9:00.
    The staff answer Sun 9:00–18:30; they will see your question on Sunday at 9:00.
    ");
}
