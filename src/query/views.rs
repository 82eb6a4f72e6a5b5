//! Views: filters with a name, under `[views]` in `wbl.toml`, read where they are named.

use super::error::{Source, near};
use super::grammar::parse;
use super::plan::{Plan, Planner};
use super::token::Word;

/// How many views a filter may use, those within views included.
const MOST_VIEWS: usize = 200;

/// How many views may stand in each other.
const DEEPEST_VIEWS: usize = 20;

impl Planner<'_> {
    /// The plan of a view, read where it is named.
    pub(super) fn view(&mut self, name: &Word, source: Source) -> Option<Plan> {
        let at = name.at.clone();
        let views = &self.known.settings.views;
        let Some(text) = views.get(&name.text) else {
            let mut fault = source.fault(at, format!("there is no view `@{}`", name.text));
            let listed: Vec<_> = views.keys().map(String::as_str).collect();
            if let Some(near) = near(&name.text, &listed) {
                fault = fault.hint(format!("did you mean `@{near}`?"));
            }
            let names: Vec<_> = views.keys().map(|name| format!("@{name}")).collect();
            self.faults.push(fault.hint(match names.as_slice() {
                [] => {
                    "a view is a line under [views] in wbl.toml: local = 'town = Bellingham'".into()
                }
                names => format!("the views of wbl.toml are: {}", names.join(", ")),
            }));
            return None;
        };
        self.used += 1;
        let too_many = self.used > MOST_VIEWS || self.within.len() >= DEEPEST_VIEWS;
        if too_many && self.refused_views {
            return None;
        }
        if self.within.contains(&name.text) || too_many {
            self.refused_views |= too_many;
            let message = if too_many {
                format!("`@{}` uses too many other views", name.text)
            } else {
                let mut way = self.within.clone();
                way.push(name.text.clone());
                format!(
                    "`@{}` leads back to itself: @{}",
                    name.text,
                    way.join(", then @")
                )
            };
            let fault = source.fault(at, message);
            self.faults
                .push(fault.hint("write it out instead of naming it"));
            return None;
        }
        let place = format!("@{}", name.text);
        let inner = Source {
            place: &place,
            text,
        };
        let before = self.faults.len();
        self.within.push(name.text.clone());
        let expr = self.noted(parse(inner));
        let plan = expr.and_then(|expr| self.plan(&expr, inner));
        self.within.pop();
        // A fault within a view shows the view's own text; where that stands is said once.
        if let (Some(first), true) = (self.faults.get_mut(before), self.within.is_empty()) {
            let hint = format!("`@{}` stands in wbl.toml, under [views]", name.text);
            first.hints.push(hint);
        }
        plan
    }
}

#[cfg(test)]
mod tests {
    use super::super::Filter;
    use super::super::sample::{known, settings};
    use crate::schema::Kind;

    #[test]
    fn views_that_multiply_are_refused() {
        let mut settings = settings();
        for at in 0..40 {
            let text = format!("@v{} or @v{}", at + 1, at + 1);
            settings.views.insert(format!("v{at}"), text);
        }
        settings.views.insert("v40".into(), "size = 1".into());
        let fault = Filter::parse("@v0", Kind::Partner, &known(&settings)).unwrap_err();
        assert!(
            fault.to_string().contains("uses too many other views"),
            "{fault}"
        );
        assert!(fault.also.is_empty(), "it is said once");
    }
}
