//! `edit`: a record's text in the person's own editor, checked when it is saved.

mod draft;

use clap::ArgMatches;

use crate::book::Book;
use crate::fault::{Blame, Fault, Result};
use crate::record::KindSpec;
use crate::schema::Kind;
use crate::value::Id;
use crate::view::View;
use crate::work::{self, Part};

use super::super::answer::Answer;
use super::super::context::Context;
use super::{Verb, flags};
use draft::{Draft, Kept, compose, marked, parted};

/// The verb.
pub const EDIT: Verb = Verb {
    name: "edit",
    kinds: &[],
    about: "Change one as text, in $VISUAL or $EDITOR; checked when it is saved",
    args: |command, kind| {
        command.arg(flags::reference(kind)).arg(draft::taken_up()).after_help(format!(
            "A student's two parts are edited together. Nothing changed: nothing is written. All text deleted: nothing is written, exit 1. What is refused is opened again with the errors as comments, and kept as a draft that `--draft` takes up.\n\nExamples:\n  wbl {kind} edit REF\n  EDITOR=\"code --wait\" wbl {kind} edit REF",
            kind = kind.kind
        ))
    },
    run,
};

fn run(context: &mut Context<'_>, kind: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let text = flags::text(matches, "ref").unwrap_or_default();
    let today = context.today();
    let (id, notice, parts) = context.read_on_defaults(|book, _| {
        let found = super::resolve(book, kind.kind, &text, &[today])?;
        let parts = parts(book, kind.kind, &found.id)?;
        Ok((found.id.clone(), found.notice(kind.kind), parts))
    })?;
    if let Some(notice) = notice {
        context.say("", &notice);
    }
    let kind = kind.kind;
    let words = Words {
        again: format!("wbl {kind} edit {id}"),
        emptied: format!("to remove the record itself: `wbl {kind} remove {id}`"),
    };
    edited(context, &id, &parts, &words, matches)
}

/// What to type where an edit does not go through.
pub struct Words {
    /// The command, without a draft.
    pub again: String,
    /// What to do instead of deleting all text.
    pub emptied: String,
}

/// The argument that takes up a draft.
pub fn taken_up() -> clap::Arg {
    draft::taken_up()
}

/// Opens the texts of a record in the editor, or the draft of an earlier edit, and writes what comes
/// back, where it may stand.
///
/// # Errors
/// Where the editor fails, all text was deleted (exit 1), or what came back is refused (exit 4).
pub fn edited(
    context: &mut Context<'_>,
    id: &Id,
    parts: &[Part],
    words: &Words,
    matches: &ArgMatches,
) -> Result<Answer> {
    let today = context.today();
    let folder = context.store_on_defaults()?.folder.path(".wbl/drafts");
    let kept = flags::text(matches, "draft").map(|path| Kept::find(&context.world.here, &path));
    let kept = kept.transpose()?;
    let draft = Draft::make(&folder, id, &words.again)?;
    let shown = compose(parts);
    let mut opened = kept.as_ref().map_or(&shown, |kept| &kept.text).clone();
    draft.write(&opened)?;
    let first = opened.clone();
    loop {
        let saved = opened_in_editor(context, &draft).and_then(|()| draft.read());
        let saved = match saved {
            Ok(saved) => saved,
            Err(fault) if draft.holds(&first) => {
                draft.remove();
                return Err(fault);
            }
            Err(fault) => return Err(draft.kept(fault, &context.world.here)),
        };
        let own = draft::unmarked(&saved);
        if own == shown {
            draft.remove();
            context.say("", "Nothing was changed.");
            return Ok(Answer::done(View::Nothing));
        }
        let edited = match parted(&own, parts) {
            Ok(edited) => edited,
            Err(fault) => return Err(draft.kept(fault, &context.world.here)),
        };
        if edited.iter().all(|part| part.after.trim().is_empty()) {
            draft.remove();
            return Err(
                Fault::could("stopped: all text was deleted; nothing was written")
                    .hint(&words.emptied),
            );
        }
        let reason = context.global.reason.clone();
        let outcome = context.write_on_defaults(|book, _, _| {
            work::edit(book, id, &edited, reason.as_deref(), today)
        });
        let fault = match outcome {
            Ok(answer) => {
                draft.remove();
                if let Some(kept) = kept {
                    kept.is_done(&folder);
                }
                return Ok(answer);
            }
            Err(fault) => fault,
        };
        let again = context.global.may_ask && fault.blame == Blame::Refused && saved != opened;
        if !again {
            return Err(draft.kept(fault, &context.world.here));
        }
        context.say(
            "",
            "It cannot be saved so; it opens again with the reasons.",
        );
        opened = marked(&own, parts, &fault);
        draft.write(&opened)?;
    }
}

/// The record's files with their texts; a student's private part among them where it is here.
fn parts(book: &Book<'_>, kind: Kind, id: &Id) -> Result<Vec<Part>> {
    let mut parts = Vec::new();
    let kinds: &[Kind] = if kind == Kind::Student {
        &[Kind::Student, Kind::Person]
    } else {
        std::slice::from_ref(&kind)
    };
    for kind in kinds {
        let Some(located) = book.find(*kind, id)? else {
            continue;
        };
        let Some(text) = book.text(&located.path)? else {
            continue;
        };
        parts.push(Part {
            kind: *kind,
            path: located.path.clone(),
            before: text.clone(),
            after: text,
        });
    }
    if parts.is_empty() {
        return Err(crate::change::no_record(kind, id));
    }
    Ok(parts)
}

fn opened_in_editor(context: &Context<'_>, draft: &Draft) -> Result<()> {
    let world = &context.world;
    let named = world.var("VISUAL").or_else(|| world.var("EDITOR"));
    if named.is_none() && !context.global.may_ask {
        return Err(
            Fault::misuse("there is no terminal to edit in, and no editor is named")
                .hint("name one, as in `export EDITOR=nano`, or change fields with `set`"),
        );
    }
    crate::ui::edit(named, draft.path())
}
