//! Terraform and OpenTofu, with authentik's own provider.
//!
//! Every attribute that the provider has is written out, because its defaults are not those of authentik's form. Secrets
//! are variables. A source that its resource cannot hold is an `authentik_blueprint` with our YAML.

mod hcl;
mod login_page;
mod resources;
mod values;

use std::collections::{BTreeMap, BTreeSet};

use desk_blueprint::{BlueprintError, SecretReference, SecretStyle};
use desk_model::{Draft, FieldKind, PropertyMapping, Protocol, Version};

use self::hcl::{Body, Expression};
use self::resources::{Resource, resource, why_blueprint};
use crate::error::ExportError;
use crate::export::{Export, File, Finding, NeededSecret, Note, Options, Provided, inline_secret, stem};
use crate::labels::Labels;

/// Import blocks whose id is no literal need Terraform or OpenTofu 1.6.
const REQUIRED_VERSION: &str = ">= 1.6.0";

/// Returns drafts as one Terraform file.
///
/// With [`SecretStyle::Inline`] the secrets stand in it, but for those that only authentik can resolve; with each other style they are sensitive variables. In either
/// case Terraform writes them into its state in clear, which a comment says.
pub fn terraform(drafts: &[&Draft], options: &Options<'_>) -> Result<Export, ExportError> {
    // What authentik would refuse in a blueprint it refuses here too.
    desk_blueprint::write(drafts, &options.blueprint)?;
    let mut writing = Writing::new(options);
    let has_own_button = |draft: &&&Draft| {
        let protocol = draft.kind().map(|kind| kind.protocol);
        protocol
            .is_some_and(|protocol| protocol.has_login_button() && why_blueprint(draft, protocol).is_none())
    };
    writing.owns_login_page =
        options.blueprint.login_page.is_some() && drafts.iter().any(|draft| has_own_button(&draft));
    for draft in drafts {
        writing.add(draft)?;
    }
    let version = version(drafts, options);
    let text = writing.file(drafts, version);
    let file = File { name: format!("{}.tf", stem(drafts)), text };
    Ok(Export { files: vec![file], needed_secrets: writing.needed, findings: writing.findings })
}

/// Returns the version of the provider: that of the newest authentik among the drafts'.
fn version(drafts: &[&Draft], options: &Options<'_>) -> Version {
    let newest = drafts.iter().map(|draft| draft.deployment.target).max();
    options.blueprint.target.or(newest).unwrap_or_default()
}

