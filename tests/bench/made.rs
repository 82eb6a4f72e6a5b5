//! Makes stores to measure: the same one for the same size, whoever runs it.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

use wbl::value::{Day, random_code};

/// Entries of an experience; with them its file has about 2 KB.
const ENTRIES: i64 = 20;
const PATHWAYS: [&str; 4] = ["business", "healthcare", "information", "manufacturing"];
const YEARS: i32 = 4;

const PARTNERS: usize = 40;
const SUPERVISORS: usize = 60;

/// Writes a store of so many experiences, one a file, and 0.6 students for each with their
/// private parts. Whatever a record names is there, so that `check` has little to tell.
pub(crate) fn make(root: &Path, experiences: usize) -> io::Result<()> {
    let mut random = fastrand::Rng::with_seed(2026);
    for folder in [
        "partners",
        "contacts",
        "pathways",
        "rules",
        "students",
        "private/students",
        "wbl",
    ] {
        fs::create_dir_all(root.join(folder))?;
    }
    fs::write(root.join("wbl.toml"), settings())?;
    for pathway in PATHWAYS {
        let text = format!("name = \"{pathway}\"\nsector = \"{pathway}\"\nrequired_hours = 100\n");
        fs::write(root.join(format!("pathways/{pathway}.toml")), text)?;
    }
    for number in 0..2 * PARTNERS {
        let text = format!("name = \"Partner Number {number:02}\"\ntown = \"Uxbridge\"\n");
        fs::write(
            root.join(format!("partners/partner-number-{number:02}.toml")),
            text,
        )?;
    }
    for number in 0..SUPERVISORS {
        let text = format!(
            "name = \"Supervisor {number:02}\"\npartner = \"partner-number-{number:02}\"\n"
        );
        fs::write(
            root.join(format!("contacts/supervisor-{number:02}.toml")),
            text,
        )?;
    }
    let mut students = Vec::new();
    for _ in 0..(experiences * 6).div_ceil(10) {
        let id = format!("s-{}", random_code(&mut random));
        let pathway = random.usize(..PATHWAYS.len());
        let grad_year = 2027 + random.i32(0..YEARS);
        let text = student(pathway, grad_year, &mut random);
        fs::write(root.join(format!("students/{id}.toml")), text)?;
        let text = person(&mut random);
        fs::write(root.join(format!("private/students/{id}.toml")), text)?;
        students.push((id, pathway, grad_year));
    }
    for number in 0..experiences {
        let (student, pathway, grad_year) = &students[number % students.len()];
        // A student's second experience was a year earlier, and elsewhere.
        let earlier = number / students.len();
        let partner = format!(
            "partner-number-{:02}",
            random.usize(..PARTNERS) + PARTNERS * earlier
        );
        let autumn = grad_year - 1 - i32::from(earlier > 0);
        let year = format!("{autumn}-{:02}", (autumn + 1) % 100);
        let folder = root.join("wbl").join(&year);
        fs::create_dir_all(&folder)?;
        let text = experience(student, &partner, PATHWAYS[*pathway], autumn, &mut random);
        fs::write(folder.join(format!("{student}-{partner}.toml")), text)?;
    }
    Ok(())
}

fn settings() -> String {
    let mut text = "format = 1\n\n[calendar]\nterms = [\n".to_owned();
    for year in 2025..2031 {
        let (name, next) = (format!("{year}-{:02}", (year + 1) % 100), year + 1);
        for (term, starts, ends, due) in [
            (
                "S1",
                format!("{year}-08-31"),
                format!("{next}-01-22"),
                format!("{next}-01-29"),
            ),
            (
                "S2",
                format!("{next}-01-23"),
                format!("{next}-06-18"),
                format!("{next}-06-04"),
            ),
        ] {
            let _ = writeln!(
                text,
                "  {{ name = \"{term}\", year = \"{name}\", starts = {starts}, ends = {ends}, transcript_due = {due} }},"
            );
        }
    }
    text + "]\n"
}

fn student(pathway: usize, grad_year: i32, random: &mut fastrand::Rng) -> String {
    format!(
        "grad_year = {grad_year}\nenrolled = [\n  {{ pathway = \"{}\", from = {}-09-01 }},\n]\nmycap = {}-10-15\ncourses = [\n  {{ name = \"Foundations {}\", kind = \"technical\", done = {}-06-10 }},\n  {{ name = \"English Composition\", kind = \"advanced\" }},\n]\ntransport = \"needs\"\nplan = \"two-year\"\n",
        PATHWAYS[pathway],
        grad_year - 3,
        grad_year - 4,
        random.u8(1..9),
        grad_year - 2,
    )
}

fn person(random: &mut fastrand::Rng) -> String {
    let name = random_code(random);
    format!(
        "name = \"Student {name}\"\nborn = 2010-03-0{}\ndistrict_id = \"00{}\"\nemail = \"{name}@students.example.org\"\nguardians = [\n  {{ name = \"Guardian {name}\", relation = \"parent\", phone = \"508-555-01{}\", language = \"en\" }},\n]\n",
        random.u8(1..10),
        random.u32(10_000..99_999),
        random.u8(10..99),
    )
}

fn experience(
    student: &str,
    partner: &str,
    pathway: &str,
    autumn: i32,
    random: &mut fastrand::Rng,
) -> String {
    // Every number made here is a month and a day of the calendar.
    let starts = Day::new(autumn, 9, 8).unwrap_or_else(|| unreachable!("a day"));
    let supervisor = format!("supervisor-{:02}", random.usize(..SUPERVISORS));
    let mut text = format!(
        "activity = \"internship\"\npartner = \"{partner}\"\ntitle = \"Assistant, Intake\"\npathway = \"{pathway}\"\nstudents = [\"{student}\"]\nstarts = {starts}\nends = {}\nplanned_minutes = 6000\npay = \"employer-paid\"\nwage = \"16.50\"\nsupervisors = [\n  {{ contact = \"{supervisor}\" }},\n]\nstatus = \"active\"\nhours = [\n",
        starts.plus(180),
    );
    for at in 0..ENTRIES {
        let on = starts.plus(at * 7 + random.i64(0..5));
        let (id, half) = (random_code(random), random.i64(0..4) * 15);
        let verified = on.plus(4);
        let _ = match random.u8(..3) {
            0 => writeln!(
                text,
                "  {{ id = \"{id}\", on = {on}, from = 15:00:00, to = 18:{half:02}:00, by = \"{supervisor}\", verified = {verified}, seen = {} }},",
                180 + half
            ),
            1 => writeln!(
                text,
                "  {{ id = \"{id}\", on = {on}, minutes = {} }},",
                120 + half
            ),
            _ => writeln!(
                text,
                "  {{ id = \"{id}\", on = {on}, minutes = 180, by = \"{supervisor}\", verified = {verified}, seen = 180 }},"
            ),
        };
    }
    text + "]\n"
}
