# Changes of a source's identity: who keeps their account, and the steps that keep them.

## The changes

identity-change-unionid = WeChat begins to send a unionid
identity-change-appid = The source gets another AppID
identity-change-slug = The source is renamed on the server
identity-change-slug-as-new = The source is pushed as a new one under another slug
identity-change-recreate = The source is deleted and made again
identity-change-type = The source gets another type

## What becomes of a person

identity-fate-stays-linked = stays linked
identity-fate-links-again = is linked again at the next login
identity-fate-elsewhere = gets into somebody else's account
identity-fate-doubles = gets a second account
identity-fate-is-doubled = has a second account already
identity-fate-fails = sees an error at each login
identity-fate-denied = is refused at each login
identity-fate-orphaned = loses the link; the new identifier is not known
identity-fate-not-known = not known

## When a step is done

identity-phase-before = before
identity-phase-change = the change
identity-phase-after = after
identity-phase-undo = undo

## The steps

identity-act-read = Read all connections of { $slug }, page by page, and save the answers
identity-act-read-why = This is what people are linked by. Compare it with what the steps expect; it is also what you go back to.
identity-act-check = Read all connections of { $slug } again and compare them
identity-act-check-why = Each connection has to be as the steps say. If one is not, do not go on, and take back what was done.
identity-act-off = Switch { $slug } off
identity-act-off-why = Until the identifiers fit again, each login could make a second account. While the source is off nobody can log in with it.
identity-act-on = Switch { $slug } on
identity-act-on-why = The identifiers fit, so people may log in again.
identity-act-callback = Register the callback URL of { $slug } with the provider, beside the one that is registered
identity-act-callback-why = The slug is part of the callback URL. Without it nobody comes back from the provider.
identity-act-bind = Bind the website application to your Open Platform account at open.weixin.qq.com, unless it is bound already
identity-act-bind-why = From then on WeChat sends a unionid, and authentik takes it for the identifier instead of the openid.
identity-act-unbind = Make sure that WeChat sends no unionid any more, at open.weixin.qq.com
identity-act-unbind-why = As long as WeChat sends a unionid, authentik looks for it and not for the openid that the connections have again.
identity-act-appid = Put the new AppID and AppSecret into { $slug }
identity-act-appid-why = With the new AppID WeChat sends other openids for the same people. Keep the old pair: going back needs it.
identity-act-appid-back = Put the AppID and AppSecret from before into { $slug }
identity-act-appid-back-why = With the old AppID WeChat sends the old openids again.
identity-act-rename = Rename { $from } to { $to }
identity-act-rename-why = It stays the same source, so its connections stay. A tool that looks for { $to } and finds nothing would make a second source instead.
identity-act-type = Change the type of { $slug } from { $from } to { $to }
identity-act-type-why = The new type takes the identifier from its own key of the profile. The connections stay, but hold the old identifiers.
identity-act-delete-source = Delete { $slug }
identity-act-delete-source-why = Only because the change is to make it anew. All its connections go with it; the users stay.
identity-act-create-source = Make { $slug }, switched off, with all that the draft says
identity-act-create-source-why = Only the required fields are shown here. It stays off until people are connected with it.
identity-act-move = Give the connection { $connection } of user { $user } the identifier { $to } instead of { $from }
identity-act-move-why = authentik knows a person by this identifier alone.
identity-act-move-detour = Give the connection { $connection } of user { $user } the identifier { $to } instead of { $from }, for the swap
identity-act-move-detour-why = People swap identifiers. One has to stand aside for a while, so that no identifier is ever on two connections.
identity-act-create = Connect user { $user } with { $slug } by the identifier { $identifier }
identity-act-create-why = Without this connection the next login does not find the account.
identity-act-delete = Delete the connection { $connection } of user { $user }, which has the identifier { $identifier }
identity-act-delete-why = Another connection gets this identifier, or it was made by these steps. The user is not deleted.

identity-before-connection = connection { $connection } is user { $user }'s and has the identifier { $identifier }
identity-before-identifier-free = no connection of the source has the identifier { $identifier }
identity-before-user-free = user { $user } has no connection with the source
identity-before-source = a source { $slug } exists, of type { $kind }
identity-before-slug-free = no source has the slug { $slug }

identity-answer-source = Note the source's primary key from the answer: { $name } stands for it below.
identity-answer-pk = Note the pk of the answer: { $name } stands for it below.

## What to know

