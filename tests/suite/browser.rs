//! The sandbox's page in a real browser: headless Chromium, driven over WebDriver, against the whole bot.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;

use crate::world::World;

const SECONDS: Duration = Duration::from_secs(30);

/// A driver on a free port and the browser it controls.
struct Browser {
    driver: Child,
    client: Client,
}

impl Browser {
    /// None where this machine has no Chromium; with CI set that is an error instead.
    async fn open(width: u32, height: u32) -> Option<Browser> {
        let started = Command::new("chromedriver").arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
        let Ok(mut driver) = started else {
            assert!(std::env::var_os("CI").is_none(), "chromedriver is missing: ./test installs it");
            eprintln!("skipped: no chromedriver on this machine");
            return None;
        };
        let output = BufReader::new(driver.stdout.take().expect("its output"));
        let port = output
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.rsplit_once("successfully on port ").map(|(_, port)| port.trim_end_matches('.').to_owned()))
            .expect("chromedriver names its port");
        let arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-dev-shm-usage", &format!("--window-size={width},{height}"),
        ];
        let options = json!({ "args": arguments });
        let capabilities = Capabilities::from_iter([("goog:chromeOptions".to_owned(), options)]);
        let address = format!("http://127.0.0.1:{port}");
        let client = ClientBuilder::rustls_or_plain().capabilities(capabilities).connect(&address).await.expect("a session");
        Some(Browser { driver, client })
    }
}
