//! The gallery of messages: each as a person sees it, with its command and exit code, in
//! `errors.txt`. `WBL_BLESS=1 cargo test --test cli gallery` writes the file anew; read its
//! difference aloud before you commit it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::sandbox::Sandbox;
use crate::school::placed;
use crate::word::word_file;

/// What is said, by heading; every command fails, and none of them writes anything.
const GALLERY: &[(&str, &[&str])] = &[
    (
        "what is typed cannot be understood",
        &[
            "mou render m4 --template agreement.docx -o agreement.pdf",
            "prtner list",
            "add",
            "partner lst",
            "partner list --fromat json",
            "partner list --format xml",
            "partner list --sort nmae",
            "partner list --fields nmae",
            "partner show",
            "report hours --hours quarter",
            "report hours --as-of 10/6/2026",
            "report hurs",
            "report",
            "partner set antron-engineering --notes ''",
            "report hours --term Q9",
            "report hours --year 2026",
            "report hours --by freind",
            "report hours --fail-if shrot",
            "report hours --from 2026-12-02 --to 2026-12-01",
            "fields prtner",
            "help exit",
            "check hour",
            "check --explain dangling",
            "prtner list --where 'town = Bellingham'",
            "partner list --where 'twon = Bellingham'",
            "partner list --where 'town ='",
            "partner list --where 'stage = laed'",
            "partner list @lokal",
            "partner list bellingham",
            "report hours --where 'grad_yaer = 2027'",
            "report hours --where 'status = shrt'",
            "report hours --term Q2 --where 'status = short'",
            "wbl add --activity site-tour --starts today --students 'where:grad = 2027'",
            "find ''",
            "completions basj",
            "config set policy.requird_hours 120",
            "config set school 'Marlow Falls High'",
            "config add school.name x",
            "config set calendar.terms.2026-27.Q2.ends.day 3",
            "report transcript --by pathway",
            "report entries --by student,term",
            "report partners --fail-if short",
            "import prtner employers.csv",
            "import partner employers.csv --dates mdj",
            "import partner employers.csv --map Firm",
            "import partner employers.csv --map Frim=name",
            "import partner employers.csv --map Firm=nmae",
            "import partner employers.csv",
            "import partner employers.csv --map Firm=name --map Phnoe=phone --key website",
            "import hours employers.csv --map Firm=- --map Phnoe=-",
        ],
    ),
    (
        "there is nothing to take back",
        &["redo", "undo --unfinished", "redo --unfinished"],
    ),
    (
        "something is missing",
        &[
            "partner add",
            "contact add",
            "wbl add",
            "student add 'Jane Doe'",
            "mou add",
            "eval add",
            "partner set antron-engineering",
            "partner set antron-engineering --unset town --town Newtown",
            "student set s-k7f2wq --unset enrolled --enrolled pathway=business,from=2026-09-01",
            "partner edit antron-engineering",
            "verify s-k7f2wq",
            "wbl close s-k7f2wq-notre-dame-healthcare",
            "wbl void s-k7f2wq-notre-dame-healthcare abc234",
            "contact leave j-ortiz",
            "student exit s-k7f2wq",
            "student exit s-k7f2wq --on today --because moved",
            "student transfer s-k7f2wq business --on today --credit 46h",
            "why",
            "partner touch antron-engineering",
            "partner merge old-mill",
            "partner succeed old-mill",
            "council act nobody 'Find a room'",
            "student course s-k7f2wq 'Anatomy I'",
            "student credit s-k7f2wq",
            "student paper physical",
            "wbl note s-k7f2wq",
            "mou sign m3",
            "mou sign m3 --party industry --name 'Dana Rivera' --title Manager --on 2026-09-08",
            "mou amend m3",
            "mou renew m3",
            "mou terminate m3",
            "mou terminate m4 --on 2027-03-01 --for convenience",
        ],
    ),
    (
        "a value cannot be read",
        &[
            "partner add 'New Firm' --stage laed --size many --cadence 0",
            "partner add '***'",
            "partner add 'New Firm' --id 'New Firm'",
            "config set policy.required_hours many",
            "config set warn.unverified often",
            "wbl log s-k7f2wq 2026-13-01 3h",
            "wbl log s-k7f2wq 2026-10-06 3.33",
            "wbl log s-k7f2wq 2026-10-06 -1h",
            "mou send m4 --to mill",
            "wbl log s-k7f2wq 2026-10-06 15-18",
            "wbl log s-k7f2wq 2026-10-06 3:00-6:00",
            "wbl log s-k7f2wq 2026-10-06",
            "wbl log s-k7f2wq 2026-10-06 3h --break 30m",
            "wbl log s-k7f2wq 2026-10-06 3h --verified today",
            "wbl log s-k7f2wq 2026-10-06 3h --kind onsit",
            "wbl close s-k7f2wq-notre-dame-healthcare done --on today",
            "wbl add --activity intership --students s-k7f2wq --partner antron --starts 2026-10-05",
            "wbl set s-k7f2wq-notre-dame-healthcare --supervisors contakt=p-lee",
            "wbl set s-k7f2wq-notre-dame-healthcare --wage much",
            "import hours bad-hours.csv",
            "import partner bad-partners.csv",
            "import partner open.csv",
            "import partner behind.csv",
            "import partner between.csv",
            "import partner taken.csv",
            "import hours twins.csv",
            "eval add --experience s-k7f2wq-notre-dame-healthcare --review baseline --on 2026-10-20 --ratings skill=attendance,rating=6",
            "partner ask antron-engineering intership",
            "wbl paper s-k7f2wq permt",
            "mou sign m3 --party industri --name A --title B --on today",
            "mou sign m3 --party school --name A --title B --on today --document nowhere.pdf",
            "eval rate e1 atendance=3",
            "eval rate e1 attendance=3.5",
        ],
    ),
    (
        "a reference names nothing, or too many",
        &[
            "partner show antrn",
            "partner show ant",
            "contact add 'New Person' --partner nobody",
            "wbl log Nobody 2026-10-06 3h",
            "wbl log s-k7f2wq 2026-09-06 3h",
            "wbl void s-k7f2wq-notre-dame-healthcare zzzzzz --because typo",
            "partner remove antron-eng --yes",
            "partner rename antron-eng antron",
            "config set calendar.terms.2026-27.Q9.ends 2027-02-01",
            "config drop equity.groups iep",
            "wbl add --activity site-tour --starts today --students 'where:grad_year = 1990'",
            "why Nobody",
            "partner done antron-engineering zzzzzz",
            "partner merge antron-eng --into old-mill --yes",
        ],
    ),
    (
        "a rule or the facts refuse it",
        &[
            "mou render m4 --template letter.docx",
            "mou render m4 --template old.doc",
            "mou render m4 --template blank.docx",
            "mou render m4 --template agreement.docx",
            "mou render m4 --template loop.docx",
            "partner add 'Antron Engineering, Inc.'",
            "partner add 'Notre Dame Healthcare' --id antron-engineering --reason branch",
            "contact add 'J. Ortiz' --partner notre-dame-healthcare",
            "student add 'Jane Doe' --id s-janedo --pathway business --grad-year 2027",
            "wbl log s-k7f2wq 2026-11-23 3h",
            "wbl log s-k7f2wq-notre-dame-healthcare 2026-10-04 3h",
            "wbl log s-k7f2wq 2026-10-06 18:30-15:00",
            "wbl log s-k7f2wq 2026-10-06 15:00-15:30 --break 30m",
            "wbl log s-k7f2wq 2026-10-06 25h",
            "wbl log s-k7f2wq 2026-10-08 16:00-18:00",
            "wbl log s-k7f2wq 2026-10-09 3h",
            "wbl log s-k7f2wq 2026-10-06 3h --by dana",
            "wbl log s-k7f2wq 2026-10-06 3h --by j-ortiz --verified 2026-10-05",
            "verify s-k7f2wq --all --by dana",
            "verify s-k7f2wq --week 2026-10-13 --by j-ortiz",
            "wbl log career-panel-antron-engineering-2026-10-20 2026-10-20 2h",
            "wbl set s-k7f2wq-notre-dame-healthcare --ends 2026-10-01",
            "wbl set s-k7f2wq-notre-dame-healthcare --ends 2026-10-08",
            "wbl close s-k7f2wq completed --on today",
            "wbl close s-k7f2wq withdrawn --on 2026-10-08",
            "student enroll s-k7f2wq healthcare",
            "student set s-k7f2wq --enrolled pathway=healthcare,from=2026-10-01",
            "config add calendar.terms year=2026-27,name=X,starts=2026-11-09,ends=2026-10-22",
            "config set views.x 'name = \"Ana Brien\"'",
            "wbl set machining --status paused",
            "student rename s-k7f2wq s-bcdfgh",
            "partner remove notre-dame-healthcare --yes",
            "partner set antron-engineering --unset name",
            "init",
            "partner touch antron-engineering --via call --about plans --on 2026-11-23",
            "partner touch antron-engineering --via call --about 'saw ANA NUNEZ-O-BRIEN at work'",
            "partner add 'New Firm' --id ana-nunez-o-brien",
            "partner merge old-mill --into old-mill --yes",
            "partner succeed old-mill --by old-mill --on today",
            "wbl apply s-k7f2wq-notre-dame-healthcare s-k7f2wq",
            "wbl place s-k7f2wq-notre-dame-healthcare s-k7f2wq",
            "wbl place machining s-k7f2wq --pathway healthcare",
            "mou send m4 --party industry --partner old-mill",
            "mou sign m4 --party industry --name 'Dana Rivera' --title Manager --on 2026-09-08",
            "mou terminate m3 --on today --for safety",
            "mou terminate m4 --on 2026-12-10 --for convenience --notice-given 2026-11-20",
            "mou renew m4 --through 2027-06-30",
            "eval rate e1 attendance=6",
        ],
    ),
    (
        "nobody can be asked",
        &[
            "partner remove old-mill",
            "partner set antron-engineering old-mill --notes call",
            "partner set --where 'town = Uxbridge or name ~ mill' --notes call",
            "partner set old-mill --where 'town = Uxbridge' --notes call",
            "import partner employers.csv --map Firm=name --map Phnoe=phone",
            "partner merge old-mill --into antique-mill",
        ],
    ),
    (
        "a document cannot be made",
        &[
            "mou render m3",
            "mou render m3 -o m3.xyz",
            "mou render m3 --format xyz",
            "mou render m3 -o papers",
            "mou diff m3",
            "paper render muo m3",
            "paper render mou",
            "paper render glyph antron-engineering --format pdf",
            "paper why wbl.toml",
        ],
    ),
];

