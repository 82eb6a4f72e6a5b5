//! A naive reading of filters over a small world, to hold the real one against: its own fields,
//! its own comparing, its own writing; nothing of the filter language is used here.

use crate::book::memory::Memory;

use super::sample::today;

/// A partner, as the naive reading has it.
#[derive(Clone, Debug)]
pub(super) struct Employer {
    pub(super) name: &'static str,
    pub(super) town: Option<&'static str>,
    pub(super) kind: Option<&'static str>,
    pub(super) size: Option<i64>,
    pub(super) touches: Vec<(i64, Option<&'static str>)>,
}

/// An experience, as the naive reading has it; a partner past the last is a link to nothing.
#[derive(Clone, Debug)]
pub(super) struct Placement {
    pub(super) partner: Option<usize>,
    pub(super) title: Option<&'static str>,
    pub(super) starts: i64,
    pub(super) planned: Option<i64>,
    pub(super) brokered: Option<bool>,
    pub(super) status: Option<&'static str>,
    pub(super) areas: Vec<&'static str>,
    pub(super) hours: Vec<(i64, Option<i64>, Option<&'static str>)>,
}

#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) employers: Vec<Employer>,
    pub(super) placements: Vec<Placement>,
}

/// Texts, each with what it is without case and accents.
pub(super) const TEXTS: &[(&str, &str)] = &[
    ("Bellingham", "bellingham"),
    ("BELLINGHAM", "bellingham"),
    ("New  Bedford", "new bedford"),
    ("new bedford", "new bedford"),
    ("Núñez", "nunez"),
    ("nunez bakery", "nunez bakery"),
    ("O'Brien", "o'brien"),
    ("a \"b\" (c)", "a \"b\" (c)"),
    ("none", "none"),
    ("and", "and"),
    ("=x", "=x"),
];
pub(super) const KINDS: &[&str] = &["employer", "college", "community"];
pub(super) const STATUS: &[&str] = &["planned", "active", "ended-early"];
pub(super) const VIA: &[&str] = &["call", "email"];
pub(super) const HOUR_KIND: &[&str] = &["onsite", "remote"];
/// Names; one of them is another's id.
pub(super) const NAMES: &[&str] = &["Antron Engineering", "Núñez", "p1", "P0 Bakery"];
/// What may stand for a partner, each with what it is without case and accents.
pub(super) const PARTNERS: &[(&str, &str)] = &[
    ("p0", "p0"),
    ("P1", "p1"),
    ("p9", "p9"),
    ("\"antron ENGINEERING\"", "antron engineering"),
    ("nunez", "nunez"),
    ("antron", "antron"),
    ("Bakery", "bakery"),
];
pub(super) const SIGNS: &[&str] = &["=", "!=", "<", "<=", ">", ">="];

/// A value, naively.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Plain {
    Number(i64),
    Text(&'static str),
}

/// The fields that the naive reading knows, and how each is written.
#[derive(Clone, Copy, Debug)]
pub(super) enum Known {
    Title,
    Areas,
    PartnerTown,
    Status,
    PartnerKind,
    HoursKind,
    TouchVia,
    Starts,
    HoursOn,
    TouchOn,
    Planned,
    HoursMinutes,
    PartnerSize,
    Brokered,
    Hours,
    Touches,
    Partner,
}

impl Known {
    fn written(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Areas => "areas",
            Self::PartnerTown => "partner.town",
            Self::Status => "status",
            Self::PartnerKind => "Partner.kind",
            Self::HoursKind => "hours.kind",
            Self::TouchVia => "partner.touches.via",
            Self::Starts => "starts",
            Self::HoursOn => "hours.on",
            Self::TouchOn => "partner.touches.on",
            Self::Planned => "planned",
            Self::HoursMinutes => "hours.minutes",
            Self::PartnerSize => "partner.size",
            Self::Brokered => "brokered",
            Self::Hours => "hours",
            Self::Touches => "partner.touches",
            Self::Partner => "partner",
        }
    }

