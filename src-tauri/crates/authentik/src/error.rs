//! What a server, or the way to it, can do wrong.

use std::net::IpAddr;

use desk_network::{NetworkError, PresentedCertificate};

use crate::client::answer::plain;

/// Why a request has no usable answer. Nothing of a secret, a token or a URL's query is in it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ServerError {
    /// No answer came; nothing was sent, or only something that changes nothing.
    #[error("the server cannot be reached: {0}")]
    Unreachable(NetworkError),
    /// Nobody vouches for the certificate that was presented, or it is not the pinned one. Nothing was sent.
    #[error("{error}")]
    Certificate {
        /// What is wrong with it.
        error: NetworkError,
        /// What was presented.
        certificate: Box<PresentedCertificate>,
    },
    /// The host's address is one that nobody should be led to: a cloud's metadata service, this link.
    #[error("{host} is at {address}")]
    Address {
        /// The host.
        host: String,
        /// Its address.
        address: IpAddr,
        /// What that is.
        error: NetworkError,
    },
    /// The server sent the request elsewhere. It was not followed: the token is for this server alone.
    #[error("{status} to {to}")]
    Redirect {
        /// The status.
        status: u16,
        /// The host that it names; empty if that cannot be read.
        to: String,
    },
    /// The token is wrong or expired, or there is none.
    #[error("the token is refused")]
    TokenRefused,
    /// The token's user may not do this.
    #[error("{what} is not permitted")]
    NotPermitted {
        /// What was asked for: a path of the API.
        what: String,
    },
    /// There is no such object.
    #[error("{what} is not there")]
    NotFound {
        /// What was asked for: a path of the API.
        what: String,
    },
    /// The server does not accept what was sent.
    #[error("the server refuses it")]
    Refused(Vec<Refusal>),
    /// The server crashed on a request: 405 with an empty page, because its error views know GET only.
    #[error("the server crashed on it")]
    Crashed,
    /// Too many requests, or the server cannot answer now; also after some patience.
    #[error("the server is busy: {status}")]
    Busy {
        /// The last status.
        status: u16,
    },
    /// What was sent may have been saved or not: the connection broke, or a worker was replaced while it was at it.
    #[error("it is not known whether it was saved")]
    Uncertain,
    /// What answers is not authentik.
    #[error("not authentik: {why}")]
    NotAuthentik {
        /// What it did: a short fixed text.
        why: &'static str,
    },
    /// An answer is not what authentik's API gives.
    #[error("{what} is not as it should be")]
    Malformed {
        /// The path of the API.
        what: String,
    },
    /// An answer is larger than is read.
    #[error("the answer is too large")]
    TooLarge,
}

/// Something that the server does not accept, in its own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// The field; empty if it is about the whole.
    pub field: String,
    /// What the server says, as it came: it may repeat what it was sent, a secret included.
    pub message: String,
}

impl Refusal {
    /// Returns it in one line that can be shown, cut off and without control characters. Secrets have to be taken out before.
    pub fn line(&self) -> String {
        match self.field.as_str() {
            "" => plain(&self.message),
            field => plain(&format!("{field}: {}", self.message)),
        }
    }
}

impl ServerError {
    /// Returns the code of the problem that it becomes.
    pub fn code(&self) -> &'static str {
        match self {
            ServerError::Unreachable(_) => "server-unreachable",
            ServerError::Certificate { error: NetworkError::NotPinned { .. }, .. } => {
                "server-certificate-changed"
            }
            ServerError::Certificate { .. } => "server-certificate-untrusted",
            ServerError::Address { .. } => "server-address-refused",
            ServerError::Redirect { .. } => "server-redirect",
            ServerError::TokenRefused => "server-token-refused",
            ServerError::NotPermitted { .. } => "server-not-permitted",
            ServerError::NotFound { .. } => "server-not-found",
            ServerError::Refused(_) => "server-refused",
            ServerError::Crashed => "server-crashed",
            ServerError::Busy { .. } => "server-busy",
            ServerError::Uncertain => "server-uncertain",
            ServerError::NotAuthentik { .. } => "server-not-authentik",
            ServerError::Malformed { .. } => "server-malformed",
            ServerError::TooLarge => "server-too-large",
        }
    }
}
