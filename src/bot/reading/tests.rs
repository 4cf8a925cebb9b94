//! Every kind of update and of message, and what is read from it.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use serde_json::{Value, json};

use super::*;

fn message(parts: Value) -> Value {
    let mut message = json!({
        "message_id": 11, "date": 1_700_000_000,
        "chat": {"id": 7, "type": "private", "first_name": "A"},
        "from": {"id": 7, "is_bot": false, "first_name": "A", "language_code": "kk"},
    });
    message.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    message
}

fn update(kind: &str, body: &Value) -> String {
    format!("{{\"update_id\":1,\"{kind}\":{body}}}")
}

fn what(kind: &str, parts: Value) -> Option<What> {
    read(&update(kind, &message(parts))).map(|deed| deed.what)
}

fn file() -> Value {
    json!({"file_id": "f", "file_unique_id": "u", "file_size": 1, "duration": 1, "width": 1, "height": 1, "length": 1,
        "mime_type": "video/mp4", "file_name": "n"})
}

#[test]
fn texts_captions_and_commands() {
    let text = |text: &str| what("message", json!({ "text": text }));
    assert_eq!(text("Кто сажает деревья?"), Some(What::Text("Кто сажает деревья?".into())));
    assert_eq!(text("/"), Some(What::Text("/".into())));
    assert_eq!(text("// note"), Some(What::Text("// note".into())));
    let command = |text: &str| match what("message", json!({ "text": text })) {
        Some(What::Command(command)) => command,
        other => panic!("{text}: {other:?}"),
    };
    assert_eq!(command("/start"), Command::Start(String::new()));
    assert_eq!(command("/start@Some_Bot dept_parks "), Command::Start("dept_parks".into()));
    assert_eq!(command("/Departments"), Command::Departments);
    assert_eq!(command("/former"), Command::Former);
    assert_eq!(command("/language\nру"), Command::Language("ру".into()));
    assert_eq!(command("/help me"), Command::Help);
    assert_eq!(command("/about"), Command::About);
    assert_eq!(command("/weather"), Command::Unknown);
    let photo = json!({"photo": [file()], "caption": "чьё дерево?"});
    assert_eq!(what("message", photo.clone()), Some(What::Text("чьё дерево?".into())));
    assert_eq!(what("edited_message", photo), Some(What::Text("чьё дерево?".into())));
}

#[test]
fn what_has_no_text_gets_its_own_sentence() {
    let user = json!({"id": 7, "is_bot": false, "first_name": "A"});
    let poll = json!({"id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": false,
        "is_anonymous": true, "type": "regular", "allows_multiple_answers": false});
    let sticker = json!({"file_id": "f", "file_unique_id": "u", "file_size": 1, "type": "regular", "width": 1,
        "height": 1, "is_animated": false, "is_video": false});
    let place = json!({"latitude": 51.1, "longitude": 71.4});
    let table = [
        (json!({"voice": file()}), Notice::Voice),
        // Without the mime_type, which is optional but which teloxide insists on.
        (json!({"voice": {"file_id": "f", "file_unique_id": "u", "duration": 1}}), Notice::Voice),
        (json!({"audio": {"new_shape": 1}}), Notice::Voice),
        (json!({"video_note": file()}), Notice::Voice),
        (json!({"audio": file()}), Notice::Voice),
        (json!({"sticker": sticker}), Notice::Sticker),
        (json!({"animation": file(), "document": file()}), Notice::Sticker),
        (json!({"dice": {"emoji": "🎲", "value": 3}}), Notice::Sticker),
        (json!({"location": place}), Notice::Location),
        (json!({"venue": {"location": place, "title": "t", "address": "a"}, "location": place}), Notice::Location),
        (json!({"contact": {"phone_number": "1", "first_name": "B"}}), Notice::Contact),
        (json!({"photo": [file()]}), Notice::Picture),
        (json!({"video": file()}), Notice::Picture),
        (json!({"document": file()}), Notice::Document),
        (json!({"poll": poll}), Notice::Other),
        (json!({"something_new": {"a": 1}}), Notice::Unreadable),
    ];
    for (parts, notice) in table {
        assert_eq!(what("message", parts.clone()), Some(What::Notice(notice)), "{parts}");
        let edited = what("edited_message", parts.clone());
        assert!(edited.is_none() || notice.is_file() && edited == Some(What::Notice(notice)), "edited {parts}");
    }
    // It may be what an announcement is made of.
    assert_eq!(what("edited_message", json!({"photo": [file()]})), Some(What::Notice(Notice::Picture)));
    assert_eq!(what("edited_message", json!({"document": file()})), Some(What::Notice(Notice::Document)));
    let album = json!({"photo": [file()], "media_group_id": "g"});
    assert_eq!(what("message", album), Some(What::Album("g".into())));
    let pinned = json!({"pinned_message": message(json!({"text": "x"}))});
    let silent = [
        pinned,
        json!({"new_chat_members": [user]}),
        json!({"message_auto_delete_timer_changed": {"message_auto_delete_time": 1}}),
    ];
    for parts in silent {
        assert_eq!(what("message", parts.clone()), None, "{parts}");
    }
}

