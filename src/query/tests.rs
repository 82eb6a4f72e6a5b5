//! What filters hold for, over the sample store: text in, ids out.

use crate::schema::Kind;

use super::sample::ids;

const ANTRON: &[&str] = &["antron-engineering"];
const NUNEZ: &[&str] = &["nunez-bakery"];
const BOTH: &[&str] = &["antron-engineering", "nunez-bakery"];
const INTERN: &[&str] = &["s-k7f2wq-antron-engineering"];
const FAIR: &[&str] = &["career-fair-2026-12-01"];
const ALL: &[&str] = &["career-fair-2026-12-01", "s-k7f2wq-antron-engineering"];
const JOSE: &[&str] = &["s-k7f2wq"];
const NOBODY: &[&str] = &[];

fn hold(kind: Kind, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        let found = ids(kind, text).unwrap_or_else(|fault| panic!("{text}\n{fault}"));
        assert_eq!(found, *expected, "{text}");
    }
}

#[test]
fn text_compares_without_case_accents_and_spacing() {
    hold(
        Kind::Partner,
        &[
            ("town = bellingham", ANTRON),
            ("town=BELLINGHAM", ANTRON),
            ("town = \"new  bedford\"", NUNEZ),
            ("town = 'New Bedford'", NUNEZ),
            ("town = “New Bedford”", NUNEZ),
            ("name = \"nunez bakery\"", NUNEZ),
            ("name ~ NÚÑ", NUNEZ),
            ("town != Bellingham", NUNEZ),
            ("id ~ antron", ANTRON),
            ("id = nunez-bakery", NUNEZ),
            ("aka = antron", ANTRON),
        ],
    );
}

#[test]
fn what_is_missing_compares_with_nothing_but_is_not_everything() {
    hold(
        Kind::Partner,
        &[
            ("size > 0", ANTRON),
            ("size < 1000", ANTRON),
            ("size != 7", BOTH),
            ("not size = 40", NUNEZ),
            ("size : none", NUNEZ),
            ("size:any", ANTRON),
            ("archived : none", BOTH),
            ("notes : none", BOTH),
            ("notes : any", NOBODY),
            ("touches.thanks = no", NOBODY),
            ("touches.thanks != yes", NUNEZ),
        ],
    );
}

#[test]
fn defaults_stand_for_what_is_absent() {
    hold(
        Kind::Partner,
        &[
            ("kind = employer", ANTRON),
            ("stage = Lead", NUNEZ),
            ("kind : none", NOBODY),
        ],
    );
    hold(
        Kind::Wbl,
        &[
            ("status = planned", ALL),
            ("hours.kind = onsite", INTERN),
            ("hours.kind = travel", NOBODY),
            ("partner.stage = active", INTERN),
        ],
    );
}

#[test]
fn a_list_or_group_holds_if_one_does_and_not_equal_if_none_does() {
    hold(
        Kind::Partner,
        &[
            ("touches.via = call", ANTRON),
            ("touches.via != call", NUNEZ),
            ("touches.via != email", BOTH),
            ("touches.on >= 3d-ago", ANTRON),
            ("touches.on < 2026-10-01", NOBODY),
            ("touches.with = maria-ortiz", ANTRON),
            ("touches : none", NUNEZ),
            ("count(touches) = 0", NUNEZ),
            ("count(touches) >= 2", ANTRON),
            ("count(touches) != 2", NUNEZ),
            ("count(touches.thanks) = 1", ANTRON),
            ("count(aka) < 1", NUNEZ),
        ],
    );
}

#[test]
fn not_binds_before_and_before_or() {
    hold(
        Kind::Partner,
        &[
            ("town = x or town = Bellingham and size = 40", ANTRON),
            ("town = Bellingham or town = x and size = 40", ANTRON),
            ("(town = Bellingham or id ~ nunez) and size : none", NUNEZ),
            ("not town = Bellingham or size = 40", BOTH),
            ("NOT (town = Bellingham OR size = 40)", NUNEZ),
            ("not not town = Bellingham", ANTRON),
            ("(town = Bellingham)and(size = 40)", ANTRON),
        ],
    );
}

