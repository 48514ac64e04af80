//! The token of a server. It is sealed under the server's name and its scheme, host and port: under another address there
//! is none.

use desk_authentik::ServerAddress;
use desk_model::Secret;

use crate::desk::{Desk, lock};
use crate::problem::Problem;
use crate::secrets::from_vault;
use crate::vault::rows::{self, Which};

/// The field under which the vault keeps a token.
const FIELD: &str = "token";
/// What an origin begins with.
const ORIGINS: [&str; 2] = ["https://", "http://"];

impl Desk {
    /// Keeps a server's token: in the vault, or in memory while there is none. Returns whether it is in the vault.
    pub(crate) fn keep_token(
        &self,
        name: &str,
        address: &ServerAddress,
        token: &Secret,
    ) -> Result<bool, Problem> {
        if token.n_characters() == 0 {
            return Err(Problem::about("secret-empty", FIELD));
        }
        let owner = owner(name, address);
        if self.load_vault(Which::None)?.is_none() {
            lock(&self.tokens).insert(owner, token.clone());
            return Ok(false);
        }
        self.seal_for(&owner, FIELD, token)?;
        // One from before the vault, or from the command line, would be taken in its place.
        lock(&self.tokens).remove(&owner);
        lock(&self.lent_tokens).remove(&owner);
        Ok(true)
    }

    /// Seals the tokens that are in memory only, now that the vault is open. What cannot be sealed stays in memory.
    pub(crate) fn seal_tokens_in_memory(&self) {
        let memory = lock(&self.tokens).clone();
        for (owner, token) in memory {
            if self.seal_for(&owner, FIELD, &token).is_ok() {
                lock(&self.tokens).remove(&owner);
            }
        }
    }

    /// Uses a token for a server in place of its own until the program ends. It is not kept.
    pub(crate) fn lend_token(&self, name: &str, address: &ServerAddress, token: Secret) {
        lock(&self.lent_tokens).insert(owner(name, address), token);
    }

    /// Returns a server's token.
    pub(crate) fn token(&self, name: &str, address: &ServerAddress) -> Result<Secret, Problem> {
        let owner = owner(name, address);
        let lent = lock(&self.lent_tokens).get(&owner).cloned();
        if let Some(token) = lent.or_else(|| lock(&self.tokens).get(&owner).cloned()) {
            return Ok(token);
        }
        let kept = self.with_store(|store| store.sealed(Some(&owner)))?;
        let Some(row) = kept.first() else { return Err(Problem::about("server-no-token", name)) };
        let unreadable = || Problem::about("secret-unreadable", FIELD);
        let sealed = rows::parse(row).ok_or_else(unreadable)?;
        match self.with_open_vault(|unlocked| unlocked.open(&sealed)) {
            None => Err(Problem::new("vault-locked")),
            Some(Err(_)) => Err(unreadable()),
            Some(Ok(text)) => Ok(from_vault(&text)),
        }
    }

    /// Returns whether there is a token for a server, readable or not.
    pub(crate) fn has_token(&self, name: &str, address: &ServerAddress) -> Result<bool, Problem> {
        let owner = owner(name, address);
        let is_in_memory =
            lock(&self.lent_tokens).contains_key(&owner) || lock(&self.tokens).contains_key(&owner);
        Ok(is_in_memory || !self.with_store(|store| store.sealed(Some(&owner)))?.is_empty())
    }

    /// Forgets the token of a server at an address.
    pub(crate) fn forget_token(&self, name: &str, address: &ServerAddress) -> Result<(), Problem> {
        self.forget_token_of(&owner(name, address))
    }

    /// Forgets every token of a server, whatever the address: its profile may be unreadable.
    pub(crate) fn forget_tokens(&self, name: &str) -> Result<(), Problem> {
        let prefix = format!("server/{name}/");
        let is_own = |owner: &str| {
            owner
                .strip_prefix(&prefix)
                .is_some_and(|origin| ORIGINS.iter().any(|scheme| origin.starts_with(scheme)))
        };
        let kept = self.with_store(|store| store.sealed(None))?.into_iter().map(|row| row.owner);
        let memory: Vec<String> = [&self.tokens, &self.lent_tokens]
            .iter()
            .flat_map(|map| lock(map).keys().cloned().collect::<Vec<_>>())
            .collect();
        kept.chain(memory).filter(|owner| is_own(owner)).try_for_each(|owner| self.forget_token_of(&owner))
    }

    fn forget_token_of(&self, owner: &str) -> Result<(), Problem> {
        lock(&self.tokens).remove(owner);
        lock(&self.lent_tokens).remove(owner);
        self.with_store(|store| store.forget_sealed(owner, FIELD)).map(|_| ())
    }
}

/// Returns the name under which the vault keeps the token of a server.
fn owner(name: &str, address: &ServerAddress) -> String {
    format!("server/{name}/{}", address.origin())
}
