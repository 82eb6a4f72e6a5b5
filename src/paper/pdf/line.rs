//! One line: its runs of glyphs, each at its place, spaces stretched, directions in order.

use std::ops::Range;

use krilla::text::{GlyphId, KrillaGlyph};

use super::breaks::SHRINK;
use super::faces::{FaceId, Faces};
use super::passage::Look;
use super::shape::{Cluster, Nature, Shaped};

/// A line ready to be drawn.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its runs in the order in which they are read.
    pub runs: Vec<Run>,
    /// Its width without the white at its end.
    pub width: f32,
}

/// Glyphs of one font and look.
#[derive(Clone, Debug)]
pub(super) struct Run {
    /// Where it begins, from the left edge of the line's room.
    pub x: f32,
    /// Its width.
    pub width: f32,
    /// Its font.
    pub face: FaceId,
    /// Its look.
    pub look: Look,
    /// Its text.
    pub text: String,
    /// Its glyphs from left to right.
    pub glyphs: Vec<KrillaGlyph>,
}

/// Where a line stands in its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stand {
    /// At the left edge.
    Left,
    /// In the middle.
    Middle,
    /// At the right edge.
    Right,
}

/// How a line is to be set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting {
    /// The room from edge to edge.
    pub room: f32,
    /// Where it stands.
    pub stand: Stand,
    /// Whether its spaces are stretched to fill the room.
    pub justify: bool,
    /// Whether a hyphen ends it.
    pub hyphen: bool,
}

/// Spaces are not stretched by more than this part of the size: a hole is worse than a ragged edge.
const WIDEST: f32 = 1.1;

/// Sets the clusters of a line.
pub(super) fn set(shaped: &Shaped, part: Range<usize>, faces: &Faces, setting: Setting) -> Line {
    let clusters = &shaped.clusters[part];
    let seen = clusters
        .iter()
        .rposition(|c| !c.is_white())
        .map_or(0, |last| last + 1);
    let mut runs = runs(shaped, clusters, seen);
    if setting.hyphen
        && let Some(last) = clusters.get(seen.saturating_sub(1))
    {
        let look = &shaped.looks[usize::from(last.look)];
        let at = runs
            .iter()
            .position(|run| run.clusters.start >= seen)
            .unwrap_or(runs.len());
        runs.insert(at, Part::hyphen(look, shaped.rtl, seen));
    }
    let hyphen = |look: &Look| faces.glyph(look.cut, '\u{ad}').1 * look.size;
    let natural: f32 = clusters[..seen].iter().map(|c| c.advance).sum::<f32>()
        + runs
            .iter()
            .filter(|run| run.hyphen)
            .map(|run| hyphen(&run.look))
            .sum::<f32>();
    let spaces: f32 = clusters[..seen]
        .iter()
        .filter(|c| c.is_space())
        .map(|c| c.advance)
        .sum();
    let count = clusters[..seen].iter().filter(|c| c.is_space()).count();
    let slack = setting.room - natural;
    let size = clusters
        .first()
        .map_or(10.0, |c| shaped.looks[usize::from(c.look)].size);
    #[expect(clippy::cast_precision_loss, reason = "a line holds few spaces")]
    let fits = slack <= WIDEST * size * count as f32;
    // The last line too is a little longer than its room where that spares a lone word.
    let long = slack < 0.0 && -slack <= spaces * SHRINK + 0.02;
    let stretch = if spaces > 0.0 && (long || setting.justify && fits) {
        slack / spaces
    } else {
        0.0
    };
    // A line of Han characters has no spaces: it is stretched between them, all but the last.
    let between = clusters[..seen.saturating_sub(1)]
        .iter()
        .filter(|c| c.nature == Nature::Han);
    #[expect(clippy::cast_precision_loss, reason = "a line holds few characters")]
    let apart = match between.count() as f32 {
        count
            if setting.justify
                && stretch == 0.0
                && (0.0..=0.1 * size * count).contains(&slack)
                && count > 0.0 =>
        {
            slack / count
        }
        _ => 0.0,
    };
    let filled = stretch != 0.0 || apart != 0.0;
    let width = if filled { setting.room } else { natural };

    let white = if shaped.rtl {
        clusters[seen..].iter().map(|c| c.advance).sum()
    } else {
        0.0
    };
    let mut x = match setting.stand {
        Stand::Left => 0.0,
        Stand::Middle => ((setting.room - width) / 2.0).max(0.0),
        Stand::Right => (setting.room - width).max(0.0),
    } - white;
    let mut placed: Vec<Option<Run>> = runs.iter().map(|_| None).collect();
    for index in visual(&runs) {
        let stretch = |c: &Cluster, at: usize| match c.nature {
            Nature::Space | Nature::HardSpace if at < seen => c.advance * stretch,
            Nature::Han if at + 1 < seen => apart,
            _ => 0.0,
        };
        let run = runs[index].place(x, shaped, clusters, faces, stretch);
        x += run.width;
        placed[index] = Some(run);
    }
    Line {
        runs: placed.into_iter().flatten().collect(),
        width,
    }
}

