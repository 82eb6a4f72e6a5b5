//! What a partner gave in a school year, as its thank-you sheet tells it. It names no student.

use std::collections::BTreeSet;

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::Wbl;
use crate::rule::{Activities, Standing, net_minutes, standing};
use crate::value::{Day, Id, Minutes, SchoolYear};

/// A partner's year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// The school year, `2026-27`.
    pub year: String,
    /// How many students had a placement there.
    pub students: usize,
    /// How many students and others the events reached, those who came twice counted twice.
    pub reached: i64,
    /// Worked there and not voided, whether it counts or not.
    pub worked_minutes: Minutes,
    /// Of these, verified.
    pub verified_minutes: Minutes,
    /// The placements, by first day.
    pub placements: Vec<Given>,
    /// The events, by day.
    pub events: Vec<Given>,
}

/// A placement or an event that the partner gave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    pub activity: String,
    pub title: Option<String>,
    pub pathway: Option<Id>,
    pub starts: Day,
    pub ends: Option<Day>,
    /// Verified, of a placement; all, of an event, where nobody signs.
    pub minutes: Minutes,
    pub people: i64,
}

/// A partner's year, up to a day. A placement belongs to each year in which it was open; its hours to
/// the year of their day.
///
/// # Errors
/// Where a folder cannot be listed.
pub fn impact_of(book: &Book<'_>, partner: &Id, year: SchoolYear, as_of: Day) -> Result<Impact> {
    let activities = Activities::of(book)?;
    let (first, last) = (
        book.settings.first_day(year),
        book.settings.last_day(year).min(as_of),
    );
    let mut impact = Impact {
        year: year.to_string(),
        ..Impact::default()
    };
    let mut students = BTreeSet::new();
    for Record { body: wbl, .. } in book.all_with::<Wbl>(partner.as_str())? {
        let is_host = wbl.partner.as_ref().is_some_and(|one| one.id() == partner);
        let is_guest = wbl.guests.iter().any(|guest| {
            guest
                .partner
                .as_ref()
                .is_some_and(|one| one.id() == partner)
        });
        let is_open = wbl.starts <= last && wbl.ends.is_none_or(|ends| first <= ends);
        if !(is_host || is_guest) || !wbl.status().is_live() || !is_open {
            continue;
        }
        let is_individual = activities.is_individual(&wbl.activity);
        let (mut minutes, mut verified) = (Minutes::ZERO, Minutes::ZERO);
        for entry in wbl
            .hours
            .iter()
            .filter(|one| (first..=last).contains(&one.on))
        {
            let net = net_minutes(entry).unwrap_or_default();
            match standing(entry, as_of) {
                Standing::NotYet | Standing::Void => {}
                Standing::Pending | Standing::Changed => minutes += net,
                Standing::Verified(_) => {
                    minutes += net;
                    verified += net;
                }
            }
        }
        let listed = i64::try_from(wbl.students.len()).unwrap_or(i64::MAX);
        let given = Given {
            people: listed.saturating_add(wbl.headcount.unwrap_or_default()),
            activity: wbl.activity,
            title: wbl.title,
            pathway: wbl.pathway.map(|pathway| pathway.id().clone()),
            starts: wbl.starts,
            ends: wbl.ends,
            minutes: if is_individual { verified } else { minutes },
        };
        if is_individual {
            if is_host {
                impact.worked_minutes += minutes;
                impact.verified_minutes += verified;
                students.extend(wbl.students.iter().map(|one| one.id().clone()));
                impact.placements.push(given);
            }
        } else {
            impact.reached = impact.reached.saturating_add(given.people);
            impact.events.push(given);
        }
    }
    impact.students = students.len();
    for all in [&mut impact.placements, &mut impact.events] {
        all.sort_by(|a, b| {
            (a.starts, &a.activity, &a.title).cmp(&(b.starts, &b.activity, &b.title))
        });
    }
    Ok(impact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::memory::Memory;

    #[test]
    fn a_year_holds_what_was_given_in_it_and_no_student() {
        let rules = "name = \"M\"\nactivities = [{ activity = \"internship\", stage = \"immersion\", individual = true }, { activity = \"career-panel\", stage = \"awareness\" }]\n";
        let memory = Memory::of(&[
            ("wbl.toml", "format = 1\n"),
            ("rules/massachusetts.toml", rules),
            (
                "wbl/2026-27/a.toml",
                "activity = \"internship\"\npartner = \"mill\"\nstudents = [\"s-a2b2c2\"]\nstarts = 2026-05-01\nends = 2026-12-01\nhours = [\n  { id = \"a\", on = 2026-06-30, minutes = 60, verified = 2026-07-01, seen = 60 },\n  { id = \"b\", on = 2026-07-01, minutes = 90, verified = 2026-07-02, seen = 90 },\n  { id = \"c\", on = 2026-07-02, minutes = 30 },\n]\n",
            ),
            (
                "wbl/2026-27/b.toml",
                "activity = \"internship\"\npartner = \"mill\"\nstatus = \"cancelled\"\nstudents = [\"s-x2b2c2\"]\nstarts = 2026-10-01\n",
            ),
            (
                "wbl/2026-27/c.toml",
                "activity = \"career-panel\"\nheadcount = 45\nstarts = 2026-10-28\nends = 2026-10-28\nguests = [{ partner = \"mill\", as = \"panelist\" }]\n",
            ),
        ]);
        let book = memory.book();
        let mill = Id::new("mill").unwrap();
        let year = SchoolYear::read("2026-27").unwrap();
        let impact = impact_of(&book, &mill, year, Day::iso("2027-06-30").unwrap()).unwrap();
        assert_eq!((impact.students, impact.reached), (1, 45));
        assert_eq!(
            (impact.worked_minutes.0, impact.verified_minutes.0),
            (120, 90)
        );
        assert_eq!((impact.placements.len(), impact.events.len()), (1, 1));
        let told = format!("{impact:?}");
        assert!(!told.contains("s-a2b2c2"), "{told}");
    }
}
