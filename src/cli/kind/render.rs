//! `wbl mou render`: the agreement as a document; `wbl mou diff`: two agreements side by side.

use clap::ArgMatches;

use crate::book::Book;
use crate::fault::{Fault, Result};
use crate::paper::{Maker, Templates, Wish, diff, template_of};
use crate::record::{KindSpec, Mou};
use crate::schema::Kind;
use crate::store::STARTER;
use crate::value::{Day, Id};
use crate::view::View;
use crate::work;

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::papers::{self, Order};
use super::words::option;
use super::{Verb, flags};

/// The agreement as a document.
pub const RENDER: Verb = Verb {
    name: "render",
    kinds: &[Kind::Mou],
    about: "Make the document that the parties sign, as Markdown, HTML, DOCX or PDF",
    args: |command, kind| {
        papers::draft(command.arg(flags::reference(kind)).arg(option(
            "template",
            "FILE",
            "Make it from this file instead of templates/mou.md; a Word file (.docx) keeps its own look",
        )))
        .after_help("Examples:\n  wbl mou render antron-2026-27 --draft\n  wbl mou render antron-2026-27 -o antron.html\n  wbl mou render antron-2026-27 --template agreement.docx -o antron.docx")
    },
    run,
};

fn run(context: &mut Context<'_>, _: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let text = flags::text(matches, "ref").unwrap_or_default();
    let file = flags::text(matches, "template");
    let own = context.read(|book, _| {
        let id = work::resolve(book, Kind::Mou, &text)?.id;
        let mou = book.get::<Mou>(&id)?.map(|record| record.body);
        Ok(mou.as_ref().map(template_of))
    })?;
    let order = Order {
        is_file: file.is_some(),
        template: file.or(own).unwrap_or_else(|| "mou".to_owned()),
        draft: papers::is_draft(matches),
        ..Order::default()
    };
    papers::make(context, &order, |book, _, _| {
        Ok((Kind::Mou, vec![work::resolve(book, Kind::Mou, &text)?.id]))
    })
}

/// What to say when an MOU is sent or signed: that its document has blanks, which are closed to
/// changes once a signature stands. Nothing where it has none; a template that is wrong, or a Word
/// file, is told where the document is made.
pub fn doubt(book: &Book<'_>, id: &Id, today: Day, is_signed: bool) -> Option<String> {
    let mou = book.get::<Mou>(id).ok()??.body;
    let templates = Templates::of(book, STARTER).ok()?;
    let template = templates.find(&template_of(&mou), None).ok()?;
    let mut maker = Maker::new(book, &templates, template, &Wish::default(), today, true).ok()?;
    let count = maker.make(Kind::Mou, id).ok()?.blanks.len();
    let blanks = match count {
        0 => return None,
        1 => "1 blank".to_owned(),
        count => format!("{count} blanks"),
    };
    let amended = format!("`wbl mou amend {id}` fills them");
    let then = match (mou.signatures.is_empty(), is_signed) {
        (true, false) => "to be filled before anyone signs: a signature closes them".to_owned(),
        (true, true) => format!(
            "closed to changes now that a signature stands: {amended}, or take it back with `wbl undo` and fill them first"
        ),
        (false, _) => format!("closed to changes, for a signature stands: {amended}"),
    };
    Some(format!(
        "the document of `{id}` has {blanks}, {then}; `wbl mou render {id}` lists them"
    ))
}

/// Two agreements side by side.
pub const DIFF: Verb = Verb {
    name: "diff",
    kinds: &[Kind::Mou],
    about: "Show in which terms and clauses two differ; an amendment alone against its original",
    args: |command, kind| {
        command.arg(flags::reference(kind)).arg(
            clap::Arg::new("other")
                .value_name("OTHER")
                .help("The one to hold it against (default: the one that it amends or replaces)"),
        )
        .after_help("Examples:\n  wbl mou diff antron-2025-26 antron-2026-27\n  wbl mou diff antron-2026-27-2 --format html -o changes.html")
    },
    run: |context, _, matches| {
        let (one, other) = (
            flags::text(matches, "ref").unwrap_or_default(),
            flags::text(matches, "other"),
        );
        let view = context.read(|book, _| {
            let templates = Templates::of(book, STARTER)?;
            let id = work::resolve(book, Kind::Mou, &one)?.id;
            if let Some(other) = &other {
                let other = work::resolve(book, Kind::Mou, other)?.id;
                return diff(book, &templates, &id, &other);
            }
            let mou = book.get::<Mou>(&id)?.map(|record| record.body);
            let before = mou.and_then(|mou| mou.amends.or_else(|| mou.supersedes.first().cloned()));
            match before {
                Some(before) => diff(book, &templates, before.id(), &id),
                None => Err(Fault::misuse(format!(
                    "which MOU is `{id}` to be compared with? It neither amends nor replaces one"
                ))
                .hint(format!("wbl mou diff {id} OTHER"))),
            }
        })?;
        Ok(match &view {
            View::List(table) if table.rows.is_empty() => {
                context.say("", "They say the same.");
                Answer::of(view)
            }
            _ => Answer::of(view),
        })
    },
};
