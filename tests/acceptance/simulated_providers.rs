//! `source-desk simulate --provider TYPE` is that provider, as a client of another program sees it.
#![cfg(test)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, ChildStdin, Stdio};

use desk_app::simulated_providers;
use desk_simulator::provider::{Fault, Manner};
use desk_test_support::{Simulation, TempHome};
use serde_json::Value;

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

/// A test login at a running simulation, as at a provider somewhere else: a real client, a pasted address.
struct Pasting {
    child: Child,
    stdin: ChildStdin,
    stderr: BufReader<std::process::ChildStderr>,
    authorize_url: String,
}

const CALLBACK: &str = "https://auth.example.com/source/oauth/callback/oidc/";

impl Pasting {
    fn start(home: &TempHome, simulation: &Simulation, fields: &[&str]) -> Pasting {
        Pasting::start_by(home, simulation, fields, &["--route", "paste"])
    }

    fn start_by(home: &TempHome, simulation: &Simulation, fields: &[&str], route: &[&str]) -> Pasting {
        let text = |name: &str| simulation.fact(name).to_owned();
        let mut arguments: Vec<String> =
            ["new", "openidconnect", "--name", "Example", "--slug", "oidc"].map(str::to_owned).to_vec();
        let appid = text("appid");
        let key = [("consumer_key", appid.as_str()), ("authentik_host", "auth.example.com")];
        let mut set: Vec<String> = key.iter().map(|(name, value)| format!("{name}={value}")).collect();
        set.extend(fields.iter().map(|name| format!("{name}={}", text(name))));
        for pair in set {
            arguments.extend(["--set".to_owned(), pair]);
        }
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        home.run(&arguments).with_code(0);
        let mut command = home.source_desk();
        command
            .args(["--json", "test-login", "oidc", "--allow-private", "--secret", "consumer_secret=env:S"])
            .args(route)
            .env("S", text("secret"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let stdin = child.stdin.take().unwrap();
        let mut stderr = BufReader::new(child.stderr.take().unwrap());
        let mut said = String::new();
        while !said.contains("/authorize?") {
            said.clear();
            assert!(stderr.read_line(&mut said).unwrap() > 0, "it said no address");
        }
        Pasting { child, stdin, stderr, authorize_url: said.trim().to_owned() }
    }

    /// Logs in at the simulation and returns where the browser would land.
    fn log_in(&self, simulation: &Simulation) -> String {
        let page = simulation.get(&self.authorize_url);
        let login = page.split_once("x-simulator-login: ").unwrap().1.lines().next().unwrap().to_owned();
        let body = "person=alice";
        let headers =
            format!("Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n", body.len());
        let answer = simulation.send("POST", &format!("/__sim/logins/{login}"), &headers, body);
        answer.split_once("location: ").unwrap().1.lines().next().unwrap().trim().to_owned()
    }

    fn paste(&mut self, line: &str) {
        writeln!(self.stdin, "{line}").unwrap();
    }

    /// Returns the exit code, the document, and what was said after the address.
    fn end(mut self) -> (Option<i32>, Value, String) {
        drop(self.stdin);
        let (mut document, mut said) = (String::new(), String::new());
        self.child.stdout.take().unwrap().read_to_string(&mut document).unwrap();
        self.stderr.read_to_string(&mut said).unwrap();
        (self.child.wait().unwrap().code(), serde_json::from_str(&document).unwrap(), said)
    }
}

#[test]
fn a_login_at_a_provider_is_tested_with_a_pasted_address() {
    let home = TempHome::new();
    let simulation = Simulation::start(&home, &["--provider", "oidc", "--redirect-uri", CALLBACK]);
    let urls = ["authorization_url", "access_token_url", "profile_url"];
    let mut login = Pasting::start(&home, &simulation, &urls);
    let landed = login.log_in(&simulation);
    assert!(landed.starts_with(&format!("{CALLBACK}?")), "{landed}");
    // What is wrong with an address is said, and the login waits on.
    login.paste("not an address at all");
    login.paste("https://evil.example/?code=x&state=y");
    login.paste(&landed);
    let (code, document, said) = login.end();
    assert_eq!(code, Some(0), "{document:#} {said}");
    assert_eq!(document["identifier"], "sim-1000001");
    assert_eq!(document["properties"]["email"], "alice@example.com");
    assert!(said.contains("is not an address") && said.contains("is not the callback URL"), "{said}");
    let code = landed.split_once("code=").unwrap().1.split('&').next().unwrap();
    assert!(!document.to_string().contains(code) && !said.contains(code), "the code is secret");
    let names: Vec<&str> =
        document["steps"].as_array().unwrap().iter().map(|step| step["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["authorize", "login", "callback", "token", "userinfo", "mapping"]);
}

#[test]
fn what_a_source_does_not_name_is_taken_from_its_discovery_document() {
    let home = TempHome::new();
    let simulation = Simulation::start(&home, &["--provider", "oidc", "--redirect-uri", CALLBACK]);
    let mut login = Pasting::start(&home, &simulation, &["oidc_well_known_url"]);
    let landed = login.log_in(&simulation);
    login.paste(&landed);
    let (code, document, said) = login.end();
    assert_eq!(code, Some(0), "{document:#} {said}");
    assert_eq!(document["steps"][0]["name"], "discovery");
    assert_eq!(document["steps"][1]["name"], "keys");
}

/// A draft from somebody else may name what only this computer reaches.
#[test]
fn without_leave_nothing_on_this_computer_is_contacted_and_the_way_out_is_named() {
    let home = TempHome::new();
    let service = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    service.set_nonblocking(true).unwrap();
    let base = format!("http://{}", service.local_addr().unwrap());
    for (number, fields) in
        [&["oidc_well_known_url"][..], &["authorization_url", "access_token_url"]].iter().enumerate()
    {
        let slug = format!("oidc-{number}");
        let mut arguments = vec!["new".to_owned(), "openidconnect".to_owned()];
        let mut more = |name: &str, value: String| arguments.extend([format!("--{name}"), value]);
        more("name", "Example".to_owned());
        more("slug", slug.clone());
        more("set", "consumer_key=client-1".to_owned());
        for field in *fields {
            more("set", format!("{field}={base}/{field}"));
        }
        home.run(&arguments.iter().map(String::as_str).collect::<Vec<_>>()).with_code(0);
        let mut command = home.source_desk();
        let said = command
            .args(["test-login", &slug, "--route", "paste", "--secret", "consumer_secret=env:S"])
            .env("S", "c0ffee00")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let text = String::from_utf8(said.stdout).unwrap();
        assert_eq!(said.status.code(), Some(1), "{text}");
        for expected in ["127.0.0.1 → 127.0.0.1", "--allow-private", "private network"] {
            assert!(text.contains(expected), "{expected}: {text}");
        }
        let nobody = service.accept().err().map(|error| error.kind());
        assert_eq!(nobody, Some(std::io::ErrorKind::WouldBlock), "nobody knocked");
    }
}

#[test]
fn when_nobody_pastes_the_login_ends_with_the_reason() {
    let home = TempHome::new();
    let simulation = Simulation::start(&home, &["--provider", "oidc", "--redirect-uri", CALLBACK]);
    let login = Pasting::start(&home, &simulation, &["authorization_url", "access_token_url", "profile_url"]);
    let (code, document, _) = login.end();
    assert_eq!((code, &document["problem"]["code"]), (Some(1), &"nobody-pastes".into()));
}

#[test]
fn a_browser_comes_back_to_this_computer_where_that_is_registered() {
    let home = TempHome::new();
    // The system's next free port is as good as any that a person chooses.
    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let callback = format!("http://127.0.0.1:{free}/source/oauth/callback/oidc/");
    let simulation = Simulation::start(&home, &["--provider", "oidc", "--redirect-uri", &callback]);
    let urls = ["authorization_url", "access_token_url", "profile_url"];
    let port = free.to_string();
    let login = Pasting::start_by(&home, &simulation, &urls, &["--route", "browser", "--port", &port]);
    let landed = login.log_in(&simulation);
    let path = landed.split_once(&format!(":{free}")).unwrap().1.to_owned();
    let get = |path: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", free)).unwrap();
        write!(stream, "GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{free}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    // Another page's guess does not end the wait.
    assert!(get("/source/oauth/callback/oidc/?code=x&state=guessed").starts_with("HTTP/1.1 400"));
    assert!(get(&path).starts_with("HTTP/1.1 200"));
    let (code, document, said) = login.end();
    assert_eq!(code, Some(0), "{document:#} {said}");
    assert_eq!(document["identifier"], "sim-1000001");
    let notes = document["steps"].to_string();
    assert!(!notes.contains(path.split_once("code=").unwrap().1.split('&').next().unwrap()));
    assert!(TcpStream::connect(("127.0.0.1", free)).is_err(), "nothing listens any more");
}

#[test]
fn a_port_that_is_taken_and_a_type_without_loopback_are_said() {
    let home = TempHome::new();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    for (kind, code) in [
        ("github", "test-login-port"),
        ("wechat", "test-login-no-loopback"),
        ("slack", "test-login-no-loopback"),
    ] {
        home.run(&["new", kind, "--name", kind, "--slug", kind, "--set", "consumer_key=wx0000000000000001"])
            .with_code(0);
        let mut command = home.source_desk();
        command.args([
            "--json",
            "test-login",
            kind,
            "--allow-private",
            "--route",
            "browser",
            "--port",
            &port,
        ]);
        command.args(["--secret", "consumer_secret=env:S"]).env("S", "0123456789abcdef0123456789abcdef");
        let document = desk_test_support::end(&mut command).json();
        assert_eq!(document["problem"]["code"], code, "{document}");
    }
}

#[test]
fn wechat_comes_back_to_the_host_of_a_hosts_file_under_its_own_name() {
    let home = TempHome::new();
    home.run(&[
        "new",
        "wechat",
        "--name",
        "WeChat",
        "--slug",
        "wechat",
        "--set",
        "consumer_key=wx0000000000000001",
    ])
    .with_code(0);
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    // Every system sends this name to itself, as a hosts file does with authentik's.
    let (host, bound) = (format!("http://localhost:{port}"), port.to_string());
    let mut command = home.source_desk();
    command
        .args(["--json", "test-login", "wechat", "--route", "hosts", "--host", &host, "--port", &bound])
        .args(["--secret", "consumer_secret=env:S"])
        .env("S", "0123456789abcdef0123456789abcdef")
        // Behind a proxy nobody looks WeChat's names up, and a refused login asks it nothing.
        .env("HTTPS_PROXY", "http://127.0.0.1:1")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut stderr = BufReader::new(child.stderr.take().unwrap());
    let mut page = String::new();
    while !page.contains("/connect/qrconnect?") {
        page.clear();
        assert!(stderr.read_line(&mut page).unwrap() > 0, "it said no address");
    }
    let redirect =
        format!("redirect_uri=http%3A%2F%2Flocalhost%3A{port}%2Fsource%2Foauth%2Fcallback%2Fwechat%2F");
    assert!(page.contains(&redirect), "{page}");
    let state = page.split_once("state=").unwrap().1.split(['&', '#', '\n']).next().unwrap();
    let get = |host: &str| {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        let path = format!("/source/oauth/callback/wechat/?state={state}");
        write!(stream, "GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    };
    assert!(get(&format!("127.0.0.1:{port}")).starts_with("HTTP/1.1 421"));
    assert!(get(&format!("localhost:{port}")).starts_with("HTTP/1.1 200"));
    let (mut document, mut said) = (String::new(), String::new());
    child.stdout.take().unwrap().read_to_string(&mut document).unwrap();
    stderr.read_to_string(&mut said).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "{document} {said}");
    let document: Value = serde_json::from_str(&document).unwrap();
    assert_eq!(document["problem"]["code"], "no-code", "{document:#}");
    assert!(said.contains("hosts file still sends"), "{said}");
    assert!(TcpStream::connect(("127.0.0.1", port)).is_err(), "nothing listens any more");
}

#[test]
fn a_host_that_leads_elsewhere_and_a_type_with_simpler_ways_have_no_hosts_file_route() {
    let home = TempHome::new();
    // An address leads to itself, and 192.0.2.1 is nobody's (RFC 5737).
    for (kind, code) in [("wechat", "test-login-hosts"), ("github", "test-login-route")] {
        home.run(&["new", kind, "--name", kind, "--slug", kind, "--set", "consumer_key=wx0000000000000001"])
            .with_code(0);
        let mut command = home.source_desk();
        command.args(["--json", "test-login", kind, "--route", "hosts", "--host", "192.0.2.1"]);
        command.args(["--secret", "consumer_secret=env:S"]).env("S", "0123456789abcdef0123456789abcdef");
        let document = desk_test_support::end(&mut command).json();
        assert_eq!(document["problem"]["code"], code, "{document}");
    }
}
