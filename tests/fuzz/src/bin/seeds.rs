//! Writes what fuzzing begins with: the example school's records, filters, CSV files, and the words of the tables.
//! It is no target; it is linked like one, for all that is built with counters must be.
#![no_main]

use std::fs;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use wbl::record::KINDS;
use wbl::schema::Shape;
use wbl::work::IMPORTED;

const FILTERS: &[&str] = &[
    "town = Bellingham and not (stage = lead or size > 10)",
    "partner.town ~ \"uxbridge\"",
    "count(touches) = 0",
    "touches.via != call",
    "email : none",
    "hours.on >= 3d-ago",
    "starts = 2026-27 or custom.chain : any",
    "planned >= 100h",
];

const SHEETS: &[&str] = &[
    "name,town,phone,contact.name,contact.email\nAntron,Uxbridge,508-555-0101,Dana Rivera,dana@example.com\n",
    "name;grad year;pathway;born\nJane Roe;2027;healthcare;10/5/2009\n",
    "student,day,from,to,break,by,verified\ns-k7f2wq,2026-10-07,15:00,18:30,30m,j-ortiz,2026-10-09\n",
    "activity\tstudents\tpartner\tstarts\ninternship\ts-k7f2wq\tnotre-dame\t2026-10-05\n",
    "\u{feff}name,partner,e-mail,title\r\n\"Ortiz, José\",notre-dame,j@example.com,\"Head\nNurse\"\r\n",
];

/// What is done to the lines of two sides before they are merged: see `merge.rs`.
const DEEDS: &[&[u8]] = &[
    &[],
    &[6, 4, 20, 1, 7, 6, 20, 2],
    &[0, 3, 4, 0, 1, 3, 5, 0],
    &[2, 5, 0, 0, 7, 5, 10, 3],
    &[6, 5, 30, 1, 7, 5, 30, 2, 0, 7, 6, 0],
    &[4, 2, 3, 0, 3, 9, 0, 0, 1, 1, 6, 0],
];

fuzz_target!(
    init: leave(),
    |_input: &[u8]| {}
);

fn leave() {
    let to = std::env::var("SEEDS").expect("the folder to write to, in SEEDS");
    write(Path::new(&to)).expect("the seeds are written");
    std::process::exit(0);
}

fn write(to: &Path) -> std::io::Result<()> {
    for target in ["records", "splice", "filter", "csv", "merge"] {
        fs::create_dir_all(to.join(target))?;
    }
    let school = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/marlow-falls");
    for (at, spec) in KINDS.iter().enumerate() {
        let which = u8::try_from(at).expect("few kinds");
        let mut files = Vec::new();
        gather(
            &school.join(if spec.folder.is_empty() {
                "wbl.toml"
            } else {
                spec.folder
            }),
            &mut files,
        );
        files.sort_by_key(|text| text.len());
        // The smallest and some of middling size: a fuzzer is fast on short inputs.
        let some = files
            .iter()
            .take(8)
            .chain(files.iter().skip(files.len() / 2).take(4));
        for (n, text) in some.enumerate() {
            let name = format!("{}-{n}", spec.kind);
            fs::write(
                to.join("records").join(&name),
                [&[which], text.as_slice()].concat(),
            )?;
            for verb in 0..6 {
                let head = [which, verb, u8::try_from(n * 5).expect("small"), 0];
                fs::write(
                    to.join("splice").join(format!("{name}-{verb}")),
                    [&head, text.as_slice()].concat(),
                )?;
            }
        }
        for (n, deeds) in DEEDS.iter().enumerate() {
            for (m, text) in files.iter().take(6).enumerate() {
                let head = [
                    &[which, u8::try_from(deeds.len() / 4).expect("few")],
                    *deeds,
                ]
                .concat();
                fs::write(
                    to.join("merge").join(format!("{}-{m}-{n}", spec.kind)),
                    [head.as_slice(), text.as_slice()].concat(),
                )?;
            }
        }
        for (n, text) in FILTERS.iter().enumerate() {
            fs::write(
                to.join("filter").join(format!("{}-{n}", spec.kind)),
                [&[which], text.as_bytes()].concat(),
            )?;
        }
    }
    for (n, text) in SHEETS.iter().enumerate() {
        for at in 0..IMPORTED.len() {
            let which = u8::try_from(at).expect("few");
            fs::write(
                to.join("csv").join(format!("{n}-{at}")),
                [&[which], text.as_bytes()].concat(),
            )?;
        }
    }
    fs::write(to.join("words.dict"), words())
}

fn gather(path: &Path, files: &mut Vec<Vec<u8>>) {
    if let Ok(entries) = fs::read_dir(path) {
        let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().for_each(|path| gather(path, files));
    } else {
        files.extend(fs::read(path));
    }
}

/// The words that TOML, the tables and the filters are made of, as a dictionary for libFuzzer.
fn words() -> String {
    let mut words: Vec<String> = [
        " = ",
        "[[",
        "]]",
        "{ ",
        " }",
        ", ",
        "\\n",
        "\\r\\n",
        "\\xef\\xbb\\xbf",
        "\\\"\\\"\\\"",
        "'''",
        "# ",
        "2026-10-06",
        "15:00:00",
        "15:30",
        "true",
        "%%\\n",
        "<<<<<<< ",
        ">>>>>>> ",
        "=======",
        "\\\\u0000",
        " and ",
        " or ",
        "not ",
        "count(",
        " : none",
        " ~ ",
        "3d-ago",
        "+2w",
        "2026-27",
        "@local",
        "-0",
        "0x10",
        "1_000",
        "1e5",
        "nan",
        "T15:00:30Z",
    ]
    .map(str::to_owned)
    .to_vec();
    for field in KINDS.iter().flat_map(|spec| spec.fields().iter()) {
        words.push(field.key.to_owned());
        if let Shape::Choice(choices) = field.shape {
            words.extend(choices.iter().map(|choice| choice.word.to_owned()));
        }
        let inner = field.group_fields().unwrap_or(&[]);
        words.extend(inner.iter().map(|field| field.key.to_owned()));
    }
    words.sort();
    words.dedup();
    words
        .iter()
        .map(|word| {
            format!(
                "\"{}\"\n",
                word.replace("\\n", "\\x0a").replace("\\r", "\\x0d")
            )
        })
        .collect()
}
