//! Whether two pieces of work lie over each other; touching ends are fine.

use crate::record::HourEntry;
use crate::value::Day;

/// A stretch of time, in minutes from a fixed day; the end is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stretch {
    /// The first minute.
    pub from: i64,
    /// The minute after the last.
    pub to: i64,
}

impl Stretch {
    /// Whether the two share a minute.
    pub fn overlaps(self, other: Self) -> bool {
        self.from < other.to && other.from < self.to
    }
}

/// When the work of an entry took place; nothing where it has no times.
pub fn stretch(entry: &HourEntry) -> Option<Stretch> {
    let (from, to) = entry.from.zip(entry.to)?;
    let midnight = entry.on.since(Day::new(2000, 1, 1)?) * 1440;
    let end = if entry.overnight == Some(true) {
        1440 + to.minutes()
    } else {
        to.end_minutes()
    };
    Some(Stretch {
        from: midnight + from.minutes(),
        to: midnight + end,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Stretch {
        stretch(&toml::from_str(text).unwrap()).unwrap()
    }

    #[test]
    fn touching_ends_do_not_overlap() {
        let a = at("on = 2026-10-06\nfrom = 15:00:00\nto = 17:30:00");
        assert!(!a.overlaps(at("on = 2026-10-06\nfrom = 17:30:00\nto = 19:00:00")));
        assert!(a.overlaps(at("on = 2026-10-06\nfrom = 17:29:00\nto = 19:00:00")));
        let night = at("on = 2026-10-05\nfrom = 22:00:00\nto = 06:30:00\novernight = true");
        assert!(night.overlaps(at("on = 2026-10-06\nfrom = 06:00:00\nto = 07:00:00")));
        assert!(!night.overlaps(a));
    }
}
