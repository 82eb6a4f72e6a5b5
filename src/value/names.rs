//! The names of people as sequences of folded words, found wherever a text holds them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::char::is_combining_mark;

use super::{Id, fold, words_of};

/// The names of students as sequences of folded words.
#[derive(Debug)]
pub struct Names {
    /// By their first word.
    by_first: HashMap<String, Vec<Form>>,
    starts: Starts,
}

/// A way to write a name, word by word, and whose it is.
type Form = (Vec<String>, Id);

impl Names {
    /// The full names: as written, without middle names, last name first and in any order that
    /// keeps its words together. Names of one word and names that `others` bear too would be
    /// found where no student is meant.
    pub fn of<'a>(
        people: impl IntoIterator<Item = (&'a Id, &'a str)>,
        others: &BTreeSet<String>,
    ) -> Self {
        let others: BTreeSet<_> = others.iter().map(|name| words_of(name)).collect();
        let mut by_first = HashMap::<_, Vec<_>>::new();
        for (id, name) in people {
            let words = words_of(name);
            if words.len() < 2 || others.contains(&words) {
                continue;
            }
            for form in forms(name, &words) {
                if others.contains(&form) {
                    continue;
                }
                let of_word = by_first.entry(form[0].clone()).or_default();
                of_word.push((form, id.clone()));
            }
        }
        let starts = Starts::of(by_first.keys());
        Self { by_first, starts }
    }

    /// The first place of each student's name in a text: the student and the bytes.
    pub fn within(&self, text: &str) -> BTreeMap<&Id, std::ops::Range<usize>> {
        let mut found = BTreeMap::new();
        let may_be = words(text).filter(|(_, word)| self.starts.may_be(word));
        for (start, word) in may_be {
            for (form, id) in self.by_first.get(&*folded(word)).into_iter().flatten() {
                let here = words(&text[start..]).map(|(_, word)| folded(word));
                if here.take(form.len()).eq(form.iter().map(String::as_str)) {
                    found.entry(id).or_insert(start..start + 1);
                }
            }
        }
        found
    }
}

/// How words begin: most words of a record are then no names at a glance.
#[derive(Debug)]
struct Starts(Vec<bool>);

impl Starts {
    const MANY: usize = 1 << 14;

    fn of<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut starts = vec![false; Self::MANY];
        for place in words.filter_map(|word| Self::place(word)) {
            starts[place] = true;
        }
        Self(starts)
    }

    /// A number of the word's first four letters; none where they are not plain ones.
    fn place(word: &str) -> Option<usize> {
        let letters = &word.as_bytes()[..word.len().min(4)];
        let add = |number: usize, byte: &u8| number * 31 + usize::from(byte.to_ascii_lowercase());
        letters
            .is_ascii()
            .then(|| letters.iter().fold(0, add) % Self::MANY)
    }

    /// Whether a word may be one of these, once it is folded.
    fn may_be(&self, word: &str) -> bool {
        Self::place(word).is_none_or(|place| self.0[place])
    }
}

/// The ways to write a name of two words or more.
fn forms(name: &str, words: &[String]) -> BTreeSet<Vec<String>> {
    // `Doe, Jane Q.`: what stands behind the comma comes first.
    let given = name
        .split_once(',')
        .map_or(0, |(_, given)| words_of(given).len());
    let mut spoken = words.to_vec();
    spoken.rotate_right(given);
    let (first, last) = (&spoken[0], &spoken[spoken.len() - 1]);
    let short = vec![first.clone(), last.clone()];
    let turned = vec![last.clone(), first.clone()];
    // A family name of several words, such as O'Brien, may stand before the others or behind.
    let rotated = (0..words.len()).map(|by| {
        let mut words = words.to_vec();
        words.rotate_left(by);
        words
    });
    rotated.chain([short, turned]).collect()
}

/// The words of a text as they stand there, each with the byte at which it starts.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let parts = |c: char| {
        if c.is_ascii() {
            !c.is_ascii_alphanumeric()
        } else {
            !c.is_alphanumeric() && !is_combining_mark(c)
        }
    };
    let mut next = 0;
    let pieces = text.split_inclusive(parts).map(move |piece| {
        let start = next;
        next += piece.len();
        (start, piece.trim_end_matches(parts))
    });
    pieces.filter(|(_, word)| !word.is_empty())
}

fn folded(word: &str) -> Cow<'_, str> {
    let is_bare = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if word.bytes().all(is_bare) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(fold(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[(&str, &str)], others: &[&str]) -> Names {
        let people: Vec<_> = names
            .iter()
            .map(|(id, name)| (Id::new(id).unwrap(), *name))
            .collect();
        Names::of(
            people.iter().map(|(id, name)| (id, *name)),
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
    fn a_family_name_of_several_words_stands_before_the_others_or_behind() {
        for name in ["O'Brien, Siobhán", "Siobhán O’Brien", "Siobhán O'Brien"] {
            let names = names(&[("s-k7f2wq", name)], &[]);
            for text in ["saw Siobhan O'Brien", "O’BRIEN, SIOBHÁN", "siobhan-o-brien"] {
                assert!(!names.within(text).is_empty(), "{name}: {text}");
            }
            assert!(names.within("the O'Briens").is_empty());
        }
        let names = names(&[("s-k7f2wq", "Doe, Jane Quill")], &[]);
        assert!(!names.within("Jane Doe").is_empty());
    }

    #[test]
    fn a_name_that_a_contact_bears_too_is_not_looked_for() {
        let names = names(&[("s-k7f2wq", "Ann B. Lee")], &["Ann Lee"]);
        assert!(names.within("Ann Lee").is_empty());
        assert!(!names.within("Ann B Lee").is_empty());
    }
}
