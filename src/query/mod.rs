//! The filter language: one for lists, reports, bulk changes, exports and reminders.
//!
//! A text is read word by word (`token`) into a tree as it was typed (`grammar`, `tree`), which `print`
//! turns into text again. `plan` holds the tree against the tables of fields: `path` follows a
//! dotted name, `value` reads what stands on the right; whatever is not understood is a fault
//! under its own words (`slip`, `error`), never an empty result. `eval` asks the plan of a record,
//! `link` reads the records that it links to. `seek` finds a text anywhere, without a filter.

#![cfg_attr(
    test,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        reason = "a test that panics has failed"
    )
)]

mod error;
mod eval;
mod grammar;
mod help;
mod known;
mod link;
mod measure;
mod path;
mod plan;
mod print;
mod seek;
mod slip;
mod table;
mod token;
mod tree;
mod value;
mod views;

#[cfg(test)]
mod gallery;
#[cfg(test)]
mod naive;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::fmt;

use crate::fault::{Fault, Result};
use crate::schema::Kind;

pub use eval::Item;
pub use help::FILTERS;
pub use known::{Known, ill_declared};
pub use link::{Derive, Linked};
pub use seek::{Hit, seek};

/// A filter for records of one kind, understood.
#[derive(Clone, Debug)]
pub struct Filter {
    expr: tree::Expr,
    plan: plan::Plan,
    names: Vec<String>,
    kinds: Vec<Kind>,
    mentions: Vec<plan::Mention>,
}

impl Filter {
    /// Reads a filter for records of a kind.
    ///
    /// # Errors
    /// All that is wrong with it, each under its own words (exit 2).
    pub fn parse(text: &str, kind: Kind, known: &Known<'_>) -> Result<Self> {
        let source = error::Source {
            place: known.place,
            text,
        };
        let expr = grammar::parse(source)?;
        let mut planner = plan::Planner::new(kind, known);
        let plan = planner.plan(&expr, source);
        match (plan, Fault::all(planner.faults)) {
            (Some(plan), None) => Ok(Self {
                expr,
                plan,
                names: planner.names.into_iter().collect(),
                kinds: planner.kinds.into_iter().collect(),
                mentions: planner.mentions,
            }),
            (_, Some(fault)) => Err(said_once(fault)),
            (None, None) => Err(source.fault(0..text.len(), "this filter cannot be read")),
        }
    }

    /// Refuses ids and names that no record has: `partner = antorn` is a slip, not an empty list.
    ///
    /// # Errors
    /// All of them, each under its own words (exit 2); also where a folder cannot be listed.
    pub fn check(&self, linked: &Linked<'_>) -> Result<()> {
        let faults = self
            .mentions
            .iter()
            .filter_map(|mention| linked.check(mention).err());
        Fault::all(faults).map_or(Ok(()), Err)
    }

    /// Whether the filter holds for a record. A link to nothing that can be read is as one to a
    /// record without values.
    pub fn holds(&self, item: &Item<'_>, linked: &Linked<'_>) -> bool {
        eval::holds(&self.plan, *item, linked)
    }

    /// The fields that it uses, by their keys on disk with dots between: `partner.town`.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The kinds of the records that its dotted names lead to, and the private part of students
    /// where one of its fields lies there.
    pub fn kinds(&self) -> &[Kind] {
        &self.kinds
    }
}

/// Leaves out hints that an earlier fault gave already: lists of fields are long.
fn said_once(mut fault: Fault) -> Fault {
    let mut said = std::collections::HashSet::new();
    for one in
        std::iter::once(&mut fault.hints).chain(fault.also.iter_mut().map(|one| &mut one.hints))
    {
        one.retain(|hint| said.insert(hint.clone()));
    }
    fault
}

/// The filter as text: reading it gives the same filter.
impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.expr.fmt(f)
    }
}
