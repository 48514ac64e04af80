# The mapping lab and predictions.


## Dialogs

dialog-open-directory = Choose a file with the users of authentik
dialog-open-people = Choose a file with the people at the provider
dialog-save-people = Save what would become of them

## Problems

err-lab-not-json = { $subject } is not JSON: it goes wrong in line { $line }, column { $column }.
fix-lab-not-json = Correct it there. A provider's answer can be pasted as it is.
err-lab-not-object = { $subject } is JSON, but no object: it has to begin with a brace.
fix-lab-not-object = Give what the provider says about one person. Lists of people are for predictions of many.
err-lab-too-large = { $subject } has more than { $bytes } bytes.
err-lab-request-too-large = A mapping would be given more than { $bytes } bytes: information, context and users together.
fix-lab-request-too-large = Give a directory with fewer users, or shorten the context. Users are given only to mappings that call ak_user_by.
fix-lab-too-large = Leave out what the mappings do not look at.
err-lab-file-too-large = { $subject } is larger than { $megabytes } MB.
fix-lab-file-too-large = Split it, or leave out columns that are not needed.
err-lab-file-not-utf8 = { $subject } is not a text in UTF-8.
fix-lab-file-not-utf8 = Save it again as “CSV UTF-8” (in Excel and WPS), or convert it from GBK.
err-lab-context-wrong = The context is not as it should be: a member of it has another form.
fix-lab-context-wrong = users, policies, dns and http are lists, http_request is an object or null. The detail names the place.
err-lab-context-unknown = The context has “{ $subject }”, which no mapping can see.
fix-lab-context-unknown = Take it out, or name it as authentik does: token, client, auth_api, root, assertion, name_id, principal_obj.
err-lab-context-own = “{ $subject }” cannot be given: it follows from the draft.
fix-lab-context-own = Take it out of the context, and change the draft instead.
err-lab-not-here = Property mappings cannot be run: the program source-desk-expression is missing beside Source Desk.
fix-lab-not-here = Install Source Desk again. A virus scanner may have taken the program away.
err-lab-no-python = There is no python3 on this computer, or it cannot be used here.
fix-lab-no-python = Use the interpreter that comes with Source Desk.
err-lab-not-started = The program that runs property mappings does not start.
fix-lab-not-started = Try again. If it stays like this, look at the detail: the system may forbid the program.
err-lab-only-the-server = { $subject } has a value that only a server resolves, so nothing can be predicted.
fix-lab-only-the-server = Give the field a value of its own in the draft, or in a copy of it.
err-lab-no-choice = { $subject } is “{ $value }”, which authentik does not know.
fix-lab-no-choice = Choose one of the values of the form.
err-lab-not-people = { $subject } holds no list of people.
fix-lab-not-people = Give a JSON list with an object for each person, or CSV with a row for each.
err-lab-people-gone = There is no prediction to save.
fix-lab-people-gone = Open the file with the people again.
err-directory-empty = { $subject } has no users.
fix-directory-empty = Each user needs a username. Of a server: a token that may not see users sees none.
err-directory-wrong = In { $subject }, “{ $part }” is no list.
fix-directory-wrong = users, groups, connections and group_connections are lists, or pages of the API's answers.
err-directory-no-users = { $subject } is JSON without a list of users.
fix-directory-no-users = It should be a list, or have users or results, as authentik's API gives them.
err-directory-no-username = { $subject } has no column “username”. It has: { $columns }
fix-directory-no-username = Give the columns authentik's names: username, email, name, pk, is_active, attributes.….
err-directory-not-csv = { $subject } cannot be read as CSV in line { $line }.
fix-directory-not-csv = Look for a quotation mark that is not closed.

## What is not certain of the first properties

lab-doubt-base-not-known = What this kind of source says by itself is not known here; the properties before the first mapping may lack some.
lab-doubt-emails-not-given = The address is private. authentik asks GitHub for the list of addresses; add it as “emails” to see the primary one.
lab-doubt-groups-not-given = With the scope GroupMember.Read.All authentik asks Microsoft Graph for groups; add the answer as “raw_groups” to see them.
lab-doubt-order-of-names = The order of these names depends on how the server's database sorts capitals and signs. Begin the names with numbers to be certain.
lab-doubt-path-not-known = What the user path template makes is not known here.

