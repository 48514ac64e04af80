//! `vault`: made, opened, its ways in.

use desk_app::messages::{MessageId, id};
use desk_app::{Problem, Secret, SetupKind, SetupView, SlotWay, VaultState, VaultView};
use serde_json::{Value, json};

use crate::arguments::{Slot, Vault};
use crate::failure::{DONE, Ended, Failure};
use crate::passphrase::{self, NEW_PASSPHRASE, PASSPHRASE};
use crate::print;
use crate::program::Program;

/// Works on the vault.
pub(super) fn vault(program: &Program, command: &Vault) -> Ended {
    match command {
        Vault::Status => {
            let view = program.desk.view_vault()?;
            tell(program, &view, None)
        }
        Vault::Init { no_keychain } => init(program, *no_keychain),
        Vault::Unlock => {
            open(program)?;
            let view = program.desk.view_vault()?;
            tell(program, &view, None)
        }
        Vault::AddSlot { slot } => add_slot(program, *slot),
        Vault::RemoveSlot { id } => {
            open(program)?;
            let view = program.desk.remove_slot(id)?;
            tell(program, &view, None)
        }
        Vault::Recover { recovery_key } => recover(program, recovery_key.as_deref()),
        Vault::Renew => renew(program),
        Vault::Discard { yes } => {
            if !yes {
                return Err(Problem::new("usage-vault-discard").into());
            }
            let view = program.desk.discard_vault()?;
            tell(program, &view, None)
        }
    }
}

/// Opens the vault with the passphrase from the environment, or the keychain, or a passphrase that is asked for.
///
/// Problems: `vault-none`, and why nothing opened it.
pub(super) fn open(program: &Program) -> Result<(), Problem> {
    let given = passphrase::from_variable(PASSPHRASE)?;
    let opened = match program.desk.open_vault(given.as_ref()) {
        Err(problem) if given.is_none() && passphrase::can_ask(program.output) => {
            let view = program.desk.view_vault()?;
            if !view.slots.iter().any(|slot| slot.kind == SlotWay::Passphrase) {
                return Err(problem);
            }
            let typed = passphrase::ask(program.output, id::CLI_VAULT_ASK_PASSPHRASE)?;
            program.desk.unlock_with_passphrase(&typed).map(|_| true)
        }
        opened => opened,
    };
    if opened? { Ok(()) } else { Err(Problem::new("vault-none")) }
}

/// Opens the vault, if there is one. Returns whether there is.
pub(super) fn open_if_any(program: &Program) -> Result<bool, Problem> {
    match open(program) {
        Err(problem) if problem.code == "vault-none" => Ok(false),
        opened => opened.map(|()| true),
    }
}

fn init(program: &Program, no_keychain: bool) -> Ended {
    if program.desk.view_vault()?.state != VaultState::None {
        return Err(Problem::new("vault-exists").into());
    }
    let keychain = !no_keychain && program.desk.keychain_answers();
    let passphrase = match passphrase::from_variable(PASSPHRASE)? {
        None if passphrase::can_ask(program.output) => {
            let question = if keychain { id::CLI_VAULT_ASK_OPTIONAL } else { id::CLI_VAULT_ASK_NEW };
            passphrase::ask_new(program.output, question)?
        }
        given => given,
    };
    if !keychain && passphrase.is_none() {
        return Err(Problem::new("usage-vault-passphrase").into());
    }
    if !program.output.json {
        program.output.note(&program.output.text(id::VAULT_WHAT_IS_SEALED, &[]));
    }
    set_up(program, SetupKind::New { keychain, passphrase })
}

fn add_slot(program: &Program, slot: Slot) -> Ended {
    open(program)?;
    match slot {
        Slot::Keychain => {
            let view = program.desk.add_keychain()?;
            tell(program, &view, None)
        }
        Slot::Passphrase => {
            let view = program.desk.set_passphrase(&new_passphrase(program)?)?;
            tell(program, &view, None)
        }
        Slot::RecoveryKey => set_up(program, SetupKind::RecoveryKey),
    }
}

fn recover(program: &Program, origin: Option<&str>) -> Ended {
    if program.desk.view_vault()?.state == VaultState::None {
        return Err(Problem::new("vault-none").into());
    }
    let typed = passphrase::read(program.output, "recovery key", origin, id::CLI_VAULT_ASK_RECOVERY_KEY)?;
    let mut view = program.desk.unlock_with_recovery_key(&typed)?;
    if program.desk.keychain_answers() {
        view = program.desk.add_keychain()?;
    }
    let new = match passphrase::from_variable(NEW_PASSPHRASE)? {
        None => passphrase::from_variable(PASSPHRASE)?,
        new => new,
    };
    let new = match new {
        None if passphrase::can_ask(program.output) => {
            passphrase::ask_new(program.output, id::CLI_VAULT_ASK_OPTIONAL)?
        }
        new => new,
    };
    if let Some(new) = new {
        view = program.desk.set_passphrase(&new)?;
    }
    tell(program, &view, None)
}

