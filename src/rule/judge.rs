//! Whether one hour entry is summed, into what, or why it is left out: the only place that decides.

use crate::record::{HourEntry, Settings};
use crate::value::{Day, Minutes};

use super::enrolled::Enrolled;
use super::entry::{Standing, by_day, net_minutes, standing};
use super::frame::Frame;

/// What becomes of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stands in a sum.
    Summed(Summed),
    /// It counts nowhere.
    LeftOut(LeftOut),
}

/// Where an entry stands, and with how many minutes of which day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Summed {
    /// The number of its enrolment on the roll.
    pub enrolment: usize,
    /// Which sum it stands in.
    pub sum: Sum,
    /// The day it began and the next, each with its minutes within the days asked about; an
    /// overnight shift has minutes on both, any other shift on the first alone.
    pub days: [(Day, Minutes); 2],
}

/// The sums that an entry can stand in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sum {
    /// Verified, and it counts.
    Counted,
    /// Verified, but hours of its kind or activity do not count.
    Verified,
    /// It would count if it were verified.
    Pending,
    /// It would count if it had not been verified after the cutoff.
    Late,
}

/// Why an entry counts nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeftOut {
    /// Worked or typed after the as-of day.
    NotYet,
    /// Voided.
    Void,
    /// No length can be made of it: no time at all, an end before its start, a break as long as
    /// the shift, times and minutes both.
    Impossible,
    /// Its activity is not one student's: events have no hours.
    Event,
    /// Its experience names no student.
    NoStudent,
    /// Its experience names several students.
    ManyStudents,
    /// The student's record is missing, or cannot be read.
    UnknownStudent,
    /// Its experience names no pathway.
    NoPathway,
    /// Its day lies outside the student's enrolments in the pathway.
    OutsideEnrolment,
    /// Its day lies outside the days asked about.
    OutsideDays,
    /// Not verified in time, and hours of its kind or activity do not count.
    DoesNotCount,
}

/// What an experience is to the entries in it.
#[derive(Clone, Copy, Debug)]
pub enum Host<'a> {
    /// One student's, in a pathway.
    Placement {
        /// The student's stays in that pathway, by their first day; may be none.
        stays: &'a [Enrolled],
        /// The number of the first of them on the roll.
        first: usize,
        /// Whether hours of its activity count there.
        counts: bool,
    },
    /// Nobody's: its entries count nowhere.
    Nobody(LeftOut),
}

/// Judges an entry.
pub fn judge(entry: &HourEntry, host: Host<'_>, frame: &Frame, settings: &Settings) -> Verdict {
    let verified = match standing(entry, frame.as_of) {
        Standing::NotYet => return Verdict::LeftOut(LeftOut::NotYet),
        Standing::Void => return Verdict::LeftOut(LeftOut::Void),
        Standing::Pending | Standing::Changed => None,
        Standing::Verified(on) => Some(on),
    };
    if net_minutes(entry).is_none() {
        return Verdict::LeftOut(LeftOut::Impossible);
    }
    let (stays, first, activity_counts) = match host {
        Host::Placement {
            stays,
            first,
            counts,
        } => (stays, first, counts),
        Host::Nobody(why) => return Verdict::LeftOut(why),
    };
    let Some(at) = stays.iter().position(|stay| stay.days().holds(entry.on)) else {
        return Verdict::LeftOut(LeftOut::OutsideEnrolment);
    };
    let days = by_day(entry).map(|(day, minutes)| {
        let within = frame.days.holds(day);
        (day, if within { minutes } else { Minutes::ZERO })
    });
    if days.iter().all(|(_, minutes)| minutes.is_zero()) {
        return Verdict::LeftOut(LeftOut::OutsideDays);
    }
    let counts = activity_counts && settings.kind_counts(entry.kind.unwrap_or_default());
    let is_late = |on| frame.cutoff.is_some_and(|cutoff| cutoff < on);
    let sum = match (verified.map(is_late), counts) {
        (Some(true), true) => Sum::Late,
        (Some(false), true) => Sum::Counted,
        (Some(false), false) => Sum::Verified,
        (None, true) => Sum::Pending,
        (Some(true) | None, false) => return Verdict::LeftOut(LeftOut::DoesNotCount),
    };
    Verdict::Summed(Summed {
        enrolment: first + at,
        sum,
        days,
    })
}

impl Summed {
    /// Its minutes within the days asked about.
    pub fn minutes(&self) -> Minutes {
        self.days.iter().map(|(_, minutes)| *minutes).sum()
    }
}

