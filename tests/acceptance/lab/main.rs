//! The mapping lab: mappings run for a person, and what authentik would do then.
#![cfg(test)]

mod directory;
mod pipeline;
mod samples;

use std::path::Path;
use std::sync::Arc;

use desk_app::{Desk, DraftId, LabEngine, LabMappings, LabRequest, Locale, Problem, PropertyMapping};
use desk_test_support::TestHost;
use serde_json::Value;

pub(crate) fn desk(home: &Path) -> Desk {
    Desk::new(Arc::new(TestHost::new(home.to_owned(), Locale::En)))
}

/// A draft with the matching modes that it has from the start, and what a login needs.
pub(crate) fn draft(desk: &Desk, kind: &str) -> DraftId {
    let mut view = desk.create_draft(kind, "Source", "source").unwrap();
    if kind == "openidconnect" {
        view.draft.set("authorization_url", "https://idp.example.com/authorize").unwrap();
        view = desk.save_draft(&view.draft, view.revision).unwrap();
    }
    view.draft.id
}

#[test]
fn without_mappings_nothing_has_to_be_here_to_predict() {
    let home = tempfile::tempdir().unwrap();
    let host = TestHost::new(home.path().to_owned(), Locale::En).without_mapping_programs();
    let desk = Desk::new(Arc::new(host));
    let draft = draft(&desk, "wechat");
    assert!(desk.lab_offers(&draft).unwrap().engines.is_empty());
    let request = request(&draft, serde_json::json!({"openid": "o"}));
    assert_eq!(desk.lab_run(&request).unwrap().prediction.unwrap().action, "enroll");
    let with_one = with(request, &[("m", "return {}")]);
    assert_eq!(code(desk.lab_run(&with_one)), "lab-not-here");
}

pub(crate) fn request(draft: &DraftId, info: Value) -> LabRequest {
    LabRequest {
        draft: draft.clone(),
        info: info.to_string(),
        context: String::new(),
        mappings: None,
        engine: LabEngine::Inside,
    }
}

/// User mappings by name and text, not in the order of their names.
pub(crate) fn with(mut request: LabRequest, user: &[(&str, &str)]) -> LabRequest {
    let mapping = |(name, expression): &(&str, &str)| PropertyMapping {
        name: (*name).to_owned(),
        expression: (*expression).to_owned(),
    };
    let group = request.mappings.take().unwrap_or_default().group;
    request.mappings = Some(LabMappings { user: user.iter().map(mapping).collect(), group });
    request
}

pub(crate) fn code<T>(result: Result<T, Problem>) -> String {
    result.err().map(|problem| problem.code).unwrap_or_default()
}
