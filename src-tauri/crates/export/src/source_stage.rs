//! What to know about a Source Stage that a blueprint brings along.

use desk_blueprint::SourceStage;
use desk_model::Draft;

use crate::export::Finding;

/// The flows that authentik ships for sources. Both end with a stage that logs the person in.
const DEFAULT_FLOWS: [&str; 2] = ["default-source-authentication", "default-source-enrollment"];

/// Returns what a person should know before a blueprint with a Source Stage is applied. Nothing here is refused: what a
/// flow is made of only a server knows.
///
/// The rule is authentik's own (its documentation of the Source stage): the source's flows must not log anybody in,
/// because then the flow that sent the person to the source is never resumed.
pub fn source_stage_findings(drafts: &[&Draft], stage: &SourceStage) -> Vec<Finding> {
    let has_button = |draft: &&&Draft| draft.kind().is_some_and(|kind| kind.protocol.has_login_button());
    let Some(draft) = drafts.iter().find(has_button) else { return Vec::new() };
    let mut findings = vec![
        Finding::new("source-stage-licence", draft, "").with("stage", SourceStage::name_for(&draft.slug)),
        Finding::new("source-stage-flow", draft, "").with("flow", stage.flow.as_str()),
    ];
    for field in ["authentication_flow", "enrollment_flow"] {
        let flow = draft.text(field);
        let code = match flow {
            "" => continue,
            _ if flow == stage.flow => "source-stage-itself",
            _ if DEFAULT_FLOWS.contains(&flow) => "source-stage-login",
            _ => "source-stage-unseen",
        };
        findings.push(Finding::new(code, draft, field).with("flow", flow));
    }
    findings
}

#[cfg(test)]
mod tests {
    use desk_model::DraftId;

    use super::*;

    fn told(source_type: &str, flows: [&str; 2]) -> Vec<(&'static str, String)> {
        let mut draft = Draft::new(DraftId("id".to_owned()), source_type, "Name", "it").unwrap();
        for (field, flow) in ["authentication_flow", "enrollment_flow"].into_iter().zip(flows) {
            draft.values.insert(field.to_owned(), desk_model::FieldValue::Text(flow.to_owned()));
        }
        let findings = source_stage_findings(&[&draft], &SourceStage::first_of("outer"));
        findings.into_iter().map(|finding| (finding.code, finding.field)).collect()
    }

    #[test]
    fn authentiks_own_flows_are_named_and_others_are_to_be_looked_at() {
        let always = [("source-stage-licence", String::new()), ("source-stage-flow", String::new())];
        let with = |more: &[(&'static str, &str)]| {
            let more = more.iter().map(|(code, field)| (*code, (*field).to_owned()));
            always.iter().cloned().chain(more).collect::<Vec<_>>()
        };
        let (login, enroll) = ("authentication_flow", "enrollment_flow");
        for (flows, expected) in [
            (
                ["default-source-authentication", "default-source-enrollment"],
                with(&[("source-stage-login", login), ("source-stage-login", enroll)]),
            ),
            (["mine", ""], with(&[("source-stage-unseen", login)])),
            (["", "outer"], with(&[("source-stage-itself", enroll)])),
            (["", ""], with(&[])),
        ] {
            assert_eq!(told("wechat", flows), expected, "{flows:?}");
        }
        assert_eq!(told("ldap", ["", ""]), []);
    }
}
