//! How a text may come to differ, and whether it does so and no further.

use crate::schema::Doc;

/// How a text may come to differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Differs {
    /// The value at a top key is another, or a line with it is new.
    At(&'static str),
    /// The lines of a top key are gone.
    Without(&'static str),
    /// Something is new, in one place; or a comma too.
    Once,
    /// Something is new, in several places.
    Adds,
    /// A value deep in it is another, or new.
    Deep,
    /// Something is gone, in one place.
    Gone,
}

/// Whether two texts differ as they may, and no further.
pub(super) fn differs(before: &str, after: &str, how: Differs) -> std::result::Result<(), String> {
    let doc = Doc::parse("x", before.to_owned()).map_err(|_| "no TOML before")?;
    let (old, new) = apart(before, after);
    let is_adding = || {
        let mut rest = after.chars();
        before.chars().all(|c| rest.any(|other| other == c))
    };
    let fails = |is: bool, what: &str| {
        if is {
            Ok(())
        } else {
            Err(format!("{what}: `{old}` became `{new}`"))
        }
    };
    match how {
        Differs::At(key) => match doc.get(key) {
            Some(node) if !node.span.is_empty() && !before[node.span.clone()].starts_with("[[") => {
                let (head, tail) = (&before[..node.span.start], &before[node.span.end..]);
                let stays = after.starts_with(head) && after.ends_with(tail);
                fails(stays, "more than the value changed")
            }
            _ => fails(
                old.is_empty() && new.lines().count() <= 2,
                "more than a line was added",
            ),
        },
        Differs::Without(key) => {
            let is_gone = new.is_empty()
                && Doc::parse("x", after.to_owned()).is_ok_and(|doc| doc.get(key).is_none());
            fails(is_gone, "more than the key was taken")?;
            let others = |text: &str| {
                text.lines()
                    .filter(|line| {
                        line.trim_start_matches(['\u{feff}', ' ', '\t'])
                            .starts_with('#')
                    })
                    .count()
            };
            // Remarks between the lines of a value go with it; others stay.
            let within = doc
                .get(key)
                .map_or(0, |node| others(&before[node.span.clone()]));
            fails(
                others(before) <= others(after) + within.max(others(&old)),
                "a remark was taken",
            )
        }
        Differs::Once => {
            let with_comma = new
                .strip_prefix(',')
                .is_some_and(|rest| rest.starts_with(&old));
            fails(old.is_empty() || with_comma, "more than an item was added")
        }
        Differs::Gone => fails(
            new.is_empty() && old.trim_end().lines().count() <= 4,
            "more than the key was taken",
        ),
        Differs::Adds => fails(is_adding(), "something was taken"),
        Differs::Deep => {
            let is_number = |text: &str| {
                text.chars()
                    .all(|c| c.is_ascii_alphanumeric() || "_+".contains(c))
            };
            fails(is_adding() || is_number(&old), "something was taken")
        }
    }
}

/// What two texts have apart, between what they have in common at both ends.
fn apart(before: &str, after: &str) -> (String, String) {
    let (a, b): (Vec<char>, Vec<char>) = (before.chars().collect(), after.chars().collect());
    let head = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let (a, b) = (&a[head..], &b[head..]);
    let tail = a
        .iter()
        .rev()
        .zip(b.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let text = |all: &[char]| all[..all.len() - tail].iter().collect();
    (text(a), text(b))
}
