//! The New Source list and the forms, for one authentik version.

use desk_messages::{Locale, find};
use desk_model::catalogue::{self, Default, Language, Version, Versions};
use desk_model::{Field, FieldKind, SourceType};

use crate::desk::Desk;
use crate::problem::Problem;
use crate::views::{ChoiceView, FieldView, SourceTypeView};

impl Desk {
    /// Returns the kinds of source as a version's New Source list has them; without a version all there are.
    pub fn list_types(&self, target: Option<Version>) -> Vec<SourceTypeView> {
        let is_wanted = |kind: &&SourceType| target.is_none_or(|version| kind.versions.contains(version));
        catalogue::all().iter().filter(is_wanted).map(type_view).collect()
    }

    /// Returns the form of one kind as a version's API has it.
    pub fn list_fields(&self, source_type: &str, target: Version) -> Result<Vec<FieldView>, Problem> {
        let kind = catalogue::find(source_type).ok_or_else(|| Problem::about("type-unknown", source_type))?;
        if !kind.versions.contains(target) {
            return Err(Problem::about("type-not-in-version", source_type).with("version", target.name()));
        }
        Ok(kind.fields_of(target).map(|field| field_view(kind, field, target)).collect())
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

fn type_view(kind: &SourceType) -> SourceTypeView {
    SourceTypeView {
        source_type: kind.id.to_owned(),
        name: kind.name.clone(),
        component: kind.component.to_owned(),
        protocol: kind.protocol.name().to_owned(),
        description: kind.description.to_owned(),
        icon: kind.icon.clone(),
        versions: versions(kind.versions),
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
