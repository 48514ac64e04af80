//! The real Secret Service of a desktop, on a session bus of its own, and a session without one.
#![cfg(test)]
#![cfg(target_os = "linux")]

use std::process::{Command, Output};
use std::time::Duration;

use desk_vault::{
    Cost, Entropy, Key, Keychain, Place, Reading, Records, RecoveryKey, SystemKeychain, VaultError,
};
use secrecy::{ExposeSecret, SecretString};

/// A session bus that starts nothing on demand, so that nobody offers secrets there.
const EMPTY_BUS: &str = r#"<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

const INSIDE: &str = "SOURCE_DESK_TEST_INSIDE";

struct Counter(u8);

impl Entropy for Counter {
    fn fill(&mut self, buffer: &mut [u8]) {
        for byte in buffer {
            *byte = self.0;
            self.0 = self.0.wrapping_mul(5).wrapping_add(41);
        }
    }
}

fn keychain() -> SystemKeychain {
    SystemKeychain::new(Duration::from_secs(60))
}

/// Runs one of the tests below in a session of its own: a private home, a private bus, and before it some commands.
fn in_a_session(test: &str, before: &str, bus: Option<&str>) -> Output {
    let home = tempfile::tempdir().unwrap();
    let program = std::env::current_exe().unwrap();
    let script = format!("{before} exec \"$0\" --exact {test} --ignored --nocapture");
    let mut session = Command::new("dbus-run-session");
    if let Some(bus) = bus {
        let file = home.path().join("bus.conf");
        std::fs::write(&file, bus).unwrap();
        session.arg("--config-file").arg(file);
    }
    session
        .args(["--", "sh", "-c", &script])
        .arg(program)
        .env(INSIDE, "1")
        .env("HOME", home.path())
        .env("XDG_RUNTIME_DIR", home.path())
        .env_remove("XDG_DATA_HOME")
        .env_remove("DISPLAY")
        .env_remove("WAYLAND_DISPLAY")
        .output()
        .expect("dbus-run-session is there: `cargo xtask setup` installs the packages dbus and gnome-keyring")
}

fn assert_passed(output: &Output) {
    let text =
        format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

#[test]
fn a_vault_lives_with_the_gnome_keyring() {
    let unlock = "printf ci | gnome-keyring-daemon --unlock --components=secrets >/dev/null || exit 9;";
    assert_passed(&in_a_session("inside_with_the_gnome_keyring", unlock, None));
}

#[test]
fn without_a_keychain_a_vault_has_a_passphrase_and_nothing_is_kept_in_the_clear() {
    assert_passed(&in_a_session("inside_without_a_keychain", "", Some(EMPTY_BUS)));
}

#[test]
fn a_keychain_that_asks_a_person_who_is_not_there_is_unavailable_and_keeps_nothing() {
    // The keyring is started on demand, and wants a password for its first collection.
    assert_passed(&in_a_session("inside_with_a_keyring_that_is_not_unlocked", "", None));
}

#[test]
#[ignore = "runs in the session that another test makes"]
fn inside_with_a_keyring_that_is_not_unlocked() {
    assert!(std::env::var_os(INSIDE).is_some());
    let keychain = SystemKeychain::new(Duration::from_secs(5));
    assert!(
        matches!(keychain.read("nothing of ours"), Reading::Absent),
        "there is a keychain, and it answers"
    );
    let mut entropy = Counter(5);
    let (empty, unlocked) = Records::create(None, &mut entropy, 0).unwrap();
    let refused = empty.with_keychain(&unlocked, &keychain, &mut entropy, 0);
    assert!(matches!(refused, Err(VaultError::KeychainUnavailable { .. })), "{:?}", refused.err());
}

#[test]
#[ignore = "runs in the session that another test makes"]
fn inside_with_the_gnome_keyring() {
    assert!(std::env::var_os(INSIDE).is_some());
    let keychain = keychain();
    assert!(matches!(keychain.read("nothing of ours"), Reading::Absent), "it answers, and has no such item");
    keychain.delete("nothing of ours").unwrap();
    let mut entropy = Counter(3);
    let (records, unlocked) = Records::create(None, &mut entropy, 0).unwrap();
    let records = records.with_keychain(&unlocked, &keychain, &mut entropy, 0).unwrap();
    let recovery_key = RecoveryKey::new(&mut entropy);
    let records = records.with_recovery_key(&unlocked, &recovery_key, &mut entropy, 0).unwrap();
    let place = Place { owner: "draft/1".to_owned(), field: "consumer_secret".to_owned() };
    let row = records.seal(&unlocked, place, &SecretString::from("微信"), &mut entropy, 0).unwrap();
    drop(unlocked);
    // Another keychain, as the next start of the program has one.
    let next = self::keychain();
    let unlocked = records.unlock_with_keychain(&next).unwrap();
    assert_eq!(unlocked.open(&row).unwrap().expose_secret(), "微信");
    // Renewed, tidied: the old item is gone, the new one opens.
    let keep = desk_vault::Keep { keychain: Some(&next), passphrase: None };
    let rotated = records.rotate(&unlocked, &keep, &mut entropy, 0).unwrap();
    let tidied = rotated.records.tidy(&rotated.unlocked, &next).unwrap();
    assert!(matches!(records.unlock_with_keychain(&next), Err(VaultError::KeychainAbsent)));
    assert!(tidied.unlock_with_keychain(&next).is_ok());
    assert!(tidied.unlock_with_recovery_key(&rotated.recovery_key).is_ok());
}

#[test]
#[ignore = "runs in the session that another test makes"]
fn inside_without_a_keychain() {
    assert!(std::env::var_os(INSIDE).is_some());
    let keychain = keychain();
    let Reading::Unavailable(why) = keychain.read("anything") else { panic!("nobody answers here") };
    assert!(!why.reason.is_empty());
    assert!(keychain.write("anything", &Key::new(&mut Counter(1))).is_err());
    let mut entropy = Counter(4);
    let (empty, unlocked) = Records::create(None, &mut entropy, 0).unwrap();
    let refused = empty.with_keychain(&unlocked, &keychain, &mut entropy, 0);
    assert!(matches!(refused, Err(VaultError::KeychainUnavailable { .. })));
    let passphrase = SecretString::from("correct horse battery staple");
    let records = empty.with_passphrase(&unlocked, &passphrase, Cost::FLOOR, &mut entropy, 0).unwrap();
    let recovery_key = RecoveryKey::new(&mut entropy);
    let mut records = records.with_recovery_key(&unlocked, &recovery_key, &mut entropy, 0).unwrap();
    let place = Place { owner: "draft/1".to_owned(), field: "consumer_secret".to_owned() };
    let row = records.seal(&unlocked, place, &SecretString::from("d15ea5ec0ffee"), &mut entropy, 0).unwrap();
    records.secrets.push(row);
    let written = serde_json::to_string(&records).unwrap();
    assert!(!written.contains("d15ea5ec0ffee") && !written.contains("correct horse"));
    let unlocked = records.unlock_with_passphrase(&passphrase).unwrap();
    assert_eq!(unlocked.open(&records.secrets[0]).unwrap().expose_secret(), "d15ea5ec0ffee");
}
