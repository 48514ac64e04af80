//! What can be made to go wrong.

/// A fault that the simulator plays until it is told otherwise. A fault acts at its own place in the
/// order of checks: an earlier mistake of the client still wins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// The token call answers 40029: the code is unknown, expired or of another application.
    InvalidCode,
    /// The token call answers 40163 from the first exchange on: the code has been used.
    CodeUsed,
    /// The token call answers 40125: the AppSecret is wrong.
    InvalidAppSecret,
    /// The token call answers 40013: the AppID is unknown.
    InvalidAppId,
    /// The token call answers 45011: too many calls in this minute.
    TooFrequent,
    /// The token call answers -1: WeChat is busy.
    SystemBusy,
    /// The userinfo call answers 40003: the openid is not the token's.
    InvalidOpenId,
    /// The userinfo call answers 42001: the access token has expired.
    AccessTokenExpired,
    /// The userinfo call answers 48001: the application may not read the user.
    Unauthorized,
    /// Each call of the API (`/sns/…`) answers late, after [`Options::slow`](crate::Options::slow).
    Slow,
    /// The token call answers HTTP 500 with a body of HTML.
    ServerError,
    /// The person cancels on the phone, whatever is asked of them.
    Denied,
    /// The QR code expires as soon as it is scanned.
    Expired,
    /// The QR page answers AppID 参数错误.
    AppIdPage,
    /// The QR page answers Scope 参数错误或没有 Scope 权限.
    ScopePage,
    /// The QR page answers redirect_uri 参数错误.
    RedirectUriPage,
}

impl Fault {
    /// Every fault, in the order of a login.
    pub const ALL: &[Self] = &[
        Self::AppIdPage,
        Self::ScopePage,
        Self::RedirectUriPage,
        Self::Denied,
        Self::Expired,
        Self::InvalidAppId,
        Self::TooFrequent,
        Self::SystemBusy,
        Self::InvalidCode,
        Self::CodeUsed,
        Self::InvalidAppSecret,
        Self::ServerError,
        Self::Slow,
        Self::AccessTokenExpired,
        Self::InvalidOpenId,
        Self::Unauthorized,
    ];

    /// The name on a command line: the errcode where there is one, a word where there is none.
    pub fn id(self) -> &'static str {
        match self {
            Self::InvalidCode => "40029",
            Self::CodeUsed => "40163",
            Self::InvalidAppSecret => "40125",
            Self::InvalidAppId => "40013",
            Self::TooFrequent => "45011",
            Self::SystemBusy => "-1",
            Self::InvalidOpenId => "40003",
            Self::AccessTokenExpired => "42001",
            Self::Unauthorized => "48001",
            Self::Slow => "slow",
            Self::ServerError => "500",
            Self::Denied => "denied",
            Self::Expired => "expired",
            Self::AppIdPage => "appid",
            Self::ScopePage => "scope",
            Self::RedirectUriPage => "redirect-uri",
        }
    }

    /// The fault with this [`id`](Self::id).
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|fault| fault.id() == id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fault_is_found_again_by_its_id() {
        for fault in Fault::ALL {
            assert_eq!(Fault::parse(fault.id()), Some(*fault));
        }
        assert_eq!(Fault::ALL.len(), 16);
        assert_eq!(Fault::parse("40164"), None);
    }
}
