//! A document as PDF: set like a book, tagged for those who hear it (PDF/UA-1), the same each time.
//!
//! [`flow`] turns blocks into strips (with [`text`], [`table`] and [`sign`]): a text is a [`passage`],
//! which [`shape`] makes glyphs of, [`breaks`] and [`hyphen`] divide into lines, and [`line`] sets.
//! [`strip`] puts strips on pages, [`draw`] and [`furniture`] draw them, [`tags`] keeps the
//! structure, and [`stamp`] says what the document was made from.

mod breaks;
mod draw;
mod faces;
mod flow;
mod furniture;
mod hyphen;
mod line;
mod passage;
mod shape;
mod sign;
mod stamp;
mod strip;
mod table;
mod tags;
#[cfg(test)]
pub(in crate::paper) mod tests;
mod text;

use std::collections::BTreeSet;

use krilla::configure::{Accessibility, ConfigurationBuilder, PdfVersion};
use krilla::metadata::{Metadata, TextDirection};
use krilla::{Document as File, SerializeSettings};

use super::{Block, Document, Finder, Meta};
use crate::fault::{Fault, Result};

pub use faces::{covered, is_font};
pub use stamp::stamp;

use faces::Faces;
use flow::Flow;
use furniture::Furniture;

/// Writes a document as a PDF that anyone can read, search, print and hear.
///
/// The same document and fonts give the same bytes. `find` is asked only for characters that the
/// fonts in the binary lack.
///
/// # Errors
///
/// If no font draws some character of the document.
pub fn write(document: &Document, find: Finder<'_>) -> Result<Vec<u8>> {
    let meta = complete(document);
    let mut faces = Faces::own();
    let mut set = Set::new(document, &meta, &faces);
    if !set.flow.glyphs.lacking.is_empty() {
        let wanted = std::mem::take(&mut set.flow.glyphs.lacking);
        drop(set);
        let fonts = find(&wanted);
        for font in fonts.found {
            faces.add(font, &meta.language);
        }
        set = Set::new(document, &meta, &faces);
        if !set.flow.glyphs.lacking.is_empty() {
            return Err(undrawn(&set.flow.glyphs.lacking, &fonts.unusable));
        }
    }
    set.file(&meta)
}

/// A document on its pages.
struct Set<'a> {
    flow: Flow<'a>,
    pages: Vec<Vec<strip::Placed>>,
    furniture: Furniture,
}

impl<'a> Set<'a> {
    fn new(document: &Document, meta: &Meta, faces: &'a Faces) -> Self {
        let mut flow = Flow::new(faces, &meta.language);
        flow.blocks(&document.blocks, Flow::page());
        let pages = strip::pages(&flow.strips, &flow.heads, draw::HEIGHT);
        let furniture = Furniture::new(meta, pages.len(), faces, &mut flow.glyphs);
        Self {
            flow,
            pages,
            furniture,
        }
    }

    /// The file, held against PDF/UA-1 as far as a program can.
    fn file(self, meta: &Meta) -> Result<Vec<u8>> {
        let configuration = ConfigurationBuilder::new()
            .with_version(PdfVersion::Pdf17)
            .with_accessibility_validator(Accessibility::UA1);
        let configuration = configuration.finish().map_err(unmade)?;
        let mut file = File::new_with(SerializeSettings {
            configuration,
            ..SerializeSettings::default()
        });
        let direction = if self.flow.rtl {
            TextDirection::RightToLeft
        } else {
            TextDirection::LeftToRight
        };
        let (tags, mut outline) = draw::draw(&mut file, self.flow, &self.pages, &self.furniture);
        outline.whole(&meta.title);
        file.set_outline(outline.finish());
        file.set_tag_tree(tags.tree(&meta.language));
        file.set_metadata(
            Metadata::new()
                .title(meta.title.clone())
                .authors(
                    vec![meta.author.clone()]
                        .into_iter()
                        .filter(|a| !a.is_empty())
                        .collect(),
                )
                .language(meta.language.clone())
                .creator("wbl".to_owned())
                .keywords(stamp::keywords(&meta.stamp))
                .text_direction(direction),
        );
        file.finish().map_err(unmade)
    }
}

/// What the file says of itself, with a title and a language, which PDF/UA wants.
fn complete(document: &Document) -> Meta {
    let mut meta = document.meta.clone();
    let visible = |text: &str| -> String {
        let text: String = text.chars().map(passage::shown).take(2000).collect();
        text.trim().to_owned()
    };
    meta.title = visible(&meta.title);
    meta.author = visible(&meta.author);
    if meta.title.is_empty() {
        let heading = document.blocks.iter().find_map(|block| match block {
            Block::Heading { text, .. } => Some(visible(&text::plain(text))),
            _ => None,
        });
        meta.title = heading
            .filter(|words| !words.is_empty())
            .unwrap_or_else(|| "wbl".to_owned());
    }
    meta.language = visible(&meta.language);
    if meta.language.is_empty()
        || !meta
            .language
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == '-')
    {
        "en".clone_into(&mut meta.language);
    }
    meta
}

/// The library refused what was made.
fn unmade(error: impl std::fmt::Debug) -> Fault {
    Fault::could(format!("the PDF could not be made: {error:?}"))
}

/// No font draws some characters. One that cannot be used may be the one that would.
fn undrawn(lacking: &BTreeSet<char>, unusable: &[String]) -> Fault {
    const SHOWN: usize = 12;
    const TOLD: usize = 3;
    let name = |c: &char| format!("`{c}` (U+{:04X})", u32::from(*c));
    let mut names: Vec<String> = lacking.iter().take(SHOWN).map(name).collect();
    if lacking.len() > SHOWN {
        names.push(format!("{} more", lacking.len() - SHOWN));
    }
    let noun = if lacking.len() == 1 {
        "the character"
    } else {
        "the characters"
    };
    let fault = Fault::could(format!(
        "no font on this machine draws {noun} {}",
        names.join(", ")
    ));
    let told = unusable.iter().take(TOLD);
    told.fold(fault, Fault::hint)
        .hint("sudo apt install fonts-noto-core fonts-noto-cjk fonts-symbola")
        .hint("or write it as DOCX: `--format docx`, where the reader's own fonts are used")
}
