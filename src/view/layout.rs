//! How rows are laid out for people: in columns where a terminal has room for them, in fewer where not.
//!
//! What fits decides, from the first to the last:
//! 1. **Columns**, each as wide as its widest cell. Off a terminal this is the only one.
//! 2. **Wrapped columns**: cells break between words, never within one, and no cell of running text
//!    gets less than `NARROW`.
//! 3. **Folded rows**: the columns go on under each other on two or three lines a row, each line
//!    aligned over all rows and indented after the first; the header is folded the same way. So a
//!    report of 13 columns can still be compared down the page at 80 columns, at 60 with short names.
//! 4. **Blocks** of `label  value` lines, one a row, empty fields left out.

use super::screen::{GAP, width};

/// Running text is not wrapped into less than this.
const NARROW: usize = 14;
/// A row is folded into so many lines at most.
const FOLDS: usize = 3;
/// The indent of a folded row's further lines.
pub(super) const INDENT: usize = 2;

/// How wide the texts of a column are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Extent {
    /// The widest text of a row.
    body: usize,
    /// The widest word of a row.
    word: usize,
    /// The header.
    head: usize,
    /// The widest word of the header.
    head_word: usize,
}

impl Extent {
    /// The extent of a column without rows.
    pub(super) fn of(head: &str) -> Self {
        Self {
            head: width(head),
            head_word: widest_word(head),
            ..Self::default()
        }
    }

    /// Takes in the text of a row.
    pub(super) fn add(&mut self, text: &str) {
        let wide = width(text);
        self.body = self.body.max(wide);
        if wide > self.word {
            self.word = self.word.max(widest_word(text));
        }
    }

    /// Takes in the rows of another look at the same column.
    pub(super) fn join(&mut self, other: Self) {
        self.body = self.body.max(other.body);
        self.word = self.word.max(other.word);
    }

    /// The width in which nothing wraps.
    fn full(self) -> usize {
        self.body.max(self.head).max(1)
    }

    /// The width in which it can still be read.
    fn least(self) -> usize {
        self.head_word
            .max(self.word)
            .max(self.body.min(NARROW))
            .max(1)
    }
}

fn widest_word(text: &str) -> usize {
    text.split(' ').map(width).max().unwrap_or(0)
}

/// A way to lay rows out.
#[derive(Debug, PartialEq)]
pub(super) enum Layout {
    /// Columns of these widths, in which nothing wraps, and so many of them on each line.
    Whole(Vec<usize>, Vec<usize>),
    /// Columns of these widths, in which longer cells wrap.
    Wrapped(Vec<usize>),
    /// A block a row.
    Blocks,
}

impl Layout {
    /// Whether all columns of a row stand beside one another.
    pub(super) fn is_a_line_a_row(&self) -> bool {
        match self {
            Self::Whole(_, counts) => counts.len() == 1,
            Self::Wrapped(_) => true,
            Self::Blocks => false,
        }
    }

    /// The first way that fits.
    pub(super) fn of(columns: &[Extent], room: Option<usize>) -> Self {
        let full: Vec<usize> = columns.iter().map(|column| column.full()).collect();
        if let Some(widths) = in_full(columns, room) {
            return Self::Whole(widths, vec![full.len()]);
        }
        let room = room.unwrap_or(usize::MAX);
        let least: Vec<usize> = columns.iter().map(|column| column.least()).collect();
        if line(&least) <= room {
            return Self::Wrapped(share(&full, &least, room - gaps(columns.len())));
        }
        match fold(&full, room) {
            Some(counts) => Self::Whole(full, counts),
            None => Self::Blocks,
        }
    }
}

/// The widths in which nothing wraps, if there is room for them.
pub(super) fn in_full(columns: &[Extent], room: Option<usize>) -> Option<Vec<usize>> {
    let full: Vec<usize> = columns.iter().map(|column| column.full()).collect();
    room.is_none_or(|room| line(&full) <= room).then_some(full)
}

/// How long a line of these columns is.
pub(super) fn line(widths: &[usize]) -> usize {
    widths.iter().sum::<usize>() + gaps(widths.len())
}

