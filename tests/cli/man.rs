//! The manual pages, set by the real `man` without a warning.

use std::fs;
use std::process::{Command, Stdio};

use crate::sandbox::Sandbox;

#[test]
fn every_page_is_set_without_a_warning() {
    let place = Sandbox::empty();
    place.ok("man pages");
    let mut pages: Vec<_> = fs::read_dir(place.root().join("pages"))
        .expect("the pages")
        .map(|entry| entry.expect("a page").path())
        .collect();
    pages.sort();
    assert!(pages.len() > 100, "{}", pages.len());
    for page in &pages {
        let text = fs::read_to_string(page).expect("a page");
        assert!(
            text.is_ascii() && text.contains(".SH NAME"),
            "{}",
            page.display()
        );
    }
    assert_eq!(
        place.ok("man"),
        fs::read_to_string(place.root().join("pages/wbl.1")).expect("it")
    );
    let set = |flags: &[&str]| {
        let mut man = Command::new("man");
        man.args(flags)
            .args(&pages)
            .env("MANWIDTH", "80")
            .env("LC_ALL", "C.UTF-8");
        man.stdin(Stdio::null()).output()
    };
    let Ok(out) = set(&["--warnings=w", "-P", "cat", "-l"]) else {
        super::sandbox::unproven("the man pages: man is not here");
        return;
    };
    let said = String::from_utf8_lossy(&out.stderr);
    assert!(out.status.success() && said.is_empty(), "{said}");
    let shown = String::from_utf8_lossy(&out.stdout);
    for words in [
        "wbl-report - Show a report: hours",
        "wbl log \"Jane Doe\" 2026-10-06 15:00-18:30",
        "6  the store is busy, or has changed",
    ] {
        assert!(shown.contains(words), "{words}");
    }
}
