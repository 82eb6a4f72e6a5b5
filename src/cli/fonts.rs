//! The fonts of the system, for names in a writing that our own fonts lack.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::fault::{pasted, plain};
use crate::paper::{Fonts, pdf};

/// How deep the folders of fonts are looked through, and how many files at most.
const DEEPEST: usize = 6;
const MOST: usize = 20_000;

/// Finds the fonts that together draw as many of the characters as any do, and says which files
/// could not be used while some were still wanted.
///
/// Noto's upright text fonts come first, which Linux has for every writing; among the rest the
/// order is that of their paths, so that a machine always picks the same.
pub fn find(characters: &BTreeSet<char>) -> Fonts {
    let mut files = Vec::new();
    for folder in folders() {
        walk(&folder, DEEPEST, &mut files);
    }
    files.sort_by_cached_key(|path| (rank(path), path.clone()));
    files.dedup();
    let mut wanted = characters.clone();
    let mut fonts = Fonts::default();
    for path in files {
        if wanted.is_empty() {
            break;
        }
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => {
                fonts.unusable.push(unread(&path, &error));
                continue;
            }
        };
        if !pdf::is_font(&bytes) {
            fonts.unusable.push(damaged(&path));
        }
        let covered = pdf::covered(&bytes, &wanted);
        if !covered.is_empty() {
            wanted.retain(|c| !covered.contains(c));
            fonts.found.push(bytes);
        }
    }
    fonts
}

/// What to type where a font file cannot be read.
fn unread(path: &Path, error: &std::io::Error) -> String {
    let (shown, why) = (typed(path, dirs::home_dir()), plain(error));
    let remedy = if cfg!(windows) {
        "put it in anew".to_owned()
    } else {
        format!("`sudo chmod a+r {shown}`")
    };
    format!("the font file {shown} cannot be read ({why}): {remedy}")
}

/// What to type where a file is no whole font.
fn damaged(path: &Path) -> String {
    let shown = typed(path, dirs::home_dir());
    let away = if cfg!(windows) { "del" } else { "rm" };
    format!("the font file {shown} is damaged: put it in anew, or take it away, `{away} {shown}`")
}

/// A path as it can be typed.
fn typed(path: &Path, home: Option<PathBuf>) -> String {
    let home = home.filter(|_| !cfg!(windows));
    match home.and_then(|home| path.strip_prefix(home).ok()) {
        Some(rest) => format!("~/{}", pasted(&rest.display().to_string())),
        None => pasted(&path.display().to_string()),
    }
}

/// Where this system and this person keep fonts.
fn folders() -> Vec<PathBuf> {
    let system: &[&str] = if cfg!(windows) {
        &["C:\\Windows\\Fonts"]
    } else if cfg!(target_os = "macos") {
        &["/System/Library/Fonts", "/Library/Fonts"]
    } else {
        &["/usr/share/fonts", "/usr/local/share/fonts"]
    };
    let mut folders: Vec<PathBuf> = system.iter().map(PathBuf::from).collect();
    folders.extend(dirs::font_dir());
    if cfg!(windows) {
        folders.extend(dirs::data_local_dir().map(|dir| dir.join("Microsoft\\Windows\\Fonts")));
    }
    folders
}

/// Adds the font files below a folder.
fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        let Ok(kind) = entry.file_type() else {
            continue;
        };
        if kind.is_dir() && depth > 0 {
            walk(&path, depth - 1, files);
        } else if is_font(&path) && files.len() < MOST {
            files.push(path);
        }
    }
}

fn is_font(path: &Path) -> bool {
    let ending = path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default();
    ["ttf", "otf", "ttc", "otc"]
        .iter()
        .any(|known| ending.eq_ignore_ascii_case(known))
}

/// Smaller is better: what goes with a book's letters, then any upright text font, then the rest.
fn rank(path: &Path) -> u8 {
    let name = path
        .file_stem()
        .and_then(|name| name.to_str())
        .unwrap_or_default();
    let has = |part: &str| name.contains(part);
    let upright = has("Regular") || !has("-");
    if !has("Noto") || !upright {
        return 3;
    }
    match () {
        () if has("Naskh") || has("Serif") => 0,
        () if has("Sans") && !has("Mono") && !has("UI") => 1,
        () => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_books_letters_come_before_the_rest() {
        let mut names = [
            "Arial.ttf",
            "NotoSansArabic-Regular.ttf",
            "NotoNaskhArabic-Bold.ttf",
            "NotoNaskhArabic-Regular.ttf",
        ];
        names.sort_by_key(|name| (rank(Path::new(name)), *name));
        assert_eq!(
            names,
            [
                "NotoNaskhArabic-Regular.ttf",
                "NotoSansArabic-Regular.ttf",
                "Arial.ttf",
                "NotoNaskhArabic-Bold.ttf"
            ]
        );
    }

    #[test]
    fn a_font_that_cannot_be_used_is_told_with_what_to_type() {
        let denied = std::io::Error::from_raw_os_error(13);
        let path = Path::new("fonts/My Font.ttf");
        if cfg!(unix) {
            assert_eq!(
                unread(path, &denied),
                "the font file 'fonts/My Font.ttf' cannot be read (permission denied): `sudo chmod a+r 'fonts/My Font.ttf'`"
            );
            assert!(damaged(path).ends_with("`rm 'fonts/My Font.ttf'`"));
            let home = Some(PathBuf::from("/home/a"));
            assert_eq!(typed(Path::new("/home/a/b c.ttf"), home), "~/'b c.ttf'");
        }
    }

    #[test]
    fn only_files_of_fonts_are_read() {
        assert!(is_font(Path::new("a/NotoSansCJK-Regular.ttc")) && is_font(Path::new("A.TTF")));
        assert!(!is_font(Path::new("fonts.dir")) && !is_font(Path::new("font.pcf.gz")));
    }
}
