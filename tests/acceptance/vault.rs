//! The vault from outside: set up, opened, locked, lost and found, by two programs at once.
#![cfg(test)]

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use desk_app::{
    BundleOpened, BundleOpener, BundleProtection, Desk, DraftId, Event, ExportRequest, Locale, Secret,
    SecretStanding, SecretStyle, SetupKind, SlotWay, VaultState,
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
    ExportRequest { secrets, login_page: None, target: None }
}

fn with_both() -> SetupKind {
    SetupKind::New { keychain: true, passphrase: Some(secret(PASSPHRASE)) }
}

#[test]
fn a_secret_outlives_the_program_and_is_in_no_byte_of_its_files() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    assert_eq!(program.standing(&id), SecretStanding::Memory, "there is no vault yet");
    program.set_up(with_both());
    assert_eq!(program.standing(&id), SecretStanding::Kept, "what was in memory went into the new vault");
    drop(program);
    let program = computer.start(2);
    assert_eq!(program.state(), VaultState::Locked);
    let view = program.desk.show_draft(&id).unwrap();
    assert_eq!((view.secrets[0].standing, view.secrets[0].n_characters), (SecretStanding::Locked, 32));
    assert!(view.secrets[0].changed_at.is_some());
    assert!(view.findings.iter().all(|finding| finding.code != "appsecret-missing"), "it is there");
    assert_eq!(program.desk.vault().unwrap().state, VaultState::Open, "the keychain opens it by itself");
    assert_eq!(program.reads(&id), Ok(SECRET.to_owned()));
    let inline = export(SecretStyle::Inline);
    program.desk.save_draft(&ready(&program, &id), 1).unwrap();
    assert!(program.desk.export_blueprint(std::slice::from_ref(&id), &inline).unwrap().text.contains(SECRET));
    program.desk.lock_vault().unwrap();
    assert_eq!(program.desk.export_blueprint(&[id], &inline).unwrap_err().code, "vault-locked");
    for entry in walk(computer.home.path()) {
        let bytes = std::fs::read(&entry).unwrap();
        assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()), "{entry:?}");
    }
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

#[test]
fn nothing_is_stored_before_the_recovery_key_was_typed_back() {
    let computer = Computer::new();
    let program = computer.start(1);
    let setup = program.desk.begin_setup(with_both()).unwrap();
    let wrong = program.desk.confirm_setup(&secret("AAAAA BBBBB")).unwrap_err();
    assert_eq!(wrong.code, "vault-not-confirmed");
    assert_eq!((program.state(), computer.keychain.len()), (VaultState::None, 0));
    program.desk.cancel_setup();
    let gone = program.desk.confirm_setup(&groups(&setup.recovery_key, &setup.groups)).unwrap_err();
    assert_eq!(gone.code, "vault-setup-gone");
    for (kind, code) in [
        (SetupKind::New { keychain: false, passphrase: None }, "vault-too-few-slots"),
        (SetupKind::New { keychain: false, passphrase: Some(secret("short")) }, "vault-passphrase-short"),
        (SetupKind::RecoveryKey, "vault-none"),
    ] {
        assert_eq!(program.desk.begin_setup(kind).err().unwrap().code, code);
    }
    program.set_up(with_both());
    assert_eq!(program.desk.begin_setup(with_both()).err().unwrap().code, "vault-exists");
}

#[test]
fn a_keychain_that_is_silent_at_the_setup_leaves_nothing_behind_and_a_passphrase_does() {
    let computer = Computer::new();
    let program = computer.start(1);
    computer.keychain.set_silent(true);
    assert!(!program.desk.keychain_answers());
    let setup = program.desk.begin_setup(with_both()).unwrap();
    let typed = groups(&setup.recovery_key, &setup.groups);
    assert_eq!(program.desk.confirm_setup(&typed).unwrap_err().code, "vault-keychain-unavailable");
    assert_eq!(program.state(), VaultState::None);
    program.set_up(SetupKind::New { keychain: false, passphrase: Some(secret(PASSPHRASE)) });
    assert_eq!(program.state(), VaultState::Open);
    let kinds: Vec<SlotWay> =
        program.desk.view_vault().unwrap().slots.into_iter().map(|slot| slot.kind).collect();
    assert_eq!(kinds, [SlotWay::RecoveryKey, SlotWay::Passphrase]);
}

