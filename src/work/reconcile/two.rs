//! Whether the versions of a record are two records: git takes one that was removed and one like it
//! that was added for one that was renamed, and would have what was written about the first, such as
//! the hours of a student, put into the second.

use crate::record::KindSpec;
use crate::schema::{Doc, Kind, Node, one_line, same};

/// Whether one side's placement is another student's, and the other side wrote about the first.
pub(super) fn are_of_two_students(base: &Node, ours: &Node, theirs: &Node) -> bool {
    let students = |side: &Node| {
        side.get("students")
            .map_or(Vec::new(), |node| node.items().to_vec())
    };
    let before = students(base);
    let is_anothers = |side: &Node| {
        let now = students(side);
        let is_new = now.iter().all(|student| !before.contains(student));
        !before.is_empty() && !now.is_empty() && is_new
    };
    let wrote = |side: &Node| !same(base, side) && students(side) == before;
    (is_anothers(ours) && wrote(theirs)) || (is_anothers(theirs) && wrote(ours))
}

/// Whether a version of a record is another record than the one that it is said to have been: one
/// with another value in a field that every record of its kind must have, or, of a placement, at
/// another partner. Students are never renamed. Placements of two students are told apart anyway.
pub fn are_two(kind: &KindSpec, base: &str, side: &str) -> bool {
    let [Ok(b), Ok(s)] = [base, side].map(|text| Doc::parse("", text.to_owned())) else {
        return true;
    };
    let differ = |key: &str| b.get(key).map(one_line) != s.get(key).map(one_line);
    match kind.kind {
        Kind::Student | Kind::Person => true,
        Kind::Wbl if differ("students") => false,
        Kind::Wbl if differ("partner") => true,
        _ => {
            let mut fields = kind.fields().iter();
            fields.any(|field| field.required && differ(field.key))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Choice, Conflict, are_two, reconcile, settle, sides};
    use crate::record::spec;
    use crate::schema::Kind;

    const BASE: &str = "activity = \"internship\"\npartner = \"antron\"\nstudents = [\"s-k7f2wq\"]\nstarts = 2026-09-14\nhours = [\n  { id = \"k3f9qd\", on = 2026-10-06, minutes = 90 },\n]\n";

    fn wbl(base: &str, ours: &str, theirs: &str) -> super::super::Merged {
        reconcile(spec(Kind::Wbl), base, ours, theirs).unwrap()
    }

    fn spots(conflicts: &[Conflict]) -> Vec<String> {
        conflicts.iter().map(|one| one.spot.to_string()).collect()
    }

    #[test]
    fn hours_never_go_to_another_students_placement_and_one_side_is_taken_whole() {
        let ours = BASE.replace("s-k7f2wq", "s-bbbbbb");
        let theirs = BASE.replace(
            "minutes = 90 },\n",
            "minutes = 90 },\n  { id = \"bbbbbb\", on = 2026-10-09, minutes = 120 },\n",
        );
        let merged = wbl(BASE, &ours, &theirs);
        assert_eq!(spots(&merged.conflicts), ["students", "hours"]);
        assert_eq!(
            spots(&wbl(BASE, &theirs, &ours).conflicts),
            ["students", "hours"]
        );
        let sides = sides(&merged.text).unwrap();
        for (choice, whole) in [(Choice::Ours, &ours), (Choice::Theirs, &theirs)] {
            let only_students =
                |conflict: &Conflict| conflict.spot.is_in("students").then(|| choice.clone());
            let settled = settle(spec(Kind::Wbl), &sides, only_students).unwrap();
            assert_eq!(
                (settled.text.as_str(), settled.conflicts.len()),
                (whole.as_str(), 0)
            );
        }
        // Nothing was written about the first student: the second is simply taken.
        assert_eq!(wbl(BASE, &ours, BASE).text, ours);
        assert_eq!(wbl(BASE, BASE, &ours).text, ours);
    }

    #[test]
    fn a_record_with_another_name_is_another_record_unless_it_is_a_students() {
        let name = |kind, a: &str, b: &str| are_two(spec(kind), a, b);
        assert!(name(Kind::Partner, "name = \"A\"\n", "name = \"B\"\n"));
        assert!(!name(
            Kind::Partner,
            "name = \"A\"\n",
            "name = \"A\"\nsize = 3\n"
        ));
        assert!(name(
            Kind::Student,
            "grad_year = 2027\n",
            "grad_year = 2027\n"
        ));
        let wbl = |more: &str| format!("activity = \"internship\"\nstarts = 2026-09-14\n{more}");
        let students = |id: &str| wbl(&format!("students = [\"{id}\"]\n"));
        assert!(!name(
            Kind::Wbl,
            &students("s-k7f2wq"),
            &students("s-bbbbbb")
        ));
        assert!(name(
            Kind::Wbl,
            &wbl("partner = \"a\"\n"),
            &wbl("partner = \"b\"\n")
        ));
    }

    #[test]
    fn two_students_who_were_added_under_one_id_have_nothing_in_common_even_where_alike() {
        let (ours, theirs) = (
            "grad_year = 2027\nplan = \"career\"\n",
            "grad_year = 2027\nplan = \"military\"\n",
        );
        let merged = reconcile(spec(Kind::Student), "", ours, theirs).unwrap();
        let sides = sides(&merged.text).unwrap();
        assert_eq!(
            (&*sides.base, &*sides.ours, &*sides.theirs),
            ("", ours, theirs)
        );
    }
}
