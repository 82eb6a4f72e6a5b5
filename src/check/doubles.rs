//! Whether something was typed in twice: partners and contacts that look like one that is there.

use std::collections::BTreeMap;

use crate::book::{Book, Record};
use crate::record::{Contact, Partner, Reason};
use crate::schema::{Kind, Problem};
use crate::value::{Id, Ref, fold, words_of};

use super::file::File;
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[CheckSpec::warning(
    "likely-duplicate",
    "a partner with the name, the telephone number or the mail domain of another, or a contact with the e-mail address of another or the same name at the same partner",
    "touches, MOUs and hours are split over two records, and counts of employers are too high",
    "merge them with `wbl partner merge REF --into REF`, let `part_of` say that one is a branch, or say why both are meant in an item of `reasons`",
)];

/// The rule, as reasons name it.
const RULE: &str = "likely-duplicate";

/// Finds partners and contacts that look like another.
pub(super) fn look(ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    let book = ground.book;
    for (id, other, why) in twin_partners(&ground.partners) {
        let hint = format!("wbl partner merge {id} --into {other}");
        found.extend(told(book, Kind::Partner, id, other, &why, hint));
    }
    for (id, other, why) in twin_contacts(&ground.contacts) {
        let hint = format!("compare them: wbl contact show {id}, wbl contact show {other}");
        found.extend(told(book, Kind::Contact, id, other, &why, hint));
    }
}

fn told(
    book: &Book<'_>,
    kind: Kind,
    id: &Id,
    other: &Id,
    why: &str,
    hint: String,
) -> Option<Problem> {
    let sheet = book.sheet(kind, id).ok()??;
    let file = File {
        kind,
        id,
        path: &sheet.path,
        doc: &sheet.doc,
    };
    let message = format!("`{id}` looks like the {kind} `{other}`: {why}");
    Some(file.found_under(RULE, "name", message).hint(hint))
}

type Twin<'r> = (&'r Id, &'r Id, String);

fn is_excused(reasons: &[Reason]) -> bool {
    reasons.iter().any(|reason| reason.rule == RULE)
}

/// The partners that look like another, each with the first that it looks like.
fn twin_partners(partners: &[Record<Partner>]) -> Vec<Twin<'_>> {
    let live: Vec<_> = partners
        .iter()
        .filter(|partner| partner.body.merged_into.is_none())
        .collect();
    let mut named: BTreeMap<Vec<String>, Vec<&Record<Partner>>> = BTreeMap::new();
    let mut phoned: BTreeMap<String, &Record<Partner>> = BTreeMap::new();
    let mut mailed: BTreeMap<String, &Record<Partner>> = BTreeMap::new();
    for partner in &live {
        let words = name_words(&partner.body.name);
        if !words.is_empty() {
            named.entry(words).or_default().push(partner);
        }
    }
    let mut twins = Vec::new();
    for partner in &live {
        let words = name_words(&partner.body.name);
        // The shorter name is told as looking like the longer, of equal ones the later id.
        let longer = named
            .range(words.clone()..)
            .take_while(|(other, _)| other.starts_with(&words) && !words.is_empty())
            .flat_map(|(other, records)| records.iter().map(move |record| (other, *record)));
        let by_name = longer
            .filter(|(other, record)| **other != words || record.id < partner.id)
            .find(|(_, record)| can_be_one(partner, record, true))
            .map(|(other, record)| {
                let same = if *other == words {
                    "the same name"
                } else {
                    "its name begins the other's"
                };
                (&record.id, same.to_owned())
            });
        let phone = partner.body.phone.as_deref().and_then(digits);
        let by_phone = phone.and_then(|phone| first_with(&mut phoned, phone, partner));
        let by_phone = by_phone.map(|other| (other, "the same telephone number".to_owned()));
        let domain = partner.body.email.as_deref().and_then(own_domain);
        let by_mail = domain
            .clone()
            .and_then(|domain| first_with(&mut mailed, domain, partner))
            .map(|other| {
                (
                    other,
                    format!("both write from {}", domain.unwrap_or_default()),
                )
            });
        if let Some((other, why)) = by_name.or(by_phone).or(by_mail) {
            twins.push((&partner.id, other, why));
        }
    }
    twins
}

