//! An announcement made ready: for each language the call that sends it, the one that corrects it, and what is kept of
//! its text.

use std::collections::BTreeMap;
use std::sync::Arc;

use search::Lang;

use crate::announce::compare::{fingerprint, sketch};
use crate::announce::plan::Plan;
use crate::clock::Timestamp;
use crate::ids::ChatId;
use crate::store::announcement::Announcement;
use crate::store::announcement_text::NewText;
use crate::view::{Outgoing, View};

/// What is sent to whom.
pub(super) struct Calls {
    people: BTreeMap<Lang, Arc<Outgoing>>,
    channel: Option<Arc<Outgoing>>,
    default: Lang,
}

impl Calls {
    /// The calls that send it, or, when `correct`, that correct it. `bot` is the bot's public name.
    pub(super) fn new(view: &View, one: &Announcement, plan: &Plan, default: Lang, bot: &str, correct: bool) -> Calls {
        let ask = plan.ask_url(one.id, bot);
        let call = |(lang, content)| {
            Arc::new(match correct {
                true => view.correction(lang, content, &plan.links, ask.as_deref()),
                false => view.announcement(lang, content, &plan.links, ask.as_deref()),
            })
        };
        let of = |lang: Lang| plan.version(lang).map(|version| (lang, call(version)));
        Calls {
            people: Lang::ALL.into_iter().filter_map(of).collect(),
            channel: plan.channel_version(default).map(call),
            default,
        }
    }

    /// What goes to this recipient; none: there is no version for them.
    pub(super) fn to(&self, chat: ChatId, lang: Option<Lang>) -> Option<Arc<Outgoing>> {
        match chat.0 < 0 {
            true => self.channel.clone(),
            false => self.people.get(&lang.unwrap_or(self.default)).cloned(),
        }
    }
}

/// What it says, as people get it, to be kept for telling later whether a text is this one.
pub(super) fn texts(view: &View, one: &Announcement, plan: &Plan, bot: &str, now: Timestamp) -> Vec<NewText> {
    let ask = plan.ask_url(one.id, bot);
    let sent = |lang, content| view.as_sent(lang, content, &plan.links, ask.as_deref());
    let texts = plan.texts.iter().map(|(lang, content)| (*lang, sent(*lang, content).compared()));
    let kept = |(lang, text): (Lang, String)| NewText {
        announcement: one.id,
        version: one.version,
        lang,
        at: now,
        fingerprint: fingerprint(&text),
        sketch: sketch(&text),
        text,
    };
    texts.filter(|(_, text)| !text.trim().is_empty()).map(kept).collect()
}
