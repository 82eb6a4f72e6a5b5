//! `wbl migrate`: brings a store of an older format up to date.

use crate::fault::Result;
use crate::work;

use super::super::answer::Answer;
use super::super::context::Context;
use super::CommandSpec;

/// The command.
pub const MIGRATE: CommandSpec = CommandSpec {
    name: "migrate",
    about: "Bring a store of an older format up to date",
    args: |command| {
        command.after_help("All files are changed at once or none is, after the change has been shown. A store of a newer\nformat than this program knows is left alone: install the newer program.\n\nExamples:\n  wbl migrate --dry-run\n  wbl migrate --yes")
    },
    run: |context, _| run(context),
};

fn run(context: &mut Context<'_>) -> Result<Answer> {
    context.write_if_needed_on_defaults("migrate the store?", |book, _, _| work::migrate(book))
}
