//! `merge`: two records of one partner become one; the other stays as a tombstone that leads here.

mod brokered;

use std::collections::BTreeSet;

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Contact, Mou, Partner, Reason, node_of, spec};
use crate::schema::{Fields, Kind, Node, Shape, Val, find_field};
use crate::value::{Day, Id, fold};

use super::links::{Link, all_links_to};
use super::repoint::repoint;
use super::succeed::the_partner;

/// What moves from the one record to the other.
const HISTORIES: [&str; 3] = ["asks", "capacity", "touches"];

/// What the one that stays does not take over, even where it has nothing there.
const ITS_OWN: [&str; 10] = [
    "name",
    "aka",
    "stage",
    "stage_since",
    "part_of",
    "successor",
    "merged_into",
    "archived",
    "reasons",
    "custom",
];

/// Makes a partner part of another.
///
/// # Errors
/// Where there is no such partner (3), or the one cannot become part of the other (4).
pub fn merge(book: &Book<'_>, id: &Id, into: &Id, today: Day, seed: u64) -> Result<Change> {
    let (old, new) = (the_partner(book, id)?, the_partner(book, into)?);
    can_merge(id, &old, into, &new)?;
    let mut draft = Draft::new(book, seed);
    let mut touched: BTreeSet<String> = BTreeSet::new();
    for link in all_links_to(book, Kind::Partner, id)? {
        if link.kind == Kind::Partner && link.id == *id {
            continue;
        }
        if link.kind == Kind::Mou && touched.insert(link.path.clone()) {
            keep_name_as_signed(&mut draft, &link, id, &old, into, today)?;
        }
        touched.insert(link.path.clone());
        if link.kind == Kind::Partner && link.id == *into {
            draft.edit(Kind::Partner, into)?.unset(link.spot.key)?;
            continue;
        }
        repoint(draft.edit_at(link.kind, &link.path)?, &link, id, into)?;
    }
    let contacts = one_contact_each(&mut draft, id, into)?;
    take_over(&mut draft, id, &old, into, &new)?;
    bury(&mut draft, id, into, today)?;
    let files = touched.len();
    draft.say(format!(
        "`{id}` has become part of `{into}`; links in {files} {} lead there now.",
        if files == 1 { "record" } else { "records" }
    ));
    draft.change.said.extend(contacts);
    draft
        .change
        .said
        .extend(brokered::fewer_employers(book, id, into)?);
    draft.finish()
}

fn can_merge(id: &Id, old: &Partner, into: &Id, new: &Partner) -> Result<()> {
    if id == into {
        return Err(
            Fault::refused(format!("`{id}` cannot become part of itself"))
                .hint("name the record that stays: `--into ID`"),
        );
    }
    if let Some(there) = &old.merged_into {
        return Err(
            Fault::refused(format!("`{id}` has become part of `{there}` already"))
                .hint(format!("see it with `wbl partner show {there}`")),
        );
    }
    if let Some(there) = &new.merged_into {
        return Err(Fault::refused(format!(
            "`{into}` is only what is left of a record that became part of `{there}`"
        ))
        .hint(format!("wbl partner merge {id} --into {there}")));
    }
    Ok(())
}

/// A signed MOU says under which name it was signed.
fn keep_name_as_signed(
    draft: &mut Draft<'_, '_>,
    link: &Link,
    id: &Id,
    old: &Partner,
    into: &Id,
    today: Day,
) -> Result<()> {
    let book = draft.book();
    let Some(record) = book.get::<Mou>(&link.id)? else {
        return Ok(());
    };
    if record.body.signatures.is_empty() {
        return Ok(());
    }
    let reason = Reason {
        id: None,
        rule: "signed-terms".to_owned(),
        about: Some("partners".to_owned()),
        reason: format!("signed with {} (`{id}`), now part of `{into}`", old.name),
        by: book.settings.coordinator.name.clone(),
        on: today,
    };
    let fields = find_field(crate::record::COMMON, "reasons")
        .and_then(crate::schema::Field::group_fields)
        .unwrap_or(&[]);
    let node = node_of(&reason, Fields::of(fields));
    draft.edit_at(Kind::Mou, &link.path)?.push("reasons", node)
}

