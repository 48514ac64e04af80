//! Kubernetes, for authentik's Helm chart: a ConfigMap with the blueprint, a Secret, and the chart's values.

use desk_blueprint::{BlueprintError, SecretReference, SecretStyle, Value};
use desk_model::Draft;

use crate::error::ExportError;
use crate::export::{Export, File, NeededSecret, Note, Options, Provided, inline_secret, stem};
use crate::labels::kubernetes_name;
use crate::yaml::{comment, mapping, texts};

/// Where the Secrets are mounted, each export's in a folder of its own, so that two exports can be in one chart's values.
/// Not `/run/secrets`: Kubernetes puts the token of the pod's account below it, which a read-only mount would be in the
/// way of.
pub const SECRETS_FOLDER: &str = "/etc/authentik-sources";

/// Returns drafts as two files: manifests to apply, and values for the Helm chart (`goauthentik/helm`, `values.yaml`).
///
/// The ConfigMap never holds a secret. The Secret stands in the manifests only with [`SecretStyle::Inline`]; otherwise a
/// comment says how to make it without a secret on the command line. A blueprint that is mounted has no context of its
/// own, so [`SecretStyle::Context`] is refused.
pub fn kubernetes(drafts: &[&Draft], options: &Options<'_>) -> Result<Export, ExportError> {
    let stem = stem(drafts);
    let folder = format!("{SECRETS_FOLDER}/{stem}");
    let style = match options.blueprint.secrets {
        SecretStyle::Env => SecretStyle::Env,
        SecretStyle::File { .. } | SecretStyle::Inline => SecretStyle::File { directory: folder.clone() },
        SecretStyle::Context => {
            return Err(ExportError::StyleNotFor { format: "kubernetes", style: "context" });
        }
    };
    let blueprint = desk_blueprint::write(drafts, &options.with_secrets(style))?;
    let name = kubernetes_name("authentik-source", stem);
    let keys: Vec<Key<'_>> = blueprint.secrets.iter().map(Key::new).collect();
    let config_map = mapping([
        ("apiVersion", Value::text("v1")),
        ("kind", Value::text("ConfigMap")),
        ("metadata", mapping([("name", Value::text(&name))])),
        ("data", Value::mapping([(format!("{stem}.yaml"), Value::text(&blueprint.text))])),
    ]);
    let note = |code: &'static str| options.text(&Note::new(code).with("name", &name));
    let mut manifests = comment(&note("kubernetes-head"));
    if options.is_inline() && !keys.is_empty() {
        manifests.push_str(&comment(&note("kubernetes-inline")));
        let mut pairs = Vec::new();
        for key in &keys {
            pairs.push((key.key.clone(), Value::text(key.inline(drafts, options)?)));
        }
        let secret = mapping([
            ("apiVersion", Value::text("v1")),
            ("kind", Value::text("Secret")),
            ("metadata", mapping([("name", Value::text(&name))])),
            ("type", Value::text("Opaque")),
            ("stringData", Value::mapping(pairs)),
        ]);
        manifests.push_str(&secret.to_yaml());
        manifests.push_str("---\n");
    } else if !keys.is_empty() {
        manifests.push_str(&comment(&note("kubernetes-secret")));
        manifests.push_str(&comment(&command(&name, &keys)));
    }
    manifests.push_str(&config_map.to_yaml());

    let mut values = comment(&note("kubernetes-values"));
    values.push_str(&comment(&note("kubernetes-values-lists")));
    values.push_str(&chart_values(&name, &folder, &keys).to_yaml());
    let needed = keys.iter().filter(|_| !options.is_inline()).map(|key| NeededSecret {
        slug: key.slug.to_owned(),
        field: key.field.to_owned(),
        provided: Provided::KubernetesSecret { name: name.clone(), key: key.key.clone() },
    });
    Ok(Export {
        needed_secrets: needed.collect(),
        files: vec![
            File { name: format!("{stem}.kubernetes.yaml"), text: manifests },
            File { name: format!("{stem}.values.yaml"), text: values },
        ],
        findings: Vec::new(),
    })
}

/// A key of the Secret.
struct Key<'a> {
    slug: &'a str,
    field: &'a str,
    key: String,
    /// The environment variable in which authentik looks for it, if it does.
    variable: Option<&'a str>,
}

impl<'a> Key<'a> {
    fn new(secret: &'a desk_blueprint::NeededSecret) -> Key<'a> {
        let (key, variable) = match &secret.reference {
            SecretReference::File { path } => (path.rsplit('/').next().unwrap_or_default(), None),
            SecretReference::Env { name } => (name.as_str(), Some(name.as_str())),
            SecretReference::Context { key } => (key.as_str(), None),
        };
        Key { slug: &secret.slug, field: &secret.field, key: key.to_owned(), variable }
    }

    fn inline<'b>(&self, drafts: &[&Draft], options: &'b Options<'_>) -> Result<&'b str, BlueprintError> {
        let draft = drafts.iter().find(|draft| draft.slug == self.slug);
        let draft = draft.ok_or_else(|| BlueprintError::SecretMissing {
            slug: self.slug.to_owned(),
            field: self.field.to_owned(),
        })?;
        inline_secret(draft, self.field, options)
    }
}

/// Returns the command that makes the Secret of files, so that no secret stands in the shell's history.
fn command(name: &str, keys: &[Key<'_>]) -> String {
    let files: Vec<String> =
        keys.iter().map(|key| format!("--from-file={key}=./{key}", key = key.key)).collect();
    format!("kubectl create secret generic {name} {}", files.join(" "))
}

fn chart_values(name: &str, folder: &str, keys: &[Key<'_>]) -> Value {
    let mut pairs = vec![("blueprints", mapping([("configMaps", texts([name]))]))];
    let variables: Vec<Value> = keys
        .iter()
        .filter_map(|key| {
            let source = mapping([("name", Value::text(name)), ("key", Value::text(&key.key))]);
            Some(mapping([
                ("name", Value::text(key.variable?)),
                ("valueFrom", mapping([("secretKeyRef", source)])),
            ]))
        })
        .collect();
    let secret = mapping([("secretName", Value::text(name))]);
    let volume = mapping([("name", Value::text(name)), ("secret", secret)]);
    let mount = mapping([
        ("name", Value::text(name)),
        ("mountPath", Value::text(folder)),
        ("readOnly", Value::Bool(true)),
    ]);
    if !variables.is_empty() {
        pairs.push(("global", mapping([("env", Value::Sequence(variables))])));
    } else if !keys.is_empty() {
        let volumes = ("volumes", Value::Sequence(vec![volume]));
        let mounts = ("volumeMounts", Value::Sequence(vec![mount]));
        pairs.push(("global", mapping([volumes, mounts])));
    }
    Value::mapping(pairs)
}
