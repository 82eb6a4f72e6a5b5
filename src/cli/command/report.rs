//! `wbl report NAME`: every report, with the scope that all of them share.

use clap::{Arg, ArgAction, ArgMatches, Args, Command, FromArgMatches as _};

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::report::{By, FailIf, Question, REPORTS, Scope, report_named};
use crate::schema::Kind;
use crate::value::{Day, Id, SchoolYear, nearest};
use crate::work;

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::sift::{Archived, Sieve};
use super::CommandSpec;

/// The command.
pub const REPORT: CommandSpec = CommandSpec {
    name: "report",
    about: "Show a report: hours, entries, transcript, partners",
    args,
    run,
};

/// The scope as it was typed.
#[derive(Args, Clone, Debug, Default)]
pub(super) struct Scoped {
    /// The school year, such as 2026-27
    #[arg(long, value_name = "YEAR")]
    pub(super) year: Option<String>,
    /// The term, such as Q2: worked by its end, verified by its transcript day
    #[arg(long, value_name = "TERM")]
    pub(super) term: Option<String>,
    /// Sum only from this day on
    #[arg(long, value_name = "DAY")]
    pub(super) from: Option<String>,
    /// Sum only up to this day
    #[arg(long, value_name = "DAY")]
    pub(super) to: Option<String>,
    /// Only this pathway
    #[arg(long, value_name = "PATHWAY")]
    pub(super) pathway: Option<String>,
    /// Only students with a placement at this partner
    #[arg(long, value_name = "PARTNER")]
    pub(super) partner: Option<String>,
    /// Only this student
    #[arg(long, value_name = "STUDENT")]
    pub(super) student: Option<String>,
    /// Only students that fit, by any of their fields; see `wbl help filters`
    #[arg(long = "where", value_name = "FILTER")]
    pub(super) fitting: Option<String>,
    /// Group by pathway, partner, term or student, or by several of them: student,term
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    pub(super) by: Vec<String>,
    /// End with exit code 5 if someone is short, or at-risk (short or at risk)
    #[arg(long, value_name = "WORD")]
    pub(super) fail_if: Option<String>,
}

fn args(command: Command) -> Command {
    let lines: Vec<_> = REPORTS
        .iter()
        .map(|report| format!("  {:<12}{}\n", report.name, report.about))
        .collect();
    let command = command.arg(Arg::new("name").value_name("NAME").help("The report"));
    Scoped::augment_args(command)
        .arg(Arg::new("partial").long("partial").action(ArgAction::SetTrue).help("Show it even where records could not be read (exit 7)"))
        .after_help(format!("Reports:\n{}\nExamples:\n  wbl report hours\n  wbl report transcript --term Q2\n  wbl report entries --student \"Jane Doe\" --format csv -o entries.csv\n  wbl report partners\n  wbl report hours --term Q2 --pathway healthcare\n  wbl report hours --where 'status = at-risk or status = short'\n  wbl report hours --fail-if short --format csv -o hours.csv\n  wbl report hours --by student,term --student \"Jane Doe\"\n  wbl report hours --where 'enrolled.pathway.sector = healthcare and grad_year = 2027'", lines.concat()))
}

/// The fault of no report, with all that there are.
fn which() -> Fault {
    let fault = Fault::misuse("missing: NAME, the report");
    REPORTS.iter().fold(fault, |fault, report| {
        fault.hint(format!("`wbl report {}`: {}", report.name, report.about))
    })
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let Some(name) = matches.get_one::<String>("name") else {
        return Err(which());
    };
    let report = report_named(name).ok_or_else(|| no_report(name))?;
    let scoped =
        Scoped::from_arg_matches(matches).map_err(|error| Fault::misuse(error.to_string()))?;
    let (as_of, partial) = (context.today(), context.global.partial);
    let answer = context.read(|book, _| {
        let question = question(book, &scoped, as_of, partial)?;
        (report.run)(book, &question)
    })?;
    Ok(Answer {
        view: answer.view,
        document: None,
        found: answer.found,
        reads_all: true,
        needs_all: true,
        fault: None,
    })
}

