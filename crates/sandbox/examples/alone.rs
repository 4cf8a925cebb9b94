//! A sandbox with no bot in it, to rehearse a real set-up against: `cargo run -p sandbox --example alone`, then start qaida
//! with the address and the token that it prints. It ends with Ctrl-C.

use sandbox::{Options, Sandbox};

/// Where it listens, unless the first argument says otherwise.
const LISTEN: &str = "127.0.0.1:8088";

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let listen = std::env::args().nth(1).unwrap_or_else(|| LISTEN.to_owned()).parse()?;
    let sandbox = Sandbox::start(Options::for_people(listen)).await?;
    println!("QAIDA_API_URL={}\nQAIDA_TOKEN={}\nopen {}", sandbox.api_url(), sandbox.token(), sandbox.page_url());
    tokio::signal::ctrl_c().await?;
    Ok(())
}
