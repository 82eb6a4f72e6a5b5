//! A filter ready to be asked: the tree as typed, held against the tables, with all faults at once.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use crate::fault::{Fault, Place};
use crate::record::spec;
use crate::schema::{Field, Kind, Shape, place_of};

use super::error::{Source, one_by_one};
use super::known::Known;
use super::measure::bounds;
use super::path::Path;
use super::token::Word;
use super::tree::{Expr, Op};
use super::value::{Named, Typed, Wanted};

/// A filter whose fields and values are all understood.
#[derive(Clone, Debug)]
pub(super) enum Plan {
    /// All of them hold.
    All(Vec<Plan>),
    /// One of them holds.
    Any(Vec<Plan>),
    /// It does not hold.
    Not(Box<Plan>),
    /// One of the values there is what is wanted.
    Compare(Path, Wanted),
    /// So many values are there.
    Count(Path, RangeInclusive<i64>),
    /// There is a value.
    Present(Path),
}

impl Plan {
    /// The same, or its contrary.
    fn unless(self, contrary: bool) -> Self {
        if contrary {
            Self::Not(Box::new(self))
        } else {
            self
        }
    }
}

/// A record that a filter names, and where, so that a name that nobody has can be refused.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// Which.
    pub(super) named: Named,
    /// Whether a text that names no record will do too.
    pub(super) or_text: bool,
    /// The value as typed.
    pub(super) typed: String,
    /// How to name several, where a comma says that they are meant.
    pub(super) several: Option<String>,
    /// Where it stands.
    pub(super) place: Place,
}

/// Turns a filter as typed into a plan.
pub(super) struct Planner<'a> {
    kind: Kind,
    /// What it may speak of.
    pub(super) known: &'a Known<'a>,
    /// All that is wrong so far.
    pub(super) faults: Vec<Fault>,
    /// The fields used, by the keys on disk.
    pub(super) names: BTreeSet<String>,
    /// The kinds read on the way.
    pub(super) kinds: BTreeSet<Kind>,
    /// The records named.
    pub(super) mentions: Vec<Mention>,
    /// The views that are being read, each inside the one before.
    pub(super) within: Vec<String>,
    /// How many views were used so far.
    pub(super) used: usize,
    /// Whether it was said that they are too many.
    pub(super) refused_views: bool,
}

impl<'a> Planner<'a> {
    pub(super) fn new(kind: Kind, known: &'a Known<'a>) -> Self {
        Self {
            kind,
            known,
            faults: Vec::new(),
            names: BTreeSet::new(),
            kinds: BTreeSet::new(),
            mentions: Vec::new(),
            within: Vec::new(),
            used: 0,
            refused_views: false,
        }
    }

    /// The plan of a tree; nothing where something in it is wrong, which is then among the faults.
    pub(super) fn plan(&mut self, expr: &Expr, source: Source) -> Option<Plan> {
        match expr {
            Expr::All(parts) => self.each(parts, source).map(Plan::All),
            Expr::Any(parts) => self.each(parts, source).map(Plan::Any),
            Expr::Not(inner) => Some(self.plan(inner, source)?.unless(true)),
            Expr::Compare(name, op, value) => {
                let plan = self.compare(name, *op, value, source);
                Some(self.noted(plan)?.unless(*op == Op::IsNot))
            }
            Expr::Count(name, op, value) => {
                let plan = self.count(name, *op, value, source);
                Some(self.noted(plan)?.unless(*op == Op::IsNot))
            }
            Expr::Present(name, present) => {
                let path = self.path(name, source);
                Some(Plan::Present(self.noted(path)?).unless(!present))
            }
            Expr::View(name) => self.view(name, source),
            Expr::Bare(word) => {
                self.faults.push(self.bare(word, source));
                None
            }
        }
    }

    fn each(&mut self, parts: &[Expr], source: Source) -> Option<Vec<Plan>> {
        // Each part is looked at, whatever is wrong with those before it.
        let plans: Vec<_> = parts.iter().map(|part| self.plan(part, source)).collect();
        plans.into_iter().collect()
    }

