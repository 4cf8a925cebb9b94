//! A bot that echoes, with buttons, to try the page: `cargo run -p sandbox --example echo`.

use anyhow::Context;
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};

/// Where the page is, unless the first argument says otherwise.
const LISTEN: &str = "127.0.0.1:8088";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let listen = std::env::args().nth(1).unwrap_or_else(|| LISTEN.to_owned()).parse()?;
    let sandbox = Sandbox::start(Options::for_people(listen)).await?;
    println!("open {}", sandbox.page_url());
    let bot = Bot { api: format!("{}/bot{}", sandbox.api_url(), sandbox.token()), client: reqwest::Client::new() };
    bot.introduce().await?;
    let mut offset = 0;
    loop {
        let updates = bot.call("getUpdates", json!({ "offset": offset, "timeout": 30 })).await?;
        for update in updates.as_array().into_iter().flatten() {
            offset = update["update_id"].as_i64().unwrap_or_default() + 1;
            bot.answer(update).await?;
        }
    }
}

struct Bot {
    api: String,
    client: reqwest::Client,
}

impl Bot {
    async fn call(&self, method: &str, params: Value) -> anyhow::Result<Value> {
        let response = self.client.post(format!("{}/{method}", self.api)).json(&params).send().await?;
        let answer: Value = response.json().await.context("no JSON")?;
        if answer["ok"] != true {
            eprintln!("{method}: {}", answer["description"]);
        }
        Ok(answer["result"].clone())
    }

    async fn introduce(&self) -> anyhow::Result<()> {
        let commands = json!([
            { "command": "start", "description": "Begin" },
            { "command": "help", "description": "What this is" },
            { "command": "rich", "description": "All kinds of text" },
        ]);
        self.call("setMyCommands", json!({ "commands": commands })).await?;
        self.call("setMyDescription", json!({ "description": "I echo what you write.\n\nPress the button below." }))
            .await?;
        Ok(())
    }

    async fn answer(&self, update: &Value) -> anyhow::Result<()> {
        if let Some(query) = update.get("callback_query") {
            let alert = query["data"] == "alert";
            let text = if alert { "This one has to be closed." } else { "Thank you!" };
            let answer = json!({ "callback_query_id": query["id"], "text": text, "show_alert": alert });
            self.call("answerCallbackQuery", answer).await?;
            return Ok(());
        }
        let Some(message) = update.get("message").or_else(|| update.get("edited_message")) else { return Ok(()) };
        let chat = &message["chat"]["id"];
        self.call("sendChatAction", json!({ "chat_id": chat, "action": "typing" })).await?;
        let heard = message["text"].as_str().or(message["caption"].as_str()).unwrap_or("(no text)");
        let text = if heard == "/rich" { RICH.to_owned() } else { format!("<b>You said:</b> {}", escape(heard)) };
        let rows = json!([
            [{ "text": "👍 Useful", "callback_data": "up" }, { "text": "👎 Not useful", "callback_data": "down" }],
            [{ "text": "Show an alert", "callback_data": "alert" }],
            [{ "text": "Open a page", "url": "https://example.org/" }],
        ]);
        let send = json!({
            "chat_id": chat, "text": text, "parse_mode": "HTML", "reply_markup": { "inline_keyboard": rows },
            "reply_parameters": { "message_id": message["message_id"] },
        });
        self.call("sendMessage", send).await?;
        Ok(())
    }
}

/// One of each.
const RICH: &str = "<b>Bold</b>, <i>italic</i>, <u>underlined</u>, <s>struck</s>, <code>code</code>, \
    <a href=\"https://example.org/\">a link</a>, /help, <tg-spoiler>a spoiler</tg-spoiler>.\n\
    <blockquote>A quotation\nof two lines</blockquote>\n\
    <blockquote expandable>A long one:\nline two\nline three\nline four\nline five\nline six</blockquote>\n\
    <pre>preformatted\n  text</pre>";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
