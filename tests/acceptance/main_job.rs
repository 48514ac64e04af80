//! The main job as a stranger does it: a draft, its lints, its blueprint, and a whole rehearsed login.
#![cfg(test)]

use std::fs;
use std::path::Path;

use desk_blueprint::{Content, Value as Yaml};
use desk_model::mapping::garble;
use desk_simulator::{Fault, Profile};
use desk_test_support::{Ended, Python, TempHome, end};
use serde_json::{Value, json};

const APPID: &str = "wx0000000000000001";
const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn new_wechat(home: &TempHome) {
    let set = format!("consumer_key={APPID}");
    let arguments = [
        "new",
        "wechat",
        "--name",
        "WeChat",
        "--slug",
        "wechat",
        "--set",
        &set,
        "--secret",
        "consumer_secret=env:S",
    ];
    end(home.source_desk().args(arguments).env("S", SECRET)).with_code(0);
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|character| ('\u{4e00}'..='\u{9fff}').contains(&character))
}

/// A YAML value as JSON; a tag and what it holds are an object with one key.
fn as_json(value: &Yaml) -> Value {
    let items = |items: &[Yaml]| items.iter().map(as_json).collect::<Value>();
    let pairs = |pairs: &[(Yaml, Yaml)]| -> Value {
        pairs.iter().map(|(key, value)| (key.as_text().unwrap().to_owned(), as_json(value))).collect()
    };
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(on) => json!(on),
        Yaml::Integer(number) => json!(number),
        Yaml::Float(number) => json!(number),
        Yaml::Text(text) => json!(text),
        Yaml::Sequence(all) => items(all),
        Yaml::Mapping(all) => pairs(all),
        Yaml::Tagged(tag, content) => {
            let content = match content {
                Content::Text(text) => json!(text),
                Content::Sequence(all) => items(all),
                Content::Mapping(all) => pairs(all),
            };
            json!({ tag.spelling(): content })
        }
    }
}

fn read_qr(svg: &Path) -> String {
    let text = fs::read_to_string(svg).unwrap();
    let tree = resvg::usvg::Tree::from_str(&text, &resvg::usvg::Options::default()).unwrap();
    let scale = 600.0 / tree.size().width();
    let mut picture = resvg::tiny_skia::Pixmap::new(600, 600).unwrap();
    picture.fill(resvg::tiny_skia::Color::WHITE);
    resvg::render(&tree, resvg::tiny_skia::Transform::from_scale(scale, scale), &mut picture.as_mut());
    let grey = |x: usize, y: usize| picture.pixels()[y * 600 + x].green();
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(600, 600, grey);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one QR code in the picture");
    grids[0].decode().unwrap().1
}

fn rehearse(arguments: &[&str]) -> Ended {
    let home = TempHome::new();
    home.run(&[&["--json", "rehearse", "--demo"], arguments].concat())
}

#[test]
fn a_stranger_makes_a_draft_lints_it_and_exports_a_blueprint() {
    let home = TempHome::new();
    new_wechat(&home);
    home.run(&["lint", "wechat"]).with_code(0);
    let exported = home.run(&["export", "wechat", "--format", "blueprint", "--out", "b.yaml"]).with_code(0);
    assert_eq!(exported.stdout, "", "what goes into a file does not go to stdout as well");
    let document = desk_blueprint::read(&fs::read_to_string(home.path("b.yaml")).unwrap()).unwrap();
    let drafted = desk_blueprint::draft_from(&document, || desk_model::DraftId::from_random([1; 16]));
    let [desk_blueprint::DraftedSource { draft, not_judged, .. }] = drafted.drafts.as_slice() else {
        panic!("{} sources", drafted.drafts.len())
    };
    assert_eq!(
        (draft.name.as_str(), draft.slug.as_str(), draft.text("consumer_key")),
        ("WeChat", "wechat", APPID)
    );
    assert!(not_judged.is_empty(), "{not_judged:?}");
    assert!(drafted.kept.is_empty() && drafted.left_out.is_empty());
}

