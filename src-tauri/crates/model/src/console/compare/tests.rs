use proptest::prelude::*;
use url::Url;

use super::*;
use crate::callback::AuthentikHost;
use crate::console::find;

const URL: &str = "https://auth.example.com/source/oauth/callback/google/";

fn expect(provider_type: &str, hosts: &[&str], slug: &str) -> Vec<Expected> {
    let console = find(provider_type).unwrap();
    hosts
        .iter()
        .map(|host| {
            let host = AuthentikHost::parse(host).unwrap();
            Expected { callback_url: host.callback_url(slug), text: console.to_register(&host, slug) }
        })
        .collect()
}

fn hold(provider_type: &str, slug: &str, pasted: &str) -> Comparison {
    compare(find(provider_type).unwrap(), pasted, &expect(provider_type, &["auth.example.com"], slug))
}

fn found(provider_type: &str, slug: &str, pasted: &str) -> (Verdict, Vec<String>) {
    let compared = hold(provider_type, slug, pasted);
    let line = compared.lines.first().unwrap();
    (line.verdict, line.differences.iter().map(|difference| difference.code.clone()).collect())
}

#[test]
fn each_mistake_in_a_callback_url_has_its_own_code() {
    for (pasted, codes) in [
        (" https://auth.example.com/source/oauth/callback/google/", vec!["whitespace-around"]),
        ("https://auth.example.com/source/oauth/ callback/google/", vec!["whitespace-inside"]),
        ("https://auth.example.com/source/oauth/callback/google/\u{200b}", vec!["invisible"]),
        ("https：／／auth。example.com/source/oauth/callback/google/", vec!["full-width"]),
        ("“https://auth.example.com/source/oauth/callback/google/”", vec!["quotes"]),
        ("https://auth.example.com/source/oauth/callback/google/,", vec!["punctuation"]),
        ("https://auth.example.com/source/oauth/callback/google/。", vec!["punctuation"]),
        ("https:&#x2F;&#47;auth.example.com&sol;source/oauth/callback/google/", vec!["html-entity"]),
        ("https:\\\\auth.example.com\\source\\oauth\\callback\\google\\", vec!["backslash"]),
        ("https%3A%2F%2Fauth.example.com%2Fsource%2Foauth%2Fcallback%2Fgoogle%2F", vec!["percent-encoding"]),
        ("https://*.example.com/source/oauth/callback/google/", vec!["wildcard"]),
        ("auth.example.com/source/oauth/callback/google/", vec!["scheme-missing"]),
        ("https:/auth.example.com/source/oauth/callback/google/", vec!["scheme-malformed"]),
        ("http://auth.example.com/source/oauth/callback/google/", vec!["scheme-http"]),
        ("HTTPS://auth.example.com/source/oauth/callback/google/", vec!["scheme-case"]),
        ("htps://auth.example.com/source/oauth/callback/google/", vec!["scheme-other"]),
        ("https://me@auth.example.com/source/oauth/callback/google/", vec!["user-information"]),
        ("https:///source/oauth/callback/google/", vec!["scheme-malformed", "host-other", "path-other"]),
        ("https://Auth.example.com/source/oauth/callback/google/", vec!["host-case"]),
        ("https://auth.example.com./source/oauth/callback/google/", vec!["host-dot"]),
        ("https://www.auth.example.com/source/oauth/callback/google/", vec!["host-www-extra"]),
        ("https://example.com/source/oauth/callback/google/", vec!["host-parent"]),
        ("https://a.auth.example.com/source/oauth/callback/google/", vec!["host-child"]),
        ("https://\u{430}uth.example.com/source/oauth/callback/google/", vec!["host-look-alike"]),
        ("https://10.0.0.1/source/oauth/callback/google/", vec!["host-address"]),
        ("https://auht.example.com/source/oauth/callback/google/", vec!["host-other"]),
        ("https://auth.example.com:443/source/oauth/callback/google/", vec!["port-default"]),
        ("https://auth.example.com:9443/source/oauth/callback/google/", vec!["port-extra"]),
        ("https://auth.example.com", vec!["path-missing"]),
        ("https://auth.example.com/", vec!["path-missing"]),
        ("https://auth.example.com/source/oauth/", vec!["path-parent"]),
        ("https://auth.example.com/source/oauth/callback/google", vec!["path-slash-missing"]),
        ("https://auth.example.com/source/oauth/callback/google//", vec!["path-slash-extra"]),
        ("https://auth.example.com//source/oauth/callback/google/", vec!["path-slash-double"]),
        ("https://auth.example.com/source/oauth/login/google/", vec!["path-login"]),
        (
            "https://auth.example.com/source/oauth/login/goggle",
            vec!["path-login", "path-slug", "path-slash-missing"],
        ),
        ("https://auth.example.com/source/oauth/callback/goggle/", vec!["path-slug"]),
        ("https://auth.example.com/source/oauth/callback/Google/", vec!["path-case"]),
        ("https://auth.example.com/auth/source/oauth/callback/google/", vec!["path-prefix"]),
        ("https://auth.example.com/callback/", vec!["path-other"]),
        ("https://auth.example.com/source/oauth/callback/google/?next=/", vec!["query"]),
        ("https://auth.example.com/source/oauth/callback/google/#", vec!["fragment"]),
    ] {
        let (verdict, found) = found("google", "google", pasted);
        assert_eq!(found, codes, "{pasted}");
        assert!(verdict > Verdict::Accepted, "{pasted}");
        assert!(!hold("google", "google", pasted).works, "{pasted}");
        assert!(found.iter().all(|code| CODES.contains(&code.as_str())));
    }
}

