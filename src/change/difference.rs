//! The lines in which two texts differ.

/// The lines that differ: those taken away with `-`, those added with `+`.
pub fn difference<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<(char, &'a str)> {
    let same_head = before.iter().zip(after).take_while(|(a, b)| a == b).count();
    let (before, after) = (&before[same_head..], &after[same_head..]);
    let same_tail = before
        .iter()
        .rev()
        .zip(after.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (before, after) = (
        &before[..before.len() - same_tail],
        &after[..after.len() - same_tail],
    );
    // Between the ends: the longest run of lines common to both, where the texts are small.
    if before.len() * after.len() > 4_000_000 {
        let gone = before.iter().map(|line| ('-', *line));
        return gone.chain(after.iter().map(|line| ('+', *line))).collect();
    }
    let width = after.len() + 1;
    let mut longest = vec![0u32; (before.len() + 1) * width];
    for (i, a) in before.iter().enumerate().rev() {
        for (j, b) in after.iter().enumerate().rev() {
            longest[i * width + j] = if a == b {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == after.len()
            || i < before.len() && longest[(i + 1) * width + j] >= longest[i * width + j + 1]
        {
            out.push(('-', before[i]));
            i += 1;
        } else {
            out.push(('+', after[j]));
            j += 1;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_show_only_lines_that_differ() {
        let lines = difference(&["a", "b", "c", "d"], &["a", "x", "c", "d", "e"]);
        assert_eq!(lines, [('-', "b"), ('+', "x"), ('+', "e")]);
    }
}
