//! Whatever the store: the tally agrees with a naive one, no minute is lost, and no order matters.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;

use super::naive::{Asked, Entry, Experience, Model, Stay, at, worked};
use super::*;
use crate::rule::{Detail, Frame, LeftOut, Verdict, ledger, tally};
use crate::value::{Clock, Reach};

fn entry() -> impl Strategy<Value = Entry> {
    let clock = (
        0..288i64,
        0..288i64,
        any::<bool>(),
        select(vec![0, 0, 30, 90]),
    );
    // A break as long as the shift, and an end before the start without `overnight`, are impossible.
    let clock = clock.prop_map(|(from, to, night, rest)| (from * 5, to * 5, night, rest));
    let clock = clock.prop_filter("midnight is an end of its own", |one| one.1 > 0);
    (
        0..320i64,
        option::weighted(0.6, clock),
        1..900i64,
        select(vec!["onsite", "onsite", "remote", "travel"]),
        option::weighted(0.2, 0..9i64),
        option::weighted(0.7, (0..40i64, select(vec![0, 0, 0, 5]))),
        option::weighted(0.1, 0..40i64),
    )
        .prop_map(|(on, clock, minutes, kind, logged, verified, void)| Entry {
            on,
            clock,
            minutes,
            kind,
            logged: logged.map(|after| on + after),
            verified: verified.map(|(after, off)| (on + after, off)),
            void: void.map(|after| on + after),
        })
}

fn experience_of(students: usize) -> impl Strategy<Value = Experience> {
    let people = prop_oneof![
        9 => (0..students).prop_map(|one| vec![one]),
        1 => Just(Vec::new()),
        1 => Just(vec![0, students]),
    ];
    (
        select(vec![
            "internship",
            "internship",
            "internship",
            "capstone",
            "mentoring",
            "site-tour",
        ]),
        option::weighted(0.9, any::<bool>()),
        people,
        select(vec!["bank", "clinic"]),
        select(vec![
            "active",
            "active",
            "active",
            "planned",
            "completed",
            "cancelled",
            "posted",
        ]),
        0..320i64,
        option::of(0..320i64),
        vec(entry(), 0..8),
    )
        .prop_map(
            |(activity, in_business, students, partner, status, starts, ends, entries)| {
                Experience {
                    activity,
                    in_business,
                    students,
                    partner,
                    status,
                    starts,
                    ends: ends.map(|ends| starts + ends),
                    entries,
                }
            },
        )
}

fn stay() -> impl Strategy<Value = Stay> {
    (
        any::<bool>(),
        0..200i64,
        option::weighted(0.3, 0..200i64),
        option::weighted(0.3, 0..500i64),
        1..40i64,
        select(vec![0, 0, 90]),
    )
        .prop_map(|(in_business, from, to, due, required, credit)| Stay {
            in_business,
            from,
            to: to.map(|to| from + to),
            due,
            required,
            credit,
        })
}

/// Stays of a student: the two pathways apart, each at most once, so that none lie over each other.
fn stays() -> impl Strategy<Value = Vec<Stay>> {
    vec(stay(), 0..3).prop_map(|mut stays| {
        stays.sort_by_key(|stay| stay.in_business);
        stays.dedup_by_key(|stay| stay.in_business);
        stays
    })
}

prop_compose! {
    fn model()(students in vec(stays(), 1..4))(
        is_single in any::<bool>(),
        experiences in vec(experience_of(students.len()), 0..6),
        students in Just(students),
    ) -> Model {
        Model { is_single, students, experiences }
    }
}

fn asked() -> impl Strategy<Value = Asked> {
    let terms = vec![
        ("Q1", 30, 97, 104),
        ("Q2", 98, 174, 181),
        ("Q4", 245, 321, 307),
    ];
    let cut = option::weighted(0.2, (0..200i64, 0..120i64));
    (0..334i64, option::of(select(terms)), cut).prop_map(|(as_of, term, cut)| Asked {
        as_of,
        term,
        from: cut.map(|(from, _)| from),
        to: cut.map(|(from, days)| from + days),
    })
}

