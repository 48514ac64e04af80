//! The token of a server. It is sealed under the server's name and its scheme, host and port: under another address there
//! is none.

use desk_authentik::ServerAddress;
use desk_model::Secret;
use desk_vault::Place;

use crate::desk::{Desk, lock};
use crate::problem::Problem;
use crate::secrets::from_vault;
use crate::vault::rows::{self, Which};
use crate::vault::secret_string;

/// The field under which the vault keeps a token.
const FIELD: &str = "token";

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
            self.lend_token(name, address, token.clone());
            return Ok(false);
        }
        let secret = secret_string(token);
        self.change_vault(&Which::Of(&owner), |loaded, unlocked| {
            let place = Place { owner: owner.clone(), field: FIELD.to_owned() };
            let (now, mut entropy) = (self.host.now(), self.entropy());
            let sealed = loaded.records.seal(unlocked, place, &secret, &mut entropy, now)?;
            self.keep_sealed(loaded, &sealed)
        })?;
        // One from before the vault would be taken in its place.
        lock(&self.tokens).remove(&owner);
        Ok(true)
    }

    /// Has a token for a server until the program ends.
    pub(crate) fn lend_token(&self, name: &str, address: &ServerAddress, token: Secret) {
        lock(&self.tokens).insert(owner(name, address), token);
    }

    /// Returns a server's token.
    pub(crate) fn token(&self, name: &str, address: &ServerAddress) -> Result<Secret, Problem> {
        let owner = owner(name, address);
        if let Some(token) = lock(&self.tokens).get(&owner) {
            return Ok(token.clone());
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
        let is_lent = lock(&self.tokens).contains_key(&owner);
        Ok(is_lent || !self.with_store(|store| store.sealed(Some(&owner)))?.is_empty())
    }

    /// Forgets a server's token.
    pub(crate) fn forget_token(&self, name: &str, address: &ServerAddress) -> Result<(), Problem> {
        let owner = owner(name, address);
        lock(&self.tokens).remove(&owner);
        self.with_store(|store| store.forget_sealed(&owner, FIELD)).map(|_| ())
    }
}

/// Returns the name under which the vault keeps the token of a server.
fn owner(name: &str, address: &ServerAddress) -> String {
    format!("server/{name}/{}", address.origin())
}
