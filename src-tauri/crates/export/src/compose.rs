//! An override for the Docker Compose file that authentik publishes, whose services are `server` and `worker`.

use desk_blueprint::{SECRETS_DIRECTORY, SecretReference, SecretStyle, Value};
use desk_model::Draft;

use crate::error::ExportError;
use crate::export::{Export, File, NeededSecret, Note, Options, Provided, inline_secret, stem};
use crate::labels::kubernetes_name;
use crate::yaml::{comment, mapping, texts};

/// The name that Docker Compose looks for by itself beside authentik's file.
pub const COMPOSE_FILE: &str = "compose.override.yaml";

/// Where authentik looks for blueprints of one's own.
const BLUEPRINTS_FOLDER: &str = "/blueprints/custom";
/// Where the files lie that become secrets, beside the override.
const SECRETS_FOLDER: &str = "./secrets";

/// Returns drafts as an override that holds the blueprint (Docker Compose 2.23.1 or newer, for the text of a config).
///
/// Each `$` in it stands twice, because Compose replaces variables in every text. Secrets come from files beside it or
/// from Compose's environment; with [`SecretStyle::Inline`] they stand in it. A blueprint that is mounted has no context
/// of its own, so [`SecretStyle::Context`] is refused.
pub fn compose(drafts: &[&Draft], options: &Options<'_>) -> Result<Export, ExportError> {
    let style = match options.blueprint.secrets {
        SecretStyle::File { .. } => SecretStyle::File { directory: SECRETS_DIRECTORY.to_owned() },
        SecretStyle::Env | SecretStyle::Inline => SecretStyle::Env,
        SecretStyle::Context => {
            return Err(ExportError::StyleNotFor { format: "compose", style: "context" });
        }
    };
    let blueprint = desk_blueprint::write(drafts, &options.with_secrets(style))?;
    let stem = stem(drafts);
    let config = kubernetes_name("authentik-source", stem);
    let mut files = Vec::new();
    let mut variables = Vec::new();
    let mut needed_secrets = Vec::new();
    for secret in &blueprint.secrets {
        let provided = match &secret.reference {
            SecretReference::File { path } => {
                let name = path.rsplit('/').next().unwrap_or_default();
                let path = format!("{SECRETS_FOLDER}/{name}");
                files.push((name, path.clone()));
                Provided::ComposeFile { path }
            }
            SecretReference::Env { name } => {
                let draft = drafts.iter().find(|draft| draft.slug == secret.slug);
                let value = match draft.filter(|_| options.is_inline()) {
                    Some(draft) => doubled(inline_secret(draft, &secret.field, options)?),
                    None => format!("${{{name}:?}}"),
                };
                variables.push((name.as_str(), Value::Text(value)));
                Provided::ComposeVariable { name: name.clone() }
            }
            SecretReference::Context { .. } => continue,
        };
        if !options.is_inline() {
            needed_secrets.push(NeededSecret {
                slug: secret.slug.clone(),
                field: secret.field.clone(),
                provided,
            });
        }
    }
    let mount = mapping([
        ("source", Value::text(&config)),
        ("target", Value::Text(format!("{BLUEPRINTS_FOLDER}/{stem}.yaml"))),
    ]);
    let mut service = vec![("configs", Value::Sequence(vec![mount]))];
    if !files.is_empty() {
        service.push(("secrets", texts(files.iter().map(|(name, _)| *name))));
    }
    if !variables.is_empty() {
        service.push(("environment", Value::mapping(variables)));
    }
    let service = Value::mapping(service);
    let content = mapping([("content", Value::Text(doubled(&blueprint.text)))]);
    let mut root = vec![
        ("services", mapping([("server", service.clone()), ("worker", service)])),
        ("configs", Value::mapping([(config, content)])),
    ];
    let secrets = files.iter().map(|(name, path)| (*name, mapping([("file", Value::text(path))])));
    if !files.is_empty() {
        root.push(("secrets", Value::mapping(secrets.collect::<Vec<_>>())));
    }
    let mut text = comment(&options.text(&Note::new("compose-head")));
    let secrets_note = match options.blueprint.secrets {
        _ if blueprint.secrets.is_empty() => None,
        SecretStyle::Inline => Some("compose-inline"),
        SecretStyle::Env => Some("compose-env"),
        SecretStyle::File { .. } | SecretStyle::Context => Some("compose-file"),
    };
    for code in secrets_note.into_iter().chain(["compose-dollar"]) {
        text.push_str(&comment(&options.text(&Note::new(code))));
    }
    text.push_str(&Value::mapping(root).to_yaml());
    Ok(Export {
        files: vec![File { name: COMPOSE_FILE.to_owned(), text }],
        needed_secrets,
        findings: Vec::new(),
    })
}

/// Returns a text in which Compose replaces nothing.
fn doubled(text: &str) -> String {
    text.replace('$', "$$")
}
