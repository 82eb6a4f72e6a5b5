//! `wbl eval form`: a blank review to print, for a supervisor without a computer.

use crate::paper::Wish;
use crate::schema::Kind;

use super::super::command::checked_review;
use super::super::papers::{self, Order};
use super::words::{Meant, Words, option};
use super::{Verb, flags};

/// A blank review.
pub const FORM: Verb = Verb {
    name: "form",
    kinds: &[Kind::Eval],
    about: "Make a blank review of a placement to print, with its skills, tasks and goals",
    args: |command, _| {
        papers::draft(
            command
                .arg(
                    clap::Arg::new("ref")
                        .value_name("EXPERIENCE")
                        .required(true)
                        .help("The placement: its id, the beginning of it, or its student"),
                )
                .arg(option("review", "WORD", "baseline, interim, final or another review")),
        )
        .after_help("What comes back is entered with one command, which stands at the foot of the form.\n\nExamples:\n  wbl eval form \"Jane Doe\" --review baseline -o form.pdf")
    },
    run: |context, _, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let review = words.needed("review", "`--review WORD` (which review)");
        words.settle()?;
        let order = Order {
            template: "review".to_owned(),
            draft: papers::is_draft(matches),
            form: true,
            wish: Wish {
                review: Some(checked_review(&review)?),
                ..Wish::default()
            },
            ..Order::default()
        };
        let placement = flags::text(matches, "ref").unwrap_or_default();
        papers::make(context, &order, |book, _, _| {
            let id = Meant::of(book).experience(&placement, &[today])?;
            Ok((Kind::Wbl, vec![id]))
        })
    },
};
