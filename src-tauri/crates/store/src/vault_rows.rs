//! The rows of a vault. The store keeps their texts and does not read them; none of them is secret.

use rusqlite::{Connection, OptionalExtension, Transaction, params};

use crate::error::{Cause, StoreError};
use crate::store::Store;

/// The header and the slots of a vault, in the vault's own form (JSON).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VaultRows {
    /// Grows with each change to header or slots.
    pub generation: u32,
    /// About the vault as a whole.
    pub header: String,
    /// The ways in, in their order.
    pub slots: Vec<String>,
}

/// One sealed secret, in the vault's own form (JSON).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// What it belongs to: `draft/ID`.
    pub owner: String,
    /// authentik's name of the field.
    pub field: String,
    /// The sealed secret.
    pub sealed: String,
}

impl Store {
    /// Returns the vault's header and slots. `None`: there is no vault yet.
    pub fn vault(&self) -> Result<Option<VaultRows>, StoreError> {
        vault_in(&self.connection).map_err(|cause| cause.at(&self.files))
    }

    /// Returns the sealed secrets: those of one owner, or all, also those of drafts that were deleted and can come back.
    pub fn sealed(&self, owner: Option<&str>) -> Result<Vec<SealedRow>, StoreError> {
        sealed_in(&self.connection, owner).map_err(|cause| cause.at(&self.files))
    }

    /// Writes header and slots, if the vault is still at the generation that the change was made from; `None`: if there
    /// is none yet.
    ///
    /// Errors: [`StoreError::VaultChanged`].
    pub fn write_vault(&mut self, expected: Option<u32>, rows: &VaultRows) -> Result<(), StoreError> {
        self.write(|transaction, _| {
            require_generation(transaction, expected)?;
            write_rows(transaction, rows)
        })?;
        self.shred();
        Ok(())
    }

    /// Writes header, slots and every sealed secret anew, if nothing of the vault has changed since `before` was read.
    ///
    /// Errors: [`StoreError::VaultChanged`], also if a secret was kept or forgotten meanwhile: it would be lost.
    pub fn write_renewed_vault(
        &mut self,
        expected: u32,
        before: &[SealedRow],
        rows: &VaultRows,
        sealed: &[SealedRow],
    ) -> Result<(), StoreError> {
        self.write(|transaction, _| {
            require_generation(transaction, Some(expected))?;
            if sealed_in(transaction, None)? != before {
                return Err(StoreError::VaultChanged.into());
            }
            write_rows(transaction, rows)?;
            transaction.execute("DELETE FROM sealed_secret", [])?;
            sealed.iter().try_for_each(|row| keep(transaction, row))
        })?;
        self.shred();
        Ok(())
    }

    /// Keeps a sealed secret in the place of the one that was there, if vault and place are as they were read.
    ///
    /// Errors: [`StoreError::VaultChanged`].
    pub fn keep_sealed(
        &mut self,
        expected: u32,
        before: Option<&SealedRow>,
        row: &SealedRow,
    ) -> Result<(), StoreError> {
        self.write(|transaction, _| {
            require_generation(transaction, Some(expected))?;
            let found = sealed_in(transaction, Some(&row.owner))?;
            if found.iter().find(|found| found.field == row.field) != before {
                return Err(StoreError::VaultChanged.into());
            }
            keep(transaction, row)
        })?;
        self.shred();
        Ok(())
    }

    /// Deletes the sealed secret of a place, so that its bytes are gone from the database's files. Backups keep theirs.
    /// Returns whether there was one.
    pub fn forget_sealed(&mut self, owner: &str, field: &str) -> Result<bool, StoreError> {
        let forgotten = self.write(|transaction, _| {
            let sql = "DELETE FROM sealed_secret WHERE owner = ?1 AND field = ?2";
            Ok(transaction.prepare_cached(sql)?.execute(params![owner, field])? > 0)
        })?;
        self.shred();
        Ok(forgotten)
    }

    /// Gives the vault up, with all its slots and sealed secrets. Returns whether there was one.
    pub fn discard_vault(&mut self) -> Result<bool, StoreError> {
        let discarded = self.write(|transaction, _| {
            transaction.execute("DELETE FROM sealed_secret", [])?;
            transaction.execute("DELETE FROM vault_slot", [])?;
            Ok(transaction.execute("DELETE FROM vault", [])? > 0)
        })?;
        self.shred();
        Ok(discarded)
    }

    /// Moves the write-ahead log into the database and empties it, so that what was replaced is in neither
    /// (`secure_delete` overwrites it in the database). If another process is just reading, its end or the next change
    /// does it.
    fn shred(&self) {
        let _ = self.connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
}

/// Deletes the sealed secrets of a draft that does not exist and that no undo can bring back.
pub(crate) fn forget_of_gone_draft(transaction: &Transaction<'_>, id: &str) -> Result<(), Cause> {
    transaction
        .prepare_cached(
            "DELETE FROM sealed_secret WHERE owner = 'draft/' || ?1
             AND NOT EXISTS (SELECT 1 FROM draft WHERE draft.id = ?1)
             AND NOT EXISTS (SELECT 1 FROM step_part AS part WHERE part.draft_id = ?1)",
        )?
        .execute([id])?;
    Ok(())
}

fn vault_in(connection: &Connection) -> Result<Option<VaultRows>, Cause> {
    let header = connection
        .prepare_cached("SELECT generation, header FROM vault WHERE id = 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((generation, header)) = header else { return Ok(None) };
    let slots = connection
        .prepare_cached("SELECT slot FROM vault_slot ORDER BY position")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    Ok(Some(VaultRows { generation, header, slots }))
}

fn sealed_in(connection: &Connection, owner: Option<&str>) -> Result<Vec<SealedRow>, Cause> {
    let rows = connection
        .prepare_cached(
            "SELECT owner, field, sealed FROM sealed_secret WHERE ?1 IS NULL OR owner = ?1 ORDER BY owner, field",
        )?
        .query_map([owner], |row| {
            Ok(SealedRow { owner: row.get(0)?, field: row.get(1)?, sealed: row.get(2)? })
        })?
        .collect::<Result<_, _>>()?;
    Ok(rows)
}

fn require_generation(transaction: &Transaction<'_>, expected: Option<u32>) -> Result<(), Cause> {
    let found: Option<u32> = transaction
        .prepare_cached("SELECT generation FROM vault WHERE id = 1")?
        .query_row([], |row| row.get(0))
        .optional()?;
    if found == expected { Ok(()) } else { Err(StoreError::VaultChanged.into()) }
}

fn write_rows(transaction: &Transaction<'_>, rows: &VaultRows) -> Result<(), Cause> {
    transaction.execute("DELETE FROM vault_slot", [])?;
    transaction.execute(
        "INSERT INTO vault (id, generation, header) VALUES (1, ?1, ?2)
         ON CONFLICT (id) DO UPDATE SET generation = excluded.generation, header = excluded.header",
        params![rows.generation, rows.header],
    )?;
    for (position, slot) in (0i64..).zip(&rows.slots) {
        transaction
            .prepare_cached("INSERT INTO vault_slot (position, slot) VALUES (?1, ?2)")?
            .execute(params![position, slot])?;
    }
    Ok(())
}

fn keep(transaction: &Transaction<'_>, row: &SealedRow) -> Result<(), Cause> {
    transaction
        .prepare_cached(
            "INSERT INTO sealed_secret (owner, field, sealed) VALUES (?1, ?2, ?3)
             ON CONFLICT (owner, field) DO UPDATE SET sealed = excluded.sealed",
        )?
        .execute(params![row.owner, row.field, row.sealed])?;
    Ok(())
}
