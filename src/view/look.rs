//! How a view is asked to look: the format, the writing of durations, the terminal.

use std::path::Path;

use crate::value::nearest;

/// A way of writing a view down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Aligned text for people.
    #[default]
    Table,
    /// Values between tabs under a header, for scripts.
    Plain,
    /// Values between commas under a header, for spreadsheets.
    Csv,
    /// One JSON value.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Markdown as GitHub reads it.
    Md,
    /// A web page that needs nothing else.
    Html,
}

impl Format {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::Table,
        Self::Plain,
        Self::Csv,
        Self::Json,
        Self::Jsonl,
        Self::Md,
        Self::Html,
    ];

    /// The word that chooses it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Plain => "plain",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Md => "md",
            Self::Html => "html",
        }
    }

    /// Reads the word that chooses a format.
    ///
    /// # Errors
    /// A sentence that lists the words.
    pub fn read(text: &str) -> Result<Self, String> {
        choose(text, "a format", &Self::ALL, Self::name)
    }

    /// The format that a file's ending asks for, if it asks for one.
    pub fn from_ending(path: &Path) -> Option<Self> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "txt" => Some(Self::Table),
            "tsv" | "tab" => Some(Self::Plain),
            "csv" => Some(Self::Csv),
            "json" => Some(Self::Json),
            "jsonl" | "ndjson" => Some(Self::Jsonl),
            "md" | "markdown" => Some(Self::Md),
            "html" | "htm" => Some(Self::Html),
            _ => None,
        }
    }
}

/// How a length of time is written outside JSON.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HoursStyle {
    /// `99:45`
    #[default]
    Hm,
    /// `99.75`, cut and never rounded up.
    Decimal,
    /// `5985`
    Minutes,
}

impl HoursStyle {
    /// All of them, in the order in which they are listed.
    pub const ALL: [Self; 3] = [Self::Hm, Self::Decimal, Self::Minutes];

    /// The word that chooses it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Hm => "hm",
            Self::Decimal => "decimal",
            Self::Minutes => "minutes",
        }
    }

    /// Reads the word that chooses a style.
    ///
    /// # Errors
    /// A sentence that lists the words.
    pub fn read(text: &str) -> Result<Self, String> {
        choose(text, "a way to show hours", &Self::ALL, Self::name)
    }
}

fn choose<T: Copy>(
    text: &str,
    what: &str,
    all: &[T],
    name: impl Fn(T) -> &'static str,
) -> Result<T, String> {
    let names: Vec<&str> = all.iter().map(|choice| name(*choice)).collect();
    let word = text.trim().to_ascii_lowercase();
    if let Some(choice) = all.iter().find(|choice| name(**choice) == word) {
        return Ok(*choice);
    }
    let meant = nearest(&word, names.iter().copied())
        .map(|near| format!(", did you mean `{near}`?"))
        .unwrap_or_default();
    let names = names.join(", ");
    Err(format!("`{text}` is not {what}{meant} (one of: {names})"))
}

/// Everything that decides how a view is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// The format.
    pub format: Format,
    /// How lengths of time are written outside JSON.
    pub hours: HoursStyle,
    /// Whether CSV cells that a spreadsheet would run are left as they are.
    pub raw: bool,
    /// The width of the terminal that shows it; off a terminal nothing is fitted and nothing cut.
    pub width: Option<usize>,
    /// Whether state words may be coloured.
    pub colour: bool,
    /// Whether it is read aloud or on a dumb terminal: no rules, no columns, `label: value` lines.
    pub linear: bool,
    /// The fields to show, in order; otherwise all.
    pub fields: Option<Vec<String>>,
}

impl Look {
    /// The room that a line has: a terminal is never taken to be narrower than 20.
    pub(super) fn room(&self) -> Option<usize> {
        self.width.map(|width| width.max(20))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_is_read_by_its_name() {
        for format in Format::ALL {
            assert_eq!(Format::read(format.name()), Ok(format));
        }
        for style in HoursStyle::ALL {
            assert_eq!(HoursStyle::read(style.name()), Ok(style));
        }
        assert_eq!(
            Format::read("jsn").unwrap_err(),
            "`jsn` is not a format, did you mean `json`? \
             (one of: table, plain, csv, json, jsonl, md, html)"
        );
        assert!(HoursStyle::read("").unwrap_err().contains("hm, decimal"));
    }

    #[test]
    fn a_file_is_written_as_its_ending_says() {
        let of = |path: &str| Format::from_ending(Path::new(path)).map(Format::name);
        assert_eq!(of("a/hours.CSV"), Some("csv"));
        assert_eq!(of("hours.tar.tsv"), Some("plain"));
        assert_eq!(of("hours.pdf"), None);
        assert_eq!(of("csv"), None);
        for format in [
            Format::Csv,
            Format::Json,
            Format::Jsonl,
            Format::Md,
            Format::Html,
        ] {
            assert_eq!(of(&format!("x.{}", format.name())), Some(format.name()));
        }
    }
}
