//! One hour entry: how long it is, and whether it stands verified on a day.

use crate::record::HourEntry;
use crate::value::{Day, Minutes, Span, split_at_midnight};

/// Where an entry stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not known yet: worked or typed after that day.
    NotYet,
    /// Voided: it counts nowhere.
    Void,
    /// Not verified.
    Pending,
    /// Changed by hand since it was verified, or verified without saying what was seen: pending,
    /// until it is verified again.
    Changed,
    /// Verified on the day given.
    Verified(Day),
}

/// The minutes worked: from start to end, or the bare minutes, less the break.
/// Nothing where the entry makes no sense: no time at all, an end before its start, a break as
/// long as the shift, times and minutes both.
pub fn net_minutes(entry: &HourEntry) -> Option<Minutes> {
    let span = match (entry.from, entry.to, entry.minutes) {
        (Some(from), Some(to), None) => Span::Clock { from, to },
        (None, None, Some(minutes)) => Span::Length(minutes),
        _ => return None,
    };
    let gross = span.length(entry.overnight == Some(true))?;
    let net = gross - entry.break_minutes.unwrap_or_default();
    (net > Minutes::ZERO && net <= Minutes(1440)).then_some(net)
}

/// Where an entry stands on the as-of day.
pub fn standing(entry: &HourEntry, as_of: Day) -> Standing {
    if entry.on > as_of || entry.logged.is_some_and(|logged| logged > as_of) {
        return Standing::NotYet;
    }
    if entry.void.is_some_and(|void| void <= as_of) {
        return Standing::Void;
    }
    match entry.verified {
        Some(verified) if verified <= as_of => {
            if entry.seen.is_some() && entry.seen == net_minutes(entry) {
                Standing::Verified(verified)
            } else {
                Standing::Changed
            }
        }
        _ => Standing::Pending,
    }
}

/// The net minutes of an entry on the day it began and on the next: a night has minutes on both.
pub fn by_day(entry: &HourEntry) -> [(Day, Minutes); 2] {
    let net = net_minutes(entry).unwrap_or_default();
    let (first, second) = match (entry.from, entry.to) {
        (Some(from), Some(to)) if entry.overnight == Some(true) && !net.is_zero() => {
            split_at_midnight(from, to, entry.break_minutes.unwrap_or_default())
        }
        _ => (net, Minutes::ZERO),
    };
    [(entry.on, first), (entry.on.plus(1), second)]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str) -> HourEntry {
        toml::from_str(text).unwrap()
    }

    fn day(text: &str) -> Day {
        Day::iso(text).unwrap()
    }

    #[test]
    fn minutes_are_start_to_end_less_the_break() {
        for (text, minutes) in [
            ("from = 15:00:00\nto = 18:30:00", Some(210)),
            (
                "from = 08:00:00\nto = 16:50:00\nbreak_minutes = 30",
                Some(500),
            ),
            (
                "from = 22:00:00\nto = 06:30:00\novernight = true\nbreak_minutes = 30",
                Some(480),
            ),
            ("from = 18:00:00\nto = 00:00:00", Some(360)),
            ("minutes = 180", Some(180)),
            ("minutes = 0", None),
            ("minutes = 1441", None),
            ("from = 18:00:00\nto = 15:00:00", None),
            ("from = 15:00:00\nto = 15:30:00\nbreak_minutes = 30", None),
            ("from = 15:00:00\nto = 15:30:00\nminutes = 30", None),
            ("from = 15:00:00", None),
            ("", None),
        ] {
            let net = net_minutes(&entry(&format!("on = 2026-10-06\n{text}")));
            assert_eq!(net.map(|net| net.0), minutes, "{text}");
        }
    }

    #[test]
    fn an_entry_stands_as_it_did_on_that_day() {
        let verified = entry(
            "on = 2026-10-06\nminutes = 180\nlogged = 2026-10-07\nverified = 2026-10-09\nseen = 180\nvoid = 2026-11-01",
        );
        for (on, expected) in [
            ("2026-10-05", Standing::NotYet),
            ("2026-10-06", Standing::NotYet),
            ("2026-10-07", Standing::Pending),
            ("2026-10-09", Standing::Verified(day("2026-10-09"))),
            ("2026-11-01", Standing::Void),
        ] {
            assert_eq!(standing(&verified, day(on)), expected, "{on}");
        }
    }

    #[test]
    fn an_edit_by_hand_takes_the_verification_back() {
        let changed = entry("on = 2026-10-06\nminutes = 240\nverified = 2026-10-09\nseen = 180");
        assert_eq!(standing(&changed, day("2026-10-10")), Standing::Changed);
        let unseen = entry("on = 2026-10-06\nminutes = 240\nverified = 2026-10-09");
        assert_eq!(standing(&unseen, day("2026-10-10")), Standing::Changed);
    }
}
