# Servers: profiles, what is there, what would change, apply, take back.

cli-server = Keep the authentik servers that drafts are pushed to
cli-server-add = Add a server; nothing is contacted
cli-server-add-server = A name for the server, such as “production”
cli-server-add-url = Address of authentik; one copied from the browser does
cli-server-add-colour = Colour that tells this server from others
cli-server-set = Change a server; under another address it is another server, and its token has to be given again
cli-server-set-url = New address
cli-server-set-production = Whether its host has to be typed before anything is sent
cli-server-set-colour = Colour that tells this server from others
cli-server-list = List the servers; nothing is contacted
cli-server-check = Check whether a server answers, its version, its clock and what the token may do; nothing on it changes
cli-server-check-accept = Another server may answer at this address from now on, because it was set up anew
cli-server-remove = Forget a server and its token; nothing on the server changes
cli-arg-server = Name of the server, as “server list” shows it
cli-arg-ca = PEM file with authorities that are believed for this server, beside the usual ones; “none” for no file
cli-arg-pin = Fingerprint of the one certificate that is believed for this server, whoever signed it; “none” asks the authorities again
cli-arg-production = Its host has to be typed before anything is sent
cli-server-add-secret = The API token of an authentik user: token=env:VARIABLE, token=file:PATH or token=-
cli-server-set-secret = A new API token: token=env:VARIABLE, token=file:PATH or token=-
cli-server-check-secret = The API token, if it is not in the vault: token=env:VARIABLE, token=file:PATH or token=-
cli-pull = Make drafts of a server's sources; nothing on the server changes
cli-pull-slug = Slugs of the sources; without one all of them
cli-pull-replace = Drafts that differ become as the server's sources are; their history keeps what they were
cli-pull-secret = The API token, if it is not in the vault
cli-plan = Show what would change on a server; exit 1 if anything would. Nothing on the server changes
cli-plan-slug = Slugs of the drafts
cli-plan-login-page = Add the buttons to this identification stage; those that are there stay
cli-plan-out = Write the plan to a file, which “apply” takes
cli-plan-adopt = Take over objects that are on the server and did not come from here, and make those again that are gone
cli-plan-take = Who wins where both sides changed, everywhere or in one field
cli-plan-send-secrets = Send secrets although they may be those that the server has
cli-plan-secret = The API token (token=…), and a secret of the one draft (consumer_secret=…), if they are not in the vault
cli-apply = Execute a plan and look at what came of it
cli-apply-file = The file that “plan --out” wrote
cli-apply-host = Host of the server, typed, as a production server demands it
cli-apply-secret = The API token (token=…), and a secret of the one draft (consumer_secret=…), if they are not in the vault
cli-apply-after = A plan is used once. If the run broke off, give the same plan again: the server is read first, and what is done is not done again.
cli-arg-yes = Do not ask
cli-rollback = Take a run back, as far as that is possible; what cannot come back is said before
cli-rollback-run = Number of the run, as “runs” lists it; without it the newest
cli-rollback-over-changes = Take it back although the server was changed since
cli-rollback-dry-run = Show what would be done, and do nothing
cli-rollback-host = Host of the server, typed, as a production server demands it
cli-rollback-secret = The API token, if it is not in the vault
cli-runs = List the plans that were applied, newest first
cli-drift = Show where drafts, a server and the last push differ; exit 1 if they do
cli-drift-slug = Slugs of the drafts; without one all that were pushed there
cli-drift-secret = The API token, if it is not in the vault

