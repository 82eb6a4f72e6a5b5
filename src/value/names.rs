//! The names of people as sequences of folded words, found wherever a text holds them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use unicode_normalization::char::is_combining_mark;

use super::{Id, fold, slug, words_of};

/// The names of students as sequences of folded words.
#[derive(Debug)]
pub struct Names {
    /// By their first word.
    by_first: HashMap<String, Vec<Form>>,
    starts: Starts,
    /// The names of other people.
    others: BTreeSet<Vec<String>>,
}

/// A way to write a name, word by word, and whose it is.
type Form = (Vec<String>, Id);

impl Names {
    /// The full names: as written, without middle names and a `Jr.` or `III`, last name first and in
    /// any order that keeps its words together. Names of one word and names that `others` bear too would be
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
            let without = without_suffix(name);
            let bare = words_of(&without);
            let mut forms = forms(name, &words);
            if bare.len() >= 2 {
                forms.extend(self::forms(&without, &bare));
            }
            // As ids spell it: `O'Brien` is `obrien` there, and other scripts are in Latin letters.
            let spelled = slug(name);
            let as_id: Vec<_> = spelled.split('-').map(str::to_owned).collect();
            if as_id.len() >= 2 && as_id != words {
                forms.extend(self::forms(&spelled, &as_id));
            }
            for form in forms {
                if others.contains(&form) {
                    continue;
                }
                let of_word = by_first.entry(form[0].clone()).or_default();
                of_word.push((form, id.clone()));
            }
        }
        let starts = Starts::of(by_first.keys());
        Self {
            by_first,
            starts,
            others,
        }
    }

    /// The first place of each student's name in a text: the student and the bytes. A letter may
    /// stand between its words, as in `Anna M. Smith`.
    pub fn within(&self, text: &str) -> BTreeMap<&Id, std::ops::Range<usize>> {
        let mut found = BTreeMap::new();
        let may_be = runs(text).filter(|run| self.starts.may_be(run));
        for Run { at, .. } in may_be {
            for (start, word) in words(&text[at.clone()]) {
                let start = at.start + start;
                for (form, id) in self.by_first.get(&*folded(word)).into_iter().flatten() {
                    if self.stands(form, &text[start..]) {
                        found.entry(id).or_insert(start..start + 1);
                    }
                }
            }
        }
        found
    }

    /// Whether a text begins with a name, as it is or with one letter between its words; not where
    /// that is the name of somebody else.
    fn stands(&self, form: &[String], text: &str) -> bool {
        let here = || words(text).map(|(_, word)| folded(word));
        let mut wanted = form.iter();
        let mut letter = None;
        for (at, word) in here().enumerate().take(form.len() + 1) {
            match wanted.as_slice().first() {
                Some(next) if *next == word => drop(wanted.next()),
                Some(_) if letter.is_none() && at > 0 && is_letter(&word) => letter = Some(at),
                Some(_) => return false,
                None => break,
            }
        }
        let is_whole = wanted.as_slice().is_empty();
        let is_own = || {
            let all: Vec<_> = here().take(form.len() + 1).map(Cow::into_owned).collect();
            !self.others.contains(&all)
        };
        is_whole && (letter.is_none() || is_own())
    }
}

/// What stands behind a name and is no part of it.
const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// Whether a folded word is a `jr` or its like, which stands behind a name.
pub fn is_suffix(word: &str) -> bool {
    SUFFIXES.contains(&word)
}

/// A name without `Jr.` and its like, wherever it stands behind another word.
fn without_suffix(name: &str) -> String {
    let kept = name.split_whitespace().enumerate().map(|(at, word)| {
        let bare = fold(word.trim_matches(|c: char| !c.is_alphanumeric()));
        match at > 0 && is_suffix(&bare) {
            // `Smith Jr., Robert`: the comma still parts the names.
            true if word.ends_with(',') => ",",
            true => "",
            false => word,
        }
    });
    kept.collect::<Vec<_>>().join(" ")
}

fn is_letter(word: &str) -> bool {
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
}

/// How words begin: most words of a record are then no names at a glance.
#[derive(Debug)]
struct Starts(Vec<bool>);

impl Starts {
    const BITS: u32 = 14;

