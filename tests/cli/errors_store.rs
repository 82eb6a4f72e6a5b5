//! The gallery of what is said of the store itself: conflicts, history, the merge driver, what is taken
//! back, the lock. As `errors.rs`, but each heading has a store of its own, in the state that it is of.

use std::fmt::Write as _;

use super::errors::hold_against;
use super::git::{done, git, kept, try_git};
use super::sandbox::{Sandbox, ran};

/// A heading, the state of its store, the lines that are run in it one after the other.
type Heading = (&'static str, fn() -> Sandbox, &'static [&'static str]);

/// What is said, by heading: the state of the store, and the lines that are run in it.
const GALLERY: &[Heading] = &[
    (
        "git could not merge everything",
        torn,
        &[
            "conflicts nobody",
            "conflicts --take ours",
            "conflicts antron --take neither",
            "conflicts antron --field phone",
            "conflicts antron --field town --take ours",
            "conflicts antron --take both",
            "conflicts antron --value phone",
            "conflicts antron --value town=Uxbridge",
            "conflicts antron --value stage=active",
            "conflicts antron --value stage=laed --value stage_since=today",
            "conflicts antron --value stage=active --value stage_since=soon",
            "conflicts lee --value title=Boss",
            "conflicts lee --take both",
            "conflicts jo --value partner=nobody",
            "conflicts twin --take ours",
            "conflicts broken --take ours",
            "partner set antron --town Uxbridge",
            "partner list",
            "conflicts --fields file",
            "conflicts antron --take ours",
            "conflicts lee --take theirs",
        ],
    ),
    (
        "the last conflict is settled",
        || {
            let store = torn();
            std::fs::remove_file(store.root().join("partners/broken.toml")).unwrap();
            for file in [
                "partners/antron.toml",
                "contacts/lee.toml",
                "contacts/jo.toml",
                "partners/twin.toml",
            ] {
                store.ok(&format!("conflicts {file} --take ours"));
            }
            git(store.root(), "add templates/mou.md");
            store
        },
        &["conflicts contacts/twin.toml --take theirs", "conflicts"],
    ),
    (
        "there is no history",
        Sandbox::new,
        &["history antron", "PATH=/nowhere history antron"],
    ),
    (
        "the history of what",
        || {
            let store = kept();
            done(&store, "partner add Antron --id twin");
            done(&store, "contact add Antron --id twin");
            store
        },
        &[
            "history nobody",
            "history twin",
            "history twin --kind firm",
            "history",
        ],
    ),
    (
        "git calls the merge driver",
        || {
            let store = Sandbox::empty();
            store.put("base", "name = \"A\"\n");
            store.put("ours", "name = \"B\"\nphone = \"1\"\n");
            store.put("theirs", "name = \"C\"\nphone = \"2\"\n");
            store.put("half", "name = \n");
            store
        },
        &[
            "merge-driver base ours",
            "merge-driver base ours gone partners/a.toml",
            "merge-driver base ours theirs partners/a.toml",
            "merge-driver base half theirs partners/a.toml",
        ],
    ),
    (
        "nothing is there to be taken back, or it was changed since",
        || {
            let store = Sandbox::new();
            done(&store, "partner add Antron --id antron");
            done(&store, "partner set antron --town Uxbridge");
            store.put("partners/antron.toml", "name = \"Antron\"\n# mine\n");
            store
        },
        &[
            "undo",
            "redo",
            "undo --unfinished",
            "undo --unfinished --list",
            "redo --unfinished --dry-run",
        ],
    ),
    (
        "the undo log is damaged",
        || {
            let store = Sandbox::new();
            done(&store, "partner add Antron --id antron");
            store.put(".wbl/undo/00000001", "half");
            store
        },
        &["undo", "undo --list"],
    ),
    (
        "a change was interrupted, and a file was changed since",
        interrupted,
        &[
            "partner list",
            "partner set antron --town Milford",
            "undo --unfinished",
        ],
    ),
    (
        "the journal is damaged",
        || {
            let store = Sandbox::new();
            store.put(".wbl/journal", "half");
            store
        },
        &["partner list", "undo --unfinished"],
    ),
    (
        "the lock cannot be taken",
        || {
            let store = Sandbox::new();
            std::fs::create_dir_all(store.root().join(".wbl/lock")).unwrap();
            store
        },
        &["partner add Antron"],
    ),
    (
        "another machine holds the lock",
        || {
            let store = Sandbox::new();
            let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
            let since = now.unwrap().as_secs();
            store.put(".wbl/lock", format!(r#"{{"verb":"wbl log","process":12,"host":"laptop2","at":"2026-11-22 14:00","since":{since}}}"#));
            store
        },
        &["partner add Antron"],
    ),
    (
        "the store has another format",
        || of_format("format = 9\n"),
        &["partner list", "migrate", "check"],
    ),
    (
        "the store has an older format",
        || of_format(""),
        &["partner list", "migrate"],
    ),
    (
        "the format cannot be read",
        || of_format("format = \"one\"\n"),
        &["partner list", "migrate"],
    ),
    (
        "a file stands where a folder should",
        || {
            let store = Sandbox::new();
            std::fs::remove_dir_all(store.root().join("councils")).ok();
            store.put("councils", "");
            store
        },
        &["council list"],
    ),
    (
        "what is safe is mended",
        || {
            let store = Sandbox::new();
            store.put(
                "wbl/fair.toml",
                "activity = \"career-fair\"
starts = 2025-10-12
",
            );
            store.put(
                "partners/half.toml",
                "name = 
",
            );
            store
        },
        &[
            "check --fix --dry-run -o shown.txt",
            "check --fix",
            "check --fix --yes -q",
            "check --fix nothing",
        ],
    ),
    (
        "doctor has no store to look at",
        Sandbox::empty,
        &[
            "doctor --fields check,state,why -o rows.csv",
            "undo",
            "conflicts",
            "migrate",
        ],
    ),
];

/// A merge that git could not finish, in every way.
fn torn() -> Sandbox {
    let store = kept();
    let root = store.root();
    store.put("templates/mou.md", "# Ours\n");
    for line in [
        "partner add Antron --id antron --town Mendon",
        "contact add 'Lee Park' --id lee",
        "contact add 'Jo Ortiz' --id jo",
        "partner add Twin --id twin",
        "contact add Twin --id twin",
    ] {
        done(&store, line);
    }
    git(root, "add .");
    git(root, "commit -qm begin");
    git(root, "checkout -q -b other");
    let change = |side: [&str; 5]| {
        let [antron, lee, jo, twin, mou] = side;
        store.put(
            "partners/antron.toml",
            format!("name = \"Antron\"\ntown = \"Mendon\"\n{antron}"),
        );
        if lee.is_empty() {
            std::fs::remove_file(root.join("contacts/lee.toml")).unwrap();
        } else {
            store.put("contacts/lee.toml", format!("name = \"Lee Park\"\n{lee}"));
        }
        store.put("contacts/jo.toml", format!("name = \"Jo Ortiz\"\n{jo}"));
        for kind in ["partners", "contacts"] {
            store.put(
                &format!("{kind}/twin.toml"),
                format!("name = \"Twin\"\n{twin}"),
            );
        }
        store.put("templates/mou.md", mou);
    };
    change([
        "phone = \"1\"\nstage = \"active\"\nstage_since = 2026-10-01\n",
        "",
        "partner = \"antron\"\n",
        "phone = \"1\"\n",
        "# Theirs\n",
    ]);
    git(root, "commit -qam other");
    git(root, "checkout -q main");
    change([
        "phone = \"2\"\nstage = \"dormant\"\nstage_since = 2026-10-02\n",
        "title = \"Foreman\"\n",
        "partner = \"twin\"\n",
        "phone = \"2\"\n",
        "# Mine\n",
    ]);
    git(root, "commit -qam main");
    let (is_merged, _) = try_git(root, "merge -q other");
    assert!(!is_merged);
    store.put("partners/broken.toml", "<<<<<<< ours\nname = \"Broken\"\n");
    store
}

/// A change that was cut off, and a file of it that was changed by hand since.
fn interrupted() -> Sandbox {
    let store = Sandbox::new();
    done(&store, "partner add Antron --id antron");
    let undo = store.root().join(".wbl/undo");
    let entry = std::fs::read_dir(undo)
        .unwrap()
        .next()
        .unwrap()
        .unwrap()
        .path();
    std::fs::rename(entry, store.root().join(".wbl/journal")).unwrap();
    store.put("partners/antron.toml", "name = \"Antron\"\n# mine\n");
    store
}

fn of_format(line: &str) -> Sandbox {
    let store = Sandbox::new();
    let text = store.text("wbl.toml").replace("format = 1\n", line);
    store.put("wbl.toml", text);
    store
}

#[test]
fn what_is_said_of_the_store_itself_is_as_it_was_read_aloud() {
    let mut gallery = String::from("What is said of the store itself. Made by errors_store.rs.\n");
    for (heading, make, lines) in GALLERY {
        let store = make();
        let _ = write!(gallery, "\n# {heading}\n");
        for line in *lines {
            let shown = match line.strip_prefix("PATH=/nowhere ") {
                Some(line) => format!("PATH=/nowhere wbl {line}"),
                None => format!("wbl {line}"),
            };
            let mut command = match line.strip_prefix("PATH=/nowhere ") {
                Some(line) => {
                    let mut command = store.command(line);
                    command.env("PATH", "/nowhere");
                    command
                }
                None => store.command(line),
            };
            let ran = ran(command.output().expect("wbl runs"));
            let _ = write!(
                gallery,
                "\n$ {shown}\n{}[exit {}]\n",
                without_times(&ran.err),
                ran.code
            );
        }
    }
    hold_against("errors_store.txt", &gallery);
}

/// A text with `DAY` for each day and time at which a change was made.
fn without_times(text: &str) -> String {
    let mut found = text.to_owned();
    let mut at = 0;
    while let Some(next) = found[at..].find(" of 20") {
        at += next + " of ".len();
        if found.is_char_boundary(at + 16) {
            found.replace_range(at..at + 16, "DAY");
        }
    }
    found
}
