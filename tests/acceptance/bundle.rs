//! Drafts shared as a bundle, through the use cases and through the real program.
#![cfg(test)]

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

use desk_app::{
    BundleOpened, BundleOpener, BundleProtection, BundleWants, Desk, Draft, DraftId, ImportAction,
    ImportChoice, ImportPreview, ImportStanding, Locale, MappingList, Problem, Protocol, Secret,
    SecretStanding, StepStatus, WhySkipped,
};
use desk_test_support::{TempHome, TestHost, end};
use serde_json::{Value, json};

const SECRET: &str = "0123456789abcdef0123456789abcdef";
const PASSPHRASE: &str = "correct horse battery staple";
const RECIPIENT: &str = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
const IDENTITY: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

fn desk(folder: &Path, name: &str, seed: u64) -> Desk {
    let host = TestHost::new(folder.join(name), Locale::En).seeded(seed).saving_to(folder.join("saved"));
    Desk::new(Arc::new(host))
}

/// A draft with everything that a draft can have, and its secret.
fn full(desk: &Desk) -> Draft {
    let mut draft = desk.create_draft("wechat", "公司微信", "wechat").unwrap().draft;
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    draft.set("authentik_host", "auth.example.com").unwrap();
    draft.kept.after = vec!["model: authentik_flows.flow\nidentifiers: {slug: mine}".to_owned()];
    let draft = desk.save_draft(&draft, 1).unwrap().draft;
    desk.set_step(&draft.id, "review", StepStatus::Done, Some("No. 1207")).unwrap();
    desk.create_mapping(Protocol::OAuth, "nickname", "return {\"name\": info.get(\"nickname\")}").unwrap();
    desk.assign_mapping(&draft.id, "nickname", MappingList::User).unwrap();
    desk.set_secret(&draft.id, "consumer_secret", Secret::new(SECRET.to_owned())).unwrap();
    desk.show_draft(&draft.id).unwrap().draft
}

fn passphrase(text: &str) -> BundleProtection {
    BundleProtection::Passphrase(Secret::new(text.to_owned()))
}

fn opened(desk: &Desk, path: &Path) -> ImportPreview {
    match desk.open_bundle(path).unwrap() {
        BundleOpened::Read(preview) => preview,
        BundleOpened::Locked(locked) => panic!("{locked:?}"),
    }
}

fn locked(desk: &Desk, path: &Path) -> (String, BundleWants) {
    match desk.open_bundle(path).unwrap() {
        BundleOpened::Locked(locked) => (locked.bundle, locked.wants),
        BundleOpened::Read(preview) => panic!("{preview:?}"),
    }
}

fn code<T: std::fmt::Debug>(result: Result<T, Problem>) -> String {
    result.unwrap_err().code
}

fn n_drafts(desk: &Desk) -> usize {
    desk.list_drafts(None, None).unwrap().drafts.len()
}

#[test]
fn a_redacted_bundle_brings_a_draft_over_whole_but_for_its_secret() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (desk(folder.path(), "here", 1), desk(folder.path(), "there", 2));
    let draft = full(&here);
    let path = folder.path().join("w.json");
    let view = here.preview_bundle(std::slice::from_ref(&draft.id)).unwrap();
    assert_eq!(
        (view.file_name.as_str(), view.sources[0].secrets.as_slice()),
        ("wechat.bundle.json", &["consumer_secret".to_owned()][..])
    );
    let made = here.create_bundle(&path, std::slice::from_ref(&draft.id), None).unwrap();
    assert!(made.sources[0].secrets.is_empty());
    let text = fs::read_to_string(&path).unwrap();
    assert!(!text.contains(SECRET) && !text.contains(folder.path().to_str().unwrap()), "{text}");

    let preview = opened(&there, &path);
    let origin = preview.bundle.as_ref().unwrap();
    assert!(origin.made_by.starts_with("Source Desk ") && !origin.was_encrypted);
    let source = &preview.files[0].sources[0];
    assert_eq!((source.standing, source.action), (ImportStanding::New, ImportAction::Create));
    assert_eq!(source.mappings, ["nickname"]);
    assert_eq!((source.n_kept, preview.files[0].kept[0].name.as_str()), (1, "mine"));
    assert_eq!(n_drafts(&there), 0, "a preview stores nothing");

    let result = there.import(&preview.reading, &[]).unwrap();
    assert!(result.is_bundle && result.imported[0].secrets.is_empty());
    let view = there.find_draft("wechat").unwrap();
    assert_eq!(view.draft, draft);
    assert_eq!(view.secrets[0].standing, SecretStanding::NotSet);
    // The same bundle again is known by what it says, the identity included.
    let again = opened(&there, &path);
    assert_eq!(again.files[0].sources[0].standing, ImportStanding::Same);
    assert_eq!(there.undo().unwrap().unwrap().change, "created");
    assert_eq!(n_drafts(&there), 0);
}

