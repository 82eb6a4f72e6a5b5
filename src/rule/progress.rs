//! How far a student has come towards the hours required, and at what pace.

use crate::value::{Day, Minutes};

/// How a student stands against the hours required, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Progress {
    /// Enough is counted.
    Met,
    /// Enough, once what is pending is verified.
    MetPendingVerification,
    /// Nothing is started or planned, and the deadline lies in a later school year.
    NotDue,
    /// Nothing is started or planned.
    NoPlacement,
    /// The deadline has come, or nothing is open until then.
    Short,
    /// The pace does not suffice.
    AtRisk,
    /// The pace suffices.
    OnTrack,
}

impl Progress {
    /// The word in every output.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::MetPendingVerification => "met-pending-verification",
            Self::NotDue => "not-due",
            Self::NoPlacement => "no-placement",
            Self::Short => "short",
            Self::AtRisk => "at-risk",
            Self::OnTrack => "on-track",
        }
    }
}

/// What the judgement of an enrolment rests on.
#[derive(Clone, Copy, Debug)]
pub struct Footing {
    /// The as-of day.
    pub as_of: Day,
    /// The deadline.
    pub deadline: Day,
    /// Whether the student's own deadline lies after the school year asked about.
    pub is_due_later: bool,
    /// Minutes required.
    pub required: Minutes,
    /// Minutes that count, credit included.
    pub counted: Minutes,
    /// Minutes that would count if they were verified.
    pub pending: Minutes,
    /// Counted and pending minutes of the [`PACE_DAYS`] days that end on the as-of day.
    pub recent: Minutes,
    /// The day of the first counted or pending entry.
    pub first: Option<Day>,
    /// Whether an experience that counts is started or planned.
    pub is_started: bool,
    /// Whether one is open on some day from the as-of day to the deadline.
    pub is_open: bool,
}

/// How many days the weekly pace looks back, the as-of day included.
pub const PACE_DAYS: i64 = 28;

/// Minutes a week: done, needed, and where that leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// Minutes a week of late, cut.
    pub weekly: Minutes,
    /// Minutes a week needed from tomorrow to the deadline, rounded up.
    pub needed: Minutes,
    /// The day on which the requirement is met at the weekly pace; none where nothing is left to
    /// do, or nothing is being done.
    pub projected: Option<Day>,
}

impl Footing {
    /// How the student stands: the first that applies.
    pub fn progress(&self) -> Progress {
        if self.counted >= self.required {
            Progress::Met
        } else if self.counted + self.pending >= self.required {
            Progress::MetPendingVerification
        } else if !self.is_started && self.is_due_later {
            Progress::NotDue
        } else if !self.is_started {
            Progress::NoPlacement
        } else if self.as_of >= self.deadline || !self.is_open {
            Progress::Short
        } else if self.needed(self.deadline.since(self.as_of)) > self.weekly() {
            Progress::AtRisk
        } else {
            Progress::OnTrack
        }
    }

    /// The pace; nothing once the requirement is met, and from the deadline on.
    pub fn pace(&self) -> Option<Pace> {
        let days_left = self.deadline.since(self.as_of);
        if self.counted >= self.required || days_left <= 0 {
            return None;
        }
        let (left, weekly) = (self.left_to_do(), self.weekly());
        let projected =
            (left.0 > 0 && weekly.0 > 0).then(|| self.as_of.plus(divided_up(left.0 * 7, weekly.0)));
        Some(Pace {
            weekly,
            needed: self.needed(days_left),
            projected,
        })
    }

    fn left_to_do(&self) -> Minutes {
        Minutes::ZERO.max(self.required - self.counted - self.pending)
    }

    /// Recent minutes by the weeks begun since the first entry, 1 to 4.
    fn weekly(&self) -> Minutes {
        let Some(first) = self.first else {
            return Minutes::ZERO;
        };
        let days = self.as_of.since(first) + 1;
        let weeks = divided_up(days, 7).clamp(1, PACE_DAYS / 7);
        Minutes(self.recent.0 / weeks)
    }

    fn needed(&self, days_left: i64) -> Minutes {
        Minutes(divided_up(self.left_to_do().0 * 7, days_left))
    }
}