impl LeftOut {
    /// The word for it, as notes and lists of entries show it.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotYet => "not-yet",
            Self::Void => "void",
            Self::Impossible => "impossible",
            Self::Event => "event",
            Self::NoStudent => "no-student",
            Self::ManyStudents => "many-students",
            Self::UnknownStudent => "unknown-student",
            Self::NoPathway => "no-pathway",
            Self::OutsideEnrolment => "outside-enrolment",
            Self::OutsideDays => "outside-days",
            Self::DoesNotCount => "does-not-count",
        }
    }

    /// Whether it is a fault of a placement as a whole, to be named before it has any hours.
    pub fn is_of_the_placement(self) -> bool {
        match self {
            Self::NoStudent | Self::ManyStudents | Self::UnknownStudent | Self::NoPathway => true,
            Self::NotYet
            | Self::Void
            | Self::Impossible
            | Self::Event
            | Self::OutsideEnrolment
            | Self::OutsideDays
            | Self::DoesNotCount => false,
        }
    }

    /// Whether it is a mistake in the records that a reader of the sums must know of, rather than
    /// what was asked for or decided.
    pub fn is_a_mistake(self) -> bool {
        match self {
            Self::NotYet | Self::Void | Self::OutsideDays | Self::DoesNotCount => false,
            Self::Impossible
            | Self::Event
            | Self::NoStudent
            | Self::ManyStudents
            | Self::UnknownStudent
            | Self::NoPathway
            | Self::OutsideEnrolment => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::iso(text).unwrap()
    }

    fn stay(from: &str, last: &str) -> Enrolled {
        Enrolled {
            pathway: crate::value::Id::new("m").unwrap(),
            from: day(from),
            last: day(last),
            is_closed: false,
            deadline: day(last),
            required: Minutes(6000),
            credit: Minutes(0),
        }
    }

    /// Judges an entry of a placement that counts, on 2027-02-01.
    fn judged(entry: &str, frame: impl Fn(Frame) -> Frame) -> Verdict {
        let frame = frame(Frame::on(&Settings::default(), day("2027-02-01")));
        let stays = [
            stay("2025-09-01", "2026-06-30"),
            stay("2026-09-01", "2027-06-30"),
        ];
        let host = Host::Placement {
            stays: &stays,
            first: 0,
            counts: true,
        };
        let entry = toml::from_str(entry).unwrap();
        judge(&entry, host, &frame, &Settings::default())
    }

    fn sum_of(verdict: Verdict) -> Option<(usize, Sum, i64)> {
        match verdict {
            Verdict::Summed(summed) => Some((summed.enrolment, summed.sum, summed.minutes().0)),
            Verdict::LeftOut(_) => None,
        }
    }

    #[test]
    fn an_entry_belongs_to_the_stay_that_holds_its_day() {
        for (on, expected) in [
            ("2025-08-31", None),
            ("2025-09-01", Some((0, Sum::Pending, 180))),
            ("2026-06-30", Some((0, Sum::Pending, 180))),
            ("2026-07-01", None),
            ("2026-09-01", Some((1, Sum::Pending, 180))),
        ] {
            let verdict = judged(&format!("on = {on}\nminutes = 180"), |frame| frame);
            assert_eq!(sum_of(verdict), expected, "{on}");
            if expected.is_none() {
                assert_eq!(verdict, Verdict::LeftOut(LeftOut::OutsideEnrolment));
            }
        }
    }

    #[test]
    fn verification_after_the_cutoff_is_late_and_on_its_day_is_not() {
        let cutoff = |frame| Frame {
            cutoff: Some(day("2027-01-22")),
            ..frame
        };
        for (verified, sum) in [("2027-01-22", Sum::Counted), ("2027-01-23", Sum::Late)] {
            let entry =
                format!("on = 2026-10-06\nminutes = 180\nverified = {verified}\nseen = 180");
            assert_eq!(sum_of(judged(&entry, cutoff)), Some((1, sum, 180)));
        }
    }

    #[test]
    fn a_night_at_the_edge_of_the_days_asked_about_is_cut_at_midnight() {
        let entry =
            "on = 2027-01-22\nfrom = 22:00:00\nto = 06:30:00\novernight = true\nbreak_minutes = 30";
        let until = |last: &'static str| {
            move |frame| Frame {
                days: crate::value::Reach::new(None, Some(day(last))),
                ..frame
            }
        };
        let minutes = |last| sum_of(judged(entry, until(last))).map(|(_, _, minutes)| minutes);
        assert_eq!(minutes("2027-01-23"), Some(480));
        assert_eq!(minutes("2027-01-22"), Some(120));
        assert_eq!(
            judged(entry, until("2027-01-21")),
            Verdict::LeftOut(LeftOut::OutsideDays)
        );
        let after = judged(entry, |frame| Frame {
            days: crate::value::Reach::new(Some(day("2027-01-23")), None),
            ..frame
        });
        assert_eq!(sum_of(after), Some((1, Sum::Pending, 360)));
    }

    #[test]
    fn what_cannot_be_is_left_out_before_anything_else_is_asked() {
        let left_out = |entry: &str| match judged(entry, |frame| frame) {
            Verdict::LeftOut(why) => why.word(),
            Verdict::Summed(_) => "summed",
        };
        assert_eq!(left_out("on = 2024-10-06"), "impossible");
        assert_eq!(left_out("on = 2026-10-06\nvoid = 2026-10-07"), "void");
        assert_eq!(left_out("on = 2027-02-02\nminutes = 60"), "not-yet");
    }

    #[test]
    fn hours_that_do_not_count_are_verified_or_left_out_and_never_pending() {
        let settings = Settings::default();
        let frame = Frame::on(&settings, day("2027-02-01"));
        let stays = [stay("2026-09-01", "2027-06-30")];
        for (counts, kind) in [(false, "onsite"), (true, "travel"), (false, "travel")] {
            let host = Host::Placement {
                stays: &stays,
                first: 7,
                counts,
            };
            let text = format!("on = 2026-10-06\nminutes = 60\nkind = \"{kind}\"");
            let pending = toml::from_str(&text).unwrap();
            assert_eq!(
                judge(&pending, host, &frame, &settings),
                Verdict::LeftOut(LeftOut::DoesNotCount)
            );
            let text = format!("{text}\nverified = 2026-10-07\nseen = 60");
            let verified = toml::from_str(&text).unwrap();
            let verdict = judge(&verified, host, &frame, &settings);
            assert_eq!(sum_of(verdict), Some((7, Sum::Verified, 60)));
        }
    }
}
