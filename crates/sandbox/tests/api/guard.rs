//! Other web sites are kept out.

use sandbox::Options;
use serde_json::json;

use crate::Bot;

#[tokio::test]
async fn other_sites_are_refused() {
    let bot = Bot::start(Options { page: true, ..Options::default() }).await;
    let send =
        |name: &'static str, value: &str| bot.client.post(bot.url("getMe")).header(name, value).json(&json!({})).send();
    assert_eq!(send("Origin", "http://evil.example").await.unwrap().status(), 403);
    assert_eq!(send("Host", "evil.example").await.unwrap().status(), 403);
    assert_eq!(send("Origin", &bot.sandbox.api_url()).await.unwrap().status(), 200);
}
