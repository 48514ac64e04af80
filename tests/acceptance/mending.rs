//! `lint --fix`: what needs no asking is mended, in drafts and in files, and nothing else changes.
#![cfg(test)]

use std::fs;

use desk_app::replace_blueprint_file;
use desk_test_support::TempHome;

const FILE: &str = "\
# 公司登录
version: 1
entries:
  # the button
  - model: authentik_sources_oauth.oauthsource
    identifiers: {slug: wechat}
    attrs:
      name: WeChat   # shown
      provider_type: wechat
      consumer_key: \"wx0000000000000001\"
      consumer_secret: !File /run/secrets/wechat
      additional_scopes: 'snsapi_userinfo'   # does not work
      user_path_template: ''
      authentication_flow: !Find [authentik_flows.flow, [slug, default-source-authentication]]
  - model: acme.widget
    identifiers: {name: !Ours x}
";

/// Returns the lines of one text that are not in the other.
fn only_in<'a>(one: &'a str, other: &str) -> Vec<&'a str> {
    one.lines().filter(|line| !other.lines().any(|known| known == *line)).collect()
}

#[test]
fn a_file_is_mended_in_place_and_only_its_faulty_lines_change() {
    for breaks in ["\n", "\r\n"] {
        let home = TempHome::new();
        let before = FILE.replace('\n', breaks);
        fs::write(home.path("a.yaml"), &before).unwrap();
        let document = home.run(&["--json", "lint", "--fix", "a.yaml"]).with_code(0).json();
        let codes = |part: &str| {
            let findings = document[part].as_array().unwrap().iter();
            findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
        };
        for code in ["scopes-extra", "user-path-empty", "nickname-garbled"] {
            assert!(codes("fixed").iter().any(|fixed| fixed == code), "{document}");
            assert!(!codes("findings").iter().any(|left| left == code), "{document}");
        }
        let scopes =
            document["fixed"].as_array().unwrap().iter().find(|fixed| fixed["code"] == "scopes-extra");
        assert_eq!((&scopes.unwrap()["line"], &scopes.unwrap()["column"]), (&12.into(), &7.into()));
        let after = fs::read_to_string(home.path("a.yaml")).unwrap();
        assert_eq!(
            only_in(&before, &after),
            ["      additional_scopes: 'snsapi_userinfo'   # does not work", "      user_path_template: ''"]
        );
        assert!(after.contains("      additional_scopes: ''   # does not work"), "{after}");
        assert!(after.contains("      user_path_template: 'goauthentik.io/sources/%(slug)s'"), "{after}");
        assert_eq!(after.matches('\n').count(), after.matches(breaks).count());
        // Mended once, it is mended: the file does not change any more.
        home.run(&["lint", "--fix", "a.yaml"]).with_code(0);
        assert_eq!(fs::read_to_string(home.path("a.yaml")).unwrap(), after);
    }
}

#[test]
fn what_cannot_be_mended_in_place_stays_and_is_reported() {
    let home = TempHome::new();
    let text = "x: &shared\n  name: W\n  provider_type: wechat\n  consumer_key: wx0000000000000001\n  additional_scopes: a\nentries:\n- model: authentik_sources_oauth.oauthsource\n  identifiers: {slug: s}\n  attrs: *shared\n";
    fs::write(home.path("a.yaml"), text).unwrap();
    let document = home.run(&["--json", "lint", "--fix", "a.yaml"]).with_code(1).json();
    assert_eq!(document["fixed"].as_array().unwrap().len(), 0, "{document}");
    let left =
        document["findings"].as_array().unwrap().iter().any(|finding| finding["code"] == "scopes-extra");
    assert!(left, "{document}");
    assert_eq!(fs::read_to_string(home.path("a.yaml")).unwrap(), text);
}

#[test]
fn a_draft_is_mended_in_one_revision_that_undo_takes_back() {
    let home = TempHome::new();
    let new = ["new", "wechat", "--name", "W", "--slug", "w", "--set", "consumer_key=wx0000000000000001"];
    home.run(&[&new[..], &["--set", "additional_scopes=x", "--set", "user_path_template="]].concat())
        .with_code(0);
    let before = home.run(&["--json", "show", "w"]).json();
    let document = home.run(&["--json", "lint", "w", "--fix"]).json();
    assert!(document["fixed"].as_array().unwrap().len() >= 3, "{document}");
    let after = home.run(&["--json", "show", "w"]).json();
    assert_eq!(after["revision"].as_u64(), before["revision"].as_u64().map(|revision| revision + 1));
    assert_eq!(after["values"]["additional_scopes"], "");
    // Nothing is left to mend, so nothing is stored.
    home.run(&["lint", "--fix"]);
    assert_eq!(home.run(&["--json", "show", "w"]).json()["revision"], after["revision"]);
    home.run(&["undo"]).with_code(0);
    assert_eq!(home.run(&["--json", "show", "w"]).json()["values"], before["values"]);
}

#[test]
fn a_file_that_somebody_else_changed_meanwhile_is_left_alone() {
    let home = TempHome::new();
    let path = home.path("a.yaml");
    fs::write(&path, "theirs\n").unwrap();
    let refused = replace_blueprint_file(&path, "ours\n", "mended\n").unwrap_err();
    assert_eq!((refused.code.as_str(), refused.retryable), ("file-changed", true));
    assert_eq!(fs::read_to_string(&path).unwrap(), "theirs\n");
    assert_eq!(fs::read_dir(home.root()).unwrap().count(), 2, "no half-written file is left");
}

