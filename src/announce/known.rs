//! Everything that was sent, at hand: which announcement a text is one of, or a post of a channel. By what texts are
//! recognised is kept in memory; the texts themselves are read only where one may be it.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use super::compare::{ENOUGH, fingerprint, near, sketch};
use super::judge::{Finding, Sent, judge};
use super::plan::Plan;
use crate::clock::Timestamp;
use crate::ids::{AnnouncementId, ChatId};
use crate::store::announcement::{self, Announcement};
use crate::store::announcement_text::{self, SentText, Trace};
use crate::store::{Conn, Store, StoreError, received};

/// So many texts are kept at hand, the newest.
const KEPT: i64 = 4000;
/// So many announcements at most are compared word by word.
const COMPARED: usize = 8;
/// A text of so many words is looked for among what was sent up to now; nearly every announcement has as many, and most
/// questions have fewer.
const LONG: usize = 8;
/// How long it is believed, for a shorter one, that nothing was sent, and for any that nothing was corrected:
/// milliseconds.
const LOOK: i64 = 1000;
const GOOD_FOR: i64 = 60_000;
/// Hexadecimal digits of a hash of a sketch.
const WIDTH: usize = 8;

/// What was found out about a text.
#[derive(Clone, Debug)]
pub struct Found {
    /// The announcement.
    pub announcement: Announcement,
    /// What it says now, in the language at hand.
    pub text: SentText,
    /// What the text is of it.
    pub finding: Finding,
}

/// By what all that was sent is recognised. Clones share it.
#[derive(Clone)]
pub struct Known {
    store: Store,
    list: Arc<Mutex<Arc<List>>>,
}

/// What is known, and of when that is.
struct List {
    traces: Arc<Traces>,
    newest: Option<(i64, i64, String)>,
    read: Timestamp,
    looked: Timestamp,
}

#[derive(Default)]
struct Traces {
    all: Vec<Trace>,
    /// The hashes of all of them, for telling in no time that a text is none of them.
    hashes: HashSet<Box<[u8]>>,
}

impl Known {
    /// What this database knows.
    pub fn new(store: Store) -> Known {
        let long_ago = Timestamp(i64::MIN / 2);
        let list = List { traces: Arc::default(), newest: None, read: long_ago, looked: long_ago };
        Known { store, list: Arc::new(Mutex::new(Arc::new(list))) }
    }

    /// Which announcement a text is one of.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn find(&self, text: &str, now: Timestamp) -> Result<Option<Found>, StoreError> {
        let long = text.split_whitespace().nth(LONG - 1).is_some();
        let near = self.traces(now, long).await?.near(text);
        if near.is_empty() {
            return Ok(None);
        }
        let mut c = self.store.read().await?;
        let mut all = Vec::new();
        for id in near {
            all.extend(sent(&mut c, id).await?);
        }
        found(&mut c, judge(text, &all)).await
    }

    /// What a text is of this announcement, whatever it is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn beside(&self, text: &str, id: AnnouncementId) -> Result<Option<Found>, StoreError> {
        let mut c = self.store.read().await?;
        let all = sent(&mut c, id).await?;
        let nothing = text.trim().is_empty() && all.iter().all(|sent| sent.text.text.trim().is_empty());
        let other = || all.first().map(|sent| (sent, if nothing { Finding::Same } else { Finding::Other }));
        found(&mut c, judge(text, &all).or_else(other)).await
    }

    /// The announcement that this post of a channel shows, or was made from.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of_post(&self, channel: ChatId, post: i64) -> Result<Option<AnnouncementId>, StoreError> {
        let mut c = self.store.read().await?;
        if let Some(id) = received::of_post(&mut c, channel, post).await? {
            return Ok(Some(id));
        }
        announcement::of_post(&mut c, channel, post).await
    }

    /// By what texts are recognised, as of just now or, unless it is `urgent`, a moment ago.
    async fn traces(&self, now: Timestamp, urgent: bool) -> Result<Arc<Traces>, StoreError> {
        let have = Arc::clone(&self.list.lock().unwrap_or_else(PoisonError::into_inner));
        let within = |since: Timestamp, long: i64| (0..long).contains(&now.0.saturating_sub(since.0));
        if !urgent && within(have.looked, LOOK) {
            return Ok(Arc::clone(&have.traces));
        }
        let mut c = self.store.read().await?;
        let newest = announcement_text::newest(&mut c).await?;
        let good = within(have.read, GOOD_FOR) && newest == have.newest;
        let (traces, read) = match good {
            true => (Arc::clone(&have.traces), have.read),
            false => (Arc::new(Traces::of(announcement_text::recent(&mut c, KEPT).await?)), now),
        };
        let list = Arc::new(List { traces: Arc::clone(&traces), newest, read, looked: now });
        *self.list.lock().unwrap_or_else(PoisonError::into_inner) = list;
        Ok(traces)
    }
}

