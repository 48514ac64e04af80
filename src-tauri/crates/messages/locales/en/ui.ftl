# The window's own words.

## Everywhere

ui-main = Content
ui-skip-to-content = Skip to content
ui-loading = Loading
ui-back = Back
ui-next = Next
ui-cancel = Cancel
ui-close = Close
ui-done = Done
ui-open = Open
ui-delete = Delete
ui-yes = Yes
ui-no = No
ui-undo = Undo
ui-redo = Redo
ui-try-again = Try again
ui-copy = Copy
ui-copy-copied = Copied
ui-copy-refused = Could not copy
ui-copy-what = { $label }: { $what }
ui-empty-text = (empty)
ui-milliseconds = { $ms } ms
ui-toasts = Messages
ui-tone-danger = Problem:
ui-tone-warning = Warning:
ui-tone-info = Note:
ui-tone-success = Success:
ui-problem-details = what went wrong
ui-unexpected = Source Desk did not expect this. It is a mistake in the program, not yours.
ui-unexpected-fix = What you saved is kept. Try again; if it comes back, copy the details below and report them.
ui-not-found = There is nothing here
ui-not-found-about = This address leads to no screen. Your drafts are all in the list.
ui-to-sources = Go to the list
ui-breadcrumb = Where you are

## What undo and redo did

ui-undo-created = Undone: “{ $name }” is no longer there
ui-undo-saved = Undone: the last change of “{ $name }”
ui-undo-deleted = Undone: “{ $name }” is back
ui-undo-nothing = There is nothing to undo
ui-redo-created = Done again: “{ $name }” is back
ui-redo-saved = Done again: the change of “{ $name }”
ui-redo-deleted = Done again: “{ $name }” is deleted
ui-redo-nothing = There is nothing to redo

## Settings

ui-settings = Settings
ui-language = Language
ui-theme-follows = Light or dark follows your system.
ui-about = About Source Desk
ui-about-text = Source Desk prepares login sources for authentik on your own computer. It needs no account. The providers of a rehearsal are built in; another server is contacted only when you check the network or test a login at the real provider.
ui-version = Version
ui-data-folder = Data folder
ui-data-folder-about = Your drafts are in this folder and nowhere else.

## List of sources

ui-sources = Sources
ui-source = Source
ui-new-source = New source
ui-unnamed = (no name)
ui-search = Search sources
ui-search-placeholder = Search names, slugs, hosts, tags and notes
ui-search-clear = Clear search
ui-search-count = { $count ->
    [one] 1 source found
   *[other] { $count } sources found
}
ui-column-name = Name
ui-column-slug = Slug
ui-column-type = Type
ui-column-host = authentik host
ui-column-state = State
ui-column-changed = Changed
ui-host-open = not set yet
ui-state-errors = { $count ->
    [one] 1 error
   *[other] { $count } errors
}
ui-state-warnings = { $count ->
    [one] 1 warning
   *[other] { $count } warnings
}
ui-state-ready = Ready
ui-actions-for = Actions for { $name }
ui-copy-draft = Duplicate
ui-copy-of = { $name } (copy)
ui-copied-draft = “{ $name }” was made with the slug { $slug }
ui-deleted-draft = “{ $name }” is deleted
ui-no-sources = Prepare your first login source
ui-no-sources-about = Choose a provider, fill in the form that authentik has, try the login out, and take a blueprint with you that authentik applies.
ui-no-sources-offline = Everything stays on this computer. No server is contacted.
ui-no-match = No source matches
ui-no-match-about = No name and no slug contains “{ $search }”.
ui-unreadable = { $count ->
    [one] One draft cannot be shown
   *[other] { $count } drafts cannot be shown
}
ui-unreadable-about = They are kept exactly as they are.
ui-unreadable-newer = a newer version of Source Desk wrote it; update to open it.
ui-unreadable-damaged = its document is damaged; a backup can bring it back.
ui-pages = Pages
ui-page-of = of
ui-page-current = Current page
ui-page-first = First page
ui-page-previous = Previous page
ui-page-next = Next page
ui-page-last = Last page

## One source

ui-tabs = Views of this source
ui-tab-overview = Overview
ui-tab-edit = Edit
ui-tab-export = Export
ui-facts = Settings in authentik

## Wizard

ui-wizard-steps = Steps of the wizard
ui-wizard-steps-toggle = Steps of the wizard, now at { $step }
ui-step-type = Select type
ui-step-create = { $protocol ->
    [none] Create source
   *[other] Create { $protocol } Source
}
ui-step-preview = Preview
ui-step-test = Test login
ui-step-finish = Finish
ui-finish-later = Finish later
ui-select-type-about = Which provider do people log in with? The form that follows is the one that authentik has for it.
ui-since = since authentik { $version }
ui-create-about = The same form as in authentik. Everything you type is stored on this computer by itself.
ui-still-to-mend = { $count ->
    [one] The form still has 1 error
   *[other] The form still has { $count } errors
}
ui-still-to-mend-about = You can look around and try things, but the login will not work like this.
ui-mend-now = Go to the form

## Form