/// A placed student with two shifts, a partner to remove, an event.
fn gallery_school() -> Sandbox {
    let school = placed();
    for line in [
        "partner add 'Antique Mill' --town Uxbridge",
        "partner add 'Old Mill'",
        "wbl add --activity career-panel --partner antron-engineering --headcount 45 --starts 2026-10-20",
        "wbl add --activity internship --partner antron-engineering --starts 2027-01-11 --status posted --slots 0 --id machining",
        "mou add --partners antron-engineering,antique-mill --through 2027-06-30 --school-year 2026-27 --id m3",
        "mou add --partners antron-engineering --through 2027-06-30 --school-year 2026-27 --notice-days 30 --id m4",
        "mou sign m4 --party industry --name 'Dana Rivera' --title Manager --on 2026-09-08",
        "mou sign m4 --party board --name 'R. Bell' --title Director --on 2026-09-08",
        "mou sign m4 --party school --name 'M. Okafor' --title Principal --on 2026-09-08",
        "eval add --experience s-k7f2wq-notre-dame-healthcare --review baseline --on 2026-10-20 --id e1",
    ] {
        school.ok(line);
    }
    let path = "wbl/2026-27/s-k7f2wq-notre-dame-healthcare.toml";
    let hours = "hours = [\n  { id = \"k3f9qd\", on = 2026-10-08, from = 15:00:00, to = 18:30:00 },\n  { id = \"m2xwzh\", on = 2026-10-09, minutes = 180 },\n  { id = \"p4r4r4\", on = 2026-10-12, from = 15:00:00, to = 16:30:00 },\n  { id = \"q5q5q5\", on = 2026-10-12, from = 16:00:00, to = 17:00:00 },\n]\n";
    school.put(path, school.text(path) + hours);
    school.put(
        "employers.csv",
        "Firm,Phnoe\nSalmon Run Bakery,508-555-0100\n",
    );
    school.put(
        "bad-hours.csv",
        "student,day,from,to,kind\ns-k7f2wq,10/5/2026,3:30 PM,6:30 PM,\nNobody,2026-10-06,3,6:30 PM,onsit\ns-k7f2wq,2026-10-08,4pm,6pm,\ns-k7f2wq,2026-09-08,4pm,,\n",
    );
    for (file, text) in [
        (
            "open.csv",
            "name,town,notes\nAlfa,Hull,\"likes boats\nBeta,Hull,\n",
        ),
        ("behind.csv", "name,town\n\"Alfa\" Mill,Hull\n"),
        ("between.csv", "name,town\n\"Alfa,Hull\nBeta,\"Hull\"\n"),
        (
            "taken.csv",
            "name,town,notes\nAlfa,Hull,\"boats\nBeta,Hull,6\"\n",
        ),
        (
            "twins.csv",
            "student,day,from,to,minutes\ns-k7f2wq,2026-10-14,,,150\ns-k7f2wq,2026-10-14,,,150\n\
             s-k7f2wq,2026-10-15,3pm,6pm,\ns-k7f2wq,2026-10-15,3pm,6pm,\ns-k7f2wq,2026-10-16,3:00,6:00,\n",
        ),
    ] {
        school.put(file, text);
    }
    school.put(
        "templates/glyph.md",
        "+++\nof = \"partner\"\n+++\nA letter of no writing: \u{50000}\n",
    );
    school.put(".local/share/fonts/Lost.ttf", "no letters here");
    school.put("letter.docx", "Dear partner, this is no Word file");
    school.put("old.doc", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
    school.put("blank.docx", word_file(&["Dear partner,"]));
    school.put(
        "agreement.docx",
        word_file(&[
            "To {{ partnr.name }}:",
            "{{ mou.through }} and {{ mou.notise_days }}",
        ]),
    );
    school.put(
        "loop.docx",
        word_file(&[
            "{% for one in partners %}",
            "all {% if partner %} of",
            "{{ school.name",
        ]),
    );
    school.put(
        "bad-partners.csv",
        "name,stage,pathways\nAntron Engineering Inc,lead,business\nNew Firm,laed,nursing\n,lead,\n",
    );
    school
}

#[test]
fn the_gallery_of_messages_is_as_it_was_read_aloud() {
    let school = gallery_school();
    let before = school.files();
    let mut gallery = String::from("Every message, as a person sees it. Made by errors.rs.\n");
    for (heading, lines) in GALLERY {
        let _ = write!(gallery, "\n# {heading}\n");
        for line in *lines {
            let ran = school.run(line);
            assert_ne!(ran.code, 0, "wbl {line}\n{}", ran.out);
            assert_eq!(ran.out, "", "wbl {line}: stdout is only for answers");
            let _ = write!(gallery, "\n$ wbl {line}\n{}[exit {}]\n", ran.err, ran.code);
        }
    }
    assert_eq!(school.files(), before, "nothing was written");
    hold_against("errors.txt", &gallery);
}

/// Holds a gallery against the file in which it was read aloud.
pub fn hold_against(file: &str, gallery: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cli")
        .join(file);
    if std::env::var_os("WBL_BLESS").is_some() {
        fs::write(&path, gallery).expect("the gallery is written");
    }
    let known = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        known == gallery,
        "the gallery has changed; see the top of errors.rs\n{gallery}"
    );
}

