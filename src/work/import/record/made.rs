//! A row whose record is new: whole, held against the rules and those that are there, with its id.

use crate::fault::{Fault, Result};
use crate::schema::{Kind, Node};
use crate::value::Id;

use super::super::super::add::{Values, lacking, root, stage_since};
use super::super::super::add_wbl;
use super::super::super::enrol;
use super::super::super::flags::missing;
use super::super::super::ground::Grounds;
use super::super::super::judge::{Case, judge_alone};
use super::super::super::naming::{made_id_beside, student_id, typed_id, year_folder};
use super::super::columns::map_flag;
use super::super::plan::Fate;
use super::super::row::Cells;
use super::super::sheet::Row;
use super::Import;

impl Import<'_, '_, '_> {
    /// Makes the record of a row.
    pub(super) fn made(&mut self, kind: Kind, row: &Row, mut cells: Cells) -> Result<Id> {
        let book = self.draft.book();
        let mut private = None;
        let mut values: Values = if kind == Kind::Student {
            self.from_today += usize::from(enrol::begins_today(&cells.filled));
            let (_, person) = enrol::whole(&mut cells.filled, self.today).map_err(|wanting| {
                missing(kind, &wanting).unwrap_or_else(|| Fault::refused("incomplete"))
            })?;
            private = Some(person);
            cells.filled.own
        } else {
            self.whole(kind, cells.filled.own)?
        };
        stage_since(kind, &mut values, self.today);
        let top = root(&values);
        let mut grounds = Grounds::default();
        let case = Case {
            kind,
            id: None,
            old: None,
            new: &top,
        };
        judge_alone(book, &case, &mut grounds)?;
        if kind == Kind::Student {
            enrol::not_after_graduation(&self.draft, &top, &mut grounds);
        }
        self.alike.judge(kind, &top, &mut grounds);
        if let Some(private) = &private {
            self.alike.judge_number(private, &mut grounds);
        }
        let reasons = grounds.settle(book, self.request.reason.as_deref(), self.today)?;
        if !reasons.is_empty() {
            values.insert("reasons", Node::list(reasons));
        }
        let top = root(&values);
        let id = self.id(kind, row, cells.id.as_deref(), &top, private.as_ref())?;
        let folder = year_folder(book, kind, &top)?;
        self.draft.create(kind, &id, folder.as_deref(), &top)?;
        if let Some(person) = &private {
            self.draft.create(Kind::Person, &id, None, person)?;
        }
        let mut words = self.called(kind, &id, private.as_ref(), cells.is_turned);
        if let Some(private) = &private {
            let same = self.alike.of_the_same_name(private);
            if !same.is_empty() {
                let same = same.join(" and ");
                self.draft.warn(format!(
                    "row {}: `{id}` has the same name as {same}; if it is the same student, `wbl undo`, and give that id in a column `id`",
                    row.number
                ));
                words = format!("{words} (of the same name as {same})");
            }
            self.alike.add_student(&id, private, row.number);
        }
        self.plan.add(row.number, Fate::Create, words);
        self.alike.add(kind, &id, &top);
        if let Some(known) = self.known.get_mut(&kind) {
            known.push(id.clone(), top, private);
        }
        Ok(id)
    }

    /// What the preview calls a record: a student also by name, to the person at the terminal.
    pub(super) fn called(
        &self,
        kind: Kind,
        id: &Id,
        private: Option<&Node>,
        is_turned: bool,
    ) -> String {
        let name = private.and_then(|private| private.text_at("name"));
        let name = name.filter(|_| self.request.shows_names);
        let name = name.map_or_else(String::new, |name| format!(" {name}"));
        let turned = if is_turned {
            " (last name first: put in order)"
        } else {
            ""
        };
        format!("{} {id}{name}{turned}", kind.noun())
    }

    /// The values of a new record, if nothing is missing.
    fn whole(&self, kind: Kind, own: Values) -> Result<Values> {
        let book = self.draft.book();
        let named = |what: String| {
            if what == "a NAME" {
                "`name`".to_owned()
            } else {
                what
            }
        };
        let mut without: Vec<_> = lacking(kind, &root(&own)).into_iter().map(named).collect();
        let mut values = own;
        if kind == Kind::Wbl {
            let typed = values.contains_key("pathway");
            let activities = self.reader.typed.activities();
            let mut each = add_wbl::each_student(book, &values, typed, activities, &mut without)?;
            if each.len() > 1 {
                return Err(Fault::refused("a placement has one student")
                    .hint("write a row for each student"));
            }
            values = each.pop().unwrap_or_default();
        }
        missing(kind, &without).map_or(Ok(values), Err)
    }

    fn id(
        &self,
        kind: Kind,
        row: &Row,
        given: Option<&str>,
        top: &Node,
        private: Option<&Node>,
    ) -> Result<Id> {
        let book = self.draft.book();
        let taken = self.known.get(&kind).map(|known| &known.ids);
        if kind == Kind::Student {
            if let Some(given) = given.filter(|given| !given.starts_with("s-")) {
                return Err(self.of_the_school(given));
            }
            let names: Vec<_> = ["name", "known_as"]
                .iter()
                .filter_map(|key| private?.text_at(key))
                .collect();
            let mut turn = u64::try_from(row.number).unwrap_or_default();
            loop {
                let seed = self
                    .seed
                    .wrapping_add(turn.wrapping_mul(0x9e37_79b9_7f4a_7c15));
                let id = student_id(book, given, &names, seed)?;
                if taken.is_none_or(|taken| !taken.contains(&id)) {
                    return Ok(id);
                }
                turn = turn.wrapping_add(0x1_0000_0000);
            }
        }
        if let Some(text) = given {
            return typed_id(book, kind, text);
        }
        let is_taken = |id: &Id| taken.is_some_and(|taken| taken.contains(id));
        made_id_beside(book, kind, top, self.reader.typed.activities(), &is_taken)
    }

    /// An id of a student that is a number of the school's own.
    fn of_the_school(&self, given: &str) -> Fault {
        let header = self.reader.sheet.header.iter().map(|name| name.trim());
        let mut header = header.filter(|name| name.eq_ignore_ascii_case("id"));
        let header = header.next().unwrap_or("HEADER");
        Fault::refused(format!(
            "`{given}` is no id of a student, which begins with `s-`"
        ))
        .hint(format!(
            "if it is the school's own number: `{}`",
            map_flag(header, "district_id")
        ))
        .hint(format!(
            "else leave it out: `{}`; an id that tells nothing is made",
            map_flag(header, "-")
        ))
    }
}
