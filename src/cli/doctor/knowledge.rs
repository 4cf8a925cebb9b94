//! The knowledge: whether the pack is in order, and whether the next start must train.

use std::path::Path;

use super::check::Check;
use crate::config::Config;
use crate::knowledge::cache::Cache;
use crate::knowledge::corpus;
use crate::knowledge::pack::Pack;

pub(super) fn checks(config: &Config) -> Vec<Check> {
    let pack = match Pack::read(config.pack.as_deref()) {
        Ok(pack) => pack,
        Err(error) => return vec![Check::failed("pack", format!("{error:#}: run `qaida pack check`"))],
    };
    if let Some(first) = pack.errors().next() {
        let all = pack.errors().count();
        return vec![Check::failed(
            "pack",
            format!("{all} errors, the first: {first}: run `qaida pack check` for all"),
        )];
    }
    let which = config.pack.as_ref().map_or("the one compiled in".to_owned(), |folder| folder.display().to_string());
    let entries = pack.knowledge.entries.len();
    let file = config.database_url.sqlite_file();
    let cache = file.map_or_else(Cache::of_user, |file| Cache::beside(Path::new(file)));
    let model = match cache.holds(&corpus::of(&pack.knowledge)) {
        true => Check::ok("model", "kept on disk: a start need not train"),
        false => Check::ok(
            "model",
            "not kept on disk for this pack (or staff have edited entries): the next start may train for some seconds",
        ),
    };
    vec![Check::ok("pack", format!("{which}, {entries} entries, in order")), model]
}
