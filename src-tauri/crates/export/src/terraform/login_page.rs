//! The identification stage in Terraform, which then owns its whole list of sources.

use desk_model::Version;

use super::hcl::{Body, Expression};
use crate::export::{Note, Options};

/// What the stage has besides its sources, which shall stay as it is on the server.
const OTHERS: [&str; 12] = [
    "user_fields",
    "password_stage",
    "captcha_stage",
    "webauthn_stage",
    "case_insensitive_matching",
    "show_matched_user",
    "pretend_user_exists",
    "show_source_labels",
    "enable_remember_me",
    "enrollment_flow",
    "recovery_flow",
    "passwordless_flow",
];
/// The attribute of [`OTHERS`] that the provider for 2025.12 does not have.
const SINCE_2026: &str = "webauthn_stage";

/// Adds the stage with our sources among those that are there: a variable for the others, because Terraform cannot add
/// to a list; an import, because the stage exists; and a guard, because without it `terraform destroy` would take the
/// login page away.
pub(crate) fn login_page(
    file: &mut Body,
    stage: &str,
    uuids: Vec<String>,
    version: Version,
    options: &Options<'_>,
) {
    let stage_note = |code| options.text(&Note::new(code).with("stage", stage));
    file.blank();
    file.comment(&stage_note("terraform-login-page"));
    let mut variable = Body::default();
    variable.attribute("description", Expression::text(stage_note("terraform-other-sources")));
    variable.attribute("type", Expression::name("set(string)"));
    file.block("variable \"login_page_other_sources\"", variable);

    file.blank();
    let mut source = Body::default();
    source.attribute("for_each", Expression::name("var.login_page_other_sources"));
    source.blank();
    source.attribute("slug", Expression::name("each.value"));
    file.block("data \"authentik_source\" \"login_page_other\"", source);

    file.blank();
    let mut data = Body::default();
    data.attribute("name", Expression::text(stage));
    file.block("data \"authentik_stage\" \"login_page\"", data);

    file.blank();
    let mut import = Body::default();
    import.attribute("to", Expression::name("authentik_stage_identification.login_page"));
    import.attribute("id", Expression::name("data.authentik_stage.login_page.id"));
    file.block("import", import);

    file.blank();
    let mut resource = Body::default();
    resource.attribute("name", Expression::text(stage));
    let others = "[for source in data.authentik_source.login_page_other : source.uuid]";
    let ours = Expression::List(uuids.into_iter().map(Expression::Name).collect());
    resource.attribute("sources", Expression::Call("concat", vec![Expression::name(others), ours]));
    resource.comment(&options.text(&Note::new("terraform-ignored")));
    let mut lifecycle = Body::default();
    lifecycle.attribute("prevent_destroy", Expression::Bool(true));
    let kept = OTHERS.iter().filter(|name| **name != SINCE_2026 || version > Version::V2025_12);
    let kept = kept.map(|name| Expression::name(*name)).collect();
    lifecycle.attribute("ignore_changes", Expression::List(kept));
    resource.block("lifecycle", lifecycle);
    file.block("resource \"authentik_stage_identification\" \"login_page\"", resource);
}
