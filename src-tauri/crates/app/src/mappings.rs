//! Property mappings as objects of their own: make, list, change, copy, delete, and give to sources.

use desk_messages::{Locale, id, text};
pub use desk_model::MappingList;
use desk_model::{Draft, DraftId, MappingId, PropertyMapping, Protocol, slug};
use desk_store::{MappingUse, StoreError, StoredMapping};
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::desk::Desk;
use crate::drafts::rfc3339;
use crate::export::ExportView;
use crate::problem::Problem;
use crate::views::DraftView;

/// A property mapping with the sources that use it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MappingView {
    /// The identity.
    pub id: MappingId,
    /// The kind: the protocol of the sources that can use it.
    pub kind: Protocol,
    /// The name, unique among all kinds. authentik runs a source's mappings in the order of their names.
    pub name: String,
    /// The Python expression.
    pub expression: String,
    /// How often it was saved, from 1.
    pub revision: u32,
    /// When it was saved last, RFC 3339.
    pub updated_at: String,
    /// The sources that use it, by slug.
    pub used_by: Vec<MappingUseView>,
}

/// A source that uses a property mapping.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
pub struct MappingUseView {
    /// The draft's identity.
    pub id: DraftId,
    /// Its slug.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// The lists that have the mapping.
    pub fields: Vec<MappingList>,
}

fn list_of(list: MappingList, draft: &mut Draft) -> &mut Vec<PropertyMapping> {
    match list {
        MappingList::User => &mut draft.user_property_mappings,
        MappingList::Group => &mut draft.group_property_mappings,
    }
}

impl Desk {
    /// Returns the property mappings in the order of their names, which is the order that authentik runs them in: all,
    /// or those of a kind, or those whose name, expression or sources hold every word of a search text.
    pub fn list_mappings(
        &self,
        search: Option<&str>,
        kind: Option<Protocol>,
    ) -> Result<Vec<MappingView>, Problem> {
        let words: Vec<String> =
            search.unwrap_or_default().split_whitespace().map(str::to_lowercase).collect();
        let stored = self.with_store(|store| store.list_mappings())?;
        Ok(stored
            .into_iter()
            .filter(|stored| kind.is_none_or(|kind| kind == stored.kind))
            .filter(|stored| holds(stored, &words))
            .map(view)
            .collect())
    }

    /// Returns a property mapping.
    pub fn show_mapping(&self, id: MappingId) -> Result<MappingView, Problem> {
        Ok(view(self.with_store(|store| store.get_mapping(id))?))
    }

    /// Returns the property mapping with a name.
    pub fn find_mapping(&self, name: &str) -> Result<MappingView, Problem> {
        Ok(view(self.with_store(|store| store.find_mapping(name))?))
    }

    /// Makes a property mapping that no source uses yet. White space around the name goes, as on a server.
    pub fn create_mapping(
        &self,
        kind: Protocol,
        name: &str,
        expression: &str,
    ) -> Result<MappingView, Problem> {
        let mapping = filled_in(name, expression)?;
        Ok(view(self.with_store(|store| store.insert_mapping(kind, &mapping))?))
    }

    /// Saves a property mapping, and with it every source that uses it. `revision` is the one that the change was made
    /// on; a newer one in the store is a conflict.
    pub fn save_mapping(
        &self,
        id: MappingId,
        name: &str,
        expression: &str,
        revision: u32,
    ) -> Result<MappingView, Problem> {
        let mapping = filled_in(name, expression)?;
        Ok(view(self.with_store(|store| store.save_mapping(id, &mapping, revision))?))
    }

    /// Changes a property mapping that is stored as `from` says, in every source that uses it. `false`: there is none.
    pub(crate) fn change_mapping_everywhere(
        &self,
        from: &PropertyMapping,
        to: &PropertyMapping,
    ) -> Result<bool, Problem> {
        self.with_store(|store| match store.find_mapping(&from.name) {
            Ok(known) if known.mapping == *from => {
                store.save_mapping(known.id, to, known.revision).map(|_| true)
            }
            Ok(_) | Err(StoreError::MappingNotFound { .. }) => Ok(false),
            Err(error) => Err(error),
        })
    }

    /// Copies a property mapping under a name; if that is taken, under the next free one: `NAME 2`. No source uses the
    /// copy.
    pub fn copy_mapping(&self, id: MappingId, name: &str) -> Result<MappingView, Problem> {
        let StoredMapping { kind, mapping, .. } = self.with_store(|store| store.get_mapping(id))?;
        let mut copy = filled_in(name, &mapping.expression)?;
        let wanted = copy.name.clone();
        let mut number: u32 = 2;
        let stored = self.with_store(|store| {
            loop {
                match store.insert_mapping(kind, &copy) {
                    Err(StoreError::MappingNameTaken { .. }) => copy.name = format!("{wanted} {number}"),
                    result => return result,
                }
                number += 1;
            }
        })?;
        Ok(view(stored))
    }

    /// Deletes a property mapping and takes it out of every source that uses it, as a server does. [`Desk::undo`] takes
    /// both back. Returns it as it was.
    pub fn delete_mapping(&self, id: MappingId) -> Result<MappingView, Problem> {
        Ok(view(self.with_store(|store| store.delete_mapping(id))?))
    }

