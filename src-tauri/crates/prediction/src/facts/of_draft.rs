//! A source's facts from a draft.

use desk_model::catalogue::Provider;

use desk_model::{Draft, FieldValue, Protocol};
use thiserror::Error;

use super::{Fact, Flow, GroupMatchingMode, Source, UserMatchingMode};

/// Why a draft does not say enough to predict anything.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum DraftError {
    /// The catalogue does not know the kind.
    #[error("the kind {0} is not known")]
    UnknownType(String),
    /// Only a server can tell the value: a blueprint's tag stands for it.
    #[error("only a server can tell {0}")]
    OnlyTheServerKnows(String),
    /// The field has a value that authentik refuses.
    #[error("{field} cannot be {value}")]
    NoSuchChoice {
        /// The field.
        field: String,
        /// Its value.
        value: String,
    },
}

impl Source {
    /// The facts that a draft says. A flow is looked for by its slug in `flows`; authentik's default flows for sources
    /// are taken as authentik installs them if they are not there, and of any other flow nothing is known.
    pub fn of_draft(draft: &Draft, flows: &[Flow]) -> Result<Source, DraftError> {
        let kind = draft.kind().ok_or_else(|| DraftError::UnknownType(draft.source_type.clone()))?;
        if draft.is_tagged("enabled") {
            return Err(DraftError::OnlyTheServerKnows("enabled".to_owned()));
        }
        let user_path_template = match draft.text("user_path_template") {
            "" => "goauthentik.io/sources/%(slug)s",
            template => template,
        };
        Ok(Source {
            kind: kind.id.to_owned(),
            protocol: kind.protocol,
            slug: draft.slug.clone(),
            name: draft.name.clone(),
            // What a draft does not say is as authentik's API makes it: switched on.
            enabled: draft.values.get("enabled") != Some(&FieldValue::Switch(false)),
            has_authorization_url: kind.protocol != Protocol::OAuth
                || has_authorization_url(draft, kind.provider),
            user_matching_mode: mode(
                draft,
                "user_matching_mode",
                &UserMatchingMode::ALL,
                UserMatchingMode::id,
            )?,
            group_matching_mode: mode(
                draft,
                "group_matching_mode",
                &GroupMatchingMode::ALL,
                GroupMatchingMode::id,
            )?,
            user_path_template: user_path_template.to_owned(),
            authentication_flow: flow(draft, "authentication_flow", flows),
            enrollment_flow: flow(draft, "enrollment_flow", flows),
        })
    }
}

/// authentik fills an empty URL from the discovery document, and uses the type's own where the source has none.
fn has_authorization_url(draft: &Draft, provider: Option<&Provider>) -> bool {
    let is_set = |field: &str| draft.is_tagged(field) || !draft.text(field).is_empty();
    match provider {
        Some(provider) if !provider.urls_customizable => !provider.urls.authorization.is_empty(),
        Some(provider) => {
            is_set("authorization_url")
                || is_set("oidc_well_known_url")
                || !provider.urls.authorization.is_empty()
        }
        None => is_set("authorization_url"),
    }
}

/// A mode by authentik's name for it; the first where the draft has none, which is authentik's default.
fn mode<T: Copy>(draft: &Draft, field: &str, all: &[T], id: fn(T) -> &'static str) -> Result<T, DraftError> {
    if draft.is_tagged(field) {
        return Err(DraftError::OnlyTheServerKnows(field.to_owned()));
    }
    let value = draft.text(field);
    let found = all.iter().copied().find(|mode| value.is_empty() || id(*mode) == value);
    found.ok_or_else(|| DraftError::NoSuchChoice { field: field.to_owned(), value: value.to_owned() })
}

fn flow(draft: &Draft, field: &str, flows: &[Flow]) -> Fact<Option<Flow>> {
    if draft.is_tagged(field) {
        return Fact::NotKnown;
    }
    let slug = draft.text(field);
    if slug.is_empty() {
        return Fact::Known(None);
    }
    let defaults = [Flow::default_source_authentication(), Flow::default_source_enrollment()];
    let known = flows.iter().chain(&defaults).find(|flow| flow.slug == slug);
    Fact::Known(Some(known.cloned().unwrap_or_else(|| Flow::not_known(slug))))
}

