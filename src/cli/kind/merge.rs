//! The verbs of two partner records: merge, succeed.

use clap::Arg;

use crate::schema::Kind;
use crate::work;

use super::words::{Meant, Words, option};
use super::{Verb, flags};

fn exact() -> Arg {
    Arg::new("ref")
        .value_name("ID")
        .required(true)
        .help("Its exact id")
}

/// Two records of one partner become one.
pub const MERGE: Verb = Verb {
    name: "merge",
    kinds: &[Kind::Partner],
    about: "Make one record part of another: links, touches and asks go along",
    args: |command, _| {
        command
            .arg(exact())
            .arg(option("into", "ID", "The exact id of the record that stays"))
            .after_help("Examples:\n  wbl partner merge precision --into precision-engineering --dry-run\n  wbl partner merge precision --into precision-engineering")
    },
    run: |context, kind, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let into = words.needed("into", "`--into ID` (the partner that stays)");
        let old = flags::text(matches, "ref").unwrap_or_default();
        let question = format!("make the {} `{old}` part of `{into}`?", kind.kind);
        context.write_asking(&question, |book, seed, _| {
            let id = work::must_be_exact(book, Kind::Partner, &old, "merge")?;
            words.settle()?;
            let into = work::must_be_exact(book, Kind::Partner, &into, "merge")?;
            work::merge(book, &id, &into, today, seed)
        })
    },
};

/// A partner is taken over by another.
pub const SUCCEED: Verb = Verb {
    name: "succeed",
    kinds: &[Kind::Partner],
    about: "Close one that another has taken over; its MOUs are named",
    args: |command, _| {
        command
            .arg(exact())
            .arg(option(
                "by",
                "ID",
                "The exact id of the partner that comes after",
            ))
            .arg(option("on", "DAY", "The day it was taken over"))
            .after_help("Examples:\n  wbl partner succeed lampin --by acme-gears --on 2027-01-01")
    },
    run: |context, _, matches| {
        let today = context.today();
        let mut words = Words::of(matches, today);
        let by = words.needed("by", "`--by ID` (the partner that comes after)");
        let on = words.needed_day("on", "`--on DAY` (the day it was taken over)");
        let old = flags::text(matches, "ref").unwrap_or_default();
        context.write(|book, seed, _| {
            let meant = Meant::of(book);
            let id = work::must_be_exact(book, Kind::Partner, &old, "succeed")?;
            words.settle()?;
            let by = work::must_be_exact(book, Kind::Partner, &by, "succeed")?;
            Ok(meant.before(work::succeed(book, &id, &by, on, today, seed)?))
        })
    },
};
