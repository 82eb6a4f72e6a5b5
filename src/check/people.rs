//! Whether students stay known by opaque ids alone: both parts there, no name where git keeps it.

use std::collections::{BTreeSet, HashMap};

use crate::book::Record;
use crate::change::told_in;
use crate::record::Person;
use crate::schema::{Kind, Problem};
use crate::value::{Id, Names, words_of};

use super::file::{File, problem_of};
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::error(
        "private-without-student",
        "a file in private/students/ whose student has no record in students/",
        "it keeps what is private about somebody whom no record needs",
        "delete it, or put the student's record back from git or a copy",
    ),
    CheckSpec::warning(
        "no-private-part",
        "a student without a file in private/students/, where the others have one",
        "the student is shown without a name, and rules that go by age are not judged",
        "copy the file from where it is, or type it in with `wbl student set REF --name \"…\"`",
    ),
    CheckSpec::warning(
        "name-in-tracked",
        "the full name of a student in a file that git keeps and others may read",
        "git never forgets: whoever gets the folder, now or in ten years, reads the name",
        "write the student's id instead of the name; where an id holds it, `wbl KIND rename REF NEW-ID`. What a partner or a contact is called (`name`, `aka`) is theirs and is let be; names of one word, or shared with a contact, are not looked for",
    ),
    CheckSpec::warning(
        "id-tells-name",
        "a student's id that holds a word of the student's name",
        "the id stands in every record, in git and in what leaves the school",
        "add the student anew with `wbl student add`; ids of students are not renamed",
    ),
    CheckSpec::warning(
        "same-student",
        "two students with the same name and birth day, or with the same district or state id",
        "hours of one student are split over two records, and neither has enough",
        "keep one record and move the other's experiences to it, or correct the id",
    ),
];

/// Looks for the names of students in a file that git keeps.
pub(super) fn look(file: &File<'_>, names: &Names, found: &mut Vec<Problem>) {
    if file.kind == Kind::Person {
        return;
    }
    let in_path = names.within(file.path);
    // Neither the name nor the line that it stands in is repeated; nor the id, where the path tells
    // the name.
    for (id, at) in told_in(names, file.kind, file.doc) {
        let (whose, instead) = if in_path.contains_key(id) {
            ("a student".to_owned(), "the student's id".to_owned())
        } else {
            (format!("the student `{id}`"), format!("\"{id}\""))
        };
        let message = format!("this file holds the full name of {whose}, and git keeps it");
        let mut problem = file.found_at("name-in-tracked", at, message);
        problem.place.excerpt = String::new();
        found.push(problem.hint(format!("write {instead} instead of the name")));
    }
    if !in_path.is_empty() {
        let message = "the path of this file holds the full name of a student";
        found.push(
            problem_of("name-in-tracked", file.path, message)
                .hint(format!("wbl {} rename {} NEW-ID", file.kind, file.id)),
        );
    }
}

/// Holds the two parts of each student against each other.
pub(super) fn parts(ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    let book = ground.book;
    // Folders that cannot be listed are told of elsewhere.
    let located = |kind| book.located(kind).unwrap_or_default();
    let (tracked, private) = (located(Kind::Student), located(Kind::Person));
    let ids = |located: &[crate::book::Located]| -> BTreeSet<Id> {
        located.iter().map(|one| one.id.clone()).collect()
    };
    let (tracked_ids, private_ids) = (ids(tracked), ids(private));
    for one in private.iter().filter(|one| !tracked_ids.contains(&one.id)) {
        let message = format!("there is no student `{}`", one.id);
        found.push(
            problem_of("private-without-student", &one.path, message).hint(format!(
                "delete it, or put students/{}.toml back from git or a copy",
                one.id
            )),
        );
    }
    if private.is_empty() {
        return;
    }
    for one in tracked.iter().filter(|one| !private_ids.contains(&one.id)) {
        let message = format!("the student `{}` has no private part", one.id);
        found.push(problem_of("no-private-part", &one.path, message).hint(format!(
            "copy private/students/{}.toml from where it is, or type it in: `wbl student set {} --name \"…\"`",
            one.id, one.id
        )));
    }
    ids_that_tell(&ground.people, found);
    same(&ground.people, found);
}

fn ids_that_tell(people: &[Record<Person>], found: &mut Vec<Problem>) {
    for person in people {
        let name = words_of(&person.body.name);
        let tells = person
            .id
            .as_str()
            .split('-')
            .any(|part| part.len() > 1 && name.iter().any(|word| word == part));
        if tells {
            let message = format!("the id `{}` holds a word of the student's name", person.id);
            found.push(
                problem_of("id-tells-name", &person.path, message)
                    .hint("add the student anew with `wbl student add`"),
            );
        }
    }
}

/// Two students who are likely one; neither name nor number is repeated.
fn same(people: &[Record<Person>], found: &mut Vec<Problem>) {
    let mut first: HashMap<(&str, String), &Id> = HashMap::new();
    for person in people {
        let body = &person.body;
        let named = body.born.map(|born| {
            let key = format!("{} {born}", words_of(&body.name).join(" "));
            ("name and birth day", key)
        });
        let numbers = [
            ("`district_id`", &body.district_id),
            ("`state_id`", &body.state_id),
        ];
        let numbers = numbers.into_iter().filter_map(|(what, number)| {
            let number = number.as_deref()?.trim();
            (!number.is_empty()).then(|| (what, number.to_owned()))
        });
        for (what, key) in named.into_iter().chain(numbers) {
            match first.get(&(what, key.clone())) {
                Some(other) => {
                    let message = format!("`{}` and `{other}` have the same {what}", person.id);
                    found.push(problem_of("same-student", &person.path, message).hint(format!(
                        "compare them with `wbl student show {}` and `wbl student show {other}`",
                        person.id
                    )));
                }
                None => {
                    first.insert((what, key), &person.id);
                }
            }
        }
    }
}