#[test]
fn links_are_followed_to_any_depth() {
    hold(
        Kind::Wbl,
        &[
            ("partner.town = Bellingham", INTERN),
            ("supervisors.contact.name ~ ortiz", INTERN),
            ("supervisors.contact.partner.town = Bellingham", INTERN),
            ("students.enrolled.pathway = manufacturing", INTERN),
            ("students.enrolled.pathway.sector = manufacturing", INTERN),
            ("students.name ~ pena", INTERN),
            ("count(students.enrolled) = 1", INTERN),
            ("count(partner.touches) = 2", INTERN),
            ("partner.custom.parking = lot", INTERN),
            ("partner.id = antron-engineering", INTERN),
            ("mou.state = active", INTERN),
        ],
    );
}

#[test]
fn a_link_to_what_cannot_be_read_is_one_to_nothing() {
    hold(
        Kind::Wbl,
        &[
            ("partner : any", ALL),
            ("partner.town : none", FAIR),
            ("partner.town != Bellingham", FAIR),
            ("partner.stage = lead", NOBODY),
        ],
    );
    hold(Kind::Partner, &[("pathways.name : none", NUNEZ)]);
}

#[test]
fn a_link_is_named_by_id_or_whole_name() {
    hold(
        Kind::Wbl,
        &[
            ("partner = antron-engineering", INTERN),
            ("partner = \"antron ENGINEERING\"", INTERN),
            ("partner = Antron", INTERN),
            ("partner != Antron", FAIR),
            ("partner ~ engin", INTERN),
            ("students = \"Jose Pena\"", INTERN),
            ("students = joe", INTERN),
            ("pathway = \"advanced manufacturing\"", INTERN),
        ],
    );
    hold(
        Kind::Partner,
        &[
            ("touches.by = dana-rivera", ANTRON),
            ("touches.by = \"Dana Rivera\"", ANTRON),
            ("touches.by = \"pat doe\"", ANTRON),
            ("touches.by.name ~ dana", ANTRON),
            ("touches.by = somebody", NOBODY),
        ],
    );
}

#[test]
fn days_and_years_compare_as_people_write_them() {
    hold(
        Kind::Wbl,
        &[
            ("starts = 2026-10-05", INTERN),
            ("starts > today", FAIR),
            ("starts >= +9d", FAIR),
            ("starts > +9d", NOBODY),
            ("starts = 2026-27", ALL),
            ("starts < 2026-27", NOBODY),
            ("starts <= 2026-27", ALL),
            ("starts > 2025-26", ALL),
            ("starts >= 2027-28", NOBODY),
            ("hours.on >= 2026-10-07", INTERN),
            ("credit_year = 2026-27", INTERN),
            ("credit_year >= 2027-28", NOBODY),
            ("credit_year = today", INTERN),
            ("credit-year < 2027-28", INTERN),
        ],
    );
}

#[test]
fn lengths_money_times_and_flags_compare_by_what_they_are() {
    hold(
        Kind::Wbl,
        &[
            ("planned > 60h", INTERN),
            ("planned_minutes = 100h", INTERN),
            ("planned = 100", INTERN),
            ("planned < 99:59", NOBODY),
            ("wage >= $17.50", INTERN),
            ("wage > 17.5", NOBODY),
            ("schedule.from = 3pm", INTERN),
            ("schedule.to = 24:00", INTERN),
            ("schedule.to > 22:00", INTERN),
            ("schedule.from > 22:00", NOBODY),
            ("schedule.day = Monday", INTERN),
            ("schedule.day < tue", INTERN),
            ("brokered = YES", FAIR),
            ("activity = Job_Shadow", NOBODY),
            ("activity ~ fair", FAIR),
            ("pathway.required = 100h", INTERN),
            ("pathway.required_hours < 99h30m", NOBODY),
        ],
    );
    hold(
        Kind::Student,
        &[
            ("enrolled.credit = 10h", JOSE),
            ("grad_year = 2027", JOSE),
            ("name = \"José Peña\"", JOSE),
            ("groups = IEP and enrolled.to : none", JOSE),
        ],
    );
}

#[test]
fn own_fields_and_views_serve_as_built_in_ones() {
    hold(
        Kind::Partner,
        &[
            ("parking = lot", ANTRON),
            ("custom.parking != lot", NUNEZ),
            ("inspected < today", ANTRON),
            ("slogan : none", BOTH),
            ("@local", ANTRON),
            ("not @local", NUNEZ),
            ("@idle", NOBODY),
        ],
    );
    hold(
        Kind::Mou,
        &[("state = active", &["antron-engineering-2026-27"])],
    );
}
