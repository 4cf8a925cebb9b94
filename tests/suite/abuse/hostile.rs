//! Updates that no Telegram would send: stored, handled, answered where somebody waits, and out of the way.

use serde_json::{Value, json};

use super::Front;
use crate::databases::fresh_databases;

/// A message of this person with these parts added or changed.
fn message(parts: &Value) -> Value {
    let mut message = json!({
        "message_id": 5, "date": 1_700_000_000, "text": "Кто сажает деревья?",
        "chat": {"id": 4_000_001, "type": "private", "first_name": "A"},
        "from": {"id": 4_000_001, "is_bot": false, "first_name": "A", "language_code": "ru"},
    });
    message.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    message
}

fn press(parts: &Value) -> Value {
    let mut press = json!({
        "id": "77", "chat_instance": "1", "data": "1v1",
        "from": {"id": 4_000_001, "is_bot": false, "first_name": "A"},
        "message": message(&json!({})),
    });
    press.as_object_mut().unwrap().extend(parts.as_object().unwrap().clone());
    press
}

fn forged_messages() -> Vec<Value> {
    let entity = |offset: i64, length: i64, kind: &str| json!({"type": kind, "offset": offset, "length": length});
    let entities = |all: Vec<Value>| json!({"entities": all});
    let (chat, from) = (
        |id: Value, kind: &str| json!({"chat": {"id": id, "type": kind, "title": "T"}}),
        |id: Value| json!({"from": {"id": id, "is_bot": false, "first_name": "A"}}),
    );
    vec![
        entities((0..100).map(|at| entity(at, 3, "bold")).collect()),
        entities(vec![entity(i64::MAX, i64::MAX, "bold"), entity(-1, -1, "italic"), entity(1_000_000, 5, "url")]),
        entities(vec![entity(0, 5, "of_tomorrow"), entity(0, 0, "")]),
        json!({"entities": "none"}),
        json!({"text": ""}),
        json!({"text": "\u{0}\u{0}деревья\u{0}"}),
        json!({"text": "\u{202e}\u{200f}\u{feff}\u{ffff}\u{10ffff}"}),
        json!({"text": "я".repeat(100_000)}),
        json!({"text": "/start ".to_owned() + &"A".repeat(100_000)}),
        json!({"text": {"nested": "text"}}),
        json!({"text": 7}),
        json!({"date": -1}),
        json!({"date": "yesterday"}),
        json!({"message_id": -5}),
        json!({"message_id": i64::MAX}),
        json!({"message_id": "5"}),
        chat(json!(-4_000_001), "private"),
        chat(json!(0), "private"),
        chat(json!(i64::MAX), "private"),
        chat(json!(i64::MIN), "private"),
        chat(json!(u64::MAX), "private"),
        chat(json!(1e300), "private"),
        chat(json!("4000001"), "private"),
        chat(json!(-100_123), "group"),
        chat(json!(-1_000_000_000_123_i64), "supergroup"),
        chat(json!(-1_000_000_000_124_i64), "channel"),
        chat(json!(4_000_001), "of_tomorrow"),
        json!({"chat": null}),
        json!({"chat": []}),
        from(json!(-7)),
        from(json!(u64::MAX)),
        from(json!("seven")),
        json!({"from": null}),
        json!({"from": {"id": 1, "is_bot": true, "first_name": "\u{0}".repeat(1_000)}}),
        json!({"reply_to_message": message(&json!({"reply_to_message": message(&json!({}))}))}),
        json!({"reply_markup": {"inline_keyboard": [[[[{}]]]]}}),
        json!({"migrate_to_chat_id": 1, "pinned_message": {}, "voice": {}, "photo": []}),
    ]
}

fn forged_presses() -> Vec<Value> {
    vec![
        json!({"data": "\u{0}"}),
        json!({"data": "1v-1"}),
        json!({"data": "1c9223372036854775807.tgreening"}),
        json!({"data": "x".repeat(100_000)}),
        json!({"data": 7}),
        json!({"data": null, "message": null}),
        json!({"id": ""}),
        json!({"id": 7}),
        json!({"from": {"id": -1}}),
        json!({"message": {"message_id": 0, "date": 0, "chat": {"id": -100_123, "type": "group", "title": "T"}}}),
        json!({"message": message(&json!({"reply_markup": {"inline_keyboard": vec![vec![json!({"text": "x", "callback_data": "1v1"}); 60]; 60]}}))}),
    ]
}

/// Raw texts whose update id is put in for `#`.
fn raw() -> Vec<String> {
    let deep = |open: &str, close: &str, depth: usize| {
        format!(r##"{{"update_id":#,"message":{}{}{}}}"##, open.repeat(depth), "1", close.repeat(depth))
    };
    let said = |text: &str| {
        format!(
            r##"{{"update_id":#,"message":{{"message_id":1,"date":1,"chat":{{"id":4000002,"type":"private","first_name":"A"}},"text":"{text}"}}}}"##
        )
    };
    vec![
        deep("[", "]", 100_000),
        deep(r#"{"message":"#, "}", 50_000),
        deep(r#"{"reply_to_message":"#, "}", 20_000),
        said(r"\ud800"),
        said(r"\udfff\ud800 деревья"),
        said(&"a".repeat(1_000_000)),
        said(&r"\u0000".repeat(100_000)),
        r##"{"update_id":#,"update_id":#,"message":{"chat":{"id":1},"chat":{"id":2}},"message":7}"##.to_owned(),
        r##"{"update_id":#,"message":{"text":"a","text":"b","chat":{"id":3,"id":4,"type":"private","type":"group"}}}"##
            .to_owned(),
        r##"{"update_id":#}"##.to_owned(),
        r##"{"update_id":#,"message":null,"callback_query":null}"##.to_owned(),
        r##"{"update_id":#,"inline_query":{"id":"1","from":{"id":5,"is_bot":false,"first_name":"A"},"query":"q","offset":""}}"##.to_owned(),
        r##"{"update_id":#,"channel_post":{"message_id":1,"date":1,"chat":{"id":-1001,"type":"channel","title":"T"},"text":"x"}}"##.to_owned(),
        r##"{"update_id":#,"my_chat_member":{"chat":{"id":6,"type":"private"},"new_chat_member":7}}"##.to_owned(),
        r##"{"update_id":#,"of_tomorrow":{"chat":{"id":"8"}},"poll":[],"message_reaction":{}}"##.to_owned(),
    ]
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_an_update_holds_the_next_question_is_answered() {
    for database in fresh_databases().await {
        let front = Front::on(database).await;
        let mut all = raw();
        let update = |kind: &str, what: Value| json!({"update_id": "#", kind: what}).to_string().replace("\"#\"", "#");
        all.extend(forged_messages().iter().map(|parts| update("message", message(parts))));
        all.extend(forged_messages().iter().map(|parts| update("edited_message", message(parts))));
        all.extend(forged_presses().iter().map(|parts| update("callback_query", press(parts))));
        for (id, raw) in (900_000..).zip(&all) {
            let body = raw.replace('#', &id.to_string());
            assert_eq!(front.deliver(body.as_bytes()).await, 200, "{}", body.chars().take(200).collect::<String>());
        }
        front.answers().await;
        front.drained().await;
        for body in
            [&b""[..], b"{", b"[1]", b"\xff\xfe", b"{\"update_id\":1e9}", b"{\"update_id\":99999999999999999999}"]
        {
            assert_eq!(front.deliver(body).await, 400, "{body:?}");
        }
        assert_eq!(front.deliver(&vec![b'a'; 1024 * 1024 + 1]).await, 413);
        front.answers().await;
        front.world.stop().await;
    }
}
