//! What went wrong: the message, where, and what to type next; its blame gives heading and exit code.

use std::collections::BTreeSet;
use std::fmt;

/// Whose doing a fault is; decides the exit code, which is stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Blame {
    /// Something could not be done: input or output, an internal error, no store (exit 1).
    Could,
    /// The command line is misused: flags, unreadable values, missing input (exit 2).
    Misuse,
    /// A reference names nothing, or too many (exit 3).
    Reference,
    /// A rule or the validation refuses it (exit 4).
    Refused,
    /// A check or a report found something (exit 5).
    Found,
    /// The store is busy, or changed under a person's decision (exit 6).
    Busy,
    /// Some record could not be read, or the store's format is newer (exit 7).
    Unreadable,
}

impl Blame {
    /// The exit code.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Could => 1,
            Self::Misuse => 2,
            Self::Reference => 3,
            Self::Refused => 4,
            Self::Found => 5,
            Self::Busy => 6,
            Self::Unreadable => 7,
        }
    }
}

/// A place in a file of the store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The path within the store.
    pub path: String,
    /// The line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// The column in characters, from 1.
    pub col: usize,
    /// The text of the line, if it helps and may be shown.
    pub excerpt: String,
    /// How many characters to underline, at least 1.
    pub width: usize,
}

/// One thing that went wrong, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Whose doing it is.
    pub blame: Blame,
    /// What is wrong, in the user's words; lower case, no final period.
    pub message: String,
    /// Where.
    pub place: Option<Box<Place>>,
    /// What to do next, each a sentence or a command that can be pasted.
    pub hints: Vec<String>,
    /// Further faults of the same kind, found at once.
    pub also: Vec<Fault>,
    /// Who was meant, where several could be: a person may pick one.
    pub candidates: Option<Box<Candidates>>,
    /// Whether a reason given for it would settle it.
    pub reason_settles: bool,
    /// Words that name nothing, each with one that was likely meant: the command line is shown with it.
    pub meant: Vec<(String, String)>,
}

/// A reference that names several records, for a person to choose from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidates {
    /// The kind of record that was asked for.
    pub kind: &'static str,
    /// What was typed.
    pub typed: String,
    /// Each candidate's id and a line that tells it apart.
    pub choices: Vec<(String, String)>,
}

/// The result of anything that can fail before the user's eyes.
pub type Result<T> = std::result::Result<T, Fault>;

impl Fault {
    /// A fault with a message.
    pub fn new(blame: Blame, message: impl Into<String>) -> Self {
        let message = message.into();
        Self {
            blame,
            message,
            place: None,
            hints: Vec::new(),
            also: Vec::new(),
            candidates: None,
            reason_settles: false,
            meant: Vec::new(),
        }
    }

    /// Something that could not be done.
    pub fn could(message: impl Into<String>) -> Self {
        Self::new(Blame::Could, message)
    }

    /// A misused command line.
    pub fn misuse(message: impl Into<String>) -> Self {
        Self::new(Blame::Misuse, message)
    }

    /// A reference that names nothing, or too many.
    pub fn reference(message: impl Into<String>) -> Self {
        Self::new(Blame::Reference, message)
    }

    /// Something that a rule or the validation refuses.
    pub fn refused(message: impl Into<String>) -> Self {
        Self::new(Blame::Refused, message)
    }

    /// An error of input or output, with what was tried.
    pub fn io(error: &std::io::Error, tried: impl fmt::Display) -> Self {
        Self::from(anyhow::anyhow!("{}", plain(error)).context(format!("could not {tried}")))
    }

    /// The same fault with a hint more.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// The same fault, which a reason would settle.
    #[must_use]
    pub fn unless_there_is_a_reason(mut self) -> Self {
        self.reason_settles = true;
        self.hint("if it is right all the same, say why: add `--reason \"…\"`")
    }

    /// The same fault at a place.
    #[must_use]
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(Box::new(place));
        self
    }

    /// Many faults as one, the first foremost; nothing where there are none. A hint that several
    /// have stands under the last of them only; what two say in the same words stands once.
    pub fn all(faults: impl IntoIterator<Item = Self>) -> Option<Self> {
        let mut flat: Vec<Self> = Vec::new();
        for mut fault in faults {
            let also = std::mem::take(&mut fault.also);
            for one in std::iter::once(fault).chain(also) {
                // Two entries of one day may be wrong in the same words.
                if !flat.contains(&one) {
                    flat.push(one);
                }
            }
        }
        let mut told: BTreeSet<String> = BTreeSet::new();
        for fault in flat.iter_mut().rev() {
            fault.hints.retain(|hint| !told.contains(hint));
            told.extend(fault.hints.iter().cloned());
        }
        let mut faults = flat.into_iter();
        let mut first = faults.next()?;
        first.also.extend(faults);
        Some(first)
    }

    /// The places of this fault and of those found with it.
    pub fn places(&mut self) -> impl Iterator<Item = &mut Place> {
        let own = self.place.iter_mut();
        let others = self.also.iter_mut().filter_map(|one| one.place.as_mut());
        own.chain(others).map(AsMut::as_mut)
    }

    /// This fault and those found with it, in order.
    pub fn each(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(self.also.iter())
    }
}

