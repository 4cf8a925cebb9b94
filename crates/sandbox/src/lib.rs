//! A Bot API on this machine, strict about what the bot really calls, with a Telegram-like web chat.
//! `cargo run` without a token starts it for people, the tests drive the very same thing from Rust.
//! Nothing here knows the bot: it speaks HTTP to whoever holds the token.
//!
//! ```no_run
//! # async fn example() -> anyhow::Result<()> {
//! use sandbox::{Options, Person, Sandbox};
//!
//! let sandbox = Sandbox::start(Options::default()).await?;
//! // … a bot is started with `sandbox.api_url()` and `sandbox.token()` …
//! let aigul = sandbox.person(Person::named("Айгүл").speaking("kk"));
//! aigul.says("Саябаққа ағашты кім егеді?").await;
//! let answer = aigul.next_message().await?;
//! aigul.presses("👍").await?;
//! println!("{answer}\n{}", aigul.screen());
//! # Ok(())
//! # }
//! ```

mod api;
mod cast;
mod deliver;
mod drive;
mod fault;
mod net;
mod options;
mod page;
mod shared;
mod world;

pub use cast::{Broadcast, Forum, Person, channel_admin, city_channel, personas, staff, staff_group};
pub use drive::actor::{Actor, Download, Pressed};
pub use drive::channel::{Channel, ChannelRole};
pub use drive::crowd::Crowd;
pub use drive::group::{BotRole, Group, GroupLine, Topic};
pub use drive::line::{Button, ChatLine};
pub use drive::member::Member;
pub use drive::sandbox::Sandbox;
pub use fault::Fault;
pub use options::Options;
pub use world::calls::{Call, Outcome};
pub use world::witness::{Onlooker, Seen};

/// The name under which the bot is found, as BotFather would have given it.
pub const BOT_USERNAME: &str = "qaida_sandbox_bot";
