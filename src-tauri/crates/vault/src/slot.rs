//! Wrapping the data key, and unwrapping it again.

use sha2::{Digest, Sha256};

use crate::error::VaultError;
use crate::hex::{Hex, Id};
use crate::key::{Entropy, Key, bind};
use crate::rows::{Header, KeySlot, SlotKind};
use crate::seal;

/// Wraps the data key with a slot's own key.
pub(crate) fn wrap(
    header: &Header,
    id: Id,
    kind: SlotKind,
    own: &Key,
    data: &Key,
    entropy: &mut dyn Entropy,
    now: i64,
) -> Result<KeySlot, VaultError> {
    let mut slot = KeySlot {
        id,
        kind,
        key: header.key.clone(),
        created_at: now,
        nonce: Hex::random(entropy),
        wrapped: Hex([0; 48]),
        check: Hex([0; 16]),
        digest: Hex([0; 16]),
    };
    let context = context(&header.vault, &slot);
    let sealed = seal::seal(&wrapping_key(own)?, &slot.nonce, &context, data.bytes())?;
    slot.wrapped = Hex(sealed.try_into().map_err(|_| VaultError::Cryptography)?);
    slot.check = check(own)?;
    slot.digest = digest(&header.vault, &slot);
    Ok(slot)
}

/// Returns whether a slot is as it was written, as far as that can be seen without a key.
pub(crate) fn is_sound(vault: &Id, slot: &KeySlot) -> bool {
    digest(vault, slot) == slot.digest
}

/// Unwraps the data key with a slot's own key.
pub(crate) fn unwrap(vault: &Id, slot: &KeySlot, own: &Key) -> Result<Key, VaultError> {
    let way = slot.kind.way();
    let context = context(vault, slot);
    if let Some(data) = seal::open(&wrapping_key(own)?, &slot.nonce, &context, &slot.wrapped.0) {
        return Key::from_bytes(&data).ok_or(VaultError::SlotDamaged { way });
    }
    if is_sound(vault, slot) && check(own)? != slot.check {
        Err(VaultError::WrongKey { way })
    } else {
        Err(VaultError::SlotDamaged { way })
    }
}

fn wrapping_key(own: &Key) -> Result<Key, VaultError> {
    own.derive(b"", &[b"source-desk wrap 1"])
}

fn check(own: &Key) -> Result<Hex<16>, VaultError> {
    let code = own.derive(b"", &[b"source-desk check 1"])?.authenticate(&[b"check"])?;
    let mut check = Hex([0; 16]);
    check.0.copy_from_slice(code.split_at(16).0);
    Ok(check)
}

/// What a wrapped key is bound to.
fn context(vault: &Id, slot: &KeySlot) -> Vec<u8> {
    let kind: Vec<&[u8]>;
    let cost;
    match &slot.kind {
        SlotKind::Keychain { item } => kind = vec![b"keychain", item.as_bytes()],
        SlotKind::Passphrase { salt, cost: parameters } => {
            cost = parameters.bytes();
            kind = vec![b"passphrase", &salt.0, &cost];
        }
        SlotKind::RecoveryKey { salt } => kind = vec![b"recovery key", &salt.0],
    }
    bind(&[
        b"source-desk slot 1",
        vault.bytes(),
        slot.id.bytes(),
        slot.key.bytes(),
        &slot.created_at.to_be_bytes(),
        &bind(&kind),
    ])
}

fn digest(vault: &Id, slot: &KeySlot) -> Hex<16> {
    let bytes = bind(&[&context(vault, slot), &slot.nonce.0, &slot.wrapped.0, &slot.check.0]);
    let mut digest = Hex([0; 16]);
    digest.0.copy_from_slice(Sha256::digest(bytes).split_at(16).0);
    digest
}
