//! A draft from a file beside the one that has its slug.

use std::collections::BTreeSet;

use desk_model::Draft;

/// Returns the fields in which two drafts differ, by API name. What a blueprint does not know is left aside: the
/// identity, where the source will be used, tags and notes. `type` and `kept` stand for the kind and for what a draft keeps of a
/// blueprint beyond its form.
pub(super) fn differences(new: &Draft, old: &Draft) -> Vec<String> {
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
    fields
}

/// Returns a draft from a file as the next revision of the one that it replaces.
pub(super) fn over(new: &Draft, old: &Draft) -> Draft {
    Draft {
        id: old.id.clone(),
        deployment: old.deployment.clone(),
        checklist: old.checklist.clone(),
        tags: old.tags.clone(),
        notes: old.notes.clone(),
        ..new.clone()
    }
}
