//! The history of a record, from the real git: through renames, merges, removal, worktrees.

use super::git::{done, git, kept, repository};
use super::laptops::Laptops;
use super::sandbox::Sandbox;

#[test]
fn history_tells_each_field_through_renames_and_what_is_not_in_git_yet() {
    let sandbox = kept();
    let root = sandbox.root();
    done(&sandbox, "config set git.commit true");
    done(&sandbox, "partner add 'Antron Engineering' --town Uxbridge");
    done(&sandbox, "partner set antron-engineering --town Mendon");
    done(&sandbox, "partner rename antron-engineering antron --yes");
    done(&sandbox, "config set git.commit false");
    done(&sandbox, "partner set antron --phone 555-0101");
    let told = sandbox.ok("history antron --fields by,field,what,was,now --format csv");
    let expected = "\
by,field,what,was,now
,phone,set,,555-0101
Dana,(the record),renamed,partners/antron-engineering.toml,
Dana,town,changed,Uxbridge,Mendon
Dana,(the record),added,,
Dana,name,set,,Antron Engineering
Dana,town,set,,Uxbridge
";
    assert_eq!(told, expected);
    let told = sandbox.ok("history antron --limit 1 --fields what --format csv");
    assert_eq!(told, "what\nset\nrenamed\n");
    git(root, "config color.ui always");
    assert_eq!(
        sandbox.ok("history antron --limit 1 --fields what --format csv"),
        told
    );
}

#[test]
fn history_without_git_says_what_to_do() {
    let sandbox = Sandbox::new();
    done(&sandbox, "partner add Antron");
    let said = sandbox.fails(1, "history antron");
    assert!(
        said.contains("this store is not in git") && said.contains("git init"),
        "{said}"
    );
}

fn told(laptops: &Laptops, line: &str) -> String {
    let line = format!("history {line} --fields by,field,what,was,now --format csv");
    laptops.wbl("two", &line)
}

#[test]
fn what_came_in_by_a_merge_is_told_once_with_the_one_who_made_it() {
    let laptops = Laptops::new();
    laptops.wbl("one", "partner set antron --phone 555-0101");
    laptops.wbl("two", "partner set antron --town Mendon");
    let (is_merged, said) = laptops.meet();
    assert!(is_merged, "{said}");
    let told = told(&laptops, "antron");
    assert_eq!(
        told.matches("Dana,phone,set,,555-0101").count(),
        1,
        "{told}"
    );
    assert_eq!(told.matches("Robin,town,set,,Mendon").count(), 1, "{told}");
    assert_eq!(told.matches("phone").count(), 1, "{told}");
    assert_eq!(told.matches("town").count(), 1, "{told}");
}

#[test]
fn a_conflict_that_was_settled_in_a_merge_is_told_and_so_is_what_was_dropped() {
    let laptops = Laptops::new();
    laptops.wbl("one", "partner set antron --phone 555-0101");
    laptops.wbl("two", "partner set antron --phone 555-0199");
    laptops.meet();
    laptops.wbl("two", "conflicts antron --take ours");
    git(&laptops.at("two"), "commit -q --no-edit");
    let told_now = told(&laptops, "antron");
    let expected = "\
by,field,what,was,now
Robin,phone,settled,555-0199 / 555-0101,555-0199
";
    assert!(told_now.starts_with(expected), "{told_now}");
    assert!(
        told_now.contains("Robin,phone,set,,555-0199\n"),
        "{told_now}"
    );
    assert!(
        told_now.contains("Dana,phone,set,,555-0101\n"),
        "{told_now}"
    );

    // What was changed in the merge itself, beside the conflict.
    let laptops = Laptops::new();
    laptops.wbl("one", "partner set antron --phone 555-0101");
    laptops.wbl("two", "partner set antron --town Mendon");
    laptops.commit("one");
    laptops.commit("two");
    git(&laptops.at("one"), "push -q origin main");
    git(
        &laptops.at("two"),
        "pull -q --no-rebase --no-commit origin main",
    );
    laptops.mend("two", "partners/antron.toml", "Mendon", "Milford");
    git(&laptops.at("two"), "commit -qa --no-edit");
    let told_now = told(&laptops, "antron");
    assert!(
        told_now.starts_with("by,field,what,was,now\nRobin,town,changed,Mendon,Milford\n"),
        "{told_now}"
    );
}

