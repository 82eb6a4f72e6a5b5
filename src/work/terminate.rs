//! `terminate`: an MOU ends before its last day, once the notice that it asks for has run.

use crate::book::Book;
use crate::change::{Change, Draft};
use crate::fault::{Fault, Result};
use crate::record::{Mou, Termination, Wbl, node_of};
use crate::rule::MouStates;
use crate::schema::Kind;
use crate::value::{Day, Id, Ref, nfc};

use super::judge::group_fields;
use super::sign::{not_a_partner, the_mou};

/// The ground of a termination.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the table of the record says what each is")]
pub enum Ground {
    Convenience,
    Breach,
    Safety,
}

impl Ground {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Convenience, Self::Breach, Self::Safety];

    /// The word on disk.
    pub fn word(self) -> &'static str {
        match self {
            Self::Convenience => "convenience",
            Self::Breach => "breach",
            Self::Safety => "safety",
        }
    }

    /// The days of notice that an MOU asks for, and the key that says so.
    fn notice(self, mou: &Mou) -> Option<(&'static str, Option<i64>)> {
        match self {
            Self::Convenience => Some(("notice_days", mou.notice_days)),
            Self::Breach => Some(("breach_days", mou.breach_days)),
            Self::Safety => None,
        }
    }
}

/// What is asked of `terminate`.
#[derive(Clone, Debug)]
pub struct TerminateRequest {
    /// The first day on which it is no longer in force.
    pub on: Day,
    /// The ground.
    pub ground: Ground,
    /// The day on which notice was given.
    pub notice_given: Option<Day>,
    /// The partner whose part ends; the whole MOU where none is named.
    pub partner: Option<Id>,
    /// Who terminated it.
    pub by: Option<String>,
}

/// Ends an MOU, or a partner's part in it.
///
/// # Errors
/// Where the day of the notice is missing (2), or the day is too early, or there is nothing to end
/// (4).
pub fn terminate(
    book: &Book<'_>,
    id: &Id,
    request: &TerminateRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mou = the_mou(book, id)?;
    let states = MouStates::of(book)?;
    can_end(id, &mou, &states, request)?;
    let terms = states
        .terms(id, request.on)
        .map(std::borrow::Cow::into_owned);
    let terms = terms.unwrap_or_else(|| mou.clone());
    let partner = request.partner.as_ref();
    if let Some(partner) = partner.filter(|one| !terms.partners.iter().any(|of| of.id() == *one)) {
        return Err(not_a_partner(id, partner.as_str()));
    }
    let mut draft = Draft::new(book, seed);
    if let Some((key, days)) = request.ground.notice(&terms) {
        notice(&mut draft, id, key, days, request, today)?;
    }
    let item = Termination {
        partner: partner.cloned().map(Ref::to),
        on: request.on,
        ground: Some(request.ground.word().to_owned()),
        notice_given: request.notice_given,
        by: request.by.as_deref().map(nfc),
    };
    let node = node_of(&item, group_fields(Kind::Mou, "terminated"));
    draft.edit(Kind::Mou, id)?.push("terminated", node)?;
    let whose = partner.map_or(String::new(), |one| format!(" with `{one}`"));
    draft.say(format!(
        "`{id}`{whose} is terminated: {} is the first day on which it is not in force.",
        request.on
    ));
    for one in terms
        .partners
        .iter()
        .filter(|one| partner.is_none_or(|wanted| one.id() == wanted))
    {
        without_mou(&mut draft, one.id(), &terms, request.on)?;
    }
    draft.finish()
}

/// An MOU can be ended where it has been signed, and has not been ended yet.
fn can_end(id: &Id, mou: &Mou, states: &MouStates, request: &TerminateRequest) -> Result<()> {
    if let Some(original) = &mou.amends {
        return Err(
            Fault::refused(format!("`{id}` only amends `{original}`")).hint(format!(
                "end the MOU itself: `wbl mou terminate {original}`"
            )),
        );
    }
    let ended = mou.terminated.iter().find(|end| {
        end.partner.is_none() || end.partner.as_ref().map(Ref::id) == request.partner.as_ref()
    });
    if let Some(end) = ended {
        return Err(
            Fault::refused(format!("`{id}` is terminated from {} on", end.on))
                .hint(format!("see it with `wbl mou show {id}`")),
        );
    }
    let Some(begins) = states.begins(id) else {
        return Err(Fault::refused(format!(
            "`{id}` is not signed by all parties, so there is nothing to terminate"
        ))
        .hint(format!("to put it away: `wbl mou archive {id}`")));
    };
    if request.on < begins {
        return Err(Fault::refused(format!(
            "`{id}` cannot end on {}: it is in force from {begins} on",
            request.on
        ))
        .hint(format!(
            "name a later day, or put it away: `wbl mou archive {id}`"
        )));
    }
    Ok(())
}

/// Holds the day against the notice that the terms ask for.
fn notice(
    draft: &mut Draft<'_, '_>,
    id: &Id,
    key: &str,
    days: Option<i64>,
    request: &TerminateRequest,
    today: Day,
) -> Result<()> {
    let word = request.ground.word();
    let Some(days) = days else {
        draft.warn(format!(
            "`{id}` has no `{key}`: whether notice was given in time is not judged"
        ));
        return Ok(());
    };
    if days == 0 {
        return Ok(());
    }
    let Some(given) = request.notice_given else {
        return Err(Fault::misuse(format!(
            "missing: `--notice-given DAY` (`{id}` asks for {days} days of notice for {word})"
        ))
        .hint(format!(
            "wbl mou terminate {id} --on {} --for {word} --notice-given DAY",
            request.on
        )));
    };
    if given > today {
        return Err(Fault::refused(format!(
            "{given} has not come: no notice can have been given on it"
        ))
        .hint("record it once notice is given"));
    }
    let earliest = given.plus(days);
    if request.on < earliest {
        return Err(Fault::refused(format!(
            "{} is too early: `{id}` asks for {days} days of notice for {word} (`{key}`), and it was given on {given}",
            request.on
        ))
        .hint(format!("the earliest day is `--on {earliest}`")));
    }
    Ok(())
}

/// Names the experiences at a partner that are left without this MOU.
fn without_mou(draft: &mut Draft<'_, '_>, partner: &Id, terms: &Mou, on: Day) -> Result<()> {
    for record in draft.book().all_with::<Wbl>(partner.as_str())? {
        let wbl = &record.body;
        let about = match &wbl.pathway {
            Some(pathway) => terms.pathways.is_empty() || terms.pathways.contains(pathway),
            None => true,
        };
        let goes_on = !wbl.status().is_closed() && wbl.ends.is_none_or(|ends| ends >= on);
        if about && goes_on && wbl.partner.as_ref().map(Ref::id) == Some(partner) {
            draft.warn(format!(
                "`{}` goes on at `{partner}` without this MOU from {on} on",
                record.id
            ));
        }
    }
    Ok(())
}
