//! A desk with a vault, and a server that it may push to.

use std::path::Path;
use std::sync::Arc;

use desk_app::{
    AppliedView, Choices, Desk, Draft, DraftId, Locale, NewServer, Plan, PlanRequest, Problem, Secret,
    ServerChange, ServerColour, SetupKind,
};
use desk_fake_authentik::{FakeAuthentik, Who};
use desk_test_support::{FakeKeychain, TestHost};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

use crate::engine::{SECRET, run};

/// What the server is called here.
pub(crate) const SERVER: &str = "test";
/// Where the sources are in what a fake has.
pub(crate) const OAUTH: &str = "authentik_sources_oauth.oauthsource";

/// A desk, its folder, and a server.
pub(crate) struct Office {
    pub(crate) fake: FakeAuthentik,
    pub(crate) desk: Desk,
    pub(crate) home: tempfile::TempDir,
    pub(crate) keychain: Arc<FakeKeychain>,
}

impl Office {
    /// A desk with a vault that is open.
    pub(crate) fn new(who: Who) -> Office {
        let office = Office::without_vault(who);
        office.set_up_vault();
        office.use_token(who);
        office
    }

    pub(crate) fn without_vault(who: Who) -> Office {
        let home = tempfile::tempdir().unwrap();
        let keychain = Arc::default();
        let desk = desk(home.path(), 1, &keychain);
        let office = Office { fake: FakeAuthentik::start(), desk, home, keychain };
        office.add(SERVER, office.fake.url(), who);
        office
    }

    /// Ends the program and starts it again.
    pub(crate) fn restart(&mut self) {
        self.desk = desk(self.home.path(), 2, &self.keychain);
        self.desk.open_vault(None).unwrap();
    }

    pub(crate) fn set_up_vault(&self) {
        let kind = SetupKind::New { keychain: true, passphrase: None };
        let setup = self.desk.begin_setup(kind).unwrap();
        let all: Vec<&str> = setup.recovery_key.split('-').collect();
        let typed: Vec<&str> = setup.groups.iter().map(|group| all[*group as usize - 1]).collect();
        self.desk.confirm_setup(&Secret::new(typed.join(" "))).unwrap();
    }

    pub(crate) fn add(&self, name: &str, url: &str, who: Who) {
        let new = NewServer {
            name: name.to_owned(),
            url: url.to_owned(),
            production: false,
            colour: ServerColour::Grey,
            ca: String::new(),
            pin: String::new(),
            token: Some(Secret::new(who.token().to_owned())),
        };
        self.desk.add_server(&new).unwrap();
    }

    /// Points the server to the fake, which is another one now.
    pub(crate) fn use_server_of_fake(&self) {
        let url = Some(self.fake.url().to_owned());
        let token = Some(Secret::new(Who::Admin.token().to_owned()));
        self.desk.change_server(SERVER, &ServerChange { url, token, ..ServerChange::default() }).unwrap();
    }

    /// Gives the server another token.
    pub(crate) fn use_token(&self, who: Who) {
        let token = Some(Secret::new(who.token().to_owned()));
        self.desk.change_server(SERVER, &ServerChange { token, ..ServerChange::default() }).unwrap();
    }

    /// Makes a WeChat draft that is ready to be pushed.
    pub(crate) fn wechat(&self, slug: &str) -> DraftId {
        let id = self.desk.create_draft("wechat", "微信", slug).unwrap().draft.id;
        self.change(&id, |draft| draft.set("consumer_key", "wx0000000000000001").unwrap());
        self.desk.set_secret(&id, "consumer_secret", Secret::new(SECRET.to_owned())).unwrap();
        id
    }

    pub(crate) fn change(&self, id: &DraftId, change: impl FnOnce(&mut Draft)) {
        let view = self.desk.show_draft(id).unwrap();
        let mut draft = view.draft;
        change(&mut draft);
        self.desk.save_draft(&draft, view.revision).unwrap();
    }

    pub(crate) fn set(&self, id: &DraftId, field: &str, text: &str) {
        self.change(id, |draft| draft.set(field, text).unwrap());
    }

    pub(crate) fn plan_with(
        &self,
        ids: &[&DraftId],
        login_page: Option<&str>,
        choices: Choices,
    ) -> Result<Plan, Problem> {
        let request = PlanRequest {
            server: SERVER.to_owned(),
            drafts: ids.iter().map(|id| (*id).clone()).collect(),
            login_page: login_page.map(str::to_owned),
            choices,
        };
        run(self.desk.plan(&request))
    }

    pub(crate) fn plan(&self, id: &DraftId) -> Plan {
        self.plan_with(&[id], None, Choices::default()).unwrap()
    }

    pub(crate) fn try_apply(&self, plan: &Plan) -> Result<AppliedView, Problem> {
        run(self.desk.apply_plan(plan, None, &|_| {}, &CancellationToken::new()))
    }

    /// Applies a plan; all must go well.
    pub(crate) fn apply(&self, plan: &Plan) -> AppliedView {
        let view = self.try_apply(plan).unwrap();
        assert_eq!(view.problem, None);
        assert!(view.verified, "{:?}", view.checks);
        view
    }

    /// Plans and applies.
    pub(crate) fn push(&self, id: &DraftId) -> AppliedView {
        let plan = self.plan(id);
        assert!(plan.conflicts.is_empty(), "{:?}", plan.conflicts);
        self.apply(&plan)
    }

    /// Takes the newest run back; all must go well.
    pub(crate) fn take_back(&self) -> AppliedView {
        let (number, plan) = run(self.desk.plan_rollback(None, false)).unwrap();
        assert!(plan.conflicts.is_empty(), "{:?}", plan.conflicts);
        let cancel = CancellationToken::new();
        let view = run(self.desk.apply_rollback(number, &plan, None, &|_| {}, &cancel)).unwrap();
        assert_eq!(view.problem, None);
        assert!(view.verified, "{:?}", view.checks);
        view
    }

    /// Returns an OAuth source of the server.
    pub(crate) fn source(&self, slug: &str) -> Option<Value> {
        let objects = self.fake.objects();
        objects[OAUTH].as_array()?.iter().find(|source| source["slug"] == slug).cloned()
    }

    /// Counts the writes that something sends.
    pub(crate) fn n_writes<T>(&self, work: impl FnOnce() -> T) -> (usize, T) {
        self.fake.forget_requests();
        let done = work();
        (self.fake.writes().len(), done)
    }
}

/// A desk of a folder.
fn desk(home: &Path, seed: u64, keychain: &Arc<FakeKeychain>) -> Desk {
    let host = TestHost::new(home.join("data"), Locale::En).seeded(seed).with_keychain(keychain);
    Desk::new(Arc::new(host))
}
