//! A start that cannot open a window.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use desk_test_support::program;

use crate::desktop::{DISPLAY, is_wanted, poll};

/// Starts the program with a data folder that is none.
fn start(home: &Path) -> Command {
    let mut command = Command::new(program("source-desk-desktop"));
    command.env("SOURCE_DESK_HOME", home).env("LANG", "C.UTF-8").env_remove("LC_ALL").env_remove("LANGUAGE");
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// The dialog, once it is on the screen.
fn dialog(action: &[&str]) -> Option<()> {
    let arguments = [&["search", "--onlyvisible", "--name", "Source Desk cannot start"], action].concat();
    let output =
        Command::new("xdotool").args(arguments).output().expect("xdotool starts (Debian package xdotool)");
    output.status.success().then_some(())
}

struct Ending(Child);

impl Drop for Ending {
    fn drop(&mut self) {
        // It has either ended by itself or is ended here; a test has no use for the difference.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[tokio::test]
async fn a_data_folder_that_is_none_is_told_in_a_native_dialog_and_an_exit_code() {
    if !is_wanted() {
        return;
    }
    let _display = DISPLAY.lock().await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a file");
    std::fs::write(&file, "").unwrap();
    let mut child = Ending(start(&file.join("home")).spawn().unwrap());
    poll("the dialog", async || dialog(&[])).await;
    let status = poll("the program ends once the dialog is closed", async || {
        // A key that comes before the dialog has the focus is lost, so it is pressed again.
        let _ = dialog(&["windowfocus", "key", "Return"]);
        child.0.try_wait().unwrap()
    })
    .await;
    assert_eq!(status.code(), Some(1));
}

#[test]
fn without_a_display_the_reason_is_on_stderr_and_the_exit_code_tells() {
    if !is_wanted() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let output = start(folder.path()).env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY").output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(said.contains("there is no display"), "{said}");
}
