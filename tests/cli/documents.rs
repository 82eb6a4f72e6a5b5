//! Documents from templates: the agreement with every blank filled, what is missing, what is hostile.

use std::fmt::Write as _;

use crate::sandbox::Sandbox;

/// A blank of the sample agreement, the command that fills it, and what is then printed.
struct Row {
    section: &'static str,
    blank: &'static str,
    command: &'static str,
    printed: &'static str,
}

const fn row(
    section: &'static str,
    blank: &'static str,
    command: &'static str,
    printed: &'static str,
) -> Row {
    Row {
        section,
        blank,
        command,
        printed,
    }
}

/// Every blank of the sample, and every place where it asks for words of one's own.
const BLANKS: &[Row] = &[
    row(
        "Parties",
        "the industry partner",
        "partner set mill --name 'Mill & Sons'",
        "Mill & Sons",
    ),
    row(
        "Parties",
        "its place of business",
        "partner set mill --address '9 Dam Road'",
        "9 Dam Road",
    ),
    row(
        "Parties",
        "the workforce board's name",
        "config set board.name 'River Board'",
        "River Board",
    ),
    row(
        "Parties",
        "the board's region",
        "config set board.region 'River Valley'",
        "the River Valley region",
    ),
    row(
        "Parties",
        "the board's address",
        "config set board.address '1 Board Way'",
        "1 Board Way",
    ),
    row(
        "Parties",
        "the school",
        "config set school.name 'Hill High School'",
        "Hill High School",
    ),
    row(
        "Parties",
        "the district",
        "config set school.district 'Hill Schools'",
        "Hill Schools",
    ),
    row(
        "Parties",
        "the school's address",
        "config set school.address '2 Hill Street'",
        "2 Hill Street",
    ),
    row(
        "Purpose",
        "the pathways",
        "mou set m --pathways metal",
        "Metalwork",
    ),
    row(
        "Purpose",
        "the lead partner",
        "mou set m --lead 'Hill Schools Office'",
        "Hill Schools Office leads",
    ),
    row(
        "Purpose",
        "the hours of an internship",
        "config set policy.required_hours 120h",
        "120 hours or more",
    ),
    row(
        "Scope",
        "the school year",
        "mou set m --school-year 2026-27",
        "2026-27 school year",
    ),
    row(
        "Scope",
        "the goals",
        "mou set m --goals 'Forty interns'",
        "Forty interns",
    ),
    row(
        "Scope",
        "equitable access",
        "mou set m --equity-plan 'Buses are paid'",
        "Buses are paid",
    ),
    row(
        "Scope",
        "ongoing planning",
        "mou set m --communication 'Calls each month'",
        "Calls each month",
    ),
    row(
        "Scope",
        "review",
        "mou set m --review-every 6",
        "every six (6) months",
    ),
    row(
        "Scope",
        "sharing of data",
        "mou set m --data-plan 'Counts only'",
        "Counts only",
    ),
    row(
        "Scope",
        "other responsibilities of all",
        "mou set m --scope party=all,text='Say thanks'",
        "Say thanks",
    ),
    row(
        "Scope: board",
        "the role at the school",
        "mou set m --liaison lee",
        "Pathways Dean",
    ),
    row(
        "Scope: board",
        "other advisory duties",
        "mou set m --advisory-duties 'judge showcases'",
        "judge showcases",
    ),
    row(
        "Scope: board",
        "other responsibilities",
        "mou set m --scope party=board,text='Lend a van'",
        "Lend a van",
    ),
    row(
        "Scope: industry",
        "other responsibilities",
        "mou set m --scope party=industry,text='Open days'",
        "Open days",
    ),
    row(
        "Scope: industry",
        "places",
        "mou set m --slots 4",
        "places for four (4) students",
    ),
    row(
        "Scope: school",
        "the years of the program",
        "mou set m --years 3",
        "no fewer than three (3) years",
    ),
    row(
        "Scope: school",
        "other responsibilities",
        "mou set m --scope party=school,text='Park free'",
        "Park free",
    ),
    row(
        "Confidentiality",
        "the city's own wording",
        "mou set m --clauses confidentiality-strict",
        "two business days",
    ),
    row(
        "Confidentiality",
        "laws and regulations",
        "mou set m --laws 'the CORI law'",
        "the CORI law",
    ),
    row(
        "Term",
        "the last day",
        "mou set m --through 2027-06-30",
        "June 30, 2027",
    ),
    row(
        "Term",
        "days of notice without cause",
        "mou set m --notice-days 30",
        "thirty (30) days",
    ),
    row(
        "Term",
        "days of notice for a breach",
        "mou set m --breach-days 10",
        "ten (10) days",
    ),
    row(
        "Indemnification",
        "the city",
        "mou set m --city Hillton",
        "City of Hillton",
    ),
    row(
        "Indemnification",
        "the city's own wording",
        "mou set m --add clauses=indemnification-mutual",
        "answers for the harm",
    ),
    row(
        "Non-discrimination",
        "the city's own wording",
        "mou set m --add clauses=non-discrimination-massachusetts",
        "genetic information",
    ),
    row(
        "Notices",
        "the form of notice",
        "mou set m --notices-by 'registered mail'",
        "by registered mail",
    ),
    row(
        "Signatures",
        "who signs for the board",
        "mou sign m --party board --name 'Rae Bell' --title Director --on 2026-09-08",
        "Rae Bell",
    ),
];

