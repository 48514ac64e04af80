# The program source-desk: its help, its sentences, and what can be wrong with a call.

## Help

cli-about = Source Desk without a window: prepares login sources for authentik, offline.
cli-after =
    Secrets never stand in the arguments. FIELD=SOURCE is FIELD=env:VARIABLE, FIELD=file:PATH or FIELD=- (stdin).
    Exit codes: 0 done, 1 findings, 2 the call was wrong, 3 a host was not reached, 4 our own mistake.
cli-heading-usage = Usage:
cli-heading-commands = Commands
cli-heading-arguments = Arguments
cli-heading-options = Options
cli-usage-options = [OPTIONS]
cli-values = {" "}({ $values })
cli-default = {" "}(default: { $value })

cli-arg-home = The data folder; otherwise SOURCE_DESK_HOME, otherwise the folder that the desktop program uses
cli-arg-json = Print exactly one JSON document, also for an error
cli-arg-lang = Language of everything that is printed
cli-arg-quiet = Print no progress and no hints
cli-arg-help = Show this help
cli-arg-version = Show the version
cli-arg-slug = Slug of the draft
cli-arg-source-type = Kind of source, as “types” lists them
cli-arg-target = authentik version: 2025.12, 2026.2, 2026.5 or 2026.8
cli-arg-profile = Who logs in: { $profiles }
cli-arg-fault = What goes wrong: { $faults }
cli-arg-secret = A secret to check the draft with; may be given more than once
cli-arg-out = Where to write the file

cli-types = List the kinds of source that authentik's New Source offers
cli-fields = List the fields of a kind's form, with authentik's names, labels and defaults
cli-new = Make a draft
cli-new-name = Name on the login button
cli-new-slug = Slug: part of the login and callback URLs
cli-new-set = Value of a field, as “fields” lists them; may be given more than once
cli-list = List the drafts, newest change first
cli-list-search = Only drafts whose name, slug, AppID, host, tags or notes contain this
cli-show = Show a draft with its findings
cli-set = Change fields of a draft
cli-set-values = Fields and their new values; also authentik_host, brand_hosts, callback_domain, name, slug, tags, notes, and registered=true once the provider knows the source
cli-copy = Copy a draft under a new slug
cli-copy-new = Slug of the copy
cli-delete = Delete a draft; “undo” brings it back
cli-undo = Take the last change back
cli-redo = Make the last undone change again
cli-lint = Check drafts and blueprints for mistakes; exit code 1 if there is an error
cli-lint-checked-for = authentik version to check for: 2025.12, 2026.2, 2026.5 or 2026.8; drafts have their own, files 2026.5
cli-lint-target = Slugs of drafts and paths of blueprints; none means all drafts
cli-preview = Show the callback URL and the exact requests that authentik will send
cli-preview-host = Domain to use instead of the draft's authentik host
cli-preview-login-page = Write a picture of authentik's login page with the button
cli-preview-qr = Write a picture of a QR code that logs nobody in
cli-rehearse = Play a whole test login against the simulator, without authentik and without the provider
cli-rehearse-slug = Slug of the draft
cli-rehearse-demo = Use a ready-made draft instead
cli-rehearse-secret = Consumer secret to log in with; otherwise a stand-in
cli-rehearse-out = Folder for QR code (qr.svg), transcript (transcript.json) and blueprint (blueprint.yaml)
cli-explain = Explain an error of a provider, OAuth, LDAP, TLS or authentik
cli-explain-error = A code (40029, invalid_grant), the text of a page, an answer, a log line, or authentik's message; nothing lists all
cli-explain-search = Name the errors that have all these words, in English or Chinese
cli-explain-list = Name all errors
cli-explain-provider = Only those of one provider, protocol or source type: wechat, entraid, oauth, ldap, tls
cli-export = Write drafts as a blueprint, for Terraform, Kubernetes or Docker Compose, as a run-book or as JSON
cli-export-slug = Slugs of the drafts
cli-export-format = Format of the file
cli-export-out = Where to write it, a folder if the format has several files; otherwise stdout
cli-export-secrets = How authentik gets at the secret: from a file, a variable or the blueprint's context on the server, or inline: it stands in the file. Terraform asks for it unless it is inline
cli-export-login-page = Also add the button to the login page: slug of the identification stage, without one authentik's own
cli-export-secret = Secret that stands in the file with --secrets inline
cli-doctor = Check the data folder
cli-backup = Write a backup of the drafts
cli-backup-path = Where to; otherwise the folder “backups” in the data folder
cli-seed = Make varied drafts, for measuring
cli-seed-count = How many
cli-help = Show the help of a command
cli-help-topic = The command

