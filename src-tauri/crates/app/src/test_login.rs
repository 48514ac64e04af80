//! A real test login: the person logs in at the real provider, in a window of ours or in their own browser; this computer
//! does with the code what authentik would do, and no server is touched.

mod preparation;
mod routes;
mod source;

use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

use desk_login::callback::{CallbackError, Listener};
use desk_login::{Back, Landed, Landings, NotTheLanding, RealSurroundings, Source, landings};
use desk_messages::{id, text};
use desk_model::catalogue::SourceType;
use desk_model::{Draft, DraftId, Secret};
use desk_network::Limits;
use serde::{Deserialize, Serialize};
use specta::Type;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::desk::Desk;
use crate::login_window::{LoginPage, Visitor, Watch};
use crate::operation::{Operation, OperationEvent};
use crate::preview::{host_of, known_kind};
use crate::problem::Problem;
use crate::rehearsal::{Rehearsal, operation_event};
use crate::test_runs::TestRunPlace;

pub use preparation::{HOSTS_FILE, TestLoginPreparation, loopback_redirect_uri};
pub(crate) use routes::routes;
pub use routes::{TestRoute, TestRouteView};
pub(crate) use source::refuse_oauth_1;

use preparation::{hosts_line, is_openable, is_sent_here};

/// How the person's browser comes back.
pub enum TestLoginRoute {
    /// In a window of ours, which stops before it goes to authentik's callback URL and tells the address.
    Window {
        /// Brings the address.
        landed: Landed,
    },
    /// To authentik's callback URL; the person pastes the address.
    Paste {
        /// Stands in for the draft's own host of authentik.
        host: Option<String>,
        /// Brings the address.
        landed: Landed,
    },
    /// To this computer, at an address that is registered with the provider.
    Browser {
        /// The port of 127.0.0.1.
        port: u16,
    },
    /// To authentik's callback URL, whose host the hosts file sends to this computer.
    Hosts {
        /// Stands in for the draft's own host of authentik.
        host: Option<String>,
        /// The port of 127.0.0.1, where it is not the callback URL's.
        port: Option<u16>,
    },
}

/// A real test login that the window asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "route", rename_all = "lowercase", deny_unknown_fields)]
pub enum TestLoginRequest {
    /// See [`TestRoute::Window`].
    Window,
    /// See [`TestRoute::Browser`].
    Browser {
        /// The port of 127.0.0.1.
        port: u16,
    },
    /// See [`TestRoute::Paste`].
    Paste,
    /// See [`TestRoute::Hosts`].
    Hosts,
}

impl TestLoginRoute {
    /// What it is called where the routes of a type are.
    fn offered(&self) -> TestRoute {
        match self {
            TestLoginRoute::Window { .. } => TestRoute::Window,
            TestLoginRoute::Paste { .. } => TestRoute::Paste,
            TestLoginRoute::Browser { .. } => TestRoute::Browser,
            TestLoginRoute::Hosts { .. } => TestRoute::Hosts,
        }
    }
}

impl Desk {
    /// Starts a real test login of a stored draft. Returns the operation's id.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::test_login`], and `test-login-no-window`.
    pub async fn start_test_login(
        self: &Arc<Desk>,
        draft: &DraftId,
        request: TestLoginRequest,
    ) -> Result<String, Problem> {
        let draft = self.with_store(|store| store.get(draft))?.draft;
        let operation_id = DraftId::from_random(self.random()).0;
        let operation = Arc::new(Operation::default());
        let (landings, landed) = landings();
        let mut window = None;
        let route = match request {
            TestLoginRequest::Window if !self.host.has_login_windows() => {
                return Err(Problem::new("test-login-no-window"));
            }
            TestLoginRequest::Window => {
                window = Some(landings);
                TestLoginRoute::Window { landed }
            }
            TestLoginRequest::Paste => {
                operation.takes(landings);
                TestLoginRoute::Paste { host: None, landed }
            }
            TestLoginRequest::Browser { port } => TestLoginRoute::Browser { port },
            TestLoginRequest::Hosts => TestLoginRoute::Hosts { host: None, port: None },
        };
        let prepared = self.prepare(&draft, route).await?;
        // Nothing can fail from here on, so nobody is given the id of an operation that never began.
        self.operations.take(operation_id.clone(), Arc::clone(&operation));
        let desk = Arc::clone(self);
        let folder = self.host.home().join(WINDOWS_FOLDER).join(&operation_id);
        tokio::spawn(async move {
            let watch = OnceLock::new();
            let tell = |event: OperationEvent| {
                if let (OperationEvent::Page { authorize_url, callback_url }, Some(landings)) =
                    (&event, &window)
                {
                    let [page, callback] = [authorize_url, callback_url].map(|url| Url::parse(url));
                    match (page, callback) {
                        (Ok(page), Ok(callback)) if is_openable(&page) => {
                            let watching = Watch::new(callback, page.clone(), landings.clone(), &operation);
                            let watching = watch.get_or_init(|| Arc::new(watching));
                            desk.open_window(page, folder.clone(), landings, watching);
                        }
                        _ => landings.end("window-not-opened"),
                    }
                }
                operation.tell(event);
            };
            let result = desk.run_test_login(prepared, tell, operation.cancel.clone()).await;
            let mut rehearsal = result.unwrap_or_else(|problem| Rehearsal::that_never_began(&problem));
            if let Some(watch) = watch.get() {
                watch.close();
                // What is still held open by the system is deleted at the next start. Where nothing was written there is no
                // folder, and that is what is wanted.
                let _ = std::fs::remove_dir_all(&folder);
                say_where_it_stayed(&mut rehearsal, &watch.last_origin());
            }
            if desk.keep_test_run(&draft.id, TestRunPlace::Real, &rehearsal).is_err() {
                operation.tell(OperationEvent::Warning { code: "run-not-kept".to_owned() });
            }
            operation.tell(OperationEvent::Finished { rehearsal });
        });
        Ok(operation_id)
    }

