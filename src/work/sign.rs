//! `sign`: a signature goes into an MOU, for a party and, where one stands for it, a partner.

use crate::book::Book;
use crate::change::{Change, Draft, no_record};
use crate::fault::{Fault, Result};
use crate::record::{Method, Mou, Partner, Party, Signature, node_of};
use crate::rule::{MouStates, Needed, party_of};
use crate::schema::{Kind, Node};
use crate::value::{Day, Id, Ref, nfc};

use super::judge::group_fields;

/// What is asked of `sign`.
#[derive(Clone, Debug)]
pub struct SignRequest {
    /// The party that signs.
    pub party: Party,
    /// The partner who signs as it.
    pub partner: Option<Id>,
    /// Who signed, as signed.
    pub name: String,
    /// Their title, as signed.
    pub title: String,
    /// The day.
    pub on: Day,
    /// How.
    pub method: Option<Method>,
    /// Where the scan lies, and its checksum.
    pub document: Option<(String, String)>,
}

/// Adds a signature, or the document to one that is there.
///
/// # Errors
/// Where it is not said which partner signed (2), or this cannot have been signed (4).
pub fn sign(
    book: &Book<'_>,
    id: &Id,
    request: &SignRequest,
    today: Day,
    seed: u64,
) -> Result<Change> {
    let mou = the_mou(book, id)?;
    let terms = original(book, &mou)?.unwrap_or_else(|| mou.clone());
    let mut partners = terms.partners.clone();
    for one in &mou.partners {
        if !partners.contains(one) {
            partners.push(one.clone());
        }
    }
    let partner = signing_partner(book, id, &partners, request)?;
    if request.on > today {
        return Err(Fault::refused(format!(
            "{} has not come: nobody can have signed on it yet",
            request.on
        ))
        .hint("record it once it is signed"));
    }
    let name = nfc(&request.name);
    let twice = mou.signatures.iter().position(|one| {
        one.party == request.party
            && one.name == name
            && one.partner.as_ref().map(Ref::id) == partner.as_ref()
    });
    if let Some(at) = twice {
        return attach(book, id, (at, &mou.signatures[at]), request, seed);
    }
    let signature = Signature {
        party: request.party,
        partner: partner.clone().map(Ref::to),
        name,
        title: Some(nfc(&request.title)),
        on: request.on,
        method: request.method,
        document: request.document.as_ref().map(|(path, _)| path.clone()),
        sha256: request.document.as_ref().map(|(_, sum)| sum.clone()),
    };
    let mut draft = Draft::new(book, seed);
    let node = node_of(&signature, group_fields(Kind::Mou, "signatures"));
    draft.edit(Kind::Mou, id)?.push("signatures", node)?;
    draft.say(format!(
        "`{id}` is signed for {}, on {}.",
        spoken(request.party, partner.as_ref()),
        request.on
    ));
    let wanting = MouStates::of(book)?.wanting(id, today);
    let days = mou.signatures.iter().map(|one| one.on);
    let last = days.fold(request.on, Day::max);
    let complete = completed(id, &mou, last);
    say_what_is_left(
        &mut draft,
        id,
        &wanting,
        &complete,
        request.party,
        partner.as_ref(),
    );
    draft.finish()
}

/// Puts the document to a signature that is there: a scan often comes later than the word.
///
/// # Errors
/// Where nothing new is said, or another document is what was signed (4).
fn attach(
    book: &Book<'_>,
    id: &Id,
    (at, there): (usize, &Signature),
    request: &SignRequest,
    seed: u64,
) -> Result<Change> {
    let name = &there.name;
    let Some((path, sum)) = request.document.as_ref().filter(|_| request.on == there.on) else {
        return Err(
            Fault::refused(format!("`{id}`: {name} signed it on {} already", there.on)).hint(
                format!("see the signatures with `wbl mou show {id}`; to put a scan to this one, give its day and `--document FILE`"),
            ),
        );
    };
    if there.sha256.as_ref().is_some_and(|signed| signed != sum) {
        let kept = there.document.as_deref().unwrap_or_default();
        return Err(Fault::refused(format!(
            "{path} is not the document that {name} signed: that is {kept}"
        ))
        .hint(format!(
            "a new text is an amendment that all parties sign: `wbl mou amend {id}`"
        )));
    }
    let mut draft = Draft::new(book, seed);
    let splicer = draft.edit(Kind::Mou, id)?;
    splicer.set_in("signatures", at, "document", Node::text(path))?;
    splicer.set_in("signatures", at, "sha256", Node::text(sum))?;
    draft.say(format!(
        "`{id}`: the signature of {name}, of {}, has its document: {path}.",
        there.on
    ));
    draft.finish()
}