#[cfg(unix)]
#[test]
fn a_file_keeps_its_permissions_and_a_link_stays_one() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};
    let home = TempHome::new();
    let (file, link) = (home.path("a.yaml"), home.path("link.yaml"));
    fs::write(&file, FILE).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    home.run(&["lint", "--fix", "link.yaml"]).with_code(0);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert_ne!(fs::read_to_string(&file).unwrap(), FILE);
    fs::write(&file, FILE).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).unwrap();
    let ended = home.run(&["--json", "lint", "--fix", "a.yaml"]).with_code(1);
    assert_eq!(ended.json()["findings"][0]["code"], "file-not-written");
    assert_eq!(fs::read_to_string(&file).unwrap(), FILE);
}

/// A mapping that two sources share, with a fault that a person has to mend.
const SHARED: &str = "\
entries:
  - model: authentik_sources_oauth.oauthsourcepropertymapping
    id: m
    identifiers: {name: a}
    attrs: {expression: 'return {\"name\": userinfo[\"x\"]}'}
  - model: authentik_sources_oauth.oauthsource
    identifiers: {slug: s}
    attrs:
      name: S
      provider_type: github
      consumer_key: Iv1.0123456789abcdef
      consumer_secret: !File /run/secrets/s
      user_path_template: ''
      user_property_mappings: [!KeyOf m]
";

#[test]
fn a_property_mapping_is_a_persons_to_change_in_a_file_and_in_a_draft() {
    let home = TempHome::new();
    fs::write(home.path("a.yaml"), SHARED).unwrap();
    let document = home.run(&["--json", "lint", "--fix", "a.yaml"]).json();
    let codes = |document: &serde_json::Value, part: &str| {
        let findings = document[part].as_array().unwrap().iter();
        findings.map(|finding| finding["code"].as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert!(codes(&document, "fixed").contains(&"user-path-empty".to_owned()), "{document}");
    assert!(codes(&document, "findings").contains(&"mapping-unknown-name".to_owned()), "{document}");
    let after = fs::read_to_string(home.path("a.yaml")).unwrap();
    assert_eq!(only_in(SHARED, &after), ["      user_path_template: ''"]);

    fs::write(home.path("a.yaml"), SHARED).unwrap();
    home.run(&["import", "a.yaml"]).with_code(0);
    let document = home.run(&["--json", "lint", "--fix", "s"]).json();
    assert!(codes(&document, "fixed").contains(&"user-path-empty".to_owned()), "{document}");
    assert!(codes(&document, "findings").contains(&"mapping-unknown-name".to_owned()), "{document}");
}

#[test]
fn of_two_sources_with_one_slug_the_one_that_was_mended_is_reported() {
    let home = TempHome::new();
    let source = "- model: authentik_sources_oauth.oauthsource\n  identifiers: {slug: s}\n  attrs: ";
    let plain = "{name: W, provider_type: wechat, consumer_key: wx0000000000000001, additional_scopes: a}\n";
    let text = format!("x: &shared {plain}entries:\n{source}{plain}{source}*shared\n");
    fs::write(home.path("a.yaml"), text).unwrap();
    let document = home.run(&["--json", "lint", "--fix", "a.yaml"]).with_code(1).json();
    let n_scopes = |part: &str| {
        let findings = document[part].as_array().unwrap().iter();
        findings.filter(|finding| finding["code"] == "scopes-extra").count()
    };
    assert_eq!((n_scopes("fixed"), n_scopes("findings")), (1, 1), "{document}");
}

#[test]
fn a_file_that_is_not_there_is_told_before_anything_is_changed() {
    let home = TempHome::new();
    fs::write(home.path("a.yaml"), FILE).unwrap();
    home.run(&["lint", "--fix", "a.yaml", "missing.yaml"]).with_code(2);
    assert_eq!(fs::read_to_string(home.path("a.yaml")).unwrap(), FILE);
}

#[test]
fn a_file_and_a_draft_are_judged_for_the_version_that_is_asked_for() {
    let home = TempHome::new();
    let text = "entries:\n- model: authentik_sources_oauth.oauthsource\n  identifiers: {slug: a}\n  attrs: {name: A, provider_type: azuread, consumer_key: x, consumer_secret: !File /run/secrets/a}\n";
    fs::write(home.path("a.yaml"), text).unwrap();
    home.run(&["import", "a.yaml", "--target", "2025.12"]).with_code(0);
    assert_eq!(home.run(&["--json", "show", "a"]).json()["deployment"]["target"], "2025.12");
    for target in ["a.yaml", "a"] {
        let is_lacking = |version: &str| {
            let document = home.run(&["--json", "lint", target, "--target", version]).json();
            let mut findings = document["findings"].as_array().unwrap().iter();
            findings.any(|finding| finding["path"] == "target")
        };
        assert!(is_lacking("2026.8") && !is_lacking("2026.5"), "{target}");
    }
    home.run(&["lint", "a.yaml", "--target", "2024.1"]).with_code(2);
    home.run(&["import", "a.yaml", "--target", "soon"]).with_code(2);
}
