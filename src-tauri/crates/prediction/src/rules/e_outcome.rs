//! E: the outcome (`authentik/core/sources/flow_manager.py`, `get_flow`, `handle_*`, `_prepare_flow`; `stage.py`;
//! `authentik/flows/planner.py`).

use desk_model::Protocol;
use serde_json::{Map, Value};

use super::c_properties::Named;
use super::course::{Course, Stop};
use super::d_action::Decision;
use super::{f_stages, g_groups};
use crate::prediction::words;
use crate::{
    Action, ConnectionChange, Fact, Flow, FlowKind, Level, Outcome, Page, Person, Requirement, Seen, Step,
    Tokens, Unknown, UserKey,
};

/// Carries the action out. Whether the source's own policies would let the person in plays no part: authentik asks
/// them for the list in the user's settings only (`authentik/core/api/sources.py`).
pub(super) fn carry_out(
    course: &mut Course<'_>,
    person: &Person,
    decision: Decision,
    properties: Map<String, Value>,
    groups: &[Named],
) -> Result<Stop, Stop> {
    let source = course.source;
    match (decision.action, decision.user) {
        (Action::Deny, _) => Err(Stop::denied(Step::EDeny, &words::denied(&source.name))
            .decided_at(course.action.map_or(Step::EDeny, |(_, step)| step))),
        (Action::Link, Some(user)) if course.session.user.is_some() => link(course, user, &person.identifier),
        (Action::Auth | Action::Link, user) => {
            let flow = match &source.authentication_flow {
                Fact::NotKnown => {
                    return Err(course.not_known(Step::EAuth, Unknown::Flow(FlowKind::Authentication)));
                }
                // The flow that the Source Stage belongs to stands in for the one that is not set.
                Fact::Known(None) if course.session.in_source_stage => return Ok(resumed()),
                Fact::Known(None) => return Err(missing(Step::EAuth, words::NO_AUTHENTICATION_FLOW)),
                Fact::Known(Some(flow)) => flow,
            };
            run_flow(course, flow, person, user, properties, groups)
        }
        (Action::Enroll, _) => {
            let flow = match &source.enrollment_flow {
                Fact::NotKnown => {
                    return Err(course.not_known(Step::EEnroll, Unknown::Flow(FlowKind::Enrollment)));
                }
                Fact::Known(None) => {
                    course.log(Level::Warning, "source has no enrollment flow", &[]);
                    return Err(missing(Step::EEnroll, words::NO_ENROLLMENT_FLOW));
                }
                Fact::Known(Some(flow)) => flow,
            };
            run_flow(course, flow, person, None, properties, groups)
        }
    }
}

/// **LINK, logged in**: the connection is saved at once, without a flow. A second connection of one user with one
/// source breaks the database's rule, which nothing catches: a crash. Inside a Source Stage that flow goes on instead.
fn link(course: &mut Course<'_>, user: UserKey, identifier: &str) -> Result<Stop, Stop> {
    if course.session.in_source_stage {
        return Ok(resumed());
    }
    if course.view.identifier_of(&course.source.slug, user).is_some() {
        return Err(Stop::failed(Step::ELink, Page::ServerError, None));
    }
    course.changes.connect_user(&course.source.slug, identifier, user);
    course.connection = ConnectionChange::Made { user, tokens: tokens(course) };
    let source = course.source;
    course.event("source_linked", "Linked Source", &[("source", &source.name)]);
    let text = words::linked(&course.source.name);
    Ok(Stop {
        step: Step::D0,
        outcome: Outcome::Linked,
        seen: Some(Seen { page: Page::UserSettings, text: Some(text) }),
    })
}

