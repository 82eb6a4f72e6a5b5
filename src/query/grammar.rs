//! From text to a tree as it was typed: `not` before `and` before `or`. No field is known here yet.

use crate::fault::Result;

use super::error::{OPERATORS, Source, one_by_one, operator_meant};
use super::token::{Keyword, Scanner, Word, is_operator};
use super::tree::{Expr, Op};

/// How deep `not` and parentheses may stand in each other; nobody's filter comes near.
const DEEPEST: usize = 60;

/// Reads a whole filter.
pub(super) fn parse(source: Source<'_>) -> Result<Expr> {
    let mut parser = Parser {
        source,
        scanner: Scanner::new(source),
        depth: 0,
        opened: Vec::new(),
        last: None,
    };
    if parser.scanner.peek().is_none() {
        let fault = source.fault(0..0, "the filter is empty");
        return Err(fault.hint("write a field, an operator and a value: town = Bellingham"));
    }
    let expr = parser.any()?;
    match parser.scanner.peek() {
        None => Ok(expr),
        Some(_) => Err(parser.left_over()),
    }
}

/// Reads a filter from left to right.
pub(super) struct Parser<'a> {
    pub(super) source: Source<'a>,
    pub(super) scanner: Scanner<'a>,
    depth: usize,
    /// Where the parentheses stand that are open.
    pub(super) opened: Vec<usize>,
    /// The comparison just read.
    pub(super) last: Option<(Word, Op, Word)>,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Expr> {
        let mut parts = vec![self.all()?];
        while self.joined_by(Keyword::Or) {
            parts.push(self.all()?);
        }
        Ok(joined(parts, Expr::Any))
    }

    fn all(&mut self) -> Result<Expr> {
        let mut parts = vec![self.one()?];
        while self.joined_by(Keyword::And) {
            parts.push(self.one()?);
        }
        Ok(joined(parts, Expr::All))
    }

    fn joined_by(&mut self, keyword: Keyword) -> bool {
        let found = self.scanner.keyword() == Some(keyword);
        if found {
            self.scanner.name();
        }
        found
    }

    fn one(&mut self) -> Result<Expr> {
        let start = self.scanner.here();
        if self.depth >= DEEPEST {
            let fault = self.source.fault(
                start..start + 1,
                "`not` and parentheses stand too deep in each other",
            );
            return Err(fault.hint("give parts of the filter a name under [views] in wbl.toml"));
        }
        self.depth += 1;
        let expr = match self.scanner.keyword() {
            Some(Keyword::Not) => {
                self.scanner.name();
                Ok(Expr::Not(Box::new(self.one()?)))
            }
            Some(Keyword::And | Keyword::Or) => {
                let word = self.scanner.name();
                let message = format!("a comparison is missing before `{}`", word.text);
                let fault = self.source.fault(word.at, message);
                Err(fault.hint(format!(
                    "`{}` stands between two comparisons: town = Bellingham and stage = active",
                    word.text.to_lowercase()
                )))
            }
            None if self.scanner.take('(') => self.parenthesis(start),
            None => self.comparison(),
        };
        self.depth -= 1;
        expr
    }

    fn parenthesis(&mut self, start: usize) -> Result<Expr> {
        self.opened.push(start);
        let expr = self.any()?;
        if !self.scanner.take(')') {
            if self.scanner.peek().is_some() {
                return Err(self.left_over());
            }
            let fault = self
                .source
                .fault(start..start + 1, "this parenthesis is not closed");
            return Err(fault.hint("put ) where the group ends"));
        }
        self.opened.pop();
        Ok(expr)
    }

    fn comparison(&mut self) -> Result<Expr> {
        if let Some(word) = self.scanner.quoted()? {
            if self.scanner.peek().is_some_and(is_operator) {
                let message = format!("`{}` stands in quotes, and a field does not", word.text);
                let fault = self.source.fault(word.at, message);
                return Err(fault.hint(format!("write it without quotes: {}", word.text)));
            }
            return Ok(Expr::Bare(word));
        }
        let name = self.scanner.name();
        if name.text.is_empty() {
            return Err(self.nothing_to_compare());
        }
        if let Some(view) = name.text.strip_prefix('@') {
            let text = view.to_owned();
            return Ok(Expr::View(Word { text, ..name }));
        }
        if name.text.eq_ignore_ascii_case("count") && self.scanner.take('(') {
            return self.count(&name);
        }
        let sign = self.scanner.operator();
        if sign.text == ":" {
            return self.presence(name);
        }
        if sign.text.is_empty() {
            return self.bare(&name);
        }
        let op = self.op(&name, &sign)?;
        let value = self.value(&name, &sign)?;
        self.last = Some((name.clone(), op, value.clone()));
        Ok(Expr::Compare(name, op, value))
    }

    fn count(&mut self, count: &Word) -> Result<Expr> {
        let name = self.scanner.name();
        if name.text.is_empty() || !self.scanner.take(')') {
            let here = self.scanner.here();
            let fault = self.source.fault(
                count.at.start..here,
                "`count` takes one field in parentheses",
            );
            return Err(fault.hint("write it as: count(touches) = 0"));
        }
        let end = self.scanner.clone().here();
        let sign = self.scanner.operator();
        if sign.text.is_empty() || sign.text == ":" {
            let fault = self
                .source
                .fault(count.at.start..end, "a count is compared with a number");
            let none = sign.text == ":" && self.scanner.name().text.eq_ignore_ascii_case("none");
            let number = if none { "= 0" } else { "> 0" };
            return Err(fault.hint(format!("write it as: count({}) {number}", name.text)));
        }
        let op = self.op(&name, &sign)?;
        let value = self.value(&name, &sign)?;
        self.last = None;
        Ok(Expr::Count(name, op, value))
    }

    fn presence(&mut self, name: Word) -> Result<Expr> {
        let word = self.scanner.plain_value();
        self.last = None;
        match word.text.to_lowercase().as_str() {
            "none" => Ok(Expr::Present(name, false)),
            "any" => Ok(Expr::Present(name, true)),
            _ => {
                let fault = self
                    .source
                    .fault(word.at.clone(), "`:` takes `none` or `any`");
                let name = &name.text;
                Err(match word.text.as_str() {
                    "" => fault.hint(format!("write `{name} : none` where nothing is recorded")),
                    value => fault.hint(format!("a value is compared: {name} = {value}")),
                })
            }
        }
    }

    fn op(&self, name: &Word, sign: &Word) -> Result<Op> {
        if let Some(op) = Op::read(&sign.text) {
            return Ok(op);
        }
        Err(self.no_operator(name, sign))
    }

    fn value(&mut self, name: &Word, sign: &Word) -> Result<Word> {
        if let Some(word) = self.scanner.quoted()? {
            let end = word.at.end;
            let mut more = self.scanner.clone();
            let glued = self
                .source
                .slice(end..self.source.text.len())
                .starts_with(|c: char| !c.is_whitespace() && c != ')');
            if glued {
                return Err(self.glued(&word, &more.plain_value()));
            }
            return Ok(word);
        }
        if self.scanner.peek() == Some('(') {
            let here = self.scanner.here();
            let fault = self
                .source
                .fault(here..here + 1, "a value cannot begin with a parenthesis");
            let name = &name.text;
            return Err(fault
                .hint(one_by_one(name, sign.text.as_str(), &["one", "another"]))
                .hint("a value that has parentheses stands in quotes"));
        }
        if self.scanner.peek().is_some_and(is_operator) {
            let wrong = self.scanner.operator();
            let message = format!("`{}` cannot begin a value", wrong.text);
            let fault = self.source.fault(wrong.at, message);
            return Err(fault
                .hint("a value that begins so stands in quotes")
                .hint(OPERATORS));
        }
        let keyword = self.scanner.keyword();
        let word = self.scanner.plain_value();
        // `and` may be a value's first letters: `and-co`.
        let is_keyword =
            keyword.is_some() && matches!(word.text.to_lowercase().as_str(), "and" | "or" | "not");
        if !word.text.is_empty() && !is_keyword {
            return Ok(word);
        }
        let message = format!("a value is missing after `{}`", sign.text);
        let fault = self.source.fault(sign.at.clone(), message);
        Err(match word.text.as_str() {
            "" => fault.hint("write a value, in quotes if it has spaces or parentheses"),
            keyword => fault.hint(format!(
                "put the word in quotes if it is meant: \"{keyword}\""
            )),
        })
    }

    /// Words without an operator: what they may mean is told where the fields are known.
    fn bare(&mut self, first: &Word) -> Result<Expr> {
        let mut words = first.clone();
        loop {
            let next = self.scanner.clone().name();
            if next.text.is_empty() || self.scanner.keyword().is_some() {
                return Ok(Expr::Bare(words));
            }
            if words.at == first.at && operator_meant(&next.text).is_some() {
                return Err(self.no_operator(first, &next));
            }
            self.scanner.name();
            if self.scanner.peek().is_some_and(is_operator) {
                let message = format!(
                    "`{}` does not belong to the comparison after it",
                    words.text
                );
                let fault = self.source.fault(words.at, message);
                return Err(fault.hint(format!(
                    "put `and` or `or` before `{}`, or take the words away",
                    next.text
                )));
            }
            words.at.end = next.at.end;
            self.source
                .slice(words.at.clone())
                .clone_into(&mut words.text);
        }
    }
}

fn joined(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Expr {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        last => {
            parts.extend(last);
            join(parts)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Filter;
    use super::super::sample::{known, settings};
    use crate::schema::Kind;

    #[test]
    fn deep_nesting_and_long_chains_do_no_harm() {
        let settings = settings();
        let parse = |text: &str| Filter::parse(text, Kind::Partner, &known(&settings));
        assert!(parse(&"(".repeat(100_000)).is_err());
        assert!(parse(&"not ".repeat(100_000)).is_err());
        assert!(parse(&format!("{}name = x", "part_of.".repeat(100_000))).is_err());
        let long = vec!["size = 1"; 10_000].join(" or ");
        assert!(parse(&long).is_ok());
    }
}