fn gaps(columns: usize) -> usize {
    GAP * columns.saturating_sub(1)
}

/// Shares the room out: every column gets its least, and those that want more get an equal measure.
fn share(full: &[usize], least: &[usize], room: usize) -> Vec<usize> {
    let at_level = |level: usize| {
        full.iter()
            .zip(least)
            .map(move |(full, least)| (*full).min(level).max(*least))
    };
    let mut level = 0;
    while level < room && at_level(level + 1).sum::<usize>() <= room {
        level += 1;
    }
    let mut widths: Vec<usize> = at_level(level).collect();
    let mut left = room - widths.iter().sum::<usize>();
    for (width, full) in widths.iter_mut().zip(full) {
        if left > 0 && *width < *full {
            *width += 1;
            left -= 1;
        }
    }
    widths
}

/// How many columns go on each line of a folded row, if few lines are enough.
fn fold(full: &[usize], room: usize) -> Option<Vec<usize>> {
    let mut counts = vec![0];
    let mut used = 0;
    for width in full {
        let last = counts.last_mut()?;
        if *last > 0 && used + GAP + width > room {
            counts.push(1);
            used = INDENT + width;
        } else {
            used += width + if *last > 0 { GAP } else { 0 };
            *last += 1;
        }
        if used > room {
            return None;
        }
    }
    (counts.len() <= FOLDS).then_some(counts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn extents(columns: &[(&str, &str)]) -> Vec<Extent> {
        let extent = |(head, body): &(&str, &str)| {
            let mut extent = Extent::of(head);
            extent.add(body);
            extent
        };
        columns.iter().map(extent).collect()
    }

    #[test]
    fn nothing_wraps_where_there_is_room_or_no_terminal() {
        let columns = extents(&[("id", "antron"), ("name", "Antron Engineering")]);
        let whole = || Layout::Whole(vec![6, 18], vec![2]);
        assert_eq!(Layout::of(&columns, None), whole());
        assert_eq!(Layout::of(&columns, Some(26)), whole());
    }

    #[test]
    fn running_text_and_headers_wrap_before_rows_fold() {
        let columns = extents(&[
            ("id", "antron"),
            ("needed pace", "6:00"),
            ("name", "Antron Machine Engineering"),
        ]);
        assert_eq!(
            Layout::of(&columns, Some(47)),
            Layout::Whole(vec![6, 11, 26], vec![3])
        );
        assert_eq!(
            Layout::of(&columns, Some(40)),
            Layout::Wrapped(vec![6, 11, 19])
        );
        assert_eq!(
            Layout::of(&columns, Some(30)),
            Layout::Wrapped(vec![6, 6, 14])
        );
        assert_eq!(
            Layout::of(&columns, Some(29)),
            Layout::Whole(vec![6, 11, 26], vec![2, 1])
        );
        assert_eq!(
            Layout::of(&columns, Some(27)),
            Layout::Blocks,
            "a folded line would be too long"
        );
    }

    #[test]
    fn a_word_is_never_broken_to_keep_columns() {
        let columns = extents(&[("id", "s-k7f2wq-antron-engineering"), ("n", "1")]);
        assert_eq!(
            Layout::of(&columns, Some(29)),
            Layout::Whole(vec![27, 1], vec![1, 1])
        );
        assert_eq!(Layout::of(&columns, Some(26)), Layout::Blocks);
    }

    #[test]
    fn rows_of_more_than_three_lines_are_blocks() {
        let columns = extents(&[("aaaaaaaaaaaaaaaa", ""); 4]);
        assert_eq!(Layout::of(&columns, Some(20)), Layout::Blocks);
        assert!(matches!(
            Layout::of(&columns[1..], Some(20)),
            Layout::Whole(_, _)
        ));
    }

    #[test]
    fn a_text_too_wide_for_the_library_is_still_not_cut() {
        let long = "x".repeat(70_000);
        let columns = extents(&[("id", "a"), ("text", &long)]);
        assert_eq!(
            Layout::of(&columns, None),
            Layout::Whole(vec![2, 70_000], vec![2])
        );
    }
}
