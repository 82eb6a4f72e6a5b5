//! Each way of changing a text changes the bytes that it means, and no others.

use crate::fault::Result;
use crate::schema::{Doc, Field, Fields, Node, Shape, Splicer, Val};
use crate::value::Day;

const ITEM: &[Field] = &[
    Field::new("id", Shape::Code, ""),
    Field::new("on", Shape::Day, ""),
    Field::new("minutes", Shape::Minutes, ""),
    Field::new("verified", Shape::Day, ""),
];
const FIELDS: &[Field] = &[
    Field::new("name", Shape::Text, ""),
    Field::new("town", Shape::Text, ""),
    Field::list("tags", Shape::Text, ""),
    Field::group("hours", &["id"], ITEM, ""),
    Field::new("notes", Shape::Text, ""),
];

fn after(text: &str, change: impl FnOnce(&mut Splicer) -> Result<()>) -> String {
    let doc = Doc::parse("p.toml", text.to_owned()).unwrap();
    let mut splicer = Splicer::new("p.toml", doc, Fields::of(FIELDS));
    change(&mut splicer).unwrap();
    splicer.into_text()
}

fn item(id: &str) -> Node {
    Node::table([
        ("id".to_owned(), Node::text(id)),
        ("minutes".to_owned(), Node::made(Val::Int(5))),
    ])
}

#[test]
fn a_value_changes_and_nothing_else() {
    let text = "# mine\nname  =  'A'   # keep\nunknown = 1\n";
    assert_eq!(
        after(text, |s| s.set("name", Node::text("B"))),
        "# mine\nname  =  \"B\"   # keep\nunknown = 1\n"
    );
    assert_eq!(
        after(text, |s| s.set("name", Node::text("A"))),
        text,
        "spelling of the same value stays"
    );
}

#[test]
fn a_new_key_goes_after_its_nearest_predecessor() {
    let text = "name = \"A\" # c\nhours = [\n  { id = \"a\" },\n]\n\n[custom]\nx = 1\n";
    assert_eq!(
        after(text, |s| s.set("town", Node::text("T"))),
        "name = \"A\" # c\ntown = \"T\"\nhours = [\n  { id = \"a\" },\n]\n\n[custom]\nx = 1\n"
    );
    assert_eq!(
        after(text, |s| s.set("notes", Node::text("N"))),
        "name = \"A\" # c\nhours = [\n  { id = \"a\" },\n]\nnotes = \"N\"\n\n[custom]\nx = 1\n"
    );
    assert_eq!(
        after("name = \"A\"", |s| s.set("town", Node::text("T"))),
        "name = \"A\"\ntown = \"T\"\n"
    );
    assert_eq!(
        after("[custom]\nx = 1\n", |s| s.set("name", Node::text("A"))),
        "name = \"A\"\n[custom]\nx = 1\n"
    );
    assert_eq!(
        after("", |s| s.set("name", Node::text("A"))),
        "name = \"A\"\n"
    );
}

#[test]
fn line_ends_and_byte_order_mark_stay() {
    let text = "\u{feff}name = \"A\"\r\nhours = [\r\n  { id = \"a\" },\r\n]\r\n";
    let expected = "\u{feff}name = \"A\"\r\nhours = [\r\n  { id = \"a\" },\r\n  { id = \"b\", minutes = 5 },\r\n]\r\n";
    assert_eq!(after(text, |s| s.push("hours", item("b"))), expected);
}

#[test]
fn items_are_added_in_every_way_people_write_lists() {
    let b = "{ id = \"b\", minutes = 5 }";
    for (before, expected) in [
        ("hours = []\n", format!("hours = [\n  {b},\n]\n")),
        (
            "hours = [{ id = \"a\" }]\n",
            format!("hours = [{{ id = \"a\" }}, {b}]\n"),
        ),
        (
            "hours = [{ id = \"a\" },]\n",
            format!("hours = [{{ id = \"a\" }}, {b},]\n"),
        ),
        (
            "hours = [\n  { id = \"a\" }, # x, y\n]\n",
            format!("hours = [\n  {{ id = \"a\" }}, # x, y\n  {b},\n]\n"),
        ),
        (
            "hours = [\n  { id = \"a\" } # x\n]\n",
            format!("hours = [\n  {{ id = \"a\" }}, # x\n  {b},\n]\n"),
        ),
        (
            "hours = [\n  { id = \"a\" }]\n",
            format!("hours = [\n  {{ id = \"a\" }},\n  {b},\n]\n"),
        ),
        (
            "hours = [ # none yet\n]\n",
            format!("hours = [ # none yet\n  {b},\n]\n"),
        ),
        (
            "[[hours]]\nid = \"a\"\n",
            "[[hours]]\nid = \"a\"\n\n[[hours]]\nid = \"b\"\nminutes = 5\n".to_owned(),
        ),
        (
            "name = \"A\"\n",
            format!("name = \"A\"\nhours = [\n  {b},\n]\n"),
        ),
    ] {
        assert_eq!(
            after(before, |s| s.push("hours", item("b"))),
            expected,
            "{before}"
        );
    }
}

