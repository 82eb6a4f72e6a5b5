//! The person's editor: which one, its words, and waiting until it is closed.

use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

use crate::fault::{Fault, Result};

/// The editors that are tried where the person has named none.
pub const USUAL: &[&str] = if cfg!(windows) {
    &["notepad"]
} else {
    &["nano", "vi"]
};

/// Opens a file in the editor, and waits until it is closed.
///
/// # Errors
/// Where no editor can be started, or it ends with an error (exit 1).
pub fn edit(named: Option<&OsStr>, file: &Path) -> Result<()> {
    let named = named.map(|named| named.to_string_lossy().into_owned());
    let tried: Vec<&str> = named
        .as_deref()
        .map_or_else(|| USUAL.to_vec(), |one| vec![one]);
    for line in &tried {
        let words = words(line);
        let Some((program, arguments)) = words.split_first() else {
            continue;
        };
        match Command::new(program).args(arguments).arg(file).status() {
            Ok(status) if status.success() => return Ok(()),
            Ok(status) => {
                return Err(
                    Fault::could(format!("the editor `{line}` ended with {status}")).hint(
                        "nothing was written; name another editor in VISUAL or EDITOR, such as EDITOR=nano, or change fields with `set`",
                    ),
                );
            }
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => {
                return Err(Fault::io(&error, format_args!("start the editor `{line}`")));
            }
        }
    }
    let fault = Fault::could(format!("there is no editor `{}`", tried.join("`, nor `")));
    Err(fault.hint("name yours in the variable VISUAL or EDITOR, such as EDITOR=nano"))
}

/// The program that a command line begins with.
pub fn program(line: &str) -> Option<String> {
    words(line).into_iter().next()
}

/// Splits a command line at spaces; quotes, single or double, hold words together. A backslash is
/// itself: it stands in the paths of Windows.
fn words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut quote, mut begun) = (Vec::new(), String::new(), None, false);
    for c in line.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            None if c == '"' || c == '\'' => (quote, begun) = (Some(c), true),
            None if c.is_whitespace() => {
                if begun {
                    words.push(std::mem::take(&mut word));
                }
                begun = false;
            }
            Some(_) | None => {
                word.push(c);
                begun = true;
            }
        }
    }
    if begun {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_editor_may_have_arguments_and_spaces_in_its_path() {
        assert_eq!(words("code --wait"), ["code", "--wait"]);
        assert_eq!(
            words("\"C:\\Program Files\\Ed\\ed.exe\"  -n ''"),
            ["C:\\Program Files\\Ed\\ed.exe", "-n", ""]
        );
        assert!(words("  ").is_empty());
    }

    #[test]
    fn an_editor_that_is_not_there_is_named_with_what_to_do() {
        let fault = edit(Some(OsStr::new("no-such-editor -w")), Path::new("x")).unwrap_err();
        assert!(fault.message.contains("no-such-editor"), "{fault}");
        assert!(fault.hints[0].contains("EDITOR"), "{fault}");
    }
}
