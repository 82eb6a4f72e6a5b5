//! What holds for every writer, whatever a record holds.

use proptest::prelude::*;

use super::sample::{look, shown};
use super::screen::width;
use super::{Card, Cell, Column, Format, Look, Report, Table, View};
use crate::value::{Day, Minutes};

/// Any text, with more than its share of what breaks a writer.
fn any_text() -> impl Strategy<Value = String> {
    let nasty = prop::sample::select(vec![
        "\n",
        "\r\n",
        "\t",
        "\u{1b}[31m",
        "\u{202e}",
        "\u{2063}",
        "|",
        "`",
        "<b>",
        "\"",
        "'",
        ",",
        "=1",
        "-",
        ";",
        "&",
        "日本",
        "e\u{301}",
        "👩‍👩‍👧",
        "\u{fe0f}",
        "\u{200d}",
        "ي",
        " ",
        "  ",
        "word",
        "a long word",
    ]);
    let part =
        prop_oneof![4 => nasty.prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)];
    prop::collection::vec(part, 0..8).prop_map(|parts| parts.concat())
}

fn any_table() -> impl Strategy<Value = Table> {
    let row = (any_text(), any::<i32>(), any_text());
    prop::collection::vec(row, 0..6).prop_map(|rows| {
        let columns = vec![
            Column::left("name"),
            Column::right("short_minutes"),
            Column::right("text"),
            Column::left("end"),
        ];
        let row = |(name, minutes, text): (String, i32, String)| {
            let minutes = Cell::Minutes(Minutes(minutes.into()));
            vec![Cell::text(name), minutes, Cell::text(text), Cell::text("#")]
        };
        Table {
            columns,
            rows: rows.into_iter().map(row).collect(),
        }
    })
}

/// Whether nothing in the text but line breaks could steer a terminal.
fn is_tame(text: &str) -> bool {
    !text.chars().any(|c| {
        c != '\n' && c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
    })
}

proptest! {
    // A failure prints its input; files of old failures would only litter the tree.
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn off_a_terminal_every_row_is_one_line_of_the_same_width(table in any_table()) {
        let count = table.rows.len();
        let text = shown(&View::List(table), &Look::default());
        prop_assert!(is_tame(&text));
        let lines: Vec<&str> = text.lines().collect();
        prop_assert_eq!(lines.len(), count + 2);
        for line in &lines[2..] {
            prop_assert!(line.ends_with('#'));
            prop_assert_eq!(width(line) + 2, width(lines[0]), "{:?}", text);
        }
    }

    #[test]
    fn on_a_terminal_no_line_is_wider_than_it(
        table in any_table(),
        texts in prop::collection::vec(any_text(), 4),
        room in 20_usize..90,
        linear: bool,
    ) {
        let look = Look { width: Some(room), linear, ..Look::default() };
        let item = Cell::Fields(vec![("on".into(), Cell::text(&*texts[0])), (texts[1].clone(), Cell::text("x"))]);
        let card = Card {
            title: texts[2].clone(),
            fields: vec![
                ("name".into(), Cell::text(&*texts[3])),
                (texts[1].clone(), Cell::text(&*texts[0])),
                (format!("a_very_long_key_{}", texts[2]), Cell::List(vec![item.clone(), item.clone()])),
                ("inner".into(), item),
            ],
        };
        let report = Report {
            name: "any",
            title: texts[2].clone(),
            as_of: Day::new(2026, 10, 6).unwrap(),
            scope: vec![("where".into(), texts[0].clone())],
            table: table.clone(),
            total: vec![("name".into(), Cell::text(&*texts[1])), ("other".into(), Cell::Number(1))],
            notes: vec![texts[3].clone()],
        };
        for view in [View::List(table), View::Card(card), View::Report(report)] {
            let text = shown(&view, &look);
            prop_assert!(is_tame(&text));
            prop_assert!(text.is_empty() || text.ends_with('\n'));
            for line in text.lines() {
                // A command between backticks stays whole.
                let fits = width(line) <= room || line.matches('`').count() > 1;
                prop_assert!(fits, "{room}: {line:?} in\n{text}");
            }
            // Colour changes nothing else.
            let coloured = shown(&view, &Look { colour: true, ..look.clone() });
            let bare = ["\u{1b}[1m", "\u{1b}[0m"].iter().fold(coloured, |text, code| text.replace(code, ""));
            prop_assert_eq!(bare, text);
        }
    }

    #[test]
    fn csv_reads_back_as_it_was(table in any_table()) {
        let mut look = look(Format::Csv);
        look.raw = true;
        let raw = shown(&View::List(table.clone()), &look);
        look.raw = false;
        let safe = shown(&View::List(table.clone()), &look);
        let read = |text: &str| -> Vec<Vec<String>> {
            let mut reader = ::csv::Reader::from_reader(text.as_bytes());
            reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
        };
        let (raw, safe) = (read(&raw), read(&safe));
        prop_assert_eq!(raw.len(), table.rows.len());
        for (row, (raw, safe)) in table.rows.iter().zip(raw.iter().zip(&safe)) {
            let Cell::Minutes(minutes) = row[1] else { unreachable!() };
            prop_assert_eq!(&raw[1], &minutes.to_string());
            for at in [0, 2] {
                let typed = match &row[at] { Cell::Text(text) => text, _ => "" };
                prop_assert_eq!(&raw[at], typed);
                prop_assert_eq!(safe[at].strip_prefix('\'').unwrap_or(&safe[at]), typed.strip_prefix('\'').unwrap_or(typed));
                prop_assert!(!safe[at].starts_with(['=', '+', '-', '@', '\t', '\r']));
            }
        }
    }

    #[test]
    fn json_reads_back_as_it_was(table in any_table()) {
        let view = View::List(table.clone());
        let whole: serde_json::Value = serde_json::from_str(&shown(&view, &look(Format::Json))).unwrap();
        let lines = shown(&view, &look(Format::Jsonl));
        let lines: Vec<serde_json::Value> =
            lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        prop_assert_eq!(whole.as_array().unwrap(), &lines);
        prop_assert_eq!(lines.len(), table.rows.len());
        for (row, read) in table.rows.iter().zip(&lines) {
            let Cell::Minutes(minutes) = row[1] else { unreachable!() };
            prop_assert_eq!(read["short_minutes"].as_i64(), Some(minutes.0));
            let typed = match &row[0] { Cell::Text(text) => Some(&**text), _ => None };
            prop_assert_eq!(read["name"].as_str(), typed);
            let keys: Vec<&String> = read.as_object().unwrap().keys().collect();
            prop_assert_eq!(keys, ["name", "short_minutes", "text", "end"]);
        }
    }

    #[test]
    fn markup_and_lines_are_the_writers_alone(table in any_table()) {
        let count = table.rows.len();
        let view = View::List(table);
        let plain = shown(&view, &look(Format::Plain));
        prop_assert_eq!(plain.lines().count(), count + 1);
        prop_assert!(plain.lines().all(|line| line.matches('\t').count() == 3));
        let md = shown(&view, &look(Format::Md));
        prop_assert_eq!(md.lines().count(), count + 2);
        prop_assert!(is_tame(&md) && !md.replace("<br>", "").contains('<'));
        let bars = |line: &str| {
            let line = line.replace("\\\\", "").replace("\\|", "");
            line.matches('|').count()
        };
        prop_assert!(md.lines().all(|line| bars(line) == 5));
        let html = shown(&view, &look(Format::Html));
        prop_assert!(is_tame(&html));
        prop_assert_eq!(html.matches("<td").count(), count * 3);
        prop_assert!(!html.contains("<b>"));
    }
}
