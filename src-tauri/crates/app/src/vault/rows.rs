//! The vault's rows in the store: read into records, written back.

use desk_store::{SealedRow, StoreError, VaultRows};
use desk_vault::{KeySlot, Records, SealedSecret};
use serde::Serialize;

use crate::desk::Desk;
use crate::problem::Problem;

/// Which sealed secrets are wanted.
#[derive(Clone, Copy)]
pub(crate) enum Which<'a> {
    None,
    Of(&'a str),
    All,
}

/// A vault as the store has it.
pub(crate) struct Loaded {
    pub(crate) records: Records,
    /// Slots that this version cannot read. They open nothing here, and are written back as they were.
    pub(crate) odd_slots: Vec<String>,
    /// The rows of the secrets that were read, also those that this version cannot read.
    pub(crate) sealed: Vec<SealedRow>,
}

impl Loaded {
    /// Returns how many of the secrets that were read are in no readable form.
    pub(crate) fn n_odd_secrets(&self) -> usize {
        self.sealed.len() - self.records.secrets.len()
    }

    fn rows(&self, records: &Records) -> Result<VaultRows, Problem> {
        let slots = records.slots.iter().map(written).collect::<Result<Vec<_>, Problem>>()?;
        Ok(VaultRows {
            generation: records.header.generation,
            header: written(&records.header)?,
            slots: slots.into_iter().chain(self.odd_slots.iter().cloned()).collect(),
        })
    }
}

impl Desk {
    /// Reads the vault. `None`: there is none.
    pub(crate) fn load_vault(&self, which: Which<'_>) -> Result<Option<Loaded>, Problem> {
        let read = self.with_store(|store| {
            let Some(rows) = store.vault()? else { return Ok(None) };
            let sealed = match which {
                Which::None => Vec::new(),
                Which::Of(owner) => store.sealed(Some(owner))?,
                Which::All => store.sealed(None)?,
            };
            Ok(Some((rows, sealed)))
        })?;
        let Some((rows, sealed)) = read else { return Ok(None) };
        let header = serde_json::from_str(&rows.header)
            .map_err(|error| Problem::new("vault-unreadable").detailed(error.to_string()))?;
        let mut records = Records { header, slots: Vec::new(), secrets: Vec::new() };
        let mut odd_slots = Vec::new();
        for text in rows.slots {
            match serde_json::from_str::<KeySlot>(&text) {
                Ok(slot) => records.slots.push(slot),
                Err(_) => odd_slots.push(text),
            }
        }
        records.secrets = sealed.iter().filter_map(parse).collect();
        Ok(Some(Loaded { records, odd_slots, sealed }))
    }

    /// Writes a vault that there was not.
    pub(crate) fn write_first_vault(&self, records: &Records) -> Result<(), Problem> {
        let nothing = Loaded { records: records.clone(), odd_slots: Vec::new(), sealed: Vec::new() };
        let rows = nothing.rows(records)?;
        self.with_store(|store| store.write_vault(None, &rows)).map_err(|problem| {
            if problem.code == "vault-changed" { Problem::new("vault-exists") } else { problem }
        })
    }

    /// Writes header and slots, if nobody else has changed them since they were loaded.
    pub(crate) fn write_vault(&self, loaded: &Loaded, records: &Records) -> Result<(), Problem> {
        let rows = loaded.rows(records)?;
        self.with_store(|store| store.write_vault(Some(loaded.records.header.generation), &rows))
    }

    /// Writes everything anew, if nobody else has changed anything since it was loaded. Slots that this version cannot
    /// read hold the old data key, so they go.
    pub(crate) fn write_renewed_vault(&self, before: &Loaded, records: &Records) -> Result<(), Problem> {
        let without_odd = Loaded { records: records.clone(), odd_slots: Vec::new(), sealed: Vec::new() };
        let rows = without_odd.rows(records)?;
        let sealed = records.secrets.iter().map(row).collect::<Result<Vec<_>, Problem>>()?;
        let expected = before.records.header.generation;
        self.with_store(|store| store.write_renewed_vault(expected, &before.sealed, &rows, &sealed))
    }

    /// Keeps a sealed secret in its place, if nobody else has changed it since the vault was loaded.
    pub(crate) fn keep_sealed(&self, loaded: &Loaded, sealed: &SealedSecret) -> Result<(), Problem> {
        let row = row(sealed)?;
        let before =
            loaded.sealed.iter().find(|before| before.owner == row.owner && before.field == row.field);
        let generation = loaded.records.header.generation;
        self.with_store(|store| -> Result<(), StoreError> { store.keep_sealed(generation, before, &row) })
    }
}

/// Reads a sealed secret. A row whose text speaks of another place was moved, and is none.
pub(crate) fn parse(row: &SealedRow) -> Option<SealedSecret> {
    let sealed: SealedSecret = serde_json::from_str(&row.sealed).ok()?;
    (sealed.place.owner == row.owner && sealed.place.field == row.field).then_some(sealed)
}

fn row(sealed: &SealedSecret) -> Result<SealedRow, Problem> {
    let (owner, field) = (sealed.place.owner.clone(), sealed.place.field.clone());
    Ok(SealedRow { owner, field, sealed: written(sealed)? })
}

fn written(value: &impl Serialize) -> Result<String, Problem> {
    serde_json::to_string(value).map_err(|error| Problem::new("internal").detailed(error.to_string()))
}
