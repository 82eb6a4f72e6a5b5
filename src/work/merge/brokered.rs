//! What a merge does to the number of employers that is reported to Connecting Activities: two that
//! both hosted brokered placements in a year counted as two, and count as one from now on.

use std::collections::{BTreeMap, BTreeSet};

use crate::book::Book;
use crate::fault::Result;
use crate::record::Wbl;
use crate::value::{Id, SchoolYear};

/// A sentence for each school year whose count of employers falls.
pub(super) fn fewer_employers(book: &Book<'_>, id: &Id, into: &Id) -> Result<Vec<String>> {
    let mut years: BTreeMap<SchoolYear, BTreeSet<Id>> = BTreeMap::new();
    for partner in [id, into] {
        for record in book.all_with::<Wbl>(partner.as_str())? {
            let wbl = &record.body;
            let hosts = wbl
                .partner
                .as_ref()
                .is_some_and(|host| host.id() == partner);
            if hosts && wbl.brokered == Some(true) && wbl.status().is_live() {
                let year = book.settings.year_of(wbl.starts);
                years.entry(year).or_default().insert(partner.clone());
            }
        }
    }
    let fewer = years.into_iter().filter(|(_, hosts)| hosts.len() > 1);
    let sentence = |(year, _)| {
        format!(
            "The number of employers with brokered placements in {year} falls by one: \
             `{id}` and `{into}` counted as two."
        )
    };
    Ok(fewer.map(sentence).collect())
}