#[test]
fn a_text_that_teloxide_cannot_parse_is_read_all_the_same() {
    let entities = json!([{"type": "brand_new_kind", "offset": 0, "length": 3}]);
    let text = json!({"text": "Кто сажает деревья?", "entities": entities});
    assert_eq!(what("message", text.clone()), Some(What::Text("Кто сажает деревья?".into())));
    assert_eq!(what("edited_message", text), Some(What::Text("Кто сажает деревья?".into())));
    let caption = json!({"photo": [file()], "caption": "а это?", "caption_entities": entities});
    assert_eq!(what("message", caption), Some(What::Text("а это?".into())));
    assert_eq!(what("message", json!({"text": "/help", "entities": entities})), Some(What::Command(Command::Help)));
    let odd = message(json!({"text": "да", "from": {"id": 7}}));
    assert_eq!(read(&update("message", &odd)).unwrap().what, What::Text("да".into()));
    assert!(read(&update("message", &json!({"text": "no chat"}))).is_none());
    assert!(read("{").is_none() && read("{\"update_id\":1}").is_none() && read("null").is_none());
}

fn query(parts: Value) -> Deed {
    let mut query = json!({"id": "q", "from": {"id": 7, "is_bot": false, "first_name": "A", "language_code": "ru"},
        "chat_instance": "c"});
    query.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    read(&update("callback_query", &query)).unwrap()
}

#[test]
fn a_press_is_read_strictly_and_always_asks_for_an_answer() {
    let vote = What::Press(Press::Vote(crate::ids::QuestionId(7), crate::store::feedback::Vote::Useful));
    let here = query(json!({"data": "1v7", "message": message(json!({"text": "x"}))}));
    assert_eq!((&here.what, here.chat), (&vote, ChatId(7)));
    assert!(matches!(here.place, Place::Button { message: Some(_), .. }));
    let old = json!({"data": "1v7", "message": {"chat": {"id": 7, "type": "private"}, "message_id": 3, "date": 0}});
    assert_eq!(query(old).what, vote);
    assert_eq!(query(json!({"data": "1v7", "inline_message_id": "i"})).what, vote);
    let group = json!({"id": -5, "type": "group", "title": "G"});
    let elsewhere = query(json!({"data": "1v7", "message": message(json!({"text": "x", "chat": group}))}));
    assert_eq!(elsewhere.what, What::Stale);
    assert!(matches!(elsewhere.place, Place::Button { message: None, .. }));
    for forged in [json!({"data": "1v7\u{0}"}), json!({"data": "x"}), json!({}), json!({"game_short_name": "g"})] {
        let deed = query(forged.clone());
        assert!(deed.query.is_some() && deed.what == What::Stale, "{forged}");
    }
    let broken = read(r#"{"update_id":1,"callback_query":{"id":"q","from":{"id":7},"data":"1v7"}}"#).unwrap();
    assert!(broken.query.is_some() && broken.what == What::Stale);
}

#[test]
fn groups_channels_and_other_kinds_are_left_alone() {
    let group = json!({"chat": {"id": -5, "type": "group", "title": "G"}, "text": "/start"});
    let channel = json!({"chat": {"id": -6, "type": "channel", "title": "C"}, "text": "post"});
    assert_eq!(what("message", group.clone()), None);
    assert_eq!(what("edited_message", group.clone()), None);
    assert_eq!(what("channel_post", channel.clone()), None);
    assert_eq!(what("edited_channel_post", channel), None);
    let new_entity = json!([{"type": "brand_new_kind", "offset": 0, "length": 3}]);
    let unreadable = json!({"chat": {"id": -5, "type": "group", "title": "G"}, "text": "abc", "entities": new_entity});
    assert_eq!(what("message", unreadable), None);
    let kinds = [
        "inline_query",
        "chosen_inline_result",
        "shipping_query",
        "pre_checkout_query",
        "poll",
        "poll_answer",
        "chat_member",
        "chat_join_request",
        "message_reaction",
        "business_message",
        "brand_new_kind",
    ];
    for kind in kinds {
        assert!(read(&update(kind, &message(json!({"text": "x"})))).is_none(), "{kind}");
    }
}

#[test]
fn leaving_and_coming_back() {
    let changed = |status: &str| {
        let user = json!({"id": 1, "is_bot": true, "first_name": "Bot"});
        let person = json!({"id": 7, "is_bot": false, "first_name": "A"});
        let chat = json!({"id": 7, "type": "private", "first_name": "A"});
        let new = json!({"status": status, "user": user, "until_date": 0});
        let old = json!({"status": "member", "user": user});
        let body = json!({"chat": chat, "from": person, "date": 1, "old_chat_member": old, "new_chat_member": new});
        read(&update("my_chat_member", &body)).map(|deed| deed.what)
    };
    assert_eq!(changed("kicked"), Some(What::Blocked(true)));
    assert_eq!(changed("member"), Some(What::Blocked(false)));
}
