//! A draft from a file beside the one that has its slug.

use std::collections::BTreeSet;

use desk_model::Draft;

/// How much a file knows of a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Knows {
    /// What a blueprint says: not where the source will be used, nor how far its registration is, nor tags and notes.
    Blueprint,
    /// All of it.
    Everything,
}

/// Returns the fields in which two drafts differ, by API name. What the file does not know is left aside, and the
/// identity. `type` and `kept` stand for the kind and for what a draft keeps of a
/// blueprint beyond its form.
pub(super) fn differences(new: &Draft, old: &Draft, knows: Knows) -> Vec<String> {
    let mut fields = Vec::new();
    let mut push = |field: &str, differs: bool| {
        if differs {
            fields.push(field.to_owned());
        }
    };
    push("type", new.source_type != old.source_type);
    push("name", new.name != old.name);
    let names: BTreeSet<&String> = new.values.keys().chain(old.values.keys()).collect();
    for name in names {
        push(name, new.values.get(name) != old.values.get(name));
    }
    push("user_property_mappings", new.user_property_mappings != old.user_property_mappings);
    push("group_property_mappings", new.group_property_mappings != old.group_property_mappings);
    push("kept", new.kept != old.kept);
    if knows == Knows::Everything {
        let (new_place, old_place) = (&new.deployment, &old.deployment);
        push("target", new_place.target != old_place.target);
        push("authentik_host", new_place.authentik_host != old_place.authentik_host);
        push("brand_hosts", new_place.brand_hosts != old_place.brand_hosts);
        push("callback_domain", new_place.callback_domain != old_place.callback_domain);
        push("registered", new_place.registered != old_place.registered);
        push("checklist", new.checklist != old.checklist);
        push("tags", new.tags != old.tags);
        push("notes", new.notes != old.notes);
    }
    fields
}

/// Returns a draft from a file as the next revision of the one that it replaces.
pub(super) fn over(new: &Draft, old: &Draft, knows: Knows) -> Draft {
    if knows == Knows::Everything {
        return Draft { id: old.id.clone(), ..new.clone() };
    }
    Draft {
        id: old.id.clone(),
        deployment: old.deployment.clone(),
        checklist: old.checklist.clone(),
        tags: old.tags.clone(),
        notes: old.notes.clone(),
        ..new.clone()
    }
}
