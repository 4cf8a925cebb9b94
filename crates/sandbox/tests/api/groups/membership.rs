//! Who is in a group, the bot included, and groups that become supergroups.

use sandbox::{BotRole, Options, Person};
use serde_json::{Value, json};

use super::{ADMIN, KINDS, Staff};
use crate::Bot;

/// The statuses before and after, of the updates of a kind.
fn changes(updates: &[Value], kind: &str) -> Vec<String> {
    let status = |member: &Value| member["status"].as_str().unwrap().to_owned();
    let change = |told: &Value| format!("{} → {}", status(&told["old_chat_member"]), status(&told["new_chat_member"]));
    updates.iter().filter_map(|update| update.get(kind)).map(change).collect()
}

#[tokio::test]
async fn people_come_and_go() {
    let staff = Staff::start(ADMIN).await;
    let emma = staff.bot.sandbox.person(Person::named("Emma"));
    staff.group.joins(&emma);
    staff.group.joins(&emma);
    staff.group.promotes(&emma);
    staff.group.demotes(&emma);
    staff.group.restricts(&emma);
    staff.group.leaves(&emma);
    let member = staff.group.joins(&emma);
    staff.group.removes(&emma);
    assert_eq!(member.says(None, "still here?").await, 0);
    let heard = staff.taken().await;
    assert_eq!(
        changes(&heard, "chat_member"),
        [
            "left → member",
            "member → administrator",
            "administrator → member",
            "member → restricted",
            "restricted → left",
            "left → member",
            "member → kicked",
        ]
    );
    let promoted = heard.iter().filter_map(|update| update.get("chat_member")).nth(1).unwrap();
    assert_eq!(
        (&promoted["from"]["id"], &promoted["new_chat_member"]["user"]["id"]),
        (&json!(staff.aigul.id()), &json!(emma.id()))
    );
    assert_eq!(heard[1]["message"]["new_chat_members"][0]["first_name"], "Emma");
    let left = heard.iter().filter(|update| update["message"].get("left_chat_member").is_some()).count();
    assert_eq!(left, 2);
    assert_eq!(staff.group.screen(None), "", "service messages are not shown");
}

#[tokio::test]
async fn only_administrators_hear_of_members() {
    let staff = Staff::start(BotRole::Member).await;
    staff.group.joins(&staff.bot.sandbox.person(Person::named("Emma")));
    let heard = staff.taken().await;
    assert_eq!(changes(&heard, "chat_member"), [""; 0]);
    assert_eq!(heard.len(), 1);
}

#[tokio::test]
async fn what_is_known_of_members() {
    let staff = Staff::start(ADMIN).await;
    let emma = staff.bot.sandbox.person(Person::named("Emma"));
    let of = async |user: i64| staff.call("getChatMember", json!({ "user_id": user })).await;
    let owner = of(staff.aigul.id()).await;
    assert_eq!((&owner["status"], &owner["is_anonymous"]), (&json!("creator"), &json!(false)));
    assert_eq!(of(emma.id()).await["status"], "left");
    staff.group.joins(&emma);
    assert_eq!(of(emma.id()).await["status"], "member");
    staff.group.restricts(&emma);
    let restricted = of(emma.id()).await;
    assert_eq!((&restricted["is_member"], &restricted["can_send_messages"]), (&json!(true), &json!(false)));
    let me = of(1).await;
    assert_eq!((&me["status"], &me["can_manage_topics"]), (&json!("administrator"), &json!(true)));
    let stranger = staff.refusal("getChatMember", json!({ "user_id": 99 })).await;
    assert_eq!(stranger, "Bad Request: PARTICIPANT_ID_INVALID");
    assert_eq!(staff.call("getChatMemberCount", json!({})).await, 3);

    let chat = staff.call("getChat", json!({})).await;
    assert_eq!(
        (&chat["type"], &chat["title"], &chat["is_forum"]),
        (&json!("supergroup"), &json!("Staff"), &json!(true))
    );
    let private = json!({ "chat_id": emma.id() });
    assert_eq!(staff.bot.refusal("getChat", private.clone()).await, "Bad Request: chat not found");
    emma.starts("").await;
    assert_eq!(staff.bot.call("getChat", private).await["first_name"], "Emma");
}

