//! Whether MOUs fit their partners, and each other.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::record::Mou;
use crate::rule::MouState;
use crate::schema::{Kind, Problem};
use crate::value::{Id, checksum};

use super::file::{File, texts_at};
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::warning(
        "strange-party",
        "a signature, a sending or a termination by a partner that is not a partner of the MOU",
        "it counts for nobody, so the MOU stays unsigned or in force",
        "correct the partner, or add it to `partners`",
    ),
    CheckSpec::error(
        "signed-document",
        "a signed document that is no longer the one whose checksum was recorded",
        "what was signed is then not what lies there",
        "put the signed file back; a new text is another file, signed anew",
    ),
    CheckSpec::warning(
        "missing-document",
        "a signed document that is not where its signature says",
        "nobody can show what was signed",
        "put the file there, or correct the path with `wbl mou edit REF`",
    ),
    CheckSpec::warning(
        "two-mous",
        "two MOUs in force for the same partner and pathway, neither of which names the other",
        "nobody can say which of the two binds, nor when the partnership ends",
        "let the newer name the older in `supersedes`, or terminate one",
    ),
];

/// Looks at who signed, was sent and ended an MOU.
pub(super) fn look(file: &File<'_>, found: &mut Vec<Problem>) {
    let partners = texts_at(&file.doc.root, "partners");
    for group in ["sent", "signatures", "terminated"] {
        for item in file.items(group) {
            let named = item
                .get("partner")
                .and_then(|node| Some((node, node.as_text()?)));
            let Some((node, partner)) = named.filter(|(_, one)| !partners.contains(one)) else {
                continue;
            };
            let message = format!("`{group}` names `{partner}`, which is no partner of this MOU");
            let hint = format!("its partners are {}", partners.join(", "));
            found.push(file.found("strange-party", node, message).hint(hint));
        }
    }
}

/// Looks whether the signed documents are there and unchanged.
pub(super) fn documents(file: &File<'_>, book: &Book<'_>, found: &mut Vec<Problem>) {
    for signature in file.items("signatures") {
        let node = signature.get("document");
        let Some((node, path)) = node.and_then(|node| Some((node, node.as_text()?))) else {
            continue;
        };
        let Some(sum) = signature.text_at("sha256") else {
            continue;
        };
        match book.disk().read(path) {
            Ok(bytes) if checksum(&bytes) == sum => {}
            Ok(_) => {
                let message =
                    format!("{path} is not the document that was signed: its checksum is another");
                let hint = format!(
                    "put the signed file back; a new text is an amendment that all parties sign: `wbl mou amend {}`",
                    file.id
                );
                found.push(file.found("signed-document", node, message).hint(hint));
            }
            Err(_) => {
                let message = format!("{path}, which was signed, is not there");
                let hint = format!(
                    "put the file there, or correct the path: `wbl mou edit {}`",
                    file.id
                );
                found.push(file.found("missing-document", node, message).hint(hint));
            }
        }
    }
}

/// Finds MOUs that are in force beside one another.
pub(super) fn beside(ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    let book = ground.book;
    // Folders that cannot be listed are told of elsewhere.
    let Some(states) = &ground.mous else {
        return;
    };
    let all = book.all::<Mou>().unwrap_or_default();
    let in_force = all.iter().filter(|record| {
        let state = states.state(&record.id, ground.today);
        record.body.amends.is_none() && state.is_some_and(MouState::is_in_force)
    });
    let mut of_partner: BTreeMap<&Id, Vec<(&Id, &Mou)>> = BTreeMap::new();
    for record in in_force {
        let (id, mou) = (&record.id, &record.body);
        let twins = mou.partners.iter().find_map(|partner| {
            let others = of_partner.get(partner.id())?;
            let twin = others
                .iter()
                .find(|(other, one)| covers_same(id, mou, other, one))?;
            Some((partner.id(), twin.0))
        });
        if let Some((partner, other)) = twins {
            found.extend(told(ground, id, other, partner));
        }
        for partner in &mou.partners {
            of_partner.entry(partner.id()).or_default().push((id, mou));
        }
    }
}

/// Whether two MOUs share a pathway, all where none is named, and neither names the other.
fn covers_same(id: &Id, mou: &Mou, other_id: &Id, other: &Mou) -> bool {
    let shared = mou.pathways.is_empty()
        || other.pathways.is_empty()
        || mou.pathways.iter().any(|one| other.pathways.contains(one));
    let names = |mou: &Mou, id: &Id| mou.supersedes.iter().any(|old| old.id() == id);
    shared && !names(mou, other_id) && !names(other, id)
}

fn told(ground: &Ground<'_, '_>, id: &Id, other: &Id, partner: &Id) -> Option<Problem> {
    let sheet = ground.book.sheet(Kind::Mou, id).ok()??;
    let file = File {
        kind: Kind::Mou,
        id,
        path: &sheet.path,
        doc: &sheet.doc,
    };
    if file.excuses("two-mous", Some(other.as_str())) {
        return None;
    }
    let message = format!("`{id}` and `{other}` are both in force for `{partner}`");
    Some(
        file.found_under("two-mous", "partners", message)
            .hint(format!("wbl mou set {id} --supersedes {other}")),
    )
}