    /// Gives an operation the address that the person's browser landed on.
    ///
    /// # Errors
    ///
    /// `operation-gone`, `operation-not-waiting`, or one of `landing-…` about the address; the login waits on.
    pub async fn paste_landing(&self, operation: &str, address: String) -> Result<(), Problem> {
        let landings = self.operations.landings(operation)?;
        landings.paste(Secret::new(address)).await.map_err(|why| landing_problem(&why))
    }

    /// Tests a login with a draft at its real provider and returns when it is over. `tell` hears the page to open
    /// ([`OperationEvent::Page`]) and each step. The provider's hosts are contacted from this computer, the way
    /// [`Desk::check_network_of`] goes.
    ///
    /// # Errors
    ///
    /// `test-login-nothing`, `test-login-form-post`, `test-login-tagged`, `test-login-no-secret`, `test-login-no-loopback`,
    /// `test-login-port`, `test-login-hosts`, and those of the network's settings.
    pub async fn test_login(
        &self,
        draft: &Draft,
        route: TestLoginRoute,
        tell: impl Fn(OperationEvent) + Send + Sync,
        cancel: CancellationToken,
    ) -> Result<Rehearsal, Problem> {
        let prepared = self.prepare(draft, route).await?;
        self.run_test_login(prepared, tell, cancel).await
    }

    /// Deletes what login windows of an earlier start may have left in the data folder.
    pub fn forget_login_windows(&self) {
        // A folder that is not there is what is wanted.
        let _ = std::fs::remove_dir_all(self.host.home().join(WINDOWS_FOLDER));
    }

    async fn prepare(&self, draft: &Draft, route: TestLoginRoute) -> Result<Prepared, Problem> {
        check_route(known_kind(draft)?, route.offered())?;
        let callback_url = |host: Option<&str>| {
            host_of(draft, host).map(|(host, _)| (host.callback_url(&draft.slug), host.domain().to_owned()))
        };
        let prepared = |source, back| Prepared { source, back, sent_here: None };
        match route {
            TestLoginRoute::Window { landed } => {
                Ok(prepared(self.source(draft, callback_url(None)?.0)?, Back::Window(landed)))
            }
            TestLoginRoute::Paste { host, landed } => {
                let (callback_url, _) = callback_url(host.as_deref())?;
                Ok(prepared(self.source(draft, callback_url)?, Back::Pasted(landed)))
            }
            TestLoginRoute::Browser { port } => {
                let source = self.source(draft, loopback_redirect_uri(draft, port)?)?;
                let listener = Listener::bind_registered(port, self.callback_pages()).await;
                Ok(prepared(source, Back::Listener(listener.map_err(|error| port_problem(port, &error))?)))
            }
            TestLoginRoute::Hosts { host, port } => {
                let (callback_url, domain) = callback_url(host.as_deref())?;
                let source = self.source(draft, callback_url.clone())?;
                if !is_sent_here(&domain).await {
                    return Err(Problem::about("test-login-hosts", hosts_line(&domain))
                        .with("file", HOSTS_FILE)
                        .retryable());
                }
                let url =
                    Url::parse(&callback_url).map_err(|_| Problem::about("host-invalid", &callback_url))?;
                let port = port.or(url.port_or_known_default()).unwrap_or(443);
                let listener = Listener::bind_host(port, &url, self.host.now(), self.callback_pages()).await;
                let listener = listener.map_err(|error| port_problem(port, &error))?;
                Ok(Prepared { source, back: Back::Listener(listener), sent_here: Some(domain) })
            }
        }
    }

