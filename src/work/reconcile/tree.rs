//! Three versions of a record compared: what only the other side changed, and what both did.

use crate::schema::{Field, Fields, Kind, Node, Shape, Val, one_line, same};
use crate::value::code_of;

use super::Conflict;
use super::spot::{Spot, Told, items, sorted};
use super::two::are_of_two_students;

/// Something to do to this side's text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Edit {
    pub(super) spot: Spot,
    pub(super) act: Act,
}

/// What is done.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Act {
    /// A value is set.
    Set(Node),
    /// What is there is taken away.
    Unset,
    /// A value is added to a list.
    Push(Node),
    /// A value is taken from a list.
    Drop(Node),
}

/// Fields that are one statement: a mix of two sides would be one that nobody made.
const UNITS: &[&[&str]] = &[
    &["on", "from", "to", "overnight", "break_minutes", "minutes"],
    &["by", "verified", "seen"],
    &["void", "because"],
    &["stage", "stage_since"],
    &["status", "ended_because"],
];

/// Compares three versions of a record.
pub(super) fn three_ways(
    kind: Kind,
    fields: Fields,
    base: &Node,
    ours: &Node,
    theirs: &Node,
) -> Found {
    let is_person = matches!(kind, Kind::Student | Kind::Person);
    let are_two = kind == Kind::Wbl && are_of_two_students(base, ours, theirs);
    // Two students who were given one id on two machines are never made one.
    let has_no_base = is_person && base.entries().is_empty();
    let mut ways = Ways {
        found: Found {
            are_two,
            has_no_base,
            ..Found::default()
        },
        apart: are_two || has_no_base,
    };
    ways.table(&Spot::default(), Some(fields), Some(base), ours, theirs);
    ways.found
}

/// What came of a comparison.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// What brings this side what the other changed.
    pub(super) edits: Vec<Edit>,
    /// What both changed.
    pub(super) conflicts: Vec<Conflict>,
    /// What stood beside a conflict in one statement with it, and both changed alike: where, and
    /// what it was. Without it the common version would not show that both changed the statement.
    pub(super) beside: Vec<(Spot, Option<Node>)>,
    /// Whether the sides are records of two students, so that one of them is taken whole.
    pub(super) are_two: bool,
    /// Whether two students were added, who have nothing in common even where they are alike.
    pub(super) has_no_base: bool,
}

/// Whether two places are parts of one statement.
pub(super) fn is_one_statement(a: &Spot, b: &Spot) -> bool {
    let (Some((a_above, a)), Some((b_above, b))) = (a.last_key(), b.last_key()) else {
        return false;
    };
    let in_one = |unit: &&[&str]| unit.contains(&a) && unit.contains(&b);
    a_above == b_above && UNITS.iter().any(in_one)
}

struct Ways {
    found: Found,
    apart: bool,
}

type Maybe<'n> = Option<&'n Node>;

fn equal(a: Maybe<'_>, b: Maybe<'_>) -> bool {
    match (a, b) {
        (None, None) => true,
        (Some(a), Some(b)) => same(a, b),
        _ => false,
    }
}

