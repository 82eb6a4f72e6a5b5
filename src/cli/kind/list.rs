//! `list`: the records of a kind, with their columns, in an order.

use std::cmp::Ordering;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use crate::book::{Book, Sheet};
use crate::fault::{Fault, Result};
use crate::record::{KindSpec, Person};
use crate::rule::{Derived, LINKED, STATE};
use crate::schema::{Kind, Node};
use crate::value::{Day, fold, nearest};
use crate::view::{Cell, Column, Format, Table, View};

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::sift::{Archived, Sieve};
use super::{Verb, cells, flags, words};

/// The verb.
pub const LIST: Verb = Verb {
    name: "list",
    kinds: &[],
    about: "Show them all",
    args: |command, kind| {
        let kind = kind.kind;
        command
            .arg(words::words("view", "@VIEW", "Only those that fit this filter of [views] in wbl.toml"))
            .arg(words::option("where", "FILTER", "Only those that fit; see `wbl help filters`").action(ArgAction::Append))
            .arg(
                Arg::new("sort")
                    .long("sort")
                    .value_name("K,-K")
                    .help("Sort by these fields; `-` before one turns it round"),
            )
            .arg(
                Arg::new("limit")
                    .long("limit")
                    .value_name("N")
                    .value_parser(value_parser!(usize))
                    .help("Show no more than N"),
            )
            .arg(
                Arg::new("archived")
                    .long("archived")
                    .action(ArgAction::SetTrue)
                    .help("Show archived ones too"),
            )
            .after_help(format!("`--fields` and `--sort` also take `linked`: how many records link to each.\n\nExamples:\n  wbl {kind} list --where 'notes ~ priority'\n  wbl {kind} list --sort -linked --fields id,linked\n  wbl {kind} list @NAME"))
    },
    run,
};

fn run(context: &mut Context<'_>, kind: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let today = context.today();
    let filters = filters(kind, matches)?;
    let asked = asked(context, matches);
    let table = context.read(|book, _| table(book, kind, matches, (&filters, &asked), today))?;
    let chosen = context.global.look.fields.is_some();
    let whole = matches!(
        context.global.look.format,
        Format::Json | Format::Jsonl | Format::Csv
    );
    if !chosen && !whole {
        context.global.look.fields =
            Some(kind.columns.iter().map(|key| (*key).to_owned()).collect());
    }
    Ok(Answer::of(View::List(table)))
}

/// The filters that were typed, each with what it was typed as.
fn filters(kind: &KindSpec, matches: &ArgMatches) -> Result<Vec<(&'static str, String)>> {
    let mut filters = Vec::new();
    for word in flags::texts(matches, "view") {
        if !word.starts_with('@') {
            let kind = kind.kind;
            let fault = Fault::misuse(format!("`wbl {kind} list` takes no word `{word}`"));
            return Err(fault
                .hint(format!("for one of them, type `wbl {kind} show {word}`"))
                .hint(format!(
                    "for some of them, type `wbl {kind} list --where FILTER`"
                )));
        }
        filters.push(("@VIEW", word));
    }
    let typed = flags::texts(matches, "where");
    filters.extend(typed.into_iter().map(|text| ("--where", text)));
    Ok(filters)
}

/// The fields that `--fields` and `--sort` name.
fn asked(context: &Context<'_>, matches: &ArgMatches) -> Vec<String> {
    let mut asked = context.global.look.fields.clone().unwrap_or_default();
    let sort = flags::text(matches, "sort").unwrap_or_default();
    asked.extend(
        sort.split(',')
            .map(|key| key.trim().trim_start_matches('-').to_owned()),
    );
    asked
}

