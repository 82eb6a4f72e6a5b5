//! A disk that is really full: a small file system in memory, filled to the brim.

use std::fs;
use std::io::Write as _;
use std::process::Command;

use crate::school;

/// A mounted file system, taken away at the end.
struct Mounted(tempfile::TempDir);

impl Mounted {
    fn new() -> Option<Self> {
        let dir = tempfile::tempdir().unwrap();
        let mount = Command::new("mount")
            .args(["-t", "tmpfs", "-o", "size=400k,nr_inodes=400", "none"])
            .arg(dir.path())
            .output();
        mount
            .is_ok_and(|output| output.status.success())
            .then(|| Self(dir))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0.path()).output();
    }
}

#[test]
fn on_a_full_disk_a_command_says_so_and_leaves_the_store_as_it_was() {
    let Some(disk) = Mounted::new() else {
        eprintln!("skipped, and so not proven: a full disk: mounting one needs root");
        return;
    };
    let store = school::placed().copied_within(disk.0.path());
    let mut filler = fs::File::create(disk.0.path().join("filler")).unwrap();
    while filler.write_all(&[b'x'; 512]).is_ok() {}
    let before = store.files();
    let (mut free, mut refused, mut is_written) = (0, 0, false);
    // A page more is free each time, so that one step after the other finds the disk full.
    while !is_written && free < 200_000 {
        let ran =
            store.run("partner set antron-engineering notre-dame-healthcare --town Oak --yes");
        is_written = ran.code == 0;
        if !is_written {
            assert_eq!(ran.code, 1, "{}", ran.err);
            assert!(
                ran.err.contains("no space left") && ran.err.contains("nothing was changed"),
                "{}",
                ran.err
            );
            assert_eq!(store.files(), before, "{free} bytes free");
            refused += 1;
            free += 4096;
            let length = filler.metadata().unwrap().len().saturating_sub(4096);
            filler.set_len(length).unwrap();
        }
    }
    assert!(is_written && store.files() != before);
    filler.set_len(0).unwrap();
    store.ok("undo");
    assert_eq!(store.files(), before);
    eprintln!("full disk: {refused} refused, written once {free} bytes were free");
    assert!(refused > 0);
    store.ok("check");
}
