//! Whether git, where the store is in a repository, merges records by meaning and gets no name.

use super::Judge::{All, Git};
use super::{Facts, Finding, GitFacts, InGit, Look, good, look, note, skipped, wrong};

pub(super) const LOOKS: &[Look] = &[
    look("git", "Whether the store is in a git repository", All(git)),
    look(
        "merge driver",
        "Whether this clone merges records by meaning",
        Git(driver),
    ),
    look(
        "merge program",
        "Whether git finds the wbl that it calls to merge",
        All(program),
    ),
    look(
        "git identity",
        "Whether git knows who commits",
        Git(identity),
    ),
    look(
        "git lists",
        "Whether .gitignore and .gitattributes have their lines",
        Git(lists),
    ),
    look(
        "private in git",
        "Whether names of students stay out of git",
        Git(private),
    ),
    look(
        "own folder in git",
        "Whether .wbl/ stays out of git",
        Git(own),
    ),
    look(
        "remotes",
        "Whether another copy may be public",
        Git(remotes),
    ),
    look(
        "git underway",
        "Whether git has begun something and not finished it",
        Git(underway),
    ),
];

/// Hosts where anybody may read what is public.
const PUBLIC_HOSTS: [&str; 8] = [
    "github.com",
    "gitlab.com",
    "bitbucket.org",
    "codeberg.org",
    "sr.ht",
    "gitee.com",
    "sourceforge.net",
    "huggingface.co",
];

fn git(facts: &Facts) -> Finding {
    match &facts.git {
        GitFacts::Unknown => skipped("there is no store to look at"),
        GitFacts::Missing => note(
            "git is not installed; nothing here needs it",
            "install git if you want a history and copies elsewhere",
        ),
        GitFacts::NoRepository => note(
            "the store is in no git repository; nothing here needs one",
            "`git init` in the store's folder, then `wbl doctor --fix`, if you want one",
        ),
        GitFacts::Refuses(why, fix) => wrong(why.clone(), fix.clone()),
        GitFacts::Here(_) => good("the store is in a git repository"),
    }
}

fn driver(ours: &InGit) -> Finding {
    if ours.has_driver {
        good("this clone merges records by meaning")
    } else {
        wrong(
            "this clone merges records line by line: two changes to one file may collide; git copies this setting to no clone",
            "`wbl doctor --fix`",
        )
    }
}

fn program(facts: &Facts) -> Finding {
    let merges_with = match &facts.git {
        GitFacts::Here(ours) => ours.merges_with.as_ref(),
        GitFacts::Unknown | GitFacts::Missing | GitFacts::NoRepository | GitFacts::Refuses(..) => {
            None
        }
    };
    match (merges_with, &facts.machine.folder) {
        (None, _) => skipped("git calls no program to merge records"),
        (Some((program, true)), _) => good(format!("git finds `{program}`")),
        (Some((program, false)), folder) => wrong(
            format!(
                "git calls `{program}` to merge, and no folder of PATH has it: each merge would leave out what the other machine changed, and say CONFLICT"
            ),
            match folder {
                Some(folder) => format!("add the folder {folder} to PATH"),
                None => format!("add the folder that {program} lies in to PATH"),
            },
        ),
    }
}

fn identity(ours: &InGit) -> Finding {
    const FIX: &str = "`git config --global user.name \"Your Name\"` and `git config --global user.email you@example.com`";
    match (ours.has_identity, ours.commits) {
        (true, _) => good("git knows who commits"),
        (false, true) => wrong(
            "git does not know who commits, so no change is committed",
            FIX,
        ),
        (false, false) => note("git does not know who commits", FIX),
    }
}

fn lists(ours: &InGit) -> Finding {
    match ours.lacks.as_slice() {
        [] => good(".gitignore and .gitattributes have their lines"),
        lines => wrong(
            format!("missing: {}", lines.join("; ")),
            "`wbl doctor --fix`",
        ),
    }
}

fn private(ours: &InGit) -> Finding {
    let files = match ours.private_tracked {
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    if ours.private_tracked > 0 {
        wrong(
            format!(
                "git has {files} of private/, with names of students; what was committed stays in the history"
            ),
            "`git rm -r --cached private`, then commit; if it was ever pushed, tell your district",
        )
    } else if ours.ignores_private {
        good("private/ is ignored, and git has no file of it")
    } else {
        wrong(
            "private/ is not ignored: `git add` would take the names of students",
            "`wbl doctor --fix`",
        )
    }
}

fn own(ours: &InGit) -> Finding {
    if ours.ignores_own {
        good(".wbl/ is ignored")
    } else {
        wrong(
            ".wbl/ is not ignored: unfinished writing would be committed",
            "`wbl doctor --fix`",
        )
    }
}

fn remotes(ours: &InGit) -> Finding {
    let public = ours.remotes.iter().find_map(|(name, address)| {
        let host = host(address)?;
        let public = PUBLIC_HOSTS
            .iter()
            .find(|public| host == **public || host.ends_with(&format!(".{public}")));
        public.map(|host| (name, host))
    });
    match (ours.remotes.len(), public) {
        (0, _) => good("there is no other copy"),
        (_, Some((name, host))) => note(
            format!("`{name}` is at {host}; whether it is private there cannot be known from here"),
            "look at its page while you are signed out: it must not be there",
        ),
        (_, None) => good("no other copy is at a host where anybody can read"),
    }
}

/// The host of a remote's address: `https://host/…`, `ssh://user@host:22/…`, `user@host:…`.
fn host(address: &str) -> Option<String> {
    let rest = match address.split_once("://") {
        Some((_, rest)) => rest.split('/').next()?,
        None => address.split_once(':').map(|(before, _)| before)?,
    };
    let host = rest.rsplit('@').next()?.split(':').next()?;
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    (!host.is_empty() && !host.contains(['/', '\\'])).then_some(host)
}

fn underway(ours: &InGit) -> Finding {
    match &ours.underway {
        None => good("nothing is half done"),
        Some((what, finish)) => note(
            format!("a {what} has begun and is not finished"),
            format!("`wbl conflicts` until nothing is in conflict, then `{finish}`"),
        ),
    }
}
