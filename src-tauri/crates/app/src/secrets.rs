//! The secrets of drafts: kept in the vault, or in memory while there is none.

use desk_model::{Draft, DraftId, Secret, Secrets};
use desk_vault::{Event, Place, SealedSecret};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::{Desk, lock};
use crate::drafts::rfc3339;
use crate::problem::Problem;
use crate::vault::rows::{self, Which};
use crate::vault::secret_string;
use crate::views::DraftView;

/// Where a secret is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "kebab-case")]
pub enum SecretStanding {
    /// There is none.
    NotSet,
    /// In memory, until the program ends.
    Memory,
    /// In the open vault.
    Kept,
    /// In the vault, which is locked.
    Locked,
    /// In the vault, but it does not open any more.
    Unreadable,
}

/// What is known of a secret. The secret itself is not in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct SecretState {
    /// The field.
    pub field: String,
    /// Where it is.
    pub standing: SecretStanding,
    /// Its number of characters; 0 if there is none.
    pub n_characters: u32,
    /// When it was set, RFC 3339; unknown of one in memory.
    pub changed_at: Option<String>,
}

/// A secret that the person asked to see. It is the one view that holds one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct RevealedView {
    /// The secret.
    pub text: String,
    /// After how many seconds it is to be hidden again.
    pub seconds: u32,
}

/// How long a revealed secret stays to be seen.
const REVEALED_SECONDS: u32 = 30;

/// The secrets of a draft as they are now: what can be read of them, and what is known of each.
pub(crate) struct SecretsOfDraft {
    pub(crate) known: Secrets,
    pub(crate) states: Vec<SecretState>,
}

impl Desk {
    /// Keeps the secret of a field: in the vault, or in memory while there is none.
    ///
    /// Problems: `vault-locked`; then nothing is kept.
    pub fn set_secret(&self, id: &DraftId, field: &str, secret: Secret) -> Result<DraftView, Problem> {
        self.hear(Event::Activity);
        let stored = self.with_store(|store| store.get(id))?;
        require_secret_field(&stored.draft, field)?;
        if secret.n_characters() == 0 {
            return Err(Problem::about("secret-empty", field));
        }
        if self.load_vault(Which::None)?.is_some() {
            self.seal(id, field, &secret)?;
            self.change_secrets(id, |secrets| secrets.forget(field));
        } else {
            self.change_secrets(id, |secrets| secrets.set(field, secret));
        }
        Ok(self.view(stored))
    }

    /// Forgets a secret. Its bytes are gone from the database; older backups keep what they have.
    pub fn forget_secret(&self, id: &DraftId, field: &str) -> Result<DraftView, Problem> {
        self.hear(Event::Activity);
        let stored = self.with_store(|store| store.get(id))?;
        require_secret_field(&stored.draft, field)?;
        self.with_store(|store| store.forget_sealed(&owner(id), field))?;
        self.change_secrets(id, |secrets| secrets.forget(field));
        Ok(self.view(stored))
    }

    /// Shows a secret to the person who asked for it.
    pub fn reveal_secret(&self, id: &DraftId, field: &str) -> Result<RevealedView, Problem> {
        self.hear(Event::Activity);
        let secret = self.readable_secret(id, field)?;
        // EXPOSE: the person asked to see this one; it is hidden again after half a minute.
        Ok(RevealedView { text: secret.expose().to_owned(), seconds: REVEALED_SECONDS })
    }

    /// Keeps secrets that came from outside: in the open vault, else in memory until it is opened or the program ends.
    pub(crate) fn take_over_secret(&self, id: &DraftId, field: &str, secret: &Secret) {
        if self.seal(id, field, secret).is_err() {
            self.change_secrets(id, |secrets| secrets.set(field, secret.clone()));
        }
    }

    /// Has secrets for a draft, also for one that is not stored, so that they can be checked, exported or logged in with
    /// in place of its own. They are not kept.
    pub fn lend_secrets(&self, draft: &DraftId, secrets: Secrets) {
        lock(&self.lent).insert(draft.clone(), secrets);
    }

    /// Keeps the secrets that were lent for a draft, now that it is stored, in the vault.
    ///
    /// Problems: `vault-none`, `vault-locked`.
    pub fn keep_lent_secrets(&self, draft: &DraftId) -> Result<DraftView, Problem> {
        let lent = lock(&self.lent).get(draft).cloned().unwrap_or_default();
        for (field, secret) in lent.at_hand() {
            self.seal(draft, field, secret)?;
        }
        lock(&self.lent).remove(draft);
        self.show_draft(draft)
    }

    /// Returns the secrets of a draft: those that can be read, and which others there are.
    pub(crate) fn secrets_of(&self, id: &DraftId) -> Secrets {
        self.secrets_with_states(id, []).known
    }

