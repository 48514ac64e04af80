//! The native menu. On macOS the Edit menu is what makes the keys for copy and paste work at all.

use desk_app::Locale;
use desk_app::messages::{id, text};
use tauri::menu::{Menu, MenuBuilder, SubmenuBuilder};
use tauri::{AppHandle, Runtime};

/// Builds the menu in a language. All items are predefined by the platform, so their keys are the platform's own.
pub(crate) fn build<R: Runtime>(app: &AppHandle<R>, locale: Locale) -> tauri::Result<Menu<R>> {
    let word = |id| text(locale, id, &[]);
    let application = SubmenuBuilder::new(app, "Source Desk")
        .about(None)
        .separator()
        .hide()
        .hide_others()
        .show_all()
        .separator()
        .quit()
        .build()?;
    let edit = SubmenuBuilder::new(app, word(id::MENU_EDIT))
        .undo_with_text(word(id::MENU_UNDO))
        .redo_with_text(word(id::MENU_REDO))
        .separator()
        .cut_with_text(word(id::MENU_CUT))
        .copy_with_text(word(id::MENU_COPY))
        .paste_with_text(word(id::MENU_PASTE))
        .select_all_with_text(word(id::MENU_SELECT_ALL))
        .build()?;
    let window = SubmenuBuilder::new(app, word(id::MENU_WINDOW))
        .minimize_with_text(word(id::MENU_MINIMIZE))
        .maximize_with_text(word(id::MENU_MAXIMIZE))
        .separator()
        .close_window_with_text(word(id::MENU_CLOSE))
        .build()?;
    MenuBuilder::new(app).items(&[&application, &edit, &window]).build()
}
