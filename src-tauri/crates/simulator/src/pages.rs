//! The pages, filled in. Their words are WeChat's own, as far as they are known, so they stand in the
//! templates; the English of `lang=en` is a rendering of the Chinese.

use serde_json::json;

/// What the QR page needs to know.
pub(crate) struct QrPage<'page> {
    /// `http://127.0.0.1:PORT`.
    pub(crate) base_url: &'page str,
    pub(crate) uuid: &'page str,
    /// The application's name.
    pub(crate) name: &'page str,
    /// As the client sent it.
    pub(crate) redirect_uri: &'page str,
    /// As the browser is sent to it.
    pub(crate) delivered_uri: &'page str,
    /// As the client sent it.
    pub(crate) state: &'page str,
    /// Navigate the frame that the page is in, not the whole window.
    pub(crate) self_redirect: bool,
    /// Navigate when the person cancels.
    pub(crate) deny_redirect: bool,
    pub(crate) english: bool,
}

/// The page with the QR code.
pub(crate) fn qr_page(page: &QrPage<'_>, nonce: &str) -> String {
    // As JSON in one attribute: JSON carries every character that a state can have, and the attribute
    // is escaped like any other, so nothing that a client sends is ever inside a script.
    let session = json!({
        "uuid": page.uuid,
        "redirect_uri": page.redirect_uri,
        "delivered_uri": page.delivered_uri,
        "state": page.state,
        "self_redirect": page.self_redirect,
        "deny_redirect": page.deny_redirect,
    });
    let words = if page.english { &ENGLISH } else { &CHINESE };
    fill(
        include_str!("pages/qrconnect.html"),
        &[
            ("nonce", nonce),
            ("base", page.base_url),
            ("uuid", page.uuid),
            ("name", page.name),
            ("session", &session.to_string()),
            ("lang", words.lang),
            ("title", words.title),
            ("before_name", words.before_name),
            ("after_name", words.after_name),
            ("scanned", words.scanned),
            ("scanned_hint", words.scanned_hint),
            ("cancelled", words.cancelled),
            ("cancelled_hint", words.cancelled_hint),
            ("picture", words.picture),
        ],
    )
}

/// An error page of the browser leg, small enough to be told from a QR page by its size.
pub(crate) fn error_page(text: &str, nonce: &str) -> String {
    fill(include_str!("pages/error.html"), &[("nonce", nonce), ("text", text)])
}

/// What the phone shows after scanning.
pub(crate) fn confirm_page(name: &str, uuid: &str, nonce: &str) -> String {
    fill(include_str!("pages/confirm.html"), &[("nonce", nonce), ("name", name), ("uuid", uuid)])
}

/// What the phone shows when there is nothing to decide.
pub(crate) fn phone_page(text: &str, hint: &str, nonce: &str) -> String {
    fill(include_str!("pages/phone.html"), &[("nonce", nonce), ("text", text), ("hint", hint)])
}

struct Words {
    lang: &'static str,
    title: &'static str,
    before_name: &'static str,
    after_name: &'static str,
    scanned: &'static str,
    scanned_hint: &'static str,
    cancelled: &'static str,
    cancelled_hint: &'static str,
    picture: &'static str,
}

const CHINESE: Words = Words {
    lang: "zh-CN",
    title: "微信登录",
    before_name: "使用微信扫一扫登录 「",
    after_name: "」",
    scanned: "扫描成功",
    scanned_hint: "请在微信中点击确认即可登录",
    cancelled: "您已取消此次登录",
    cancelled_hint: "您可再次扫描登录，或关闭窗口",
    picture: "登录二维码",
};

const ENGLISH: Words = Words {
    lang: "en",
    title: "WeChat Login",
    before_name: "Scan with WeChat to log in to “",
    after_name: "”",
    scanned: "Scanned",
    scanned_hint: "Tap Confirm in WeChat to log in",
    cancelled: "You cancelled this login",
    cancelled_hint: "Scan again to log in, or close this window",
    picture: "QR code for logging in",
};

