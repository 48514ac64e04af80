//! What `vault` and `secret` take.

use clap::{Subcommand, ValueEnum};

/// What to do with the vault.
#[derive(Subcommand)]
pub(crate) enum Vault {
    /// Tells how it is.
    Status,
    /// Makes it.
    Init {
        /// Whether the system's keychain is left alone.
        #[arg(long)]
        no_keychain: bool,
    },
    /// Tries to open it.
    Unlock,
    /// Adds a way in.
    AddSlot {
        /// Which.
        #[arg(value_enum)]
        slot: Slot,
    },
    /// Takes a way in away.
    RemoveSlot {
        /// Its id.
        id: String,
    },
    /// Opens it with the recovery key and gives this computer a way in again.
    Recover {
        /// Where the recovery key comes from.
        #[arg(long, value_name = "SOURCE")]
        recovery_key: Option<String>,
    },
    /// Seals every secret anew with a new data key.
    Renew,
    /// Gives it up with every secret in it.
    Discard {
        /// Whether that is meant.
        #[arg(long)]
        yes: bool,
    },
}

/// The ways in that can be added.
#[derive(Clone, Copy, ValueEnum)]
pub(crate) enum Slot {
    /// This computer's keychain.
    Keychain,
    /// A passphrase.
    Passphrase,
    /// A new recovery key.
    RecoveryKey,
}

/// What to do with a secret.
#[derive(Subcommand)]
pub(crate) enum SecretCommand {
    /// Keeps it in the vault.
    Set {
        /// The draft.
        slug: String,
        /// The field.
        field: String,
        /// Where the secret comes from.
        #[arg(long, value_name = "SOURCE")]
        from: Option<String>,
    },
    /// Forgets it.
    Forget {
        /// The draft.
        slug: String,
        /// The field.
        field: String,
    },
}
