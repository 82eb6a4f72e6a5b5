//! The gallery of messages: each as a person sees it, with its command and exit code, in
//! `errors.txt`. `WBL_BLESS=1 cargo test --test cli gallery` writes the file anew; read its
//! difference aloud before you commit it.

mod lines;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use lines::GALLERY;

use crate::sandbox::Sandbox;
use crate::school::placed;
use crate::word::word_file;

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
            "class-list.csv",
            "Name,LASID,YOG,Grade,Entry Date,Homeroom,Gender,Phone,Cell,Pathwya\n",
        ),
        (
            "twins-2.csv",
            "Name,YOG,Pathway,From\nJane Doe,2027,business,2026-09-01\nJane Doe,2027,business,2026-09-01\n",
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
