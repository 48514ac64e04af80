//! What somebody who helps gets to see: a report and logs that name nobody.
#![cfg(test)]

use std::fs;

use desk_test_support::{Ended, TempHome, end};

/// What must be in neither: a name, a slug, a host, a client id, a mapping, a note, a secret.
const CANARIES: [&str; 7] = [
    "公司登录",
    "canary-slug",
    "auth.canary.example",
    "wxcafe000000000001",
    "canary mapping",
    "canary note",
    "d15ea5ec0ffee0ddba11ad0be5eaf00d",
];

fn run(home: &TempHome, arguments: &[&str]) -> Ended {
    let mut command = home.source_desk();
    command.args(arguments).env("SECRET", CANARIES[6]).env("SOURCE_DESK_LOG", "1").env("RUST_LOG", "trace");
    end(&mut command)
}

/// Uses what there is to use, with the canaries as input.
fn work(home: &TempHome) {
    let [name, slug, host, client, mapping, note, _] = CANARIES;
    let secret = ["--secret", "consumer_secret=env:SECRET"];
    let key = format!("consumer_key={client}");
    run(home, &["new", "wechat", "--name", name, "--slug", slug, "--set", &key]).with_code(0);
    run(home, &["set", slug, &format!("authentik_host={host}")]).with_code(0);
    run(home, &["mapping", "new", "--name", mapping, "--kind", "oauth", "--expression", "return {}"])
        .with_code(0);
    run(home, &["mapping", "assign", slug, mapping]).with_code(0);
    run(home, &["checklist", slug, "review", "done", "--note", note]).with_code(0);
    run(home, &[&["rehearse", slug][..], &secret].concat());
    run(home, &["bundle", "create", "w.json", slug]).with_code(0);
    let recipient = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    let with_secrets =
        ["bundle", "create", "w.age", slug, "--with-secrets", "--yes", "--recipient", recipient];
    run(home, &[&with_secrets[..], &secret].concat()).with_code(0);
    run(home, &["show", "nobody"]).with_code(2);
}

#[test]
fn neither_the_log_nor_the_report_names_anybody() {
    let home = TempHome::new();
    work(&home);
    let log = fs::read_to_string(home.data().join("logs/cli.log")).unwrap();
    let report = run(&home, &["doctor", "--report"]).with_code(0).stdout;
    assert!(log.contains(" INFO bundle-written drafts=1 with_secrets=true\n"), "{log}");
    assert!(report.contains("drafts of wechat: 1") && report.contains("bundle-holds draft="), "{report}");
    let root = home.root().display().to_string();
    for text in [&log, &report] {
        for canary in CANARIES.iter().copied().chain([root.as_str(), "http"]) {
            assert!(!text.contains(canary), "{canary}\n{text}");
        }
    }
    // The home folder of these programs is the folder that holds the data folder.
    assert!(report.contains("data folder: ~/home\n"), "{report}");
    let id = log.lines().find_map(|line| line.split("draft=").nth(1)).unwrap();
    assert!(id.len() == 36 && !report.contains(id), "an id is shortened: {id}");
}

#[test]
fn the_command_line_writes_a_log_only_when_it_is_asked_to() {
    let home = TempHome::new();
    home.run(&["list"]).with_code(0);
    assert!(!home.data().join("logs").exists());
    run(&home, &["list"]).with_code(0);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(home.data().join("logs/cli.log")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
