//! Rows that are records: found or made, held against the rules, shown before they are written.

mod again;
mod made;

use std::collections::BTreeMap;

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::spec;
use crate::schema::{Field, Kind, Node, value_text};
use crate::value::{Day, Id};

use super::super::add::root;
use super::super::enrol;
use super::super::flags::find_flag;
use super::super::ground::Grounds;
use super::super::judge::{Case, judge_alone};
use super::super::set::keep_since;
use super::alike::Alike;
use super::columns::{Column, columns, map_flag};
use super::known::{Known, is_same};
use super::names::Names;
use super::people;
use super::plan::{Fate, Plan};
use super::row::{Cells, Reader};
use super::sheet::Row;
use super::{ImportRequest, none_wrong};
use again::{Said, not_enrolled};

/// An import under way.
struct Import<'b, 'd, 'r> {
    request: &'r ImportRequest,
    reader: Reader<'b, 'd, 'r>,
    draft: Draft<'b, 'd>,
    known: BTreeMap<Kind, Known>,
    alike: Alike,
    plan: Plan,
    /// What the rows so far have said of a record, by its place among those that are known.
    said: BTreeMap<(Kind, usize), Said>,
    /// The rows that say the same as an earlier one, and that one.
    repeated: Vec<(usize, usize)>,
    /// Whether what is taken stands beside a row's own record.
    is_beside: bool,
    /// How many students begin today because no day was named.
    from_today: usize,
    today: Day,
    seed: u64,
}

/// Imports records of a kind.
pub(super) fn import(
    book: &Book<'_>,
    kind: Kind,
    request: &ImportRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let sheet = &request.sheet;
    let names = Names::of(Some(kind));
    let columns = columns(request, &names)?;
    let key = match &request.key {
        Some(key) => Some(key_column(kind, key, &columns)?),
        None => None,
    };
    let mut known = BTreeMap::new();
    known.insert(kind, Known::of(book, kind, key)?);
    if kind == Kind::Partner {
        known.insert(Kind::Contact, Known::of(book, Kind::Contact, None)?);
    }
    let mut import = Import {
        request,
        reader: Reader::new(book, request, today)?,
        draft: Draft::new(book, seed),
        known,
        alike: Alike::of(book, kind)?,
        plan: Plan::of(names.read_as(request, &columns)),
        said: BTreeMap::new(),
        repeated: Vec::new(),
        is_beside: false,
        from_today: 0,
        today,
        seed,
    };
    for row in &sheet.rows {
        if let Some(cells) = import.reader.cells(row, &columns) {
            import.take(kind, row, cells, key)?;
        }
    }
    let again = import.said_again();
    none_wrong(import.reader.faults)?;
    let mut draft = import.draft;
    draft.change.warnings.extend(again);
    draft.say(import.plan.sum("created", "updated"));
    draft
        .change
        .said
        .extend(enrol::said_from_today(import.from_today, today));
    draft.change.brief = Some(import.plan.preview(&sheet.file));
    draft.finish()
}

/// The field by which rows find their records.
fn key_column(kind: Kind, key: &str, columns: &[Column]) -> Result<&'static str> {
    let placed = find_flag(kind, key)?;
    if !columns.contains(&Column::Field(placed)) {
        let fault = Fault::misuse(format!(
            "`--key {key}`: no column of the file is the field `{key}`"
        ));
        return Err(fault.hint(format!("say which one is: `{}`", map_flag("HEADER", key))));
    }
    Ok(placed.1.key)
}

