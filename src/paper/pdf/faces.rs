//! The fonts of a document: our own, which are in the binary, and those found for what ours lack.

use std::collections::BTreeSet;
use std::sync::Arc;

use fontique::{Blob, Synthesis};
use parley_engine::FontInstanceRef;
use skrifa::string::StringId;
use skrifa::{FontRef, MetadataProvider as _};

/// How letters are cut; the number is the place of the font among the faces.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(super) enum Cut {
    /// Upright.
    #[default]
    Regular = 0,
    /// Bold.
    Bold = 1,
    /// Italic.
    Italic = 2,
    /// Bold italic.
    BoldItalic = 3,
}

impl Cut {
    /// This cut and bold.
    pub(super) fn bold(self) -> Self {
        match self {
            Self::Regular | Self::Bold => Self::Bold,
            Self::Italic | Self::BoldItalic => Self::BoldItalic,
        }
    }

    /// This cut and italic.
    pub(super) fn italic(self) -> Self {
        match self {
            Self::Regular | Self::Italic => Self::Italic,
            Self::Bold | Self::BoldItalic => Self::BoldItalic,
        }
    }
}

/// The fonts in the binary: a cut each in the order of [`Cut`], then the symbols.
const OWN: [&[u8]; 5] = [
    include_bytes!("fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("fonts/LibertinusSerif-Bold.otf"),
    include_bytes!("fonts/LibertinusSerif-Italic.otf"),
    include_bytes!("fonts/LibertinusSerif-BoldItalic.otf"),
    include_bytes!("fonts/NotoSansSymbols2-Regular.ttf"),
];

/// One font.
struct Face {
    /// For shaping.
    blob: Blob<u8>,
    /// Its place in a collection of fonts.
    index: u32,
    /// For the file.
    font: krilla::text::Font,
    /// The characters that it draws, sorted.
    covers: Vec<u32>,
    /// Whether it is bold.
    bold: bool,
}

impl Face {
    /// The font of some bytes, or none where they are no font that can be drawn.
    fn new(bytes: Arc<dyn AsRef<[u8]> + Send + Sync>, language: &str) -> Option<Self> {
        let data: &[u8] = (*bytes).as_ref();
        let index = place(data, language)?;
        let parsed = FontRef::from_index(data, index).ok()?;
        let covers = drawn(&parsed)?;
        let bold = parsed.attributes().weight.value() >= 600.0;
        let font = krilla::text::Font::new(bytes.clone().into(), index)?;
        Some(Self {
            blob: Blob::new(bytes),
            index,
            font,
            covers,
            bold,
        })
    }

    fn has(&self, c: char) -> bool {
        self.covers.binary_search(&u32::from(c)).is_ok()
    }
}

/// The characters that a font draws as outlines, sorted; none for a font of pictures.
fn drawn(font: &FontRef<'_>) -> Option<Vec<u32>> {
    let outlined = [b"glyf", b"CFF ", b"CFF2"]
        .iter()
        .any(|tag| font.table_data(skrifa::Tag::new(tag)).is_some());
    let mut covers: Vec<u32> = font
        .charmap()
        .mappings()
        .filter(|(_, glyph)| glyph.to_u32() != 0)
        .map(|(c, _)| c)
        .collect();
    covers.sort_unstable();
    covers.dedup();
    (outlined && !covers.is_empty()).then_some(covers)
}

/// Which font of a collection draws Han characters as the language writes them; 0 for a lone one.
fn place(data: &[u8], language: &str) -> Option<u32> {
    let count = FontRef::fonts(data).count();
    if count <= 1 {
        return (count == 1).then_some(0);
    }
    let wanted = match language.to_ascii_lowercase().as_str() {
        l if l.starts_with("ja") => "JP",
        l if l.starts_with("ko") => "KR",
        l if l.contains("hant") || l.ends_with("tw") => "TC",
        l if l.ends_with("hk") => "HK",
        _ => "SC",
    };
    let named = FontRef::fonts(data).position(|font| {
        font.is_ok_and(|font| {
            font.localized_strings(StringId::FAMILY_NAME)
                .any(|name| name.to_string().ends_with(wanted))
        })
    });
    u32::try_from(named.unwrap_or(0)).ok()
}

/// Which of the wanted characters a font file draws.
///
/// For whoever looks through the fonts of a system: bytes that are no font draw none.
pub fn covered(font: &[u8], wanted: &BTreeSet<char>) -> BTreeSet<char> {
    let covers = FontRef::fonts(font)
        .next()
        .and_then(Result::ok)
        .and_then(|font| drawn(&font))
        .unwrap_or_default();
    let has = |c: &&char| covers.binary_search(&u32::from(**c)).is_ok();
    wanted.iter().filter(has).copied().collect()
}

/// Whether bytes are a whole font, or several: every table that one says it has is there.
pub fn is_font(bytes: &[u8]) -> bool {
    let is_whole = |font: Result<FontRef<'_>, _>| {
        font.is_ok_and(|font| {
            let tables = font.table_directory().table_records();
            let is_there = |tag| font.table_data(tag).is_some();
            !tables.is_empty()
                && tables
                    .iter()
                    .all(|table| table.length() == 0 || is_there(table.tag()))
        })
    };
    let mut fonts = FontRef::fonts(bytes).peekable();
    fonts.peek().is_some() && fonts.all(is_whole)
}