fn bare() -> Sandbox {
    let store = Sandbox::new();
    store.ok("partner add Mill --id mill");
    store.ok("pathway add Metalwork --id metal --sector manufacturing");
    store.ok("contact add Lee --id lee --title 'Pathways Dean'");
    store.ok("mou add --id m --partners mill --through 2028-01-31");
    store
}

#[test]
fn every_blank_of_the_sample_agreement_is_named_filled_and_printed() {
    let store = bare();
    let missing = store.fails(4, "mou render m -o m.md");
    for name in [
        "partners.address",
        "school.name",
        "board.address",
        "mou.lead",
        "mou.years",
        "mou.liaison",
        "mou.notice_days",
    ] {
        assert!(missing.contains(name), "{name}\n{missing}");
    }
    assert!(
        missing.contains("hint: wbl config set school.name \"TEXT\"\n"),
        "{missing}"
    );
    assert!(
        missing.contains("hint: wbl mou set m --notice-days N"),
        "{missing}"
    );
    assert!(!store.root().join("m.md").exists(), "nothing is written");
    for row in BLANKS {
        let ran = store.run(row.command);
        assert_eq!(ran.code, 0, "{}\n{}", row.command, ran.err);
    }
    let text = store.ok("mou render m");
    for row in BLANKS {
        assert!(
            text.contains(row.printed),
            "{}: {}\n{text}",
            row.section,
            row.printed
        );
    }
    assert!(!text.contains("\\_\\_\\_\\_\\_ "), "{text}");
}

#[test]
fn the_table_of_blanks_is_in_the_docs() {
    let mut table = "# The blanks of the agreement\n\nEvery blank of the sample agreement that Massachusetts schools start from, and the command that fills\nit. Made by `tests/cli/documents.rs`, which fills each one; do not edit it.\n\n| Section | Blank | Filled by |\n|---|---|---|\n".to_owned();
    for row in BLANKS {
        writeln!(
            table,
            "| {} | {} | `wbl {}` |",
            row.section, row.blank, row.command
        )
        .expect("a text");
    }
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/mou-blanks.md");
    if std::env::var_os("WBL_BLESS").is_some() {
        std::fs::write(path, &table).expect("a file");
    }
    assert_eq!(
        std::fs::read_to_string(path).unwrap_or_default(),
        table,
        "WBL_BLESS=1 writes it"
    );
}

#[test]
fn what_is_wrong_with_a_template_is_told_with_its_place() {
    let store = bare();
    let said = |text: &str| {
        store.put(
            "templates/x.md",
            format!("+++\nof = \"mou\"\n+++\n{text}\n"),
        );
        store.fails(4, "paper render x m --draft")
    };
    let unknown = said("# A\n\nIt ends {{ mou.thruogh }}.");
    assert!(unknown.contains("templates/x.md:6:12"), "{unknown}");
    assert!(unknown.contains("did you mean `mou.through`?"), "{unknown}");
    assert!(said("{{ student.name }}").contains("not known in a document made from an MOU"));
    assert!(said("{{ mou.liaison.emial }}").contains("did you mean `mou.liaison.email`?"));
    assert!(said("{{ mou.through | isoo }}").contains("did you mean `iso`?"));
    assert!(said("{% if mou.through %}").contains("cannot be read"));
    assert!(said("{% include \"../wbl.toml\" %}").contains("there is no template"));
    assert!(
        said("{% for a in range(99999) %}{% for b in range(99999) %}.{% endfor %}{% endfor %}")
            .contains("does not come to an end")
    );
    assert!(
        said("{{ clause(\"term\", mou.clauses) }}{{ clause(\"x\", [\"insurence\"]) }}")
            .contains("did you mean `insurance`?")
    );
}

