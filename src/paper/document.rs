//! A document before anyone decides on its format: blocks of text, and what its file says of itself.

use super::labels::Labels;

/// A document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What the file says of itself.
    pub meta: Meta,
    /// What stands on its pages, in order.
    pub blocks: Vec<Block>,
}

/// What a document's file says of itself, in its properties and beside the text of each page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// The title, in the properties; the text has its own heading.
    pub title: String,
    /// The language of the text, as BCP 47 has it: `en-US`, `es`.
    pub language: String,
    /// Who issues it: the school.
    pub author: String,
    /// A line at the head of every page; empty for none.
    pub header: String,
    /// Whether it is a draft, marked as such on every page.
    pub draft: bool,
    /// What it was made from, for the properties: names and values, in order.
    pub stamp: Vec<(String, String)>,
}

/// One block of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A heading; level 1 is the document's title, 2 a numbered clause or section, 3 below it.
    Heading {
        /// 1 to 4.
        level: u8,
        /// Its number as printed (`4`, `4.2`), where it has one.
        number: Option<String>,
        /// Its words.
        text: Vec<Inline>,
    },
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list; the first number of an ordered one.
    List {
        /// The first number, where it is an ordered list.
        start: Option<u64>,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table(Table),
    /// Text set apart from the rest.
    Quote(Vec<Block>),
    /// A line across the page.
    Rule,
    /// What follows begins on a new page.
    PageBreak,
    /// Where the parties sign: never split over two pages within one signer.
    Signatures(Vec<Signer>),
}

/// A table; its head is repeated on every page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The head's cells; empty for a table without a head.
    pub head: Row,
    /// How each column is set.
    pub align: Vec<Align>,
    /// The rows below the head.
    pub rows: Vec<Row>,
}

/// The cells of a row.
pub type Row = Vec<Vec<Inline>>;

/// How a column is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// At the left edge (at the right edge in a language that is written from there).
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the other edge: numbers.
    End,
}

/// A piece of text within a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Plain text, as it is to be read: nothing in it is markup.
    Text(String),
    /// Bold.
    Strong(Vec<Inline>),
    /// Italic.
    Emphasis(Vec<Inline>),
    /// A link and its text.
    Link {
        /// Where it leads.
        to: String,
        /// What is read.
        text: Vec<Inline>,
    },
    /// A blank to be filled in by hand, drawn as a line; what belongs there is told to a reader
    /// who cannot see it.
    Blank(String),
    /// A box to tick, ticked or not.
    Box(bool),
    /// The line ends here.
    Break,
}

/// What belongs on a line to write on, where a paragraph or a cell is nothing else: the line is then
/// as wide as there is room.
pub fn line_to_write(text: &[Inline]) -> Option<&str> {
    match text {
        [Inline::Blank(what)] => Some(what),
        _ => None,
    }
}

impl Block {
    /// Whether it is a paragraph that leads to what follows and stays on its page: after a colon to
    /// a list, a table, a quotation or a line to write on, and always to the signatures.
    pub fn leads_on(&self, next: Option<&Self>) -> bool {
        let (Self::Paragraph(text), Some(next)) = (self, next) else {
            return false;
        };
        match next {
            Self::Signatures(_) => true,
            Self::Paragraph(line) => ends_in_colon(text) && line_to_write(line).is_some(),
            Self::List { .. } | Self::Table(_) | Self::Quote(_) => ends_in_colon(text),
            Self::Heading { .. } | Self::Rule | Self::PageBreak => false,
        }
    }
}

fn ends_in_colon(text: &[Inline]) -> bool {
    match text.last() {
        Some(Inline::Text(words)) => words.trim_end().ends_with([':', '：']),
        Some(
            Inline::Strong(inner) | Inline::Emphasis(inner) | Inline::Link { text: inner, .. },
        ) => ends_in_colon(inner),
        Some(Inline::Blank(_) | Inline::Box(_) | Inline::Break) | None => false,
    }
}

/// One place where someone signs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Signer {
    /// For whom: "Industry partner", "School".
    pub party: String,
    /// The organization's name; empty for a person who signs alone.
    pub organization: String,
    /// Who signed or is to sign; empty leaves a line.
    pub name: String,
    /// Their title; empty leaves a line.
    pub title: String,
    /// The day, as printed; empty leaves a line.
    pub on: String,
    /// Whether it is signed, so that no line is left for a hand.
    pub signed: bool,
}

