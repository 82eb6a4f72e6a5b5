//! Writes what was decided of a conflict, tells git, and says what comes next.

use crate::change::{Change, Edit};
use crate::fault::{Blame, Fault, Result, pasted};
use crate::git;
use crate::schema::{Doc, Severity, check};
use crate::work::{self, Choice, Conflict};

use super::super::super::answer::Answer;
use super::super::super::context::Context;
use super::torn::{Torn, What};

/// What is decided of a file.
#[derive(Default)]
pub(super) struct Decisions {
    /// The side that a record takes which one side deleted.
    pub(super) whole: Option<Choice>,
    /// Each conflict that is decided, and how.
    pub(super) fields: Vec<(Conflict, Choice)>,
}

/// Writes what was decided of one file; where nothing of it is left, git is told.
///
/// # Errors
/// Where only a person can mend the file (exit 1); where it has changed since it was read (exit 6).
pub(super) fn settle(
    context: &mut Context<'_>,
    torn: &Torn,
    decisions: &Decisions,
) -> Result<Answer> {
    let (after, open) = match &torn.what {
        What::Fields(sides, _) => {
            let choose = |conflict: &Conflict| {
                let found = decisions.fields.iter().find(|(other, _)| other == conflict);
                found.map(|(_, choice)| choice.clone())
            };
            let merged = work::settle(torn.kind, sides, choose).ok_or_else(|| by_hand(torn))?;
            (Some(merged.text), merged.conflicts.len())
        }
        What::Deleted(stages) => {
            let side = if decisions.whole == Some(Choice::Theirs) {
                &stages.theirs
            } else {
                &stages.ours
            };
            (side.clone(), 0)
        }
        What::Broken => return Err(by_hand(torn)),
    };
    let wrong = after.as_ref().filter(|_| open == 0);
    let wrong = wrong.and_then(|text| wrong_in(torn, text));
    let edit = Edit {
        path: torn.path.clone(),
        before: torn.text.clone(),
        after,
    };
    let said = match open {
        0 => format!("Nothing in {} is in conflict any more.", torn.path),
        1 => format!("1 conflict is left in {}.", torn.path),
        _ => format!("{open} conflicts are left in {}.", torn.path),
    };
    let answer = context.write_on_defaults(|book, _, _| {
        if book.text(&edit.path)? != edit.before {
            return Err(Fault::new(
                Blame::Busy,
                format!("{} has changed since it was read", edit.path),
            )
            .hint("run it again; nothing was written"));
        }
        let edits = if edit.before == edit.after {
            Vec::new()
        } else {
            vec![edit.clone()]
        };
        Ok(Change {
            edits,
            said: vec![said.clone()],
            warnings: wrong.clone().into_iter().collect(),
            ..Change::default()
        })
    })?;
    if open == 0 && !context.global.dry_run {
        tell_git(context, &torn.path)?;
    }
    Ok(answer)
}

/// What is wrong with a record that was put together of two.
fn wrong_in(torn: &Torn, text: &str) -> Option<String> {
    let doc = Doc::parse(&torn.path, text.to_owned()).ok()?;
    let problems = check(&torn.path, &doc, torn.kind.fields());
    let first = problems
        .into_iter()
        .find(|one| one.severity == Severity::Error)?;
    Some(format!(
        "{}, line {}: {}; `wbl check` shows it",
        torn.path, first.place.line, first.message
    ))
}

/// Tells git, where it waits for this file, that it is settled.
fn tell_git(context: &mut Context<'_>, path: &str) -> Result<()> {
    let opened = context.store_on_defaults()?;
    if let Some(repository) = git::repository(&opened.folder.root)?
        && git::unmerged(&repository)?.contains_key(path)
    {
        git::settled(&repository, path)?;
    }
    Ok(())
}

/// Says what is left, and, where nothing is, what finishes it.
///
/// # Errors
/// Where git cannot be asked.
pub(super) fn tell_what_is_left(context: &mut Context<'_>) -> Result<()> {
    let opened = context.store_on_defaults()?;
    let repository = git::repository(&opened.folder.root)?;
    let Some(repository) = repository.filter(|_| !context.global.dry_run) else {
        return Ok(());
    };
    let left = git::unmerged(&repository)?;
    let (records, others): (Vec<&String>, Vec<&String>) =
        left.keys().partition(|path| work::kind_at(path).is_some());
    for path in &others {
        context.say(
            "hint",
            &format!(
                "{path} is in conflict and no record: open it in a text editor, then `git add {}`",
                pasted(path)
            ),
        );
    }
    match (records.len(), repository.underway()) {
        (0, _) if !others.is_empty() => {}
        (0, Some(underway)) => context.say(
            "hint",
            &format!(
                "git knows that all is settled: look at it with `wbl check`, then finish with `{}`",
                underway.finish()
            ),
        ),
        (0, None) => context.say(
            "hint",
            "look at it with `wbl check`; then `git add .` and `git commit` keep it",
        ),
        (1, _) => context.say("hint", "1 file is left: `wbl conflicts`"),
        (count, _) => context.say("hint", &format!("{count} files are left: `wbl conflicts`")),
    }
    Ok(())
}

/// The fault of a file whose versions cannot be told apart.
pub(super) fn by_hand(torn: &Torn) -> Fault {
    let message = format!("the conflict in {} can only be settled by hand", torn.path);
    Fault::could(message).hint(format!("open it in a text editor, keep the right lines, delete those that begin with <<<<<<<, |||||||, ======= and >>>>>>>, then `git add {}`", pasted(&torn.path)))
}
