//! `wbl import KIND FILE`: records and hours from a file, shown before they are written.

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::exchange::read_csv;
use crate::fault::{Fault, Result};
use crate::value::nearest;
use crate::work::{self, DayOrder, ImportRequest};

use super::super::answer::Answer;
use super::super::context::Context;
use super::CommandSpec;

/// The command.
pub const IMPORT: CommandSpec = CommandSpec {
    name: "import",
    about: "Take in records or hours from a CSV file",
    args,
    run,
};

fn args(command: Command) -> Command {
    let word = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).value_name(value).required(true).help(help)
    };
    let option = |name: &'static str, value: &'static str, help: &'static str| {
        Arg::new(name).long(name).value_name(value).help(help)
    };
    command
        .arg(word(
            "kind",
            "KIND",
            "What the rows are: partner, contact, pathway, student, wbl or hours",
        ))
        .arg(word("file", "FILE", "The file: CSV with commas, semicolons or tabs"))
        .arg(
            option(
                "map",
                "HEADER=FIELD",
                "What a column is that is called otherwise; `HEADER=-` leaves it out (can be repeated)",
            )
            .action(ArgAction::Append),
        )
        .arg(option(
            "key",
            "FIELD",
            "The field by which a row finds its record (default: id, else district id, e-mail or name)",
        ))
        .arg(
            Arg::new("update")
                .long("update")
                .action(ArgAction::SetTrue)
                .help("Change records that are there to what the file says; empty cells change nothing"),
        )
        .arg(option(
            "dates",
            "ORDER",
            "How the file writes days such as 10/5/2026: mdy, dmy or ymd",
        ))
        .after_help("The columns are the fields that `wbl fields KIND` lists, in any spelling, and what school systems call them (`LASID`, `SASID`, `YOG`, `DOB`, `Company`, `Contact Person`, `Start Time`): the preview says what was read as what. A column that may mean something else is asked for, with the `--map` that says it. `contact.name`, `contact.email` and so on beside a partner make its contacts; `First Name` and `Last Name` are put together, and `Guardian 1 Name`, `Guardian 2 Email` and so on are a student's guardians. Hours take student (a name, an id or the district's), day, from and to or minutes, break, area, task, by, verified; times say am or pm, or are of 24 hours (15:00). All rows are taken, or none; what is there already is left, and the same file again changes nothing. Two rows of one file that are the same are refused, unless it is clear that nothing is lost.\n\nExamples:\n  wbl import partner employers.csv --dry-run\n  wbl import student class-list.csv --map \"Entry Date=from\" --map \"Homeroom=-\"\n  wbl import hours timesheets.csv --dates mdy --yes")
}

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let text = |name: &str| matches.get_one::<String>(name).cloned();
    let kind = work::imported(&text("kind").unwrap_or_default())?;
    let mut request = ImportRequest {
        kind,
        key: text("key"),
        update: matches.get_flag("update"),
        reason: context.global.reason.clone(),
        // The preview of a dry run is the answer; else it stands above the question.
        shows_names: if context.global.dry_run {
            context.world.terminals.stdout && context.global.output.is_none()
        } else {
            context.world.terminals.stderr
        },
        ..ImportRequest::default()
    };
    let mut faults = Vec::new();
    for pair in matches.get_many::<String>("map").into_iter().flatten() {
        match pair.rsplit_once('=') {
            Some((header, field)) => request.map.push((header.to_owned(), field.to_owned())),
            None => faults.push(
                Fault::misuse(format!("`--map {pair}` does not say which field it is")).hint(
                    format!(
                        "write `--map {}=FIELD`; see `wbl import --help`",
                        crate::fault::pasted(pair)
                    ),
                ),
            ),
        }
    }
    if let Some(order) = text("dates") {
        let words = DayOrder::ALL.map(|(word, _)| word);
        let found = DayOrder::ALL.iter().find(|(word, _)| *word == order);
        request.days = found.map(|(_, order)| *order);
        if found.is_none() {
            let fault = Fault::misuse(format!(
                "`--dates`: `{order}` is not one of: {}",
                words.join(", ")
            ));
            faults.push(match nearest(&order, words) {
                Some(near) => fault.hint(format!("did you mean `--dates {near}`?")),
                None => fault,
            });
        }
    }
    Fault::all(faults).map_or(Ok(()), Err)?;
    // The store is missed before the file is.
    context.store()?;
    let file = text("file").unwrap_or_default();
    let bytes = std::fs::read(context.world.here.join(&file))
        .map_err(|error| Fault::io(&error, format_args!("read {file}")))?;
    request.sheet = read_csv(&file, &bytes)?;
    let rows = request.sheet.rows.len();
    let question = format!("import {rows} {}?", if rows == 1 { "row" } else { "rows" });
    context.write_asking(&question, |book, seed, context| {
        work::import(book, &request, context.today(), seed)
    })
}
