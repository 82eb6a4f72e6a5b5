//! Numbers that Word counts itself: clauses and lists, in numbering.xml.
//!
//! A clause's number must print as it was given. Word counts where counting comes to that number;
//! where it would not (`4a`, a number left out before a lower level), the number is plain text.

use super::xml::Xml;

/// How many levels a list may have; deeper ones look like the last.
const LEVELS: usize = 9;
/// The largest number that Word counts from.
const LARGEST: u64 = 32_767;
/// How far each level of a list is indented, in twentieths of a point.
pub(super) const STEP: usize = 360;

/// What stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// A number or bullet that Word writes: the list's id and the level in it.
    Counted(usize, usize),
    /// A number as plain text.
    Typed(String),
}

/// Which abstract list a `w:num` follows, and how it restarts.
#[derive(Debug)]
struct Num {
    form: usize,
    /// The first number, from the first level on.
    starts: Vec<(usize, u64)>,
}

const CLAUSES: usize = 1;
const BULLETS: usize = 2;
const ORDERED: usize = 3;

/// The lists of one document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    nums: Vec<Num>,
    /// How the numbers of each level of clauses look, once the first was seen.
    looks: [Option<Look>; 3],
    /// The last number of each level of clauses.
    counts: [u64; 3],
    /// The list that counts the clauses now.
    clauses: Option<usize>,
    bullets: Option<usize>,
}

/// A clause's number taken apart: `Article 4.2` is `Article `, 4 and 2, and nothing behind.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    before: String,
    /// How many levels are printed.
    parts: usize,
    behind: String,
}

impl Numbering {
    /// The mark of a clause; `level` from 0.
    pub(super) fn clause(&mut self, level: usize, number: &str) -> Mark {
        let level = level.min(2);
        match self.counted(level, number) {
            Some(num) => Mark::Counted(num, level),
            None => Mark::Typed(number.to_owned()),
        }
    }

    fn counted(&mut self, level: usize, number: &str) -> Option<usize> {
        let (look, numbers) = taken_apart(number)?;
        let above = level.checked_sub(numbers.len() - 1)?;
        let (own, upper) = numbers.split_last()?;
        let fits = self.looks[level]
            .as_ref()
            .is_none_or(|known| *known == look);
        if !fits || self.counts[above..level] != *upper || *own > LARGEST {
            return None;
        }
        let follows = self.clauses.filter(|_| *own == self.counts[level] + 1);
        let num = match (follows, level) {
            (Some(num), _) => num,
            (None, 0) => self.add(CLAUSES, vec![(0, *own)]),
            // Programs differ on what a list that restarts below its first level prints.
            (None, _) => return None,
        };
        self.looks[level] = Some(look);
        self.counts[level] = *own;
        self.counts[level + 1..].fill(0);
        self.clauses = Some(num);
        Some(num)
    }

    /// The mark of an item of a bulleted list; `depth` from 0.
    pub(super) fn bullet(&mut self, depth: usize) -> Mark {
        let num = match self.bullets {
            Some(num) => num,
            None => self.add(BULLETS, Vec::new()),
        };
        self.bullets = Some(num);
        Mark::Counted(num, depth.min(LEVELS - 1))
    }

    /// The marks of an ordered list's items, from its first number on; `depth` from 0.
    pub(super) fn ordered(&mut self, depth: usize, start: u64, items: usize) -> Vec<Mark> {
        let last = start.saturating_add(items as u64);
        if last > LARGEST {
            let numbers = (0..items as u64).map(|item| start.saturating_add(item));
            return numbers
                .map(|number| Mark::Typed(format!("{number}.")))
                .collect();
        }
        let level = depth.min(LEVELS - 1);
        let num = self.add(ORDERED, vec![(level, start)]);
        vec![Mark::Counted(num, level); items]
    }

    fn add(&mut self, form: usize, starts: Vec<(usize, u64)>) -> usize {
        self.nums.push(Num { form, starts });
        self.nums.len()
    }

    /// How far the text of a clause stands from its number's start.
    pub(super) fn hang(level: usize, number: &str) -> usize {
        let least = [480, 640, 800][level.min(2)];
        (number.chars().count() * 115 + 240).max(least)
    }

    /// The part `word/numbering.xml`; the namespace is the caller's.
    pub(super) fn part(&self, namespaces: &[(&str, &str)]) -> String {
        let mut xml = Xml::part();
        xml.node("w:numbering", namespaces, |xml| {
            form(xml, CLAUSES, |xml| self.clause_levels(xml));
            form(xml, BULLETS, |xml| {
                for level in 0..LEVELS {
                    let bullet = ["•", "–"][level % 2];
                    list_level(xml, level, "bullet", bullet);
                }
            });
            form(xml, ORDERED, |xml| {
                for level in 0..LEVELS {
                    let format = ["decimal", "lowerLetter", "lowerRoman"][level % 3];
                    list_level(xml, level, format, &format!("%{}.", level + 1));
                }
            });
            for (index, num) in self.nums.iter().enumerate() {
                xml.node("w:num", &[("w:numId", &(index + 1).to_string())], |xml| {
                    xml.val("w:abstractNumId", &num.form.to_string());
                    for (level, start) in &num.starts {
                        let level = level.to_string();
                        xml.node("w:lvlOverride", &[("w:ilvl", &level)], |xml| {
                            xml.val("w:startOverride", &start.to_string());
                        });
                    }
                });
            }
        });
        xml.done()
    }

