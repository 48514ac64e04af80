//! A bundle as a document: what is written, and what is believed of one that is read.

use desk_model::{Draft, DraftId, Secret, Secrets, SourceType};
use desk_store::Why;
use serde::Serialize;
use serde_json::{Map, Value};
use zeroize::Zeroizing;

use super::strict::{self, NotRead};

/// What the document calls itself.
pub(super) const KIND: &str = "source-desk-bundle";
/// The layout of the document. A newer one is not read.
pub(super) const FORMAT: u32 = 1;
/// The largest file that is read, in bytes; also what an age file may hold.
pub(super) const MOST_BYTES: usize = 8 * 1024 * 1024;
/// The most drafts that one bundle may hold.
pub(super) const MOST_DRAFTS: usize = 5000;

/// What a bundle says, checked as far as a document alone can be.
pub(super) struct Bundle {
    /// Which program made it: `Source Desk 0.1.0`.
    pub(super) made_by: String,
    /// When, as RFC 3339 text in UTC.
    pub(super) made_at: String,
    /// The drafts, in the order of the file.
    pub(super) drafts: Vec<Bundled>,
}

/// One draft of a bundle.
pub(super) struct Bundled {
    /// The draft, or why this version cannot read it.
    pub(super) draft: Result<Draft, Unread>,
    /// Its secrets. Empty in a redacted bundle.
    pub(super) secrets: Secrets,
}

/// A draft that cannot be read, by what its document calls it.
pub(super) struct Unread {
    pub(super) slug: String,
    pub(super) why: Why,
}

/// Why a document is no bundle that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NotABundle {
    /// It is larger than [`MOST_BYTES`], or has too many values or drafts.
    TooLarge,
    /// It is no JSON, or JSON that no bundle is made of.
    Text(NotRead),
    /// It is JSON of something else.
    Kind,
    /// A part of it is missing or of the wrong kind.
    Part(&'static str),
    /// It is of a newer layout.
    Newer { found: u32 },
    /// It is not as it was written.
    Changed,
}

/// Returns the text of a bundle. With `secrets` it holds them in plain text and must be sealed before it goes anywhere.
pub(super) fn write(
    drafts: &[Draft],
    secrets: Option<&[Secrets]>,
    made_by: &str,
    made_at: &str,
) -> Result<Zeroizing<Vec<u8>>, serde_json::Error> {
    let plain = Plain { kind: KIND, format: FORMAT, made_by, made_at, drafts };
    let digest = desk_vault::digest(&serde_json::to_vec(&plain)?);
    let mut document = Document { plain, secrets: Vec::new(), digest };
    let length = serde_json::to_vec_pretty(&document)?.len();
    let lines = drafts.iter().zip(secrets.unwrap_or_default()).flat_map(|(draft, secrets)| {
        let fields = secret_fields(draft);
        fields.filter_map(|field| {
            // EXPOSE: the secret goes into the text that is sealed; the buffer is wiped when it is dropped.
            let secret = secrets.get(field)?.expose();
            Some(SecretLine { draft: &draft.id, field, secret })
        })
    });
    document.secrets = lines.collect();
    // Room enough at once: a vector that grows leaves copies of its content behind.
    let n_bytes: usize = document.secrets.iter().map(|line| line.secret.len() * 6 + 256).sum();
    let mut text = Zeroizing::new(Vec::with_capacity(length + n_bytes + 64));
    serde_json::to_writer_pretty(&mut *text, &document)?;
    text.push(b'\n');
    Ok(text)
}

