//! Who reads a document, and in which language: a guardian, or the contact at the partner.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::record::{Contact, Person, Student, Supervisor, Wbl};
use crate::schema::Kind;
use crate::value::{Day, Id, Reach, Ref, fold};

use super::template::Template;

/// Languages as people write them, and their tags (BCP 47).
const TAGS: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("cape verdean creole", "kea"),
    ("chinese", "zh"),
    ("english", "en"),
    ("french", "fr"),
    ("haitian creole", "ht"),
    ("khmer", "km"),
    ("portuguese", "pt"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("vietnamese", "vi"),
];

/// The tag of a language that was noted by its name; a tag stays as it is.
fn tag_of(language: &str) -> String {
    let folded = fold(language);
    let known = TAGS.iter().find(|(name, _)| *name == folded);
    known.map_or_else(|| language.trim().to_owned(), |(_, tag)| (*tag).to_owned())
}

/// The language of whoever a template says its reader is; nothing where it says nothing, and where
/// nobody has noted a language.
///
/// # Errors
/// Where the template names a reader that there is not (exit 4).
pub fn language_of(
    book: &Book<'_>,
    template: &Template,
    kind: Kind,
    id: &Id,
    today: Day,
) -> Result<Option<String>> {
    let Some(reader) = template.head.reader.as_deref() else {
        return Ok(None);
    };
    let placement = match kind {
        Kind::Wbl => book.get::<Wbl>(id)?.map(|record| record.body),
        _ => None,
    };
    match reader {
        "guardian" => {
            let student = match (kind, &placement) {
                (Kind::Student, _) => Some(id.clone()),
                (_, Some(wbl)) => wbl
                    .students
                    .first()
                    .map(|one: &Ref<Student>| one.id().clone()),
                (_, None) => None,
            };
            let person = match student {
                Some(student) => book.get::<Person>(&student)?.map(|record| record.body),
                None => None,
            };
            Ok(person.and_then(|person| {
                let mut guardians = person.guardians.into_iter();
                guardians
                    .find_map(|one| one.language)
                    .map(|one| tag_of(&one))
            }))
        }
        "contact" => {
            let contact = match (kind, &placement) {
                (Kind::Contact, _) => Some(id.clone()),
                (_, Some(wbl)) => {
                    supervisor(&wbl.supervisors, today).map(|one| one.contact.id().clone())
                }
                (_, None) => None,
            };
            let contact = match contact {
                Some(contact) => book.get::<Contact>(&contact)?.map(|record| record.body),
                None => None,
            };
            Ok(contact.and_then(|contact| Some(tag_of(&contact.language?))))
        }
        _ => Err(Fault::refused(format!(
            "{} says that its reader is `{reader}`, and a reader is `guardian` or `contact`",
            template.path
        ))
        .hint("mend the line `reader = …` at its head")),
    }
}

/// Who supervises on a day; before the first and after the last, the nearest of them.
pub(super) fn supervisor(all: &[Supervisor], today: Day) -> Option<&Supervisor> {
    let on_the_day = |one: &&Supervisor| Reach::new(one.from, one.to).holds(today);
    let is_to_come = |one: &&Supervisor| one.from.is_some_and(|from| from > today);
    all.iter()
        .find(on_the_day)
        .or_else(|| all.iter().find(is_to_come))
        .or_else(|| all.last())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::memory::Memory;

    fn school() -> Memory {
        Memory::of(&[
            ("wbl.toml", "format = 1\n"),
            ("contacts/dana.toml", "name = \"Dana\"\nlanguage = \"pt\"\n"),
            ("contacts/lee.toml", "name = \"Lee\"\n"),
            (
                "private/students/s-a2b2c2.toml",
                "name = \"Ana Roble\"\nguardians = [{ name = \"Luz Roble\" }, { name = \"Rui Roble\", language = \"Spanish\" }]\n",
            ),
            (
                "wbl/2026-27/e.toml",
                "activity = \"internship\"\nstarts = 2026-10-05\nstudents = [\"s-a2b2c2\"]\nsupervisors = [{ contact = \"dana\", to = 2026-11-30 }, { contact = \"lee\", from = 2026-12-01 }]\n",
            ),
        ])
    }

    fn picked(reader: &str, kind: Kind, id: &str, on: &str) -> Result<Option<String>> {
        let text = format!("+++\nreader = \"{reader}\"\n+++\nx\n");
        let template = Template::read("t.md", "templates/t.md", &text, true).unwrap();
        let memory = school();
        let (id, on) = (Id::new(id).unwrap(), Day::iso(on).unwrap());
        language_of(&memory.book(), &template, kind, &id, on)
    }

    #[test]
    fn the_language_is_that_of_who_reads_it_on_that_day() {
        for (reader, kind, id, on, expected) in [
            ("guardian", Kind::Wbl, "e", "2026-11-22", Some("es")),
            (
                "guardian",
                Kind::Student,
                "s-a2b2c2",
                "2026-11-22",
                Some("es"),
            ),
            ("contact", Kind::Wbl, "e", "2026-11-22", Some("pt")),
            ("contact", Kind::Wbl, "e", "2026-12-22", None),
            ("contact", Kind::Contact, "dana", "2026-12-22", Some("pt")),
            ("contact", Kind::Council, "c", "2026-12-22", None),
        ] {
            let language = picked(reader, kind, id, on).unwrap();
            assert_eq!(language.as_deref(), expected, "{reader} {id} {on}");
        }
        assert!(picked("uncle", Kind::Wbl, "e", "2026-11-22").is_err());
    }
}
