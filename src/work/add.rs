//! `add`: a new record from what flags carry, of any kind, by its table.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::spec;
use crate::schema::{Field, Kind, Node, Shape, Val};
use crate::value::{Day, Id};

use super::copying::copied;
use super::flags::{Placed, find_flag, incomplete, missing, wanted};
use super::ground::Grounds;
use super::judge::{Case, judge};
use super::naming::{made_id, typed_id, year_folder};
use super::typed::Typed;
use super::{add_wbl, doubts, enrol, rate};

/// What is asked of `add`; texts are as typed.
#[derive(Clone, Debug, Default)]
pub struct AddRequest {
    /// The name, where the kind has one.
    pub name: Option<String>,
    /// The id, where it is not to be made.
    pub id: Option<String>,
    /// Each field's key, or its flag's word, with its texts. A student takes `pathway` and `from`
    /// besides, an evaluation `rate` (`SKILL=N`).
    pub values: Vec<(String, Vec<String>)>,
    /// The record to begin from.
    pub copy: Option<Id>,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

/// The values of a record in the making, by key.
pub(super) type Values = BTreeMap<&'static str, Node>;

/// The values of a record in the making as its top table.
pub(super) fn root(values: &Values) -> Node {
    Node::table(
        values
            .iter()
            .map(|(key, node)| ((*key).to_owned(), node.clone())),
    )
}

/// What was typed, read: by file, and what belongs to no field.
#[derive(Debug, Default)]
pub(super) struct Filled {
    pub(super) own: Values,
    pub(super) private: Values,
    pub(super) beside: Values,
}

/// Makes a new record; of an experience for several students, one for each.
///
/// # Errors
/// Where a reference names nothing (3), a value cannot be read or is missing (2), or the record is
/// refused (4): all of what was typed at once, in this order.
pub fn add(
    book: &Book<'_>,
    kind: Kind,
    request: &AddRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let base = match &request.copy {
        Some(source) => copied(book, kind, source)?,
        None => Values::new(),
    };
    let mut draft = Draft::new(book, seed);
    add_from(&mut draft, kind, request, base, today, seed)?;
    draft.finish()
}

/// Makes a new record from what it begins with, and what was typed on top of that.
pub(super) fn add_from(
    draft: &mut Draft<'_, '_>,
    kind: Kind,
    request: &AddRequest,
    base: Values,
    today: Day,
    seed: u64,
) -> Result<()> {
    let book = draft.book();
    let mut typed = Typed::new(book, today)?;
    let mut filled = Filled {
        own: base,
        ..Filled::default()
    };
    if kind == Kind::Eval {
        let form = request.values.iter().find(|(key, _)| key == "form");
        let form = form.and_then(|(_, texts)| texts.first());
        typed.rates_on(rate::scale_of(book, form.map(String::as_str))?);
    }
    read_values(kind, request, &mut typed, &mut filled);
    if kind == Kind::Eval {
        let own = |key: &str| filled.own.get(key).and_then(Node::as_text);
        let all = request.values.iter().flat_map(|(key, texts)| {
            let as_items: Vec<_> = match key.as_str() {
                "rate" => texts.iter().map(|text| rating(text)).collect(),
                "ratings" => texts.clone(),
                _ => Vec::new(),
            };
            as_items
        });
        let all: Vec<_> = all.collect();
        typed.misnamed(rate::misnamed_of_new(
            book,
            (own("form"), own("experience")),
            &all,
        )?);
    }
    read_name(kind, request, &mut typed, &mut filled);
    let activities = typed.activities().clone();
    let notices = typed.settle()?;

    draft.change.notices = notices;
    if kind == Kind::Student {
        return enrol::new_student(draft, request, filled, today, seed);
    }
    let mut roots = vec![filled.own];
    let mut lacking = lacking(kind, &root(&roots[0]));
    if kind == Kind::Wbl {
        let typed = request.values.iter().any(|(key, _)| key == "pathway");
        roots = add_wbl::each_student(book, &roots[0], typed, &activities, &mut lacking)?;
    }
    if let Some(fault) = missing(kind, &lacking) {
        return Err(fault);
    }
    if request.id.is_some() && roots.len() > 1 {
        return Err(Fault::misuse(
            "`--id` names one record, and several are to be made",
        ));
    }
    for mut values in roots {
        stage_since(kind, &mut values, today);
        let top = root(&values);
        let mut grounds = Grounds::default();
        let case = Case {
            kind,
            id: None,
            old: None,
            new: &top,
        };
        judge(book, &case, &mut grounds)?;
        let reasons = grounds.settle(book, request.reason.as_deref(), today)?;
        if !reasons.is_empty() {
            values.insert("reasons", Node::list(reasons));
        }
        let id = match &request.id {
            Some(text) => typed_id(book, kind, text)?,
            None => made_id(book, kind, &top, &activities)?,
        };
        let folder = year_folder(book, kind, &top)?;
        draft.create(kind, &id, folder.as_deref(), &root(&values))?;
        draft.say(format!("Added the {} `{id}`.", kind.noun()));
        if kind == Kind::Wbl {
            for doubt in doubts::of_new_placement(book, &id, &case, &activities)? {
                draft.warn(doubt);
            }
        }
        if let Some(doubt) = doubts::of_liaison(book, &case)? {
            draft.warn(doubt);
        }
        if kind == Kind::Eval {
            draft
                .change
                .warnings
                .extend(rate::other_forms(book, None, &top)?);
        }
    }
    Ok(())
}

/// What a new record of a kind must have and has not.
pub(super) fn lacking(kind: Kind, top: &Node) -> Vec<String> {
    let name = |field: &&Field| field.key == "name";
    let fields = spec(kind).fields();
    let without = fields.iter().filter(|field| field.is_missing_in(top));
    let say = |field: &'static Field| {
        if name(&field) {
            "a NAME".to_owned()
        } else {
            wanted(field)
        }
    };
    without.map(say).collect()
}

