//! Credit for hours: the steps of the settings' table, never anything between two of them.

use std::fmt;

use crate::record::{Credit, Settings};
use crate::value::Minutes;

use super::frame::Frame;
use super::share::Sums;

/// An amount of credit, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Credits(pub i64);

impl Credits {
    /// Reads `1`, `0.5`, `.125`; at most three decimals.
    pub fn read(text: &str) -> Option<Self> {
        let (whole, part) = text.trim().split_once('.').unwrap_or((text.trim(), ""));
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let fits = whole.len() <= 6 && part.len() <= 3 && whole.len() + part.len() > 0;
        if !fits || !digits(whole) || !digits(part) {
            return None;
        }
        let number = |text: &str| text.parse::<i64>().unwrap_or_default();
        Some(Self(number(whole) * 1000 + number(&format!("{part:0<3}"))))
    }
}

/// Prints at least one decimal: `0.5`, `1.0`, `0.125`.
impl fmt::Display for Credits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let part = format!("{:03}", size % 1000);
        let rest = part[1..].trim_end_matches('0');
        write!(f, "{sign}{}.{}{rest}", size / 1000, &part[..1])
    }
}

impl Settings {
    /// The credit of the highest step that these minutes reach; none below the lowest. Nothing
    /// where the table is empty.
    pub fn credit_for(&self, minutes: Minutes) -> Option<Credits> {
        let table = &self.policy.credit;
        if table.is_empty() {
            return None;
        }
        let reached = |step: &&Credit| Minutes::hours(step.hours) <= minutes;
        let highest = table.iter().filter(reached).max_by_key(|step| step.hours);
        highest.map_or(Some(Credits(0)), |step| Credits::read(&step.credit))
    }
}

/// What the hours of a term do not hold, a sentence each: whoever reports them and whoever records
/// what was reported is told the same. Nothing where no term or year is asked about.
pub fn missing_from(sums: Sums, frame: &Frame) -> Vec<String> {
    let Some(cutoff) = frame.cutoff else {
        return Vec::new();
    };
    let mut sentences = Vec::new();
    if let Some(last) = frame.days.to.filter(|last| frame.as_of < *last) {
        sentences.push(format!(
            "Hours can be worked until {last}, so these are not the last."
        ));
    }
    if sums.pending > Minutes::ZERO {
        sentences.push(if frame.as_of <= cutoff {
            format!(
                "{} are pending: they count if they are verified by {cutoff}.",
                sums.pending
            )
        } else {
            format!(
                "{} are pending still; they count only if they were verified by {cutoff}.",
                sums.pending
            )
        });
    }
    if sums.late > Minutes::ZERO {
        sentences.push(format!(
            "{} were verified after {cutoff}, too late for it; they count the next time.",
            sums.late
        ));
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn credit_is_a_step_and_nothing_short_of_it_reaches_it() {
        let settings: Settings = toml::from_str(
            "format = 1\n[policy]\ncredit = [{ hours = 100, credit = \"1.0\" }, { hours = 75, credit = \"0.5\" }]\n",
        )
        .unwrap();
        for (minutes, credit) in [
            (0, "0.0"),
            (74 * 60 + 59, "0.0"),
            (75 * 60, "0.5"),
            (99 * 60 + 45, "0.5"),
            (5999, "0.5"),
            (6000, "1.0"),
            (60_000, "1.0"),
        ] {
            let came = settings.credit_for(Minutes(minutes)).unwrap();
            assert_eq!(came.to_string(), credit, "{minutes}");
        }
        assert_eq!(Settings::default().credit_for(Minutes(6000)), None);
    }

    #[test]
    fn credit_is_read_as_it_is_written_and_never_as_a_float() {
        for (text, thousandths) in [
            ("0.5", Some(500)),
            ("1", Some(1000)),
            (".125", Some(125)),
            ("0.3333", None),
            ("half", None),
            ("", None),
            ("-1", None),
        ] {
            assert_eq!(Credits::read(text).map(|one| one.0), thousandths, "{text}");
        }
        assert_eq!(Credits(-500).to_string(), "-0.5");
    }
}
