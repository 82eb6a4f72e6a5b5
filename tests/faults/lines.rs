//! A line for every writing command of the program, and what a store needs before it.

/// A writing command.
#[derive(Clone, Copy)]
pub struct Writer {
    /// Its words, as the lists of commands have them.
    pub command: &'static str,
    /// Files that are put into the store first, as by hand.
    pub files: &'static [(&'static str, &'static str)],
    /// Lines that are run before it.
    pub earlier: &'static [&'static str],
    /// The line. `{PATH}` in it is the id of the first entry of that file.
    pub line: &'static str,
}

const fn row(
    command: &'static str,
    earlier: &'static [&'static str],
    line: &'static str,
) -> Writer {
    Writer {
        command,
        files: &[],
        earlier,
        line,
    }
}

const LOG: &str = "wbl log s-k7f2wq 2026-10-06 3h";
const TOUCH: &str =
    "partner touch antron-engineering --via call --about fair --next call --due 2026-12-01";
const MOU: &str = "mou add --id m --partners notre-dame-healthcare --pathways healthcare --school-year 2026-27 --through 2027-06-30 --effective 2026-09-01";
const OPENING: &str = "wbl add --activity internship --partner antron-engineering --id opening --status posted --slots 2 --starts 2026-10-05 --pathway business";
const COUNCIL: &str =
    "council add Advisory --pathways healthcare --members contact=j-ortiz,role=chair";
const FIRMS: (&str, &str) = (
    "firms.csv",
    "Firm,Town\nOak Works,Milford\nElm Works,Milford\nAsh Works,Milford\n",
);

/// The seven whose every step is tried with every error: those that write the most, each in another way.
pub const FIRST: &[Writer] = &[
    row("wbl log", &[], "wbl log s-k7f2wq 2026-10-06 3h"),
    row(
        "student add",
        &[],
        "student add Bo --id s-bbbbbb --pathway business --grad-year 2028",
    ),
    row("contact rename", &[], "contact rename j-ortiz ortiz"),
    row(
        "partner set",
        &[],
        "partner set antron-engineering notre-dame-healthcare --town Milford --yes",
    ),
    Writer {
        files: &[FIRMS],
        ..row(
            "import",
            &[],
            "import partner firms.csv --map Firm=name --map Town=town --yes",
        )
    },
    row("undo", &["contact rename j-ortiz ortiz"], "undo"),
    row("redo", &["contact rename j-ortiz ortiz", "undo"], "redo"),
];

