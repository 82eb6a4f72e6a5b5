//! The cells of a row read into values; what is wrong with one says where it stands.

use std::collections::BTreeMap;

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::schema::{Field, Kind, Node, Shape};
use crate::value::{DAY_FORMS, Day, two_ways};

use super::super::add::Filled;
use super::super::flags::incomplete;
use super::super::typed::Typed;
use super::ImportRequest;
use super::columns::Column;
use super::items::items;
use super::links::Links;
use super::people::{self, Part};
use super::sheet::{DayOrder, Row, Sheet, is_numbers};

const FORMS: &str = "write a day as one of: ";

/// What reads cells.
pub(super) struct Reader<'b, 'd, 'r> {
    pub(super) book: &'b Book<'d>,
    pub(super) sheet: &'r Sheet,
    pub(super) typed: Typed<'b, 'd>,
    pub(super) links: Links,
    pub(super) faults: Vec<Fault>,
    order: Option<DayOrder>,
}

/// What the cells of a row hold.
#[derive(Default)]
pub(super) struct Cells {
    pub(super) id: Option<String>,
    pub(super) filled: Filled,
    pub(super) contact: Filled,
    /// What only verbs write, with its column: it may stand there if it is as the record has it.
    pub(super) kept: Vec<(&'static Field, usize, Node)>,
    /// Whether a name stood last name first, and was put in order.
    pub(super) is_turned: bool,
    /// Whether guardians stand in columns: what else is known of them stays.
    pub(super) has_guardians: bool,
}

/// What the cells of a row say in several columns.
#[derive(Default)]
struct Pieces<'r> {
    name: Vec<(Kind, Part, &'r str)>,
    /// By guardian: the column of the first cell, the fields, the parts of the name.
    guardians: BTreeMap<usize, Guardian<'r>>,
}

impl<'r> Pieces<'r> {
    fn guardian(&mut self, nth: usize, at: usize) -> &mut Guardian<'r> {
        let new = || Guardian {
            at,
            ..Guardian::default()
        };
        self.guardians.entry(nth).or_insert_with(new)
    }
}

