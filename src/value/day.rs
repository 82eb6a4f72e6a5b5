//! A calendar day, and the words people use for one.

use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use serde::de::{self, Deserialize, DeserializeSeed, Deserializer, MapAccess, Visitor};
use serde::{Serialize, Serializer};

/// The forms in which a day can be typed; every message about an unreadable day lists them.
pub const DAY_FORMS: &str = "2026-10-06, today, yesterday, 3d-ago, 2w-ago, +3d, +2w, mon (the latest Monday), +mon (the next)";

/// A calendar day, without a time and without a zone.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(NaiveDate);

/// The months, as English names them.
pub const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A day of the week, written `mon` to `sun`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl Weekday {
    /// All seven, from Monday.
    pub const ALL: [Self; 7] = [
        Self::Mon,
        Self::Tue,
        Self::Wed,
        Self::Thu,
        Self::Fri,
        Self::Sat,
        Self::Sun,
    ];

    /// Reads `mon`, `Monday`, `TUE`; nothing else.
    pub fn read(text: &str) -> Option<Self> {
        const NAMES: [&str; 7] = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        let text = text.to_ascii_lowercase();
        let at = NAMES
            .iter()
            .position(|name| *name == text || name[..3] == text)?;
        Some(Self::ALL[at])
    }
}

impl Day {
    /// Makes a day from numbers, or nothing where the calendar has no such day.
    pub fn new(year: i32, month: u32, day: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(year, month, day).map(Self)
    }

    /// Reads `2026-10-06` and no other form.
    pub fn iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        let number = |part: &[u8]| {
            part.iter().try_fold(0u32, |sum, b| {
                b.is_ascii_digit().then(|| sum * 10 + u32::from(b - b'0'))
            })
        };
        let year = i32::try_from(number(&bytes[..4])?).ok()?;
        Self::new(year, number(&bytes[5..7])?, number(&bytes[8..])?)
    }

    /// Reads a day as people type it; `today` is the day that the command believes it is.
    ///
    /// # Errors
    /// A sentence that lists the forms.
    pub fn read(text: &str, today: Self) -> Result<Self, String> {
        let word = text.trim().to_ascii_lowercase();
        Self::iso(&word)
            .or_else(|| Self::word(&word, today))
            .ok_or_else(|| match Self::with_slashes(&word) {
                Some(day) => {
                    let (name, nth) = (MONTHS[day.month() as usize - 1], day.day_of_month());
                    format!(
                        "`{text}` is not a day as it is written here; write {day} for {name} {nth}"
                    )
                }
                None => format!("`{text}` is not a day; write it as one of: {DAY_FORMS}"),
            })
    }

    /// Month, day and year in full between slashes: what it would be, for an error to say.
    fn with_slashes(word: &str) -> Option<Self> {
        let numbers: Vec<i32> = word
            .split('/')
            .map(|part| part.parse().ok())
            .collect::<Option<_>>()?;
        let [month, day, year] = numbers[..] else {
            return None;
        };
        if year < 1000 {
            return None;
        }
        Self::new(year, u32::try_from(month).ok()?, u32::try_from(day).ok()?)
    }

    fn word(word: &str, today: Self) -> Option<Self> {
        match word {
            "today" => return Some(today),
            "yesterday" => return today.checked_plus(-1),
            _ => {}
        }
        if let Some(count) = word.strip_suffix("-ago") {
            return today.checked_plus(-days_of(count)?);
        }
        if let Some(rest) = word.strip_prefix('+') {
            if let Some(weekday) = Weekday::read(rest) {
                let ahead = (weekday as i64 - today.weekday() as i64 + 6) % 7 + 1;
                return today.checked_plus(ahead);
            }
            return today.checked_plus(days_of(rest)?);
        }
        let weekday = Weekday::read(word)?;
        today.checked_plus(-((today.weekday() as i64 - weekday as i64 + 7) % 7))
    }

    /// The same day so many months later, or the last of that month where it has no such day.
    #[must_use]
    pub fn plus_months(self, months: i64) -> Self {
        let months = u32::try_from(months).unwrap_or(0);
        let later = self.0.checked_add_months(chrono::Months::new(months));
        later.map_or(self, Self)
    }

    /// The day `days` later (earlier when negative); stays at the calendar's edge rather than overflow.
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        let edge = if days < 0 {
            Self::new(0, 1, 1)
        } else {
            Self::new(9999, 12, 31)
        };
        self.checked_plus(days).or(edge).unwrap_or(self)
    }

    fn checked_plus(self, days: i64) -> Option<Self> {
        let step = Days::new(days.unsigned_abs());
        let day = if days < 0 {
            self.0.checked_sub_days(step)
        } else {
            self.0.checked_add_days(step)
        };
        day.map(Self).filter(|day| (0..=9999).contains(&day.year()))
    }

    /// How many days `other` lies before this day.
    pub fn since(self, other: Self) -> i64 {
        (self.0 - other.0).num_days()
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        Weekday::ALL[self.0.weekday().num_days_from_monday() as usize]
    }

    /// The Monday of the week that holds this day.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus(-(self.weekday() as i64))
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// The month, from 1.
    pub fn month(self) -> u32 {
        self.0.month()
    }

    /// The day of the month, from 1.
    pub fn day_of_month(self) -> u32 {
        self.0.day()
    }

    /// Whole years from this day (a birth day) to `on`; someone born on 29 February has their
    /// birthday on 1 March of other years.
    pub fn age_on(self, on: Self) -> i32 {
        let had = (on.month(), on.day_of_month()) >= (self.month(), self.day_of_month());
        on.year() - self.year() - i32::from(!had)
    }
}

