//! Texts that no list could show: names without end or over several lines, control characters.

use crate::fault::Fault;
use crate::schema::{Node, Val};

/// The most characters of a name: more makes every list that shows it unreadable.
const MOST: usize = 200;

/// The keys of what something or somebody is called.
const NAMES: [&str; 3] = ["name", "aka", "known_as"];

/// Why a text under a key cannot be shown; nothing where it can.
fn illegible(key: &str, text: &str) -> Option<String> {
    // 0xC2 begins the control characters beyond ASCII.
    let is_plain = |byte: u8| byte >= 0x20 && byte != 0x7f && byte != 0xc2;
    if text.len() <= MOST && text.bytes().all(is_plain) {
        return None;
    }
    let is_name = NAMES.contains(&key);
    if is_name && text.contains(['\n', '\r']) {
        return Some("has a line break, and a name is one line".to_owned());
    }
    // What a text from Windows ends its lines with.
    let text = text.replace("\r\n", "\n");
    let may_stand = |c: char| !c.is_control() || (!is_name && matches!(c, '\n' | '\t'));
    if let Some(c) = text.chars().find(|c| !may_stand(*c)) {
        let code = u32::from(c);
        return Some(format!("has a control character (U+{code:04X})"));
    }
    let count = text.chars().count();
    (is_name && count > MOST)
        .then(|| format!("has {count} characters, and a name has {MOST} at most"))
}

/// Every such text of a record: its key, where it stands, and why.
pub fn illegible_in(root: &Node) -> Vec<(&str, &Node, String)> {
    let mut found = Vec::new();
    gather(root, "", &mut found);
    found
}

fn gather<'a>(node: &'a Node, key: &'a str, found: &mut Vec<(&'a str, &'a Node, String)>) {
    match &node.val {
        Val::Text(text) => found.extend(illegible(key, text).map(|why| (key, node, why))),
        Val::List(items) => items.iter().for_each(|item| gather(item, key, found)),
        Val::Table(entries) => {
            for entry in entries {
                gather(&entry.node, &entry.key, found);
            }
        }
        Val::Int(_) | Val::Flag(_) | Val::Day(_) | Val::Clock(_) | Val::Other(_) => {}
    }
}

/// The faults of such texts that a change adds to a file; `is_old` says of a text whether it stood in
/// the files as they were. The path is told where it is not plain which record is meant.
pub(super) fn refuse_illegible(
    path: Option<&str>,
    root: &Node,
    is_old: impl Fn(&str) -> bool,
) -> Vec<Fault> {
    let found = illegible_in(root).into_iter();
    let new = found.filter(|(_, node, _)| !node.as_text().is_some_and(&is_old));
    new.map(|(key, _, why)| {
        let whose = path.map_or(String::new(), |path| format!("{path}: "));
        let fault = Fault::refused(format!("{whose}`{key}` {why}"));
        fault.hint(if NAMES.contains(&key) {
            "write what it is called, in one line; whatever else there is to say is for `--notes`"
        } else {
            "write it without; a new line and a tab are fine"
        })
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_line_of_200_characters_at_most_and_a_text_has_no_control_characters() {
        let long = "ä".repeat(200);
        for (key, text) in [
            ("name", "Zora Okafor"),
            ("name", long.as_str()),
            ("notes", "one\ntwo\tthree"),
            ("notes", "one\r\ntwo"),
            ("task", &"long ".repeat(100)),
        ] {
            assert_eq!(illegible(key, text), None, "{key}");
        }
        for (key, text, why) in [
            ("name", "Zora\nOkafor", "line break"),
            ("aka", "a\r\nb", "line break"),
            ("name", "Zora\tOkafor", "U+0009"),
            ("task", "bell \u{7}", "U+0007"),
            ("notes", "a\rb", "U+000D"),
            ("notes", "\u{1b}[31mred", "U+001B"),
            ("notes", "next \u{85}", "U+0085"),
            ("known_as", &format!("{long}ä"), "has 201 characters"),
        ] {
            let said = illegible(key, text).unwrap();
            assert!(said.contains(why), "{key}: {said}");
        }
    }
}