#[test]
fn an_address_with_a_port_of_its_own_is_compared_with_that_port() {
    let expected = expect("google", &["http://localhost:9000"], "google");
    let codes = |pasted: &str| -> Vec<String> {
        let compared = compare(find("google").unwrap(), pasted, &expected);
        compared.lines[0].differences.iter().map(|difference| difference.code.clone()).collect()
    };
    assert_eq!(codes("http://localhost/source/oauth/callback/google/"), ["port-missing"]);
    assert_eq!(codes("http://localhost:9443/source/oauth/callback/google/"), ["port-other"]);
    assert_eq!(codes("https://localhost:9000/source/oauth/callback/google/"), ["scheme-https"]);
}

#[test]
fn a_domain_in_unicode_and_a_missing_www_are_recognised() {
    let expected = expect("google", &["认证.example.com", "www.example.com"], "google");
    let console = find("google").unwrap();
    let pasted = "https://认证.example.com/source/oauth/callback/google/\nhttps://example.com/source/oauth/callback/google/";
    let compared = compare(console, pasted, &expected);
    let codes: Vec<&str> = compared.lines.iter().map(|line| line.differences[0].code.as_str()).collect();
    assert_eq!(codes, ["host-unicode", "host-www-missing"]);
    assert!(compared.lines[0].register.contains("xn--"));
}

#[test]
fn wechat_wants_the_bare_host_and_does_not_mind_its_case() {
    let right = |pasted| found("wechat", "wechat", pasted);
    assert_eq!(right("auth.example.com"), (Verdict::Right, vec![]));
    assert_eq!(right("AUTH.example.com"), (Verdict::Accepted, vec!["host-case".to_owned()]));
    for (pasted, codes) in [
        ("https://auth.example.com", vec!["bare-scheme"]),
        ("auth.example.com/", vec!["bare-path"]),
        ("auth.example.com:443", vec!["bare-port"]),
        ("https://auth.example.com/source/oauth/callback/wechat/", vec!["bare-scheme", "bare-path"]),
        ("example.com", vec!["host-parent"]),
        ("www.auth.example.com", vec!["host-www-extra"]),
        ("*.example.com", vec!["wildcard"]),
        ("auth。example。com", vec!["full-width"]),
        ("auth.example.com.", vec!["host-dot"]),
    ] {
        let (verdict, found) = right(pasted);
        assert_eq!(
            (verdict, found),
            (Verdict::Refused, codes.iter().map(|&code| code.to_owned()).collect()),
            "{pasted}"
        );
    }
}

#[test]
fn github_takes_a_url_above_the_callback_and_a_parent_domain() {
    for pasted in [
        "https://auth.example.com/source/oauth/callback/github",
        "https://auth.example.com/source/oauth",
        "https://auth.example.com",
        "https://example.com/",
    ] {
        assert_eq!(found("github", "github", pasted).0, Verdict::Accepted, "{pasted}");
        assert!(hold("github", "github", pasted).works);
    }
    for pasted in [
        "https://auth.example.com:9443/source/oauth/callback/github/",
        "https://auth.example.com/source/oauth/callback/git",
        "https://b.auth.example.com/source/oauth/callback/github/",
        "https://auth.example.com/other",
    ] {
        assert_eq!(found("github", "github", pasted).0, Verdict::Refused, "{pasted}");
    }
}

#[test]
fn one_url_at_github_serves_every_host_below_it() {
    let expected = expect("github", &["a.example.com", "b.example.com"], "github");
    let compared =
        compare(find("github").unwrap(), "https://example.com/source/oauth/callback/github/", &expected);
    assert!(compared.works && compared.missing.is_empty());
}

#[test]
fn a_list_is_right_when_every_callback_is_in_it() {
    let expected = expect("google", &["auth.example.com", "login.example.org"], "google");
    let console = find("google").unwrap();
    let list = "\nhttp://localhost:3000/cb\r\n\nhttps://login.example.org/source/oauth/callback/google/\nhttps://auth.example.com/source/oauth/callback/google/\n";
    let compared = compare(console, list, &expected);
    assert!(compared.works);
    let verdicts: Vec<Verdict> = compared.lines.iter().map(|line| line.verdict).collect();
    assert_eq!(verdicts, [Verdict::Unrelated, Verdict::Right, Verdict::Right]);
    let compared = compare(console, URL, &expected);
    assert!(!compared.works);
    assert_eq!(compared.missing, ["https://login.example.org/source/oauth/callback/google/"]);
}