impl Ways {
    fn table(&mut self, at: &Spot, fields: Option<Fields>, b: Maybe<'_>, o: &Node, t: &Node) {
        let sides = [Some(o), Some(t), b];
        let mut keys: Vec<&str> = Vec::new();
        for entry in sides.into_iter().flatten().flat_map(Node::entries) {
            if !keys.contains(&entry.key.as_str()) {
                keys.push(&entry.key);
            }
        }
        let three = |key: &str| (b.and_then(|b| b.get(key)), o.get(key), t.get(key));
        for unit in UNITS {
            let has = |change: fn((Maybe<'_>, Maybe<'_>, Maybe<'_>)) -> bool| {
                unit.iter().any(|key| change(three(key)))
            };
            let both = has(|(b, o, _)| !equal(b, o)) && has(|(b, _, t)| !equal(b, t));
            let known =
                fields.is_some_and(|fields| unit.iter().all(|key| fields.find(key).is_some()));
            if !known || !both {
                continue;
            }
            for key in *unit {
                let (b, o, t) = three(key);
                if !equal(o, t) {
                    self.conflict(at.key(key), b, o, t);
                } else if !equal(b, o) {
                    self.found.beside.push((at.key(key), b.cloned()));
                }
            }
            keys.retain(|key| !unit.contains(key));
        }
        for key in keys {
            let (b, o, t) = three(key);
            let field = fields.and_then(|fields| fields.find(key));
            self.value(at.key(key), field, b, o, t);
        }
    }

    fn conflict(&mut self, spot: Spot, b: Maybe<'_>, o: Maybe<'_>, t: Maybe<'_>) {
        self.found.conflicts.push(Conflict {
            spot,
            base: b.cloned(),
            ours: o.cloned(),
            theirs: t.cloned(),
        });
    }

    fn edit(&mut self, spot: Spot, act: Act) {
        self.found.edits.push(Edit { spot, act });
    }

    fn value(
        &mut self,
        at: Spot,
        field: Option<&'static Field>,
        b: Maybe<'_>,
        o: Maybe<'_>,
        t: Maybe<'_>,
    ) {
        // An empty list or table says what none says.
        let is_filled = |node: &&Node| match &node.val {
            Val::List(items) => field.is_none() || !items.is_empty(),
            Val::Table(entries) => field.is_none() || !entries.is_empty(),
            _ => true,
        };
        let [b, o, t] = [b, o, t].map(|node| node.filter(is_filled));
        self.settled(at, field, b, o, t);
    }

    fn settled(
        &mut self,
        at: Spot,
        field: Option<&'static Field>,
        b: Maybe<'_>,
        o: Maybe<'_>,
        t: Maybe<'_>,
    ) {
        if equal(o, t) {
            return;
        }
        if self.apart {
            return self.conflict(at, b, o, t);
        }
        match (b, o, t) {
            _ if equal(b, t) => return,
            (None, None, Some(t)) => return self.edit(at, Act::Set(t.clone())),
            (_, Some(o), None) if equal(b, Some(o)) => return self.edit(at, Act::Unset),
            _ => {}
        }
        let is_done = match field {
            Some(field) => match field.shape {
                Shape::Group { key, fields } => self.group(&at, key, fields, b, o, t),
                Shape::Table(fields) => self.inner(&at, Some(Fields::of(fields)), b, o, t),
                Shape::Free => self.inner(&at, None, b, o, t),
                _ if field.many => self.set(&at, b, o, t),
                _ => false,
            },
            None => self.inner(&at, None, b, o, t),
        };
        if is_done {
            return;
        }
        match t {
            _ if !equal(b, o) => self.conflict(at, b, o, t),
            Some(t) => self.edit(at, Act::Set(t.clone())),
            None => self.edit(at, Act::Unset),
        }
    }

    /// Tables within the record, by their keys.
    fn inner(
        &mut self,
        at: &Spot,
        fields: Option<Fields>,
        b: Maybe<'_>,
        o: Maybe<'_>,
        t: Maybe<'_>,
    ) -> bool {
        let is_table = |node: Maybe<'_>| node.is_none_or(|node| matches!(node.val, Val::Table(_)));
        let (Some(o), Some(t), true) = (o, t, is_table(b)) else {
            return false;
        };
        if !is_table(Some(o)) || !is_table(Some(t)) {
            return false;
        }
        self.table(at, fields, b, o, t);
        true
    }

    /// A list of values whose order says nothing: what either side added is in, what either took
    /// away is out.
    fn set(&mut self, at: &Spot, b: Maybe<'_>, o: Maybe<'_>, t: Maybe<'_>) -> bool {
        let all_lists = [b, o, t]
            .into_iter()
            .flatten()
            .all(|node| matches!(node.val, Val::List(_)));
        if !all_lists {
            return false;
        }
        let [b, o, t] = [b, o, t].map(|node| node.map_or(&[][..], Node::items));
        let whole = Node::list;
        let is_student = at.to_string() == "students";
        if is_student && !b.iter().eq(o) && !b.iter().eq(t) && o.len() <= 1 && t.len() <= 1 {
            // A placement has one student: two sides that each put another there mean two placements.
            let [b, o, t] =
                [b, o, t].map(|items| (!items.is_empty()).then(|| whole(items.to_vec())));
            self.conflict(at.clone(), b.as_ref(), o.as_ref(), t.as_ref());
            return true;
        }
        let is_moved =
            b.iter().eq(o) && b.len() == t.len() && t.iter().all(|item| b.contains(item));
        if is_moved {
            return false;
        }
        for item in o
            .iter()
            .filter(|item| b.contains(item) && !t.contains(item))
        {
            self.edit(at.clone(), Act::Drop(item.clone()));
        }
        let mut added: Vec<&Node> = Vec::new();
        for item in t {
            if !b.contains(item) && !o.contains(item) && !added.contains(&item) {
                added.push(item);
                self.edit(at.clone(), Act::Push(item.clone()));
            }
        }
        true
    }

    /// The items of a group, by what tells them apart.
    fn group(
        &mut self,
        at: &Spot,
        keys: &'static [&'static str],
        fields: &'static [Field],
        b: Maybe<'_>,
        o: Maybe<'_>,
        t: Maybe<'_>,
    ) -> bool {
        let (Some(b), Some(o), Some(t)) = (items(b, keys), items(o, keys), items(t, keys)) else {
            return false;
        };
        let find = |side: &[(Told, &Node)], told: &Told| {
            side.iter()
                .find(|(other, _)| other == told)
                .map(|(_, node)| (*node).clone())
        };
        let mut added = Vec::new();
        let mut all: Vec<&Told> = Vec::new();
        for (told, _) in o.iter().chain(&t) {
            if !all.contains(&told) {
                all.push(told);
            }
        }
        let mut taken: Vec<String> = all.iter().map(|told| told.text()).collect();
        for told in all {
            let spot = at.item(told.clone());
            match (find(&b, told), find(&o, told), find(&t, told)) {
                (_, Some(o), Some(t)) if same(&o, &t) => {}
                (None, None, Some(t)) => added.push(t),
                (Some(b), None, Some(t)) if same(&b, &t) => {}
                (None, Some(_), None) | (_, None, None) => {}
                (Some(b), Some(o), None) if same(&b, &o) => self.edit(at.clone(), Act::Drop(o)),
                (None, Some(o), Some(t)) if keys == ["id"] => {
                    // An id that two entries were given: one of them gets another, the same one on
                    // whichever machine they meet.
                    let is_first = one_line(&sorted(&o)) <= one_line(&sorted(&t));
                    let moves = if is_first { &t } else { &o };
                    let id = another_id(moves, &taken);
                    taken.push(id.clone());
                    if is_first {
                        added.push(with_id(&t, &id));
                    } else {
                        self.edit(spot.key("id"), Act::Set(Node::text(id)));
                        added.push(t);
                    }
                }
                (b, Some(o), Some(t)) => {
                    self.table(&spot, Some(Fields::of(fields)), b.as_ref(), &o, &t);
                }
                (b, o, t) => self.conflict(spot, b.as_ref(), o.as_ref(), t.as_ref()),
            }
        }
        for item in added {
            self.edit(at.clone(), Act::Push(item));
        }
        true
    }
}

fn with_id(item: &Node, id: &str) -> Node {
    let entries = item.entries().iter().map(|entry| {
        let is_id = entry.key == "id";
        let node = if is_id {
            Node::text(id)
        } else {
            entry.node.clone()
        };
        (entry.key.clone(), node)
    });
    Node::table(entries.collect::<Vec<_>>())
}

/// An id made from what an entry holds, and from nothing else.
fn another_id(item: &Node, taken: &[String]) -> String {
    let text = one_line(&sorted(item));
    // FNV-1a: the same everywhere, for good.
    let mut number = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    loop {
        let id = code_of(number, 6);
        if !taken.contains(&id) {
            return id;
        }
        number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    }
}
