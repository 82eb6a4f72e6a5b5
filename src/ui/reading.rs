//! How an answer is understood, and what is said back of it.

use std::fmt::Write as _;

use crate::schema::{Kind, Node, Shape, Val};
use crate::value::{Day, MONTHS, Minutes, Span, fold, nearest};

use super::ask::Offer;

/// What an answer is read as.
#[derive(Clone, Copy, Debug)]
pub enum Reading {
    /// A value of a field's shape.
    Shape(Shape),
    /// What was worked on a day.
    Span,
    /// A day, or the word `all`.
    AllOrDay,
}

/// An answer understood: what is handed on, and what is said back where that helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The text for the command line: an id, a word, an ISO day.
    pub text: String,
    /// What it was understood as.
    pub echo: Option<String>,
}

/// The most offers that a number can choose from, and that a reason lists.
const MOST_LISTED: usize = 12;

impl Reading {
    /// Reads one answer.
    ///
    /// # Errors
    /// The reason, as a phrase with what would be right.
    pub fn read(self, typed: &str, offers: &[Offer], today: Day) -> Result<Understood, String> {
        match self {
            Self::Shape(
                Shape::Link(_)
                | Shape::Activity
                | Shape::Choice(_)
                | Shape::Code
                | Shape::Flag
                | Shape::Weekday,
            ) if !offers.is_empty() => chosen(typed, offers),
            Self::Shape(Shape::Link(kind)) => Err(none_yet(kind)),
            Self::Shape(shape) => {
                let node = shape.read(typed, today)?;
                Ok(said_back(typed, shape, &node))
            }
            Self::Span => {
                let span = Span::read(typed)?;
                let length = span
                    .length(false)
                    .ok_or_else(|| format!("`{typed}` ends before it begins, or has no length"))?;
                let echo = match span {
                    Span::Clock { from, to } => format!("{from} to {to}: {length} hours"),
                    Span::Length(_) => format!("{length} hours"),
                };
                Ok(Understood {
                    text: typed.trim().to_owned(),
                    echo: Some(echo),
                })
            }
            Self::AllOrDay if typed.trim().eq_ignore_ascii_case("all") => Ok(Understood {
                text: "all".into(),
                echo: None,
            }),
            Self::AllOrDay => Day::read(typed, today).map(of_day),
        }
    }
}

fn said_back(typed: &str, shape: Shape, node: &Node) -> Understood {
    match (shape, &node.val) {
        (_, Val::Day(day)) => of_day(*day),
        (Shape::Minutes, Val::Int(minutes)) => Understood {
            text: format!("{minutes}m"),
            echo: Some(format!("{} hours", Minutes(*minutes))),
        },
        _ => Understood {
            text: typed.trim().to_owned(),
            echo: None,
        },
    }
}

fn of_day(day: Day) -> Understood {
    Understood {
        text: day.to_string(),
        echo: Some(long(day)),
    }
}

/// A day with its weekday and month in words: `Monday, 5 October 2026`.
pub fn long(day: Day) -> String {
    const DAYS: [&str; 7] = [
        "Monday",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Friday",
        "Saturday",
        "Sunday",
    ];
    let weekday = DAYS.get(day.weekday() as usize).unwrap_or(&"");
    let month = MONTHS.get(day.month() as usize - 1).unwrap_or(&"");
    format!("{weekday}, {} {month} {}", day.day_of_month(), day.year())
}

/// Why a link cannot be answered where the store has no record of that kind.
fn none_yet(kind: Kind) -> String {
    let noun = kind.noun();
    match kind {
        Kind::Partner
        | Kind::Contact
        | Kind::Pathway
        | Kind::Student
        | Kind::Wbl
        | Kind::Mou
        | Kind::Eval
        | Kind::Council => {
            format!("there is no {noun} yet: `wbl {kind} add` makes the first")
        }
        Kind::Person | Kind::Form | Kind::Rules | Kind::Settings => {
            format!("there is no {noun} yet")
        }
    }
}