#[derive(Default)]
struct Guardian<'r> {
    at: usize,
    said: Vec<(&'static str, Node)>,
    name: Vec<(Part, &'r str)>,
}

impl<'b, 'd, 'r> Reader<'b, 'd, 'r> {
    pub(super) fn new(book: &'b Book<'d>, request: &'r ImportRequest, today: Day) -> Result<Self> {
        Ok(Self {
            book,
            sheet: &request.sheet,
            typed: Typed::new(book, today)?,
            links: Links::default(),
            faults: Vec::new(),
            order: request.days,
        })
    }

    /// Reads the cells of a row; nothing where one of them is wrong.
    pub(super) fn cells(&mut self, row: &Row, columns: &[Column]) -> Option<Cells> {
        let before = self.faults.len();
        let mut cells = Cells::default();
        let mut pieces = Pieces::default();
        for (at, column) in columns.iter().enumerate() {
            let Some(text) = row.text(at) else { continue };
            match *column {
                Column::Skipped | Column::Hour(_) => {}
                Column::Id => cells.id = Some(text.to_owned()),
                Column::Name(home, part) => pieces.name.push((home, part, text)),
                Column::Guardian(nth, field) => {
                    let node = if field.key == "name" {
                        self.person(row, at, text, &mut cells.is_turned)
                    } else {
                        self.value(row, at, field.shape, text)
                    };
                    let guardian = pieces.guardian(nth, at);
                    guardian.said.extend(node.map(|node| (field.key, node)));
                }
                Column::GuardianName(nth, part) => {
                    pieces.guardian(nth, at).name.push((part, text));
                }
                Column::Field((Kind::Person, field)) if field.key == "name" => {
                    let node = self.person(row, at, text, &mut cells.is_turned);
                    let values = &mut cells.filled.private;
                    values.extend(node.map(|node| (field.key, node)));
                }
                Column::Field((home, field)) => {
                    let node = self.field(row, at, field, text);
                    let values = if home == Kind::Person {
                        &mut cells.filled.private
                    } else {
                        &mut cells.filled.own
                    };
                    values.extend(node.map(|node| (field.key, node)));
                }
                Column::Kept(field) => {
                    let node = self.field(row, at, field, text);
                    cells.kept.extend(node.map(|node| (field, at, node)));
                }
                Column::Beside(key) => {
                    let shape = if key == "from" {
                        Shape::Day
                    } else {
                        Shape::Link(Kind::Pathway)
                    };
                    let node = self.value(row, at, shape, text);
                    cells.filled.beside.extend(node.map(|node| (key, node)));
                }
                Column::Contact(field) => {
                    let node = self.field(row, at, field, text);
                    let node = node.map(|node| (field.key, node));
                    cells.contact.own.extend(node);
                }
            }
        }
        self.clocks(row, columns);
        self.together(row, columns, pieces, &mut cells);
        (self.faults.len() == before).then_some(cells)
    }

    /// The times of an event, of which each reads and both can be meant in two ways.
    fn clocks(&mut self, row: &Row, columns: &[Column]) {
        let cell = |key| {
            let is_key = |column: &Column| matches!(column, Column::Field((Kind::Wbl, field)) if field.key == key);
            let at = columns.iter().position(is_key)?;
            Some((at, row.text(at)?))
        };
        if let (Some((at, from)), Some((_, to))) = (cell("from"), cell("to"))
            && let Some(why) = two_ways(from, to)
        {
            self.fault::<()>(row, at, Fault::refused(why));
        }
    }

    /// Reads a name as it is spoken, and notes where it stood last name first.
    fn person(&mut self, row: &Row, at: usize, text: &str, is_turned: &mut bool) -> Option<Node> {
        let spoken = people::spoken(text);
        *is_turned |= spoken.is_some();
        self.value(row, at, Shape::Text, spoken.as_deref().unwrap_or(text))
    }

    /// Puts together what stood in several cells.
    fn together(&mut self, row: &Row, columns: &[Column], pieces: Pieces<'_>, cells: &mut Cells) {
        if let Some((home, ..)) = pieces.name.first() {
            let is_name = |column: &Column| matches!(column, Column::Name(..));
            let at = columns.iter().position(is_name).unwrap_or_default();
            let parts = pieces.name.iter().map(|(_, part, text)| (*part, *text));
            let node = self.value(row, at, Shape::Text, &people::whole(parts.collect()));
            let values = if *home == Kind::Person {
                &mut cells.filled.private
            } else {
                &mut cells.filled.own
            };
            values.extend(node.map(|node| ("name", node)));
        }
        let mut guardians = Vec::new();
        for Guardian { at, mut said, name } in pieces.guardians.into_values() {
            if !name.is_empty() {
                let node = self.value(row, at, Shape::Text, &people::whole(name));
                said.extend(node.map(|node| ("name", node)));
            }
            let item = people::guardian(&said);
            match people::group().and_then(|group| incomplete(group, &item)) {
                Some(fault) => drop(self.fault::<()>(row, at, fault)),
                None => guardians.push(item),
            }
        }
        if !guardians.is_empty() {
            let there = cells.filled.private.remove("guardians");
            let mut all = there.as_ref().map_or(&[][..], Node::items).to_vec();
            all.extend(guardians);
            cells.has_guardians = there.is_none();
            cells.filled.private.insert("guardians", Node::list(all));
        }
    }

    fn field(&mut self, row: &Row, at: usize, field: &'static Field, text: &str) -> Option<Node> {
        if field.group_fields().is_some() {
            return items(self, row, at, field, text);
        }
        if !field.many {
            return self.value(row, at, field.shape, text);
        }
        let is_text = matches!(field.shape, Shape::Text | Shape::Person);
        let pieces = text.split(|c| c == ';' || (c == ',' && !is_text));
        let mut items: Vec<Node> = Vec::new();
        for piece in pieces.map(str::trim).filter(|piece| !piece.is_empty()) {
            let item = self.value(row, at, field.shape, piece)?;
            if !items.contains(&item) {
                items.push(item);
            }
        }
        Some(Node::list(items))
    }

    /// Reads one text as a value of a shape.
    pub(super) fn value(&mut self, row: &Row, at: usize, shape: Shape, text: &str) -> Option<Node> {
        match shape {
            Shape::Link(kind) if kind != Kind::Wbl => {
                match self.links.find(self.book, kind, text) {
                    Ok(id) => Some(Node::text(id.to_string())),
                    Err(fault) => self.fault(row, at, fault),
                }
            }
            Shape::Person => match self.links.person(self.book, text) {
                Ok(text) => Some(Node::text(text)),
                Err(fault) => self.fault(row, at, fault),
            },
            Shape::Day if is_numbers(text) && Day::iso(text).is_none() => {
                match self.order.and_then(|order| order.read(text)) {
                    Some(day) => Some(Node::made(crate::schema::Val::Day(day))),
                    None => self.fault(row, at, self.not_a_day(text)),
                }
            }
            _ => {
                let name = self.sheet.header.get(at).map_or("", |name| name.trim());
                let node = self.typed.value(shape, text, &format!("`{name}`"));
                self.drain(row, at);
                node
            }
        }
    }

    fn not_a_day(&self, text: &str) -> Fault {
        match self.order {
            Some(_) => Fault::refused(format!("`{text}` is not a day in that order, with the year in full")),
            None => Fault::refused(format!("`{text}` is not a day"))
                .hint(format!("{FORMS}{DAY_FORMS}"))
                .hint("if the whole file writes days so, say in which order: `--dates mdy`, `dmy` or `ymd`"),
        }
    }

    /// Notes what is wrong with a cell.
    pub(super) fn fault<T>(&mut self, row: &Row, at: usize, fault: Fault) -> Option<T> {
        self.faults.push(self.sheet.fault(row, at, fault));
        None
    }

    /// Notes what is wrong with a row.
    pub(super) fn row_fault<T>(&mut self, row: &Row, fault: Fault) -> Option<T> {
        self.faults.push(self.sheet.row_fault(row, fault));
        None
    }

    /// Notes what the reading of a cell has raised.
    pub(super) fn drain(&mut self, row: &Row, at: usize) {
        for mut fault in self.typed.take_faults() {
            // Many cells may be no days: their hints are told once.
            if let Some((message, forms)) = fault.message.split_once("; write it as one of: ") {
                let hint = format!("{FORMS}{forms}");
                let end = message.len();
                fault.message.truncate(end);
                fault = fault.hint(hint);
            }
            let _: Option<()> = self.fault(row, at, fault);
        }
    }
}
