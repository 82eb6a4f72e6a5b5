//! `migrate`: a store of an older format brought up to date, step by step, as one change.

use crate::book::{Book, Overlay, unreadable};
use crate::change::{Change, Edit};
use crate::fault::{Blame, Fault, Result};
use crate::record::{FORMAT, SETTINGS, Settings, format_of, spec};
use crate::schema::{Doc, Kind, Node, Splicer, Val};

/// One step: from a format to the next.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// The format that it begins with.
    pub from: i64,
    /// What it does, in a sentence.
    pub about: &'static str,
    /// What it changes besides `format` itself, in a store of that format.
    pub change: fn(&Book<'_>) -> Result<Change>,
}

/// Every step, by the format that it begins with.
pub const MIGRATIONS: &[Migration] = &[Migration {
    from: 0,
    about: "A store made by hand names no format; its records are those of format 1.",
    change: |_| Ok(Change::default()),
}];

/// Brings the store up to this program's format.
///
/// # Errors
/// Where its format is newer, or wbl.toml or a record that a step changes cannot be read (exit 7).
pub fn migrate(book: &Book<'_>) -> Result<Change> {
    through(book, MIGRATIONS, FORMAT)
}

fn through(book: &Book<'_>, steps: &[Migration], target: i64) -> Result<Change> {
    let first = format(book)?;
    let mut change = Change::default();
    if first > target {
        let message = format!("this store has format {first}; this wbl knows up to {target}");
        return Err(
            Fault::new(Blame::Unreadable, message).hint("install a newer wbl; nothing was changed")
        );
    }
    if first == target {
        let sentence = format!("The store has format {target} already.");
        change.said.push(sentence);
        return Ok(change);
    }
    let mut overlay = Overlay::over(book.disk());
    for format in first..target {
        let Some(step) = steps.iter().find(|step| step.from == format) else {
            return Err(Fault::could(format!(
                "this wbl cannot bring a store of format {format} up to date"
            )));
        };
        let here = Book::new(&overlay, Settings::default());
        let mut edits = (step.change)(&here)?.edits;
        let named = edits.iter().position(|edit| edit.path == SETTINGS);
        let text = match named.map(|at| edits.remove(at).after) {
            Some(text) => text,
            None => here.text(SETTINGS)?,
        };
        let text = with_format(text.unwrap_or_default(), format + 1)?;
        overlay
            .texts
            .extend(edits.into_iter().map(|edit| (edit.path, edit.after)));
        overlay.texts.insert(SETTINGS.to_owned(), Some(text));
        change.said.push(step.about.to_owned());
    }
    for (path, after) in overlay.texts {
        let before = book.text(&path)?;
        if before != after {
            change.edits.push(Edit {
                path,
                before,
                after,
            });
        }
    }
    let sentence = format!("The store has format {target} now.");
    change.said.push(sentence);
    Ok(change)
}

fn settings(text: String) -> Result<Doc> {
    Doc::parse(SETTINGS, text).map_err(|problems| unreadable(&problems))
}

/// The format of a store.
fn format(book: &Book<'_>) -> Result<i64> {
    let doc = settings(book.text(SETTINGS)?.unwrap_or_default())?;
    format_of(&doc.root).ok_or_else(|| {
        Fault::new(
            Blame::Unreadable,
            "`format` in wbl.toml should be a whole number",
        )
        .hint(format!("a new store has `format = {FORMAT}`"))
    })
}

/// The settings with another format, everything else as it is.
fn with_format(text: String, format: i64) -> Result<String> {
    let fields = spec(Kind::Settings).fields();
    let mut splicer = Splicer::new(SETTINGS, settings(text)?, fields);
    splicer.set("format", Node::made(Val::Int(format)))?;
    Ok(splicer.into_text())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::memory::Memory;
    use crate::change::Draft;
    use crate::value::Id;

    const BY_HAND: &str = "# ours\r\n[school]\r\nname = \"Marlow Falls High\"\r\n";

    #[test]
    fn a_store_made_by_hand_gets_its_format_and_nothing_else() {
        let mut memory = Memory::of(&[("wbl.toml", BY_HAND)]);
        let change = migrate(&Book::new(&memory, Settings::default())).unwrap();
        memory.apply(&change);
        assert_eq!(
            memory.0["wbl.toml"],
            "# ours\r\nformat = 1\r\n[school]\r\nname = \"Marlow Falls High\"\r\n"
        );
        let again = migrate(&memory.book()).unwrap();
        assert!(again.is_empty());
        assert_eq!(again.said, ["The store has format 1 already."]);
    }

    #[test]
    fn every_format_before_this_one_has_its_step() {
        let from: Vec<_> = MIGRATIONS.iter().map(|step| step.from).collect();
        assert_eq!(from, (0..FORMAT).collect::<Vec<_>>());
    }

    #[test]
    fn two_steps_are_one_change_and_the_second_sees_what_the_first_wrote() {
        fn town(book: &Book<'_>, town: &str) -> Result<Change> {
            let mut draft = Draft::new(book, 1);
            let id = Id::new("a").map_err(Fault::could)?;
            let had = draft.edit(Kind::Partner, &id)?.doc().get("town").cloned();
            let had = had.map_or_else(String::new, |had| format!("{:?}", had.as_text()));
            let splicer = draft.edit(Kind::Partner, &id)?;
            splicer.set("town", Node::text(format!("{town}{had}")))?;
            draft.finish()
        }
        let steps = [
            Migration {
                from: 0,
                about: "One.",
                change: |book| town(book, "one"),
            },
            Migration {
                from: 1,
                about: "Two.",
                change: |book| {
                    let mut change = town(book, "two")?;
                    let text = book.text("partners/b.toml")?;
                    change.edits.push(Edit {
                        path: "partners/b.toml".into(),
                        before: text,
                        after: None,
                    });
                    Ok(change)
                },
            },
        ];
        let files = [
            ("wbl.toml", BY_HAND),
            ("partners/a.toml", "name = \"A\"\n"),
            ("partners/b.toml", "name = \"B\"\n"),
        ];
        let mut memory = Memory::of(&files);
        let change = through(&Book::new(&memory, Settings::default()), &steps, 2).unwrap();
        assert_eq!(change.said, ["One.", "Two.", "The store has format 2 now."]);
        memory.apply(&change);
        assert_eq!(
            memory.0["partners/a.toml"],
            "name = \"A\"\ntown = \"twoSome(\\\"one\\\")\"\n"
        );
        assert!(!memory.0.contains_key("partners/b.toml"));
        assert!(memory.0["wbl.toml"].contains("format = 2\r\n"));
    }

    #[test]
    fn a_newer_format_and_one_that_is_none_are_refused() {
        for text in ["format = 2\n", "format = \"1\"\n", "format = \n"] {
            let memory = Memory::of(&[("wbl.toml", text)]);
            let fault = migrate(&Book::new(&memory, Settings::default())).unwrap_err();
            assert_eq!(fault.blame, Blame::Unreadable, "{text}");
        }
    }
}
