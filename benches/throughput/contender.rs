//! The programs that are compared: how each is started, and what it takes of the machine.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;

use crate::null_api::TOKEN;

/// What Telegram sends along with each delivery.
pub const SECRET: &str = "throughput-secret";

/// A program to be measured.
pub struct Contender {
    /// For the table.
    pub name: String,
    program: Program,
}

enum Program {
    /// qaida as an operator runs it: every update on disk before its 200.
    Qaida,
    /// A minimal bot that takes its settings as `benches/rival` does.
    Minimal(PathBuf),
}

/// What all are started with.
pub struct Setting {
    /// The null Bot API.
    pub api: String,
    /// A folder of their own.
    pub folder: PathBuf,
    /// The FAQ that the minimal bots search.
    pub faq: PathBuf,
    /// Announcements a second.
    pub announce_rate: u32,
}

/// A started program; it is ended when this is dropped.
pub struct Running {
    child: Child,
    /// Where it listens.
    pub port: u16,
    /// From its start until it took connections.
    pub started_in: Duration,
}

impl Contender {
    /// qaida itself.
    pub fn qaida() -> Contender {
        Contender { name: "qaida".to_owned(), program: Program::Qaida }
    }

    /// A minimal bot.
    pub fn minimal(name: &str, program: PathBuf) -> Contender {
        Contender { name: name.to_owned(), program: Program::Minimal(program) }
    }

    fn command(&self, setting: &Setting, port: u16) -> Command {
        match &self.program {
            Program::Qaida => {
                let mut command = Command::new(env!("CARGO_BIN_EXE_qaida"));
                command
                    .env("QAIDA_TOKEN", TOKEN)
                    .env("QAIDA_API_URL", &setting.api)
                    .env("QAIDA_DATABASE_URL", format!("sqlite://{}", setting.folder.join("qaida.db").display()))
                    .env("QAIDA_LISTEN", format!("127.0.0.1:{port}"))
                    .env("QAIDA_PUBLIC_URL", format!("http://127.0.0.1:{port}"))
                    .env("QAIDA_WEBHOOK_SECRET", SECRET)
                    .env("QAIDA_ANNOUNCE_RATE", setting.announce_rate.to_string())
                    .env("QAIDA_LOG", "warn");
                command
            }
            Program::Minimal(program) => {
                let mut command = Command::new(program);
                command
                    .arg(&setting.faq)
                    .env("BOT_TOKEN", TOKEN)
                    .env("BOT_API_URL", &setting.api)
                    .env("BOT_LISTEN", format!("127.0.0.1:{port}"))
                    .env("BOT_WEBHOOK_URL", format!("http://127.0.0.1:{port}/telegram"))
                    .env("BOT_SECRET", SECRET);
                command
            }
        }
    }

    /// Starts it and waits until it takes updates.
    pub async fn start(&self, setting: &Setting) -> std::io::Result<Running> {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let begun = Instant::now();
        let mut command = self.command(setting, port);
        for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("RUST_LOG")) {
            command.env_remove(name);
        }
        let log = std::fs::File::create(setting.folder.join("log"))?;
        let child = command.current_dir(&setting.folder).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        let mut running = Running { child: child.spawn()?, port, started_in: Duration::ZERO };
        while !running.is_ready(self).await {
            if let Some(status) = running.child.try_wait()? {
                let log = std::fs::read_to_string(setting.folder.join("log")).unwrap_or_default();
                return Err(std::io::Error::other(format!("{} ended with {status}:\n{log}", self.name)));
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        running.started_in = begun.elapsed();
        Ok(running)
    }
}

impl Running {
    async fn is_ready(&self, contender: &Contender) -> bool {
        if !matches!(contender.program, Program::Qaida) {
            return TcpStream::connect(("127.0.0.1", self.port)).await.is_ok();
        }
        crate::load::get(self.port, "/readyz").await.is_ok_and(|status| status == 200)
    }

    /// Processor time taken so far, in the program and in the system for it.
    pub fn cpu(&self) -> Duration {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
        // utime and stime, in hundredths of a second: proc(5).
        let ticks: u64 = [11, 12].iter().filter_map(|place| fields.get(*place)?.parse::<u64>().ok()).sum();
        Duration::from_millis(ticks * 10)
    }

    /// Memory in use now, in MiB.
    pub fn memory(&self) -> f64 {
        self.mebibytes("VmRSS:")
    }

    /// The most memory that was ever in use, in MiB.
    pub fn peak(&self) -> f64 {
        self.mebibytes("VmHWM:")
    }

    fn mebibytes(&self, name: &str) -> f64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kib| kib.parse::<f64>().ok()).unwrap_or(0.0) / 1024.0
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Ended already is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A fresh folder for a run.
pub fn folder(under: &Path) -> std::io::Result<PathBuf> {
    let folder = under.join(format!("throughput-{}", std::process::id()));
    std::fs::remove_dir_all(&folder).or_else(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Ok(()),
        _ => Err(error),
    })?;
    std::fs::create_dir_all(&folder)?;
    Ok(folder)
}
