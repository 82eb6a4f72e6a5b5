//! A CSV file as spreadsheets write them: with a mark before the text or none, with commas,
//! semicolons or tabs, with line breaks inside quotes.

use crate::fault::{Fault, Result};
use crate::work::{Row, Sheet};

use super::quotes::broken;

/// Reads the rows of a file; `file` is how it was named.
///
/// # Errors
/// Where it is no text in UTF-8, is empty, has a quote that does not close its own cell, or rows
/// longer than its header (exit 4).
pub fn read_csv(file: &str, bytes: &[u8]) -> Result<Sheet> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let save = "in the spreadsheet, save it as `CSV UTF-8 (Comma delimited)`";
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(Fault::refused(format!("{file} is a workbook, not CSV")).hint(save));
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.get(..error.valid_up_to()).unwrap_or(bytes);
        let line = before.split(|byte| *byte == b'\n').count();
        let message =
            format!("{file} is no text in UTF-8: line {line} holds a letter in another code");
        Fault::refused(message).hint(save)
    })?;
    // With other ends of lines the reader counts them otherwise.
    let text = &text.replace("\r\n", "\n").replace('\r', "\n");
    let (separator, text) = &stated(text).unwrap_or_else(|| (separator(text), text.clone()));
    let separator = *separator;
    if let Some(fault) = broken(file, text, separator) {
        return Err(fault);
    }
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator)
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut sheet = Sheet {
        file: file.to_owned(),
        ..Sheet::default()
    };
    // A spreadsheet counts a row with line breaks in its cells as one.
    let mut within = 0;
    for record in reader.records() {
        let record = record
            .map_err(|error| Fault::refused(format!("{file} cannot be read as CSV: {error}")))?;
        let (line, byte) = record
            .position()
            .map_or((1, 0), |at| (at.line(), at.byte()));
        // Empty lines before the record may lie behind its position.
        let rest = usize::try_from(byte)
            .ok()
            .and_then(|byte| text.get(byte..))
            .unwrap_or("");
        let empty = rest.bytes().take_while(|byte| *byte == b'\n').count();
        let number = usize::try_from(line).unwrap_or(usize::MAX - empty) + empty - within;
        within += record
            .iter()
            .map(|cell| cell.matches('\n').count())
            .sum::<usize>();
        let cells: Vec<String> = record.iter().map(str::to_owned).collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if sheet.header.is_empty() {
            sheet.header = cells;
        } else {
            sheet.rows.push(Row { number, cells });
        }
    }
    if sheet.header.is_empty() {
        return Err(Fault::refused(format!("{file} is empty"))
            .hint("the first row names the columns, such as name,town,phone"));
    }
    let long = sheet.rows.iter().filter(|row| {
        let more = row.cells.get(sheet.header.len()..).unwrap_or(&[]);
        more.iter().any(|cell| !cell.trim().is_empty())
    });
    let faults = long.map(|row| {
        let count = row.cells.len();
        let message = format!("{count} cells under {} columns", sheet.header.len());
        let fault = Fault::refused(message).at(sheet.place(row, sheet.header.len()));
        fault.hint("a cell that holds the separator stands in quotes")
    });
    Fault::all(faults).map_or(Ok(()), Err)?;
    Ok(sheet)
}

/// The separator that a first line such as `sep=;` states, for Excel, and the text without it.
fn stated(text: &str) -> Option<(u8, String)> {
    let (first, rest) = text.split_once('\n')?;
    let stated = first.trim().strip_prefix("sep=").unwrap_or_default();
    let separator = match (first, stated) {
        ("sep=\t", _) => b'\t',
        (_, ";") => b';',
        (_, ",") => b',',
        _ => return None,
    };
    Some((separator, format!("\n{rest}")))
}

/// The separator that the first line has most of, outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ => {
                let found = counts.iter_mut().find(|(one, _)| *one == byte && !quoted);
                if let Some((_, count)) = found {
                    *count += 1;
                }
            }
        }
    }
    let mut best = counts[0];
    for one in counts {
        if one.1 > best.1 {
            best = one;
        }
    }
    best.0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Vec<(usize, Vec<String>)> {
        let sheet = read_csv("a.csv", bytes).unwrap();
        let rows = sheet.rows.into_iter();
        rows.map(|row| (row.number, row.cells)).collect()
    }

    #[test]
    fn what_spreadsheets_write_reads_alike() {
        let expected = vec![(2, vec!["Mill, The".to_owned(), "Uxbridge".to_owned()])];
        for text in [
            "name,town\n\"Mill, The\",Uxbridge\n",
            "\u{feff}name,town\r\n\"Mill, The\",Uxbridge\r\n",
            "name;town\nMill, The;Uxbridge",
            "name\ttown\nMill, The\tUxbridge\n\t\n",
            "name,town\r\"Mill, The\",Uxbridge\r",
        ] {
            assert_eq!(rows(text.as_bytes()), expected, "{text:?}");
        }
    }

    #[test]
    fn a_first_line_that_states_the_separator_is_no_header() {
        for text in ["sep=;\r\na;b\r\n1,5;x", "sep=\t\na\tb\n1,5\tx\n"] {
            let sheet = read_csv("a.csv", text.as_bytes()).unwrap();
            assert_eq!(sheet.header, ["a", "b"], "{text:?}");
            assert_eq!(sheet.rows[0].cells, ["1,5", "x"]);
            assert_eq!(sheet.rows[0].number, 3);
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        for end in ["\n", "\r\n"] {
            let text = "name,notes\n\"A\",\"one\ntwo\"\n\nB,three\n".replace('\n', end);
            let came = rows(text.as_bytes());
            let numbers: Vec<_> = came.iter().map(|(number, _)| *number).collect();
            assert_eq!(numbers, [2, 4], "the empty row is row 3");
            assert_eq!(came[0].1[1], "one\ntwo");
        }
    }

    #[test]
    fn a_quote_that_opens_and_does_not_close_is_no_cell_of_the_rows_below() {
        for text in [
            "name,notes\nPia,\"likes boats\nBo,x\n",
            "\u{feff}name;notes\r\nPia;\"likes boats\r\nBo;x\r\n",
            "name\tnotes\nPia\t\"likes boats\nBo\tx",
            "name,notes\rPia,\"likes boats\rBo,x\r",
        ] {
            let fault = read_csv("a.csv", text.as_bytes()).unwrap_err();
            let place = fault.place.as_ref().unwrap();
            assert_eq!((place.line, place.col), (2, 2), "{text:?}");
            assert!(fault.message.contains("nothing closes it"), "{text:?}");
        }
        let text = "name;notes\r\n\"A\";\"say \"\"hi\"\",\r\nand go\"\r\n6\" pipe;x";
        let came = rows(text.as_bytes());
        assert_eq!(came[0].1, ["A", "say \"hi\",\nand go"]);
        assert_eq!(came[1].1, ["6\" pipe", "x"]);
    }

    #[test]
    fn what_is_no_table_is_refused() {
        for (bytes, words) in [
            (&b"name\nCaf\xe9\n"[..], "is no text in UTF-8"),
            (b"name\nA\nCaf\xe9\n", "line 3"),
            (b"PK\x03\x04\x14\x00", "is a workbook"),
            (b"\xff\xfen\0a\0", "is no text in UTF-8"),
            (b"", "is empty"),
            (b"name,town\nA,B,C\n", "3 cells under 2 columns"),
        ] {
            let fault = read_csv("a.csv", bytes).unwrap_err();
            assert!(fault.to_string().contains(words), "{fault}");
            assert_eq!(fault.blame.exit_code(), 4);
        }
    }
}