#[test]
fn a_lost_keychain_makes_no_new_key_and_the_other_ways_in_give_it_back() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    let recovery_key = program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    drop(program);
    for (seed, code) in [(2, "vault-keychain-absent"), (3, "vault-keychain-unavailable")] {
        match code {
            "vault-keychain-absent" => computer.keychain.empty(),
            _ => computer.keychain.set_silent(true),
        }
        let n_items = computer.keychain.len();
        let program = computer.start(seed);
        let view = program.desk.vault().unwrap();
        assert_eq!(view.state, VaultState::Locked);
        assert_eq!(view.keychain_said.unwrap().code, code);
        assert_eq!(computer.keychain.len(), n_items, "no key was made up");
        assert_eq!(program.desk.set_secret(&id, FIELD, secret("x")).unwrap_err().code, "vault-locked");
        assert_eq!(program.reads(&id), Err("vault-locked".to_owned()));
        let wrong = program.desk.unlock_with_passphrase(&secret("not the right one at all")).unwrap_err();
        assert_eq!(wrong.code, "vault-wrong-key");
        program.desk.unlock_with_passphrase(&secret(PASSPHRASE)).unwrap();
        assert_eq!(program.reads(&id), Ok(SECRET.to_owned()));
        program.desk.lock_vault().unwrap();
        program.desk.unlock_with_recovery_key(&secret(&recovery_key.to_lowercase())).unwrap();
        assert_eq!(program.reads(&id), Ok(SECRET.to_owned()));
        computer.keychain.set_silent(false);
        program.desk.add_keychain().unwrap();
        program.desk.lock_vault().unwrap();
        program.desk.unlock_with_keychain().unwrap();
        assert_eq!(program.reads(&id), Ok(SECRET.to_owned()));
    }
}

#[test]
fn ways_in_are_replaced_but_never_too_few() {
    let computer = Computer::new();
    let program = computer.start(1);
    let old = program.set_up(SetupKind::New { keychain: true, passphrase: None });
    let slots = program.desk.view_vault().unwrap().slots;
    assert!(slots.iter().all(|slot| !slot.removable), "there are only two");
    assert_eq!(program.desk.remove_slot(&slots[0].id).unwrap_err().code, "vault-too-few-slots");
    assert_eq!(program.desk.remove_slot("nonsense").unwrap_err().code, "vault-unknown-slot");
    program.desk.set_passphrase(&secret(PASSPHRASE)).unwrap();
    program.desk.set_passphrase(&secret("another long passphrase")).unwrap();
    program.desk.add_keychain().unwrap();
    assert_eq!(computer.keychain.len(), 2, "the old item goes once the new one has opened the vault");
    let new = program.set_up(SetupKind::RecoveryKey);
    assert_eq!(program.desk.view_vault().unwrap().slots.len(), 3);
    program.desk.lock_vault().unwrap();
    for (typed, works) in [(PASSPHRASE, false), ("another long passphrase", true)] {
        assert_eq!(program.desk.unlock_with_passphrase(&secret(typed)).is_ok(), works, "{typed}");
        program.desk.lock_vault().unwrap();
    }
    for (typed, works) in [(&old, false), (&new, true)] {
        assert_eq!(program.desk.unlock_with_recovery_key(&secret(typed)).is_ok(), works);
        program.desk.lock_vault().unwrap();
    }
    program.desk.unlock_with_keychain().unwrap();
    assert_eq!(computer.keychain.len(), 1);
}

#[test]
fn a_renewal_seals_everything_anew_and_the_other_program_is_told() {
    let computer = Computer::new();
    let (program, other) = (computer.start(1), computer.start(2));
    let id = program.draft("wechat");
    let old = program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    other.desk.unlock_with_keychain().unwrap();
    assert_eq!(other.reads(&id), Ok(SECRET.to_owned()));
    let wrong = SetupKind::Renew { keychain: true, passphrase: Some(secret("not the right one at all")) };
    assert_eq!(program.desk.begin_setup(wrong).err().unwrap().code, "vault-wrong-key");
    // One that is cancelled leaves everything as it was, the keychain too.
    program.desk.begin_setup(SetupKind::Renew { keychain: true, passphrase: None }).unwrap();
    program.desk.cancel_setup();
    assert_eq!(computer.keychain.len(), 1);
    // One that was overtaken by another secret is refused, because it would lose that one.
    let setup = program
        .desk
        .begin_setup(SetupKind::Renew { keychain: true, passphrase: Some(secret(PASSPHRASE)) })
        .unwrap();
    let second = other.draft("second");
    other.desk.set_secret(&second, FIELD, secret("0123456789abcdef0123456789abcdef")).unwrap();
    let typed = groups(&setup.recovery_key, &setup.groups);
    assert_eq!(program.desk.confirm_setup(&typed).unwrap_err().code, "vault-changed");
    let new = program.set_up(SetupKind::Renew { keychain: true, passphrase: Some(secret(PASSPHRASE)) });
    assert_eq!(program.reads(&id), Ok(SECRET.to_owned()));
    assert_eq!(program.reads(&second), Ok("0123456789abcdef0123456789abcdef".to_owned()));
    let refused = other.desk.set_secret(&id, FIELD, secret("x")).unwrap_err();
    assert_eq!((refused.code.as_str(), other.state()), ("vault-other-key", VaultState::Locked));
    for (typed, works) in [(&old, false), (&new, true)] {
        assert_eq!(other.desk.unlock_with_recovery_key(&secret(typed)).is_ok(), works);
    }
    assert_eq!(other.reads(&id), Ok(SECRET.to_owned()));
}

