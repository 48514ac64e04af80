//! Blueprints into drafts, through the use cases and through the real program.
#![cfg(test)]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use desk_app::messages::find;
use desk_app::{
    Desk, ExportFormat, ExportRequest, ImportAction, ImportChoice, ImportFile, ImportPreview, ImportStanding,
    Locale, Secret, SecretStanding, SecretStyle, StepStatus, Version, WhySkipped, catalogue,
};
use desk_test_support::{TempHome, TestHost, end};
use serde_json::Value;

const SECRET: &str = "0123456789abcdef0123456789abcdef";

fn desk(folder: &Path) -> Desk {
    let host = TestHost::new(folder.join("home"), Locale::En).opening_from(folder.join("open"));
    Desk::new(Arc::new(host))
}

fn read(desk: &Desk, files: &[(&str, &str)]) -> ImportPreview {
    let file =
        |(name, text): &(&str, &str)| ImportFile { name: (*name).to_owned(), text: Ok((*text).to_owned()) };
    desk.read_imports(files.iter().map(file).collect(), Version::default()).unwrap()
}

fn choose(preview: &ImportPreview, source: usize, action: ImportAction) -> ImportChoice {
    ImportChoice { key: preview.files[0].sources[source].key.clone(), action }
}

fn slugs(desk: &Desk) -> Vec<String> {
    let mut slugs: Vec<String> =
        desk.list_drafts(None, None).unwrap().drafts.into_iter().map(|draft| draft.slug).collect();
    slugs.sort();
    slugs
}

const WECHAT: &str = "\
version: 1
entries:
  - model: authentik_flows.flow
    id: my-flow
    identifiers: {slug: my-flow}
    attrs: {name: Mine, title: Mine, designation: enrollment}
  - model: authentik_sources_oauth.oauthsource
    identifiers: {slug: wechat}
    attrs:
      name: 微信
      provider_type: wechat
      consumer_key: !Env WECHAT_APPID
      consumer_secret: 0123456789abcdef0123456789abcdef
      enrollment_flow: !KeyOf my-flow
  - model: authentik_stages_identification.identificationstage
    identifiers: {name: mine}
    attrs: {sources: [!KeyOf wechat]}
";

#[test]
fn a_preview_changes_nothing_and_an_import_does_what_it_said() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let preview = read(&desk, &[("a.yaml", WECHAT)]);
    assert_eq!(slugs(&desk), Vec::<String>::new());
    let source = &preview.files[0].sources[0];
    assert_eq!((source.standing, source.action), (ImportStanding::New, ImportAction::Create));
    assert_eq!(source.secrets, ["consumer_secret"]);
    assert_eq!(source.not_judged, ["consumer_key", "enrollment_flow"]);
    assert_eq!((source.entry, source.n_kept), (2, 2));
    let foreseen = preview.foresee(&[]);
    let result = desk.import(&preview.reading, &[]).unwrap();
    assert_eq!(result, foreseen);
    assert_eq!(
        result.kept.iter().map(|kept| (kept.entry, kept.slug.as_str())).collect::<Vec<_>>(),
        [(1, "wechat"), (3, "wechat")]
    );
    let view = desk.find_draft("wechat").unwrap();
    assert_eq!((view.secrets[0].standing, view.secrets[0].n_characters), (SecretStanding::Memory, 32));
    assert!(!serde_json::to_string(&view).unwrap().contains(SECRET));
    assert_eq!(desk.import(&preview.reading, &[]).unwrap_err().code, "import-gone");
}

#[test]
fn without_a_vault_a_secret_of_a_file_is_in_memory_only() {
    let folder = tempfile::tempdir().unwrap();
    let first = desk(folder.path());
    first.import(&read(&first, &[("a.yaml", WECHAT)]).reading, &[]).unwrap();
    drop(first);
    let view = desk(folder.path()).find_draft("wechat").unwrap();
    assert_eq!(view.secrets[0].standing, SecretStanding::NotSet);
    let mut n_files = 0;
    for entry in fs::read_dir(folder.path().join("home")).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            let bytes = fs::read(&path).unwrap();
            assert!(!bytes.windows(SECRET.len()).any(|window| window == SECRET.as_bytes()), "{path:?}");
            n_files += 1;
        }
    }
    assert!(n_files > 0);
}