impl Signer {
    /// What is written where a hand would sign: as a copy shows a signature that the original
    /// bears. Empty leaves a line.
    pub fn hand(&self) -> String {
        if self.signed {
            format!("/s/ {}", self.name)
        } else {
            String::new()
        }
    }

    /// What stands below the signature, each with its word; an empty value is left to a hand.
    ///
    /// One who signs alone, such as a guardian, has no title; one who has signed leaves no blank.
    pub fn lines(&self, labels: &Labels) -> Vec<(&'static str, &str)> {
        let is_asked = |value: &str, has_it: bool| !value.is_empty() || (has_it && !self.signed);
        let has_title = !self.organization.is_empty();
        [
            (labels.name, self.name.as_str(), true),
            (labels.title, self.title.as_str(), has_title),
            (labels.date, self.on.as_str(), true),
        ]
        .into_iter()
        .filter(|(_, value, has_it)| is_asked(value, *has_it))
        .map(|(word, value, _)| (word, value))
        .collect()
    }
}

impl Document {
    /// Adds another document on a new page, and what it was made from to the stamp. The title, which
    /// stands on every page, is then what both begin with, or whoever issues them.
    pub fn append(&mut self, other: Self) {
        if self.meta.title != other.meta.title {
            let words = self.meta.title.split(' ').zip(other.meta.title.split(' '));
            let common = words
                .take_while(|(one, two)| one == two)
                .map(|(one, _)| one);
            let common = common.collect::<Vec<_>>().join(" ");
            self.meta.title = match common.trim_end_matches([',', ':']) {
                "" => self.meta.author.clone(),
                common => common.to_owned(),
            };
        }
        self.blocks.push(Block::PageBreak);
        self.blocks.extend(other.blocks);
        for pair in other.meta.stamp {
            if !self.meta.stamp.contains(&pair) {
                self.meta.stamp.push(pair);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::labels;

    #[test]
    fn letters_in_one_file_have_the_words_of_their_titles_that_are_alike() {
        let titled = |title: &str| Document {
            meta: Meta {
                title: title.into(),
                ..Meta::default()
            },
            ..Document::default()
        };
        let mut letters = titled("Thank you, Smith & Sons");
        letters.append(titled("Thank you, Smith & Sons"));
        assert_eq!(letters.meta.title, "Thank you, Smith & Sons");
        letters.append(titled("Thank you, Mill"));
        assert_eq!(letters.meta.title, "Thank you");
        letters.append(titled("Gracias"));
        assert_eq!(letters.meta.title, "");
    }

    #[test]
    fn a_paragraph_stays_with_what_it_leads_to() {
        let text =
            |words: &str| Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(words.into())])]);
        let line = Block::Paragraph(vec![Inline::Blank("comments".into())]);
        let table = Block::Table(Table::default());
        assert!(text("What to work on next: ").leads_on(Some(&line)));
        assert!(text("These are:").leads_on(Some(&table)));
        assert!(!text("That was all.").leads_on(Some(&table)));
        assert!(!text("That was all:").leads_on(Some(&text("more"))));
        assert!(text("Sign here.").leads_on(Some(&Block::Signatures(Vec::new()))));
        assert!(!line.leads_on(Some(&line)) && !text("a:").leads_on(None));
    }

    #[test]
    fn one_who_signs_alone_has_no_title_and_one_who_has_signed_leaves_no_blank() {
        let words = |signer: &Signer| -> Vec<_> {
            let lines = signer.lines(labels::labels("en"));
            lines.into_iter().map(|(word, _)| word).collect()
        };
        let alone = Signer::default();
        assert_eq!(words(&alone), ["Name", "Date"]);
        let titled = Signer {
            title: "Guardian ad litem".into(),
            ..Signer::default()
        };
        assert_eq!(words(&titled), ["Name", "Title", "Date"]);
        let of_a_school = Signer {
            organization: "School".into(),
            ..Signer::default()
        };
        assert_eq!(words(&of_a_school), ["Name", "Title", "Date"]);
        let signed = Signer {
            name: "Ada".into(),
            on: "May 1, 2026".into(),
            signed: true,
            ..of_a_school
        };
        assert_eq!(words(&signed), ["Name", "Date"]);
        assert_eq!(signed.hand(), "/s/ Ada");
    }
}
