//! The verbs that add an item, a row each.

use crate::schema::Kind;

use super::{ItemVerb, WhenSaid, fits};

/// The item's own day: today where none is named, never one to come.
const ON: Option<WhenSaid> = Some(WhenSaid {
    key: "on",
    is_today: true,
    may_come: false,
});

/// A row with nothing in it but what every row needs.
const fn row(name: &'static str, kind: Kind, group: &'static str) -> ItemVerb {
    ItemVerb {
        name,
        kind,
        group,
        word: None,
        many_words: false,
        many_refs: false,
        of_several: "",
        day: ON,
        asks: &[],
        needs: &[],
        preset: &[],
        open: &[],
        fits: None,
        said: "",
        about: "",
        examples: "",
    }
}

/// Every verb that adds an item to a group.
pub const ITEM_VERBS: &[ItemVerb] = &[
    ItemVerb {
        many_refs: true,
        of_several: "note it with",
        needs: &["via", "about"],
        asks: &["with", "next", "due"],
        said: "Noted the {via} with `{id}` on {on} (touch `{item}`).",
        about: "Note that someone was in touch, and what was promised",
        examples: "wbl partner touch antron --via call --about \"two interns in spring\" --with dana-rivera --next \"send the plan\" --due +1w\nwbl partner touch antron salmon-run --via email --about \"thanks for the fair\" --thanks\nwbl partner touch --where 'stage = active' --via email --about \"the dates of spring\"",
        ..row("touch", Kind::Partner, "touches")
    },
    ItemVerb {
        word: Some("activity"),
        many_words: true,
        preset: &[("status", "asked")],
        open: &["asked", "offered", "agreed"],
        asks: &["status", "note"],
        said: "`{activity}` with `{id}`: {status} on {on} (`{item}`).",
        about: "Ask for an activity, or say how far an ask has come",
        examples: "wbl partner ask antron job-shadow internship\nwbl partner ask antron internship --status agreed --note \"two in spring\"",
        ..row("ask", Kind::Partner, "asks")
    },
    ItemVerb {
        word: Some("name"),
        day: Some(WhenSaid {
            key: "earned",
            is_today: true,
            may_come: false,
        }),
        said: "`{id}` earned `{name}` on {earned}.",
        about: "Record a credential that a student has earned",
        examples: "wbl student earn \"Jane Doe\" \"OSHA 10\" --on 2026-11-20 --expires 2031-11-20",
        asks: &["expires"],
        ..row("earn", Kind::Student, "credentials")
    },
    ItemVerb {
        word: Some("name"),
        day: Some(WhenSaid {
            key: "done",
            is_today: false,
            may_come: false,
        }),
        said: "`{id}`: the course `{name}` is on record.",
        about: "Record a course that a student takes for the pathway",
        examples: "wbl student course \"Jane Doe\" \"Engineering I\" --kind technical --done 2026-06-12",
        asks: &["kind"],
        ..row("course", Kind::Student, "courses")
    },
    ItemVerb {
        word: Some("kind"),
        many_refs: true,
        of_several: "put the paper on file for",
        said: "`{id}`: the paper `{kind}` of {on} is on file.",
        about: "Put a paper of students on file; the last word is which",
        examples: "wbl student paper \"Jane Doe\" physical --on 2026-09-02 --expires 2027-09-02\nwbl student paper --where 'grad_year = 2027' handbook --on 2026-09-02",
        asks: &["expires", "ref"],
        ..row("paper", Kind::Student, "papers")
    },
    ItemVerb {
        word: Some("kind"),
        many_refs: true,
        of_several: "put the paper on file for",
        said: "`{id}`: the paper `{kind}` of {on} is on file.",
        about: "Put a paper of experiences on file; the last word is which",
        examples: "wbl wbl paper \"Jane Doe\" permit --on 2026-10-01 --ref \"drawer 2\"\nwbl wbl paper \"Jane Doe\" permit --not-needed \"18 on the first day\"",
        asks: &["expires", "ref"],
        ..row("paper", Kind::Wbl, "papers")
    },
    ItemVerb {
        needs: &["about"],
        said: "Noted the {kind} of {on} in `{id}` (`{item}`).",
        about: "Note what happened: an absence, a late arrival, an incident, a check-in, a visit",
        examples: "wbl wbl note \"Jane Doe\" --kind visit --about \"doing well at the press\" --with dana-rivera --next \"call again\" --due +2w",
        asks: &["with", "next", "due"],
        ..row("note", Kind::Wbl, "journal")
    },
    ItemVerb {
        word: Some("student"),
        preset: &[("status", "applied")],
        fits: Some(fits::applies),
        said: "`{student}` with `{id}`: {status} on {on}.",
        about: "Record that a student applies for an opportunity, or how far that has come",
        examples: "wbl wbl apply internship-antron-2027-01-11 \"Jane Doe\"\nwbl wbl apply internship-antron-2027-01-11 \"Jane Doe\" --status interviewed --on fri",
        asks: &["status"],
        ..row("apply", Kind::Wbl, "applicants")
    },
    ItemVerb {
        needs: &["attended"],
        day: Some(WhenSaid {
            key: "on",
            is_today: true,
            may_come: true,
        }),
        said: "Recorded the meeting of `{id}` on {on} (`{item}`).",
        about: "Record a meeting, and who came",
        examples: "wbl council meet manufacturing-advisory --on 2026-11-18 --attended dana-rivera,j-ortiz --decisions \"a second welding bay\"",
        asks: &["place", "decisions"],
        ..row("meet", Kind::Council, "meetings")
    },
    ItemVerb {
        word: Some("what"),
        day: None,
        needs: &["who", "due"],
        said: "`{id}`: {who} has it in hand, due {due} (action `{item}`).",
        about: "Give someone something to do",
        examples: "wbl council act manufacturing-advisory \"Find a room\" --who dana-rivera --due 2026-12-04",
        asks: &["priority"],
        ..row("act", Kind::Council, "actions")
    },
    ItemVerb {
        fits: Some(fits::sends),
        said: "`{id}` was sent to the {party} party on {on}.",
        about: "Record that an MOU was sent to a party",
        examples: "wbl mou send antron-2026-27 --party industry --on 2026-09-01",
        asks: &["partner"],
        ..row("send", Kind::Mou, "sent")
    },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_names_a_group_and_keys_that_there_are() {
        for verb in ITEM_VERBS {
            let key = |key: &str| verb.parts().iter().any(|part| part.key == key);
            assert!(!verb.parts().is_empty(), "{}", verb.group);
            let named = verb.needs.iter().chain(verb.asks).copied().chain(verb.word);
            for one in named.chain(verb.day.map(|day| day.key)) {
                assert!(key(one), "{} {}: {one}", verb.kind, verb.name);
            }
            assert_eq!(verb.many_refs, !verb.of_several.is_empty(), "{}", verb.name);
            for (one, _) in verb.preset {
                assert!(key(one), "{} {}: {one}", verb.kind, verb.name);
            }
            let begins = format!("wbl {} {} ", verb.kind, verb.name);
            for line in verb.examples.lines() {
                assert!(line.starts_with(&begins), "{line}");
            }
        }
    }
}
