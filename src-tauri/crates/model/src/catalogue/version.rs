//! The authentik versions that the catalogue knows.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use specta::Type;

/// A version of authentik. Its API is that of the OpenAPI file which authentik publishes for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, Type)]
pub enum Version {
    /// 2025.12, the first with WeChat.
    #[serde(rename = "2025.12")]
    V2025_12,
    /// 2026.2.
    #[serde(rename = "2026.2")]
    V2026_2,
    /// 2026.5, whose server the recorded exchanges are from. A draft is for this one until it is told otherwise.
    #[default]
    #[serde(rename = "2026.5")]
    V2026_5,
    /// 2026.8.
    #[serde(rename = "2026.8")]
    V2026_8,
}

/// The versions that have something, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Versions {
    /// The first one.
    pub since: Version,
    /// The last one.
    pub until: Version,
}

/// The text names no version that the catalogue knows.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown authentik version {0}")]
pub struct UnknownVersion(pub String);

impl Version {
    /// All of them, oldest first.
    pub const ALL: [Version; 4] = [Version::V2025_12, Version::V2026_2, Version::V2026_5, Version::V2026_8];

    /// Returns the version as authentik writes it: `2026.5`.
    pub fn name(self) -> &'static str {
        match self {
            Version::V2025_12 => "2025.12",
            Version::V2026_2 => "2026.2",
            Version::V2026_5 => "2026.5",
            Version::V2026_8 => "2026.8",
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Version {
    type Err = UnknownVersion;

    /// Reads `2026.5`, and a release of it such as `2026.5.3` or `2026.5.0-rc1`.
    fn from_str(text: &str) -> Result<Version, UnknownVersion> {
        let names_release_of = |version: &Version| {
            text.strip_prefix(version.name())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '-']))
        };
        Version::ALL.into_iter().find(names_release_of).ok_or_else(|| UnknownVersion(text.to_owned()))
    }
}

impl Versions {
    /// Every version that the catalogue knows.
    pub const ALL: Versions = Versions { since: Version::V2025_12, until: Version::V2026_8 };

    /// Returns the versions from one on.
    pub const fn since(since: Version) -> Versions {
        Versions { since, until: Version::V2026_8 }
    }

    /// Returns the versions up to one.
    pub const fn until(until: Version) -> Versions {
        Versions { since: Version::V2025_12, until }
    }

    /// Returns whether a version is among them.
    pub fn contains(self, version: Version) -> bool {
        self.since <= version && version <= self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_reads_back_as_it_is_written_and_a_release_names_its_version() {
        for version in Version::ALL {
            assert_eq!(version.name().parse(), Ok(version));
            assert_eq!(format!("{version}.3").parse(), Ok(version));
            assert_eq!(serde_json::to_value(version).unwrap(), version.name());
        }
        assert_eq!("2026.5.0-rc1".parse(), Ok(Version::V2026_5));
        for text in ["", "2026", "2026.50", "2025.1", "2024.8", "latest"] {
            assert_eq!(text.parse::<Version>(), Err(UnknownVersion(text.to_owned())));
        }
    }

    #[test]
    fn both_ends_belong_to_a_range() {
        let range = Versions { since: Version::V2026_2, until: Version::V2026_5 };
        assert_eq!(Version::ALL.map(|version| range.contains(version)), [false, true, true, false]);
    }
}
