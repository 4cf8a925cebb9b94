//! Parameters of a call, however they came: JSON, a form, multipart or the query string. Outside JSON everything
//! is text, and lists and objects are JSON in text; the real API reads both the same way, and so does this.

use std::collections::BTreeMap;

use axum::{
    body::Bytes,
    extract::{Form, FromRequest, Multipart, Query, Request},
    http::header::CONTENT_TYPE,
};
use serde_json::{Map, Value, json};

use super::refusal::Refusal;

/// A file that came with the call.
#[derive(Debug, Clone)]
pub(super) struct Upload {
    pub(super) name: String,
    pub(super) mime: String,
    pub(super) bytes: Bytes,
}

/// The parameters.
#[derive(Debug, Default)]
pub(super) struct Params {
    values: Map<String, Value>,
    files: BTreeMap<String, Upload>,
}

impl Params {
    /// Reads them from a request; the body's size is limited by the router.
    pub(super) async fn read(request: Request) -> Result<Self, Refusal> {
        let mut params = Self::default();
        if let Ok(Query(query)) = Query::<BTreeMap<String, String>>::try_from_uri(request.uri()) {
            params.add_texts(query);
        }
        let kind =
            request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
        if kind.starts_with("application/json") {
            params.read_json(request).await?;
        } else if kind.starts_with("multipart/form-data") {
            params.read_multipart(request).await?;
        } else if kind.starts_with("application/x-www-form-urlencoded") {
            let Form(form) = Form::<BTreeMap<String, String>>::from_request(request, &())
                .await
                .map_err(|_| Refusal::bad("can't parse the form"))?;
            params.add_texts(form);
        }
        Ok(params)
    }

    fn add_texts(&mut self, texts: BTreeMap<String, String>) {
        self.values.extend(texts.into_iter().map(|(name, text)| (name, Value::String(text))));
    }

    async fn read_json(&mut self, request: Request) -> Result<(), Refusal> {
        let refused = || Refusal::bad("can't parse request body JSON object");
        let body = Bytes::from_request(request, &()).await.map_err(|_| refused())?;
        if !body.is_empty() {
            self.values.extend(serde_json::from_slice::<Map<String, Value>>(&body).map_err(|_| refused())?);
        }
        // A parameter that is null is one that was not given.
        self.values.retain(|_, value| !value.is_null());
        Ok(())
    }

    async fn read_multipart(&mut self, request: Request) -> Result<(), Refusal> {
        let refused = |_| Refusal::bad("can't parse multipart/form-data");
        let mut parts = Multipart::from_request(request, &()).await.map_err(|_| Refusal::bad("boundary is missing"))?;
        while let Some(part) = parts.next_field().await.map_err(refused)? {
            let name = part.name().unwrap_or_default().to_owned();
            let mime = part.content_type().unwrap_or("application/octet-stream").to_owned();
            match part.file_name().map(str::to_owned) {
                Some(file_name) => {
                    let bytes = part.bytes().await.map_err(refused)?;
                    self.files.insert(name, Upload { name: file_name, mime, bytes });
                }
                None => {
                    let text = part.text().await.map_err(refused)?;
                    self.values.insert(name, Value::String(text));
                }
            }
        }
        Ok(())
    }

    /// A chat named within another parameter.
    pub(super) fn of_chat(id: Value) -> Self {
        Self { values: Map::from_iter([("chat_id".to_owned(), id)]), files: BTreeMap::new() }
    }

    /// What an object within another parameter holds, with the files of the whole call.
    pub(super) fn within(&self, object: &Value) -> Self {
        let mut values = object.as_object().cloned().unwrap_or_default();
        values.retain(|_, value| !value.is_null());
        Self { values, files: self.files.clone() }
    }

    /// Text; numbers are taken as they were written.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        match self.values.get(name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    pub(super) fn integer(&self, name: &str) -> Option<i64> {
        match self.values.get(name)? {
            Value::String(text) => text.trim().parse().ok(),
            value => value.as_i64(),
        }
    }

    pub(super) fn flag(&self, name: &str) -> bool {
        match self.values.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => matches!(text.as_str(), "true" | "True" | "1" | "yes"),
            Some(Value::Number(number)) => number.as_i64() != Some(0),
            _ => false,
        }
    }

    /// A list or an object, given as such or as JSON in text.
    pub(super) fn json(&self, name: &str) -> Result<Option<Value>, Refusal> {
        match self.values.get(name) {
            None => Ok(None),
            Some(Value::String(text)) if text.is_empty() => Ok(None),
            Some(Value::String(text)) => serde_json::from_str(text)
                .map(Some)
                .map_err(|_| Refusal::bad(format!("can't parse {} JSON object", name.replace('_', " ")))),
            Some(value) => Ok(Some(value.clone())),
        }
    }

    pub(super) fn list(&self, name: &str) -> Result<Option<Vec<Value>>, Refusal> {
        match self.json(name)? {
            None => Ok(None),
            Some(Value::Array(list)) => Ok(Some(list)),
            Some(_) => Err(Refusal::bad(format!("can't parse {name}: expected an Array"))),
        }
    }

    /// The file given for a parameter: directly, or as `attach://` and the name of a part.
    pub(super) fn upload(&self, name: &str) -> Option<&Upload> {
        let attached = self.text(name);
        let part = attached.as_deref().and_then(|text| text.strip_prefix("attach://")).unwrap_or(name);
        self.files.get(part)
    }

    /// For the log of calls: files by name and size only.
    pub(super) fn to_log(&self) -> Value {
        let files = self.files.iter().map(|(part, file)| {
            (part.clone(), json!({ "file": file.name, "mime": file.mime, "bytes": file.bytes.len() }))
        });
        Value::Object(self.values.clone().into_iter().chain(files).collect())
    }
}

#[cfg(test)]
impl Params {
    pub(super) fn of(values: Value) -> Self {
        let values = values.as_object().cloned().unwrap_or_default();
        Self { values, files: BTreeMap::new() }
    }
}
