//! The cells of a row read into values; what is wrong with one says where it stands.

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::schema::{Field, Kind, Node, Shape};
use crate::value::{DAY_FORMS, Day};

use super::super::add::Filled;
use super::super::typed::Typed;
use super::ImportRequest;
use super::columns::Column;
use super::items::items;
use super::links::Links;
use super::sheet::{DayOrder, Row, Sheet, is_numbers};

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
        for (at, column) in columns.iter().enumerate() {
            let Some(text) = row.text(at) else { continue };
            match *column {
                Column::Skipped | Column::Hour(_) => {}
                Column::Id => cells.id = Some(text.to_owned()),
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
        (self.faults.len() == before).then_some(cells)
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
            None => Fault::refused(format!("`{text}` is not a day; write it as one of: {DAY_FORMS}"))
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
        for fault in self.typed.take_faults() {
            let _: Option<()> = self.fault(row, at, fault);
        }
    }
}