#[cfg(unix)]
#[test]
fn a_bundle_is_for_its_owner_only_and_takes_no_others_place() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), "here", 1);
    let ids = [full(&desk).id];
    let path = folder.path().join("w.json");
    desk.create_bundle(&path, &ids, None).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let before = fs::read(&path).unwrap();
    assert_eq!(code(desk.create_bundle(&path, &ids, None)), "file-exists");
    assert_eq!(fs::read(&path).unwrap(), before);
    // A link that leads nowhere is not followed either.
    let link = folder.path().join("link");
    std::os::unix::fs::symlink(folder.path().join("elsewhere"), &link).unwrap();
    assert_eq!(code(desk.create_bundle(&link, &ids, None)), "file-exists");
    assert!(!folder.path().join("elsewhere").exists());
}

#[test]
fn secrets_go_along_encrypted_and_open_with_passphrase_or_identity() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (desk(folder.path(), "here", 1), desk(folder.path(), "there", 2));
    let ids = [full(&here).id];
    let path = folder.path().join("w.age");
    assert_eq!(code(here.create_bundle(&path, &ids, Some(&passphrase("short")))), "bundle-passphrase-weak");
    let nobody = BundleProtection::Recipients(vec!["age1nobody".to_owned()]);
    assert_eq!(code(here.create_bundle(&path, &ids, Some(&nobody))), "bundle-recipient-invalid");
    assert!(!path.exists());
    let made = here.create_bundle(&path, &ids, Some(&passphrase(PASSPHRASE))).unwrap();
    assert_eq!(made.sources[0].secrets, ["consumer_secret"]);
    let bytes = fs::read(&path).unwrap();
    assert!(!String::from_utf8_lossy(&bytes).contains("wechat"), "all of it is encrypted");

    let (bundle, wants) = locked(&there, &path);
    assert_eq!(wants, BundleWants::Passphrase);
    let wrong = BundleOpener::Passphrase(Secret::new("another passphrase".to_owned()));
    assert_eq!(code(there.unlock_bundle(&bundle, &wrong)), "bundle-wrong-passphrase");
    let right = BundleOpener::Passphrase(Secret::new(PASSPHRASE.to_owned()));
    let preview = there.unlock_bundle(&bundle, &right).unwrap();
    assert_eq!(preview.files[0].sources[0].secrets, ["consumer_secret"]);
    assert_eq!(code(there.unlock_bundle(&bundle, &right)), "bundle-gone");
    there.import(&preview.reading, &[]).unwrap();
    assert_eq!(there.find_draft("wechat").unwrap().secrets[0].standing, SecretStanding::Memory);

    let path = folder.path().join("r.age");
    let recipients = BundleProtection::Recipients(vec![RECIPIENT.to_owned()]);
    here.create_bundle(&path, &ids, Some(&recipients)).unwrap();
    let (bundle, wants) = locked(&there, &path);
    assert_eq!(wants, BundleWants::Identity);
    assert_eq!(code(there.unlock_bundle(&bundle, &right)), "bundle-wrong-identity");
    let nonsense = BundleOpener::Identity(Secret::new("nonsense".to_owned()));
    assert_eq!(code(there.unlock_bundle(&bundle, &nonsense)), "bundle-identity-invalid");
    let identity = BundleOpener::Identity(Secret::new(IDENTITY.to_owned()));
    assert!(there.unlock_bundle(&bundle, &identity).unwrap().bundle.unwrap().was_encrypted);
}

#[test]
fn without_a_secret_at_hand_there_is_nothing_to_encrypt() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), "here", 1);
    let id = desk.create_draft("wechat", "W", "w").unwrap().draft.id;
    let path = folder.path().join("w.age");
    assert_eq!(code(desk.create_bundle(&path, &[id], Some(&passphrase(PASSPHRASE)))), "bundle-no-secrets");
    assert_eq!(code(desk.create_bundle(&path, &[], None)), "bundle-nothing");
    assert!(!path.exists());
}

