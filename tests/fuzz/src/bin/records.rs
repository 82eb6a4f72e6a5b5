//! Any bytes as any kind of record: parsed, checked, read into its struct both ways.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wbl::record::{
    Body, Contact, Council, Eval, Form, KINDS, Mou, Partner, Pathway, Person, Rules, Student, Wbl,
};
use wbl::schema::Kind;
use wbl::value::Id;
use wbl_fuzz::{Memory, school, today};

fuzz_target!(|input: &[u8]| {
    let Some((which, bytes)) = input.split_first() else {
        return;
    };
    let spec = &KINDS[usize::from(*which) % KINDS.len()];
    let name = if spec.kind == Kind::Student || spec.kind == Kind::Person {
        "s-k7f2wq"
    } else {
        "x"
    };
    let path = match (spec.kind, spec.by_year) {
        (Kind::Settings, _) => "wbl.toml".to_owned(),
        (_, true) => format!("{}/2026-27/{name}.toml", spec.folder),
        (_, false) => format!("{}/{name}.toml", spec.folder),
    };
    let mut store = school();
    store.0.insert(path, bytes.to_vec());
    let found = wbl::check::run(&store.book(), today(), &[]).expect("a check of everything");
    assert!(found.iter().all(|problem| !problem.message.is_empty()));
    match spec.kind {
        Kind::Partner => agree::<Partner>(&store, name, bytes),
        Kind::Contact => agree::<Contact>(&store, name, bytes),
        Kind::Pathway => agree::<Pathway>(&store, name, bytes),
        Kind::Student => agree::<Student>(&store, name, bytes),
        Kind::Person => agree::<Person>(&store, name, bytes),
        Kind::Wbl => agree::<Wbl>(&store, name, bytes),
        Kind::Mou => agree::<Mou>(&store, name, bytes),
        Kind::Eval => agree::<Eval>(&store, name, bytes),
        Kind::Council => agree::<Council>(&store, name, bytes),
        Kind::Form => agree::<Form>(&store, name, bytes),
        Kind::Rules => agree::<Rules>(&store, name, bytes),
        Kind::Settings => {}
    }
});

/// The book's reader, which tries the fast one first, says what the toml crate alone does.
fn agree<T: Body>(store: &Memory, name: &str, bytes: &[u8]) {
    let id = Id::new(name).expect("an id");
    let text = std::str::from_utf8(bytes).ok();
    let text = text.map(|text| text.strip_prefix('\u{feff}').unwrap_or(text));
    let slow = text.and_then(|text| toml::from_str::<T>(text).ok());
    let book = store.book();
    let read = book.get::<T>(&id).ok().flatten().map(|record| record.body);
    let json = |body: &T| serde_json::to_string(body).expect("JSON");
    assert_eq!(read.as_ref().map(json), slow.as_ref().map(json));
}
