//! What a command lacks, as questions.

use clap::ArgMatches;

use crate::record::{KindSpec, spec};
use crate::schema::Shape;
use crate::ui::{Question, Reading};
use crate::work::ItemVerb;

use super::super::kind::flags;
use super::super::tree::Called;
use super::fields::{alone, of_add, of_set, topics};
use super::table::WANTED;
use super::wanted::{Stands, Wanted};

/// The questions that a command needs, if it lacks anything.
pub fn of((verb, kind, matches): Called<'_>) -> Option<Vec<Question>> {
    let lacks = |questions: Vec<Question>| (!questions.is_empty()).then_some(questions);
    match verb.name {
        "add" => lacks(of_add(kind, matches)),
        "set" => lacks(of_set(kind, matches)),
        "edit" | "show" | "remove" if flags::text(matches, "ref").is_none() => {
            Some(vec![which(kind, "ref")])
        }
        "archive" | "restore" if !is_aimed(matches) => Some(vec![which(kind, "refs")]),
        "rename" => lacks(of_rename(kind, matches)),
        "rate" if flags::texts(matches, "ratings").is_empty() => {
            let rows = rows_of("rate", kind, matches);
            Some(rows.into_iter().map(|row| row.question).collect())
        }
        "amend" if flags::typed(kind, matches).is_empty() => {
            let rows = rows_of("amend", kind, matches);
            let mut questions: Vec<_> = rows.into_iter().map(|row| row.question).collect();
            questions.extend(Question::of_more(topics(kind, &["amends"], true)));
            Some(questions)
        }
        name => of_rows(name, kind, matches),
    }
}

/// Whether the records are named, or filtered.
pub(super) fn is_aimed(matches: &ArgMatches) -> bool {
    !flags::texts(matches, "refs").is_empty() || flags::text(matches, "where").is_some()
}

/// The question which record is meant.
pub(super) fn which(kind: &'static KindSpec, arg: &'static str) -> Question {
    let mut question = Question::of_shape(arg, Shape::Link(kind.kind));
    kind.kind.noun().clone_into(&mut question.label);
    "which one".clone_into(&mut question.help);
    question.required = true;
    question
}

fn of_rename(kind: &'static KindSpec, matches: &ArgMatches) -> Vec<Question> {
    let mut questions = Vec::new();
    if flags::text(matches, "ref").is_none() {
        questions.push(which(kind, "ref"));
    }
    if flags::text(matches, "new").is_none() {
        let mut question = Question::of_shape("new", Shape::Code);
        "new id".clone_into(&mut question.label);
        "the id that it gets".clone_into(&mut question.help);
        question.required = true;
        questions.push(question);
    }
    questions
}

/// A question of a verb of the trade that is not answered yet.
struct Row {
    question: Question,
    /// Asked only where somebody chooses to say it.
    later: bool,
}

/// What a verb of the trade asks: nothing where it lacks nothing.
fn of_rows(name: &str, kind: &'static KindSpec, matches: &ArgMatches) -> Option<Vec<Question>> {
    let rows = match ItemVerb::of(name, kind.kind) {
        Some(verb) => rows_of_item(verb, kind, matches),
        None => rows_of(name, kind, matches),
    };
    if !rows.iter().any(|row| row.question.required && !row.later) {
        return None;
    }
    let (later, now): (Vec<_>, Vec<_>) = rows.into_iter().partition(|row| row.later);
    let mut more: Vec<_> = later.into_iter().map(|row| alone(row.question)).collect();
    if name == "place" {
        more = topics(kind, &["students", "posting"], true);
    }
    let mut questions: Vec<_> = now.into_iter().map(|row| row.question).collect();
    questions.extend(Question::of_more(more));
    Some(questions)
}

fn rows_of(name: &str, kind: &'static KindSpec, matches: &ArgMatches) -> Vec<Row> {
    let all = WANTED.iter().find(|(verb, _)| *verb == name);
    let all = all.map_or(&[][..], |(_, all)| all);
    let lacking = all.iter().enumerate();
    let lacking = lacking.filter(|(at, wanted)| !is_given(name, *at, wanted, matches));
    lacking
        .map(|(_, wanted)| Row {
            question: question(wanted, kind),
            later: wanted.later,
        })
        .collect()
}