#[test]
fn a_draft_that_is_there_differs_or_keeps_its_identity() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (desk(folder.path(), "here", 1), desk(folder.path(), "there", 2));
    let draft = full(&here);
    let path = folder.path().join("w.json");
    here.create_bundle(&path, std::slice::from_ref(&draft.id), None).unwrap();
    let mine = there.create_draft("wechat", "Mine", "wechat").unwrap().draft;
    there.set_secret(&mine.id, "consumer_secret", Secret::new("mine".to_owned())).unwrap();

    let preview = opened(&there, &path);
    let source = &preview.files[0].sources[0];
    assert_eq!((source.standing, source.action), (ImportStanding::Differs, ImportAction::Skip));
    for field in ["name", "authentik_host", "checklist", "user_property_mappings", "kept"] {
        assert!(source.differences.iter().any(|known| known == field), "{field}: {:?}", source.differences);
    }
    let skipped = there.import(&preview.reading, &[]).unwrap().skipped;
    assert_eq!(skipped[0].why, WhySkipped::SlugTaken);

    let choose = |action| {
        let preview = opened(&there, &path);
        let choice = ImportChoice { key: preview.files[0].sources[0].key.clone(), action };
        there.import(&preview.reading, &[choice]).unwrap()
    };
    choose(ImportAction::Replace);
    let replaced = there.find_draft("wechat").unwrap();
    assert_eq!(replaced.draft, Draft { id: mine.id, ..draft.clone() });
    assert_eq!(
        replaced.secrets[0].standing,
        SecretStanding::Memory,
        "a redacted bundle takes no secret away"
    );
    choose(ImportAction::Copy);
    assert_eq!(there.find_draft("wechat-2").unwrap().draft.id, draft.id);
    // Where it came from its identity is taken.
    let back = opened(&here, &path);
    assert_ne!(back.files[0].sources[0].key, draft.id.0);
}

#[test]
fn a_mapping_whose_name_means_something_else_here_is_told_before() {
    let folder = tempfile::tempdir().unwrap();
    let (here, there) = (desk(folder.path(), "here", 1), desk(folder.path(), "there", 2));
    let ids = [full(&here).id];
    let path = folder.path().join("w.json");
    here.create_bundle(&path, &ids, None).unwrap();
    there.create_mapping(Protocol::OAuth, "nickname", "return {}").unwrap();
    let preview = opened(&there, &path);
    let source = &preview.files[0].sources[0];
    assert_eq!(source.problem.as_ref().unwrap().code, "mapping-differs");
    assert_eq!(source.action, ImportAction::Skip);
}

/// Makes a bundle of documents that nobody here wrote; its digest is right, as anybody can compute it.
fn forged(folder: &Path, drafts: Value) -> std::path::PathBuf {
    let mut document = json!({ "kind": "source-desk-bundle", "format": 1, "made_by": "x", "made_at": "y", "drafts": drafts });
    let digest = desk_vault::digest(&serde_json::to_vec(&document).unwrap());
    document["digest"] = json!(digest);
    let path = folder.join("forged.json");
    fs::write(&path, document.to_string()).unwrap();
    path
}

