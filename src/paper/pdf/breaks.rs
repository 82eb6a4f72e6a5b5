//! Where the lines of a paragraph end: the best over the whole of it, as a book is set.
//!
//! After Knuth and Plass, "Breaking Paragraphs into Lines" (1981): each way to end a line has its
//! demerits, and the way with the fewest in all is taken, in time linear in the text.

use super::shape::{Cluster, Nature};

/// The end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct End {
    /// The cluster before which the line ends.
    pub at: usize,
    /// Whether a hyphen is drawn there.
    pub hyphen: bool,
}

/// How a paragraph is set.
#[derive(Clone, Copy, Debug)]
pub(super) struct Measure {
    /// The width of a line in points.
    pub width: f32,
    /// Whether both edges are straight.
    pub justify: bool,
    /// The width of a hyphen in points.
    pub hyphen: f32,
}

/// What a place to end a line costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Between words.
    Free,
    /// Within a word that its language divides.
    Hyphen,
    /// Anywhere, in a word wider than a line.
    Emergency,
}

/// A line's end that may become part of the answer.
struct Active {
    at: usize,
    cost: f64,
    before: Option<usize>,
    hyphen: bool,
}

/// The most ends that are weighed at once: a line has not so many but in a hostile text.
const MOST: usize = 250;

/// How much of its width a space may shrink and grow before that costs much.
pub(super) const SHRINK: f32 = 0.22;
const GROW: f32 = 0.5;

/// The ends of the lines; the last is the end of the clusters.
///
/// `hyphens` are the bytes where words may be divided, sorted.
pub(super) fn ends(clusters: &[Cluster], hyphens: &[usize], measure: Measure) -> Vec<End> {
    if clusters.is_empty() {
        return Vec::new();
    }
    let sums = Sums::new(clusters);
    let places = places(clusters, hyphens, &sums, measure);
    // Every active end that was ever kept, so that the way back is found.
    let mut kept = vec![Active {
        at: 0,
        cost: 0.0,
        before: None,
        hyphen: false,
    }];
    let mut active = std::collections::VecDeque::from([0_usize]);
    for (at, kind) in places {
        let mut best: Option<(f64, usize)> = None;
        let last = at == clusters.len();
        let mut forced = None;
        active.retain(|index| {
            let from = &kept[*index];
            let width = measure.width;
            let (natural, spaces) = sums.line(from.at, at);
            let hyphen = if kind == Kind::Hyphen {
                measure.hyphen
            } else {
                0.0
            };
            let shrink = if measure.justify {
                spaces * SHRINK
            } else {
                0.0
            };
            if natural - shrink > width + 0.01 {
                forced = Some(*index);
                return false;
            }
            if natural + hyphen - shrink <= width + 0.01 {
                let slack = width - natural - hyphen;
                let cost = from.cost
                    + demerits(slack, spaces, width, measure.justify, last)
                    + penalty(kind, from.hyphen, last);
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, *index));
                }
            }
            true
        });
        // Where nothing fits (a column narrower than a letter), the line is too wide.
        if best.is_none() && active.is_empty() {
            best = forced.map(|index| (kept[index].cost + 1e12, index));
        }
        if let Some((cost, before)) = best {
            kept.push(Active {
                at,
                cost,
                before: Some(before),
                hyphen: kind == Kind::Hyphen,
            });
            active.push_back(kept.len() - 1);
            if active.len() > MOST {
                active.pop_front();
            }
        }
    }
    let mut ends = Vec::new();
    let mut at = Some(kept.len() - 1);
    while let Some(index) = at {
        let end = &kept[index];
        if end.before.is_some() {
            ends.push(End {
                at: end.at,
                hyphen: end.hyphen,
            });
        }
        at = end.before;
    }
    ends.reverse();
    ends
}

/// How bad a line with this much room left is.
fn demerits(slack: f32, spaces: f32, width: f32, justify: bool, last: bool) -> f64 {
    let ratio = if last && slack >= 0.0 {
        // A last line of a short word alone looks lost.
        if slack > width * 0.92 { 0.6 } else { 0.0 }
    } else if !justify {
        slack / (width * 0.15)
    } else if slack < 0.0 {
        slack / (spaces * SHRINK).max(0.01)
    } else {
        // Without spaces there is no even edge, however little is left.
        slack / (spaces * GROW).max(width * 0.02)
    };
    let bad = 100.0 * f64::from(ratio.abs()).powi(3).min(1e6);
    (1.0 + bad).powi(2)
}

/// What the kind of an end adds.
fn penalty(kind: Kind, after_hyphen: bool, last: bool) -> f64 {
    match kind {
        Kind::Free if last && after_hyphen => 20_000.0,
        Kind::Free => 0.0,
        Kind::Hyphen if after_hyphen => 30_000.0,
        Kind::Hyphen => 4_000.0,
        Kind::Emergency => 1e7,
    }
}

/// Sums of widths, so that a line's is known at once.
struct Sums {
    width: Vec<f64>,
    spaces: Vec<f64>,
    /// The end without the white before it.
    trimmed: Vec<usize>,
}

impl Sums {
    fn new(clusters: &[Cluster]) -> Self {
        let mut sums = Self {
            width: vec![0.0],
            spaces: vec![0.0],
            trimmed: vec![0],
        };
        let (mut width, mut spaces, mut trimmed) = (0.0, 0.0, 0);
        for (at, cluster) in clusters.iter().enumerate() {
            width += f64::from(cluster.advance);
            if cluster.is_space() {
                spaces += f64::from(cluster.advance);
            }
            if !cluster.is_white() {
                trimmed = at + 1;
            }
            sums.width.push(width);
            sums.spaces.push(spaces);
            sums.trimmed.push(trimmed);
        }
        sums
    }

    /// The width of a line from one cluster to before another, and that of its spaces.
    #[expect(clippy::cast_possible_truncation, reason = "points on a page")]
    fn line(&self, from: usize, to: usize) -> (f32, f32) {
        let to = self.trimmed[to].max(from);
        let part = |sums: &[f64]| (sums[to] - sums[from]) as f32;
        (part(&self.width), part(&self.spaces))
    }
}

/// All places where a line may end, in order; the last is the end of the text.
fn places(
    clusters: &[Cluster],
    hyphens: &[usize],
    sums: &Sums,
    measure: Measure,
) -> Vec<(usize, Kind)> {
    let mut places = Vec::new();
    let mut hyphens = hyphens.iter().peekable();
    let mut from = 0;
    for at in 1..=clusters.len() {
        let kind = match clusters.get(at) {
            None => Some(Kind::Free),
            Some(next) => {
                while hyphens
                    .next_if(|point| **point < next.bytes.start)
                    .is_some()
                {}
                let divides = hyphens.peek() == Some(&&next.bytes.start);
                if next.may_break && next.is_grapheme {
                    Some(if clusters[at - 1].nature == Nature::SoftHyphen {
                        Kind::Hyphen
                    } else {
                        Kind::Free
                    })
                } else if divides && next.is_grapheme {
                    Some(Kind::Hyphen)
                } else {
                    None
                }
            }
        };
        let Some(kind) = kind else { continue };
        if sums.line(from, at).0 > measure.width {
            let inside = (from + 1..at).filter(|inside| clusters[*inside].is_grapheme);
            places.extend(inside.map(|inside| (inside, Kind::Emergency)));
        }
        places.push((at, kind));
        from = at;
    }
    places
}
