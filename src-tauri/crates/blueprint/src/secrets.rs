//! Where a blueprint's secrets come from.

use std::collections::{BTreeMap, BTreeSet};

use desk_model::{Draft, DraftId, FieldValue, Secrets};

use crate::error::BlueprintError;
use crate::value::{Tag, Value};

/// How the secrets of a blueprint are given to authentik.
///
/// With the first three the file holds none, and an entry whose secret is missing is skipped, not refused:
/// a refused entry that contains `!KeyOf` crashes the server without a reason (405 and an empty body, recorded on a
/// live 2026.5), and the log of a refused entry shows what its tags resolved to, a `!File` secret included. The
/// price: authentik calls a blueprint with a skipped entry successful, so after the secret has been provided the
/// blueprint must be applied again.
#[derive(Clone)]
pub enum SecretStyle {
    /// `!File`: a file for each secret, to be readable in the server's and the worker's container.
    File {
        /// The folder, such as `/run/secrets`.
        directory: String,
    },
    /// `!Env`: a variable for each secret, to be set in the server's and the worker's environment.
    Env,
    /// `!Context`: a key for each secret in the context of the blueprint instance.
    Context,
    /// The secrets stand in the file, readable by everybody who has it.
    Inline,
}

/// The secrets that are at hand, by draft.
pub type AtHand = BTreeMap<DraftId, Secrets>;

/// A secret that must exist on the server before the blueprint is applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NeededSecret {
    /// The slug of the draft.
    pub slug: String,
    /// The secret field, such as `consumer_secret`.
    pub field: String,
    /// Where authentik will look for it.
    pub reference: SecretReference,
}

/// Where authentik looks for a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SecretReference {
    /// A file, such as `/run/secrets/wechat_consumer_secret`. authentik strips white space around its text.
    File {
        /// The path in the containers.
        path: String,
    },
    /// An environment variable, such as `AUTHENTIK_SOURCE_WECHAT_CONSUMER_SECRET`.
    Env {
        /// The name.
        name: String,
    },
    /// A key of the blueprint instance's context, such as `wechat_consumer_secret`.
    Context {
        /// The key.
        key: String,
    },
}

/// Returns the secrets that [`write()`](crate::write()) will refer to, in the order of the file; none for
/// [`SecretStyle::Inline`]. Two drafts never share a reference. A secret that the draft itself refers to by a tag is
/// not among them.
pub fn needed_secrets(drafts: &[&Draft], style: &SecretStyle, at_hand: &AtHand) -> Vec<NeededSecret> {
    let mut taken = BTreeSet::new();
    drafts
        .iter()
        .flat_map(|draft| {
            let fields = draft.wanted_secrets(at_hand.get(&draft.id));
            fields.filter(|field| !draft.is_tagged(field.name)).map(|field| (draft.slug.as_str(), field.name))
        })
        .filter_map(|(slug, field)| {
            Some(NeededSecret {
                slug: slug.to_owned(),
                field: field.to_owned(),
                reference: reference(slug, field, style, &mut taken)?,
            })
        })
        .collect()
}

/// The value of a secret field and the condition on which its entry depends.
pub(crate) struct SecretValue {
    pub(crate) value: Value,
    pub(crate) guard: Option<Value>,
}

pub(crate) fn secret_value(
    draft: &Draft,
    field: &str,
    style: &SecretStyle,
    at_hand: &AtHand,
    needed: &[NeededSecret],
) -> Result<SecretValue, BlueprintError> {
    if let Some(FieldValue::Tagged { yaml }) = draft.values.get(field) {
        return Ok(guarded(Value::from_yaml(yaml)?));
    }
    if matches!(style, SecretStyle::Inline) {
        let secret = at_hand.get(&draft.id).and_then(|secrets| secrets.get(field)).ok_or_else(|| {
            BlueprintError::SecretMissing { slug: draft.slug.clone(), field: field.to_owned() }
        })?;
        // EXPOSE: the person asked for a file with the secret in it; only that file's text gets it.
        return Ok(SecretValue { value: Value::text(secret.expose()), guard: None });
    }
    let reference = needed
        .iter()
        .find(|needed| needed.slug == draft.slug && needed.field == field)
        .map(|needed| &needed.reference)
        .ok_or_else(|| BlueprintError::SecretMissing { slug: draft.slug.clone(), field: field.to_owned() })?;
    Ok(guarded(reference.value()))
}

fn guarded(value: Value) -> SecretValue {
    // `!Condition` makes a boolean of the secret, so that the log of an entry shows no copy of it here.
    let guard = Value::tagged_sequence(Tag::Condition, [Value::text("AND"), value.clone()]);
    SecretValue { value, guard: Some(guard) }
}

/// Returns whether a value is a reference that an export of the slug would write by itself, in whatever style.
pub(crate) fn is_own_reference(value: &Value, slug: &str, field: &str) -> bool {
    let styles = [
        SecretStyle::File { directory: SECRETS_DIRECTORY.to_owned() },
        SecretStyle::Env,
        SecretStyle::Context,
    ];
    styles.iter().any(|style| {
        let own = reference(slug, field, style, &mut BTreeSet::new());
        own.is_some_and(|own| own.value() == *value)
    })
}

/// Where `!File` looks for secrets unless somebody wants them elsewhere: where containers get theirs.
pub const SECRETS_DIRECTORY: &str = "/run/secrets";

impl SecretReference {
    fn value(&self) -> Value {
        match self {
            SecretReference::File { path } => Value::tagged_text(Tag::File, path),
            SecretReference::Env { name } => Value::tagged_text(Tag::Env, name),
            SecretReference::Context { key } => Value::tagged_text(Tag::Context, key),
        }
    }
}

fn reference(
    slug: &str,
    field: &str,
    style: &SecretStyle,
    taken: &mut BTreeSet<String>,
) -> Option<SecretReference> {
    // A slug that authentik would refuse must not make a path of its own either.
    let stem: String = slug
        .chars()
        .map(|character| if character.is_ascii_alphanumeric() || character == '-' { character } else { '_' })
        .collect();
    // Slugs that differ in what a variable's name cannot show (`a-b`, `a_b`, `A_B`) get a number.
    let mut unique = |stem: &str, name: &dyn Fn(&str) -> String| {
        let mut chosen = name(stem);
        let mut number = 2;
        while !taken.insert(chosen.clone()) {
            chosen = name(&format!("{stem}_{number}"));
            number += 1;
        }
        chosen
    };
    match style {
        SecretStyle::File { directory } => {
            let directory = directory.trim_end_matches('/');
            let path = unique(&stem, &|stem| format!("{directory}/{stem}_{field}"));
            Some(SecretReference::File { path })
        }
        SecretStyle::Env => {
            let name = unique(&stem.replace('-', "_"), &|stem| {
                format!("AUTHENTIK_SOURCE_{stem}_{field}").to_ascii_uppercase()
            });
            Some(SecretReference::Env { name })
        }
        SecretStyle::Context => {
            Some(SecretReference::Context { key: unique(&stem, &|stem| format!("{stem}_{field}")) })
        }
        SecretStyle::Inline => None,
    }
}