/// The model as files.
fn files(model: &Model) -> Memory {
    let mut memory = store(&[]);
    memory.0.remove("students/s-jane.toml");
    if model.is_single {
        let settings = format!("{}\n[policy]\naggregate = \"single\"\n", BASE[0].1);
        memory.0.insert("wbl.toml".into(), settings);
    }
    for (number, stays) in model.students.iter().enumerate() {
        let stays: Vec<_> = stays.iter().map(stay_text).collect();
        let text = format!("grad_year = 2027\nenrolled = [{}]\n", stays.join(", "));
        memory.0.insert(format!("students/s-{number}.toml"), text);
    }
    for (number, one) in model.experiences.iter().enumerate() {
        memory
            .0
            .insert(format!("wbl/2026-27/e-{number}.toml"), experience_text(one));
    }
    memory
}

fn pathway(in_business: bool) -> &'static str {
    if in_business {
        "business"
    } else {
        "healthcare"
    }
}

fn dated(key: &str, number: Option<i64>) -> String {
    number.map_or(String::new(), |number| format!(", {key} = {}", at(number)))
}

fn stay_text(stay: &Stay) -> String {
    format!(
        "{{ pathway = \"{}\", from = {}{}{}, required_hours = {}, credit_minutes = {} }}",
        pathway(stay.in_business),
        at(stay.from),
        dated("to", stay.to),
        dated("due", stay.due),
        stay.required,
        stay.credit,
    )
}

fn experience_text(one: &Experience) -> String {
    let students: Vec<_> = one
        .students
        .iter()
        .map(|number| format!("\"s-{number}\""))
        .collect();
    let pathway = one.in_business.map_or(String::new(), |in_business| {
        format!("pathway = \"{}\"", pathway(in_business))
    });
    let ends = one
        .ends
        .map_or(String::new(), |ends| format!("ends = {}", at(ends)));
    let more = format!(
        "activity = \"{}\"\nstarts = {}\npartner = \"{}\"\nstatus = \"{}\"\nstudents = [{}]\n{pathway}\n{ends}\n",
        one.activity,
        at(one.starts),
        one.partner,
        one.status,
        students.join(", "),
    );
    let lines: Vec<_> = one.entries.iter().map(entry_text).collect();
    experience(&more, &lines.join("\n"))
}

fn entry_text(entry: &Entry) -> String {
    let clock = |minutes: i64| Clock::at(u16::try_from(minutes).unwrap()).unwrap();
    let span = match entry.clock {
        Some((from, to, night, rest)) => {
            let rest = if rest > 0 {
                format!(", break_minutes = {rest}")
            } else {
                String::new()
            };
            format!(
                "from = {}:00, to = {}:00, overnight = {night}{rest}",
                clock(from),
                clock(to)
            )
        }
        None => format!("minutes = {}", entry.minutes),
    };
    let seen = entry.verified.map_or(String::new(), |(_, off)| {
        format!(
            ", seen = {}",
            i64::try_from(worked(entry).len()).unwrap() + off
        )
    });
    format!(
        "on = {}, {span}, kind = \"{}\"{}{}{seen}{}",
        at(entry.on),
        entry.kind,
        dated("logged", entry.logged),
        dated("verified", entry.verified.map(|(day, _)| day)),
        dated("void", entry.void),
    )
}

fn question(asked: Asked) -> Question {
    let mut question = on(&at(asked.as_of).to_string());
    question.scope.year = asked.term.map(|_| SchoolYear(2026));
    question.scope.term = asked.term.map(|(name, ..)| name.to_owned());
    question.scope.from = asked.from.map(at);
    question.scope.to = asked.to.map(at);
    question
}

const SUMS: [&str; 4] = [
    "verified_minutes",
    "pending_minutes",
    "late_minutes",
    "counted_minutes",
];

