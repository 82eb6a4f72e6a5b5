//! Whether entries of one student stand in two experiences: a file that was copied, or that came back
//! in a merge. Its hours would count twice, so that whoever adds up must not go on.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::book::{Book, Record};
use crate::fault::Result;
use crate::record::{HourEntry, Wbl};
use crate::schema::Problem;
use crate::value::Id;

use super::entry::net_minutes;

/// What is kept of each experience while all are read: the least numbers of its entries. Of two
/// files that were one, some are the same, whatever was added to either since.
#[derive(Debug, Default)]
pub(super) struct Prints(Vec<u64>);

/// How many numbers are kept of an experience: few enough for all experiences of a big store.
const KEPT: usize = 4;

impl Prints {
    /// Takes the prints of an experience.
    pub(super) fn take(&mut self, wbl: &Wbl) {
        let mut least = [u64::MAX; KEPT];
        for (_, number) in numbered(wbl) {
            if number < least[KEPT - 1] {
                least[KEPT - 1] = number;
                least.sort_unstable();
            }
        }
        let least = least.into_iter().filter(|number| *number < u64::MAX);
        self.0.extend(least);
    }

    pub(super) fn and(mut self, mut more: Self) -> Self {
        self.0.append(&mut more.0);
        self
    }

    /// Notes each experience that has entries of an earlier one.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub(super) fn note(mut self, book: &Book<'_>) -> Result<()> {
        self.0.sort_unstable();
        let pairs = self.0.windows(2).filter(|two| two[0] == two[1]);
        let twice: BTreeSet<u64> = pairs.map(|two| two[0]).collect();
        if twice.is_empty() {
            return Ok(());
        }
        let mut found = book.fold(
            Vec::new,
            |found, record: Record<Wbl>| {
                let own = numbered(&record.body).filter(|(_, number)| twice.contains(number));
                let own = own.map(|(entry, number)| (number, record.id.clone(), entry.clone()));
                let own: Vec<_> = own.collect();
                found.extend(own.into_iter().map(|one| (one, record.path.clone())));
            },
            |mut found, mut more| {
                found.append(&mut more);
                found
            },
        )?;
        found.sort();
        for two in found.windows(2) {
            let [((first, other, _), _), ((second, id, entry), path)] = two else {
                continue;
            };
            if first == second && other != id {
                let message = format!(
                    "entry `{entry}` stands in `{other}` too: the hours of one of the two would count twice"
                );
                let problem = Problem::of_file("copied-entry", path, message).hint(format!(
                    "`wbl check copied-entry` names every one; where the file is a copy: `wbl wbl remove {id}`"
                ));
                book.note(path, vec![problem]);
            }
        }
        Ok(())
    }
}

/// The entries of a placement that are not voided, each with a number that only its copy has: an id
/// is made at random.
fn numbered(wbl: &Wbl) -> impl Iterator<Item = (&Id, u64)> {
    let student = match wbl.students.as_slice() {
        [one] => Some(one.id()),
        _ => None,
    };
    let entries = wbl.hours.iter().filter(|entry| entry.void.is_none());
    let number = move |entry: &HourEntry| {
        let mut hasher = DefaultHasher::new();
        (student?, entry.on, net_minutes(entry)).hash(&mut hasher);
        entry.id.as_ref()?.hash(&mut hasher);
        Some(hasher.finish())
    };
    entries.filter_map(move |entry| entry.id.as_ref().zip(number(entry)))
}
