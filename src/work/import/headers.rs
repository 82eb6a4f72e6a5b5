//! What the headers of other programs mean: school systems, sign-in sheets and hand-made lists.

use crate::schema::Kind;

use super::columns::Column;
use super::names::squeezed;

/// A field, and what its column is called elsewhere where it can be nothing else.
/// The names stand in one text, apart by spaces.
type Called = (&'static str, &'static str);

const EVERY: &[Called] = &[("notes", "note comment comments remark remarks")];

const REACH: &[Called] = &[
    ("email", "email_address e_mail_address work_email"),
    (
        "phone",
        "phone_number telephone telephone_number tel cell cell_phone mobile mobile_phone work_phone",
    ),
    ("address", "street street_address mailing_address"),
];

/// What names a student in a school's own system.
const NUMBERS: &str =
    "lasid local_id local_student_id student_id student_number student_no district_student_id";

const STUDENT: &[Called] = &[
    ("name", "last_first name_last_first student_name_last_first"),
    ("district_id", NUMBERS),
    (
        "state_id",
        "sasid ssid state_student_id state_student_number state_studentnumber",
    ),
    ("born", "dob birth_date birthday date_of_birth"),
    (
        "grad_year",
        "yog class_of graduation_year year_of_graduation expected_graduation_year graduating_year sched_year_of_graduation",
    ),
    (
        "known_as",
        "preferred_name preferred_first_name nickname goes_by",
    ),
    ("email", "student_email school_email student_email_address"),
    (
        "phone",
        "student_phone student_cell student_cell_phone home_phone",
    ),
    ("address", "home_address"),
    ("guardians.name", "guardian parent parent_guardian"),
    ("pathway", "career_pathway pathway_name"),
];

const PARTNER: &[Called] = &[
    (
        "name",
        "company company_name employer employer_name organization organization_name business business_name partner partner_name",
    ),
    ("town", "city city_town town_city"),
    ("website", "web url homepage web_address"),
    ("sectors", "industry industries"),
    ("size", "employees number_of_employees"),
    (
        "contact.name",
        "contact contact_name contact_person main_contact primary_contact",
    ),
    (
        "contact.email",
        "contact_email contact_email_address contact_e_mail",
    ),
    (
        "contact.phone",
        "contact_phone contact_phone_number contact_cell",
    ),
    (
        "contact.title",
        "contact_title contact_job_title contact_position",
    ),
];

const CONTACT: &[Called] = &[
    ("name", "contact contact_name full_name"),
    ("title", "job_title position"),
];

const PATHWAY: &[Called] = &[("name", "pathway pathway_name career_pathway")];

const WBL: &[Called] = &[
    ("students", "student_name"),
    ("students", NUMBERS),
    (
        "partner",
        "employer employer_name company company_name worksite",
    ),
    ("activity", "activity_type"),
    ("starts", "start start_date begin_date"),
    ("ends", "end end_date"),
    ("title", "job_title position"),
    ("planned", "planned_hours hours_planned"),
    ("wage", "hourly_wage wage_per_hour pay_rate hourly_rate"),
];

const HOURS: &[Called] = &[
    ("student", "name student_name"),
    ("student", NUMBERS),
    ("experience", "placement"),
    ("day", "work_date shift_date date_worked day_worked"),
    ("from", "start_time clock_in in begin began time_started"),
    ("to", "end_time clock_out out finish time_ended"),
    ("span", "total_hours hours_worked total"),
    ("break", "lunch lunch_break meal_break unpaid_break"),
    ("area", "department"),
    ("task", "tasks"),
    ("by", "signed_by verified_by"),
    (
        "verified",
        "verified_on signed_on date_signed date_verified",
    ),
];

/// What a header may be, and may be something else: it is asked, and never taken for granted.
struct Asked {
    /// The kind of the rows; nothing for hours.
    kind: Option<Kind>,
    headers: &'static str,
    field: &'static str,
    /// If the column is this, it is that field.
    if_it_is: &'static str,
}

