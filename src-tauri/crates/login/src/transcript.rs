//! What a test login tells: events while it runs, and a transcript at its end. No value in here is secret.

use serde::{Deserialize, Serialize};
use specta::Type;

use crate::problem::LoginProblem;

/// How a test login ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// authentik would have let the user in or enrolled them, as far as the login itself decides.
    Ok,
    /// The person refused on the phone.
    Denied,
    /// Something went wrong; the problem says what.
    Failed,
    /// The test login was cancelled here.
    Cancelled,
}

impl Outcome {
    /// Returns the outcome as it is serialised and as message ids have it.
    pub fn id(self) -> &'static str {
        match self {
            Outcome::Ok => "ok",
            Outcome::Denied => "denied",
            Outcome::Failed => "failed",
            Outcome::Cancelled => "cancelled",
        }
    }
}

/// The steps of a login, in order. WeChat's has seven of them ([`StepName::WECHAT`]); any other has those of
/// [`StepName::PROVIDER`] that its provider asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum StepName {
    /// authentik reads the discovery document. It does so when the source is saved.
    Discovery,
    /// authentik reads the keys that sign tokens. It does so when the source is saved, and every three hours.
    Keys,
    /// The browser opens the provider's page; WeChat's has a QR code.
    Authorize,
    /// The page waits until a phone scanned the QR code.
    Scan,
    /// The page waits until the person confirmed on the phone.
    Confirm,
    /// The person logs in on the provider's page.
    Login,
    /// The browser comes back with a code.
    Callback,
    /// authentik exchanges the code for an access token.
    Token,
    /// authentik asks who the user is, or reads it from the ID token.
    Userinfo,
    /// authentik asks for the user's e-mail addresses, which only GitHub keeps apart.
    Emails,
    /// authentik asks for the user's groups, which only Microsoft keeps apart.
    Groups,
    /// authentik makes a user's properties of the answer.
    Mapping,
}

impl StepName {
    /// Every step, in order.
    pub const ALL: [StepName; 12] = [
        StepName::Discovery,
        StepName::Keys,
        StepName::Authorize,
        StepName::Scan,
        StepName::Confirm,
        StepName::Login,
        StepName::Callback,
        StepName::Token,
        StepName::Userinfo,
        StepName::Emails,
        StepName::Groups,
        StepName::Mapping,
    ];
    /// The steps of a WeChat login, in order.
    pub const WECHAT: [StepName; 7] = [
        StepName::Authorize,
        StepName::Scan,
        StepName::Confirm,
        StepName::Callback,
        StepName::Token,
        StepName::Userinfo,
        StepName::Mapping,
    ];
    /// The steps that every login at another provider has, in order.
    pub const PROVIDER: [StepName; 6] = [
        StepName::Authorize,
        StepName::Login,
        StepName::Callback,
        StepName::Token,
        StepName::Userinfo,
        StepName::Mapping,
    ];

    /// Whether authentik does this when the source is saved, and not when somebody logs in.
    pub fn is_when_saved(self) -> bool {
        matches!(self, StepName::Discovery | StepName::Keys)
    }

    /// Returns the name as it is serialised and as message ids have it: `authorize`, `scan` and so on.
    pub fn id(self) -> &'static str {
        match self {
            StepName::Discovery => "discovery",
            StepName::Keys => "keys",
            StepName::Authorize => "authorize",
            StepName::Scan => "scan",
            StepName::Confirm => "confirm",
            StepName::Login => "login",
            StepName::Callback => "callback",
            StepName::Token => "token",
            StepName::Userinfo => "userinfo",
            StepName::Emails => "emails",
            StepName::Groups => "groups",
            StepName::Mapping => "mapping",
        }
    }
}

/// How far a step is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum StepState {
    /// It has begun.
    Running,
    /// It went well.
    Ok,
    /// It is where the login ended.
    Failed,
}

/// A request as it was sent, with its secrets masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Request {
    /// `GET` or `POST`.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// The headers that were set, in order.
    pub headers: Vec<(String, String)>,
    /// The body, if there is one.
    pub body: Option<String>,
}

/// An answer as it came, with its secrets masked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Response {
    /// The HTTP status.
    pub status: u32,
    /// The headers, in order.
    pub headers: Vec<(String, String)>,
    /// The body as UTF-8, cut off after 4,096 characters.
    pub body: Option<String>,
}

/// How long the parts of an exchange took, each in milliseconds; `None` where it did not happen or is not known. Those of
/// a connection are known at the real provider only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, Type)]
pub struct Timings {
    /// Looking up the name of the host, or of the proxy.
    pub dns: Option<u32>,
    /// Making the TCP connection.
    pub connect: Option<u32>,
    /// Until the proxy had connected to the host.
    pub proxy: Option<u32>,
    /// The TLS handshake with the host.
    pub tls: Option<u32>,
    /// From the request until the first of the answer. In a rehearsal a new connection is a part of it.
    pub first_byte: Option<u32>,
    /// Everything, until the last byte or until it failed.
    pub total: u32,
}

/// Something about a step that a person should know; `note-CODE` has the words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Note {
    /// The code, in lower-case kebab.
    pub code: String,
    /// What the note is about, such as the names of mappings. Often empty.
    pub subjects: Vec<String>,
}

/// One step of a login.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct Step {
    /// Which one.
    pub name: StepName,
    /// How far it is.
    pub state: StepState,
    /// What was sent. For the two waits it is the last long poll.
    pub request: Option<Request>,
    /// What came back.
    pub response: Option<Response>,
    /// How long it took, in milliseconds; while it runs 0.
    pub ms: u32,
    /// How long the parts of its last exchange took. Test logins from before this was measured have none.
    #[serde(default)]
    pub timings: Option<Timings>,
    /// What a person should know about it.
    pub notes: Vec<Note>,
}

/// What a test login is waiting for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "lowercase")]
pub enum WaitingFor {
    /// A phone that scans the QR code.
    Scan,
    /// The person who confirms on the phone.
    Confirm,
    /// The address that the person's browser landed on.
    Landing,
    /// The person, who logs in in a window of ours.
    Window,
    /// The person's browser, which comes back by itself.
    Browser,
}

/// What happens while a test login runs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "event", rename_all = "lowercase")]
pub enum Event {
    /// A step began or ended.
    Step {
        /// The step as it is now.
        step: Step,
    },
    /// There is a QR code to scan.
    Qr {
        /// What the QR code says. Whoever opens it acts as the phone.
        confirm_url: String,
    },
    /// There is a page of the real provider to open.
    Page {
        /// Its address.
        authorize_url: String,
        /// Where the browser will land.
        callback_url: String,
    },
    /// The page waits for the person.
    Waiting {
        /// What it waits for.
        waiting_for: WaitingFor,
    },
    /// Something unusual that does not end the login; `note-CODE` has the words.
    Warning {
        /// The code.
        code: String,
    },
}

/// A whole test login.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
pub struct Transcript {
    /// How it ended.
    pub outcome: Outcome,
    /// What authentik would recognise the user by; for WeChat the unionid, or the openid without one.
    pub identifier: Option<String>,
    /// The user that authentik would store.
    #[specta(type = Option<specta_typescript::Unknown>)]
    pub properties: Option<serde_json::Value>,
    /// The nickname as it was meant, if authentik would garble it.
    pub repaired_name: Option<String>,
    /// What happened, in order.
    pub steps: Vec<Step>,
    /// What went wrong, if something did.
    pub problem: Option<LoginProblem>,
}
