//! A school year, such as 2026-27.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Serialize, Serializer};

/// A school year, known by the calendar year in which it starts; written `2026-27`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchoolYear(pub i32);

impl SchoolYear {
    /// Reads `2026-27` (`2099-00` too); the second part must be the year after.
    pub fn read(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('-')?;
        let digits =
            |text: &str, count| text.len() == count && text.bytes().all(|b| b.is_ascii_digit());
        if !digits(first, 4) || !digits(second, 2) {
            return None;
        }
        let year: i32 = first.parse().ok()?;
        (second.parse::<i32>().ok()? == (year + 1) % 100).then_some(Self(year))
    }

    /// The school year whose seniors graduate in `grad_year`: 2027 is 2026-27.
    pub fn of_graduation(grad_year: i64) -> Self {
        Self(
            i32::try_from(grad_year)
                .unwrap_or(i32::MAX)
                .saturating_sub(1),
        )
    }

    /// The one after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for SchoolYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!(
            "{:04}-{:02}",
            self.0,
            (self.0 + 1).rem_euclid(100)
        ))
    }
}

impl Serialize for SchoolYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SchoolYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&String::deserialize(deserializer)?)
            .ok_or_else(|| D::Error::custom("a school year such as \"2026-27\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_school_year_names_two_years_in_a_row() {
        assert_eq!(SchoolYear::read("2026-27"), Some(SchoolYear(2026)));
        assert_eq!(SchoolYear::read("2099-00").unwrap().to_string(), "2099-00");
        for text in ["2026", "2026-28", "26-27", "2026-2027", "2026-2 7"] {
            assert_eq!(SchoolYear::read(text), None, "{text}");
        }
        assert_eq!(SchoolYear::of_graduation(2027).to_string(), "2026-27");
    }
}
