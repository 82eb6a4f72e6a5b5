//! Rules that a change breaks, and the reason given for going past them.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{COMMON, Reason, node_of};
use crate::schema::{Fields, Node, find_field};
use crate::value::{Day, nfc};

/// What stands against a change: what is refused whatever is said for it, and what a reason settles.
#[derive(Debug, Default)]
pub(super) struct Grounds {
    refused: Vec<Fault>,
    broken: Vec<Broken>,
}

/// A rule that is broken, with the entry or field that it concerns.
#[derive(Debug)]
struct Broken {
    rule: &'static str,
    about: Option<String>,
    fault: Fault,
}

impl Grounds {
    /// Refuses the change.
    pub(super) fn refuse(&mut self, fault: Fault) {
        self.refused.push(fault);
    }

    /// Refuses the change unless there is a reason.
    pub(super) fn breaks(&mut self, rule: &'static str, about: Option<String>, fault: Fault) {
        self.broken.push(Broken { rule, about, fault });
    }

    /// The reasons to be recorded, one for each rule that is broken; none where none is.
    ///
    /// # Errors
    /// Whatever is refused, and whatever would need a reason and has none (exit 4).
    pub(super) fn settle(
        self,
        book: &Book<'_>,
        reason: Option<&str>,
        today: Day,
    ) -> Result<Vec<Node>> {
        let reason = reason.map(nfc).filter(|reason| !reason.is_empty());
        let Some(reason) = reason.filter(|_| self.refused.is_empty()) else {
            let broken = self.broken.into_iter().map(|broken| broken.fault);
            let without = broken.map(Fault::unless_there_is_a_reason);
            return Fault::all(self.refused.into_iter().chain(without)).map_or(Ok(Vec::new()), Err);
        };
        let by = &book.settings.coordinator.name;
        let node = |broken: Broken| {
            let item = Reason {
                id: None,
                rule: broken.rule.to_owned(),
                about: broken.about,
                reason: reason.clone(),
                by: by.clone(),
                on: today,
            };
            node_of(&item, reason_fields())
        };
        Ok(self.broken.into_iter().map(node).collect())
    }
}

fn reason_fields() -> Fields {
    let fields = find_field(COMMON, "reasons").and_then(crate::schema::Field::group_fields);
    Fields::of(fields.unwrap_or(&[]))
}
