//! What the check of a pack finds: where, what, and what to do about it.

use std::fmt;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The pack cannot be used.
    Error,
    /// The pack can be used, but somebody should look.
    Warning,
}

/// One thing the check found.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file, with the pack's folder before it.
    pub file: String,
    /// The line in it, from 1.
    pub line: usize,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub advice: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.severity == Severity::Warning { "warning: " } else { "" };
        write!(f, "{}:{}: {mark}{}; {}", self.file, self.line, self.message, self.advice)
    }
}

/// Collects the findings of one file, whose text gives the lines.
pub(super) struct Desk<'a> {
    file: &'a str,
    text: &'a str,
    found: &'a mut Vec<Finding>,
}

impl<'a> Desk<'a> {
    /// For this file with this text.
    pub(super) fn new(file: &'a str, text: &'a str, found: &'a mut Vec<Finding>) -> Desk<'a> {
        Desk { file, text, found }
    }

    /// Notes an error at this byte of the file.
    pub(super) fn error(&mut self, at: usize, message: impl Into<String>, advice: impl Into<String>) {
        self.note(Severity::Error, at, message.into(), advice.into());
    }

    /// Notes a warning at this byte of the file.
    pub(super) fn warning(&mut self, at: usize, message: impl Into<String>, advice: impl Into<String>) {
        self.note(Severity::Warning, at, message.into(), advice.into());
    }

    /// The text of the file.
    pub(super) fn text(&self) -> &'a str {
        self.text
    }

    fn note(&mut self, severity: Severity, at: usize, message: String, advice: String) {
        let line = line_of(self.text, at);
        self.found.push(Finding { file: self.file.to_owned(), line, severity, message, advice });
    }
}

/// The line, from 1, that this byte is in.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}
