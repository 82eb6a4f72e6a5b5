//! A random year: deeds that are numbers, made into command lines that fit what the store holds.

use super::clones::Clone;
use super::said::Said;

/// A thing that is done: which, and with what.
pub type Deed = [u8; 4];

/// Something that was done, acknowledged with exit code 0.
#[derive(Clone)]
pub struct Done {
    pub line: String,
    /// A text that it wrote, that stands nowhere else.
    pub mark: String,
}

/// Does each deed in turn on days of a half year; gives what was acknowledged. `who` and the place
/// in the list make the texts that are written unlike any others.
pub fn live(clone: &Clone, who: &str, today: &str, deeds: &[Deed]) -> Vec<Done> {
    let mut done = Vec::new();
    // Nothing from before is undone: a conflict that was settled would be back.
    let (mut own, mut undone) = (0, 0);
    for (at, deed) in deeds.iter().enumerate() {
        let mark = format!("{who}{at}x");
        let now = Said::of(&clone.root);
        let Some(line) = line(*deed, &mark, today, &now) else {
            by_hand(clone, *deed, &mark, &now);
            done.push(Done {
                line: "(by hand)".into(),
                mark,
            });
            continue;
        };
        if line == "undo" && own == 0 || line == "redo" && undone == 0 {
            continue;
        }
        let ran = clone.run(today, &line);
        let is_nothing_left = [1, 6].contains(&ran.code) && line.ends_with("do");
        assert!(
            is_nothing_left || [0, 2, 3, 4].contains(&ran.code),
            "wbl {line}: exit {}\n{}{:?}",
            ran.code,
            ran.err,
            now.unread()
        );
        if ran.code == 0 {
            let after = Said::of(&clone.root);
            (own, undone) = match line.as_str() {
                _ if after.texts == now.texts => (own, undone),
                "undo" => (own - 1, undone + 1),
                "redo" => (own + 1, undone - 1),
                _ => (own + 1, 0),
            };
            if line.contains(&mark) {
                let count = after.count(&mark);
                assert_eq!(
                    count, 1,
                    "wbl {line} was acknowledged\n{}{}",
                    ran.out, ran.err
                );
            }
            done.push(Done { line, mark });
        }
    }
    done
}

/// One of a list, by a number.
fn one<'t>(list: &[&'t str], number: u8) -> &'t str {
    list[usize::from(number) % list.len()]
}

