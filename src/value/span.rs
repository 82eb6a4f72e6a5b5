//! What someone worked on a day: from a time to a time, or a bare length.

use super::{Clock, Minutes};

/// A piece of work on one day, as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// From a time to a time; an end of midnight is the end of the day.
    Clock {
        /// When the work began.
        from: Clock,
        /// When it ended.
        to: Clock,
    },
    /// So many minutes, at no stated time.
    Length(Minutes),
}

impl Span {
    /// Reads `15:00-18:30`, `3pm-6:30pm`, `18:00-24:00` or a length such as `3h30m`.
    ///
    /// # Errors
    /// A sentence that lists the forms.
    pub fn read(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is not a span of work; write 15:00-18:30, 3pm-6:30pm, 3h30m, 3.5 or 210m"
            )
        };
        let taken_off = text.trim_start().strip_prefix('-');
        if taken_off.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            return Err(format!(
                "`{text}` is less than nothing: hours are never taken off; void the entry that is wrong, and log it anew"
            ));
        }
        if let Some((from, to)) = text.split_once(['-', '–']) {
            let (Some(start), Some(end)) = (Clock::read(from), Clock::read(to)) else {
                return Err(wrong());
            };
            if let Some(why) = two_ways(from, to) {
                return Err(why);
            }
            return Ok(Self::Clock {
                from: start,
                to: end,
            });
        }
        Minutes::read(text).map(Self::Length).map_err(|error| {
            if error.contains("whole minutes") {
                error
            } else {
                wrong()
            }
        })
    }

    /// The minutes from start to end, before breaks; `overnight` ends on the next day.
    /// Nothing where the end does not lie after the start.
    pub fn length(self, overnight: bool) -> Option<Minutes> {
        match self {
            Self::Length(minutes) => (minutes.0 > 0).then_some(minutes),
            Self::Clock { from, to } => {
                let (start, end) = (from.minutes(), to.end_minutes());
                let end = if overnight { to.minutes() + 1440 } else { end };
                (end > start && end - start <= 1440).then_some(Minutes(end - start))
            }
        }
    }
}

/// Why two times can be meant in two ways; nothing where only one makes a span of work.
///
/// Where one says `am` or `pm` and the other does not, `2:30-6pm` may begin at night or in the
/// afternoon. Where neither does and there is no leading zero, as a clock of 24 hours has, `3:00-6:00`
/// is hardly a night's work and `9:00-1:00` hardly ends on the next day.
pub fn two_ways(from: &str, to: &str) -> Option<String> {
    let is_marked = |text: &str| {
        let text = text.trim_end().to_ascii_lowercase();
        text.ends_with("am") || text.ends_with("pm")
    };
    let (start, end) = (Clock::read(from)?, Clock::read(to)?);
    if !is_marked(from) && !is_marked(to) {
        return of_half_a_day(from, to);
    }
    let (start, end) = (start.minutes(), end.end_minutes());
    let is_two = match (is_marked(from), is_marked(to)) {
        (false, _) => (60..720).contains(&start) && start + 720 < end,
        (true, false) => (60..720).contains(&end) && start < end + 720,
        (true, true) => false,
    };
    let (from, to) = (from.trim(), to.trim());
    is_two.then(|| {
        format!(
            "`{from}-{to}` can be meant in two ways; write am or pm at both times, or 15:00-18:30"
        )
    })
}

/// The hour before which nobody's shift is taken to begin, in minutes after midnight.
const MORNING: i64 = 360;

/// Why two times without `am` and `pm` can be meant in two ways, with both written out.
fn of_half_a_day(from: &str, to: &str) -> Option<String> {
    let (start, end) = (Clock::read(from)?, Clock::read(to)?);
    // The later reading of a time as a watch shows it; nothing where it can only be of 24 hours.
    let later = |text: &str, clock: Clock| {
        let hour = text.trim_start().split(':').next()?;
        let is_watch = !hour.starts_with('0') && clock.minutes() < 720 && clock.minutes() >= 60;
        is_watch.then(|| Clock::at(u16::try_from(clock.minutes() + 720).ok()?))?
    };
    let (pm_start, pm_end) = (later(from, start), later(to, end));
    let is_after = |from: Clock, to: Clock| to.end_minutes() > from.minutes();
    let (from, to) = (from.trim(), to.trim());
    let said = |forms: String| Some(format!("`{from}-{to}` can be meant in two ways; {forms}"));
    let noon = end.minutes() == 720;
    match (pm_start, pm_end) {
        // From 3:00 to 6:00.
        (Some(late), Some(late_end)) if start.minutes() < MORNING && is_after(start, end) => {
            said(format!(
                "write {late}-{late_end} or {}-{}, or {start}-{end} for the night",
                late.of_watch(),
                late_end.of_watch(),
            ))
        }
        // From 5:00 to 12:00: noon, or midnight.
        (Some(late), None) if start.minutes() < MORNING && noon => said(format!(
            "write {late}-24:00, or {start}-{end} for the morning"
        )),
        // From 9:00 to 1:00, from 12:30 to 3:30.
        (_, Some(late_end))
            if start.minutes() < 780 && !is_after(start, end) && is_after(start, late_end) =>
        {
            said(format!(
                "write {start}-{late_end} or {}-{}",
                start.of_watch(),
                late_end.of_watch()
            ))
        }
        (Some(_) | None, Some(_) | None) => None,
    }
}