#[test]
fn urls_in_one_line_are_taken_one_by_one() {
    let compared = hold("google", "google", &format!("https://a.example/ , {URL}; https://b.example/"));
    assert_eq!(compared.lines.len(), 3);
    assert!(compared.works);
}

#[test]
fn nothing_and_too_much_are_no_match_and_no_hang() {
    assert_eq!(hold("google", "google", " \n\n").lines, vec![]);
    assert!(!hold("google", "google", "").works);
    let long = "a".repeat(1_000_000);
    assert_eq!(found("google", "google", &long).1, ["too-long"]);
    let many = "x\n".repeat(1000);
    let compared = hold("google", "google", &many);
    assert_eq!((compared.lines.len(), compared.n_left_out), (MOST_LINES, 700));
}

/// What GitHub's document says, written down once more and otherwise: the host without sub-domains and the port must be
/// the same, and the path has to lie in the registered one.
fn github_takes(registered: &str, sent: &str) -> Option<bool> {
    let (registered, sent) = (Url::parse(registered).ok()?, Url::parse(sent).ok()?);
    let (above, below) = (registered.host_str()?, sent.host_str()?);
    let host = below == above || below.ends_with(&format!(".{above}"));
    let segments = |url: &Url| -> Vec<String> {
        url.path().split('/').filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let (outer, inner) = (segments(&registered), segments(&sent));
    let port = registered.port_or_known_default() == sent.port_or_known_default();
    Some(host && port && registered.scheme() == sent.scheme() && inner.starts_with(&outer))
}

/// Changes one character: puts one in, takes one out, or puts another in its place.
fn edited(text: &str, at: usize, way: u8, character: char) -> String {
    let mut characters: Vec<char> = text.chars().collect();
    let at = at % characters.len();
    match way % 3 {
        0 => characters.insert(at, character),
        1 => drop(characters.remove(at)),
        _ => characters[at] = character,
    }
    characters.into_iter().collect()
}

fn any_character() -> impl Strategy<Value = char> {
    prop_oneof![
        proptest::char::range('!', '~'),
        proptest::sample::select(vec![
            '\u{200b}', ' ', '。', '／', '：', '\u{430}', '\u{a0}', 'é', '\u{202e}'
        ]),
    ]
}

proptest! {
    #[test]
    fn the_exact_text_compares_clean_with_every_provider(slug in "[-a-zA-Z0-9_]{1,40}", host in "[a-z][a-z0-9]{0,20}\\.(example\\.com|公司\\.cn)") {
        for console in crate::console::all() {
            let expected = expect(console.id, &[&host], &slug);
            let compared = compare(console, &expected[0].text, &expected);
            prop_assert!(compared.works && compared.lines[0].differences.is_empty(), "{}", console.id);
        }
    }

    #[test]
    fn a_single_edit_is_found_and_fails_where_every_character_counts(at in 0_usize..200, way: u8, character in any_character()) {
        let text = edited(URL, at, way, character);
        prop_assume!(text != URL && !text.contains('\n'));
        let compared = hold("google", "google", &text);
        prop_assert!(!compared.works, "{text}");
        prop_assert!(compared.lines.iter().all(|line| !line.differences.is_empty()));
        prop_assert_eq!(&compared.missing, &[URL.to_owned()]);
    }

    #[test]
    fn a_single_edit_matters_to_wechat_unless_it_is_the_case_of_a_letter(at in 0_usize..200, way: u8, character in any_character()) {
        let text = edited("auth.example.com", at, way, character);
        let works = hold("wechat", "wechat", &text).works;
        prop_assert_eq!(works, text.eq_ignore_ascii_case("auth.example.com"), "{}", text);
    }

    #[test]
    fn a_single_edit_matters_to_github_when_its_document_says_so(at in 0_usize..200, way: u8, character in proptest::char::range('!', '~')) {
        let sent = "https://auth.example.com/source/oauth/callback/github/";
        let text = edited(sent, at, way, character);
        if github_takes(&text, sent) != Some(true) {
            prop_assert!(!hold("github", "github", &text).works, "{text}");
        }
    }

    #[test]
    fn any_text_gets_a_verdict_and_only_known_codes(pasted in "(?s).{0,200}") {
        for provider in ["google", "wechat", "github", "slack"] {
            for line in hold(provider, "x", &pasted).lines {
                prop_assert_eq!(line.differences.is_empty(), line.verdict == Verdict::Right);
                for difference in line.differences {
                    prop_assert!(CODES.contains(&difference.code.as_str()), "{}", difference.code);
                }
            }
        }
    }
}
