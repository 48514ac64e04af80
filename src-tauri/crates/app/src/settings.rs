//! What the person chose for the program itself.

use std::fs;
use std::path::Path;

use desk_messages::Locale;
use serde::{Deserialize, Serialize};

use crate::network::NetworkSettings;
use crate::problem::Problem;

const FILE: &str = "settings.json";

/// The choices that outlive the program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Settings {
    /// The language; `None` follows the system.
    pub(crate) locale: Option<Locale>,
    /// After how many minutes without activity the vault locks; `None`: the usual time.
    pub(crate) auto_lock_minutes: Option<u32>,
    /// How the network is reached.
    pub(crate) network: NetworkSettings,
}

#[derive(Serialize, Deserialize)]
struct Document {
    locale: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    auto_lock_minutes: Option<u32>,
    // Read apart, so that what cannot be read in it takes nothing else along.
    #[serde(default, skip_serializing_if = "serde_json::Value::is_null")]
    network: serde_json::Value,
}

impl Settings {
    /// Reads the settings. A file that is missing or damaged means the defaults: there is nothing in it worth a stop.
    pub(crate) fn read(home: &Path) -> Settings {
        let document =
            fs::read(home.join(FILE)).ok().and_then(|bytes| serde_json::from_slice::<Document>(&bytes).ok());
        let Some(document) = document else { return Settings::default() };
        Settings {
            locale: document.locale.and_then(|tag| Locale::from_tag(&tag)),
            auto_lock_minutes: document.auto_lock_minutes,
            network: serde_json::from_value(document.network).unwrap_or_default(),
        }
    }

    /// Writes the settings beside the database, by way of a new file so that they are never half written.
    pub(crate) fn write(self, home: &Path) -> Result<(), Problem> {
        let document = Document {
            locale: self.locale.map(|locale| locale.tag().to_owned()),
            auto_lock_minutes: self.auto_lock_minutes,
            network: match self.network == NetworkSettings::default() {
                true => serde_json::Value::Null,
                false => serde_json::to_value(&self.network).unwrap_or_default(),
            },
        };
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
        assert_eq!(Settings::read(home.path()), Settings::default());
        let network = NetworkSettings {
            proxy: Some("none".to_owned()),
            ca_file: Some("/etc/corp.pem".to_owned()),
            private_hosts: vec!["idp.corp.example".to_owned()],
        };
        for (auto_lock_minutes, network) in [(None, NetworkSettings::default()), (Some(5), network)] {
            let chosen = Settings { locale: Some(Locale::ZhCn), auto_lock_minutes, network };
            chosen.clone().write(home.path()).unwrap();
            assert_eq!(Settings::read(home.path()), chosen);
        }
        fs::write(home.path().join(FILE), "{").unwrap();
        assert_eq!(Settings::read(home.path()), Settings::default());
    }
}
