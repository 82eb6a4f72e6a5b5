//! `set`: fields of records replaced, added to, taken from; one change for all of them.

use crate::book::Book;
use crate::change::{Change, Draft, no_record};
use crate::fault::{Fault, Result};
use crate::record::{Eval, spec};
use crate::schema::{Doc, Field, Kind, Node, Splicer, Val};
use crate::value::{Day, Id, Ref};

use super::doubts;
use super::flags::{Placed, find_flag, missing, wanted};
use super::ground::Grounds;
use super::judge::{Case, judge};
use super::rate;
use super::step::{Step, splice};
use super::typed::Typed;

/// What is asked of `set`; texts are as typed, keys are fields or their flags' words.
#[derive(Clone, Debug, Default)]
pub struct SetRequest {
    /// Fields to be replaced; items of a group are updated, or added.
    pub values: Vec<(String, Vec<String>)>,
    /// Fields to be taken away.
    pub unset: Vec<String>,
    /// Values to be added to lists.
    pub add: Vec<(String, String)>,
    /// Values and items to be taken from lists.
    pub drop: Vec<(String, String)>,
    /// The ground for going past a rule.
    pub reason: Option<String>,
}

/// Changes fields of records: replaces, then adds, then drops.
///
/// # Errors
/// Where a reference names nothing (3), a value cannot be read (2), or what a record would become
/// is refused (4): all of what was typed at once.
pub fn set(
    book: &Book<'_>,
    kind: Kind,
    ids: &[Id],
    request: &SetRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut typed = Typed::new(book, today)?;
    if let (Kind::Eval, Some(id)) = (kind, ids.first()) {
        let form = book.get::<Eval>(id)?.and_then(|eval| eval.body.form);
        typed.rates_on(rate::scale_of(book, form.as_ref().map(Ref::as_str))?);
    }
    let steps = read(kind, request, &mut typed);
    if let (Kind::Eval, Some(id)) = (kind, ids.first()) {
        let ratings = request.values.iter().filter(|(key, _)| key == "ratings");
        let all: Vec<_> = ratings.flat_map(|(_, texts)| texts.clone()).collect();
        typed.misnamed(rate::misnamed_of(book, id, &all)?);
    }
    let notices = typed.settle()?;
    let mut draft = Draft::new(book, seed);
    draft.change.notices = notices;
    for id in ids {
        change_one(
            &mut draft,
            kind,
            id,
            &steps,
            request.reason.as_deref(),
            today,
        )?;
    }
    draft.finish()
}

fn read(kind: Kind, request: &SetRequest, typed: &mut Typed<'_, '_>) -> Vec<Step> {
    let mut steps = Vec::new();
    let each = |key: &str, typed: &mut Typed<'_, '_>| match find_flag(kind, key) {
        Ok(placed) => Some(placed),
        Err(fault) => {
            typed.misused(fault);
            None
        }
    };
    for (key, texts) in &request.values {
        let Some(placed) = each(key, typed) else {
            continue;
        };
        if placed.1.group_fields().is_some() {
            let items = texts.iter().filter_map(|text| typed.item(placed.1, text));
            steps.extend(items.map(|item| Step::Item(placed, item)));
        } else if let Some(node) = typed.field(placed.1, texts) {
            steps.push(Step::Put(placed, node));
        }
    }
    for key in &request.unset {
        let Some(placed) = each(key, typed) else {
            continue;
        };
        if steps.iter().any(|step| is_of(step.placed(), placed)) {
            typed.misused(set_and_unset(placed.1));
        }
        steps.push(Step::Unset(placed));
    }
    for (adds, pairs) in [(true, &request.add), (false, &request.drop)] {
        for (key, text) in pairs {
            let Some(placed) = each(key, typed) else {
                continue;
            };
            if placed.1.group_fields().is_some() {
                let item = typed.item(placed.1, text);
                steps.extend(item.map(|item| {
                    if adds {
                        Step::Item(placed, item)
                    } else {
                        Step::DropItem(placed, item)
                    }
                }));
            } else if placed.1.many {
                let nodes = typed.field(placed.1, std::slice::from_ref(text));
                let nodes = nodes.map(|node| node.items().to_vec());
                steps.extend(nodes.map(|nodes| {
                    if adds {
                        Step::Add(placed, nodes)
                    } else {
                        Step::Drop(placed, nodes)
                    }
                }));
            } else {
                let flag = placed.1.flag();
                let word = if adds { "add" } else { "drop" };
                typed.misused(
                    Fault::misuse(format!("`--{word}` is for lists, and `{key}` is none")).hint(
                        format!(
                            "set it with `--{flag} VALUE`, or take it away with `--unset {flag}`"
                        ),
                    ),
                );
            }
        }
    }
    steps
}

