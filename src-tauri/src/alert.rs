//! How a person hears that no window can be opened.

use std::io::Write as _;

use desk_app::messages::{id, text};

use crate::host::DesktopHost;

/// Says why Source Desk cannot start: on stderr, and in a native dialog where there is a display to show it on. Returns
/// when the person has closed the dialog.
pub fn tell(why: &str) {
    // Where there is no console the dialog says it; where there is neither, nobody is left to tell.
    let _ = writeln!(std::io::stderr(), "{why}");
    if !crate::start::has_display() {
        return;
    }
    rfd::MessageDialog::new()
        .set_level(rfd::MessageLevel::Error)
        .set_title(text(DesktopHost::system_language(), id::START_TITLE, &[]))
        .set_description(why)
        .set_buttons(rfd::MessageButtons::Ok)
        .show();
}