    /// The values that a placement has, defaults included.
    fn values(self, world: &World, one: &Placement) -> Vec<Plain> {
        let employer = one.partner.and_then(|at| world.employers.get(at));
        let touches = employer.map_or(&[][..], |employer| &employer.touches);
        let text = |text: Option<&'static str>| text.map(Plain::Text).into_iter().collect();
        let number = |number: Option<i64>| number.map(Plain::Number).into_iter().collect();
        let some = |count: usize| vec![Plain::Number(1); count];
        match self {
            Self::Title => text(one.title),
            Self::Areas => one.areas.iter().map(|area| Plain::Text(area)).collect(),
            Self::PartnerTown => text(employer.and_then(|employer| employer.town)),
            Self::Status => text(one.status.or(Some("planned"))),
            Self::PartnerKind => text(employer.map(|e| e.kind.unwrap_or("employer"))),
            Self::HoursKind => {
                let kinds = one.hours.iter().map(|hour| hour.2.unwrap_or("onsite"));
                kinds.map(Plain::Text).collect()
            }
            Self::TouchVia => touches
                .iter()
                .filter_map(|t| t.1)
                .map(Plain::Text)
                .collect(),
            Self::Starts => vec![Plain::Number(one.starts)],
            Self::HoursOn => one.hours.iter().map(|hour| Plain::Number(hour.0)).collect(),
            Self::TouchOn => touches.iter().map(|touch| Plain::Number(touch.0)).collect(),
            Self::Planned => number(one.planned),
            Self::HoursMinutes => {
                let minutes = one.hours.iter().filter_map(|hour| hour.1);
                minutes.map(Plain::Number).collect()
            }
            Self::PartnerSize => number(employer.and_then(|employer| employer.size)),
            Self::Brokered => number(one.brokered.map(i64::from)),
            Self::Hours => some(one.hours.len()),
            Self::Touches => some(touches.len()),
            Self::Partner => some(one.partner.iter().count()),
        }
    }
}

