//! What is written, what is not, and for how long.

use std::fs;
use std::time::Duration;

use desk_messages::Locale;
use tracing::subscriber::with_default;

use super::*;
use crate::host::OpenRequest;

struct StillHost(PathBuf);

impl Host for StillHost {
    fn now(&self) -> i64 {
        1_767_225_600_000
    }

    fn elapsed(&self) -> Duration {
        Duration::ZERO
    }

    fn fill_random(&self, _buffer: &mut [u8]) {}

    fn home(&self) -> PathBuf {
        self.0.clone()
    }

    fn system_locale(&self) -> Locale {
        Locale::En
    }

    fn language_changed(&self, _locale: Locale) {}

    fn choose_save_path(&self, _title: &str, _file_name: &str) -> Option<PathBuf> {
        None
    }

    fn choose_open_paths(&self, _request: &OpenRequest) -> Vec<PathBuf> {
        Vec::new()
    }

    fn machine_name(&self) -> String {
        "test".to_owned()
    }

    fn keychain(&self) -> Arc<dyn desk_vault::Keychain> {
        Arc::new(desk_vault::SystemKeychain::new(Duration::ZERO))
    }

    fn passphrase_cost(&self) -> desk_vault::Cost {
        desk_vault::Cost::FLOOR
    }

    fn clipboard(&self) -> Option<&dyn crate::clipboard::Clipboard> {
        None
    }
}

fn log(home: &Path) -> Log {
    Log::new(Arc::new(StillHost(home.to_owned())), "desktop")
}

#[test]
fn codes_numbers_and_ids_are_written_and_nothing_else() {
    let home = tempfile::tempdir().unwrap();
    with_default(log(home.path()), || {
        let id = "6f3b1a52-0000-4000-8000-000000000001";
        tracing::info!(target: TARGET, event = "draft-saved", draft = id, revision = 3, is_new = true);
        let url = "https://auth.example.com/?secret=canary";
        tracing::warn!(target: TARGET, event = "slip", url, name = "公司微信", long = "a".repeat(65).as_str());
        tracing::error!(target: TARGET, event = "slip", error = ?url, "a sentence with a canary: {url}");
        tracing::debug!(target: TARGET, event = "canary");
        tracing::error!(target: "reqwest::connect", event = "canary", "canary");
        tracing::error!(target: "source_desk_of_somebody", event = "canary");
        tracing::error!(event = "canary");
        tracing::info_span!(target: TARGET, "canary", canary = "canary").in_scope(|| ());
    });
    let text = fs::read_to_string(home.path().join("logs/desktop.log")).unwrap();
    assert_eq!(
        text,
        "2026-01-01T00:00:00.000Z INFO draft-saved draft=6f3b1a52-0000-4000-8000-000000000001 revision=3 is_new=true\n\
         2026-01-01T00:00:00.000Z WARN slip url=? name=? long=?\n\
         2026-01-01T00:00:00.000Z ERROR slip message=? error=?\n"
    );
    assert_eq!(last_lines(home.path(), 2).len(), 2);
}

#[test]
fn there_are_five_files_of_a_megabyte_at_most_and_the_newest_line_is_in_the_first() {
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("logs/desktop.log");
    let mut roller = Roller::new(path.clone());
    let filler = "x".repeat(100_000);
    for number in 0..80 {
        roller.write(&format!("{number} {filler}\n"));
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(path.parent().unwrap()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    assert_eq!(files.len(), usize::try_from(roller::MOST_FILES).unwrap());
    for file in &files {
        let size = fs::metadata(file).unwrap().len();
        assert!(size > 0 && size <= roller::MOST_BYTES, "{}: {size}", file.display());
    }
    let first_of = |path: &Path| fs::read_to_string(path).unwrap().split(' ').next().unwrap().to_owned();
    let starts: Vec<u32> = files.iter().map(|file| first_of(file).parse().unwrap()).collect();
    assert!(starts.is_sorted_by(|newer, older| newer > older), "{starts:?}");
    assert!(roller::last_lines(&path, 1)[0].starts_with("79 "));
    // A program that starts anew goes on where the last one stopped.
    Roller::new(path.clone()).write("80\n");
    assert_eq!(roller::last_lines(&path, 1), ["80"]);
}

#[test]
fn the_lines_of_two_programs_are_told_in_the_order_of_time() {
    let home = tempfile::tempdir().unwrap();
    for (program, moments) in
        [("desktop", [1_767_225_600_000, 1_767_225_600_005]), ("cli", [1_767_225_600_003, 1_767_225_600_010])]
    {
        let mut roller = Roller::new(home.path().join(format!("logs/{program}.log")));
        moments.iter().for_each(|at| roller.write(&format!("{} INFO {program}\n", instant(*at))));
    }
    let lines = last_lines(home.path(), 3);
    let ends: Vec<&str> = lines.iter().map(|line| line.rsplit(' ').next().unwrap()).collect();
    assert_eq!(ends, ["cli", "desktop", "cli"]);
}

#[cfg(unix)]
#[test]
fn a_log_is_for_its_owner_only() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = tempfile::tempdir().unwrap();
    let path = home.path().join("logs/desktop.log");
    Roller::new(path.clone()).write("x\n");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!((mode(&path), mode(path.parent().unwrap())), (0o600, 0o700));
}

#[test]
fn where_nothing_can_be_written_nothing_happens() {
    let home = tempfile::tempdir().unwrap();
    fs::write(home.path().join("logs"), "a file in the way").unwrap();
    with_default(log(home.path()), || tracing::info!(target: TARGET, event = "started"));
    assert_eq!(last_lines(home.path(), 10), Vec::<String>::new());
}

#[test]
fn of_a_backtrace_only_our_own_frames_are_kept() {
    let trace = "   0: std::backtrace::Backtrace::create\n   1: desk_app::log::log_panics::{{closure}}\n   2: \
                 core::panicking::panic_fmt\n   3: desk_app::drafts::find\n             at ./x.rs:1:2\n   4: \
                 source_desk_desktop::run\n   5: alice::secret\n";
    assert_eq!(own_frames(trace), ["desk_app::drafts::find", "source_desk_desktop::run"]);
}
