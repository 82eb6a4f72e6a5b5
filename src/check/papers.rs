//! Whether placements that are open have what they were made without: an MOU, a permit, a parent's yes.

use crate::rule::Placing;
use crate::schema::{Node, Problem};
use crate::value::Id;

use super::experience::Experience;
use super::file::File;
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[
    CheckSpec::warning(
        "no-mou",
        "a placement under way or to come, with a partner with whom no MOU is in force on some day of the rest of it",
        "the school's promises and the partner's are then on no paper",
        "sign one that covers its pathway and its days: `wbl mou add`, `wbl mou send`, `wbl mou sign`; or `wbl mou renew` the one that ends",
    ),
    CheckSpec::warning(
        "no-permit",
        "a placement under way or to come, of a student under 18, without a work permit that lasts; students whose day of birth is not on this machine are not judged",
        "a minor may not work without one, and the employer must have it on file",
        "record it with `wbl wbl paper REF permit --on DAY`, or why there need be none with `--not-needed \"…\"`",
    ),
    CheckSpec::warning(
        "no-consent",
        "a placement under way or to come, of a student under 18, to which no parent has agreed; students whose day of birth is not on this machine are not judged",
        "a parent signs for a minor",
        "record it with `wbl wbl set REF --agreed party=parent,on=DAY`",
    ),
];

/// Looks at what an experience lacks from today on, where it is an open placement.
pub(super) fn look(
    file: &File<'_>,
    ground: &Ground<'_, '_>,
    experience: &Experience<'_>,
    found: &mut Vec<Problem>,
) {
    let ([student], Some(starts)) = (&experience.students[..], experience.reach.from) else {
        return;
    };
    let is_open = experience.status.is_live()
        && !experience.status.is_closed()
        && experience.reach.to.is_none_or(|ends| ends >= ground.today);
    let is_individual = ground.is_individual(experience.activity) == Some(true);
    let Some(states) = ground.mous.as_ref().filter(|_| is_open && is_individual) else {
        return;
    };
    let link = |key: &str| Id::new(file.doc.root.text_at(key)?).ok();
    let (partner, mou) = (link("partner"), link("mou"));
    let is = |item: &&Node, key: &str, word: &str| item.text_at(key) == Some(word);
    let papers = file.items("papers").iter();
    let permits = papers.filter(|item| is(item, "kind", "permit"));
    let mut agreed = file.items("agreed").iter();
    let placing = Placing {
        student,
        born: ground.born.get(student).copied(),
        partner: partner.as_ref(),
        pathway: experience.pathway.as_ref(),
        mou: mou.as_ref(),
        ends: experience.reach.to,
        permits: permits.map(|item| item.day_at("expires")).collect(),
        is_agreed: agreed.any(|item| is(&item, "party", "parent")),
    };
    for lack in placing.lacks(states, starts.max(ground.today)) {
        let id = file.id;
        let (key, hint) = match lack.rule {
            "no-mou" => {
                let partner = placing.partner.map_or("PARTNER", Id::as_str);
                let hint = format!(
                    "begin one: `wbl mou add --partners {partner} --through DAY`; see those there are: `wbl mou list --where 'partners = {partner}'`"
                );
                ("partner", hint)
            }
            "no-permit" => ("papers", format!("wbl wbl paper {id} permit --on DAY")),
            _ if placing.born.is_none() => continue,
            _ => (
                "agreed",
                format!("wbl wbl set {id} --agreed party=parent,on=DAY"),
            ),
        };
        found.push(file.found_under(lack.rule, key, lack.words).hint(hint));
    }
}
