//! What an MOU says already: to whom it was not sent yet, and who has yet to sign, come first.

use crate::book::Book;
use crate::fault::Result;
use crate::record::Mou;
use crate::rule::{MouStates, Needed};
use crate::schema::Kind;
use crate::ui::Offer;
use crate::value::{Day, Id, Ref};
use crate::work;

/// What is done with which MOU, as far as it was said.
pub(super) struct Deed<'a> {
    /// `send` or `sign`.
    pub verb: &'a str,
    /// The MOU, as it was named.
    pub mou: &'a str,
    /// The party, by its word.
    pub party: Option<&'a str>,
}

/// The offers of a question for a party or a partner, those that are still open first, those that
/// are not the MOU's last, or of partners left out; and the answer that Enter gives.
///
/// # Errors
/// Where the MOU cannot be found, or a folder not be listed.
pub(super) fn open_first(
    book: &Book<'_>,
    deed: &Deed<'_>,
    key: &str,
    today: Day,
    mut offers: Vec<Offer>,
) -> Result<(Vec<Offer>, Option<String>)> {
    let id = work::resolve(book, Kind::Mou, deed.mou)?.id;
    let states = MouStates::of(book)?;
    let (open, done) = if deed.verb == "sign" {
        (states.wanting(&id, today), "signed already")
    } else {
        (unsent(book, &id, states.needed(&id))?, "sent already")
    };
    let is_meant = |one: &&Needed| deed.party.is_none_or(|party| one.party.word() == party);
    let word = |one: &Needed| match key {
        "party" => Some(one.party.word().to_owned()),
        _ => one.partner.as_ref().map(Id::to_string),
    };
    let words = |all: &[Needed]| -> Vec<String> {
        let meant = all.iter().filter(is_meant);
        meant.filter_map(word).collect()
    };
    let (open, all) = (words(&open), words(states.needed(&id)));
    // A party for which no partner stands has none to offer.
    if key == "partner" && !states.needed(&id).is_empty() {
        offers.retain(|offer| all.contains(&offer.value));
    }
    for offer in &mut offers {
        if all.contains(&offer.value) && !open.contains(&offer.value) {
            let line = std::mem::take(&mut offer.line);
            let parts = [line.as_str(), done].into_iter();
            let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
            offer.line = parts.join("; ");
        }
    }
    let place = |list: &[String], value: &str| list.iter().position(|one| one == value);
    offers.sort_by_key(|offer| {
        let in_open = place(&open, &offer.value).unwrap_or(usize::MAX);
        (in_open, place(&all, &offer.value).unwrap_or(usize::MAX))
    });
    // A lone partner needs no naming.
    let is_asked = key == "party" || all.len() > 1;
    Ok((offers, open.into_iter().next().filter(|_| is_asked)))
}

/// To whom an MOU was not sent, of those who are to sign it.
fn unsent(book: &Book<'_>, id: &Id, needed: &[Needed]) -> Result<Vec<Needed>> {
    let sent = book
        .get::<Mou>(id)?
        .map_or_else(Vec::new, |mou| mou.body.sent);
    let is_sent = |one: &Needed| {
        sent.iter().any(|sent| {
            let partner = sent.partner.as_ref().map(Ref::id);
            sent.party == one.party && (partner.is_none() || partner == one.partner.as_ref())
        })
    };
    Ok(needed.iter().filter(|one| !is_sent(one)).cloned().collect())
}