ui-label-with-term = { $label } ({ $term })
ui-saved-at = Saved { $time }
ui-saving = Saving…
ui-not-saved = Not saved
ui-findings-none = Nothing to mend
ui-findings-only-info = Notes beside the fields say what is worth knowing.
ui-findings-count = { $errors ->
    [0] { $warnings ->
        [one] 1 warning
       *[other] { $warnings } warnings
    }
    [one] { $warnings ->
        [0] 1 error
        [one] 1 error and 1 warning
       *[other] 1 error and { $warnings } warnings
    }
   *[other] { $warnings ->
        [0] { $errors } errors
        [one] { $errors } errors and 1 warning
       *[other] { $errors } errors and { $warnings } warnings
    }
}
ui-findings-to-do = { $count ->
    [one] One thing is left to look at
   *[other] { $count } things are left to look at
}
ui-finding-why = Why this matters
ui-fix = Fix
ui-fix-what = Fix: { $finding }
ui-use-default = Use { $value }
ui-use-proposed-slug = Use { $slug }, which goes with the name
ui-secret-kept = In memory, { $characters ->
    [one] 1 character
   *[other] { $characters } characters
}
ui-secret-none = not entered
ui-secret-keep = Keep
ui-secret-keep-what = Keep: { $label }
ui-secret-replace = Replace
ui-secret-replace-what = Replace: { $label }
ui-secret-forget = Forget
ui-secret-forget-what = Forget: { $label }
ui-secret-memory-only = There is no vault yet, so it is only in memory and gone when you close the window.
ui-deployment = Where it will be used
ui-deployment-about = authentik's form does not ask for this, but whoever is on the other side does. It is not part of the source.
ui-callback-url = Callback URL
ui-callback-domain = 授权回调域 to enter (authorized callback domain)
ui-callback-domain-hint = Enter exactly this in WeChat's console: no https://, no path, no port.
ui-host-placeholder = authentik.company is only a placeholder. Enter your authentik host, and this becomes yours.
ui-registered-as = Registered as { $url }

## Preview

ui-preview-login-page = Login page
ui-preview-login-page-alt = authentik's login page with a button for { $name }
ui-preview-login-page-about = How authentik's default login page looks with the new button, in light or dark as your system is.
ui-preview-qr = QR code
ui-preview-qr-alt = A QR code that contains only a sentence
ui-preview-qr-about = WeChat shows a code like this one. This picture is not a live login: scanning it shows a sentence and nothing else.
ui-preview-requests = The exact requests
ui-preview-requests-about = What authentik will send, in this order. What only a login knows stands in braces; secrets are masked.
ui-request-url = URL of “{ $step }”

## Test login

