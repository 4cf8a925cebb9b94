//! PostgreSQL: away, silent, restarted, refusing. A wire between the bot and the server is cut and mended by the test.

use std::sync::Arc;

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};
use tokio::net::{TcpListener, TcpStream, UnixStream};
use tokio::sync::watch;

use super::{QUESTION, Scene, answers, ends, eventually, is_answered};
use crate::databases::{TestDatabase, fresh_postgres, server_of};
use crate::world::Way;

/// What the wire does.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Wire {
    Whole,
    /// Connections break, and no new one is taken.
    Cut,
    /// Connections stay, and nothing goes through.
    Silent,
}

/// A wire to PostgreSQL's socket.
struct Proxy {
    port: u16,
    state: Arc<watch::Sender<Wire>>,
}

impl Proxy {
    async fn to(options: &PgConnectOptions) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let socket = options.get_socket().expect("the tests' server has a socket").join(".s.PGSQL.5432");
        let state = Arc::new(watch::Sender::new(Wire::Whole));
        let wire = state.clone();
        tokio::spawn(async move {
            loop {
                let Ok((client, _)) = listener.accept().await else { return };
                let (socket, mut state) = (socket.clone(), wire.subscribe());
                tokio::spawn(async move {
                    if *state.borrow() == Wire::Cut {
                        return;
                    }
                    let Ok(server) = UnixStream::connect(socket).await else { return };
                    tokio::select! {
                        () = pass(client, server, state.clone()) => {}
                        _ = state.wait_for(|state| *state == Wire::Cut) => {}
                    }
                });
            }
        });
        Proxy { port, state }
    }

    fn be(&self, state: Wire) {
        self.state.send_replace(state);
    }
}

/// Passes bytes both ways while the wire is not silent.
async fn pass(client: TcpStream, server: UnixStream, state: watch::Receiver<Wire>) {
    let (client_reads, client_writes) = client.into_split();
    let (server_reads, server_writes) = server.into_split();
    tokio::select! {
        () = one_way(client_reads, server_writes, state.clone()) => {}
        () = one_way(server_reads, client_writes, state) => {}
    }
}

async fn one_way(
    mut from: impl tokio::io::AsyncRead + Unpin,
    mut to: impl tokio::io::AsyncWrite + Unpin,
    mut state: watch::Receiver<Wire>,
) {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let mut bytes = vec![0; 16 * 1024];
    loop {
        let Ok(read @ 1..) = from.read(&mut bytes).await else { return };
        if state.wait_for(|state| *state != Wire::Silent).await.is_err() {
            return;
        }
        if to.write_all(&bytes[..read]).await.is_err() {
            return;
        }
    }
}

/// A scene whose database lies behind a wire.
async fn behind_a_wire() -> Option<(Scene, Proxy, PgConnectOptions)> {
    let database = fresh_postgres().await?;
    let options: PgConnectOptions = database.url.parse().unwrap();
    if options.get_socket().is_none() {
        eprintln!("the server named by QAIDA_TEST_POSTGRES has no socket, so this is skipped");
        return None;
    }
    let proxy = Proxy::to(&options).await;
    let name = options.get_database().unwrap();
    let through = TestDatabase::at(&format!("postgres://postgres@127.0.0.1:{}/{name}", proxy.port));
    Some((Scene::new(through, Way::Webhook).await, proxy, options))
}

#[tokio::test(flavor = "multi_thread")]
async fn away_or_silent_for_a_while_it_loses_nothing_and_needs_no_restart() {
    for state in [Wire::Cut, Wire::Silent] {
        let Some((scene, wire, _)) = behind_a_wire().await else { return };
        let running = scene.start().await;
        let before = scene.resident("before");
        before.says(QUESTION).await;
        is_answered(&before).await;

        wire.be(state);
        let during = scene.resident("during");
        during.says(QUESTION).await;
        assert_eq!(scene.deliver(9_000_000, 900, QUESTION).await, 503, "{state:?}");
        scene.until("/readyz", 503).await;
        assert_eq!(scene.get("/healthz").await, 200);

        wire.be(Wire::Whole);
        is_answered(&during).await;
        scene.until("/readyz", 200).await;
        eventually("everything to be done", async || running.app.inbox.pending().await.unwrap() == 0).await;
        running.stop().await;
        assert_eq!((answers(&before.chat()), answers(&during.chat())), (1, 1), "{state:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_that_the_server_ends_are_replaced() {
    let Some((scene, _wire, options)) = behind_a_wire().await else { return };
    let running = scene.start().await;
    for name in ["A", "B", "C"] {
        let mut admin = options.clone().connect().await.unwrap();
        let end = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE datname = current_database() AND application_name = 'qaida'";
        sqlx::raw_sql(end).execute(&mut admin).await.unwrap();
        admin.close().await.unwrap();
        let person = scene.resident(name);
        person.says(QUESTION).await;
        is_answered(&person).await;
    }
    running.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_server_refuses_is_one_sentence_without_the_password() {
    let Some(server) = server_of() else { return };
    let Some(socket) = server.get_socket().map(|socket| socket.display().to_string().replace('/', "%2F")) else {
        return;
    };
    let mut admin = server.connect().await.unwrap();
    let role = format!("crowded_{}", std::process::id());
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE ROLE {role} LOGIN CONNECTION LIMIT 0")))
        .execute(&mut admin)
        .await
        .unwrap();
    let cases = [
        ("nobody:geheim", "postgres", "role \"nobody\" does not exist"),
        ("postgres:geheim", "nowhere", "database \"nowhere\" does not exist"),
        (&format!("{role}:geheim"), "postgres", "too many connections"),
    ];
    for (user, name, wanted) in cases {
        let url = format!("postgres://{user}@{socket}/{name}");
        let scene = Scene::new(TestDatabase::at(&url), Way::Polling).await;
        let (code, said) = ends(&scene, "refusing", async |_| {}).await;
        assert_eq!(code, Some(1), "{said}");
        assert!(said.starts_with(&format!("error: cannot reach the database {name} at ")), "{said}");
        assert!(said.contains(wanted) && said.contains("check that it runs") && !said.contains("geheim"), "{said}");
    }
}
