//! What is kept in the vault, and where it goes.

use super::*;

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