impl Import<'_, '_, '_> {
    /// Takes a row, and the contact beside it.
    fn take(
        &mut self,
        kind: Kind,
        row: &Row,
        cells: Cells,
        key: Option<&'static str>,
    ) -> Result<()> {
        let (contact, has_contact) = (cells.contact.own.clone(), !cells.contact.own.is_empty());
        let found = self.one(kind, row, cells, key)?;
        let Some(partner) = found.filter(|_| has_contact) else {
            return Ok(());
        };
        let mut cells = Cells::default();
        cells.filled.own = contact;
        cells
            .filled
            .own
            .insert("partner", Node::text(partner.to_string()));
        self.is_beside = true;
        let taken = self.one(Kind::Contact, row, cells, None);
        self.is_beside = false;
        taken.map(drop)
    }

    /// Finds or makes the record of a row; nothing where the row is at fault.
    fn one(
        &mut self,
        kind: Kind,
        row: &Row,
        cells: Cells,
        key: Option<&'static str>,
    ) -> Result<Option<Id>> {
        let Some(known) = self.known.get(&kind) else {
            return Ok(None);
        };
        let own = root(&cells.filled.own);
        let private = root(&cells.filled.private);
        let is_student = kind == Kind::Student;
        let given = cells.id.as_ref().map(|text| Id::new(text));
        let found = match (given, key) {
            (Some(Err(why)), _) => {
                return Ok(self.reader.row_fault(row, Fault::refused(why)));
            }
            (Some(Ok(id)), _) => known.at(&id).into_iter().collect(),
            (None, Some(key)) => {
                let found = known.with(key, &own, is_student.then_some(&private));
                let blank = own.get(key).is_none() && private.get(key).is_none();
                if blank {
                    let fault =
                        Fault::refused(format!("`{key}` is empty, and rows are told by it"));
                    return Ok(self.reader.row_fault(row, fault));
                }
                found
            }
            (None, None) => known.meant(kind, &own, is_student.then_some(&private)),
        };
        match found.as_slice() {
            [] => {
                let said = Said::of(row, &cells);
                let id = self.create(kind, row, cells)?;
                let at = id
                    .as_ref()
                    .and_then(|id| self.known.get(&kind).and_then(|known| known.at(id)));
                if let Some(at) = at {
                    self.said.insert((kind, at), said);
                }
                Ok(id)
            }
            [at] => {
                let has_key = key.is_some();
                if let Some(taken) = self.again(kind, row, &cells, *at, has_key) {
                    return taken;
                }
                self.said.insert((kind, *at), Said::of(row, &cells));
                self.meet(kind, row, &cells, *at)
            }
            several => {
                let ids: Vec<_> = several
                    .iter()
                    .filter_map(|at| Some(format!("`{}`", known.all.get(*at)?.id)))
                    .collect();
                let fault = Fault::refused(format!("this could be {}", ids.join(" or ")));
                let fault = fault.hint("say which: give its id in a column `id`");
                Ok(self.reader.row_fault(row, fault))
            }
        }
    }

    /// A row whose record is there: unchanged, or changed where that is wanted.
    fn meet(&mut self, kind: Kind, row: &Row, cells: &Cells, at: usize) -> Result<Option<Id>> {
        let Some(record) = self.known.get(&kind).and_then(|known| known.all.get(at)) else {
            return Ok(None);
        };
        let (id, old) = (record.id.clone(), record.own.clone());
        let mut changes = Vec::new();
        for (home, values, there) in [
            (kind, &cells.filled.own, Some(&record.own)),
            (Kind::Person, &cells.filled.private, record.private.as_ref()),
        ] {
            for (key, node) in values {
                let before = there.and_then(|there| there.get(key));
                let field = spec(home).fields().find(key);
                let same = |field| is_same(before, node, field, self.today);
                if !field.is_some_and(same) {
                    let node = if cells.has_guardians && *key == "guardians" {
                        people::beside(before, node)
                    } else {
                        node.clone()
                    };
                    changes.push((home, *key, before.cloned(), node));
                }
            }
        }
        let words: Vec<_> = changes
            .iter()
            .map(|(home, key, before, node)| self.change(*home, key, before.as_ref(), node))
            .collect();
        let line = self.called(kind, &id, record.private.as_ref(), cells.is_turned);
        let written = cells.kept.iter();
        let mut written = written
            .filter(|(field, _, node)| !is_same(old.get(field.key), node, field, self.today));
        if let Some((field, at, _)) = written.next() {
            return Ok(self.by_verbs(row, field, *at));
        }
        if let Some(doubt) = not_enrolled(row, &id, &old, cells) {
            self.draft.warn(doubt);
        }
        if changes.is_empty() {
            self.plan.add(row.number, Fate::Unchanged, line);
            return Ok(Some(id));
        }
        let line = format!("{line}: {}", words.join("; "));
        if !self.request.update {
            self.plan.add(row.number, Fate::Differs, line);
            return Ok(Some(id));
        }
        self.plan.add(row.number, Fate::Update, line);
        for (home, key, _, node) in changes {
            if home == Kind::Person && !self.draft.book().has(home, &id)? {
                let fault = Fault::refused(format!("no private part of `{id}` is on this machine"));
                return Ok(self.reader.row_fault(row, fault));
            }
            self.draft.edit(home, &id)?.set(key, node)?;
        }
        let book = self.draft.book();
        let splicer = self.draft.edit(kind, &id)?;
        let before = crate::schema::Doc {
            text: String::new(),
            root: old,
        };
        keep_since(splicer, &before, self.today)?;
        let new = splicer.doc().root.clone();
        let mut grounds = Grounds::default();
        let case = Case {
            kind,
            id: Some(&id),
            old: Some(&before.root),
            new: &new,
        };
        judge_alone(book, &case, &mut grounds)?;
        match grounds.settle(book, self.request.reason.as_deref(), self.today) {
            Ok(reasons) => {
                for reason in reasons {
                    self.draft.edit(kind, &id)?.push("reasons", reason)?;
                }
            }
            Err(fault) => return Ok(self.reader.row_fault(row, fault)),
        }
        Ok(Some(id))
    }

    /// What becomes of a field, in words; what is private is for the person at the terminal.
    fn change(&self, home: Kind, key: &str, before: Option<&Node>, node: &Node) -> String {
        if home == Kind::Person && !self.request.shows_names {
            return key.to_owned();
        }
        let before = before.map(|node| value_text(node, "\n"));
        let before = before.unwrap_or_else(|| "(none)".to_owned());
        format!("{key} {before} → {}", value_text(node, "\n"))
    }

    /// What only verbs write is not changed by a file.
    fn by_verbs(&mut self, row: &Row, field: &Field, at: usize) -> Option<Id> {
        let header = self
            .reader
            .sheet
            .header
            .get(at)
            .map_or("", |name| name.trim());
        let fault = Fault::refused(format!(
            "`{}` is written by commands of its own, and is not as the record has it",
            field.key
        ));
        let fault = fault.hint(format!("leave the column out: `{}`", map_flag(header, "-")));
        self.reader.fault(row, at, fault)
    }

    /// A row whose record is not there yet.
    fn create(&mut self, kind: Kind, row: &Row, cells: Cells) -> Result<Option<Id>> {
        if let Some((field, at, _)) = cells.kept.first() {
            return Ok(self.by_verbs(row, field, *at));
        }
        match self.made(kind, row, cells) {
            Ok(id) => Ok(Some(id)),
            // What the disk does is nobody's row.
            Err(fault) if fault.blame == crate::fault::Blame::Could => Err(fault),
            Err(fault) => Ok(self.reader.row_fault(row, fault)),
        }
    }
}
