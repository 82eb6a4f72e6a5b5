//! A line for every command and verb, and the school that they are run on.

use wbl::check::CHECKS;
use wbl::record::KINDS;
use wbl::report::REPORTS;

use crate::sandbox::Sandbox;

/// A command with a line that runs it.
pub struct Line {
    /// The command, such as `partner touch`.
    pub command: String,
    /// The words that run it.
    pub words: String,
    /// What it ends with when nothing is amiss; none where only the example of its help is known.
    pub code: Option<i32>,
}

/// What is written to a file, beside the store.
pub const WRITTEN: [&str; 2] = ["made", "pages"];

/// The lines of the commands that are no verb of every kind.
const OWN: &[(&str, i32, &str)] = &[
    ("init", 0, "init made"),
    ("report", 0, "report hours --format csv"),
    ("why", 0, "why s-k7f2wq"),
    ("find", 0, "find école"),
    ("config", 0, "config set policy.required_hours 120"),
    ("fields", 0, "fields wbl"),
    ("completions", 0, "completions bash"),
    ("complete", 0, "complete -- partner show ''"),
    ("man", 0, "man pages"),
    ("help", 0, "help exit-codes"),
    ("log", 0, "log s-k7f2wq 2026-11-17 3h"),
    (
        "verify",
        0,
        "verify s-k7f2wq --through 2026-11-20 --by dana-rivera",
    ),
    ("import", 0, "import partner ../employers.csv --yes"),
    ("check", 0, "check"),
    ("partner add", 0, "partner add 'Zebra Wroks'"),
    (
        "partner touch",
        0,
        "partner touch antron-engineering --via call --about spring",
    ),
    ("partner done", 0, "partner done antron-engineering k3f9qd"),
    (
        "partner ask",
        0,
        "partner ask antron-engineering job-shadow",
    ),
    (
        "partner merge",
        0,
        "partner merge alte-muehle --into antron-engineering --yes",
    ),
    (
        "partner succeed",
        0,
        "partner succeed alte-muehle --by ecole --on 2026-11-20 --yes",
    ),
    ("contact add", 0, "contact add 'Li Wei' --partner ecole"),
    (
        "contact leave",
        0,
        "contact leave dana-rivera --on 2026-11-20",
    ),
    ("pathway add", 0, "pathway add Business --sector Business"),
    (
        "student add",
        0,
        "student add 'Ada Plum' --pathway manufacturing --grad-year 2027",
    ),
    (
        "student enroll",
        0,
        "student enroll s-m2xwzh healthcare --from 2026-09-01",
    ),
    (
        "student transfer",
        0,
        "student transfer s-k7f2wq healthcare --on 2026-11-20",
    ),
    (
        "student exit",
        0,
        "student exit s-k7f2wq --on 2026-11-20 --because moved --keep-open",
    ),
    (
        "student credit",
        0,
        "student credit s-k7f2wq --term Q1 --credit 0.5",
    ),
    (
        "student earn",
        0,
        "student earn s-k7f2wq 'OSHA 10' --on 2026-11-20",
    ),
    (
        "student course",
        0,
        "student course s-k7f2wq 'Shop I' --kind technical",
    ),
    (
        "student paper",
        0,
        "student paper s-k7f2wq physical --on 2026-09-02",
    ),
    (
        "wbl add",
        0,
        "wbl add --activity site-tour --partner ecole --starts 2026-11-12 --headcount 24",
    ),
    ("wbl log", 0, "wbl log s-k7f2wq 2026-11-17 15:00-18:30"),
    (
        "wbl verify",
        0,
        "wbl verify s-k7f2wq --all --by dana-rivera",
    ),
    (
        "wbl void",
        0,
        "wbl void s-k7f2wq-antron-engineering b4c5d6 --because twice",
    ),
    (
        "wbl close",
        0,
        "wbl close s-k7f2wq withdrawn --on 2026-11-20 --because moved",
    ),
    ("wbl note", 0, "wbl note s-k7f2wq --kind visit --about well"),
    ("wbl paper", 0, "wbl paper s-k7f2wq permit --on 2026-10-01"),
    ("wbl apply", 0, "wbl apply machining s-m2xwzh"),
    ("wbl place", 0, "wbl place machining s-m2xwzh"),
    (
        "mou add",
        0,
        "mou add --partners ecole --pathways healthcare --through 2027-06-30",
    ),
    (
        "mou send",
        0,
        "mou send unsigned --party industry --on 2026-11-02",
    ),
    (
        "mou sign",
        0,
        "mou sign unsigned --party industry --name 'Dana Rivera' --title Owner --on 2026-11-02",
    ),
    ("mou amend", 0, "mou amend signed --through 2028-06-30"),
    ("mou renew", 0, "mou renew signed --through 2028-06-30"),
    (
        "mou terminate",
        0,
        "mou terminate signed --on 2026-11-22 --for safety",
    ),
    (
        "eval add",
        0,
        "eval add --experience s-k7f2wq-antron-engineering --review interim --on 2026-11-20",
    ),
    (
        "eval rate",
        0,
        "eval rate s-k7f2wq-antron-engineering-baseline attendance=3",
    ),
    (
        "council add",
        0,
        "council add 'Health Advisory' --pathways healthcare",
    ),
    (
        "council done",
        0,
        "council done manufacturing-advisory k3f9qd",
    ),
    (
        "council meet",
        0,
        "council meet manufacturing-advisory --on 2026-11-18 --attended dana-rivera",
    ),
    (
        "council act",
        0,
        "council act manufacturing-advisory 'Find a room' --who dana-rivera --due 2026-12-04",
    ),
];