/// The record that has this key already, or nothing: then this one has it.
fn first_with<'r>(
    seen: &mut BTreeMap<String, &'r Record<Partner>>,
    key: String,
    partner: &'r Record<Partner>,
) -> Option<&'r Id> {
    let other = *seen.entry(key).or_insert(partner);
    (other.id != partner.id && can_be_one(partner, other, false)).then_some(&other.id)
}

/// Whether nothing speaks against two partners being one: a reason, a branch, a successor, and,
/// for names, different addresses.
fn can_be_one(a: &Record<Partner>, b: &Record<Partner>, by_name: bool) -> bool {
    let names = |a: &Record<Partner>, b: &Record<Partner>| {
        [&a.body.part_of, &a.body.successor]
            .into_iter()
            .flatten()
            .any(|link| *link.id() == b.id)
    };
    let siblings = a.body.part_of.is_some() && a.body.part_of == b.body.part_of;
    let apart = by_name
        && match (place(&a.body), place(&b.body)) {
            (Some(a), Some(b)) => a != b,
            _ => false,
        };
    let excused = is_excused(&a.body.reasons) || is_excused(&b.body.reasons);
    a.id != b.id && !excused && !siblings && !apart && !names(a, b) && !names(b, a)
}

/// The folded address.
fn place(partner: &Partner) -> Option<Vec<String>> {
    let words = words_of(partner.address.as_ref()?);
    (!words.is_empty()).then_some(words)
}

/// The words of a company's name, without legal endings and `and`.
fn name_words(name: &str) -> Vec<String> {
    const ENDINGS: [&str; 14] = [
        "inc",
        "incorporated",
        "llc",
        "llp",
        "lp",
        "ltd",
        "limited",
        "co",
        "company",
        "corp",
        "corporation",
        "pc",
        "plc",
        "pllc",
    ];
    let bare = fold(name).replace(['\'', '’', '.'], "").replace('&', " ");
    let mut words = words_of(&bare);
    words.retain(|word| word != "and");
    while words.len() > 1
        && words
            .last()
            .is_some_and(|word| ENDINGS.contains(&word.as_str()))
    {
        words.pop();
    }
    words
}

/// The last ten digits of a telephone number; fewer are none.
fn digits(phone: &str) -> Option<String> {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().checked_sub(10)?;
    let digits = &digits[from..];
    (digits.bytes().any(|b| b != b'0')).then(|| digits.to_owned())
}

/// The domain of an address, where it is not one that anybody can have.
fn own_domain(email: &str) -> Option<String> {
    const PUBLIC: [&str; 14] = [
        "gmail.com",
        "googlemail.com",
        "yahoo.com",
        "hotmail.com",
        "outlook.com",
        "live.com",
        "msn.com",
        "aol.com",
        "icloud.com",
        "me.com",
        "comcast.net",
        "verizon.net",
        "charter.net",
        "proton.me",
    ];
    let domain = email.rsplit_once('@')?.1.trim().to_ascii_lowercase();
    (domain.contains('.') && !PUBLIC.contains(&domain.as_str())).then_some(domain)
}

