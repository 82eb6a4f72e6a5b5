//! Every message of a filter as it is shown, in `gallery.txt`, which a person reads aloud.
//!
//! After a change of words, run the test with `BLESS=1` and read what changed in that file.

use crate::record::kind_named;

use super::sample::ids;

#[test]
fn every_message_reads_as_the_gallery_has_it() {
    let gallery = include_str!("gallery.txt");
    let mut shown = Vec::new();
    for line in gallery.lines().filter_map(|line| line.strip_prefix("> ")) {
        let (kind, text) = line.split_once(": ").unwrap();
        let kind = kind_named(kind).unwrap().kind;
        let fault = ids(kind, text).expect_err(line);
        assert_eq!(fault.blame.exit_code(), 2, "{line}");
        shown.push(format!("> {line}\n{fault}\n"));
    }
    let shown = shown.concat();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(
            concat!(env!("CARGO_MANIFEST_DIR"), "/src/query/gallery.txt"),
            &shown,
        )
        .unwrap();
    }
    let differs = shown
        .lines()
        .zip(gallery.lines())
        .find(|(now, then)| now != then);
    assert_eq!(differs, None, "shown, and in the gallery");
    assert_eq!(shown.len(), gallery.len());
}