const fn asked(
    kind: Option<Kind>,
    headers: &'static str,
    field: &'static str,
    if_it_is: &'static str,
) -> Asked {
    Asked {
        kind,
        headers,
        field,
        if_it_is,
    }
}

const ASKED: &[Asked] = &[
    asked(
        Some(Kind::Student),
        "entry_date enrollment_date enroll_date start_date date_entered",
        "from",
        "the day on which the student's pathway begins, and not the school",
    ),
    asked(
        Some(Kind::Student),
        "class cohort graduates",
        "grad_year",
        "the year of graduation",
    ),
    asked(
        Some(Kind::Student),
        "counselor guidance_counselor teacher",
        "advisor",
        "a contact of the store, with the role counselor or teacher",
    ),
    asked(
        Some(Kind::Student),
        "program career_area sector",
        "pathway",
        "a pathway of the store",
    ),
    asked(
        Some(Kind::Student),
        "mother father mother_name father_name emergency_contact",
        "guardians.name",
        "the name of a guardian",
    ),
    asked(
        Some(Kind::Partner),
        "title position job_title",
        "contact.title",
        "the title of the person to talk to",
    ),
    asked(
        Some(Kind::Partner),
        "status",
        "stage",
        "how far the school has come with it",
    ),
    asked(
        Some(Kind::Contact),
        "company company_name employer business",
        "partner",
        "a partner of the store (the name of any other goes under `organization`)",
    ),
    asked(
        Some(Kind::Wbl),
        "type program kind",
        "activity",
        "an activity such as internship",
    ),
    asked(
        None,
        "supervisor supervisor_name approved_by initials",
        "by",
        "who signed the sheet, beside the day on which they did (`verified`)",
    ),
];

/// What has no field, and is no mistyping of one.
const ELSE: &str = "state zip zip_code county country fax sex gender race age house school";

/// Adds to the names of a kind's columns, or of those of hours, what they are called elsewhere.
pub(super) fn with_others(kind: Option<Kind>, names: &mut Vec<(String, Column)>) {
    let reaches: &[Called] = match kind {
        Some(Kind::Student | Kind::Partner | Kind::Contact) => REACH,
        _ => &[],
    };
    let own: &[Called] = match kind {
        Some(Kind::Student) => STUDENT,
        Some(Kind::Partner) => PARTNER,
        Some(Kind::Contact) => CONTACT,
        Some(Kind::Pathway) => PATHWAY,
        Some(Kind::Wbl) => WBL,
        Some(_) => &[],
        None => HOURS,
    };
    let every = if kind.is_some() { EVERY } else { &[] };
    for (field, others) in [own, reaches, every].into_iter().flatten() {
        let found = names.iter().find(|(name, _)| name == field);
        let Some(column) = found.map(|(_, column)| *column) else {
            continue;
        };
        for other in others.split(' ') {
            let is_new = names
                .iter()
                .all(|(name, _)| squeezed(name) != squeezed(other));
            if is_new {
                names.push((other.to_owned(), column));
            }
        }
    }
}

/// What a header may be: a field, and in words what the column must hold for it.
pub(super) fn may_be(kind: Option<Kind>, header: &str) -> Option<(&'static str, &'static str)> {
    let wanted = squeezed(header);
    let found = ASKED.iter().find(|one| {
        one.kind == kind && one.headers.split(' ').any(|name| squeezed(name) == wanted)
    })?;
    Some((found.field, found.if_it_is))
}

/// Whether a header says in which grade a student is now.
pub(super) fn is_grade(kind: Option<Kind>, header: &str) -> bool {
    let grades = ["grade", "gradelevel", "currentgrade", "gr", "yearlevel"];
    kind == Some(Kind::Student) && grades.contains(&squeezed(header).as_str())
}

