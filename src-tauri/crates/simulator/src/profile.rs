//! The people who can hold the phone.

/// A made-up WeChat user. Each is a different person, with an openid of their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Profile {
    /// 张三😀: a name that a client garbles when it reads `text/plain` as ISO-8859-1.
    #[default]
    ChineseEmoji,
    /// Neither the token answer nor the userinfo answer has a `unionid`.
    NoUnionid,
    /// No picture: `headimgurl` is empty.
    EmptyAvatar,
    /// The name has raw characters U+0001, U+0008 and U+001F, which a strict JSON parser refuses.
    ControlCharacters,
    /// 微信用户 with the grey picture, as somebody who gives neither name nor picture.
    WechatUser,
    /// With sex and region, as WeChat filled them in until the end of 2021.
    WithRegion,
    /// `unionid` is there and empty.
    EmptyUnionid,
    /// A name of plain ASCII.
    Latin,
    /// A name of 300 characters, longer than WeChat lets anybody have.
    LongName,
}

impl Profile {
    /// Every profile, the default first.
    pub const ALL: &[Self] = &[
        Self::ChineseEmoji,
        Self::NoUnionid,
        Self::EmptyAvatar,
        Self::ControlCharacters,
        Self::WechatUser,
        Self::WithRegion,
        Self::EmptyUnionid,
        Self::Latin,
        Self::LongName,
    ];

    /// The name on a command line.
    pub fn id(self) -> &'static str {
        match self {
            Self::ChineseEmoji => "chinese-emoji",
            Self::NoUnionid => "no-unionid",
            Self::EmptyAvatar => "empty-avatar",
            Self::ControlCharacters => "control-characters",
            Self::WechatUser => "wechat-user",
            Self::WithRegion => "with-region",
            Self::EmptyUnionid => "empty-unionid",
            Self::Latin => "latin",
            Self::LongName => "long-name",
        }
    }

    /// The profile with this [`id`](Self::id).
    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|profile| profile.id() == id)
    }

    /// The nickname, before any client has had a chance to garble it.
    pub fn nickname(self) -> String {
        match self {
            Self::ChineseEmoji => "张三😀".to_owned(),
            Self::NoUnionid => "李四".to_owned(),
            Self::EmptyAvatar => "王五".to_owned(),
            Self::ControlCharacters => "赵\u{1}六\u{8}\u{1f}".to_owned(),
            Self::WechatUser => "微信用户".to_owned(),
            Self::WithRegion => "孙七".to_owned(),
            Self::EmptyUnionid => "周八".to_owned(),
            Self::Latin => "Li Lei".to_owned(),
            Self::LongName => "很长的名字".repeat(60),
        }
    }

    /// The openid: 28 characters, the same for one person and one application, whenever it is asked for.
    pub fn openid(self, appid: &str) -> String {
        identifier(&["openid", appid, self.id()])
    }

    /// The unionid: 28 characters, the same for one person in all applications of one account.
    pub fn unionid(self) -> Option<String> {
        match self {
            Self::NoUnionid => None,
            Self::EmptyUnionid => Some(String::new()),
            _ => Some(identifier(&["unionid", self.id()])),
        }
    }

    /// The address of the picture, in 132 pixels.
    pub(crate) fn headimgurl(self) -> &'static str {
        match self {
            Self::EmptyAvatar => "",
            Self::WechatUser => "https://thirdwx.qlogo.cn/mmopen/vi_32/SIM-GREY/132",
            _ => "https://thirdwx.qlogo.cn/mmopen/vi_32/SIM/132",
        }
    }

    /// Sex and region, with the region's names in the `lang` that was asked for.
    pub(crate) fn region(self, lang: Option<&str>) -> Region {
        if self != Self::WithRegion {
            return Region { sex: 0, language: "", city: "", province: "", country: "" };
        }
        let (city, province, country) = match lang {
            Some("zh_CN") => ("深圳", "广东", "中国"),
            Some("zh_TW") => ("深圳", "廣東", "中國"),
            _ => ("Shenzhen", "Guangdong", "CN"),
        };
        Region { sex: 1, language: "zh_CN", city, province, country }
    }
}

/// Sex and region of a person; all zero and empty since the end of 2021.
pub(crate) struct Region {
    /// 0 unknown, 1 male, 2 female.
    pub(crate) sex: u8,
    /// The language of the person's WeChat; undocumented, recorded.
    pub(crate) language: &'static str,
    pub(crate) city: &'static str,
    pub(crate) province: &'static str,
    pub(crate) country: &'static str,
}

/// `o` and 27 base64url characters that follow from `parts` alone (FNV-1a, one round a character).
/// They need to be stable and different, not secret.
fn identifier(parts: &[&str]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut stir = |byte: u8| {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        hash
    };
    for part in parts {
        for byte in part.bytes() {
            stir(byte);
        }
        stir(0);
    }
    let mut text = String::from("o");
    for round in 0..27 {
        let index = (stir(round) >> 58) as usize;
        text.push(char::from(ALPHABET[index]));
    }
    text
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_profile_is_found_again_by_its_id() {
        for profile in Profile::ALL {
            assert_eq!(Profile::parse(profile.id()), Some(*profile));
        }
        assert_eq!(Profile::parse("zhangsan"), None);
    }

    #[test]
    fn every_person_has_an_openid_of_their_own_in_each_application() {
        let mut seen = HashSet::new();
        for profile in Profile::ALL {
            for appid in ["wx0000000000000001", "wx0000000000000002"] {
                let openid = profile.openid(appid);
                assert_eq!(openid.len(), 28);
                assert_eq!(openid, profile.openid(appid));
                assert!(seen.insert(openid));
            }
            if let Some(unionid) = profile.unionid().filter(|unionid| !unionid.is_empty()) {
                assert_eq!(unionid.len(), 28);
                assert!(seen.insert(unionid));
            }
        }
    }

    #[test]
    fn the_ids_of_the_default_person_never_change() {
        assert_eq!(Profile::default().openid("wx0000000000000001"), "oWVLjUkrXKBjsxpPubpS2agIw-XZ");
        assert_eq!(Profile::default().unionid().as_deref(), Some("oOipZUDEN-gzuWNVbUMrjhadwcKw"));
    }

    #[test]
    fn a_unionid_can_be_absent_or_empty() {
        assert_eq!(Profile::NoUnionid.unionid(), None);
        assert_eq!(Profile::EmptyUnionid.unionid().as_deref(), Some(""));
    }
}