/// Whether two places are of one field.
fn is_of(one: Placed, other: Placed) -> bool {
    one.0 == other.0 && one.1.key == other.1.key
}

/// Whichever of the two were done last would undo the other, and nobody said which is meant.
fn set_and_unset(field: &Field) -> Fault {
    let flag = field.flag();
    let both = format!("`--{flag}` and `--unset {flag}` cannot both be meant");
    Fault::misuse(both).hint(if field.group_fields().is_some() {
        format!(
            "leave `--unset {flag}` out to keep the other items, or take away only what is wrong: `--drop {flag}=KEY=VALUE`"
        )
    } else {
        format!("leave `--unset {flag}` out: `--{flag}` replaces what is there")
    })
}

fn change_one(
    draft: &mut Draft<'_, '_>,
    kind: Kind,
    id: &Id,
    steps: &[Step],
    reason: Option<&str>,
    today: Day,
) -> Result<()> {
    let book = draft.book();
    let old = draft.edit(kind, id)?.doc().clone();
    let (private, own): (Vec<_>, Vec<_>) = steps
        .iter()
        .partition(|step| step.placed().0 == Kind::Person);
    for step in own {
        apply(draft, kind, id, step)?;
    }
    let mut changed = false;
    if !private.is_empty() {
        changed = change_private(draft, id, &private)?;
    }
    let splicer = draft.edit(kind, id)?;
    keep_since(splicer, &old, today)?;
    let new = splicer.doc().root.clone();
    let mut grounds = Grounds::default();
    let case = Case {
        kind,
        id: Some(id),
        old: Some(&old.root),
        new: &new,
    };
    judge(book, &case, &mut grounds)?;
    let doubt = doubts::of_liaison(book, &case)?;
    for item in grounds.settle(book, reason, today)? {
        draft.edit(kind, id)?.push("reasons", item)?;
    }
    if changed || new != old.root {
        draft.say(format!("Changed the {} `{id}`.", kind.noun()));
    }
    if let Some(doubt) = doubt {
        draft.warn(doubt);
    }
    Ok(())
}

/// Changes a student's private part, or makes it where it is not on this machine.
fn change_private(draft: &mut Draft<'_, '_>, id: &Id, steps: &[&Step]) -> Result<bool> {
    if draft.book().has(Kind::Person, id)? {
        let old = draft.edit(Kind::Person, id)?.doc().text.clone();
        for step in steps {
            apply(draft, Kind::Person, id, step)?;
        }
        return Ok(draft.edit(Kind::Person, id)?.doc().text != old);
    }
    // Spliced into an empty text first: the same steps, the same words.
    let path = format!("private/students/{id}.toml");
    let empty =
        Doc::parse(&path, String::new()).map_err(|problems| crate::book::unreadable(&problems))?;
    let mut splicer = Splicer::new(&path, empty, spec(Kind::Person).fields());
    for step in steps {
        splice(&mut splicer, Kind::Person, id, step)?;
    }
    let root = &splicer.doc().root;
    let without = spec(Kind::Person)
        .fields()
        .iter()
        .filter(|field| field.is_missing_in(root));
    let without: Vec<_> = without.map(wanted).collect();
    if let Some(fault) = missing(Kind::Student, &without) {
        return Err(fault.hint(format!(
            "no private part of `{id}` is on this machine: it would be made"
        )));
    }
    draft.create(Kind::Person, id, None, root)?;
    Ok(true)
}

fn apply(draft: &mut Draft<'_, '_>, kind: Kind, id: &Id, step: &Step) -> Result<()> {
    let words = splice(draft.edit(kind, id)?, kind, id, step)?;
    draft.change.warnings.extend(words);
    Ok(())
}

/// A stage that has changed stands since today, unless another day was given with it.
pub(super) fn keep_since(splicer: &mut Splicer, old: &Doc, today: Day) -> Result<()> {
    let has_since = splicer.fields().find("stage_since").is_some();
    let now = |key: &str| splicer.doc().get(key).cloned();
    let (stage, since) = (now("stage"), now("stage_since"));
    if !has_since || stage.as_ref() == old.get("stage") || since.as_ref() != old.get("stage_since")
    {
        return Ok(());
    }
    match stage {
        Some(_) => splicer.set("stage_since", Node::made(Val::Day(today))),
        None => splicer.unset("stage_since"),
    }
}

/// The fault of an id that names no record, for verbs that take ids.
pub(super) fn must_exist(book: &Book<'_>, kind: Kind, id: &Id) -> Result<()> {
    if book.has(kind, id)? {
        Ok(())
    } else {
        Err(no_record(kind, id))
    }
}