## Sentences

cli-hint = hint: { $text }
cli-wrote = Wrote { $path }
cli-yes = yes
cli-no = no
cli-callback-url = Callback URL
cli-callback-domain = Authorized callback domain (授权回调域)
cli-placeholder = authentik's host is not known yet, so authentik.company stands in. Set it with: source-desk set { $slug } authentik_host=auth.example.com

cli-field-required = required
cli-field-secret = secret
cli-field-default = default: { $value }
cli-field-choices = choices: { $values }

cli-created = Created “{ $name }” ({ $slug })
cli-created-findings =
    { $many ->
        [one] There is 1 finding. Read it with: source-desk lint { $slug }
       *[other] There are { $count } findings. Read them with: source-desk lint { $slug }
    }
cli-saved = Saved { $slug }, revision { $revision }
cli-unchanged = { $slug } already had these values
cli-copied = Copied { $slug } to { $new }
cli-deleted = Deleted { $slug }
cli-deleted-undo = To bring it back: source-desk undo
cli-undone-created = Undone: “{ $name }” ({ $slug }) is not there any more
cli-undone-saved = Undone: “{ $name }” ({ $slug }) is as it was before
cli-undone-deleted = Undone: “{ $name }” ({ $slug }) is back
cli-redone-created = Done again: “{ $name }” ({ $slug }) is back
cli-redone-saved = Done again: “{ $name }” ({ $slug }) is changed again
cli-redone-deleted = Done again: “{ $name }” ({ $slug }) is deleted
cli-undo-nothing = There is nothing to undo
cli-redo-nothing = There is nothing to redo
cli-seeded = Made { $count } drafts
cli-secret-fine = The secret has the right form
cli-secret-not-kept = The secret was checked, not kept: there is no vault yet. Set one up with: source-desk vault init

cli-list-empty = There are no drafts yet. Make one with: source-desk new wechat --name WeChat --slug wechat
cli-list-no-match = No draft matches “{ $search }”
cli-list-unreadable = “{ $name }” ({ $slug }) cannot be shown: { $why }. It is kept as it is
cli-unreadable-newer = a newer Source Desk wrote it
cli-unreadable-damaged = it is damaged
cli-column-name = Name
cli-column-slug = Slug
cli-column-host = Host
cli-column-state = State
cli-state-ready = ready
cli-state-errors = { $count } { $many ->
        [one] error
       *[other] errors
    }
cli-state-warnings = { $count } { $many ->
        [one] warning
       *[other] warnings
    }
cli-state-and = {", "}

cli-show-type = Type
cli-show-secret = set, { $characters } characters{ $at ->
    [none] {""}
   *[other] , changed { $at }
}
cli-show-registered = Registered with WeChat
cli-show-revision = Revision

cli-lint-clean = Nothing found
cli-lint-sum = Errors: { $errors } · warnings: { $warnings } · notes: { $notes }
cli-lint-no-source = { $file } has no source of a kind that this version checks
cli-lint-not-judged = { $file } { $slug }: only authentik can tell what these hold, so they were not checked: { $fields }

cli-rehearse-qr = The simulated phone scans this by itself
cli-rehearse-waiting-scan = Waiting until the QR code is scanned
cli-rehearse-waiting-confirm = Waiting for the person to confirm on the phone
cli-outcome-ok = The test login went well
cli-outcome-denied = The person refused
cli-outcome-failed = The test login failed
cli-outcome-cancelled = The test login was cancelled
cli-result-identifier = Identifier
cli-result-repaired = Nickname as it was meant
cli-result-seen = What authentik shows to the user: { $message }
cli-result-seen-nothing = The user sees the provider's page only and does not get back to authentik
cli-result-not-saved = authentik reads this when the source is saved, and would refuse to save it
cli-result-detail = Details: { $detail }

cli-explain-source = Source: { $source }
cli-explain-uncertain = This is not certain: check it against the source
cli-explain-also = Also in this text:
cli-explain-none = No error has all these words
cli-explain-hint = To read more: source-desk explain CODE

cli-export-inline = The secret stands in this blueprint. Keep it out of version control, and delete it once it is applied
cli-export-needs-file = authentik's server and worker must be able to read the { $field } of { $slug } from { $reference }
cli-export-needs-env = authentik's server and worker need the { $field } of { $slug } in the variable { $reference }
cli-export-needs-context = The blueprint instance needs the { $field } of { $slug } in its context under { $reference }

