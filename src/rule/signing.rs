//! Who must sign an MOU, who has, and on which day the last of them did.

use crate::record::{Mou, Party, Signature};
use crate::value::{Day, Id};

/// A signature that an MOU needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Needed {
    /// The party that signs.
    pub party: Party,
    /// The partner who signs as that party, where it is one.
    pub partner: Option<Id>,
    /// How many people sign.
    pub count: usize,
}

/// Says as which party a partner of a kind signs: as its kind where that is a party's name, else
/// as an industry partner.
pub fn party_of(kind: Option<&str>) -> Party {
    match kind {
        Some("board") => Party::Board,
        Some("college") => Party::College,
        Some("school") => Party::School,
        Some("other") => Party::Other,
        _ => Party::Industry,
    }
}

/// The signatures that an MOU needs: of each partner as the party that its kind names, and of
/// each party for which no partner stands.
pub fn needed(mou: &Mou, party_of: impl Fn(&Id) -> Party) -> Vec<Needed> {
    let count = |party: Party| {
        let signers = mou.signers.iter().find(|signers| signers.party == party);
        let n = signers.and_then(|signers| signers.n).unwrap_or(1);
        usize::try_from(n).unwrap_or(1).max(1)
    };
    let mut needed: Vec<Needed> = Vec::new();
    for partner in &mou.partners {
        let party = party_of(partner.id());
        needed.push(Needed {
            party,
            partner: Some(partner.id().clone()),
            count: count(party),
        });
    }
    let usual = if mou.parties.is_empty() {
        &Party::USUAL[..]
    } else {
        &mou.parties
    };
    for party in usual {
        if !needed.iter().any(|one| one.party == *party) {
            needed.push(Needed {
                party: *party,
                partner: None,
                count: count(*party),
            });
        }
    }
    needed
}

/// The signatures given for a needed one, in the order of their days. One that names no partner is
/// that of the only partner who signs as its party.
pub fn signatures<'a>(mou: &'a Mou, one: &Needed, all: &[Needed]) -> Vec<&'a Signature> {
    let alone = all.iter().filter(|other| other.party == one.party).count() == 1;
    let mut given: Vec<_> = mou
        .signatures
        .iter()
        .filter(|signature| signature.party == one.party)
        .filter(|signature| match (&signature.partner, &one.partner) {
            (Some(signed), Some(wanted)) => signed.id() == wanted,
            (None, Some(_)) => alone,
            (Some(_) | None, None) => true,
        })
        .collect();
    given.sort_by_key(|signature| signature.on);
    given
}

/// The days on which a needed signature was given, in order.
fn given(mou: &Mou, one: &Needed, all: &[Needed]) -> Vec<Day> {
    let given = signatures(mou, one, all).into_iter();
    given.map(|signature| signature.on).collect()
}

/// The day of the last signature that an MOU needs, once all are there.
pub fn signed_on(mou: &Mou, needed: &[Needed]) -> Option<Day> {
    let last = needed
        .iter()
        .map(|one| given(mou, one, needed).get(one.count - 1).copied());
    last.collect::<Option<Vec<_>>>()?.into_iter().max()
}

/// The signatures that are still wanting on a day, with how many of each.
pub fn wanting(mou: &Mou, needed: &[Needed], day: Day) -> Vec<Needed> {
    let left = |one: &Needed| {
        let there = given(mou, one, needed);
        let so_far = there.iter().filter(|on| **on <= day).count();
        let count = one.count.saturating_sub(so_far);
        (count > 0).then(|| Needed {
            count,
            ..one.clone()
        })
    };
    needed.iter().filter_map(left).collect()
}