fn question(wanted: &Wanted, kind: &'static KindSpec) -> Question {
    let part = wanted.words.and_then(|(kind, group, key)| {
        let fields = spec(kind).fields().find(group)?.group_fields()?;
        fields.iter().find(|part| part.key == key)
    });
    // The shape of a table's row is all that offers are made from.
    let shape = match (wanted.reading, part) {
        (_, Some(part)) => part.shape,
        // Whose it is, of a verb that several kinds have.
        (Reading::Shape(Shape::Free), None) => Shape::Link(kind.kind),
        (Reading::Shape(shape), None) => shape,
        (Reading::Span | Reading::AllOrDay, None) => Shape::Text,
    };
    let mut question = Question::of_shape(wanted.arg, shape);
    wanted.label.clone_into(&mut question.label);
    wanted.help.clone_into(&mut question.help);
    if matches!(wanted.reading, Reading::Span | Reading::AllOrDay) {
        question.reading = wanted.reading;
    }
    question.required = wanted.required;
    question.default = wanted.default.map(str::to_owned);
    question.hands_on_default = true;
    question
}

fn is_given(verb: &str, at: usize, wanted: &Wanted, matches: &ArgMatches) -> bool {
    let texts = flags::texts(matches, wanted.arg);
    match (verb, wanted.stands) {
        // The last word of `close` is the state; what stands before it are experiences.
        ("close", Stands::Word) if at == 1 => texts.last().is_some_and(|word| is_state(word)),
        (_, Stands::Word) if wanted.arg == "refs" => is_aimed(matches),
        (_, Stands::Word | Stands::Flag) => !texts.is_empty(),
        (_, Stands::AllOr(switch)) => {
            let others = ["through", "week", "entry"];
            flags::is_on(matches, switch)
                || others.iter().any(|arg| flags::text(matches, arg).is_some())
        }
        (_, Stands::SwitchOr(switch)) => !texts.is_empty() || flags::is_on(matches, switch),
        (_, Stands::Switch) => flags::is_on(matches, wanted.arg),
    }
}

/// The questions of a verb that adds an item: whose it is, the word, what it must have, the rest.
fn rows_of_item(
    verb: &'static ItemVerb,
    kind: &'static KindSpec,
    matches: &ArgMatches,
) -> Vec<Row> {
    let mut rows = Vec::new();
    let mut ask = |question: Question, later: bool| rows.push(Row { question, later });
    let refs = flags::texts(matches, "refs");
    let word = verb.parts().iter().find(|part| Some(part.key) == verb.word);
    let (has_word, has_ref) = match word {
        // One list for the parser: a lone word is the last where it can be, else the record.
        Some(word) if verb.many_refs => {
            let last = refs.last().is_some_and(|last| word.shape.has_word(last));
            let filtered = flags::text(matches, "where").is_some();
            (
                last || refs.len() > usize::from(!filtered),
                is_aimed(matches) && !(last && refs.len() == 1 && !filtered),
            )
        }
        Some(_) => (!flags::texts(matches, "word").is_empty(), !refs.is_empty()),
        None => (true, is_aimed(matches)),
    };
    if !has_ref {
        ask(which(kind, "refs"), false);
    }
    if let Some(part) = word.filter(|_| !has_word) {
        let mut question = Question::of(part);
        question.key = if verb.many_refs { "refs" } else { "word" };
        question.many = verb.many_words;
        question.required = true;
        ask(question, false);
    }
    let is_given = |key: &str| !flags::texts(matches, key).is_empty();
    if let Some(day) = verb.day.filter(|_| !is_given("on")) {
        let part = verb.parts().iter().find(|part| part.key == day.key);
        let mut question = Question::of_shape("on", Shape::Day);
        part.map_or("", |part| part.help)
            .clone_into(&mut question.help);
        question.default = day.is_today.then(|| "today".to_owned());
        question.hands_on_default = true;
        ask(question, false);
    }
    for part in verb.flags().filter(|part| !is_given(part.key)) {
        let preset = verb.preset.iter().find(|(key, _)| *key == part.key);
        let is_preset = preset.is_some();
        let mut question = Question::of(part);
        question.required = (part.required || verb.needs.contains(&part.key)) && !is_preset;
        if let Some((_, text)) = preset {
            question.default = Some((*text).to_owned());
        }
        let later = !question.required && !verb.asks.contains(&part.key);
        ask(question, later);
    }
    rows
}

fn is_state(word: &str) -> bool {
    ["completed", "withdrawn", "ended-early", "cancelled"].contains(&word.to_lowercase().as_str())
}
