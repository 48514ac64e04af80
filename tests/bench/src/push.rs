//! What a push costs: the plan of five hundred objects by itself, and how fast they get to a server, one by one beside a bare
//! client that sends the very same requests, and as one import.
//!
//! The server is the fake authentik in this process, which answers far faster than a real one: what is measured is our own
//! share, at its most visible. The last two lines are at a real server's pace.

#![expect(clippy::print_stdout, reason = "a measurement's output is the terminal")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use desk_authentik::{
    Applying, Choices, Client, Journal, JournalError, LIMITS, LastPush, Plan, PlanInput, PlanServer, Scope,
    SecretFact, ServerAddress, Snapshot, Step, StepOutcome, Waiting, Ways, apply,
};
use desk_blueprint::AtHand;
use desk_fake_authentik::{FakeAuthentik, Received, Who};
use desk_model::{Draft, DraftId, PropertyMapping, Secret, Secrets, Version};
use desk_network::{
    OutwardClient, PrivateHosts, ProxySettings, Surroundings, TrustedCertificates, system_resolver,
};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;

use crate::Failure;

/// How many sources there are; each but the last has a mapping of its own, and the login page is one more object.
const N_SOURCES: u32 = 250;
/// How many sources are pushed at a real server's pace.
const N_PACED: u32 = 25;
/// The fastest answer among the recordings of authentik 2026.5; most took two to eight times as long.
const PACE: Duration = Duration::from_millis(42);
/// How often each is measured; the best counts.
const N_REPEATS: usize = 3;
const LOGIN_PAGE: &str = desk_blueprint::DEFAULT_LOGIN_PAGE;

/// Measures and prints.
pub(crate) fn measure() -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let drafts = drafts(N_SOURCES)?;
    let fake = FakeAuthentik::start();
    let scope = Scope::of_drafts(&drafts.iter().collect::<Vec<_>>(), true);
    let snapshot = runtime.block_on(Snapshot::read(&client(&fake, Who::Admin)?, &scope));
    let snapshot = snapshot.map_err(|error| Failure(error.to_string()))?;
    let mut plans = Vec::new();
    let mut planning = Duration::MAX;
    for may_import in [false, true] {
        for _ in 0..N_REPEATS {
            let start = Instant::now();
            let plan = plan(&fake, &drafts, &snapshot, may_import)?;
            planning = planning.min(start.elapsed());
            plans.push(plan);
        }
    }
    let n_objects = plans.first().map_or(0, |plan| plan.writes().count());
    println!("\nA push of {n_objects} objects; the best of {N_REPEATS}\n");
    line("the plan by itself", planning, "");
    let (Some(one_by_one), Some(import)) = (plans.first(), plans.last()) else { return Ok(()) };
    let start = Instant::now();
    let text = one_by_one.to_text();
    Plan::read(&text).map_err(|error| Failure(error.to_string()))?;
    line("  written to a file and read again", start.elapsed(), &format!("{} kB", text.len() / 1_000));
    let (mut ours, mut each, mut kept, mut again, mut imported) =
        (Duration::MAX, Duration::MAX, Duration::MAX, Duration::MAX, Duration::MAX);
    let mut n_requests = 0;
    for _ in 0..N_REPEATS {
        let (took, requests) = runtime.block_on(pushed(one_by_one, Who::Delegate, Duration::ZERO))?;
        n_requests = requests.len();
        ours = ours.min(took);
        each = each.min(runtime.block_on(bare(&requests, false, Duration::ZERO))?);
        again = again.min(runtime.block_on(bare(&requests, false, Duration::ZERO))?);
        kept = kept.min(runtime.block_on(bare(&requests, true, Duration::ZERO))?);
        imported = imported.min(runtime.block_on(pushed(import, Who::Admin, Duration::ZERO))?.0);
    }
    println!("{:<46} {:>10}", "", format!("{n_requests} requests"));
    line("one by one", ours, &per_second(n_objects, ours));
    line("  a bare client, the same requests", each, &per_second(n_objects, each));
    line("  a bare client that keeps its connection", kept, &per_second(n_objects, kept));
    line("as one import", imported, &per_second(n_objects, imported));
    let ratios = [
        ("our throughput beside the bare client's", ratio(each, ours)),
        ("beside one that keeps its connection", ratio(kept, ours)),
        ("the bare client's beside itself: the noise", ratio(each, again)),
        ("an import beside one by one", ratio(ours, imported)),
    ];
    for (name, ratio) in ratios {
        println!("{name:<46} {ratio:>10.2}");
    }
    let plan = plan(&fake, &drafts[..N_PACED as usize], &snapshot, false)?;
    let (mut ours, mut bare_kept) = (Duration::MAX, Duration::MAX);
    for _ in 0..N_REPEATS {
        let (took, requests) = runtime.block_on(pushed(&plan, Who::Delegate, PACE))?;
        ours = ours.min(took);
        bare_kept = bare_kept.min(runtime.block_on(bare(&requests, true, PACE))?);
    }
    let n_objects = plan.writes().count();
    line("at a real server's pace, 42 ms an answer", ours, &per_second(n_objects, ours));
    line("  a bare client that keeps its connection", bare_kept, &per_second(n_objects, bare_kept));
    println!("{:<46} {:>10.2}", "our throughput beside the bare client's", ratio(bare_kept, ours));
    Ok(())
}

/// Pushes to a fresh server. Returns how long it took and what the server got.
async fn pushed(plan: &Plan, who: Who, pace: Duration) -> Result<(Duration, Vec<Received>), Failure> {
    let fake = FakeAuthentik::start();
    fake.take(pace);
    let client = client(&fake, who)?;
    let applying = Applying {
        client: &client,
        secret: &|_, _| Some(secret()),
        journal: &NoJournal,
        tell: &|_| {},
        cancel: &CancellationToken::new(),
        resumes: false,
    };
    let start = Instant::now();
    let applied = apply(plan, &applying).await;
    let took = start.elapsed();
    match applied.error {
        None => Ok((took, fake.requests())),
        Some(error) => Err(Failure(error.to_string())),
    }
}

