//! A filter as text again: reading what is printed gives the same filter.

use std::fmt;

use super::token::Word;
use super::tree::Expr;

impl fmt::Display for Expr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::All(parts) => join(f, parts, "and", Self::is_joined),
            Self::Any(parts) => join(f, parts, "or", |part| matches!(part, Self::Any(_))),
            Self::Not(inner) => {
                f.write_str("not ")?;
                within(f, inner, inner.is_joined())
            }
            Self::Compare(name, op, value) => write!(f, "{name} {} {value}", op.sign()),
            Self::Count(name, op, value) => write!(f, "count({name}) {} {value}", op.sign()),
            Self::Present(name, true) => write!(f, "{name} : any"),
            Self::Present(name, false) => write!(f, "{name} : none"),
            Self::View(name) => write!(f, "@{name}"),
            Self::Bare(word) => write!(f, "{word}"),
        }
    }
}

impl Expr {
    fn is_joined(&self) -> bool {
        matches!(self, Self::All(_) | Self::Any(_))
    }
}

fn join(
    f: &mut fmt::Formatter<'_>,
    parts: &[Expr],
    word: &str,
    grouped: fn(&Expr) -> bool,
) -> fmt::Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            write!(f, " {word} ")?;
        }
        within(f, part, grouped(part))?;
    }
    Ok(())
}

fn within(f: &mut fmt::Formatter<'_>, expr: &Expr, grouped: bool) -> fmt::Result {
    if grouped {
        write!(f, "({expr})")
    } else {
        write!(f, "{expr}")
    }
}

/// What stood in quotes is quoted again: `none` in quotes is a word, without them it is refused.
impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.quoted {
            write!(f, "\"{}\"", self.text.replace('"', "\"\""))
        } else {
            f.write_str(&self.text)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Filter;
    use super::super::sample::{known, settings};
    use crate::schema::Kind;

    #[test]
    fn what_is_printed_reads_the_same() {
        let settings = settings();
        for (text, printed) in [
            ("town=x", "town = x"),
            ("( town = x )", "town = x"),
            (
                "not(town = x or size>3)and @local",
                "not (town = x or size > 3) and @local",
            ),
            (
                "(town = x and town = y) and town = z",
                "(town = x and town = y) and town = z",
            ),
            ("name ~ 'a \"b\" c'", "name ~ \"a \"\"b\"\" c\""),
            ("town = \"none\"", "town = \"none\""),
            ("COUNT( touches )=0", "count(touches) = 0"),
            (
                "size:NONE or not not size : any",
                "size : none or not not size : any",
            ),
        ] {
            let filter = Filter::parse(text, Kind::Partner, &known(&settings)).unwrap();
            assert_eq!(filter.to_string(), printed);
            let again = Filter::parse(printed, Kind::Partner, &known(&settings)).unwrap();
            assert_eq!(again.to_string(), printed);
        }
    }
}
