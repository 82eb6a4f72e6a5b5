//! A passage as glyphs: parley finds fonts, directions and where a line may end, and shapes.

use std::collections::BTreeSet;
use std::ops::Range;

use parlance::{BaseDirection, FontFeature, Language, Tag};
use parley_engine::itemize::{Item, Segment};
use parley_engine::shape::{CharCluster, Whitespace};
use parley_engine::{
    Analysis, AnalysisOptions, Analyzer, FontInstanceRef, FontSelector, Glyph, LineBreakConfig,
    ShapeOptions, ShapedText, Shaper,
};

use super::faces::{Cut, FaceId, Faces};
use super::passage::{Look, Passage};

/// A passage in glyphs.
#[derive(Debug, Default)]
pub(super) struct Shaped {
    /// The text.
    pub text: String,
    /// The looks that clusters name.
    pub looks: Vec<Look>,
    /// The clusters in the order of the text.
    pub clusters: Vec<Cluster>,
    /// The glyphs that clusters name.
    pub glyphs: Vec<Glyph>,
    /// Whether the passage is read from right to left.
    pub rtl: bool,
}

/// The least characters that glyphs belong to.
#[derive(Clone, Debug)]
pub(super) struct Cluster {
    /// Its bytes of the text.
    pub bytes: Range<usize>,
    /// Its glyphs.
    pub glyphs: Range<usize>,
    /// Its width in points.
    pub advance: f32,
    /// Its font.
    pub face: FaceId,
    /// Its look.
    pub look: u16,
    /// Its level of embedding; odd from right to left.
    pub level: u8,
    /// What it is to the lines.
    pub nature: Nature,
    /// Whether a line may end before it.
    pub may_break: bool,
    /// Whether it begins what a person takes for one character.
    pub is_grapheme: bool,
}

/// What a cluster is to the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Something that is seen.
    Letter,
    /// A space, which may grow and shrink, and vanishes at the end of a line.
    Space,
    /// A space that holds two words together; it may grow and shrink.
    HardSpace,
    /// Other white, which vanishes at the end of a line.
    White,
    /// A Han character or its like, between which a line that has no spaces is stretched.
    Han,
    /// A soft hyphen: unseen but at the end of a line.
    SoftHyphen,
}

impl Cluster {
    /// Whether it may grow and shrink.
    pub(super) fn is_space(&self) -> bool {
        matches!(self.nature, Nature::Space | Nature::HardSpace)
    }

    /// Whether it vanishes at the end of a line.
    pub(super) fn is_white(&self) -> bool {
        matches!(self.nature, Nature::Space | Nature::White)
    }
}

/// Shapes passages; holds what is dear to make anew.
#[derive(Default)]
pub(super) struct Glyphs {
    analyzer: Analyzer,
    analysis: Analysis,
    shaper: Shaper,
    shaped: ShapedText,
    language: Option<Language>,
    /// The characters that no font had.
    pub lacking: BTreeSet<char>,
}

/// How far small capitals stand apart, as a part of the size.
const APART: f32 = 0.05;

impl Glyphs {
    /// A shaper for a language.
    pub(super) fn new(language: &str) -> Self {
        Self {
            language: Language::parse(language).ok(),
            ..Self::default()
        }
    }

    /// Shapes a passage; it is read as its first letter is, or as `direction` says.
    pub(super) fn shape(&mut self, passage: Passage, faces: &Faces, rtl: Option<bool>) -> Shaped {
        let mut shaped = Shaped {
            text: passage.text,
            looks: passage.looks,
            rtl: rtl.unwrap_or(false),
            ..Shaped::default()
        };
        if shaped.text.is_empty() {
            return shaped;
        }
        self.lacking.extend(faces.lacking(&shaped.text));
        let config = LineBreakConfig {
            language: self.language,
            ..LineBreakConfig::default()
        };
        let options = AnalysisOptions {
            base_direction: match rtl {
                Some(true) => BaseDirection::Rtl,
                Some(false) => BaseDirection::Ltr,
                None => BaseDirection::Auto,
            },
            line_break: &[(0..shaped.text.len(), config)],
            ..AnalysisOptions::default()
        };
        self.analyzer
            .analyze(&shaped.text, &options, &mut self.analysis);
        shaped.rtl = self.analysis.paragraph_level().is_rtl();
        let small_caps = [FontFeature::new(Tag::new(b"smcp"), 1)];
        let items = items(&passage.of, &shaped.looks, &small_caps, self.language);
        let select = Select {
            faces,
            looks: &shaped.looks,
            cluster: Vec::new(),
        };
        let text = &mut self.shaped;
        self.shaper.shape_text(
            &shaped.text,
            &self.analysis,
            &passage.of,
            items,
            select,
            text,
        );
        collect(text, faces, &mut shaped);
        shaped
    }
}