/// Every command that a message tells to type is one that there is.
#[test]
fn every_hint_names_a_command_that_there_is() {
    let school = Sandbox::new();
    let mut checked = 0;
    for text in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src")) {
        for at in text.match_indices("`wbl ").map(|(at, _)| at + 1) {
            let command = text[at..].split('`').next().unwrap_or_default();
            let plain = |word: &&str| {
                !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
            };
            let words: Vec<_> = command
                .split_whitespace()
                .skip(1)
                .take_while(plain)
                .take(2)
                .collect();
            let [first, rest @ ..] = words.as_slice() else {
                continue;
            };
            let is_kind = [
                "partner", "contact", "pathway", "student", "wbl", "mou", "eval", "council",
            ]
            .contains(first);
            let line = match rest.first() {
                Some(verb) if is_kind => format!("{first} {verb} --help"),
                _ => format!("{first} --help"),
            };
            let ran = school.run(&line);
            assert_eq!(
                ran.code, 0,
                "`{command}` is told somewhere, and `wbl {line}` says:\n{}",
                ran.err
            );
            checked += 1;
        }
    }
    assert!(checked > 40, "only {checked} commands were found");
}

fn sources(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            texts.extend(sources(&path));
        } else if path
            .extension()
            .is_some_and(|ending| ending == "rs" || ending == "txt")
        {
            let text = fs::read_to_string(&path).expect("a file");
            texts.push(
                text.split("#[cfg(test)]")
                    .next()
                    .unwrap_or_default()
                    .to_owned(),
            );
        }
    }
    texts
}
