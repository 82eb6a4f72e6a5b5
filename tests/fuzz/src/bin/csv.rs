//! Any bytes as a CSV file of any kind that is imported: all or none, and every text it would write is a record.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wbl::exchange::read_csv;
use wbl::schema::Doc;
use wbl::work::{DayOrder, IMPORTED, ImportRequest, import, imported};
use wbl_fuzz::{school, today};

fuzz_target!(|input: &[u8]| {
    let Some((which, bytes)) = input.split_first() else {
        return;
    };
    let which = usize::from(*which);
    let Ok(sheet) = read_csv("file.csv", bytes) else {
        return;
    };
    let store = school();
    let request = ImportRequest {
        kind: imported(IMPORTED[which % IMPORTED.len()]).expect("one of the list"),
        sheet,
        update: which & 0x80 != 0,
        days: (which & 0x40 != 0).then_some(DayOrder::Mdy),
        ..ImportRequest::default()
    };
    let Ok(change) = import(&store.book(), &request, today(), 1) else {
        return;
    };
    let _ = change.preview();
    for edit in change.edits {
        let text = edit.after.expect("an import removes nothing");
        assert!(Doc::parse(&edit.path, text).is_ok());
    }
});
