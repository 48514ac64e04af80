//! The small parts of a plan.

use serde_json::Value as Json;

use super::{Action, Change, Conflict, ConflictKind, NoteKind, Operation, PlanNote, Planned, Way};

pub(crate) fn change(path: &str, before: Json, after: Json) -> Change {
    Change { path: path.to_owned(), before, after }
}

pub(crate) fn note(kind: NoteKind, subject: &str) -> PlanNote {
    PlanNote { kind, subject: subject.to_owned() }
}

/// `sides` are what was pushed last, what the server has and what the draft wants.
pub(crate) fn conflict(kind: ConflictKind, model: &str, key: &str, path: &str, sides: [Json; 3]) -> Conflict {
    let [last_pushed, server, draft] = sides;
    let [model, key, path] = [model, key, path].map(str::to_owned);
    Conflict { kind, model, key, path, last_pushed, server, draft }
}

/// Returns how operations are sent, and notes what a person should know about that.
pub(crate) fn way_of(operations: &[Operation], may_import: bool, notes: &mut Vec<PlanNote>) -> Way {
    let writes = || operations.iter().filter(|operation| operation.action != Action::None);
    // Only a blueprint can say what only the server resolves.
    let needs_import = writes().any(|operation| {
        operation.fields.iter().any(|field| matches!(field.value, Planned::ServerOnly { .. }))
    });
    match writes().count() {
        0 => Way::Nothing,
        1 if !needs_import => Way::Request,
        _ if may_import || needs_import => Way::Import,
        n_writes => {
            notes.push(note(NoteKind::OneByOne, &n_writes.to_string()));
            Way::Requests
        }
    }
}
