// Every command of the window, by name. The build script makes one permission of each, and a test holds the list
// against the command table, the capability and the generated TypeScript client.
/// The names of all commands.
pub const COMMAND_NAMES: &[&str] = &[
    "app_facts",
    "set_locale",
    "list_types",
    "list_fields",
    "list_drafts",
    "create_draft",
    "show_draft",
    "save_draft",
    "apply_fix",
    "copy_draft",
    "delete_draft",
    "undo",
    "redo",
    "set_secret",
    "forget_secret",
    "preview",
    "rehearsal_choices",
    "start_rehearsal",
    "watch_operation",
    "phone",
    "cancel_operation",
    "export_blueprint",
    "save_blueprint",
    "explain",
];
