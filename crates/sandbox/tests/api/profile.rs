//! Who may call, what is known, and what the bot says of itself.

use sandbox::{Options, Outcome, Person};
use serde_json::json;

use crate::Bot;

#[tokio::test]
async fn token_and_method_have_to_be_right() {
    let bot = Bot::start(Options { token: "42:secret".into(), ..Options::default() }).await;
    let me = bot.call("GETME", json!({})).await;
    assert_eq!((&me["id"], &me["username"]), (&json!(42), &json!(sandbox::BOT_USERNAME)));
    let wrong = format!("{}/bot42:other/getMe", bot.sandbox.api_url());
    let wrong = bot.client.post(wrong).send().await.unwrap();
    assert_eq!(wrong.status(), 401);
    let answer: serde_json::Value = wrong.json().await.unwrap();
    assert_eq!(answer, json!({"ok": false, "error_code": 401, "description": "Unauthorized"}));
    let unknown = bot.raw("sendDice", json!({})).await;
    assert_eq!(unknown, json!({"ok": false, "error_code": 404, "description": "Not Found"}));
    assert!(matches!(bot.sandbox.calls_of("sendDice")[0].outcome, Outcome::Refused { code: 404, .. }));
}

#[tokio::test]
async fn commands_by_scope_and_language() {
    let bot = Bot::start(Options::default()).await;
    let commands = json!([{"command": "help", "description": "Көмек"}]);
    let private = json!({"type": "all_private_chats"});
    bot.call("setMyCommands", json!({"commands": commands, "scope": private, "language_code": "kk"})).await;
    assert_eq!(bot.sandbox.commands("all_private_chats", "kk"), [("help".into(), "Көмек".into())]);
    assert_eq!(bot.sandbox.commands("default", ""), []);
    let person = |language| bot.sandbox.person(Person::named("A").speaking(language));
    assert_eq!(person("kk").menu(), [("help".into(), "Көмек".into())]);
    assert_eq!(person("ru").menu(), []);
    assert_eq!(bot.call("getMyCommands", json!({"scope": private, "language_code": "kk"})).await, commands);
    let refusal = |commands| bot.refusal("setMyCommands", json!({ "commands": commands }));
    assert_eq!(refusal(json!([{"command": "Help", "description": "x"}])).await, "Bad Request: BOT_COMMAND_INVALID");
    assert_eq!(
        refusal(json!([{"command": "help", "description": ""}])).await,
        "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID"
    );
    let language = bot.refusal("setMyCommands", json!({"commands": [], "language_code": "english"})).await;
    assert_eq!(language, "Bad Request: invalid language code specified");

    bot.call("setMyDescription", json!({"description": "Сәлем", "language_code": "kk"})).await;
    assert_eq!((bot.sandbox.description("kk"), bot.sandbox.description("en")), ("Сәлем".into(), String::new()));
    bot.call("setMyShortDescription", json!({"short_description": "x"})).await;
    bot.refusal("setMyShortDescription", json!({"short_description": "x".repeat(121)})).await;
    bot.call("setChatMenuButton", json!({"menu_button": {"type": "commands"}})).await;
}