fn renew(program: &Program) -> Ended {
    open(program)?;
    let view = program.desk.view_vault()?;
    let has = |kind: SlotWay| view.slots.iter().any(|slot| slot.kind == kind);
    let keychain = has(SlotWay::Keychain) && program.desk.keychain_answers();
    let passphrase = match passphrase::from_variable(PASSPHRASE)? {
        None if has(SlotWay::Passphrase) && passphrase::can_ask(program.output) => {
            Some(passphrase::ask(program.output, id::CLI_VAULT_ASK_PASSPHRASE)?)
        }
        given => given,
    };
    set_up(program, SetupKind::Renew { keychain, passphrase })
}

fn new_passphrase(program: &Program) -> Result<Secret, Problem> {
    if let Some(new) = passphrase::from_variable(NEW_PASSPHRASE)? {
        return Ok(new);
    }
    if passphrase::can_ask(program.output)
        && let Some(new) = passphrase::ask_new(program.output, id::CLI_VAULT_ASK_NEW)?
    {
        return Ok(new);
    }
    Err(Problem::about("usage-vault-new-passphrase", NEW_PASSPHRASE))
}

/// Shows the recovery key and stores what was begun. A person types two groups of it back; a program has read it whole.
fn set_up(program: &Program, kind: SetupKind) -> Ended {
    let output = program.output;
    let setup = program.desk.begin_setup(kind)?;
    if passphrase::can_ask(output) && output.is_watched() {
        show(program, &setup)?;
        let view = confirm_by_person(program, &setup)?;
        return tell(program, &view, None);
    }
    let groups: Vec<&str> = setup.recovery_key.split('-').collect();
    let typed = setup.groups.iter().filter_map(|group| groups.get(*group as usize - 1).copied());
    let view = program.desk.confirm_setup(&Secret::new(typed.collect::<Vec<_>>().join(" ")))?;
    if !output.json {
        show(program, &setup)?;
    }
    tell(program, &view, Some(&setup))
}

fn show(program: &Program, setup: &SetupView) -> Result<(), Failure> {
    let output = program.output;
    output.note(&output.text(id::CLI_VAULT_RECOVERY_KEY, &[]));
    output.line(&setup.recovery_key)?;
    Ok(())
}

fn confirm_by_person(program: &Program, setup: &SetupView) -> Result<VaultView, Failure> {
    let output = program.output;
    let [one, other] = [0, 1].map(|at| setup.groups.get(at).map(u32::to_string).unwrap_or_default());
    let question = output.text(id::VAULT_TYPE_GROUPS, &[("first", &one), ("second", &other)]);
    let mut n_tries = 1;
    loop {
        match program.desk.confirm_setup(&passphrase::ask_openly(&question)?) {
            Err(problem) if problem.code == "vault-not-confirmed" && n_tries < 3 => {
                output.complain(&desk_app::words::problem(output.locale, &problem));
                n_tries += 1;
            }
            confirmed => return Ok(confirmed?),
        }
    }
}

fn tell(program: &Program, view: &VaultView, setup: Option<&SetupView>) -> Ended {
    let output = program.output;
    if output.json {
        let slots: Vec<Value> = view
            .slots
            .iter()
            .map(|slot| json!({ "id": slot.id, "kind": slot.kind, "created_at": slot.created_at }))
            .collect();
        let mut document = json!({
            "state": view.state,
            "locked": view.state == VaultState::Locked,
            "slots": slots,
            "damaged_slots": view.n_odd_slots,
            "secrets": view.n_secrets,
            "unreadable_secrets": view.n_unreadable,
        });
        if let (Some(setup), Some(document)) = (setup, document.as_object_mut()) {
            document.insert("recovery_key".to_owned(), Value::String(setup.recovery_key.clone()));
        }
        output.document(&document)?;
        return Ok(DONE);
    }
    let state = match view.state {
        VaultState::None => id::CLI_VAULT_NONE,
        VaultState::Locked => id::CLI_VAULT_LOCKED,
        VaultState::Open => id::CLI_VAULT_OPEN,
    };
    output.line(&counted(program, state, view.n_secrets))?;
    let rows: Vec<Vec<String>> = view
        .slots
        .iter()
        .map(|slot| {
            let kind = match slot.kind {
                SlotWay::Keychain => id::VAULT_SLOT_KEYCHAIN,
                SlotWay::Passphrase => id::VAULT_SLOT_PASSPHRASE,
                SlotWay::RecoveryKey => id::VAULT_SLOT_RECOVERY_KEY,
            };
            vec![output.text(kind, &[]), slot.created_at.clone(), slot.id.clone()]
        })
        .collect();
    for line in print::columns(&rows) {
        output.line(&format!("  {line}"))?;
    }
    for (count, message) in
        [(view.n_odd_slots, id::CLI_VAULT_ODD_SLOTS), (view.n_unreadable, id::CLI_VAULT_UNREADABLE)]
    {
        if count > 0 {
            output.line(&counted(program, message, count))?;
        }
    }
    Ok(DONE)
}

fn counted(program: &Program, message: MessageId, count: u32) -> String {
    let many = if count == 1 { "one" } else { "other" };
    program.output.text(message, &[("count", &count.to_string()), ("many", many)])
}
