//! A web page that needs nothing else: tables that a screen reader can walk and a printer can break.

use std::io::{self, Write};

use super::cell::{label, say};
use super::report::headline;
use super::shown::{Leaf, Sheet, Shown};
use super::tame::tame;
use super::tone::{Tone, tone};
use super::{Cell, Column, Look};

/// Writes the view as a page.
pub(super) fn write(shown: &Shown, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    match shown {
        Shown::Nothing | Shown::Text(_) => Ok(()),
        Shown::List(sheet) => {
            open("Records", out)?;
            rows("Records", sheet, look, out)?;
            close(out)
        }
        Shown::Card(leaf) => {
            open(
                if leaf.title.is_empty() {
                    "Record"
                } else {
                    leaf.title
                },
                out,
            )?;
            record(leaf, look, out)?;
            close(out)
        }
        Shown::Report(report, sheet) => {
            open(&headline(report), out)?;
            rows(&report.title, sheet, look, out)?;
            if !sheet.others.is_empty() || !report.notes.is_empty() {
                out.write_all(b"<ul class=\"notes\">\n")?;
                for (key, cell) in &sheet.others {
                    let name = escape(&label(key, look.hours));
                    writeln!(
                        out,
                        "<li>{}{name}: {}</li>",
                        sheet.lead(),
                        value(cell, look)
                    )?;
                }
                for note in &report.notes {
                    writeln!(out, "<li>note: {}</li>", escape(note))?;
                }
                out.write_all(b"</ul>\n")?;
            }
            close(out)
        }
    }
}

fn open(title: &str, out: &mut dyn Write) -> io::Result<()> {
    let heading = escape(title);
    let title = heading.replace("<br>", " ");
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n<h1>{heading}</h1>\n",
        include_str!("page.css")
    )
}

fn close(out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"</main>\n</body>\n</html>\n")
}

fn rows(caption: &str, sheet: &Sheet, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let count = match sheet.len() {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    };
    // What scrolls must be reached by the keyboard, and say what it is.
    write!(
        out,
        "<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"caption\">\n\
         <table>\n<caption id=\"caption\">{}: {count}</caption>\n<thead>\n<tr>",
        escape(caption)
    )?;
    for column in &sheet.columns {
        let name = escape(&label(&column.key, look.hours));
        write!(out, "<th scope=\"col\"{}>{name}</th>", class(column))?;
    }
    out.write_all(b"</tr>\n</thead>\n<tbody>\n")?;
    for cells in sheet.rows() {
        out.write_all(b"<tr>")?;
        for (at, (column, cell)) in sheet.columns.iter().zip(cells).enumerate() {
            entry(at == 0, column, &value(cell, look), out)?;
        }
        out.write_all(b"</tr>\n")?;
    }
    out.write_all(b"</tbody>\n")?;
    if !sheet.totals.is_empty() {
        out.write_all(b"<tfoot>\n<tr>")?;
        for (at, (column, cell)) in sheet.columns.iter().zip(&sheet.totals).enumerate() {
            let text = value(cell, look);
            let text = if at == 0 && text.is_empty() {
                "total"
            } else {
                text.as_str()
            };
            entry(at == 0, column, text, out)?;
        }
        out.write_all(b"</tr>\n</tfoot>\n")?;
    }
    out.write_all(b"</table>\n</div>\n")
}

/// Writes a cell of a table; the first of a row is its heading.
fn entry(first: bool, column: &Column, html: &str, out: &mut dyn Write) -> io::Result<()> {
    if first {
        write!(out, "<th scope=\"row\"{}>{html}</th>", class(column))
    } else {
        write!(out, "<td{}>{html}</td>", class(column))
    }
}

fn class(column: &Column) -> &'static str {
    if column.right {
        " class=\"number\""
    } else {
        ""
    }
}