/// The question that was typed.
pub(super) fn question(
    book: &Book<'_>,
    scoped: &Scoped,
    as_of: Day,
    partial: bool,
) -> Result<Question> {
    let refer = |kind: Kind, text: &Option<String>| -> Result<Option<Id>> {
        text.as_ref()
            .map(|text| Ok(work::resolve(book, kind, text)?.id))
            .transpose()
    };
    let (pathway, partner, student) = (
        refer(Kind::Pathway, &scoped.pathway)?,
        refer(Kind::Partner, &scoped.partner)?,
        refer(Kind::Student, &scoped.student)?,
    );
    let mut faults = Vec::new();
    let fitting =
        scoped
            .fitting
            .as_ref()
            .and_then(|filter| match fitting(book, filter, scoped, as_of) {
                Ok(students) => Some((filter.clone(), students)),
                Err(fault) => {
                    faults.push(fault);
                    None
                }
            });
    let mut day = |flag: &str, text: &Option<String>| {
        let read = Day::read(text.as_ref()?, as_of);
        read.map_err(|error| faults.push(Fault::misuse(format!("`--{flag}`: {error}"))))
            .ok()
    };
    let (from, to) = (day("from", &scoped.from), day("to", &scoped.to));
    let year = scoped.year.as_ref().and_then(|text| {
        let year = SchoolYear::read(text);
        if year.is_none() {
            faults.push(Fault::misuse(format!(
                "`--year`: `{text}` is not a school year; write 2026-27"
            )));
        }
        year
    });
    let by = scoped
        .by
        .iter()
        .filter_map(|word| one_of("by", word, &By::ALL, By::word, &mut faults))
        .collect();
    let fail_if = scoped
        .fail_if
        .as_ref()
        .and_then(|word| one_of("fail-if", word, &FailIf::ALL, FailIf::word, &mut faults));
    match Fault::all(faults) {
        Some(fault) => Err(fault),
        None => Ok(Question {
            as_of,
            scope: Scope {
                year,
                term: scoped.term.clone(),
                from,
                to,
                pathway,
                partner,
                student,
                fitting,
                partial,
            },
            by,
            fail_if,
        }),
    }
}

/// The students that a filter holds for.
fn fitting(book: &Book<'_>, filter: &str, scoped: &Scoped, as_of: Day) -> Result<Vec<Id>> {
    let sieve = Sieve::read(book, Kind::Student, &[("--where", filter)], as_of)?;
    let times = [
        ("--year", &scoped.year),
        ("--term", &scoped.term),
        ("--from", &scoped.from),
        ("--to", &scoped.to),
    ];
    let other_time = times.iter().find(|(_, given)| given.is_some());
    if let Some((flag, _)) = other_time.filter(|_| sieve.asks_for_hours()) {
        let fault = Fault::misuse(format!(
            "`--where` asks how hours stand on {as_of}, and `{flag}` is about another time"
        ));
        return Err(fault
            .hint(format!(
                "leave out `{flag}`, or leave the hours out of `--where`"
            ))
            .hint("`--as-of DAY` moves both"));
    }
    sieve.each(book, Archived::In, as_of, |sheet, _| sheet.id.clone())
}

/// Reads one of a few words.
fn one_of<T: Copy>(
    flag: &str,
    typed: &str,
    all: &[T],
    word: fn(T) -> &'static str,
    faults: &mut Vec<Fault>,
) -> Option<T> {
    let found = all.iter().copied().find(|one| word(*one) == typed);
    if found.is_none() {
        let words: Vec<_> = all.iter().map(|one| word(*one)).collect();
        let fault = Fault::misuse(format!(
            "`--{flag}`: `{typed}` is not one of: {}",
            words.join(", ")
        ));
        faults.push(match nearest(typed, words) {
            Some(near) => fault.hint(format!("did you mean `--{flag} {near}`?")),
            None => fault,
        });
    }
    found
}

fn no_report(name: &str) -> Fault {
    let names = REPORTS.iter().map(|report| report.name);
    let fault = Fault::misuse(format!("there is no report `{name}`"));
    let fault = match nearest(name, names.clone()) {
        Some(near) => fault.hint(format!("did you mean `wbl report {near}`?")),
        None => fault,
    };
    fault.hint(format!(
        "the reports are: {}",
        names.collect::<Vec<_>>().join(", ")
    ))
}
