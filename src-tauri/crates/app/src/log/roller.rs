//! Files that take turns, so that logs never grow without end.

use std::fs::{self, DirBuilder, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// How large one file becomes, in bytes.
pub(super) const MOST_BYTES: u64 = 1024 * 1024;
/// How many files there are, the one in use included.
pub(super) const MOST_FILES: u32 = 5;

/// A file that gives way to a new one when it is full.
pub(super) struct Roller {
    path: PathBuf,
    /// The file and how many bytes it has; opened at the first line.
    open: Option<(File, u64)>,
}

impl Roller {
    /// Makes a roller. Nothing is written yet.
    pub(super) fn new(path: PathBuf) -> Roller {
        Roller { path, open: None }
    }

    /// Appends a line. What cannot be written is left out: a full disk must not end the program.
    pub(super) fn write(&mut self, line: &str) {
        if self.try_write(line).is_err() {
            self.open = None;
        }
    }

    fn try_write(&mut self, line: &str) -> io::Result<()> {
        let length = line.len() as u64;
        if let Some((_, size)) = &self.open
            && size + length > MOST_BYTES
        {
            self.open = None;
        }
        if self.open.is_none() {
            let (file, size) = open(&self.path)?;
            self.open = if size > 0 && size + length > MOST_BYTES {
                drop(file);
                make_way(&self.path)?;
                Some(open(&self.path)?)
            } else {
                Some((file, size))
            };
        }
        let Some((file, size)) = &mut self.open else { return Ok(()) };
        // One call a line, at the end of the file: lines of two programs do not mix.
        file.write_all(line.as_bytes())?;
        *size += length;
        Ok(())
    }
}

/// Returns the last lines of a log, the file before the one in use included.
pub(super) fn last_lines(path: &Path, most: usize) -> Vec<String> {
    let texts = [numbered(path, 1), path.to_owned()].map(|path| fs::read_to_string(path).unwrap_or_default());
    let mut lines: Vec<String> = texts.iter().flat_map(|text| text.lines()).map(str::to_owned).collect();
    lines.drain(..lines.len().saturating_sub(most));
    lines
}

fn open(path: &Path) -> io::Result<(File, u64)> {
    if let Some(folder) = path.parent() {
        let mut builder = DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
    }
    let mut options = File::options();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let file = options.open(path)?;
    let size = file.metadata()?.len();
    Ok((file, size))
}

/// Moves each file one number further; the last one goes.
fn make_way(path: &Path) -> io::Result<()> {
    for number in (1..MOST_FILES - 1).rev() {
        let older = numbered(path, number);
        if older.exists() {
            fs::rename(older, numbered(path, number + 1))?;
        }
    }
    fs::rename(path, numbered(path, 1))
}

fn numbered(path: &Path, number: u32) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(format!(".{number}"));
    PathBuf::from(name)
}
