//! The digest: once a day, in the morning, staff are told in General what happened and what is to be done.

use jiff::civil::{Date, DateTime};

use crate::bot::failure::Failure;
use crate::bot::services::Services;
use crate::clock::Timestamp;
use crate::desk::Group;
use crate::desk::digest::{Span, local};
use crate::store::meta;

/// The longest time it is about, in milliseconds.
const LONGEST: i64 = 7 * 24 * 60 * 60 * 1000;

/// What is to be done now about the digest.
#[derive(Debug, PartialEq, Eq)]
enum Due {
    /// Nothing.
    Nothing,
    /// There never was one: the first comes on the morning after this day.
    After(Date),
    /// It is sent as this day's.
    Now(Date),
}

impl Services {
    /// Sends the digest when it is time for it and the owner wants one. Nothing is sent when nothing happened.
    ///
    /// The day is noted before anything is sent, so that a crash never makes two of one day. It costs this: when the
    /// server dies at that moment, or Telegram cannot be reached then, that day has none; what it would have told is
    /// told the next day, because the time it is about ends only once it is out.
    pub(super) async fn digest(&self, group: Group) -> Result<(), Failure> {
        let Some(hour) = self.policies().await?.digest_hour else { return Ok(()) };
        let (now, zone) = (self.clock.now(), self.answerer.snapshot().knowledge.info.zone());
        let (last, until) = {
            let c = &mut self.store.read().await?;
            (meta::get(c, meta::DIGEST_DAY).await?, meta::get(c, meta::DIGEST_UNTIL).await?)
        };
        let (day, send) = match due(last.as_deref().and_then(|day| day.parse().ok()), local(now, &zone), hour) {
            Due::Nothing => return Ok(()),
            Due::After(day) => (day, false),
            Due::Now(day) => (day, true),
        };
        let is_ours = self.store.write(move |c| {
            let day = day.to_string();
            Box::pin(async move { meta::change(c, meta::DIGEST_DAY, last.as_deref(), &day).await })
        });
        if !is_ours.await? || !send {
            return Ok(());
        }
        let since = since(until.and_then(|until| until.parse().ok()).map(Timestamp), now);
        let digest = self.desk.digest(group, Span { since, until: now, zone }, &self.answerer).await?;
        if !digest.is_empty() {
            let card = self.view.digest(self.lang_of_staff(group), &digest);
            self.tell_in(group.chat, None, &card).await.map_err(Failure::Desk)?;
            log::info!(questions = digest.asked.all(); "the digest was sent to staff");
        }
        let write = self
            .store
            .write(move |c| Box::pin(async move { meta::set(c, meta::DIGEST_UNTIL, &now.0.to_string()).await }));
        Ok(write.await?)
    }
}

/// Whether it is time, from this hour on, when the last one was of this day. A day that is yet to come is of a clock that was wrong.
fn due(last: Option<Date>, now: DateTime, hour: u8) -> Due {
    let (today, is_time) = (now.date(), now.hour() >= i8::try_from(hour).unwrap_or(i8::MAX));
    match last {
        // A group that was just set up need not be told of what it has in front of it.
        None => Due::After(if is_time { today } else { today.yesterday().unwrap_or(today) }),
        Some(last) if last != today && is_time => Due::Now(today),
        Some(_) => Due::Nothing,
    }
}

/// Since when staff have not been told, a week at most.
fn since(until: Option<Timestamp>, now: Timestamp) -> Timestamp {
    let longest = now.plus(-LONGEST);
    until.filter(|until| *until <= now).map_or(longest, |until| until.max(longest))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn it_is_due_once_a_day_from_nine_on() {
        let due = |last: Option<&str>, now: &str| due(last.map(|day| day.parse().unwrap()), now.parse().unwrap(), 9);
        let day = |day: &str| day.parse::<Date>().unwrap();
        assert_eq!(due(None, "2026-11-28T08:59:59"), Due::After(day("2026-11-27")));
        assert_eq!(due(None, "2026-11-28T09:00:00"), Due::After(day("2026-11-28")));
        assert_eq!(due(Some("2026-11-27"), "2026-11-28T08:59:59"), Due::Nothing);
        assert_eq!(due(Some("2026-11-27"), "2026-11-28T09:00:00"), Due::Now(day("2026-11-28")));
        assert_eq!(due(Some("2026-11-28"), "2026-11-28T23:59:59"), Due::Nothing);
        assert_eq!(due(Some("2026-11-20"), "2026-11-28T17:00:00"), Due::Now(day("2026-11-28")));
        // The clock was wrong, and was put right.
        assert_eq!(due(Some("2031-01-01"), "2026-11-28T10:00:00"), Due::Now(day("2026-11-28")));
    }

    #[test]
    fn it_is_about_the_time_since_the_last_one_and_a_week_at_most() {
        let now = Timestamp(100 * LONGEST);
        assert_eq!(since(None, now), now.plus(-LONGEST));
        assert_eq!(since(Some(now.plus(-5)), now), now.plus(-5));
        assert_eq!(since(Some(now.plus(-2 * LONGEST)), now), now.plus(-LONGEST));
        assert_eq!(since(Some(now.plus(5)), now), now.plus(-LONGEST));
    }
}