/// The clusters of a run, or a hyphen.
struct Part {
    clusters: Range<usize>,
    face: FaceId,
    look: Look,
    level: u8,
    hyphen: bool,
}

/// Clusters of one font, look and level, in the order of the text.
fn runs(shaped: &Shaped, clusters: &[Cluster], seen: usize) -> Vec<Part> {
    let base = u8::from(shaped.rtl);
    let mut runs: Vec<Part> = Vec::new();
    let mut before = None;
    for (at, cluster) in clusters.iter().enumerate() {
        // The white at the end of a line goes where the paragraph goes (UAX 9, rule L1).
        let level = if at < seen { cluster.level } else { base };
        let key = (cluster.face, cluster.look, level, at < seen);
        match runs.last_mut() {
            Some(run) if before == Some(key) => run.clusters.end = at + 1,
            _ => runs.push(Part {
                clusters: at..at + 1,
                face: cluster.face,
                look: shaped.looks[usize::from(cluster.look)].clone(),
                level,
                hyphen: false,
            }),
        }
        before = Some(key);
    }
    runs
}

/// The runs from left to right (UAX 9, rule L2).
fn visual(runs: &[Part]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    let highest = runs.iter().map(|run| run.level).max().unwrap_or(0);
    for level in (1..=highest).rev() {
        let mut at = 0;
        while at < order.len() {
            let end = order[at..]
                .iter()
                .position(|index| runs[*index].level < level);
            let end = end.map_or(order.len(), |end| at + end);
            order[at..end].reverse();
            at = end + 1;
        }
    }
    order
}

impl Part {
    /// A hyphen that ends a line.
    fn hyphen(look: &Look, rtl: bool, at: usize) -> Self {
        Self {
            clusters: at..at,
            face: look.cut as FaceId,
            look: look.clone(),
            level: u8::from(rtl),
            hyphen: true,
        }
    }

    /// The run at its place.
    fn place(
        &self,
        x: f32,
        shaped: &Shaped,
        clusters: &[Cluster],
        faces: &Faces,
        stretch: impl Fn(&Cluster, usize) -> f32,
    ) -> Run {
        let size = self.look.size;
        let rtl = self.level % 2 == 1;
        let mut run = Run {
            x,
            width: 0.0,
            face: self.face,
            look: self.look.clone(),
            text: String::new(),
            glyphs: Vec::new(),
        };
        if self.hyphen {
            let (glyph, part) = faces.glyph(self.look.cut, '\u{ad}');
            // What a hyphen that divides a word is called in a text, so that the word is whole.
            run.text.push('\u{ad}');
            run.width = part * size;
            run.glyphs.push(KrillaGlyph::new(
                GlyphId::new(glyph),
                part,
                0.0,
                0.0,
                0.0,
                0..2,
                None,
            ));
            return run;
        }
        let part = &clusters[self.clusters.clone()];
        let Some(start) = part.first().map(|c| c.bytes.start) else {
            return run;
        };
        let end = part.last().map_or(start, |c| c.bytes.end);
        shaped.text[start..end].clone_into(&mut run.text);
        let order: Box<dyn Iterator<Item = usize>> = if rtl {
            Box::new(self.clusters.clone().rev())
        } else {
            Box::new(self.clusters.clone())
        };
        for at in order {
            let cluster = &clusters[at];
            let bytes = cluster.bytes.start - start..cluster.bytes.end - start;
            let more = stretch(cluster, at);
            let glyphs = &shaped.glyphs[cluster.glyphs.clone()];
            if glyphs.is_empty()
                && let Some(before) = run.glyphs.last_mut()
            {
                // Letters that shaping drew into their neighbour belong to its glyph.
                before.text_range.start = before.text_range.start.min(bytes.start);
                before.text_range.end = before.text_range.end.max(bytes.end);
            }
            for (index, glyph) in glyphs.iter().enumerate() {
                let more = if index + 1 == glyphs.len() { more } else { 0.0 };
                run.width += glyph.advance + more;
                run.glyphs.push(KrillaGlyph::new(
                    GlyphId::new(glyph.id),
                    (glyph.advance + more) / size,
                    glyph.x / size,
                    -glyph.y / size,
                    0.0,
                    bytes.clone(),
                    None,
                ));
            }
        }
        run
    }
}