/// **AUTH, ENROLL, and LINK where nobody is logged in**: the flow is planned, its stages run, then one saves the
/// connection, one updates the groups, and one says that all went well.
fn run_flow(
    course: &mut Course<'_>,
    flow: &Flow,
    person: &Person,
    user: Option<UserKey>,
    properties: Map<String, Value>,
    groups: &[Named],
) -> Result<Stop, Stop> {
    plan(course, flow)?;
    let user = f_stages::run(course, flow, person, user, properties)?;
    save_connection(course, user, &person.identifier)?;
    g_groups::update(course, user, groups)?;
    let decided = course.action.map_or(Step::G, |(_, step)| step);
    if course.session.in_source_stage {
        return Ok(Stop { step: decided, ..resumed() });
    }
    // The library sends those on to the login page whom it does not know.
    let page = if course.logged_in.is_some() { Page::Library } else { Page::LoginPage };
    let text = words::authenticated(&course.source.name);
    let seen = Some(Seen { page, text: Some(text) });
    if !course.asked.is_empty() {
        let seen = Some(Seen { page: Page::Prompt, text: None });
        let outcome = Outcome::Asked { fields: course.asked.clone() };
        return Ok(Stop { step: Step::FPrompt, outcome, seen });
    }
    let outcome = if course.logged_in == Some(user) { Outcome::LoggedIn } else { Outcome::NotLoggedIn };
    Ok(Stop { step: decided, outcome, seen })
}

/// **Planning**: who may run the flow, then the flow's policies. Both end on the access denied page.
fn plan(course: &mut Course<'_>, flow: &Flow) -> Result<(), Stop> {
    let session = course.session.user;
    let Fact::Known(requirement) = flow.requires else {
        return Err(course.not_known(Step::EPlanning, Unknown::Requirement(flow.slug.clone())));
    };
    let applies = match (requirement, session) {
        (Requirement::None, _)
        | (Requirement::RequireAuthenticated, Some(_))
        | (Requirement::RequireUnauthenticated, None) => true,
        (Requirement::RequireSuperuser, Some(user)) => {
            return Err(course.not_known(Step::EPlanning, Unknown::Superuser(user)));
        }
        (Requirement::RequireAuthenticated | Requirement::RequireSuperuser, None)
        | (Requirement::RequireUnauthenticated, Some(_))
        // The source's view comes from no other flow and is no outpost.
        | (Requirement::RequireRedirect | Requirement::RequireOutpost, _) => false,
    };
    let passes = match flow.policies_pass {
        Fact::NotKnown if applies => {
            return Err(course.not_known(Step::EPlanning, Unknown::Policies(flow.slug.clone())));
        }
        Fact::NotKnown => false,
        Fact::Known(pass) => applies && pass,
    };
    if passes {
        return Ok(());
    }
    course.log(Level::Warning, "Flow non applicable", &[("flow", &flow.slug)]);
    // A policy may have messages of its own, which nobody here knows.
    Err(Stop::denied(Step::EPlanning, words::NOT_APPLICABLE))
}

/// **PostSourceStage**: the connection is saved, after the flow's own stages. Where the user has another connection with
/// the source, the database refuses, and the flow shows an error, although the person may be logged in by now.
fn save_connection(course: &mut Course<'_>, user: UserKey, identifier: &str) -> Result<(), Stop> {
    let slug = &course.source.slug;
    let tokens = tokens(course);
    let owner = course.view.connected_user(slug, identifier);
    let other = course.view.identifier_of(slug, user).filter(|other| *other != identifier);
    if other.is_some() {
        return Err(Stop::raised(Step::EConnection));
    }
    match owner {
        Some(owner) if owner == user => course.connection = ConnectionChange::Kept { user, tokens },
        Some(owner) => {
            course.changes.move_connection(slug, identifier, owner, user);
            course.connection = ConnectionChange::Moved { from: owner, to: user, tokens };
        }
        None => {
            course.changes.connect_user(slug, identifier, user);
            course.connection = ConnectionChange::Made { user, tokens };
            let source = course.source;
            course.event("source_linked", "Linked Source", &[("source", &source.name)]);
        }
    }
    Ok(())
}

fn tokens(course: &Course<'_>) -> Tokens {
    match course.source.protocol {
        Protocol::OAuth => Tokens::OAuthExpiredAtOnce,
        _ => Tokens::OfProtocol,
    }
}

/// A flow that is not set is a page with status 400.
fn missing(step: Step, text: &str) -> Stop {
    Stop::failed(step, Page::BadRequest, Some(text))
}

/// The flow whose Source Stage sent the person goes on; what its stages do is its own matter.
fn resumed() -> Stop {
    Stop { step: Step::ESourceStage, outcome: Outcome::Resumed, seen: None }
}

impl Stop {
    fn decided_at(self, step: Step) -> Stop {
        Stop { step, ..self }
    }
}