#[test]
fn a_draft_that_says_the_same_is_left_alone_and_one_that_differs_waits_for_a_choice() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    desk.import(&read(&desk, &[("a.yaml", WECHAT)]).reading, &[]).unwrap();
    let again = read(&desk, &[("a.yaml", WECHAT)]);
    assert_eq!(again.files[0].sources[0].standing, ImportStanding::Same);
    let result = desk.import(&again.reading, &[]).unwrap();
    assert_eq!(result.skipped.iter().map(|one| one.why).collect::<Vec<_>>(), [WhySkipped::Same]);
    let mut view = desk.find_draft("wechat").unwrap();
    view.draft.name = "Mine".to_owned();
    view.draft.deployment.authentik_host = "auth.example.com".to_owned();
    desk.save_draft(&view.draft, view.revision).unwrap();
    let preview = read(&desk, &[("a.yaml", WECHAT)]);
    let source = &preview.files[0].sources[0];
    assert_eq!((source.standing, source.action), (ImportStanding::Differs, ImportAction::Skip));
    assert_eq!(source.differences, ["name"]);
    let result = desk.import(&preview.reading, &[]).unwrap();
    assert_eq!(
        result.skipped.iter().map(|one| one.why).collect::<Vec<_>>(),
        [WhySkipped::SlugTaken, WhySkipped::WithItsSource, WhySkipped::WithItsSource]
    );
    assert_eq!(desk.find_draft("wechat").unwrap().draft.name, "Mine");
}

#[test]
fn replacing_keeps_who_the_draft_is_and_is_one_step_to_undo() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let mut view = desk.create_draft("wechat", "Mine", "wechat").unwrap();
    view.draft.deployment.authentik_host = "auth.example.com".to_owned();
    let saved = desk.save_draft(&view.draft, view.revision).unwrap();
    let before = desk.set_step(&saved.draft.id, "review", StepStatus::Done, Some("1207")).unwrap();
    let preview = read(&desk, &[("a.yaml", WECHAT)]);
    let choice = choose(&preview, 0, ImportAction::Replace);
    let result = desk.import(&preview.reading, &[choice]).unwrap();
    assert_eq!(result.imported[0].id, before.draft.id.0);
    let after = desk.show_draft(&before.draft.id).unwrap().draft;
    assert_eq!((after.name.as_str(), after.deployment.authentik_host.as_str()), ("微信", "auth.example.com"));
    assert_eq!(after.checklist, before.draft.checklist);
    desk.undo().unwrap().unwrap();
    assert_eq!(desk.show_draft(&before.draft.id).unwrap().draft, before.draft);
}

#[test]
fn a_copy_gets_a_free_slug_and_what_stays_with_it_still_finds_it() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    desk.create_draft("wechat", "Mine", "wechat").unwrap();
    let preview = read(&desk, &[("a.yaml", WECHAT)]);
    let choice = choose(&preview, 0, ImportAction::Copy);
    let result = desk.import(&preview.reading, &[choice]).unwrap();
    assert_eq!(result.imported[0].slug, "wechat-2");
    assert_eq!(result.kept[0].slug, "wechat-2");
    assert_eq!(slugs(&desk), ["wechat", "wechat-2"]);
    let draft = desk.find_draft("wechat-2").unwrap().draft;
    assert_eq!(draft.kept.id.as_deref(), Some("wechat"));
}

#[test]
fn of_two_sources_with_one_slug_the_second_waits_for_a_choice() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let twice = "version: 1\nentries:\n- model: authentik_sources_scim.scimsource\n  identifiers: {slug: a}\n  attrs: {name: One}\n- model: authentik_sources_scim.scimsource\n  identifiers: {slug: a}\n  attrs: {name: Two}\n";
    let preview = read(&desk, &[("a.yaml", twice)]);
    let standings: Vec<_> = preview.files[0].sources.iter().map(|source| source.standing).collect();
    assert_eq!(standings, [ImportStanding::New, ImportStanding::Repeated]);
    let result = desk.import(&preview.reading, &[]).unwrap();
    assert_eq!(result.imported.len(), 1);
    assert_eq!(result.skipped[0].why, WhySkipped::SlugTaken);
    assert_eq!(desk.find_draft("a").unwrap().draft.name, "One");
}

#[test]
fn what_is_in_no_draft_is_named_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let text = "\
version: 1
context: {key: value}
entries:
  - model: authentik_sources_oauth.oauthsource
    state: absent
    identifiers: {slug: gone}
    attrs: {provider_type: wechat}
  - model: authentik_sources_oauth.oauthsource
    identifiers: {slug: no-type}
  - model: authentik_sources_scim.scimsource
    identifiers: {slug: !Env SLUG}
  - model: authentik_stages_email.emailstage
    identifiers: {name: mail}
    attrs: {password: canary-in-plain-text}
  - model: authentik_sources_scim.scimsource
    identifiers: {slug: not a slug}
    attrs: {name: Odd}
  - model: authentik_sources_scim.scimsource
    identifiers: {slug: fine}
    attrs: {name: Fine}
