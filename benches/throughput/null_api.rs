//! A Bot API that does nothing, as fast as it can: it takes every call and notes when a message for a chat went out.
//! Written over plain sockets, so that it costs the bots under test as little of the machine as possible.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use crate::http;

/// The id of the bot that it plays.
pub const BOT: i64 = 4242;
/// Its token.
pub const TOKEN: &str = "4242:AAFthroughput_of_a_null_bot_api_x";

/// What was sent, and when.
pub struct Sent {
    begun: Instant,
    /// Nanoseconds since `begun` at which the chat of this place got its message; 0: not yet.
    at: Vec<AtomicU64>,
    first_chat: AtomicI64,
    count: AtomicUsize,
    /// How many messages are waited for.
    wanted: AtomicUsize,
    reached: Notify,
    next_message: AtomicI64,
}

impl Sent {
    /// Room for so many chats in one run.
    pub fn new(most: usize) -> Arc<Sent> {
        Arc::new(Sent {
            begun: Instant::now(),
            at: (0..most).map(|_| AtomicU64::new(0)).collect(),
            first_chat: AtomicI64::new(i64::MAX),
            count: AtomicUsize::new(0),
            wanted: AtomicUsize::new(usize::MAX),
            reached: Notify::new(),
            next_message: AtomicI64::new(1),
        })
    }

    /// Nanoseconds on the clock of this.
    pub fn now(&self) -> u64 {
        self.begun.elapsed().as_nanos() as u64
    }

    /// Starts counting anew, for chats from this number on.
    pub fn expect(&self, first_chat: i64, count: usize) {
        self.at.iter().for_each(|at| at.store(0, Ordering::Relaxed));
        self.first_chat.store(first_chat, Ordering::SeqCst);
        self.count.store(0, Ordering::SeqCst);
        self.wanted.store(count, Ordering::SeqCst);
    }

    /// Waits until all have their message, or too long; how many have.
    pub async fn all(&self, patience: Duration) -> usize {
        let until = tokio::time::Instant::now() + patience;
        while self.count.load(Ordering::SeqCst) < self.wanted.load(Ordering::SeqCst) {
            if tokio::time::timeout_at(until, self.reached.notified()).await.is_err() {
                break;
            }
        }
        self.count.load(Ordering::SeqCst)
    }

    /// When the chat of this place got its message.
    pub fn when(&self, place: usize) -> u64 {
        self.at[place].load(Ordering::Relaxed)
    }

    fn note(&self, chat: i64) {
        let place = chat - self.first_chat.load(Ordering::Relaxed);
        let Some(at) = usize::try_from(place).ok().and_then(|place| self.at.get(place)) else { return };
        if at.compare_exchange(0, self.now(), Ordering::Relaxed, Ordering::Relaxed).is_ok()
            && self.count.fetch_add(1, Ordering::SeqCst) + 1 >= self.wanted.load(Ordering::SeqCst)
        {
            self.reached.notify_one();
        }
    }
}

/// Serves until the program ends; the address.
pub async fn serve(sent: Arc<Sent>) -> std::io::Result<String> {
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(connection(stream, sent.clone()));
        }
    });
    Ok(format!("http://{address}"))
}

async fn connection(mut stream: TcpStream, sent: Arc<Sent>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut buffer = Vec::with_capacity(16 * 1024);
    loop {
        let Some(request) = http::whole(&buffer) else {
            if stream.read_buf(&mut buffer).await? == 0 {
                return Ok(());
            }
            continue;
        };
        let result = answer(&buffer[..request.head], &buffer[request.head..request.end], &sent);
        buffer.drain(..request.end);
        let body = format!(r#"{{"ok":true,"result":{result}}}"#);
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ";
        stream.write_all(format!("{head}{}\r\n\r\n{body}", body.len()).as_bytes()).await?;
    }
}

fn answer(head: &[u8], body: &[u8], sent: &Sent) -> String {
    let line = head.split(|byte| *byte == b'\r').next().unwrap_or_default();
    let path = line.split(|byte| *byte == b' ').nth(1).unwrap_or_default();
    let method = path.rsplit(|byte| *byte == b'/').next().unwrap_or_default().to_ascii_lowercase();
    match method.as_slice() {
        b"getme" => format!(
            r#"{{"id":{BOT},"is_bot":true,"first_name":"Null","username":"null_bot","can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":false,"can_connect_to_business":false,"has_main_web_app":false}}"#
        ),
        b"sendmessage" => {
            let chat = chat_of(body);
            sent.note(chat);
            let id = sent.next_message.fetch_add(1, Ordering::Relaxed);
            format!(
                r#"{{"message_id":{id},"date":1700000000,"chat":{{"id":{chat},"type":"private","first_name":"R"}},"from":{{"id":{BOT},"is_bot":true,"first_name":"Null","username":"null_bot"}},"text":"."}}"#
            )
        }
        b"getwebhookinfo" => r#"{"url":"","has_custom_certificate":false,"pending_update_count":0}"#.to_owned(),
        _ => "true".to_owned(),
    }
}

/// The number after `chat_id`, in JSON as in a form.
fn chat_of(body: &[u8]) -> i64 {
    const KEY: &[u8] = b"chat_id";
    let at = body.windows(KEY.len()).position(|window| window == KEY).map_or(body.len(), |at| at + KEY.len());
    let digits = body[at..].iter().skip_while(|byte| !byte.is_ascii_digit()).take_while(|byte| byte.is_ascii_digit());
    digits.fold(0, |number, digit| number * 10 + i64::from(digit - b'0'))
}
