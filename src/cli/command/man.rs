//! `wbl man`: the manual pages, made from the same words as the help.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command, value_parser};

use crate::fault::{Fault, Result};
use crate::store;
use crate::view::View;

use super::super::answer::Answer;
use super::super::context::Context;
use super::super::tree;
use super::{CommandSpec, TOPICS};

/// The pages of help that stand on the first manual page too.
const ON_THE_FIRST_PAGE: [&str; 2] = ["environment", "exit-codes"];

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
    let mut tree = tree::tree(&["wbl".into()]);
    tree.build();
    let Some(folder) = matches.get_one::<PathBuf>("dir") else {
        let (_, page) = page(&tree)?;
        return Ok(Answer::done(View::Text(page)));
    };
    let shown = folder.display();
    let target = context.world.here.join(folder);
    store::answer_folder(&target, &shown.to_string())?;
    let mut waiting = vec![&tree];
    while let Some(command) = waiting.pop() {
        let (name, page) = page(command)?;
        let shown = folder.join(&name).display().to_string();
        store::write_answer(&target.join(name), page.as_bytes(), &shown)?;
        waiting.extend(command.get_subcommands().filter(|one| !one.is_hide_set()));
    }
    context.say("", &format!("Wrote the pages into {shown}"));
    Ok(Answer::done(View::Nothing))
}

/// The page of a command, and the name of its file.
fn page(command: &Command) -> Result<(String, String)> {
    let man = clap_mangen::Man::new(command.clone())
        .source(format!("wbl {}", env!("CARGO_PKG_VERSION")))
        .manual("wbl");
    let mut page = Vec::new();
    man.render(&mut page)
        .map_err(|error| Fault::io(&error, "make the page"))?;
    let page = String::from_utf8(page).map_err(|_| Fault::could("the page is no UTF-8"))?;
    let mut page = page.replace("\n.SH EXTRA\n", "\n.SH EXAMPLES\n");
    if command.get_name() == "wbl" && command.get_version().is_some() {
        let topics = TOPICS
            .iter()
            .filter(|topic| ON_THE_FIRST_PAGE.contains(&topic.name));
        page.extend(topics.map(|topic| section(topic.text)));
    }
    Ok((man.get_filename(), ascii(&page)))
}

/// A page of help as a section: its first line is the heading, the rest stays as it is set.
fn section(text: &str) -> String {
    let (heading, rest) = text.split_once('\n').unwrap_or((text, ""));
    let lines = rest.trim_matches('\n').lines().map(|line| {
        let line = line.replace('\\', "\\e").replace('-', "\\-");
        format!("\\&{line}\n")
    });
    format!(
        ".SH {}\n.nf\n{}.fi\n",
        heading.to_uppercase(),
        lines.collect::<String>()
    )
}

/// The same page in ASCII, which every formatter reads alike.
fn ascii(page: &str) -> String {
    let mut text = String::with_capacity(page.len());
    for c in page.chars() {
        if c.is_ascii() {
            text.push(c);
        } else {
            let _ = write!(text, "\\[u{:04X}]", u32::from(c));
        }
    }
    text
}
