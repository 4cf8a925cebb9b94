//! `/settings`: by an owner, by others, pressed, typed, forged.

use super::town::{Someone, Town};
use crate::ids::ChatId;
use crate::policy::Policies;
use crate::store::audit;
use crate::store::owner::{self, CODE_BYTES, OwnerCode};

/// Somebody whom a link made an owner.
async fn owner(town: &Town) -> Someone<'_> {
    let code = OwnerCode::of([7; CODE_BYTES]);
    let link = format!("/start {}", code.expose());
    let make = town.services.store.write(move |c| {
        Box::pin(async move { owner::make_link(c, &code, crate::clock::Timestamp(1_700_000_000_000)).await })
    });
    make.await.unwrap();
    let olga = town.person("en");
    assert!(olga.says(&link).await.contains(&town.en("owner-new")));
    olga
}

async fn holds(town: &Town) -> Policies {
    town.services.policies().await.unwrap()
}

/// What was changed, and by whom.
async fn changes(town: &Town) -> Vec<(ChatId, String)> {
    let lines = audit::all(&mut town.services.store.read().await.unwrap()).await.unwrap();
    lines.into_iter().filter(|line| line.what.starts_with("changed")).map(|line| (line.by, line.what)).collect()
}

#[tokio::test]
async fn an_owner_decides_by_buttons_in_place() {
    let town = Town::new().await;
    let olga = owner(&town).await;
    let card = olga.says("/settings").await;
    assert!(card.contains("Keeping questions: 90 days") && card.contains("Working hours: round the clock"), "{card}");
    let heard = olga.heard();
    olga.presses("Keeping questions").await;
    let one = olga.last().await;
    assert!(one.contains("Now: 90 days") && one.contains("[Set to 90 days ✓]"), "{one}");
    assert_eq!(olga.presses("Set to 30 days").await, Some(town.en("toast-done")));
    let changed = olga.last().await;
    assert!(changed.contains("Now: 30 days") && changed.contains("[Set to 30 days ✓]\n"), "{changed}");
    assert!(changed.contains("[Set to 90 days]"), "{changed}");
    assert_eq!(holds(&town).await.retention_days, 30, "at once");
    olga.presses("← Back").await;
    let all = olga.last().await;
    assert!(all.contains("Keeping questions: 30 days") && olga.heard() == heard, "{all}");
    assert!(olga.says("/privacy").await.contains("Questions are kept for 30 days."));
    assert!(olga.says("/about").await.contains("I keep your questions for 30 days"));
    assert_eq!(changes(&town).await, [(olga.chat(), r#"changed retention_days: "90" → "30""#.to_owned())]);
}

#[tokio::test]
async fn yes_or_no_changes_at_once_and_the_same_button_pressed_twice_does_not_go_back() {
    let town = Town::new().await;
    let olga = owner(&town).await;
    olga.says("/settings").await;
    let line = olga.actor.chat().pop().unwrap();
    let button = line.button("Second approval for knowledge").unwrap();
    let data = button.data.clone().unwrap();
    for _ in 0..2 {
        olga.actor.presses_data(line.id, &data).await.unwrap();
        let card = olga.last().await;
        assert!(card.contains("[Second approval for knowledge ✓]"), "{card}");
        assert!(card.contains("Second approval for knowledge: yes"), "{card}");
    }
    assert!(holds(&town).await.second_approval && !holds(&town).await.announce_second_approval);
    olga.presses("Second approval for knowledge").await;
    assert!(olga.last().await.contains("Second approval for knowledge: no"));
    assert_eq!(changes(&town).await.len(), 2);
}

#[tokio::test]
async fn a_value_can_be_typed_and_a_bad_one_changes_nothing() {
    let town = Town::new().await;
    let olga = owner(&town).await;
    let card = olga.says("/settings working_hours mon-fri 09:00-18:30").await;
    assert!(card.contains("Now: Mon–Fri 9:00–18:30") && card.contains("[Hours: Mon–Fri 9:00–18:30 ✓]"), "{card}");
    let card = olga.says("/settings WORKING_HOURS пн,ср 10-16").await;
    assert!(card.contains("Now: Mon, Wed 10:00–16:00"), "{card}");
    assert!(olga.says("/settings quiet_hours off").await.contains("Now: none"));
    assert!(olga.says("/settings digest_hour").await.contains("[At 9:00 ✓]"));
    let before = (holds(&town).await, changes(&town).await);
    for (typed, told) in [
        (
            "/settings retention_days 0",
            "a whole number from 1 to 3650.\n\n     For example:\n     /settings retention_days 90",
        ),
        ("/settings retention_days ninety", "a whole number"),
        ("/settings working_hours weekdays", "/settings working_hours mon-fri 09:00-18:00"),
        ("/settings quiet_hours 21:00", "/settings quiet_hours 21:00-08:00"),
        ("/settings digest_hour 24", "an hour from 0 to 23"),
        ("/settings second_approval maybe", "yes or no"),
        ("/settings backup_hours 5", "working_hours, remind_hours"),
    ] {
        let card = olga.says(typed).await;
        assert!(card.contains(told), "{typed}: {card}");
    }
    assert_eq!((holds(&town).await, changes(&town).await), before);
}

#[tokio::test]
async fn who_is_no_owner_changes_nothing_however_they_try() {
    let town = Town::new().await;
    let olga = owner(&town).await;
    olga.says("/settings retention_days 60").await;
    let line = olga.actor.chat().pop().unwrap();
    let eve = town.person("en");
    for typed in ["/settings", "/settings retention_days 1", "/settings backup_hours"] {
        assert!(eve.says(typed).await.contains(&town.en("settings-not-owner")), "{typed}");
    }
    let refused = Some(town.en("toast-not-owner"));
    for data in ["1ze", "1zet", "1zet=1", "1zes=true"] {
        assert_eq!(eve.actor.presses_data(line.id, data).await.unwrap().text, refused, "{data}");
    }
    let heard = (eve.heard(), changes(&town).await.len());
    // What no button of ours says is nothing to an owner either.
    for data in ["1zet=0", "1zet=060", "1zew=now", "1zeß", "1z"] {
        let out_of_date = Some(town.en("toast-out-of-date"));
        assert_eq!(olga.actor.presses_data(line.id, data).await.unwrap().text, out_of_date, "{data}");
    }
    assert_eq!((eve.heard(), changes(&town).await.len()), heard);
    assert_eq!(holds(&town).await, Policies { retention_days: 60, ..Policies::default() });
}
