//! The settings as people give them, and the sentences they get.

#![allow(clippy::unwrap_used, clippy::expect_used)]

use clap::{CommandFactory, FromArgMatches, Parser};

use super::*;

#[derive(Parser, Debug)]
struct Probe {
    #[command(flatten)]
    settings: Settings,
    #[command(subcommand)]
    command: Option<Sub>,
}

#[derive(clap::Subcommand, Debug)]
enum Sub {
    Ask,
}

fn settings(args: &[&str]) -> Settings {
    let matches = Probe::command().get_matches_from(std::iter::once(&"qaida").chain(args));
    let mut probe = Probe::from_arg_matches(&matches).unwrap();
    probe.settings.note_sources(&matches);
    probe.settings
}

fn sentence(args: &[&str]) -> String {
    settings(args).check().unwrap_err().to_string()
}

#[test]
fn the_defaults_are_the_documented_ones() {
    let config = settings(&["--token", "123:abc_DEF-1"]).check().unwrap();
    assert_eq!(config.database_url.expose(), "sqlite://data/qaida.db");
    assert_eq!(config.listen.to_string(), "127.0.0.1:8080");
    assert_eq!(config.sandbox_listen.to_string(), "127.0.0.1:8088");
    assert_eq!((config.announce_rate, config.announces_fast()), (25, false));
    assert!(config.public_url.is_none() && config.api_url.is_none() && config.pack.is_none());
}

#[test]
fn without_a_token_the_database_is_another() {
    let config = settings(&["--token", ""]).check().unwrap();
    assert!(config.token.is_none());
    assert_eq!(config.database_url.expose(), "sqlite://data/sandbox.db");
}

#[test]
fn flags_stand_before_or_behind_the_subcommand() {
    for args in [["--database", "sqlite://x.db", "ask"], ["ask", "--database-url", "sqlite://x.db"]] {
        let settings = settings(&args);
        assert_eq!(settings.database_flag().unwrap().expose(), "sqlite://x.db");
    }
    assert!(settings(&["ask"]).database_flag().is_none());
}

#[test]
fn a_wrong_setting_is_one_sentence_that_says_what_to_do() {
    assert!(sentence(&["--token", "nonsense"]).starts_with("QAIDA_TOKEN is no bot token; copy"));
    assert!(sentence(&["--database", "mysql://x"]).starts_with("QAIDA_DATABASE_URL"));
    assert!(sentence(&["--listen", "8080"]).starts_with("QAIDA_LISTEN"));
    assert!(sentence(&["--pack", "/nowhere"]).starts_with("QAIDA_PACK"));
    assert!(sentence(&["--public-url", "http://example.org"]).contains("is not https"));
    assert!(sentence(&["--public-url", "example.org"]).starts_with("QAIDA_PUBLIC_URL"));
    for url in ["ftp://x", "http://", "http://:80", "http://x:99999", "http://u@x", "http://x?y", "x"] {
        assert!(sentence(&["--api-url", url]).starts_with("QAIDA_API_URL"), "{url}");
    }
    for rate in ["0", "10001", "1.5", "fast"] {
        assert!(sentence(&["--announce-rate", rate]).starts_with("QAIDA_ANNOUNCE_RATE"), "{rate}");
    }
    assert!(settings(&["--announce-rate", "26"]).check().unwrap().announces_fast());
    assert!(sentence(&["--webhook-secret", "with space"]).starts_with("QAIDA_WEBHOOK_SECRET"));
    assert!(settings(&["--log", "info,sqlx=loud"]).log_config().is_err());
    assert!(settings(&["--log", "info,sqlx=warn,qaida::web"]).log_config().is_ok());
    assert!(settings(&["--log-format", "xml"]).log_config().is_err());
}

#[test]
fn a_public_address_may_be_this_machine_without_https() {
    for url in ["http://127.0.0.1:9000", "http://localhost/", "http://[::1]:80", "https://bot.example.org/x/"] {
        let config = settings(&["--public-url", url]).check().unwrap();
        assert_eq!(config.public_url.unwrap(), url.trim_end_matches('/'));
    }
}

#[test]
fn secrets_are_never_printed() {
    let secret = "AAFsecretpart";
    let args = ["--token", "123:AAFsecretpart", "--database", "postgres://u:AAFsecretpart@db/qaida"];
    let given = settings(&args);
    let config = given.check().unwrap();
    let printed = format!("{given:?} {config:?} {}", config.database_url);
    assert!(!printed.contains(secret), "{printed}");
    assert!(printed.contains("postgres://…@db/qaida"));
    assert!(!sentence(&["--token", "AAFsecretpart"]).contains(secret));
}

#[test]
fn the_webhook_secret_is_derived_from_the_token_and_fits_telegrams_rule() {
    use secrecy::ExposeSecret;
    let derived = Token::new("123:abc").webhook_secret();
    assert_eq!(derived.expose_secret().len(), 64);
    assert_eq!(derived.expose_secret(), Token::new("123:abc").webhook_secret().expose_secret());
    assert_ne!(derived.expose_secret(), Token::new("123:abd").webhook_secret().expose_secret());
}