#[test]
fn pyyaml_with_authentiks_fourteen_tags_reads_what_we_read() {
    let Some(python) = Python::find() else { return };
    let home = TempHome::new();
    new_wechat(&home);
    for secrets in ["file", "env", "context"] {
        let name = format!("{secrets}.yaml");
        let export = [
            "export",
            "wechat",
            "--format",
            "blueprint",
            "--login-page",
            "--secrets",
            secrets,
            "--out",
            &name,
        ];
        home.run(&export).with_code(0);
        let ours = desk_blueprint::read(&fs::read_to_string(home.path(&name)).unwrap()).unwrap();
        let loaded = python.run("load_blueprint.py", |command| {
            command.arg(home.path(&name));
        });
        let theirs = loaded.with_code(0).json();
        assert_eq!(theirs["version"], json!(ours.version));
        assert_eq!(theirs["metadata"], as_json(ours.metadata.as_ref().unwrap()));
        assert_eq!(theirs["entries"].as_array().unwrap().len(), ours.entries.len());
        for (number, entry) in ours.entries.iter().enumerate() {
            let their = &theirs["entries"][number];
            assert_eq!(their["model"], as_json(&entry.model));
            assert_eq!(their["identifiers"], as_json(&entry.identifiers));
            assert_eq!(their["attrs"], as_json(&entry.attrs), "{secrets}: entry {number}");
            let conditions: Value = entry.conditions.iter().map(as_json).collect();
            assert_eq!(their.get("conditions").cloned().unwrap_or(json!([])), conditions);
        }
    }
}

#[test]
fn pyyaml_with_authentiks_fourteen_tags_refuses_any_other() {
    let Some(python) = Python::find() else { return };
    let home = TempHome::new();
    let load = |text: &str| {
        fs::write(home.path("b.yaml"), text).unwrap();
        python.run("load_blueprint.py", |command| {
            command.arg(home.path("b.yaml"));
        })
    };
    let known = load("a: !KeyOf x\nb: !If [true, 1, !Context [k, null]]\nc: !ParseJSON '{}'\n").with_code(0);
    let expected = json!({ "a": {"!KeyOf": "x"}, "b": {"!If": [true, 1, {"!Context": ["k", null]}]}, "c": {"!ParseJSON": "{}"} });
    assert_eq!(known.json(), expected);
    for refused in ["a: !Keyof x\n", "a: !KeyOf [x]\n", "a: !!python/name:os.system\n", "a: [\n"] {
        load(refused).with_code(1);
    }
}

#[test]
fn a_rehearsed_login_ends_with_the_user_that_authentik_would_store() {
    let home = TempHome::new();
    let ended = home.run(&["--json", "rehearse", "--demo", "--out", "out"]).with_code(0);
    let result = ended.json();
    let (profile, unionid) = (Profile::default(), Profile::default().unionid().unwrap());
    assert_eq!(result["outcome"], "ok");
    assert_eq!(result["identifier"], json!(unionid));
    assert_eq!(result["repaired_name"], json!(profile.nickname()));
    assert_eq!(result["problem"], Value::Null);
    let properties = &result["properties"];
    assert_eq!(properties["username"], json!(unionid));
    assert_eq!(properties["name"], json!(garble(&profile.nickname())));
    assert_eq!(properties["email"], "");
    assert_eq!(properties["path"], "goauthentik.io/sources/wechat");
    let attributes = properties["attributes"].as_object().unwrap();
    let mut keys: Vec<&str> = attributes.keys().map(String::as_str).collect();
    keys.sort_unstable();
    let stored = [
        "city",
        "country",
        "goauthentik.io/user/sources",
        "headimgurl",
        "openid",
        "province",
        "sex",
        "unionid",
    ];
    assert_eq!(keys, stored);
    assert_eq!(attributes["openid"], json!(profile.openid(APPID)));
    assert_eq!(attributes["unionid"], json!(unionid));
    assert_eq!(attributes["goauthentik.io/user/sources"], json!(["WeChat"]));
    let steps: Vec<&str> =
        result["steps"].as_array().unwrap().iter().map(|step| step["name"].as_str().unwrap()).collect();
    assert_eq!(steps, ["authorize", "scan", "confirm", "callback", "token", "userinfo", "mapping"]);
    assert!(result["steps"].as_array().unwrap().iter().all(|step| step["state"] == "ok"));

    let authorize = result["steps"][0]["request"]["url"].as_str().unwrap();
    let (base, _) = authorize.split_once("/connect/qrconnect?").unwrap();
    let port: u16 = base.strip_prefix("http://127.0.0.1:").unwrap().parse().unwrap();
    let decoded = read_qr(&home.path("out").join("qr.svg"));
    let uuid = decoded.strip_prefix(&format!("http://127.0.0.1:{port}/connect/confirm?uuid=")).unwrap();
    assert!(
        uuid.len() >= 6 && uuid.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_=".contains(&byte)),
        "{uuid}"
    );

    let transcript: Value =
        serde_json::from_slice(&fs::read(home.path("out").join("transcript.json")).unwrap()).unwrap();
    assert_eq!(transcript, result);
    let blueprint =
        desk_blueprint::read(&fs::read_to_string(home.path("out").join("blueprint.yaml")).unwrap()).unwrap();
    assert!(blueprint.entries.iter().any(|entry| entry.is_of("authentik_sources_oauth.oauthsource")));
    assert!(!home.data().join("source-desk.db").exists(), "a demonstration stores nothing");
}

