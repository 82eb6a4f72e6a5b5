//! A week of a placement, as its timesheet shows it: seven days, their entries, and the code.

use crate::record::{HourEntry, Wbl};
use crate::rule::{SheetCode, Standing, net_minutes, shown_on, standing};
use crate::value::{Clock, Day, Id, Minutes};

/// A Monday to Sunday.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Week {
    /// The Monday.
    pub from: Day,
    /// The Sunday.
    pub to: Day,
    /// What `verify --sheet` takes back; nothing where the sheet shows no hours, so that none can be
    /// signed for.
    pub code: Option<String>,
    /// The seven days.
    pub days: Vec<WeekDay>,
    /// The sum of all entries.
    pub total_minutes: Minutes,
    /// Of these, what waits for a signature.
    pub pending_minutes: Minutes,
}

/// A day of the week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekDay {
    /// The day.
    pub on: Day,
    /// What was worked, in order; often nothing.
    pub entries: Vec<WeekEntry>,
}

/// An entry, as the sheet shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekEntry {
    pub from: Option<Clock>,
    pub to: Option<Clock>,
    pub overnight: bool,
    pub break_minutes: Option<Minutes>,
    pub minutes: Minutes,
    pub area: Option<String>,
    pub task: Option<String>,
    pub verified: bool,
}

/// The week of a placement that holds a day, as known on `as_of`.
pub fn week_of(experience: &Id, wbl: &Wbl, week: Day, as_of: Day) -> Week {
    let monday = week.monday();
    let shown: Vec<&HourEntry> = shown_on(&wbl.hours, monday, as_of).collect();
    let net = |entry: &HourEntry| net_minutes(entry).unwrap_or_default();
    let is_verified = |entry: &HourEntry| matches!(standing(entry, as_of), Standing::Verified(_));
    let day = |on: Day| {
        let mut own: Vec<_> = shown.iter().filter(|entry| entry.on == on).collect();
        own.sort_by_key(|entry| entry.from);
        WeekDay {
            on,
            entries: own
                .into_iter()
                .map(|entry| WeekEntry {
                    from: entry.from,
                    to: entry.to,
                    overnight: entry.overnight == Some(true),
                    break_minutes: entry.break_minutes,
                    minutes: net(entry),
                    area: entry.area.clone(),
                    task: entry.task.clone(),
                    verified: is_verified(entry),
                })
                .collect(),
        }
    };
    Week {
        from: monday,
        to: monday.plus(6),
        code: (!shown.is_empty())
            .then(|| SheetCode::of(experience, &wbl.hours, monday, as_of).to_string()),
        days: (0..7).map(|add| day(monday.plus(add))).collect(),
        total_minutes: shown.iter().map(|entry| net(entry)).sum(),
        pending_minutes: shown
            .iter()
            .filter(|entry| !is_verified(entry))
            .map(|entry| net(entry))
            .sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::iso(text).unwrap()
    }

    #[test]
    fn a_week_has_seven_days_their_entries_in_order_and_a_code() {
        let wbl: Wbl = toml::from_str(
            "activity = \"internship\"\nstarts = 2026-10-05\nhours = [\n  { id = \"b\", on = 2026-10-06, from = 15:00:00, to = 18:30:00, verified = 2026-10-07, seen = 210 },\n  { id = \"a\", on = 2026-10-06, from = 08:00:00, to = 09:00:00 },\n  { id = \"v\", on = 2026-10-07, minutes = 60, void = 2026-10-08 },\n  { id = \"c\", on = 2026-10-12, minutes = 60 },\n]\n",
        )
        .unwrap();
        let id = Id::new("s-a-b").unwrap();
        let week = week_of(&id, &wbl, day("2026-10-08"), day("2026-10-30"));
        assert_eq!((week.from, week.to), (day("2026-10-05"), day("2026-10-11")));
        assert_eq!(week.days.len(), 7);
        let tuesday = &week.days[1].entries;
        let told: Vec<_> = tuesday
            .iter()
            .map(|one| (one.minutes.0, one.verified))
            .collect();
        assert_eq!(told, [(60, false), (210, true)]);
        assert!(week.days[2].entries.is_empty(), "void is not shown");
        assert_eq!((week.total_minutes.0, week.pending_minutes.0), (270, 60));
        assert!(week.code.is_some());
        let empty = week_of(&id, &wbl, day("2026-11-08"), day("2026-11-30"));
        assert_eq!((empty.code, empty.total_minutes.0), (None, 0));
    }
}
