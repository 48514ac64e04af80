//! A stateful fake of authentik 2026.5's API on 127.0.0.1, word for word as a real server was recorded to answer
//! (`tests/fixtures/servers`, held against it by `tests/acceptance/fake_authentik`).
//!
//! It has what a fresh server has. Providers' discovery documents and keys are "fetched" from a table
//! (`outside.rs`), never from the network. What goes wrong is scripted ([`Fault`], [`FakeAuthentik::die_after`]).
//!
//! What no recording shows is from authentik's code: the fields and defaults of the other kinds, what LDAP and SAML
//! sources refuse, what a deleted flow takes along, tags and states of blueprints that were not imported, and the
//! other versions' fields, which are those of their OpenAPI files.
//!
//! Deliberately not here: workers and their tasks, events, logins by users, policies, and the writing of anything but
//! sources, their property mappings, identification stages, flows and blueprint instances.

mod api;
mod auth;
mod blueprints;
mod commands;
mod crud;
mod faults;
mod http;
mod lists;
mod login;
mod models;
mod openapi;
mod outside;
mod python;
mod server;
mod shown;
mod state;
mod tls;
mod validation;
mod writes;

use std::sync::Arc;
use std::thread::JoinHandle;

use serde_json::{Map, Value};
use tokio::sync::oneshot;

pub use auth::Who;
pub use faults::{Fault, Point};
pub use openapi::VERSIONS;
pub use tls::{Presented, TlsFront};

use self::server::Shared;

/// A request that the server got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    /// The method.
    pub method: String,
    /// The path, without the query.
    pub path: String,
    /// The query as it was sent, without the question mark; empty if there was none.
    pub query: String,
    /// The header `Authorization`.
    pub authorization: Option<String>,
    /// The body, bytes that are no UTF-8 replaced.
    pub body: String,
}

impl Received {
    /// Returns whether the request may change something.
    pub fn is_write(&self) -> bool {
        !matches!(self.method.as_str(), "GET" | "HEAD" | "OPTIONS")
    }
}