/// The contacts that look like another, each with the first that it looks like.
fn twin_contacts(contacts: &[Record<Contact>]) -> Vec<Twin<'_>> {
    let mut first: BTreeMap<(Option<&Id>, String), &Record<Contact>> = BTreeMap::new();
    let mut twins = Vec::new();
    for contact in contacts {
        let email = contact.body.email.as_deref().map(fold).unwrap_or_default();
        let name = words_of(&contact.body.name).join(" ");
        let partner = contact.body.partner.as_ref().map(Ref::id);
        let by_email = (!email.is_empty()).then_some(((None, email), "the same e-mail address"));
        let by_name = partner
            .filter(|_| !name.is_empty())
            .map(|partner| ((Some(partner), name), "the same name at the same partner"));
        let mut twin = None;
        for (key, why) in by_email.into_iter().chain(by_name) {
            let other = *first.entry(key).or_insert(contact);
            let succeeds = |a: &Record<Contact>, b: &Record<Contact>| {
                a.body
                    .successor
                    .as_ref()
                    .is_some_and(|next| *next.id() == b.id)
            };
            let excused = is_excused(&contact.body.reasons) || is_excused(&other.body.reasons);
            let linked = succeeds(contact, other) || succeeds(other, contact);
            if other.id != contact.id && !excused && !linked {
                twin = twin.or(Some((&contact.id, &other.id, why.to_owned())));
            }
        }
        twins.extend(twin);
    }
    twins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partners(texts: &[(&str, &str)]) -> Vec<Record<Partner>> {
        let record = |(id, text): &(&str, &str)| Record {
            id: Id::new(id).unwrap(),
            path: String::new(),
            body: toml::from_str(text).unwrap(),
        };
        texts.iter().map(record).collect()
    }

    fn twins(texts: &[(&str, &str)]) -> Vec<String> {
        let partners = partners(texts);
        let twins = twin_partners(&partners);
        twins
            .iter()
            .map(|(a, b, why)| format!("{a} {b}: {why}"))
            .collect()
    }

    #[test]
    fn names_that_fold_alike_or_begin_alike_are_one() {
        assert_eq!(
            twins(&[
                ("a", "name = \"Precision\"\ntown = \"Uxbridge\"\n"),
                ("b", "name = \"Precision Engineering, Inc.\"\n"),
                ("c", "name = \"Smith and Sons Co.\"\n"),
                ("d", "name = \"SMITH & Sons\"\n"),
                ("e", "name = \"Precise Parts\"\n"),
            ]),
            ["a b: its name begins the other's", "d c: the same name"]
        );
    }

    #[test]
    fn branches_addresses_and_reasons_speak_against_it() {
        let none: [&str; 0] = [];
        let ymca = |more: &str| format!("name = \"YMCA\"\n{more}");
        for (a, b) in [
            ("address = \"1 A Street\"\n", "address = \"2 B Street\"\n"),
            ("part_of = \"b\"\n", ""),
            ("part_of = \"z\"\n", "part_of = \"z\"\n"),
            ("merged_into = \"b\"\n", ""),
            (
                "reasons = [{ rule = \"likely-duplicate\", reason = \"r\", on = 2026-10-06 }]\n",
                "",
            ),
        ] {
            assert_eq!(twins(&[("a", &ymca(a)), ("b", &ymca(b))]), none, "{a} {b}");
        }
        assert_eq!(
            twins(&[("a", &ymca("")), ("b", &ymca("town = \"T\"\n"))]).len(),
            1
        );
        assert_eq!(
            twins(&[("a", "name = \"***\"\n"), ("b", "name = \"B\"\n")]),
            none
        );
    }

    #[test]
    fn a_telephone_or_a_mail_domain_of_its_own_tells_too() {
        assert_eq!(
            twins(&[
                ("a", "name = \"A\"\nphone = \"(508) 555-0100\"\n"),
                ("b", "name = \"B\"\nphone = \"+1 508 555 0100\"\n"),
                ("c", "name = \"C\"\nemail = \"x@gmail.com\"\n"),
                ("d", "name = \"D\"\nemail = \"y@gmail.com\"\n"),
                ("e", "name = \"E\"\nemail = \"x@firm.example\"\n"),
                ("f", "name = \"F\"\nemail = \"y@Firm.example\"\n"),
            ]),
            [
                "b a: the same telephone number",
                "f e: both write from firm.example"
            ]
        );
    }
}
