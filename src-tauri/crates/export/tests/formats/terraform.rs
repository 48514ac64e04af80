//! Terraform, read back by hcl-rs, and laid out as Terraform itself does where there is one.

use std::fs;
use std::process::Command;

use desk_blueprint::SecretStyle;
use desk_export::{Export, Finding, Provided, terraform};
use desk_model::{Draft, Version};
use hcl::eval::{Context, Evaluate as _, FuncArgs, FuncDef, ParamType};
use hcl::{Block, Body, Expression};

use crate::drafts::{canaries, draft, file, mapping, of_every_kind, options, wechat};

/// Reads a file back.
pub fn parsed(export: &Export) -> Body {
    let [file] = export.files.as_slice() else { panic!("one file: {:?}", export.files) };
    hcl::parse(&file.text).unwrap_or_else(|error| panic!("{error}\n{}", file.text))
}

/// Returns the block with a kind and labels.
pub fn block<'a>(body: &'a Body, words: &[&str]) -> &'a Block {
    let mut blocks = body.blocks().filter(|block| {
        let labels = block.labels().iter().map(|label| label.as_str());
        std::iter::once(block.identifier()).chain(labels).eq(words.iter().copied())
    });
    let found = blocks.next().unwrap_or_else(|| panic!("no block {words:?}"));
    assert!(blocks.next().is_none(), "two blocks {words:?}");
    found
}

/// Returns the expression of an attribute.
pub fn expression<'a>(body: &'a Body, name: &str) -> &'a Expression {
    let mut found = body.attributes().filter(|attribute| attribute.key() == name);
    found.next().unwrap_or_else(|| panic!("no attribute {name}")).expr()
}

/// Evaluates an attribute as Terraform would.
pub fn value(body: &Body, name: &str) -> hcl::Value {
    fn chomp(arguments: FuncArgs) -> Result<hcl::Value, String> {
        Ok(arguments[0].as_str().unwrap_or_default().trim_end_matches(['\n', '\r']).into())
    }
    let mut context = Context::new();
    context.declare_func("chomp", FuncDef::builder().param(ParamType::String).build(chomp));
    expression(body, name).evaluate(&context).unwrap()
}

fn written(body: &Body, name: &str) -> String {
    hcl::format::to_string(expression(body, name)).unwrap()
}

fn has(body: &Body, name: &str) -> bool {
    body.attributes().any(|attribute| attribute.key() == name)
}

fn codes(findings: &[Finding]) -> Vec<(&str, &str, &str)> {
    findings.iter().map(|found| (found.code, found.slug.as_str(), found.field.as_str())).collect()
}

const WECHAT: [&str; 3] = ["resource", "authentik_source_oauth", "wechat"];

