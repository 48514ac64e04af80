//! A simulator that runs until it is stopped, for other clients to try themselves against.

use std::net::SocketAddr;
use std::sync::Arc;

use desk_simulator::{Application, Fault, Profile, Simulator, SimulatorError, SimulatorSecret};

use crate::desk::Desk;
use crate::problem::Problem;

/// How to simulate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimulateOptions {
    /// The address to listen on; it must be a loopback address. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Who logs in. `None`: the usual person.
    pub profile: Option<String>,
    /// What goes wrong.
    pub fault: Option<String>,
    /// 授权回调域 of the simulated application.
    pub callback_domain: String,
}

/// A running simulator.
pub struct Simulation {
    simulator: Simulator,
    /// The AppID that it knows.
    pub appid: String,
    /// The AppSecret that it knows. It was made for this run and opens nothing but this simulator.
    pub secret: String,
    /// 授权回调域 of the application.
    pub callback_domain: String,
}

impl Desk {
    /// Starts a simulator of WeChat Open Platform.
    pub async fn simulate(&self, options: SimulateOptions) -> Result<Simulation, Problem> {
        let choices = self.rehearsal_choices();
        let profile = match &options.profile {
            None => Profile::default(),
            Some(id) => Profile::parse(id).ok_or_else(|| {
                Problem::about("profile-unknown", id).with("choices", choices.profiles.join(", "))
            })?,
        };
        let fault = match &options.fault {
            None => None,
            Some(id) => Some(Fault::parse(id).ok_or_else(|| {
                Problem::about("fault-unknown", id).with("choices", choices.faults.join(", "))
            })?),
        };
        let appid = "wx0000000000000001".to_owned();
        let secret: String = self.random::<16>().iter().map(|byte| format!("{byte:02x}")).collect();
        let application =
            Application::new(&appid, SimulatorSecret::new(&secret), "Source Desk", &options.callback_domain);
        let host = Arc::clone(&self.host);
        let mut simulated =
            desk_simulator::Options::new(application, Arc::new(move || host.now()), self.random_source());
        simulated.listen = options.listen;
        simulated.profile = profile;
        simulated.fault = fault;
        let simulator = Simulator::start(simulated).await?;
        Ok(Simulation { simulator, appid, secret, callback_domain: options.callback_domain })
    }
}

impl Simulation {
    /// Returns the base URL: `http://127.0.0.1:PORT`.
    pub fn base_url(&self) -> String {
        self.simulator.base_url()
    }

    /// Stops listening.
    pub async fn stop(self) {
        self.simulator.stop().await;
    }
}

impl From<SimulatorError> for Problem {
    fn from(error: SimulatorError) -> Problem {
        match error {
            SimulatorError::NotLoopback { listen } => {
                Problem::about("simulator-not-loopback", listen.to_string())
            }
            SimulatorError::DeliverTo => Problem::new("internal").detailed("deliver_to"),
            SimulatorError::Listen { listen, source } if source.kind() == std::io::ErrorKind::AddrInUse => {
                Problem::about("simulator-port-taken", listen.to_string()).retryable()
            }
            SimulatorError::Listen { listen, source } => {
                Problem::about("simulator-io", listen.to_string()).detailed(source.to_string()).retryable()
            }
        }
    }
}