#[cfg(test)]
mod tests {
    use desk_model::DraftId;

    use super::*;

    fn draft(kind: &str) -> Draft {
        Draft::new(DraftId("d".to_owned()), kind, "WeChat", "wechat").unwrap()
    }

    #[test]
    fn a_new_wechat_draft_is_the_wechat_source_of_the_form() {
        let mut draft = draft("wechat");
        let flows = ["authentication_flow", "enrollment_flow"].map(|field| draft.text(field).to_owned());
        assert_eq!(flows, ["default-source-authentication", "default-source-enrollment"]);
        assert_eq!(Source::of_draft(&draft, &[]), Ok(Source::wechat("wechat", "WeChat")));
        draft.set("user_matching_mode", "username_link").unwrap();
        let source = Source::of_draft(&draft, &[]).unwrap();
        assert_eq!(source.user_matching_mode, UserMatchingMode::UsernameLink);
    }

    #[test]
    fn every_kind_of_source_has_its_facts() {
        for kind in desk_model::catalogue::all() {
            let source = Source::of_draft(&draft(kind.id), &[]).unwrap();
            assert_eq!((source.kind.as_str(), source.protocol), (kind.id, kind.protocol));
            assert!(source.enabled, "{}", kind.id);
        }
    }

    #[test]
    fn a_draft_that_does_not_say_whether_it_is_switched_on_is() {
        let mut draft = draft("wechat");
        draft.values.remove("enabled");
        assert!(Source::of_draft(&draft, &[]).unwrap().enabled);
        draft.values.insert("enabled".to_owned(), FieldValue::Switch(false));
        assert!(!Source::of_draft(&draft, &[]).unwrap().enabled);
        draft.values.insert("enabled".to_owned(), FieldValue::Tagged { yaml: "!Env ON".to_owned() });
        let error = DraftError::OnlyTheServerKnows("enabled".to_owned());
        assert_eq!(Source::of_draft(&draft, &[]), Err(error));
    }

    #[test]
    fn openid_connect_has_an_authorization_url_once_one_is_set_or_discovered() {
        let has = |field: &str, text: &str| {
            let mut draft = draft("openidconnect");
            draft.set(field, text).unwrap();
            Source::of_draft(&draft, &[]).unwrap().has_authorization_url
        };
        assert!(!has("slug", "oidc"));
        assert!(has("authorization_url", "https://idp.example/authorize"));
        assert!(has("oidc_well_known_url", "https://idp.example/.well-known/openid-configuration"));
    }

    #[test]
    fn flows_are_null_known_or_not_known() {
        let mut draft = draft("wechat");
        draft.set("authentication_flow", "").unwrap();
        draft.set("enrollment_flow", "our-enrollment").unwrap();
        let source = Source::of_draft(&draft, &[]).unwrap();
        assert_eq!(source.authentication_flow, Fact::Known(None));
        assert_eq!(source.enrollment_flow, Fact::Known(Some(Flow::not_known("our-enrollment"))));
        let ours = Flow { slug: "our-enrollment".to_owned(), ..Flow::default_source_enrollment() };
        let source = Source::of_draft(&draft, std::slice::from_ref(&ours)).unwrap();
        assert_eq!(source.enrollment_flow, Fact::Known(Some(ours)));
    }

    #[test]
    fn what_a_tag_stands_for_only_the_server_knows() {
        let mut draft = draft("wechat");
        let tagged = || FieldValue::Tagged { yaml: "!Env MODE".to_owned() };
        draft.values.insert("enrollment_flow".to_owned(), tagged());
        assert_eq!(Source::of_draft(&draft, &[]).unwrap().enrollment_flow, Fact::NotKnown);
        draft.values.insert("user_matching_mode".to_owned(), tagged());
        let error = DraftError::OnlyTheServerKnows("user_matching_mode".to_owned());
        assert_eq!(Source::of_draft(&draft, &[]), Err(error));
        draft.values.insert("user_matching_mode".to_owned(), FieldValue::Text("email".to_owned()));
        assert!(matches!(Source::of_draft(&draft, &[]), Err(DraftError::NoSuchChoice { .. })));
    }
}