    /// Returns the secrets of a draft and what is known of each of its fields.
    pub(crate) fn secrets_with_states<'a>(
        &self,
        id: &DraftId,
        fields: impl IntoIterator<Item = &'a str>,
    ) -> SecretsOfDraft {
        // If the store does not answer now, whoever asked will hear of it from what they ask next.
        let kept = self.with_store(|store| store.sealed(Some(&owner(id)))).unwrap_or_default();
        let mut known = Secrets::default();
        let mut found = Vec::new();
        for row in &kept {
            let sealed = rows::parse(row);
            let standing = match &sealed {
                None => SecretStanding::Unreadable,
                Some(sealed) => match self.with_open_vault(|unlocked| unlocked.open(sealed)) {
                    None => {
                        known.set_locked(&row.field);
                        SecretStanding::Locked
                    }
                    Some(Err(_)) => SecretStanding::Unreadable,
                    Some(Ok(text)) => {
                        known.set(&row.field, from_vault(&text));
                        SecretStanding::Kept
                    }
                },
            };
            found.push(state(&row.field, standing, sealed.as_ref()));
        }
        let memory = lock(&self.secrets).get(id).cloned().unwrap_or_default();
        let lent = lock(&self.lent).get(id).cloned().unwrap_or_default();
        for (field, secret) in memory.at_hand().chain(lent.at_hand()) {
            let n_characters = u32::try_from(secret.n_characters()).unwrap_or(u32::MAX);
            found.retain(|state: &SecretState| state.field != field);
            found.push(SecretState { n_characters, ..state(field, SecretStanding::Memory, None) });
            known.set(field, secret.clone());
        }
        let states = fields.into_iter().map(|field| {
            let found = found.iter().find(|state| state.field == field);
            found.cloned().unwrap_or_else(|| state(field, SecretStanding::NotSet, None))
        });
        SecretsOfDraft { states: states.collect(), known }
    }

    /// Returns a secret that can be read now.
    pub(crate) fn readable_secret(&self, id: &DraftId, field: &str) -> Result<Secret, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        require_secret_field(&stored.draft, field)?;
        let SecretsOfDraft { known, states } = self.secrets_with_states(id, [field]);
        if let Some(secret) = known.get(field) {
            return Ok(secret.clone());
        }
        let standing = states.first().map(|state| state.standing);
        Err(match standing {
            Some(SecretStanding::Locked) => Problem::new("vault-locked"),
            Some(SecretStanding::Unreadable) => Problem::about("secret-unreadable", field),
            _ => Problem::about("secret-not-set", field),
        })
    }

    /// Requires that no secret of a draft is locked away.
    pub(crate) fn require_readable(&self, draft: &Draft) -> Result<(), Problem> {
        let secrets = self.secrets_of(&draft.id);
        let is_locked =
            |field: &&desk_model::Field| secrets.has(field.name) && secrets.get(field.name).is_none();
        match draft.wanted_secrets(Some(&secrets)).find(is_locked) {
            Some(_) => Err(Problem::new("vault-locked")),
            None => Ok(()),
        }
    }

    /// Changes the secrets of a draft that are in memory.
    pub(crate) fn change_secrets<T>(&self, id: &DraftId, change: impl FnOnce(&mut Secrets) -> T) -> T {
        change(lock(&self.secrets).entry(id.clone()).or_default())
    }

    /// Replaces a secret by itself without its white space, wherever it is.
    pub(crate) fn trim_secret(&self, id: &DraftId, field: &str) -> Result<(), Problem> {
        let Some(secret) = self.secrets_of(id).get(field).cloned() else { return Ok(()) };
        // EXPOSE: the text is copied without its white space into the secret that replaces it; nobody sees it.
        let trimmed = Secret::new(secret.expose().split_whitespace().collect());
        let is_in_memory = lock(&self.secrets).get(id).is_some_and(|secrets| secrets.has(field));
        if is_in_memory {
            self.change_secrets(id, |secrets| secrets.set(field, trimmed));
            Ok(())
        } else {
            self.seal(id, field, &trimmed)
        }
    }

    /// Seals what is in memory only, now that the vault is open. What cannot be sealed stays in memory.
    pub(crate) fn seal_what_is_in_memory(&self) {
        let ids: Vec<DraftId> = lock(&self.secrets).keys().cloned().collect();
        for id in ids {
            let memory = lock(&self.secrets).get(&id).cloned().unwrap_or_default();
            for (field, secret) in memory.at_hand() {
                if self.seal(&id, field, secret).is_ok() {
                    self.change_secrets(&id, |secrets| secrets.forget(field));
                }
            }
        }
        self.seal_tokens_in_memory();
    }

    fn seal(&self, id: &DraftId, field: &str, secret: &Secret) -> Result<(), Problem> {
        self.seal_for(&owner(id), field, secret)
    }

    /// Seals a secret under the name of whom it belongs to.
    pub(crate) fn seal_for(&self, owner: &str, field: &str, secret: &Secret) -> Result<(), Problem> {
        let secret = secret_string(secret);
        self.change_vault(&Which::Of(owner), |loaded, unlocked| {
            let place = Place { owner: owner.to_owned(), field: field.to_owned() };
            let (now, mut entropy) = (self.host.now(), self.entropy());
            let sealed = loaded.records.seal(unlocked, place, &secret, &mut entropy, now)?;
            self.keep_sealed(loaded, &sealed)
        })
    }
}

/// Returns the name under which the vault keeps the secrets of a draft.
pub(crate) fn owner(id: &DraftId) -> String {
    format!("draft/{}", id.0)
}

fn state(field: &str, standing: SecretStanding, sealed: Option<&SealedSecret>) -> SecretState {
    SecretState {
        field: field.to_owned(),
        standing,
        n_characters: sealed.map_or(0, |sealed| sealed.n_characters),
        changed_at: sealed.map(|sealed| rfc3339(sealed.changed_at)),
    }
}

pub(crate) fn from_vault(text: &desk_vault::SecretString) -> Secret {
    // EXPOSE: the draft's secrets have a type of their own, which overwrites its copy as well.
    Secret::new(desk_vault::ExposeSecret::expose_secret(text).to_owned())
}

pub(crate) fn require_secret_field(draft: &Draft, field: &str) -> Result<(), Problem> {
    let known = draft.kind().and_then(|kind| kind.field(field));
    match known {
        Some(known) if known.is_secret() => Ok(()),
        Some(_) => Err(Problem::about("field-no-secret", field)),
        None => Err(Problem::about("field-unknown", field)),
    }
}