    /// Returns a blueprint of property mappings alone, by name.
    pub fn export_mappings(&self, names: &[String]) -> Result<ExportView, Problem> {
        let mut mappings: Vec<(Protocol, PropertyMapping)> = Vec::new();
        for name in names {
            let StoredMapping { kind, mapping, .. } = self.with_store(|store| store.find_mapping(name))?;
            if !mappings.iter().any(|(_, known)| known.name == mapping.name) {
                mappings.push((kind, mapping));
            }
        }
        let Some((_, first)) = mappings.first() else { return Err(Problem::new("export-nothing")) };
        let stem = match mappings.as_slice() {
            [_] => Some(slug::from_name(&first.name)).filter(|stem| !stem.is_empty()),
            _ => None,
        };
        let file_name = format!("{}.blueprint.yaml", stem.as_deref().unwrap_or("property-mappings"));
        let comments: Vec<String> =
            Locale::ALL.map(|locale| text(locale, id::BLUEPRINT_COMMENT_MAPPINGS, &[])).into();
        let text = desk_blueprint::write_mappings(&mappings, &comments);
        Ok(ExportView {
            text,
            file_name,
            files: Vec::new(),
            needed_secrets: Vec::new(),
            findings: Vec::new(),
        })
    }

    /// Gives a property mapping to a source. One that the source has already stays.
    pub fn assign_mapping(
        &self,
        draft: &DraftId,
        name: &str,
        list: MappingList,
    ) -> Result<DraftView, Problem> {
        let stored = self.with_store(|store| store.get(draft))?;
        let StoredMapping { kind, mapping, .. } = self.with_store(|store| store.find_mapping(name))?;
        let mut changed = stored.draft;
        let source = changed
            .kind()
            .ok_or_else(|| Problem::about("type-unknown", changed.source_type.clone()))?
            .protocol;
        if source != kind {
            return Err(Problem::about("mapping-wrong-kind", name)
                .with("kind", kind.name())
                .with("source", changed.slug)
                .with("source_kind", source.name()));
        }
        require_own_list(&changed, list)?;
        let carried = list_of(list, &mut changed);
        if !carried.contains(&mapping) {
            carried.push(mapping);
        }
        self.save_draft(&changed, stored.revision)
    }

    /// Takes a property mapping away from a source. The mapping stays, for other sources and for later.
    pub fn unassign_mapping(
        &self,
        draft: &DraftId,
        name: &str,
        list: MappingList,
    ) -> Result<DraftView, Problem> {
        let stored = self.with_store(|store| store.get(draft))?;
        let mut changed = stored.draft;
        let carried = list_of(list, &mut changed);
        let n_before = carried.len();
        carried.retain(|mapping| mapping.name != name);
        if carried.len() == n_before {
            return Err(Problem::about("mapping-not-assigned", name)
                .with("source", changed.slug)
                .with("field", list.field()));
        }
        self.save_draft(&changed, stored.revision)
    }
}

/// Returns the kind of property mapping with a short name: `oauth`.
pub fn parse_mapping_kind(text: &str) -> Result<Protocol, Problem> {
    let known = Protocol::ALL.map(Protocol::id).join(", ");
    Protocol::find(text).ok_or_else(|| Problem::about("mapping-kind-unknown", text).with("kinds", known))
}

/// A server refuses a blank name and a blank expression, and takes the white space off around the name.
fn filled_in(name: &str, expression: &str) -> Result<PropertyMapping, Problem> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Problem::new("mapping-name-missing"));
    }
    if expression.trim().is_empty() {
        return Err(Problem::about("mapping-expression-missing", name));
    }
    Ok(PropertyMapping { name: name.to_owned(), expression: expression.to_owned() })
}

/// A list that came from a blueprint with references that only a server resolves is written back as it was, so that
/// what is added to it here would have no effect.
fn require_own_list(draft: &Draft, list: MappingList) -> Result<(), Problem> {
    if draft.kept.attrs.contains_key(list.field()) {
        return Err(Problem::about("mapping-list-kept", draft.slug.clone()).with("field", list.field()));
    }
    Ok(())
}

fn holds(stored: &StoredMapping, words: &[String]) -> bool {
    let PropertyMapping { name, expression } = &stored.mapping;
    let sources = stored.used_by.iter().flat_map(|used| [&used.slug, &used.name]);
    let texts: Vec<String> =
        [name, expression].into_iter().chain(sources).map(|text| text.to_lowercase()).collect();
    words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
}

fn view(stored: StoredMapping) -> MappingView {
    let StoredMapping { id, kind, mapping, revision, updated_at, used_by, .. } = stored;
    MappingView {
        id,
        kind,
        name: mapping.name,
        expression: mapping.expression,
        revision,
        updated_at: rfc3339(updated_at),
        used_by: used_by.into_iter().map(use_view).collect(),
    }
}

fn use_view(used: MappingUse) -> MappingUseView {
    let lists = [(used.for_users, MappingList::User), (used.for_groups, MappingList::Group)];
    MappingUseView {
        id: used.draft,
        slug: used.slug,
        name: used.name,
        fields: lists.into_iter().filter(|(is_used, _)| *is_used).map(|(_, list)| list).collect(),
    }
}