/// All others that write through the journal.
pub const REST: &[Writer] = &[
    row("partner edit", &[], "partner edit antron-engineering"),
    row("partner archive", &[], "partner archive antron-engineering"),
    row(
        "partner restore",
        &["partner archive antron-engineering"],
        "partner restore antron-engineering",
    ),
    row("contact remove", &[], "contact remove p-lee --yes"),
    row("partner touch", &[], TOUCH),
    row(
        "partner done",
        &[TOUCH],
        "partner done antron-engineering {partners/antron-engineering.toml}",
    ),
    row(
        "partner ask",
        &[],
        "partner ask antron-engineering internship",
    ),
    row(
        "partner merge",
        &["partner add Antron --id antron --reason test"],
        "partner merge antron --into antron-engineering --yes",
    ),
    row(
        "partner succeed",
        &["partner add 'Acme Gears'"],
        "partner succeed notre-dame-healthcare --by acme-gears --on 2026-11-16 --yes",
    ),
    row(
        "contact leave",
        &[],
        "contact leave j-ortiz --on 2026-11-20 --successor p-lee",
    ),
    row(
        "student enroll",
        &[],
        "student enroll s-k7f2wq business --from 2026-11-02",
    ),
    row(
        "student transfer",
        &[],
        "student transfer s-k7f2wq business --on 2026-11-16",
    ),
    row(
        "student exit",
        &[],
        "student exit s-k7f2wq --on 2026-11-20 --because moved --close withdrawn",
    ),
    row(
        "student earn",
        &[],
        "student earn s-k7f2wq 'OSHA 10' --on 2026-11-20",
    ),
    row(
        "student course",
        &[],
        "student course s-k7f2wq Anatomy --kind technical --done 2026-06-12",
    ),
    row(
        "student paper",
        &[],
        "student paper s-k7f2wq physical --on 2026-09-02",
    ),
    row(
        "student credit",
        &[
            LOG,
            "wbl verify s-k7f2wq --all --by j-ortiz --on 2026-10-09",
        ],
        "student credit s-k7f2wq --term Q1 --credit 0.5 --reason test",
    ),
    row(
        "wbl verify",
        &[LOG],
        "wbl verify s-k7f2wq --all --by j-ortiz",
    ),
    row(
        "wbl void",
        &[LOG],
        "wbl void s-k7f2wq {wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml} --because twice",
    ),
    row(
        "wbl close",
        &[],
        "wbl close s-k7f2wq ended-early --on 2026-11-20 --because moved",
    ),
    row(
        "wbl note",
        &[],
        "wbl note s-k7f2wq --kind check-in --about well --on 2026-10-20",
    ),
    row(
        "wbl paper",
        &[],
        "wbl paper s-k7f2wq permit --on 2026-10-01",
    ),
    row("wbl apply", &[OPENING], "wbl apply opening s-k7f2wq"),
    row(
        "wbl place",
        &[OPENING],
        "wbl place opening s-k7f2wq --reason test",
    ),
    row(
        "mou send",
        &[MOU],
        "mou send m --party industry --on 2026-09-01",
    ),
    row(
        "mou sign",
        &[MOU],
        "mou sign m --party industry --name 'J. Ortiz' --title Manager --on 2026-09-08",
    ),
    row("mou amend", &[MOU], "mou amend m --goals More"),
    row("mou renew", &[MOU], "mou renew m --through 2028-06-30"),
    row(
        "mou terminate",
        &[
            MOU,
            "mou sign m --party industry --name 'J. Ortiz' --title Manager --on 2026-09-08",
            "mou sign m --party board --name 'B. Young' --title Director --on 2026-09-08",
            "mou sign m --party school --name 'M. Okafor' --title Principal --on 2026-09-08",
        ],
        "mou terminate m --on 2026-11-20 --for safety --reason test",
    ),
    row(
        "eval rate",
        &["eval add --experience s-k7f2wq --review baseline --on 2026-10-20 --by j-ortiz"],
        "eval rate s-k7f2wq-notre-dame-healthcare-baseline attendance=3",
    ),
    row(
        "council meet",
        &[COUNCIL],
        "council meet advisory --on 2026-11-18 --attended j-ortiz",
    ),
    row(
        "council act",
        &[COUNCIL],
        "council act advisory 'Find a room' --who j-ortiz --due 2026-12-04",
    ),
    row(
        "council done",
        &[
            COUNCIL,
            "council act advisory 'Find a room' --who j-ortiz --due 2026-12-04",
        ],
        "council done advisory {councils/advisory.toml}",
    ),
    row("config set", &[], "config set school.name Marlow"),
    row("config add", &[], "config add policy.kinds onsite"),
    row(
        "config drop",
        &["config add policy.kinds onsite"],
        "config drop policy.kinds onsite",
    ),
    row("config unset", &[], "config unset coordinator.title"),
    row(
        "config edit",
        &["config set school.city Bellingham"],
        "config edit",
    ),
    Writer {
        files: &[("wbl.toml", "[school]\nname = \"Marlow\"\n")],
        ..row("migrate", &[], "migrate --yes")
    },
    Writer {
        files: &[(
            "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml",
            "activity = \"internship\"\npartner = \"notre-dame-healthcare\"\npathway = \"healthcare\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nhours = [\n  { id = \"k3f9qd\", on = 2026-10-06, from = 15:00, to = 18:30 },\n]\n",
        )],
        ..row("check", &[], "check --fix --yes")
    },
    Writer {
        files: &[(
            "partners/antron-engineering.toml",
            "name = \"Antron Engineering\"\n<<<<<<< ours\ntown = \"Milford\"\n||||||| base\n=======\ntown = \"Uxbridge\"\n>>>>>>> theirs\n",
        )],
        ..row(
            "conflicts",
            &[],
            "conflicts antron-engineering --take theirs",
        )
    },
];

/// Verbs that every kind has, by the kind whose line stands for them all: they are one piece of code.
pub const OF_ALL_KINDS: &[(&str, &str)] = &[
    ("add", "student add"),
    ("set", "partner set"),
    ("edit", "partner edit"),
    ("rename", "contact rename"),
    ("archive", "partner archive"),
    ("restore", "partner restore"),
    ("remove", "contact remove"),
];

/// Commands that write nothing into the store, or that are tried on their own in `outside.rs`.
pub const OTHERS: &[(&str, &str)] = &[
    ("list", "reads"),
    ("show", "reads"),
    ("report", "reads"),
    ("why", "reads"),
    ("find", "reads"),
    ("fields", "reads"),
    ("completions", "reads"),
    ("history", "reads"),
    ("help", "reads"),
    ("mou diff", "reads"),
    ("config show", "reads"),
    ("log", "short for `wbl log`"),
    ("verify", "short for `wbl verify`"),
    ("mou render", "as paper render"),
    ("eval form", "as paper render"),
    ("man", "as paper render"),
    ("paper render", "outside.rs"),
    ("init", "outside.rs"),
    ("doctor", "outside.rs"),
    ("merge-driver", "outside.rs"),
];