#[test]
fn a_wechat_source_has_every_attribute_and_its_secret_in_a_sensitive_variable() {
    let mut draft = wechat();
    draft.user_property_mappings.push(mapping("wechat: user", "return {\n    \"a\": f\"${x}\",\n}\n"));
    let export = terraform(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap();
    let body = parsed(&export);
    let source = block(&body, &WECHAT).body();
    for (name, expected) in [
        ("name", "WeChat 微信"),
        ("slug", "wechat"),
        ("provider_type", "wechat"),
        ("consumer_key", "wx0000000000000001"),
        ("additional_scopes", ""),
        ("pkce", "none"),
        ("authorization_code_auth_method", "basic_auth"),
        ("user_matching_mode", "identifier"),
        ("group_matching_mode", "identifier"),
        ("policy_engine_mode", "any"),
        ("user_path_template", "goauthentik.io/sources/%(slug)s"),
    ] {
        assert_eq!(value(source, name), hcl::Value::from(expected), "{name}");
    }
    assert_eq!(value(source, "enabled"), hcl::Value::Bool(true));
    assert_eq!(value(source, "promoted"), hcl::Value::Bool(false));
    assert_eq!(written(source, "consumer_secret"), "var.wechat_consumer_secret");
    assert_eq!(
        written(source, "authentication_flow"),
        "data.authentik_flow.default_source_authentication.id"
    );
    let flow = block(&body, &["data", "authentik_flow", "default_source_enrollment"]).body();
    assert_eq!(value(flow, "slug"), "default-source-enrollment".into());
    let variable = block(&body, &["variable", "wechat_consumer_secret"]).body();
    assert_eq!(value(variable, "sensitive"), hcl::Value::Bool(true));
    assert!(!has(variable, "default"), "Terraform asks for it");
    let made = block(&body, &["resource", "authentik_property_mapping_source_oauth", "wechat__user"]).body();
    assert_eq!(value(made, "expression"), draft.user_property_mappings[0].expression.as_str().into());
    assert!(written(source, "property_mappings").contains("wechat__user.id"));
    assert_eq!(export.findings, []);
    let [needed] = export.needed_secrets.as_slice() else { panic!("one secret") };
    assert_eq!(needed.provided, Provided::Terraform { variable: "TF_VAR_wechat_consumer_secret".to_owned() });
}

#[test]
fn an_app_id_of_digits_stays_a_text() {
    let mut draft = draft("facebook", "facebook");
    draft.set("consumer_key", "0123456789").unwrap();
    let export = terraform(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap();
    assert!(export.files[0].text.contains("= \"0123456789\"\n"), "{}", export.files[0].text);
}

#[test]
fn the_login_page_is_imported_and_only_its_sources_are_ours() {
    let draft = wechat();
    let stage = "default-authentication-identification";
    let export = terraform(&[&draft], &options(file(), canaries(&[&draft]), Some(stage))).unwrap();
    let body = parsed(&export);
    let words = ["resource", "authentik_stage_identification", "login_page"];
    let resource = block(&body, &words).body();
    assert_eq!(value(resource, "name"), stage.into());
    let sources = written(resource, "sources");
    assert!(sources.contains("data.authentik_source.login_page_other"), "the others stay: {sources}");
    assert!(sources.contains("authentik_source_oauth.wechat.uuid"), "{sources}");
    let lifecycle = block(resource, &["lifecycle"]).body();
    assert_eq!(value(lifecycle, "prevent_destroy"), hcl::Value::Bool(true));
    let ignored = written(lifecycle, "ignore_changes");
    assert!(ignored.contains("user_fields") && !ignored.contains("sources"), "{ignored}");
    let import = block(&body, &["import"]).body();
    assert_eq!(written(import, "to"), words[1..].join("."));
    assert_eq!(written(import, "id"), "data.authentik_stage.login_page.id");
    let others = block(&body, &["variable", "login_page_other_sources"]).body();
    assert!(!has(others, "default"), "nobody forgets the other buttons");
    assert_eq!(codes(&export.findings), [("terraform-login-page", "wechat", "")]);
    assert!(export.files[0].text.contains("# note terraform-login-page\n"));
}

#[test]
fn a_source_without_a_button_leaves_the_login_page_alone() {
    let draft = draft("ldap", "ldap");
    let export = terraform(&[&draft], &options(file(), canaries(&[&draft]), Some("stage"))).unwrap();
    assert!(!export.files[0].text.contains("stage_identification"));
}

#[test]
fn what_the_provider_lacks_is_found_and_nothing_else() {
    let mut draft = wechat();
    draft.set("icon", "fa://fa-weixin").unwrap();
    let found = terraform(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap().findings;
    assert_eq!(codes(&found), [("terraform-field", "wechat", "icon")]);
    assert_eq!(found[0].arguments["value"], "fa://fa-weixin");
    for draft in of_every_kind() {
        let mut draft = draft;
        draft.deployment.target =
            if draft.source_type == "azuread" { Version::V2026_5 } else { Version::V2026_8 };
        if draft.source_type == "plex" {
            draft.set("client_id", "x").unwrap();
        }
        let found = terraform(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap().findings;
        assert_eq!(codes(&found), [], "{}", draft.source_type);
    }
}

#[test]
fn what_no_resource_holds_is_a_blueprint_with_the_secret_in_its_context() {
    let mut draft = draft("plex", "plex");
    draft.set("client_id", "client").unwrap();
    draft.user_property_mappings.push(mapping("plex: user", "return {\"a\": \"${b}\"}"));
    let made = options(file(), canaries(&[&draft]), Some("stage"));
    let export = terraform(&[&draft], &made).unwrap();
    let body = parsed(&export);
    let blueprint = block(&body, &["resource", "authentik_blueprint", "plex"]).body();
    let expected = desk_blueprint::write(
        &[&draft],
        &desk_blueprint::Options { secrets: SecretStyle::Context, ..made.blueprint },
    );
    assert_eq!(value(blueprint, "content"), expected.unwrap().text.into());
    assert_eq!(
        written(blueprint, "context").split_whitespace().collect::<String>(),
        "jsonencode({\"plex_plex_token\"=var.plex_plex_token})"
    );
    assert_eq!(codes(&export.findings), [("terraform-blueprint", "plex", "user_property_mappings")]);
    // Beside a resource with a button Terraform owns the list, and the blueprint keeps away from it.
    let wechat = wechat();
    let both = [&wechat, &draft];
    let export = terraform(&both, &options(file(), canaries(&both), Some("stage"))).unwrap();
    assert!(!export.files[0].text.contains("!FindObject"));
    assert!(codes(&export.findings).contains(&("terraform-mixed", "plex", "")));
}

#[test]
fn what_only_authentik_resolves_is_a_variable() {
    let mut draft = wechat();
    let yaml = "!Env [KEY, '${x}']".to_owned();
    draft.values.insert("consumer_key".to_owned(), desk_model::FieldValue::Tagged { yaml });
    let export = terraform(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap();
    let body = parsed(&export);
    assert_eq!(written(block(&body, &WECHAT).body(), "consumer_key"), "var.wechat_consumer_key");
    let variable = block(&body, &["variable", "wechat_consumer_key"]).body();
    assert!(value(variable, "description").as_str().unwrap().contains("${x}"));
    assert_eq!(codes(&export.findings), [("terraform-tag", "wechat", "consumer_key")]);
}

#[test]
fn a_secret_that_only_authentik_resolves_is_needed_even_beside_secrets_in_the_file() {
    let mut tagged = wechat();
    let yaml = "!Env KEY".to_owned();
    tagged.values.insert("consumer_secret".to_owned(), desk_model::FieldValue::Tagged { yaml });
    let other = draft("github", "github");
    let both = [&tagged, &other];
    let export = terraform(&both, &options(SecretStyle::Inline, canaries(&both), None)).unwrap();
    let [needed] = export.needed_secrets.as_slice() else { panic!("one secret") };
    assert_eq!(needed.provided, Provided::Terraform { variable: "TF_VAR_wechat_consumer_secret".to_owned() });
    let text = &export.files[0].text;
    assert!(
        text.contains("# note terraform-inline\n") && text.contains("# note terraform-inline-variables\n")
    );
    let without = terraform(&[&other], &options(SecretStyle::Inline, canaries(&[&other]), None)).unwrap();
    assert_eq!(without.needed_secrets, []);
    assert!(!without.files[0].text.contains("terraform-inline-variables"));
}

#[test]
fn a_certificate_is_found_without_its_private_key() {
    let mut draft = draft("saml", "saml");
    draft.set("signing_kp", "authentik Self-signed Certificate").unwrap();
    let export = terraform(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap();
    let body = parsed(&export);
    let label = "authentik_Self_signed_Certificate";
    let data = block(&body, &["data", "authentik_certificate_key_pair", label]).body();
    assert_eq!(value(data, "fetch_key"), hcl::Value::Bool(false));
    let source = block(&body, &["resource", "authentik_source_saml", "saml"]).body();
    assert_eq!(value(source, "signed_assertion"), hcl::Value::Bool(true), "not the provider's default");
    assert!(has(source, "issuer"), "2026.8 calls it otherwise, the provider does not");
}

#[test]
fn texts_that_terraform_composes_are_named() {
    let mut draft = wechat();
    draft.name = "Cafe\u{301}".to_owned();
    let export = terraform(&[&draft], &options(file(), canaries(&[&draft]), None)).unwrap();
    assert_eq!(codes(&export.findings), [("terraform-normalized", "wechat", "name")]);
}

#[test]
fn the_provider_is_the_one_for_the_version() {
    for version in Version::ALL {
        let mut made = options(file(), Default::default(), None);
        made.blueprint.target = Some(version);
        let export = terraform(&[&wechat()], &made).unwrap();
        let body = parsed(&export);
        let providers = block(block(&body, &["terraform"]).body(), &["required_providers"]).body();
        let expected = format!("~> {version}.0");
        let provider = value(providers, "authentik");
        assert_eq!(provider.as_object().unwrap()["version"], expected.as_str().into());
    }
}

#[test]
fn sources_that_share_a_mapping_or_a_name_share_the_mapping_and_no_name() {
    let (mut one, mut other) = (draft("github", "a-b"), draft("github", "a_b"));
    for draft in [&mut one, &mut other] {
        draft.user_property_mappings.push(mapping("shared", "return {}"));
    }
    let both = [&one, &other];
    let export = terraform(&both, &options(file(), canaries(&both), None)).unwrap();
    let body = parsed(&export);
    for label in ["a_b", "a_b_2"] {
        let source = block(&body, &["resource", "authentik_source_oauth", label]).body();
        assert!(
            written(source, "property_mappings")
                .contains("authentik_property_mapping_source_oauth.shared.id")
        );
    }
    block(&body, &["variable", "a_b_consumer_secret_2"]);
}

/// Terraform's own opinion, on machines that have it.
#[test]
fn terraform_has_nothing_to_reformat() {
    if Command::new("terraform").arg("version").output().is_err() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let drafts: Vec<Draft> = of_every_kind()
        .into_iter()
        .map(|mut draft| {
            draft.user_property_mappings = vec![mapping(&draft.slug, "if a:\n    return {}\n\nreturn None")];
            draft
        })
        .collect();
    let all: Vec<&Draft> = drafts.iter().collect();
    for (name, style) in [("file.tf", file()), ("inline.tf", SecretStyle::Inline)] {
        let export = terraform(&all, &options(style, canaries(&all), Some("stage"))).unwrap();
        fs::write(folder.path().join(name), &export.files[0].text).unwrap();
    }
    let check = Command::new("terraform")
        .args(["fmt", "-check", "-diff"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&check.stdout);
    assert!(check.status.success(), "{said}\n{}", String::from_utf8_lossy(&check.stderr));
}

#[test]
fn every_kind_reads_back() {
    for draft in of_every_kind() {
        for style in [file(), SecretStyle::Env, SecretStyle::Context, SecretStyle::Inline] {
            let export = terraform(&[&draft], &options(style, canaries(&[&draft]), Some("a stage"))).unwrap();
            parsed(&export);
        }
    }
}
