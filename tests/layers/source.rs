//! The source of the program as code: comments, texts and tests made blank, lines where they were.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// A source file with its comments, texts and tests made blank.
pub struct Source {
    pub path: String,
    pub room: String,
    /// How deep its module lies: 1 for a room's own file.
    pub depth: usize,
    pub text: String,
    pub code: String,
    /// Whether it is compiled for tests only.
    pub is_test: bool,
}

/// Every file of `src`.
pub fn sources() -> Vec<Source> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    gather(&src, &mut paths);
    paths.sort();
    let tests: BTreeSet<PathBuf> = paths.iter().flat_map(|path| test_files(path)).collect();
    let source = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).unwrap();
        let within = path.strip_prefix(&src).unwrap();
        let parts: Vec<_> = within.iter().map(|part| part.to_str().unwrap()).collect();
        let last = parts.last().unwrap();
        let depth = parts.len() - usize::from(*last == "mod.rs");
        Source {
            path: format!("src/{}", parts.join("/")),
            room: parts[0].trim_end_matches(".rs").to_owned(),
            depth,
            code: without_tests(&bare(&text)).0,
            is_test: tests
                .iter()
                .any(|test| path.starts_with(test) || *path == test.with_extension("rs")),
            text,
        }
    };
    paths.iter().map(source).collect()
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, paths);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            paths.push(path);
        }
    }
}

/// The modules that a file declares for tests only, without their ending.
fn test_files(path: &Path) -> Vec<PathBuf> {
    let text = std::fs::read_to_string(path).unwrap();
    let stem = path.file_stem().unwrap().to_str().unwrap();
    let folder = match stem {
        "mod" | "lib" | "main" => path.parent().unwrap().to_owned(),
        _ => path.with_extension(""),
    };
    let (_, modules) = without_tests(&bare(&text));
    modules.iter().map(|name| folder.join(name)).collect()
}

/// The source with comments and the insides of texts made blank; every line stays where it is.
pub fn bare(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let at = |i: usize| chars.get(i).copied().unwrap_or('\0');
    let mut out = String::with_capacity(text.len());
    let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
    let mut i = 0;
    while i < chars.len() {
        let end = match (at(i), at(i + 1)) {
            ('/', '/') => (i..chars.len())
                .find(|j| at(*j) == '\n')
                .unwrap_or(chars.len()),
            ('/', '*') => end_of_comment(&chars, i),
            ('r', '#' | '"') if !is_word(i.checked_sub(1).map_or(' ', at)) => end_of_raw(&chars, i),
            ('"', _) => end_of_text(&chars, i, '"'),
            // A lifetime has no closing quote right behind.
            ('\'', '\\') => end_of_text(&chars, i, '\''),
            ('\'', _) if at(i + 2) == '\'' => i + 3,
            _ => i,
        };
        if end == i {
            out.push(at(i));
            i += 1;
        } else {
            out.extend((i..end).map(|j| blank(at(j))));
            i = end;
        }
    }
    out
}

/// Whether a character can stand in a name.
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn end_of_comment(chars: &[char], from: usize) -> usize {
    let (mut depth, mut i) = (0, from);
    while i + 1 < chars.len() {
        match (chars[i], chars[i + 1]) {
            ('/', '*') => (depth, i) = (depth + 1, i + 2),
            ('*', '/') => (depth, i) = (depth - 1, i + 2),
            _ => i += 1,
        }
        if depth == 0 {
            return i;
        }
    }
    chars.len()
}

fn end_of_text(chars: &[char], from: usize, quote: char) -> usize {
    let mut i = from + 1;
    while i < chars.len() && chars[i] != quote {
        i += if chars[i] == '\\' { 2 } else { 1 };
    }
    (i + 1).min(chars.len())
}

/// The end of `r"…"` or `r#"…"#`; the start where it is something else, such as `r#type`.
fn end_of_raw(chars: &[char], from: usize) -> usize {
    let hashes = chars[from + 1..].iter().take_while(|c| **c == '#').count();
    let open = from + 1 + hashes;
    if chars.get(open) != Some(&'"') {
        return from;
    }
    let is_end = |i: &usize| {
        chars[*i] == '"'
            && chars[i + 1..]
                .iter()
                .take(hashes)
                .filter(|c| **c == '#')
                .count()
                == hashes
    };
    (open + 1..chars.len())
        .find(is_end)
        .map_or(chars.len(), |i| i + 1 + hashes)
}

/// The code with each item under `#[cfg(test)]` made blank, and the files that such items declare.
pub fn without_tests(code: &str) -> (String, Vec<String>) {
    const MARK: &str = "#[cfg(test)]";
    let (mut out, mut modules, mut from) = (code.to_owned(), Vec::new(), 0);
    while let Some(found) = out[from..].find(MARK) {
        let start = from + found;
        let rest = &out[start..];
        let semicolon = rest.find(';').unwrap_or(rest.len());
        let brace = rest.find('{').unwrap_or(rest.len());
        let end = if brace < semicolon {
            let mut depth = 0;
            let close = rest[brace..].char_indices().find(|(_, c)| {
                depth += i32::from(*c == '{') - i32::from(*c == '}');
                depth == 0
            });
            close.map_or(rest.len(), |(at, _)| brace + at + 1)
        } else {
            let item = &rest[..semicolon];
            if let Some((_, name)) = item.rsplit_once("mod ") {
                modules.push(name.trim().to_owned());
            }
            (semicolon + 1).min(rest.len())
        };
        let blank: String = rest[..end]
            .chars()
            .map(|c| if c == '\n' { '\n' } else { ' ' })
            .collect();
        out.replace_range(start..start + end, &blank);
        from = start + MARK.len();
    }
    (out, modules)
}
