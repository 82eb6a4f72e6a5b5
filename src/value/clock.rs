//! A time on the clock, in whole minutes.

use std::fmt;

use serde::de::{Deserialize, Deserializer};
use serde::{Serialize, Serializer};

use super::day::toml_datetime;

/// A time of day in whole minutes after midnight, 0 to 1439.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Clock(u16);

impl Clock {
    /// Midnight: the start of a day; as the end of a shift, the end of its day.
    pub const MIDNIGHT: Self = Self(0);

    /// Makes a time from minutes after midnight, or nothing past the day's end.
    pub fn at(minutes: u16) -> Option<Self> {
        (minutes < 1440).then_some(Self(minutes))
    }

    /// Minutes after midnight.
    pub fn minutes(self) -> i64 {
        i64::from(self.0)
    }

    /// Minutes after midnight when this time ends something: midnight is then 1440.
    pub fn end_minutes(self) -> i64 {
        if self.0 == 0 { 1440 } else { self.minutes() }
    }

    /// Reads `15:00`, `15:00:00`, `3pm`, `3:30 pm`, `noon`-free; seconds must be zero.
    /// `24:00` is midnight.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let (digits, half) = if let Some(rest) = text.strip_suffix("am") {
            (rest.trim_end(), Some(0))
        } else if let Some(rest) = text.strip_suffix("pm") {
            (rest.trim_end(), Some(12))
        } else {
            (text.as_str(), None)
        };
        let mut parts = digits.split(':');
        let hour = number(parts.next()?, 2)?;
        let minute = parts.next();
        let (minute, second) = match minute {
            None if half.is_some() => (0, None),
            Some(minute) if minute.len() == 2 => (number(minute, 2)?, parts.next()),
            Some(_) | None => return None,
        };
        if parts.next().is_some() || second.is_some_and(|second| second != "00") || minute > 59 {
            return None;
        }
        let hour = match half {
            Some(_) if hour == 0 || hour > 12 => return None,
            Some(half) => hour % 12 + half,
            None => hour,
        };
        match (hour, minute) {
            (24, 0) => Some(Self::MIDNIGHT),
            _ => Self::at(hour.checked_mul(60)? + minute),
        }
    }

    /// The time as a watch of twelve hours has it: `3:00pm`.
    pub fn of_watch(self) -> String {
        let (hour, minute) = (self.0 / 60, self.0 % 60);
        let half = if hour < 12 { "am" } else { "pm" };
        format!("{}:{minute:02}{half}", (hour + 11) % 12 + 1)
    }

    /// Reads the text of a TOML time: hours, minutes and, if any, seconds of zero.
    pub fn toml(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let whole = match bytes.len() {
            5 => true,
            8.. => bytes[5] == b':' && bytes[6..].iter().all(|b| matches!(b, b'0' | b'.')),
            _ => false,
        };
        if !whole || bytes[2] != b':' {
            return None;
        }
        let (hour, minute) = (number(text.get(..2)?, 2)?, number(text.get(3..5)?, 2)?);
        (hour < 24 && minute < 60).then_some(Self(hour * 60 + minute))
    }
}

fn number(text: &str, digits: usize) -> Option<u16> {
    let fits = (1..=digits).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok())?
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

impl fmt::Debug for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Clock {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        toml_datetime(
            deserializer,
            "a time in whole minutes such as 15:00:00",
            Self::toml,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_type_times_in_many_ways() {
        for (text, expected) in [
            ("15:00", "15:00"),
            ("9:05", "09:05"),
            ("3pm", "15:00"),
            ("3:30 PM", "15:30"),
            ("12am", "00:00"),
            ("12pm", "12:00"),
            ("24:00", "00:00"),
            ("15:00:00", "15:00"),
        ] {
            assert_eq!(Clock::read(text).unwrap().to_string(), expected, "{text}");
        }
    }

    #[test]
    fn a_watch_has_twelve_hours() {
        for (text, expected) in [
            ("00:05", "12:05am"),
            ("09:05", "9:05am"),
            ("12:30", "12:30pm"),
            ("15:00", "3:00pm"),
            ("23:59", "11:59pm"),
        ] {
            let clock = Clock::read(text).unwrap();
            assert_eq!(clock.of_watch(), expected);
            assert_eq!(Clock::read(expected), Some(clock));
        }
    }

    #[test]
    fn a_time_that_is_none_is_refused() {
        for text in [
            "", "15", "25:00", "13pm", "0am", "15:60", "15:00:30", "15:0", "3:3pm", "24:01", ":30",
            "-1:00",
        ] {
            assert_eq!(Clock::read(text), None, "{text}");
        }
    }

    #[test]
    fn toml_times_keep_whole_minutes_only() {
        assert_eq!(Clock::toml("15:30:00").unwrap().to_string(), "15:30");
        assert_eq!(Clock::toml("15:30").unwrap().to_string(), "15:30");
        assert_eq!(Clock::toml("15:30:00.000").unwrap().to_string(), "15:30");
        for text in ["15:30:01", "15:30:00.5", "1530", "24:00:00", "é5:30"] {
            assert_eq!(Clock::toml(text), None, "{text}");
        }
    }
}