cli-server-added = Added { $name } ({ $host })
cli-server-changed = Changed { $name } ({ $host })
cli-server-removed = Removed { $name }. Nothing on the server changed.
cli-server-none = There is no server yet. “server add” adds one.
cli-server-token-not-kept = The token was not kept, because there is no vault. “vault init” makes one; or give --secret token=… with each command.
server-production = production
server-no-token = no token
server-version-known = { $name } runs authentik { $version }.
server-version-newer = { $name } runs authentik { $version }, which is newer than what this version of Source Desk knows. What is new there is left alone.
server-absent = This version does not have: { $what }
server-version-older = { $name } runs authentik { $version }, which is too old: 2025.12 or newer is needed.
server-user = The token's user is { $user }.
server-user-superuser = The token's user is { $user }, a superuser.
server-right-granted = ✓ { $right }
server-right-missing = ✗ { $right }
server-right-read-sources = see sources
server-right-add-sources = make sources
server-right-read-mappings = see property mappings
server-right-add-mappings = make property mappings
server-right-read-flows = see flows
server-right-read-login-pages = see login pages
server-right-change-login-pages = change login pages
server-right-import-blueprints = import blueprints: several objects at once, all or none
server-skew = The server's clock is { $seconds } seconds ahead of this computer's. Logins fail if it is off by minutes.
server-skew-behind = The server's clock is { $seconds } seconds behind this computer's. Logins fail if it is off by minutes.

cli-pull-nothing = The server has no source that can be a draft.
cli-pull-new = New draft { $slug } ({ $name })
cli-pull-updated = Draft { $slug } is now as on the server; “undo” takes it back
cli-pull-same = Draft { $slug } is the same as on the server
cli-pull-kept = Draft { $slug } differs and was left as it is; --replace makes it as on the server
cli-pull-missing = { $slug }: the server does not show { $field }. Only to make the source anew somewhere, enter it here.
cli-pull-unknown = { $slug } is of a kind that this version of Source Desk does not know.

plan-server = For { $name } ({ $url }):
plan-summary = { $create } to create, { $update } to change, { $delete } to delete, { $none } already as wanted
plan-nothing = Nothing to do: the server is as wanted.
plan-empty = (empty)
plan-action-create = create
plan-action-update = change
plan-action-delete = delete
plan-action-none = leave
plan-model-source = source
plan-model-mapping = property mapping
plan-model-stage = login page
plan-secret-unknown = (secret, unknown)
plan-secret-set = (secret, will be set)
plan-secret-unchanged = (secret, unchanged)
plan-note-callback-changes = The callback URL changes with the slug “{ $subject }”: tell the provider the new one.
plan-note-left-out = The drafts keep further objects of a blueprint ({ $subject }), which are not pushed.
plan-note-no-button = “{ $subject }” has no button: its kind is not for logging in.
plan-note-one-by-one = The token's user may not import blueprints, so { $subject } requests are sent one after the other. If one fails, those before it stay; “rollback” takes them back.
plan-note-server-fetches = authentik fetches something from the provider when “{ $subject }” is saved, and refuses to save it if it cannot reach the provider.
plan-note-secret-stays = { $subject } is not known here; the server keeps the one that it has.
plan-note-secret-not-compared = Without a vault it cannot be told whether { $subject } is another one than was pushed; the server keeps the one that it has. --send-secrets sends it.
plan-note-secret-not-restored = { $subject } was replaced and does not come back: a server never shows a secret. Enter the old one on the server if it is needed.
plan-note-connections-lost = Deleting “{ $subject }” also deletes who is connected to it: people who logged in by it are not recognised by it any more. The users themselves stay.
plan-conflict-not-ours = { $subject } is on the server already and did not come from here. --adopt takes it over.
plan-conflict-changed-on-server = { $subject } was changed on the server since the last push: there it is { $server }, here still { $draft }. “pull --replace” takes it here; --take says who wins.
plan-conflict-changed-on-both = { $subject } was changed here and on the server: there it is { $server }, here { $draft }, and { $last } was pushed last. --take says who wins.
plan-conflict-gone-from-server = { $subject } was pushed once and is gone from the server. --adopt makes it again; people who were connected to a deleted source are not recognised by the new one.
plan-conflict-missing = { $subject }: the server has no “{ $draft }”. Make it there, or choose another.
plan-conflict-no-secret = { $subject } is missing: authentik insists on it for a new source.
plan-conflict-secret-locked = { $subject } is in the vault, which is locked. Unlock it and plan again.
plan-conflict-other-kind = { $subject }: a source of another kind ({ $server }) has this slug on the server. Choose another slug.

