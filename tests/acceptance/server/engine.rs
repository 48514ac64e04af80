//! The push engine without a desk: its client waits for nothing, its journal is a list, its drafts are made here.

use std::future::Future;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use desk_authentik::{
    Applied, Applying, Choices, Client, Journal, JournalError, LIMITS, LastPush, Plan, PlanInput, PlanServer,
    Right, Scope, SecretFact, ServerAddress, ServerFacts, Snapshot, Step, StepOutcome, Waiting, Way, Ways,
    apply,
};
use desk_blueprint::AtHand;
use desk_fake_authentik::{FakeAuthentik, Who};
use desk_model::{Draft, DraftId, PropertyMapping, Secret, Secrets, Version};
use desk_network::{
    Limits, OutwardClient, PrivateHosts, ProxySettings, Surroundings, TrustedCertificates, system_resolver,
};
use serde_json::Value;
use tokio_util::sync::CancellationToken;

/// The AppSecret of every draft here.
pub(crate) const SECRET: &str = "0123456789abcdef0123456789abcdef";
/// The login page of a fresh server.
pub(crate) const LOGIN_PAGE: &str = desk_blueprint::DEFAULT_LOGIN_PAGE;

/// Runs a future to its end.
pub(crate) fn run<T>(work: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(work)
}

/// A client, and how long it would have waited, in order.
pub(crate) struct Connected {
    pub(crate) client: Client,
    pub(crate) waits: Arc<Mutex<Vec<Duration>>>,
}

/// Returns a client whose waits take no time.
pub(crate) fn connect(url: &str, token: &str, limits: Limits) -> Connected {
    let waits: Arc<Mutex<Vec<Duration>>> = Arc::default();
    let surroundings = Surroundings {
        proxies: ProxySettings::default(),
        trusted: TrustedCertificates::system(Vec::new()),
        private_hosts: PrivateHosts::All,
        resolver: system_resolver(),
        now: Arc::new(|| 1_767_225_600_000),
        elapsed: Arc::new(|| Duration::ZERO),
    };
    let heard = waits.clone();
    let waiting = Waiting {
        pause: Arc::new(move |wait| {
            heard.lock().unwrap().push(wait);
            Box::pin(async {})
        }),
        spread: Arc::new(|| 1.0),
        now: Arc::new(|| 1_767_225_600_000),
    };
    let address = ServerAddress::parse(url).unwrap();
    let outward = OutwardClient::new(surroundings, limits).keeping_its_connection();
    let ways = Ways { read: outward.clone(), write: outward };
    Connected { client: Client::new(address, Secret::new(token.to_owned()), ways, waiting), waits }
}

/// Returns a client of a fake.
pub(crate) fn client(fake: &FakeAuthentik, who: Who) -> Client {
    connect(fake.url(), who.token(), LIMITS).client
}

/// A WeChat draft with this many mappings.
pub(crate) fn wechat(number: u8, n_mappings: usize) -> Draft {
    let slug = format!("wechat-{number}");
    let mut draft = Draft::new(DraftId::from_random([number; 16]), "wechat", "微信", &slug).unwrap();
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    draft.user_property_mappings = (0..n_mappings)
        .map(|mapping| PropertyMapping {
            name: format!("{slug}: {mapping}"),
            expression: format!("return {{\"attributes\": {{\"n\": {mapping}}}}}\n"),
        })
        .collect();
    draft
}

/// What is known of every secret: it is at hand.
pub(crate) fn secrets(drafts: &[Draft]) -> AtHand {
    let of = |draft: &Draft| {
        let mut secrets = Secrets::default();
        for field in draft.kind().unwrap().fields.iter().filter(|field| field.is_secret()) {
            secrets.set(field.name, Secret::new(SECRET.to_owned()));
        }
        (draft.id.clone(), secrets)
    };
    drafts.iter().map(of).collect()
}

/// What a plan is made for.
pub(crate) struct Wish<'a> {
    pub(crate) drafts: &'a [Draft],
    pub(crate) login_page: Option<&'a str>,
    pub(crate) version: Version,
    pub(crate) last: &'a LastPush,
    pub(crate) choices: Choices,
    /// Whether every secret is at hand.
    pub(crate) has_secrets: bool,
}