";
    let preview = read(&desk, &[("a.yaml", text)]);
    let result = desk.import(&preview.reading, &[]).unwrap();
    let whys: Vec<_> = result.skipped.iter().map(|one| (one.entry, one.why)).collect();
    assert_eq!(
        whys,
        [
            (None, WhySkipped::Head),
            (Some(1), WhySkipped::Deletes),
            (Some(2), WhySkipped::NoType),
            (Some(3), WhySkipped::NoSlug),
            (Some(4), WhySkipped::PlainSecret),
            (Some(5), WhySkipped::InvalidSlug),
        ]
    );
    assert!(!serde_json::to_string(&result).unwrap().contains("canary"));
    assert_eq!(slugs(&desk), ["fine"]);
    let nothing = read(&desk, &[("b.yaml", "version: 1\nentries: [{model: a.b, identifiers: {name: x}}]\n")]);
    assert_eq!(nothing.files[0].left_out[0].why, WhySkipped::NoSource);
}

#[test]
fn every_reason_has_words_in_every_language() {
    for locale in Locale::ALL {
        for why in WhySkipped::WITH_WORDS {
            assert!(find(locale, &format!("import-why-{}", why.id()), []).is_some(), "{}", why.id());
        }
    }
}

#[test]
fn a_broken_file_does_not_stop_the_others() {
    let folder = tempfile::tempdir().unwrap();
    let open = folder.path().join("open");
    fs::create_dir(&open).unwrap();
    let deep = format!("a: {}", "[".repeat(200));
    for (name, bytes) in [
        ("1-wechat.yaml", WECHAT.as_bytes()),
        ("2-yaml.yaml", b"version: 1\nentries:\n  - {a: b\n"),
        ("3-latin.yaml", b"version: 1\nentries: []\n# \xe9\n"),
        ("4-deep.yaml", deep.as_bytes()),
        ("5-shape.yaml", b"version: 2\n"),
        ("6-bomb.yml", b"a: &a [x,x]\nb: &b [*a,*a]\nversion: 1\nentries: 3\n"),
    ] {
        fs::write(open.join(name), bytes).unwrap();
    }
    // Larger than is read, and cut in the middle of a character.
    fs::write(open.join("7-large.yaml"), format!("#{}", "微".repeat(3 * 1024 * 1024))).unwrap();
    let desk = desk(folder.path());
    let preview = desk.choose_imports().unwrap().unwrap();
    let codes: Vec<_> =
        preview.files.iter().map(|file| file.problem.as_ref().map(|problem| problem.code.as_str())).collect();
    assert_eq!(
        codes,
        [
            None,
            Some("import-not-yaml"),
            Some("import-not-text"),
            Some("import-too-deep"),
            Some("import-not-a-blueprint"),
            Some("import-not-a-blueprint"),
            Some("import-too-large"),
        ]
    );
    let problem = preview.files[1].problem.as_ref().unwrap();
    assert!(problem.arguments["line"].parse::<u32>().unwrap() >= 3, "{problem:?}");
    let result = desk.import(&preview.reading, &[]).unwrap();
    assert_eq!((result.imported.len(), result.skipped.len()), (1, 6));
}

#[test]
fn a_closed_dialog_is_no_error() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(desk(folder.path()).choose_imports().unwrap(), None);
}

/// A text for each field of a kind that its form takes.
fn sample(field: &catalogue::Field) -> Option<String> {
    use catalogue::FieldKind;
    Some(match field.kind {
        FieldKind::Secret | FieldKind::Mappings => return None,
        // What is synchronised needs property mappings, without which authentik refuses the source.
        FieldKind::Switch if field.name.starts_with("sync_") => "false".to_owned(),
        FieldKind::Switch => "true".to_owned(),
        FieldKind::Select(choices) | FieldKind::Radio(choices) => (*choices.last()?).to_owned(),
        FieldKind::Url => "https://idp.example.com/path?a=1&b=%20".to_owned(),
        FieldKind::Code(catalogue::Language::Json) => "{\n  \"keys\": []\n}".to_owned(),
        FieldKind::Code(_) => "[libdefaults]\n  a = \"b\"\n".to_owned(),
        FieldKind::List => "one, two".to_owned(),
        FieldKind::Icon => "fa://fa-key".to_owned(),
        FieldKind::Slug => return None,
        _ if field.name == "consumer_key" => "wx0000000000000001".to_owned(),
        _ if field.name == "server_uri" => "ldaps://ldap.example.com".to_owned(),
        _ if field.name == "user_path_template" => "goauthentik.io/sources/%(slug)s".to_owned(),
        _ if field.name == "temporary_user_delete_after" => "days=1".to_owned(),
        _ => format!("微信: #{}", field.name),
    })
}

