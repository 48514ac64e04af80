//! The vault from outside: set up, opened, locked, lost and found, by two programs at once.
#![cfg(test)]

mod keys;
mod secrets;

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use desk_app::{
    BundleOpened, BundleOpener, BundleProtection, Desk, DraftId, Event, ExportFormat, ExportRequest, Locale,
    Secret, SecretStanding, SecretStyle, SetupKind, SlotWay, VaultState,
};
use desk_test_support::{FakeKeychain, TestHost};

const SECRET: &str = "d15ea5ec0ffee0ddba11ad0be5eaf00d";
const FIELD: &str = "consumer_secret";
const PASSPHRASE: &str = "correct horse battery staple";

struct Computer {
    home: tempfile::TempDir,
    keychain: Arc<FakeKeychain>,
}

struct Program {
    desk: Desk,
    host: Arc<TestHost>,
}

impl Computer {
    fn new() -> Computer {
        Computer { home: tempfile::tempdir().unwrap(), keychain: Arc::default() }
    }

    fn start(&self, seed: u64) -> Program {
        start(&self.home.path().join("home"), &self.keychain, seed)
    }
}

fn start(home: &Path, keychain: &Arc<FakeKeychain>, seed: u64) -> Program {
    let host = TestHost::new(home.to_owned(), Locale::En).seeded(seed).with_keychain(keychain);
    let host = Arc::new(host);
    Program { desk: Desk::new(host.clone()), host }
}

fn secret(text: &str) -> Secret {
    Secret::new(text.to_owned())
}

impl Program {
    /// Sets up a vault and returns its recovery key.
    fn set_up(&self, kind: SetupKind) -> String {
        let setup = self.desk.begin_setup(kind).unwrap();
        self.desk.confirm_setup(&groups(&setup.recovery_key, &setup.groups)).unwrap();
        setup.recovery_key
    }

    fn draft(&self, slug: &str) -> DraftId {
        self.desk.create_draft("wechat", slug, slug).unwrap().draft.id
    }

    fn standing(&self, id: &DraftId) -> SecretStanding {
        self.desk.show_draft(id).unwrap().secrets[0].standing
    }

    fn reads(&self, id: &DraftId) -> Result<String, String> {
        self.desk.reveal_secret(id, FIELD).map(|revealed| revealed.text).map_err(|problem| problem.code)
    }

    fn state(&self) -> VaultState {
        self.desk.view_vault().unwrap().state
    }
}

fn groups(recovery_key: &str, wanted: &[u32]) -> Secret {
    let all: Vec<&str> = recovery_key.split('-').collect();
    let typed: Vec<&str> = wanted.iter().map(|group| all[*group as usize - 1]).collect();
    secret(&typed.join(" ").to_lowercase())
}

fn export(secrets: SecretStyle) -> ExportRequest {
    ExportRequest {
        format: ExportFormat::Blueprint,
        secrets,
        login_page: None,
        source_stage: None,
        target: None,
    }
}

fn with_both() -> SetupKind {
    SetupKind::New { keychain: true, passphrase: Some(secret(PASSPHRASE)) }
}

fn ready(program: &Program, id: &DraftId) -> desk_app::Draft {
    let mut draft = program.desk.show_draft(id).unwrap().draft;
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    draft.set("authentik_host", "auth.example.com").unwrap();
    draft
}

fn walk(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { walk(&path) } else { vec![path] }).collect()
}
