//! Money, in whole cents.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::{Serialize, Serializer};

/// An amount of dollars in whole cents; on disk a decimal in a string, such as `"17.50"`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Money(pub i64);

impl Money {
    /// Reads `17`, `17.5`, `17.50`, `$17.50`; nothing negative, nothing under a cent.
    ///
    /// # Errors
    /// A sentence that lists the forms.
    pub fn read(text: &str) -> Result<Self, String> {
        let amount = text.trim().trim_start_matches('$');
        let (whole, part) = amount.split_once('.').unwrap_or((amount, "0"));
        let digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
        };
        let cents = if part.len() == 1 { 10 } else { 1 };
        match (
            digits(whole, 9),
            digits(part, 2),
            whole.parse::<i64>(),
            part.parse::<i64>(),
        ) {
            (true, true, Ok(dollars), Ok(part)) => Ok(Self(dollars * 100 + part * cents)),
            _ => Err(format!(
                "`{text}` is not an amount of money; write 17 or 17.50"
            )),
        }
    }
}

impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&format!("{}.{:02}", self.0 / 100, self.0 % 100))
    }
}

impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Money {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::read(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_cents() {
        for (text, cents) in [("17", 1700), ("17.5", 1750), ("$17.05", 1705), ("0.10", 10)] {
            assert_eq!(Money::read(text), Ok(Money(cents)), "{text}");
        }
        for text in ["", "-1", "17.505", "1,000", "17.", ".5", "1e2"] {
            assert!(Money::read(text).is_err(), "{text}");
        }
        assert_eq!(Money(1705).to_string(), "17.05");
    }
}