#[test]
fn every_kind_comes_back_equal_through_the_real_program() {
    let home = TempHome::new();
    for kind in catalogue::all() {
        let mut arguments: Vec<String> =
            ["new", kind.id, "--name", "微信 \"x\"", "--slug", kind.id].map(str::to_owned).to_vec();
        for field in kind.fields_of(catalogue::Version::V2026_5).filter(|field| field.name != "name") {
            if let Some(text) = sample(field) {
                arguments.extend(["--set".to_owned(), format!("{}={text}", field.name)]);
            }
        }
        end(home.source_desk().args(&arguments)).with_code(0);
        let show = |folder: &str| {
            let mut command = home.program("source-desk");
            command.args(["--json", "--home"]).arg(home.path(folder)).args(["show", kind.id]);
            let mut shown: Value = serde_json::from_str(&end(&mut command).with_code(0).stdout).unwrap();
            for unknown in ["id", "deployment", "revision", "updated_at", "findings"] {
                shown.as_object_mut().unwrap().remove(unknown);
            }
            shown
        };
        let file = home.path(&format!("{}.yaml", kind.id));
        let mut export = home.source_desk();
        end(export.args(["export", kind.id, "--format", "blueprint", "--out"]).arg(&file)).with_code(0);
        let mut import = home.program("source-desk");
        import.args(["--json", "--home"]).arg(home.path("other")).arg("import").arg(&file);
        let document: Value = serde_json::from_str(&end(&mut import).with_code(0).stdout).unwrap();
        assert_eq!(document["imported"][0]["slug"], kind.id);
        assert_eq!(show("other"), show("home"), "{}", kind.id);
    }
}

#[test]
fn a_secret_that_stood_in_a_file_can_be_exported_again_without_being_typed() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let plain = WECHAT.replace("!Env WECHAT_APPID", "wx0000000000000001");
    desk.import(&read(&desk, &[("a.yaml", &plain)]).reading, &[]).unwrap();
    let id = desk.find_draft("wechat").unwrap().draft.id;
    let request = ExportRequest {
        format: ExportFormat::Blueprint,
        secrets: SecretStyle::Inline,
        login_page: None,
        source_stage: None,
        target: None,
    };
    assert!(desk.export_blueprint(std::slice::from_ref(&id), &request).unwrap().text.contains(SECRET));
    desk.set_secret(&id, "consumer_secret", Secret::new("f".repeat(32))).unwrap();
}

#[test]
fn a_source_whose_mapping_is_another_one_here_is_foreseen_to_be_skipped_and_is_a_finding() {
    let home = TempHome::new();
    let text = |expression: &str| {
        format!(
            "entries:\n- {{model: authentik_sources_oauth.oauthsourcepropertymapping, id: m, identifiers: {{name: m}}, attrs: {{expression: '{expression}'}}}}\n- model: authentik_sources_oauth.oauthsource\n  identifiers: {{slug: s}}\n  attrs: {{name: S, provider_type: github, user_property_mappings: [!KeyOf m]}}\n"
        )
    };
    std::fs::write(home.path("a.yaml"), text("return {}")).unwrap();
    home.run(&["import", "a.yaml"]).with_code(0);
    std::fs::write(home.path("b.yaml"), text("return 1")).unwrap();
    std::fs::write(home.path("c.yaml"), text("return 1").replace("slug: s", "slug: t")).unwrap();
    for arguments in [
        &["import", "c.yaml", "--dry-run"][..],
        &["import", "c.yaml"],
        &["import", "b.yaml", "--existing", "replace", "--dry-run"][..],
        &["import", "b.yaml", "--existing", "replace"],
    ] {
        let document = home.run(&[&["--json"], arguments].concat()).with_code(1).json();
        assert_eq!(document["imported"], serde_json::json!([]), "{document}");
        assert_eq!(document["skipped"][0]["problem"]["code"], "mapping-differs", "{document}");
    }
}

#[test]
fn before_several_sources_are_imported_a_backup_is_made_of_what_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let desk = desk(folder.path());
    let n_backups = || desk.backups().unwrap().backups.len();
    let second = WECHAT.replace("slug: wechat", "slug: shop");
    let preview = read(&desk, &[("one.yaml", WECHAT), ("two.yaml", &second)]);
    desk.import(&preview.reading, &[]).unwrap();
    assert_eq!(n_backups(), 0, "there was nothing to lose");
    let preview = read(&desk, &[("one.yaml", WECHAT)]);
    desk.import(&preview.reading, &[]).unwrap();
    assert_eq!(n_backups(), 0, "one source is one step back");
    let preview = read(&desk, &[("one.yaml", WECHAT), ("two.yaml", &second)]);
    desk.import(&preview.reading, &[]).unwrap();
    let backups = desk.backups().unwrap().backups;
    assert_eq!((backups.len(), backups[0].n_drafts), (1, Some(2)));
}
