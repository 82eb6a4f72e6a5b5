//! What of a view is shown: the chosen fields in the chosen order, borrowed.

use rayon::prelude::*;

use super::cell::{bare, is_called};
use super::{Card, Cell, Column, Report, Table, View};
use crate::fault::{Fault, Result};
use crate::value::nearest;

/// So many rows are made into text by one core at a time.
const STRETCH: usize = 512;
/// So many stretches of rows may be text at once, to bound the memory.
const AT_ONCE: usize = 16;

/// A view with its fields chosen.
pub(super) enum Shown<'a> {
    /// No answer.
    Nothing,
    /// Text as it is.
    Text(&'a str),
    /// A list.
    List(Sheet<'a>),
    /// One record.
    Card(Leaf<'a>),
    /// A report.
    Report(&'a Report, Sheet<'a>),
}

/// The chosen columns of a table, and its totals.
#[derive(Clone)]
pub(super) struct Sheet<'a> {
    /// The columns, in order.
    pub columns: Vec<&'a Column>,
    /// Where each of them stands in a row.
    at: Vec<usize>,
    /// Whether nobody has asked for just these columns.
    is_usual: bool,
    rows: &'a [Vec<Cell>],
    /// The total under each column; empty when there are no totals.
    pub totals: Vec<&'a Cell>,
    /// The totals that stand under no column.
    pub others: Vec<(&'a str, &'a Cell)>,
    /// All totals by key, but for those of columns that were not chosen.
    pub total: Vec<(&'a str, &'a Cell)>,
}

/// The chosen fields of a record.
pub(super) struct Leaf<'a> {
    /// What stands above it.
    pub title: &'a str,
    /// The fields, in order.
    pub fields: Vec<(&'a str, &'a Cell)>,
}

impl<'a> Shown<'a> {
    /// Chooses the fields of a view.
    ///
    /// # Errors
    /// A field that the view does not have; the hints name the nearest and all.
    pub(super) fn of(view: &'a View, fields: Option<&[String]>) -> Result<Self> {
        Ok(match view {
            View::Nothing => Self::Nothing,
            View::Text(text) => Self::Text(text),
            View::List(table) => Self::List(Sheet::of(table, fields)?),
            View::Card(card) => Self::Card(Leaf::of(card, fields)?),
            View::Report(report) => {
                let mut sheet = Sheet::of(&report.table, fields)?;
                sheet.add_up(report);
                Self::Report(report, sheet)
            }
        })
    }
}

impl<'a> Sheet<'a> {
    /// What leads the name of a total that stands under no column: the word, where it is not above
    /// already.
    pub(super) fn lead(&self) -> &'static str {
        if self.totals.is_empty() { "total " } else { "" }
    }

    fn of(table: &'a Table, fields: Option<&[String]>) -> Result<Self> {
        let keys: Vec<&str> = table
            .columns
            .iter()
            .map(|column| column.key.as_str())
            .collect();
        let at = choose(&keys, fields)?;
        Ok(Self {
            columns: at.iter().filter_map(|at| table.columns.get(*at)).collect(),
            at,
            is_usual: fields.is_none(),
            rows: &table.rows,
            totals: Vec::new(),
            others: Vec::new(),
            total: Vec::new(),
        })
    }

    /// All of a table.
    pub(super) fn whole(table: &'a Table) -> Self {
        Self {
            columns: table.columns.iter().collect(),
            at: (0..table.columns.len()).collect(),
            is_usual: true,
            rows: &table.rows,
            totals: Vec::new(),
            others: Vec::new(),
            total: Vec::new(),
        }
    }

    /// Puts the totals under their columns; one of a column that was not chosen is left out.
    fn add_up(&mut self, report: &'a Report) {
        let find = |key: &str| report.total.iter().find(|(name, _)| name == key);
        let totals: Vec<_> = self
            .columns
            .iter()
            .map(|column| find(&column.key))
            .collect();
        if totals.iter().any(Option::is_some) {
            let cells = totals
                .into_iter()
                .map(|total| total.map_or(&Cell::None, |(_, cell)| cell));
            self.totals = cells.collect();
        }
        let chosen = |key: &str| self.columns.iter().any(|column| column.key == key);
        let hidden =
            |key: &str| !chosen(key) && report.table.columns.iter().any(|column| column.key == key);
        let total = report.total.iter().filter(|(key, _)| !hidden(key));
        self.total = total.map(|(key, cell)| (key.as_str(), cell)).collect();
        let others = self.total.iter().filter(|(key, _)| !chosen(key));
        self.others = others.copied().collect();
    }

    /// The rows, each of them the chosen cells in order.
    pub(super) fn rows(&self) -> impl Iterator<Item = impl Iterator<Item = &'a Cell>> {
        let rows = self.rows;
        rows.iter()
            .map(|row| self.at.iter().map(|at| row.get(*at).unwrap_or(&Cell::None)))
    }

    /// What `make` makes of each stretch of rows, in order; on all cores, and never of so many that
    /// not all of it would have room in memory.
    pub(super) fn stretches<T: Send>(
        &self,
        make: impl Fn(&Self) -> T + Sync,
    ) -> impl Iterator<Item = T> {
        self.rows.chunks(AT_ONCE * STRETCH).flat_map(move |rows| {
            let stretches = rows.par_chunks(STRETCH);
            let texts = stretches.map(|rows| {
                make(&Self {
                    rows,
                    ..self.clone()
                })
            });
            texts.collect::<Vec<T>>()
        })
    }

    /// The last of the columns that may be left out, if one may.
    pub(super) fn spare(&self) -> Option<usize> {
        let is_spare = |column: &&Column| self.is_usual && column.spare;
        self.columns.iter().rposition(is_spare)
    }

    /// Leaves a column out, with its total.
    pub(super) fn leave_out(&mut self, column: usize) {
        self.columns.remove(column);
        self.at.remove(column);
        if !self.totals.is_empty() {
            self.totals.remove(column);
        }
        if self.totals.iter().all(|total| total.is_empty()) {
            self.totals.clear();
        }
    }

    /// How many rows there are.
    pub(super) fn len(&self) -> usize {
        self.rows.len()
    }
}

