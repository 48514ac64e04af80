//! What each lint finds, and that its fix mends it.

use super::*;
use crate::draft::{DraftId, Registration};
use crate::mapping::PropertyMapping;
use crate::secret::Secret;

fn draft() -> Draft {
    let mut draft = Draft::new(DraftId::from_random([1; 16]), "wechat", "WeChat", "wechat").unwrap();
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    draft.set("authentik_host", "auth.example.com").unwrap();
    draft.user_property_mappings.push(PropertyMapping::wechat_nickname_repair("wechat"));
    draft
}

fn secrets(text: &str) -> Secrets {
    let mut secrets = Secrets::default();
    secrets.set("consumer_secret", Secret::new(text.to_owned()));
    secrets
}

const GOOD: &str = "0123456789abcdef0123456789abcdef";

fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str()).collect()
}

/// Sets one field of a clean draft and checks which codes appear, and that the fixes make them go away.
fn check(field: &str, value: &str, expected: &[&str]) {
    let mut draft = draft();
    draft.set(field, value).unwrap();
    let findings = lint(&draft, &secrets(GOOD));
    assert_eq!(codes(&findings), expected, "{field} = {value:?}");
    for finding in &findings {
        assert!(rule(&finding.code).is_some(), "{} is not listed", finding.code);
        if let Some(fix) = &finding.fix {
            let mut mended = draft.clone();
            apply(fix, &mut mended).unwrap();
            assert!(
                !codes(&lint(&mended, &secrets(GOOD))).contains(&finding.code.as_str()),
                "{} is not mended",
                finding.code
            );
        }
    }
}

#[test]
fn a_clean_draft_has_no_finding() {
    assert_eq!(lint(&draft(), &secrets(GOOD)), vec![]);
}

#[test]
fn each_wrong_value_is_found_and_its_fix_mends_it() {
    check("name", " ", &["name-missing"]);
    check("slug", "", &["slug-missing"]);
    check("slug", "my source", &["slug-format"]);
    check("consumer_key", "", &["appid-missing"]);
    check("consumer_key", "wx123", &["appid-format"]);
    check("consumer_key", " WX0000000000000001\n", &["appid-format"]);
    check("consumer_key", "ww0000000000000001", &["appid-format"]);
    check("additional_scopes", "snsapi_userinfo", &["scopes-extra"]);
    check("user_matching_mode", "email_link", &["email-matching"]);
    check("user_matching_mode", "email_deny", &["email-matching"]);
    check("user_matching_mode", "username_link", &["username-matching"]);
    check("user_path_template", "", &["user-path-empty"]);
    check("user_path_template", "x/%(name)s", &["user-path-template"]);
    check("icon", "../etc/passwd", &["icon-format"]);
    check("icon", "fa://fa-weixin", &[]);
    check("authentication_flow", "", &["authentication-flow-missing"]);
    check("enrollment_flow", "", &["enrollment-flow-missing"]);
    check("authentik_host", "", &["host-missing"]);
    check("authentik_host", "a b", &["host-format"]);
    check("authentik_host", "192.168.1.4", &["host-address"]);
    check("authentik_host", "localhost", &["host-local"]);
    check("authentik_host", "auth.example.com:9443", &["host-port"]);
    check("authentik_host", "http://auth.example.com", &["host-http"]);
    check("callback_domain", "https://auth.example.com/", &["callback-domain-bare"]);
    check("callback_domain", "example.com", &["callback-domain-differs"]);
    check("callback_domain", "auth.example.com", &[]);
}

#[test]
fn all_findings_are_told_at_once_errors_first() {
    let mut draft = Draft::new(DraftId::from_random([1; 16]), "wechat", "", "a b").unwrap();
    draft.set("authentik_host", "http://localhost:9000").unwrap();
    let findings = lint(&draft, &Secrets::default());
    assert_eq!(
        codes(&findings),
        [
            "name-missing",
            "slug-format",
            "appid-missing",
            "host-local",
            "host-port",
            "nickname-garbled",
            "host-http",
            "appsecret-missing"
        ]
    );
}

#[test]
fn the_secret_is_judged_without_being_repeated() {
    for (text, expected) in [
        (GOOD, &[][..]),
        (" 0123456789abcdef0123456789abcdef\n", &["appsecret-whitespace"]),
        ("0123456789ABCDEF0123456789ABCDEF", &["appsecret-format"]),
        ("canary-secret", &["appsecret-format"]),
    ] {
        let findings = lint(&draft(), &secrets(text));
        assert_eq!(codes(&findings), expected);
        assert!(
            !serde_json::to_string(&findings).unwrap().contains(text.trim()),
            "the finding repeats the secret"
        );
    }
}

#[test]
fn a_slug_that_changed_after_registration_is_pointed_out() {
    let mut draft = draft();
    draft.deployment.registered = Some(Registration {
        slug: "weixin".into(),
        callback_url: "https://auth.example.com/source/oauth/callback/weixin/".into(),
    });
    let findings = lint(&draft, &secrets(GOOD));
    assert_eq!(codes(&findings), ["slug-changed"]);
    apply(findings[0].fix.as_ref().unwrap(), &mut draft).unwrap();
    assert_eq!(draft.slug, "weixin");
}

#[test]
fn mappings_need_a_name_of_their_own_and_a_return() {
    let mut draft = draft();
    draft.user_property_mappings.push(PropertyMapping { name: " ".into(), expression: "return {}".into() });
    draft.group_property_mappings.push(PropertyMapping {
        name: draft.user_property_mappings[0].name.clone(),
        expression: "x = 1 # return".into(),
    });
    assert_eq!(
        codes(&lint(&draft, &secrets(GOOD))),
        ["mapping-name-missing", "mapping-name-duplicate", "mapping-without-return"]
    );
}
