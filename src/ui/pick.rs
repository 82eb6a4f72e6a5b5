//! Short questions: which of several records is meant, and whether to go on.

use crate::fault::{Candidates, Result};

use super::ask::{Ask, Heard, Offer, Prompt};
use super::question::listed;
use super::reading::Reading;
use crate::schema::{Kind, Shape};
use crate::value::Day;

/// What a person says to what they were shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Go on.
    Yes,
    /// Leave it.
    No,
    /// One step back.
    Back,
    /// Go on, for this reason.
    Because(String),
}

/// Asks which record is meant; gives its place in the list, or nothing where the person went away.
///
/// # Errors
/// Where the terminal cannot be asked.
pub fn pick(candidates: &Candidates, ask: &mut dyn Ask) -> Result<Option<usize>> {
    let offers: Vec<_> = candidates
        .choices
        .iter()
        .map(|(id, line)| Offer {
            value: id.clone(),
            line: line.clone(),
            names: Vec::new(),
        })
        .collect();
    let label = format!("Which {} is `{}`?", candidates.kind, candidates.typed);
    let help = "arrows or part of a name, then Enter; Esc for none";
    Ok(match choose(&label, help, &offers, ask)? {
        Picked::At(at) => Some(at),
        Picked::Nothing | Picked::Gone => None,
    })
}

/// What a person picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Picked {
    /// The offer at this place.
    At(usize),
    /// An empty line.
    Nothing,
    /// The person went away.
    Gone,
}

/// Asks for one of a few offers.
///
/// # Errors
/// Where the terminal cannot be asked.
pub fn choose(label: &str, help: &str, offers: &[Offer], ask: &mut dyn Ask) -> Result<Picked> {
    let prompt = Prompt {
        label,
        help,
        offers,
        many: false,
    };
    // The reading of a link does not look at the day.
    let (reading, day) = (Reading::Shape(Shape::Link(Kind::Partner)), Day::default());
    loop {
        match ask.ask(&prompt)? {
            Heard::Gone => return Ok(Picked::Gone),
            Heard::Line(line) if line.trim().is_empty() => return Ok(Picked::Nothing),
            Heard::Line(line) if line.trim() == "?" => {
                ask.tell(&format!("  {help}{}", listed(offers)))?;
            }
            Heard::Line(line) => match reading.read(&line, offers, day) {
                Ok(one) => {
                    let mut values = offers.iter();
                    let at = values.position(|offer| offer.value == one.text);
                    return Ok(at.map_or(Picked::Nothing, Picked::At));
                }
                Err(why) => ask.tell(&format!("  ! {why}"))?,
            },
        }
    }
}

/// Asks whether to go on; nothing but a yes is one. With `back` there is a way back.
///
/// # Errors
/// Where the terminal cannot be asked.
pub fn confirm(question: &str, back: bool, ask: &mut dyn Ask) -> Result<Verdict> {
    let help = if back {
        "y or n, < to go back"
    } else {
        "y or n"
    };
    let prompt = Prompt {
        label: question,
        help,
        offers: &[],
        many: false,
    };
    loop {
        let line = match ask.ask(&prompt)? {
            Heard::Gone => return Ok(Verdict::No),
            Heard::Line(line) => line,
        };
        match line.trim().to_lowercase().as_str() {
            "y" | "yes" => return Ok(Verdict::Yes),
            "n" | "no" => return Ok(Verdict::No),
            "<" | "b" | "back" if back => return Ok(Verdict::Back),
            _ => ask.tell(&format!("  ! {help}"))?,
        }
    }
}

/// Asks what to do with what was refused: back, away, or a reason where one settles it.
///
/// # Errors
/// Where the terminal cannot be asked.
pub fn refused(reason_settles: bool, ask: &mut dyn Ask) -> Result<Verdict> {
    let help = if reason_settles {
        "why it is right all the same, or < to go back; Esc to stop"
    } else {
        "< or Enter to go back; Esc to stop"
    };
    let prompt = Prompt {
        label: if reason_settles {
            "reason"
        } else {
            "what now?"
        },
        help,
        offers: &[],
        many: false,
    };
    loop {
        match ask.ask(&prompt)? {
            Heard::Gone => return Ok(Verdict::No),
            Heard::Line(line) => match line.trim() {
                "" | "<" | "b" | "back" => return Ok(Verdict::Back),
                reason if reason_settles && reason != "?" => {
                    return Ok(Verdict::Because(reason.to_owned()));
                }
                _ => ask.tell(&format!("  ! {help}"))?,
            },
        }
    }
}
