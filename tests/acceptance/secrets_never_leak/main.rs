//! An AppSecret that is entered everywhere is found nowhere.
#![cfg(test)]

mod in_the_vault;
mod spellings;

use std::fs;

use desk_test_support::{BridgeProcess, Ended, TempHome, end, end_with_input};
use serde_json::{Value, json};
use spellings::{found_in, found_under, spellings};

/// One that WeChat could have made, and one that tries to break out of whatever it is put into.
const CANARIES: [&str; 2] = [
    "d15ea5ec0ffee0ddba11ad0be5eaf00d",
    " k4n4ryX7 \"q9w8e7\" '%41&<b>\\u0041' ${HOME} 金丝雀/+=?#: z5y4x3w2 ",
];

/// Every answer that was heard, and every place that a file may be in.
struct Ears<'a> {
    canary: &'a str,
    heard: Vec<(String, String)>,
}

impl Ears<'_> {
    fn hear(&mut self, what: &str, ended: &Ended) {
        self.heard.push((format!("{what}: stdout"), ended.stdout.clone()));
        self.heard.push((format!("{what}: stderr"), ended.stderr.clone()));
    }

    /// Checks everything that was heard, and every byte of every file in the home.
    fn check(&self, home: &TempHome) {
        for (what, text) in &self.heard {
            assert_eq!(found_in(text.as_bytes(), self.canary), None, "{what}\n{text}");
        }
        let places = found_under(home.root(), self.canary);
        assert!(places.is_empty(), "{places:?}");
    }
}

/// Runs `source-desk` with the canary in the environment, in a file outside of the home, or on standard input.
fn enter(home: &TempHome, canary: &str, way: &str, arguments: &[&str]) -> Ended {
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("secret");
    fs::write(&file, canary).unwrap();
    let secret = match way {
        "env" => "consumer_secret=env:CANARY".to_owned(),
        "file" => format!("consumer_secret=file:{}", file.display()),
        _ => "consumer_secret=-".to_owned(),
    };
    let mut command = home.source_desk();
    command
        .args(arguments)
        .args(["--secret", &secret])
        .env("CANARY", canary)
        .env("RUST_LOG", "trace")
        .env("RUST_BACKTRACE", "full");
    if way == "stdin" { end_with_input(&mut command, canary) } else { end(&mut command) }
}

#[test]
fn the_search_finds_a_planted_secret_in_every_spelling() {
    for canary in CANARIES {
        for (name, bytes) in spellings(canary) {
            for padding in 0..3 {
                let planted = [&b"\0ab\xffcdefgh"[..padding + 4], bytes.as_slice(), b" and more"].concat();
                assert!(found_in(&planted, canary).is_some(), "{name} of {canary:?}");
            }
        }
        assert_eq!(found_in(b"nothing to be seen here", canary), None);
        let home = TempHome::new();
        fs::create_dir_all(home.data().join("deep")).unwrap();
        fs::write(home.data().join("deep").join("file"), canary).unwrap();
        assert_eq!(found_under(home.root(), canary).len(), 1);
    }
}

#[test]
fn the_command_line_leaves_no_trace_of_a_secret() {
    for canary in CANARIES {
        let home = TempHome::new();
        let mut ears = Ears { canary, heard: Vec::new() };
        for (number, way) in ["env", "file", "stdin"].into_iter().enumerate() {
            let slug = format!("wechat-{number}");
            let out = format!("out-{number}");
            let new = [
                "new",
                "wechat",
                "--name",
                "WeChat",
                "--slug",
                &slug,
                "--set",
                "consumer_key=wx0000000000000001",
            ];
            let commands: [&[&str]; 7] = [
                &new,
                &["set", &slug, "authentik_host=auth.example.com"],
                &["set", &slug],
                &["lint", &slug],
                &["rehearse", &slug, "--out", &out],
                &[
                    "export",
                    &slug,
                    "--format",
                    "blueprint",
                    "--secrets",
                    ["file", "env", "context"][number],
                    "--login-page",
                ],
                &["--json", "export", &slug, "--format", "blueprint", "--out", &format!("{slug}.yaml")],
            ];
            for arguments in commands {
                ears.hear(&format!("{arguments:?} {way}"), &enter(&home, canary, way, arguments));
            }
            for language in ["en", "zh-CN"] {
                for command in ["lint", "set", "rehearse"] {
                    let ended = enter(&home, canary, way, &["--json", "--lang", language, command, &slug]);
                    ended.json();
                    ears.hear(&format!("{command} {language} {way}"), &ended);
                }
            }
        }
        ears.check(&home);
    }
}