cli-plan-saved = Saved the plan: { $path }
cli-drift-none = Drafts and server are the same.
drift-draft = draft
drift-server = server
drift-last-pushed = last pushed

cli-apply-ask = Send this to { $url }? (y/n)
cli-apply-type-host = { $url } is a production server. Type its host to go on
cli-apply-nothing-sent = Nothing was sent.
cli-apply-verified = Done, and everything is as it should be.
cli-apply-not-verified = Sent, but not everything is as it should be: see the lines with ✗.
push-reading = Reading the server …
push-progress = { $done } of { $total } done, now { $now }
push-outcome-ok = done
push-outcome-refused = refused
push-outcome-unknown = unknown
push-outcome-skipped = not sent
push-state-running = broke off
push-state-done = done
push-state-failed = failed
push-state-cancelled = stopped
verify-read-back = { $subject }: the server shows it as planned
verify-gone = { $subject }: gone
verify-flows = { $subject }: has an authentication flow and an enrollment flow
verify-login-redirect = { $subject }: the button leads to the provider
verify-callback = { $subject }: the callback answers
verify-button = { $subject }: the login page shows the button
cli-rollback-of = Taking back run { $run }
cli-runs-none = Nothing was pushed yet.
cli-run-rolls-back = (took back run { $run })

err-server-name-invalid = “{ $subject }” is no name for a server.
fix-server-name-invalid = Choose a name of 1 to 60 characters.
err-server-name-taken = There is a server “{ $subject }” already.
fix-server-name-taken = Choose another name, or change that server.
err-server-not-known = There is no server “{ $subject }”.
fix-server-not-known = Look at the list of servers for its name, or add it.
err-server-profile-unreadable = What is kept of the server “{ $subject }” cannot be read; perhaps a newer Source Desk wrote it.
fix-server-profile-unreadable = Update Source Desk, or remove the server and add it again.
err-server-address-invalid = “{ $subject }” is no address of a server.
fix-server-address-invalid = Write it like https://auth.example.com
err-server-address-http = “{ $subject }” is http: everybody on the way could read the token.
fix-server-address-http = Use https. authentik itself offers it at port 9443; an authority of your own, or the fingerprint of its certificate, can be given for the server.
err-server-address-password = There is a user name or password in the address.
fix-server-address-password = Leave it out; the token is given apart. If the password was real, remove it from the shell's history.
err-server-no-token = There is no token for “{ $subject }” at this address.
fix-server-no-token = Create an API token in authentik (Directory › Tokens and App passwords, intent “API Token”) and give it to the server here. A token is kept for one address only.
err-server-unreachable = { $reason ->
    [dns-no-such-host] There is no host { $subject }.
    [dns-failed] The name { $subject } cannot be looked up.
    [connection-refused] Nothing listens at { $subject }.
    [connection-timeout] { $subject } does not answer in time.
    [connection-reset] The connection to { $subject } broke.
    [certificate-unknown-issuer] The certificate of { $subject } is from an authority that is not trusted here.
    [certificate-self-signed] The certificate of { $subject } is signed by itself.
    [certificate-expired] The certificate of { $subject } has expired.
    [certificate-not-yet-valid] The certificate of { $subject } is not valid yet.
    [certificate-wrong-host] The certificate of { $subject } is for another host.
   *[other] { $subject } cannot be reached ({ $reason }).
}
fix-server-unreachable = Check the address and whether the server runs. For a company's authority give its PEM file to the server here; for a proxy see the network settings. “source-desk explain { $reason }” says more.
err-server-address-refused = { $subject } is at { $address }, where nobody's server is: it would be a cloud's metadata service or this link only.
fix-server-address-refused = Check the hosts file and the DNS server for this name.
err-server-redirect = { $subject } sends the request elsewhere (status { $status }, to “{ $to }”). It was not followed: the token is for this server alone.
fix-server-redirect = Give the address that authentik itself has, to which the browser is led.
err-server-token-refused = { $subject } does not accept the token: it is wrong, expired or was revoked.
fix-server-token-refused = Create a new API token in authentik and give it to the server here.
err-server-not-permitted = The token's user may not do this at { $subject }: { $what }
fix-server-not-permitted = Give the user the permission in authentik, or use the token of a superuser. “server check” lists what it may do.
err-server-not-found = { $subject } does not have this: { $what }
fix-server-not-found = It may have been deleted since. Make a new plan. If the address is wrong, correct it.
err-server-refused = { $subject } does not accept what was sent. Nothing was saved by this request.
fix-server-refused = The details say what authentik objects to. Mend the draft and make a new plan.
err-server-crashed = authentik at { $subject } crashed on the request (405 and an empty page: its error pages only know GET). Nothing was saved by it.
fix-server-crashed = The reason is in the log of authentik's server container at this moment. Mend what it names and make a new plan.
err-server-busy = { $subject } is busy or down (status { $status }).
fix-server-busy = Try again in a moment. A plan that broke off can be given again.
err-server-uncertain = It is not known whether { $subject } has saved the last request.
fix-server-uncertain = Give the same plan again: the server is read first, and what is there is not sent again.
err-server-not-authentik = What answers at { $subject } is not authentik.
fix-server-not-authentik = Check the address. A proxy's login page in between, or the address of another program, looks like this.
err-server-malformed = An answer of { $subject } is not what authentik's API gives: { $what }
fix-server-malformed = Check whether a proxy changes answers. If not, this version of authentik answers differently; please report it.
err-server-too-large = An answer of { $subject } is too large to be read.
fix-server-too-large = Check the address. authentik's answers have a few megabytes at most.
err-server-too-old = { $subject } runs authentik { $version }, which is too old.
fix-server-too-old = Update authentik to 2025.12 or newer.
err-server-another = Another authentik answers at { $subject } than the one that was checked first. Nothing was sent.
fix-server-another = If the server was set up anew, accept it (“server check NAME --accept”). Otherwise find out who answers at this address.
err-plan-nothing = No draft was named to plan for.
fix-plan-nothing = Name one draft or more.
err-plan-not-a-plan = “{ $subject }” is no plan.
fix-plan-not-a-plan = Give the file that “plan --out” wrote.
err-plan-newer = “{ $subject }” was made by a newer Source Desk.
fix-plan-newer = Update Source Desk, or make a new plan.
err-plan-not-as-shown = The plan would send something for { $subject } that it does not show. Nothing was sent.
fix-plan-not-as-shown = Do not trust this file: ask who has changed it, and make the plan again.
err-plan-used = This plan was applied already, by run { $subject }.
fix-plan-used = Make a new plan: it shows what there still is to do.
err-plan-stale = { $subject } has changed since the plan was made: { $changed }. Nothing was sent.
fix-plan-stale = Make a new plan and look at it.
err-plan-partly = Part of the plan is done at { $subject }, and something else has changed there since: { $changed }. Nothing more was sent.
fix-plan-partly = Make a new plan and look at it.
err-plan-conflicts = The plan for { $subject } has conflicts ({ $count }), so nothing was sent.
fix-plan-conflicts = Decide them and make a new plan.
err-plan-other-server = The plan is for { $subject }, but the server of that name is now { $server }.
fix-plan-other-server = Make a new plan.
err-push-running = This plan is being carried out right now.
fix-push-running = Wait for it to end.
err-push-refused = authentik at { $subject } refuses the blueprint. Nothing was saved.
fix-push-refused = The details say what it objects to. Mend it and make a new plan.
err-push-crashed = authentik at { $subject } crashed on the blueprint instead of saying what is wrong with it. Nothing was saved. A dry run brought the reasons to light.
fix-push-crashed = The details say what it objects to. Mend it and make a new plan.
err-push-unknown = Something at { $subject } is neither as before nor as planned. Nothing more was sent.
fix-push-unknown = Make a new plan: it shows how the server is now.
err-push-secret-gone = The secret { $field } of “{ $subject }” is not at hand any more. Nothing more was sent.
fix-push-secret-gone = Enter it, or unlock the vault, and give the plan again.
err-push-journal = What is being done cannot be written down, so nothing more was sent.
fix-push-journal = See whether the disk is full or write-protected, and give the plan again.
err-push-cancelled = Stopped. What was sent to { $subject } before is done.
fix-push-cancelled = “rollback” takes it back; a new plan shows what there still is to do.
err-push-production = { $subject } is a production server: its host has to be typed before anything is sent.
fix-push-production = Type the host “{ $subject }” exactly.
cli-fix-push-production = Give --host { $subject }
err-push-not-confirmed = Nobody has confirmed that this shall be sent.
fix-push-not-confirmed = Look at the plan and give --yes.
err-push-run-not-found = There is no run { $subject }.
fix-push-run-not-found = Look at the list of runs.
err-rollback-nothing = There is no run that could be taken back.
fix-rollback-nothing = Look at the list of runs.
err-pull-unknown = { $server } has no source “{ $subject }”.
fix-pull-unknown = Check the slug in authentik, under Directory › Federation and Social login.
err-usage-secret-token = Only the token can be given here.
fix-usage-secret-token = Write --secret token=env:VARIABLE
err-usage-take = “{ $subject }” does not say who wins.
fix-usage-take = Write draft, server, or for one field SLUG.FIELD=draft or SLUG.FIELD=server