#[test]
fn items_are_removed_with_their_comma() {
    for (before, at, expected) in [
        (
            "tags = [\"a\", \"b\", \"c\"]\n",
            1,
            "tags = [\"a\", \"c\"]\n",
        ),
        ("tags = [\"a\", \"b\"]\n", 1, "tags = [\"a\"]\n"),
        ("tags = [\"a\"]\nname = \"A\"\n", 0, "name = \"A\"\n"),
        (
            "tags = [\n  \"a\", # first\n  \"b\", # second\n]\n",
            0,
            "tags = [\n  \"b\", # second\n]\n",
        ),
        (
            "tags = [\n  \"a\",\n  \"b\"\n]\n",
            1,
            "tags = [\n  \"a\",\n]\n",
        ),
    ] {
        assert_eq!(
            after(before, |s| s.remove("tags", at)),
            expected,
            "{before}"
        );
    }
    let headed = "[[hours]]\nid = \"a\"\n\n[[hours]]\nid = \"b\"\n\n[[hours]]\nid = \"c\"\n";
    assert_eq!(
        after(headed, |s| s.remove("hours", 1)),
        "[[hours]]\nid = \"a\"\n\n[[hours]]\nid = \"c\"\n"
    );
}

#[test]
fn keys_of_an_item_are_set_and_unset() {
    let day = || Node::made(Val::Day(Day::iso("2026-10-09").unwrap()));
    let text = "hours = [\n  { id = \"a\",  minutes = 0x10 }, # x\n]\n";
    assert_eq!(
        after(text, |s| s.set_in("hours", 0, "verified", day())),
        "hours = [\n  { id = \"a\",  minutes = 0x10, verified = 2026-10-09 }, # x\n]\n"
    );
    assert_eq!(
        after(text, |s| s.set_in("hours", 0, "on", day())),
        "hours = [\n  { id = \"a\", on = 2026-10-09,  minutes = 0x10 }, # x\n]\n"
    );
    assert_eq!(
        after(text, |s| s.unset_in("hours", 0, "minutes")),
        "hours = [\n  { id = \"a\" }, # x\n]\n"
    );
    assert_eq!(
        after(text, |s| s.unset_in("hours", 0, "id")),
        "hours = [\n  { minutes = 0x10 }, # x\n]\n"
    );
    let headed = "[[hours]]\nid = \"a\"\nminutes = 5 # x\n";
    assert_eq!(
        after(headed, |s| s.set_in("hours", 0, "verified", day())),
        "[[hours]]\nid = \"a\"\nminutes = 5 # x\nverified = 2026-10-09\n"
    );
}

#[test]
fn an_item_of_a_list_is_replaced_where_it_stands() {
    let text = "tags = [\n  'a', # first\n  \"b\",\n]\n";
    assert_eq!(
        after(text, |s| s.set_item("tags", 0, Node::text("c"))),
        "tags = [\n  \"c\", # first\n  \"b\",\n]\n"
    );
    assert_eq!(
        after(text, |s| s.set_item("tags", 0, Node::text("a"))),
        text
    );
}

#[test]
fn unset_takes_the_line_and_no_more() {
    let text = "name = \"A\"\n# about the town\ntown = \"T\" # here\ntags = [\n  \"a\",\n]\n";
    assert_eq!(
        after(text, |s| s.unset("town")),
        "name = \"A\"\n# about the town\ntags = [\n  \"a\",\n]\n"
    );
    assert_eq!(
        after(text, |s| s.unset("tags")),
        "name = \"A\"\n# about the town\ntown = \"T\" # here\n"
    );
}

#[test]
fn many_items_at_once_read_as_one_after_the_other() {
    for text in [
        "name = \"A\"\n",
        "hours = []\n",
        "hours = [ # none yet\n]\n",
        "hours = [{ id = \"a\" }]\n",
        "hours = [\n  { id = \"a\" },\n]\nnotes = \"N\"\n",
        "hours = [\r\n  { id = \"a\" } # last\r\n]\r\n",
        "name = \"A\"\n\n[[hours]]\nid = \"a\"\n\n[custom]\nx = 1\n",
    ] {
        let at_once = after(text, |s| s.push_all("hours", vec![item("b"), item("c")]));
        let in_turn = after(text, |s| {
            s.push("hours", item("b"))?;
            s.push("hours", item("c"))
        });
        let read = |text: &str| Doc::parse("p.toml", text.to_owned()).unwrap().root;
        assert_eq!(read(&at_once), read(&in_turn), "{text:?}");
        assert_eq!(at_once.contains('\r'), text.contains('\r'));
    }
}
