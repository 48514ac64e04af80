## Property mappings as objects of their own

mapping-kind-oauth = OAuth Source Property Mapping
mapping-kind-kerberos = Kerberos Source Property Mapping
mapping-kind-ldap = LDAP Source Property Mapping
mapping-kind-plex = Plex Source Property Mapping
mapping-kind-saml = SAML Source Property Mapping
mapping-kind-scim = SCIM Source Property Mapping
mapping-kind-telegram = Telegram Source Property Mapping

blueprint-comment-mappings = Property mappings for authentik, made with Source Desk. Applying it again changes them to what stands here.

## What goes wrong

err-mapping-not-found = There is no property mapping “{ $subject }”.
fix-mapping-not-found = Look at the list of property mappings, or search for it.
err-mapping-name-taken = There is already a property mapping “{ $subject }” ({ $kind }). On a server all kinds share one set of names, so each mapping needs its own.
fix-mapping-name-taken = Choose another name.
err-mapping-name-missing = A property mapping needs a name.
fix-mapping-name-missing = Give it a name. authentik runs a source's mappings in the order of their names.
err-mapping-expression-missing = The property mapping “{ $subject }” has no expression, and authentik refuses an empty one.
fix-mapping-expression-missing = Write Python that returns a dict, for example: return {"{"}"email": info.get("email"){"}"}
err-mapping-conflict = The property mapping “{ $subject }” was changed elsewhere since it was read: it is at revision { $found }, your change began at { $expected }. Nothing was overwritten.
fix-mapping-conflict = Load the mapping again and repeat the change.
err-mapping-differs = There is already another property mapping “{ $subject }” ({ $kind }){ $sources ->
    [none] {""}
   *[other] , used by { $sources }
}. A name means one mapping, on a server too, so nothing was saved: one of the two expressions would have been lost.
fix-mapping-differs = Rename one of the two, or change the existing mapping if its sources should get the new expression as well.
err-mapping-kind-unknown = “{ $subject }” is no kind of property mapping.
fix-mapping-kind-unknown = Choose one of: { $kinds }.
err-mapping-wrong-kind = “{ $subject }” is a mapping for { $kind } sources, but { $source } is of the kind { $source_kind }.
fix-mapping-wrong-kind = Choose a mapping for { $source_kind } sources, or make one.
err-mapping-not-assigned = { $source } does not have “{ $subject }” among its { $field }.
fix-mapping-not-assigned = Look at the draft to see which mappings it has.
err-mapping-list-kept = The { $field } of { $subject } came from a blueprint with references that only a server can resolve. They are exported as they were, so a mapping added here would have no effect.
fix-mapping-list-kept = Add the mapping in the blueprint, or make a new draft of the source.

## Command line

cli-mapping = Make, list, change and assign property mappings
cli-mapping-list = List the property mappings in the order of their names
cli-mapping-list-search = Only mappings whose name, expression or sources contain this
cli-mapping-list-kind = Only mappings of this kind: oauth, kerberos, ldap, plex, saml, scim or telegram
cli-mapping-show = Show a property mapping and the sources that use it
cli-mapping-new = Make a property mapping
cli-mapping-new-name = Name; authentik runs a source's mappings in the order of their names
cli-mapping-new-kind = Kind of the sources that will use it: oauth, kerberos, ldap, plex, saml, scim or telegram
cli-mapping-set = Change a property mapping, and with it every source that uses it
cli-mapping-set-rename = New name
cli-mapping-copy = Copy a property mapping under a new name
cli-mapping-copy-new = Name of the copy
cli-mapping-delete = Delete a property mapping and take it out of its sources; “undo” brings it back
cli-mapping-export = Write property mappings as a blueprint for authentik, without their sources
cli-mapping-export-mappings = Names of the property mappings
cli-mapping-assign = Give a property mapping to a source
cli-mapping-assign-group = Among the group property mappings, not the user property mappings
cli-mapping-unassign = Take a property mapping away from a source; the mapping stays
cli-mapping-unassign-group = From the group property mappings, not the user property mappings
cli-arg-mapping = Name of the property mapping
cli-arg-expression = Python: the text itself, a file, or - for stdin. What has no space in it is taken for a file

