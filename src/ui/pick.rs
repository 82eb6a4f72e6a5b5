//! Asking a person which of several records is meant.

use dialoguer::Select;
use dialoguer::theme::SimpleTheme;

use crate::fault::{Candidates, Fault, Result};

/// Asks which record is meant; gives its place in the list, or nothing where the person went away.
///
/// # Errors
/// Where the terminal cannot be asked.
pub fn pick(candidates: &Candidates) -> Result<Option<usize>> {
    let lines: Vec<_> = candidates
        .choices
        .iter()
        .map(|(id, line)| format!("{line}  ({id})"))
        .collect();
    Select::with_theme(&SimpleTheme)
        .with_prompt(format!(
            "Which {} is `{}`? (arrows and Enter; Esc for none)",
            candidates.kind, candidates.typed
        ))
        .items(&lines)
        .default(0)
        .interact_opt()
        .map_err(|error| Fault::could(format!("could not ask at the terminal: {error}")))
}

/// Asks whether to go on; nothing but a yes is one.
///
/// # Errors
/// Where the terminal cannot be asked.
pub fn confirm(question: &str) -> Result<bool> {
    let answer = dialoguer::Confirm::with_theme(&SimpleTheme)
        .with_prompt(question)
        .default(false)
        .interact_opt();
    match answer {
        Ok(answer) => Ok(answer == Some(true)),
        Err(error) => Err(Fault::could(format!(
            "could not ask at the terminal: {error}"
        ))),
    }
}