ui-test-about = A whole login against the WeChat that is built into Source Desk. authentik's own requests, in its own order; nothing leaves this computer.
ui-test-about-provider = A whole login against a stand-in for { $provider } that is built into Source Desk. authentik's own requests, in its own order; nothing leaves this computer.
ui-route = Where
ui-route-simulator = Simulator
ui-route-simulator-about = On this computer, without a network.
ui-route-window = Login window
ui-route-window-about = The provider's page in a window of Source Desk, which stops before it reaches authentik.
ui-route-browser = Browser, back to this computer
ui-route-browser-about = Your own browser comes back to a redirect URI on this computer, registered for the test.
ui-route-paste = Browser, paste the address
ui-route-paste-about = Your own browser lands on the callback URL, and you paste the address.
ui-route-hosts = Browser and hosts file
ui-route-hosts-about = For the time of the test this computer answers in authentik's place.
ui-route-not = Not offered for { $provider }
ui-route-refused = { $route }: { $why }
route-not-form = The provider sends the code in a form, which neither an address nor a window shows.
route-not-embedded = The provider refuses logins in embedded windows (disallowed_useragent).
route-not-domain = WeChat comes back to the registered 授权回调域 only, never to an address of this computer.
route-not-https = The provider takes no redirect URI without TLS.
route-not-needed = There are simpler ways for it.
ui-real-about = A login at { $provider } itself, with your consumer key and secret. This computer contacts the provider as authentik would; authentik is not needed and not changed. Check the network below first.
ui-real-open = Open this address in your browser and log in
ui-real-open-about = A private window shows what a stranger sees. The address is good for this test login only.
ui-real-paste = Paste the address that the browser landed on
ui-real-paste-about = It begins with { $callback } and carries code and state. The page there may show an error, or not exist yet: nobody there expects this login.
ui-real-continue = Continue
ui-real-open-browser = Open in the browser
ui-real-window = The login window is open
ui-real-window-about = Log in there. It keeps nothing, and ends by itself as soon as the provider sends it to { $callback }. A standard for native apps (RFC 8252) advises against embedded windows, because a page in one is hard to tell from a fake: look at the address here before you enter a password.
ui-real-window-shows = It shows a page of
ui-real-window-loading = The page is loading. If the window stays empty, cancel and check the network below.
ui-real-browser-about = It comes back to { $callback }. This goes on by itself then.
ui-real-register = Register this redirect URI with the provider first
ui-real-register-about = Character by character, for the time of the test only. Most providers take it beside the callback URL of authentik.
ui-real-port = Port of this computer
ui-real-port-about = From 1024 to 65535. Change it if another program has it.
ui-real-hosts = Add this line to the hosts file first
ui-real-hosts-about = It takes administrator rights: { $file }. Your browser then reaches this computer at { $callback } and warns of a certificate that was made for this test only; go on past the warning. Take the line out again afterwards.
ui-test-profile = Who logs in
ui-test-fault = What goes wrong
ui-test-fault-none = Nothing
ui-test-fault-about = See beforehand what your users would see.
ui-test-phone = The phone
ui-test-phone-automatic = Scans and confirms by itself
ui-test-phone-person = I hold it
ui-test-start = Start test login
ui-test-again = Run again
ui-test-cancel = Cancel test login
ui-test-running = The test login is running
ui-sequence = How the login went
ui-sequence-title = Who talks to whom during the login; the list of steps says the same in words
ui-lifeline-browser = Browser
ui-lifeline-wechat = WeChat (simulator)
ui-lifeline-wechat-real = WeChat
ui-lifeline-provider = { $provider } (simulator)
ui-lifeline-callback = Callback
ui-lifeline-authentik = authentik
ui-steps = Steps
ui-step-running = running
ui-step-ok = done
ui-step-failed = failed
ui-request = Request
ui-request-of = Request: { $step }
ui-response = Answer
ui-response-of = Answer: { $step }
ui-request-body = Body of the request: { $step }
ui-response-body = Body of the answer: { $step }
ui-phone-scene = QR code and phone
ui-phone = Simulated phone
ui-phone-ready = WeChat is ready to scan.
ui-phone-scan = Scan as phone
ui-phone-confirm = Log in to this application?
ui-phone-allow = Allow
ui-phone-deny = Cancel
ui-qr-live-alt = QR code of this test login
ui-qr-live-about = It belongs to the built-in simulator and works on this computer only.
ui-outcome-ok = The login works
ui-outcome-ok-about = authentik would recognise this user and store what is shown below.
ui-outcome-denied = The person refused
ui-outcome-denied-about = What your users would see in that case stands below.
ui-outcome-failed = The login failed
ui-outcome-failed-about = The step that failed is marked below, with what mends it.
ui-outcome-cancelled = You cancelled the test login
ui-outcome-cancelled-about = Nothing was changed.
ui-failure-at = { $step }: { $code }
ui-failure-what = What happened
ui-failure-why = Why
ui-failure-fix = What to do
ui-failure-unknown = The code is { $code }. Source Desk knows no explanation for it.
ui-failure-user-sees = What your user would see in authentik
ui-failure-user-stays = Nothing: the browser stays on the provider's page.
ui-failure-not-saved = Nothing yet: authentik reads this when the source is saved, and would refuse to save it.
ui-failure-detail = Details
ui-failure-source = Source: { $source }.
ui-failure-uncertain = This is the best reading of what is public; no document says so for certain.
ui-user = The user that authentik would store
ui-user-identifier = Identifier
ui-user-garbled = Garbled by authentik. It was meant as:
ui-user-repaired = Repaired by your property mapping; without it authentik would store garbled characters.

## Finish

ui-secrets-style = Where authentik finds the secret
ui-secrets-file = In a file
ui-secrets-file-about = The usual way with Docker and Kubernetes secrets.
ui-secrets-env = In an environment variable
ui-secrets-env-about = Set for authentik's server and worker.
ui-secrets-context = In the context of the blueprint instance
ui-secrets-context-about = You enter it in authentik when you create the instance.
ui-secrets-inline = In the blueprint itself
ui-secrets-inline-about = Only for a file that you keep as safe as the secret.
ui-inline-warning = Whoever opens the file can read the secret
ui-inline-warning-about = authentik also stores the blueprint's text and shows it to administrators.
ui-inline-confirm = Yes, write the secret into the blueprint
ui-login-page = Login page
ui-login-page-add = Add the button to the login page
ui-login-page-add-about = It is added to the sources that are there; none is removed.
ui-login-page-stage = Identification stage
ui-save-to-file = Save to file…
ui-saved-to-file = Saved
ui-needed-secrets = Secrets that authentik needs
ui-needed-secret = { $label } of { $slug }
ui-needed-file = These files must exist for authentik's server and worker before you apply the blueprint. A file holds the secret and nothing else.
ui-needed-env = These variables must be set for authentik's server and worker before you apply the blueprint.
ui-needed-context = Enter these keys into the context of the blueprint instance.
ui-next-steps = What to do next
ui-next-register = In WeChat's console, enter { $domain } as 授权回调域 of your 网站应用.
ui-next-secrets = Put the secret where the blueprint looks for it, as listed above.
ui-next-apply = In authentik open Customization › Blueprints, create an instance from this file, and apply it. While a secret is missing the source is skipped; apply it again once it is there.
ui-next-try = Open your login page in a private window and log in with the new button.
ui-next-add-and-try = Add the source to the identification stage of your login page, then log in with the new button.

## Leaving a screen

ui-leave = Leave without saving?
ui-leave-about = What you typed is not saved yet.
ui-leave-stay = Keep editing
ui-leave-go = Discard changes
