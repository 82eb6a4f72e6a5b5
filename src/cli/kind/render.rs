//! `wbl mou render`: the agreement as a document.

use clap::ArgMatches;

use crate::fault::Result;
use crate::record::{KindSpec, Mou};
use crate::schema::Kind;
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
            "Make it from this file instead of templates/mou.md",
        )))
        .after_help("Examples:\n  wbl mou render antron-2026-27 --draft\n  wbl mou render antron-2026-27 -o antron.html")
    },
    run,
};

fn run(context: &mut Context<'_>, _: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let text = flags::text(matches, "ref").unwrap_or_default();
    let file = flags::text(matches, "template");
    let own = context.read(|book, _| {
        let id = work::resolve(book, Kind::Mou, &text)?.id;
        let mou = book.get::<Mou>(&id)?.map(|record| record.body);
        Ok(mou.map(|mou| match (mou.template, mou.amends) {
            (Some(template), _) => template,
            (None, Some(_)) => "amendment".to_owned(),
            (None, None) => "mou".to_owned(),
        }))
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
