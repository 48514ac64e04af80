//! What opens the vault, and when it locks.

use super::*;

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
fn an_idle_vault_locks_itself_and_forgets_what_it_knew() {
    let computer = Computer::new();
    let program = computer.start(1);
    let id = program.draft("wechat");
    program.set_up(with_both());
    program.desk.set_secret(&id, FIELD, secret(SECRET)).unwrap();
    program.desk.set_auto_lock(5).unwrap();
    let minutes = |minutes: u64| {
        for _ in 0..minutes * 2 {
            program.host.wait(Duration::from_secs(30));
            program.desk.hear(Event::Tick);
        }
    };
    minutes(4);
    program.desk.hear(Event::Activity);
    minutes(4);
    assert_eq!(program.state(), VaultState::Open);
    minutes(2);
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
fn a_vault_that_was_open_when_the_computer_went_to_sleep_is_locked_when_it_wakes() {
    let computer = Computer::new();
    let program = computer.start(1);
    program.set_up(with_both());
    program.desk.hear(Event::Tick);
    program.host.wait(Duration::from_secs(50));
    program.desk.hear(Event::Tick);
    assert_eq!(program.state(), VaultState::Open, "a slow computer is not asleep");
    program.host.wait(Duration::from_secs(90));
    program.desk.hear(Event::Tick);
    let view = program.desk.view_vault().unwrap();
    assert_eq!((view.state, view.locked_because.as_deref()), (VaultState::Locked, Some("sleep")));
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