#[test]
fn a_rehearsal_leaves_no_trace_of_a_secret_whoever_logs_in_and_whatever_goes_wrong() {
    for canary in CANARIES {
        let home = TempHome::new();
        let mut ears = Ears { canary, heard: Vec::new() };
        enter(
            &home,
            canary,
            "env",
            &["new", "wechat", "--name", "W", "--slug", "w", "--set", "consumer_key=wx0000000000000001"],
        );
        let profiles = desk_simulator::Profile::ALL.iter().map(|profile| ["--profile", profile.id()]);
        let faults = ["40125", "500", "redirect-uri"].map(|fault| ["--fault", fault]);
        for choice in profiles.chain(faults) {
            let out = format!("out-{}", choice[1]);
            for form in [&["--json", "rehearse", "w", "--out", &out][..], &["rehearse", "w"]] {
                let arguments = [form, &choice].concat();
                let ended = enter(&home, canary, "env", &arguments);
                assert!(matches!(ended.code, Some(0 | 1)), "{ended:?}");
                ears.hear(&format!("{arguments:?}"), &ended);
            }
        }
        hear_kept_runs(&mut ears, &home, "w");
        ears.check(&home);
    }
}

/// Opens, compares and exports every test login that was kept. The files lie in the home, where they are searched.
fn hear_kept_runs(ears: &mut Ears, home: &TempHome, slug: &str) {
    let listed = home.run(&["--json", "test-run", "list", slug]).with_code(0).json();
    let runs: Vec<String> =
        listed.as_array().unwrap().iter().map(|run| run["id"].as_u64().unwrap().to_string()).collect();
    assert!(runs.len() > 10, "every test login is kept: {runs:?}");
    for run in &runs {
        let (har, svg) = (format!("run-{run}.har"), format!("run-{run}.svg"));
        let commands: [&[&str]; 7] = [
            &["test-run", "show", run],
            &["--json", "test-run", "show", run],
            &["test-run", "export", run, "--format", "har"],
            &["test-run", "export", run, "--format", "har", "--out", &har],
            &["test-run", "export", run, "--format", "svg", "--out", &svg],
            &["test-run", "compare", run, &runs[0]],
            &["--json", "test-run", "compare", run, &runs[0]],
        ];
        for command in commands {
            let ended = home.run(command);
            assert!(matches!(ended.code, Some(0 | 1)), "{ended:?}");
            ears.hear(&format!("{command:?}"), &ended);
        }
        assert!(fs::metadata(home.path(&har)).unwrap().len() > 100);
        assert!(fs::metadata(home.path(&svg)).unwrap().len() > 100);
    }
}

