# The program itself: window, menu, dialogs, pictures, what stands in exported files.

window-title = Source Desk
menu-edit = Edit
menu-undo = Undo
menu-redo = Redo
menu-cut = Cut
menu-copy = Copy
menu-paste = Paste
menu-select-all = Select All
menu-window = Window
menu-minimize = Minimize
menu-maximize = Maximize
menu-close = Close Window
menu-end-test-login = End the test login
dialog-save-blueprint = Save blueprint
start-no-display =
    Source Desk cannot open a window: there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set).
    Start it on a desktop, or use the command line: source-desk --help
start-no-home =
    Source Desk does not know where to keep your drafts: there is no home folder.
    Set SOURCE_DESK_HOME to a folder of yours.
start-failed =
    Source Desk could not open its window: { $detail }
    On Debian and Ubuntu the package libwebkit2gtk-4.1-0 is needed; on Windows the WebView2 runtime. The command line works without: source-desk --help

picture-login-page = authentik's login page with the new button
picture-welcome = Welcome to authentik!
picture-username = Email or Username
picture-log-in = Log in
picture-or = Or
picture-no-button = No source has a button here
picture-source-disabled = Disabled: the button is not shown
picture-inert-qr = Source Desk preview. This is not a login. Start a test login to scan a code that works.

blueprint-comment = Login source for authentik, written by Source Desk. It can be applied again and again.
blueprint-comment-secrets = The secrets that it refers to must be readable by authentik's server AND worker before it is applied; until then the source is skipped. Apply it again afterwards.
blueprint-comment-inline = THE SECRET STANDS IN THIS FILE. Keep it away from version control, and delete it when it has been applied.

doctor-home = Data folder
doctor-database = Database
doctor-integrity = Integrity
doctor-drafts = Drafts
doctor-secrets = Secrets
doctor-secrets-memory = In memory only: there is no vault yet.
doctor-secrets-vault = In the vault: { $secrets }; ways in: { $slots }; damaged: { $damaged }