/// A record of each kind; nothing links to the second, which can be removed.
const RECORDS: [(&str, &str, &str); 8] = [
    ("partner", "antron-engineering", "alte-muehle"),
    ("contact", "dana-rivera", "p-lee"),
    ("pathway", "manufacturing", "unused"),
    ("student", "s-k7f2wq", "s-z9y8x7"),
    ("wbl", "s-k7f2wq-antron-engineering", "machining"),
    ("mou", "signed", "unsigned"),
    (
        "eval",
        "s-k7f2wq-antron-engineering-baseline",
        "s-k7f2wq-antron-engineering-baseline",
    ),
    (
        "council",
        "manufacturing-advisory",
        "manufacturing-advisory",
    ),
];

/// A line for every command and verb that the program's own tables list: a new one is here without
/// being written down, with the first example of its help, until it has a line of its own.
pub fn lines(school: &Sandbox) -> Vec<Line> {
    let mut commands = vec!["complete".to_owned()];
    for word in listed(school, "") {
        match KINDS
            .iter()
            .find(|spec| spec.kind.name() == word && spec.has_verbs)
        {
            Some(_) => commands.extend(
                listed(school, &format!("{word} "))
                    .into_iter()
                    .map(|verb| format!("{word} {verb}")),
            ),
            None => commands.push(word),
        }
    }
    let mut lines: Vec<_> = commands
        .into_iter()
        .map(|command| of_command(school, command))
        .collect();
    let more = REPORTS
        .iter()
        .map(|report| format!("report {}", report.name))
        .chain(CHECKS.iter().map(|topic| format!("check {}", topic.name)))
        .chain(
            listed(school, "help ")
                .into_iter()
                .map(|topic| format!("help {topic}")),
        );
    lines.extend(more.map(|line| Line {
        command: line.clone(),
        words: line,
        code: Some(0),
    }));
    lines
}

/// What the program itself says could follow.
fn listed(school: &Sandbox, before: &str) -> Vec<String> {
    let shown = school.ok(&format!("complete -- {before}''"));
    shown
        .lines()
        .filter_map(|line| line.split('\t').next())
        .map(str::to_owned)
        .collect()
}

fn of_command(school: &Sandbox, command: String) -> Line {
    if let Some((_, code, line)) = OWN.iter().find(|(own, ..)| *own == command) {
        return Line {
            command,
            words: (*line).to_owned(),
            code: Some(*code),
        };
    }
    if let Some((line, code)) = of_every_kind(&command) {
        return Line {
            command,
            words: line,
            code: Some(code),
        };
    }
    let help = school.ok(&format!("{command} --help"));
    let mut examples = help.lines().skip_while(|line| !line.starts_with("Example"));
    let example = examples.find_map(|line| line.trim().strip_prefix("wbl "));
    Line {
        words: example.unwrap_or(&command).to_owned(),
        command,
        code: None,
    }
}

/// The verbs that every kind has.
fn of_every_kind(command: &str) -> Option<(String, i32)> {
    let (kind, verb) = command.split_once(' ')?;
    let (_, id, loose) = RECORDS.iter().find(|(known, ..)| *known == kind)?;
    let renamed = if kind == "student" { 4 } else { 0 };
    Some(match verb {
        "list" => (format!("{kind} list --format json"), 0),
        "show" => (format!("{kind} show {id}"), 0),
        "set" => (format!("{kind} set {id} --notes 'seen at night'"), 0),
        "edit" => (format!("{kind} edit {id}"), 0),
        "rename" => (format!("{kind} rename {loose} renamed"), renamed),
        "archive" => (format!("{kind} archive {id}"), 0),
        "restore" => (format!("{kind} restore {loose}"), 0),
        "remove" => (format!("{kind} remove {loose} --yes"), 0),
        _ => return None,
    })
}

/// A school with something for every verb to do.
pub fn school() -> Sandbox {
    let school = Sandbox::new();
    for (path, text) in RECORDS_OF_THE_SCHOOL {
        school.put(path, text);
    }
    school
}