    fn clause_levels(&self, xml: &mut Xml) {
        let plain = |parts| Look {
            before: String::new(),
            parts,
            behind: String::new(),
        };
        for (level, look) in self.looks.iter().enumerate() {
            let look = look.clone().unwrap_or_else(|| plain(level + 1));
            let numbers: Vec<_> = (level + 1 - look.parts..=level)
                .map(|level| format!("%{}", level + 1))
                .collect();
            let numbers = numbers.join(".");
            let text = format!("{}{numbers}{}", look.before, look.behind);
            // A place stands for one digit or two.
            let hang = Self::hang(level, &text.replace('%', ""));
            self::level(xml, level, "decimal", &text, (hang, hang));
        }
    }
}

/// A number as text before, numbers joined by full stops, and text behind; nothing for what is
/// none, or holds what Word would take for a place of its own.
fn taken_apart(number: &str) -> Option<(Look, Vec<u64>)> {
    let from = number.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = number.split_at(from);
    let end = rest
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .unwrap_or(rest.len());
    let digits = rest[..end].trim_end_matches('.');
    let behind = &rest[digits.len()..];
    let odd = |c: char| c.is_ascii_digit() || c == '%' || c.is_alphabetic();
    if before.contains('%') || behind.contains(odd) {
        return None;
    }
    let parse = |part: &str| {
        let padded = part.len() > 1 && part.starts_with('0');
        part.parse().ok().filter(|_| !padded)
    };
    let numbers: Vec<u64> = digits.split('.').map(parse).collect::<Option<_>>()?;
    let look = Look {
        before: before.to_owned(),
        parts: numbers.len(),
        behind: behind.to_owned(),
    };
    Some((look, numbers))
}

fn form(xml: &mut Xml, id: usize, levels: impl FnOnce(&mut Xml)) {
    let name = id.to_string();
    xml.node("w:abstractNum", &[("w:abstractNumId", &name)], |xml| {
        xml.val("w:nsid", &format!("5B1C00{id:02}"));
        xml.val("w:multiLevelType", "multilevel");
        xml.val("w:tmpl", &format!("5B1D00{id:02}"));
        levels(xml);
    });
}

fn list_level(xml: &mut Xml, at: usize, format: &str, text: &str) {
    level(xml, at, format, text, ((at + 1) * STEP + 72, STEP));
}

/// One level: where its text stands, and how far before it the mark does.
fn level(xml: &mut Xml, at: usize, format: &str, text: &str, (left, hang): (usize, usize)) {
    xml.node("w:lvl", &[("w:ilvl", &at.to_string())], |xml| {
        xml.val("w:start", "1");
        xml.val("w:numFmt", format);
        xml.val("w:suff", "tab");
        xml.val("w:lvlText", text);
        xml.val("w:lvlJc", "left");
        xml.node("w:pPr", &[], |xml| {
            let (left, hang) = (left.to_string(), hang.to_string());
            xml.leaf("w:ind", &[("w:left", &left), ("w:hanging", &hang)]);
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use Mark::{Counted, Typed};

    #[test]
    fn word_counts_where_counting_comes_to_the_given_number() {
        let mut numbering = Numbering::default();
        let marks: Vec<_> = [(0, "1"), (1, "1.1"), (1, "1.2"), (0, "2"), (1, "2.1")]
            .into_iter()
            .map(|(level, number)| numbering.clause(level, number))
            .collect();
        let one = |level| Counted(1, level);
        assert_eq!(marks, [one(0), one(1), one(1), one(0), one(1)]);
        assert!(numbering.part(&[]).contains("w:val=\"%1.%2\""));
    }

    #[test]
    fn a_gap_restarts_the_count_and_what_cannot_be_counted_is_typed() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.clause(0, "1."), Counted(1, 0));
        assert_eq!(numbering.clause(0, "4."), Counted(2, 0));
        assert_eq!(numbering.clause(0, "5."), Counted(2, 0));
        for typed in ["4a", "IV", "A.1%", "05.", "6", "99999.", ""] {
            assert_eq!(numbering.clause(0, typed), Typed(typed.to_owned()));
        }
        assert_eq!(numbering.clause(1, "9.1"), Typed("9.1".into()));
        assert_eq!(numbering.clause(1, "5.1"), Counted(2, 1));
        assert_eq!(numbering.clause(1, "5.3"), Typed("5.3".into()));
        assert_eq!(numbering.clause(0, "0."), Counted(3, 0));
        assert!(numbering.part(&[]).contains("w:startOverride w:val=\"4\""));
    }

    #[test]
    fn each_ordered_list_begins_at_its_own_number() {
        let mut numbering = Numbering::default();
        assert_eq!(numbering.ordered(0, 1, 2), [Counted(1, 0), Counted(1, 0)]);
        assert_eq!(numbering.ordered(0, 7, 1), [Counted(2, 0)]);
        assert_eq!(numbering.ordered(0, 40_000, 1), [Typed("40000.".into())]);
        assert_eq!(numbering.ordered(20, u64::MAX, 0), []);
        assert_eq!(numbering.bullet(20), Counted(3, 8));
        assert_eq!(numbering.bullet(0), Counted(3, 0));
    }
}