#[test]
fn two_programs_keep_secrets_at_the_same_time_and_none_is_lost() {
    let computer = Computer::new();
    let first = computer.start(0);
    first.set_up(with_both());
    let ids: Vec<Vec<DraftId>> = (0..4)
        .map(|number| (0..10).map(|draft| first.draft(&format!("d-{number}-{draft}"))).collect())
        .collect();
    std::thread::scope(|scope| {
        for (number, ids) in (1u64..).zip(&ids) {
            let program = computer.start(number);
            scope.spawn(move || {
                program.desk.unlock_with_keychain().unwrap();
                for id in ids {
                    program.desk.set_secret(id, FIELD, secret(&format!("secret of {}", id.0))).unwrap();
                }
            });
        }
    });
    for id in ids.iter().flatten() {
        assert_eq!(first.reads(id), Ok(format!("secret of {}", id.0)));
    }
}

#[test]
fn an_idle_vault_locks_itself_and_forgets_what_it_knew() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    program.desk.set_auto_lock(5).unwrap();
    let minutes = |minutes: u64| program.host.wait(Duration::from_secs(minutes * 60));
    minutes(4);
    program.desk.hear(Event::Tick);
    program.desk.hear(Event::Activity);
    minutes(4);
    program.desk.hear(Event::Tick);
    assert_eq!(program.state(), VaultState::Open);
    minutes(2);
    program.desk.hear(Event::Tick);
    let view = program.desk.vault().unwrap();
    assert_eq!((view.state, view.locked_because.as_deref()), (VaultState::Locked, Some("idle")));
    // A locked program still shows, lints, searches and exports by reference.
    assert_eq!(program.standing(&id), SecretStanding::Locked);
    assert_eq!(program.desk.list_drafts(Some("wechat"), None).unwrap().drafts.len(), 1);
    program.desk.save_draft(&ready(&program, &id), 1).unwrap();
    assert!(program.desk.export_blueprint(&[id], &export(SecretStyle::File)).is_ok());
    assert_eq!(computer.start(9).desk.vault().unwrap().auto_lock_minutes, 5, "the choice is kept");
}

#[test]
fn a_copied_secret_leaves_the_clipboard_unless_something_else_is_on_it() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    let after = |event: fn(&Program)| {
        program.desk.unlock_with_keychain().unwrap();
        program.desk.copy_secret(&id, FIELD).unwrap();
        assert_eq!(program.host.clipboard_text(), SECRET);
        event(&program);
        program.host.clipboard_text()
    };
    let tick_after = |program: &Program, seconds| {
        program.host.wait(Duration::from_secs(seconds));
        program.desk.hear(Event::Tick);
    };
    assert_eq!(after(|program| program.desk.hear(Event::Tick)), SECRET, "its time is not up");
    tick_after(&program, 31);
    assert_eq!(program.host.clipboard_text(), "");
    assert_eq!(after(|program| drop(program.desk.lock_vault().unwrap())), "");
    assert_eq!(after(|program| program.desk.hear(Event::Quit)), "");
    let other = after(|program| {
        program.host.copy_elsewhere("a recipe");
        program.desk.hear(Event::Quit);
    });
    assert_eq!(other, "a recipe");
}

#[test]
fn a_forgotten_secret_is_gone_and_a_deleted_draft_brings_its_secret_back() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    program.desk.delete_draft(&id).unwrap();
    program.desk.undo().unwrap();
    assert_eq!(program.reads(&id), Ok(SECRET.to_owned()));
    let copy = program.desk.copy_draft(&id, "Copy", "copy").unwrap().draft.id;
    assert_eq!(program.reads(&copy), Err("secret-not-set".to_owned()), "a copy has none");
    program.desk.forget_secret(&id, FIELD).unwrap();
    assert_eq!(program.standing(&id), SecretStanding::NotSet);
    assert_eq!(program.desk.view_vault().unwrap().n_secrets, 0);
}

