//! Whether two records look like one: a slip of the keyboard makes a second record of the same
//! firm or person, and every count is wrong from then on.

use crate::record::{Contact, Partner};
use crate::value::{fold, words_of};

/// In what two records are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// The names are the same but for spelling.
    Name,
    /// One name begins the other.
    NameBegins,
    /// The telephone numbers are the same.
    Phone,
    /// The mail addresses end in the same domain, which is not a public one.
    MailDomain,
    /// The mail addresses are the same.
    Mail,
    /// The names are the same, and so is the partner.
    NameThere,
}

impl Likeness {
    /// What is alike, as the end of a sentence.
    pub fn words(self) -> &'static str {
        match self {
            Self::Name => "the names are the same but for spelling",
            Self::NameBegins => "one name begins the other",
            Self::Phone => "the telephone numbers are the same",
            Self::MailDomain => "their mail goes to the same domain",
            Self::Mail => "the mail addresses are the same",
            Self::NameThere => "the name is the same, at the same partner",
        }
    }
}

/// Words at the end of a firm's name that say only what kind of firm it is in law.
const LEGAL: [&str; 16] = [
    "inc",
    "incorporated",
    "llc",
    "llp",
    "lllp",
    "lp",
    "ltd",
    "limited",
    "co",
    "company",
    "corp",
    "corporation",
    "pc",
    "pllc",
    "plc",
    "gmbh",
];

/// Domains where anyone can have an address.
const PUBLIC: [&str; 24] = [
    "aim.com",
    "aol.com",
    "att.net",
    "charter.net",
    "comcast.net",
    "cox.net",
    "fastmail.com",
    "gmail.com",
    "gmx.com",
    "googlemail.com",
    "hotmail.com",
    "icloud.com",
    "live.com",
    "mac.com",
    "mail.com",
    "me.com",
    "msn.com",
    "outlook.com",
    "proton.me",
    "protonmail.com",
    "sbcglobal.net",
    "verizon.net",
    "yahoo.com",
    "ymail.com",
];

/// Whether two partners look like one, and in what. A branch is known to be like its parent.
pub fn partners_alike(a: &Partner, b: &Partner) -> Option<Likeness> {
    let apart = match (bare(a.address.as_deref()), bare(b.address.as_deref())) {
        (Some(a), Some(b)) => a != b,
        (Some(_) | None, Some(_) | None) => false,
    };
    if !apart {
        let names = |partner: &Partner| -> Vec<Vec<String>> {
            let all = std::iter::once(&partner.name).chain(&partner.aka);
            all.map(|name| name_words(name)).collect()
        };
        let (of_a, of_b) = (names(a), names(b));
        let pairs = || of_a.iter().flat_map(|a| of_b.iter().map(move |b| (a, b)));
        if pairs().any(|(a, b)| !a.is_empty() && a.concat() == b.concat()) {
            return Some(Likeness::Name);
        }
        if pairs().any(|(a, b)| begins(a, b) || begins(b, a)) {
            return Some(Likeness::NameBegins);
        }
    }
    let same = |a: Option<String>, b: Option<String>| a.is_some() && a == b;
    if same(digits(a.phone.as_deref()), digits(b.phone.as_deref())) {
        return Some(Likeness::Phone);
    }
    same(domain(a.email.as_deref()), domain(b.email.as_deref())).then_some(Likeness::MailDomain)
}

/// By what a partner that looks like another is found without holding every two of them together:
/// the two share one of these, or a name of one begins a name of the other.
#[derive(Debug)]
pub struct PartnerKeys {
    /// Its names, as they are compared, without spaces; none is empty.
    pub names: Vec<String>,
    /// The digits of its telephone number.
    pub phone: Option<String>,
    /// The domain of its mail, where that is its own.
    pub domain: Option<String>,
}

impl PartnerKeys {
    /// The keys of a partner.
    pub fn of(partner: &Partner) -> Self {
        let names = std::iter::once(&partner.name).chain(&partner.aka);
        let names = names.map(|name| name_words(name).concat());
        Self {
            names: names.filter(|name| !name.is_empty()).collect(),
            phone: digits(partner.phone.as_deref()),
            domain: domain(partner.email.as_deref()),
        }
    }
}

/// Whether two contacts look like one person, and in what.
pub fn contacts_alike(a: &Contact, b: &Contact) -> Option<Likeness> {
    let bare_mail = |contact: &Contact| contact.email.as_deref().map(fold);
    if bare_mail(a).is_some_and(|mail| !mail.is_empty()) && bare_mail(a) == bare_mail(b) {
        return Some(Likeness::Mail);
    }
    let there = match (&a.partner, &b.partner) {
        (Some(a), Some(b)) => a == b,
        (None, None) => {
            let organization = |contact: &Contact| contact.organization.as_deref().map(fold);
            organization(a).is_some() && organization(a) == organization(b)
        }
        (Some(_), None) | (None, Some(_)) => false,
    };
    (there && words_of(&a.name) == words_of(&b.name)).then_some(Likeness::NameThere)
}

