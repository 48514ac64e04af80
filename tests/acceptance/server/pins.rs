//! A server whose certificate nobody vouches for: a person compares its fingerprint and pins it, and no other is believed.

use std::process::Command;
use std::sync::Arc;

use desk_app::{NewServer, Problem, Secret, ServerChange, ServerColour};
use desk_fake_authentik::{FakeAuthentik, Presented, TlsFront, Who};
use desk_store::{Options, Store};
use desk_test_support::program;

use crate::desk::{Office, SERVER};
use crate::engine::run;

/// A server over TLS, and a desk that knows its address and has a token for it.
fn office(presented: &Presented) -> (Office, TlsFront) {
    let office = Office::new(Who::Admin);
    let front = TlsFront::start(office.fake.url(), presented);
    let (url, token) = (Some(front.url().to_owned()), Some(Secret::new(Who::Admin.token().to_owned())));
    change(&office, ServerChange { url, token, ..ServerChange::default() }).unwrap();
    office.fake.forget_requests();
    (office, front)
}

fn change(office: &Office, change: ServerChange) -> Result<(), Problem> {
    office.desk.change_server(SERVER, &change).map(|_| ())
}

fn pin(office: &Office, pin: &str) -> Result<(), Problem> {
    change(office, ServerChange { pin: Some(pin.to_owned()), ..ServerChange::default() })
}

fn presented(names: &[&str], years: (i32, i32)) -> Presented {
    Presented { names: names.iter().map(|name| (*name).to_owned()).collect(), years, is_signed: false }
}

/// Checks the server, which must fail without anything being sent.
fn refused(office: &Office) -> Problem {
    let problem = run(office.desk.check_server(SERVER)).unwrap_err();
    assert_eq!(office.fake.requests(), [], "no request, so no token: {}", problem.code);
    problem
}

#[test]
fn the_fingerprint_is_told_and_once_it_is_pinned_the_server_is_worked_with() {
    let (mut office, front) = office(&Presented::default());
    let problem = refused(&office);
    assert_eq!(problem.code, "server-certificate-untrusted");
    let told = |name: &str| problem.arguments.get(name).map(String::as_str).unwrap_or_default();
    assert_eq!(told("reason"), "certificate-self-signed");
    assert_eq!(told("fingerprint"), front.fingerprint());
    assert_eq!((told("first"), told("last"), told("names")), ("2025-01-01", "2030-01-01", "127.0.0.1"));
    assert!(told("certificate").contains("CN=authentik default certificate"));
    assert_eq!((told("issuer"), told("server")), (told("certificate"), SERVER));
    // As openssl prints it.
    let digits = front.fingerprint().replace("sha256:", "").to_uppercase();
    pin(&office, &format!("sha256 Fingerprint={digits}\n")).unwrap();
    assert_eq!(office.desk.show_server(SERVER).unwrap().pin, Some(front.fingerprint()));
    assert!(run(office.desk.check_server(SERVER)).unwrap().is_superuser);
    // It is kept, and a push goes the same way.
    office.restart();
    assert_eq!(office.desk.show_server(SERVER).unwrap().pin, Some(front.fingerprint()));
    let draft = office.wechat("wechat");
    office.push(&draft);
    assert!(office.source("wechat").is_some());
}

#[test]
fn another_certificate_is_refused_by_whatever_contacts_the_server_until_it_is_pinned_or_the_pin_is_taken_away()
 {
    let (office, front) = office(&Presented::default());
    pin(&office, &front.fingerprint()).unwrap();
    run(office.desk.check_server(SERVER)).unwrap();
    let draft = office.wechat("wechat");
    let plan = office.plan(&draft);
    office.fake.forget_requests();
    let pinned = front.fingerprint();
    front.present(&Presented { is_signed: true, ..Presented::default() });
    // Also if its authority is believed for this server: a pin says that no authority is asked.
    change(&office, ServerChange { ca: front.authority(), ..ServerChange::default() }).unwrap();
    let problem = refused(&office);
    assert_eq!(problem.code, "server-certificate-changed");
    assert_eq!(problem.arguments.get("pinned"), Some(&pinned));
    assert_eq!(problem.arguments.get("fingerprint"), Some(&front.fingerprint()));
    assert_eq!(run(office.desk.accept_server(SERVER)).unwrap_err().code, problem.code);
    let applied = office.try_apply(&plan).unwrap();
    assert_eq!((applied.applied, applied.problem.unwrap().code), (0, problem.code.clone()));
    assert_eq!(run(office.desk.login_pages(SERVER)).unwrap_err().code, problem.code);
    assert_eq!(office.fake.requests(), []);
    pin(&office, "").unwrap();
    run(office.desk.check_server(SERVER)).unwrap();
    pin(&office, &front.fingerprint()).unwrap();
    run(office.desk.check_server(SERVER)).unwrap();
}

#[test]
fn a_pinned_certificate_that_has_expired_or_is_for_another_host_is_refused_and_the_reason_told() {
    let (office, front) = office(&Presented::default());
    for (shown, reason) in [
        (presented(&["127.0.0.1"], (2020, 2021)), "certificate-expired"),
        (presented(&["127.0.0.1"], (2030, 2031)), "certificate-not-yet-valid"),
        (presented(&["other.example.com"], (2025, 2030)), "certificate-wrong-host"),
    ] {
        front.present(&shown);
        pin(&office, &front.fingerprint()).unwrap();
        let problem = refused(&office);
        assert_eq!(problem.code, "server-unreachable");
        assert_eq!(problem.arguments.get("reason").map(String::as_str), Some(reason));
    }
    // authentik's own fallback certificate is for the host `*`.
    front.present(&presented(&["*"], (2025, 2030)));
    pin(&office, &front.fingerprint()).unwrap();
    run(office.desk.check_server(SERVER)).unwrap();
}

