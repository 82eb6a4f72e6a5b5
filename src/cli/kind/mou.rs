//! The verbs of an MOU: sign, amend, renew, terminate.

use std::fs;
use std::path::Path;

use clap::ArgMatches;

use crate::fault::{Fault, Result};
use crate::record::{KindSpec, Method, Party};
use crate::schema::Kind;
use crate::value::checksum;
use crate::work::{self, AddRequest, Ground, SignRequest, TerminateRequest};

use super::super::answer::Answer;
use super::super::context::Context;
use super::aim::{self, Aim};
use super::render::doubt;
use super::words::{Meant, Words, option, words};
use super::{Verb, flags};

/// Someone signs.
pub const SIGN: Verb = Verb {
    name: "sign",
    kinds: &[Kind::Mou],
    about: "Record a signature",
    args: |command, kind| {
        command
            .arg(flags::reference(kind))
            .arg(option("party", "WORD", "industry, board, school, college or other"))
            .arg(option("partner", "PARTNER", "The partner who signs, where the MOU has several"))
            .arg(option("name", "TEXT", "Who signed, as signed"))
            .arg(option("title", "TEXT", "Their title, as signed"))
            .arg(option("on", "DAY", "The day of the signature"))
            .arg(option("method", "WORD", "paper, e-signature or external"))
            .arg(option("document", "FILE", "The scan: its path and checksum are kept, not the file"))
            .after_help("Examples:\n  wbl mou sign antron-2026-27 --party industry --name \"Dana Rivera\" --title \"Plant manager\" --on 2026-09-08\n  wbl mou sign antron-2026-27 --party school --name \"M. Okafor\" --title Principal --on fri --method paper --document scans/antron.pdf\n\nA scan that comes later: the same line once more, with `--document`.")
    },
    run: sign,
};

const PARTIES: [Party; 5] = [
    Party::Industry,
    Party::Board,
    Party::School,
    Party::College,
    Party::Other,
];

const METHODS: [(&str, Method); 3] = [
    ("paper", Method::Paper),
    ("e-signature", Method::ESignature),
    ("external", Method::External),
];

fn sign(context: &mut Context<'_>, _: &'static KindSpec, matches: &ArgMatches) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let party = party(&mut words);
    let name = words.needed("name", "`--name TEXT` (who signed)");
    let title = words.needed("title", "`--title TEXT` (their title)");
    let on = words.needed_day("on", "`--on DAY` (the day of the signature)");
    let method = flags::text(matches, "method").and_then(|typed| {
        let word = typed.to_ascii_lowercase().replace('_', "-");
        let found = METHODS.iter().find(|(one, _)| *one == word);
        if found.is_none() {
            words.not_one_of("method", &typed, &METHODS.map(|(word, _)| word));
        }
        found.map(|(_, method)| *method)
    });
    let document = match flags::text(matches, "document") {
        Some(path) => Some(checked(context, &path)?),
        None => None,
    };
    let (mou, partner) = (flags::text(matches, "ref"), flags::text(matches, "partner"));
    context.write(|book, seed, _| {
        let mut meant = Meant::of(book);
        let id = meant.one(Kind::Mou, mou.as_deref().unwrap_or_default())?;
        let partner = meant.maybe(Kind::Partner, partner.as_deref())?;
        words.settle()?;
        let request = SignRequest {
            party,
            partner,
            name: name.clone(),
            title: title.clone(),
            on,
            method,
            document: document.clone(),
        };
        let mut change = work::sign(book, &id, &request, today, seed)?;
        change.warnings.extend(doubt(book, &id, today, true));
        Ok(meant.before(change))
    })
}

fn party(words: &mut Words<'_>) -> Party {
    let typed = words.needed(
        "party",
        "`--party WORD` (industry, board, school, college or other)",
    );
    let word = typed.to_ascii_lowercase();
    match PARTIES.into_iter().find(|party| party.word() == word) {
        Some(party) => return party,
        None if typed.is_empty() => {}
        None => words.not_one_of("party", &typed, &PARTIES.map(Party::word)),
    }
    Party::Other
}

/// The path of a document, within the store where it lies there, and its checksum.
fn checked(context: &mut Context<'_>, typed: &str) -> Result<(String, String)> {
    let path = context.world.here.join(typed);
    let bytes = fs::read(&path).map_err(|error| {
        Fault::io(&error, format!("read the document {typed}"))
            .hint("name the file as it is found from this folder: `--document FILE`")
    })?;
    let root = context.store()?.folder.root.clone();
    Ok((from_store(&root, &path), checksum(&bytes)))
}

