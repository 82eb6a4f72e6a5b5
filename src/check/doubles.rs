//! Whether something was typed in twice: partners and contacts that look like one that is there.

use std::collections::{BTreeMap, HashMap};

use crate::book::{Book, Record};
use crate::record::{Contact, Partner, Reason};
use crate::rule::{Likeness, PartnerKeys, contacts_alike, partners_alike};
use crate::schema::{Kind, Problem};
use crate::value::{Id, Ref, fold, words_of};

use super::file::File;
use super::ground::Ground;
use super::table::CheckSpec;

pub(super) const CHECKS: &[CheckSpec] = &[CheckSpec::warning(
    RULE,
    "a partner with the name, the telephone number or the mail domain of another, or a contact with the e-mail address of another or the same name at the same partner",
    "touches, MOUs and hours are split over two records, and counts of employers are too high",
    "merge them with `wbl partner merge ID --into ID`, let `part_of` say that one is a branch, or say why both are meant in an item of `reasons`",
)];

/// The rule, as reasons name it.
const RULE: &str = "likely-duplicate";

/// Finds partners and contacts that look like another.
pub(super) fn look(ground: &Ground<'_, '_>, found: &mut Vec<Problem>) {
    let book = ground.book;
    for (id, other, likeness) in twin_partners(&ground.partners) {
        let hint = format!(
            "if they are one: `wbl partner merge {id} --into {other}`; if one is a branch: `wbl partner set {id} --part-of {other}`"
        );
        found.extend(told(book, Kind::Partner, id, other, likeness, hint));
    }
    for (id, other, likeness) in twin_contacts(&ground.contacts) {
        let hint = format!("compare them: `wbl contact show {id}`, `wbl contact show {other}`");
        found.extend(told(book, Kind::Contact, id, other, likeness, hint));
    }
}

fn told(
    book: &Book<'_>,
    kind: Kind,
    id: &Id,
    other: &Id,
    likeness: Likeness,
    hint: String,
) -> Option<Problem> {
    let sheet = book.sheet(kind, id).ok()??;
    let file = File {
        kind,
        id,
        path: &sheet.path,
        doc: &sheet.doc,
    };
    let words = likeness.words();
    let message = format!("`{id}` looks like the {kind} `{other}`: {words}");
    Some(file.found_under(RULE, "name", message).hint(hint))
}

/// A record, the first that it looks like, and in what.
type Twin<'r> = (&'r Id, &'r Id, Likeness);

/// Whether a reason says that a record is meant beside another.
fn excuses(reasons: &[Reason], other: &Id) -> bool {
    reasons.iter().any(|reason| {
        let about = reason.about.as_deref();
        reason.rule == RULE && about.is_none_or(|about| about == other.as_str())
    })
}

/// The partners that look like another: of two with one name the later id, of two names of which
/// one begins the other the shorter.
fn twin_partners(partners: &[Record<Partner>]) -> Vec<Twin<'_>> {
    let live = || partners.iter().filter(|one| one.body.merged_into.is_none());
    let mut named: BTreeMap<String, Vec<&Record<Partner>>> = BTreeMap::new();
    for partner in live() {
        for name in PartnerKeys::of(&partner.body).names {
            named.entry(name).or_default().push(partner);
        }
    }
    let mut reached: HashMap<String, &Record<Partner>> = HashMap::new();
    let mut twins = Vec::new();
    for partner in live() {
        let keys = PartnerKeys::of(&partner.body);
        let mut others = Vec::new();
        for name in &keys.names {
            let longer = named
                .range(name.clone()..)
                .take_while(|(other, _)| other.starts_with(name));
            others.extend(longer.flat_map(|(_, records)| records));
        }
        for key in keys.phone.into_iter().chain(keys.domain) {
            others.push(*reached.entry(key).or_insert(partner));
        }
        let twin = others.into_iter().find_map(|other| {
            let likeness = partners_alike(&partner.body, &other.body)?;
            let is_told = other.id < partner.id || likeness == Likeness::NameBegins;
            (is_told && !are_known_apart(partner, other)).then_some(Likeness::words(likeness))?;
            Some((&partner.id, &other.id, likeness))
        });
        twins.extend(twin);
    }
    twins
}

/// Whether the records say themselves that they are two: a branch, branches of one, a successor,
/// a reason.
fn are_known_apart(a: &Record<Partner>, b: &Record<Partner>) -> bool {
    let names = |a: &Record<Partner>, b: &Record<Partner>| {
        let links = [&a.body.part_of, &a.body.successor];
        links.into_iter().flatten().any(|link| *link.id() == b.id)
    };
    let siblings = a.body.part_of.is_some() && a.body.part_of == b.body.part_of;
    let excused = excuses(&a.body.reasons, &b.id) || excuses(&b.body.reasons, &a.id);
    a.id == b.id || siblings || excused || names(a, b) || names(b, a)
}