#[test]
fn without_a_unionid_the_openid_is_the_identifier() {
    let result = rehearse(&["--profile", "no-unionid"]).with_code(0).json();
    let openid = json!(Profile::NoUnionid.openid(APPID));
    assert_eq!(result["outcome"], "ok");
    assert_eq!((&result["identifier"], &result["properties"]["username"]), (&openid, &openid));
    assert_eq!(
        result["properties"]["attributes"]["unionid"],
        Value::Null,
        "a missing value is stored as null"
    );
}

#[test]
fn every_fault_ends_with_exit_code_1_and_is_explained_in_the_persons_language() {
    for fault in Fault::ALL {
        let id = fault.id();
        let explained =
            |language: &str| {
                let result = rehearse(&["--lang", language, "--fault", id]).with_code(1).json();
                let outcome = if *fault == Fault::Denied { "denied" } else { "failed" };
                assert_eq!(result["outcome"], outcome, "{id}");
                assert_eq!(result["identifier"], Value::Null, "{id}");
                let problem = &result["problem"];
                let words = ["message", "why", "fix"].map(|part| problem[part].as_str().unwrap().to_owned());
                assert!(
                    words.iter().all(|text| !text.is_empty() && is_chinese(text) == (language == "zh-CN")
                        || language == "en"),
                    "{words:?}"
                );
                assert!(words[0] != problem["code"], "{id} has words of its own");
                (problem["code"].clone(), words)
            };
        let ((code, english), (same, chinese)) = (explained("en"), explained("zh-CN"));
        assert_eq!(code, same);
        if id.parse::<i32>().is_ok() && id != "500" {
            assert_eq!(code, id);
        }
        assert!(english.iter().zip(&chinese).all(|(english, chinese)| english != chinese), "{id}");
    }
}

#[test]
fn what_went_wrong_is_one_json_document_with_message_and_fix_in_the_persons_language() {
    for (arguments, code, exit) in [
        (&["show", "nowhere"][..], "draft-not-found", 2),
        (&["rehearse", "--demo", "--fault", "nonsense"], "fault-unknown", 2),
        (&["rehearse"], "usage-rehearse", 2),
        (&["nonsense"], "usage-unknown-command", 2),
    ] {
        for language in ["en", "zh-CN"] {
            let home = TempHome::new();
            let document =
                home.run(&[&["--json", "--lang", language], arguments].concat()).with_code(exit).json();
            let problem = &document["problem"];
            assert_eq!(problem["code"], code, "{document}");
            let words = ["message", "fix"].map(|part| problem[part].as_str().unwrap());
            assert!(
                words.iter().all(|text| !text.is_empty() && is_chinese(text) == (language == "zh-CN")),
                "{words:?}"
            );
        }
    }
}
