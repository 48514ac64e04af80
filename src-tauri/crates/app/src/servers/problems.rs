//! What goes wrong with a server, as problems.

use desk_authentik::{AddressError, ApplyError, PlanError, Refusal, ServerError};
use desk_network::NetworkError;

use super::pin::about_certificate;
use crate::problem::Problem;

/// Makes a problem of a server's error; `host` is the server.
pub(crate) fn of_server(error: &ServerError, host: &str) -> Problem {
    match error {
        ServerError::Unreachable(why) => {
            let problem = Problem::about("server-unreachable", host).with("reason", why.code());
            problem.detailed(why.to_string()).retryable()
        }
        ServerError::Certificate { error: error @ NetworkError::NotPinned { pinned, .. }, certificate } => {
            let problem = Problem::about("server-certificate-changed", host);
            about_certificate(problem.with("pinned", pinned.to_string()), *error, certificate)
        }
        ServerError::Certificate { error, certificate } => {
            about_certificate(Problem::about("server-certificate-untrusted", host), *error, certificate)
        }
        ServerError::Address { host, address, error } => Problem::about("server-address-refused", host)
            .with("address", address.to_string())
            .with("reason", error.code()),
        ServerError::Redirect { status, to } => {
            Problem::about("server-redirect", host).with("status", status.to_string()).with("to", to)
        }
        ServerError::TokenRefused => Problem::about("server-token-refused", host),
        ServerError::NotPermitted { what } => Problem::about("server-not-permitted", host).with("what", what),
        ServerError::NotFound { what } => Problem::about("server-not-found", host).with("what", what),
        ServerError::Refused(refusals) => Problem::about("server-refused", host).detailed(lines(refusals)),
        ServerError::Crashed => Problem::about("server-crashed", host),
        ServerError::Busy { status } => {
            Problem::about("server-busy", host).with("status", status.to_string()).retryable()
        }
        ServerError::Uncertain => Problem::about("server-uncertain", host).retryable(),
        ServerError::NotAuthentik { why } => Problem::about("server-not-authentik", host).detailed(*why),
        ServerError::Malformed { what } => Problem::about("server-malformed", host).with("what", what),
        ServerError::TooLarge => Problem::about("server-too-large", host),
    }
}

/// Makes a problem of what stopped an apply; `host` is the server.
pub(crate) fn of_apply(error: &ApplyError, host: &str) -> Problem {
    match error {
        ApplyError::Server(error) => of_server(error, host),
        ApplyError::Conflicts(n) => Problem::about("plan-conflicts", host).with("count", n.to_string()),
        ApplyError::Stale(changed) => Problem::about("plan-stale", host).with("changed", changed.join(", ")),
        ApplyError::Partly(changed) => {
            Problem::about("plan-partly", host).with("changed", changed.join(", "))
        }
        ApplyError::NotAsShown(key) => Problem::about("plan-not-as-shown", key),
        ApplyError::OtherServer => Problem::about("server-another", host),
        ApplyError::Refused(reasons) => Problem::about("push-refused", host).detailed(reasons.join("\n")),
        ApplyError::Crashed(reasons) if reasons.is_empty() => Problem::about("server-crashed", host),
        ApplyError::Crashed(reasons) => Problem::about("push-crashed", host).detailed(reasons.join("\n")),
        ApplyError::Unknown => Problem::about("push-unknown", host),
        ApplyError::SecretGone { slug, field } => {
            Problem::about("push-secret-gone", slug).with("field", field)
        }
        ApplyError::Journal(_) => Problem::new("push-journal"),
        ApplyError::Cancelled => Problem::about("push-cancelled", host),
    }
}

/// Makes a problem of a text that is no address.
pub(crate) fn of_address(error: &AddressError, text: &str) -> Problem {
    match error {
        AddressError::NotAnAddress => Problem::about("server-address-invalid", text.trim()),
        AddressError::PlainHttp => Problem::about("server-address-http", text.trim()),
        // What has a password in it is not repeated.
        AddressError::HasPassword => Problem::new("server-address-password"),
    }
}

/// Makes a problem of a file that is no plan.
pub(crate) fn of_plan(error: &PlanError, path: &str) -> Problem {
    match error {
        PlanError::NotAPlan => Problem::about("plan-not-a-plan", path),
        PlanError::Newer { .. } => Problem::about("plan-newer", path),
    }
}

fn lines(refusals: &[Refusal]) -> String {
    refusals.iter().map(Refusal::line).collect::<Vec<_>>().join("\n")
}
