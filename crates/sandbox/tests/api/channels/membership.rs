//! Who is in a channel, the bot included, and what is told of it.

use sandbox::{ChannelRole, Options, Person};
use serde_json::{Value, json};

use super::{ADMIN, City, MAY_NOT_POST, MAY_POST};
use crate::Bot;

/// The statuses before and after, of the updates of a kind.
fn changes(updates: &[Value], kind: &str) -> Vec<String> {
    let status = |member: &Value| member["status"].as_str().unwrap().to_owned();
    let change = |told: &Value| format!("{} → {}", status(&told["old_chat_member"]), status(&told["new_chat_member"]));
    updates.iter().filter_map(|update| update.get(kind)).map(change).collect()
}

#[tokio::test]
async fn the_bot_is_made_an_administrator_and_removed() {
    let city = City::start(ChannelRole::Out).await;
    for role in [ADMIN, MAY_NOT_POST, ChannelRole::Out, MAY_POST, ChannelRole::Banned, ChannelRole::Banned] {
        city.channel.bot_is(&city.dana, role);
    }
    let heard = city.taken().await;
    let steps = [
        "left → administrator",
        "administrator → administrator",
        "administrator → left",
        "left → administrator",
        "administrator → kicked",
    ];
    assert_eq!(changes(&heard, "my_chat_member"), steps);
    assert_eq!(heard.len(), 5, "nothing else tells of it");
    let told = &heard[1]["my_chat_member"];
    assert_eq!(told["chat"], json!({ "id": city.channel.id(), "type": "channel", "title": "City" }));
    assert_eq!(told["from"]["id"], city.dana.id());
    let rights = |member: &Value| ["can_post_messages", "can_edit_messages"].map(|right| member[right].clone());
    assert_eq!(rights(&told["old_chat_member"]), [json!(true), json!(true)]);
    assert_eq!(rights(&told["new_chat_member"]), [json!(false), json!(true)]);
    assert!(told["new_chat_member"].get("can_pin_messages").is_none(), "in channels that goes with editing");
    assert_eq!(city.refusal("getChat", json!({})).await, "Forbidden: bot was kicked from the channel chat");
}

#[tokio::test]
async fn people_subscribe_rise_and_leave() {
    let city = City::start(ADMIN).await;
    let emma = city.person("Emma");
    city.channel.subscribes(&emma);
    city.channel.subscribes(&emma);
    city.channel.promotes(&emma, false);
    city.channel.promotes(&emma, true);
    city.channel.demotes(&emma);
    city.channel.unsubscribes(&emma);
    city.channel.removes(&emma);
    let heard = city.taken().await;
    let steps = [
        "left → member",
        "member → administrator",
        "administrator → administrator",
        "administrator → member",
        "member → left",
        "left → kicked",
    ];
    assert_eq!(changes(&heard, "chat_member"), steps);
    assert_eq!(heard.len(), steps.len());
    let may_post = |at: usize| heard[at]["chat_member"]["new_chat_member"]["can_post_messages"].clone();
    assert_eq!((may_post(1), may_post(2)), (json!(false), json!(true)));
    let by = |at: usize| heard[at]["chat_member"]["from"]["first_name"].clone();
    assert_eq!((by(0), by(1)), (json!("Emma"), json!("Дана")));

    city.channel.bot_is(&city.dana, ChannelRole::Out);
    city.taken().await;
    city.channel.subscribes(&emma);
    assert_eq!(city.taken().await, [] as [Value; 0], "only an administrator hears of members");
}

#[tokio::test]
async fn what_is_known_of_a_channel() {
    let city = City::start(MAY_POST).await;
    let (emma, ivan) = (city.person("Emma"), city.person("Иван"));
    city.channel.called(Some("city_news"));
    city.channel.subscribes(&emma);
    city.channel.promotes(&ivan, true);
    let chat = city.bot.call("getChat", json!({ "chat_id": "@City_News" })).await;
    assert_eq!(
        (&chat["id"], &chat["type"], &chat["username"]),
        (&json!(city.channel.id()), &json!("channel"), &json!("city_news"))
    );
    let of = async |user: i64| city.call("getChatMember", json!({ "user_id": user })).await;
    assert_eq!(of(city.dana.id()).await["status"], "creator");
    assert_eq!(of(emma.id()).await["status"], "member");
    assert_eq!(of(ivan.id()).await["can_post_messages"], true);
    let me = of(1).await;
    assert_eq!((&me["can_post_messages"], &me["can_edit_messages"]), (&json!(true), &json!(false)));
    assert_eq!(of(city.person("Aida").id()).await["status"], "left");
    let admins = city.call("getChatAdministrators", json!({})).await;
    let names: Vec<_> = admins.as_array().unwrap().iter().map(|admin| admin["user"]["first_name"].clone()).collect();
    assert_eq!(names, ["Дана", "Иван", "qaida"]);
    assert_eq!(city.channel.admins(), [city.dana.id(), ivan.id()]);
    assert_eq!((city.call("getChatMemberCount", json!({})).await, city.channel.count()), (json!(4), 4));
    emma.starts("").await;
    let private = city.bot.refusal("getChatAdministrators", json!({ "chat_id": emma.id() })).await;
    assert_eq!(private, "Bad Request: there are no administrators in the private chat");
}

#[tokio::test]
async fn from_outside_only_a_public_channel_is_seen() {
    let bot = Bot::start(Options::default()).await;
    let dana = bot.sandbox.person(Person::named("Дана"));
    let channel = bot.sandbox.channel("City");
    channel.owned_by(&dana);
    assert_eq!(bot.refusal("getChat", json!({ "chat_id": "@city_news" })).await, "Bad Request: chat not found");
    let ask = json!({ "chat_id": channel.id(), "user_id": dana.id(), "text": "x" });
    for method in ["getChat", "getChatMember", "sendMessage"] {
        assert_eq!(bot.refusal(method, ask.clone()).await, "Forbidden: bot is not a member of the channel chat");
    }
    channel.called(Some("city_news"));
    assert_eq!(bot.call("getChat", json!({ "chat_id": "@city_news" })).await["title"], "City");
    for method in ["getChatMember", "getChatAdministrators"] {
        assert_eq!(bot.refusal(method, ask.clone()).await, "Bad Request: member list is inaccessible");
    }
    let send = bot.raw("sendMessage", json!({ "chat_id": "@city_news", "text": "x" })).await;
    assert_eq!(
        (&send["error_code"], &send["description"]),
        (&json!(403), &json!("Forbidden: bot is not a member of the channel chat"))
    );
}
