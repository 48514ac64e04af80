//! What a simulator is started with.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use secrecy::{ExposeSecret, SecretString};

use crate::{Fault, Profile};

/// Gives the present in milliseconds since the Unix epoch.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// Fills a buffer with random bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// A text that is wiped from memory and never printed: it has no `Debug`, `Display` or `Serialize`.
#[derive(Clone)]
pub struct SimulatorSecret(SecretString);

impl SimulatorSecret {
    /// Takes the text over.
    pub fn new(text: impl Into<String>) -> Self {
        Self(SecretString::from(text.into()))
    }

    /// The text itself. Each use carries an `EXPOSE:` comment with its reason.
    pub fn expose(&self) -> &str {
        // EXPOSE: this is the one door to the text; the reason is given where it is called.
        self.0.expose_secret()
    }

    /// Whether `text` is this secret.
    pub(crate) fn is(&self, text: &str) -> bool {
        // EXPOSE: compared in memory only.
        self.expose() == text
    }
}

/// One application as the console of the WeChat Open Platform knows it.
pub struct Application {
    /// The AppID, `wx` and 16 hexadecimal digits.
    pub appid: String,
    /// The AppSecret, 32 hexadecimal digits.
    pub secret: SimulatorSecret,
    /// The name that the QR page and the phone show.
    pub name: String,
    /// 授权回调域: one bare host, without scheme, port or path. It is compared exactly, so a value that
    /// breaks this rule makes every login fail, as it does at WeChat.
    pub callback_domain: String,
    /// What kind of application the AppID belongs to.
    pub kind: ApplicationKind,
    /// Whether the application has passed WeChat's review (审核通过).
    pub approved: bool,
    /// Whether the application has been granted 微信登录 (已获得).
    pub login_granted: bool,
}

impl Application {
    /// An approved website application (网站应用) with 微信登录 granted.
    pub fn new(
        appid: impl Into<String>,
        secret: SimulatorSecret,
        name: impl Into<String>,
        callback_domain: impl Into<String>,
    ) -> Self {
        Self {
            appid: appid.into(),
            secret,
            name: name.into(),
            callback_domain: callback_domain.into(),
            kind: ApplicationKind::Website,
            approved: true,
            login_granted: true,
        }
    }
}

/// What kind of application an AppID belongs to. Only a website application can log in by QR page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ApplicationKind {
    /// 网站应用, the only kind that `/connect/qrconnect` accepts.
    #[default]
    Website,
    /// 公众号.
    OfficialAccount,
    /// 小程序.
    MiniProgram,
    /// 移动应用.
    MobileApplication,
}

/// What a [`Simulator`](crate::Simulator) is started with.
pub struct Options {
    /// Where to listen. Must be a loopback address; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The one application that this platform knows.
    pub application: Application,
    /// Who holds the phone.
    pub profile: Profile,
    /// What goes wrong, if anything.
    pub fault: Option<Fault>,
    /// The present, for lifetimes and for the `rid` of error answers.
    pub clock: Clock,
    /// The source of uuids, codes, tokens and nonces.
    pub random: Random,
    /// How long a poll without news is held. WeChat's own figure is not published; clients report 25 s.
    pub hold: Duration,
    /// How long a QR code lives. WeChat's own figure is not published; clients give up after 300 s.
    pub lifetime: Duration,
    /// How long [`Fault::Slow`] delays an answer of the API.
    pub slow: Duration,
    /// Where a confirmed login's callback is really delivered, as a hosts-file entry on this computer
    /// would: `http://127.0.0.1:PORT/prefix`. The `redirect_uri` is still checked as WeChat checks it;
    /// only the navigation's scheme, host and port are replaced and the prefix put before its path.
    /// `None` navigates to the `redirect_uri` itself. Must be an `http` URL of a loopback address
    /// without query or fragment.
    pub deliver_to: Option<String>,
    /// What a cancelled login does. `false` is what the real page does: it stays and keeps polling.
    /// `true` is what the document 网站应用微信登录 says: redirect with `state` and without `code`.
    pub deny_redirect: bool,
    /// Ends error texts as WeChat did before about 2021: `, hints: [ req_id: … ]` in place of `, rid: …`.
    pub legacy_hints: bool,
    /// Lets `/sns/userinfo` pass with a missing or wrong openid, which the real one may do as well.
    pub lenient_openid: bool,
}

impl Options {
    /// Listens on a free port of 127.0.0.1; the default profile, no fault, WeChat's own durations.
    pub fn new(application: Application, clock: Clock, random: Random) -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            application,
            profile: Profile::default(),
            fault: None,
            clock,
            random,
            hold: Duration::from_secs(25),
            lifetime: Duration::from_secs(300),
            slow: Duration::from_secs(3),
            deliver_to: None,
            deny_redirect: false,
            legacy_hints: false,
            lenient_openid: false,
        }
    }
}