/// A filter, naively; the flag puts it in parentheses that it may not need.
#[derive(Clone, Debug)]
pub(super) enum Naive {
    All(Vec<Naive>, bool),
    Any(Vec<Naive>, bool),
    Not(Box<Naive>, bool),
    /// Field, sign, value as typed, and the bounds that it means.
    Measured(Known, &'static str, String, (i64, i64)),
    /// Field, sign (`~` too), value as typed, and what it is without case and accents.
    Worded(Known, &'static str, String, String),
    /// Sign, partner as typed, and without case and accents.
    Linked(&'static str, &'static str, &'static str),
    Counted(Known, &'static str, i64),
    Present(Known, bool),
}

fn compares(sign: &str, value: i64, (low, high): (i64, i64)) -> bool {
    match sign {
        "=" => low <= value && value <= high,
        "<" => value < low,
        "<=" => value <= high,
        ">" => value > high,
        ">=" => value >= low,
        _ => unreachable!("{sign}"),
    }
}

fn plain(text: &str) -> &str {
    TEXTS
        .iter()
        .find(|(one, _)| *one == text)
        .map_or(text, |(_, plain)| plain)
}

impl Naive {
    /// Whether it holds for a placement.
    pub(super) fn says(&self, world: &World, one: &Placement) -> bool {
        match self {
            Self::All(parts, _) => parts.iter().all(|part| part.says(world, one)),
            Self::Any(parts, _) => parts.iter().any(|part| part.says(world, one)),
            Self::Not(inner, _) => !inner.says(world, one),
            Self::Measured(field, "!=", typed, bounds) => {
                !Self::Measured(*field, "=", typed.clone(), *bounds).says(world, one)
            }
            Self::Measured(field, sign, _, bounds) => {
                field.values(world, one).iter().any(|value| match value {
                    Plain::Number(number) => compares(sign, *number, *bounds),
                    Plain::Text(_) => false,
                })
            }
            Self::Worded(field, sign, _, wanted) => {
                let found = field.values(world, one).iter().any(|value| match value {
                    Plain::Text(text) if *sign == "~" => plain(text).contains(wanted.as_str()),
                    Plain::Text(text) => plain(text) == wanted,
                    Plain::Number(_) => false,
                });
                found != (*sign == "!=")
            }
            Self::Linked(sign, _, wanted) => {
                let found = one.partner.is_some_and(|at| {
                    let id = format!("p{at}");
                    let name = world
                        .employers
                        .get(at)
                        .map(|e| e.name.to_lowercase().replace('ú', "u").replace('ñ', "n"));
                    let is_id = (0..world.employers.len()).any(|at| format!("p{at}") == *wanted);
                    match *sign {
                        "~" => {
                            id.contains(wanted) || name.is_some_and(|name| name.contains(wanted))
                        }
                        _ => id == *wanted || !is_id && name.is_some_and(|name| name == *wanted),
                    }
                });
                found != (*sign == "!=")
            }
            Self::Counted(field, sign, number) => {
                let count = i64::try_from(field.values(world, one).len()).unwrap();
                match *sign {
                    "!=" => count != *number,
                    sign => compares(sign, count, (*number, *number)),
                }
            }
            Self::Present(field, present) => field.values(world, one).is_empty() != *present,
        }
    }

    /// The filter as text.
    pub(super) fn written(&self) -> String {
        let join = |parts: &[Self], word: &str| {
            let parts: Vec<_> = parts.iter().map(|part| part.within(word)).collect();
            parts.join(&format!(" {word} "))
        };
        match self {
            Self::All(parts, _) => join(parts, "and"),
            Self::Any(parts, _) => join(parts, "or"),
            Self::Not(inner, _) => format!("not {}", inner.within("not")),
            Self::Measured(field, sign, typed, _) | Self::Worded(field, sign, typed, _) => {
                format!("{}{sign} {typed}", field.written())
            }
            Self::Linked(sign, typed, _) => format!("partner {sign}{typed}"),
            Self::Counted(field, sign, number) => {
                format!("count({}) {sign}{number}", field.written())
            }
            Self::Present(field, true) => format!("{}:any", field.written()),
            Self::Present(field, false) => format!("{} : none", field.written()),
        }
    }

    /// Written where it stands beside `not`, `and` or `or`.
    fn within(&self, word: &str) -> String {
        let needs = match self {
            Self::All(_, extra) => *extra || word == "not",
            Self::Any(_, extra) => *extra || word != "or",
            Self::Not(_, extra) => *extra,
            _ => false,
        };
        if needs {
            format!("( {})", self.written())
        } else {
            self.written()
        }
    }
}

/// The world's files.
pub(super) fn files(world: &World) -> Memory {
    let text = |key: &str, text: Option<&str>| {
        text.map_or(String::new(), |text| format!("{key} = {text:?}\n"))
    };
    let number = |key: &str, number: Option<i64>| {
        number.map_or(String::new(), |number| format!("{key} = {number}\n"))
    };
    let day = |far: i64| today().plus(far);
    let mut memory = Memory::default();
    for (at, one) in world.employers.iter().enumerate() {
        let mut file = vec![
            text("name", Some(one.name)),
            text("town", one.town),
            text("kind", one.kind),
            number("size", one.size),
        ];
        for (on, via) in &one.touches {
            file.push(format!("[[touches]]\non = {}\n", day(*on)));
            file.push(text("via", *via));
        }
        memory
            .0
            .insert(format!("partners/p{at}.toml"), file.concat());
    }
    for (at, one) in world.placements.iter().enumerate() {
        let partner = one.partner.map(|at| format!("p{at}"));
        let brokered = one.brokered.map(|flag| format!("brokered = {flag}\n"));
        let mut file = vec![
            format!("activity = \"internship\"\nstarts = {}\n", day(one.starts)),
            text("partner", partner.as_deref()),
            text("title", one.title),
            text("status", one.status),
            number("planned_minutes", one.planned),
            brokered.unwrap_or_default(),
            format!("areas = {:?}\n", one.areas),
        ];
        for (on, minutes, kind) in &one.hours {
            file.push(format!("[[hours]]\non = {}\n", day(*on)));
            file.push(number("minutes", *minutes));
            file.push(text("kind", *kind));
        }
        memory
            .0
            .insert(format!("wbl/2026-27/w{at}.toml"), file.concat());
    }
    memory
}
