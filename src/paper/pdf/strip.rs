//! A strip of a page: what is never split, and where the pages break between strips.

use super::line::Line;
use super::tags::NodeId;

/// Something drawn in a strip.
#[derive(Clone, Debug)]
pub(super) enum Mark {
    /// A line of text; its baseline's distance from the top of the strip.
    Line {
        /// From the left edge of the text.
        x: f32,
        /// From the top of the strip.
        baseline: f32,
        /// The line.
        line: Line,
    },
    /// A rule across, which means nothing to a reader who cannot see it.
    Rule {
        /// From the left edge of the text.
        x: f32,
        /// From the top of the strip to its middle.
        y: f32,
        /// How long it is.
        width: f32,
        /// How thick it is.
        weight: f32,
    },
    /// An element that is there though nothing may be drawn in it: a cell.
    Element(NodeId),
    /// A heading for the list of contents, by its number.
    Heading(usize),
}

impl Mark {
    /// Moves it down.
    pub(super) fn lower(&mut self, by: f32) {
        match self {
            Self::Line { baseline: y, .. } | Self::Rule { y, .. } => *y += by,
            Self::Element(_) | Self::Heading(_) => {}
        }
    }
}

/// What is never split over two pages.
#[derive(Clone, Debug, Default)]
pub(super) struct Strip {
    /// The space above it, which vanishes at the top of a page.
    pub above: f32,
    /// Its height.
    pub height: f32,
    /// Whether the next strip must stand on the same page, if a page can hold both.
    pub keep: bool,
    /// Whether a page begins with it.
    pub new_page: bool,
    /// The head that is repeated if a page breaks before it, by its number.
    pub head: Option<usize>,
    /// What is drawn.
    pub marks: Vec<Mark>,
}

/// A strip at its place on a page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Placed {
    /// From the top of the text.
    pub y: f32,
    /// Which strip.
    pub what: What,
}

/// Which strip stands somewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// One of the text.
    Strip(usize),
    /// The head of a table again.
    Head(usize),
}

/// Puts strips on pages of a height; there is at least one page.
///
/// Strips that are kept together move to the next page together; what no page can hold is put
/// strip by strip instead.
pub(super) fn pages(strips: &[Strip], heads: &[Vec<Strip>], height: f32) -> Vec<Vec<Placed>> {
    let again = |strip: &Strip| -> f32 {
        strip.head.map_or(0.0, |head| {
            heads[head].iter().map(|strip| strip.height).sum()
        })
    };
    let mut pages = vec![Vec::new()];
    let mut y = 0.0_f32;
    let mut at = 0;
    while at < strips.len() {
        let first = &strips[at];
        let (mut end, mut extent) = (at + 1, first.height);
        while end < strips.len() && strips[end - 1].keep && !strips[end].new_page {
            extent += strips[end].above + strips[end].height;
            end += 1;
            if extent + again(first) > height {
                (end, extent) = (at + 1, first.height);
                break;
            }
        }
        let is_top = pages.last().is_some_and(Vec::is_empty);
        let fits = y + first.above + extent <= height + 0.01;
        if !is_top && (first.new_page || !fits) {
            let mut page = Vec::new();
            y = 0.0;
            if let Some(head) = first.head.filter(|_| !first.new_page) {
                page.push(Placed {
                    y,
                    what: What::Head(head),
                });
                y += again(first);
            }
            pages.push(page);
        }
        for (offset, strip) in strips[at..end].iter().enumerate() {
            let Some(page) = pages.last_mut() else { break };
            if !page.is_empty() {
                y += strip.above;
            }
            page.push(Placed {
                y,
                what: What::Strip(at + offset),
            });
            y += strip.height;
        }
        at = end;
    }
    pages
}
