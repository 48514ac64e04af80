//! The Source Stage's two entries: authentik's enterprise stage that sends a person to a source amid a flow, and its
//! place in that flow.

use desk_model::Draft;
use desk_model::duration::Duration;

use crate::error::BlueprintError;
use crate::lookup::{FLOW_MODEL, find};
use crate::value::{Tag, Value};
use crate::write::Ids;

/// How many minutes a person may take to come back from the source, unless it is said otherwise: authentik's own default.
pub const DEFAULT_RESUME_MINUTES: u16 = 10;

const STAGE_MODEL: &str = "authentik_stages_source.sourcestage";
const BINDING_MODEL: &str = "authentik_flows.flowstagebinding";

/// A Source Stage of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceStage {
    /// The slug of the flow that it comes into. It must exist; without it the stage is skipped.
    pub flow: String,
    /// Where among the stages of the flow: they run from the smallest number up.
    pub order: i32,
    /// How long a person may take to come back from the source.
    pub resume_timeout: Duration,
}

impl SourceStage {
    /// Returns a stage at the beginning of a flow, with authentik's own time to come back.
    pub fn first_of(flow: impl Into<String>) -> SourceStage {
        SourceStage {
            flow: flow.into(),
            order: 0,
            resume_timeout: Duration::of_minutes(DEFAULT_RESUME_MINUTES),
        }
    }

    /// Returns what a source's stage is called: `wechat-source-stage`. authentik tells stages by their names.
    pub fn name_for(slug: &str) -> String {
        format!("{slug}-source-stage")
    }
}

/// Returns whether authentik's Source Stage can send people to a draft's source: it needs a login button.
pub(crate) fn is_possible(draft: &Draft) -> bool {
    draft.kind().is_some_and(|kind| kind.protocol.has_login_button())
}

/// Checks that exactly one of the drafts can have a Source Stage: with several a person would have to log in at each.
pub(crate) fn check(drafts: &[&Draft]) -> Result<(), BlueprintError> {
    let mut able = drafts.iter().filter(|draft| is_possible(draft));
    match (able.next(), able.next()) {
        (Some(_), None) => Ok(()),
        (Some(_), Some(_)) => Err(BlueprintError::SeveralSourceStages),
        (None, _) => {
            let slug = drafts.first().map(|draft| draft.slug.clone()).unwrap_or_default();
            Err(BlueprintError::NoSourceStage { slug })
        }
    }
}

/// A source that gets a Source Stage, as the rest of its file calls it.
pub(crate) struct Staged<'a> {
    pub(crate) slug: &'a str,
    /// The id of its entry.
    pub(crate) id: &'a str,
    /// What its entry needs.
    pub(crate) conditions: Vec<Value>,
}

/// Adds the stage and its place in the flow, in this order, to what stands behind the sources of a file.
///
/// A file that was written with a stage and read again keeps that: it is changed where it stands, under its id and with
/// what else it has, and not made a second time. Otherwise the two come last, since the flow may be made in the file.
///
/// Both stand on the licence, because authentik refuses enterprise objects without one. Its value in a blueprint's
/// context is a tuple, which is always true, so its first item is asked (authentik's `blueprints/v1/importer.py`). Both
/// also repeat the source's conditions: a `!KeyOf` to a skipped entry fails the whole blueprint.
pub(crate) fn add(stage: &SourceStage, source: Staged<'_>, behind: &mut Vec<Value>, ids: &mut Ids) {
    let name = SourceStage::name_for(source.slug);
    let identifiers = Value::mapping([("name", Value::text(&name))]);
    let kept = place_of(behind, STAGE_MODEL, &identifiers);
    let kept_entry = kept.map(|at| behind.remove(at));
    let kept_id = kept_entry.as_ref().and_then(|entry| entry.get("id")?.as_text()).map(str::to_owned);
    let id = kept_id.unwrap_or_else(|| ids.free(name));
    let licensed = Value::tagged_sequence(
        Tag::AtIndex,
        [
            Value::tagged_text(Tag::Context, "goauthentik.io/enterprise/licensed"),
            Value::Integer(0),
            Value::Bool(false),
        ],
    );
    let flow = find(FLOW_MODEL, "slug", &stage.flow);
    let mut guards = vec![licensed, flow.clone()];
    for condition in source.conditions {
        if !guards.contains(&condition) {
            guards.push(condition);
        }
    }
    let mut attrs = vec![
        (Value::text("source"), Value::tagged_text(Tag::KeyOf, source.id)),
        (Value::text("resume_timeout"), Value::text(stage.resume_timeout.as_str())),
    ];
    if let Some(Value::Mapping(theirs)) = kept_entry.as_ref().and_then(|entry| entry.get("attrs")) {
        let more = theirs.iter().filter(|(name, _)| attrs.iter().all(|(own, _)| own != name));
        attrs.extend(more.cloned().collect::<Vec<_>>());
    }
    let own = Value::mapping([
        ("model", Value::text(STAGE_MODEL)),
        ("id", Value::text(&id)),
        ("identifiers", identifiers),
        ("conditions", Value::Sequence(guards.clone())),
        ("attrs", Value::Mapping(attrs)),
    ]);
    let identifiers = Value::mapping([
        ("target", flow),
        ("stage", Value::tagged_text(Tag::KeyOf, id)),
        ("order", Value::Integer(i64::from(stage.order))),
    ]);
    if let Some(at) = place_of(behind, BINDING_MODEL, &identifiers) {
        behind.remove(at);
    }
    let place = Value::mapping([
        ("model", Value::text(BINDING_MODEL)),
        ("identifiers", identifiers),
        ("conditions", Value::Sequence(guards)),
    ]);
    let at = kept.unwrap_or(behind.len()).min(behind.len());
    behind.splice(at..at, [own, place]);
}

/// Returns where among some entries an object stands.
fn place_of(entries: &[Value], model: &str, identifiers: &Value) -> Option<usize> {
    entries.iter().position(|entry| {
        entry.get("model").and_then(Value::as_text) == Some(model)
            && entry.get("identifiers") == Some(identifiers)
    })
}