/// The command line of a deed; nothing where it is done with a text editor.
fn line(deed: Deed, mark: &str, today: &str, now: &Said) -> Option<String> {
    let [what, a, b, c] = deed;
    let pick = |folder: &str, number: u8| now.one(folder, number);
    let (partner, contact) = (pick("partners", a), pick("contacts", b));
    let (placement, student) = (now.placement(a), pick("students", a));
    // Days that both halves of the year share; none is after `today`.
    let day = format!("{}-{:02}", &today[..7], 1 + b % 9);
    let early = format!("2026-09-{:02}", 3 + c % 20);
    let clock = format!(
        "{}:{}-{}:15",
        8 + c % 8,
        one(&["00", "20", "40"], c),
        9 + c % 8 + c % 3
    );
    let entry = now.entry(&placement, "hours", b);
    Some(match what % 48 {
        0..=5 => format!("log {placement} {day} {clock} --task {mark}"),
        6 | 7 => format!("log {placement} {day} {}m --task {mark}", 20 + u16::from(c)),
        8 => format!(
            "log {placement} {day} {clock} --by {contact} --verified {today} --task {mark} --reason test"
        ),
        9 | 10 => format!("verify {placement} --all --by {contact} --reason test"),
        11 => format!(
            "verify {placement} --entry {} --by {contact} --reason test",
            entry?
        ),
        12 => format!("wbl void {placement} {} --because {mark}", entry?),
        13..=15 => format!(
            "partner touch {partner} --via {} --about {mark} --next call --due {today}",
            one(&["call", "email", "visit"], c)
        ),
        16 => format!(
            "partner done {partner} {}",
            now.entry(&partner, "touches", b)?
        ),
        17 => format!(
            "partner ask {partner} {} --note {mark} --new",
            one(&["internship", "job-shadow"], b)
        ),
        18 => format!(
            "partner ask {partner} {} --status {}",
            one(&["internship", "job-shadow"], b),
            one(&["agreed", "declined", "done"], c)
        ),
        19 => format!(
            "partner set {partner} --stage {}",
            one(&["contacted", "active", "dormant", "lead"], b)
        ),
        20 => format!("partner set {partner} --town {mark} --size {}", c % 5),
        21 => format!(
            "partner set {partner} {}",
            one(
                &[
                    "--add sectors=steel",
                    "--add sectors=food",
                    "--drop sectors=care",
                    "--unset town",
                    "--pathways healthcare"
                ],
                b
            )
        ),
        22 => format!(
            "contact set {contact} --title {mark} --roles {}",
            one(&["supervisor", "mentor", "supervisor,mentor"], c)
        ),
        23 => format!(
            "mou sign {} --party {} --partner {partner} --name {mark} --title Head --on {early}",
            pick("mous", b),
            one(&["industry", "school", "board"], c)
        ),
        24 => format!(
            "mou send {} --party industry --partner {partner} --on {early}",
            pick("mous", b)
        ),
        25 => format!("mou set {} --goals {mark} --reason test", pick("mous", b)),
        26 => format!("student earn {student} {mark} --on {day}"),
        27 => format!(
            "student course {student} {} --kind technical --done {day}",
            one(&["Welding", "Anatomy", mark], b)
        ),
        28 => format!(
            "student paper {student} {} --on {early}",
            one(&["physical", "handbook"], b)
        ),
        29 => format!("wbl note {placement} --kind check-in --about {mark} --on {day}"),
        30 => format!("wbl paper {placement} permit --on {early} --ref {mark}"),
        31 => format!(
            "wbl set {placement} --duties {mark} --planned {}h",
            100 + u16::from(c)
        ),
        32 => format!(
            "wbl set {placement} --schedule day={},from=15:00,to=1{}:00 --reason test",
            one(&["mon", "tue"], b),
            6 + c % 3
        ),
        33 => format!(
            "wbl set {placement} --status {}",
            one(&["paused", "active"], b)
        ),
        34 => format!(
            "eval rate {} attendance={} teamwork={}",
            pick("evals", a),
            1 + b % 5,
            1 + c % 5
        ),
        35 => format!("eval set {} --comments {mark}", pick("evals", a)),
        36 => format!(
            "council meet {} --on {day} --attended {contact} --decisions {mark}",
            pick("councils", a)
        ),
        37 => format!(
            "council act {} {mark} --who {contact} --due {today}",
            pick("councils", a)
        ),
        38 => format!(
            "contact add 'Kim {}' --id kim{} --partner {partner} --title {mark} --reason test",
            b % 2,
            b % 2
        ),
        39 => format!(
            "partner add 'Firm {}' --id firm{} --town {mark} --reason test",
            b % 3,
            b % 3
        ),
        40 => format!("contact rename {contact} {contact}-{} --yes", c % 2),
        41 => format!(
            "{} {}",
            one(&["partner archive", "partner restore"], b),
            partner
        ),
        42 => format!("wbl apply opening {student} --on {day}"),
        43 => {
            format!("wbl close {placement} ended-early --on {day} --because {mark} --reason test")
        }
        44 => one(&["undo", "redo", "undo"], a).to_owned(),
        45 => format!(
            "config set {} {mark}",
            one(&["school.name", "school.city", "coordinator.name"], a)
        ),
        46 => one(
            &[
                "partner rename antron antron-engineering --yes",
                "contact leave p-lee --on 2026-12-01 --successor dana",
                "contact remove kim0 --yes",
                "partner set bellmere notre-dame --cadence 9 --yes",
            ],
            a,
        )
        .to_owned(),
        _ => return None,
    })
}

/// What a person does with a text editor: a remark, a key of one's own, or an entry with an id
/// copied from somewhere.
fn by_hand(clone: &Clone, deed: Deed, mark: &str, now: &Said) {
    let [_, a, b, c] = deed;
    let path = now.path(&now.placement(a));
    let Some(text) = path.as_ref().and_then(|path| clone.text(path)) else {
        return;
    };
    let text = match b % 3 {
        0 => format!("# {mark}\n{text}"),
        1 if !text.contains("[custom]") => format!("{}\n[custom]\nown = \"{mark}\"\n", text.trim_end()),
        _ => text.replacen(
            "hours = [\n",
            &format!(
                "hours = [\n  {{ id = \"bbbbb{}\", on = 2026-09-{:02}, minutes = {}, task = \"{mark}\" }},\n",
                if text.contains("\"bbbbbb\"") { 'c' } else { 'b' },
                10 + c % 15,
                10 + c % 50
            ),
            usize::from(!text.contains("\"bbbbbc\"")),
        ),
    };
    std::fs::write(clone.root.join(path.unwrap_or_default()), text).expect("a file");
}
