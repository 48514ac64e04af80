use proptest::prelude::*;

use super::*;

fn url(text: &str) -> Url {
    Url::parse(text).unwrap()
}

fn variables(variables: &[(&str, &str)]) -> ProxySettings {
    ProxySettings {
        variables: variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), Secret::new((*value).to_owned())))
            .collect(),
        ..ProxySettings::default()
    }
}

/// A decision in one line.
fn told(decision: &ProxyDecision) -> String {
    match decision {
        ProxyDecision::Direct(Direct::Exception { entry, .. }) => format!("direct, {entry}"),
        ProxyDecision::Direct(why) => format!("direct, {why:?}"),
        ProxyDecision::Through { proxy, from } => format!("{proxy} from {from:?}"),
        ProxyDecision::Unusable { .. } => "unusable".to_owned(),
    }
}

#[test]
fn the_variables_are_read_as_python_and_curl_read_them() {
    for (set, target, expected) in [
        (&[][..], "https://a.example/", "direct, NothingSet"),
        (
            &[("HTTPS_PROXY", "p:3128")],
            "https://a.example/",
            "http://p:3128 from Variable { name: \"HTTPS_PROXY\" }",
        ),
        (
            &[("HTTPS_PROXY", "p:1"), ("https_proxy", "q:2")],
            "https://a.example/",
            "http://q:2 from Variable { name: \"https_proxy\" }",
        ),
        (&[("HTTPS_PROXY", "p:1"), ("https_proxy", "")], "https://a.example/", "direct, NothingSet"),
        (
            &[("Https_Proxy", "p:1")],
            "https://a.example/",
            "http://p:1 from Variable { name: \"Https_Proxy\" }",
        ),
        (&[("HTTP_PROXY", "p:1")], "https://a.example/", "direct, NothingSet"),
        (&[("HTTP_PROXY", "p:1")], "http://a.example/", "http://p:1 from Variable { name: \"HTTP_PROXY\" }"),
        (
            &[("ALL_PROXY", "socks5://p")],
            "https://a.example/",
            "socks5://p:1080 from Variable { name: \"ALL_PROXY\" }",
        ),
        (
            &[("HTTPS_PROXY", "p:1"), ("NO_PROXY", "b.example, .example")],
            "https://a.example/",
            "direct, .example",
        ),
        (
            &[("HTTPS_PROXY", "p:1"), ("NO_PROXY", "b.example")],
            "https://a.example/",
            "http://p:1 from Variable { name: \"HTTPS_PROXY\" }",
        ),
        (&[("HTTPS_PROXY", "gopher://p")], "https://a.example/", "unusable"),
        (&[("HTTPS_PROXY", "http://p:99999")], "https://a.example/", "unusable"),
    ] {
        assert_eq!(told(&decide(&url(target), &variables(set))), expected, "{set:?} {target}");
    }
}

#[test]
fn this_computer_is_never_reached_through_a_proxy() {
    let proxy = || Secret::new("http://proxy.example:3128".to_owned());
    let chosen = ProxySettings { chosen: ChosenProxy::Proxy(proxy()), ..ProxySettings::default() };
    let system = SystemProxies { https: Some(proxy()), http: Some(proxy()), exceptions: String::new() };
    let system = ProxySettings { system, ..ProxySettings::default() };
    for settings in [chosen, system, variables(&[("ALL_PROXY", "p:1"), ("HTTP_PROXY", "p:1")])] {
        for here in [
            "https://127.0.0.1/",
            "http://127.8.8.8:99/",
            "https://[::1]:4/",
            "https://[::ffff:127.0.0.1]/",
            "https://localhost/",
            "https://LOCALHOST./",
            "https://idp.localhost/",
            "https://2130706433/",
        ] {
            assert_eq!(decide(&url(here), &settings), ProxyDecision::Direct(Direct::Loopback), "{here}");
        }
        for there in ["https://localhost.example/", "https://10.0.0.1/", "https://127.0.0.1.example/"] {
            assert!(matches!(decide(&url(there), &settings), ProxyDecision::Through { .. }), "{there}");
        }
    }
}

#[test]
fn a_choice_comes_first_then_the_environment_then_the_system() {
    let secret = |text: &str| Secret::new(text.to_owned());
    let mut settings = variables(&[("HTTPS_PROXY", "environment:1"), ("NO_PROXY", "a.example")]);
    settings.system.https = Some(secret("system:1"));
    settings.system.exceptions = "*.b.example;<local>;10.*".to_owned();
    settings.chosen = ChosenProxy::Proxy(secret("chosen:1"));
    assert_eq!(told(&decide(&url("https://a.example"), &settings)), "http://chosen:1 from Chosen");
    settings.chosen = ChosenProxy::None;
    assert_eq!(told(&decide(&url("https://c.example"), &settings)), "direct, Chosen");
    settings.chosen = ChosenProxy::AsSystem;
    assert_eq!(told(&decide(&url("https://a.example"), &settings)), "direct, a.example");
    settings.variables.clear();
    for (target, expected) in [
        ("https://a.example", "http://system:1 from System"),
        ("https://x.b.example", "direct, *.b.example"),
        ("https://b.example", "http://system:1 from System"),
        ("https://intranet", "direct, <local>"),
        ("https://10.1.2.3", "direct, 10.*"),
        ("http://a.example", "direct, NothingSet"),
    ] {
        assert_eq!(told(&decide(&url(target), &settings)), expected, "{target}");
    }
}

