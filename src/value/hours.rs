//! Lengths of time, in whole minutes. Nothing here is a float.

use std::fmt;
use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub, SubAssign};

use serde::Serialize;
use serde::de::{Deserialize, Deserializer, Error as _};

/// A length of time in whole minutes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Minutes(pub i64);

impl Minutes {
    /// No time.
    pub const ZERO: Self = Self(0);
    /// More than any record may hold (over a thousand years): what lies above is a slip.
    pub const MOST: i64 = 600_000_000;

    /// So many whole hours.
    pub const fn hours(hours: i64) -> Self {
        Self(hours * 60)
    }

    /// Whether there is any time at all.
    pub fn is_zero(self) -> bool {
        self.0 == 0
    }

    /// Reads `3h`, `3h30m`, `3h30`, `3:30`, `3.5`, `210m`: whole minutes only.
    ///
    /// # Errors
    /// A sentence that says why, and lists the forms.
    pub fn read(text: &str) -> Result<Self, String> {
        let wrong =
            || format!("`{text}` is not a length of time; write 3h, 3h30m, 3:30, 3.5 or 210m");
        let word: String = text
            .trim()
            .to_ascii_lowercase()
            .split_whitespace()
            .collect();
        let minutes = if let Some((hours, rest)) = word.split_once('h') {
            let rest = rest.strip_suffix('m').unwrap_or(rest);
            match (decimal(hours), whole(rest)) {
                (Some(minutes), None) if rest.is_empty() => minutes?,
                (_, Some(minutes)) if minutes < 60 => {
                    whole(hours).ok_or_else(wrong)? * 60 + minutes
                }
                _ => return Err(wrong()),
            }
        } else if let Some((hours, minutes)) = word.split_once(':') {
            match (whole(hours), whole(minutes)) {
                (Some(hours), Some(rest)) if rest < 60 && minutes.len() == 2 => hours * 60 + rest,
                _ => return Err(wrong()),
            }
        } else if let Some(minutes) = word.strip_suffix('m') {
            whole(minutes).ok_or_else(wrong)?
        } else {
            decimal(&word).ok_or_else(wrong)??
        };
        if minutes > Self::MOST {
            return Err(wrong());
        }
        Ok(Self(minutes))
    }

    /// Hours with two decimals, cut and never rounded up: 5,999 minutes are `99.98`.
    pub fn decimal(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        let hundredths = self.0.unsigned_abs() * 100 / 60;
        format!("{sign}{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

fn whole(text: &str) -> Option<i64> {
    let fits = (1..=7).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

/// Hours with decimals, as minutes; an error where they are not whole minutes.
fn decimal(text: &str) -> Option<Result<i64, String>> {
    let (hours, part) = text.split_once('.').unwrap_or((text, "0"));
    let hours = if hours.is_empty() && part != "0" {
        0
    } else {
        whole(hours)?
    };
    let scale = 10_i64.checked_pow(u32::try_from(part.len()).ok()?)?;
    let sixtieths = whole(part)? * 60;
    if sixtieths % scale != 0 {
        return Some(Err(format!(
            "`{text}` hours are not whole minutes; write 3h20m or 200m"
        )));
    }
    Some(Ok(hours * 60 + sixtieths / scale))
}

/// Prints `h:mm`, such as `99:45`.
impl fmt::Display for Minutes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let size = self.0.unsigned_abs();
        let (hours, minutes) = (size / 60, size % 60);
        // Lists show lengths by the thousand: where they need no room of a certain width, nothing is
        // allocated.
        if f.width().is_none() && f.precision().is_none() {
            return write!(f, "{sign}{hours}:{minutes:02}");
        }
        f.pad(&format!("{sign}{hours}:{minutes:02}"))
    }
}

impl<'de> Deserialize<'de> for Minutes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let minutes = i64::deserialize(deserializer)?;
        if (0..=Self::MOST).contains(&minutes) {
            Ok(Self(minutes))
        } else {
            Err(D::Error::custom("a number of minutes, 0 or more"))
        }
    }
}

impl Add for Minutes {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Minutes {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl Sub for Minutes {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl SubAssign for Minutes {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Minutes {
    fn sum<I: Iterator<Item = Self>>(items: I) -> Self {
        items.fold(Self::ZERO, Add::add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_whole_minutes() {
        for (text, minutes) in [
            ("3h", 180),
            ("3h30m", 210),
            ("3h30", 210),
            ("3h 30m", 210),
            ("3:30", 210),
            ("3.5", 210),
            (".5h", 30),
            ("0.05", 3),
            ("100h", 6000),
            ("210m", 210),
            ("3", 180),
        ] {
            assert_eq!(Minutes::read(text), Ok(Minutes(minutes)), "{text}");
        }
    }

    #[test]
    fn what_is_no_length_or_not_whole_minutes_is_refused() {
        for text in [
            "",
            "h",
            "3h60m",
            "3:60",
            "3:5",
            "3.33",
            "-3h",
            "3d",
            "1e3",
            "99999999h",
            "3.5h20m",
            "١h",
        ] {
            assert!(Minutes::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn nothing_short_of_a_hundred_hours_prints_as_a_hundred() {
        assert_eq!(Minutes(5985).to_string(), "99:45");
        assert_eq!(Minutes(5985).decimal(), "99.75");
        assert_eq!(Minutes(5999).decimal(), "99.98");
        assert_eq!(Minutes(6000).decimal(), "100.00");
        assert_eq!(Minutes(-15).to_string(), "-0:15");
        assert_eq!(Minutes(-15).decimal(), "-0.25");
    }
}
