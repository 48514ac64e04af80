//! What programs may rely on: one JSON document, exit codes, streams, and no secret anywhere.
#![cfg(test)]

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use desk_test_support::program;
use serde_json::Value;

const SECRET: &str = "fedcba9876543210fedcba9876543210";

fn run(home: &Path, arguments: &[&str]) -> Output {
    Command::new(program("source-desk"))
        .args(["--home", home.to_str().unwrap()])
        .args(arguments)
        .env("LC_ALL", "C.UTF-8")
        .env("SECRET", SECRET)
        .current_dir(home.parent().unwrap())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn document(home: &Path, arguments: &[&str], code: i32) -> Value {
    let output = run(home, &[&["--json"], arguments].concat());
    assert_eq!(
        output.status.code(),
        Some(code),
        "{arguments:?}: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap_or_else(|error| panic!("{arguments:?}: {error}"))
}

#[test]
fn every_command_answers_with_one_json_document_and_its_exit_code() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let new =
        ["new", "wechat", "--name", "微信", "--slug", "wechat", "--set", "consumer_key=wx0000000000000001"];
    fs::write(
        folder.path().join("op.json"),
        r#"{"issuer": "https://idp.example.com", "authorization_endpoint": "https://idp.example.com/a"}"#,
    )
    .unwrap();
    assert_eq!(document(&home, &["undo"], 0), Value::Null);
    assert_eq!(document(&home, &new, 0)["slug"], "wechat");
    assert_eq!(document(&home, &new, 2)["problem"]["code"], "slug-taken");
    for (arguments, code, pointer) in [
        (vec!["types"], 0, "/0/component"),
        (vec!["fields", "wechat"], 0, "/0/label"),
        (vec!["list"], 0, "/0/callback_url"),
        (vec!["list", "--search", "微信"], 0, "/0/slug"),
        (vec!["show", "wechat"], 0, "/values/consumer_key"),
        (vec!["set", "wechat", "authentik_host=auth.example.com"], 0, "/deployment/authentik_host"),
        (vec!["set", "wechat", "registered=true"], 0, "/deployment/registered/callback_url"),
        (vec!["copy", "wechat", "b"], 0, "/slug"),
        (vec!["delete", "b"], 0, "/slug"),
        (vec!["undo"], 0, "/change"),
        (vec!["redo"], 0, "/change"),
        (vec!["lint"], 0, "/findings/0/fix"),
        (vec!["lint", "--fix"], 0, "/fixed/0/code"),
        (vec!["preview", "wechat"], 0, "/requests/2/url"),
        (vec!["rehearse", "wechat", "--out", "out"], 0, "/steps/6/ms"),
        (vec!["rehearse", "--demo", "--fault", "-1"], 1, "/problem/fix"),
        (vec!["explain"], 0, "/0/what"),
        (vec!["explain", "40029"], 0, "/source"),
        (vec!["export", "wechat", "--format", "blueprint"], 0, "/needed_secrets/0/reference"),
        (vec!["export", "wechat", "--format", "blueprint", "--out", "w.yaml"], 0, "/path"),
        (vec!["import", "w.yaml"], 0, "/skipped/0/why"),
        (vec!["import", "w.yaml", "--existing", "copy", "--dry-run"], 0, "/imported/0/action"),
        (vec!["import", "w.yaml", "--existing", "copy"], 0, "/imported/0/id"),
        (vec!["import", "nothing.yaml"], 2, "/skipped/0/problem/fix"),
        (vec!["import", "-", "-"], 2, "/problem/code"),
        (vec!["new", "openidconnect", "--name", "O", "--slug", "o", "--from", "op.json"], 0, "/values/pkce"),
        (vec!["prefill", "o", "op.json", "--dry-run"], 0, "/changes/0/why"),
        (vec!["prefill", "o", "op.json", "--take", "oidc_well_known_url"], 0, "/changes/0/taken"),
        (vec!["prefill", "o", "w.yaml"], 1, "/problem/fix"),
        (vec!["prefill", "wechat", "op.json"], 2, "/problem/fix"),
        (vec!["mapping", "new", "--name", "m", "--kind", "oauth", "--expression", "return {}"], 0, "/name"),
        (vec!["mapping", "list"], 0, "/0/used_by"),
        (vec!["mapping", "show", "m"], 0, "/expression"),
        (vec!["mapping", "assign", "wechat", "m"], 0, "/user_property_mappings/0/name"),
        (vec!["mapping", "set", "m", "--expression", "return {'a': 1}"], 0, "/used_by/0/slug"),
        (vec!["mapping", "unassign", "wechat", "m"], 0, "/user_property_mappings"),
        (vec!["mapping", "copy", "m", "n"], 0, "/name"),
        (vec!["mapping", "export", "n"], 0, "/text"),
        (vec!["mapping", "delete", "n"], 0, "/name"),
        (vec!["mapping", "show", "nobody"], 2, "/problem/fix"),
        (vec!["callback", "wechat"], 0, "/callbacks/0/callback_url"),
        (vec!["callback", "wechat", "--registered", "example.com"], 1, "/comparison/works"),
        (vec!["checklist", "wechat"], 0, "/steps/0/status"),
        (vec!["checklist", "wechat", "review", "done", "--note", "1207"], 0, "/steps/0/status"),
        (vec!["doctor"], 0, "/checks/0/ok"),
        (vec!["doctor", "--report"], 0, "/report"),
        (vec!["bundle", "create", "w.json", "wechat"], 0, "/sources/0/mappings"),
        (vec!["bundle", "create", "w.json", "wechat"], 2, "/problem/fix"),
        (vec!["bundle", "open", "w.json"], 0, "/bundle/made_by"),
        (vec!["bundle", "open", "w.json", "--import", "--existing", "copy"], 0, "/imported/0/id"),
        (vec!["bundle", "open", "w.yaml"], 1, "/problem/fix"),
        (vec!["backup"], 0, "/path"),
        (vec!["seed", "2"], 0, "/seeded"),
        (vec!["--help"], 0, "/help"),
        (vec!["help", "lint"], 0, "/help"),
        (vec!["--version"], 0, "/help"),
        (vec![], 2, "/problem/message"),
        (vec!["nonsense"], 2, "/problem/fix"),
        (vec!["show", "nobody"], 2, "/problem/subject"),
        (vec!["lint", "nothing.yaml"], 2, "/problem/code"),
        (vec!["simulate", "--listen", "192.0.2.1:0"], 2, "/problem/code"),
    ] {
        let document = document(&home, &arguments, code);
        assert!(document.pointer(pointer).is_some(), "{arguments:?} has no {pointer}: {document}");
    }
}

#[test]
fn a_secret_is_nowhere_but_in_the_blueprint_that_was_asked_to_hold_it() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    fs::write(folder.path().join("wrong.yaml"), format!("consumer_secret: {SECRET}: {SECRET}")).unwrap();
    let secret = ["--secret", "consumer_secret=env:SECRET"];
    let plain = format!("consumer_secret={SECRET}");
    let new = ["new", "wechat", "--name", "W", "--slug", "w", "--set", "consumer_key=wx0000000000000001"];
    for (arguments, code) in [
        ([&new[..], &secret].concat(), 0),
        ([&["set", "w", "name=V"][..], &secret].concat(), 0),
        ([&["lint", "w"][..], &secret].concat(), 0),
        ([&["rehearse", "w", "--out", "out"][..], &secret].concat(), 0),
        ([&["rehearse", "w", "--fault", "40125"][..], &secret].concat(), 1),
        ([&["export", "w", "--format", "blueprint"][..], &secret].concat(), 0),
        (vec!["set", "w", &plain], 2),
        (vec!["set", "w", "--secret", &plain], 2),
        (vec!["new", "wechat", &plain], 2),
        (vec!["show", "w", SECRET], 2),
        (vec!["new", "wechat", "--name", "W", "--slug", "x", "--set", &plain], 2),
        (vec!["lint", "wrong.yaml"], 1),
    ] {
        for form in [&[][..], &["--json"]] {
            if arguments.first() == Some(&"new") && code == 0 && !form.is_empty() {
                continue;
            }
            let output = run(&home, &[form, &arguments].concat());
            assert_eq!(
                output.status.code(),
                Some(code),
                "{arguments:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            for stream in [&output.stdout, &output.stderr] {
                assert!(!String::from_utf8_lossy(stream).contains(SECRET), "{arguments:?}");
            }
        }
    }
    fs::remove_file(folder.path().join("wrong.yaml")).unwrap();
    let inline = ["export", "w", "--format", "blueprint", "--secrets", "inline"];
    let output = run(&home, &[&inline[..], &secret].concat());
    assert!(String::from_utf8_lossy(&output.stdout).contains(SECRET));
    assert_no_file_holds(folder.path(), SECRET);
}

