//! What can go wrong with a bundle, for a person.

use desk_vault::{PortableError, Wants, WeakPassphrase};

use super::document::{FORMAT, MOST_BYTES, MOST_DRAFTS, NotABundle};
use super::strict::{MOST_DEPTH, NotRead};
use super::views::BundleWants;
use crate::problem::Problem;

/// Returns why a document is no bundle.
pub(super) fn document(why: NotABundle, name: &str) -> Problem {
    let not_a_bundle = |why: &str| Problem::about("bundle-not-a-bundle", name).with("why", why);
    match why {
        NotABundle::TooLarge => Problem::about("bundle-too-large", name)
            .with("megabytes", (MOST_BYTES >> 20).to_string())
            .with("drafts", MOST_DRAFTS.to_string()),
        NotABundle::Text(NotRead::NotJson { line, column }) => {
            not_a_bundle("json").with("line", line.to_string()).with("column", column.to_string())
        }
        NotABundle::Text(NotRead::TooDeep | NotRead::TooMany) => {
            Problem::about("bundle-too-deep", name).with("limit", MOST_DEPTH.to_string())
        }
        NotABundle::Text(NotRead::Repeated) => not_a_bundle("repeated"),
        NotABundle::Text(NotRead::NotWhole) => not_a_bundle("number"),
        NotABundle::Kind => not_a_bundle("kind"),
        NotABundle::Part(part) => not_a_bundle("part").with("part", part),
        NotABundle::Newer { found } => Problem::about("bundle-newer", name)
            .with("found", found.to_string())
            .with("known", FORMAT.to_string()),
        NotABundle::Changed => Problem::about("bundle-changed", name),
    }
}

/// Returns why an age file was not written or not opened.
pub(super) fn portable(error: PortableError, name: &str) -> Problem {
    match error {
        PortableError::Weak(why) => weak(why),
        PortableError::NoRecipient | PortableError::NotARecipient => {
            Problem::about("bundle-recipient-invalid", name)
        }
        PortableError::NotAnIdentity => Problem::new("bundle-identity-invalid"),
        PortableError::Damaged => Problem::about("bundle-damaged", name),
        PortableError::WrongKey | PortableError::WrongWay(Wants::Passphrase) => {
            Problem::about("bundle-wrong-passphrase", name)
        }
        PortableError::WrongWay(Wants::Identity) => Problem::about("bundle-wrong-identity", name),
        PortableError::TooCostly { required, most } => Problem::about("bundle-too-costly", name)
            .with("required", required.to_string())
            .with("most", most.to_string()),
        PortableError::TooLarge { .. } => document(NotABundle::TooLarge, name),
        PortableError::Cryptography => Problem::new("internal"),
    }
}

/// Returns why an age file was not opened, in the words of what it wants.
pub(super) fn opening(error: PortableError, wants: BundleWants, name: &str) -> Problem {
    match (error, wants) {
        (PortableError::WrongKey | PortableError::WrongWay(_), BundleWants::Identity) => {
            Problem::about("bundle-wrong-identity", name)
        }
        (error, _) => portable(error, name),
    }
}

/// Returns why a passphrase is too weak.
pub(super) fn weak(why: WeakPassphrase) -> Problem {
    let problem = Problem::new("bundle-passphrase-weak");
    match why {
        WeakPassphrase::Short { counted, wanted } => problem
            .with("why", "short")
            .with("counted", counted.to_string())
            .with("wanted", wanted.to_string()),
        WeakPassphrase::Repetitive { distinct } => {
            problem.with("why", "repetitive").with("distinct", distinct.to_string())
        }
    }
}
