//! Whether a record may be as it is to be: what cannot be true, and what breaks a rule.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{Body, Eval, Mou, spec};
use crate::schema::{Field, Fields, Kind, Node, Shape, Val, record_text};
use crate::value::Id;

use super::ground::Grounds;
use super::judge_like::{like_contacts, like_partners};
use super::judge_wbl::judge_wbl;
use super::rate::known_skills;
use super::transfer::enrolled_twice;

/// A record before and after.
pub(super) struct Case<'a> {
    pub(super) kind: Kind,
    /// Its id; nothing while it has none.
    pub(super) id: Option<&'a Id>,
    /// What it held; nothing where it is new.
    pub(super) old: Option<&'a Node>,
    /// What it is to hold.
    pub(super) new: &'a Node,
}

impl Case<'_> {
    /// Whether one of these keys is other than it was.
    pub(super) fn has_changed(&self, keys: &[&str]) -> bool {
        let old = |key: &str| self.old.and_then(|old| old.get(key));
        keys.iter().any(|key| old(key) != self.new.get(key))
    }

    /// The record as its struct, where it is whole.
    pub(super) fn body<T: Body>(&self) -> Option<T> {
        toml::from_str(&record_text(self.new, spec(T::KIND).fields())).ok()
    }

    /// How to name it in a message.
    pub(super) fn id_text(&self) -> &str {
        self.id.map_or("ID", Id::as_str)
    }
}

/// Finds all that stands against the record as it is to be; what was so before is let be.
pub(super) fn judge(book: &Book<'_>, case: &Case<'_>, grounds: &mut Grounds) -> Result<()> {
    judge_alone(book, case, grounds)?;
    match case.kind {
        Kind::Partner => like_partners(book, case, grounds),
        Kind::Contact => like_contacts(book, case, grounds),
        Kind::Pathway
        | Kind::Student
        | Kind::Wbl
        | Kind::Mou
        | Kind::Eval
        | Kind::Council
        | Kind::Person
        | Kind::Form
        | Kind::Rules
        | Kind::Settings => Ok(()),
    }
}

/// The same, but for whether it looks like another record, for whoever looks at many at once.
pub(super) fn judge_alone(book: &Book<'_>, case: &Case<'_>, grounds: &mut Grounds) -> Result<()> {
    days_in_order(case, grounds);
    no_link_to_itself(case, grounds);
    match case.kind {
        Kind::Wbl => judge_wbl(book, case, grounds),
        Kind::Mou => judge_mou(book, case, grounds),
        Kind::Eval => {
            final_after_baseline(book, case, grounds)?;
            known_skills(book, case, grounds)
        }
        Kind::Student => {
            enrolled_twice(book, case, grounds);
            Ok(())
        }
        Kind::Partner
        | Kind::Contact
        | Kind::Pathway
        | Kind::Council
        | Kind::Person
        | Kind::Form
        | Kind::Rules
        | Kind::Settings => Ok(()),
    }
}

/// The keys of a first day and a last.
const PAIRS: [(&str, &str); 5] = [
    ("starts", "ends"),
    ("from", "to"),
    ("on", "expires"),
    ("effective", "through"),
    ("earned", "expires"),
];

fn days_in_order(case: &Case<'_>, grounds: &mut Grounds) {
    let mut look = |node: &Node, what: &str| {
        for (first, last) in PAIRS {
            if let (Some(from), Some(to)) = (node.day_at(first), node.day_at(last))
                && to < from
            {
                grounds.refuse(Fault::refused(format!(
                    "{what}`{last}` {to} lies before `{first}` {from}"
                )));
            }
        }
    };
    if PAIRS
        .iter()
        .any(|(first, last)| case.has_changed(&[*first, *last]))
    {
        look(case.new, "");
    }
    for field in groups(case.kind) {
        let old = case.old.and_then(|old| old.get(field.key));
        let was_there = |item: &Node| old.is_some_and(|old| old.items().contains(item));
        let items = case.new.get(field.key).map_or(&[][..], Node::items);
        for item in items.iter().filter(|item| !was_there(item)) {
            look(item, &format!("in `{}`, ", field.key));
        }
    }
}

fn groups(kind: Kind) -> impl Iterator<Item = &'static Field> {
    spec(kind)
        .fields()
        .iter()
        .filter(|field| field.group_fields().is_some())
}