/// The contacts that look like another with a smaller id.
fn twin_contacts(contacts: &[Record<Contact>]) -> Vec<Twin<'_>> {
    let mut known: HashMap<String, Vec<&Record<Contact>>> = HashMap::new();
    let mut twins = Vec::new();
    for contact in contacts {
        let mail = contact.body.email.as_deref().map(fold).unwrap_or_default();
        let name = words_of(&contact.body.name).join(" ");
        let keys = [mail, name].into_iter().filter(|key| !key.is_empty());
        let mut twin = None;
        for key in keys {
            let others = known.entry(key).or_default();
            let alike = others.iter().find_map(|other| {
                let likeness = contacts_alike(&contact.body, &other.body)?;
                let succeeds = |a: &Record<Contact>, b: &Record<Contact>| {
                    a.body.successor.as_ref().map(Ref::id) == Some(&b.id)
                };
                let apart = succeeds(contact, other)
                    || succeeds(other, contact)
                    || excuses(&contact.body.reasons, &other.id)
                    || excuses(&other.body.reasons, &contact.id);
                (!apart).then_some((&contact.id, &other.id, likeness))
            });
            twin = twin.or(alike);
            others.push(contact);
        }
        twins.extend(twin);
    }
    twins
}

#[cfg(test)]
mod tests {
    use super::*;

    fn records<T: crate::record::Body>(texts: &[(&str, &str)]) -> Vec<Record<T>> {
        let record = |(id, text): &(&str, &str)| Record {
            id: Id::new(id).unwrap(),
            path: String::new(),
            body: toml::from_str(text).unwrap(),
        };
        texts.iter().map(record).collect()
    }

    fn twins(texts: &[(&str, &str)]) -> Vec<String> {
        let partners = records(texts);
        let twins = twin_partners(&partners);
        twins
            .iter()
            .map(|(a, b, why)| format!("{a} {b} {why:?}"))
            .collect()
    }

    #[test]
    fn of_two_names_the_shorter_is_told_and_of_two_equal_ones_the_later() {
        assert_eq!(
            twins(&[
                ("a", "name = \"Precision\"\ntown = \"Uxbridge\"\n"),
                ("b", "name = \"Precision Engineering, Inc.\"\n"),
                ("c", "name = \"Smith and Sons Co.\"\n"),
                ("d", "name = \"SMITH & Sons\"\n"),
                ("e", "name = \"Precise Parts\"\n"),
                ("f", "name = \"Thermofisher\"\n"),
                ("g", "name = \"Thermo Fisher Scientific\"\n"),
            ]),
            ["a b NameBegins", "d c Name", "f g NameBegins"]
        );
    }

    #[test]
    fn branches_successors_and_reasons_tell_two_apart() {
        let none: [&str; 0] = [];
        let ymca = |more: &str| format!("name = \"YMCA\"\n{more}");
        let reason = |about: &str| {
            format!(
                "reasons = [{{ rule = \"likely-duplicate\", {about}reason = \"r\", on = 2026-10-06 }}]\n"
            )
        };
        for (a, b) in [
            ("address = \"1 A Street\"\n", "address = \"2 B Street\"\n"),
            ("part_of = \"b\"\n", ""),
            ("part_of = \"z\"\n", "part_of = \"z\"\n"),
            ("successor = \"b\"\n", ""),
            ("merged_into = \"b\"\n", ""),
            (&*reason(""), ""),
            ("", &*reason("about = \"a\", ")),
        ] {
            assert_eq!(twins(&[("a", &ymca(a)), ("b", &ymca(b))]), none, "{a} {b}");
        }
        let other = reason("about = \"z\", ");
        assert_eq!(
            twins(&[("a", &ymca("")), ("b", &ymca(&other))]),
            ["b a Name"]
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
            ["b a Phone", "f e MailDomain"]
        );
    }

    #[test]
    fn a_person_typed_twice_is_told_once() {
        let contacts = records(&[
            (
                "a",
                "name = \"Dana Rivera\"\npartner = \"x\"\nemail = \"d@x.example\"\n",
            ),
            (
                "b",
                "name = \"dana rivera\"\npartner = \"x\"\nemail = \"D@x.example\"\n",
            ),
            ("c", "name = \"Dana Rivera\"\npartner = \"y\"\n"),
            (
                "d",
                "name = \"Dana Rivera\"\npartner = \"y\"\nsuccessor = \"c\"\n",
            ),
        ]);
        let twins = twin_contacts(&contacts);
        let twins: Vec<_> = twins
            .iter()
            .map(|(a, b, why)| format!("{a} {b} {why:?}"))
            .collect();
        assert_eq!(twins, ["b a Mail"]);
    }
}