#[test]
fn what_is_no_pin_is_refused_and_costs_nothing() {
    let (office, front) = office(&Presented::default());
    pin(&office, &front.fingerprint()).unwrap();
    let before = office.desk.show_server(SERVER).unwrap();
    assert_eq!(pin(&office, "sha256:12").unwrap_err().code, "server-pin-invalid");
    // The pin that stays would mean nothing at an address without TLS.
    let url = Some(office.fake.url().to_owned());
    let refused = change(&office, ServerChange { url: url.clone(), ..ServerChange::default() });
    assert_eq!(refused.unwrap_err().code, "server-pin-http");
    assert_eq!(office.desk.show_server(SERVER).unwrap(), before);
    run(office.desk.check_server(SERVER)).unwrap();
    change(&office, ServerChange { url, pin: Some(String::new()), ..ServerChange::default() }).unwrap();
    let new = NewServer {
        name: "other".to_owned(),
        url: "auth.example.com".to_owned(),
        production: false,
        colour: ServerColour::Grey,
        ca: String::new(),
        pin: "abc".to_owned(),
        token: None,
    };
    assert_eq!(office.desk.add_server(&new).unwrap_err().code, "server-pin-invalid");
    let added = office.desk.add_server(&NewServer { pin: front.fingerprint(), ..new }).unwrap();
    assert_eq!(added.pin, Some(front.fingerprint()));
}

#[test]
fn profiles_from_before_pins_are_read_and_programs_from_before_pins_do_not_take_one_that_has_a_pin() {
    let office = Office::new(Who::Admin);
    let home = office.home.path().join("data");
    let options = Options { home, now: Arc::new(|| 0), machine: "other".to_owned() };
    let mut store = Store::open(options).unwrap();
    let old = r#"{"schema":1,"url":"https://auth.example.com/","production":true,"colour":"red","ca":""}"#;
    store.change_server(SERVER, old, false).unwrap();
    let view = office.desk.show_server(SERVER).unwrap();
    assert_eq!((view.production, view.pin), (true, None));
    let schema = || {
        let row = store.servers().unwrap().into_iter().find(|row| row.name == SERVER).unwrap();
        let profile: serde_json::Value = serde_json::from_str(&row.document).unwrap();
        (profile["schema"].as_u64(), profile.get("pin").is_some())
    };
    pin(&office, &"ab".repeat(32)).unwrap();
    assert_eq!(schema(), (Some(2), true));
    pin(&office, "").unwrap();
    assert_eq!(schema(), (Some(1), false));
}

#[test]
fn the_command_line_prints_the_command_that_pins_the_certificate_and_that_command_does() {
    let fake = FakeAuthentik::start();
    // The program looks at the real clock.
    let shown = presented(&["127.0.0.1"], (2020, 2090));
    let front = TlsFront::start(fake.url(), &shown);
    let home = tempfile::tempdir().unwrap();
    let source_desk = |arguments: &[&str]| {
        let output = Command::new(program("source-desk"))
            .env("SOURCE_DESK_HOME", home.path())
            // A real session bus could start a real keychain.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .env("AUTHENTIK_TOKEN", Who::Admin.token())
            .env("LC_ALL", "C.UTF-8")
            .args(arguments)
            .output()
            .unwrap();
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        (output.status.code(), text(&output.stdout) + &text(&output.stderr))
    };
    let check = || source_desk(&["server", "check", "my lab", "--secret", "token=env:AUTHENTIK_TOKEN"]);
    assert_eq!(source_desk(&["server", "add", "my lab", "--url", front.url()]).0, Some(0));
    for _ in 0..2 {
        let (code, told) = check();
        assert_eq!(code, Some(3), "{told}");
        assert_eq!(fake.requests(), [], "no request, so no token");
        let command = format!("source-desk server set \"my lab\" --pin {}\n", front.fingerprint());
        assert!(told.contains(&command), "{told}");
        assert_eq!(source_desk(&["server", "set", "my lab", "--pin", &front.fingerprint()]).0, Some(0));
        let (code, told) = check();
        assert_eq!((code, told.contains("akadmin")), (Some(0), true), "{told}");
        fake.forget_requests();
        // Then another one is presented, and all begins again.
        front.present(&shown);
    }
    let (_, told) =
        source_desk(&["--json", "server", "check", "my lab", "--secret", "token=env:AUTHENTIK_TOKEN"]);
    assert!(told.contains("server-certificate-changed") && told.contains(&front.fingerprint()), "{told}");
}

#[test]
fn a_check_that_runs_while_the_pin_is_changed_writes_no_old_one_over_it() {
    let (office, front) = office(&Presented::default());
    pin(&office, &front.fingerprint()).unwrap();
    let other = format!("sha256:{}", "ab".repeat(32));
    run(async {
        // The check has read the profile and waits for the server when the pin is changed.
        let (checked, ()) = tokio::join!(office.desk.check_server(SERVER), async {
            pin(&office, &other).unwrap();
        });
        checked.unwrap();
    });
    let view = office.desk.show_server(SERVER).unwrap();
    assert_eq!((view.pin, view.version), (Some(other), None), "what was found was found with another pin");
}
