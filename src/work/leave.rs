//! `contact leave`: a person leaves; what they supervised, sat on and had promised passes on.

use crate::book::{Book, Record};
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Contact, Council, Member, Partner, Supervisor, Wbl};
use crate::rule::{Standing, net_minutes, standing};
use crate::schema::{Kind, Node, Val};
use crate::value::{Day, Id, Minutes, Ref};

use super::item::item;
use super::refer::resolve;

/// Who leaves, when, and who follows.
struct Leaving<'a> {
    who: &'a Id,
    on: Day,
    successor: Option<&'a Id>,
    today: Day,
}

/// A contact leaves: sets the last day, closes what they supervise and sit on, opens the
/// successor's from the day after, moves open promises, and lists the minutes still unverified.
///
/// # Errors
/// References (exit 3); a last day before the first, or a person who follows themselves (4).
pub fn leave(
    book: &Book<'_>,
    contact: &str,
    on: Day,
    successor: Option<&str>,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mut draft = Draft::new(book, seed);
    let found = resolve(book, Kind::Contact, contact)?;
    let next = successor
        .map(|text| resolve(book, Kind::Contact, text))
        .transpose()?;
    for notice in [
        found.notice(Kind::Contact),
        next.as_ref().and_then(|next| next.notice(Kind::Contact)),
    ] {
        notice.into_iter().for_each(|notice| draft.say(notice));
    }
    let who = &found.id;
    let record = book
        .get::<Contact>(who)?
        .ok_or_else(|| crate::change::no_record(Kind::Contact, who))?;
    if next.as_ref().is_some_and(|next| next.id == *who) {
        return Err(Fault::refused(format!("`{who}` cannot follow themselves"))
            .hint("name another contact with `--successor`"));
    }
    if let Some(from) = record.body.from.filter(|from| on < *from) {
        return Err(Fault::refused(format!(
            "{on} lies before `{who}` began ({from})"
        )));
    }
    let splicer = draft.edit(Kind::Contact, who)?;
    splicer.set("to", Node::made(Val::Day(on)))?;
    if let Some(next) = &next {
        splicer.set("successor", Node::text(next.id.as_str()))?;
    }
    draft.say(format!("`{who}` leaves on {on}."));
    let leaving = Leaving {
        who,
        on,
        successor: next.as_ref().map(|next| &next.id),
        today,
    };
    leaving.supervision(&mut draft, &book.all_with::<Wbl>(who.as_str())?)?;
    leaving.councils(&mut draft, &book.all_with::<Council>(who.as_str())?)?;
    leaving.promises(&mut draft, &book.all_with::<Partner>(who.as_str())?)?;
    draft.finish()
}

impl Leaving<'_> {
    /// Whether an item of theirs is open on the last day, and goes on after it.
    fn is_open(&self, contact: &Ref<Contact>, from: Option<Day>, to: Option<Day>) -> bool {
        contact.id() == self.who
            && from.is_none_or(|from| from <= self.on)
            && to.is_none_or(|to| to > self.on)
    }

    fn supervision(&self, draft: &mut Draft<'_, '_>, experiences: &[Record<Wbl>]) -> Result<()> {
        for record in experiences {
            let (id, wbl) = (&record.id, &record.body);
            let goes_on = wbl.ends.is_none_or(|ends| ends > self.on) && !wbl.status().is_closed();
            let follows = |next: &Id| {
                wbl.supervisors
                    .iter()
                    .any(|s| s.contact.id() == next && s.to.is_none_or(|to| to > self.on))
            };
            for (at, one) in wbl.supervisors.iter().enumerate() {
                if !goes_on || !self.is_open(&one.contact, one.from, one.to) {
                    continue;
                }
                let splicer = draft.edit(Kind::Wbl, id)?;
                splicer.set_in("supervisors", at, "to", Node::made(Val::Day(self.on)))?;
                match self.successor {
                    Some(next) if !follows(next) => {
                        let next = Supervisor {
                            contact: Ref::to(next.clone()),
                            from: Some(self.on.plus(1)),
                            to: one.to,
                        };
                        splicer.push("supervisors", item(Kind::Wbl, "supervisors", &next))?;
                    }
                    Some(_) => {}
                    None => draft.warn(format!(
                        "`{id}` has nobody to supervise it from {} on",
                        self.on.plus(1)
                    )),
                }
            }
            let unverified = self.unverified(wbl);
            if !unverified.is_zero() {
                draft.say(format!("`{id}` has {unverified} unverified that `{}` supervised; let them sign before they go.", self.who));
            }
        }
        Ok(())
    }

    /// The pending minutes of days on which they supervised.
    fn unverified(&self, wbl: &Wbl) -> Minutes {
        let theirs = |day: Day| {
            wbl.supervisors_on(day)
                .any(|supervisor| supervisor.id() == self.who)
        };
        let pending = |standing| matches!(standing, Standing::Pending | Standing::Changed);
        wbl.hours
            .iter()
            .filter(|entry| {
                entry.on <= self.on && theirs(entry.on) && pending(standing(entry, self.today))
            })
            .filter_map(net_minutes)
            .sum()
    }

    fn councils(&self, draft: &mut Draft<'_, '_>, councils: &[Record<Council>]) -> Result<()> {
        for record in councils {
            let (id, council) = (&record.id, &record.body);
            let sits = |next: &Id| {
                council
                    .members
                    .iter()
                    .any(|m| m.contact.id() == next && m.to.is_none_or(|to| to > self.on))
            };
            for (at, one) in council.members.iter().enumerate() {
                if !self.is_open(&one.contact, one.from, one.to) {
                    continue;
                }
                let splicer = draft.edit(Kind::Council, id)?;
                splicer.set_in("members", at, "to", Node::made(Val::Day(self.on)))?;
                if let Some(next) = self.successor.filter(|next| !sits(next)) {
                    let next = Member {
                        contact: Ref::to(next.clone()),
                        role: one.role.clone(),
                        from: Some(self.on.plus(1)),
                        to: one.to,
                    };
                    splicer.push("members", item(Kind::Council, "members", &next))?;
                }
            }
            for (at, action) in council.actions.iter().enumerate() {
                let open =
                    action.done.is_none() && action.who.as_deref() == Some(self.who.as_str());
                if open {
                    self.pass_on(draft, Kind::Council, id, "actions", at, "who", &action.what)?;
                }
            }
        }
        Ok(())
    }

    fn promises(&self, draft: &mut Draft<'_, '_>, partners: &[Record<Partner>]) -> Result<()> {
        for record in partners {
            for (at, touch) in record.body.touches.iter().enumerate() {
                let open = touch.done.is_none()
                    && touch.next.is_some()
                    && touch.by.as_deref() == Some(self.who.as_str());
                if open {
                    let what = touch.next.as_deref().unwrap_or_default();
                    self.pass_on(draft, Kind::Partner, &record.id, "touches", at, "by", what)?;
                }
            }
        }
        Ok(())
    }

    /// Hands an open promise to the successor, or names it where there is none.
    #[expect(
        clippy::too_many_arguments,
        reason = "a place within a record has as many parts"
    )]
    fn pass_on(
        &self,
        draft: &mut Draft<'_, '_>,
        kind: Kind,
        id: &Id,
        group: &str,
        at: usize,
        key: &str,
        what: &str,
    ) -> Result<()> {
        let Some(next) = self.successor else {
            draft.warn(format!("`{id}` still waits for `{}`: {what}", self.who));
            return Ok(());
        };
        draft
            .edit(kind, id)?
            .set_in(group, at, key, Node::text(next.as_str()))
    }
}
