//! Holds a document against its table of fields: unknown keys, types, choices, what is missing.

use std::collections::HashSet;
use std::fmt::Display;
use std::ops::Range;

use crate::value::{Id, Money, SchoolYear, Weekday, nearest};

use super::doc::Doc;
use super::field::{Field, Fields};
use super::kind::Kind;
use super::node::{Entry, Node, Val};
use super::problem::Problem;
use super::shape::{Shape, month_day};

/// Finds everything in a document that its table does not allow.
pub fn check(path: &str, doc: &Doc, fields: Fields) -> Vec<Problem> {
    let mut checker = Checker {
        path,
        text: &doc.text,
        found: Vec::new(),
    };
    checker.table(&doc.root, fields, &"the record", None);
    checker.found
}

/// The key that tells an item of a group from its siblings, as text; empty parts stay empty.
pub fn group_key(item: &Node, key: &[&str]) -> Vec<String> {
    key.iter()
        .map(|part| item.get(part).map_or(String::new(), key_text))
        .collect()
}

/// A value as it stands in a key.
pub fn key_text(node: &Node) -> String {
    match &node.val {
        Val::Text(text) => text.to_string(),
        Val::Day(day) => day.to_string(),
        _ => super::write::inline(node),
    }
}

/// More whole hours than any record may ask for.
pub const MOST_HOURS: i64 = 100_000;

struct Checker<'a> {
    path: &'a str,
    text: &'a str,
    found: Vec<Problem>,
}