const RECORDS_OF_THE_SCHOOL: &[(&str, &str)] = &[
    (
        "partners/antron-engineering.toml",
        "name = \"Antron Engineering\"\ntown = \"Bellingham\"\npathways = [\"manufacturing\"]\nasks = [\n  { id = \"h4j5k6\", activity = \"internship\", status = \"asked\", on = 2026-11-01 },\n]\ntouches = [\n  { id = \"k3f9qd\", on = 2026-11-02, via = \"call\", about = \"two interns\", next = \"send the plan\", due = 2026-11-09 },\n]\n",
    ),
    (
        "partners/ecole.toml",
        "name = \"Boulangerie École 学校\"\ntown = \"Salem\"\n",
    ),
    (
        "partners/alte-muehle.toml",
        "name = \"Alte Mühle\"\narchived = 2026-11-01\n",
    ),
    (
        "contacts/dana-rivera.toml",
        "name = \"Dana Rivera\"\npartner = \"antron-engineering\"\nroles = [\"supervisor\", \"primary\"]\n",
    ),
    (
        "contacts/p-lee.toml",
        "name = \"P. Lee\"\npartner = \"ecole\"\narchived = 2026-11-01\n",
    ),
    (
        "pathways/manufacturing.toml",
        "name = \"Manufacturing\"\nsector = \"Advanced Manufacturing\"\n",
    ),
    (
        "pathways/healthcare.toml",
        "name = \"Healthcare\"\nsector = \"Healthcare\"\n",
    ),
    (
        "pathways/unused.toml",
        "name = \"Unused\"\nsector = \"None\"\narchived = 2026-11-01\n",
    ),
    (
        "students/s-k7f2wq.toml",
        "grad_year = 2027\nenrolled = [\n  { pathway = \"manufacturing\", from = 2026-09-01 },\n]\n",
    ),
    (
        "private/students/s-k7f2wq.toml",
        "name = \"Ana Núñez-O’Brien\"\nborn = 2007-03-05\n",
    ),
    (
        "students/s-m2xwzh.toml",
        "grad_year = 2028\nenrolled = [\n  { pathway = \"manufacturing\", from = 2026-09-01 },\n]\n",
    ),
    (
        "private/students/s-m2xwzh.toml",
        "name = \"山田 花子\"\nborn = 2008-03-05\n",
    ),
    (
        "students/s-z9y8x7.toml",
        "grad_year = 2028\narchived = 2026-11-01\n",
    ),
    ("private/students/s-z9y8x7.toml", "name = \"Gone Long\"\n"),
    (
        "wbl/2026-27/s-k7f2wq-antron-engineering.toml",
        "activity = \"internship\"\npartner = \"antron-engineering\"\npathway = \"manufacturing\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-10-05\nplanned_minutes = 6000\nsupervisors = [\n  { contact = \"dana-rivera\" },\n]\nstatus = \"active\"\noriented = 2026-10-05\nagreed = [\n  { party = \"student\", on = 2026-10-01 },\n]\nhours = [\n  { id = \"b4c5d6\", on = 2026-11-03, from = 15:00:00, to = 18:30:00 },\n  { id = \"c7d8f9\", on = 2026-11-05, minutes = 180, by = \"dana-rivera\", verified = 2026-11-06, seen = 180 },\n]\n",
    ),
    (
        "wbl/2026-27/machining.toml",
        "activity = \"internship\"\npartner = \"antron-engineering\"\npathway = \"manufacturing\"\nstarts = 2027-01-11\nends = 2027-05-28\nstatus = \"posted\"\nslots = 2\narchived = 2026-11-01\n",
    ),
    (
        "mous/signed.toml",
        "partners = [\"antron-engineering\"]\npathways = [\"manufacturing\"]\nschool_year = \"2026-27\"\nthrough = 2027-06-30\nsignatures = [\n  { party = \"industry\", partner = \"antron-engineering\", name = \"Dana Rivera\", title = \"Owner\", on = 2026-09-01 },\n  { party = \"board\", name = \"B. Board\", title = \"Director\", on = 2026-09-02 },\n  { party = \"school\", name = \"M. Okafor\", title = \"Principal\", on = 2026-09-03 },\n]\n",
    ),
    (
        "mous/unsigned.toml",
        "partners = [\"ecole\"]\npathways = [\"healthcare\"]\nschool_year = \"2026-27\"\nthrough = 2027-06-30\narchived = 2026-11-01\n",
    ),
    (
        "evals/2026-27/s-k7f2wq-antron-engineering-baseline.toml",
        "experience = \"s-k7f2wq-antron-engineering\"\nreview = \"baseline\"\non = 2026-10-20\narchived = 2026-11-01\n",
    ),
    (
        "councils/manufacturing-advisory.toml",
        "name = \"Manufacturing Advisory\"\npathways = [\"manufacturing\"]\narchived = 2026-11-01\nmembers = [\n  { contact = \"dana-rivera\", role = \"chair\" },\n]\nactions = [\n  { id = \"k3f9qd\", what = \"Find a room\", who = \"dana-rivera\", due = 2026-11-30 },\n]\n",
    ),
];