#[tokio::test]
async fn the_bot_comes_rises_and_goes() {
    let staff = Staff::start(BotRole::Out).await;
    for role in [BotRole::Member, ADMIN, BotRole::Admin { topics: false, delete: false }, BotRole::Out] {
        staff.group.bot_is(&staff.aigul, role);
    }
    let heard = staff.taken().await;
    let steps = changes(&heard, "my_chat_member");
    let expected =
        ["left → member", "member → administrator", "administrator → administrator", "administrator → kicked"];
    assert_eq!(steps, expected);
    assert_eq!(heard[1]["message"]["new_chat_members"][0]["is_bot"], true);
    assert_eq!(heard[3]["my_chat_member"]["new_chat_member"]["can_manage_topics"], false);
    assert_eq!(heard[5]["message"]["left_chat_member"]["is_bot"], true);
    let refused = staff.refusal("sendMessage", json!({ "text": "x" })).await;
    assert_eq!(refused, "Forbidden: bot was kicked from the supergroup chat");
    assert_eq!(staff.refusal("getChat", json!({})).await, refused);
}

#[tokio::test]
async fn a_group_becomes_a_supergroup() {
    let bot = Bot::start(Options::default()).await;
    bot.call("getUpdates", json!({ "allowed_updates": KINDS })).await;
    let emma = bot.sandbox.person(Person::named("Emma"));
    let group = bot.sandbox.plain_group("Small");
    let old = group.id();
    assert!((-100_000..0).contains(&old));
    let member = group.joins(&emma);
    group.bot_is(&emma, ADMIN);
    member.says(None, "hello").await;
    let send = |chat: i64| json!({ "chat_id": chat, "text": "x" });
    bot.call("sendMessage", send(old)).await;
    let none = bot.refusal("createForumTopic", json!({ "chat_id": old, "name": "One" })).await;
    assert_eq!(none, "Bad Request: the chat is not a forum");
    assert_eq!(bot.call("getChat", json!({ "chat_id": old })).await["type"], "group");

    group.upgrades(&emma);
    let new = group.id();
    assert!(new < -1_000_000_000_000);
    let refused = bot.raw("sendMessage", send(old)).await;
    assert_eq!(refused["description"], "Bad Request: group chat was upgraded to a supergroup chat");
    assert_eq!(refused["parameters"]["migrate_to_chat_id"], new);
    bot.call("createForumTopic", json!({ "chat_id": new, "name": "One" })).await;
    let said = member.says(Some(group.topics()[0].id), "still here").await;
    assert!(said > 0);
    let updates = bot.updates(0).await;
    let message = |field: &str| updates.iter().map(|update| &update["message"]).find(|told| told.get(field).is_some());
    let (to, from) = (message("migrate_to_chat_id").unwrap(), message("migrate_from_chat_id").unwrap());
    assert_eq!((&to["chat"]["id"], &to["migrate_to_chat_id"]), (&json!(old), &json!(new)));
    assert_eq!((&from["chat"]["id"], &from["migrate_from_chat_id"]), (&json!(new), &json!(old)));
    assert_eq!(updates.last().unwrap()["message"]["chat"]["id"], new);
}

#[tokio::test]
async fn commands_in_a_group() {
    let staff = Staff::start(ADMIN).await;
    let set = |scope: &str, command: &str| {
        let commands = [json!({ "command": command, "description": "x" })];
        json!({ "commands": commands, "scope": { "type": scope, "chat_id": staff.chat() } })
    };
    staff.bot.call("setMyCommands", set("chat", "stats")).await;
    staff.bot.call("setMyCommands", set("chat_administrators", "setup")).await;
    let emma = staff.group.joins(&staff.bot.sandbox.person(Person::named("Emma")));
    assert_eq!(emma.menu(), [("stats".into(), "x".into())]);
    assert_eq!(staff.boss.menu(), [("setup".into(), "x".into())]);
    let nowhere = json!({ "commands": [], "scope": { "type": "chat", "chat_id": 77 } });
    assert_eq!(staff.bot.refusal("setMyCommands", nowhere).await, "Bad Request: chat not found");
}
