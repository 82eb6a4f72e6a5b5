//! The slips that people make in TOML, and what they are told to type instead.

use crate::schema::Doc;

fn said(text: &str) -> String {
    let problems = Doc::parse("partners/x.toml", text.to_owned()).unwrap_err();
    let said = problems
        .iter()
        .map(|p| format!("{}: {} [{}]\n", p.place.line, p.message, p.hint));
    said.collect()
}

#[test]
fn slips_of_people_are_mended_in_their_own_words() {
    for (text, word) in [
        ("district_id = 00123\n", "write district_id = \"00123\""),
        ("on = 10/6/2026\n", "write on = 2026-10-06"),
        ("on = 10/6/26 # first\n", "write on = 2026-10-06"),
        ("on = 2026-1-2\n", "write on = 2026-01-02"),
        (
            "name = Antron Engineering\n",
            "write name = \"Antron Engineering\"",
        ),
        (
            "name = Smith, Jones & Co\n",
            "write name = \"Smith, Jones & Co\"",
        ),
        ("name = “Antron”\n", "write name = \"Antron\""),
        ("name = \"Antron\nb = 1\n", "write name = \"Antron\""),
        ("a = 'x\n", "write a = \"x\""),
        (
            "name = \"The \"Best\" Shop\"\n",
            "write name = \"The \\\"Best\\\" Shop\"",
        ),
        (
            "tags = [\"a\", \"b\"\nname = \"x\"\n",
            "end the list with ]",
        ),
        (
            "hours = [\n  { on = 10/6/2026, minutes = 5 },\n]\n",
            "write on = 2026-10-06",
        ),
        (
            "hours = [\n  { minutes = 5, area = kitchen },\n]\n",
            "write area = \"kitchen\"",
        ),
        (
            "hours = [\n  { on = 2026-10-06, minutes = 5 ,\n]\n",
            "end the item with }",
        ),
        ("from = 3pm\n", "write from = 15:00:00"),
        ("from = 9:05\n", "write from = 09:05:00"),
        (
            "to = 24:30:00\n",
            "a day ends at 24:00, which is written 00:00:00",
        ),
        ("to = 15:75:00\n", "the clock has no such time"),
        ("thanks = yes\n", "write thanks = true"),
        ("thanks = True\n", "write thanks = true"),
        ("slots = 1,000\n", "write slots = 1000"),
        ("wage = $17.50\n", "write wage = \"17.50\""),
        ("phone = 508-555-0100\n", "write phone = \"508-555-0100\""),
        ("name =\nb = 1\n", "write a value behind the `=`"),
        ("name \"x\"\n", "write name = \"x\""),
        ("hello\n", "a remark begins with #"),
        ("a = 1\na = 2\n", "keep one of the two"),
        ("[a\nb = 1\n", "end the heading with ]"),
        ("Q&A = 1\n", "a key is made of letters"),
        ("a = \"C:\\y\"\n", "write two backslashes"),
        ("\u{feff}name = Antron\r\n", "write name = \"Antron\""),
        ("on = 2026-02-30\n", "no such day"),
    ] {
        let said = said(text);
        assert!(said.contains(word), "{text}{said}");
    }
}

#[test]
fn no_text_of_a_private_file_is_repeated() {
    let said = |text: &str| {
        let path = "private/students/s-k7f2wq.toml";
        let problems = Doc::parse(path, text.to_owned()).unwrap_err();
        format!("{} {}", problems[0].message, problems[0].hint)
    };
    for text in [
        "name = Jane Doe\n",
        "name \"Jane\"\n",
        "name = \"Jane\n",
        "name = “Jane”\n",
        "Jane = \n",
    ] {
        assert!(!said(text).contains("Jane"), "{}", said(text));
    }
    assert!(said("district_id = 00123\n").contains("district_id = \"00123\""));
}
