//! Wrong settings of every kind: exit code 2 and one sentence that names the setting and says what to do, without
//! showing a secret. A setting that is added needs a row here.

use crate::process::{Process, binary, fresh_folder};
use crate::world::PATIENCE;
use std::ffi::OsString;
use std::os::unix::ffi::OsStringExt;

/// A part of every secret that is tried.
const SECRET: &str = "AAFgeheim0123456789abcdef";

/// Each setting, values that it must not take, and whether it is secret. An empty value counts as not given.
fn rows() -> Vec<(&'static str, Vec<String>, bool)> {
    let texts = |values: &[&str]| values.iter().map(|value| (*value).to_owned()).collect::<Vec<_>>();
    let secret = |values: &[&str]| values.iter().map(|value| value.replace('*', SECRET)).collect::<Vec<_>>();
    let addresses = ["8080", ":8080", "127.0.0.1", "127.0.0.1:99999", "127.0.0.1:-1", "no such host:80", "\u{7f}"];
    vec![
        ("QAIDA_TOKEN", secret(&["*", "*:1", ":*", "1:", "1:* *", "https://t.me/*", "1:*й", "-1:*"]), true),
        (
            "QAIDA_API_URL",
            texts(&["x", "ftp://x", "http://", "http://u:p@x", "http://x?y=1", "http://x:99999", "http://x y"]),
            false,
        ),
        (
            "QAIDA_DATABASE_URL",
            secret(&["*", "mysql://u:*@h/d", "postgres://u:*@h:port/d", "sqlite::memory:", "/tmp/*.db", "sqlite://"]),
            true,
        ),
        ("QAIDA_PACK", texts(&["/no/such/folder", "/etc/passwd", "/proc/self", "."]), false),
        ("QAIDA_LISTEN", texts(&addresses), false),
        (
            "QAIDA_PUBLIC_URL",
            texts(&["x", "http://example.org", "https://", "https://u@x", "https://x?y", "ws://x"]),
            false,
        ),
        ("QAIDA_WEBHOOK_SECRET", secret(&["* *", "*/", "*é", &"*".repeat(20)]), true),
        ("QAIDA_OWNERS", texts(&["me", "1,@boss", "1.5", "1;2", "-", "99999999999999999999"]), false),
        ("QAIDA_STAFF_CHAT", texts(&["staff", "@staff", "12345", "0", "-1.5", "-99999999999999999999"]), false),
        ("QAIDA_ANNOUNCE_RATE", texts(&["0", "-1", "10001", "1.5", "fast", "25/s"]), false),
        ("QAIDA_SANDBOX_LISTEN", texts(&addresses), false),
        ("QAIDA_LOG", texts(&["loud", "info,sqlx=loud", "=info", "a=b=c", "INFO;debug"]), false),
        ("QAIDA_LOG_FORMAT", texts(&["xml", "JSON", "text,json"]), false),
    ]
}

/// Starts it with one setting; the exit code, none when it goes on, and what it said.
fn started(name: &str, value: impl Into<OsString>) -> (Option<i32>, String) {
    let folder = fresh_folder("settings");
    let errors = std::fs::File::create(folder.join("errors")).expect("a file");
    let mut command = binary();
    command.current_dir(&folder).env("QAIDA_LISTEN", "127.0.0.1:0").stderr(errors).stdout(std::process::Stdio::null());
    command.env("QAIDA_TOKEN", "1:x").env("QAIDA_API_URL", "http://127.0.0.1:1").env(name, value.into());
    let status = Process::of(&mut command).end_within(PATIENCE);
    (status.and_then(|status| status.code()), std::fs::read_to_string(folder.join("errors")).expect("text"))
}

#[test]
fn each_is_refused_by_name_with_what_to_do_and_without_a_secret() {
    for (name, values, secret) in rows() {
        for value in values {
            let (code, said) = started(name, &value);
            assert_eq!(code, Some(2), "{name}={value:?}: {said}");
            let last = said.lines().last().unwrap_or_default();
            assert!(last.starts_with(&format!("error: {name} ")) && last.contains("; "), "{name}={value:?}: {said}");
            assert!(!secret || !said.contains(SECRET), "{name} is shown: {said}");
        }
    }
}

#[test]
fn what_is_no_text_is_refused_without_being_shown() {
    for (name, _, _) in rows().into_iter().filter(|(name, _, _)| *name != "QAIDA_PACK") {
        let bytes = [SECRET.as_bytes(), &[0xff, 0xfe]].concat();
        let (code, said) = started(name, OsString::from_vec(bytes));
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(said.starts_with("error: ") && !said.contains(SECRET), "{name}: {said}");
    }
}

#[test]
fn every_setting_of_the_help_has_a_row() {
    let help = binary().arg("--help").output().expect("help");
    let help = String::from_utf8_lossy(&help.stdout).into_owned();
    let rows: Vec<&str> = rows().iter().map(|(name, _, _)| *name).collect();
    let named = help.split(|c: char| !c.is_ascii_uppercase() && c != '_').filter(|word| word.starts_with("QAIDA_"));
    for name in named {
        assert!(rows.contains(&name), "{name} has no row of wrong values in this file");
    }
    assert!(rows.iter().all(|name| help.contains(name)));
}
