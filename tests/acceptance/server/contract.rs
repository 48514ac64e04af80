//! The command line as programs rely on it: the shapes of its documents and its exit codes, from an added server to a
//! push that was taken back.

use desk_fake_authentik::{FakeAuthentik, Who};
use desk_test_support::{TempHome, end, end_with_input};
use serde_json::{Value, json};

use crate::engine::SECRET;

struct Terminal {
    home: TempHome,
    fake: FakeAuthentik,
}

impl Terminal {
    /// A data folder without a vault, so that the token comes with each call.
    fn new() -> Terminal {
        let terminal = Terminal { home: TempHome::new(), fake: FakeAuthentik::start() };
        terminal.says(
            &[
                "new",
                "wechat",
                "--name",
                "微信",
                "--slug",
                "wechat",
                "--set",
                "consumer_key=wx0000000000000001",
            ],
            0,
        );
        terminal
    }

    fn says(&self, arguments: &[&str], code: i32) -> Value {
        let mut command = self.home.source_desk();
        command.arg("--json").args(arguments).env("TOKEN", Who::Admin.token()).env("APPSECRET", SECRET);
        let ended = end(&mut command).with_code(code);
        for text in [&ended.stdout, &ended.stderr] {
            assert!(!text.contains(SECRET) && !text.contains(Who::Admin.token()), "{text}");
        }
        ended.json()
    }

    /// The same with the token.
    fn with_token(&self, arguments: &[&str], code: i32) -> Value {
        self.says(&[arguments, &["--secret", "token=env:TOKEN"]].concat(), code)
    }

    fn add(&self, more: &[&str]) -> Value {
        self.with_token(&[&["server", "add", "test", "--url", self.fake.url()], more].concat(), 0)
    }
}

/// Checks that a document has what is promised at some places.
fn has(document: &Value, pointers: &[&str]) {
    for pointer in pointers {
        assert!(document.pointer(pointer).is_some(), "{pointer}: {document:#}");
    }
}

#[test]
fn from_a_server_that_is_added_to_a_push_that_is_taken_back() {
    let terminal = Terminal::new();
    assert_eq!(terminal.says(&["server", "list"], 0), json!([]));
    assert_eq!(terminal.says(&["runs"], 0), json!([]));
    let added = terminal.add(&[]);
    has(&added, &["/name", "/url", "/host", "/production"]);
    has(&terminal.says(&["server", "list"], 0), &["/0/name", "/0/url"]);
    let checked = terminal.with_token(&["server", "check", "test"], 0);
    assert_eq!((&checked["version"], &checked["reachable"]), (&json!("2026.5.0-rc1"), &json!(true)));
    assert_eq!(checked["absent"], json!(["ldap.sync_group_hierarchy"]));
    has(&checked, &["/permissions/0/right", "/permissions/0/granted"]);
    // Without the secret there is a conflict, which is a finding.
    let plan = terminal.with_token(&["plan", "test", "wechat"], 1);
    assert_eq!(plan["conflicts"][0]["kind"], "no-secret");
    let with_secret = ["plan", "test", "wechat", "--secret", "consumer_secret=env:APPSECRET"];
    let plan = terminal.with_token(&[&with_secret[..], &["--login-page", "--out", "plan.json"]].concat(), 1);
    has(
        &plan,
        &[
            "/server/name",
            "/base",
            "/operations/0/model",
            "/operations/0/identifiers/slug",
            "/operations/0/changes/0/path",
            "/operations/0/changes/0/before",
            "/operations/0/changes/0/after",
        ],
    );
    let actions: Vec<&Value> =
        plan["operations"].as_array().unwrap().iter().map(|one| &one["action"]).collect();
    assert_eq!(actions, ["create", "update"]);
    let file = std::fs::read_to_string(terminal.home.path("plan.json")).unwrap();
    assert!(!file.contains(SECRET));
    // Nobody is there to be asked.
    let apply = ["apply", "plan.json", "--secret", "consumer_secret=env:APPSECRET"];
    assert_eq!(terminal.with_token(&apply, 2)["problem"]["code"], "push-not-confirmed");
    let applied = terminal.with_token(&[&apply[..], &["--yes"]].concat(), 0);
    assert_eq!((&applied["applied"], &applied["verified"]), (&json!(2), &json!(true)), "{applied:#}");
    assert_eq!(applied["operations"][0]["outcome"], "ok");
    let again = terminal.with_token(&[&apply[..], &["--yes"]].concat(), 2);
    assert_eq!(again["problem"]["code"], "plan-used");
    has(&again, &["/problem/message", "/problem/fix", "/problem/subject", "/problem/retryable"]);
    has(&terminal.says(&["runs"], 0), &["/0/run", "/0/state", "/0/result/verified", "/0/objects/0"]);
    // Nothing to do, and nothing is different.
    let nothing = terminal.with_token(&["plan", "test", "wechat"], 0);
    assert_eq!(nothing["operations"][0]["action"], "none");
    assert_eq!(terminal.with_token(&["drift", "test"], 0), json!({"drift": []}));
    assert!(terminal.fake.change("oauth", "wechat", |source| {
        source.insert("name".to_owned(), json!("theirs"));
    }));
    let drift = terminal.with_token(&["drift", "test", "wechat"], 1);
    assert_eq!(
        drift,
        json!({"drift": [
            {"slug": "wechat", "path": "name", "draft": "微信", "server": "theirs", "last_pushed": "微信"}
        ]})
    );
    let conflict = terminal.with_token(&["plan", "test", "wechat"], 1);
    assert_eq!(conflict["conflicts"][0]["kind"], "changed-on-server");
    let taken = terminal.with_token(&["plan", "test", "wechat", "--take", "draft", "--out", "mine.json"], 1);
    assert_eq!(taken["operations"][0]["changes"][0]["path"], "name");
    terminal.with_token(&["apply", "mine.json", "--yes"], 0);
    let back = terminal.with_token(&["rollback", "--yes"], 0);
    assert_eq!(back["verified"], true, "{back:#}");
    // The source has somebody else's name again, so that taking back its making is a conflict.
    assert_eq!(terminal.with_token(&["rollback", "--yes"], 1)["problem"]["code"], "plan-conflicts");
    let foreseen = terminal.with_token(&["rollback", "1", "--dry-run"], 1);
    assert_eq!(foreseen["operations"][1]["action"], "delete");
    let back = terminal.with_token(&["rollback", "--over-changes", "--yes"], 0);
    assert_eq!(back["verified"], true, "{back:#}");
    assert!(terminal.fake.objects().get(crate::desk::OAUTH).is_none());
    assert_eq!(terminal.with_token(&["rollback", "--yes"], 2)["problem"]["code"], "rollback-nothing");
    // Without a vault nothing secret was kept: neither what was pushed nor the token.
    crate::refused::is_clean_folder(terminal.home.root(), &[SECRET, Who::Admin.token()]);
    has(&terminal.says(&["server", "remove", "test"], 0), &["/name"]);
    assert_eq!(terminal.says(&["server", "remove", "test"], 2)["problem"]["code"], "server-not-known");
}