/// The words of a firm's name without case, accents, punctuation, `&` or `and`, and its ending
/// in law.
fn name_words(name: &str) -> Vec<String> {
    let mut words = words_of(&name.replace(['\'', '’', '.'], ""));
    words.retain(|word| word != "and");
    while words
        .last()
        .is_some_and(|word| LEGAL.contains(&word.as_str()))
    {
        words.pop();
    }
    words
}

/// Whether the first few words of `long` are all of `short`; where a space falls does not matter.
fn begins(short: &[String], long: &[String]) -> bool {
    let whole = short.concat();
    let mut so_far = String::new();
    !whole.is_empty()
        && long.iter().any(|word| {
            so_far.push_str(word);
            so_far == whole
        })
}

fn bare(address: Option<&str>) -> Option<Vec<String>> {
    address.map(words_of).filter(|words| !words.is_empty())
}

/// A telephone number as its digits, without the country's leading 1.
fn digits(phone: Option<&str>) -> Option<String> {
    let all: String = phone?.chars().filter(char::is_ascii_digit).collect();
    let local = match all.strip_prefix('1') {
        Some(rest) if all.len() == 11 => rest.to_owned(),
        Some(_) | None => all,
    };
    (!local.is_empty()).then_some(local)
}

fn domain(mail: Option<&str>) -> Option<String> {
    let (_, domain) = mail?.rsplit_once('@')?;
    let domain = domain.trim().to_lowercase();
    (!domain.is_empty() && !PUBLIC.contains(&domain.as_str())).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn partner(text: &str) -> Partner {
        toml::from_str(text).unwrap()
    }

    fn named(name: &str) -> Partner {
        partner(&format!("name = {name:?}"))
    }

    #[test]
    fn names_are_alike_but_for_spelling_and_legal_endings() {
        for (a, b, expected) in [
            (
                "Precision Engineering, Inc.",
                "Precision",
                Some(Likeness::NameBegins),
            ),
            (
                "Thermo Fisher Scientific",
                "Thermofisher",
                Some(Likeness::NameBegins),
            ),
            ("SMITH & Sons", "Smith and Sons, LLC", Some(Likeness::Name)),
            ("Machine & Tool", "Machine Tool", Some(Likeness::Name)),
            ("Café Müller", "Cafe Muller Co.", Some(Likeness::Name)),
            ("A.B. Tool Co., Inc.", "AB Tool", Some(Likeness::Name)),
            ("Precise Tools", "Precision", None),
            ("Inc.", "Inc. Magazine", None),
            ("***", "Antron", None),
        ] {
            let found = partners_alike(&named(a), &named(b));
            assert_eq!(found, expected, "{a} / {b}");
            assert_eq!(partners_alike(&named(b), &named(a)), expected, "{b} / {a}");
        }
    }

    #[test]
    fn branches_at_different_addresses_are_two_unless_they_share_a_number() {
        let a = partner("name = \"YMCA\"\naddress = \"1 Main St\"\nphone = \"(508) 555-0100\"");
        let b = partner("name = \"YMCA\"\naddress = \"9 Elm St\"");
        assert_eq!(partners_alike(&a, &b), None);
        assert_eq!(partners_alike(&a, &named("YMCA")), Some(Likeness::Name));
        let c = partner("name = \"Y\"\naddress = \"9 Elm St\"\nphone = \"+1 508 555 0100\"");
        assert_eq!(partners_alike(&a, &c), Some(Likeness::Phone));
    }

    #[test]
    fn only_a_domain_of_their_own_makes_two_alike() {
        let mail =
            |name: &str, mail: &str| partner(&format!("name = \"{name}\"\nemail = \"{mail}\""));
        let alike = |a, b| partners_alike(&mail("A", a), &mail("B", b));
        assert_eq!(
            alike("x@antron.example", "y@Antron.example"),
            Some(Likeness::MailDomain)
        );
        assert_eq!(alike("x@gmail.com", "y@gmail.com"), None);
    }

    #[test]
    fn a_person_is_known_by_mail_or_by_name_and_partner() {
        let contact = |text: &str| toml::from_str::<Contact>(text).unwrap();
        let a = contact("name = \"Dana Rivera\"\npartner = \"antron\"\nemail = \"D@a.example\"");
        let b = contact("name = \"Dana Q\"\nemail = \"d@A.example\"");
        assert_eq!(contacts_alike(&a, &b), Some(Likeness::Mail));
        let c = contact("name = \"dana rivera\"\npartner = \"antron\"");
        assert_eq!(contacts_alike(&a, &c), Some(Likeness::NameThere));
        let d = contact("name = \"Dana Rivera\"\npartner = \"other\"");
        assert_eq!(contacts_alike(&a, &d), None);
        assert_eq!(
            contacts_alike(&contact("name = \"D\""), &contact("name = \"D\"")),
            None
        );
    }
}
