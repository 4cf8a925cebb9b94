//! A database full of followers, and an announcement to them.

use std::path::{Path, PathBuf};
use std::time::Instant;

use qaida::announce::content::Content;
use qaida::announce::plan::{Audience, Plan};
use qaida::clock::Timestamp;
use qaida::ids::{AnnouncementId, ChatId, Kind, UpdateId};
use qaida::knowledge::entry::Knowledge;
use qaida::knowledge::pack::Pack;
use qaida::store::announcement::{self, Announcement, NewAnnouncement, State};
use qaida::store::{Store, delivery};
use search::Lang;

const NOW: Timestamp = Timestamp(1_700_000_000_000);
/// All in one statement each; a tenth speaks Kazakh, some follow two things.
const PEOPLE: &str = "
    WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < $1)
    INSERT INTO resident (chat_id, lang, first_seen, last_seen, blocked, after_entry, after_at)
    SELECT 100000000 + id * 7, CASE WHEN id % 10 = 0 THEN 'kk' ELSE '' END, 0, 0, FALSE, '', 0 FROM n";
const FOLLOW: &str = "
    INSERT INTO subscription (chat_id, aim, since) SELECT chat_id, $1, 0 FROM resident WHERE chat_id % 3 = $2";

/// A database and its followers.
pub struct Town {
    folder: PathBuf,
    knowledge: Knowledge,
    store: Store,
}

impl Town {
    /// So many people, each of whom follows something that the announcement is about.
    pub async fn of(folder: &Path, followers: i64) -> anyhow::Result<Town> {
        let folder = folder.to_owned();
        let knowledge = Pack::load(None)?;
        let url = format!("sqlite://{}", folder.join("qaida.db").display());
        let pool = sqlx::SqlitePool::connect(&url).await?;
        for table in ["delivery", "announcement_text", "announcement", "subscription", "resident"] {
            sqlx::query(sqlx::AssertSqlSafe(format!("DELETE FROM {table}"))).execute(&pool).await?;
        }
        sqlx::query(PEOPLE).bind(followers).execute(&pool).await?;
        let topic = knowledge.of_kind(Kind::Topic).next().expect("a topic");
        let department = topic.department.clone().expect("its department");
        for (rest, aim) in [topic.id.as_str(), department.as_str(), "city"].into_iter().enumerate() {
            sqlx::query(FOLLOW).bind(aim).bind(rest as i64).execute(&pool).await?;
        }
        pool.close().await;
        Ok(Town { folder, knowledge, store: Store::open(&url).await? })
    }

    fn plan(&self) -> Plan {
        let text = "Субботник в парке 30 ноября в 10:00. Инструмент выдадут на месте. ".repeat(5);
        let entry = self.knowledge.of_kind(Kind::Topic).next().map(|topic| topic.id.clone());
        let audience = Audience { channel: false, ..Audience::default() };
        let texts = [Lang::Ru, Lang::Kk].map(|lang| (lang, Content { text: text.clone(), ..Content::default() }));
        Plan { texts: texts.into(), entry, audience, ..Plan::default() }
    }

    /// A new announcement, confirmed.
    pub async fn announce(&self) -> anyhow::Result<AnnouncementId> {
        let update = UpdateId(std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?.as_nanos() as i64);
        let (chat, channel) = (ChatId(1), ChatId(-7));
        let new =
            NewAnnouncement { update, chat, by_name: String::new(), channel, body: self.plan().to_body(), post: 0 };
        let begun = self.store.write(move |c| {
            Box::pin(async move {
                let one = announcement::add(c, &new, NOW).await?;
                announcement::begin(c, one.id, State::Draft, NOW).await?;
                Ok(one.id)
            })
        });
        Ok(begun.await?)
    }

    /// Counts the recipients and writes them down, beside nothing else, and throws that away: how long it took to count
    /// them, to write them down, and, in milliseconds, how long the longest slice held the writer.
    pub async fn freeze(&self) -> anyhow::Result<(f64, f64, f64)> {
        let (id, reach) = (self.announce().await?, self.plan().reach(ChatId(-7), &self.knowledge));
        let begun = Instant::now();
        let expected = delivery::count(&mut self.store.read().await?, &reach).await?;
        let counted = begun.elapsed().as_secs_f64();
        let (begun, mut longest, mut after) = (Instant::now(), 0f64, Some(ChatId(0)));
        while let Some(from) = after {
            let (slice, reach) = (Instant::now(), reach.clone());
            let writing = self
                .store
                .write(move |c| Box::pin(async move { delivery::freeze(c, id, &reach, from, delivery::SLICE).await }));
            after = writing.await?;
            longest = longest.max(slice.elapsed().as_secs_f64() * 1000.0);
        }
        let frozen = begun.elapsed().as_secs_f64();
        let total = self.last().await?.tally.total;
        anyhow::ensure!(total == expected, "{total} written down, {expected} counted");
        // It is not to be sent: the next one is, in the program.
        self.store.write(move |c| Box::pin(announcement::turn(c, id, State::Freezing, State::Stopped))).await?;
        Ok((counted, frozen, longest))
    }

    async fn last(&self) -> anyhow::Result<Announcement> {
        let all = announcement::of_channel(&mut self.store.read().await?, ChatId(-7)).await?;
        all.into_iter().next().ok_or_else(|| anyhow::anyhow!("there is no announcement"))
    }

    /// Whether the newest announcement is in this state.
    pub async fn is(&self, state: State) -> anyhow::Result<bool> {
        Ok(self.last().await?.state == state)
    }

    /// How many have the newest announcement. Between two paces the program is killed: what was on its way then is
    /// unknown.
    pub async fn sent(&self) -> anyhow::Result<i64> {
        let one = self.last().await?;
        anyhow::ensure!(one.tally.blocked + one.tally.refused == 0, "{:?}", one.tally);
        Ok(one.tally.sent)
    }

    /// How large the file is.
    pub fn mebibytes(&self) -> f64 {
        let size = std::fs::metadata(self.folder.join("qaida.db")).map_or(0, |file| file.len());
        size as f64 / 1024.0 / 1024.0
    }

    /// Takes the announcements away; people go with the next town.
    pub fn remove(self) -> anyhow::Result<()> {
        drop(self.store);
        Ok(())
    }
}
