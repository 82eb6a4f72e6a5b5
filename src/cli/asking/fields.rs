//! What is asked of a record's fields: the usual ones one after the other, and what may be said
//! besides, groups an item at a time.

use clap::ArgMatches;

use crate::record::{KindSpec, spec};
use crate::schema::{Field, Kind, Shape, find_field};
use crate::ui::{Part, Question, Topic};

use super::super::kind::flags;
use super::arguments::flag_of;
use super::questions::{is_aimed, which};

/// All that a new record needs, and the usual of the rest, in the order of a form.
pub(super) fn of_add(kind: &'static KindSpec, matches: &ArgMatches) -> Vec<Question> {
    let copies = flags::text(matches, "copy").is_some();
    let is_given = |field: &Field| {
        (copies && field.copied && field.key != "name")
            || !flags::texts(matches, field.key).is_empty()
            || (field.key == "name" && flags::text(matches, "NAME").is_some())
    };
    let mut questions: Vec<_> = usual(kind)
        .filter(|(field, _)| !is_given(field))
        .map(|(field, part)| match part {
            Some(part) => of_first_item(field, part),
            None => Question::of(field),
        })
        .collect();
    if kind.kind == Kind::Student && flags::texts(matches, "enrolled").is_empty() {
        for (key, shape, help) in [
            (
                "pathway",
                Shape::Link(Kind::Pathway),
                "the pathway that they enrol in",
            ),
            ("from", Shape::Day, "the first day in it"),
        ] {
            if flags::text(matches, key).is_none() {
                let mut question = Question::of_shape(key, shape);
                help.clone_into(&mut question.help);
                question.required = key == "pathway";
                question.default = (key == "from").then(|| "today".to_owned());
                questions.push(question);
            }
        }
    }
    if !questions.iter().any(|question| question.required) {
        return Vec::new();
    }
    let known = known(kind);
    let known = [known.as_slice(), &["enrolled"]].concat();
    let mut more = topics(kind, &known, true);
    more.retain(|topic| flags::texts(matches, &topic.word.replace('-', "_")).is_empty());
    questions.extend(Question::of_more(more));
    questions
}

/// The fields that a record's usual questions are about, each with the part of its item where it
/// is a group: a student's private ones first.
fn usual(
    kind: &'static KindSpec,
) -> impl Iterator<Item = (&'static Field, Option<&'static Field>)> {
    let student = kind.kind == Kind::Student;
    let private = student
        .then(|| spec(Kind::Person).fields().iter())
        .into_iter()
        .flatten();
    let private = private.filter(|field| field.required || field.key == "born");
    let own = kind.asks.iter().filter_map(|asked| {
        let (key, part) = asked.split_once('.').unwrap_or((asked, ""));
        let field = kind.fields().find(key)?;
        let parts = field.group_fields();
        Some((field, parts.and_then(|parts| find_field(parts, part))))
    });
    private.map(|field| (field, None)).chain(own)
}

/// The usual fields that nothing more can be said of: a group may get further items.
fn known(kind: &'static KindSpec) -> Vec<&'static str> {
    let single = usual(kind).filter(|(_, part)| part.is_none());
    single.map(|(field, _)| field.key).collect()
}

/// The part of a group's first item that is asked for as if the group were a field.
fn of_first_item(field: &'static Field, part: &'static Field) -> Question {
    let mut question = of_part(field, part);
    question.label = field.key.replace('_', " ");
    field.help.clone_into(&mut question.help);
    question.required = false;
    question
}

fn can_be_asked(field: &Field) -> bool {
    let is_value = !matches!(
        field.shape,
        Shape::Group { .. } | Shape::Table(_) | Shape::Free
    );
    is_value && !field.by_verb
}

/// The usual fields, where nothing says what is to be set; and the record, where it is not named.
pub(super) fn of_set(kind: &'static KindSpec, matches: &ArgMatches) -> Vec<Question> {
    let changes = ["unset", "add", "drop"];
    let says = !flags::typed(kind, matches).is_empty()
        || changes
            .iter()
            .any(|arg| !flags::texts(matches, arg).is_empty());
    if says && is_aimed(matches) {
        return Vec::new();
    }
    let mut questions = Vec::new();
    if !is_aimed(matches) {
        questions.push(which(kind, "refs"));
    }
    if !says {
        let single = usual(kind).filter(|(_, part)| part.is_none());
        questions.extend(single.map(|(field, _)| {
            let mut question = Question::of(field);
            question.default = None;
            question
        }));
        questions.extend(Question::of_more(topics(kind, &known(kind), false)));
    }
    questions
}

/// What a single question is about, to be chosen.
pub(super) fn alone(question: Question) -> Topic {
    Topic {
        word: flag_of(&question),
        help: question.help.clone(),
        questions: vec![question],
        again: false,
    }
}

/// What may be said of a record besides: groups first, an item at a time, then every other field.
pub(super) fn topics(kind: &'static KindSpec, without: &[&str], with_defaults: bool) -> Vec<Topic> {
    let fields = || flags::flagged(kind).filter(|field| !without.contains(&field.key));
    let groups = fields().filter_map(|field| Some(of_group(field, field.group_fields()?)));
    let others = fields().filter(|field| can_be_asked(field)).map(|field| {
        let mut question = Question::of(field);
        question.required = false;
        question.default = question.default.filter(|_| with_defaults);
        alone(question)
    });
    groups.chain(others).collect()
}

/// An item of a group: a question for each of its keys.
fn of_group(field: &'static Field, parts: &'static [Field]) -> Topic {
    let asked = parts
        .iter()
        .filter(|part| part.key != "id" && part.group_fields().is_none());
    Topic {
        word: field.flag(),
        help: field.help.to_owned(),
        questions: asked.map(|part| of_part(field, part)).collect(),
        again: true,
    }
}

/// A key of a group's item.
pub(super) fn of_part(field: &'static Field, part: &'static Field) -> Question {
    let mut question = Question::of(part);
    // Texts within an item have no sign that could part them.
    question.many &= !matches!(part.shape, Shape::Text | Shape::Person);
    question.label = format!("{}: {}", field.key.replace('_', " "), question.label);
    question.part = Some(Part {
        flag: field.flag(),
        nth: 0,
        key: part.spoken_key().to_owned(),
    });
    question
}
