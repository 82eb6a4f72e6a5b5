//! Whether a partner or a contact looks like one that is there already.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{Contact, Partner};
use crate::rule::{Likeness, contacts_alike, partners_alike};
use crate::schema::Kind;
use crate::value::{Id, Ref};

use super::ground::Grounds;
use super::judge::Case;

/// Finds partners that look like the one to be, where its name is new.
pub(super) fn like_partners(book: &Book<'_>, case: &Case<'_>, grounds: &mut Grounds) -> Result<()> {
    let Some(new) = case
        .body::<Partner>()
        .filter(|_| case.has_changed(&["name"]))
    else {
        return Ok(());
    };
    for other in book.all::<Partner>()? {
        let known = are_kin(&new, &other.body, case.id, &other.id);
        if case.id == Some(&other.id) || other.body.merged_into.is_some() || known {
            continue;
        }
        if let Some(likeness) = partners_alike(&new, &other.body) {
            let town = other.body.town.as_deref();
            looks_like(
                Kind::Partner,
                &other.id,
                &other.body.name,
                town,
                likeness,
                grounds,
            );
        }
    }
    Ok(())
}

/// Whether two partners are known to be two: a branch and its parent, branches of one parent, one
/// that took the other over.
fn are_kin(a: &Partner, b: &Partner, a_id: Option<&Id>, b_id: &Id) -> bool {
    let names = |one: &Partner, other: Option<&Id>| {
        let links = [&one.part_of, &one.successor];
        other.is_some() && links.iter().any(|link| link.as_ref().map(Ref::id) == other)
    };
    let siblings = a.part_of.is_some() && a.part_of == b.part_of;
    siblings || names(a, Some(b_id)) || names(b, a_id)
}

/// Finds contacts that look like the one to be.
pub(super) fn like_contacts(book: &Book<'_>, case: &Case<'_>, grounds: &mut Grounds) -> Result<()> {
    let keys = ["name", "email", "partner"];
    let Some(new) = case.body::<Contact>().filter(|_| case.has_changed(&keys)) else {
        return Ok(());
    };
    for other in book.all::<Contact>()? {
        if case.id == Some(&other.id) {
            continue;
        }
        if let Some(likeness) = contacts_alike(&new, &other.body) {
            let at = other.body.partner.as_ref().map(Ref::as_str);
            looks_like(
                Kind::Contact,
                &other.id,
                &other.body.name,
                at,
                likeness,
                grounds,
            );
        }
    }
    Ok(())
}

fn looks_like(
    kind: Kind,
    id: &Id,
    name: &str,
    place: Option<&str>,
    likeness: Likeness,
    grounds: &mut Grounds,
) {
    let place = place.map_or(String::new(), |place| format!(" ({place})"));
    let fault = Fault::refused(format!(
        "possible duplicate: there is `{id}`, {name}{place}; {}",
        likeness.words()
    ))
    .hint(format!("look at it: `wbl {kind} show {id}`"));
    grounds.breaks("likely-duplicate", Some(id.to_string()), fault);
}