fn table(
    book: &Book<'_>,
    kind: &'static KindSpec,
    matches: &ArgMatches,
    (filters, asked): (&[(&str, String)], &[String]),
    today: Day,
) -> Result<Table> {
    let mut columns = cells::columns(kind);
    let archived = if matches.get_flag("archived") {
        Archived::In
    } else {
        Archived::Out
    };
    let filters: Vec<_> = filters
        .iter()
        .map(|(place, text)| (*place, text.as_str()))
        .collect();
    let sheets = Sieve::read(book, kind.kind, &filters, today)?.sheets(book, archived, today)?;
    let people = if kind.kind == Kind::Student {
        book.sheets(Kind::Person)?
    } else {
        Vec::new()
    };
    let private = |sheet: &Sheet| {
        people
            .binary_search_by(|person| person.id.cmp(&sheet.id))
            .ok()
            .map(|at| &people[at].doc)
    };
    let mut rows: Vec<Vec<Cell>> = sheets
        .iter()
        .map(|sheet| {
            let cells = cells::record(kind, sheet.id.as_str(), &sheet.doc, private(sheet));
            cells.into_iter().map(|(_, cell)| cell).collect()
        })
        .collect();
    if kind.kind == Kind::Wbl {
        // The people at the terminal know students by name; the private part may be elsewhere.
        let people = book.all::<Person>()?;
        columns.push(Column::left("names"));
        for (sheet, row) in sheets.iter().zip(&mut rows) {
            let students = sheet.doc.get("students").map_or(&[][..], Node::items);
            let name = |student: &Node| {
                let id = student.as_text()?;
                let at = people
                    .binary_search_by(|person| person.id.as_str().cmp(id))
                    .ok()?;
                Some(Cell::text(people[at].body.name.as_str()))
            };
            row.push(Cell::List(students.iter().filter_map(name).collect()));
        }
    }
    // The count takes a pass over the whole store, so it stands only where it is asked for.
    let (states, counts) = (
        kind.kind == Kind::Mou,
        asked.iter().any(|name| name == LINKED),
    );
    let names = [(states, STATE), (counts, LINKED)];
    let names: Vec<_> = names
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, name)| *name)
        .collect();
    let derived = Derived::of(book, today, names)?;
    if states {
        columns.push(Column::left(STATE));
        for (sheet, row) in sheets.iter().zip(&mut rows) {
            let state = derived.state(&sheet.id);
            row.push(Cell::maybe(state, |state| Cell::State(state.word())));
        }
    }
    if counts {
        columns.push(Column::right(LINKED));
        for (sheet, row) in sheets.iter().zip(&mut rows) {
            row.push(Cell::maybe(
                derived.linked(kind.kind, &sheet.id),
                Cell::Number,
            ));
        }
    }
    if let Some(keys) = matches.get_one::<String>("sort") {
        sort(&mut rows, &columns, keys)?;
    }
    if let Some(limit) = matches.get_one::<usize>("limit") {
        rows.truncate(*limit);
    }
    Ok(Table { columns, rows })
}

/// Sorts by several fields, the first foremost; what is not recorded comes last.
fn sort(rows: &mut [Vec<Cell>], columns: &[Column], keys: &str) -> Result<()> {
    let mut order = Vec::new();
    for key in keys.split(',').map(str::trim) {
        let (name, turned) = key
            .strip_prefix('-')
            .map_or((key, false), |name| (name, true));
        let name = name.replace('-', "_");
        let found = columns.iter().position(|column| {
            column.key == name || column.key.strip_suffix("_minutes") == Some(&name)
        });
        let Some(at) = found else {
            let names = columns.iter().map(|column| column.key.as_str());
            let fault = Fault::misuse(format!("`--sort`: there is no field `{name}`"));
            return Err(match nearest(&name, names.clone()) {
                Some(near) => fault.hint(format!("did you mean `{near}`?")),
                None => fault.hint(format!(
                    "the fields are: {}",
                    names.collect::<Vec<_>>().join(", ")
                )),
            });
        };
        order.push((at, turned));
    }
    rows.sort_by(|a, b| {
        order.iter().fold(Ordering::Equal, |so_far, (at, turned)| {
            so_far.then_with(|| compare(&a[*at], &b[*at], *turned))
        })
    });
    Ok(())
}

fn compare(a: &Cell, b: &Cell, turned: bool) -> Ordering {
    let ordering = match (a, b) {
        (Cell::None, Cell::None) => return Ordering::Equal,
        (Cell::None, _) => return Ordering::Greater,
        (_, Cell::None) => return Ordering::Less,
        (Cell::Number(a), Cell::Number(b)) => a.cmp(b),
        (Cell::Minutes(a), Cell::Minutes(b)) => a.cmp(b),
        (Cell::Day(a), Cell::Day(b)) => a.cmp(b),
        (Cell::Clock(a), Cell::Clock(b)) => a.cmp(b),
        (Cell::Money(a), Cell::Money(b)) => a.cmp(b),
        (Cell::Flag(a), Cell::Flag(b)) => a.cmp(b),
        (Cell::List(a), Cell::List(b)) => a.len().cmp(&b.len()).then_with(|| {
            a.iter().zip(b).fold(Ordering::Equal, |so_far, (a, b)| {
                so_far.then_with(|| compare(a, b, false))
            })
        }),
        (a, b) => fold(&words(a)).cmp(&fold(&words(b))),
    };
    if turned { ordering.reverse() } else { ordering }
}

fn words(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.to_string(),
        Cell::State(word) => (*word).to_owned(),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_recorded_comes_last_either_way() {
        let columns = [Column::left("name"), Column::right("size")];
        let row =
            |name: &str, size: Option<i64>| vec![Cell::text(name), Cell::maybe(size, Cell::Number)];
        let mut rows = [row("É", None), row("b", Some(2)), row("A", Some(10))];
        let names = |rows: &[Vec<Cell>]| rows.iter().map(|row| words(&row[0])).collect::<Vec<_>>();
        sort(&mut rows, &columns, "-size").unwrap();
        assert_eq!(names(&rows), ["A", "b", "É"]);
        sort(&mut rows, &columns, "size,name").unwrap();
        assert_eq!(names(&rows), ["b", "A", "É"]);
        sort(&mut rows, &columns, "name").unwrap();
        assert_eq!(names(&rows), ["A", "b", "É"]);
        let fault = sort(&mut rows, &columns, "nmae").unwrap_err();
        assert_eq!(fault.hints, ["did you mean `name`?"]);
    }
}
