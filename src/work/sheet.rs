//! A signed timesheet comes back: which placement and week its code is of.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::Wbl;
use crate::rule::SheetCode;
use crate::value::{Day, Id};

/// The placement, and the Monday of the week, whose sheet bears a code.
///
/// # Errors
/// Where no sheet bears it (exit 3), or the week has changed since it was printed (exit 4).
pub fn sheet_named(book: &Book<'_>, code: &SheetCode, today: Day) -> Result<(Id, Day)> {
    let mut changed = None;
    for record in book.all::<Wbl>()? {
        let hours = &record.body.hours;
        let mut weeks: Vec<Day> = hours.iter().map(|entry| entry.on.monday()).collect();
        weeks.sort_unstable();
        weeks.dedup();
        for week in weeks {
            let now = SheetCode::of(&record.id, hours, week, today);
            if now == *code {
                return Ok((record.id, week));
            }
            if now.is_of_the_same_week(code) {
                changed = Some((record.id.clone(), week));
            }
        }
    }
    Err(match changed {
        Some((id, week)) => Fault::refused(format!(
            "the week of {week} in `{id}` has changed since the sheet `{code}` was printed, so what was signed is not what stands there now"
        ))
        .hint(format!("look at the entries: `wbl wbl show {id}`"))
        .hint(format!(
            "print the sheet anew and have it signed: `wbl paper render timesheet {id} --week {week}`; or verify one by one: `wbl verify {id} --entry ID --by CONTACT`"
        )),
        None => Fault::reference(format!("no timesheet bears the code `{code}`"))
            .hint("look at the foot of the sheet once more; a sheet that was printed without hours has none to verify"),
    })
}