/// Replaces each `{{name}}` by its value, escaped for HTML text and quoted attributes. One pass, so a
/// value that looks like a placeholder stays what it is.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut page = String::with_capacity(template.len() + 1_024);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        let Some((name, after)) = after.split_once("}}") else { break };
        let value = values.iter().find(|(key, _)| *key == name).map_or("", |(_, value)| value);
        for character in value.chars() {
            match character {
                '&' => page.push_str("&amp;"),
                '<' => page.push_str("&lt;"),
                '>' => page.push_str("&gt;"),
                '"' => page.push_str("&quot;"),
                '\'' => page.push_str("&#39;"),
                _ => page.push(character),
            }
        }
        rest = after;
    }
    page.push_str(rest);
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOSTILE: &str = "</script><img src=x onerror=alert(1)>\"' onload='{{nonce}}\u{0}\r\n&amp;";

    fn page(state: &str, name: &str, english: bool) -> String {
        let page = QrPage {
            base_url: "http://127.0.0.1:5000",
            uuid: "011KWtIYwdjR0lRi",
            name,
            redirect_uri: "https://authentik.example.com/cb?a=1&b=2",
            delivered_uri: "http://127.0.0.1:6000/cb?a=1&b=2",
            state,
            self_redirect: false,
            deny_redirect: false,
            english,
        };
        qr_page(&page, "NONCE")
    }

    #[test]
    fn the_qr_page_has_the_two_literals_that_clients_look_for() {
        for english in [false, true] {
            let page = page("S", "Example", english);
            assert!(page.contains(
                r#"<img class="js_qrcode_img web_qrcode_img" src="/connect/qrcode/011KWtIYwdjR0lRi"/>"#
            ));
            assert!(page.contains(
                r#"var fordevtool = "http://127.0.0.1:5000/connect/l/qrconnect?uuid=011KWtIYwdjR0lRi""#
            ));
            for class in ["js_wx_default_tip", "js_wx_after_scan", "js_wx_after_cancel", "js_status"] {
                assert!(page.contains(class));
            }
        }
        assert!(page("S", "Example", false).contains("使用微信扫一扫登录 「Example」"));
        assert!(page("S", "Example", true).contains("Scan with WeChat to log in to “Example”"));
    }

    #[test]
    fn a_hostile_state_stays_text() {
        let page = page(HOSTILE, HOSTILE, false);
        assert_eq!(page.matches("<script").count(), 1);
        assert_eq!(page.matches("</script>").count(), 1);
        assert!(!page.contains("<img src=x"));
        assert!(!page.contains("onload='"));
        assert_eq!(page.matches("NONCE").count(), 2, "a value is not filled in again");
    }

    #[test]
    fn the_script_gets_exactly_the_state_that_came() {
        let page = page(HOSTILE, "Example", false);
        let start = page.split_once("data-session=\"").unwrap().1;
        let text = start.split_once('"').unwrap().0;
        let text = text.replace("&quot;", "\"").replace("&#39;", "'");
        let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
        let session: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(session["state"], HOSTILE);
        assert_eq!(session["delivered_uri"], "http://127.0.0.1:6000/cb?a=1&b=2");
    }

    #[test]
    fn an_error_page_is_small_and_says_what_clients_look_for() {
        let page = error_page("AppID 参数错误", "NONCE");
        assert!(page.contains(r#"<h4 class="weui_msg_title">AppID 参数错误</h4>"#));
        assert!(page.contains("<title>抱歉，出错了</title>"));
        assert!(page.len() < 4_000 && !page.contains("fordevtool"));
    }

    #[test]
    fn every_page_says_in_both_languages_that_it_is_not_wechat() {
        for page in [
            page("S", "Example", true),
            error_page("text", "NONCE"),
            confirm_page("Example", "011KWtIYwdjR0lRi", "NONCE"),
            phone_page("text", "hint", "NONCE"),
        ] {
            assert!(page.contains("这是 Source Desk 的模拟器，不是微信。"));
            assert!(page.contains("This is Source Desk's simulator, not WeChat."));
            assert!(!page.contains("{{"));
            assert!(!page.contains("https://res.wx.qq.com"));
        }
    }
}
