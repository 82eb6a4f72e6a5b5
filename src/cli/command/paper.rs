//! `wbl paper`: any document from its template.

use std::cell::RefCell;

use clap::{Arg, ArgMatches, Command};

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::paper::{self, Templates, Wish, kind_of};
use crate::record::{KINDS, KindSpec};
use crate::schema::{Kind, Shape};
use crate::store::STARTER;
use crate::value::{Day, SchoolYear, nearest};
use crate::work;

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::kind::resolve;
use super::super::papers::{self, Order};
use super::super::sift::{self, Archived};
use super::CommandSpec;

/// The command.
pub const PAPER: CommandSpec = CommandSpec {
    name: "paper",
    about: "Make a document from a template: a plan, a timesheet, a letter",
    args,
    run,
};

fn args(command: Command) -> Command {
    let render = Command::new("render")
        .about("Fill a template in for one record, or for all that fit a filter")
        .arg(Arg::new("template").value_name("TEMPLATE").required(true).help("The template: a name below templates/, such as mou, or a Word file (.docx) with placeholders"))
        .arg(Arg::new("ref").value_name("REF").help("The record: its id, the beginning of its id, or its whole name"))
        .arg(Arg::new("where").long("where").value_name("FILTER").conflicts_with("ref").help("Every record that fits; see `wbl help filters`"))
        .arg(Arg::new("week").long("week").value_name("DAY").help("The week that a timesheet shows: the Monday to Sunday that holds this day (default: today's)"))
        .arg(Arg::new("review").long("review").value_name("WORD").help("The review that a blank form is for, such as final (default: baseline)"))
        .arg(Arg::new("year").long("year").value_name("YEAR").help("The school year of a partner's impact sheet, such as 2026-27 (default: today's)"))
        .arg(Arg::new("language").long("language").value_name("TAG").help("The language, such as es, where the template is there in it (default: that of the guardian or contact whom a letter is to)"))
        .after_help("Into a folder each record makes a file of its own, named by its id; into a file all make one document.\n\nExamples:\n  wbl paper render mou antron-2026-27 -o antron.html\n  wbl paper render timesheet \"Jane Doe\" --week mon -o sheet.pdf\n  wbl paper render parents --where 'status = planned' --format docx -o letters\n  wbl paper render mou --where 'school_year = 2026-27' --draft --format html -o drafts");
    command
        .subcommand_required(true)
        .arg_required_else_help(true)
        .subcommand(papers::draft(render))
        .subcommand(why_args())
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    match matches.subcommand() {
        Some(("render", matches)) => render(context, matches),
        Some(("why", matches)) => why(context, matches),
        _ => {
            Err(Fault::misuse("missing: what to do with a paper")
                .hint("wbl paper render TEMPLATE REF"))
        }
    }
}

/// What the document is about beside its record.
fn wish(context: &Context<'_>, text: &impl Fn(&str) -> Option<String>) -> Result<Wish> {
    let week = text("week").map(|typed| Day::read(&typed, context.today()));
    let year = text("year").map(|typed| {
        SchoolYear::read(&typed)
            .ok_or_else(|| format!("`{typed}` is no school year: write it as 2026-27"))
    });
    let unread = |error: String| Fault::misuse(error);
    Ok(Wish {
        week: week.transpose().map_err(unread)?,
        review: text("review")
            .map(|word| checked_review(&word))
            .transpose()?,
        year: year.transpose().map_err(unread)?,
    })
}

/// A review, as the table of evaluations knows it.
///
/// # Errors
/// Where there is none of that name (exit 2).
pub fn checked_review(word: &str) -> Result<String> {
    let field = crate::record::spec(Kind::Eval).fields().find("review");
    match field.map(|field| field.shape) {
        Some(Shape::Choice(choices)) if choices.iter().all(|choice| choice.word != word) => {
            let words: Vec<_> = choices.iter().map(|choice| choice.word).collect();
            let fault = Fault::misuse(format!("`{word}` is no review"));
            Err(match nearest(word, words.iter().copied()) {
                Some(near) => fault.hint(format!("did you mean `{near}`?")),
                None => fault.hint(format!("the reviews are: {}", words.join(", "))),
            })
        }
        _ => Ok(word.to_owned()),
    }
}

fn render(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let (reference, filter) = (text("ref"), text("where"));
    if reference.is_none() && filter.is_none() {
        return Err(Fault::misuse("missing: REF, or `--where FILTER`")
            .hint("`--where` makes a document of every record that fits"));
    }
    let order = Order {
        template: text("template").unwrap_or_default(),
        draft: papers::is_draft(matches),
        language: text("language"),
        wish: wish(context, &text)?,
        ..Order::default()
    };
    let notice = RefCell::new(None);
    let answer = papers::make(context, &order, |book, context, template| {
        let kind = kind_of(template)?;
        let today = context.today();
        let days: Vec<_> = match order.wish.week {
            Some(day) => (0..7).map(|add| day.monday().plus(add)).collect(),
            None => vec![today],
        };
        let ids = match (&reference, &filter) {
            (Some(text), _) => {
                let found = resolve(book, kind, text, &days);
                let found = found.map_err(|fault| of_its_kind(book, &order, kind, text, fault))?;
                notice.replace(found.notice(kind));
                vec![found.id]
            }
            (None, filter) => sift::ids(
                book,
                kind,
                ("--where", filter.as_deref().unwrap_or_default()),
                Archived::Out,
                today,
            )?,
        };
        Ok((kind, ids))
    });
    if let Some(notice) = notice.take() {
        context.say("", &notice);
    }
    answer
}

/// The fault of a reference, which says what the template is made of where the text names a record of
/// another kind.
fn of_its_kind(book: &Book<'_>, order: &Order, kind: Kind, text: &str, fault: Fault) -> Fault {
    let is_other = |spec: &&KindSpec| {
        spec.has_verbs && spec.kind != kind && work::resolve(book, spec.kind, text).is_ok()
    };
    let Some(other) = KINDS
        .iter()
        .find(is_other)
        .filter(|_| fault.candidates.is_none())
    else {
        return fault;
    };
    let template = &order.template;
    let mut told = Fault::reference(format!(
        "`{template}` is made of {}, and `{text}` is {}",
        kind.a_noun(),
        other.kind.a_noun(),
    ));
    if kind == Kind::Wbl {
        told = told.hint(format!(
            "name the placement by its id or by its student: `wbl paper render {template} STUDENT`"
        ));
    }
    told.hint(format!("see them all with `wbl {kind} list`"))
}

fn why_args() -> Command {
    Command::new("why")
        .about("Tell from which template and records a document was made, and what has changed since")
        .arg(Arg::new("file").value_name("FILE").required(true).help("The document: md, html, docx or pdf"))
        .after_help("It reads the stamp in the document's properties, which holds ids and checksums.\n\nExamples:\n  wbl paper why antron.pdf")
}

fn why(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let typed = matches.get_one::<String>("file").map_or("", String::as_str);
    let bytes = std::fs::read(context.world.here.join(typed))
        .map_err(|error| Fault::io(&error, format!("read {typed}")))?;
    let stamp = paper::read_stamp(&bytes)?;
    let view = context.read(|book, _| paper::why(book, &Templates::of(book, STARTER)?, &stamp))?;
    Ok(Answer::of(view))
}