/// All fonts of a document.
pub(super) struct Faces {
    faces: Vec<Face>,
    synthesis: Synthesis,
}

/// The place of a font among the faces.
pub(super) type FaceId = u16;

impl Faces {
    /// Our own fonts.
    pub(super) fn own() -> Self {
        let own = OWN
            .into_iter()
            .map(|bytes| -> Arc<dyn AsRef<[u8]> + Send + Sync> { Arc::new(bytes) });
        Self {
            faces: own.filter_map(|bytes| Face::new(bytes, "")).collect(),
            synthesis: Synthesis::default(),
        }
    }

    /// Adds a font that was found; what is no font is left out.
    pub(super) fn add(&mut self, bytes: Vec<u8>, language: &str) {
        if self.faces.len() < usize::from(FaceId::MAX) {
            self.faces.extend(Face::new(Arc::new(bytes), language));
        }
    }

    /// The characters of a text that no font here draws.
    pub(super) fn lacking(&self, text: &str) -> BTreeSet<char> {
        let has = |c: char| self.faces.iter().any(|face| face.has(c));
        text.chars()
            .filter(|c| !is_unseen(*c) && !has(*c))
            .collect()
    }

    /// The font for characters that belong together: the cut's own, else the first that has all.
    pub(super) fn pick(&self, cut: Cut, cluster: &[char]) -> FaceId {
        let has_all = |at: &usize| {
            self.faces
                .get(*at)
                .is_some_and(|face| cluster.iter().all(|c| is_unseen(*c) || face.has(*c)))
        };
        let bold = matches!(cut, Cut::Bold | Cut::BoldItalic);
        let found = OWN.len()..self.faces.len();
        let alike = found.clone().filter(|at| self.faces[*at].bold == bold);
        let order = [cut as usize, 0, OWN.len() - 1]
            .into_iter()
            .chain(alike)
            .chain(found);
        let best = order.clone().find(has_all).or_else(|| {
            // No font has all of them: the one that has the first, so that the letter is right.
            let first = cluster.iter().find(|c| !is_unseen(**c))?;
            order
                .clone()
                .find(|at| self.faces.get(*at).is_some_and(|face| face.has(*first)))
        });
        FaceId::try_from(best.unwrap_or(cut as usize)).unwrap_or(0)
    }

    /// The font for shaping.
    pub(super) fn instance(&self, id: FaceId) -> Option<FontInstanceRef<'_>> {
        let face = self.faces.get(usize::from(id))?;
        Some(FontInstanceRef {
            data: &face.blob,
            index: face.index,
            synthesis: &self.synthesis,
        })
    }

    /// The place of a font that was used in shaping.
    pub(super) fn find(&self, blob: u64, index: u32) -> FaceId {
        let at = self
            .faces
            .iter()
            .position(|face| face.blob.id() == blob && face.index == index);
        at.and_then(|at| FaceId::try_from(at).ok()).unwrap_or(0)
    }

    /// The font for the file.
    pub(super) fn font(&self, id: FaceId) -> krilla::text::Font {
        self.faces[usize::from(id)].font.clone()
    }

    /// A character's glyph and its width, as a part of the size, in one of our own cuts.
    pub(super) fn glyph(&self, cut: Cut, c: char) -> (u32, f32) {
        let face = &self.faces[cut as usize];
        let Ok(font) = FontRef::from_index(face.blob.as_ref(), face.index) else {
            return (0, 0.0);
        };
        let glyph = font.charmap().map(c).unwrap_or_default();
        let size = skrifa::instance::Size::new(1.0);
        let metrics = font.glyph_metrics(size, skrifa::instance::LocationRef::default());
        (
            glyph.to_u32(),
            metrics.advance_width(glyph).unwrap_or_default(),
        )
    }
}

/// Whether a character is not drawn, so that no font needs it: joiners, marks of direction,
/// variation selectors (Unicode's `Default_Ignorable_Code_Point`).
pub(super) fn is_unseen(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
        | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}')
}