/// Divides numbers from 0 on, rounding up.
fn divided_up(number: i64, by: i64) -> i64 {
    (number + by - 1) / by
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::iso(text).unwrap()
    }

    /// 40 of 100 hours, 20 of them in the last four weeks, 210 days to go.
    fn footing() -> Footing {
        Footing {
            as_of: day("2026-11-02"),
            deadline: day("2027-05-31"),
            is_due_later: false,
            required: Minutes::hours(100),
            counted: Minutes::hours(40),
            pending: Minutes::ZERO,
            recent: Minutes::hours(20),
            first: Some(day("2026-09-01")),
            is_started: true,
            is_open: true,
        }
    }

    #[test]
    fn the_first_progress_that_applies_is_it() {
        let met = Footing {
            counted: Minutes(6000),
            is_started: false,
            ..footing()
        };
        assert_eq!(met.progress(), Progress::Met);
        let almost = Footing {
            counted: Minutes(5999),
            pending: Minutes(1),
            ..met
        };
        assert_eq!(almost.progress(), Progress::MetPendingVerification);
        let nothing = Footing {
            counted: Minutes(5999),
            is_due_later: true,
            ..met
        };
        assert_eq!(nothing.progress(), Progress::NotDue);
        let nothing = Footing {
            is_due_later: false,
            ..nothing
        };
        assert_eq!(nothing.progress(), Progress::NoPlacement);
        let begun = Footing {
            is_started: true,
            is_due_later: true,
            ..nothing
        };
        assert_eq!(
            begun.progress(),
            Progress::OnTrack,
            "begun work is judged by its pace"
        );
        assert_eq!(
            Footing {
                is_open: false,
                ..footing()
            }
            .progress(),
            Progress::Short
        );
        assert_eq!(footing().progress(), Progress::OnTrack);
        let slow = Footing {
            recent: Minutes::hours(7),
            ..footing()
        };
        assert_eq!(slow.progress(), Progress::AtRisk);
    }

    #[test]
    fn it_is_short_from_the_deadline_on_and_not_a_day_before() {
        let eve = Footing {
            as_of: day("2027-05-30"),
            recent: Minutes(600_000),
            ..footing()
        };
        assert_eq!(eve.progress(), Progress::OnTrack);
        assert_eq!(
            eve.pace().unwrap().needed,
            Minutes::hours(60 * 7),
            "deadline tomorrow"
        );
        let last = Footing {
            as_of: day("2027-05-31"),
            ..eve
        };
        assert_eq!((last.progress(), last.pace()), (Progress::Short, None));
        let past = Footing {
            as_of: day("2027-06-01"),
            ..eve
        };
        assert_eq!((past.progress(), past.pace()), (Progress::Short, None));
    }

    #[test]
    fn a_pace_equal_to_the_need_is_on_track() {
        // 3600 minutes to go in 210 days are 120 a week.
        let even = Footing {
            recent: Minutes(480),
            ..footing()
        };
        assert_eq!(even.pace().unwrap().weekly, even.pace().unwrap().needed);
        assert_eq!(even.progress(), Progress::OnTrack);
        assert_eq!(even.pace().unwrap().projected, Some(even.deadline));
        let less = Footing {
            recent: Minutes(479),
            ..footing()
        };
        assert_eq!(less.pace().unwrap().weekly, Minutes(119), "cut");
        assert_eq!(less.progress(), Progress::AtRisk);
    }

    #[test]
    fn weeks_are_those_begun_since_the_first_entry_and_four_at_most() {
        for (first, weeks) in [
            ("2026-11-02", 1),
            ("2026-10-27", 1),
            ("2026-10-26", 2),
            ("2026-10-13", 3),
            ("2026-10-12", 4),
            ("2026-10-06", 4),
            ("2026-10-05", 4),
            ("2026-09-01", 4),
        ] {
            let first = Some(day(first));
            let pace = Footing { first, ..footing() }.pace().unwrap();
            assert_eq!(pace.weekly, Minutes(1200 / weeks), "{first:?}");
        }
    }

    #[test]
    fn what_is_needed_is_rounded_up_and_nothing_is_projected_from_nothing() {
        let one = Footing {
            counted: Minutes(5999),
            recent: Minutes::ZERO,
            first: None,
            ..footing()
        };
        let pace = one.pace().unwrap();
        assert_eq!(
            (pace.weekly, pace.needed, pace.projected),
            (Minutes(0), Minutes(1), None)
        );
        let waiting = Footing {
            counted: Minutes(5999),
            pending: Minutes(1),
            ..footing()
        };
        let pace = waiting.pace().unwrap();
        assert_eq!(
            (pace.weekly, pace.needed, pace.projected),
            (Minutes(300), Minutes(0), None)
        );
        assert_eq!(
            Footing {
                counted: Minutes(6000),
                ..footing()
            }
            .pace(),
            None
        );
    }

    #[test]
    fn a_projection_ends_on_the_day_that_the_last_minute_falls_on() {
        // 3600 minutes to go at 300 a week are exactly 84 days.
        assert_eq!(
            footing().pace().unwrap().projected,
            Some(footing().as_of.plus(84))
        );
        let more = Footing {
            required: Minutes(6001),
            ..footing()
        };
        assert_eq!(
            more.pace().unwrap().projected,
            Some(footing().as_of.plus(85))
        );
    }
}
