//! Clients that hold connections open: what Telegram delivers gets through all the same.

use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use super::Front;
use crate::databases::fresh_sqlite;

/// More than the server holds at once.
const SLOW: usize = 700;

#[tokio::test(flavor = "multi_thread")]
async fn hundreds_of_slow_clients_hold_nobody_up() {
    let front = Front::on(fresh_sqlite()).await;
    let mut held = Vec::new();
    for n in 0..SLOW {
        let mut client = TcpStream::connect(front.world.running.address()).await.unwrap();
        let begun: &[u8] = match n % 3 {
            0 => b"",
            1 => b"POST /telegram HTTP/1.1\r\nhost: x\r\nx-slow: ",
            _ => b"POST /telegram HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{",
        };
        // One that was pushed out meanwhile cannot be written to.
        let _ = client.write_all(begun).await;
        held.push(client);
    }
    front.answers().await;
    drop(held);
    front.world.stop().await;
}
