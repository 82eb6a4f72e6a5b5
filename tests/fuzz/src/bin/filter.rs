//! Any text as a filter of any kind: it is read or refused; what is read prints as text that reads the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wbl::query::{Filter, Item, Known, Linked};
use wbl::record::KINDS;
use wbl_fuzz::{school, today};

fuzz_target!(|input: &[u8]| {
    let Some((which, text)) = input.split_first() else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let kind = KINDS[usize::from(*which) % KINDS.len()].kind;
    let store = school();
    let book = store.book();
    let known = Known::new(&book.settings, today()).activities(["internship", "site-tour"]);
    let Ok(filter) = Filter::parse(text, kind, &known) else {
        return;
    };
    let printed = filter.to_string();
    let again = Filter::parse(&printed, kind, &known);
    let again = again.unwrap_or_else(|fault| panic!("{printed}: {fault}"));
    assert_eq!(again.to_string(), printed);
    let linked = Linked::new(&book);
    let _ = filter.check(&linked);
    for sheet in book.sheets(kind).expect("a list") {
        let item = Item::new(&sheet.id, &sheet.doc.root);
        assert_eq!(filter.holds(&item, &linked), again.holds(&item, &linked));
    }
});
