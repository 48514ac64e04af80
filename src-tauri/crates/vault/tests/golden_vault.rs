//! A vault that version 1 made opens for ever: its file is never made again.
#![cfg(test)]

use desk_vault::{Cost, Entropy, Place, Records, RecoveryKey, VaultError};
use secrecy::{ExposeSecret, SecretString};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/vault-1.json");
const PASSPHRASE: &str = "微信 correct horse é staple";
const SECRET: &str = "d15ea5ec0ffee0ddba11ad0be5eaf00d";

struct Counter(u8);

impl Entropy for Counter {
    fn fill(&mut self, buffer: &mut [u8]) {
        for byte in buffer {
            *byte = self.0;
            self.0 = self.0.wrapping_mul(5).wrapping_add(41);
        }
    }
}

fn recovery_key() -> RecoveryKey {
    RecoveryKey::new(&mut Counter(7))
}

fn records() -> Records {
    serde_json::from_str(&std::fs::read_to_string(FILE).unwrap()).unwrap()
}

#[test]
fn a_vault_of_version_1_opens_with_its_passphrase_and_its_recovery_key() {
    let records = records();
    let typed = RecoveryKey::parse(&recovery_key().print().unwrap()).unwrap();
    for unlocked in [
        records.unlock_with_passphrase(&SecretString::from(PASSPHRASE)).unwrap(),
        records.unlock_with_recovery_key(&typed).unwrap(),
    ] {
        // EXPOSE: a made-up secret is compared.
        assert_eq!(unlocked.open(&records.secrets[0]).unwrap().expose_secret(), SECRET);
        let fingerprint = unlocked.fingerprint("server", "wechat", &SecretString::from(SECRET)).unwrap();
        let written = serde_json::to_string(&fingerprint).unwrap();
        assert_eq!(written, "\"e432785f3ef9dfca44c8a3cd3f97c185b4cbdd464ebc9463f5c08440928755f6\"");
    }
    let wrong = records.unlock_with_passphrase(&SecretString::from("微信 correct horse e staple"));
    assert!(matches!(wrong.err(), Some(VaultError::WrongKey { .. })));
}

#[test]
fn the_file_is_what_this_version_writes() {
    let mut entropy = Counter(1);
    let now = 1_790_000_000_000;
    let (made, unlocked) = Records::create(None, &mut entropy, now).unwrap();
    let passphrase = SecretString::from(PASSPHRASE);
    let made = made.with_passphrase(&unlocked, &passphrase, Cost::FLOOR, &mut entropy, now).unwrap();
    let mut made = made.with_recovery_key(&unlocked, &recovery_key(), &mut entropy, now).unwrap();
    let place = Place {
        owner: "draft/00000000-0000-4000-8000-000000000001".to_owned(),
        field: "consumer_secret".to_owned(),
    };
    let row = made.seal(&unlocked, place, &SecretString::from(SECRET), &mut entropy, now).unwrap();
    made.secrets.push(row);
    let written = serde_json::to_string_pretty(&made).unwrap();
    assert_eq!(made, records(), "{written}");
}
