//! The Source Stage that a blueprint brings along.

use desk_blueprint::SourceStage;
use desk_model::duration::Duration;
use desk_model::slug;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{ExportFormat, ExportRequest};
use crate::problem::Problem;

/// A Source Stage in a flow, as a person asks for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct SourceStageRequest {
    /// The slug of the flow.
    pub flow: String,
    /// Where among the stages of the flow; they run from the smallest number up.
    pub order: i32,
    /// How long a person may take to come back from the source, in authentik's words: `hours=1;minutes=30`. Empty: ten minutes.
    pub resume_timeout: String,
}

/// Reads what a person asked for.
pub(super) fn read(request: &ExportRequest) -> Result<Option<SourceStage>, Problem> {
    let Some(asked) = &request.source_stage else { return Ok(None) };
    if request.format != ExportFormat::Blueprint {
        return Err(Problem::about("source-stage-format", request.format.id()));
    }
    let flow = asked.flow.trim();
    if !slug::is_valid(flow) {
        return Err(Problem::about("source-stage-flow", flow));
    }
    let mut stage = SourceStage { order: asked.order, ..SourceStage::first_of(flow) };
    let text = asked.resume_timeout.trim();
    if !text.is_empty() {
        stage.resume_timeout =
            Duration::parse(text).ok_or_else(|| Problem::about("source-stage-timeout", text))?;
    }
    Ok(Some(stage))
}
