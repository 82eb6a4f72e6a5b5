//! A small school for scenarios: two partners, their supervisors, two pathways, one student.

use crate::sandbox::Sandbox;

/// The student of the scenarios.
pub const STUDENT: &str = "s-k7f2wq";

/// A store with a nursing home, a machine shop, two pathways and one grown student in healthcare.
pub fn school() -> Sandbox {
    let school = Sandbox::new();
    for line in [
        "pathway add Healthcare --sector 'Healthcare and Social Assistance'",
        "pathway add Business --sector 'Business and Finance'",
        "partner add 'Notre Dame Healthcare' --sectors healthcare --ownership nonprofit --pathways healthcare",
        "partner add 'Antron Engineering' --town Bellingham --pathways business",
        "contact add 'J. Ortiz' --partner notre-dame-healthcare --roles supervisor",
        "contact add 'P. Lee' --partner notre-dame-healthcare --roles supervisor",
        "contact add 'Dana Rivera' --partner antron-engineering --roles supervisor,primary",
    ] {
        school.ok(line);
    }
    school.ok(&format!(
        "student add 'Ana Núñez-O’Brien' --id {STUDENT} --pathway healthcare --grad-year 2027 --born 2007-03-05 --from 2026-09-01"
    ));
    school
}

/// The same, with the student placed at the nursing home from 2026-10-05 on.
pub fn placed() -> Sandbox {
    let school = school();
    school.ok(&format!(
        "wbl add --activity internship --students {STUDENT} --partner notre-dame-healthcare --starts 2026-10-05 --planned 100h --supervisors contact=j-ortiz"
    ));
    school
}