/// Whether a character is as wide as it is high and stands beside others without a space.
fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x2e80..=0x9fff | 0xf900..=0xfaff | 0xff00..=0xff60 | 0x20000..=0x3ffff)
}

/// The pieces of one size and one kind of letters.
fn items<'a>(
    of: &'a [u16],
    looks: &'a [Look],
    small_caps: &'a [FontFeature],
    language: Option<Language>,
) -> Vec<Item<'a>> {
    let key = |at: usize| {
        let look = &looks[usize::from(of[at])];
        (look.size, look.small_caps)
    };
    let mut items = Vec::new();
    for at in 0..of.len() {
        if at + 1 == of.len() || key(at) != key(at + 1) {
            let (font_size, caps) = key(at);
            items.push(Item {
                char_end: u32::try_from(at + 1).unwrap_or(u32::MAX),
                options: ShapeOptions {
                    font_size,
                    language,
                    features: if caps { small_caps } else { &[] },
                    variations: &[],
                },
            });
        }
    }
    items
}

/// Takes over what was shaped, cluster by cluster.
fn collect(text: &ShapedText, faces: &Faces, shaped: &mut Shaped) {
    for (at, run) in text.runs().iter().enumerate() {
        let font = &text.fonts()[run.font_index].font;
        let face = faces.find(font.data.id(), font.index);
        let slice = text.run_slice(u32::try_from(at).unwrap_or(u32::MAX));
        for index in slice.shaped_clusters_range() {
            let cluster = &text.shaped_clusters()[index as usize];
            let characters = cluster.chars_range();
            let from = shaped.glyphs.len();
            shaped.glyphs.extend(slice.shaped_cluster_glyphs(index));
            let look = &shaped.looks[usize::from(cluster.style_index)];
            let mut advance = cluster.advance;
            // Letters that are joined, as Arabic's are, are not set apart.
            if look.small_caps && run.bidi_level.is_ltr() && cluster.is_grapheme_start() {
                advance += look.size * APART;
                if let Some(last) = shaped.glyphs[from..].last_mut() {
                    last.advance += look.size * APART;
                }
            }
            let bytes = slice.text_byte_range(characters);
            shaped.clusters.push(Cluster {
                nature: match cluster.whitespace() {
                    Whitespace::Space => Nature::Space,
                    Whitespace::NoBreakSpace => Nature::HardSpace,
                    Whitespace::None if shaped.text[bytes.clone()].ends_with('\u{ad}') => {
                        Nature::SoftHyphen
                    }
                    Whitespace::None if shaped.text[bytes.clone()].starts_with(is_han) => {
                        Nature::Han
                    }
                    Whitespace::None => Nature::Letter,
                    _ => Nature::White,
                },
                bytes,
                glyphs: from..shaped.glyphs.len(),
                advance,
                face,
                look: cluster.style_index,
                level: run.bidi_level.to_u8(),
                may_break: cluster.is_soft_wrap_opportunity_before(),
                is_grapheme: cluster.is_grapheme_start(),
            });
        }
    }
}

/// Picks a font for what belongs together.
struct Select<'a> {
    faces: &'a Faces,
    looks: &'a [Look],
    cluster: Vec<char>,
}

impl FontSelector for Select<'_> {
    fn select_font(
        &mut self,
        _segment: &Segment,
        _options: &ShapeOptions<'_>,
        cluster: &mut CharCluster,
    ) -> Option<FontInstanceRef<'_>> {
        self.cluster.clear();
        self.cluster.extend(cluster.chars().iter().map(|c| c.ch));
        let look = cluster
            .chars()
            .first()
            .map_or(0, |c| usize::from(c.style_index));
        let cut = self.looks.get(look).map_or(Cut::Regular, |look| look.cut);
        self.faces.instance(self.faces.pick(cut, &self.cluster))
    }
}
