//! What `wbl help filters` says; every example in it is read by a test.

/// The page about filters.
pub const FILTERS: &str = r#"Filters: which records are meant

    wbl partner list --where 'town = Bellingham and stage != declined'
    wbl partner list --where 'count(touches) = 0 or not touches.on >= 4w-ago'
    wbl wbl list --where 'partner.town = "New Bedford" and planned > 60h'
    wbl wbl list --where 'supervisors.contact.name ~ ortiz'
    wbl wbl list --where 'hours.on >= mon and hours.verified : none'
    wbl student list --where 'enrolled.pathway = business and grad_year = 2028'
    wbl mou list --where 'through < +12w and school_year = today'

One filter serves every `--where`: lists, reports, `set`, `export`. On the
command line it stands in single quotes.

A comparison is a field, an operator and a value
    town = Bellingham         is            stage != declined         is not
    name ~ engineer           contains      size > 40                 < <= > >=
    email : none              nothing recorded
    email : any               something recorded
    count(touches) >= 2       so many items of a list or a group

Joining: `not` before `and` before `or`; parentheses group
    not (stage = declined or stage = closed) and sectors ~ health

Fields are those of `wbl fields KIND`, `id` and your own of wbl.toml. A dot goes
on into a group or through a link, as far as you like
    touches.via = call        partner.town = Uxbridge
    students.enrolled.pathway.sector = health
A list or a group holds if one of its items does, and `!=` if none does. Where
nothing is recorded the field's default stands (a partner's kind is employer);
else comparing fails and `!=` holds: ask `thanks != yes`, not `thanks = no`.
Some are worked out for the day: `state` of an MOU; `linked`, how many records
link to it; of a student `status`, `counted`, `pending` and `short`, as
`wbl report hours` shows them
    status = at-risk or short > 20h
`clauses` of an MOU are all that its text has on the day: those that it names,
those that its amendments put in their place, and where it names none on a topic
of its template, the library's own (`wbl help templates`)
    clauses = confidentiality and state = active

Values
    text        without regard to case and accents; in quotes if it has spaces
    link        an id or a whole name: partner = "Antron Engineering"
    day         2026-10-06, today, yesterday, 3d-ago, 2w-ago, +3d, +2w,
                mon (the latest Monday), +mon (the next)
    year        2026-27; on a day's field the whole of it: starts = 2026-27
    length      3h, 3h30m, 3:30, 3.5 (hours) or 210m
    the rest    numbers 40, money 17.50, times 15:00 or 3pm, yes or no

Views are filters with a name, under [views] in wbl.toml
    local = 'town = Bellingham or town = Franklin'
    wbl partner list @local
    wbl partner list --where '@local and stage = active'

A field, a word or a name that nobody has is an error that shows the nearest
one, never an empty list.
"#;

#[cfg(test)]
mod tests {
    use crate::record::kind_named;
    use crate::schema::Kind;

    use super::super::sample::{known, settings};
    use super::super::{FILTERS, Filter};

    #[test]
    fn every_example_of_the_page_is_a_filter() {
        let mut settings = settings();
        let mut read = 0;
        let mut parse = |kind: Kind, text: &str| {
            let filter = Filter::parse(text, kind, &known(&settings));
            assert!(filter.is_ok(), "{text}\n{}", filter.unwrap_err());
            read += 1;
        };
        for line in FILTERS.lines().filter_map(|line| line.strip_prefix("    ")) {
            if let Some(command) = line.strip_prefix("wbl ") {
                let kind = kind_named(command.split(' ').next().unwrap()).unwrap().kind;
                let text = match command.split_once("--where '") {
                    Some((_, text)) => text.trim_end_matches('\''),
                    None => &command[command.find('@').unwrap()..],
                };
                parse(kind, text);
            }
        }
        for (kind, text) in [
            (Kind::Partner, "name ~ engineer"),
            (Kind::Partner, "stage != declined"),
            (Kind::Partner, "size > 40"),
            (Kind::Partner, "email : none"),
            (Kind::Partner, "email : any"),
            (Kind::Partner, "count(touches) >= 2"),
            (
                Kind::Partner,
                "not (stage = declined or stage = closed) and sectors ~ health",
            ),
            (Kind::Partner, "touches.via = call"),
            (Kind::Partner, "touches.thanks != yes"),
            (Kind::Wbl, "partner.town = Uxbridge"),
            (Kind::Wbl, "students.enrolled.pathway.sector = health"),
            (Kind::Wbl, "partner = \"Antron Engineering\""),
            (Kind::Wbl, "starts = 2026-27"),
        ] {
            let shown = text
                .strip_prefix("touches.thanks")
                .map_or(text, |_| "thanks != yes");
            assert!(FILTERS.contains(shown), "{text}");
            parse(kind, text);
        }
        assert!(read > 20);
        let view = FILTERS
            .lines()
            .find(|line| line.starts_with("    local = "))
            .unwrap();
        let table: toml::Table = toml::from_str(view).unwrap();
        settings
            .views
            .insert("local".into(), table["local"].as_str().unwrap().into());
        let filter = Filter::parse("@local", Kind::Partner, &known(&settings));
        assert!(filter.is_ok());
    }

    #[test]
    fn the_page_fits_a_terminal() {
        assert!(FILTERS.lines().all(|line| line.chars().count() <= 84));
        assert!(FILTERS.lines().count() <= 60);
    }
}
