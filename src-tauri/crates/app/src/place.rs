//! Whether the data folder lies where a database is not safe.

use std::path::Path;

/// A folder that another program keeps the same on several computers, file by file, or that is not on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RiskyPlace {
    /// Copied to elsewhere by this program, which does not know that a database and its log belong together.
    Synchronised(&'static str),
    /// On another computer, where the locks of a database may not hold.
    Network,
}

/// Folders that such programs make, as they begin; in lower case. `OneDrive - Contoso` is one too.
const SYNCHRONISED: &[(&str, &str)] = &[
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("icloud drive", "iCloud"),
    ("iclouddrive", "iCloud"),
    ("mobile documents", "iCloud"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("syncthing", "Syncthing"),
    ("坚果云", "坚果云"),
    ("nutstore", "坚果云"),
    ("baidusyncdisk", "百度网盘"),
];

/// Says whether a data folder is in a risky place, by its path alone: nothing is asked of the disk.
pub(crate) fn risky_place(home: &Path) -> Option<RiskyPlace> {
    let text = home.to_string_lossy();
    let is_network =
        text.starts_with("\\\\") && !text.starts_with("\\\\?\\") || text.starts_with("\\\\?\\UNC\\");
    if is_network || text.starts_with("//") {
        return Some(RiskyPlace::Network);
    }
    let folders = text.split(['/', '\\']).map(str::to_lowercase).collect::<Vec<_>>();
    // macOS keeps what Dropbox, OneDrive and others synchronise in ~/Library/CloudStorage/NAME-account.
    let begins = |folder: &str, name: &str| {
        folder.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '-', '(']))
    };
    folders
        .iter()
        .find_map(|folder| SYNCHRONISED.iter().find(|(name, _)| begins(folder, name)))
        .map(|(_, program)| RiskyPlace::Synchronised(program))
        .or_else(|| {
            folders
                .iter()
                .any(|folder| folder == "cloudstorage")
                .then_some(RiskyPlace::Synchronised("CloudStorage"))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_are_synchronised_or_on_another_computer_are_known_by_their_path() {
        use RiskyPlace::{Network, Synchronised};
        for (path, expected) in [
            (r"C:\Users\li\AppData\Roaming\source-desk", None),
            (r"C:\Users\li\OneDrive\Documents\desk", Some(Synchronised("OneDrive"))),
            (r"C:\Users\li\OneDrive - Contoso Ltd\desk", Some(Synchronised("OneDrive"))),
            (r"C:\Users\li\onedrives\desk", None),
            (r"D:\Dropbox (Work)\desk", Some(Synchronised("Dropbox"))),
            (r"D:\坚果云\desk", Some(Synchronised("坚果云"))),
            (r"\\server\share\desk", Some(Network)),
            (r"\\?\UNC\server\share\desk", Some(Network)),
            (r"\\?\C:\Users\li\desk", None),
            ("//server/share/desk", Some(Network)),
            ("/Users/li/Library/Application Support/source-desk", None),
            ("/Users/li/Library/Mobile Documents/com~apple~CloudDocs/desk", Some(Synchronised("iCloud"))),
            ("/Users/li/Library/CloudStorage/Dropbox-Personal/desk", Some(Synchronised("Dropbox"))),
            ("/Users/li/Library/CloudStorage/Box-Box/desk", Some(Synchronised("CloudStorage"))),
            ("/home/li/.local/share/source-desk", None),
            ("/home/li/Nextcloud/desk", Some(Synchronised("Nextcloud"))),
            ("/home/li/mydropbox/desk", None),
        ] {
            assert_eq!(risky_place(Path::new(path)), expected, "{path}");
        }
    }
}
