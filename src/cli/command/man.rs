//! `wbl man`: the manual pages, made from the same words as the help.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::fault::{Fault, Result};
use crate::view::View;

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::tree;
use super::CommandSpec;

/// The command.
pub const MAN: CommandSpec = CommandSpec {
    name: "man",
    about: "Print the manual page, or write the pages of all commands into a folder",
    args: |command: Command| {
        command
            .arg(
                Arg::new("dir")
                    .value_name("DIR")
                    .value_parser(value_parser!(PathBuf))
                    .help("Write the pages of all commands there"),
            )
            .after_help("Examples:\n  wbl man -o wbl.1\n  wbl man ~/.local/share/man/man1")
    },
    run,
};

fn run(context: &mut Context<'_>, matches: &ArgMatches) -> Result<Answer> {
    let tree = tree::tree(&["wbl".into()]);
    let Some(folder) = matches.get_one::<PathBuf>("dir") else {
        let mut page = Vec::new();
        clap_mangen::Man::new(tree)
            .render(&mut page)
            .map_err(|error| Fault::io(&error, "make the page"))?;
        let page = String::from_utf8(page).map_err(|_| Fault::could("the page is no UTF-8"))?;
        return Ok(Answer::done(View::Text(page)));
    };
    let shown = folder.display();
    let target = context.world.here.join(folder);
    std::fs::create_dir_all(&target)
        .map_err(|error| Fault::io(&error, format_args!("make {shown}")))?;
    clap_mangen::generate_to(tree, &target)
        .map_err(|error| Fault::io(&error, format_args!("write into {shown}")))?;
    context.say("", &format!("Wrote the pages into {shown}"));
    Ok(Answer::done(View::Nothing))
}
