//! Students come into pathways, change them and leave them.

use crate::change::Draft;
use crate::fault::{Fault, Result};
use crate::record::{Person, spec};
use crate::schema::{Kind, Node, Val, record_text};
use crate::value::{Day, SchoolYear, fold};

use super::add::{AddRequest, Filled, lacking, root};
use super::flags::missing;
use super::ground::Grounds;
use super::judge::{Case, judge};
use super::naming::student_id;

/// Makes both parts of a new student, and the enrolment that they begin with.
pub(super) fn new_student(
    draft: &mut Draft<'_, '_>,
    request: &AddRequest,
    mut filled: Filled,
    today: Day,
    seed: u64,
) -> Result<()> {
    let book = draft.book();
    let from_today = begins_today(&filled);
    let (own, private) = whole(&mut filled, today).map_err(|wanting| {
        // There is something wanting, or it would be whole.
        missing(Kind::Student, &wanting).unwrap_or_else(|| Fault::misuse("something is missing"))
    })?;
    let mut grounds = Grounds::default();
    let case = Case {
        kind: Kind::Student,
        id: None,
        old: None,
        new: &own,
    };
    judge(book, &case, &mut grounds)?;
    not_after_graduation(draft, &own, &mut grounds);
    grounds.settle(book, request.reason.as_deref(), today)?;

    let names: Vec<_> = ["name", "known_as"]
        .iter()
        .filter_map(|key| private.text_at(key))
        .collect();
    let id = student_id(book, request.id.as_deref(), &names, seed)?;
    let name = private.text_at("name").map(fold);
    let same: Vec<_> = book
        .all::<Person>()?
        .into_iter()
        .filter(|person| Some(fold(&person.body.name)) == name)
        .map(|person| format!("`{}`", person.id))
        .collect();
    if !same.is_empty() {
        draft.warn(format!("`{id}` has the same name as {}", same.join(", ")));
    }
    draft.create(Kind::Student, &id, None, &own)?;
    draft.create(Kind::Person, &id, None, &private)?;
    draft.say(format!("Added the student `{id}`."));
    let items = own.get("enrolled").map_or(&[][..], Node::items);
    if let Some(pathway) = items
        .first()
        .filter(|_| from_today)
        .and_then(|item| item.text_at("pathway"))
    {
        draft.say(format!(
            "Enrolled in `{pathway}` from {today}; if it was earlier: `wbl student set {id} --drop enrolled=pathway={pathway},from={today} --enrolled pathway={pathway},from=DAY`."
        ));
    }
    Ok(())
}

/// Whether a new student's enrolment begins today because no day was named.
pub(super) fn begins_today(filled: &Filled) -> bool {
    filled.beside.contains_key("pathway") && !filled.beside.contains_key("from")
}

/// What is said of many such students.
pub(super) fn said_from_today(count: usize, today: Day) -> Option<String> {
    let who = match count {
        0 => return None,
        1 => "1 student is".to_owned(),
        _ => format!("{count} students are"),
    };
    Some(format!(
        "{who} enrolled from {today}, for no day was named; if it was earlier: `wbl undo`, and import with a column `from`."
    ))
}

/// The two parts of a new student with the enrolment that it begins with; else all that is missing.
pub(super) fn whole(
    filled: &mut Filled,
    today: Day,
) -> std::result::Result<(Node, Node), Vec<String>> {
    let mut wanting = lacking(Kind::Person, &root(&filled.private));
    wanting.extend(lacking(Kind::Student, &root(&filled.own)));
    match filled.beside.get("pathway") {
        Some(pathway) => {
            let from = filled.beside.get("from").cloned();
            let from = from.unwrap_or_else(|| Node::made(Val::Day(today)));
            let item = Node::table([
                ("pathway".to_owned(), pathway.clone()),
                ("from".to_owned(), from),
            ]);
            let others = filled.own.remove("enrolled");
            let others = others.iter().flat_map(Node::items).cloned();
            let items = std::iter::once(item).chain(others).collect();
            filled.own.insert("enrolled", Node::list(items));
        }
        None if filled.own.contains_key("enrolled") => {}
        None => wanting.push("`--pathway` (the pathway that they enrol in)".to_owned()),
    }
    if wanting.is_empty() {
        Ok((root(&filled.own), root(&filled.private)))
    } else {
        Err(wanting)
    }
}

/// An enrolment that begins after the student's last school year has no day.
pub(super) fn not_after_graduation(draft: &Draft<'_, '_>, own: &Node, grounds: &mut Grounds) {
    let Ok(student) =
        toml::from_str::<crate::record::Student>(&record_text(own, spec(Kind::Student).fields()))
    else {
        return;
    };
    let last = draft
        .book()
        .settings
        .last_day(SchoolYear::of_graduation(student.grad_year));
    for enrolment in student
        .enrolled
        .iter()
        .filter(|one| one.to.is_none() && one.from > last)
    {
        grounds.refuse(Fault::refused(format!(
            "`from` {} lies after the last day of the class of {}, {last}",
            enrolment.from, student.grad_year
        )));
    }
}