/// The one that stays gets the other's names and histories, and what it has nothing of its own for.
fn take_over(
    draft: &mut Draft<'_, '_>,
    id: &Id,
    old: &Partner,
    into: &Id,
    new: &Partner,
) -> Result<()> {
    let top = draft.edit(Kind::Partner, id)?.doc().root.clone();
    let splicer = draft.edit(Kind::Partner, into)?;
    let mut known: Vec<String> = new
        .aka
        .iter()
        .chain([&new.name])
        .map(|one| fold(one))
        .collect();
    for name in std::iter::once(&old.name).chain(&old.aka) {
        if !known.contains(&fold(name)) {
            known.push(fold(name));
            splicer.push("aka", Node::text(name))?;
        }
    }
    for field in spec(Kind::Partner).fields().iter() {
        let Some(node) = top.get(field.key) else {
            continue;
        };
        if ITS_OWN.contains(&field.key) {
            continue;
        }
        let has = splicer.doc().get(field.key).cloned();
        match (field.shape, has) {
            (Shape::Group { key, .. }, Some(there)) => {
                for item in node.items() {
                    let same = |one: &Node| key.iter().all(|part| one.get(part) == item.get(part));
                    if !there.items().iter().any(same) {
                        splicer.push(field.key, item.clone())?;
                    }
                }
            }
            (_, Some(there)) if field.many => {
                for item in node
                    .items()
                    .iter()
                    .filter(|one| !there.items().contains(one))
                {
                    splicer.push(field.key, item.clone())?;
                }
            }
            (_, Some(_)) => {}
            (_, None) => splicer.set(field.key, node.clone())?,
        }
    }
    Ok(())
}

/// What is left of the other record leads to the one that stays.
fn bury(draft: &mut Draft<'_, '_>, id: &Id, into: &Id, today: Day) -> Result<()> {
    let splicer = draft.edit(Kind::Partner, id)?;
    for key in HISTORIES {
        if splicer.doc().get(key).is_some() {
            splicer.unset(key)?;
        }
    }
    for key in ["part_of", "successor"] {
        let leads_there = splicer.doc().get(key).and_then(Node::as_text) == Some(into.as_str());
        if leads_there {
            splicer.unset(key)?;
        }
    }
    splicer.set("merged_into", Node::text(into.as_str()))?;
    if splicer.doc().get("archived").is_none() {
        splicer.set("archived", Node::made(Val::Day(today)))?;
    }
    Ok(())
}

/// Contacts of the two partners with one e-mail address are one person: one record stays. Says
/// which.
fn one_contact_each(draft: &mut Draft<'_, '_>, id: &Id, into: &Id) -> Result<Vec<String>> {
    let mut said = Vec::new();
    let book = draft.book();
    let of = |partner: &Id| -> Result<Vec<Record<Contact>>> {
        let mut all = book.all_with::<Contact>(partner.as_str())?;
        all.retain(|one| {
            one.body
                .partner
                .as_ref()
                .is_some_and(|at| at.id() == partner)
        });
        Ok(all)
    };
    let (from, stays) = (of(id)?, of(into)?);
    for old in &from {
        let email = old.body.email.as_deref().map(fold);
        let same = stays
            .iter()
            .find(|one| email.is_some() && one.body.email.as_deref().map(fold) == email);
        let Some(kept) = same else { continue };
        for link in all_links_to(book, Kind::Contact, &old.id)? {
            if link.path != old.path {
                repoint(
                    draft.edit_at(link.kind, &link.path)?,
                    &link,
                    &old.id,
                    &kept.id,
                )?;
            }
        }
        let top = draft.edit(Kind::Contact, &old.id)?.doc().root.clone();
        let splicer = draft.edit(Kind::Contact, &kept.id)?;
        for field in spec(Kind::Contact).fields().iter() {
            let (Some(node), has) = (top.get(field.key), splicer.doc().get(field.key).cloned())
            else {
                continue;
            };
            match has {
                None => splicer.set(field.key, node.clone())?,
                Some(there) if field.many && field.group_fields().is_none() => {
                    for item in node
                        .items()
                        .iter()
                        .filter(|one| !there.items().contains(one))
                    {
                        splicer.push(field.key, item.clone())?;
                    }
                }
                Some(_) => {}
            }
        }
        draft.remove(Kind::Contact, &old.path)?;
        said.push(format!(
            "The contacts `{}` and `{}` have one e-mail address: `{}` stays.",
            old.id, kept.id, kept.id
        ));
    }
    Ok(said)
}
