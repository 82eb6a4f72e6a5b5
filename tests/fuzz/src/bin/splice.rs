//! Any text as a record, then changed: what is only added to keeps every byte that it had, in its order.
#![no_main]

use libfuzzer_sys::fuzz_target;
use wbl::record::{KINDS, spec};
use wbl::schema::{Doc, Field, Node, Splicer, Val};

fuzz_target!(|input: &[u8]| {
    let [which, verb, key, at, text @ ..] = input else {
        return;
    };
    let Ok(text) = std::str::from_utf8(text) else {
        return;
    };
    let kind = KINDS[usize::from(*which) % KINDS.len()].kind;
    let fields = spec(kind).fields();
    let Ok(doc) = Doc::parse("x.toml", text.to_owned()) else {
        return;
    };
    let all: Vec<&'static Field> = fields.iter().collect();
    let field = all[usize::from(*key) % all.len()];
    let (key, at) = (field.key, usize::from(*at) % 4);
    let had = doc.get(key).is_some();
    let part = field
        .group_fields()
        .map_or("id", |fields| fields[at % fields.len()].key);
    let had_part = doc
        .get(key)
        .and_then(|node| node.items().get(at))
        .is_some_and(|item| item.get(part).is_some());
    let item = Node::table([
        ("id".to_owned(), Node::text("k3f9qd")),
        ("odd key".to_owned(), Node::made(Val::Int(1))),
    ]);
    let mut splicer = Splicer::new("x.toml", doc, fields);
    let (done, only_adds) = match verb % 6 {
        0 => (splicer.set(key, Node::text("it's \"new\"\n")), !had),
        1 => (splicer.push(key, item), true),
        2 => (
            splicer.set_in(key, at, part, Node::made(Val::Flag(true))),
            !had_part,
        ),
        3 => (splicer.unset(key), false),
        4 => (splicer.unset_in(key, at, part), false),
        _ => (splicer.remove(key, at), false),
    };
    if done.is_err() || !only_adds {
        return;
    }
    let after = splicer.into_text();
    let mut rest = after.chars();
    assert!(
        text.chars().all(|c| rest.any(|new| new == c)),
        "{text}\n---\n{after}"
    );
});