#[test]
fn a_hostile_draft_is_left_out_with_its_reason_and_takes_nothing_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path(), "here", 1);
    let draft = |change: &dyn Fn(&mut Value)| {
        let id = DraftId("00000000-0000-4000-8000-000000000001".to_owned());
        let mut document = serde_json::to_value(Draft::new(id, "wechat", "W", "w").unwrap()).unwrap();
        change(&mut document);
        document
    };
    let path = forged(
        folder.path(),
        json!([
            draft(&|draft| draft["values"]["consumer_secret"] = json!(SECRET)),
            draft(&|draft| draft["type"] = json!("nonsense")),
            draft(&|draft| draft["kept"] = json!({ "before": ["{a: b"] })),
            draft(&|draft| draft["kept"] =
                json!({ "after": [format!("model: x\nattrs: {{password: {SECRET}}}")] })),
            draft(&|draft| draft["schema"] = json!(99)),
            draft(&|draft| draft["id"] = json!("../../etc/passwd")),
            draft(&|draft| draft["slug"] = json!("../../etc/passwd")),
            draft(&|_| ()),
        ]),
    );
    let preview = opened(&desk, &path);
    let refused: Vec<&str> =
        preview.files[0].left_out.iter().map(|left| left.problem.as_ref().unwrap().code.as_str()).collect();
    assert_eq!(
        refused,
        [
            "field-is-secret",
            "type-unknown",
            "bundle-draft-unsound",
            "bundle-draft-unsound",
            "draft-unreadable"
        ]
    );
    let sources = &preview.files[0].sources;
    assert_eq!(sources[1].standing, ImportStanding::InvalidSlug);
    let keys: std::collections::BTreeSet<&str> = sources.iter().map(|source| source.key.as_str()).collect();
    assert_eq!(keys.len(), 3);
    assert!(keys.iter().all(|key| key.len() == 36), "each has an identity of its own: {keys:?}");
    let result = desk.import(&preview.reading, &[]).unwrap();
    assert_eq!((result.imported.len(), result.skipped.len()), (1, 7));
    assert!(!serde_json::to_string(&result).unwrap().contains(SECRET));
}

#[test]
fn the_program_shares_redacted_and_asks_twice_before_a_secret_leaves() {
    let home = TempHome::new();
    let new = ["new", "wechat", "--name", "W", "--slug", "w", "--set", "consumer_key=wx0000000000000001"];
    home.run(&new).with_code(0);
    let secret = ["--with-secrets", "--secret", "consumer_secret=env:SECRET"];
    let run = |arguments: &[&str]| {
        end(home
            .source_desk()
            .args(arguments)
            .env("SECRET", SECRET)
            .env("SOURCE_DESK_BUNDLE_PASSPHRASE", PASSPHRASE))
    };
    let create = ["--json", "bundle", "create", "w.age", "w"];
    let problem = run(&[&create[..], &secret].concat()).with_code(2).json();
    assert_eq!(problem["problem"]["code"], "usage-bundle-confirm");
    assert!(!home.path("w.age").exists());
    let made = run(&[&create[..], &secret, &["--yes"]].concat()).with_code(0).json();
    assert_eq!(made["sources"][0]["secrets"][0], "consumer_secret");
    let opened = run(&["--json", "bundle", "open", "w.age"]).with_code(0).json();
    assert_eq!((&opened["dry_run"], &opened["bundle"]["was_encrypted"]), (&json!(true), &json!(true)));
    let problem = end(home.source_desk().args(["--json", "bundle", "open", "w.age"])).with_code(2).json();
    assert_eq!(problem["problem"]["code"], "usage-bundle-passphrase");
    home.run(&["delete", "w"]).with_code(0);
    let imported = run(&["--json", "bundle", "open", "w.age", "--import"]).with_code(0).json();
    assert_eq!(imported["imported"][0]["slug"], "w");
    assert_eq!(imported["imported"][0]["secrets"][0], "consumer_secret");
}

#[test]
fn stock_age_opens_a_bundle_and_finds_the_document_in_it() {
    let home = TempHome::new();
    home.run(&["new", "wechat", "--name", "W", "--slug", "w"]).with_code(0);
    let create = ["bundle", "create", "w.age", "w", "--with-secrets", "--yes", "--recipient", RECIPIENT];
    let secret = ["--secret", "consumer_secret=env:SECRET"];
    end(home.source_desk().args(create).args(secret).env("SECRET", SECRET)).with_code(0);
    fs::write(home.path("key.txt"), IDENTITY).unwrap();
    let opened =
        end(home.source_desk().args(["bundle", "open", "w.age", "--identity", "key.txt"])).with_code(0);
    assert!(!opened.stdout.contains(SECRET));
    let age = Command::new("age")
        .args(["--decrypt", "--identity"])
        .arg(home.path("key.txt"))
        .arg(home.path("w.age"))
        .output();
    // `cargo xtask setup` installs it; elsewhere the crate's own tests are all there is.
    let Ok(age) = age else { return };
    assert!(age.status.success(), "{}", String::from_utf8_lossy(&age.stderr));
    let document: Value = serde_json::from_slice(&age.stdout).unwrap();
    assert_eq!(document["secrets"][0]["secret"], SECRET);
}