#[test]
fn a_record_renamed_on_one_side_and_changed_on_the_other_keeps_both_in_its_history() {
    let laptops = Laptops::new();
    laptops.wbl("one", "contact set j-ortiz --title Foreman");
    laptops.share();
    laptops.wbl("one", "contact rename j-ortiz jo-ortiz --yes");
    laptops.wbl("two", "contact set j-ortiz --phone 555-0101");
    let (is_merged, said) = laptops.meet();
    assert!(is_merged, "{said}");
    let now = told(&laptops, "jo-ortiz");
    for line in [
        "Dana,(the record),renamed,contacts/j-ortiz.toml,\n",
        "Robin,phone,set,,555-0101\n",
        "Dana,title,set,,Foreman\n",
        "Dana,(the record),added,,\n",
    ] {
        assert_eq!(now.matches(line).count(), 1, "{line}{now}");
    }
    // Whoever remembers only the old id is told where it went.
    let old = told(&laptops, "j-ortiz");
    assert!(
        old.contains("Dana,(the record),renamed,,contacts/jo-ortiz.toml\n"),
        "{old}"
    );
}

#[test]
fn a_record_that_was_removed_or_archived_still_has_its_history() {
    let sandbox = kept();
    done(&sandbox, "config set git.commit true");
    done(&sandbox, "contact add 'Lee Park' --id lee --title Foreman");
    done(&sandbox, "partner add 'Antron Engineering' --id antron");
    done(&sandbox, "partner archive antron");
    let told = sandbox.ok("history antron --fields field,what --format csv");
    assert!(told.starts_with("field,what\narchived,set\n"), "{told}");
    done(&sandbox, "contact remove lee --yes");
    let told = sandbox.ok("history lee --fields by,what,now --format csv");
    assert_eq!(
        told,
        "by,what,now\nDana,removed,\nDana,added,\nDana,set,Lee Park\nDana,set,Foreman\n"
    );
    done(&sandbox, "contact add 'Lee Park' --id lee");
    done(&sandbox, "config set git.commit false");
    done(&sandbox, "contact remove lee --yes");
    let told = sandbox.ok("history lee --fields at,what --format csv --limit 1");
    assert!(
        told.starts_with("at,what\nnot in git yet,removed\n"),
        "{told}"
    );
    let said = sandbox.fails(3, "history nobody");
    assert!(said.contains("no record is called `nobody`"), "{said}");
}

#[test]
fn history_works_in_a_worktree_and_inside_a_bigger_repository() {
    let sandbox = Sandbox::empty();
    repository(sandbox.root());
    done(&sandbox, "init 'offices/our school'");
    let inside = "--store 'offices/our school'";
    done(&sandbox, &format!("{inside} config set git.commit true"));
    git(sandbox.root(), "add .");
    git(sandbox.root(), "commit -qm begin");
    done(
        &sandbox,
        &format!("{inside} partner add Antron --town Uxbridge"),
    );
    done(
        &sandbox,
        &format!("{inside} partner rename antron antron-tools --yes"),
    );
    let expected = "\
what,was,now
renamed,partners/antron.toml,
added,,
set,,Antron
set,,Uxbridge
";
    let line = "history antron-tools --fields what,was,now --format csv";
    assert_eq!(sandbox.ok(&format!("{inside} {line}")), expected);
    git(sandbox.root(), "worktree add -q tree -b tree");
    let tree = "--store 'tree/offices/our school'";
    assert_eq!(sandbox.ok(&format!("{tree} {line}")), expected);
    done(
        &sandbox,
        &format!("{tree} partner set antron-tools --town Mendon"),
    );
    let told = sandbox.ok(&format!("{tree} {line} --limit 1"));
    assert_eq!(told, "what,was,now\nchanged,Uxbridge,Mendon\n");
    assert_eq!(sandbox.ok(&format!("{inside} {line}")), expected);
}
