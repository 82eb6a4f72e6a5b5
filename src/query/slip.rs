//! What is said where the grammar cannot go on: what was typed, and what was probably meant.

use crate::fault::Fault;

use super::error::{OPERATORS, one_by_one, operator_meant};
use super::grammar::Parser;
use super::token::{Word, is_operator};

impl Parser<'_> {
    /// Something stands for an operator that is none.
    pub(super) fn no_operator(&self, name: &Word, sign: &Word) -> Fault {
        let (name, typed) = (&name.text, &sign.text);
        let fault = self
            .source
            .fault(sign.at.clone(), format!("`{typed}` is not an operator"));
        let fault = match (typed.as_str(), operator_meant(typed)) {
            ("in", _) => fault.hint(one_by_one(name, "=", &["one", "another"])),
            (_, Some(meant)) => fault.hint(format!("did you mean `{meant}`?")),
            ("!~", None) => fault.hint(format!("write it as: not {name} ~ …")),
            (_, None) => fault,
        };
        fault.hint(OPERATORS)
    }

    /// Where a comparison should begin, and none does.
    pub(super) fn nothing_to_compare(&mut self) -> Fault {
        let here = self.scanner.here();
        let end = here + self.scanner.peek().map_or(0, char::len_utf8);
        let sign = self.scanner.clone().operator();
        match (self.scanner.peek(), self.opened.last()) {
            (None, _) => {
                let fault = self
                    .source
                    .fault(here..here, "a comparison is missing at the end");
                fault.hint("write a field, an operator and a value: town = Bellingham")
            }
            (Some(')'), Some(_)) => {
                let fault = self
                    .source
                    .fault(here..end, "a comparison is missing before this parenthesis");
                fault.hint("write a field, an operator and a value: town = Bellingham")
            }
            (Some(')'), None) => self.closes_nothing(),
            (Some('!'), _) if sign.text == "!" => {
                let fault = self.source.fault(sign.at, "`!` is not a word of filters");
                fault.hint("write `not` before what must not hold")
            }
            (Some(_), _) if !sign.text.is_empty() => {
                let message = format!("a field is missing before `{}`", sign.text);
                let fault = self.source.fault(sign.at, message);
                fault.hint("write a field, an operator and a value: town = Bellingham")
            }
            (Some(c), _) => {
                let fault = self
                    .source
                    .fault(here..end, format!("`{c}` means nothing here"));
                fault.hint(
                    "join comparisons with `and` or `or`; put values with such signs in quotes",
                )
            }
        }
    }

    pub(super) fn closes_nothing(&mut self) -> Fault {
        let here = self.scanner.here();
        let fault = self
            .source
            .fault(here..here + 1, "this parenthesis closes nothing");
        fault.hint("take it away, or put ( where the group begins")
    }

    /// Something stands behind a whole comparison that is neither `and` nor `or`.
    pub(super) fn left_over(&mut self) -> Fault {
        if self.scanner.peek() == Some(')') {
            return self.closes_nothing();
        }
        let sign = self.scanner.clone().operator();
        if !sign.text.is_empty() {
            let message = format!("`{}` means nothing here", sign.text);
            let fault = self.source.fault(sign.at, message);
            return fault.hint("join comparisons with `and` or `or`");
        }
        let mut probe = self.scanner.clone();
        let word = probe.plain_value();
        let compares = probe.peek().is_some_and(is_operator)
            || word.text.contains(is_operator)
            || word.text.starts_with('@')
            || word.text.is_empty();
        let at = word.at.start..word.at.end.max(word.at.start + 1);
        let typed = self.source.slice(at.clone());
        let before = match &self.last {
            Some((name, op, value)) => format!(" after `{name} {} {value}`", op.sign()),
            None => String::new(),
        };
        let fault = self
            .source
            .fault(at, format!("`{typed}` is left over{before}"));
        let between = "put `and` or `or` between two comparisons, and no comma";
        match &self.last {
            Some((name, op, value))
                if !compares && !value.quoted && self.scanner.keyword().is_none() =>
            {
                let end = self.words_end();
                let whole = self.source.slice(value.at.start..end);
                let (name, sign) = (&name.text, op.sign());
                let fault = fault.hint(format!(
                    "a value of several words stands in quotes: {name} {sign} \"{whole}\""
                ));
                let values: Vec<_> = whole.split(',').map(str::trim).collect();
                if values.len() > 1 {
                    fault.hint(one_by_one(name, sign, &values))
                } else {
                    fault
                }
            }
            _ => fault.hint(between),
        }
    }

    /// Where the words end that stand here, before a keyword or a sign.
    fn words_end(&self) -> usize {
        let mut probe = self.scanner.clone();
        let mut end = probe.here();
        while probe.keyword().is_none() {
            let word = probe.name();
            if word.text.is_empty() {
                break;
            }
            end = word.at.end;
        }
        end
    }

    /// Letters right behind a closing quote: mostly an apostrophe that closed too early.
    pub(super) fn glued(&self, word: &Word, rest: &Word) -> Fault {
        let message = format!("`{}` stands right behind a closing quote", rest.text);
        let fault = self.source.fault(rest.at.clone(), message);
        let typed = self.source.slice(word.at.start..rest.at.end);
        let (open, other) = if typed.starts_with('\'') {
            ('\'', '"')
        } else {
            ('"', '\'')
        };
        let inner = typed.trim_matches(open);
        if inner.contains(other) {
            fault.hint("a quote inside a value is written twice")
        } else {
            fault.hint(format!(
                "put the value in the other kind of quotes: {other}{inner}{other}"
            ))
        }
    }
}
