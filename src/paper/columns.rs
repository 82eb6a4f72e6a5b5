//! How wide the columns of a table are, in the unit of what is given.

/// The widths of columns: what fits into an equal share has its own, the others share what is left.
pub fn divide(least: &[f32], natural: &[f32], room: f32) -> Vec<f32> {
    let all: f32 = natural.iter().sum();
    if all <= room {
        // A table that nearly fills the page does so, a small one stays small.
        let grow = if all > room * 0.7 { room / all } else { 1.0 };
        return natural.iter().map(|natural| natural * grow).collect();
    }
    let mut widths: Vec<Option<f32>> = vec![None; natural.len()];
    let (mut left, mut open) = (room, natural.len());
    loop {
        #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
        let share = left / open.max(1) as f32;
        let small = (0..widths.len()).filter(|at| widths[*at].is_none() && natural[*at] <= share);
        let small: Vec<usize> = small.collect();
        if small.is_empty() {
            break;
        }
        for at in small {
            widths[at] = Some(natural[at]);
            left -= natural[at];
            open -= 1;
        }
    }
    let wide = || (0..widths.len()).filter(|at| widths[*at].is_none());
    let words: f32 = wide().map(|at| least[at]).sum();
    let level = level(wide().map(|at| least[at]).collect(), left);
    let wish: f32 = wide().map(|at| natural[at] - least[at]).sum();
    let width = |at: usize| match widths[at] {
        Some(width) => width,
        None if words > left => least[at].min(level),
        // Each has room for its longest word, and of the rest as its length asks, but not all to
        // the longest: a square root makes rows of more even height.
        None if wish <= 0.0 => least[at],
        None => {
            let want = |at: usize| (natural[at] - least[at]).max(0.0).sqrt();
            let wants: f32 = wide().map(want).sum();
            least[at] + (left - words) * want(at) / wants.max(0.01)
        }
    };
    (0..widths.len()).map(width).collect()
}

/// What each may have at most so that all together have no more than there is: a word as long as the
/// page leaves the other columns theirs.
fn level(mut least: Vec<f32>, mut left: f32) -> f32 {
    least.sort_by(f32::total_cmp);
    let mut open = least.len();
    for word in least {
        #[expect(clippy::cast_precision_loss, reason = "a table has few columns")]
        let share = left / open as f32;
        if word > share {
            return share;
        }
        left -= word;
        open -= 1;
    }
    f32::INFINITY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_as_long_as_the_page_leaves_the_other_columns_their_words() {
        let widths = divide(&[900.0, 50.0, 80.0], &[900.0, 160.0, 170.0], 400.0);
        assert!(widths[1] >= 50.0 && widths[2] >= 80.0, "{widths:?}");
        assert!(
            (widths.iter().sum::<f32>() - 400.0).abs() < 0.1,
            "{widths:?}"
        );
        let level = level(vec![900.0, 50.0, 80.0], 400.0);
        assert!((level - 270.0).abs() < 0.1, "{level}");
    }
}
