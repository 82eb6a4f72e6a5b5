//! What the placement says already that a verb is about: who signs for its hours, and its last day.

use clap::ArgMatches;

use crate::book::Book;
use crate::record::Wbl;
use crate::ui::{Answer, Interview, Offer};
use crate::value::Day;
use crate::work::{self, Ending};

use super::super::kind::flags;

/// The words that name records so far: those that were typed, then those that were answered.
pub(super) fn words(interview: &Interview, matches: &ArgMatches) -> Vec<String> {
    let mut words = flags::texts(matches, "refs");
    for (question, answer) in interview.answers() {
        match answer {
            Answer::Given(texts) if question.key == "refs" => words.extend(texts.iter().cloned()),
            Answer::Given(_) | Answer::Left | Answer::Cleared => {}
        }
    }
    words
}

/// Puts the placement's supervisors before the other contacts; gives the first of them.
pub(super) fn supervisors_first(
    book: &Book<'_>,
    words: &[String],
    today: Day,
    contacts: &mut [Offer],
) -> Option<String> {
    let wbl = named(book, words.first()?, today)?;
    let then = wbl.ends.map_or(today, |ends| ends.min(today));
    let now = wbl.supervisors_on(then);
    let all = now.chain(wbl.supervisors.iter().map(|one| &one.contact));
    let all: Vec<_> = all.map(crate::value::Ref::as_str).collect();
    contacts.sort_by_key(|offer| {
        let place = all.iter().position(|id| *id == offer.value);
        place.unwrap_or(usize::MAX)
    });
    let first = contacts.first().map(|offer| offer.value.clone());
    first.filter(|first| all.contains(&first.as_str()))
}

/// The last day of a placement that ran to it.
pub(super) fn last_day(book: &Book<'_>, words: &[String], today: Day) -> Option<String> {
    let [text, state] = words else {
        return None;
    };
    let completed = Ending::Completed.status().word();
    let wbl = named(book, text, today).filter(|_| state.eq_ignore_ascii_case(completed))?;
    work::planned_end(&wbl, Ending::Completed, today).map(|day| day.to_string())
}

/// The placement that a text names; nothing where the verb will say what is wrong with it.
fn named(book: &Book<'_>, text: &str, today: Day) -> Option<Wbl> {
    let found = work::resolve_wbl(book, text, &[today]).ok()?;
    book.get::<Wbl>(&found.id).ok()?.map(|record| record.body)
}