proptest! {
    #[test]
    fn the_tally_equals_a_naive_one(model in model(), asked in asked()) {
        let report = ask(&files(&model), &question(asked));
        prop_assert_eq!(rows(&report), naive::rows(&model, asked));
    }

    #[test]
    fn groups_add_up_to_the_plain_report(
        model in model(),
        asked in asked(),
        by in proptest::sample::subsequence(By::ALL.to_vec(), 1..=4).prop_shuffle(),
    ) {
        let memory = files(&model);
        let plain = ask(&memory, &question(asked));
        let grouped = ask(&memory, &Question { by, ..question(asked) });
        for key in SUMS {
            let at = grouped.table.columns.iter().position(|one| one.key == key).unwrap();
            let rows = grouped.table.rows.iter().map(|row| match row[at] {
                Cell::Minutes(minutes) => minutes,
                ref other => panic!("{other:?}"),
            });
            prop_assert_eq!(rows.sum::<Minutes>(), total(&plain, key), "{}", key);
            prop_assert_eq!(total(&grouped, key), total(&plain, key), "{}", key);
        }
    }

    #[test]
    fn no_order_of_files_or_entries_matters(model in model(), asked in asked(), turn in 0..6usize) {
        let mut turned = Model { is_single: false, ..model };
        let before = ask(&files(&turned), &question(asked));
        for one in &mut turned.experiences {
            one.entries.reverse();
        }
        let by = turn.min(turned.experiences.len());
        turned.experiences.rotate_left(by);
        let after = ask(&files(&turned), &question(asked));
        prop_assert_eq!(rows(&before), rows(&after));
        prop_assert_eq!(before.total, after.total);
    }

    #[test]
    fn no_known_minute_is_lost(model in model(), asked in asked()) {
        let model = Model { is_single: false, ..model };
        let memory = files(&model);
        let book = memory.book();
        let frame = Frame::on(&book.settings, at(asked.as_of));
        let frame = match asked.term {
            Some((name, ..)) => frame.of_term(&book.settings, Some(SchoolYear(2026)), name).unwrap(),
            None => frame,
        };
        let frame = Frame { shown: Reach::default(), ..frame.cut(asked.from.map(at), asked.to.map(at)).unwrap() };
        let tally = tally::of_all(&book, &frame, Detail::default()).unwrap();
        let summed = tally.enrolments.iter().map(|one| one.sums.verified + one.sums.pending + one.sums.late);
        let strays = tally.strays.iter().map(|one| one.minutes);
        let all = summed.sum::<Minutes>() + strays.sum();
        // What was asked to be left out, whole or the part beyond the days asked about.
        let mut left_out = Minutes::ZERO;
        for student in 0..model.students.len() {
            let student = Id::new(&format!("s-{student}")).unwrap();
            for judged in ledger::of_student(&book, &student, &frame).unwrap() {
                let net = crate::rule::net_minutes(&judged.entry).unwrap_or_default();
                left_out += match judged.verdict {
                    Verdict::Summed(summed) => net - summed.minutes(),
                    Verdict::LeftOut(LeftOut::OutsideDays | LeftOut::DoesNotCount) => net,
                    Verdict::LeftOut(_) => Minutes::ZERO,
                };
            }
        }
        let known = model.experiences.iter().flat_map(|one| &one.entries).filter(|entry| {
            entry.on <= asked.as_of
                && entry.logged.is_none_or(|day| day <= asked.as_of)
                && entry.void.is_none_or(|day| day > asked.as_of)
        });
        let known: usize = known.map(|entry| worked(entry).len()).sum();
        prop_assert_eq!(all + left_out, Minutes(i64::try_from(known).unwrap()));
    }
}

#[test]
fn a_store_of_many_files_is_summed_on_all_cores_as_on_one() {
    let text = internship(
        "",
        &(verified("2026-10-06", 60) + "on = 2026-10-07, minutes = 5"),
    );
    let mut memory = store(&[]);
    for number in 0..500 {
        memory
            .0
            .insert(format!("wbl/2026-27/e-{number}.toml"), text.clone());
    }
    let report = ask(&memory, &on("2026-10-10"));
    assert_eq!(
        columns(&report, &["verified_minutes", "pending_minutes"]),
        ["500:00 41:40"]
    );
}