/// What it means that all have signed; `last` is the day of the last signature.
fn completed(id: &Id, mou: &Mou, last: Day) -> String {
    let from = mou.effective.unwrap_or(last);
    match (&mou.amends, mou.through) {
        (Some(of), _) => {
            format!("All parties have signed `{id}`: its terms stand in `{of}` from {from}.")
        }
        (None, Some(through)) if mou.supersedes.is_empty() => {
            format!("All parties have signed `{id}`: it is in force from {from} through {through}.")
        }
        // One that takes another's place may wait for the end of that.
        (None, _) => format!("All parties have signed `{id}`."),
    }
}

/// A party as one speaks of it, and the partner that signs as it.
fn spoken(party: Party, partner: Option<&Id>) -> String {
    let party = match party {
        Party::Industry => "the industry partner",
        Party::Board => "the workforce board",
        Party::School => "the school",
        Party::College => "the college",
        Party::Other => "the other party",
    };
    partner.map_or(party.to_owned(), |partner| format!("{party} `{partner}`"))
}

/// Says which signatures are left, with this one given.
fn say_what_is_left(
    draft: &mut Draft<'_, '_>,
    id: &Id,
    wanting: &[Needed],
    complete: &str,
    party: Party,
    partner: Option<&Id>,
) {
    let is_it = |one: &Needed| {
        one.party == party && (one.partner.is_none() || one.partner.as_ref() == partner)
    };
    if !wanting.iter().any(is_it) {
        draft.warn(format!(
            "`{id}` wants no signature of the {} party any more",
            party.word()
        ));
    }
    let left = wanting.iter().filter_map(|one| {
        let count = one.count - usize::from(is_it(one));
        let times = if count > 1 {
            format!(", {count} of them")
        } else {
            String::new()
        };
        (count > 0).then(|| spoken(one.party, one.partner.as_ref()) + &times)
    });
    let left: Vec<_> = left.collect();
    draft.say(if left.is_empty() {
        complete.to_owned()
    } else {
        format!("Still to sign: {}.", left.join("; "))
    });
}

/// The partner who signs: the one that was named, else the only one there is.
fn signing_partner(
    book: &Book<'_>,
    id: &Id,
    partners: &[Ref<Partner>],
    request: &SignRequest,
) -> Result<Option<Id>> {
    let word = request.party.word();
    if let Some(named) = &request.partner {
        if !partners.iter().any(|one| one.id() == named) {
            return Err(not_a_partner(id, named.as_str()));
        }
        let party = party_for(book, named);
        if party != request.party {
            return Err(Fault::refused(format!(
                "`{named}` signs as the {} party, not as {word}",
                party.word()
            ))
            .hint(format!("give `--party {}`", party.word())));
        }
        return Ok(Some(named.clone()));
    }
    let own: Vec<_> = partners
        .iter()
        .filter(|one| party_for(book, one.id()) == request.party)
        .collect();
    match (own.as_slice(), partners) {
        ([], _) => Ok(None),
        ([one], [_]) => Ok(Some(one.id().clone())),
        (several, _) => {
            let names: Vec<_> = several.iter().map(|one| format!("`{one}`")).collect();
            Err(Fault::misuse(format!(
                "missing: `--partner PARTNER` (`{id}` is with several; {} signs as the {word} party)",
                names.join(" or ")
            ))
            .hint(format!("add `--partner {}`", several[0])))
        }
    }
}

/// The party as which a partner signs; one that cannot be read signs as most do.
fn party_for(book: &Book<'_>, partner: &Id) -> Party {
    let record = book.get::<Partner>(partner).ok().flatten();
    party_of(record.and_then(|record| record.body.kind).as_deref())
}

/// The fault of a partner that an MOU is not with.
pub(super) fn not_a_partner(id: &Id, partner: &str) -> Fault {
    Fault::refused(format!("`{id}` is not with `{partner}`")).hint(format!(
        "see its partners with `wbl mou show {id}`; to bring one in: `wbl mou amend {id} --partners …`"
    ))
}

/// The MOU with this id.
pub(super) fn the_mou(book: &Book<'_>, id: &Id) -> Result<Mou> {
    let record = book
        .get::<Mou>(id)?
        .ok_or_else(|| no_record(Kind::Mou, id))?;
    Ok(record.body)
}

/// The MOU that this one amends, where it is an amendment.
fn original(book: &Book<'_>, mou: &Mou) -> Result<Option<Mou>> {
    match &mou.amends {
        Some(of) => Ok(book.get::<Mou>(of.id())?.map(|record| record.body)),
        None => Ok(None),
    }
}