/// The name that a header comes nearest to, if it is hardly more than mistyped.
pub(super) fn nearest<'n>(wanted: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if ELSE.split(' ').any(|word| squeezed(word) == wanted) {
        return None;
    }
    let most = match wanted.chars().count() {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    };
    names
        .map(|name| (strsim::damerau_levenshtein(wanted, &squeezed(name)), name))
        .filter(|(slips, _)| *slips <= most)
        .min_by_key(|(slips, _)| *slips)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::super::names::{names_of, names_of_hours};
    use super::*;

    const KINDS: [Option<Kind>; 6] = [
        Some(Kind::Partner),
        Some(Kind::Contact),
        Some(Kind::Pathway),
        Some(Kind::Student),
        Some(Kind::Wbl),
        None,
    ];

    fn own(kind: Option<Kind>) -> Vec<(String, Column)> {
        kind.map_or_else(names_of_hours, names_of)
    }

    fn all(kind: Option<Kind>) -> Vec<(String, Column)> {
        let mut names = own(kind);
        with_others(kind, &mut names);
        names
    }

    #[test]
    fn every_name_of_the_tables_is_one_of_a_field_that_is() {
        let tables = [
            (Some(Kind::Partner), PARTNER),
            (Some(Kind::Contact), CONTACT),
            (Some(Kind::Pathway), PATHWAY),
            (Some(Kind::Student), STUDENT),
            (Some(Kind::Wbl), WBL),
            (None, HOURS),
            (Some(Kind::Partner), REACH),
            (Some(Kind::Student), REACH),
            (Some(Kind::Wbl), EVERY),
        ];
        for (kind, table) in tables {
            for (field, others) in table {
                let is_own = own(kind).iter().any(|(name, _)| name == field);
                // A contact has no address.
                assert!(is_own, "{kind:?} {field}");
                for other in others.split(' ') {
                    let taken = own(kind)
                        .iter()
                        .any(|(n, _)| squeezed(n) == squeezed(other));
                    assert!(
                        !taken || EVERY.iter().chain(REACH).any(|(f, _)| f == field),
                        "{kind:?}: `{other}` is a name of its own"
                    );
                }
            }
        }
        for one in ASKED {
            let names = all(one.kind);
            assert!(
                names.iter().any(|(name, _)| name == one.field),
                "{}",
                one.field
            );
            for header in one.headers.split(' ') {
                let taken = names
                    .iter()
                    .any(|(name, _)| squeezed(name) == squeezed(header));
                assert!(!taken, "`{header}` is read, so it is never asked");
            }
        }
    }

    #[test]
    fn no_header_means_two_fields() {
        for kind in KINDS {
            let names = all(kind);
            for (at, (name, column)) in names.iter().enumerate() {
                let before = names[..at]
                    .iter()
                    .find(|(one, _)| squeezed(one) == squeezed(name));
                if let Some((_, other)) = before {
                    assert!(other == column, "{kind:?}: `{name}`");
                }
            }
        }
    }

    #[test]
    fn what_school_systems_write_is_read() {
        for (header, field) in [
            ("LASID", "district_id"),
            ("Student_Number", "district_id"),
            ("SASID", "state_id"),
            ("State_StudentNumber", "state_id"),
            ("DOB", "born"),
            ("Birth Date", "born"),
            ("YOG", "grad_year"),
            ("Class of", "grad_year"),
            ("Home Phone", "phone"),
            ("LastFirst", "name"),
        ] {
            let names = all(Some(Kind::Student));
            let column = |name: &str| {
                let found = names
                    .iter()
                    .find(|(one, _)| squeezed(one) == squeezed(name));
                found.map(|(_, column)| *column)
            };
            assert!(column(header).is_some(), "{header}");
            assert!(column(header) == column(field), "{header}");
        }
    }

    #[test]
    fn a_near_name_is_a_mistyped_one() {
        let names = ["last", "email", "phone", "district_id", "born"];
        let near = |header: &str| nearest(&squeezed(header), names.into_iter());
        assert_eq!(near("LASID"), None);
        assert_eq!(near("Phnoe"), Some("phone"));
        assert_eq!(near("District ID#s"), Some("district_id"));
        assert_eq!(near("Sex"), None);
        assert_eq!(nearest("state", ["stage"].into_iter()), None);
        assert_eq!(near("Homeroom"), None);
    }
}
