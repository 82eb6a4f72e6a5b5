//! The command line: the only room that knows clap. Commands return a view; this room shows it.

mod answer;
mod asking;
mod command;
mod complete;
mod context;
mod fonts;
mod global;
mod keeping;
mod kind;
mod lead;
mod other_words;
mod pager;
mod papers;
mod sift;
mod talk;
mod tree;
mod world;

pub use crate::value::Day;
pub use world::{Terminals, World};

use std::io::{self, Write};

use clap::error::ErrorKind;

use crate::fault::{Blame, Fault, Result};
use answer::Answer;
use context::Context;
use global::Global;
use talk::Voice;

/// Runs one command line; gives its exit code.
pub fn run(world: World, out: &mut dyn Write, err: &mut dyn Write) -> u8 {
    let mut voice = Voice::new(&world, err);
    let args = world.arguments();
    let (matches, lacking) = match tree::tree(&args).try_get_matches_from(&args) {
        Ok(matches) => (matches, None),
        Err(error) => match asking::in_part(&error, &world, &args) {
            Some(matches) => (matches, Some(error)),
            None => return parted(&error, &args, out, &mut voice),
        },
    };
    let global = match Global::of(&matches, &world) {
        Ok(global) => global,
        Err(fault) => return failed(&fault, &mut voice),
    };
    voice.colour = global.err_colour(&world);
    let quiet = global.quiet;
    let mut context = Context::new(world, global, voice);
    let answer = asking::dispatch(&mut context, &args, &matches, lacking.as_ref());
    let code = match answer {
        Ok(answer) => finish(&mut context, &answer, out),
        Err(fault) => Err(fault),
    };
    match code {
        Ok(code) => code,
        Err(mut fault) => {
            context.hide_foreign(fault.places());
            if !quiet {
                context.forget_told(&fault);
                context.tell_problems();
            }
            failed(&lead::guided(fault, &args), &mut context.voice)
        }
    }
}

/// Shows an answer, and says what could not be read.
fn finish(context: &mut Context<'_>, answer: &Answer, out: &mut dyn Write) -> Result<u8> {
    let unread = context.tell_problems();
    if unread > 0 && answer.needs_all && !context.global.partial {
        let message = format!(
            "{unread} {} could not be read, so this report would not be whole",
            if unread == 1 { "record" } else { "records" }
        );
        return Err(Fault::new(Blame::Unreadable, message)
            .hint("mend what is named above, or see all with `wbl check`")
            .hint("to see the report without them, add `--partial`"));
    }
    let shown = match &answer.document {
        Some(bytes) => hand_out(bytes, "write the document", out),
        None => context.show(&answer.view, out),
    };
    shown.map_err(|fault| {
        if context.has_written {
            fault.hint("the change itself is written: there is no need to run it again")
        } else {
            fault
        }
    })?;
    if let Some(fault) = &answer.fault {
        return Err(fault.clone());
    }
    Ok(if unread > 0 && answer.reads_all {
        Blame::Unreadable.exit_code()
    } else if answer.found {
        Blame::Found.exit_code()
    } else {
        0
    })
}

/// Writes an answer as it is; a reader that has gone is no fault.
fn hand_out(bytes: &[u8], tried: &str, out: &mut dyn Write) -> Result<()> {
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Fault::io(&error, tried)),
        _ => Ok(()),
    }
}

fn failed(fault: &Fault, voice: &mut Voice<'_>) -> u8 {
    voice.fault(fault);
    fault.blame.exit_code()
}

/// Help and version are answers; anything else that clap says is a misuse.
fn parted(
    error: &clap::Error,
    args: &[std::ffi::OsString],
    out: &mut dyn Write,
    voice: &mut Voice<'_>,
) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let text = error.render().to_string();
            match hand_out(text.as_bytes(), "write the answer", out) {
                Ok(()) => 0,
                Err(fault) => failed(&fault, voice),
            }
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            voice.laid_out(&error.render());
            Blame::Misuse.exit_code()
        }
        _ => failed(&talk::misuse(error, args), voice),
    }
}