/// The offer that is meant: by value, by number, by its beginning, by a name, by part of either.
fn chosen(typed: &str, offers: &[Offer]) -> Result<Understood, String> {
    let word = typed.trim().to_lowercase().replace('_', "-");
    let folded = fold(typed);
    let number = word
        .parse::<usize>()
        .ok()
        .filter(|_| offers.len() <= MOST_LISTED);
    let by_number = number.and_then(|number| offers.get(number.checked_sub(1)?));
    let exact = offers.iter().find(|offer| offer.value == word);
    if let Some(offer) = exact.or(by_number) {
        return Ok(taken(offer));
    }
    let named = |offer: &&Offer| offer.names.iter().any(|name| fold(name) == folded);
    let begins = |offer: &&Offer| offer.value.starts_with(&word);
    let holds = |offer: &&Offer| !folded.is_empty() && offer.holds(&folded);
    let ways: [&dyn Fn(&&Offer) -> bool; 3] = [&named, &begins, &holds];
    for way in ways {
        let found: Vec<_> = offers.iter().filter(|offer| way(offer)).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(taken(one)),
            many => return Err(several(typed, many)),
        }
    }
    let others = offers.iter().flat_map(|offer| &offer.names);
    let words = offers.iter().map(|offer| &offer.value).chain(others);
    let near = nearest(typed.trim(), words.map(String::as_str));
    let near = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    Err(format!("`{}` is none of them{near}", typed.trim()))
}

fn taken(offer: &Offer) -> Understood {
    let echo = match offer.line.as_str() {
        "" => offer.value.clone(),
        line => format!("{}: {line}", offer.value),
    };
    Understood {
        text: offer.value.clone(),
        echo: Some(echo),
    }
}

fn several(typed: &str, many: &[&Offer]) -> String {
    let mut text = format!("`{}` could be any of {}:", typed.trim(), many.len());
    for offer in many.iter().take(MOST_LISTED) {
        // Writing to a String cannot fail.
        let _ = write!(text, "\n    {}  {}", offer.value, offer.line);
    }
    if many.len() > MOST_LISTED {
        text.push_str("\n    and more");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offers() -> Vec<Offer> {
        let offer = |value: &str, line: &str, names: &[&str]| Offer {
            value: value.into(),
            line: line.into(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        };
        vec![
            offer(
                "antron-engineering",
                "Antron Engineering, Bellingham",
                &["Antron Engineering", "Antron"],
            ),
            offer("antron-tools", "Antron Tools", &["Antron Tools"]),
            offer(
                "salmon-run",
                "Salmon Run Bäckerei",
                &["Salmon Run Bäckerei"],
            ),
        ]
    }

    fn read(typed: &str) -> Result<String, String> {
        let reading = Reading::Shape(Shape::Link(Kind::Partner));
        let today = Day::iso("2026-11-22").unwrap();
        reading.read(typed, &offers(), today).map(|one| one.text)
    }

    #[test]
    fn a_record_is_found_by_id_number_name_alias_and_part() {
        for (typed, id) in [
            ("salmon-run", "salmon-run"),
            ("2", "antron-tools"),
            ("ANTRON", "antron-engineering"),
            ("salm", "salmon-run"),
            ("backerei", "salmon-run"),
            ("bellingham", "antron-engineering"),
        ] {
            assert_eq!(read(typed).as_deref(), Ok(id), "{typed}");
        }
        assert!(read("antr").unwrap_err().contains("could be any of 2"));
        assert!(
            read("salmn-run")
                .unwrap_err()
                .contains("did you mean `salmon-run`?")
        );
    }

    #[test]
    fn where_there_is_no_record_none_can_be_named() {
        let today = Day::iso("2026-11-22").unwrap();
        let reading = Reading::Shape(Shape::Link(Kind::Partner));
        let why = reading.read("antron", &[], today).unwrap_err();
        assert_eq!(
            why,
            "there is no partner yet: `wbl partner add` makes the first"
        );
    }

    #[test]
    fn days_and_spans_are_said_back() {
        let today = Day::iso("2026-11-22").unwrap();
        let day = Reading::Shape(Shape::Day)
            .read("2026-10-05", &[], today)
            .unwrap();
        assert_eq!(day.echo.as_deref(), Some("Monday, 5 October 2026"));
        let day = Reading::AllOrDay.read("fri", &[], today).unwrap();
        assert_eq!(day.text, "2026-11-20");
        let span = Reading::Span.read("3pm-6:30pm", &[], today).unwrap();
        assert_eq!(span.echo.as_deref(), Some("15:00 to 18:30: 3:30 hours"));
        assert!(Reading::Span.read("6pm-3pm", &[], today).is_err());
    }
}
