//! `list`: the records of a kind, with their columns, in an order.

use std::cmp::Ordering;

use clap::{Arg, ArgAction, ArgMatches, value_parser};

use crate::book::{Book, Record, Sheet};
use crate::fault::{Fault, Result, pasted};
use crate::record::{KindSpec, Person};
use crate::rule::{Derived, LINKED, STATE};
use crate::schema::{Doc, Kind, Node};
use crate::value::{Day, fold, nearest};
use crate::view::{Cell, Column, Format, Table, View, is_called};

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
        let order = order_of(kind);
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
            .after_help(format!("{order}\n`--fields` and `--sort` also take `linked`: how many records link to each.\n\nExamples:\n  wbl {kind} list --where 'notes ~ priority'\n  wbl {kind} list --sort -linked --fields id,linked\n  wbl {kind} list @NAME"))
    },
    run,
};

/// How a list comes where nobody sorts it.
fn order_of(kind: Kind) -> &'static str {
    match kind {
        Kind::Student => {
            "Students come by name; those whose names are not on this machine come after, by id."
        }
        Kind::Wbl => {
            "They come by the name of their one student, then by first day; events and openings, and where the names are not on this machine all, come after, by id."
        }
        Kind::Partner
        | Kind::Contact
        | Kind::Pathway
        | Kind::Mou
        | Kind::Eval
        | Kind::Council
        | Kind::Person
        | Kind::Form
        | Kind::Rules
        | Kind::Settings => "They come by id.",
    }
}

fn run(context: &mut Context<'_>, kind: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let today = context.today();
    let filters = filters(kind, matches)?;
    let look = &mut context.global.look;
    let whole = matches!(look.format, Format::Json | Format::Jsonl | Format::Csv);
    if look.fields.is_none() && !whole {
        look.fields = Some(kind.columns.iter().map(|key| (*key).to_owned()).collect());
    }
    let asked = Asked::of(look.fields.as_deref(), matches);
    let table = context.read(|book, _| table(book, kind, matches, (&filters, &asked), today))?;
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
                .hint(format!(
                    "for one of them, type `wbl {kind} show {}`",
                    pasted(&word)
                ))
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

/// What a list is asked to show, and to go by.
struct Asked {
    /// The fields that are shown; nothing where all are.
    shown: Option<Vec<String>>,
    /// The fields that it is sorted by.
    sorted: Vec<String>,
}

impl Asked {
    fn of(shown: Option<&[String]>, matches: &ArgMatches) -> Self {
        let sort = flags::text(matches, "sort").unwrap_or_default();
        let sorted = sort
            .split(',')
            .map(|key| key.trim().trim_start_matches('-'));
        Self {
            shown: shown.map(<[_]>::to_vec),
            sorted: sorted.map(str::to_owned).collect(),
        }
    }

    /// Whether a field is named.
    fn names(&self, key: &str) -> bool {
        let mut names = self.shown.iter().flatten().chain(&self.sorted);
        names.any(|name| is_called(key, name))
    }

    /// Whether anyone will look at a field.
    fn wants(&self, key: &str) -> bool {
        self.shown.is_none() || self.names(key)
    }
}

fn table(
    book: &Book<'_>,
    kind: &'static KindSpec,
    matches: &ArgMatches,
    (filters, asked): (&[(&str, String)], &Asked),
    today: Day,
) -> Result<Table> {
    let mut columns = cells::columns(kind);
    // A placement has hundreds of cells in its groups, which few lists show.
    let wanted: Vec<_> = columns
        .iter()
        .map(|column| asked.wants(&column.key))
        .collect();
    let archived = if matches.get_flag("archived") {
        Archived::In
    } else {
        Archived::Out
    };
    let filters: Vec<_> = filters
        .iter()
        .map(|(place, text)| (*place, text.as_str()))
        .collect();
    let sieve = Sieve::read(book, kind.kind, &filters, today)?;
    // The people at the terminal know students by name; the private part may be elsewhere.
    let people = if kind.kind == Kind::Wbl {
        columns.push(Column::left("names"));
        Some(book.all::<Person>()?)
    } else {
        None
    };
    let row = |sheet: &Sheet, private: Option<&Doc>| {
        let mut row = cells::row(kind, sheet.id.as_str(), &sheet.doc, private, &wanted);
        let names = people.as_ref().map(|people| names(sheet, people));
        let place = Place::of(sheet, private, names.as_deref());
        row.extend(names.map(|names| Cell::List(names.into_iter().map(Cell::text).collect())));
        (place, (sheet.id.clone(), row))
    };
    let mut rows = sieve.each(book, archived, today, row)?;
    rows.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
    // The count takes a pass over the whole store, so it stands only where it is asked for.
    let (states, counts) = (kind.kind == Kind::Mou, asked.names(LINKED));
    let names = [(states, STATE), (counts, LINKED)];
    let names: Vec<_> = names
        .iter()
        .filter(|(is, _)| *is)
        .map(|(_, name)| *name)
        .collect();
    let derived = Derived::of(book, today, names)?;
    if states {
        columns.push(Column::left(STATE));
        for (id, row) in &mut rows {
            let state = derived.state(id);
            row.push(Cell::maybe(state, |state| Cell::State(state.word())));
        }
    }
    if counts {
        columns.push(Column::right(LINKED));
        for (id, row) in &mut rows {
            row.push(Cell::maybe(derived.linked(kind.kind, id), Cell::Number));
        }
    }
    let mut rows: Vec<_> = rows.into_iter().map(|(_, row)| row).collect();
    if let Some(keys) = matches.get_one::<String>("sort") {
        sort(&mut rows, &columns, keys)?;
    }
    if let Some(limit) = matches.get_one::<usize>("limit") {
        rows.truncate(*limit);
    }
    Ok(Table { columns, rows })
}

/// Where a record stands where nobody sorts: one person's by name, then by first day; all others
/// after them, as they come.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    is_nameless: bool,
    name: String,
    starts: Option<Day>,
}

impl Place {
    fn of(sheet: &Sheet, private: Option<&Doc>, names: Option<&[&str]>) -> Self {
        let root = &sheet.doc.root;
        let students = root.get("students").map_or(0, |all| all.items().len());
        let name = match names {
            Some([name]) if students == 1 => Some(*name),
            Some(_) => None,
            None => private.and_then(|private| private.root.text_at("name")),
        };
        Self {
            is_nameless: name.is_none(),
            name: name.map(fold).unwrap_or_default(),
            starts: name.and(root.day_at("starts")),
        }
    }
}

/// The names of an experience's students.
fn names<'p>(sheet: &Sheet, people: &'p [Record<Person>]) -> Vec<&'p str> {
    let students = sheet.doc.get("students").map_or(&[][..], Node::items);
    let name = |student: &Node| {
        let id = student.as_text()?;
        let at = people.binary_search_by(|person| person.id.as_str().cmp(id));
        Some(people[at.ok()?].body.name.as_str())
    };
    students.iter().filter_map(name).collect()
}

/// Sorts by several fields, the first foremost; what is not recorded comes last.
fn sort(rows: &mut [Vec<Cell>], columns: &[Column], keys: &str) -> Result<()> {
    let mut order = Vec::new();
    for key in keys.split(',').map(str::trim) {
        let (name, turned) = key
            .strip_prefix('-')
            .map_or((key, false), |name| (name, true));
        let name = name.replace('-', "_");
        let found = columns
            .iter()
            .position(|column| is_called(&column.key, &name));
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