    async fn run_test_login(
        &self,
        Prepared { source, back, sent_here }: Prepared,
        tell: impl Fn(OperationEvent) + Send + Sync,
        cancel: CancellationToken,
    ) -> Result<Rehearsal, Problem> {
        let client = self.outward_client(&self.network_settings(), Limits::default())?;
        let (clock_host, elapsed_host) = (Arc::clone(&self.host), Arc::clone(&self.host));
        let surroundings = RealSurroundings {
            back,
            random: self.random_source(),
            elapsed: Arc::new(move || elapsed_host.elapsed()),
            clock: Arc::new(move || clock_host.now()),
            events: |event| tell(operation_event(event)),
            cancel,
        };
        tracing::info!(target: crate::log::TARGET, event = "test-login");
        let transcript = desk_login::test_login(source, client, surroundings).await;
        if let Some(domain) = sent_here
            && is_sent_here(&domain).await
        {
            tell(OperationEvent::Warning { code: "hosts-line".to_owned() });
        }
        Ok(Rehearsal::of(transcript, None))
    }

    /// Opens the provider's page in a window that is watched. If that fails, it ends the login.
    fn open_window(&self, url: Url, data_folder: PathBuf, landings: &Landings, watch: &Arc<Watch>) {
        let page = LoginPage {
            url,
            data_folder,
            proxy: self.window_proxy(),
            close: text(self.locale(), id::MENU_END_TEST_LOGIN, &[]),
            visitor: Arc::clone(watch) as Arc<dyn Visitor>,
        };
        match self.host.open_login_window(page) {
            Some(window) => watch.take(window),
            None => landings.end("window-not-opened"),
        }
    }
}

/// A test login that can begin.
struct Prepared {
    source: Source,
    back: Back,
    /// The host that the hosts file must not send to this computer any longer than the login takes.
    sent_here: Option<String>,
}

/// Where in the data folder login windows may write.
const WINDOWS_FOLDER: &str = "login-window";

/// Ports below 1024 are often kept for administrators, which is another thing to do about it.
fn port_problem(port: u16, error: &CallbackError) -> Problem {
    let number = port.to_string();
    let problem = if port < 1024 {
        Problem::about("test-login-low-port", number)
    } else {
        Problem::about("test-login-port", number)
    };
    problem.detailed(error.to_string()).retryable()
}

/// Refuses a route that the type's provider does not allow.
fn check_route(kind: &SourceType, route: TestRoute) -> Result<(), Problem> {
    let provider = kind.provider.ok_or_else(|| Problem::about("test-login-nothing", &kind.name))?;
    match routes::why_not(provider, route) {
        None => Ok(()),
        Some("route-not-form") => Err(Problem::about("test-login-form-post", &kind.name)),
        Some("route-not-domain" | "route-not-https") => {
            Err(Problem::about("test-login-no-loopback", &kind.name))
        }
        Some(_) => Err(Problem::about("test-login-route", &kind.name)),
    }
}

/// Adds where the window was last to a login that never came back from there.
fn say_where_it_stayed(rehearsal: &mut Rehearsal, origin: &str) {
    if let Some(problem) = &mut rehearsal.problem
        && matches!(problem.code.as_str(), "window-never-back" | "window-closed")
        && !origin.is_empty()
    {
        problem.detail = Some(origin.to_owned());
    }
}

fn landing_problem(why: &NotTheLanding) -> Problem {
    match why {
        NotTheLanding::NotAnAddress => Problem::new("landing-no-address"),
        NotTheLanding::TooLong => Problem::new("landing-too-long"),
        NotTheLanding::Elsewhere { expected } => Problem::about("landing-elsewhere", expected),
        NotTheLanding::Nothing => Problem::new("landing-nothing"),
        NotTheLanding::Duplicate => Problem::new("landing-duplicate"),
        NotTheLanding::WrongState => Problem::new("landing-wrong-state"),
        NotTheLanding::Late => Problem::new("landing-late"),
    }
}

/// Gives what a person pasted to a login that runs outside of an operation, as on the command line.
///
/// # Errors
///
/// One of `landing-…`; the login waits on.
pub async fn paste(landings: &Landings, address: String) -> Result<(), Problem> {
    landings.paste(Secret::new(address)).await.map_err(|why| landing_problem(&why))
}
