//! Days, times and lengths of time as the language of a document writes them.

use crate::value::{self, Clock, Day, Minutes};

use super::labels::primary;

/// The months of the languages that we write days in, by the first letters of a BCP 47 tag.
const MONTHS: &[(&str, [&str; 12])] = &[
    ("en", value::MONTHS),
    (
        "es",
        [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "septiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ],
    ),
    (
        "pt",
        [
            "janeiro",
            "fevereiro",
            "março",
            "abril",
            "maio",
            "junho",
            "julho",
            "agosto",
            "setembro",
            "outubro",
            "novembro",
            "dezembro",
        ],
    ),
    (
        "fr",
        [
            "janvier",
            "février",
            "mars",
            "avril",
            "mai",
            "juin",
            "juillet",
            "août",
            "septembre",
            "octobre",
            "novembre",
            "décembre",
        ],
    ),
    (
        "ht",
        [
            "janvye", "fevriye", "mas", "avril", "me", "jen", "jiyè", "out", "septanm", "oktòb",
            "novanm", "desanm",
        ],
    ),
];

/// A day in words: `October 5, 2026`; in a language that is not known here, ISO.
pub fn day(day: Day, tag: &str) -> String {
    let (year, month, date) = (day.year(), day.month(), day.day_of_month());
    let language = primary(tag);
    if language == "zh" || language == "ja" {
        return format!("{year}年{month}月{date}日");
    }
    if language == "vi" {
        return format!("ngày {date} tháng {month} năm {year}");
    }
    let months = MONTHS.iter().find(|(known, _)| *known == language);
    let name = months.and_then(|(_, names)| names.get(month as usize - 1));
    match (language.as_str(), name) {
        ("en", Some(name)) => format!("{name} {date}, {year}"),
        ("es" | "pt", Some(name)) => format!("{date} de {name} de {year}"),
        ("fr" | "ht", Some(name)) if date == 1 && language == "fr" => format!("1er {name} {year}"),
        (_, Some(name)) => format!("{date} {name} {year}"),
        (_, None) => day.to_string(),
    }
}

/// A time of day: `3:30 p.m.` in English, else `15:30`.
pub fn clock(clock: Clock, tag: &str) -> String {
    if primary(tag) != "en" {
        return clock.to_string();
    }
    let (hour, minute) = (clock.minutes() / 60, clock.minutes() % 60);
    let half = if hour < 12 { "a.m." } else { "p.m." };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    format!("{hour}:{minute:02} {half}")
}

/// A length of time in hours: `100 hours`, `3 hours 30 minutes`; `h:mm` in other languages.
pub fn hours(minutes: i64, tag: &str) -> String {
    let (hour, minute) = match primary(tag).as_str() {
        "en" => ("hour", "minute"),
        "es" => ("hora", "minuto"),
        _ => return Minutes(minutes).to_string(),
    };
    let (hours, rest) = (minutes / 60, minutes % 60);
    let of = |n: i64, word: &str| format!("{n} {word}{}", if n == 1 { "" } else { "s" });
    match (hours, rest) {
        (_, 0) => of(hours, hour),
        (0, _) => of(rest, minute),
        _ => format!("{} {}", of(hours, hour), of(rest, minute)),
    }
}

/// A number as contracts write it in English, up to 999: `thirty (30)`; else its digits.
pub fn number(number: i64, tag: &str) -> String {
    match usize::try_from(number) {
        Ok(small @ 0..=999) if primary(tag) == "en" => format!("{} ({small})", cardinal(small)),
        _ => number.to_string(),
    }
}

fn cardinal(number: usize) -> String {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 10] = [
        "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
    ];
    match (number / 100, number % 100) {
        (0, small @ 0..=19) => SMALL[small].to_owned(),
        (0, rest) => match (rest / 10, rest % 10) {
            (tens, 0) => TENS[tens].to_owned(),
            (tens, ones) => format!("{}-{}", TENS[tens], SMALL[ones]),
        },
        (hundreds, 0) => format!("{} hundred", SMALL[hundreds % 10]),
        (hundreds, rest) => format!("{} hundred {}", SMALL[hundreds % 10], cardinal(rest)),
    }
}

/// Items in a sentence: `a`, `a and b`, `a, b and c`.
pub fn listed(items: &[String], tag: &str) -> String {
    let and = match primary(tag).as_str() {
        "es" => "y",
        "pt" => "e",
        "fr" => "et",
        "ht" => "ak",
        "vi" => "và",
        "zh" => "和",
        _ => "and",
    };
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} {and} {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_written_as_the_language_has_them() {
        let on = Day::new(2026, 10, 5).unwrap();
        for (tag, expected) in [
            ("en-US", "October 5, 2026"),
            ("es", "5 de octubre de 2026"),
            ("pt-BR", "5 de outubro de 2026"),
            ("fr", "5 octobre 2026"),
            ("ht", "5 oktòb 2026"),
            ("zh-Hans", "2026年10月5日"),
            ("km", "2026-10-05"),
        ] {
            assert_eq!(day(on, tag), expected);
        }
        assert_eq!(day(Day::new(2026, 3, 1).unwrap(), "fr"), "1er mars 2026");
    }

    #[test]
    fn lengths_and_numbers_are_written_out() {
        assert_eq!(hours(6000, "en-US"), "100 hours");
        assert_eq!(hours(210, "en"), "3 hours 30 minutes");
        assert_eq!(hours(61, "en"), "1 hour 1 minute");
        assert_eq!(hours(5985, "es-MX"), "99 horas 45 minutos");
        assert_eq!(hours(5985, "vi"), "99:45");
        assert_eq!(number(30, "en"), "thirty (30)");
        assert_eq!(number(945, "en"), "nine hundred forty-five (945)");
        assert_eq!(number(30, "es"), "30");
        assert_eq!(
            clock(Clock::at(15 * 60 + 30).unwrap(), "en-US"),
            "3:30 p.m."
        );
        assert_eq!(clock(Clock::at(5).unwrap(), "en"), "12:05 a.m.");
        assert_eq!(clock(Clock::at(930).unwrap(), "es"), "15:30");
    }

    #[test]
    fn items_are_joined_as_in_a_sentence() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&items, "en"), "a, b and c");
        assert_eq!(listed(&items[..2], "es"), "a y b");
        assert_eq!(listed(&items[..0], "en"), "");
    }
}
