//! The simulated phone, held by a person: opens what the QR code says, confirms or refuses.

use crate::http::{Client, TIMEOUT};
use crate::transcript::Request;

/// What the person does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Scans the QR code.
    Scan,
    /// Confirms the login.
    Allow,
    /// Refuses the login.
    Deny,
}

/// The simulator did not take what the phone did: it is gone, or the QR code is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the QR code is not there any more")]
pub struct NotThere;

/// Does what a phone does with the QR code's text `confirm_url`. It reaches this computer only.
pub async fn act(confirm_url: &str, action: Action) -> Result<(), NotThere> {
    let client = Client::new().map_err(|_| NotThere)?;
    let answer = client.send(&request(confirm_url, action), TIMEOUT).await.map_err(|_| NotThere)?;
    // A page that sends the phone on to another one is fine too.
    if (200..400).contains(&answer.status) { Ok(()) } else { Err(NotThere) }
}

/// Returns the request that a phone's browser sends.
pub(crate) fn request(confirm_url: &str, action: Action) -> Request {
    let mut headers =
        vec![("User-Agent".to_owned(), "Mozilla/5.0 (Source Desk test login; phone)".to_owned())];
    let (method, body) = match action {
        Action::Scan => ("GET", None),
        Action::Allow => ("POST", Some("action=allow".to_owned())),
        Action::Deny => ("POST", Some("action=deny".to_owned())),
    };
    if body.is_some() {
        headers.push(("Content-Type".to_owned(), "application/x-www-form-urlencoded".to_owned()));
    }
    Request { method: method.to_owned(), url: confirm_url.to_owned(), headers, body }
}
