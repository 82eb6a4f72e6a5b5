//! `void`: an entry that is wrong counts no more; it stays, with the reason.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, nfc};

use super::judge_wbl::entry_name;
use super::placement::{entry_at, experience};

/// Voids an entry as of today.
///
/// # Errors
/// Where no reason is given (2), there is no such entry (3), or it is void already (4).
pub fn void(
    book: &Book<'_>,
    id: &Id,
    entry: &str,
    because: &str,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let because = nfc(because);
    let record = experience(book, id)?;
    let at = entry_at(id, &record.body, entry)?;
    let named = entry_name(&record.body.hours[at]);
    if because.is_empty() {
        return Err(
            Fault::misuse("`--because` says nothing: why is the entry void?").hint(format!(
                "wbl wbl void {id} {} --because \"typed twice\"",
                entry.trim()
            )),
        );
    }
    if let Some(day) = record.body.hours[at].void {
        return Err(
            Fault::refused(format!("{named} in `{id}` is void since {day}"))
                .hint(format!("see it with `wbl wbl show {id}`")),
        );
    }
    let mut draft = Draft::new(book, seed);
    let splicer = draft.edit(Kind::Wbl, id)?;
    splicer.set_in("hours", at, "void", Node::made(Val::Day(today)))?;
    splicer.set_in("hours", at, "because", Node::text(because))?;
    draft.say(format!("Voided {named} in `{id}`."));
    draft.finish()
}
