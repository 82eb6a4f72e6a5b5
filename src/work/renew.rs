//! `amend` and `renew`: an MOU gets other terms, or a draft for the years to come.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Mou, node_of, spec};
use crate::rule::{Activities, MouStates};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, SchoolYear};

use super::add::{AddRequest, add};
use super::ground::Grounds;
use super::judge::{Case, judge};
use super::naming::made_id;
use super::sign::the_mou;

/// Makes an amendment of an MOU: a record of its own that holds only what changes.
///
/// # Errors
/// Where nothing is to change (2), what was typed cannot be, or the MOU is an amendment itself (4).
pub fn amend(
    book: &Book<'_>,
    id: &Id,
    request: &AddRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    if request.values.is_empty() {
        return Err(Fault::misuse(
            "what is to change? Give at least one field, such as `--through DAY`",
        )
        .hint(format!("wbl mou amend {id} --through 2028-06-30")));
    }
    let mut request = request.clone();
    request
        .values
        .push(("amends".to_owned(), vec![id.to_string()]));
    let mut change = add(book, Kind::Mou, &request, today, seed)?;
    change.said.push(format!(
        "It changes nothing in `{id}` until all parties have signed it."
    ));
    Ok(change)
}

/// What a renewal does not take from the MOU that it renews.
const LEFT: [&str; 9] = [
    "effective",
    "sent",
    "signatures",
    "amends",
    "supersedes",
    "terminated",
    "data_destroyed",
    "archived",
    "reasons",
];

/// Makes a draft that renews each MOU: its terms as amended, through another day.
///
/// # Errors
/// Where an MOU is an amendment, is renewed already, or would not last longer (4).
pub fn renew(
    book: &Book<'_>,
    ids: &[Id],
    through: Day,
    reason: Option<&str>,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    let states = MouStates::of(book)?;
    let activities = Activities::of(book)?;
    for id in ids {
        let mou = the_mou(book, id)?;
        // As amended on its last day: whatever changes it by then is in it.
        let last = states.terms(id, today).and_then(|terms| terms.through);
        let last = last.or(mou.through).unwrap_or(today);
        let terms = states
            .terms(id, last.max(today))
            .map_or_else(|| mou.clone(), std::borrow::Cow::into_owned);
        can_renew(book, id, &mou, &terms, through)?;
        let top = renewed(book, id, &terms, through);
        let mut grounds = Grounds::default();
        let case = Case {
            kind: Kind::Mou,
            id: None,
            old: None,
            new: &top,
        };
        judge(book, &case, &mut grounds)?;
        let reasons = grounds.settle(book, reason, today)?;
        let top = if reasons.is_empty() {
            top
        } else {
            with(&top, "reasons", Node::list(reasons))
        };
        let new = made_id(book, Kind::Mou, &top, &activities)?;
        draft.create(Kind::Mou, &new, None, &top)?;
        draft.say(format!(
            "Made the draft `{new}`, which renews `{id}` through {through} once all parties have signed it."
        ));
    }
    draft.finish()
}

fn can_renew(book: &Book<'_>, id: &Id, mou: &Mou, terms: &Mou, through: Day) -> Result<()> {
    if let Some(original) = &mou.amends {
        return Err(
            Fault::refused(format!("`{id}` only amends `{original}`")).hint(format!(
                "renew the MOU itself: `wbl mou renew {original} --through {through}`"
            )),
        );
    }
    if let Some(last) = terms.through.filter(|last| through <= *last) {
        return Err(Fault::refused(format!(
            "`{id}` is in force through {last}: a renewal through {through} adds nothing"
        ))
        .hint("name a later day"));
    }
    for other in book.all_with::<Mou>(id.as_str())? {
        let follows = other.body.supersedes.iter().any(|old| old.id() == id);
        if follows && covers(&other.body, terms) {
            return Err(
                Fault::refused(format!("`{id}` is renewed already, by `{}`", other.id))
                    .hint(format!("see it with `wbl mou show {}`", other.id)),
            );
        }
    }
    Ok(())
}

/// Whether an MOU is with all partners of another, for all of its pathways: what it leaves out can
/// still be renewed.
fn covers(new: &Mou, old: &Mou) -> bool {
    let all_pathways = new.pathways.is_empty()
        || !old.pathways.is_empty() && old.pathways.iter().all(|one| new.pathways.contains(one));
    all_pathways && old.partners.iter().all(|one| new.partners.contains(one))
}

/// The draft: the terms, for the school year that follows.
fn renewed(book: &Book<'_>, id: &Id, terms: &Mou, through: Day) -> Node {
    let after = terms
        .through
        .map(|last| book.settings.year_of(last.plus(1)));
    let next = terms.school_year.map(SchoolYear::next);
    let year = after.max(next);
    let top = node_of(terms, spec(Kind::Mou).fields());
    let kept = top.entries().iter();
    let kept = kept.filter(|entry| !LEFT.contains(&entry.key.as_str()));
    let top = Node::table(kept.map(|entry| (entry.key.clone(), entry.node.clone())));
    let top = with(&top, "through", Node::made(Val::Day(through)));
    let top = with(
        &top,
        "supersedes",
        Node::list(vec![Node::text(id.as_str())]),
    );
    match year {
        Some(year) => with(&top, "school_year", Node::text(year.to_string())),
        None => top,
    }
}

/// The same table with a key set.
fn with(top: &Node, key: &str, node: Node) -> Node {
    let others = top.entries().iter().filter(|entry| entry.key != key);
    let others = others.map(|entry| (entry.key.clone(), entry.node.clone()));
    Node::table(others.chain(std::iter::once((key.into(), node))))
}
