//! What the person chose for the program itself.

use std::fs;
use std::path::Path;

use desk_messages::Locale;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;

const FILE: &str = "settings.json";

/// The choices that outlive the program.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Settings {
    /// The language; `None` follows the system.
    pub(crate) locale: Option<Locale>,
}

#[derive(Serialize, Deserialize)]
struct Document {
    locale: Option<String>,
}

impl Settings {
    /// Reads the settings. A file that is missing or damaged means the defaults: there is nothing in it worth a stop.
    pub(crate) fn read(home: &Path) -> Settings {
        let document =
            fs::read(home.join(FILE)).ok().and_then(|bytes| serde_json::from_slice::<Document>(&bytes).ok());
        Settings { locale: document.and_then(|document| Locale::from_tag(&document.locale?)) }
    }

    /// Writes the settings beside the database, by way of a new file so that they are never half written.
    pub(crate) fn write(self, home: &Path) -> Result<(), Problem> {
        let document = Document { locale: self.locale.map(|locale| locale.tag().to_owned()) };
        let path = home.join(FILE);
        let written = serde_json::to_vec_pretty(&document).map_err(std::io::Error::from).and_then(|bytes| {
            fs::create_dir_all(home)?;
            crate::export::write_whole(&path, &bytes, None)
        });
        written.map_err(|error| crate::export::not_written(&path, &error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_language_outlives_the_program_and_a_damaged_file_does_not_stop_it() {
        let home = tempfile::tempdir().unwrap();
        assert_eq!(Settings::read(home.path()).locale, None);
        Settings { locale: Some(Locale::ZhCn) }.write(home.path()).unwrap();
        assert_eq!(Settings::read(home.path()).locale, Some(Locale::ZhCn));
        fs::write(home.path().join(FILE), "{").unwrap();
        assert_eq!(Settings::read(home.path()).locale, None);
    }
}