cli-server-doctor = Look at the flows of a server's sources: what keeps people from logging in; exit 1 if something does
cli-server-doctor-slug = Slugs of the sources; without one all that log people in
cli-server-doctor-secret = The API token, if it is not in the vault
cli-server-dry-run = Have a server look at a blueprint without keeping anything of it; exit 1 if it objects
cli-server-dry-run-file = The blueprint
cli-server-dry-run-secret = The API token, if it is not in the vault
cli-plan-preview = Draw the login page as it will be, as SVG
cli-plan-page = The login page “{ $stage }” shows, in this order: { $buttons }
cli-plan-page-large = { $name } (large)
cli-server-doctor-well = Nothing wrong with the flows.
cli-server-dry-run-good = { $name } would take this blueprint.
cli-server-dry-run-objects = { $name } would refuse this blueprint:
flow-no-authentication-flow = { $slug } has no authentication flow: nobody can log in by it (“Configured flow does not exist.”).
flow-no-enrollment-flow = { $slug } has no enrollment flow: only people who are connected to it already can log in.
flow-authentication-without-login = The authentication flow “{ $flow }” of { $slug } has no user login stage: nobody is logged in at its end.
flow-enrollment-without-write = The enrollment flow “{ $flow }” of { $slug } has no user write stage: new people are not stored.
flow-enrollment-without-login = The enrollment flow “{ $flow }” of { $slug } has no user login stage: new people are stored and not logged in.
flow-other-designation = The flow “{ $flow }” of { $slug } is made for something else. authentik accepts it all the same.
flow-attributes-stay = The authentication flow “{ $flow }” of { $slug } has no user write stage: what the provider says at later logins (name, e-mail) is not taken over.
flow-policies-not-asked = Policies are bound to { $slug }. authentik does not ask them when somebody logs in by it: bind them to its flows.
cli-server-pages = Show the login pages of a server: their buttons in order, and the flows that use them
cli-server-pages-stage = Name of an identification stage; without one all
cli-server-pages-preview = Draw the page, as SVG
cli-server-pages-secret = The API token, if it is not in the vault
cli-plan-labels = Whether the sources' names stand beside their buttons on that page
cli-server-page-flows = Used by: { $flows }
cli-plan-page-empty = The login page “{ $stage }” shows no button.
err-login-page-unknown = { $server } has no identification stage “{ $subject }”.
fix-login-page-unknown = “server pages” lists them.
