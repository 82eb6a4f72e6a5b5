//! Which clauses an MOU's text has: those that it names, and where it names none on a topic that its
//! template asks for, the library's own. It is found without making the document.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::fault::Result;
use crate::record::Mou;
use crate::rule::MouStates;
use crate::schema::Node;
use crate::value::{Day, Id};

use super::template::Templates;

/// The key of an MOU under which a filter finds all clauses of its text.
pub const CLAUSES: &str = "clauses";

/// The clauses of every MOU on a day.
#[derive(Debug)]
pub struct Wording {
    today: Day,
    states: MouStates,
    templates: Templates,
    /// By template: the topics and the clauses that its text asks for.
    asked: BTreeMap<String, Asked>,
}

/// What a template and all that it includes ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    topics: BTreeSet<String>,
    /// Clauses that it includes whatever an MOU names.
    fixed: BTreeSet<String>,
}

impl Wording {
    /// Reads the MOUs and what the templates ask for.
    ///
    /// # Errors
    /// Where a folder cannot be listed or a template cannot be read.
    pub fn of(book: &Book<'_>, built_in: &[(&str, &str)], today: Day) -> Result<Self> {
        let templates = Templates::of(book, built_in)?;
        let asked = templates.documents().map(|name| {
            let mut asked = Asked::default();
            ask(&templates, name, &mut BTreeSet::new(), &mut asked);
            (name.to_owned(), asked)
        });
        let asked = asked.collect();
        Ok(Self {
            today,
            states: MouStates::of(book)?,
            asked,
            templates,
        })
    }

    /// The clauses of an MOU by id, signed amendments put in; nothing where there is no such MOU.
    ///
    /// Of a template that is a Word file only what the MOU names is known.
    pub fn clauses(&self, id: &Id) -> BTreeSet<String> {
        let Some(mou) = self.states.terms(id, self.today) else {
            return BTreeSet::new();
        };
        let mut all: BTreeSet<String> = mou.clauses.iter().cloned().collect();
        let template = self.templates.find(&template_of(&mou), None);
        if let Some(asked) = template.ok().and_then(|one| self.asked.get(&one.name)) {
            let chosen = |topic: &String| self.templates.chosen(topic, &mou.clauses).to_owned();
            all.extend(asked.topics.iter().map(chosen));
            all.extend(asked.fixed.iter().cloned());
        }
        all
    }

    /// The same as a value of the record.
    pub fn value(&self, id: &Id) -> (&'static str, Node) {
        let clauses = self.clauses(id);
        (
            CLAUSES,
            Node::list(clauses.iter().map(Node::text).collect()),
        )
    }
}

/// The name of the template that an MOU is made with.
pub fn template_of(mou: &Mou) -> String {
    match (&mou.template, &mou.amends) {
        (Some(template), _) => template.clone(),
        (None, Some(_)) => "amendment".to_owned(),
        (None, None) => "mou".to_owned(),
    }
}

/// Adds what a template asks for, and what those that it includes do.
fn ask<'t>(templates: &'t Templates, name: &'t str, seen: &mut BTreeSet<&'t str>, all: &mut Asked) {
    let Some(template) = templates.get(name).filter(|_| seen.insert(name)) else {
        return;
    };
    for tag in tags(&template.text) {
        all.topics
            .extend(quoted_after(tag, "clause(").map(str::to_owned));
        for word in ["include", "import", "from", "extends"] {
            for file in quoted_after(tag, word) {
                let clause = file
                    .strip_prefix("clauses/")
                    .and_then(|file| file.strip_suffix(".md"));
                all.fixed.extend(clause.map(str::to_owned));
                ask(templates, file, seen, all);
            }
        }
    }
}

/// What stands between the marks of tags; remarks are left out.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let begin = rest.find('{')?;
            let end = match rest.as_bytes().get(begin + 1) {
                Some(b'#') => "#}",
                Some(b'%') => "%}",
                Some(b'{') => "}}",
                Some(_) | None => {
                    rest = &rest[begin + 1..];
                    continue;
                }
            };
            let within = &rest[begin + 2..];
            let (tag, behind) = within.split_once(end).unwrap_or((within, ""));
            rest = behind;
            if end != "#}" {
                return Some(tag);
            }
        }
    })
}

/// The texts in quotes that follow a word.
fn quoted_after<'a>(tag: &'a str, word: &'a str) -> impl Iterator<Item = &'a str> {
    tag.match_indices(word).filter_map(move |(at, _)| {
        let behind = tag[at + word.len()..].trim_start();
        let quote = behind
            .chars()
            .next()
            .filter(|one| matches!(one, '"' | '\''))?;
        behind[1..].split(quote).next()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::memory::Memory;

    const LIBRARY: &[(&str, &str)] = &[
        (
            "templates/mou.md",
            "{# clause(\"remark\") #}{% include clause(\"end\", mou.clauses) %}\n{% include 'parts/more.md' %} { not a tag {% include \"clauses/fixed.md\" %}",
        ),
        (
            "templates/parts/more.md",
            "{% set file = clause( 'secrecy' , mou.clauses) %}{% include 'parts/more.md' %}",
        ),
        ("templates/plain.md", "no clause at all: {{ mou.through"),
        ("templates/clauses/end.md", "the end"),
        (
            "templates/clauses/end-early.md",
            "+++\ntopic = \"end\"\n+++\nthe end",
        ),
        (
            "templates/clauses/secrecy.md",
            "+++\ntopic = \"secrecy\"\n+++\nsilence",
        ),
    ];

    const MOU: &str = "partners = [\"mill\"]\nthrough = 2027-06-30\n";
    const SIGNED: &str = "signatures = [{ party = \"industry\", partner = \"mill\", name = \"A\", on = 2026-09-01 }]\nparties = [\"industry\"]\n";

    #[test]
    fn an_mou_has_the_librarys_own_clause_where_it_names_no_other_on_the_topic() {
        let memory = Memory::of(&[
            ("partners/mill.toml", "name = \"Mill\"\n"),
            ("mous/plain.toml", MOU),
            (
                "mous/own.toml",
                &format!("{MOU}clauses = [\"end-early\", \"extra\"]\n"),
            ),
            (
                "mous/other.toml",
                &format!("{MOU}template = \"plain\"\nclauses = [\"extra\"]\n"),
            ),
            (
                "mous/word.toml",
                &format!("{MOU}template = \"district.docx\"\nclauses = [\"x\"]\n"),
            ),
            ("mous/old.toml", &format!("{MOU}{SIGNED}")),
            (
                "mous/new.toml",
                &format!("{MOU}{SIGNED}amends = \"old\"\nclauses = [\"end-early\"]\n"),
            ),
            (
                "mous/unsigned.toml",
                &format!("{MOU}amends = \"plain\"\nclauses = [\"end-early\"]\n"),
            ),
        ]);
        let wording =
            Wording::of(&memory.book(), LIBRARY, Day::iso("2026-10-09").unwrap()).unwrap();
        let clauses = |id: &str| {
            let clauses = wording.clauses(&Id::new(id).unwrap());
            clauses.into_iter().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(clauses("plain"), "end fixed secrecy");
        assert_eq!(clauses("own"), "end-early extra fixed secrecy");
        assert_eq!(clauses("other"), "extra", "its template asks for none");
        assert_eq!(clauses("word"), "x", "nobody knows what a Word file says");
        assert_eq!(clauses("old"), "end-early fixed secrecy", "as amended");
        assert_eq!(
            clauses("new"),
            "end-early",
            "an amendment says what it changes"
        );
        assert_eq!(clauses("nowhere"), "");
    }
}
