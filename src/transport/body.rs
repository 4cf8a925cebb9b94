//! What a call of the Bot API carries: JSON, or, when a file goes along, a form of several parts. Built whole before the
//! first try, so that every try sends the same bytes.

use std::borrow::Cow;
use std::collections::hash_map::RandomState;
use std::hash::BuildHasher;

use serde::Serialize;

use super::api::Fault;

/// A file to be uploaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// What it is called on the other side: letters, digits, dots and hyphens.
    pub name: String,
    /// Its media type.
    pub mime: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// The body of a call.
#[derive(Clone)]
pub(super) struct Body {
    /// The value of `Content-Type`.
    pub(super) kind: Cow<'static, str>,
    pub(super) bytes: Vec<u8>,
}

impl Body {
    /// The payload as JSON.
    pub(super) fn json(payload: &impl Serialize) -> Result<Body, Fault> {
        let bytes =
            serde_json::to_vec(payload).map_err(|error| Fault::Refused { code: 0, description: error.to_string() })?;
        Ok(Body { kind: Cow::Borrowed("application/json"), bytes })
    }

    /// Fields and a file, which is the field `part`.
    pub(super) fn form(fields: &[(&str, &str)], part: &str, file: &File) -> Body {
        let border = border(fields, &file.bytes);
        let mut bytes = Vec::with_capacity(file.bytes.len() + 1024);
        for (name, value) in fields {
            let head = format!("--{border}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            bytes.extend_from_slice(head.as_bytes());
        }
        let name: String = file.name.chars().filter(|c| c.is_ascii_alphanumeric() || "._-".contains(*c)).collect();
        let head = format!(
            "--{border}\r\nContent-Disposition: form-data; name=\"{part}\"; filename=\"{name}\"\r\n\
             Content-Type: {}\r\n\r\n",
            file.mime
        );
        bytes.extend_from_slice(head.as_bytes());
        bytes.extend_from_slice(&file.bytes);
        bytes.extend_from_slice(format!("\r\n--{border}--\r\n").as_bytes());
        Body { kind: Cow::Owned(format!("multipart/form-data; boundary={border}")), bytes }
    }
}

/// A border that occurs in nothing that is sent.
fn border(fields: &[(&str, &str)], file: &[u8]) -> String {
    let random = RandomState::new();
    let mut candidates = (0u64..).map(|n| format!("part-{:016x}", random.hash_one(n)));
    let occurs = |border: &str| {
        fields.iter().any(|(_, value)| value.contains(border))
            || file.windows(border.len()).any(|window| window == border.as_bytes())
    };
    // Endless, so there is always one.
    candidates.find(|border| !occurs(border)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn a_form_has_its_fields_and_its_file_between_borders() {
        let file = File { name: "my \"data\".json".to_owned(), mime: "application/json", bytes: b"{\r\n}".to_vec() };
        let body = Body::form(&[("chat_id", "7"), ("caption", "Вот")], "document", &file);
        let border = body.kind.strip_prefix("multipart/form-data; boundary=").unwrap();
        let text = String::from_utf8(body.bytes).unwrap().replace(border, "B");
        assert_eq!(
            text,
            "--B\r\nContent-Disposition: form-data; name=\"chat_id\"\r\n\r\n7\r\n\
             --B\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nВот\r\n\
             --B\r\nContent-Disposition: form-data; name=\"document\"; filename=\"mydata.json\"\r\n\
             Content-Type: application/json\r\n\r\n{\r\n}\r\n--B--\r\n"
        );
    }
}
