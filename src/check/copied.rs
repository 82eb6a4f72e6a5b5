//! Whether an entry stands in two experiences: a file that was copied, or that came back in a merge.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::rule::net_minutes;
use crate::schema::Problem;
use crate::value::{Day, Id, Minutes};

use super::experience::{Experience, name_of, of_one, place_of};

/// An entry, by what two of them share only if one was copied: an id is made at random.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Worked {
    entry: Id,
    on: Day,
    minutes: Minutes,
    experience: Id,
}

/// The entries of an experience that make sense and have an id.
pub(super) fn worked<'e>(
    id: &'e Id,
    experience: &'e Experience<'_>,
) -> impl Iterator<Item = Worked> + 'e {
    let entries = experience.entries.iter().map(|(entry, _)| entry);
    entries
        .filter(|entry| entry.void.is_none())
        .filter_map(|entry| {
            Some(Worked {
                entry: entry.id.clone()?,
                on: entry.on,
                minutes: net_minutes(entry)?,
                experience: id.clone(),
            })
        })
}

/// Finds each entry that an earlier experience has too.
pub(super) fn found(book: &Book<'_>, mut all: Vec<Worked>) -> Vec<Problem> {
    all.sort();
    let mut copies: BTreeMap<&Id, Vec<(&Worked, &Id)>> = BTreeMap::new();
    for two in all.windows(2) {
        let [first, second] = two else { continue };
        let is_same = (&first.entry, first.on, first.minutes)
            == (&second.entry, second.on, second.minutes)
            && first.experience != second.experience;
        if is_same {
            let of = copies.entry(&second.experience).or_default();
            of.push((second, &first.experience));
        }
    }
    let each = copies.iter().map(|(id, copies)| in_file(book, id, copies));
    each.flatten().collect()
}

fn in_file(book: &Book<'_>, id: &Id, copies: &[(&Worked, &Id)]) -> Vec<Problem> {
    of_one(book, id, |file, here| {
        let problem = |(copy, other): &(&Worked, &Id)| {
            let mut entries = here.entries.iter();
            let (entry, item) =
                entries.find(|(entry, _)| entry.id.as_ref() == Some(&copy.entry))?;
            let message = format!("{} stands in `{other}` too", name_of(entry));
            let hint = format!(
                "keep one: `wbl wbl void {id} {} --because \"stands in {other}\"`, or `wbl wbl remove {id}`",
                copy.entry
            );
            Some(
                file.found_at("copied-entry", place_of(item), message)
                    .hint(hint),
            )
        };
        copies.iter().filter_map(problem).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::clean;

    #[test]
    fn an_entry_that_stands_in_two_experiences_counts_twice_and_is_found() {
        let store = clean();
        let path = store.0.keys().find(|path| path.starts_with("wbl/"));
        let path = path.unwrap();
        let hours = |minutes: &str| {
            format!(
                "activity = \"internship\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-09-14\nhours = [\n  {{ id = \"k3f9qd\", on = 2026-10-06, minutes = {minutes} }},\n]\n"
            )
        };
        let copied = |minutes: &str| {
            let mut store = clean();
            store.0.insert(path.clone(), hours("90").into());
            let copy = "wbl/2026-27/zz.toml".to_owned();
            store.0.insert(copy, hours(minutes).into());
            let found = store.problems().into_iter();
            let copies = found.filter(|problem| problem.rule == "copied-entry");
            copies.map(|problem| problem.message).collect::<Vec<_>>()
        };
        let [message] = &copied("90")[..] else {
            panic!("one finding: {:?}", copied("90"));
        };
        assert!(
            message.starts_with("entry `k3f9qd` of 2026-10-06 stands in `"),
            "{message}"
        );
        assert!(
            copied("91").is_empty(),
            "an id that two entries were given by chance"
        );
    }
}
