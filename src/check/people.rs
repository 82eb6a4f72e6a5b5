//! Whether students stay known by opaque ids alone: both parts there, no name where git keeps it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::char::is_combining_mark;

use crate::book::Record;
use crate::record::Person;
use crate::schema::{Kind, Problem};
use crate::value::{Id, fold, words_of};

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
        "write the student's id instead of the name; names of one word, or shared with a contact, are not looked for",
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

/// The names of students as sequences of folded words.
#[derive(Debug)]
pub(super) struct Names {
    /// By the first byte of their first word and by that word: the numbers that most records are
    /// full of are then no names at a glance.
    by_first: Vec<HashMap<String, Vec<Form>>>,
}

/// A way to write a name, word by word, and whose it is.
type Form = (Vec<String>, Id);

impl Names {
    /// The full names: as written, without middle names, and last name first. Names of one word
    /// and names that `others` bear too would be found where no student is meant.
    pub(super) fn of(people: &[Record<Person>], others: &BTreeSet<String>) -> Self {
        let others: BTreeSet<_> = others.iter().map(|name| words_of(name)).collect();
        let mut by_first = vec![HashMap::<_, Vec<_>>::new(); 256];
        for person in people {
            let words = words_of(&person.body.name);
            if words.len() < 2 || others.contains(&words) {
                continue;
            }
            let (first, last) = (&words[0], &words[words.len() - 1]);
            let short = vec![first.clone(), last.clone()];
            let turned = vec![last.clone(), first.clone()];
            for form in BTreeSet::from([words.clone(), short, turned]) {
                if others.contains(&form) {
                    continue;
                }
                let first = form[0].clone();
                let of_byte = &mut by_first[first_byte(&first)];
                let starts = of_byte.entry(first).or_default();
                starts.push((form, person.id.clone()));
            }
        }
        Self { by_first }
    }

    /// The first place of each student's name in a text: the student and the bytes.
    fn within(&self, text: &str) -> BTreeMap<&Id, std::ops::Range<usize>> {
        let mut found = BTreeMap::new();
        for (start, word) in words(text) {
            let of_byte = &self.by_first[first_byte(&word)];
            for (form, id) in of_byte.get(&*word).into_iter().flatten() {
                let here = words(&text[start..]).map(|(_, word)| word);
                if here.take(form.len()).eq(form.iter().map(String::as_str)) {
                    found.entry(id).or_insert(start..start + 1);
                }
            }
        }
        found
    }
}

/// The first byte of a word; nought of an empty one.
fn first_byte(word: &str) -> usize {
    word.bytes().next().unwrap_or(0).into()
}

/// The words of a text, folded, each with the byte at which it starts.
fn words(text: &str) -> impl Iterator<Item = (usize, Cow<'_, str>)> {
    let parts = |c: char| {
        if c.is_ascii() {
            !c.is_ascii_alphanumeric()
        } else {
            !c.is_alphanumeric() && !is_combining_mark(c)
        }
    };
    let bare = |word: &str| {
        word.bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    let mut next = 0;
    let pieces = text.split_inclusive(parts).map(move |piece| {
        let start = next;
        next += piece.len();
        (start, piece.trim_end_matches(parts))
    });
    pieces
        .filter(|(_, word)| !word.is_empty())
        .map(move |(start, word)| {
            let folded = if bare(word) {
                Cow::Borrowed(word)
            } else {
                Cow::Owned(fold(word))
            };
            (start, folded)
        })
}

/// Looks for the names of students in a file that git keeps.
pub(super) fn look(file: &File<'_>, names: &Names, found: &mut Vec<Problem>) {
    if file.kind == Kind::Person {
        return;
    }
    // Neither the name nor the line that it stands in is repeated.
    for (id, at) in names.within(&file.doc.text) {
        let message =
            format!("this file holds the full name of the student `{id}`, and git keeps it");
        let mut problem = file.found_at("name-in-tracked", at, message);
        problem.place.excerpt = String::new();
        found.push(problem.hint(format!("write \"{id}\" instead of the name")));
    }
    for id in names.within(file.path).keys() {
        let message = format!("the path of this file holds the full name of the student `{id}`");
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

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[(&str, &str)], others: &[&str]) -> Names {
        let people: Vec<_> = names
            .iter()
            .map(|(id, name)| Record {
                id: Id::new(id).unwrap(),
                path: String::new(),
                body: toml::from_str(&format!("name = \"{name}\"\n")).unwrap(),
            })
            .collect();
        Names::of(
            &people,
            &others.iter().map(|name| (*name).to_owned()).collect(),
        )
    }

    #[test]
    fn a_name_is_found_in_every_spelling_of_it() {
        let names = names(
            &[("s-k7f2wq", "Jane Q. Núñez-Doe"), ("s-222222", "Li")],
            &["Ann Lee"],
        );
        for text in [
            "about = \"Jane Q. Nunez-Doe starts Monday\"",
            "# JANE DOE",
            "Doe, Jane",
            "jane_doe",
            "students = [\"jane-doe\"]",
        ] {
            assert!(
                names
                    .within(text)
                    .contains_key(&Id::new("s-k7f2wq").unwrap()),
                "{text}"
            );
        }
        for text in ["Jane", "Doe and Jane", "Janet Doe", "Jane Nunez", "Li", ""] {
            assert!(names.within(text).is_empty(), "{text}");
        }
        assert_eq!(names.within("é Jane Doe").into_values().next(), Some(3..4));
    }

    #[test]
    fn a_name_that_a_contact_bears_too_is_not_looked_for() {
        let names = names(&[("s-k7f2wq", "Ann B. Lee")], &["Ann Lee"]);
        assert!(names.within("Ann Lee").is_empty());
        assert!(!names.within("Ann B Lee").is_empty());
    }
}