fn record(leaf: &Leaf, look: &Look, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"<table class=\"record\">\n<tbody>\n")?;
    for (key, cell) in &leaf.fields {
        let (name, value) = (escape(&label(key, look.hours)), value(cell, look));
        writeln!(
            out,
            "<tr><th scope=\"row\">{name}</th><td>{value}</td></tr>"
        )?;
    }
    out.write_all(b"</tbody>\n</table>\n")
}

/// The HTML of a cell: a list for the items of a group, a state in its colour.
fn value(cell: &Cell, look: &Look) -> String {
    let mut text = String::new();
    match cell {
        Cell::List(items) if items.iter().any(|item| matches!(item, Cell::Fields(_))) => {
            let items = items
                .iter()
                .map(|item| format!("<li>{}</li>", value(item, look)));
            return format!("<ul>{}</ul>", items.collect::<String>());
        }
        cell => say(cell, look.hours, &mut text),
    }
    let html = escape(&text);
    let class = match cell {
        Cell::State(word) => tone(word),
        _ => None,
    };
    match class {
        Some(Tone::Good) => format!("<span class=\"good\">{html}</span>"),
        Some(Tone::Doubtful) => format!("<span class=\"doubtful\">{html}</span>"),
        Some(Tone::Bad) => format!("<span class=\"bad\">{html}</span>"),
        None => html,
    }
}

/// The text with nothing in it that HTML would take for its own, within or without quotes.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in tame(text, "\n").chars() {
        match c {
            '\n' => safe.push_str("<br>"),
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::super::sample::{card, hours, look, shown, texts};
    use super::super::{Format, View};

    fn body(view: &View) -> String {
        let page = shown(view, &look(Format::Html));
        let (head, body) = page.split_once("<body>\n").unwrap();
        assert!(head.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
        assert!(!page.contains("http"), "a page needs nothing else");
        body.to_owned()
    }

    #[test]
    fn a_report_is_a_table_that_can_be_read_aloud() {
        assert_eq!(
            body(&hours()),
            "\
<main>
<h1>Hours toward the requirement, as of 2026-10-06 (pathway manufacturing, year 2026-27)</h1>
<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"caption\">
<table>
<caption id=\"caption\">Hours toward the requirement: 2 rows</caption>
<thead>
<tr><th scope=\"col\">student</th><th scope=\"col\">name</th><th scope=\"col\" class=\"number\">required</th><th scope=\"col\" class=\"number\">short</th><th scope=\"col\">status</th><th scope=\"col\">projected</th></tr>
</thead>
<tbody>
<tr><th scope=\"row\">s-k7f2wq</th><td>José Núñez</td><td class=\"number\">100:00</td><td class=\"number\">0:15</td><td><span class=\"doubtful\">at-risk</span></td><td>2026-11-02</td></tr>
<tr><th scope=\"row\">s-m3x9zt</th><td></td><td class=\"number\">100:00</td><td class=\"number\">100:00</td><td><span class=\"bad\">no-placement</span></td><td></td></tr>
</tbody>
<tfoot>
<tr><th scope=\"row\">total</th><td></td><td class=\"number\"></td><td class=\"number\">100:15</td><td></td><td></td></tr>
</tfoot>
</table>
</div>
<ul class=\"notes\">
<li>students: 2</li>
<li>note: 1 entry is not verified yet</li>
</ul>
</main>
</body>
</html>
"
        );
    }

    #[test]
    fn a_record_lists_the_items_of_its_groups() {
        let body = body(&card());
        assert!(body.contains("<h1>José Núñez at Antron</h1>"));
        assert!(body.contains(
            "<tr><th scope=\"row\">hours</th><td><ul>\
             <li>id k3f9qd, from 15:00, break 0:30</li><li>id m2xwzh</li></ul></td></tr>"
        ));
        assert!(body.contains("<td>first line<br>second line</td>"));
    }

    #[test]
    fn what_someone_typed_is_never_markup() {
        let body = body(&texts(&[
            "<script>alert('x')</script> \"&\" \u{1b}\u{202e}",
        ]));
        assert!(body.contains(
            "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &quot;&amp;&quot; ␛\\u{202e}"
        ));
    }
}