#[test]
fn a_hostile_field_stays_data() {
    let store = bare();
    let hostile = "{{ 7*7 }} <script>alert(1)</script> & \"quotes\" 'single' # *b* _i_ `c` [l](javascript:x) | cell --> {% x %} \u{202e}abc \u{1b}[31m";
    let long = "x".repeat(50_000);
    store.put(
        "partners/mill.toml",
        format!("name = {:?}\naddress = {:?}\n", "N", "A\n\n# B\n| C |")
            .replace("\"N\"", &serde_json::to_string(hostile).expect("a text")),
    );
    store.put(
        "mous/m.toml",
        format!(
            "partners = [\"mill\"]\nthrough = 2028-01-31\ngoals = [{}, {}]\n",
            serde_json::to_string(hostile).expect("a text"),
            serde_json::to_string(&long).expect("a text")
        ),
    );
    let text = store.ok("mou render m --draft");
    assert!(
        !text.contains("<script>")
            && text.contains(
                "{{ 7*7 }}"
                    .replace('{', "\\{")
                    .replace('}', "\\}")
                    .replace('*', "\\*")
                    .as_str()
            ),
        "{}",
        &text[..2000]
    );
    assert!(!text.contains('\u{202e}') && !text.contains('\u{1b}'));
    assert_eq!(text.matches("-->").count(), 1, "the comment ends once");
    assert!(text.contains(&long));
    store.ok("mou render m --draft -o m.html");
    let page = store.text("m.html");
    assert!(!page.contains("<script>") && page.contains("&lt;script&gt;"));
    assert!(!page.contains("javascript:x\""));
    for format in ["docx", "pdf"] {
        store.ok(&format!("mou render m --draft -o m.{format}"));
    }
}

#[test]
fn a_document_is_the_same_each_time_and_tells_from_what_it_was_made() {
    let store = Sandbox::example();
    for format in ["md", "html", "docx", "pdf"] {
        for name in ["a", "b"] {
            store.ok(&format!(
                "mou render harlow-machine-tool-2026-27 --draft -o {name}.{format}"
            ));
        }
        let read = |name: &str| {
            std::fs::read(store.root().join(format!("{name}.{format}"))).expect("a file")
        };
        assert_eq!(read("a"), read("b"), "{format}");
        let why = store.json(&format!("paper why a.{format}"));
        let rows = why.as_array().expect("rows");
        assert!(
            rows.len() > 4 && rows.iter().all(|row| row["state"] == "unchanged"),
            "{format}: {why}"
        );
    }
    store.ok("partner set sablewood-composites --phone 508-555-0199");
    let why = store.ok("paper why a.pdf --format csv");
    assert!(
        why.contains("partner,sablewood-composites,changed"),
        "{why}"
    );
    store.put("letter.md", "# A letter\n");
    store.fails(4, "paper why letter.md");
}

#[test]
fn a_signed_document_is_never_written_over_and_a_changed_one_is_found() {
    let store = bare();
    store.ok("mou render m --draft -o m.html");
    store.ok("mou sign m --party school --name 'Ann Poe' --title Principal --on 2026-09-08 --document m.html");
    let signed = store.text("m.html");
    let said = store.fails(4, "mou render m --draft -o m.html");
    assert!(
        said.contains("m.html is the signed document of `m`"),
        "{said}"
    );
    assert_eq!(store.text("m.html"), signed);
    assert_eq!(store.run("check signed-document missing-document").code, 0);
    store.put("m.html", "another");
    assert!(
        store
            .run("check signed-document")
            .out
            .contains("is not the document that was signed")
    );
    std::fs::remove_file(store.root().join("m.html")).expect("a file");
    assert!(
        store
            .run("check missing-document")
            .out
            .contains("is not there")
    );
    store.fails(4, "mou set m --lead Someone");
}

