//! What a provider remembers: logins that wait for a person, codes, and tokens.

use std::collections::VecDeque;
use std::sync::Arc;

use super::person::Person;
use super::pkce::Challenge;
use crate::options::{Random, SimulatorSecret};
use crate::random::{alphanumeric, base64url};

/// Milliseconds that a code is good: the ten minutes of RFC 6749, section 4.1.2.
pub(crate) const CODE_LIFETIME: i64 = 600_000;
/// Seconds that an access token is good.
pub(crate) const ACCESS_TOKEN_SECONDS: i64 = 3_600;
/// How many of each kind are remembered; the oldest are forgotten.
const REMEMBERED: usize = 1_000;

/// An authorize request that passed its checks.
pub(crate) struct Login {
    pub(crate) redirect_uri: String,
    pub(crate) state: Option<String>,
    pub(crate) scopes: Vec<String>,
    pub(crate) nonce: Option<String>,
    pub(crate) challenge: Option<Challenge>,
    pub(crate) claims: Option<String>,
    pub(crate) form_post: bool,
    /// Whether a refresh token comes along.
    pub(crate) refreshable: bool,
}

/// What came of a code.
pub(crate) struct Grant {
    pub(crate) access_token: SimulatorSecret,
    pub(crate) refresh_token: Option<SimulatorSecret>,
    expires_at: i64,
    pub(crate) person: Person,
    pub(crate) login: Arc<Login>,
    code: SimulatorSecret,
}

/// A code that was issued.
pub(crate) struct Code {
    code: SimulatorSecret,
    issued_at: i64,
    used: bool,
    pub(crate) person: Person,
    pub(crate) login: Arc<Login>,
}

/// Everything that is remembered.
#[derive(Default)]
pub(crate) struct Ledger {
    waiting: VecDeque<(String, Arc<Login>)>,
    codes: VecDeque<Code>,
    grants: VecDeque<Grant>,
}

/// What a lookup of a code found.
pub(crate) enum Found<'ledger> {
    /// It can be exchanged.
    Good(&'ledger Code),
    /// It is unknown or too old.
    Unknown,
    /// It was exchanged before.
    Used,
}

impl Ledger {
    /// Remembers a login; its id is returned.
    pub(crate) fn open(&mut self, login: Login, random: &Random) -> String {
        let id = alphanumeric(random, 22);
        remember(&mut self.waiting, (id.clone(), Arc::new(login)));
        id
    }

    /// Takes a waiting login out: a person decides once.
    pub(crate) fn take(&mut self, id: &str) -> Option<Arc<Login>> {
        let index = self.waiting.iter().position(|(waiting, _)| waiting == id)?;
        self.waiting.remove(index).map(|(_, login)| login)
    }

    /// A fresh code for `person`.
    pub(crate) fn issue(
        &mut self,
        login: Arc<Login>,
        person: Person,
        now: i64,
        random: &Random,
    ) -> SimulatorSecret {
        let code = SimulatorSecret::new(base64url(random, 24));
        remember(&mut self.codes, Code { code: code.clone(), issued_at: now, used: false, person, login });
        code
    }

    /// Looks a code up.
    pub(crate) fn find(&self, code: &str, now: i64) -> Found<'_> {
        match self.codes.iter().find(|issued| issued.code.is(code)) {
            Some(issued) if issued.used => Found::Used,
            Some(issued) if now.saturating_sub(issued.issued_at) <= CODE_LIFETIME => Found::Good(issued),
            _ => Found::Unknown,
        }
    }

    /// Takes back what was granted for a code (RFC 6749, section 4.1.2: a code that comes twice was stolen).
    pub(crate) fn revoke(&mut self, code: &str) {
        self.grants.retain(|grant| !grant.code.is(code));
    }

    /// Exchanges a code that [`find`](Self::find) found good. `None` if it did not.
    pub(crate) fn exchange(&mut self, code: &str, now: i64, random: &Random) -> Option<&Grant> {
        let issued = self.codes.iter_mut().find(|issued| issued.code.is(code) && !issued.used)?;
        issued.used = true;
        let grant = Grant {
            access_token: SimulatorSecret::new(base64url(random, 32)),
            refresh_token: issued.login.refreshable.then(|| SimulatorSecret::new(base64url(random, 32))),
            expires_at: now.saturating_add(ACCESS_TOKEN_SECONDS * 1_000),
            person: issued.person,
            login: Arc::clone(&issued.login),
            code: issued.code.clone(),
        };
        remember(&mut self.grants, grant);
        self.grants.back()
    }

    /// A new access token for a refresh token; the old one ends. `None` if the refresh token is not known.
    pub(crate) fn refresh(&mut self, token: &str, now: i64, random: &Random) -> Option<&Grant> {
        let is_right = |grant: &Grant| grant.refresh_token.as_ref().is_some_and(|known| known.is(token));
        let grant = self.grants.iter_mut().find(|grant| is_right(grant))?;
        grant.access_token = SimulatorSecret::new(base64url(random, 32));
        grant.expires_at = now.saturating_add(ACCESS_TOKEN_SECONDS * 1_000);
        Some(grant)
    }

    /// Whose access token this is, if it is good.
    pub(crate) fn grant(&self, token: &str, now: i64) -> Option<&Grant> {
        self.grants.iter().find(|grant| grant.access_token.is(token) && now < grant.expires_at)
    }
}

