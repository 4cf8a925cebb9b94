//! The sandbox's page in a real browser: headless Chromium, driven over WebDriver, against the whole bot.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::databases::fresh_sqlite;
use crate::world::{PATIENCE, Way, World};

/// What keeps the browser from calling home and lets it run as root in a container.
const QUIET: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// A driver on a free port and the browser it controls.
struct Browser {
    driver: Child,
    client: Client,
}

impl Browser {
    /// None where this machine has no Chromium; in CI that is an error instead.
    async fn open(width: u32, height: u32) -> Option<Browser> {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut driver) = started else {
            assert!(std::env::var("CI").as_deref() != Ok("true"), "chromedriver is missing: ./test installs it");
            eprintln!("no chromedriver found, so the browser's tests are skipped");
            return None;
        };
        let address = format!("http://127.0.0.1:{}", port_of(&mut driver));
        let arguments: Vec<String> =
            QUIET.iter().map(ToString::to_string).chain([format!("--window-size={width},{height}")]).collect();
        let options = json!({ "args": arguments });
        let capabilities = Capabilities::from_iter([("goog:chromeOptions".to_owned(), options)]);
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities).connect(&address).await.expect("a browser");
        Some(Browser { driver, client })
    }

    /// The element, as soon as it is there.
    async fn find(&self, css: &str) -> Element {
        self.client.wait().at_most(PATIENCE).for_element(Locator::Css(css)).await.expect(css)
    }

    /// Waits until an element's text contains something.
    async fn reads(&self, css: &str, wanted: &str) {
        let started = std::time::Instant::now();
        loop {
            let found = self.client.find_all(Locator::Css(css)).await.expect("a page");
            for element in found {
                // An element may be redrawn between finding and reading it.
                if element.text().await.is_ok_and(|text| text.contains(wanted)) {
                    return;
                }
            }
            let shown = self.client.find(Locator::Css("main")).await.expect("a page").text().await.unwrap_or_default();
            assert!(started.elapsed() < PATIENCE, "no {css} says {wanted:?}; the page:\n{shown}");
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// The button with this label, as soon as it is there.
    async fn button(&self, chat: &str, label: &str) -> Element {
        let path = format!("//*[@id='{chat}']//button[contains(normalize-space(.), '{label}')]");
        self.client.wait().at_most(PATIENCE).for_element(Locator::XPath(&path)).await.expect(label)
    }

    async fn close(mut self) {
        self.client.clone().close().await.expect("closed");
        self.driver.kill().expect("ended");
        self.driver.wait().expect("gone");
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Already ended is fine.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}

/// The port that the driver chose and says on its output.
fn port_of(driver: &mut Child) -> String {
    let mut lines = BufReader::new(driver.stdout.take().expect("its output")).lines().map_while(Result::ok);
    let port =
        lines.find_map(|line| Some(line.rsplit_once("successfully on port ")?.1.trim_end_matches('.').to_owned()));
    // Read on, or the driver stops when the pipe is full.
    std::thread::spawn(move || lines.for_each(drop));
    port.expect("chromedriver says its port")
}

#[tokio::test(flavor = "multi_thread")]
async fn asks_in_kazakh_and_presses_a_button() {
    let Some(browser) = Browser::open(1400, 900).await else { return };
    let world = World::on(fresh_sqlite(), Way::Polling).await;
    browser.client.goto(&world.sandbox.page_url()).await.unwrap();

    browser.find("#chat-1001 .start").await.click().await.unwrap();
    browser.reads("#chat-1001 .message.from-bot .text", "Сәлеметсіз бе").await;

    let field = browser.find("#chat-1001 textarea").await;
    field.send_keys("Мәдениет үйіне кім жауап береді?\u{e007}").await.unwrap();
    browser.reads("#chat-1001 .message.from-bot .text", "Қоғамдық даму басқармасы").await;

    browser.button("chat-1001", "Пайдалы").await.click().await.unwrap();
    browser.reads("#chat-1001 .toast", "Рақмет").await;

    browser.close().await;
    world.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn fits_a_phone() {
    let Some(browser) = Browser::open(500, 800).await else { return };
    let world = World::on(fresh_sqlite(), Way::Polling).await;
    browser.client.goto(&world.sandbox.page_url()).await.unwrap();
    browser.find("#chat-1001 .start").await;
    let wider = "return document.documentElement.scrollWidth - document.documentElement.clientWidth";
    let overflow = browser.client.execute(wider, Vec::new()).await.unwrap();
    assert_eq!(overflow, json!(0), "nothing sticks out sideways");
    browser.close().await;
    world.stop().await;
}
