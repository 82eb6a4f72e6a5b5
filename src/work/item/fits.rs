//! What an item must not be, seen against the record that it goes into.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{Applicant, Mou, Status, Wbl};
use crate::schema::Node;
use crate::value::Id;

use super::super::ground::Grounds;
use super::super::placement::experience;

/// Someone applies to an opportunity only, and is not twice in a row where they are.
pub(super) fn applies(book: &Book<'_>, id: &Id, item: &Node, grounds: &mut Grounds) -> Result<()> {
    let wbl = experience(book, id)?.body;
    if wbl.status() != Status::Posted {
        grounds.refuse(
            Fault::refused(format!(
                "`{id}` is {}, and only an opportunity that is posted takes applicants",
                wbl.status().word()
            ))
            .hint(format!(
                "if it is open to others: `wbl wbl set {id} --status posted --slots N`"
            )),
        );
    }
    let (student, status) = (item.text_at("student"), item.text_at("status"));
    if status == Some("placed") {
        let student = student.unwrap_or("STUDENT");
        grounds.refuse(
            Fault::refused("a student is placed by a verb of its own, which makes the placement")
                .hint(format!("wbl wbl place {id} {student}")),
        );
    }
    let newest = student.and_then(|student| newest(&wbl, student));
    let word = newest.and_then(|one| serde_json::to_value(one.status).ok());
    if let (Some(word), Some(student)) = (word, student)
        && word.as_str() == status
    {
        let word = word.as_str().unwrap_or_default();
        grounds.refuse(
            Fault::refused(format!("`{student}` is {word} with `{id}` already"))
                .hint(format!("see who applied with `wbl wbl show {id}`")),
        );
    }
    Ok(())
}

/// The newest move of an applicant.
fn newest<'a>(wbl: &'a Wbl, student: &str) -> Option<&'a Applicant> {
    let own = wbl.applicants.iter().enumerate();
    own.filter(|(_, one)| one.student.as_str() == student)
        .max_by_key(|(at, one)| (one.on, *at))
        .map(|(_, one)| one)
}

/// An MOU is sent to its own partners.
pub(super) fn sends(book: &Book<'_>, id: &Id, item: &Node, grounds: &mut Grounds) -> Result<()> {
    let Some(partner) = item.text_at("partner") else {
        return Ok(());
    };
    let record = book
        .get::<Mou>(id)?
        .ok_or_else(|| crate::change::no_record(crate::schema::Kind::Mou, id))?;
    let mut mou = record.body;
    if let Some(original) = mou.amends.take() {
        let original = book.get::<Mou>(original.id())?;
        mou.partners
            .extend(original.into_iter().flat_map(|one| one.body.partners));
    }
    if !mou.partners.iter().any(|one| one.as_str() == partner) {
        grounds.refuse(super::super::sign::not_a_partner(id, partner));
    }
    Ok(())
}