impl<'a> Leaf<'a> {
    fn of(card: &'a Card, fields: Option<&[String]>) -> Result<Self> {
        let keys: Vec<&str> = card.fields.iter().map(|(key, _)| key.as_str()).collect();
        let at = choose(&keys, fields)?;
        let fields = at.iter().filter_map(|at| card.fields.get(*at));
        Ok(Self {
            title: &card.title,
            fields: fields.map(|(key, cell)| (key.as_str(), cell)).collect(),
        })
    }
}

/// Where the asked fields stand; all where none were asked. A field that is asked twice is shown once.
fn choose(keys: &[&str], fields: Option<&[String]>) -> Result<Vec<usize>> {
    let Some(fields) = fields else {
        return Ok((0..keys.len()).collect());
    };
    let mut chosen = Vec::with_capacity(fields.len());
    let mut faults = Vec::new();
    for field in fields {
        let name = field.trim().replace('-', "_");
        // Of two fields that the name could mean, the one that is called so to the letter.
        let exact = keys
            .iter()
            .position(|key| *key == field.trim() || *key == name);
        match exact.or_else(|| keys.iter().position(|key| is_called(key, field))) {
            Some(at) if chosen.contains(&at) => {}
            Some(at) => chosen.push(at),
            None => faults.push(unknown(field, keys)),
        }
    }
    if chosen.is_empty() && faults.is_empty() {
        faults.push(Fault::misuse("no field is named to be shown"));
    }
    match Fault::all(faults) {
        Some(fault) => Err(fault.hint(format!("the fields are: {}", keys.join(", ")))),
        None => Ok(chosen),
    }
}

fn unknown(field: &str, keys: &[&str]) -> Fault {
    let fault = Fault::misuse(format!("there is no field `{field}` to show"));
    let names = keys.iter().flat_map(|key| [*key, bare(key)]);
    match nearest(field, names) {
        Some(near) => fault.hint(format!("did you mean `{near}`?")),
        None => fault,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(fields: &[&str]) -> std::result::Result<Vec<usize>, String> {
        let keys = ["student", "required_minutes", "status"];
        let fields: Vec<String> = fields.iter().map(|field| (*field).to_owned()).collect();
        choose(&keys, Some(&fields)).map_err(|fault| fault.to_string())
    }

    #[test]
    fn fields_are_chosen_and_ordered_with_or_without_their_ending() {
        assert_eq!(chosen(&["status", "required"]), Ok(vec![2, 1]));
        assert_eq!(chosen(&["required-minutes", "student"]), Ok(vec![1, 0]));
        assert_eq!(chosen(&["status", "status"]), Ok(vec![2]));
    }

    #[test]
    fn an_unknown_field_names_the_nearest_and_all() {
        assert_eq!(
            chosen(&["statsu", "x", "student"]).unwrap_err(),
            "error: there is no field `statsu` to show\n\
             hint: did you mean `status`?\n\
             hint: the fields are: student, required_minutes, status\n\
             error: there is no field `x` to show\n"
        );
        assert!(chosen(&[]).unwrap_err().contains("the fields are"));
    }
}