impl Checker<'_> {
    fn error(&self, rule: &'static str, at: Range<usize>, message: String) -> Problem {
        Problem::error(rule, self.path, self.text, at, message)
    }

    fn table(
        &mut self,
        node: &Node,
        fields: Fields,
        what: &dyn Display,
        at: Option<&Range<usize>>,
    ) {
        let mut field_of = fields.seek();
        for entry in node.entries() {
            match field_of(&entry.key) {
                Some(field) => self.field(entry, field),
                None => self.unknown(entry, fields, what),
            }
        }
        for field in fields.iter().filter(|field| field.is_missing_in(node)) {
            let place = at.cloned().unwrap_or(0..1);
            let message = format!("{what} has no `{}`: {}", field.key, field.help);
            let mut problem = self.error("required", place, message).hint(format!(
                "add `{} = …`, {}",
                field.key,
                field.shape.words()
            ));
            if at.is_none() {
                problem.place.excerpt = String::new();
            }
            self.found.push(problem);
        }
    }

    fn unknown(&mut self, entry: &Entry, fields: Fields, what: &dyn Display) {
        let near = nearest(&entry.key, fields.iter().map(|field| field.key));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`? Your own keys go under `[custom]`"),
            None => "your own keys go under `[custom]`".to_owned(),
        };
        let message = format!(
            "{what} knows no key `{}`; it is kept, and not used",
            entry.key
        );
        let problem = self.error("unknown-key", entry.key_span.clone(), message);
        self.found.push(problem.warning().hint(hint));
    }

    fn field(&mut self, entry: &Entry, field: &'static Field) {
        if let (Shape::Group { key, .. }, Val::List(items)) = (field.shape, &entry.node.val) {
            for item in items {
                self.value(item, field, &entry.key);
            }
            return self.same_keys(items, key, field);
        }
        match (&entry.node.val, field.many) {
            (Val::List(items), true) => {
                for item in items {
                    self.value(item, field, &entry.key);
                }
            }
            (_, true) => {
                let message = format!("`{}` should be a list: [ … ]", entry.key);
                let problem = self.error("type", entry.node.span.clone(), message);
                self.found.push(
                    problem.hint(format!("put the value in brackets: {} = [ … ]", entry.key)),
                );
            }
            (_, false) => self.value(&entry.node, field, &entry.key),
        }
    }

    /// Two items that nothing tells apart.
    fn same_keys(&mut self, items: &[Node], key: &'static [&'static str], field: &Field) {
        let mut keys = HashSet::with_capacity(items.len());
        for item in items {
            let own = group_key(item, key);
            if !own.iter().all(String::is_empty) && !keys.insert(own) {
                let told = key.join(" and ");
                let message = format!("two items of `{}` have the same {told}", field.key);
                let problem = self.error("duplicate-item", item.span.clone(), message);
                self.found
                    .push(problem.hint("give one of them another, or delete it"));
            }
        }
    }

    fn value(&mut self, node: &Node, field: &'static Field, key: &str) {
        match (field.shape, &node.val) {
            (Shape::Group { fields, .. }, Val::Table(_)) => {
                let what = format_args!("an item of `{key}`");
                return self.table(node, Fields::of(fields), &what, Some(&node.span));
            }
            (Shape::Table(fields), Val::Table(_)) => {
                return self.table(
                    node,
                    Fields::of(fields),
                    &format_args!("`[{key}]`"),
                    Some(&node.span),
                );
            }
            _ => {}
        }
        if fits(field.shape, node) {
            return;
        }
        let rule = match (field.shape, &node.val) {
            (Shape::Choice(_), Val::Text(_)) => "choice",
            _ => "type",
        };
        let message = format!("`{key}` should be {}", field.shape.words());
        let problem = self.error(rule, node.span.clone(), message);
        self.found
            .push(problem.hint(mend(self.path, field.shape, key, node)));
    }
}

/// Whether a value has the shape that its field wants.
fn fits(shape: Shape, node: &Node) -> bool {
    match (shape, &node.val) {
        (Shape::Text | Shape::Person, Val::Text(_))
        | (Shape::Day, Val::Day(_))
        | (Shape::Clock, Val::Clock(_))
        | (Shape::Flag, Val::Flag(_))
        | (Shape::Free, Val::Table(_)) => true,
        (Shape::Minutes, Val::Int(number)) => (0..=crate::value::Minutes::MOST).contains(number),
        (Shape::Hours, Val::Int(number)) => (0..=MOST_HOURS).contains(number),
        (Shape::Number(low, high), Val::Int(number)) => (low..=high).contains(number),
        (Shape::Money, Val::Text(text)) => Money::read(text).is_ok(),
        (Shape::Year, Val::Text(text)) => SchoolYear::read(text).is_some(),
        (Shape::MonthDay, Val::Text(text)) => month_day(text).is_some(),
        (Shape::Weekday, Val::Text(text)) => {
            text.len() == 3
                && Weekday::read(text).is_some()
                && !text.bytes().any(|b| b.is_ascii_uppercase())
        }
        (Shape::Choice(choices), Val::Text(text)) => {
            choices.iter().any(|choice| choice.word == text)
        }
        (Shape::Link(_) | Shape::Activity | Shape::Code, Val::Text(text)) => Id::new(text).is_ok(),
        _ => false,
    }
}

/// What to type instead of a value that does not fit.
fn mend(path: &str, shape: Shape, key: &str, node: &Node) -> String {
    let fields = || {
        let kind = Kind::of_path(path).map_or("KIND", Kind::name);
        format!("see what `{key}` holds with `wbl fields {kind}`")
    };
    let as_typed = match &node.val {
        Val::Text(text) | Val::Other(text) => text.to_string(),
        Val::Int(number) => number.to_string(),
        _ => return fields(),
    };
    match (shape, &node.val) {
        (Shape::Minutes, Val::Other(number)) if number.contains('.') => {
            return whole_minutes(key, number);
        }
        (Shape::Minutes, Val::Int(_)) => {
            let most = crate::value::Minutes::MOST;
            return format!("write a number from 0 to {most}; a whole day is 1440 minutes");
        }
        (Shape::Hours, Val::Int(_)) => {
            return format!("write a number from 0 to {MOST_HOURS}");
        }
        _ => {}
    }
    if matches!(shape, Shape::Day) && crate::value::Day::iso(as_typed.trim()).is_none() {
        return format!("write {key} = 2026-10-06, the day itself");
    }
    // Any day serves: words for days have been dealt with.
    let today = crate::value::Day::new(2000, 1, 1);
    match today.and_then(|today| shape.read(&as_typed, today).ok()) {
        Some(mended) if fits(shape, &mended) => {
            format!("write {key} = {}", super::write::inline(&mended))
        }
        _ => match shape {
            Shape::Choice(choices) => {
                match nearest(&as_typed, choices.iter().map(|choice| choice.word)) {
                    Some(near) => format!("did you mean \"{near}\"?"),
                    None => format!("choose one of the words for `{key}`"),
                }
            }
            Shape::Clock => "times are whole minutes; write 15:00:00".to_owned(),
            _ => fields(),
        },
    }
}

/// What a number with decimals may have meant where minutes stand: hours, or hours and minutes.
fn whole_minutes(key: &str, number: &str) -> String {
    let minutes = |text: &str| crate::value::Minutes::read(text).ok().map(|read| read.0);
    let clock = number.replacen('.', ":", 1);
    match (minutes(number), minutes(&clock)) {
        (Some(hours), Some(spoken)) => format!(
            "minutes are whole: {number} hours are {key} = {hours}, and {clock} is {key} = {spoken}"
        ),
        (Some(hours), None) => format!("minutes are whole: {number} hours are {key} = {hours}"),
        (None, Some(spoken)) => format!("minutes are whole: {clock} is {key} = {spoken}"),
        (None, None) => format!("minutes are whole: 3:30 hours are {key} = 210"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::shape::Choice;
    use super::*;

    const ITEM: &[Field] = &[
        Field::new("id", Shape::Code, "its id"),
        Field::new("on", Shape::Day, "the day").required(),
        Field::new("minutes", Shape::Minutes, "how long"),
    ];
    const FIELDS: &[Field] = &[
        Field::new("name", Shape::Text, "its name").required(),
        Field::new(
            "stage",
            Shape::Choice(&[Choice {
                word: "lead",
                means: "",
            }]),
            "where it stands",
        ),
        Field::list("pathways", Shape::Link(Kind::Pathway), "the pathways"),
        Field::group("hours", &["id"], ITEM, "the hours"),
    ];

    fn problems(text: &str) -> Vec<String> {
        let doc = Doc::parse("p.toml", text.to_owned()).unwrap();
        let found = check("p.toml", &doc, Fields::of(FIELDS));
        found
            .iter()
            .map(|p| {
                format!(
                    "{}:{} {} [{}] {}",
                    p.place.line, p.place.col, p.rule, p.message, p.hint
                )
            })
            .collect()
    }

    #[test]
    fn a_good_record_has_no_problems() {
        let text = "name = \"A\"\nstage = \"lead\"\npathways = [\"m\"]\nhours = [{ id = \"a\", on = 2026-10-06 }]\n";
        assert_eq!(problems(text), Vec::<String>::new());
    }

    #[test]
    fn minutes_that_are_none_are_told_what_they_may_have_meant() {
        for (value, hint) in [
            ("99.75", "minutes are whole: 99.75 hours are minutes = 5985"),
            (
                "3.30",
                "minutes are whole: 3.30 hours are minutes = 198, and 3:30 is minutes = 210",
            ),
            ("3.333", "minutes are whole: 3:30 hours are minutes = 210"),
            (
                "-180",
                "write a number from 0 to 600000000; a whole day is 1440 minutes",
            ),
            (
                "99999999999",
                "write a number from 0 to 600000000; a whole day is 1440 minutes",
            ),
        ] {
            let item = format!("{{ id = \"a\", on = 2026-10-06, minutes = {value} }}");
            let found = problems(&format!("name = \"A\"\nhours = [{item}]\n"));
            assert_eq!(found.len(), 1, "{found:?}");
            assert!(found[0].ends_with(hint), "{found:?}");
        }
    }

    #[test]
    fn all_problems_of_a_file_are_found_at_once() {
        let found = problems(
            "nmae = \"A\"\nstage = \"laed\"\npathways = \"m\"\nhours = [{ id = \"a\", on = \"2026-10-06\" }, { id = \"a\", minutes = 3.5 }]\n",
        );
        let text = found.join("\n");
        for expected in [
            "1:1 unknown-key",
            "did you mean `name`",
            "2:9 choice",
            "did you mean \"lead\"",
            "3:12 type",
            "4:27 type",
            "write on = 2026-10-06",
            "duplicate-item",
            "required [an item of `hours` has no `on`",
            "required [the record has no `name`",
        ] {
            assert!(text.contains(expected), "{expected} in:\n{text}");
        }
    }
}