impl Traces {
    fn of(all: Vec<Trace>) -> Traces {
        let hashes = all.iter().flat_map(|trace| runs(&trace.sketch)).map(Box::from).collect();
        Traces { all, hashes }
    }

    /// The announcements that a text may be one of, newest first.
    fn near(&self, text: &str) -> Vec<AnnouncementId> {
        let sketch = sketch(text);
        if !sketch.is_empty() && !runs(&sketch).any(|run| self.hashes.contains(run)) {
            return Vec::new();
        }
        let print = fingerprint(text);
        let likeness = |trace: &Trace| match trace.fingerprint == print {
            true => 2.0,
            false => near(&sketch, &trace.sketch),
        };
        let mut near: Vec<(f64, AnnouncementId)> =
            self.all.iter().map(|trace| (likeness(trace), trace.announcement)).collect();
        near.retain(|(likeness, _)| *likeness >= ENOUGH);
        near.sort_by(|(one, _), (other, _)| other.total_cmp(one));
        let mut ids: Vec<AnnouncementId> = Vec::new();
        for (_, id) in near {
            if !ids.contains(&id) && ids.len() < COMPARED {
                ids.push(id);
            }
        }
        ids.sort_by_key(|id| std::cmp::Reverse(id.0));
        ids
    }
}

fn runs(sketch: &str) -> impl Iterator<Item = &[u8]> {
    sketch.as_bytes().chunks_exact(WIDTH)
}

/// All that an announcement ever said. The caption of an album counts without the lines that stand for buttons, too:
/// so it stands in a channel where the admins posted it themselves, and people copy just what it says.
async fn sent(c: &mut Conn, announcement: AnnouncementId) -> Result<Vec<Sent>, StoreError> {
    let texts = announcement_text::of_announcement(c, announcement).await?;
    let one = announcement::get(c, announcement).await?;
    let version = one.as_ref().map(|one| one.version);
    let plan = one.map(|one| Plan::parse(&one.body)).unwrap_or_default();
    let bare = |text: &SentText| {
        let now = plan.texts.iter().find(|(lang, _)| lang.code() == text.lang && version == Some(text.version));
        let (_, content) = now.filter(|(_, content)| content.is_album())?;
        let bare = content.compared();
        (bare != text.text && !bare.trim().is_empty()).then(|| SentText { text: bare, ..text.clone() })
    };
    let both = texts.into_iter().flat_map(|text| {
        let bare = bare(&text);
        std::iter::once(text).chain(bare)
    });
    Ok(both.map(|text| Sent { announcement, text }).collect())
}

async fn found(c: &mut Conn, judged: Option<(&Sent, Finding)>) -> Result<Option<Found>, StoreError> {
    let Some((sent, finding)) = judged else { return Ok(None) };
    let announcement = announcement::get(c, sent.announcement).await?.filter(|one| one.state.is_out());
    Ok(announcement.map(|announcement| Found { announcement, text: sent.text.clone(), finding }))
}