fn assert_no_file_holds(folder: &Path, text: &str) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            assert_no_file_holds(&path, text);
        } else {
            let bytes = fs::read(&path).unwrap();
            let holds = bytes.windows(text.len()).any(|window| window == text.as_bytes());
            assert!(!holds, "{}", path.display());
        }
    }
}

#[test]
fn a_hostile_name_reaches_no_terminal_and_comes_back_unharmed_in_json() {
    let folder = tempfile::tempdir().unwrap();
    let home = folder.path().join("home");
    let name = "\u{1b}]0;x\u{7}\u{9b}2J\u{202e}gnp";
    assert_eq!(document(&home, &["new", "wechat", "--name", name, "--slug", "w"], 0)["name"], name);
    for arguments in
        [vec!["list"], vec!["show", "w"], vec!["delete", "w"], vec!["undo"], vec!["--json", "show", "w"]]
    {
        let output = run(&home, &arguments);
        for stream in [output.stdout, output.stderr] {
            let text = String::from_utf8(stream).unwrap();
            let hostile = text
                .chars()
                .find(|character| (character.is_control() && *character != '\n') || *character == '\u{202e}');
            assert_eq!(hostile, None, "{arguments:?}: {text:?}");
        }
    }
}

#[cfg(unix)]
#[test]
fn the_simulator_tells_where_it_is_and_ends_well_when_it_is_asked_to() {
    let folder = tempfile::tempdir().unwrap();
    for form in [&["simulate"][..], &["--json", "simulate"]] {
        let mut child = Command::new(program("source-desk"))
            .args(["--home", folder.path().to_str().unwrap()])
            .args(form)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let first = lines.next().unwrap().unwrap();
        let base_url = match serde_json::from_str::<Value>(&first) {
            Ok(document) => document["base_url"].as_str().unwrap().to_owned(),
            Err(_) => first,
        };
        let address = base_url.strip_prefix("http://").unwrap();
        std::net::TcpStream::connect(address).unwrap();
        let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
        assert!(asked.success());
        assert_eq!(child.wait().unwrap().code(), Some(0), "{form:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_mistake() {
    let folder = tempfile::tempdir().unwrap();
    let mut child = Command::new(program("source-desk"))
        .args(["--home", folder.path().to_str().unwrap(), "explain"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let mut complaint = String::new();
    child.stderr.take().unwrap().read_to_string(&mut complaint).unwrap();
    assert_eq!((child.wait().unwrap().code(), complaint.as_str()), (Some(0), ""));
}