#[test]
fn a_secret_in_the_wrong_place_is_refused_without_being_repeated() {
    for canary in CANARIES {
        let home = TempHome::new();
        let mut ears = Ears { canary, heard: Vec::new() };
        let new = ["new", "wechat", "--name", "W", "--slug", "w"];
        home.run(&new).with_code(0);
        let field = format!("consumer_secret={canary}");
        let option = format!("--consumer-secret={canary}");
        let wrong: [&[&str]; 9] = [
            &["set", "w", &field],
            &["set", "w", "--secret", &field],
            &["set", "w", "--secret", canary],
            &["lint", "w", "--secret", &field],
            &["rehearse", "w", "--secret", &field],
            &["export", "w", "--format", "blueprint", "--secret", &field],
            &["new", "wechat", "--name", "X", "--slug", "x", "--set", &field],
            &["new", "wechat", "--name", "X", "--slug", "x", &option],
            &["set", "w", &option],
        ];
        for arguments in wrong {
            for form in [&[][..], &["--json"], &["--lang", "zh-CN"]] {
                let all = [form, arguments].concat();
                let ended = home.run(&all).with_code(2);
                ears.hear(&format!("{arguments:?}"), &ended);
            }
        }
        ears.check(&home);
    }
}

#[test]
fn a_secret_stands_in_a_blueprint_only_when_it_is_asked_for() {
    for canary in CANARIES {
        let home = TempHome::new();
        let mut ears = Ears { canary, heard: Vec::new() };
        let new = ["new", "wechat", "--name", "W", "--slug", "w", "--set", "consumer_key=wx0000000000000001"];
        enter(&home, canary, "env", &new).with_code(0);
        let export = ["export", "w", "--format", "blueprint", "--secrets", "inline", "--out", "inline.yaml"];
        let ended = enter(&home, canary, "env", &export);
        ears.hear("export", &ended);
        let file = home.path("inline.yaml");
        // A secret that authentik would store differently is refused rather than written.
        if ended.code == Some(0) {
            let text = fs::read_to_string(&file).unwrap();
            let document = desk_blueprint::read(&text).unwrap();
            let secrets: Vec<_> =
                document.entries.iter().filter_map(|entry| entry.field("consumer_secret")).collect();
            assert_eq!(secrets, [&desk_blueprint::Value::text(canary)]);
            #[cfg(unix)]
            {
                use std::os::unix::fs::PermissionsExt as _;
                assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
            }
            fs::remove_file(&file).unwrap();
        }
        assert!(ended.code == Some(0) || canary != CANARIES[0], "{ended:?}");
        ears.check(&home);
    }
}

/// Rehearses over the bridge until it is over; returns every answer on the way.
fn rehearse_over(bridge: &BridgeProcess, id: &Value, profile: &str, fault: Option<&str>) -> Vec<Value> {
    let options = json!({ "profile": profile, "fault": fault, "phone": "automatic" });
    let operation = bridge.call("start_rehearsal", &json!({ "id": id, "options": options })).unwrap();
    let mut answers = Vec::new();
    let mut after = json!(0);
    // Each look waits up to a second, so this is more patience than any rehearsal needs.
    for _ in 0..120 {
        let view =
            bridge.call("watch_operation", &json!({ "operation": operation, "after": after })).unwrap();
        let finished = view["finished"] == true;
        after = view["next"].clone();
        answers.push(view);
        if finished {
            return answers;
        }
    }
    panic!("the rehearsal does not end: {answers:?}");
}

