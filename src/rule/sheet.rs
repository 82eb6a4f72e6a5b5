//! The code of a printed timesheet: which week of which placement it shows, and what it showed.
//!
//! Nothing about a sheet is stored. The code is reckoned from the records when the sheet is printed,
//! and again when a signed one comes back; an entry that was changed, voided or added in between
//! gives another code, so a supervisor never vouches for what they have not seen.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::record::{HourEntry, HourKind};
use crate::value::{Day, Id, code_of, is_code};

use super::entry::{Standing, net_minutes, standing};

/// The letters that tell which week of which placement.
const PLACE: usize = 5;
/// The letters that tell what the sheet showed.
const SHOWN: usize = 4;

/// The code of a timesheet, printed as `k3f9q-2xwz`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCode {
    place: String,
    shown: String,
}

impl SheetCode {
    /// The code of the sheet that shows the Monday to Sunday which holds `week`, as printed on a day.
    pub fn of(experience: &Id, hours: &[HourEntry], week: Day, as_of: Day) -> Self {
        let monday = week.monday();
        let mut lines: Vec<String> = shown_on(hours, monday, as_of).map(line).collect();
        lines.sort_unstable();
        Self {
            place: letters(&format!("{experience}\n{monday}"), PLACE),
            shown: letters(&lines.concat(), SHOWN),
        }
    }

    /// Reads a code as a person types it: in any case, with or without its hyphen.
    ///
    /// # Errors
    /// What is wrong with it, as a clause.
    pub fn read(text: &str) -> Result<Self, String> {
        let typed: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && *c != '-')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if typed.len() != PLACE + SHOWN || !is_code(&typed) {
            return Err(format!(
                "`{text}` is not the code of a timesheet: it stands at the foot of the sheet, such as `k3f9q-2xwz`"
            ));
        }
        let (place, shown) = typed.split_at(PLACE);
        Ok(Self {
            place: place.into(),
            shown: shown.into(),
        })
    }

    /// Whether both are of one week of one placement, whatever they showed.
    pub fn is_of_the_same_week(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl fmt::Display for SheetCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.place, self.shown)
    }
}

/// The entries that the sheet of a week shows on a day: all that are known by then and not voided.
pub fn shown_on(hours: &[HourEntry], week: Day, as_of: Day) -> impl Iterator<Item = &HourEntry> {
    let monday = week.monday();
    hours.iter().filter(move |entry| {
        (monday..=monday.plus(6)).contains(&entry.on)
            && match standing(entry, as_of) {
                Standing::NotYet | Standing::Void => false,
                Standing::Pending | Standing::Changed | Standing::Verified(_) => true,
            }
    })
}

/// What an entry says on the sheet.
fn line(entry: &HourEntry) -> String {
    let id = entry.id.as_ref().map(Id::as_str).unwrap_or_default();
    let net = net_minutes(entry).unwrap_or_default().0;
    let clock = |at: Option<crate::value::Clock>| at.map(|at| at.to_string()).unwrap_or_default();
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let kind = entry.kind.map(HourKind::word).unwrap_or_default();
    let said = [
        entry.on.to_string(),
        id.to_owned(),
        clock(entry.from),
        clock(entry.to),
        net.to_string(),
        kind.to_owned(),
        text(&entry.area),
        text(&entry.task),
    ];
    // Between two parts stands what no text of a record holds.
    said.join("\u{1f}") + "\n"
}

fn letters(text: &str, count: usize) -> String {
    let digest = Sha256::digest(text.as_bytes());
    let number = digest
        .iter()
        .take(8)
        .fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
    code_of(number, count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::iso(text).unwrap()
    }

    fn hours(lines: &[&str]) -> Vec<HourEntry> {
        lines
            .iter()
            .map(|line| toml::from_str(line).unwrap())
            .collect()
    }

    fn code(id: &str, lines: &[&str], week: &str, as_of: &str) -> SheetCode {
        SheetCode::of(&Id::new(id).unwrap(), &hours(lines), day(week), day(as_of))
    }

    const TUESDAY: &str =
        "id = \"k3f9qd\"\non = 2026-10-06\nfrom = 15:00:00\nto = 18:30:00\nlogged = 2026-10-07";
    const LATE: &str = "id = \"m2xwzh\"\non = 2026-10-08\nminutes = 180\nlogged = 2026-10-14";

    #[test]
    fn a_code_is_the_same_until_the_week_changes() {
        let printed = code("s-a-b", &[TUESDAY], "2026-10-09", "2026-10-09");
        for (lines, as_of) in [
            (vec![TUESDAY], "2026-10-30"),
            (
                vec!["id = \"x2x2x2\"\non = 2026-10-12\nminutes = 60", TUESDAY],
                "2026-10-30",
            ),
            (vec![TUESDAY, LATE], "2026-10-13"),
        ] {
            assert_eq!(code("s-a-b", &lines, "2026-10-05", as_of), printed);
        }
        let verified = format!("{TUESDAY}\nverified = 2026-10-12\nseen = 210\nby = \"dana\"");
        assert_eq!(
            code("s-a-b", &[&verified], "2026-10-05", "2026-10-30"),
            printed
        );
        for changed in [
            TUESDAY.replace("18:30", "18:45"),
            TUESDAY.replace("15:00:00\nto = 18:30", "15:30:00\nto = 19:00"),
            format!("{TUESDAY}\nvoid = 2026-10-10"),
            TUESDAY.replace("2026-10-06", "2026-10-07"),
            format!("{TUESDAY}\ntask = \"gave injections\""),
            format!("{TUESDAY}\narea = \"nursing\""),
            format!("{TUESDAY}\nkind = \"training\""),
        ] {
            let now = code("s-a-b", &[&changed], "2026-10-05", "2026-10-30");
            assert!(now.is_of_the_same_week(&printed));
            assert_ne!(now, printed, "{changed}");
        }
        let added = code("s-a-b", &[TUESDAY, LATE], "2026-10-05", "2026-10-14");
        assert_ne!(added, printed);
    }

    #[test]
    fn another_week_or_placement_has_another_code() {
        let one = code("s-a-b", &[], "2026-10-05", "2026-10-30");
        assert!(!one.is_of_the_same_week(&code("s-a-b", &[], "2026-10-12", "2026-10-30")));
        assert!(!one.is_of_the_same_week(&code("s-a-c", &[], "2026-10-05", "2026-10-30")));
    }

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = code("s-a-b", &[TUESDAY], "2026-10-05", "2026-10-30");
        let printed = code.to_string();
        for typed in [
            printed.clone(),
            printed.to_ascii_uppercase(),
            printed.replace('-', ""),
            format!(" {} ", printed.replace('-', " ")),
        ] {
            assert_eq!(SheetCode::read(&typed).unwrap(), code, "{typed}");
        }
        for wrong in ["", "k3f9q", "k3f9q-2xwzz", "k3f9q-2xw1", "k3f9q-2xwé"] {
            assert!(SheetCode::read(wrong).is_err(), "{wrong}");
        }
    }
}
