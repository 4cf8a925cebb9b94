//! How a log line looks: `2026-05-01T08:00:00.123Z INFO qaida::web listening, address=…` or the same as a JSON object.

use log::Record;
use log::kv::{self, Key, Value, VisitSource};
use serde_json::Map;

use super::following::update;
use crate::config::LogFormat;

/// The key of the number that follows an update through everything.
const UPDATE: &str = "update";

pub(super) fn render(format: LogFormat, record: &Record<'_>) -> String {
    match format {
        LogFormat::Text => text(record),
        LogFormat::Json => json(record),
    }
}

fn text(record: &Record<'_>) -> String {
    let mut line = format!("{} {:<5} {} {}", now(), record.level(), record.target(), record.args());
    for (key, value) in pairs(record) {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        line.push_str(&format!(", {key}={value}"));
    }
    // One record is one line, whatever is in it.
    line.replace(['\n', '\r'], " ")
}

fn json(record: &Record<'_>) -> String {
    let mut object = pairs(record);
    let own = [
        ("time", now()),
        ("level", record.level().to_string()),
        ("target", record.target().to_owned()),
        ("message", record.args().to_string()),
    ];
    object.extend(own.map(|(key, value)| (key.to_owned(), serde_json::Value::String(value))));
    serde_json::Value::Object(object).to_string()
}

fn now() -> String {
    format!("{:.3}", jiff::Timestamp::now())
}

struct Pairs(Map<String, serde_json::Value>);

impl<'kvs> VisitSource<'kvs> for Pairs {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), kv::Error> {
        let value = match (value.to_i64(), value.to_bool(), value.to_f64()) {
            (Some(number), _, _) => number.into(),
            (_, Some(flag), _) => flag.into(),
            (_, _, Some(number)) => number.into(),
            _ => value.to_string().into(),
        };
        self.0.insert(key.to_string(), value);
        Ok(())
    }
}

fn pairs(record: &Record<'_>) -> Map<String, serde_json::Value> {
    let mut pairs = Pairs(Map::new());
    // The visitor above never fails.
    let _ = record.key_values().visit(&mut pairs);
    if let Some(update) = update() {
        pairs.0.entry(UPDATE).or_insert_with(|| update.into());
    }
    pairs.0
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::super::following;
    use super::*;

    fn rendered(format: LogFormat) -> String {
        let pairs: &[(&str, i64)] = &[("updates", 3)];
        let record = Record::builder()
            .level(log::Level::Info)
            .target("qaida::web")
            .args(format_args!("two\nlines"))
            .key_values(&pairs)
            .build();
        render(format, &record)
    }

    #[test]
    fn a_text_line_is_one_line_with_its_pairs() {
        let line = rendered(LogFormat::Text);
        assert!(line.ends_with(" INFO  qaida::web two lines, updates=3"), "{line}");
    }

    #[tokio::test]
    async fn what_is_logged_while_an_update_is_handled_names_it() {
        let line = following(77, async { rendered(LogFormat::Text) }).await;
        assert!(line.ends_with("two lines, update=77, updates=3"), "{line}");
        let line = following(77, async { rendered(LogFormat::Json) }).await;
        assert_eq!(serde_json::from_str::<serde_json::Value>(&line).unwrap()["update"], 77);
        assert!(!rendered(LogFormat::Text).contains("update="));
    }

    #[test]
    fn a_json_line_is_an_object() {
        let line: serde_json::Value = serde_json::from_str(&rendered(LogFormat::Json)).unwrap();
        assert_eq!(line["message"], "two\nlines");
        assert_eq!(line["updates"], 3);
        assert_eq!(line["level"], "INFO");
        assert!(line["time"].as_str().unwrap().ends_with('Z'));
    }
}
