//! Three texts compared line by line: where all agree, and where they do not.

/// A stretch of three texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch<'t> {
    /// Lines that all three have.
    Same(&'t str),
    /// Lines in which they differ: the common text's, this side's, the other's.
    Differ([Vec<&'t str>; 3]),
}

/// Above this many cells of a table of comparison, two texts are taken to differ throughout.
const MOST: usize = 9_000_000;

/// Joins the changes that two texts made to a third, as git does; nothing where they meet.
pub fn merge_lines(base: &str, ours: &str, theirs: &str) -> Option<String> {
    let mut text = String::with_capacity(ours.len().max(theirs.len()));
    for stretch in stretches(base, ours, theirs) {
        match stretch {
            Stretch::Same(line) => text.push_str(line),
            Stretch::Differ([b, o, t]) => {
                let taken = if b == o || o == t {
                    t
                } else if b == t {
                    o
                } else {
                    return None;
                };
                text.extend(taken);
            }
        }
    }
    Some(text)
}

/// The stretches of three texts, in order; each text is the sum of its lines.
pub(super) fn stretches<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> Vec<Stretch<'t>> {
    let [b, o, t] = [base, ours, theirs].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let (in_ours, in_theirs) = (pairs(&b, &o), pairs(&b, &t));
    let mut done = [0; 3];
    let mut found = Vec::new();
    for (at, line) in b.iter().enumerate() {
        let (Some(o_at), Some(t_at)) = (in_ours[at], in_theirs[at]) else {
            continue;
        };
        let texts = [&b[done[0]..at], &o[done[1]..o_at], &t[done[2]..t_at]];
        differ(&mut found, texts);
        found.push(Stretch::Same(line));
        done = [at + 1, o_at + 1, t_at + 1];
    }
    differ(&mut found, [&b[done[0]..], &o[done[1]..], &t[done[2]..]]);
    found
}

/// Notes a stretch in which the texts differ, if there is anything in it.
fn differ<'t>(found: &mut Vec<Stretch<'t>>, texts: [&[&'t str]; 3]) {
    if texts.iter().any(|lines| !lines.is_empty()) {
        found.push(Stretch::Differ(texts.map(<[&str]>::to_vec)));
    }
}

/// For each line of a text the line of another that is the same one; in order, as many as there are.
fn pairs(a: &[&str], b: &[&str]) -> Vec<Option<usize>> {
    let mut found = vec![None; a.len()];
    let head = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let (a_rest, b_rest) = (&a[head..], &b[head..]);
    let tail = a_rest
        .iter()
        .rev()
        .zip(b_rest.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    for (at, pair) in found.iter_mut().enumerate().take(head) {
        *pair = Some(at);
    }
    for back in 1..=tail {
        found[a.len() - back] = Some(b.len() - back);
    }
    let (a_mid, b_mid) = (
        &a_rest[..a_rest.len() - tail],
        &b_rest[..b_rest.len() - tail],
    );
    if a_mid.len().saturating_mul(b_mid.len()) > MOST {
        return found;
    }
    let width = b_mid.len() + 1;
    let mut longest = vec![0u32; (a_mid.len() + 1) * width];
    for (i, line) in a_mid.iter().enumerate().rev() {
        for (j, other) in b_mid.iter().enumerate().rev() {
            longest[i * width + j] = if line == other {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j) = (0, 0);
    while i < a_mid.len() && j < b_mid.len() {
        if a_mid[i] == b_mid[j] {
            found[head + i] = Some(head + j);
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    found
}
