//! What is no question: the start, languages, help, messages without text, people who leave, failures.

use sandbox::Fault;
use search::Lang;

use super::town::Town;
use crate::bot::menu;
use crate::store::resident;

fn refused(code: u16, description: &str) -> Fault {
    Fault::Refused { code, description: description.to_owned() }
}

#[tokio::test]
async fn start_is_one_message_and_the_language_chosen_there_stays() {
    let town = Town::new().await;
    let ann = town.person("kk-KZ");
    let start = ann.says("/start").await;
    assert!(
        start.starts_with(&format!("bot: {}\n     Қала туралы.", town.text(Lang::Kk, "start-greeting"))),
        "{start}"
    );
    assert!(start.ends_with("[Қазақша] [Русский] [English]"), "{start}");
    assert!(ann.presses("English").await.is_some());
    let changed = ann.last().await;
    assert!(
        changed.contains(&town.en("start-greeting"))
            && changed.contains("[English ✓]")
            && changed.contains("[Who plants trees]")
    );
    assert_eq!(ann.heard(), 1);
    ann.presses("Who plants trees").await;
    assert!(ann.last().await.contains(&(town.en("answer-topic") + "Trees")));
    assert!(ann.says("/help").await.contains(&town.en("help-title")));
}

#[tokio::test]
async fn a_language_is_typed_in_three_ways() {
    let town = Town::new().await;
    let ann = town.person("de");
    assert!(ann.says("/language").await.contains("[Русский ✓]"));
    assert!(ann.says("/language en").await.contains(&town.en("language-chosen")));
    assert!(ann.says("қазақша").await.contains(&town.text(Lang::Kk, "language-chosen")));
    assert!(ann.says("/language").await.contains("[Қазақша ✓]"));
    ann.presses("Русский").await;
    assert!(ann.last().await.contains(&town.ru("language-chosen")));
    assert!(ann.says("/language klingon").await.contains(&town.ru("language-choose")));
    let mut c = town.services.store.read().await.unwrap();
    assert_eq!(resident::get(&mut c, ann.chat()).await.unwrap().unwrap().lang, Some(Lang::Ru));
}

#[tokio::test]
async fn a_deep_link_opens_a_card_and_an_odd_one_greets() {
    let town = Town::new().await;
    let ann = town.person("en");
    assert!(ann.says("/start dept_town").await.starts_with("bot: Town Department\n"));
    assert!(ann.says("/start trees").await.contains(&(town.en("answer-topic") + "Trees")));
    assert!(ann.says("/start decoy_pensions").await.contains(&town.en("start-greeting")));
    assert!(ann.says("/start what_ever").await.contains(&town.en("start-greeting")));
}

#[tokio::test]
async fn help_about_and_what_cannot_be_read() {
    let town = Town::new().await;
    let ann = town.person("en");
    assert!(ann.says("/about").await.contains("“Новость”"));
    assert!(ann.says("/weather").await.contains(&town.en("notice-unknown-command")));
    ann.actor.sends_voice().await;
    assert!(ann.last().await.contains(&town.en("notice-voice")));
    ann.actor.sends_sticker().await;
    assert!(ann.last().await.contains(&town.en("notice-sticker")));
    ann.actor.sends_location().await;
    assert!(ann.last().await.contains(&town.en("notice-location")));
    ann.actor.sends_contact().await;
    assert!(ann.last().await.contains(&town.en("notice-contact")));
    ann.actor.sends_document("a.pdf", "").await;
    assert!(ann.last().await.contains(&town.en("notice-document")));
    ann.actor.sends_photo("").await;
    assert!(ann.last().await.contains(&town.en("notice-picture")));
    ann.actor.sends_photo("Who plants trees?").await;
    assert!(ann.last().await.contains(&(town.en("answer-topic") + "Trees")));
}

#[tokio::test]
async fn an_album_is_one_question() {
    let town = Town::new().await;
    let ann = town.person("en");
    ann.says("/start").await;
    let picture = |caption: &str, album: &str| {
        let id = ann.actor.id();
        let file = serde_json::json!({"file_id": "f", "file_unique_id": "u", "file_size": 1, "width": 1, "height": 1});
        let mut message = serde_json::json!({"message_id": 700, "date": 1, "photo": [file], "media_group_id": album,
            "chat": {"id": id, "type": "private", "first_name": "A"}, "from": {"id": id, "is_bot": false, "first_name": "A"}});
        if !caption.is_empty() {
            message["caption"] = caption.into();
        }
        town.sandbox.inject(serde_json::json!({ "message": message }));
    };
    picture("Who plants trees?", "1");
    picture("", "1");
    assert!(ann.last().await.contains(&(town.en("answer-topic") + "Trees")));
    assert_eq!(ann.heard(), 2);
    picture("", "2");
    picture("", "2");
    assert!(ann.last().await.contains(&town.text(Lang::Ru, "notice-picture")));
    assert_eq!(ann.heard(), 3);
}

#[tokio::test]
async fn who_blocks_the_bot_is_remembered_and_no_failure() {
    let town = Town::new().await;
    let ann = town.person("ru");
    ann.says("/start").await;
    ann.actor.blocks().await;
    town.sandbox.idle().await.unwrap();
    let blocked = async || {
        let mut c = town.services.store.read().await.unwrap();
        resident::get(&mut c, ann.chat()).await.unwrap().unwrap().blocked
    };
    assert!(blocked().await);
    ann.actor.unblocks().await;
    town.sandbox.idle().await.unwrap();
    assert!(!blocked().await);
    town.sandbox.fail_next("sendMessage", refused(403, "Forbidden: bot was blocked by the user"));
    ann.says("/help").await;
    assert!(blocked().await);
}

#[tokio::test]
async fn a_failure_is_told_in_their_language() {
    let town = Town::new().await;
    let ann = town.person("kk");
    ann.says("/start").await;
    town.sandbox.fail_next("sendMessage", refused(400, "Bad Request: odd"));
    assert!(ann.says("/help").await.contains(&town.text(Lang::Kk, "notice-failed")));
    town.sandbox.fail_next("editMessageText", Fault::ServerError);
    assert!(ann.presses("English").await.is_some());
}

#[tokio::test]
async fn the_menu_is_set_in_every_language() {
    let town = Town::new().await;
    menu::publish(&town.services.sender, &town.services.view, Lang::Ru).await.unwrap();
    for (code, lang) in [("kk", Lang::Kk), ("ru", Lang::Ru), ("en", Lang::En), ("", Lang::Ru)] {
        let commands = town.sandbox.commands("all_private_chats", code);
        assert_eq!(commands.len(), 9, "{code}");
        assert!(commands[0].0 == "departments" && commands[0].1 == town.text(lang, "menu-departments"), "{commands:?}");
    }
    assert_eq!(town.sandbox.description("kk"), town.text(Lang::Kk, "bot-description"));
}