fn no_link_to_itself(case: &Case<'_>, grounds: &mut Grounds) {
    let Some(id) = case.id else { return };
    for field in spec(case.kind).fields().iter() {
        let links = matches!(field.shape, Shape::Link(kind) if kind == case.kind);
        let to_itself = |node: &Node| {
            node.items()
                .iter()
                .any(|one| one.as_text() == Some(id.as_str()))
        };
        if links && case.has_changed(&[field.key]) && case.new.get(field.key).is_some_and(to_itself)
        {
            grounds.refuse(Fault::refused(format!(
                "`{}` of `{id}` cannot be `{id}` itself",
                field.key
            )));
        }
    }
}

/// The fields of an MOU that its document prints, and that its signatures stand under.
const PRINTED: [&str; 20] = [
    "partners",
    "parties",
    "pathways",
    "school_year",
    "through",
    "notice_days",
    "breach_days",
    "years",
    "lead",
    "liaison",
    "goals",
    "scope",
    "clauses",
    "advisory_duties",
    "laws",
    "notices_by",
    "city",
    "data_plan",
    "equity_plan",
    "communication",
];

fn judge_mou(book: &Book<'_>, case: &Case<'_>, grounds: &mut Grounds) -> Result<()> {
    let signed = case.old.is_some_and(|old| old.get("signatures").is_some());
    for key in PRINTED
        .iter()
        .filter(|key| signed && case.has_changed(&[**key]))
    {
        let id = case.id_text();
        let flag = key.replace('_', "-");
        let fault = Fault::refused(format!("`{key}` of `{id}` stands above a signature")).hint(
            format!("let all parties sign an amendment: `wbl mou amend {id} --{flag} …`"),
        );
        grounds.breaks("signed-terms", Some((*key).to_owned()), fault);
    }
    let Some(new) = case.body::<Mou>() else {
        return Ok(());
    };
    if let Some(original) = &new.amends
        && case.has_changed(&["amends"])
        && let Some(record) = book.get::<Mou>(original.id())?
        && let Some(first) = record.body.amends
    {
        let fault = Fault::refused(format!("`{original}` is itself an amendment, of `{first}`"));
        grounds.refuse(fault.hint(format!("amend the original: `--amends {first}`")));
    }
    let (Some(id), true) = (case.id, case.has_changed(&["supersedes"])) else {
        return Ok(());
    };
    let mut trail: Vec<Id> = new.supersedes.iter().map(|old| old.id().clone()).collect();
    let mut at = 0;
    while let Some(old) = trail.get(at).cloned() {
        at += 1;
        let older = book
            .get::<Mou>(&old)?
            .map_or_else(Vec::new, |record| record.body.supersedes);
        for one in older {
            if one.id() == id {
                grounds.refuse(Fault::refused(format!(
                    "`{id}` cannot supersede what supersedes it: `{old}` does"
                )));
            } else if !trail.contains(one.id()) {
                trail.push(one.id().clone());
            }
        }
    }
    Ok(())
}

fn final_after_baseline(book: &Book<'_>, case: &Case<'_>, grounds: &mut Grounds) -> Result<()> {
    let keys = ["experience", "review", "on"];
    let Some(new) = case.body::<Eval>().filter(|_| case.has_changed(&keys)) else {
        return Ok(());
    };
    for other in book.all_with::<Eval>(new.experience.as_str())? {
        if case.id == Some(&other.id) || other.body.experience != new.experience {
            continue;
        }
        let (last, first) = match (new.review.as_str(), other.body.review.as_str()) {
            ("final", "baseline") => (new.on, other.body.on),
            ("baseline", "final") => (other.body.on, new.on),
            _ => continue,
        };
        if last < first {
            grounds.refuse(
                Fault::refused(format!(
                    "the final review of {last} would lie before the baseline review of {first}"
                ))
                .hint(format!(
                    "look at the other one: `wbl eval show {}`",
                    other.id
                )),
            );
        }
    }
    Ok(())
}

/// The fields of a group of a kind.
pub(super) fn group_fields(kind: Kind, key: &str) -> Fields {
    let field = spec(kind).fields().find(key);
    Fields::of(field.and_then(Field::group_fields).unwrap_or(&[]))
}

/// The texts of a list at a key.
pub(super) fn texts<'a>(root: &'a Node, key: &str) -> Vec<&'a str> {
    match root.get(key).map(|node| &node.val) {
        Some(Val::List(items)) => items.iter().filter_map(Node::as_text).collect(),
        Some(Val::Text(text)) => vec![text],
        _ => Vec::new(),
    }
}
