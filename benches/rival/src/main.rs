//! A minimal FAQ bot: teloxide's dispatcher and webhook, SQLite's full-text search in memory, nothing kept. It answers
//! each text with the entry that fits best. The first argument is the FAQ, a line an entry: question, tab, answer.

use std::sync::{Arc, Mutex};

use rusqlite::Connection;
use teloxide::prelude::*;
use teloxide::types::{InlineKeyboardButton, InlineKeyboardMarkup};
use teloxide::update_listeners::webhooks;

type Faq = Arc<Mutex<Connection>>;

#[tokio::main]
async fn main() {
    let var = |name: &str| std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set"));
    let faq = load(&std::env::args().nth(1).expect("the FAQ's file"));
    let bot = Bot::new(var("BOT_TOKEN")).set_api_url(var("BOT_API_URL").parse().expect("an address"));
    let url = var("BOT_WEBHOOK_URL").parse().expect("an address");
    let options =
        webhooks::Options::new(var("BOT_LISTEN").parse().expect("an address"), url).secret_token(var("BOT_SECRET"));
    let listener = webhooks::axum(bot.clone(), options).await.expect("a webhook");
    Dispatcher::builder(bot, Update::filter_message().endpoint(answer))
        .dependencies(dptree::deps![faq])
        .build()
        .dispatch_with_listener(listener, LoggingErrorHandler::with_custom_text("listener"))
        .await;
}

fn load(file: &str) -> Faq {
    let db = Connection::open_in_memory().expect("a database");
    db.execute_batch("CREATE VIRTUAL TABLE faq USING fts5 (question, answer UNINDEXED)").expect("a table");
    for line in std::fs::read_to_string(file).expect("the FAQ").lines() {
        let (question, answer) = line.split_once('\t').expect("question, tab, answer");
        db.execute("INSERT INTO faq VALUES (?1, ?2)", [question, answer]).expect("a row");
    }
    Arc::new(Mutex::new(db))
}

async fn answer(bot: Bot, message: Message, faq: Faq) -> ResponseResult<()> {
    let Some(text) = message.text() else { return Ok(()) };
    let found = search(&faq, text).unwrap_or_else(|| "Nothing found".to_owned());
    let button = |label: &str, data: &str| InlineKeyboardButton::callback(label, data);
    let keyboard = InlineKeyboardMarkup::new([[button("Useful", "u"), button("Not useful", "n")]]);
    bot.send_message(message.chat.id, found).reply_markup(keyboard).await?;
    Ok(())
}

fn search(faq: &Faq, text: &str) -> Option<String> {
    let words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| format!("\"{word}\"")).collect();
    let db = faq.lock().expect("the FAQ");
    let mut find = db.prepare_cached("SELECT answer FROM faq WHERE faq MATCH ?1 ORDER BY rank LIMIT 1").ok()?;
    find.query_row([words.join(" OR ")], |row| row.get(0)).ok()
}
