//! `source-desk simulate --provider TYPE` is that provider, as a client of another program sees it.
#![cfg(test)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};

use desk_app::simulated_providers;
use desk_simulator::provider::{Fault, Manner};
use desk_test_support::TempHome;
use serde_json::Value;

/// A running `source-desk simulate`. It ends with the value.
struct Simulation {
    child: Child,
    facts: Value,
}

impl Simulation {
    fn start(home: &TempHome, arguments: &[&str]) -> Simulation {
        let mut command = home.source_desk();
        command.args(["--json", "simulate"]).args(arguments).stdout(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Simulation { child, facts: serde_json::from_str(&line).unwrap() }
    }

    /// The head and body of what a GET of a URL gets.
    fn get(&self, url: &str) -> String {
        let authority = self.facts["base_url"].as_str().unwrap().strip_prefix("http://").unwrap();
        let path = url.split_once(authority).unwrap().1;
        let mut stream = TcpStream::connect(authority).unwrap();
        let request = format!("GET {path} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }
}

impl Drop for Simulation {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn every_provider_says_where_it_is_and_shows_its_login_page() {
    let home = TempHome::new();
    for provider in simulated_providers().into_iter().filter(|provider| *provider != "wechat") {
        let simulation = Simulation::start(&home, &["--provider", provider]);
        let facts = &simulation.facts;
        for name in ["base_url", "appid", "secret", "callback_domain", "client_id", "access_token_url"] {
            assert!(facts[name].as_str().is_some_and(|text| !text.is_empty()), "{provider} {name}: {facts}");
        }
        assert_eq!(facts["redirect_rule"], "exact");
        let provider_type = facts["provider_type"].as_str().unwrap();
        assert_eq!(provider_type, if provider == "oidc" { "openidconnect" } else { provider });
        let redirect_uri = facts["redirect_uris"][0].as_str().unwrap();
        assert_eq!(redirect_uri, format!("https://auth.example.com/source/oauth/callback/{provider_type}/"));
        // Without a scope every provider shows its page, and Twitter wants a challenge.
        let url = format!(
            "{}?client_id={}&redirect_uri={redirect_uri}&response_type=code&code_challenge_method=S256\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            facts["authorization_url"].as_str().unwrap(),
            facts["client_id"].as_str().unwrap(),
        );
        let page = simulation.get(&url);
        assert!(page.starts_with("HTTP/1.1 200") && page.contains("value=\"alice\""), "{provider}: {page}");
        if let Some(url) = facts["oidc_well_known_url"].as_str() {
            assert!(simulation.get(url).contains("\"jwks_uri\""), "{provider}");
        }
    }
}

#[test]
fn a_fault_and_a_redirect_uri_can_be_chosen() {
    let home = TempHome::new();
    let fault = Fault::parse("authorize-access_denied").unwrap();
    assert!(fault.suits(Manner::parse("github").unwrap()));
    let callback = "http://127.0.0.1:9/cb";
    let id = fault.id();
    let arguments = ["--provider", "github", "--fault", id.as_str(), "--redirect-uri", callback];
    let simulation = Simulation::start(&home, &arguments);
    let authorize = simulation.facts["authorization_url"].as_str().unwrap();
    let url = format!("{authorize}?client_id=source-desk&redirect_uri={callback}&response_type=code&state=S");
    let answer = simulation.get(&url);
    assert!(answer.contains(&format!("location: {callback}?error=access_denied")), "{answer}");
}
