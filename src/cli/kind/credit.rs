//! The verb of the registrar: credit.

use clap::ArgMatches;

use crate::fault::Result;
use crate::record::KindSpec;
use crate::schema::Kind;
use crate::value::SchoolYear;
use crate::work::{self, CreditRequest};

use super::super::answer::Answer;
use super::super::context::Context;
use super::aim::{self, Aim};
use super::words::{Words, option, words};
use super::{Verb, flags};

/// What was reported to the registrar.
pub const CREDIT: Verb = Verb {
    name: "credit",
    kinds: &[Kind::Student],
    about: "Record what was reported to the registrar: the hours that count for a term now",
    args: |command, _| {
        command
            .arg(words("refs", "STUDENT", "The students"))
            .arg(aim::fitting())
            .arg(option("term", "TERM", "The term"))
            .arg(option("year", "YEAR", "Its school year (default: this one)"))
            .arg(option("pathway", "PATHWAY", "The pathway, where a student was in several"))
            .arg(option("on", "DAY", "The day of the report (default: today)"))
            .arg(option("credit", "TEXT", "The credit awarded"))
            .arg(option("mark", "TEXT", "The mark"))
            .arg(option("course", "TEXT", "The course on the transcript"))
            .arg(option("because", "TEXT", "Why a term is reported once more"))
            .after_help("Examples:\n  wbl student credit \"Jane Doe\" --term Q2 --credit 0.5 --mark P --course \"Internship\"\n  wbl student credit s-k7f2wq --term Q2 --because \"a late sheet came in\"\n  wbl student credit --where 'pathway = manufacturing' --term Q2 --mark P")
    },
    run: credit,
};

fn credit(
    context: &mut Context<'_>,
    kind: &'static KindSpec,
    matches: &ArgMatches,
) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let aim = Aim::of(kind, "credit the term to", matches, &mut words);
    let text = |name| flags::text(matches, name);
    let term = words.needed("term", "`--term TERM` (the term that was reported)");
    let year = text("year").and_then(|typed| {
        let year = SchoolYear::read(&typed);
        if year.is_none() {
            words.misuse(&format!(
                "`--year`: `{typed}` is not a school year; write 2026-27"
            ));
        }
        year
    });
    let request = CreditRequest {
        term,
        year,
        pathway: None,
        on: words.day("on"),
        credit: text("credit"),
        mark: text("mark"),
        course: text("course"),
        because: text("because"),
    };
    let pathway = text("pathway");
    aim.write(
        context,
        aim::plainly(Kind::Student),
        |book, seed, ids, meant| {
            let pathway = meant.maybe(Kind::Pathway, pathway.as_deref())?;
            words.settle()?;
            let request = CreditRequest {
                pathway,
                ..request.clone()
            };
            work::credit(book, ids, &request, today, seed)
        },
    )
}
