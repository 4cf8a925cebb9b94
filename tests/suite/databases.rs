//! Fresh databases for tests: a SQLite file and, where PostgreSQL is at hand, a database in a throwaway cluster that
//! is started once a test process and dies with it. `QAIDA_TEST_POSTGRES` names a running server instead.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::str::FromStr;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use sqlx::postgres::PgConnectOptions;
use sqlx::{AssertSqlSafe, ConnectOptions, Connection};

/// Where Debian and others keep the server's programs.
const BINARIES: [&str; 4] =
    ["/usr/lib/postgresql/15/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/17/bin", "/usr/local/pgsql/bin"];

/// Runs the server until its standard input closes, which happens when the test process ends, however it ends.
const WATCHDOG: &str = r#"
    trap '' INT TERM HUP
    cd / && mkdir -m 700 "$2" || exit 1
    trap 'rm -rf "$2"' EXIT
    "$1"/initdb -D "$2/data" -U postgres -A trust -E UTF8 --locale=C --no-sync >"$2/log" 2>&1 || { cat "$2/log" >&2; exit 1; }
    "$1"/postgres -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off -c max_connections=300 -c deadlock_timeout=20ms >>"$2/log" 2>&1 </dev/null &
    server=$!
    until "$1"/pg_isready -q -h "$2"; do kill -0 $server || { cat "$2/log" >&2; exit 1; }; sleep 0.05; done
    echo ready
    read _
    kill -QUIT $server
    wait $server
"#;

/// An empty database. It goes when this is dropped.
pub struct TestDatabase {
    /// `sqlite` or `postgres`.
    pub name: &'static str,
    /// Its address.
    pub url: String,
    cleanup: Cleanup,
}

enum Cleanup {
    Folder(PathBuf),
    Database(&'static PgConnectOptions, String),
    /// It goes with its cluster.
    None,
}

impl TestDatabase {
    /// A SQLite address that a test thought of; whoever made what is there removes it.
    pub fn at(url: &str) -> TestDatabase {
        TestDatabase { name: "sqlite", url: url.to_owned(), cleanup: Cleanup::None }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        match &self.cleanup {
            Cleanup::Folder(folder) => drop(std::fs::remove_dir_all(folder)),
            Cleanup::Database(server, name) => {
                let (server, sql) = (*server, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
                // A thread of its own, because the test's runtime may be going down.
                drop(std::thread::spawn(move || drop_database(server, sql)).join());
            }
            Cleanup::None => {}
        }
    }
}

/// An empty database of each kind there is.
pub async fn fresh_databases() -> Vec<TestDatabase> {
    let mut databases = vec![fresh_sqlite()];
    databases.extend(fresh_postgres().await);
    databases
}

/// A SQLite address in a folder of its own; neither exists yet.
pub fn fresh_sqlite() -> TestDatabase {
    let folder = std::env::temp_dir().join(format!("qaida_test_{}", unique()));
    let url = format!("sqlite://{}", folder.join("qaida.db").display());
    TestDatabase { name: "sqlite", url, cleanup: Cleanup::Folder(folder) }
}

/// An empty database on PostgreSQL; none where there is no PostgreSQL, except in CI, where that is an error.
pub async fn fresh_postgres() -> Option<TestDatabase> {
    let server = server()?;
    let name = format!("qaida_test_{}", unique());
    on_server(&server.options, format!("CREATE DATABASE {name} TEMPLATE template0")).await.unwrap();
    let url = server.options.clone().database(&name).to_url_lossy().to_string();
    let ours = server._cluster.is_some();
    let cleanup = if ours { Cleanup::None } else { Cleanup::Database(&server.options, name) };
    Some(TestDatabase { name: "postgres", url, cleanup })
}

/// The server on which databases are made.
pub fn server_of() -> Option<PgConnectOptions> {
    server().map(|server| server.options.clone())
}

/// Where databases are made.
struct Server {
    options: PgConnectOptions,
    /// Its standard input stays open as long as this process lives.
    _cluster: Option<Child>,
}

fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER.get_or_init(find_server).as_ref()
}

fn find_server() -> Option<Server> {
    if let Ok(url) = std::env::var("QAIDA_TEST_POSTGRES") {
        return Some(Server { options: PgConnectOptions::from_str(&url).unwrap(), _cluster: None });
    }
    if let Some(binaries) = BINARIES.iter().map(Path::new).find(|folder| folder.join("initdb").exists()) {
        return Some(start_cluster(binaries));
    }
    let what_to_do = "install postgresql-15, or set QAIDA_TEST_POSTGRES=postgres://user:password@host/database";
    assert!(std::env::var("CI").as_deref() != Ok("true"), "no PostgreSQL found: {what_to_do}");
    eprintln!("no PostgreSQL found, so its tests are skipped: {what_to_do}");
    None
}

fn start_cluster(binaries: &Path) -> Server {
    let folder = std::env::temp_dir().join(format!("qaida_pg_{}", unique()));
    let mut shell = if is_root() {
        // PostgreSQL refuses to run as root, as which containers often test.
        let mut command = Command::new("setpriv");
        command.args(["--reuid=postgres", "--regid=postgres", "--init-groups", "sh"]);
        command
    } else {
        Command::new("sh")
    };
    shell.args(["-c", WATCHDOG, "sh"]).arg(binaries).arg(&folder).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut cluster = shell.spawn().unwrap();
    let mut line = String::new();
    BufReader::new(cluster.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert_eq!(line.trim(), "ready", "PostgreSQL did not start; what it says is above");
    let options = PgConnectOptions::new_without_pgpass().socket(folder).username("postgres").database("postgres");
    Server { options, _cluster: Some(cluster) }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

async fn on_server(server: &PgConnectOptions, sql: String) -> Result<(), sqlx::Error> {
    let mut connection = server.connect().await?;
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut connection).await?;
    connection.close().await
}

fn drop_database(server: &PgConnectOptions, sql: String) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    if let Ok(runtime) = runtime {
        drop(runtime.block_on(on_server(server, sql)));
    }
}

/// A number no other test has, in this process or another.
fn unique() -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    format!("{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed))
}
