//! How flags settle a conflict: a side for some or all fields, another value for one.

use clap::ArgMatches;

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::value::Day;
use crate::work::{self, Choice, Conflict};

use super::super::super::kind::flags;
use super::settled::Decisions;
use super::told;
use super::torn::{Torn, What};

/// What the flags say.
pub(super) struct Flags {
    take: Option<String>,
    field: Option<String>,
    values: Vec<String>,
}

impl Flags {
    pub(super) fn of(matches: &ArgMatches) -> Self {
        Self {
            take: flags::text(matches, "take"),
            field: flags::text(matches, "field"),
            values: flags::texts(matches, "value"),
        }
    }

    pub(super) fn are_none(&self) -> bool {
        self.take.is_none() && self.field.is_none() && self.values.is_empty()
    }

    fn side(&self) -> Option<Choice> {
        match self.take.as_deref() {
            Some("ours") => Some(Choice::Ours),
            Some("theirs") => Some(Choice::Theirs),
            Some(_) => Some(Choice::Both),
            None => None,
        }
    }

    /// What they decide of a file.
    pub(super) fn decide(&self, book: &Book<'_>, torn: &Torn, today: Day) -> Result<Decisions> {
        let side = self.side();
        if self.field.is_some() && side.is_none() {
            return Err(Fault::misuse(
                "`--field` says for which field; which side is to be taken?",
            )
            .hint("add `--take ours` or `--take theirs`"));
        }
        let What::Fields(_, conflicts) = &torn.what else {
            if !self.values.is_empty() || self.field.is_some() || side == Some(Choice::Both) {
                return Err(Fault::misuse(format!("no single field is in conflict in {}", torn.path))
                    .hint(format!("take one of the two versions: `wbl conflicts {} --take ours` or `--take theirs`", torn.path)));
            }
            return Ok(Decisions {
                whole: side,
                fields: Vec::new(),
            });
        };
        let mut fields = self.valued(book, torn, conflicts, today)?;
        if let Some(side) = &side {
            let is_meant = |one: &&Conflict| {
                self.field
                    .as_deref()
                    .is_none_or(|field| one.spot.is_in(field))
            };
            let meant: Vec<_> = conflicts.iter().filter(is_meant).collect();
            if let (true, Some(field)) = (meant.is_empty(), &self.field) {
                return Err(not_open(field, torn));
            }
            let is_none = |one: &Conflict| !one.is_of_lists();
            if let Some(one) = meant
                .iter()
                .find(|one| *side == Choice::Both && is_none(one))
            {
                return Err(Fault::misuse(format!(
                    "`--take both` is for lists, and `{}` is none",
                    one.spot
                ))
                .hint("take `ours` or `theirs`"));
            }
            let is_known = |one: &Conflict| fields.iter().any(|(other, _)| other == one);
            let more: Vec<_> = meant
                .into_iter()
                .filter(|one| !is_known(one))
                .cloned()
                .collect();
            fields.extend(more.into_iter().map(|one| (one, side.clone())));
        }
        Ok(Decisions {
            whole: side,
            fields,
        })
    }

    /// The fields that get another value.
    fn valued(
        &self,
        book: &Book<'_>,
        torn: &Torn,
        conflicts: &[Conflict],
        today: Day,
    ) -> Result<Vec<(Conflict, Choice)>> {
        let mut found: Vec<(Conflict, Choice)> = Vec::new();
        for pair in &self.values {
            let value_for = |one: &Conflict| {
                pair.strip_prefix(&one.spot.to_string())?
                    .strip_prefix('=')
                    .map(str::to_owned)
            };
            let Some((one, text)) = conflicts
                .iter()
                .find_map(|one| Some((one, value_for(one)?)))
            else {
                let Some((field, _)) = pair.split_once('=') else {
                    return Err(Fault::misuse(format!("`--value {pair}` has no `=`")).hint(
                        "write it as `--value FIELD=VALUE`, such as `--value phone=360-555-0142`",
                    ));
                };
                return Err(not_open(field, torn));
            };
            let node = match text.trim() {
                "" => None,
                text => Some(told::read(book, torn.kind, one, &[text.to_owned()], today)?),
            };
            found.push((one.clone(), Choice::Value(node)));
        }
        for said in work::statements(conflicts) {
            let has_value = |one: &&&Conflict| found.iter().any(|(other, _)| other == **one);
            let with = said.iter().filter(has_value).count();
            if with > 0 && with < said.len() {
                let without: Vec<_> = said.iter().filter(|one| !has_value(one)).collect();
                let names = |all: &[&&Conflict]| {
                    all.iter()
                        .map(|one| format!("`{}`", one.spot))
                        .collect::<Vec<_>>()
                        .join(", ")
                };
                let flags: Vec<_> = without
                    .iter()
                    .map(|one| format!("--value {}=…", one.spot))
                    .collect();
                return Err(Fault::misuse(format!(
                    "{} goes with what was given, and needs a value too",
                    names(&without)
                ))
                .hint(format!(
                    "add `{}`; nothing after the `=` leaves it empty",
                    flags.join(" ")
                )));
            }
        }
        Ok(found)
    }
}

fn not_open(field: &str, torn: &Torn) -> Fault {
    let fault = Fault::misuse(format!("`{field}` is not in conflict in {}", torn.path));
    let What::Fields(_, conflicts) = &torn.what else {
        return fault.hint("see what is with `wbl conflicts`");
    };
    let open: Vec<_> = conflicts
        .iter()
        .map(|one| format!("`{}`", one.spot))
        .collect();
    fault.hint(if open.is_empty() {
        format!(
            "settle it as it is: `wbl conflicts {} --take ours`",
            torn.path
        )
    } else {
        format!("in conflict are {}: settle them with `wbl conflicts {} --take ours`, or `--take theirs`", open.join(", "), torn.path)
    })
}