impl<'a> Wish<'a> {
    /// For a server of 2026.5 that nothing was pushed to.
    pub(crate) fn of(drafts: &'a [Draft], last: &'a LastPush) -> Wish<'a> {
        Wish {
            drafts,
            login_page: None,
            version: Version::V2026_5,
            last,
            choices: Choices::default(),
            has_secrets: true,
        }
    }
}

/// Reads the server and makes a plan.
pub(crate) async fn plan(client: &Client, wish: &Wish<'_>) -> Plan {
    let drafts: Vec<&Draft> = wish.drafts.iter().collect();
    let facts = ServerFacts::read(client, 0).await.unwrap();
    let snapshot =
        Snapshot::read(client, &Scope::of_drafts(&drafts, wish.login_page.is_some())).await.unwrap();
    let input = PlanInput {
        id: "plan".to_owned(),
        made_at: 0,
        server: PlanServer {
            name: "fake".to_owned(),
            url: client.address().to_string(),
            instance: snapshot.instance.clone(),
            version: snapshot.version.clone(),
            production: false,
        },
        version: wish.version,
        may_import: facts.may(Right::ImportBlueprints),
        drafts: &drafts,
        at_hand: &if wish.has_secrets { secrets(wish.drafts) } else { AtHand::new() },
        secret: &|_, _| SecretFact { at_hand: wish.has_secrets, is_locked: false, fingerprint: None },
        snapshot: &snapshot,
        last: wish.last,
        choices: &wish.choices,
        login_page: wish.login_page,
    };
    Plan::make(&input).unwrap()
}

/// A journal in memory.
#[derive(Default)]
pub(crate) struct Noted(pub(crate) Mutex<Vec<(Step, Option<StepOutcome>)>>);

impl Journal for Noted {
    fn before(&self, step: &Step) -> Result<(), JournalError> {
        self.0.lock().unwrap().push((step.clone(), None));
        Ok(())
    }

    fn after(&self, step: &Step, outcome: StepOutcome) -> Result<(), JournalError> {
        let mut rows = self.0.lock().unwrap();
        let row = rows.iter_mut().rev().find(|(known, _)| known == step).unwrap();
        row.1 = Some(outcome);
        Ok(())
    }
}

/// Executes a plan; every secret is [`SECRET`].
pub(crate) async fn push(client: &Client, plan: &Plan, journal: &Noted, resumes: bool) -> Applied {
    let applying = Applying {
        client,
        secret: &|_, _| Some(Secret::new(SECRET.to_owned())),
        journal,
        tell: &|_| {},
        cancel: &CancellationToken::new(),
        resumes,
    };
    apply(plan, &applying).await
}

/// A push of some drafts with the login page to a fresh fake that nothing disturbs: its requests, and what it leaves.
pub(crate) struct Undisturbed {
    pub(crate) plan: Plan,
    pub(crate) before: Value,
    pub(crate) after: Value,
    /// Which of the requests write.
    pub(crate) writes: Vec<usize>,
    pub(crate) n_requests: usize,
}

impl Undisturbed {
    /// Makes the plan and pushes it.
    pub(crate) async fn push(drafts: &[Draft], who: Who) -> Undisturbed {
        let fake = FakeAuthentik::start();
        let client = client(&fake, who);
        let last = LastPush::default();
        let wish = Wish { login_page: Some(LOGIN_PAGE), ..Wish::of(drafts, &last) };
        let plan = plan(&client, &wish).await;
        assert!(plan.conflicts.is_empty(), "{:?}", plan.conflicts);
        let before = fake.objects();
        fake.forget_requests();
        let applied = push(&client, &plan, &Noted::default(), false).await;
        assert_eq!(applied.error, None);
        assert!(applied.outcomes.values().all(|outcome| *outcome == StepOutcome::Ok));
        assert_eq!(fake.invalid_writes_for("2026.5"), Vec::<String>::new());
        // Each entry of an import was looked at too.
        assert_eq!(fake.n_imported(), if plan.way == Way::Import { plan.writes().count() } else { 0 });
        let requests = fake.requests();
        let writes = requests.iter().enumerate().filter(|(_, request)| request.is_write());
        let writes = writes.map(|(at, _)| at).collect();
        Undisturbed { plan, before, after: fake.objects(), writes, n_requests: requests.len() }
    }
}