/// A file in the making.
struct Writing<'a> {
    options: &'a Options<'a>,
    variables: Body,
    data: Body,
    resources: Body,
    needed: Vec<NeededSecret>,
    findings: Vec<Finding>,
    variable_labels: Labels,
    /// By resource type.
    labels: BTreeMap<&'static str, Labels>,
    /// By data source and the value that finds the object: its label.
    found: BTreeMap<(&'static str, String), String>,
    /// By resource and name: the label of a property mapping.
    mappings: BTreeMap<(&'static str, String), String>,
    /// The sources that the login page can show.
    buttons: Vec<String>,
    /// Slugs of sources with a button that are blueprints.
    foreign_buttons: BTreeSet<String>,
    has_variable_secrets: bool,
    /// Whether the login page is a resource; otherwise the blueprints add their buttons to it.
    owns_login_page: bool,
}

impl<'a> Writing<'a> {
    fn new(options: &'a Options<'a>) -> Writing<'a> {
        Writing {
            options,
            variables: Body::default(),
            data: Body::default(),
            resources: Body::default(),
            needed: Vec::new(),
            findings: Vec::new(),
            variable_labels: Labels::default(),
            labels: BTreeMap::new(),
            found: BTreeMap::new(),
            mappings: BTreeMap::new(),
            buttons: Vec::new(),
            foreign_buttons: BTreeSet::new(),
            has_variable_secrets: false,
            owns_login_page: false,
        }
    }

    fn add(&mut self, draft: &Draft) -> Result<(), ExportError> {
        let Some(kind) = draft.kind() else {
            let (slug, source_type) = (draft.slug.clone(), draft.source_type.clone());
            return Err(BlueprintError::UnknownType { slug, source_type }.into());
        };
        self.report_texts(draft);
        match why_blueprint(draft, kind.protocol) {
            Some(reason) => {
                let found = Finding::new("terraform-blueprint", draft, reason.field());
                self.findings.push(found.with("resource", resource(kind.protocol).name));
                self.add_blueprint(draft, kind.protocol)
            }
            None => self.add_source(draft, kind.protocol),
        }
    }

    /// Terraform stores texts in Unicode's composed form; others come back as a change for ever.
    fn report_texts(&mut self, draft: &Draft) {
        let composed = icu_normalizer::ComposingNormalizerBorrowed::new_nfc();
        let own = [("name", draft.name.as_str())];
        let values = draft.values.iter().map(|(name, value)| (name.as_str(), value.as_text()));
        let mappings = draft.user_property_mappings.iter().map(|mapping| ("user_property_mappings", mapping));
        let groups = draft.group_property_mappings.iter().map(|mapping| ("group_property_mappings", mapping));
        let texts = mappings.chain(groups).flat_map(|(field, mapping)| {
            [(field, mapping.name.as_str()), (field, mapping.expression.as_str())]
        });
        let fields: BTreeSet<&str> = own
            .into_iter()
            .chain(values)
            .chain(texts)
            .filter(|(_, text)| !composed.is_normalized(text))
            .map(|(field, _)| field)
            .collect();
        self.findings.extend(fields.iter().map(|field| Finding::new("terraform-normalized", draft, field)));
    }

    fn add_source(&mut self, draft: &Draft, protocol: Protocol) -> Result<(), ExportError> {
        let Some(kind) = draft.kind() else { return Ok(()) };
        let resource = resource(protocol);
        let version = self.options.blueprint.target.unwrap_or(draft.deployment.target);
        let mut lacks_icon = false;
        let mut body = Body::default();
        body.attribute("name", Expression::text(&draft.name));
        body.attribute("slug", Expression::text(&draft.slug));
        if protocol == Protocol::OAuth {
            body.attribute("provider_type", Expression::text(&draft.source_type));
        }
        let at_hand = self.options.blueprint.at_hand.get(&draft.id);
        let wanted: Vec<&str> = draft.wanted_secrets(at_hand).map(|field| field.name).collect();
        for field in kind.fields_of(version) {
            let name = field.api_name(version);
            if matches!(name, "name" | "slug") {
                continue;
            }
            let attribute = resources::attribute(name);
            if !resource.has(name) {
                if let Some(value) = values::lost(draft, field) {
                    let found = Finding::new("terraform-field", draft, field.name);
                    self.findings.push(found.with("value", value).with("resource", resource.name));
                    lacks_icon |= field.kind == FieldKind::Icon;
                }
                continue;
            }
            let value = match (name, field.kind) {
                ("user_property_mappings", _) => Some(self.mappings(resource, &draft.user_property_mappings)),
                ("group_property_mappings", _) => {
                    Some(self.mappings(resource, &draft.group_property_mappings))
                }
                (_, FieldKind::Secret) if wanted.contains(&field.name) => {
                    Some(self.secret(draft, field.name)?)
                }
                // The resource insists on it where the API does not.
                ("bind_password", _) => Some(Expression::text("")),
                (_, FieldKind::Secret) => None,
                _ => self.value(draft, field),
            };
            if let Some(value) = value {
                body.attribute(attribute, value);
            }
            if name == "additional_scopes" {
                let fixed = [("pkce", "none"), ("authorization_code_auth_method", "basic_auth")];
                for (name, value) in fixed.into_iter().filter(|(name, _)| kind.field(name).is_none()) {
                    body.attribute(name, Expression::text(value));
                }
            }
        }
        if lacks_icon {
            body.comment(&self.options.text(&Note::new("terraform-icon")));
        }
        self.report_kept(draft);
        let label = self.label(resource.name, &draft.slug);
        self.resources.blank();
        self.resources.block(&format!("resource \"{}\" \"{label}\"", resource.name), body);
        if protocol.has_login_button() {
            self.buttons.push(format!("{}.{label}.uuid", resource.name));
        }
        Ok(())
    }

    fn report_kept(&mut self, draft: &Draft) {
        let kept = &draft.kept;
        let mut names: Vec<&str> =
            kept.attrs.keys().chain(kept.identifiers.keys()).map(String::as_str).collect();
        let parts = [
            ("conditions", !kept.conditions.is_empty()),
            ("entries", !kept.before.is_empty() || !kept.after.is_empty()),
            ("entry", !kept.entry.is_empty()),
        ];
        names.extend(parts.into_iter().filter(|(_, has)| *has).map(|(name, _)| name));
        if !names.is_empty() {
            self.findings.push(Finding::new("terraform-kept", draft, "").with("parts", names.join(", ")));
        }
    }

    /// Adds a source as a blueprint, whose secrets come from Terraform by the instance's context.
    fn add_blueprint(&mut self, draft: &Draft, protocol: Protocol) -> Result<(), ExportError> {
        let style = if self.options.is_inline() { SecretStyle::Inline } else { SecretStyle::Context };
        let mut options = self.options.with_secrets(style);
        if self.owns_login_page {
            // Otherwise Terraform and the blueprint would pull at one list.
            options.login_page = None;
        }
        let blueprint = desk_blueprint::write(&[draft], &options)?;
        if protocol.has_login_button() {
            self.foreign_buttons.insert(draft.slug.clone());
        }
        let mut context = Vec::new();
        for secret in &blueprint.secrets {
            if let SecretReference::Context { key } = &secret.reference {
                let value = self.secret_variable(draft, &secret.field);
                context.push((key.clone(), value));
            }
        }
        let mut body = Body::default();
        let name = format!("Source - {}", draft.name);
        body.attribute("name", Expression::text(name));
        body.attribute("enabled", Expression::Bool(true));
        body.blank();
        if !context.is_empty() {
            body.comment(&self.options.text(&Note::new("terraform-context")));
            let mut object = Body::default();
            for (key, variable) in context {
                object.attribute(&hcl::quoted(&key), variable);
            }
            body.block_call("context", "jsonencode", object);
            body.blank();
        }
        body.attribute("content", Expression::Text(blueprint.text));
        let label = self.label("authentik_blueprint", &draft.slug);
        self.resources.blank();
        let note = Note::new("terraform-blueprint").with("slug", &draft.slug);
        self.resources.comment(&self.options.text(&note));
        self.resources.block(&format!("resource \"authentik_blueprint\" \"{label}\""), body);
        Ok(())
    }

    fn label(&mut self, resource: &'static str, text: &str) -> String {
        self.labels.entry(resource).or_default().identifier(text)
    }

    fn mappings(&mut self, resource: &Resource, list: &[PropertyMapping]) -> Expression {
        let Some(kind) = resource.mapping else { return Expression::List(Vec::new()) };
        let names = list.iter().map(|mapping| {
            let key = (kind, mapping.name.clone());
            if let Some(label) = self.mappings.get(&key) {
                return Expression::name(format!("{kind}.{label}.id"));
            }
            let label = self.label(kind, &mapping.name);
            let mut body = Body::default();
            body.attribute("name", Expression::text(&mapping.name));
            body.attribute("expression", Expression::text(&mapping.expression));
            self.resources.blank();
            self.resources.block(&format!("resource \"{kind}\" \"{label}\""), body);
            self.mappings.insert(key, label.clone());
            Expression::name(format!("{kind}.{label}.id"))
        });
        Expression::List(names.collect())
    }

    fn secret(&mut self, draft: &Draft, field: &str) -> Result<Expression, BlueprintError> {
        if self.options.is_inline() && !draft.is_tagged(field) {
            return Ok(Expression::text(inline_secret(draft, field, self.options)?));
        }
        Ok(self.secret_variable(draft, field))
    }

    fn secret_variable(&mut self, draft: &Draft, field: &str) -> Expression {
        let label = self.variable_labels.identifier(&format!("{}_{field}", draft.slug));
        let note = Note::new("terraform-secret").with("slug", &draft.slug).with("field", field);
        let mut body = Body::default();
        body.attribute("description", Expression::text(self.options.text(&note)));
        body.attribute("type", Expression::name("string"));
        body.attribute("sensitive", Expression::Bool(true));
        self.variables.blank();
        self.variables.block(&format!("variable \"{label}\""), body);
        self.has_variable_secrets = true;
        self.needed.push(NeededSecret {
            slug: draft.slug.clone(),
            field: field.to_owned(),
            provided: Provided::Terraform { variable: format!("TF_VAR_{label}") },
        });
        Expression::name(format!("var.{label}"))
    }

    fn file(&mut self, drafts: &[&Draft], version: Version) -> String {
        let mut file = Body::default();
        let names = drafts.iter().take(3).map(|draft| draft.name.as_str()).collect::<Vec<_>>().join(", ");
        let head = Note::new("terraform-head").with("names", names).with("version", version.name());
        file.comment(&self.options.text(&head));
        if self.options.is_inline() {
            file.comment(&self.options.text(&Note::new("terraform-inline")));
            if self.has_variable_secrets {
                file.comment(&self.options.text(&Note::new("terraform-inline-variables")));
            }
        } else if self.has_variable_secrets {
            file.comment(&self.options.text(&Note::new("terraform-secrets")));
        }
        file.blank();
        let mut provider = Body::default();
        provider.attribute("source", Expression::text("goauthentik/authentik"));
        provider.attribute("version", Expression::text(format!("~> {}.0", version.name())));
        let mut providers = Body::default();
        providers.block("authentik =", provider);
        let mut settings = Body::default();
        settings.attribute("required_version", Expression::text(REQUIRED_VERSION));
        settings.blank();
        settings.block("required_providers", providers);
        file.block("terraform", settings);
        for part in [&mut self.variables, &mut self.data, &mut self.resources] {
            file.append(std::mem::take(part));
        }
        self.add_login_page(&mut file, drafts, version);
        file.render()
    }

    fn add_login_page(&mut self, file: &mut Body, drafts: &[&Draft], version: Version) {
        let Some(stage) = self.options.blueprint.login_page.as_ref().filter(|_| self.owns_login_page) else {
            return;
        };
        for draft in drafts {
            if draft.kind().is_some_and(|kind| kind.protocol.has_login_button()) {
                let is_foreign = self.foreign_buttons.contains(&draft.slug);
                let code = if is_foreign { "terraform-mixed" } else { "terraform-login-page" };
                self.findings.push(Finding::new(code, draft, "").with("stage", stage));
            }
        }
        login_page::login_page(file, stage, std::mem::take(&mut self.buttons), version, self.options);
    }
}
