//! The New Source list and the forms, for one authentik version.

use desk_messages::{Locale, find};
use desk_model::catalogue::{self, Default, Language, Protocol, Version, Versions};
use desk_model::{Field, FieldKind, SourceType, endpoint};

use crate::desk::Desk;
use crate::problem::Problem;
use crate::views::{ChoiceView, FieldView, Offers, SourceTypeView};

impl Desk {
    /// Returns the kinds of source as a version's New Source list has them; without a version all there are.
    pub fn list_types(&self, target: Option<Version>) -> Vec<SourceTypeView> {
        let is_wanted = |kind: &&SourceType| target.is_none_or(|version| kind.versions.contains(version));
        catalogue::all().iter().filter(is_wanted).map(SourceTypeView::of).collect()
    }

    /// Returns the form of one kind as a version's API has it.
    pub fn list_fields(&self, source_type: &str, target: Version) -> Result<Vec<FieldView>, Problem> {
        let kind = catalogue::find(source_type).ok_or_else(|| Problem::about("type-unknown", source_type))?;
        if !kind.versions.contains(target) {
            return Err(Problem::about("type-not-in-version", source_type).with("version", target.name()));
        }
        Ok(kind.fields_of(target).map(|field| field_view(kind, field, target)).collect())
    }

    /// Returns the fields of one kind for a form that is being filled in for a version: those that the version lacks
    /// are among them, since a person may have filled them in for another version.
    pub fn form_fields(&self, source_type: &str, target: Version) -> Result<Vec<FieldView>, Problem> {
        let kind = catalogue::find(source_type).ok_or_else(|| Problem::about("type-unknown", source_type))?;
        Ok(kind.fields.iter().map(|field| field_view(kind, field, target)).collect())
    }
}

/// Returns the version that a text names.
pub fn parse_version(text: &str) -> Result<Version, Problem> {
    let known = Version::ALL.map(Version::name).join(", ");
    text.parse().map_err(|_| Problem::about("version-unknown", text).with("versions", known))
}

/// Returns the id of the message with a group's title; that of attribute mappings names the protocol.
pub(crate) fn group_label_id(kind: &SourceType, field: &Field) -> String {
    match field.group {
        catalogue::Group::AttributeMapping => {
            format!("group-{}-{}", field.group.id(), kind.protocol.name().to_lowercase())
        }
        group => format!("group-{}", group.id()),
    }
}

/// Returns the id of the message with a field's help: the one for the kind if there is one, else the one for all.
pub(crate) fn help_id(kind: &SourceType, field: &Field) -> String {
    let general = format!("{}-help", field.label_id());
    let own = format!("{general}-{}", kind.id);
    if find(Locale::En, &own, []).is_some() { own } else { general }
}

impl SourceTypeView {
    pub(crate) fn of(kind: &SourceType) -> SourceTypeView {
        SourceTypeView {
            source_type: kind.id.to_owned(),
            name: kind.name.clone(),
            component: kind.component.to_owned(),
            protocol: kind.protocol.name().to_owned(),
            description: kind.description.to_owned(),
            icon: kind.icon.clone(),
            versions: versions(kind.versions),
            offers: Offers::of(kind),
        }
    }
}

impl Offers {
    pub(crate) fn of(kind: &SourceType) -> Offers {
        Offers {
            login_button: kind.protocol.has_login_button(),
            addresses: endpoint::has_addresses(kind.protocol),
            callback: kind.protocol == Protocol::OAuth,
            // Every OAuth type has a simulator.
            test_login: kind.protocol == Protocol::OAuth,
        }
    }
}

fn field_view(kind: &SourceType, field: &Field, target: Version) -> FieldView {
    let limit = field.max_length.filter(|(_, counted)| counted.contains(target));
    FieldView {
        name: field.name.to_owned(),
        api_name: field.api_name(target).to_owned(),
        label_id: field.label_id(),
        help_id: help_id(kind, field),
        group: field.group.id().to_owned(),
        group_label_id: group_label_id(kind, field),
        group_open: field.group.is_open(),
        field_type: field.kind.id().to_owned(),
        default: field.default_value(),
        api_default: field.api_default.and_then(Default::value),
        required: field.required,
        secret: field.is_secret(),
        provider_term: field.provider_term.map(str::to_owned),
        choices: field
            .kind
            .choices()
            .iter()
            .map(|&choice| ChoiceView { value: choice.to_owned(), label_id: field.choice_id(choice) })
            .collect(),
        suggestions: field.suggestions().iter().map(|&value| value.to_owned()).collect(),
        multi_line: field.multi_line,
        language: match field.kind {
            FieldKind::Code(Language::Json) => Some("json".to_owned()),
            FieldKind::Code(Language::KerberosConfiguration) => Some("krb5".to_owned()),
            _ => None,
        },
        shown_when: field.shown_when.map(str::to_owned),
        max_length: limit.and_then(|(characters, _)| u32::try_from(characters).ok()),
        versions: versions(field.versions),
    }
}

fn versions(range: Versions) -> Vec<Version> {
    Version::ALL.into_iter().filter(|version| range.contains(*version)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_offers_what_there_is_for_it() {
        let offers = |id| Offers::of(catalogue::find(id).unwrap());
        let said = |id| {
            let Offers { login_button, addresses, callback, test_login } = offers(id);
            [login_button, addresses, callback, test_login]
        };
        assert_eq!(said("wechat"), [true, true, true, true]);
        assert_eq!(said("openidconnect"), [true, true, true, true]);
        assert_eq!(said("apple"), [true, true, true, true]);
        assert_eq!(said("saml"), [true, true, false, false]);
        assert_eq!(said("plex"), [true, false, false, false]);
        assert_eq!(said("scim"), [false, true, false, false]);
        assert_eq!(said("ldap"), [false, false, false, false]);
    }

    #[test]
    fn a_field_describes_itself_for_the_version_asked_for() {
        let kind = catalogue::find("saml").unwrap();
        let view = |name: &str, target| field_view(kind, kind.field(name).unwrap(), target);
        assert_eq!(view("issuer", Version::V2026_5).api_name, "issuer");
        assert_eq!(view("issuer", Version::V2026_8).api_name, "issuer_override");
        assert!(!view("force_authn", Version::V2025_12).versions.contains(&Version::V2025_12));
        assert_eq!(
            view("pre_authentication_flow", Version::V2026_5).suggestions,
            ["default-source-pre-authentication"]
        );
    }
}
