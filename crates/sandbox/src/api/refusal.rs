//! Refusals in the words of the real Bot API: programs tell them apart by the description.

use serde_json::{Value, json};

/// Why a call was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: u16,
    pub(super) description: String,
    pub(super) retry_after: Option<u64>,
    /// The supergroup that a group became.
    pub(super) migrate_to: Option<i64>,
}

impl Refusal {
    pub(super) fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), retry_after: None, migrate_to: None }
    }

    /// 400, with what follows "Bad Request: ".
    pub(super) fn bad(what: impl AsRef<str>) -> Self {
        Self::new(400, format!("Bad Request: {}", what.as_ref()))
    }

    pub(super) fn forbidden(what: &str) -> Self {
        Self::new(403, format!("Forbidden: {what}"))
    }

    pub(super) fn conflict(what: &str) -> Self {
        Self::new(409, format!("Conflict: {what}"))
    }

    pub(super) fn too_many_requests(retry_after: u64) -> Self {
        let description = format!("Too Many Requests: retry after {retry_after}");
        Self { retry_after: Some(retry_after), ..Self::new(429, description) }
    }

    /// The group is another chat now.
    pub(super) fn migrated(to: i64) -> Self {
        Self { migrate_to: Some(to), ..Self::bad("group chat was upgraded to a supergroup chat") }
    }

    /// The body of the response.
    pub(super) fn body(&self) -> Value {
        let mut body = json!({ "ok": false, "error_code": self.code, "description": self.description });
        let parameters = match (self.retry_after, self.migrate_to) {
            (Some(seconds), _) => json!({ "retry_after": seconds }),
            (None, Some(to)) => json!({ "migrate_to_chat_id": to }),
            (None, None) => return body,
        };
        if let Some(fields) = body.as_object_mut() {
            fields.insert("parameters".to_owned(), parameters);
        }
        body
    }
}