## Limits

lab-limit-time = It took too long and was ended. authentik has no limit of its own: the login would hang.
lab-limit-processor = It used more of the processor than it may and was ended.
lab-limit-memory = It needed more memory than it may have and was ended.
lab-limit-stack = Its calls were nested too deeply.
lab-limit-output = It wrote more than is taken and was ended.
lab-limit-ended = Its process ended without an answer.

## Why a property is not written

lab-discarded-no_value = it has no value
lab-discarded-component = it belongs to the form, not to the user
lab-discarded-groups = groups are handled apart
lab-discarded-no_field = users have no such field; put it into attributes to keep it
lab-discarded-no_user_write = the flow writes no user
lab-discarded-raises = writing it ends the login with an error page
lab-discarded-not_known = what is stored is not known here

## What authentik does

lab-action-auth = logs in
lab-action-link = links
lab-action-enroll = makes an account
lab-action-deny = refuses
lab-action-error = fails
lab-action-unknown = not known
lab-outcome-logged_in = Logged in.
lab-outcome-not_logged_in = The flow runs through, and nobody is logged in.
lab-outcome-linked = The account of the session is connected.
lab-outcome-asked = The person is asked for something first.
lab-outcome-resumed = The flow that sent the person goes on.
lab-outcome-denied = Refused.
lab-outcome-failed = It ends with an error.
lab-outcome-not_known = What is not known decides.

## Which step decides

lab-step-a1 = The source is switched off.
lab-step-a2 = The source has no authorization URL.
lab-step-b1 = The state does not come back as it was sent.
lab-step-b2 = The provider sends no code.
lab-step-b3 = The token endpoint refuses.
lab-step-b4 = The token answer holds an error.
lab-step-b5 = The profile cannot be read.
lab-step-b6 = The information has no identifier for the person.
lab-step-c1 = The base properties of the type.
lab-step-c2 = A property mapping raises an exception.
lab-step-c3 = Properties without a value are dropped.
lab-step-c4 = The groups or their mappings go wrong.
lab-step-d0 = Somebody is logged in already.
lab-step-d1 = A connection with this identifier exists.
lab-step-d2 = No connection exists, and the mode matches by identifier only.
lab-step-d3 = The property to match by is empty, so authentik refuses.
lab-step-d4 = No account has the same value.
lab-step-d5 = An account has the same value, and the mode links it.
lab-step-d6 = An account has the same value, and the mode refuses.
lab-step-e-deny = The login is refused.
lab-step-e-link = The account of the session gets the connection.
lab-step-e-auth = The authentication flow runs.
lab-step-e-enroll = The enrollment flow runs.
lab-step-e-planning = Whether the flow applies to the person.
lab-step-e-source-stage = The Source Stage of another flow goes on.
lab-step-e-connection = The connection is saved; an account has one with each source at most.
lab-step-f-prompt = A prompt asks the person.
lab-step-f-user-write = The user is written.
lab-step-f-user-login = The user is logged in.
lab-step-f-stages = Another stage of the flow.
lab-step-g = The groups are updated.

## Where the person lands

lab-page-library = authentik's library
lab-page-user_settings = the user's settings
lab-page-login_page = the login page
lab-page-prompt = a prompt
lab-page-access_denied = the page “Request has been denied”
lab-page-bad_request = a page with status 400
lab-page-not_found = a page with status 404
lab-page-server_error = a page with status 500
lab-page-flow_error = the error page of the flow
lab-page-broken_redirect = an address that does not exist

## What is not known

lab-unknown-no-login = Nobody logs in with { $subject }; it synchronises.
lab-unknown-connections = Which connections exist.
lab-unknown-groups = Which groups exist.
lab-unknown-user = The user { $subject }, whom the list does not have.
lab-unknown-flow = Which flow { $subject } is.
lab-unknown-requirement = Who may run the flow { $subject }.
lab-unknown-superuser = Whether { $subject } is a superuser.
lab-unknown-policies = Whether the policies of the flow { $subject } pass.
lab-unknown-stages = Which stages the flow { $subject } has.
lab-unknown-stage = What the stage { $subject } does.
lab-unknown-stage-runs = Whether a stage of the flow { $subject } runs.
lab-unknown-typed = What the person types for { $subject }.
lab-unknown-user-path = Which path the template makes.
lab-unknown-value = What is stored for { $subject }.
lab-unknown-no-field = What is stored for { $subject }, which is no field.
lab-unknown-primary-key = Which row { $subject } writes.
lab-unknown-mappings = What the property mappings return.

