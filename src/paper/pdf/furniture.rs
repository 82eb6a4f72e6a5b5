//! What stands on every page beside the text: header, footer, the mark of a draft.

use krilla::surface::Surface;
use krilla::tagging::ArtifactType;

use super::breaks::{self, Measure};
use super::draw::{LEFT, PAGE, artifact, fill, rule, text};
use super::faces::{Cut, Faces};
use super::flow::WIDTH;
use super::line::{self, Line, Setting, Stand};
use super::passage::{Ink, Look, Passage};
use super::shape::Glyphs;
use crate::paper::Meta;
use crate::paper::labels;

/// The size of header and footer.
const SIZE: f32 = 9.0;
/// The baselines of the header's last line and of the footer, from the top of the page.
const HEADER: f32 = 48.0;
const FOOTER: f32 = PAGE.1 - 44.0;

/// The furniture of all pages.
pub(super) struct Furniture {
    header: Vec<Line>,
    draft: Option<Line>,
    /// The mark across the page, if it is a draft.
    across: Option<Line>,
    /// Each page's `n of m`.
    numbers: Vec<Line>,
}

impl Furniture {
    /// The furniture for so many pages.
    pub(super) fn new(meta: &Meta, count: usize, faces: &Faces, glyphs: &mut Glyphs) -> Self {
        let grey = Look {
            size: SIZE,
            ink: Ink::Grey,
            ..Look::default()
        };
        let labels = labels::labels(&meta.language);
        let draft = meta.draft.then(|| {
            let look = Look {
                cut: Cut::Bold,
                size: SIZE,
                ink: Ink::Red,
                ..Look::default()
            };
            one(labels.draft, &look, WIDTH, Stand::Right, faces, glyphs)
        });
        let across = meta.draft.then(|| {
            let look = Look {
                cut: Cut::Bold,
                size: 100.0,
                ink: Ink::Pale,
                ..Look::default()
            };
            one(labels.draft, &look, 0.0, Stand::Left, faces, glyphs)
        });
        let room = WIDTH - draft.as_ref().map_or(0.0, |line| line.width + 12.0);
        let numbers = (1..=count).map(|n| {
            let text = labels::page(&meta.language);
            let text = text
                .replace("{n}", &n.to_string())
                .replace("{m}", &count.to_string());
            one(&text, &grey, WIDTH, Stand::Middle, faces, glyphs)
        });
        let numbers = numbers.collect();
        let header = header(&meta.header, &grey, room, faces, glyphs);
        Self {
            header,
            draft,
            across,
            numbers,
        }
    }

    /// Draws what lies under the text.
    pub(super) fn under(&self, surface: &mut Surface<'_>, faces: &Faces) {
        let Some(line) = &self.across else { return };
        artifact(surface, ArtifactType::Watermark, |surface| {
            // From corner to corner, as shapes: nobody searches for it or hears it between lines.
            let scale = 1.15 * WIDTH / line.width.max(1.0);
            let turn = krilla::geom::Transform::from_row(
                0.643 * scale,
                -0.766 * scale,
                0.766 * scale,
                0.643 * scale,
                PAGE.0 / 2.0,
                PAGE.1 / 2.0,
            );
            surface.push_transform(&turn);
            surface.set_fill(Some(fill(Ink::Pale)));
            for run in &line.runs {
                let start =
                    krilla::geom::Point::from_xy(run.x - line.width / 2.0, run.look.size * 0.33);
                surface.draw_glyphs(
                    start,
                    &run.glyphs,
                    faces.font(run.face),
                    &run.text,
                    run.look.size,
                    true,
                );
            }
            surface.pop();
        });
    }

    /// Draws header and footer of a page, counted from 0.
    pub(super) fn over(&self, surface: &mut Surface<'_>, faces: &Faces, page: usize) {
        if !self.header.is_empty() || self.draft.is_some() {
            artifact(surface, ArtifactType::Header, |surface| {
                let mut y = HEADER - (SIZE + 2.0) * f32::from(u8::from(self.header.len() > 1));
                for line in &self.header {
                    text(surface, faces, &line.runs, (LEFT, y));
                    y += SIZE + 2.0;
                }
                if let Some(line) = &self.draft {
                    text(surface, faces, &line.runs, (LEFT, HEADER));
                }
                rule(surface, (LEFT, HEADER + 6.0), WIDTH, 0.3);
            });
        }
        if let Some(line) = self.numbers.get(page) {
            artifact(surface, ArtifactType::Footer, |surface| {
                text(surface, faces, &line.runs, (LEFT, FOOTER));
            });
        }
    }
}

/// A text on one line.
fn one(
    text: &str,
    look: &Look,
    room: f32,
    stand: Stand,
    faces: &Faces,
    glyphs: &mut Glyphs,
) -> Line {
    let shaped = glyphs.shape(Passage::plain(text, look), faces, None);
    let setting = Setting {
        room,
        stand,
        justify: false,
        hyphen: false,
    };
    line::set(&shaped, 0..shaped.clusters.len(), faces, setting)
}

/// A header on one line or two; what is longer ends in `…`, as the text has it whole.
fn header(text: &str, look: &Look, room: f32, faces: &Faces, glyphs: &mut Glyphs) -> Vec<Line> {
    // More than two lines hold: a hostile header is not worth the time.
    let mut shown: String = text.trim().chars().take(400).collect();
    if shown.is_empty() {
        return Vec::new();
    }
    loop {
        let shaped = glyphs.shape(Passage::plain(&shown, look), faces, None);
        let stand = if shaped.rtl {
            Stand::Right
        } else {
            Stand::Left
        };
        let measure = Measure {
            width: room,
            justify: false,
            hyphen: 0.0,
        };
        let ends = breaks::ends(&shaped.clusters, &[], measure);
        let mut from = 0;
        let mut lines = Vec::new();
        for end in &ends {
            let setting = Setting {
                room,
                stand,
                justify: false,
                hyphen: false,
            };
            lines.push(line::set(&shaped, from..end.at, faces, setting));
            from = end.at;
        }
        if lines.len() <= 2 {
            return lines;
        }
        let keep = shown.chars().count() * 2 / lines.len().max(3);
        shown = shown
            .chars()
            .take(keep.min(shown.chars().count().saturating_sub(2)))
            .collect();
        shown.truncate(shown.trim_end_matches('…').len());
        shown.push('…');
    }
}