/// Sends the same requests to a fresh server, which has the same keys.
async fn bare(requests: &[Received], keeps: bool, pace: Duration) -> Result<Duration, Failure> {
    let fake = FakeAuthentik::start();
    fake.take(pace);
    let host = fake.url().trim_start_matches("http://").to_owned();
    let start = Instant::now();
    let mut open = None;
    for request in requests {
        let mut sender = match open.take() {
            Some(sender) => sender,
            None => connect(&host).await?,
        };
        let mut uri = request.path.clone();
        if !request.query.is_empty() {
            uri = format!("{uri}?{}", request.query);
        }
        let mut builder = hyper::Request::builder().method(request.method.as_str()).uri(uri);
        builder = builder.header("Host", &host).header("Accept", "application/json");
        if let Some(authorization) = &request.authorization {
            builder = builder.header("Authorization", authorization);
        }
        if !request.body.is_empty() {
            builder = builder.header("Content-Type", "application/json");
        }
        let request = builder
            .body(Full::new(Bytes::copy_from_slice(request.body.as_bytes())))
            .map_err(|error| Failure(error.to_string()))?;
        let answer = sender.send_request(request).await?;
        let status = answer.status();
        answer.into_body().collect().await?;
        if !status.is_success() {
            return Err(Failure(format!("the bare client got {status}")));
        }
        if keeps {
            open = Some(sender);
        }
    }
    Ok(start.elapsed())
}

async fn connect(host: &str) -> Result<http1::SendRequest<Full<Bytes>>, Failure> {
    let stream = TcpStream::connect(host).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

fn plan(
    fake: &FakeAuthentik,
    drafts: &[Draft],
    snapshot: &Snapshot,
    may_import: bool,
) -> Result<Plan, Failure> {
    let references: Vec<&Draft> = drafts.iter().collect();
    let with_secret = |draft: &Draft| {
        let mut secrets = Secrets::default();
        secrets.set("consumer_secret", secret());
        (draft.id.clone(), secrets)
    };
    let at_hand: AtHand = drafts.iter().map(with_secret).collect();
    let input = PlanInput {
        id: "bench".to_owned(),
        made_at: 0,
        server: PlanServer {
            name: "fake".to_owned(),
            url: fake.url().to_owned(),
            instance: snapshot.instance.clone(),
            version: snapshot.version.clone(),
            production: false,
        },
        version: Version::V2026_5,
        may_import,
        drafts: &references,
        at_hand: &at_hand,
        secret: &|_, _| SecretFact { at_hand: true, is_locked: false, fingerprint: None },
        snapshot,
        last: &LastPush::default(),
        choices: &Choices::default(),
        login_page: Some(LOGIN_PAGE),
    };
    Ok(Plan::make(&input)?)
}

fn drafts(n_sources: u32) -> Result<Vec<Draft>, Failure> {
    let invalid = |error: desk_model::FieldError| Failure(error.to_string());
    let draft = |number: u32| {
        let slug = format!("wechat-{number}");
        let id = DraftId::from_random(u128::from(number).to_be_bytes());
        let mut draft = Draft::new(id, "wechat", "微信", &slug).map_err(invalid)?;
        draft.set("consumer_key", "wx0000000000000001").map_err(invalid)?;
        if number + 1 < n_sources {
            draft.user_property_mappings = vec![PropertyMapping::wechat_nickname_repair(&slug)];
        }
        Ok(draft)
    };
    (0..n_sources).map(draft).collect()
}

fn secret() -> Secret {
    Secret::new("0123456789abcdef0123456789abcdef".to_owned())
}

fn client(fake: &FakeAuthentik, who: Who) -> Result<Client, Failure> {
    let start = Instant::now();
    let surroundings = Surroundings {
        proxies: ProxySettings::default(),
        trusted: TrustedCertificates::system(Vec::new()),
        private_hosts: PrivateHosts::All,
        resolver: system_resolver(),
        now: Arc::new(|| 0),
        elapsed: Arc::new(move || start.elapsed()),
    };
    let outward = OutwardClient::new(surroundings, LIMITS).keeping_its_connection();
    let waiting = Waiting {
        pause: Arc::new(|wait| Box::pin(tokio::time::sleep(wait))),
        spread: Arc::new(|| 1.0),
        now: Arc::new(|| 0),
    };
    let address = ServerAddress::parse(fake.url()).map_err(|error| Failure(error.to_string()))?;
    let ways = Ways { read: outward.clone(), write: outward };
    Ok(Client::new(address, Secret::new(who.token().to_owned()), ways, waiting))
}

struct NoJournal;

impl Journal for NoJournal {
    fn before(&self, _: &Step) -> Result<(), JournalError> {
        Ok(())
    }

    fn after(&self, _: &Step, _: StepOutcome) -> Result<(), JournalError> {
        Ok(())
    }
}

fn line(name: &str, took: Duration, more: &str) {
    let took = format!("{:.1} ms", took.as_secs_f64() * 1_000.0);
    println!("{name:<46} {took:>10}  {more}");
}

fn per_second(n_objects: usize, took: Duration) -> String {
    let n_objects = u32::try_from(n_objects).unwrap_or(u32::MAX);
    format!("{:.0} objects a second", f64::from(n_objects) / took.as_secs_f64())
}

fn ratio(one: Duration, other: Duration) -> f64 {
    one.as_secs_f64() / other.as_secs_f64()
}
