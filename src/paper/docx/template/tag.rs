//! Placeholders in the text of a paragraph, as people type them: with curly quotes and hard spaces.

use std::ops::Range;

/// A placeholder: `{{ name }}`, `{% if … %}` or `{# remark #}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Where it stands in the paragraph's text.
    pub range: Range<usize>,
    /// Its text, with straight quotes, on one line.
    pub text: String,
    pub role: Role,
}

/// What a tag does to what follows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// It prints something.
    Print,
    /// It opens what the tag of this name closes.
    Open(&'static str),
    /// It stands between the two: `else`, `elif`.
    Middle,
    /// It closes.
    Close,
    /// It does something alone: `set`, a remark.
    Alone,
}

const PAIRS: &[(&str, &str)] = &[
    ("for", "endfor"),
    ("if", "endif"),
    ("with", "endwith"),
    ("macro", "endmacro"),
    ("call", "endcall"),
    ("filter", "endfilter"),
    ("autoescape", "endautoescape"),
    ("block", "endblock"),
    ("raw", "endraw"),
];

impl Tag {
    /// The word that says what a block tag is: `for`, `endif`; empty for any other.
    pub(super) fn word(&self) -> &str {
        let inside = self.text.trim_start_matches(['{', '%', '-', '+']);
        let inside = inside.trim_start();
        let end = inside.find(|c: char| !c.is_ascii_alphabetic());
        match self.role {
            Role::Print => "",
            Role::Open(_) | Role::Middle | Role::Close | Role::Alone => {
                &inside[..end.unwrap_or(inside.len())]
            }
        }
    }

    fn new(range: Range<usize>, typed: &str) -> Self {
        let mut tag = Self {
            range,
            text: straightened(typed),
            role: Role::Alone,
        };
        let word = tag.word().to_owned();
        let pair = PAIRS.iter().find(|(open, _)| *open == word);
        tag.role = match (typed.as_bytes().get(1), pair) {
            (Some(b'{'), _) => Role::Print,
            (Some(b'%'), Some((_, close))) => Role::Open(close),
            (Some(b'%'), None) if word == "set" && !tag.text.contains('=') => Role::Open("endset"),
            (Some(b'%'), None) if word == "else" || word == "elif" => Role::Middle,
            (Some(b'%'), None) if word.starts_with("end") => Role::Close,
            _ => Role::Alone,
        };
        tag
    }
}

/// The tags of a text; where one does not end, the place of its beginning too.
pub(super) fn tags(text: &str) -> (Vec<Tag>, Option<usize>) {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = text[from..].find('{').map(|at| from + at) {
        let close = match text.as_bytes().get(at + 1) {
            Some(b'{') => "}}",
            Some(b'%') => "%}",
            Some(b'#') => "#}",
            _ => {
                from = at + 1;
                continue;
            }
        };
        let Some(end) = end(&text[at + 2..], close) else {
            return (found, Some(at));
        };
        let end = at + 2 + end;
        found.push(Tag::new(at..end, &text[at..end]));
        from = end;
    }
    (found, None)
}

/// Where a tag ends, behind its close; a close within quotes is none, unless there is no other.
fn end(text: &str, close: &str) -> Option<usize> {
    let mut quote = Quote::None;
    let mut quoted = None;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        if rest.starts_with(close) {
            if quote == Quote::None || close == "#}" {
                return Some(at + close.len());
            }
            quoted.get_or_insert(at + close.len());
        }
        if quote == Quote::None && (rest.starts_with("{{") || rest.starts_with("{%")) {
            break;
        }
        quote = quote.after(c);
    }
    quoted
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Quote {
    None,
    Single,
    Double,
}

impl Quote {
    fn of(c: char) -> Self {
        match c {
            '"' | '“' | '”' | '„' | '«' | '»' => Self::Double,
            '\'' | '‘' | '’' | '‚' => Self::Single,
            _ => Self::None,
        }
    }

    fn after(self, c: char) -> Self {
        match (self, Self::of(c)) {
            (Self::None, quote) => quote,
            (this, quote) if this == quote => Self::None,
            (this, _) => this,
        }
    }
}

/// The tag as a template has it: what a word processor makes of what is typed, undone. Within
/// quotes only the quotes themselves are.
fn straightened(typed: &str) -> String {
    let mut text = String::with_capacity(typed.len());
    let mut quote = Quote::None;
    for c in typed.chars() {
        let next = quote.after(c);
        match c {
            c if next != quote => text.push(match Quote::of(c) {
                Quote::Double => '"',
                Quote::Single | Quote::None => '\'',
            }),
            // What stands in a line for a picture and the like.
            '\u{fffc}' => {}
            '\n' | '\r' | '\t' => text.push(' '),
            c if quote != Quote::None => text.push(c),
            '\u{a0}' | '\u{202f}' | '\u{2002}'..='\u{200a}' => text.push(' '),
            '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{2060}' | '\u{feff}' => {}
            '–' | '−' | '\u{2011}' => text.push('-'),
            '…' => text.push_str("..."),
            c => text.push(c),
        }
        quote = next;
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_found_as_a_word_processor_leaves_them() {
        let text = "A {{\u{a0}partner.name }} b {% if mou.city == “New ’Town”\u{a0}%}c{% endif %} {# “x #} { }";
        let (found, open) = tags(text);
        let texts: Vec<_> = found.iter().map(|tag| tag.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "{{ partner.name }}",
                "{% if mou.city == \"New ’Town\" %}",
                "{% endif %}",
                "{# \"x #}"
            ]
        );
        assert_eq!(found[1].role, Role::Open("endif"));
        assert_eq!(
            (found[2].role.clone(), found[2].word()),
            (Role::Close, "endif")
        );
        assert_eq!(open, None);
    }

    #[test]
    fn a_close_within_quotes_is_none_and_a_tag_without_one_is_told() {
        assert_eq!(tags("{{ \"}}\" }} x").0[0].text, "{{ \"}}\" }}");
        assert_eq!(tags("{{ partner’s }} x").0.len(), 1);
        assert_eq!(tags("a {{ b {{ c }}").1, Some(2));
        assert_eq!(tags("a {% if").1, Some(2));
        assert_eq!(tags("{").1, None);
    }
}
