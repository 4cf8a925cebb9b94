//! qaida as a process of its own, as an operator runs it: started by its binary, killed without mercy, stopped by a
//! signal.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};

/// How a process is started.
pub struct Launch {
    pub api_url: String,
    pub token: String,
    pub database: String,
    /// The folder it runs in, and its log.
    pub folder: PathBuf,
    /// A port of its own for a webhook; none: it polls.
    pub webhook: bool,
    pub port: u16,
}

/// A running qaida. Dropped, it is killed.
pub struct Process {
    child: Child,
}

/// A port that nobody listened on a moment ago.
pub fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a free port").port()
}

/// The program that cargo built for this test.
pub fn binary() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_qaida"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("QAIDA_") || name == "TELOXIDE_TOKEN") {
        command.env_remove(name);
    }
    command
}

impl Launch {
    pub fn start(&self) -> Process {
        Process::of(&mut self.command())
    }

    /// The command, for who wants to change it first.
    pub fn command(&self) -> Command {
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.log()).expect("a log file");
        let mut command = binary();
        command
            .current_dir(&self.folder)
            .env("QAIDA_TOKEN", &self.token)
            .env("QAIDA_API_URL", &self.api_url)
            .env("QAIDA_DATABASE_URL", &self.database)
            .env("XDG_CACHE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/cache"))
            .env("QAIDA_LISTEN", format!("127.0.0.1:{}", self.port))
            // As talkative as can be: what is private must not be said even then.
            .env("QAIDA_LOG", "trace")
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("a second handle"))
            .stderr(log);
        if self.webhook {
            command.env("QAIDA_PUBLIC_URL", format!("http://127.0.0.1:{}", self.port));
        }
        command
    }

    pub fn log(&self) -> PathBuf {
        self.folder.join("qaida.log")
    }
}

impl Process {
    /// A started command.
    pub fn of(command: &mut Command) -> Process {
        Process { child: command.spawn().expect("qaida starts") }
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The same, and nobody reads what it writes into its pipes.
    pub fn unheard(mut self) -> Process {
        drop((self.child.stdout.take(), self.child.stderr.take()));
        self
    }

    /// Sends a signal, as `kill` takes it.
    pub fn signal(&self, signal: &str) {
        let status = Command::new("kill").args([signal, &self.id().to_string()]).status().expect("kill");
        assert!(status.success());
    }

    /// Processor time it has used, in hundredths of a second.
    pub fn cpu_ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.id())).expect("its figures");
        let fields: Vec<&str> = stat.rsplit(')').next().expect("fields").split_whitespace().collect();
        fields[11..13].iter().map(|field| field.parse::<u64>().expect("a number")).sum()
    }

    /// SIGKILL: no handler runs.
    pub fn kill(mut self) {
        self.child.kill().expect("killed");
        self.child.wait().expect("gone");
    }

    /// Waits until it ends by itself.
    pub fn wait(mut self) -> ExitStatus {
        self.child.wait().expect("an end")
    }

    /// SIGTERM, then waits for the end.
    pub fn stop(mut self) -> ExitStatus {
        self.signal("-TERM");
        self.child.wait().expect("an end")
    }

    /// Waits for an end that is expected within this time, in case it does not come.
    pub fn end_within(&mut self, time: std::time::Duration) -> Option<ExitStatus> {
        let begun = std::time::Instant::now();
        while begun.elapsed() < time {
            if let Some(status) = self.child.try_wait().expect("asked") {
                return Some(status);
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        None
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // Already ended is fine.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A folder of its own under cargo's place for tests' files.
pub fn fresh_folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}-{}", std::process::id(), free_port()));
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// All databases of a test run share the trained models, as one server's starts do.
pub fn share_models(database: &str) {
    let Some(file) = database.strip_prefix("sqlite://") else { return };
    let folder = Path::new(file).parent().expect("a folder");
    let models = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("models");
    std::fs::create_dir_all(folder).expect("the database's folder");
    std::fs::create_dir_all(&models).expect("the models' folder");
    std::os::unix::fs::symlink(models, folder.join("cache")).expect("a link to the models");
}