/// A folder of the store that cannot be listed, with what to do about it.
pub fn unlisted(error: &std::io::Error, folder: &str) -> Fault {
    let fault = Fault::io(error, format_args!("list the folder {folder}"));
    fault.hint(match error.kind() {
        std::io::ErrorKind::PermissionDenied => {
            format!("give yourself the right to it, in the store's folder: `chmod u+rwx {folder}`")
        }
        std::io::ErrorKind::NotADirectory => {
            format!("a file stands where a folder should: move {folder} elsewhere")
        }
        _ => {
            "run it again; if it stays so, `wbl doctor` looks at the store and its disk".to_owned()
        }
    })
}

/// The words of an input/output error without the system's error number.
pub fn plain(error: &std::io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

/// A word as a shell takes it, for a command that is to be pasted.
pub fn pasted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_=,.:/@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

impl From<anyhow::Error> for Fault {
    fn from(error: anyhow::Error) -> Self {
        Self::could(format!("{error:#}"))
    }
}

/// Shows the fault as people see it, without colour: error, place, excerpt, hints.
impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for fault in self.each() {
            writeln!(f, "error: {}", fault.message)?;
            if let Some(place) = &fault.place {
                place.fmt(f)?;
            }
            for hint in &fault.hints {
                writeln!(f, "hint: {hint}")?;
            }
        }
        Ok(())
    }
}

/// Shows ` --> file:line:col` and, where there is one, the excerpt with its underline.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            return writeln!(f, " --> {}", self.path);
        }
        writeln!(f, " --> {}:{}:{}", self.path, self.line, self.col)?;
        if self.excerpt.is_empty() {
            return Ok(());
        }
        let number = self.line.to_string();
        let gutter = " ".repeat(number.len());
        writeln!(f, "{gutter} |")?;
        let (before, rest) = self.window();
        writeln!(f, "{number} | {before}{rest}")?;
        let indent = " ".repeat(unicode_width::UnicodeWidthStr::width(before.as_str()));
        let most = rest.chars().count().max(1);
        let marks = "^".repeat(self.width.clamp(1, most));
        writeln!(f, "{gutter} | {indent}{marks}")
    }
}

impl Place {
    /// The most characters of a line that are shown: what a terminal of eighty columns has room for.
    const SHOWN: usize = 72;
    /// How many of them stand before the underlined ones.
    const BEFORE: usize = 30;

    /// The excerpt before the place, and from it on: of a long line, what stands around it.
    fn window(&self) -> (String, String) {
        let line: Vec<char> = self.excerpt.chars().collect();
        let at = self.col.saturating_sub(1).min(line.len());
        if line.len() <= Self::SHOWN {
            return (line[..at].iter().collect(), line[at..].iter().collect());
        }
        let last = line.len() - Self::SHOWN;
        let from = at.saturating_sub(Self::BEFORE).min(last);
        let to = from + Self::SHOWN;
        let start = if from > 0 { "…" } else { "" };
        let end = if to < line.len() { "…" } else { "" };
        let text = |part: &[char]| part.iter().collect::<String>();
        (
            format!("{start}{}", text(&line[from..at])),
            format!("{}{end}", text(&line[at..to])),
        )
    }
}

impl std::error::Error for Fault {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_line_is_shown_what_stands_around_the_place() {
        let line = format!("{}word{}", "a".repeat(50), "z".repeat(50));
        let shown = |col, width| {
            let place = Place {
                path: "a.toml".into(),
                line: 7,
                col,
                excerpt: line.clone(),
                width,
            };
            place.to_string()
        };
        let middle = format!(
            " --> a.toml:7:51\n  |\n7 | …{}word{}…\n  | {}^^^^\n",
            "a".repeat(30),
            "z".repeat(38),
            " ".repeat(31)
        );
        assert_eq!(shown(51, 4), middle);
        let first = shown(1, 500);
        assert!(
            first.contains("\n7 | aaaa") && first.contains("…\n  | ^^"),
            "{first}"
        );
        let last = shown(105, 1);
        assert!(
            last.contains("zzz\n  | ") && last.ends_with(" ^\n"),
            "{last}"
        );
    }

    #[test]
    fn a_hint_that_several_faults_have_is_told_once_under_the_last() {
        let fault = |message: &str| Fault::refused(message).hint("do this");
        let several = Fault::all([fault("a"), fault("b").hint("or that")]).unwrap();
        let all = Fault::all([several, fault("c")]).unwrap();
        let shown = "error: a\nerror: b\nhint: or that\nerror: c\nhint: do this\n";
        assert_eq!(all.to_string(), shown);
    }
}
