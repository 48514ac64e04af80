use super::*;
use crate::catalogue;
use crate::draft::DraftId;
use proptest::prelude::*;

const CALLBACK: &str = "https://auth.example.com/source/oauth/callback/x/";

fn requests(source_type: &str, fields: &[(&str, &str)]) -> Vec<ExactRequest> {
    let mut draft = Draft::new(DraftId::from_random([7; 16]), source_type, "X", "x").unwrap();
    for (field, text) in [("consumer_key", "id")].iter().chain(fields) {
        draft.set(field, text).unwrap();
    }
    crate::request::preview(&draft, CALLBACK)
}

fn query_of(url: &str) -> Vec<(String, String)> {
    url::Url::parse(url).unwrap().query_pairs().into_owned().collect()
}

/// The parameters behind `state`, which are what differs between the types.
fn behind_state(source_type: &str, fields: &[(&str, &str)]) -> String {
    let url = requests(source_type, fields).remove(0).url;
    url.split_once("state={state}").unwrap().1.to_owned()
}

#[test]
fn each_type_asks_for_its_scopes_and_sends_its_own_parameters() {
    for (source_type, expected) in [
        ("apple", "&scope=email%20name&response_mode=form_post"),
        ("discord", "&scope=email%20identify&prompt=none"),
        ("reddit", "&scope=identity&duration=permanent"),
        ("slack", "&scope=&user_scope=email&user_scope=openid&user_scope=profile"),
        (
            "twitch",
            "&scope=openid&claims=%7B%22userinfo%22%3A%20%7B%22email%22%3A%20null%2C%20%22preferred_username%22%3A%20null%7D%7D",
        ),
        (
            "twitter",
            "&code_challenge={code_challenge}&code_challenge_method=S256&scope=tweet.read%20users.read",
        ),
        ("entraid", "&scope=https%3A%2F%2Fgraph.microsoft.com%2FUser.Read%20openid"),
        ("patreon", "&scope=identity%20identity%5Bemail%5D"),
    ] {
        assert_eq!(behind_state(source_type, &[]), expected, "{source_type}");
    }
}

#[test]
fn additional_scopes_of_slack_are_user_scopes_and_replace_nothing() {
    assert_eq!(
        behind_state("slack", &[("additional_scopes", "*admin")]),
        "&scope=&user_scope=email&user_scope=openid&user_scope=profile&user_scope=admin"
    );
}

#[test]
fn pkce_is_as_the_source_says_where_the_type_lets_it() {
    let has_challenge = |source_type: &str, method: &str| {
        behind_state(source_type, &[("pkce", method)])
            .contains(&format!("&code_challenge={{code_challenge}}&code_challenge_method={method}&"))
    };
    assert!(has_challenge("github", "S256") && has_challenge("github", "plain"));
    assert!(!behind_state("github", &[("pkce", "none")]).contains("code_challenge"));
    let token = requests("github", &[("pkce", "S256")]).remove(1);
    assert!(token.body.iter().any(|(name, _)| name == "code_verifier"));
}

#[test]
fn the_query_of_the_endpoint_comes_last_and_wins() {
    let url = requests(
        "openidconnect",
        &[("authorization_url", "https://idp.example.com/a?tenant=1&state=mine&empty=#top")],
    )
    .remove(0)
    .url;
    assert_eq!(
        url,
        "https://idp.example.com/a?client_id=id&redirect_uri=https%3A%2F%2Fauth.example.com%2Fsource%2Foauth%2Fcallback%2Fx%2F&response_type=code&state=mine&scope=email%20openid%20profile&tenant=1#top"
    );
}