    /// Keeps a fault for the end.
    pub(super) fn noted<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.faults.push(fault)).ok()
    }

    fn path(&mut self, name: &Word, source: Source) -> Result<Path, Fault> {
        let path = Path::find(name, self.kind, self.known, source)?;
        self.names.insert(path.name.clone());
        self.kinds.extend(&path.reads);
        Ok(path)
    }

    fn compare(
        &mut self,
        name: &Word,
        op: Op,
        value: &Word,
        source: Source,
    ) -> Result<Plan, Fault> {
        let path = self.path(name, source)?;
        let typed = Typed {
            name,
            op,
            value,
            source,
        };
        let wanted = typed.wanted(&path, self.known).map_err(|fault| {
            let is_field = Path::find(value, self.kind, self.known, source).is_ok();
            if is_field && !value.quoted {
                let message = format!("`{value}` is a field, and a value should stand here");
                let hints = fault.hints;
                Fault {
                    hints,
                    ..source.fault(value.at.clone(), message)
                }
            } else {
                fault
            }
        })?;
        if let Wanted::Link(named) = &wanted {
            let parts: Vec<_> = value.text.split(',').map(str::trim).collect();
            let several = (parts.len() > 1).then(|| one_by_one(&name.text, op.sign(), &parts));
            self.mentions.push(Mention {
                several,
                named: named.clone(),
                or_text: path.is_open(),
                typed: value.text.clone(),
                place: place_of(source.place, source.text, value.at.clone()),
            });
        }
        Ok(Plan::Compare(path, wanted))
    }

    fn count(&mut self, name: &Word, op: Op, value: &Word, source: Source) -> Result<Plan, Fault> {
        let path = self.path(name, source)?;
        let at = name.at.clone();
        let name = &name.text;
        if !path.many {
            let message = format!("`{name}` is one value and no list: it is not counted");
            let fault = source.fault(at, message);
            return Err(fault.hint(format!(
                "write `{name} : any` where there is one, `{name} : none` where there is none"
            )));
        }
        if op == Op::Has {
            let fault = source.fault(
                value.at.clone(),
                "a count is a number: `~` looks for words in text",
            );
            return Err(fault.hint("compare it with = != < <= > >="));
        }
        let Ok(number) = value.text.parse::<u32>() else {
            let message = format!("`{}` is not a number of items", value.text);
            let fault = source.fault(value.at.clone(), message);
            return Err(fault.hint(format!("write it as: count({name}) {} 0", op.sign())));
        };
        let number = i64::from(number);
        Ok(Plan::Count(path, bounds(op, number, number)))
    }

    /// Words without an operator, and the comparison that they may be meant for.
    fn bare(&self, word: &Word, source: Source) -> Fault {
        let typed = &word.text;
        let fault = source.fault(word.at.clone(), format!("`{typed}` alone compares nothing"));
        if let Ok(path) = Path::find(word, self.kind, self.known, source) {
            return fault.hint(format!(
                "write `{typed} : any` where something is recorded, or compare it: {}",
                path.example(typed)
            ));
        }
        if let Some(rest) = typed.strip_prefix("count ") {
            return fault.hint(format!("did you mean `count({rest}) > 0`?"));
        }
        if let Some(near) = typed.strip_prefix('#').or_else(|| typed.strip_prefix('+')) {
            return fault.hint(format!("did you mean `tags = {near}`?"));
        }
        if let Some(field) = self.field_with(typed) {
            return fault.hint(format!("did you mean `{field} = {typed}`?"));
        }
        let named = self.kind == Kind::Student || spec(self.kind).has_name();
        let field = if named { "name" } else { "id" };
        let value = Word {
            quoted: word.quoted || typed.contains(char::is_whitespace),
            ..word.clone()
        };
        fault.hint(format!("did you mean `{field} ~ {value}`?"))
    }

    /// The field that has this word among its choices.
    fn field_with(&self, word: &str) -> Option<&'static str> {
        let lower = word.to_lowercase();
        let takes = |shape: Shape| match shape {
            Shape::Choice(choices) => choices.iter().any(|choice| choice.word == lower),
            Shape::Activity => self.known.activities.contains(&lower),
            _ => false,
        };
        let mut fields = spec(self.kind).own.iter();
        fields
            .find(|field| takes(field.shape))
            .map(Field::spoken_key)
    }
}

#[cfg(test)]
mod tests {
    use super::super::sample::{known, settings, today};
    use super::super::{Filter, Known};
    use super::*;

    #[test]
    fn a_filter_names_its_fields_and_the_kinds_it_reads() {
        let settings = settings();
        let text =
            "planned > 1h and students.name ~ x and partner.custom.parking : any and mou = a";
        let filter = Filter::parse(text, Kind::Wbl, &known(&settings)).unwrap();
        assert_eq!(
            filter.names(),
            [
                "mou",
                "partner.custom.parking",
                "planned_minutes",
                "students.name"
            ]
        );
        assert_eq!(filter.kinds(), [Kind::Partner, Kind::Student, Kind::Person]);
    }

    #[test]
    fn the_flag_that_was_typed_is_named() {
        let settings = settings();
        let known = Known::new(&settings, today()).typed_as("--students");
        let fault = Filter::parse("nmae = x", Kind::Student, &known).unwrap_err();
        assert_eq!(fault.place.unwrap().path, "--students");
    }
}
