//! The pack's files as they are written: TOML, one file an entry. Everything is optional here, so that the check can
//! say in our words what is missing; keys nobody knows are refused.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::policies::PoliciesFile;
use crate::knowledge::entry::PerLang;

/// The format these files are in; written in `pack.toml`.
pub(super) const FORMAT: u32 = 1;

/// A text in each language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub kk: Option<Spanned<String>>,
    pub ru: Option<Spanned<String>>,
    pub en: Option<Spanned<String>>,
}

impl Words {
    pub(super) fn into_langs(self) -> PerLang<Option<Spanned<String>>> {
        PerLang { kk: self.kk, ru: self.ru, en: self.en }
    }
}

/// A list of texts in each language.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Lists {
    pub kk: Vec<String>,
    pub ru: Vec<String>,
    pub en: Vec<String>,
}

impl From<Lists> for PerLang<Vec<String>> {
    fn from(lists: Lists) -> Self {
        PerLang { kk: lists.kk, ru: lists.ru, en: lists.en }
    }
}

/// A way to reach a department.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ContactFile {
    pub kind: Spanned<String>,
    pub value: Spanned<String>,
    pub source: Spanned<String>,
}

/// One entry of any kind. Which keys a kind may have, `read` knows.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EntryFile {
    pub source: Option<Spanned<String>>,
    pub elsewhere_source: Option<Spanned<String>>,
    pub announced: Option<Spanned<String>>,
    pub since: Option<Spanned<String>>,
    pub until: Option<Spanned<String>>,
    pub department: Option<Spanned<String>>,
    pub successor: Option<Spanned<String>>,
    pub former: Option<Spanned<Vec<Spanned<String>>>>,
    pub reading: Option<Spanned<String>>,
    pub emergency: Option<Spanned<bool>>,
    pub show_name: Option<Spanned<bool>>,
    pub review_by: Option<Spanned<String>>,
    #[serde(default)]
    pub owner: String,
    pub name: Option<Spanned<Words>>,
    pub text: Option<Spanned<Words>>,
    pub reading_note: Option<Spanned<Words>>,
    pub elsewhere: Option<Spanned<Words>>,
    pub keywords: Option<Spanned<Lists>>,
    pub examples: Option<Spanned<Words>>,
    pub contacts: Option<Spanned<Vec<ContactFile>>>,
}

/// `pack.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PackFile {
    pub format: Spanned<u32>,
    pub id: Spanned<String>,
    pub default_lang: Spanned<String>,
    pub timezone: Spanned<String>,
    pub city: Option<Spanned<Words>>,
    pub welcome: Option<Spanned<Words>>,
    pub starters: Option<Spanned<Lists>>,
    #[serde(default)]
    pub source: BTreeMap<Spanned<String>, SourceFile>,
    #[serde(default)]
    pub policies: PoliciesFile,
}

/// One source.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct SourceFile {
    pub language: String,
    pub title: String,
    pub outlet: String,
    pub url: String,
    pub published: Option<Spanned<String>>,
    pub announced: Option<Spanned<String>>,
    pub since: Option<Spanned<String>>,
    pub review_by: Option<Spanned<String>>,
    pub announced_words: Option<Spanned<Words>>,
    pub in_words: Option<Spanned<Words>>,
}