#[test]
fn the_secret_goes_where_the_type_sends_it() {
    let is_basic = |source_type: &str, fields: &[(&str, &str)]| {
        let token = requests(source_type, fields).remove(1);
        let in_body = token.body.iter().any(|(name, value)| name == "client_secret" && value == MASK);
        let in_header = token.headers.iter().any(|(name, _)| name == "Authorization");
        assert_ne!(in_body, in_header, "{source_type}: in one place");
        in_header
    };
    assert!(is_basic("reddit", &[]) && is_basic("discord", &[]) && is_basic("twitter", &[]));
    assert!(!is_basic("github", &[]) && !is_basic("apple", &[]));
    assert!(is_basic("openidconnect", &[]));
    assert!(!is_basic("openidconnect", &[("authorization_code_auth_method", "post_body")]));
}

#[test]
fn apple_is_asked_with_the_first_part_of_the_key_and_reads_the_id_token() {
    let requests = requests("apple", &[("consumer_key", "com.example.web; TEAM;KEY")]);
    assert_eq!(query_of(&requests[0].url.replace(['{', '}'], ""))[0].1, "com.example.web");
    assert_eq!(
        requests.iter().map(|request| request.name.as_str()).collect::<Vec<_>>(),
        ["authorize", "token"]
    );
}

#[test]
fn the_profile_call_carries_the_token_as_the_type_wants_it() {
    let profile = |source_type: &str, fields: &[(&str, &str)]| {
        let request = requests(source_type, fields).into_iter().find(|request| request.name == "userinfo")?;
        Some((request.url, request.headers.first().map(|(_, value)| value.clone())))
    };
    let header = |text: &str| Some(text.to_owned());
    assert_eq!(
        profile("facebook", &[]).unwrap(),
        (
            "https://graph.facebook.com/v7.0/me?fields=id,name,email&access_token={access_token}".to_owned(),
            header("{token_type} {access_token}")
        )
    );
    assert_eq!(
        profile("twitch", &[]).unwrap(),
        ("https://id.twitch.tv/oauth2/userinfo".to_owned(), header("Bearer {access_token}"))
    );
    assert_eq!(
        profile("mailcow", &[("profile_url", "https://mail.example.com/oauth/profile")]).unwrap(),
        ("https://mail.example.com/oauth/profile?access_token={access_token}".to_owned(), None)
    );
    assert_eq!(profile("openidconnect", &[]), None, "without a profile URL the id token is read");
}

#[test]
fn what_the_discovery_document_will_say_stands_in_braces() {
    let of = |fields: &[(&str, &str)]| requests("openidconnect", fields);
    let discovered =
        of(&[("oidc_well_known_url", "https://idp.example.com/.well-known/openid-configuration")]);
    assert!(discovered[0].url.starts_with("{authorization_url}?client_id="), "{}", discovered[0].url);
    assert_eq!(discovered[1].url, "{access_token_url}");
    assert_eq!(discovered[2].url, "{profile_url}");
    assert!(of(&[])[0].url.starts_with("?client_id="), "as a live server answered for an empty URL");
}

#[test]
fn a_kind_that_is_no_oauth_sends_none_of_these() {
    for kind in catalogue::all() {
        let draft = Draft::new(DraftId::from_random([7; 16]), kind.id, "X", "x").unwrap();
        let n_requests = crate::request::preview(&draft, CALLBACK).len();
        assert_eq!(n_requests > 0, kind.provider.is_some(), "{}", kind.id);
    }
}

proptest! {
    #[test]
    fn every_parameter_comes_back_as_it_went_in(client_id in ".*", redirect_uri in ".*", state in ".*", scopes in "[^ *]{1,9}") {
        let provider = catalogue::find("github").unwrap().provider.unwrap();
        let authorize = Authorize {
            endpoint: "https://github.com/login/oauth/authorize",
            client_id: &client_id,
            redirect_uri: &redirect_uri,
            state: &state,
            challenge: None,
            additional_scopes: &format!("*{scopes}"),
        };
        let names = ["client_id", "redirect_uri", "response_type", "state", "scope"];
        let values = [client_id.clone(), redirect_uri.clone(), "code".to_owned(), state.clone(), scopes.clone()];
        let expected: Vec<_> = names.iter().map(|name| (*name).to_owned()).zip(values).collect();
        prop_assert_eq!(query_of(&authorize_url(provider, &authorize)), expected);
    }
}
