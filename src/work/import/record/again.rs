//! A second row of the file for the same record: it says the same, or one of the two is wrong.

use crate::fault::{Fault, Result};
use crate::record::spec;
use crate::schema::{Kind, Node};
use crate::value::Id;

use super::super::super::add::Values;
use super::super::known::is_same;
use super::super::plan::Fate;
use super::super::row::Cells;
use super::super::sheet::Row;
use super::Import;

/// What a row has said of a record.
pub(super) struct Said {
    row: usize,
    own: Values,
    private: Values,
    beside: Values,
}

impl Said {
    pub(super) fn of(row: &Row, cells: &Cells) -> Self {
        Self {
            row: row.number,
            own: cells.filled.own.clone(),
            private: cells.filled.private.clone(),
            beside: cells.filled.beside.clone(),
        }
    }
}

impl Import<'_, '_, '_> {
    /// Takes a row whose record an earlier row has made or met; nothing where that is no question.
    pub(super) fn again(
        &mut self,
        kind: Kind,
        row: &Row,
        cells: &Cells,
        at: usize,
        has_key: bool,
    ) -> Option<Result<Option<Id>>> {
        let said = self.said.get(&(kind, at))?;
        let record = self.known.get(&kind).and_then(|known| known.all.get(at))?;
        let (id, first) = (record.id.clone(), said.row);
        let noun = kind.noun();
        let differs = self.differs(kind, said, cells);
        let fault = if !differs.is_empty() {
            let fault = Fault::refused(format!(
                "row {first} is the same {noun}, and differs: {}",
                differs.join("; ")
            ));
            fault.hint("leave one of the two rows out")
        } else if let Some(keys) = untold(kind, cells).filter(|_| !has_key) {
            Fault::refused(format!(
                "row {first} is the same {noun} by all that the file says"
            ))
            .hint("if one of the two was typed twice, leave it out")
            .hint(format!("if they are two, tell them apart in {keys}"))
        } else {
            let line = self.called(kind, &id, record.private.as_ref(), cells.is_turned);
            let line = format!("{line} (as row {first})");
            self.plan.add(row.number, Fate::Unchanged, line);
            if cells.contact.own.is_empty() && !self.is_beside {
                self.repeated.push((row.number, first));
            }
            return Some(Ok(Some(id)));
        };
        Some(Ok(self.reader.row_fault(row, fault)))
    }

    /// What a row says of a record otherwise than an earlier one did.
    fn differs(&self, kind: Kind, said: &Said, cells: &Cells) -> Vec<String> {
        let mut differs = Vec::new();
        for (home, values, before) in [
            (kind, &cells.filled.own, &said.own),
            (Kind::Person, &cells.filled.private, &said.private),
        ] {
            for (key, node) in values {
                let field = spec(home).fields().find(key);
                let before = before.get(key);
                if !field.is_some_and(|field| is_same(before, node, field, self.today)) {
                    differs.push(self.change(home, key, before, node));
                }
            }
        }
        for (key, node) in &cells.filled.beside {
            let before = said.beside.get(key);
            if before != Some(node) {
                differs.push(self.change(kind, key, before, node));
            }
        }
        differs
    }

    /// The doubt about rows that say the same as others do.
    pub(super) fn said_again(&self) -> Option<String> {
        let ((row, first), others) = self.repeated.split_first()?;
        let more = match others.len() {
            0 => String::new(),
            more => format!(", and {more} more such"),
        };
        Some(format!(
            "row {row} says the same as row {first}{more}: each was taken once"
        ))
    }
}

/// The columns that would tell a record from another of the same name, where a row has none of them.
fn untold(kind: Kind, cells: &Cells) -> Option<&'static str> {
    let has =
        |key: &str| cells.filled.own.contains_key(key) || cells.filled.private.contains_key(key);
    if cells.id.is_some() {
        return None;
    }
    match kind {
        Kind::Student if !has("district_id") && !has("email") => {
            Some("a column `district_id` or `email`")
        }
        Kind::Contact if !has("email") && !has("partner") && !has("organization") => {
            Some("a column `email`, `partner` or `organization`")
        }
        Kind::Wbl => Some("a column `title` or `id`"),
        _ => None,
    }
}

/// The doubt about a student who is there, and not in the pathway that the row names.
pub(super) fn not_enrolled(row: &Row, id: &Id, own: &Node, cells: &Cells) -> Option<String> {
    let beside = &cells.filled.beside;
    let pathway = beside.get("pathway").and_then(Node::as_text)?;
    let from = beside.get("from").and_then(Node::as_day);
    let items = own.get("enrolled").map_or(&[][..], Node::items);
    let mut then = items
        .iter()
        .filter(|item| item.text_at("pathway") == Some(pathway))
        .map(|item| item.get("from").and_then(Node::as_day));
    if then.any(|one| from.is_none() || one == from) {
        return None;
    }
    let since = from.map_or_else(|| "DAY".to_owned(), |day| day.to_string());
    let day = from.map_or_else(String::new, |day| format!(" from {day}"));
    Some(format!(
        "row {}: `{id}` is not enrolled in `{pathway}`{day}, and an import leaves that as it is: `wbl student enroll {id} {pathway} --from {since}`",
        row.number
    ))
}