cli-check-ok = well
cli-check-bad = not well
cli-backed-up = Backed up to { $path }

## What to do about problems, where the command line knows it more exactly than the window

cli-fix-draft-not-found = See which there are: source-desk list
cli-fix-type-unknown = See which there are: source-desk types
cli-fix-field-unknown = See authentik's names: source-desk fields TYPE. Besides those there are target, authentik_host, brand_hosts and callback_domain.
cli-fix-draft-conflict = Repeat the command: it then starts from the newest revision.
cli-fix-explain-unknown = Try the code alone (40029, invalid_grant), the text of the provider's page, or authentik's message. To look for words: source-desk explain --search WORDS
cli-fix-export-secret-missing = Give it with --secret { $field }=env:VARIABLE, or let the blueprint refer to it with --secrets file, env or context.

## What can be wrong with a call

err-usage-unknown-argument = “{ $subject }” is not an argument of this command.
fix-usage-unknown-argument =
    { $suggestion ->
        [none] See { $command } --help
       *[other] Did you mean “{ $suggestion }”? See { $command } --help
    }
err-usage-unknown-command = There is no command “{ $subject }”.
fix-usage-unknown-command =
    { $suggestion ->
        [none] See { $command } --help
       *[other] Did you mean “{ $suggestion }”? See { $command } --help
    }
err-usage-command-missing = No command was given.
fix-usage-command-missing = See { $command } --help
err-usage-missing = This is missing: { $subject }.
fix-usage-missing = See { $command } --help
err-usage-value = “{ $value }” does not fit { $subject }.
fix-usage-value =
    { $choices ->
        [none] See { $command } --help
       *[other] Choose one of: { $choices }. See { $command } --help
    }
err-usage-value-missing = { $subject } needs a value.
fix-usage-value-missing = See { $command } --help
err-usage-value-unwanted = { $subject } takes no value, or not so many.
fix-usage-value-unwanted = See { $command } --help
err-usage-conflict = { $subject } and { $other } do not go together.
fix-usage-conflict = Leave one of them out. See { $command } --help
err-usage-text = An argument is not UTF-8 text.
fix-usage-text = Check the encoding of your terminal or script. See { $command } --help
err-usage-other = This call cannot be understood.
fix-usage-other = See { $command } --help
err-usage-assignment = “{ $subject }” is not of the form FIELD=VALUE.
fix-usage-assignment = Write for example consumer_key=wx0000000000000001, without spaces around the equals sign.
err-usage-registered-host = authentik's host is not known yet, so there is no callback URL to record.
fix-usage-registered-host = Set it in the same call: authentik_host=auth.example.com registered=true
err-usage-registered = “registered” is true or false, not “{ $subject }”.
fix-usage-registered = Use registered=true once WeChat's console knows the callback domain, registered=false to take that back.
err-usage-rehearse = There is nothing to rehearse: neither a draft's slug nor --demo was given.
fix-usage-rehearse = Use source-desk rehearse SLUG for a draft of yours, or source-desk rehearse --demo to see how it works
err-usage-home = There is no folder to keep drafts in: this user has no home folder.
fix-usage-home = Give one with --home DIR or the variable SOURCE_DESK_HOME.
err-usage-secret-form = --secret needs the name of a field and where its secret comes from.
fix-usage-secret-form = Write for example --secret consumer_secret=env:VARIABLE
err-usage-secret-plain = The secret for “{ $subject }” must not stand in the arguments: other programs and the shell's history could read it.
fix-usage-secret-plain = Use { $subject }=env:VARIABLE, { $subject }=file:PATH or { $subject }=- for stdin. If a real secret was in this call, remove it from the shell's history.
err-usage-secret-variable = There is no environment variable “{ $subject }”, so there is no secret.
fix-usage-secret-variable = Set the variable for this program, for example with export
err-usage-secret-text = The secret for “{ $subject }” is not UTF-8 text.
fix-usage-secret-text = Check that this is the right file or variable.
err-usage-secret-large = What was given as the secret for “{ $subject }” is larger than any secret.
fix-usage-secret-large = Check that this is the right file.
err-usage-secret-stdin-twice = Only one secret can come from stdin.
fix-usage-secret-stdin-twice = Give the others with env:VARIABLE or file:PATH.
err-usage-secret-one-draft = A secret belongs to one draft, so exactly one slug must be given with --secret.
fix-usage-secret-one-draft = Name one draft, or run the command once for each.