#[test]
fn an_amendment_prints_what_changes_and_two_agreements_are_compared() {
    let store = bare();
    store.ok("mou set m --notice-days 30 --clauses confidentiality-strict");
    store.ok("mou amend m --id m-2 --through 2028-06-30 --notice-days 60");
    let text = store.ok("mou render m-2 --draft");
    assert!(
        text.contains("| the last day in force | January 31, 2028 | June 30, 2028 |"),
        "{text}"
    );
    let rows = store.ok("mou diff m-2 --format csv");
    assert_eq!(
        rows,
        "part,m,m-2\nthrough,\"January 31, 2028\",\"June 30, 2028\"\nnotice_days,30,60\n"
    );
    store.ok(
        "mou add --id n --partners mill --through 2028-01-31 --notice-days 30 --clauses insurance",
    );
    let rows = store.ok("mou diff m n --format csv");
    assert!(
        rows.contains("clause confidentiality,confidentiality-strict,confidentiality\n"),
        "{rows}"
    );
    assert!(rows.contains("clause insurance,,insurance\n"), "{rows}");
    store.fails(2, "mou diff m");
    assert_eq!(
        store.ok("mou list --where 'clauses ~ strict' --format csv --fields id"),
        "id\nm\n"
    );
}

#[test]
fn an_amendment_of_clauses_prints_their_text_with_the_terms_that_will_stand() {
    let store = bare();
    store.ok("mou set m --notice-days 30 --breach-days 10 --clauses insurance");
    store.ok(
        "mou amend m --id m-2 --notice-days 60 --clauses termination-school-year,young-workers",
    );
    let text = store.ok("mou render m-2 --draft");
    for words in [
        "a placement that has begun is then carried to the end of its term",
        "lasts through January 31, 2028",
        "on written notice of sixty (60) days",
        "on written notice of ten (10) days",
        "Young workers",
        "The clause “insurance” is taken out.",
        "| 30 | 60 |",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    for words in ["by id", "Confidential information", "Indemnification"] {
        assert!(!text.contains(words), "{words}\n{text}");
    }
    let rows = store.ok("mou diff m-2 --format csv");
    assert!(
        rows.contains("clause termination,termination,termination-school-year\n"),
        "{rows}"
    );
    store.ok("mou amend m --id m-3 --notice-days 90");
    let text = store.ok("mou render m-3 --draft");
    assert!(!text.contains("Clauses"), "{text}");
}

#[test]
fn names_of_any_script_and_three_partners_are_printed() {
    let store = bare();
    store.ok("partner add '株式会社 山田製作所' --id yamada --address '東京都千代田区1-1'");
    store.ok("partner add 'شركة النور' --id noor --address 'شارع النيل ١٢'");
    store.ok("mou set m --add partners=yamada --add partners=noor");
    let text = store.ok("mou render m --draft");
    assert!(
        text.contains("山田製作所") && text.contains("شركة النور"),
        "{text}"
    );
    assert_eq!(text.matches("Industry partner:").count(), 3, "{text}");
    store.ok("mou render m --draft -o m.html");
    store.ok("mou render m --draft -o m.docx");
}

#[test]
fn many_records_make_one_file_or_a_file_each() {
    let store = Sandbox::example();
    let dir = tempfile::tempdir().expect("a folder");
    let out = dir.path().join("out");
    std::fs::create_dir(&out).expect("a folder");
    let line = format!(
        "paper render mou --where 'school_year = 2026-27' --draft --format html -o {}",
        out.display()
    );
    store.ok(&line);
    let count = std::fs::read_dir(&out).expect("files").count();
    assert!(count >= 5, "{count}");
    store.ok("paper render mou --where 'school_year = 2026-27' --draft -o all.html");
    assert_eq!(store.text("all.html").matches("<h1>").count(), count);
    store.fails(
        4,
        "paper render mou --where 'school_year = 2026-27' --draft --format md -o mous",
    );
    assert!(
        store
            .fails(3, "paper render muo harlow-machine-tool-2026-27")
            .contains("the templates are: amendment, ")
    );
    assert!(
        store
            .fails(2, "mou render harlow-machine-tool-2026-27 -o m.xyz")
            .contains("md, html, docx, pdf")
    );
}