/// Splits the net minutes of an overnight shift between the day it starts and the next.
///
/// The break comes off the part after midnight first, since that is where a night's meal falls.
pub fn split_at_midnight(from: Clock, to: Clock, rest: Minutes) -> (Minutes, Minutes) {
    let before = 1440 - from.minutes();
    let after = to.minutes();
    let off_after = rest.0.min(after);
    (
        Minutes((before - (rest.0 - off_after)).max(0)),
        Minutes(after - off_after),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minutes(text: &str, overnight: bool) -> Option<i64> {
        Span::read(text)
            .unwrap()
            .length(overnight)
            .map(|minutes| minutes.0)
    }

    #[test]
    fn spans_have_their_length_in_minutes() {
        assert_eq!(minutes("15:00-18:30", false), Some(210));
        assert_eq!(minutes("3pm-6:30pm", false), Some(210));
        assert_eq!(minutes("18:00-24:00", false), Some(360));
        assert_eq!(minutes("00:00-24:00", false), Some(1440));
        assert_eq!(minutes("3h30m", false), Some(210));
        assert_eq!(minutes("22:00-06:30", true), Some(510));
    }

    #[test]
    fn a_time_that_may_be_of_the_night_or_the_afternoon_is_not_guessed() {
        for text in ["2:30-6pm", "2pm-6:30", "9am-1:30", "7:00-11pm"] {
            let why = Span::read(text).unwrap_err();
            assert!(why.contains("two ways"), "{text}: {why}");
        }
        assert_eq!(minutes("9:00-1pm", false), Some(240));
        assert_eq!(minutes("12:30-6pm", false), Some(330));
        assert_eq!(minutes("9am-12:30", false), Some(210));
        assert_eq!(minutes("14:30-6pm", false), Some(210));
        assert_eq!(minutes("9am-15:00", false), Some(360));
        assert_eq!(minutes("6pm-24:00", false), Some(360));
        assert_eq!(minutes("22:00-6am", true), Some(480));
    }

    #[test]
    fn a_night_that_nobody_wrote_is_no_shift() {
        for (text, words) in [
            (
                "3:00-6:00",
                "write 15:00-18:00 or 3:00pm-6:00pm, or 03:00-06:00 for the night",
            ),
            ("2:30 - 5:45", "write 14:30-17:45"),
            ("1:00-9:00", "write 13:00-21:00"),
            ("5:00-12:00", "write 17:00-24:00, or 05:00-12:00"),
            ("9:00-1:00", "write 09:00-13:00 or 9:00am-1:00pm"),
            ("12:30-3:30", "write 12:30-15:30 or 12:30pm-3:30pm"),
            ("11:00-2:00", "write 11:00-14:00"),
        ] {
            let why = Span::read(text).unwrap_err();
            assert!(why.contains("can be meant in two ways"), "{text}: {why}");
            assert!(why.contains(words), "{text}: {why}");
        }
        assert_eq!(
            minutes("03:00-06:00", false),
            Some(180),
            "the night, as written"
        );
        assert_eq!(minutes("05:30-9:00", false), Some(210));
        assert_eq!(minutes("5:30-14:30", false), Some(540), "only one way");
        assert_eq!(minutes("6:00-9:00", false), Some(180));
        assert_eq!(minutes("0:30-6:00", false), Some(330));
        assert_eq!(minutes("22:00-6:30", true), Some(510));
        assert_eq!(minutes("18:00-24:00", false), Some(360));
    }

    #[test]
    fn an_end_before_its_start_has_no_length() {
        assert_eq!(minutes("18:30-15:00", false), None);
        assert_eq!(minutes("15:00-15:00", false), None);
        assert_eq!(minutes("0m", false), None);
        assert_eq!(minutes("15:00-18:30", true), None, "over 24 hours");
    }

    #[test]
    fn unreadable_spans_list_the_forms() {
        for text in ["", "-", "15:00-", "15:00-25:00", "3-6", "abc"] {
            assert!(
                Span::read(text).unwrap_err().contains("3pm-6:30pm"),
                "{text}"
            );
        }
        assert!(Span::read("3.33").unwrap_err().contains("whole minutes"));
        assert!(Span::read("-1h").unwrap_err().contains("never taken off"));
    }

    #[test]
    fn a_night_is_split_at_midnight_and_its_break_falls_after() {
        let clock = |text| Clock::read(text).unwrap();
        let split = split_at_midnight(clock("22:00"), clock("06:30"), Minutes(30));
        assert_eq!(split, (Minutes(120), Minutes(360)));
        let split = split_at_midnight(clock("20:00"), clock("00:10"), Minutes(30));
        assert_eq!(split, (Minutes(220), Minutes(0)));
    }
}
