//! Tells whether files have changed since something was made from them.
//!
//! Contents are compared, not times: a fresh clone or a switched branch changes every time and no content. The sum is
//! FNV-1a with 64 bits; it guards against forgetting a rebuild, not against an adversary.

use std::fs;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// A running sum over file names and contents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    /// The sum over nothing.
    pub(crate) const EMPTY: Self = Self(0xcbf2_9ce4_8422_2325);

    /// Adds a labelled piece. Lengths are added too, so that moving bytes from one piece to the next is a change.
    #[must_use]
    pub(crate) fn with(self, label: &str, content: &[u8]) -> Self {
        let lengths = [label.len(), content.len()].map(|length| (length as u64).to_le_bytes()).concat();
        [&lengths, label.as_bytes(), content]
            .into_iter()
            .flatten()
            .fold(self, |sum, byte| Self((sum.0 ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)))
    }

    /// Adds a file.
    ///
    /// # Errors
    /// [`Failure::File`] when it cannot be read.
    pub(crate) fn with_file(self, path: &Path) -> Result<Self, Failure> {
        let content = fs::read(path).map_err(|error| Failure::File { path: path.to_path_buf(), error })?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        Ok(self.with(&name, &content))
    }

    /// Adds every file below a folder except those that `left_out` names, in an order that does not depend on the disk.
    ///
    /// # Errors
    /// [`Failure::File`] when something cannot be read.
    pub(crate) fn with_folder(self, folder: &Path, left_out: fn(&str) -> bool) -> Result<Self, Failure> {
        let mut sum = self;
        for path in sorted_entries(folder)? {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if left_out(&name) {
                continue;
            }
            sum = if path.is_dir() {
                sum.with(&name, b"folder").with_folder(&path, left_out)?
            } else {
                sum.with_file(&path)?
            };
        }
        Ok(sum.with("", b"end of folder"))
    }

    /// Whether the stamp file says that something was made from exactly these contents.
    pub(crate) fn is_stamped(self, stamp: &Path) -> bool {
        fs::read_to_string(stamp).is_ok_and(|text| text.trim() == self.to_string())
    }

    /// Remembers that something was made from these contents.
    ///
    /// # Errors
    /// [`Failure::File`] when the stamp cannot be written.
    pub(crate) fn stamp(self, stamp: &Path) -> Result<(), Failure> {
        fs::write(stamp, format!("{self}\n"))
            .map_err(|error| Failure::File { path: stamp.to_path_buf(), error })
    }
}

impl std::fmt::Display for Fingerprint {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{:016x}", self.0)
    }
}

fn sorted_entries(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error| Failure::File { path: folder.to_path_buf(), error };
    let entries = fs::read_dir(folder).map_err(unreadable)?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()
        .map_err(unreadable)?;
    paths.sort();
    Ok(paths)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A folder of its own for one test, gone when the test ends.
    pub(crate) struct Folder(pub(crate) PathBuf);

    impl Folder {
        pub(crate) fn new(test: &str) -> Self {
            let path = std::env::temp_dir().join(format!("xtask-{}-{test}", std::process::id()));
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        fn write(&self, name: &str, content: &str) {
            let path = self.0.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }

        fn sum(&self) -> Fingerprint {
            Fingerprint::EMPTY.with_folder(&self.0, |name| name == "node_modules").unwrap()
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_changed_renamed_moved_or_removed_file_changes_the_sum() {
        let folder = Folder::new("sum");
        folder.write("a", "1");
        folder.write("b/c", "2");
        let mut seen = vec![folder.sum()];
        let mut next = |what: &str| {
            let sum = folder.sum();
            assert!(!seen.contains(&sum), "{what} went unnoticed");
            seen.push(sum);
        };
        folder.write("a", "3");
        next("a changed file");
        folder.write("b/c", "2\n");
        next("a longer file");
        fs::rename(folder.0.join("a"), folder.0.join("z")).unwrap();
        next("a renamed file");
        fs::rename(folder.0.join("z"), folder.0.join("b/z")).unwrap();
        next("a moved file");
        fs::remove_file(folder.0.join("b/z")).unwrap();
        next("a removed file");
    }

    #[test]
    fn what_is_left_out_and_the_time_of_writing_do_not_count() {
        let folder = Folder::new("same");
        folder.write("a", "1");
        let before = folder.sum();
        folder.write("node_modules/x", "anything");
        folder.write("a", "1");
        assert_eq!(folder.sum(), before);
    }

    #[test]
    fn a_stamp_counts_only_for_the_contents_that_it_was_written_for() {
        let folder = Folder::new("stamp");
        let stamp = folder.0.join("stamp");
        let made_from = Fingerprint::EMPTY.with("lock", b"1");
        assert!(!made_from.is_stamped(&stamp));
        made_from.stamp(&stamp).unwrap();
        assert!(made_from.is_stamped(&stamp));
        assert!(!Fingerprint::EMPTY.with("lock", b"2").is_stamped(&stamp));
        fs::write(&stamp, "").unwrap();
        assert!(!made_from.is_stamped(&stamp), "a stamp cut short by a crash does not count");
    }
}
