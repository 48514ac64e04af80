//! What secrets cost: sealing and opening one beside a row of SQLite, and opening the vault beside the bare key function.

use std::hint::black_box;
use std::time::{Duration, Instant};

use desk_vault::{Cost, Entropy, Place, Records, RecoveryKey, SecretString, VaultError};

use crate::Failure;

/// How many secrets are sealed and opened.
const N_SECRETS: u32 = 10_000;

impl From<VaultError> for Failure {
    fn from(error: VaultError) -> Failure {
        Failure(error.to_string())
    }
}

/// Bytes that are foreseeable, which a measurement may be.
struct Counter(u64);

impl Entropy for Counter {
    fn fill(&mut self, buffer: &mut [u8]) {
        for byte in buffer {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = self.0.to_be_bytes()[0];
        }
    }
}

/// Measures and prints.
pub(crate) fn measure() -> Result<(), Failure> {
    let mut entropy = Counter(1);
    let passphrase = SecretString::from("correct horse battery staple");
    let (empty, unlocked) = Records::create(None, &mut entropy, 0)?;
    let recovery_key = RecoveryKey::new(&mut entropy);
    let records = empty
        .with_passphrase(&unlocked, &passphrase, Cost::FLOOR, &mut entropy, 0)?
        .with_recovery_key(&unlocked, &recovery_key, &mut entropy, 0)?;
    println!("\nThe vault: {N_SECRETS} secrets of 32 characters");
    let secret = SecretString::from("d15ea5ec0ffee0ddba11ad0be5eaf00d");
    let start = Instant::now();
    let mut rows = Vec::new();
    for number in 0..N_SECRETS {
        let place = Place { owner: format!("draft/{number}"), field: "consumer_secret".to_owned() };
        rows.push(records.seal(&unlocked, place, &secret, &mut entropy, 0)?);
    }
    line("seal one", start.elapsed() / N_SECRETS);
    let start = Instant::now();
    for row in &rows {
        black_box(unlocked.open(row)?);
    }
    let open = start.elapsed() / N_SECRETS;
    line("open one", open);
    let texts: Vec<String> = rows.iter().filter_map(|row| serde_json::to_string(row).ok()).collect();
    let start = Instant::now();
    for text in &texts {
        black_box(serde_json::from_str::<desk_vault::SealedSecret>(text).ok());
    }
    let parse = start.elapsed() / N_SECRETS;
    line("read its row from JSON, for comparison", parse);
    println!("{:<40} {:>9.2}", "opening beside reading the row", ratio(open, parse));
    println!("\nOpening the vault");
    for (name, cost) in [("floor: 64 MiB, 3 passes", Cost::FLOOR), ("usual: 128 MiB, 3 passes", Cost::USUAL)]
    {
        let records = empty.with_passphrase(&unlocked, &passphrase, cost, &mut entropy, 0)?;
        let start = Instant::now();
        black_box(records.unlock_with_passphrase(&passphrase)?);
        let unlock = start.elapsed();
        let start = Instant::now();
        cost.try_once()?;
        let bare = start.elapsed();
        line(name, unlock);
        println!("{:<40} {:>9.2}", "  beside Argon2id alone", ratio(unlock, bare));
    }
    let start = Instant::now();
    black_box(records.unlock_with_recovery_key(&recovery_key)?);
    line("with the recovery key", start.elapsed());
    Ok(())
}

fn line(name: &str, took: Duration) {
    println!("{name:<40} {:>9.1} µs", took.as_secs_f64() * 1e6);
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