/// The path of a file as it is found from the store's folder, wherever the command ran.
fn from_store(root: &Path, path: &Path) -> String {
    let real = |path: &Path| fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let (root, path) = (real(root), real(path));
    let shared = root.components().zip(path.components());
    let shared = shared.take_while(|(a, b)| a == b).count();
    let up = root.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared);
    let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The parties agree on other terms.
pub const AMEND: Verb = Verb {
    name: "amend",
    kinds: &[Kind::Mou],
    about: "Make an amendment that all parties have yet to sign: it holds only what changes",
    args: |command, kind| {
        let command = command.arg(flags::reference(kind)).arg(option(
            "id",
            "ID",
            "Its id, where the one made for it does not suit",
        ));
        flags::add_but(command, kind, &["amends"])
            .after_help("Examples:\n  wbl mou amend antron-2026-27 --through 2028-06-30")
    },
    run: |context, kind, matches| {
        let today = context.today();
        let mou = flags::text(matches, "ref").unwrap_or_default();
        let request = AddRequest {
            id: flags::text(matches, "id"),
            values: flags::typed(kind, matches),
            reason: context.global.reason.clone(),
            ..AddRequest::default()
        };
        context.write(|book, seed, _| {
            let mut meant = Meant::of(book);
            let id = meant.one(Kind::Mou, &mou)?;
            Ok(meant.before(work::amend(book, &id, &request, today, seed)?))
        })
    },
};

/// MOUs go on for another while.
pub const RENEW: Verb = Verb {
    name: "renew",
    kinds: &[Kind::Mou],
    about: "Make the draft that renews one or several, with the terms as they stand",
    args: |command, _| {
        command
            .arg(words("refs", "REF", "Which ones"))
            .arg(aim::fitting())
            .arg(option("through", "DAY", "The last day of the renewal"))
            .after_help("Examples:\n  wbl mou renew antron-2026-27 --through 2028-06-30\n  wbl mou renew --where 'state = expiring' --through 2028-06-30")
    },
    run: |context, kind, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let aim = Aim::of(kind, "renew", matches, &mut words);
        let through = words.needed_day("through", "`--through DAY` (its last day)");
        let reason = context.global.reason.clone();
        aim.write(context, aim::plainly(Kind::Mou), |book, seed, ids, _| {
            words.settle()?;
            work::renew(book, ids, through, reason.as_deref(), today, seed)
        })
    },
};

/// An MOU ends before its time.
pub const TERMINATE: Verb = Verb {
    name: "terminate",
    kinds: &[Kind::Mou],
    about: "End one before its last day, once the notice that it asks for has run",
    args: |command, kind| {
        command
            .arg(flags::reference(kind))
            .arg(option("on", "DAY", "The first day on which it is no longer in force"))
            .arg(option("for", "WORD", "convenience, breach or safety"))
            .arg(option("notice-given", "DAY", "The day on which notice was given"))
            .arg(option("partner", "PARTNER", "The partner whose part ends (default: the whole MOU)"))
            .arg(option("by", "TEXT", "Who ends it"))
            .after_help("Examples:\n  wbl mou terminate antron-2026-27 --on 2027-02-19 --for convenience --notice-given 2027-01-20\n  wbl mou terminate antron-2026-27 --on today --for safety")
    },
    run: terminate,
};

fn terminate(
    context: &mut Context<'_>,
    _: &'static KindSpec,
    matches: &ArgMatches,
) -> Result<Answer> {
    let today = context.today();
    let mut words = Words::of(matches, today);
    let on = words.needed_day("on", "`--on DAY` (the first day no longer in force)");
    let typed = words.needed("for", "`--for WORD` (convenience, breach or safety)");
    let word = typed.to_ascii_lowercase();
    let found = Ground::ALL.into_iter().find(|ground| ground.word() == word);
    if found.is_none() && !typed.is_empty() {
        words.not_one_of("for", &typed, &Ground::ALL.map(Ground::word));
    }
    let notice_given = words.day("notice-given");
    let text = |name| flags::text(matches, name);
    let (mou, partner, by) = (text("ref"), text("partner"), text("by"));
    context.write(|book, seed, _| {
        let mut meant = Meant::of(book);
        let id = meant.one(Kind::Mou, mou.as_deref().unwrap_or_default())?;
        let partner = meant.maybe(Kind::Partner, partner.as_deref())?;
        words.settle()?;
        let request = TerminateRequest {
            on,
            ground: found.unwrap_or(Ground::Safety),
            notice_given,
            partner,
            by: by.clone(),
        };
        Ok(meant.before(work::terminate(book, &id, &request, today, seed)?))
    })
}
