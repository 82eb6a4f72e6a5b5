//! What stands deep in a text is changed, and nothing beside it.

use super::nested::Step;
use super::*;
use crate::schema::Field;

const TEXT: &str = "format = 1

[school]
# its name
name = \"Old\" # printed
city = \"Town\"

[calendar]
year_starts = \"07-01\"

[[calendar.terms]]
name = \"Q1\"
year = \"2026-27\"
ends = 2026-11-06

# the second
[[calendar.terms]]
name = \"Q2\" # kept
year = \"2026-27\"
off = [
  { from = 2026-11-26 }, # turkey
  { from = 2026-12-24, what = \"x\" },
]

[policy]
kinds = [\"a\", \"b\"]
";

fn path(text: &str) -> Vec<Step> {
    let step = |part: &str| {
        part.parse()
            .map_or_else(|_| Step::Key(part.to_owned()), Step::At)
    };
    text.split('.').map(step).collect()
}

/// The lines that differ after a change.
fn changed(change: impl FnOnce(&mut Splicer) -> Result<()>) -> String {
    const NONE: &[Field] = &[];
    let doc = Doc::parse("x", TEXT.to_owned()).unwrap();
    let mut splicer = Splicer::new("x", doc, Fields::of(NONE));
    change(&mut splicer).unwrap();
    let after = splicer.into_text();
    let (old, new): (Vec<_>, Vec<_>) = (TEXT.lines().collect(), after.lines().collect());
    let same = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - same;
    let ends = old.iter().rev().zip(new.iter().rev());
    let tail = ends.take(rest).take_while(|(a, b)| a == b).count();
    let minus = old[same..old.len() - tail]
        .iter()
        .map(|line| format!("-{line}\n"));
    let plus = new[same..new.len() - tail]
        .iter()
        .map(|line| format!("+{line}\n"));
    minus.chain(plus).collect()
}

fn set(at: &str, text: &str, before: &[&str]) -> String {
    changed(|splicer| splicer.set_at(&path(at), Node::text(text), before))
}

#[test]
fn a_value_is_replaced_where_it_stands() {
    assert_eq!(
        set("school.name", "New", &[]),
        "-name = \"Old\" # printed\n+name = \"New\" # printed\n"
    );
    assert_eq!(
        set("calendar.terms.1.name", "S1", &[]),
        "-name = \"Q2\" # kept\n+name = \"S1\" # kept\n"
    );
    assert_eq!(
        set("calendar.terms.1.off.1.what", "winter", &[]),
        "-  { from = 2026-12-24, what = \"x\" },\n+  { from = 2026-12-24, what = \"winter\" },\n"
    );
    assert_eq!(set("school.name", "Old", &[]), "");
}

#[test]
fn a_new_key_goes_into_its_table() {
    assert_eq!(
        set("school.email", "e", &["name", "city"]),
        "+email = \"e\"\n"
    );
    assert_eq!(
        set("calendar.terms.0.due", "d", &["year"]),
        "+due = \"d\"\n"
    );
    assert_eq!(
        set("calendar.terms.1.off.0.what", "t", &[]),
        "-  { from = 2026-11-26 }, # turkey\n+  { from = 2026-11-26, what = \"t\" }, # turkey\n"
    );
    assert_eq!(
        set("mail.from", "a@b", &[]),
        "+\n+[mail]\n+from = \"a@b\"\n"
    );
    assert_eq!(
        set("custom.partner.parking", "text", &[]),
        "+\n+[custom.partner]\n+parking = \"text\"\n"
    );
}

#[test]
fn lists_are_added_to_as_they_are_written() {
    let push = |at: &str, item: Node| changed(|s| s.push_at(&path(at), item, &[]));
    assert_eq!(
        push("policy.kinds", Node::text("c")),
        "-kinds = [\"a\", \"b\"]\n+kinds = [\"a\", \"b\", \"c\"]\n"
    );
    let item = |key: &str| Node::table([(key.to_owned(), Node::text("v"))]);
    assert_eq!(
        push("calendar.terms.1.off", item("what")),
        "+  { what = \"v\" },\n"
    );
    assert_eq!(
        push("calendar.terms", item("name")),
        "+[[calendar.terms]]\n+name = \"v\"\n+\n"
    );
    assert_eq!(
        push("policy.counts", Node::text("c")),
        "+counts = [\"c\"]\n"
    );
}

#[test]
fn what_is_taken_away_goes_alone() {
    let unset = |at: &str| changed(|splicer| splicer.unset_at(&path(at)));
    assert_eq!(unset("school.city"), "-city = \"Town\"\n");
    assert_eq!(
        unset("calendar.terms.1.off.0"),
        "-  { from = 2026-11-26 }, # turkey\n"
    );
    assert_eq!(
        unset("policy.kinds.0"),
        "-kinds = [\"a\", \"b\"]\n+kinds = [\"b\"]\n"
    );
    assert_eq!(
        unset("calendar.terms.0"),
        "-[[calendar.terms]]\n-name = \"Q1\"\n-year = \"2026-27\"\n-ends = 2026-11-06\n-\n"
    );
    assert_eq!(unset("nothing.here"), "");
}

#[test]
fn a_new_key_stands_where_the_text_has_it_commented_out() {
    const NONE: &[Field] = &[];
    let text = "[policy]\nsum = \"a\"\n# Steps.\n# credit = [\n#   { hours = 75 },\n# ]\n# The form.\n# form = \"x\"\n\n[warn]\n# late = 3\n";
    let with = |key: &str, node: Node| {
        let doc = Doc::parse("x", text.to_owned()).unwrap();
        let mut splicer = Splicer::new("x", doc, Fields::of(NONE));
        splicer.set_at(&path(key), node, &["sum"]).unwrap();
        splicer.into_text()
    };
    assert_eq!(
        with("policy.credit", Node::text("all")),
        text.replace("# ]\n", "# ]\ncredit = \"all\"\n")
    );
    assert_eq!(
        with("policy.form", Node::text("y")),
        text.replace("\"x\"\n", "\"x\"\nform = \"y\"\n")
    );
    // What another table has commented out is not this one's.
    assert_eq!(
        with("policy.late", Node::text("y")),
        text.replace("\"a\"\n", "\"a\"\nlate = \"y\"\n")
    );
}