#[test]
fn exceptions_fit_as_they_do_elsewhere() {
    for (entry, target, fits) in [
        ("*", "https://a.example/", true),
        ("a.example", "https://a.example/", true),
        ("A.Example.", "https://a.example/", true),
        ("a.example", "https://x.a.example/", true),
        (".a.example", "https://a.example/", true),
        ("*.a.example", "https://x.a.example/", true),
        ("a.example", "https://ba.example/", false),
        ("example.com", "https://example.com.evil.example/", false),
        ("a.example:443", "https://a.example/", true),
        ("a.example:8443", "https://a.example/", false),
        ("a.example:8443", "https://a.example:8443/", true),
        ("10.0.0.0/8", "https://10.200.3.4/", true),
        ("10.0.0.0/8", "https://11.0.0.1/", false),
        ("10.0.0.0/99", "https://10.0.0.1/", false),
        ("10.0.0.1", "https://10.0.0.1/", true),
        ("10.0.0.1:80", "https://10.0.0.1/", false),
        ("192.168.*", "https://192.168.7.7/", true),
        ("fd00::/8", "https://[fd12::1]/", true),
        ("[fd12::1]:443", "https://[fd12::1]/", true),
        ("fd12::1", "https://[fd12::1]/", true),
        ("公司.example", "https://公司.example/", true),
        ("<local>", "https://intranet/", false),
        ("", "https://a.example/", false),
        ("https://a.example", "https://a.example/", true),
    ] {
        let found = no_proxy::find(entry, &url(target), Exceptions::Variable);
        assert_eq!(found.is_some(), fits, "{entry} for {target}");
    }
}

#[test]
fn a_proxy_is_read_and_its_password_is_never_shown() {
    for (text, shown) in [
        ("proxy.example", Some("http://proxy.example:80")),
        ("https://proxy.example/", Some("https://proxy.example:443")),
        ("socks5h://[::1]", Some("socks5://[::1]:1080")),
        ("http://li:c%40nary@proxy.example:3128", Some("http://li:••••••••@proxy.example:3128")),
        ("li:canary@proxy.example:3128", Some("http://li:••••••••@proxy.example:3128")),
        ("http://", None),
        ("http://proxy.example/path", None),
        ("http://a b", None),
        ("http://li%0d%0a@proxy.example", None),
        ("socks4://proxy.example", None),
    ] {
        let proxy = Proxy::parse(text);
        assert_eq!(proxy.as_ref().map(ToString::to_string).as_deref(), shown, "{text}");
        assert!(!format!("{proxy:?}").contains("nary"), "{text}");
    }
    let proxy = Proxy::parse("http://li:c%40nary@proxy.example").unwrap();
    assert_eq!(proxy.password.unwrap().expose(), "c@nary");
}

proptest! {
    #[test]
    fn a_host_is_excepted_by_itself_and_by_each_of_its_domains(labels in prop::collection::vec("[a-z][a-z0-9]{0,6}", 1..5)) {
        let host = format!("{}.example", labels.join("."));
        let target = url(&format!("https://{host}/"));
        let mut domain = host.as_str();
        loop {
            for entry in [domain.to_owned(), format!(".{domain}"), domain.to_uppercase(), format!("other.invalid,{domain}")] {
                prop_assert!(no_proxy::find(&entry, &target, Exceptions::Variable).is_some(), "{entry} for {host}");
            }
            let Some((_, rest)) = domain.split_once('.') else { break };
            domain = rest;
        }
        for other in [format!("x{host}"), format!("sub.{host}")] {
            prop_assert!(no_proxy::find(&other, &target, Exceptions::Variable).is_none());
        }
    }

    #[test]
    fn an_address_is_excepted_by_every_range_that_holds_it(address: [u8; 4], bits in 0u8..=32) {
        let address = std::net::Ipv4Addr::from(address);
        let range = ipnet::Ipv4Net::new(address, bits).unwrap();
        let target = url(&format!("https://{address}/"));
        prop_assert!(no_proxy::find(&range.trunc().to_string(), &target, Exceptions::Variable).is_some());
        if bits > 0 {
            let flipped = std::net::Ipv4Addr::from(u32::from(address) ^ (1 << (32 - u32::from(bits))));
            let elsewhere = url(&format!("https://{flipped}/"));
            prop_assert!(no_proxy::find(&range.trunc().to_string(), &elsewhere, Exceptions::Variable).is_none());
        }
    }

    #[test]
    fn a_proxy_that_is_shown_is_read_back(scheme in "(http|https|socks5)", user in "[a-z]{0,5}", host in "[a-z]{1,9}\\.example", port in 1u16..) {
        let at = if user.is_empty() { String::new() } else { format!("{user}@") };
        let proxy = Proxy::parse(&format!("{scheme}://{at}{host}:{port}")).unwrap();
        prop_assert_eq!(Proxy::parse(&proxy.to_string()), Some(proxy));
    }

    #[test]
    fn no_text_makes_it_fall_over_or_tell_a_password(text in ".{0,40}", list in ".{0,40}") {
        let settings = variables(&[("HTTPS_PROXY", &format!("http://li:canary@{text}")), ("NO_PROXY", &list)]);
        let decision = decide(&url("https://a.example/"), &settings);
        // A text with an @ of its own moves the end of the password, never out of the mask.
        let password_is_shown = format!("{decision:?}").contains("canary") && !list.contains("canary");
        prop_assert!(!password_is_shown);
    }
}