#[test]
fn no_command_of_the_window_answers_with_a_secret() {
    for canary in CANARIES {
        let home = TempHome::new();
        let bridge = BridgeProcess::start(&home);
        let mut ears = Ears { canary, heard: Vec::new() };
        let mut draft = bridge.create("WeChat", "wechat")["draft"].clone();
        draft["values"]["consumer_key"] = json!("wx0000000000000001");
        let id = draft["id"].clone();
        let hidden = json!({ "id": id, "field": "consumer_secret", "text": canary });
        let request =
            |secrets: &str| json!({ "id": id, "request": { "secrets": secrets, "login_page": null } });
        let in_format = |format: &str| {
            let request = json!({ "format": format, "secrets": "env", "login_page": "stage" });
            json!({ "id": id, "request": request })
        };
        let calls = [
            ("save_draft", json!({ "draft": draft, "revision": 1 })),
            ("set_secret", hidden.clone()),
            ("show_draft", json!({ "id": id })),
            ("list_drafts", json!({ "search": null })),
            ("list_drafts", json!({ "search": canary })),
            ("preview", json!({ "id": id, "dark": false })),
            ("export_blueprint", request("file")),
            ("export_blueprint", request("env")),
            ("export_blueprint", request("context")),
            ("save_blueprint", request("file")),
            ("export_blueprint", in_format("terraform")),
            ("export_blueprint", in_format("kubernetes")),
            ("export_blueprint", in_format("compose")),
            ("export_blueprint", in_format("runbook")),
            ("export_blueprint", in_format("json")),
            ("copy_draft", json!({ "id": id, "name": "Copy" })),
            // Calls that are wrong, each with the secret somewhere in it.
            ("set_secret", json!({ "id": "nobody", "field": "consumer_secret", "text": canary })),
            ("set_secret", json!({ "id": id, "field": "consumer_key", "text": canary })),
            ("set_secret", json!({ "id": id, "field": "consumer_secret", "text": [canary] })),
            ("set_secret", json!({ "id": id, "feld": "consumer_secret", "text": canary })),
            (
                "apply_fix",
                json!({ "id": id, "finding": {
                "code": "appsecret-whitespace", "severity": "warning", "certainty": "certain",
                "field": "consumer_secret", "arguments": {}, "fix": null,
            } }),
            ),
            ("show_draft", json!({ "id": id })),
            ("set_secret", hidden.clone()),
            ("undo", json!({})),
            ("redo", json!({})),
        ];
        for (command, arguments) in calls {
            let answer = bridge.call(command, &arguments);
            if command == "list_drafts" && arguments["search"] == json!(canary) {
                assert_eq!(answer.as_ref().unwrap()["drafts"], json!([]), "a secret is nothing to search by");
            }
            ears.heard.push((
                format!("{command} {arguments}"),
                format!("{answer:?} {}", answer.as_ref().map_or_else(Value::to_string, Value::to_string)),
            ));
        }
        assert_eq!(
            bridge.call("show_draft", &json!({ "id": id })).unwrap()["secrets"][0]["standing"],
            "memory"
        );
        for (profile, fault) in [
            ("chinese-emoji", None),
            ("control-characters", None),
            ("latin", Some("40125")),
            ("latin", Some("500")),
        ] {
            for answer in rehearse_over(&bridge, &id, profile, fault) {
                ears.heard.push((format!("rehearsal {profile} {fault:?}"), answer.to_string()));
            }
        }
        for (command, arguments) in [
            ("forget_secret", json!({ "id": id, "field": "consumer_secret" })),
            ("delete_draft", json!({ "id": id })),
        ] {
            ears.heard.push((command.to_owned(), format!("{:?}", bridge.call(command, &arguments))));
        }
        ears.check(&home);
        drop(bridge);
        ears.check(&home);
    }
}

#[test]
fn codes_and_tokens_of_a_login_are_masked_in_its_transcript() {
    let home = TempHome::new();
    let ended = home.run(&["--json", "rehearse", "--demo", "--out", "out"]).with_code(0);
    let transcript = fs::read_to_string(home.path("out").join("transcript.json")).unwrap();
    for text in [&ended.stdout, &ended.stderr, &transcript] {
        assert_eq!(spellings::unmasked_values(text), Vec::<String>::new());
    }
    assert!(transcript.matches("••••••••").count() >= 5, "the masks are there: {transcript}");
    let human = home.run(&["rehearse", "--demo"]).with_code(0);
    assert_eq!(spellings::unmasked_values(&human.stdout), Vec::<String>::new());
    let leaks = [
        r#"{"body": "{\"access_token\":\"55_abc\"}"}"#,
        r#""url": "http://x/?a=1&code=0a1b""#,
        "wx_code='0a1b';",
        "secret=0123",
    ];
    for leak in leaks {
        assert_eq!(
            spellings::unmasked_values(leak).len(),
            1,
            "the test knows a leak when it sees one: {leak}"
        );
    }
}