identity-note-writes-not-recorded = Not certain: that a connection's identifier and user can be written was read in authentik's code and never seen on a server. Try one connection first and read it back.
identity-note-cascade-not-recorded = Not certain: that a source's connections go with it was read in authentik's code and never seen on a server.
identity-note-tokens-not-restored = A connection that is made anew has none of the provider's tokens. The next login stores new ones.
identity-note-identifier-not-unique = authentik's database refuses a second connection of one user with one source, but not one identifier on two connections. The steps never do that; do not change their order.
identity-note-group-connections = A new source has no connections of groups either. If groups come from this provider, connect them too: /api/v3/sources/group_connections/.
identity-note-delete-not-undone = A deleted source does not come back as what it was. Undo takes the new connections off and leaves the new source switched off.
identity-note-mappings-not-evaluated = The source has property mappings, which were not evaluated. They may give other usernames and addresses than shown here.
identity-note-paths-stay = The user path of those who exist stays; only new people get a path with the new slug.
identity-note-callback-changes = The callback URL changes with the slug. The provider must know the new one before people use it.
identity-note-unionids-within-account = A unionid is the same only for applications of one Open Platform account. Say --same-account if both AppIDs belong to one.
identity-note-attributes-are-old = Some new identifiers were taken from the users' attributes. authentik writes these at the first login only, unless a flow says otherwise.
identity-note-type-not-recorded = Not certain: that authentik takes another type by PATCH was never seen to the end. It fetches the new type's addresses first and refuses if it cannot reach them.
identity-note-patch-needs-more = A PATCH of this type of source fails unless it carries the source's URLs again, or authentik can reach the provider.
identity-note-same-provider-not-known = Not certain: the two types may ask the same provider for the same identifier. Compare one test login with its connection.
identity-note-let-them-log-in = Some new identifiers are not known. Once such a person has come back, their second account holds both the openid and the unionid: read users and connections again and ask again, and the steps give them their older account back.
identity-note-table-needed = Some new identifiers are not known. Only the person or the provider can tell them: write them into a table for --identifiers. Letting people connect again in their settings works only after their old connection is deleted.
identity-note-younger-account-stays = Somebody has two accounts. The older one is kept; the younger one stays without a connection. What was done with it stays there, so look before you deactivate it.

## The command line

cli-identity = Show who keeps their account when a source's identity changes, and the API calls that keep them; exit 1 if somebody does not
cli-identity-change = What changes: unionid, appid, slug=NEW, recreate, type=NEW
cli-identity-directory = JSON file with users and connections as authentik's API answers them
cli-identity-identifiers = CSV file with the identifier before and after on each line
cli-identity-out = Write the report as JSON into this file
cli-identity-same-account = With appid: the new AppID belongs to the same Open Platform account
cli-identity-as-new = With slug=NEW: a tool pushes it as a new source instead of renaming the one that exists
cli-identity-after =
    Nothing is sent. The steps are yours to do, in their order; the users stay in any case.
    The directory is {"{"}"users": […], "connections": […]{"}"} from GET /api/v3/core/users/ and
    GET /api/v3/sources/user_connections/oauth/?source__slug=SLUG; all pages.
cli-identity-account = Account
cli-identity-identifier = Identifier
cli-identity-new = New identifier
cli-identity-what = Without the steps
cli-identity-kept = After the steps
cli-identity-kept-account = { $user }
cli-identity-kept-none = nothing is done
cli-identity-double = second account: { $account }
cli-identity-next = next login: { $action } ({ $step })
cli-identity-keep = What keeps everybody linked
cli-identity-undo = What takes it back
cli-identity-why = Why: { $text }
cli-identity-before = Only if { $text }
cli-identity-notes = What to know
cli-identity-unmatched = These identifiers of the table are on no connection: { $identifiers }
cli-identity-nobody = No connection of this source is known, so only the steps are shown. Give users and connections with --directory FILE.
cli-identity-safe = Everybody keeps their account if the change is made as below
cli-identity-wrote = Wrote { $path }

## What can be wrong

err-identity-change-unknown = “{ $subject }” is no change of identity.
fix-identity-change-unknown = Say unionid, appid, slug=NEW, recreate or type=NEW.
err-identity-option = { $subject } means nothing for the change “{ $change }”.
fix-identity-option = Leave it out. It belongs to { $belongs }.
err-identity-no-login = Nobody logs in through a source of this kind ({ $subject }); it synchronises users, and keeps them by other rules.
fix-identity-no-login = Choose a source that people log in with.
err-identity-only-wechat = Only WeChat has AppIDs with openids and unionids; this source is of type { $subject }.
fix-identity-only-wechat = Choose another change: slug=NEW, recreate or type=NEW.
err-identity-nothing-changes = It is “{ $subject }” already, so nothing changes.
fix-identity-nothing-changes = Name the new slug or type.
err-identity-other-protocol = A source of type { $from } cannot become { $subject }: authentik keeps them as different things, and changes the type of OAuth sources only.
fix-identity-other-protocol = Make a second source of the new type beside it, and let people connect it in their settings before the old one goes.
err-identity-only-server = Only a server can tell “{ $subject }”, because the draft has a blueprint tag there.
fix-identity-only-server = Put the value itself into the draft and try again.
err-identity-identifier-twice = Two connections of the source have the identifier “{ $subject }”. authentik would take the first it finds, so nothing certain can be said.
fix-identity-identifier-twice = Find out whose it is, delete the other connection in authentik, and read the connections again.
err-identity-user-twice = User { $subject } has two connections with the source, which authentik does not allow. The file may hold one page twice, or two states.
fix-identity-user-twice = Read all connections once more and make the file anew.
err-identity-directory-malformed = { $subject } does not hold users and connections as authentik's API answers them: { $detail }.
fix-identity-directory-malformed = It has to be a JSON object with "users" and "connections", each a list of what authentik answered. See: source-desk help identity
err-identity-table-line = Line { $line } of { $subject } does not hold two identifiers.
fix-identity-table-line = Write the identifier before and the one after on each line, separated by a comma.
err-identity-table-twice = Line { $line } of { $subject } names “{ $identifier }” again; each identifier belongs to one person.
fix-identity-table-twice = Correct or remove one of the two lines.
