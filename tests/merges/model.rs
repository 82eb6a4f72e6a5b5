//! What a merge must come to, worked out from what each clone said before, with nothing of the program's own merging.

use std::collections::BTreeSet;

use toml::Table;

use super::Conflict;
use super::said::{Key, Said};
use super::year::Done;

/// Fields that are one statement: where both sides changed it, it is one side's whole.
const STATEMENTS: &[&[&str]] = &[
    &["on", "from", "to", "overnight", "break_minutes", "minutes"],
    &["by", "verified", "seen"],
    &["void", "because"],
];

/// A merge whose conflicts were all settled for the first side.
pub struct Merge<'m> {
    /// What both sides began from.
    pub base: &'m Said,
    /// What the first side said, and what it did since.
    pub first: (&'m Said, &'m [Done]),
    /// What the other said and did.
    pub other: (&'m Said, &'m [Done]),
    /// What was listed as in conflict; `ours` is the first side's.
    pub conflicts: &'m [Conflict],
    /// What came of it.
    pub merged: &'m Said,
}

/// Something that a merge lost, doubled or mixed: in which record, and what.
#[derive(Debug)]
pub struct Wrong {
    pub paths: Vec<String>,
    pub what: String,
}

impl Merge<'_> {
    /// Whatever is wrong.
    pub fn wrongs(&self) -> Vec<Wrong> {
        let doubles = self
            .merged
            .doubles()
            .into_iter()
            .map(|key| wrong(&key, "stands twice"));
        doubles.chain(self.marks()).chain(self.entries()).collect()
    }

    /// Each text that a side wrote and still had is there once: all of the first side's, and of the
    /// other's those that no listed conflict shows.
    fn marks(&self) -> Vec<Wrong> {
        let mut wrongs = Vec::new();
        for (side, done, is_first) in [
            (self.first.0, self.first.1, true),
            (self.other.0, self.other.1, false),
        ] {
            for mark in done.iter().map(|done| &done.mark) {
                let (had, has) = (side.count(mark), self.merged.count(mark));
                let is_shown = has < had && !is_first && self.shows(mark, side);
                if had != has && !is_shown {
                    let holds = |said: &Said| {
                        said.texts
                            .iter()
                            .filter(|(_, text)| text.contains(mark))
                            .map(|(path, _)| path.clone())
                            .collect::<Vec<_>>()
                    };
                    let paths = [holds(side), holds(self.merged)].concat();
                    wrongs.push(Wrong {
                        paths,
                        what: format!("{mark}: {had} before, {has} now"),
                    });
                }
            }
        }
        wrongs
    }

    /// Whether a conflict shows a text of the other side.
    pub fn shows(&self, mark: &str, other: &Said) -> bool {
        self.conflicts.iter().any(|conflict| {
            let whole = is_whole(conflict);
            let in_file = || {
                other
                    .texts
                    .get(&conflict.file)
                    .is_some_and(|text| text.contains(mark))
            };
            conflict.theirs.contains(mark) || (whole && in_file())
        })
    }

    /// Whether a place in a record is listed, by itself or with what it is in.
    fn is_listed(&self, path: &str, spot: &str) -> bool {
        self.conflicts.iter().any(|one| {
            let holds = || spot == one.field || spot.starts_with(&format!("{}.", one.field));
            one.file == path && (is_whole(one) || holds())
        })
    }

    /// Each entry with an id, in a record that all versions have, is field by field as the side has
    /// it that changed it.
    fn entries(&self) -> Vec<Wrong> {
        let (one, two, merged) = (self.first.0, self.other.0, self.merged);
        let in_all = |key: &Key| {
            [one, two, merged]
                .iter()
                .all(|said| said.records.contains_key(&key.0))
        };
        let [b, o, t, m] = [self.base, one, two, merged].map(Said::entries);
        let keys: BTreeSet<&Key> = o.keys().chain(t.keys()).chain(m.keys()).collect();
        let mut wrongs = Vec::new();
        for key in keys.into_iter().filter(|key| in_all(key)) {
            let (path, group, id) = key;
            let now = m.get(key);
            let in_group = |entry: &Table| {
                m.iter().any(|(other, held)| {
                    (&other.0, &other.1) == (path, group) && without_id(held) == without_id(entry)
                })
            };
            let is_right = if self.is_listed(path, &format!("{group}.{id}")) {
                now == o.get(key)
            } else {
                match (b.get(key), o.get(key), t.get(key)) {
                    // One id was given to two entries: both are there, one of them under another id.
                    (None, Some(one), Some(two)) => in_group(one) && in_group(two),
                    (None, Some(new), None) | (None, None, Some(new)) => now == Some(new),
                    // An id that is new to all is what another entry was given instead of its own.
                    (None, None, None) => o.iter().chain(&t).any(|(other, entry)| {
                        other.0 == *path && now.map(without_id) == Some(without_id(entry))
                    }),
                    (Some(_), None, None) => now.is_none(),
                    (Some(base), Some(left), None) | (Some(base), None, Some(left)) => {
                        now.is_none() && left == base
                    }
                    (Some(base), Some(one), Some(two)) => {
                        now.is_some_and(|now| self.fields_are_right(key, base, one, two, now))
                    }
                }
            };
            if !is_right {
                let what = format!(
                    "was {:?}\n  here {:?}\n  there {:?}\n  now {now:?}",
                    b.get(key),
                    o.get(key),
                    t.get(key)
                );
                wrongs.push(wrong(key, &what));
            }
        }
        wrongs
    }

    fn fields_are_right(
        &self,
        (path, group, id): &Key,
        base: &Table,
        one: &Table,
        two: &Table,
        now: &Table,
    ) -> bool {
        let all = [base, one, two, now].into_iter().flat_map(Table::keys);
        all.collect::<BTreeSet<_>>().into_iter().all(|field| {
            let is_listed = self.is_listed(path, &format!("{group}.{id}.{field}"));
            if is_listed {
                now.get(field) == one.get(field)
            } else {
                is_as_changed(field, base, one, two, now)
            }
        })
    }
}

/// Whether a field that is in no conflict is what it must be: where one side changed it, that side's.
fn is_as_changed(field: &str, base: &Table, one: &Table, two: &Table, now: &Table) -> bool {
    let (b, o, t) = (base.get(field), one.get(field), two.get(field));
    let unit = STATEMENTS.iter().find(|unit| unit.contains(&field));
    let has_changed = |side: &Table| {
        unit.is_some_and(|unit| unit.iter().any(|key| side.get(*key) != base.get(*key)))
    };
    let is_of_both = has_changed(one) && has_changed(two);
    let must_be = if o == t || t == b { o } else { t };
    let is_told = o != t && (is_of_both || (o != b && t != b));
    !is_told && now.get(field) == must_be
}

fn wrong((path, group, id): &Key, what: &str) -> Wrong {
    Wrong {
        paths: vec![path.clone()],
        what: format!("{path}: {group}.{id} {what}"),
    }
}

/// Whether a conflict is about the whole record.
fn is_whole(conflict: &Conflict) -> bool {
    conflict.field == "(the whole record)"
}

fn without_id(entry: &Table) -> Table {
    let mut entry = entry.clone();
    entry.remove("id");
    entry
}
