//! The same hours worked out once more, slowly and from the contract's text alone: minute by minute,
//! day by day, without the judgements in `rule`.

use super::*;

/// A store as a model; days count from [`DAY_0`].
#[derive(Clone, Debug)]
pub(super) struct Model {
    pub(super) is_single: bool,
    pub(super) students: Vec<Vec<Stay>>,
    pub(super) experiences: Vec<Experience>,
}

#[derive(Clone, Debug)]
pub(super) struct Stay {
    pub(super) in_business: bool,
    pub(super) from: i64,
    pub(super) to: Option<i64>,
    pub(super) due: Option<i64>,
    pub(super) required: i64,
    pub(super) credit: i64,
}

#[derive(Clone, Debug)]
pub(super) struct Experience {
    pub(super) activity: &'static str,
    pub(super) in_business: Option<bool>,
    pub(super) students: Vec<usize>,
    pub(super) partner: &'static str,
    pub(super) status: &'static str,
    pub(super) starts: i64,
    pub(super) ends: Option<i64>,
    pub(super) entries: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) on: i64,
    /// From and to in minutes, whether overnight, break; else bare minutes.
    pub(super) clock: Option<(i64, i64, bool, i64)>,
    pub(super) minutes: i64,
    pub(super) kind: &'static str,
    pub(super) logged: Option<i64>,
    /// The day, and how far `seen` is off.
    pub(super) verified: Option<(i64, i64)>,
    pub(super) void: Option<i64>,
}

/// What is asked of a model: the as-of day, a term's end and cutoff, the days cut to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) as_of: i64,
    pub(super) term: Option<(&'static str, i64, i64, i64)>,
    pub(super) from: Option<i64>,
    pub(super) to: Option<i64>,
}

/// The first day of models, a Saturday in the school year 2026-27.
pub(super) const DAY_0: &str = "2026-08-01";
/// The seniors' last day, 2027-06-02, and the last day of the school year.
pub(super) const SENIORS: i64 = 305;
pub(super) const YEAR_END: i64 = 333;

pub(super) fn at(number: i64) -> Day {
    day(DAY_0).plus(number)
}

/// The days of an entry's minutes, one item a minute; nothing where the entry is impossible.
pub(super) fn worked(entry: &Entry) -> Vec<i64> {
    let Some((from, to, overnight, rest)) = entry.clock else {
        return vec![entry.on; usize::try_from(entry.minutes).unwrap()];
    };
    let end = if overnight { to + 1440 } else { to };
    if end <= from || end - from > 1440 {
        return Vec::new();
    }
    let mut minutes: Vec<_> = (from..end).map(|minute| entry.on + minute / 1440).collect();
    // The break is taken from the end: after midnight first.
    minutes.truncate(minutes.len().saturating_sub(usize::try_from(rest).unwrap()));
    minutes
}

/// The rows that the report should show, as text.
pub(super) fn rows(model: &Model, asked: Asked) -> Vec<String> {
    let mut rows = Vec::new();
    for (student, stays) in model.students.iter().enumerate() {
        let mut stays: Vec<_> = stays.iter().collect();
        stays.sort_by_key(|stay| (!stay.in_business, stay.from));
        for stay in &stays {
            rows.extend(row(model, asked, student, stay));
        }
    }
    rows
}

