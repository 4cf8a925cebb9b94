//! `qaida ask`: answers in the terminal, without Telegram and, unless a flag names one, without a database.

mod explain;
mod json;

use std::io::{self, BufRead, Write};
use std::process::ExitCode;

use search::Lang;

use super::loaded;
use crate::answer::{Answerer, Asking};
use crate::config::Settings;
use crate::view::{Beside, View};

/// What `ask` takes.
#[derive(clap::Args, Debug)]
pub struct Args {
    /// The question; without it questions are read from standard input, one a line
    text: Vec<String>,

    /// Language to assume where the question does not say: kk, ru or en
    #[arg(long, value_name = "LANG", value_parser = lang)]
    lang: Option<Lang>,

    /// Show which words spoke for what
    #[arg(long, conflicts_with = "json")]
    explain: bool,

    /// One JSON object a line, in and out: {"q": …, "lang": …, "after": …}
    #[arg(long)]
    json: bool,
}

fn lang(code: &str) -> Result<Lang, String> {
    Lang::parse(code).ok_or_else(|| "give kk, ru or en".to_owned())
}

/// Answers the question, or every line of standard input as soon as it is there.
///
/// # Errors
/// When the knowledge cannot be loaded, or input or output fails.
pub async fn run(args: Args, settings: &Settings) -> anyhow::Result<ExitCode> {
    let desk = Desk { answerer: loaded::answerer(settings).await?, view: View::load()?, args };
    let (input, output) = (io::stdin().lock(), io::stdout().lock());
    match desk.serve(input, output) {
        Ok(true) => Ok(ExitCode::SUCCESS),
        Ok(false) => Ok(ExitCode::FAILURE),
        // Whoever read the answers has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(ExitCode::SUCCESS),
        Err(error) => Err(error.into()),
    }
}

struct Desk {
    answerer: Answerer,
    view: View,
    args: Args,
}

impl Desk {
    /// Answers everything; whether every line could be read.
    fn serve(&self, mut input: impl BufRead, mut output: impl Write) -> io::Result<bool> {
        if !self.args.text.is_empty() {
            let asking = Asking { text: &self.args.text.join(" "), hint: self.args.lang, after: None };
            let reply = if self.args.json { self.object(&asking) } else { self.text(&asking) };
            writeln!(output, "{reply}")?;
            return output.flush().map(|()| true);
        }
        let mut all_read = true;
        let mut line = Vec::new();
        while input.read_until(b'\n', &mut line)? > 0 {
            let (reply, read) = if self.args.json { self.json_line(&line) } else { (self.text_line(&line), true) };
            all_read &= read;
            if !reply.is_empty() {
                writeln!(output, "{reply}")?;
                output.flush()?;
            }
            line.clear();
        }
        Ok(all_read)
    }

    /// The reply to a line of text, with an empty line behind it; nothing for an empty one.
    fn text_line(&self, line: &[u8]) -> String {
        let text = String::from_utf8_lossy(line);
        let asking = Asking { text: text.trim(), hint: self.args.lang, after: None };
        if asking.text.is_empty() { String::new() } else { self.text(&asking) + "\n" }
    }

    /// The object that answers a line of JSON, and whether the line could be read.
    fn json_line(&self, line: &[u8]) -> (String, bool) {
        match json::question(line) {
            Ok(question) => (self.object(&question.asking(self.args.lang)), true),
            Err(error) => (json::error(&error), false),
        }
    }

    fn text(&self, asking: &Asking<'_>) -> String {
        let understood = self.answerer.understand(asking);
        let card = self.view.reply(&understood.answered, None, Beside::default());
        let reply = card.text.text().trim_end().to_owned();
        if !self.args.explain {
            return reply;
        }
        format!("{reply}\n\n{}", explain::of(&understood.snapshot, asking))
    }

    fn object(&self, asking: &Asking<'_>) -> String {
        let understood = self.answerer.understand(asking);
        let card = self.view.reply(&understood.answered, None, Beside::default());
        json::reply(asking.text, &understood, card.text.text())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use serde_json::Value;

    use super::*;
    use crate::knowledge::fixture;

    fn desk(json: bool) -> Desk {
        let args = Args { text: Vec::new(), lang: None, explain: false, json };
        Desk { answerer: Answerer::new(fixture::live()), view: View::load().unwrap(), args }
    }

    fn json(input: &[u8]) -> (Vec<Value>, bool) {
        let mut output = Vec::new();
        let all_read = desk(true).serve(input, &mut output).unwrap();
        let lines = String::from_utf8(output).unwrap();
        (lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect(), all_read)
    }

    #[test]
    fn every_key_is_there_on_every_outcome() {
        let keys =
            ["q", "outcome", "id", "department", "matter", "lang", "confidence", "candidates", "also_asked", "text"];
        let questions = ["Кто сажает деревья?", "Когда придёт пенсия", "Здравствуйте", ""];
        let input: String = questions.iter().map(|q| format!("{}\n", serde_json::json!({ "q": q }))).collect();
        let (replies, all_read) = json(input.as_bytes());
        assert!(all_read);
        for (reply, question) in replies.iter().zip(questions) {
            let found: Vec<&str> = reply.as_object().unwrap().keys().map(String::as_str).collect();
            let mut keys = keys.to_vec();
            keys.sort_unstable();
            let mut found = found;
            found.sort_unstable();
            assert_eq!(found, keys);
            assert_eq!(reply["q"], question);
            assert!(reply["candidates"].as_array().unwrap().len() >= 3, "{reply}");
            assert!(reply["candidates"].as_array().unwrap().iter().all(|c| c["score"].is_number()));
            assert!(!reply["text"].as_str().unwrap().is_empty());
        }
        let ids: Vec<_> = replies.iter().map(|reply| (&reply["outcome"], &reply["id"], &reply["department"])).collect();
        assert_eq!(ids[0], (&"answer".into(), &"trees".into(), &"town".into()));
        assert_eq!(ids[1], (&"decline".into(), &Value::Null, &Value::Null));
        assert_eq!(replies[1]["matter"], "pensions");
        assert_eq!(ids[2], (&"smalltalk".into(), &"smalltalk".into(), &Value::Null));
        assert_eq!(ids[3].0, "decline");
    }

    #[test]
    fn a_bad_line_has_its_error_in_its_place() {
        let input = b"{\"q\": \"Who plants trees?\", \"x\": [1], \"after\": null, \"lang\": \"de\"}\nnonsense\n\n[1]\n{\"q\": 1}\n\xff\n{\"q\": \"Hello\"}";
        let (replies, all_read) = json(input);
        assert!(!all_read);
        let wrong: Vec<bool> = replies.iter().map(|reply| reply.get("error").is_some()).collect();
        assert_eq!(wrong, [false, true, true, true, true, true, false]);
        assert_eq!(replies[0]["lang"], "en");
        assert_eq!(replies[6]["outcome"], "smalltalk");
    }

    #[test]
    fn lines_of_text_are_answered_one_by_one() {
        let mut output = Vec::new();
        assert!(desk(false).serve("Who plants trees?\n\nHello\n".as_bytes(), &mut output).unwrap());
        let replies = String::from_utf8(output).unwrap();
        assert!(replies.contains("Town Department") && replies.contains("greeting text\n\n"), "{replies}");
    }
}