/// A running server. It ends with the value.
pub struct FakeAuthentik {
    url: String,
    shared: Arc<Shared>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl FakeAuthentik {
    /// Starts a server on a free port of 127.0.0.1.
    #[expect(clippy::expect_used, reason = "a test whose server does not run has nothing left to test")]
    pub fn start() -> FakeAuthentik {
        let shared = Arc::new(Shared::new());
        let (started, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel();
        let own = shared.clone();
        let thread = std::thread::spawn(move || {
            let _ = server::run(own, &started, stopped);
        });
        let address = address.recv().expect("the fake listens");
        FakeAuthentik { url: format!("http://{address}"), shared, stop: Some(stop), thread: Some(thread) }
    }

    /// Returns the base URL: `http://127.0.0.1:PORT`, without a slash at its end.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Returns an API token.
    pub fn token(&self, who: Who) -> &'static str {
        who.token()
    }

    /// Returns every request so far, also those that a fault kept from being handled; not those that came while the
    /// server was dead.
    pub fn requests(&self) -> Vec<Received> {
        self.shared.received().clone()
    }

    /// Returns the requests so far that may have changed something.
    pub fn writes(&self) -> Vec<Received> {
        self.requests().into_iter().filter(Received::is_write).collect()
    }

    /// Returns what is wrong with the writes so far by the OpenAPI files of all four versions ([`VERSIONS`]). A field
    /// that a version does not have is wrong too, since authentik ignores it without a word.
    ///
    /// Looked at are the bodies of POST, PUT and PATCH of sources, source property mappings and identification stages, and
    /// the entries of imports, as they are when their tags are resolved.
    pub fn invalid_writes(&self) -> Vec<String> {
        VERSIONS.iter().flat_map(|version| self.invalid_writes_for(version)).collect()
    }

    /// Like [`FakeAuthentik::invalid_writes`], for one version of [`VERSIONS`].
    pub fn invalid_writes_for(&self, version: &str) -> Vec<String> {
        let mut invalid = openapi::invalid(&self.writes(), version);
        invalid.extend(openapi::invalid_entries(&self.shared.state().imported, version));
        invalid
    }

    /// Forgets the requests so far.
    pub fn forget_requests(&self) {
        self.shared.received().clear();
        self.shared.state().imported.clear();
    }

    /// Returns how many entries of imports the serializers got so far.
    pub fn n_imported(&self) -> usize {
        self.shared.state().imported.len()
    }

    /// Returns all that is stored, secrets included: a mapping of models, such as
    /// `authentik_sources_oauth.oauthsource`, to lists of objects sorted by slug or name.
    pub fn objects(&self) -> Value {
        self.shared.state().dump()
    }

    /// Changes an object behind the client's back. `kind` is that of a source (`oauth`, `ldap`, …) and `key` its slug;
    /// or `kind` is `mapping`, `stage` or `flow`, and `key` the name (of a flow the slug).
    ///
    /// Returns whether there is such an object.
    pub fn change(&self, kind: &str, key: &str, change: impl FnOnce(&mut Map<String, Value>)) -> bool {
        let mut state = self.shared.state();
        if kind == "flow" {
            let flow = state.flows.iter_mut().find(|flow| flow["slug"] == key);
            return flow.and_then(Value::as_object_mut).map(change).is_some();
        }
        let is_it = |object: &&mut state::Object| match kind {
            "mapping" => object.model.sort == models::Sort::Mapping && object.text("name") == key,
            "stage" => object.model.sort == models::Sort::Stage && object.text("name") == key,
            _ => {
                object.model.sort == models::Sort::Source
                    && object.model.kind == kind
                    && object.text("slug") == key
            }
        };
        state.objects.iter_mut().find(is_it).map(|object| change(&mut object.fields)).is_some()
    }

    /// Deletes an object behind the client's back; `kind` and `key` are as in [`FakeAuthentik::change`], but for flows.
    ///
    /// Returns whether there was such an object.
    pub fn delete(&self, kind: &str, key: &str) -> bool {
        let mut pk = None;
        let mut state = self.shared.state();
        for object in &state.objects {
            let is_it = match kind {
                "mapping" => object.model.sort == models::Sort::Mapping && object.text("name") == key,
                "stage" => object.model.sort == models::Sort::Stage && object.text("name") == key,
                _ => object.model.kind == kind && object.text("slug") == key,
            };
            if is_it {
                pk = Some(object.pk.clone());
            }
        }
        pk.map(|pk| state.delete(&pk)).is_some()
    }

    /// Puts another server in the place of this one: a fresh one, as after an installation anew.
    pub fn become_another(&self) {
        let mut state = self.shared.state();
        let mut fresh = state::State::fresh();
        for object in fresh.objects.iter_mut().filter(|object| object.model == &models::BASE_SOURCE) {
            object.pk = "00000000-0000-4000-a000-000000000001".to_owned();
        }
        *state = fresh;
    }

    /// Sets the version that the server says it is, such as `2025.12.1`. Sources have that version's fields from then
    /// on, by its OpenAPI file; all else stays as it is in 2026.5.
    pub fn set_version(&self, version: &str) {
        self.shared.state().version = version.to_owned();
    }

    /// Says whether the server reaches the providers. Offline it answers as the recorded server did, which was.
    pub fn set_online(&self, is_online: bool) {
        self.shared.state().outside.is_online = is_online;
    }

    /// Gives the server users, and connections of theirs and of groups with sources, as the API shows them.
    pub fn set_people(&self, users: Vec<Value>, connections: Vec<Value>, group_connections: Vec<Value>) {
        let mut state = self.shared.state();
        (state.users, state.user_connections, state.group_connections) =
            (users, connections, group_connections);
    }

    /// Says whether the server has an enterprise licence. A fresh one has none.
    pub fn set_licensed(&self, is_licensed: bool) {
        self.shared.state().is_licensed = is_licensed;
    }

    /// Makes an enterprise Source Stage behind the client's back, for the source with a slug.
    ///
    /// Returns whether there is such a source.
    pub fn add_source_stage(&self, name: &str, slug: &str) -> bool {
        let mut state = self.shared.state();
        let source = state.of(models::Sort::Source).find(|object| object.text("slug") == slug);
        let (Some(source), Some(model)) =
            (source.map(|source| source.pk.clone()), models::find(models::Sort::Stage, "source"))
        else {
            return false;
        };
        let attrs = Map::from_iter([("name".to_owned(), name.into()), ("source".to_owned(), source.into())]);
        writes::save(&mut state, model, None, attrs, None);
        true
    }

    /// Returns the places of stages in flows, as `/flows/bindings/` has them.
    pub fn bindings(&self) -> Vec<Value> {
        self.shared.state().bindings.clone()
    }

    /// Sets an environment variable of the server, for `!Env`.
    pub fn set_environment(&self, name: &str, value: &str) {
        self.shared.state().environment.insert(name.to_owned(), value.to_owned());
    }

    /// Puts a file beside the server, for `!File`.
    pub fn set_file(&self, path: &str, text: &str) {
        self.shared.state().files.insert(path.to_owned(), text.to_owned());
    }

    /// Says what happens to the next requests of the API, one after the other. It replaces what is left of an earlier
    /// script.
    pub fn script(&self, faults: Vec<Fault>) {
        self.shared.script().faults = faults.into();
    }

    /// Returns whether the whole script has been used.
    pub fn is_script_used_up(&self) -> bool {
        self.shared.script().faults.is_empty()
    }

    /// Lets the server die at the request of the API that follows the next `n_requests`. From then on each connection
    /// is reset at once, until [`FakeAuthentik::come_back`]. What is saved stays.
    pub fn die_after(&self, n_requests: usize, point: Point) {
        self.shared.script().death = Some((n_requests, point));
    }

    /// Lets the server take so long for each answer, as real ones do. For measurements; a test waits for nothing.
    pub fn take(&self, pace: std::time::Duration) {
        self.shared.script().pace = pace;
    }

    /// Returns whether the server is dead.
    pub fn is_dead(&self) -> bool {
        self.shared.script().is_dead
    }

    /// Brings a dead server back with all that it had saved.
    pub fn come_back(&self) {
        let mut script = self.shared.script();
        script.is_dead = false;
        script.death = None;
    }
}

impl Drop for FakeAuthentik {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