fn row(model: &Model, asked: Asked, student: usize, stay: &Stay) -> Option<String> {
    let as_of = asked.as_of;
    let closed = stay.to.is_some_and(|to| to <= as_of);
    let last = match stay.to {
        Some(to) if closed => to,
        Some(to) => to.max(YEAR_END),
        None => YEAR_END,
    };
    let mut shown = match asked.term {
        Some((_, starts, ends, _)) => starts..=ends,
        None => as_of..=as_of,
    };
    if stay.from > as_of || !shown.any(|day| stay.from <= day && day <= last) {
        return None;
    }
    let mut own: Vec<_> = model
        .experiences
        .iter()
        .filter(|one| one.students == [student] && one.in_business == Some(stay.in_business))
        .filter(|one| ["internship", "capstone", "mentoring"].contains(&one.activity))
        .collect();
    let (mut verified, mut late) = (0, 0);
    // Of each experience: counted, pending, recent, the first day.
    let mut parts = Vec::new();
    for one in &own {
        let (mut counted, mut pending, mut recent, mut first) = (0, 0, 0, i64::MAX);
        for entry in &one.entries {
            let minutes = worked(entry);
            let net = i64::try_from(minutes.len()).unwrap();
            let known = entry.on <= as_of && entry.logged.is_none_or(|day| day <= as_of);
            let void = entry.void.is_some_and(|day| day <= as_of);
            if !known || void || net == 0 || entry.on < stay.from || entry.on > last {
                continue;
            }
            let stands = entry
                .verified
                .filter(|(day, off)| *day <= as_of && *off == 0);
            let is_late = asked
                .term
                .is_some_and(|term| stands.is_some_and(|(day, _)| day > term.3));
            let counts = one.activity != "mentoring" && entry.kind != "travel";
            for day in minutes {
                let asked_about = asked.term.is_none_or(|term| day <= term.2)
                    && asked.from.is_none_or(|from| day >= from)
                    && asked.to.is_none_or(|to| day <= to);
                if !asked_about {
                    continue;
                }
                match (stands.is_some(), is_late, counts) {
                    (true, true, true) => late += 1,
                    (true, false, true) => (verified, counted) = (verified + 1, counted + 1),
                    (true, false, false) => verified += 1,
                    (false, _, true) => pending += 1,
                    (false, _, false) | (true, true, false) => {}
                }
                if counts && !is_late {
                    first = first.min(entry.on);
                    recent += i64::from(entry.on > as_of - 28);
                }
            }
        }
        parts.push((counted, pending, recent, first));
    }
    if model.is_single {
        let need = stay.required * 60 - stay.credit;
        let size = |part: &(i64, i64, i64, i64)| (part.0 >= need, part.0 + part.1, part.0);
        let most = parts.iter().map(size).max();
        let longest = parts.iter().position(|part| Some(size(part)) == most);
        parts = longest.map(|at| parts[at]).into_iter().collect();
    }
    let counted: i64 = parts.iter().map(|part| part.0).sum::<i64>() + stay.credit;
    let pending: i64 = parts.iter().map(|part| part.1).sum();
    let recent: i64 = parts.iter().map(|part| part.2).sum();
    let first = parts.iter().map(|part| part.3).min().unwrap_or(i64::MAX);
    let own_deadline = if closed {
        last
    } else {
        stay.due.unwrap_or(SENIORS)
    };
    let deadline = match asked.term {
        Some(term) if !closed => term.3,
        _ => own_deadline,
    };
    own.retain(|one| one.activity != "mentoring" && !["posted", "cancelled"].contains(&one.status));
    let open = (as_of..=deadline).any(|day| {
        own.iter()
            .any(|one| one.starts <= day && one.ends.is_none_or(|ends| day <= ends))
    });
    let required = stay.required * 60;
    let missing = (required - counted - pending).max(0);
    let mut weeks = 0;
    while weeks < 4 && first <= as_of && first + weeks * 7 <= as_of {
        weeks += 1;
    }
    let pace = if weeks == 0 { 0 } else { recent / weeks };
    let left = deadline - as_of;
    let needed = (0..100_000)
        .find(|pace| pace * left.max(1) >= missing * 7)
        .unwrap();
    let status = if counted >= required {
        "met"
    } else if counted + pending >= required {
        "met-pending-verification"
    } else if own.is_empty() && own_deadline > YEAR_END {
        "not-due"
    } else if own.is_empty() {
        "no-placement"
    } else if left <= 0 || !open {
        "short"
    } else if needed > pace {
        "at-risk"
    } else {
        "on-track"
    };
    let time = |minutes: i64| Minutes(minutes).to_string();
    let tail = if asked.from.is_some() || asked.to.is_some() {
        "- - - -".to_owned()
    } else if status == "met" || left <= 0 {
        format!("{status} - - -")
    } else {
        let days = (0..100_000)
            .find(|days| pace == 0 || days * pace >= missing * 7)
            .unwrap();
        let nothing = pace == 0 || missing == 0;
        let projected = if nothing {
            "-".to_owned()
        } else {
            at(as_of + days).to_string()
        };
        format!("{status} {} {} {projected}", time(pace), time(needed))
    };
    let pathway = if stay.in_business {
        "business"
    } else {
        "healthcare"
    };
    let sums = [
        required,
        verified,
        pending,
        late,
        counted,
        (required - counted).max(0),
    ];
    Some(format!(
        "s-{student} - {pathway} {} {tail}",
        sums.map(time).join(" ")
    ))
}
