//! Words for everything that a report can say.

use super::*;

#[test]
fn everything_that_a_report_can_say_has_words_in_every_language() {
    let acts = [
        "read",
        "check",
        "on",
        "off",
        "callback",
        "bind",
        "unbind",
        "appid",
        "appid-back",
        "rename",
        "type",
        "delete-source",
        "create-source",
        "move",
        "move-detour",
        "create",
        "delete",
    ];
    let mut ids: Vec<String> = acts
        .iter()
        .flat_map(|act| [format!("identity-act-{act}"), format!("identity-act-{act}-why")])
        .collect();
    for code in ["connection", "identifier-free", "user-free", "source", "slug-free"] {
        ids.push(format!("identity-before-{code}"));
    }
    for phase in ["before", "change", "after", "undo"] {
        ids.push(format!("identity-phase-{phase}"));
    }
    for change in ["unionid", "appid", "slug", "slug-as-new", "recreate", "type"] {
        ids.push(format!("identity-change-{change}"));
    }
    for fate in Fate::ALL {
        ids.push(format!("identity-fate-{}", fate.id().replace('_', "-")));
    }
    for note in IdentityNote::ALL {
        ids.push(format!("identity-note-{}", note_id(note)));
    }
    ids.extend(["identity-answer-source", "identity-answer-pk"].map(str::to_owned));
    for id in ids {
        for locale in Locale::ALL {
            assert!(desk_messages::find(locale, &id, []).is_some(), "no {id} in {}", locale.tag());
        }
    }
}
