//! The lock as others leave it: every state of its file, and what is said of each.

use super::*;
use crate::fault::Blame;

fn store() -> (tempfile::TempDir, Folder) {
    let dir = tempfile::tempdir().unwrap();
    let folder = Folder::new(dir.path().to_owned());
    fs::create_dir(folder.path(".wbl")).unwrap();
    (dir, folder)
}

fn take(folder: &Folder) -> Result<Lock> {
    let most = Duration::from_millis(20);
    Lock::take(
        folder,
        &Writer::default(),
        Wait {
            most,
            tell: &|_| {},
        },
    )
}

/// Words as another wbl would have left them, so many seconds from now.
fn words(host: &str, process: u32, seconds: i64) -> String {
    let since = holder::seconds().saturating_add_signed(seconds);
    format!(
        r#"{{"verb":"wbl log","process":{process},"host":"{host}","at":"2026-11-22 14:00","since":{since}}}"#
    )
}

/// What is said of a lock with these words in its file.
fn said(words: &str) -> String {
    let (_dir, folder) = store();
    fs::write(folder.path(".wbl/lock"), words).unwrap();
    take(&folder).map_or_else(|fault| fault.to_string(), |_| "taken".to_owned())
}

#[test]
fn a_lock_file_that_says_nothing_is_free() {
    for text in ["", "garbage", "{}", "\0\0\0\0", "{\"verb\":\"wbl log\""] {
        assert_eq!(said(text), "taken", "{text:?}");
    }
}

#[test]
fn a_holder_on_another_machine_is_named_and_forgotten_after_ten_minutes() {
    let fresh = said(&words("laptop2", 12, -5));
    assert!(
        fresh.contains("`wbl log` (process 12 on `laptop2`, since 2026-11-22 14:00)")
            && fresh.contains("if nothing runs on `laptop2` any more, delete .wbl/lock"),
        "{fresh}"
    );
    assert_eq!(said(&words("laptop2", 12, -601)), "taken");
    let future = said(&words("laptop2", 12, 86_400));
    assert!(future.contains("its time lies in the future"), "{future}");
    assert!(!fresh.contains("future"), "{fresh}");
}

#[test]
fn a_holder_of_this_machine_whom_the_system_does_not_know_is_gone() {
    let host = holder::host();
    // The number of this very test is some wbl's for all that the words say; the system knows better.
    for process in [1, std::process::id(), 4_000_000] {
        assert_eq!(said(&words(&host, process, -5)), "taken", "{process}");
    }
}

#[test]
fn a_stand_in_for_the_lock_is_kept_by_a_living_wbl_alone() {
    let (_dir, folder) = store();
    let held = folder.path(".wbl/lock.held");
    let next = folder.path(".wbl/lock.held.next");
    let mine = Holder::of(&Writer::default());
    let host = holder::host();
    let is_taken = |text: &str| {
        fs::write(&held, text).unwrap();
        matches!(stand_in(held.clone(), &mine).unwrap(), Tried::Got { .. })
    };
    assert!(is_taken(&words(&host, 4_000_000, -5)), "a dead process");
    assert!(
        !is_taken(&words(&host, std::process::id(), -5)),
        "a living one"
    );
    if Path::new("/proc/1/comm").exists() {
        assert!(
            is_taken(&words(&host, 1, -5)),
            "its number is another program's now"
        );
    }
    assert!(!is_taken(&words("laptop2", 12, -5)), "another machine");
    assert!(is_taken(&words("laptop2", 12, -601)), "forgotten there");
    assert!(
        !is_taken("garbage"),
        "somebody is making it at this moment, for all that is known"
    );
    fs::write(&next, words(&host, std::process::id(), -5)).unwrap();
    assert!(
        !is_taken(&words(&host, 4_000_000, -5)),
        "another one is taking the dead one's place"
    );
    fs::write(&next, words(&host, 4_000_001, -5)).unwrap();
    assert!(
        is_taken(&words(&host, 4_000_000, -5)),
        "and died before it had"
    );
}

#[test]
fn of_many_that_follow_a_dead_holder_one_has_the_lock_at_a_time() {
    let (_dir, folder) = store();
    let held = folder.path(".wbl/lock.held");
    let host = holder::host();
    let inside = std::sync::atomic::AtomicUsize::new(0);
    let order = std::sync::atomic::Ordering::SeqCst;
    for round in 0..200 {
        fs::write(&held, words(&host, 4_000_000 + round, -5)).unwrap();
        let taken = std::sync::atomic::AtomicUsize::new(0);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let mine = Holder::of(&Writer::default());
                    if let Tried::Got { stand_in } = stand_in(held.clone(), &mine).unwrap() {
                        assert_eq!(inside.fetch_add(1, order), 0, "alone");
                        taken.fetch_add(1, order);
                        std::thread::yield_now();
                        inside.fetch_sub(1, order);
                        fs::remove_file(stand_in.unwrap()).unwrap();
                    }
                });
            }
        });
        let _ = fs::remove_file(&held);
        assert!(taken.into_inner() > 0, "somebody follows");
    }
}

#[test]
fn what_stands_in_the_way_of_the_lock_is_named_with_what_to_type() {
    let at = |make: fn(&Folder)| {
        let (_dir, folder) = store();
        make(&folder);
        let fault = take(&folder).unwrap_err();
        assert_eq!(fault.blame, Blame::Could);
        fault.to_string()
    };
    let said = at(|folder| fs::create_dir(folder.path(".wbl/lock")).unwrap());
    assert!(
        said.contains(".wbl/lock should be a file, and is a folder")
            && said.contains("`mv .wbl/lock moved-away`"),
        "{said}"
    );
    let said = at(|folder| {
        fs::remove_dir(folder.path(".wbl")).unwrap();
        fs::write(folder.path(".wbl"), "x").unwrap();
    });
    assert!(
        said.contains(".wbl should be a folder, and is a file"),
        "{said}"
    );
    #[cfg(unix)]
    {
        let said = at(|folder| {
            std::os::unix::fs::symlink("/nowhere/x", folder.path(".wbl/lock")).unwrap();
        });
        assert!(
            said.contains(".wbl/lock is a link that leads nowhere"),
            "{said}"
        );
    }
}
