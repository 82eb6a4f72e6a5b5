//! Names of records: lower-case ASCII letters, digits and hyphens; also the stem of a file.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::marker::PhantomData;

use compact_str::{CompactString, format_compact};
use serde::de::{self, Deserialize, Deserializer, Visitor};
use serde::{Serialize, Serializer};

/// How every student's id begins.
pub const STUDENT_PREFIX: &str = "s-";
/// The longest id that is made from a name, in characters.
const LONGEST: usize = 60;
/// The letters of random ids: nothing that reads as something else, no vowels that make words.
const ALPHABET: &[u8] = b"23456789bcdfghjkmnpqrstvwxz";
/// Stems that Windows keeps for devices.
const RESERVED: [&str; 22] = [
    "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8",
    "com9", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
];

/// The id of a record, well-formed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(CompactString);

impl Id {
    /// Takes a text that is well-formed as an id.
    ///
    /// # Errors
    /// What is wrong with it, as a clause.
    pub fn new(text: &str) -> Result<Self, String> {
        let wrong = |why: &str| Err(format!("`{text}` is not a well-formed id: {why}"));
        if text.is_empty() {
            return wrong("it is empty");
        }
        if !text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        {
            return wrong("only a-z, 0-9 and `-` are allowed");
        }
        if text.starts_with('-') || text.ends_with('-') {
            return wrong("it must not begin or end with `-`");
        }
        if text.len() > 200 {
            return wrong("it is longer than 200 characters");
        }
        if RESERVED.contains(&text) {
            return wrong("Windows keeps this name for a device");
        }
        Ok(Self(text.into()))
    }

    /// Makes an id from a name, or nothing where the name has no letter or digit that ASCII can show.
    /// A name that Windows reserves gets `-KIND`.
    pub fn from_name(name: &str, kind: &str) -> Option<Self> {
        let stem = slug(name);
        if RESERVED.contains(&stem.as_str()) {
            return Self::new(&format!("{stem}-{kind}")).ok();
        }
        Self::new(&stem).ok()
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The same id with a number behind: `-2`, `-3`, …
    #[must_use]
    pub fn numbered(&self, number: usize) -> Self {
        Self(format_compact!("{}-{number}", self.0))
    }
}

/// The ASCII stem of a name: `José's Bakery` is `joses-bakery`; cut at a hyphen to 60 characters.
pub fn slug(name: &str) -> String {
    let ascii = deunicode::deunicode_with_tofu(name, "").to_ascii_lowercase();
    let mut stem = String::with_capacity(ascii.len());
    for c in ascii.chars() {
        match c {
            'a'..='z' | '0'..='9' => stem.push(c),
            '\'' | '\u{2019}' => {}
            _ if stem.ends_with('-') || stem.is_empty() => {}
            _ => stem.push('-'),
        }
    }
    if stem.len() > LONGEST {
        let cut = stem[..=LONGEST].rfind('-').unwrap_or(LONGEST);
        stem.truncate(cut);
    }
    stem.truncate(stem.trim_end_matches('-').len());
    stem
}

/// Six random characters, for a student's id or an entry's.
pub fn random_code(random: &mut fastrand::Rng) -> String {
    (0..6)
        .map(|_| char::from(ALPHABET[random.usize(..ALPHABET.len())]))
        .collect()
}

/// A number as letters of random ids, the same for the same number: the code of a printed sheet.
pub fn code_of(mut number: u64, letters: usize) -> String {
    let base = ALPHABET.len() as u64;
    let mut code = String::with_capacity(letters);
    for _ in 0..letters {
        let at = usize::try_from(number % base).unwrap_or_default();
        code.push(char::from(ALPHABET[at]));
        number /= base;
    }
    code
}

/// Whether a text is made of the letters of random ids alone.
pub fn is_code(text: &str) -> bool {
    text.bytes().all(|b| ALPHABET.contains(&b))
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// Takes the text where it stands: ids are most of what is read.
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Id;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id")
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id, E> {
                Id::new(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

/// A link to a record of kind `K`, by its id.
pub struct Ref<K> {
    id: Id,
    kind: PhantomData<fn() -> K>,
}

impl<K> Ref<K> {
    /// A link to the record with this id.
    pub fn to(id: Id) -> Self {
        Self {
            id,
            kind: PhantomData,
        }
    }

    /// The id that is linked to.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        self.id.as_str()
    }
}

impl<K> Clone for Ref<K> {
    fn clone(&self) -> Self {
        Self::to(self.id.clone())
    }
}

impl<K> PartialEq for Ref<K> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl<K> Eq for Ref<K> {}

impl<K> PartialOrd for Ref<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<K> Ord for Ref<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.id.cmp(&other.id)
    }
}

impl<K> Hash for Ref<K> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.id.hash(state);
    }
}

impl<K> fmt::Debug for Ref<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "→{}", self.id)
    }
}

impl<K> fmt::Display for Ref<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.id.fmt(f)
    }
}

impl<K> Serialize for Ref<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.id.serialize(serializer)
    }
}

impl<'de, K> Deserialize<'de> for Ref<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Id::deserialize(deserializer).map(Self::to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("Antron Engineering", Some("antron-engineering")),
            ("José Núñez-O'Brien", Some("jose-nunez-obrien")),
            ("Smith & Sons, Inc.", Some("smith-sons-inc")),
            ("AUX", Some("aux-partner")),
            ("李 伟", Some("li-wei")),
            ("🏭", Some("factory")),
            ("***", None),
            ("", None),
        ] {
            let made = Id::from_name(name, "partner").map(|id| id.to_string());
            assert_eq!(made.as_deref(), id, "{name}");
        }
    }

    #[test]
    fn a_long_name_is_cut_at_a_hyphen() {
        let id = slug(&"engineering ".repeat(10));
        assert_eq!(
            id,
            "engineering-engineering-engineering-engineering-engineering"
        );
        assert_eq!(slug(&"x".repeat(90)).len(), 60);
        let exact = format!("{}-{}", "a".repeat(29), "b".repeat(30));
        assert_eq!(slug(&exact), exact, "60 characters are not cut");
    }

    #[test]
    fn ill_formed_ids_are_refused() {
        for id in [
            "",
            "A",
            "a b",
            "-a",
            "a-",
            "nul",
            "é",
            "a/b",
            "..",
            &"x".repeat(201),
        ] {
            assert!(Id::new(id).is_err(), "{id}");
        }
    }
}