/// Reads a bundle.
pub(super) fn read(text: &[u8]) -> Result<Bundle, NotABundle> {
    if text.len() > MOST_BYTES {
        return Err(NotABundle::TooLarge);
    }
    let value = strict::read(text).map_err(|why| match why {
        NotRead::TooMany => NotABundle::TooLarge,
        why => NotABundle::Text(why),
    })?;
    let Value::Object(mut document) = value else { return Err(NotABundle::Kind) };
    if document.get("kind").and_then(Value::as_str) != Some(KIND) {
        return Err(NotABundle::Kind);
    }
    let format = document.get("format").and_then(Value::as_u64);
    match format.and_then(|format| u32::try_from(format).ok()) {
        Some(FORMAT) => {}
        Some(found) if found > FORMAT => return Err(NotABundle::Newer { found }),
        _ => return Err(NotABundle::Part("format")),
    }
    let secrets = document.shift_remove("secrets");
    let Some(Value::String(digest)) = document.shift_remove("digest") else {
        return Err(NotABundle::Part("digest"));
    };
    let plain = serde_json::to_vec(&document).map_err(|_| NotABundle::Changed)?;
    if desk_vault::digest(&plain) != digest {
        return Err(NotABundle::Changed);
    }
    let made_by = text_of(&document, "made_by")?;
    let made_at = text_of(&document, "made_at")?;
    let Some(Value::Array(documents)) = document.shift_remove("drafts") else {
        return Err(NotABundle::Part("drafts"));
    };
    if documents.len() > MOST_DRAFTS {
        return Err(NotABundle::TooLarge);
    }
    let mut drafts: Vec<Bundled> = documents.iter().map(bundled).collect();
    take_secrets(secrets, &mut drafts)?;
    Ok(Bundle { made_by, made_at, drafts })
}

/// Returns the names of a draft's secret fields.
pub(super) fn secret_fields(draft: &Draft) -> impl Iterator<Item = &'static str> {
    draft.kind().into_iter().flat_map(SourceType::secrets).map(|field| field.name)
}

fn bundled(document: &Value) -> Bundled {
    let slug = document.get("slug").and_then(Value::as_str).unwrap_or_default().to_owned();
    let read = serde_json::to_vec(document).map_err(|_| Why::Damaged);
    let draft = read.and_then(|bytes| desk_store::read_document(&bytes));
    Bundled { draft: draft.map_err(|why| Unread { slug, why }), secrets: Secrets::default() }
}

/// Gives each draft its secrets. A line about a draft that this version cannot read, or about no secret field of it,
/// goes no further.
fn take_secrets(secrets: Option<Value>, drafts: &mut [Bundled]) -> Result<(), NotABundle> {
    let wrong = NotABundle::Part("secrets");
    let lines = match secrets {
        None => return Ok(()),
        Some(Value::Array(lines)) => lines,
        Some(_) => return Err(wrong),
    };
    for line in lines {
        let Value::Object(mut line) = line else { return Err(wrong) };
        let id = DraftId(text_of(&line, "draft").map_err(|_| wrong)?);
        let field = text_of(&line, "field").map_err(|_| wrong)?;
        let Some(Value::String(text)) = line.shift_remove("secret") else { return Err(wrong) };
        let secret = Secret::new(text);
        let takes = |draft: &Draft| draft.id == id && secret_fields(draft).any(|known| known == field);
        let owner = drafts.iter_mut().find(|bundled| bundled.draft.as_ref().is_ok_and(takes));
        if let Some(owner) = owner.filter(|_| secret.n_characters() > 0) {
            owner.secrets.set(&field, secret);
        }
    }
    Ok(())
}

fn text_of(document: &Map<String, Value>, part: &'static str) -> Result<String, NotABundle> {
    document.get(part).and_then(Value::as_str).map(str::to_owned).ok_or(NotABundle::Part(part))
}

/// What the digest is of, in this order and without white space.
#[derive(Clone, Copy, Serialize)]
struct Plain<'a> {
    kind: &'a str,
    format: u32,
    made_by: &'a str,
    made_at: &'a str,
    drafts: &'a [Draft],
}

#[derive(Serialize)]
struct Document<'a> {
    #[serde(flatten)]
    plain: Plain<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    secrets: Vec<SecretLine<'a>>,
    digest: String,
}

#[derive(Serialize)]
struct SecretLine<'a> {
    draft: &'a DraftId,
    field: &'a str,
    secret: &'a str,
}

#[cfg(test)]
mod tests;
