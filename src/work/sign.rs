//! `sign`: a signature goes into an MOU, for a party and, where one stands for it, a partner.

use crate::book::Book;
use crate::change::{Change, Draft, no_record};
use crate::fault::{Fault, Result};
use crate::record::{Method, Mou, Partner, Party, Signature, node_of};
use crate::rule::{MouStates, Needed, party_of};
use crate::schema::Kind;
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

/// Adds a signature.
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
    let twice = mou.signatures.iter().find(|one| {
        one.party == request.party
            && one.name == name
            && one.partner.as_ref().map(Ref::id) == partner.as_ref()
    });
    if let Some(there) = twice {
        return Err(
            Fault::refused(format!("`{id}`: {name} has signed on {}", there.on))
                .hint(format!("see the signatures with `wbl mou show {id}`")),
        );
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
    let word = request.party.word();
    let of = partner
        .as_ref()
        .map_or(String::new(), |partner| format!(" (`{partner}`)"));
    draft.say(format!(
        "`{id}` is signed for the {word} party{of}, on {}.",
        request.on
    ));
    let wanting = MouStates::of(book)?.wanting(id, today);
    say_what_is_left(&mut draft, id, &wanting, request.party, partner.as_ref());
    draft.finish()
}

/// Says which signatures are left, with this one given.
fn say_what_is_left(
    draft: &mut Draft<'_, '_>,
    id: &Id,
    wanting: &[Needed],
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
        let of = one
            .partner
            .as_ref()
            .map_or(String::new(), |partner| format!(" (`{partner}`)"));
        let times = if count > 1 {
            format!(", {count} of them")
        } else {
            String::new()
        };
        (count > 0).then(|| format!("{}{of}{times}", one.party.word()))
    });
    let left: Vec<_> = left.collect();
    draft.say(if left.is_empty() {
        format!("All parties have signed `{id}`.")
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
                "missing: --partner PARTNER (`{id}` is with several; {} signs as the {word} party)",
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
