//! A change is made in memory, checked, and empty where nothing changes.

use crate::book::memory::Memory;
use crate::change::Draft;
use crate::fault::Blame;
use crate::schema::{Kind, Node};
use crate::value::Id;

fn id(text: &str) -> Id {
    Id::new(text).unwrap()
}

#[test]
fn a_change_that_changes_nothing_writes_nothing() {
    let memory = Memory::of(&[("partners/a.toml", "name  = 'A'\n")]);
    let book = memory.book();
    let mut draft = Draft::new(&book, 1);
    draft
        .edit(Kind::Partner, &id("a"))
        .unwrap()
        .set("name", Node::text("A"))
        .unwrap();
    assert!(draft.finish().unwrap().is_empty());
}

#[test]
fn what_the_table_does_not_allow_is_refused() {
    let memory = Memory::of(&[("partners/a.toml", "name = \"A\"\n")]);
    let book = memory.book();
    let mut draft = Draft::new(&book, 1);
    draft
        .edit(Kind::Partner, &id("a"))
        .unwrap()
        .set("stage", Node::text("laed"))
        .unwrap();
    let fault = draft.finish().unwrap_err();
    assert_eq!(fault.blame, Blame::Refused);
}

#[test]
fn items_typed_without_an_id_get_one_when_the_file_is_written() {
    let memory = Memory::of(&[(
        "wbl/2026-27/x.toml",
        "activity = \"internship\"\nstarts = 2026-10-05\nhours = [\n  { on = 2026-10-06, minutes = 180 },\n]\n",
    )]);
    let book = memory.book();
    let mut draft = Draft::new(&book, 1);
    draft
        .edit(Kind::Wbl, &id("x"))
        .unwrap()
        .set("notes", Node::text("N"))
        .unwrap();
    let change = draft.finish().unwrap();
    let after = change.edits[0].after.as_ref().unwrap();
    assert!(after.contains("  { id = \""), "{after}");
    let preview = change.preview();
    assert!(
        preview.starts_with("change: wbl/2026-27/x.toml\n- "),
        "{preview}"
    );
    assert!(preview.contains("+ notes = \"N\""), "{preview}");
}

/// A store with a student, a contact of the same name as another student, and a partner.
fn with_students() -> Memory {
    Memory::of(&[
        (
            "partners/a.toml",
            "name = \"A\"\nnotes = \"Ann Lee came\"\n",
        ),
        ("contacts/p.toml", "name = \"Pat Lee\"\n"),
        ("students/s-k7f2wq.toml", "grad_year = 2027\n"),
        (
            "private/students/s-k7f2wq.toml",
            "name = \"O'Brien, Siobhán\"\n",
        ),
        ("private/students/s-222222.toml", "name = \"Ann Lee\"\n"),
        ("private/students/s-333333.toml", "name = \"Pat Lee\"\n"),
    ])
}

#[test]
fn no_students_name_is_added_to_a_text_of_any_record() {
    let memory = with_students();
    let book = memory.book();
    let with = |key: &str, text: &str| {
        let mut draft = Draft::new(&book, 1);
        let splicer = draft.edit(Kind::Partner, &id("a")).unwrap();
        splicer.set(key, Node::text(text)).unwrap();
        draft.finish()
    };
    let fault = with("mission", "as SIOBHAN O'Brien said").unwrap_err();
    assert_eq!(fault.blame, Blame::Refused);
    let said = fault.to_string();
    assert!(
        said.contains("`mission` would hold the name of `s-k7f2wq`"),
        "{said}"
    );
    assert!(!said.to_lowercase().contains("brien"), "{said}");
    with("mission", "as Pat Lee said").expect("a contact is called so");
    with("mission", "Ann likes Lee").expect("no name");
    with("name", "Ann Lee LLC").expect("what a partner is called");
    with("mission", "new").expect("what stood there before is let be");
    with("notes", "Ann Lee came again").unwrap_err();
}

#[test]
fn no_id_of_a_new_record_holds_a_students_name() {
    let memory = with_students();
    let book = memory.book();
    let made = |new: &str, name: &str| {
        let mut draft = Draft::new(&book, 1);
        let root = Node::table([("name".to_owned(), Node::text(name))]);
        draft.create(Kind::Partner, &id(new), None, &root).unwrap();
        draft.finish()
    };
    let said = made("ann-lee", "X").unwrap_err().to_string();
    assert!(
        said.contains("partners/….toml goes into git, and its id would hold the full name"),
        "{said}"
    );
    assert!(
        !said.contains("ann-lee") && !said.contains("s-222222"),
        "{said}"
    );
    assert!(said.contains("`--id partner-1`"), "{said}");
    let said = made("ann-lee-bakery", "Ann Lee Bakery")
        .unwrap_err()
        .to_string();
    assert!(
        said.contains("hint: choose another id: `--id bakery`"),
        "{said}"
    );
    made("bakery", "Ann Lee Bakery").expect("what it is called is its own");
    made("lee", "X").unwrap();
}

#[test]
fn an_id_may_hold_the_name_of_the_contact_who_is_made_and_of_a_record_that_is_linked() {
    let memory = with_students();
    let book = memory.book();
    let made = |kind: Kind, new: &str, key: &str, value: Node| {
        let mut draft = Draft::new(&book, 1);
        let root = Node::table([(key.to_owned(), value)]);
        draft.create(kind, &id(new), None, &root).unwrap();
        draft.finish().map_err(|fault| fault.to_string())
    };
    made(Kind::Contact, "ann-lee", "name", Node::text("Ann Lee")).expect("they are called so");
    made(
        Kind::Contact,
        "ann-lee-oak",
        "name",
        Node::text("Ann Lee Oak"),
    )
    .unwrap_err();
    let partners = || Node::list(vec![Node::text("ann-lee-llc")]);
    let mou = |new: &str| made(Kind::Mou, new, "partners", partners()).unwrap_err();
    assert!(!mou("ann-lee-llc-2026-27").contains("goes into git"));
    assert!(mou("ann-lee-2026-27").contains("goes into git"));
}