#[test]
fn a_vault_that_nothing_opens_is_given_up_with_a_backup_and_the_drafts_stay() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    assert_eq!(program.desk.discard_vault().unwrap().state, VaultState::None);
    assert_eq!(program.standing(&id), SecretStanding::NotSet);
    assert_eq!(program.desk.discard_vault().unwrap_err().code, "vault-none");
    // The backup still opens, with what opened the vault.
    let backups = computer.home.path().join("home/backups");
    let backup = std::fs::read_dir(&backups).unwrap().next().unwrap().unwrap().path();
    let elsewhere = computer.home.path().join("elsewhere");
    std::fs::create_dir(&elsewhere).unwrap();
    std::fs::copy(backup, elsewhere.join("drafts.sqlite3")).unwrap();
    let restored = start(&elsewhere, &Arc::default(), 7);
    restored.desk.unlock_with_passphrase(&secret(PASSPHRASE)).unwrap();
    assert_eq!(restored.reads(&id), Ok(SECRET.to_owned()));
}

#[test]
fn the_vault_of_a_restored_backup_is_opened_by_what_opened_it_then() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    let backup = program.desk.backup(None).unwrap();
    program.desk.discard_vault().unwrap();
    program.set_up(SetupKind::New { keychain: false, passphrase: Some(secret("another long passphrase")) });
    program.desk.set_secret(&id, FIELD, secret("0123456789abcdef0123456789abcdef")).unwrap();
    program.desk.restore_backup(&backup).unwrap();
    assert_eq!(program.state(), VaultState::Locked, "the key in memory was the other vault's");
    assert_eq!(program.standing(&id), SecretStanding::Locked);
    assert_eq!(program.desk.vault().unwrap().state, VaultState::Open, "the keychain has the key of this one");
    assert_eq!(program.reads(&id), Ok(SECRET.to_owned()));
}

#[test]
fn a_secret_is_read_again_after_the_recovery_of_a_damaged_database() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    drop(program);
    let database = computer.home.path().join("home/drafts.sqlite3");
    let mut bytes = std::fs::read(&database).unwrap();
    bytes[..100].fill(0xa5);
    std::fs::write(&database, bytes).unwrap();
    let program = computer.start(2);
    assert_eq!(program.desk.vault().unwrap_err().code, "store-corrupt");
    program.desk.recover(None).unwrap();
    program.desk.unlock_with_passphrase(&secret(PASSPHRASE)).unwrap();
    assert_eq!(program.reads(&id), Ok(SECRET.to_owned()));
}

#[test]
fn a_secret_that_was_only_lent_is_used_and_not_kept() {
    let computer = Computer::new();
    let program = computer.start(1);
    let (lent, own) = (program.draft("lent"), program.draft("own"));
    program.set_up(with_both());
    program.desk.lock_vault().unwrap();
    let mut secrets = desk_app::Secrets::default();
    secrets.set(FIELD, secret(SECRET));
    program.desk.lend_secrets(&lent, secrets.clone());
    program.desk.unlock_with_keychain().unwrap();
    assert_eq!(program.reads(&lent), Ok(SECRET.to_owned()));
    assert_eq!(program.desk.view_vault().unwrap().n_secrets, 0);
    program.desk.lend_secrets(&own, secrets);
    program.desk.keep_lent_secrets(&own).unwrap();
    assert_eq!(program.desk.view_vault().unwrap().n_secrets, 1);
    assert_eq!(computer.start(2).standing(&lent), SecretStanding::NotSet);
}

#[test]
fn a_bundle_takes_secrets_out_of_the_open_vault_and_none_out_of_a_locked_one() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    let to = BundleProtection::Passphrase(secret(PASSPHRASE));
    let path = computer.home.path().join("bundle.age");
    program.desk.lock_vault().unwrap();
    let refused = program.desk.create_bundle(&path, std::slice::from_ref(&id), Some(&to)).err().unwrap();
    assert_eq!(refused.code, "vault-locked");
    assert!(!path.exists());
    program.desk.unlock_with_keychain().unwrap();
    program.desk.create_bundle(&path, &[id], Some(&to)).unwrap();
    // On another computer with a vault of its own it goes from the one into the other.
    let other = Computer::new();
    let there = other.start(2);
    there.set_up(with_both());
    let BundleOpened::Locked(locked) = there.desk.open_bundle(&path).unwrap() else { panic!("it is locked") };
    let opener = BundleOpener::Passphrase(secret(PASSPHRASE));
    let preview = there.desk.unlock_bundle(&locked.bundle, &opener).unwrap();
    there.desk.import(&preview.reading, &[]).unwrap();
    let view = there.desk.find_draft("wechat").unwrap();
    assert_eq!(view.secrets[0].standing, SecretStanding::Kept);
    assert_eq!(there.reads(&view.draft.id), Ok(SECRET.to_owned()));
}
