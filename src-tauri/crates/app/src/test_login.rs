//! A real test login: the person logs in at the real provider, in a window of ours or in their own browser; this computer
//! does with the code what authentik would do, and no server is touched.

mod preparation;
mod routes;
mod source;

use std::sync::Arc;

use desk_login::callback::{CallbackError, Listener};
use desk_login::network::Limits;
use desk_login::{Back, Landed, Landings, NotTheLanding, RealSurroundings, Source, landings};
use desk_model::catalogue::SourceType;
use desk_model::{Draft, DraftId, Secret};
use serde::{Deserialize, Serialize};
use specta::Type;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::desk::Desk;
use crate::login_window::{LoginPage, Watch};
use crate::operation::{Operation, OperationEvent};
use crate::preview::{host_of, known_kind};
use crate::problem::Problem;
use crate::rehearsal::{Rehearsal, operation_event};
use crate::test_runs::TestRunPlace;

pub use preparation::{HOSTS_FILE, TestLoginPreparation, loopback_redirect_uri};
pub(crate) use routes::routes;
pub use routes::{TestRoute, TestRouteView};
pub(crate) use source::refuse_oauth_1;

use preparation::{hosts_line, is_openable};

/// How the person's browser comes back.
pub enum TestLoginRoute {
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

impl TestLoginRequest {
    fn route(&self) -> TestRoute {
        match self {
            TestLoginRequest::Window => TestRoute::Window,
            TestLoginRequest::Browser { .. } => TestRoute::Browser,
            TestLoginRequest::Paste => TestRoute::Paste,
            TestLoginRequest::Hosts => TestRoute::Hosts,
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
        check_route(known_kind(&draft)?, request.route())?;
        let is_hosts = request == TestLoginRequest::Hosts;
        let mut window = None;
        let (source, back) = match request {
            TestLoginRequest::Window => {
                if !self.host.has_login_windows() {
                    return Err(Problem::new("test-login-no-window"));
                }
                let (host, _) = host_of(&draft, None)?;
                let callback_url = host.callback_url(&draft.slug);
                let callback =
                    Url::parse(&callback_url).map_err(|_| Problem::about("host-invalid", &callback_url))?;
                window = Some((callback, landings));
                (self.source(&draft, callback_url)?, Back::Window(landed))
            }
            TestLoginRequest::Paste => {
                operation.takes(landings);
                self.prepare(&draft, TestLoginRoute::Paste { host: None, landed }).await?
            }
            TestLoginRequest::Browser { port } => {
                self.prepare(&draft, TestLoginRoute::Browser { port }).await?
            }
            TestLoginRequest::Hosts => {
                self.prepare(&draft, TestLoginRoute::Hosts { host: None, port: None }).await?
            }
        };
        // Nothing can fail from here on, so nobody is given the id of an operation that never began.
        self.operations.take(operation_id.clone(), Arc::clone(&operation));
        let desk = Arc::clone(self);
        let folder = operation_id.clone();
        tokio::spawn(async move {
            let watch = std::sync::OnceLock::new();
            let tell = |event: OperationEvent| {
                if let (OperationEvent::Page { authorize_url, .. }, Some((callback, landings))) =
                    (&event, &window)
                {
                    desk.open_window(authorize_url, callback, landings, &folder, &operation, &watch);
                }
                operation.tell(event);
            };
            let result = desk.run_test_login(source, back, tell, operation.cancel.clone()).await;
            let mut rehearsal = result.unwrap_or_else(|problem| Rehearsal::that_never_began(&problem));
            if let Some(watch) = watch.get() {
                watch.close();
                desk.forget_login_windows();
                say_where_it_stayed(&mut rehearsal, &watch.last_origin());
            }
            if is_hosts && desk.is_sent_here(&draft, None).await {
                operation.tell(OperationEvent::Warning { code: "hosts-line".to_owned() });
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
        let hosts = match &route {
            TestLoginRoute::Hosts { host, .. } => Some(host.clone()),
            TestLoginRoute::Paste { .. } | TestLoginRoute::Browser { .. } => None,
        };
        let (source, back) = self.prepare(draft, route).await?;
        let result = self.run_test_login(source, back, &tell, cancel).await?;
        if let Some(host) = hosts
            && self.is_sent_here(draft, host.as_deref()).await
        {
            tell(OperationEvent::Warning { code: "hosts-line".to_owned() });
        }
        Ok(result)
    }

    /// Deletes what login windows may have left in the data folder. One that is still held open by the system is deleted at
    /// the next start.
    pub fn forget_login_windows(&self) {
        // A folder that is not there is what is wanted.
        let _ = std::fs::remove_dir_all(self.host.home().join(WINDOWS_FOLDER));
    }

    async fn prepare(&self, draft: &Draft, route: TestLoginRoute) -> Result<(Source, Back), Problem> {
        let kind = known_kind(draft)?;
        match route {
            TestLoginRoute::Paste { host, landed } => {
                check_route(kind, TestRoute::Paste)?;
                let (host, _) = host_of(draft, host.as_deref())?;
                Ok((self.source(draft, host.callback_url(&draft.slug))?, Back::Pasted(landed)))
            }
            TestLoginRoute::Browser { port } => {
                let source = self.source(draft, loopback_redirect_uri(draft, port)?)?;
                let listener = Listener::bind_registered(port, self.callback_pages()).await;
                Ok((source, Back::Listener(listener.map_err(|error| port_problem(port, &error))?)))
            }
            TestLoginRoute::Hosts { host: given, port } => {
                check_route(kind, TestRoute::Hosts)?;
                let (host, _) = host_of(draft, given.as_deref())?;
                let callback_url = host.callback_url(&draft.slug);
                let source = self.source(draft, callback_url.clone())?;
                if !self.is_sent_here(draft, given.as_deref()).await {
                    return Err(Problem::about("test-login-hosts", hosts_line(host.domain()))
                        .with("file", HOSTS_FILE)
                        .retryable());
                }
                let url =
                    Url::parse(&callback_url).map_err(|_| Problem::about("host-invalid", &callback_url))?;
                let port = port.or(url.port_or_known_default()).unwrap_or(443);
                let listener = Listener::bind_host(port, &url, self.host.now(), self.callback_pages()).await;
                let listener = listener.map_err(|error| match port {
                    0..1024 => Problem::about("test-login-low-port", port.to_string())
                        .detailed(error.to_string())
                        .retryable(),
                    _ => port_problem(port, &error),
                })?;
                Ok((source, Back::Listener(listener)))
            }
        }
    }

    async fn run_test_login(
        &self,
        source: Source,
        back: Back,
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
        Ok(Rehearsal::of(transcript, None))
    }

    /// Opens the provider's page in a window that is watched. What goes wrong ends the login with the reason.
    fn open_window(
        &self,
        authorize_url: &str,
        callback: &Url,
        landings: &Landings,
        folder: &str,
        operation: &Arc<Operation>,
        watched: &std::sync::OnceLock<Arc<Watch>>,
    ) {
        let Ok(url) = Url::parse(authorize_url) else { return landings.end("window-not-opened") };
        if !is_openable(&url) {
            return landings.end("window-not-opened");
        }
        let watch = Watch::new(callback.clone(), url.clone(), landings.clone(), Arc::clone(operation));
        let watch = Arc::clone(watched.get_or_init(|| Arc::new(watch)));
        let page = LoginPage {
            url,
            data_folder: self.host.home().join(WINDOWS_FOLDER).join(folder),
            proxy: self.window_proxy(),
            close: desk_messages::text(self.locale(), desk_messages::id::MENU_END_TEST_LOGIN, &[]),
            visitor: Arc::clone(&watch) as Arc<dyn crate::login_window::Visitor>,
        };
        match self.host.open_login_window(page) {
            Some(window) => watch.take(window),
            None => landings.end("window-not-opened"),
        }
    }
}

/// Where in the data folder login windows may write.
const WINDOWS_FOLDER: &str = "login-window";

fn port_problem(port: u16, error: &CallbackError) -> Problem {
    Problem::about("test-login-port", port.to_string()).detailed(error.to_string()).retryable()
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
