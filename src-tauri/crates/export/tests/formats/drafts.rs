//! Drafts to export, and how.

use desk_blueprint::{AtHand, SecretStyle};
use desk_export::{Note, Options};
use desk_model::{Draft, DraftId, FieldValue, PropertyMapping, Secret, Secrets, catalogue};

/// What no export may hold unless it was asked for.
pub const CANARY: &str = "canary-8f3a-secret";

/// Makes a draft of a kind with what authentik demands.
pub fn draft(source_type: &str, slug: &str) -> Draft {
    let mut draft = Draft::new(DraftId(format!("id-{slug}")), source_type, "WeChat 微信", slug).unwrap();
    draft.set("authentik_host", "auth.example.com").unwrap();
    for field in &draft.kind().unwrap().fields {
        if field.required_by_api && draft.text(field.name).is_empty() && !field.is_secret() {
            let text = FieldValue::Text("https://example.com/x".to_owned());
            draft.values.insert(field.name.to_owned(), text);
        }
    }
    draft
}

/// Makes the WeChat draft that most tests are about.
pub fn wechat() -> Draft {
    let mut draft = draft("wechat", "wechat");
    draft.set("consumer_key", "wx0000000000000001").unwrap();
    draft
}

/// Makes a draft of each kind.
pub fn of_every_kind() -> Vec<Draft> {
    catalogue::all().iter().map(|kind| draft(kind.id, &format!("the-{}", kind.id))).collect()
}

/// Makes a property mapping.
pub fn mapping(name: &str, expression: &str) -> PropertyMapping {
    PropertyMapping { name: name.to_owned(), expression: expression.to_owned() }
}

/// Returns every secret of drafts, each with the canary in it.
pub fn canaries(drafts: &[&Draft]) -> AtHand {
    let secrets = |draft: &Draft| {
        let mut secrets = Secrets::default();
        for field in draft.kind().unwrap().secrets() {
            secrets.set(field.name, Secret::new(format!("{CANARY}-{}-${{x}}%{{y}}", field.name)));
        }
        secrets
    };
    drafts.iter().map(|draft| (draft.id.clone(), secrets(draft))).collect()
}

/// Returns how secrets come from files.
pub fn file() -> SecretStyle {
    SecretStyle::File { directory: desk_blueprint::SECRETS_DIRECTORY.to_owned() }
}

/// Returns the options of an export.
pub fn options(secrets: SecretStyle, at_hand: AtHand, login_page: Option<&str>) -> Options<'static> {
    Options {
        blueprint: desk_blueprint::Options {
            secrets,
            at_hand,
            target: None,
            login_page: login_page.map(str::to_owned),
            source_stage: None,
            comments: vec!["A head.".to_owned()],
        },
        words: &words,
    }
}

/// Says the code and the values, in two lines.
fn words(note: &Note) -> String {
    let values: Vec<String> = note.arguments.iter().map(|(name, value)| format!("{name}={value}")).collect();
    format!("note {}\n{}", note.code, values.join(" "))
}