fn remember<T>(queue: &mut VecDeque<T>, item: T) {
    if queue.len() >= REMEMBERED {
        queue.pop_front();
    }
    queue.push_back(item);
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use super::*;

    fn counting() -> Random {
        let next = AtomicU32::new(1);
        Arc::new(move |buffer: &mut [u8]| {
            for chunk in buffer.chunks_mut(4) {
                let mixed = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b1);
                chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
            }
        })
    }

    fn login(refreshable: bool) -> Login {
        Login {
            redirect_uri: "https://auth.example.com/cb".to_owned(),
            state: None,
            scopes: Vec::new(),
            nonce: None,
            challenge: None,
            claims: None,
            form_post: false,
            refreshable,
        }
    }

    /// A ledger with one code, and the code.
    fn issued(random: &Random, refreshable: bool) -> (Ledger, String) {
        let mut ledger = Ledger::default();
        let id = ledger.open(login(refreshable), random);
        let taken = ledger.take(&id).unwrap();
        assert!(ledger.take(&id).is_none(), "a person decides once");
        let code = ledger.issue(taken, Person::Alice, 0, random);
        // EXPOSE: a made-up code, for the next call.
        let code = code.expose().to_owned();
        (ledger, code)
    }

    #[test]
    fn a_code_is_good_for_ten_minutes_and_one_exchange() {
        let random = counting();
        let (mut ledger, code) = issued(&random, false);
        assert!(matches!(ledger.find(&code, CODE_LIFETIME), Found::Good(_)));
        assert!(matches!(ledger.find(&code, CODE_LIFETIME + 1), Found::Unknown));
        assert!(matches!(ledger.find("other", 0), Found::Unknown));
        assert!(ledger.exchange(&code, 0, &random).is_some());
        assert!(matches!(ledger.find(&code, 0), Found::Used));
        assert!(ledger.exchange(&code, 0, &random).is_none());
    }

    #[test]
    fn a_code_that_comes_twice_takes_its_tokens_back() {
        let random = counting();
        let (mut ledger, code) = issued(&random, true);
        let grant = ledger.exchange(&code, 0, &random).unwrap();
        // EXPOSE: made-up tokens, for the next calls.
        let access = grant.access_token.expose().to_owned();
        let refresh = grant.refresh_token.as_ref().unwrap().expose().to_owned();
        assert!(ledger.grant(&access, 3_599_999).is_some());
        assert!(ledger.grant(&access, 3_600_000).is_none());
        assert!(ledger.refresh("other", 0, &random).is_none());
        assert!(ledger.refresh(&refresh, 0, &random).is_some());
        assert!(ledger.grant(&access, 0).is_none(), "the old token ends");
        ledger.revoke(&code);
        assert!(ledger.refresh(&refresh, 0, &random).is_none());
    }

    #[test]
    fn the_oldest_are_forgotten_before_memory_grows_without_end() {
        let random = counting();
        let (mut ledger, code) = issued(&random, false);
        for _ in 0..REMEMBERED {
            let id = ledger.open(login(false), &random);
            assert_eq!(id.len(), 22);
        }
        assert_eq!(ledger.waiting.len(), REMEMBERED);
        let filler = Arc::new(login(false));
        for _ in 0..REMEMBERED {
            ledger.issue(Arc::clone(&filler), Person::Alice, 0, &random);
        }
        assert_eq!(ledger.codes.len(), REMEMBERED);
        assert!(matches!(ledger.find(&code, 0), Found::Unknown));
    }
}
