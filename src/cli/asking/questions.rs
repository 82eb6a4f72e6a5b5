//! What a command lacks, as questions; and the answers, as words of the command line.

use std::ffi::OsString;

use clap::ArgMatches;

use crate::record::{KindSpec, spec};
use crate::schema::{Field, Kind, Shape};
use crate::ui::{Answer, Interview, Question, Reading};

use super::super::kind::flags;
use super::super::tree::Called;
use super::wanted::{Stands, WANTED, Wanted};

/// The questions that a command needs; none where it lacks nothing.
pub fn of((verb, kind, matches): Called<'_>) -> Vec<Question> {
    match verb.name {
        "add" => of_add(kind, matches),
        "set" => of_set(kind, matches),
        "edit" | "show" if flags::text(matches, "ref").is_none() => vec![which(kind, "ref")],
        "archive" | "restore" if flags::texts(matches, "refs").is_empty() => {
            vec![which(kind, "refs")]
        }
        name => of_verb(name, matches),
    }
}

fn which(kind: &'static KindSpec, arg: &'static str) -> Question {
    question(&Wanted {
        arg,
        label: kind.kind.noun(),
        help: "which one",
        reading: Reading::Shape(Shape::Link(kind.kind)),
        stands: Stands::Word,
        required: true,
        default: None,
    })
}

fn question(wanted: &Wanted) -> Question {
    // The shape of a table's row is all that offers are made from.
    let shape = match wanted.reading {
        Reading::Shape(shape) => shape,
        Reading::Span | Reading::AllOrDay => Shape::Text,
    };
    let mut question = Question::of_shape(wanted.arg, shape);
    wanted.label.clone_into(&mut question.label);
    wanted.help.clone_into(&mut question.help);
    question.reading = wanted.reading;
    question.required = wanted.required;
    question.default = wanted.default.map(str::to_owned);
    question.hands_on_default = true;
    question
}

fn of_verb(name: &str, matches: &ArgMatches) -> Vec<Question> {
    let Some((_, all)) = WANTED.iter().find(|(verb, _)| *verb == name) else {
        return Vec::new();
    };
    let lacking: Vec<_> = all
        .iter()
        .enumerate()
        .filter(|(at, wanted)| !is_given(name, *at, wanted, matches))
        .map(|(_, wanted)| wanted)
        .collect();
    if !lacking.iter().any(|wanted| wanted.required) {
        return Vec::new();
    }
    lacking.into_iter().map(question).collect()
}

fn is_given(verb: &str, at: usize, wanted: &Wanted, matches: &ArgMatches) -> bool {
    let texts = flags::texts(matches, wanted.arg);
    match (verb, wanted.stands) {
        // The last word of `close` is the state; what stands before it are experiences.
        ("close", Stands::Word) if at == 1 => texts.last().is_some_and(|word| is_state(word)),
        (_, Stands::Word | Stands::Flag) => !texts.is_empty(),
        (_, Stands::AllOr(switch)) => {
            let others = ["through", "week", "entry"];
            flags::is_on(matches, switch)
                || others.iter().any(|arg| flags::text(matches, arg).is_some())
        }
        (_, Stands::SwitchOr(switch)) => !texts.is_empty() || flags::is_on(matches, switch),
    }
}

fn is_state(word: &str) -> bool {
    ["completed", "withdrawn", "ended-early", "cancelled"].contains(&word.to_lowercase().as_str())
}

/// All that a new record needs, and the usual of the rest: the columns of its list.
fn of_add(kind: &'static KindSpec, matches: &ArgMatches) -> Vec<Question> {
    let copies = flags::text(matches, "copy").is_some();
    let is_given = |field: &Field| {
        (copies && field.copied && field.key != "name")
            || !flags::texts(matches, field.key).is_empty()
            || (field.key == "name" && flags::text(matches, "NAME").is_some())
    };
    let mut questions: Vec<_> = usual(kind)
        .filter(|field| !is_given(field))
        .map(Question::of)
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
    if questions.iter().any(|question| question.required) {
        questions
    } else {
        Vec::new()
    }
}

/// The fields that a record's usual questions are about: a student's private ones first.
fn usual(kind: &'static KindSpec) -> impl Iterator<Item = &'static Field> {
    let student = kind.kind == Kind::Student;
    let private = student
        .then(|| spec(Kind::Person).fields().iter())
        .into_iter()
        .flatten();
    let private = private.filter(|field| field.required || field.key == "born");
    let own = kind
        .fields()
        .iter()
        .filter(move |field| field.required || kind.columns.contains(&field.key));
    private.chain(own).filter(|field| can_be_asked(field))
}

fn can_be_asked(field: &Field) -> bool {
    let is_value = !matches!(
        field.shape,
        Shape::Group { .. } | Shape::Table(_) | Shape::Free
    );
    is_value && !field.by_verb
}

/// The usual fields, where nothing says what is to be set; and the record, where it is not named.
fn of_set(kind: &'static KindSpec, matches: &ArgMatches) -> Vec<Question> {
    let changes = ["unset", "add", "drop"];
    let says = !flags::typed(kind, matches).is_empty()
        || changes
            .iter()
            .any(|arg| !flags::texts(matches, arg).is_empty());
    let refs = flags::texts(matches, "refs");
    if says && !refs.is_empty() {
        return Vec::new();
    }
    let mut questions = Vec::new();
    if refs.is_empty() {
        questions.push(which(kind, "refs"));
    }
    if !says {
        questions.extend(usual(kind).map(|field| {
            let mut question = Question::of(field);
            question.default = None;
            question
        }));
    }
    questions
}

/// The answers as words of the command line.
pub fn arguments((verb, _, _): Called<'_>, interview: &Interview) -> Vec<OsString> {
    let table = WANTED.iter().find(|(name, _)| *name == verb.name);
    let mut words = Vec::new();
    for (question, answer) in interview.answers() {
        let texts = match answer {
            Answer::Given(texts) => texts,
            Answer::Cleared if verb.name == "set" => {
                words.push(format!("--unset={}", question.key));
                continue;
            }
            Answer::Left | Answer::Cleared => continue,
        };
        let row = table.and_then(|(_, all)| all.iter().find(|row| row.arg == question.key));
        for text in texts {
            words.push(match row.map(|row| row.stands) {
                Some(Stands::Word) => text.clone(),
                Some(Stands::AllOr(switch) | Stands::SwitchOr(switch)) if text == switch => {
                    format!("--{switch}")
                }
                Some(_) => format!("--{}={text}", question.key),
                None if question.key == "ref" || question.key == "refs" => text.clone(),
                None if question.key == "name" && verb.name == "add" => text.clone(),
                None => format!("--{}={text}", flag_of(question)),
            });
        }
    }
    words.into_iter().map(OsString::from).collect()
}

/// The flag of a field's question.
fn flag_of(question: &Question) -> String {
    question.label.replace(' ', "-")
}