#[test]
fn a_pull_says_what_it_pulled_and_which_secrets_are_missing() {
    let terminal = Terminal::new();
    terminal.add(&[]);
    let plan = ["plan", "test", "wechat", "--secret", "consumer_secret=env:APPSECRET", "--out", "plan.json"];
    terminal.with_token(&plan, 1);
    terminal.with_token(&["apply", "plan.json", "--yes", "--secret", "consumer_secret=env:APPSECRET"], 0);
    terminal.says(&["delete", "wechat"], 0);
    let pulled = terminal.with_token(&["pull", "test"], 0);
    assert_eq!(
        (&pulled["pulled"][0]["slug"], &pulled["pulled"][0]["outcome"]),
        (&json!("wechat"), &json!("new"))
    );
    assert_eq!(pulled["missing_secrets"][0], json!({"slug": "wechat", "field": "consumer_secret"}));
    assert_eq!(terminal.with_token(&["pull", "test", "nobody"], 2)["problem"]["code"], "pull-unknown");
}

#[test]
fn what_a_server_is_to_blame_for_ends_with_three() {
    let terminal = Terminal::new();
    terminal.add(&["--production"]);
    let plan = ["plan", "test", "wechat", "--secret", "consumer_secret=env:APPSECRET"];
    let wrong = terminal.says(&["server", "check", "test", "--secret", "token=env:APPSECRET"], 3);
    assert_eq!(wrong["problem"]["code"], "server-token-refused");
    let planned = terminal.with_token(&[&plan[..], &["--out", "plan.json"]].concat(), 1);
    assert_eq!(planned["server"]["production"], true);
    let apply = ["apply", "plan.json", "--yes", "--secret", "consumer_secret=env:APPSECRET"];
    assert_eq!(terminal.with_token(&apply, 2)["problem"]["code"], "push-production");
    terminal.fake.become_another();
    assert_eq!(terminal.with_token(&plan, 3)["problem"]["code"], "server-another");
    terminal.with_token(&["server", "check", "test", "--accept"], 0);
    terminal.with_token(&plan, 1);
    std::fs::write(terminal.home.path("no-plan.json"), "{}").unwrap();
    assert_eq!(terminal.says(&["apply", "no-plan.json"], 2)["problem"]["code"], "plan-not-a-plan");
    // Something else answers there.
    terminal.with_token(&["server", "set", "test", "--url", &crate::hostile::html_server()], 0);
    let other = terminal.with_token(&["server", "check", "test"], 3);
    assert_eq!(other["problem"]["code"], "server-not-authentik");
}

#[test]
fn a_token_from_standard_input_is_read_once_and_used_for_the_whole_command() {
    let terminal = Terminal::new();
    terminal.says(&["server", "add", "test", "--url", terminal.fake.url()], 0);
    let token = format!("{}\n", Who::Admin.token());
    let says = |arguments: &[&str], input: &str, code: i32| {
        let mut command = terminal.home.source_desk();
        command.arg("--json").args(arguments).env("APPSECRET", SECRET);
        end_with_input(&mut command, input).with_code(code).json()
    };
    let checked = says(&["server", "check", "test", "--secret", "token=-"], &token, 0);
    assert_eq!(checked["reachable"], true);
    let both = ["--secret", "token=-", "--secret", "consumer_secret=env:APPSECRET"];
    let plan = says(&[&["plan", "test", "wechat"][..], &both].concat(), &token, 1);
    assert_eq!((&plan["conflicts"], &plan["operations"][0]["action"]), (&json!([]), &json!("create")));
    let pulled = says(&["pull", "test", "--secret", "token=-"], &token, 0);
    assert_eq!(pulled["pulled"], json!([]));
    // Nothing came, and one stream cannot be two secrets.
    let none = says(&["server", "check", "test", "--secret", "token=-"], "", 2);
    assert!(none["problem"]["code"].is_string(), "{none}");
    let twice = ["--secret", "token=-", "--secret", "consumer_secret=-"];
    let twice = says(&[&["plan", "test", "wechat"][..], &twice].concat(), &token, 2);
    assert!(twice["problem"]["code"].is_string(), "{twice}");
}
