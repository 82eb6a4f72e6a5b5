//! On a terminal, a command that lacks something asks for it: the answers become words of the
//! command line, and the command runs as if they had been typed.

mod agreement;
mod arguments;
mod fields;
mod offers;
mod placement;
mod questions;
mod ratings;
mod settings;
mod table;
mod wanted;

pub use offers::records;

use std::ffi::OsString;

use clap::ArgMatches;
use clap::error::ErrorKind;

use crate::fault::{Blame, Fault, Result};
use crate::ui::{self, Ask as _, Interview, Terminal, Verdict};

use super::answer::Answer;
use super::context::Context;
use super::talk;
use super::tree;
use super::world::World;

/// The look at a change that follows an interview.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Review {
    /// There is none: nothing was asked.
    #[default]
    None,
    /// The next change is shown, and written only with a yes.
    Wanted,
    /// It was shown, and the person wants to answer otherwise.
    SentBack,
}

/// What was typed, where only words are missing and somebody could be asked for them.
pub fn in_part(error: &clap::Error, world: &World, args: &[OsString]) -> Option<ArgMatches> {
    let lacks = error.kind() == ErrorKind::MissingRequiredArgument;
    if !lacks || !world.terminals.stdin || !world.terminals.stderr {
        return None;
    }
    let tree = tree::tree(args).ignore_errors(true);
    tree.try_get_matches_from(args).ok()
}

/// Runs the command that was matched; what it lacks is asked for, where a person may be asked.
///
/// # Errors
/// Whatever the command is refused for; where the person goes away (exit 1).
pub fn dispatch(
    context: &mut Context<'_>,
    args: &[OsString],
    matches: &ArgMatches,
    lacking: Option<&clap::Error>,
) -> Result<Answer> {
    let setting = settings::Wanted::of(matches).filter(|_| lacking.is_some());
    if let Some(wanted) = setting.filter(|_| may_ask(context, args)) {
        let mut interview = Interview::new(wanted.questions(), context.today());
        let how = How {
            prepare: &|context, interview| wanted.prepare(context, interview),
            arguments: &settings::arguments,
        };
        return interviewed(context, args, &how, &mut interview);
    }
    let called = tree::verb_of(matches).filter(|_| may_ask(context, args));
    let questions = called.and_then(questions::of);
    let (Some(called), Some(questions)) = (called, questions) else {
        return match lacking {
            Some(error) => Err(talk::misuse(error, args)),
            None => tree::dispatch(context, matches),
        };
    };
    let mut interview = Interview::new(questions, context.today());
    let how = How {
        prepare: &|context, interview| offers::fill(context, called, interview),
        arguments: &|interview| arguments::arguments(called, interview),
    };
    interviewed(context, args, &how, &mut interview)
}

/// How the questions of a command are made ready, and its answers made words.
struct How<'a> {
    /// Fills in what the question that comes next offers, or what follows from the answers.
    prepare: &'a dyn Fn(&mut Context<'_>, &mut Interview) -> Result<()>,
    /// The answers, as words of the command line.
    arguments: &'a dyn Fn(&Interview) -> Vec<OsString>,
}

/// Words behind `--` are no flags any more: nothing can be added to them.
fn may_ask(context: &Context<'_>, args: &[OsString]) -> bool {
    context.global.may_ask && !args.iter().any(|arg| arg == "--")
}

fn interviewed(
    context: &mut Context<'_>,
    args: &[OsString],
    how: &How<'_>,
    interview: &mut Interview,
) -> Result<Answer> {
    let mut terminal = Terminal::new(context.world.is_dumb());
    let stopped = || Fault::could("stopped; nothing was written");
    context.store()?;
    terminal.tell("? explains, < goes back, Esc or Ctrl-C stops and writes nothing")?;
    loop {
        let mut prepare = |interview: &mut Interview| (how.prepare)(context, interview);
        if !ui::conduct(interview, &mut terminal, &mut prepare)? {
            return Err(stopped());
        }
        let mut full = args.to_vec();
        full.extend((how.arguments)(interview));
        if let Some(reason) = &context.global.reason {
            full.retain(|arg| !arg.to_string_lossy().starts_with("--reason="));
            full.push(format!("--reason={reason}").into());
        }
        let outcome = match tree::tree(&full).try_get_matches_from(&full) {
            Ok(matches) => {
                context.review = Review::Wanted;
                tree::dispatch(context, &matches)
            }
            Err(error) => Err(talk::misuse(&error, &full)),
        };
        let sent_back = std::mem::take(&mut context.review) == Review::SentBack;
        let fault = match outcome {
            Ok(_) if sent_back => {
                interview.back();
                continue;
            }
            Err(fault) if is_mendable(&fault) => fault,
            done => return done,
        };
        terminal.tell(&fault.to_string())?;
        let reason_settles = fault.each().all(|one| one.reason_settles);
        match ui::refused(reason_settles, &mut terminal)? {
            Verdict::Back => {
                interview.back();
            }
            Verdict::Because(reason) => context.global.reason = Some(reason),
            Verdict::Yes | Verdict::No => return Err(stopped()),
        }
    }
}

/// Whether other answers could settle it.
fn is_mendable(fault: &Fault) -> bool {
    matches!(
        fault.blame,
        Blame::Misuse | Blame::Reference | Blame::Refused
    )
}