    fn of<'w>(words: impl Iterator<Item = &'w String>) -> Self {
        let mut starts = vec![false; 1 << Self::BITS];
        for letters in words
            .flat_map(|word| runs(word))
            .filter_map(|run| run.letters)
        {
            starts[Self::place(letters)] = true;
        }
        Self(starts)
    }

    fn place(letters: u32) -> usize {
        (letters.wrapping_mul(0x9e37_79b1) >> (u32::BITS - Self::BITS)) as usize
    }

    /// Whether one of these words may stand there, once it is folded.
    fn may_be(&self, run: &Run) -> bool {
        run.letters
            .is_none_or(|letters| self.0[Self::place(letters)])
    }
}

/// Letters and digits in a row: a word, or several with signs beyond ASCII between them.
struct Run {
    at: std::ops::Range<usize>,
    /// The first four as one number, letters small; none where not all of them are ASCII.
    letters: Option<u32>,
}

/// The runs of a text.
fn runs(text: &str) -> impl Iterator<Item = Run> {
    let letters = text
        .as_bytes()
        .iter()
        .map(|byte| LETTERS[usize::from(*byte)]);
    let mut letters = letters.enumerate();
    std::iter::from_fn(move || {
        let (start, first) = letters.find(|(_, letter)| *letter != 0)?;
        let (mut end, mut number, mut is_plain) = (start + 1, u32::from(first), first != BEYOND);
        for (at, letter) in letters.by_ref().take_while(|(_, letter)| *letter != 0) {
            if at < start + 4 {
                number = number << 8 | u32::from(letter);
            }
            is_plain &= letter != BEYOND;
            end = at + 1;
        }
        let letters = is_plain.then_some(number);
        Some(Run {
            at: start..end,
            letters,
        })
    })
}

/// What a byte counts as in a run: itself as a small letter, [`BEYOND`], or nothing.
const LETTERS: [u8; 256] = {
    let mut letters = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        #[expect(clippy::cast_possible_truncation, reason = "it is below 256")]
        let sign = byte as u8;
        letters[byte] = match sign {
            _ if sign.is_ascii_alphanumeric() => sign.to_ascii_lowercase(),
            _ if sign.is_ascii() => 0,
            _ => BEYOND,
        };
        byte += 1;
    }
    letters
};
/// A byte of a sign beyond ASCII.
const BEYOND: u8 = u8::MAX;

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
    let mut next = 0;
    std::iter::from_fn(move || {
        let start = next + text[next..].find(is_of_word)?;
        let length = text[start..].find(|sign| !is_of_word(sign));
        next = length.map_or(text.len(), |length| start + length);
        Some((start, &text[start..next]))
    })
}

fn is_of_word(sign: char) -> bool {
    sign.is_alphanumeric() || is_combining_mark(sign)
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
            "partners/jane-q-nunez-doe-mill.toml",
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
        let obrien = names(&[("s-k7f2wq", "Siobhán O’Brien")], &[]);
        assert!(
            !obrien
                .within("partners/siobhan-obrien-mill.toml")
                .is_empty()
        );
        let names = names(&[("s-k7f2wq", "Doe, Jane Quill")], &[]);
        assert!(!names.within("Jane Doe").is_empty());
    }

    #[test]
    fn a_name_that_a_contact_bears_too_is_not_looked_for() {
        let names = names(&[("s-k7f2wq", "Ann B. Lee")], &["Ann Lee"]);
        assert!(names.within("Ann Lee").is_empty());
        assert!(!names.within("Ann B Lee").is_empty());
    }

    #[test]
    fn a_suffix_may_be_left_out_and_a_letter_put_in() {
        for name in [
            "Robert Smith Jr.",
            "Smith Jr., Robert Lee",
            "Smith, Robert, III",
        ] {
            let names = names(&[("s-k7f2wq", name)], &[]);
            for text in ["met Robert Smith", "Smith, Robert", "Robert Q. Smith, Jr."] {
                assert!(!names.within(text).is_empty(), "{name}: {text}");
            }
            assert!(names.within("Smith Jr. and Co").is_empty(), "{name}");
        }
        let names = names(&[("s-k7f2wq", "Anna Smith")], &["Anna B. Smith"]);
        for text in ["Anna M. Smith", "ANNA M SMITH", "smith, m. anna"] {
            assert!(!names.within(text).is_empty(), "{text}");
        }
        for text in [
            "Anna B. Smith",
            "Anna Mary Smith",
            "Anna M. B. Smith",
            "Anna M",
        ] {
            assert!(names.within(text).is_empty(), "{text}");
        }
    }
}