cli-mapping-column-name = Name
cli-mapping-column-kind = Kind
cli-mapping-column-used-by = Used by
cli-mapping-none = There are no property mappings yet. Make one with: source-desk mapping new --name NAME --kind oauth --expression FILE.py
cli-mapping-no-match = No property mapping matches
cli-mapping-unused = no source
cli-mapping-use-user = { $slug }
cli-mapping-use-group = { $slug } (groups)
cli-mapping-use-both = { $slug } (users and groups)
cli-mapping-revision = Revision
cli-mapping-created = Created the property mapping “{ $name }”
cli-mapping-saved = Saved “{ $name }”, revision { $revision }
cli-mapping-same = “{ $name }” was already like this
cli-mapping-changed-with = Changed with it: { $slugs }
cli-mapping-copied = Copied “{ $name }” as “{ $new }”
cli-mapping-deleted = Deleted the property mapping “{ $name }”
cli-mapping-taken-out = Taken out of: { $slugs }
cli-mapping-assigned = { $slug } now uses “{ $name }”
cli-mapping-assigned-already = { $slug } already used “{ $name }”
cli-mapping-unassigned = { $slug } no longer uses “{ $name }”
cli-mapping-order = In the order in which authentik runs them: { $names }
cli-undone-mapping-created = Undone: the property mapping “{ $name }” is not there any more
cli-undone-mapping-saved = Undone: the property mapping “{ $name }” is as it was before
cli-undone-mapping-deleted = Undone: the property mapping “{ $name }” is back
cli-redone-mapping-created = Done again: the property mapping “{ $name }” is back
cli-redone-mapping-saved = Done again: the property mapping “{ $name }” is changed again
cli-redone-mapping-deleted = Done again: the property mapping “{ $name }” is deleted
cli-mapping-changed-sources = { $many ->
    [one] One source changed with it
   *[other] { $count } sources changed with it
}
cli-fix-mapping-not-found = See which there are: source-desk mapping list
cli-fix-mapping-conflict = Repeat the command: it then starts from the newest revision.
cli-fix-mapping-differs = See the existing one with: source-desk mapping show "{ $subject }". Rename one of the two, or change it with: source-desk mapping set
cli-fix-mapping-not-assigned = See which it has: source-desk show { $source }
err-usage-mapping-nothing = There is nothing to change: neither --rename nor --expression is given.
fix-usage-mapping-nothing = Give at least one of them.
err-usage-mapping-text = { $subject } is not UTF-8 text.
fix-usage-mapping-text = Save the expression as UTF-8 and try again.
err-usage-mapping-large = { $subject } is larger than one megabyte, which no expression is.
fix-usage-mapping-large = Check which file was named.

## Which names an expression finds, by kind (authentik's documentation and sources)

mapping-names-oauth = Names that authentik provides: info, client, token, request, source, properties; for groups also group_id.
mapping-names-kerberos = Names that authentik provides: principal, principal_obj, request, source, properties; for groups also group_id. A login by SPNEGO has no principal_obj.
mapping-names-ldap = Names that authentik provides: ldap, dn, request, source, properties. The values in ldap may be lists.
mapping-names-plex = Names that authentik provides: info, auth_api, request, source, properties.
mapping-names-saml = Names that authentik provides: root, assertion, name_id, request, source, properties; for groups also group_id.
mapping-names-scim = Names that authentik provides: data, request, source, properties.
mapping-names-telegram = Names that authentik provides: info, request, source, properties.

## Window

ui-navigation = Main
ui-mappings = Property mappings
ui-mapping = Property mapping
ui-mapping-new = New property mapping
ui-mapping-search = Search property mappings
ui-mapping-search-placeholder = Search by name, expression or source
ui-mapping-search-count = { $count ->
    [one] 1 property mapping found
   *[other] { $count } property mappings found
}
ui-mapping-kind = Kind
ui-mapping-kind-all = All kinds
ui-mapping-none = No property mappings yet
ui-mapping-none-about = A property mapping is Python that changes what authentik stores about a user or group who logs in with a source. Make one here and use it in several sources.
ui-mapping-no-match = No property mapping matches
ui-mapping-no-match-about = No name, expression or source contains what you look for.
ui-mapping-show-all = Show all
ui-mapping-used-by = Used by
ui-mapping-unused = no source
ui-mapping-name = Name
ui-mapping-name-help = authentik runs a source's mappings in the order of their names. A name is unique among all kinds.
ui-mapping-expression = Expression (Python)
ui-mapping-expression-help = It must return a dict of properties. It may change properties as well.
ui-mapping-save = Save
ui-mapping-save-all = { $count ->
    [one] Save and change 1 source
   *[other] Save and change { $count } sources
}
ui-mapping-create = Create
ui-mapping-create-assign = Create and use
ui-mapping-saved = “{ $name }” is saved
ui-mapping-saved-all = { $count ->
    [one] “{ $name }” is saved, and 1 source with it
   *[other] “{ $name }” is saved, and { $count } sources with it
}
ui-mapping-created = “{ $name }” is created
ui-mapping-copied = “{ $name }” is created
ui-mapping-deleted = “{ $name }” is deleted
ui-mapping-deleted-all = { $count ->
    [one] “{ $name }” is deleted and taken out of 1 source
   *[other] “{ $name }” is deleted and taken out of { $count } sources
}
ui-mapping-shared = { $count ->
    [one] 1 source uses this mapping. Saving changes it there too:
   *[other] { $count } sources use this mapping. Saving changes it in all of them:
}
ui-mapping-shared-others = { $count ->
    [one] 1 other source uses this mapping. Saving changes it there too:
   *[other] { $count } other sources use this mapping. Saving changes it in all of them:
}
ui-mapping-also-used = Also used by { $sources }
ui-mapping-for-users = users
ui-mapping-for-groups = groups
ui-mapping-for-both = users and groups
ui-mapping-order = authentik runs them in this order, by name.
ui-mapping-add = Add a mapping
ui-mapping-add-what = Add a mapping: { $label }
ui-mapping-add-new = New property mapping…
ui-mapping-edit = Edit
ui-mapping-edit-what = Edit { $name }
ui-mapping-unassign-what = Remove { $name } from this source: { $label }
ui-mapping-unnamed = (no name)
ui-mapping-not-yet = It is not saved yet.
ui-mapping-kept = These mappings came from a blueprint with references that only a server can resolve. They are exported as they were, so nothing can be added here.
ui-mapping-load-again = Load the stored mapping
