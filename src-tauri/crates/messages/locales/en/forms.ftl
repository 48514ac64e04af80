# The forms of all kinds of source: their fields, the target version, and what a kind does not have.

ui-kind-not-in-version = authentik { $version } does not have this kind of source
ui-kind-not-in-version-fix = A blueprint for it would be refused. Choose { $versions } if that is what your server runs, or make a new source of another kind.
ui-field-not-in-version = authentik { $version } does not have this field, so a blueprint for it leaves the value out. It is used again when you choose { $versions }.
ui-field-only-in-api = authentik's form does not show these. Leave them as they are unless you know that you need them.
ui-field-remove-value = Remove the value
ui-left-out = Left out: authentik decides
ui-renamed = In authentik { $version } this is called { $name }.
ui-characters = { $count } of { $limit } characters
ui-characters-over = { $count } of { $limit } characters: authentik takes no more than { $limit }
ui-tagged = Only the server knows this value
ui-tagged-about = It stood in a blueprint like this, and is written back unchanged.
ui-tagged-replace = Replace by a value
ui-tagged-replace-what = Replace by a value: { $label }
ui-secret-tagged-about = The blueprint tells authentik where to find the secret. The secret itself is not known here.
ui-secret-show = Show what is typed
ui-secret-show-what = Show what is typed: { $label }
ui-list-add = Add
ui-list-add-what = Add to { $label }
ui-list-entry = New entry for { $label }
ui-list-remove-what = Remove { $item } from { $label }
ui-list-of = { $label }: entries
ui-json-syntax = This is not JSON from line { $line }, column { $column } on.
ui-json-not-object = authentik expects a JSON object here, that is something in braces: {"{ … }"}.

ui-type-filter = Filter kinds of source
ui-type-filter-placeholder = Filter by name, for example LDAP
ui-type-count = { $count ->
    [one] 1 kind
   *[other] { $count } kinds
}
ui-type-none = No kind of source matches
ui-type-none-about = authentik has no kind of source whose name or description contains “{ $filter }”. Most providers speak OpenID Connect or SAML.
ui-type-until = until authentik { $version }
ui-type-choose = Choose a kind of source first.

err-preview-nothing = There is nothing to preview: “{ $subject }” has no button on the login page.
fix-preview-nothing = Export the blueprint instead, and look at the source in authentik after applying it.
err-preview-no-qr = A source of the type “{ $subject }” shows no QR code.
fix-preview-no-qr = Leave --qr out. Only WeChat logs people in by a QR code.
err-rehearsal-nothing = There is no test login for “{ $subject }”. Only kinds that log in by OAuth have one.
fix-rehearsal-nothing = Look at the findings, then try the login in authentik after applying the blueprint.
err-usage-registered-callback = A source of the type “{ $subject }” has no callback URL to record.
fix-usage-registered-callback = Leave registered=true out.

cli-preview-button-only = The login page has a button “{ $name }”. --login-page FILE draws it.
ui-deployment-about-other = authentik's form does not ask for this. It is not part of the source.
