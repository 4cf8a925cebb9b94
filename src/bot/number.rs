//! The number of a question. Its buttons carry it before it is stored, and an update that is handled again after a
//! crash must give the same one, or the buttons of the answer that went out first would be dead. So it is made of the
//! update itself: the hour, and a stamp that leads nobody back to the update.

use crate::clock::Timestamp;
use crate::ids::{QuestionId, UpdateId};
use crate::transport::Sender;

/// An hour in milliseconds: how exactly the number tells when the question was asked.
const HOUR: i64 = 3_600_000;
/// Bits of the stamp. Those above it hold the hour, so that numbers grow with time.
const STAMP: u32 = 42;

/// The number of the question that came in this update, which was stored at this moment.
pub(super) fn number(sender: &Sender, update: UpdateId, received: Timestamp) -> QuestionId {
    let of = [update.0.to_be_bytes(), received.0.to_be_bytes()].concat();
    let stamp = sender.stamp(&of) & ((1 << STAMP) - 1);
    QuestionId((received.0.div_euclid(HOUR) << STAMP) | i64::try_from(stamp).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::config::Token;
    use crate::transport::Rules;

    fn of(token: &str, update: i64, received: i64) -> i64 {
        let sender = Sender::new(&Token::new(token), None, Rules::default()).unwrap();
        number(&sender, UpdateId(update), Timestamp(received)).0
    }

    #[test]
    fn the_same_update_has_the_same_number_and_nobody_can_tell_which_it_was() {
        let at = 1_790_000_000_000;
        assert_eq!(of("1:a", 7, at), of("1:a", 7, at));
        let others = [of("1:a", 8, at), of("1:a", 7, at + 1), of("1:b", 7, at)];
        assert!(others.iter().all(|other| *other != of("1:a", 7, at)));
        assert!(of("1:a", 7, at) > 0 && of("1:a", 1, at + HOUR) > of("1:a", 9, at));
    }
}
