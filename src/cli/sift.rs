//! `--where` and `@VIEW`: the filters of a command line, asked of the records of a book.

use crate::book::{Book, Sheet};
use crate::fault::{Fault, Result};
use crate::paper::{CLAUSES, Wording};
use crate::query::{Filter, Item, Known, Linked};
use crate::record::KindSpec;
use crate::rule::{Activities, DERIVED, Derived, is_of_hours};
use crate::schema::{Doc, Field, Kind, Node, Shape};
use crate::store::STARTER;
use crate::value::{Day, Id};

use super::kind::flags::Typed;

/// Filters that must all hold.
#[derive(Debug)]
pub struct Sieve {
    kind: Kind,
    filters: Vec<Filter>,
}

impl Sieve {
    /// Reads filters for records of a kind, each with the flag that it was typed as.
    ///
    /// # Errors
    /// All that is wrong with them (exit 2).
    pub fn read(book: &Book<'_>, kind: Kind, typed: &[(&str, &str)], today: Day) -> Result<Self> {
        let activities = if typed.is_empty() {
            Vec::new()
        } else {
            let activities = Activities::of(book)?;
            activities.names().map(str::to_owned).collect()
        };
        let known = Known::new(&book.settings, today)
            .activities(activities)
            .derived(DERIVED);
        let linked = Linked::new(book);
        let mut filters = Vec::with_capacity(typed.len());
        let mut faults = Vec::new();
        for (place, text) in typed {
            let read = Filter::parse(text, kind, &known.clone().typed_as(place));
            match read.and_then(|filter| filter.check(&linked).map(|()| filter)) {
                Ok(filter) => filters.push(filter),
                Err(fault) => faults.push(fault),
            }
        }
        match Fault::all(faults) {
            Some(fault) => Err(fault),
            None => Ok(Self { kind, filters }),
        }
    }

    /// Whether one of the filters speaks of a field of the records themselves.
    fn speaks_of(&self, name: &str) -> bool {
        let mut names = self.filters.iter().flat_map(Filter::names);
        names.any(|one| one == name)
    }

    /// Whether one of the filters asks how a student's hours stand on the as-of day.
    pub fn asks_for_hours(&self) -> bool {
        let mut names = self.filters.iter().flat_map(Filter::names);
        names.any(|name| name.rsplit('.').next().is_some_and(is_of_hours))
    }

    /// What `make` makes of each record for which all filters hold, and of a student's private part,
    /// by id. Archived ones are left out unless they are `wanted` or a filter speaks of `archived`.
    ///
    /// # Errors
    /// Where a folder cannot be listed.
    pub fn each<T: Send>(
        &self,
        book: &Book<'_>,
        wanted: Archived,
        today: Day,
        make: impl Fn(&Sheet, Option<&Doc>) -> T + Sync + Send,
    ) -> Result<Vec<T>> {
        let hides_archived = wanted == Archived::Out && !self.speaks_of("archived");
        let worked = Worked::of(book, today, &self.filters)?;
        let derive = |kind: Kind, id: &Id, _: &Node| worked.values(kind, id);
        let linked = Linked::new(book).deriving(&derive);
        let people = match self.kind {
            Kind::Student => book.sheets(Kind::Person)?,
            _ => Vec::new(),
        };
        book.each_sheet(self.kind, |sheet| {
            if hides_archived && is_archived(&sheet, today) {
                return None;
            }
            let values = worked.values(self.kind, &sheet.id);
            let private = people.binary_search_by(|person| person.id.cmp(&sheet.id));
            let private = private.ok().map(|at| &people[at].doc);
            let item = Item::new(&sheet.id, &sheet.doc.root)
                .with_private(private.map(|doc| &doc.root))
                .with_derived(&values);
            let mut filters = self.filters.iter();
            let holds = filters.all(|filter| filter.holds(&item, &linked));
            holds.then(|| make(&sheet, private))
        })
    }
}

/// What filters speak of and no file holds.
struct Worked {
    derived: Derived,
    wording: Option<Wording>,
}

impl Worked {
    fn of(book: &Book<'_>, today: Day, filters: &[Filter]) -> Result<Self> {
        let names = || filters.iter().flat_map(Filter::names).map(String::as_str);
        let is_of_clauses = names().any(|name| name.rsplit('.').next() == Some(CLAUSES));
        let wording = is_of_clauses.then(|| Wording::of(book, STARTER, today));
        Ok(Self {
            derived: Derived::of(book, today, names())?,
            wording: wording.transpose()?,
        })
    }

    fn values(&self, kind: Kind, id: &Id) -> Vec<(&'static str, Node)> {
        let mut values = self.derived.values(kind, id);
        if kind == Kind::Mou {
            values.extend(self.wording.as_ref().map(|wording| wording.value(id)));
        }
        values
    }
}

/// What becomes of archived records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Archived {
    /// They stay.
    In,
    /// They are left out.
    Out,
}

fn is_archived(sheet: &Sheet, today: Day) -> bool {
    let archived = sheet.doc.root.day_at("archived");
    archived.is_some_and(|day| day <= today)
}

/// The ids of the records that one filter holds for.
///
/// # Errors
/// All that is wrong with it (exit 2).
pub fn ids(
    book: &Book<'_>,
    kind: Kind,
    (place, text): (&str, &str),
    archived: Archived,
    today: Day,
) -> Result<Vec<Id>> {
    let sieve = Sieve::read(book, kind, &[(place, text)], today)?;
    sieve.each(book, archived, today, |sheet, _| sheet.id.clone())
}

/// Puts ids in the place of `where:FILTER`, which flags of lists of links take.
///
/// # Errors
/// All that is wrong with the filters (exit 2); one that no record fits (exit 3).
pub fn expand(
    book: &Book<'_>,
    kind: &'static KindSpec,
    typed: &Typed,
    today: Day,
) -> Result<Typed> {
    let mut expanded = typed.clone();
    for (key, texts) in &mut expanded {
        let field = kind.fields().find(key);
        let Some((field, to)) = field.and_then(|field| Some((field, list_of(field)?))) else {
            continue;
        };
        let mut all = Vec::with_capacity(texts.len());
        for text in texts.iter() {
            let Some(filter) = text.trim_start().strip_prefix("where:") else {
                all.push(text.clone());
                continue;
            };
            let flag = format!("--{}", field.flag());
            let found = ids(book, to, (&flag, filter.trim()), Archived::Out, today)?;
            if found.is_empty() {
                let fault = Fault::reference(format!("`{flag}`: no {to} fits `{}`", filter.trim()));
                return Err(fault.hint(format!("`wbl {to} list --where FILTER` shows who does")));
            }
            all.extend(found.into_iter().map(|id| id.to_string()));
        }
        *texts = all;
    }
    Ok(expanded)
}

/// Pairs of field and value, `where:FILTER` replaced.
///
/// # Errors
/// As [`expand`].
pub fn expand_pairs(
    book: &Book<'_>,
    kind: &'static KindSpec,
    pairs: &[(String, String)],
    today: Day,
) -> Result<Vec<(String, String)>> {
    let typed = pairs
        .iter()
        .map(|(key, text)| (key.replace('-', "_"), vec![text.clone()]))
        .collect();
    let expanded = expand(book, kind, &typed, today)?;
    let pairs = expanded
        .into_iter()
        .flat_map(|(key, texts)| texts.into_iter().map(move |text| (key.clone(), text)));
    Ok(pairs.collect())
}

fn list_of(field: &Field) -> Option<Kind> {
    match field.shape {
        Shape::Link(kind) if field.many => Some(kind),
        _ => None,
    }
}