## What becomes of groups

lab-fate-created = is made
lab-fate-updated = is updated
lab-fate-linked = an existing one is linked
lab-fate-no_name = has no name, which ends the login
lab-fate-denied = a group of this name exists, which ends the login
lab-fate-name_taken = a group of this name exists; the login ends on an error page
lab-fate-connected_otherwise = the group has another identifier; the login ends on an error page
lab-fate-no_field = a property is no field of a group; the login ends on an error page

## What becomes of people

lab-verdict-authenticates = logs in
lab-verdict-links = gets into an existing account
lab-verdict-enrolls = gets a new account
lab-verdict-duplicates = gets a second account
lab-verdict-is_asked = is asked, then gets a new account
lab-verdict-denied = is refused
lab-verdict-fails = sees an error
lab-verdict-not_known = not known

## About files with users

lab-directory-no-connections = The file has no connections; the source is taken for a new one that nobody has used yet.
lab-directory-no-groups = The file has no groups; it is taken that there are none.
lab-directory-no-username = { $count } without a username were passed over, the first at { $first }.
lab-directory-no-group-name = { $count } groups without a name were passed over.
lab-directory-no-connection = { $count } connections were passed over: the user, the source's slug or the identifier is missing.
lab-directory-twice = { $count } users come twice and were passed over, the first is { $first }.
lab-directory-column = { $count } columns are not used, the first is “{ $first }”.

## On the command line, and how mappings end

lab-skipped = SkipObject: a sync leaves this object out. At a login it is an error.
lab-needs-server = Needs the server: { $what }
lab-ended-no-identifier = The person has no identifier: authentik says “Could not determine id.” and runs no mapping.
lab-ended-raised = A mapping failed. authentik answers with a server error, and the login ends.
lab-ended-needs-server = What comes after this is only known to a server.
lab-ended-stopped = A mapping was ended by a limit of this computer. authentik has no such limit.
lab-ended-bad-groups = groups is no list of texts, and authentik fails on it.
cli-map = Run the property mappings of a draft for one person, offline
cli-predict = What authentik would do with a person, or with many
cli-arg-info = What the provider says about the person, JSON; - reads it from stdin. For predict also a JSON list or CSV of many
cli-arg-context = What else is known, JSON: token, client, users, policies, dns, http, http_request
cli-arg-engine = What runs the mappings: inside, or python for the system's Python 3
cli-arg-directory = Users, groups and connections of authentik, JSON or CSV
cli-predict-all-modes = All five user and three group matching modes side by side
cli-predict-out = Where to write what becomes of many people: .csv or .json
err-usage-predict-out = --out writes a table of many people, but { $subject } holds one.
fix-usage-predict-out = Leave --out away, or use --json.
cli-map-identifier = Identifier: { $identifier }
cli-map-base = Before the mappings
cli-map-result = Properties of the user
cli-map-group = Group { $group }
cli-map-discarded = Not written by the default enrollment flow
cli-map-not-run = { $mapping } was not run
cli-map-not-a-dict = It returned { $value }, which is no dict: authentik passes it over.
cli-map-empty = It returned nothing, and changes nothing.
cli-map-same = It changes nothing.
cli-map-raised = line { $line }: { $what }
cli-predict-page = Lands on
cli-predict-message = Reads
cli-predict-asked = Is asked for
cli-predict-next = Next login
cli-predict-user-new = New account
cli-predict-user-written = Existing account, written to
cli-predict-user-same = Existing account, not changed by the login
cli-predict-typed = (what the person types)
cli-predict-groups = Groups
cli-predict-log = In the server's log and events
cli-predict-unknown = Rests on what is not known
cli-predict-user-mode = user_matching_mode
cli-predict-group-mode = group_matching_mode
cli-predict-result = Result
cli-predict-current = * marks the modes of the draft.
cli-predict-row = #
cli-predict-person = Person
cli-predict-account = Account
cli-map-server = The server whose users mappings may ask for; it is only read
cli-predict-server = The server whose users, groups and connections are looked into; it is only read