/// Reads `3d` or `2w` as a number of days.
fn days_of(text: &str) -> Option<i64> {
    let (count, unit) = text.split_at_checked(text.len().checked_sub(1)?)?;
    if count.is_empty() || count.len() > 5 || !count.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let count: i64 = count.parse().ok()?;
    match unit {
        "d" => Some(count),
        "w" => Some(count * 7),
        _ => None,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = (self.0.year(), self.0.month(), self.0.day());
        if !(0..=9999).contains(&year) {
            return f.pad(&format!("{year}-{month:02}-{day:02}"));
        }
        // Lists show days by the thousand: the digits are put in their places, and nothing is allocated.
        let mut text = *b"0000-00-00";
        for (places, mut number) in [(0..4, year.unsigned_abs()), (5..7, month), (8..10, day)] {
            for digit in text[places].iter_mut().rev() {
                *digit = b"0123456789"[number as usize % 10];
                number /= 10;
            }
        }
        f.pad(std::str::from_utf8(&text).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The name under which the TOML reader hands on a date or a time.
pub(crate) const TOML_DATETIME: &str = "$__toml_private_datetime";

/// Reads what the TOML reader hands on for a date or a time, as its text.
pub(super) fn toml_datetime<'de, D, T>(
    deserializer: D,
    expecting: &'static str,
    read: fn(&str) -> Option<T>,
) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
{
    struct Reader<T> {
        expecting: &'static str,
        read: fn(&str) -> Option<T>,
    }
    impl<'de, T> Visitor<'de> for Reader<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.expecting)
        }
        fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<T, A::Error> {
            let wrong = || de::Error::custom(self.expecting);
            map.next_key::<de::IgnoredAny>()?.ok_or_else(wrong)?;
            map.next_value_seed(Text(self))
        }
    }
    /// The text within, read where it stands.
    struct Text<T>(Reader<T>);
    impl<'de, T> DeserializeSeed<'de> for Text<T> {
        type Value = T;
        fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
            deserializer.deserialize_str(self)
        }
    }
    impl<T> Visitor<'_> for Text<T> {
        type Value = T;
        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.0.expecting)
        }
        fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
            (self.0.read)(text).ok_or_else(|| E::custom(self.0.expecting))
        }
    }
    deserializer.deserialize_struct(TOML_DATETIME, &[TOML_DATETIME], Reader { expecting, read })
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        toml_datetime(deserializer, "a day such as 2026-10-06", Self::iso)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::iso(text).unwrap()
    }

    #[test]
    fn words_are_read_from_the_given_day() {
        let sunday = day("2026-11-22");
        for (text, expected) in [
            ("2026-10-06", "2026-10-06"),
            ("today", "2026-11-22"),
            ("Yesterday", "2026-11-21"),
            ("3d-ago", "2026-11-19"),
            ("2w-ago", "2026-11-08"),
            ("+2w", "2026-12-06"),
            ("+1d", "2026-11-23"),
            ("sun", "2026-11-22"),
            ("+sun", "2026-11-29"),
            ("mon", "2026-11-16"),
            ("+mon", "2026-11-23"),
            ("monday", "2026-11-16"),
        ] {
            assert_eq!(Day::read(text, sunday), Ok(day(expected)), "{text}");
        }
    }

    #[test]
    fn a_day_with_slashes_is_never_guessed_but_told_how_to_write() {
        let error = Day::read("10/6/2026", day("2026-11-22")).unwrap_err();
        assert_eq!(
            error,
            "`10/6/2026` is not a day as it is written here; write 2026-10-06 for October 6"
        );
    }

    #[test]
    fn anything_else_is_an_error_that_lists_the_forms() {
        for text in [
            "",
            "13/6/2026",
            "10/6/26",
            "2026-02-30",
            "2026-1-2",
            "-3d",
            "3d",
            "noon",
            "+",
            "-ago",
            "99999999d-ago",
            "é",
        ] {
            let error = Day::read(text, day("2026-11-22")).unwrap_err();
            assert!(error.contains("+mon"), "{error}");
        }
    }

    #[test]
    fn a_leap_day_birthday_is_on_the_first_of_march() {
        let born = day("2008-02-29");
        assert_eq!(born.age_on(day("2026-02-28")), 17);
        assert_eq!(born.age_on(day("2026-03-01")), 18);
    }

    #[test]
    fn the_calendars_edge_does_not_panic() {
        assert_eq!(day("9999-12-31").plus(i64::MAX), day("9999-12-31"));
        assert_eq!(day("2026-10-06").plus(i64::MIN).to_string(), "0000-01-01");
        assert!(Day::read("99999w-ago", day("0001-01-01")).is_err());
    }
}