fn read_values(kind: Kind, request: &AddRequest, typed: &mut Typed<'_, '_>, filled: &mut Filled) {
    if kind == Kind::Eval {
        let on = request.values.iter().find(|(key, _)| key == "on");
        if let Some(text) = on.and_then(|(_, texts)| texts.first()) {
            typed.on_day(text);
        }
    }
    for (key, texts) in &request.values {
        if let Some((key, shape)) = beside(kind, key) {
            for text in texts {
                let node = typed.value(shape, text, &format!("`--{key}`"));
                filled.beside.extend(node.map(|node| (key, node)));
            }
            continue;
        }
        if kind == Kind::Eval && key == "rate" {
            if let Ok((_, field)) = find_flag(kind, "ratings") {
                let texts: Vec<_> = texts.iter().map(|text| rating(text)).collect();
                read_group(field, &texts, typed, &mut filled.own);
            }
            continue;
        }
        match find_flag(kind, key) {
            Ok(placed) => read_field(placed, texts, typed, filled),
            Err(fault) => typed.misused(fault),
        }
    }
}

/// Flags of `add` that are no fields: the enrolment that a student begins with.
fn beside(kind: Kind, key: &str) -> Option<(&'static str, Shape)> {
    match (kind, key) {
        (Kind::Student, "pathway") => Some(("pathway", Shape::Link(Kind::Pathway))),
        (Kind::Student, "from") => Some(("from", Shape::Day)),
        _ => None,
    }
}

/// `SKILL=N` as an item of the ratings; `SKILL=-` is not rated.
pub fn rating(text: &str) -> String {
    match text.rsplit_once('=') {
        Some((skill, rating)) if rating.trim() == "-" => format!("skill={skill},rating="),
        Some((skill, rating)) => format!("skill={skill},rating={rating}"),
        None => format!("skill={text},rating=?"),
    }
}

fn read_field(placed: Placed, texts: &[String], typed: &mut Typed<'_, '_>, filled: &mut Filled) {
    let (kind, field) = placed;
    let values = if kind == Kind::Person {
        &mut filled.private
    } else {
        &mut filled.own
    };
    if field.group_fields().is_some() {
        return read_group(field, texts, typed, values);
    }
    values.extend(typed.field(field, texts).map(|node| (field.key, node)));
}

fn read_group(
    field: &'static Field,
    texts: &[String],
    typed: &mut Typed<'_, '_>,
    values: &mut Values,
) {
    let mut items = Vec::new();
    for text in texts {
        let Some(item) = typed.item(field, text) else {
            continue;
        };
        match incomplete(field, &item.node) {
            Some(fault) => typed.misused(fault),
            None => items.push(item.node),
        }
    }
    if !items.is_empty() {
        values.insert(field.key, Node::list(items));
    }
}

fn read_name(kind: Kind, request: &AddRequest, typed: &mut Typed<'_, '_>, filled: &mut Filled) {
    let Some(name) = &request.name else { return };
    match find_flag(kind, "name") {
        Ok((home, field)) => {
            let node = typed.value(field.shape, name, "NAME");
            let values = if home == Kind::Person {
                &mut filled.private
            } else {
                &mut filled.own
            };
            values.extend(node.map(|node| (field.key, node)));
        }
        Err(_) => typed.misused(
            Fault::misuse(format!(
                "{} has no name, and `{name}` is not a flag",
                kind.a_noun()
            ))
            .hint(format!("see its flags with `wbl {kind} add --help`")),
        ),
    }
}

/// A stage that is named stands since today, unless another day is given.
pub(super) fn stage_since(kind: Kind, values: &mut Values, today: Day) {
    let has_since = spec(kind).fields().find("stage_since").is_some();
    if has_since && values.contains_key("stage") && !values.contains_key("stage_since") {
        values.insert("stage_since", Node::made(Val::Day(today)));
    }
}
