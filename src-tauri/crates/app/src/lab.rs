//! The mapping lab: what the property mappings of a source make of a person, and what authentik would do then.
//!
//! Everything happens here and offline. Mappings run in a caged process (`desk-expression`); what only a server knows is
//! said, and never guessed.

mod changes;
mod directory;
mod engine;
mod given;
mod people;
mod pipeline;
mod predicted;
mod samples;
mod views;
mod writing;

use std::path::Path;
use std::sync::{Arc, LazyLock, Mutex};

use desk_messages::{id, text};
use desk_model::catalogue::SourceType;
use desk_model::{Draft, DraftId};
use desk_prediction::{
    Callback, Directory, DraftError, PersonGroups, Source, Visit, predict, predict_all_modes,
};
use serde_json::{Map, Value, json};

use crate::desk::{Desk, lock};
use crate::host::OpenRequest;
use crate::problem::Problem;

pub use people::{ModeCounts, PeopleView, PersonRowView, TwinView};
pub use views::{
    ChangeKind, DirectoryNote, DiscardedView, GroupView, LabCall, LabDirectory, LabEnd, LabEngine, LabError,
    LabGroup, LabLog, LabMappings, LabOffers, LabRequest, LabRun, LabSample, LabStep, NextLoginView,
    PipelineView, PredictedLog, PredictionView, PropertyChange, PythonNote, ReturnedUse, UnknownView,
    UserCard,
};

pub use engine::MappingPrograms;

pub(crate) use directory::text_of;

use directory::DirectoryAtHand;
use engine::{Engines, Evaluating};
use given::{Context, Given};
use pipeline::{Pipeline, Ran, in_order};

/// The one function that finds users.
const LOOKS_FOR_USERS: &str = "ak_user_by";

/// What the lab has in hand.
#[derive(Default)]
pub(crate) struct LabAtHand {
    engines: Engines,
    directory: Mutex<Option<Arc<DirectoryAtHand>>>,
    people: Mutex<Option<Arc<PeopleView>>>,
}

/// Everything that is the same for all people.
struct Bench {
    draft: Draft,
    kind: &'static SourceType,
    source: Source,
    mappings: LabMappings,
    context: Context,
    engine: LabEngine,
    directory: Option<Arc<DirectoryAtHand>>,
}

impl Desk {
    /// Returns what the lab has for a source, and makes its engine ready.
    pub fn lab_offers(&self, draft: &DraftId) -> Result<LabOffers, Problem> {
        let draft = self.with_store(|store| store.get(draft))?.draft;
        let mut samples = self.captured(&draft)?;
        samples.extend(samples::of_type(&draft));
        let engines = self.lab.engines.here(self.host.as_ref());
        if engines.contains(&LabEngine::Inside) {
            // The first answer is then there at once. If it fails, that answer says why.
            let _ = self.lab.engines.get(self.host.as_ref(), LabEngine::Inside)?.warm_up();
        }
        Ok(LabOffers {
            samples,
            engines,
            has_logins: draft.kind().is_some_and(|kind| kind.protocol.has_login_button()),
            directory: self.directory_for(&draft.id).map(|at_hand| at_hand.view.clone()),
        })
    }

    /// Runs the mappings of a source for one person, and says what authentik would do then. It takes at most some
    /// seconds for each mapping.
    pub fn lab_run(&self, request: &LabRequest) -> Result<LabRun, Problem> {
        let bench = self.bench(request)?;
        let ran = self.run_mappings(&bench, &request.info)?;
        let directory = bench.directory();
        let prediction = bench.visit(&ran).map(|visit| {
            let modes = (bench.source.user_matching_mode, bench.source.group_matching_mode);
            predicted::view(predict(&bench.source, &visit, directory), modes, true, directory)
        });
        Ok(LabRun { pipeline: ran.view, prediction })
    }

    /// Says what authentik would do with one person in each of the 5 × 3 matching modes, in the order of its form. None:
    /// the mappings did not come to an end.
    pub fn lab_all_modes(&self, request: &LabRequest) -> Result<Vec<PredictionView>, Problem> {
        let bench = self.bench(request)?;
        let ran = self.run_mappings(&bench, &request.info)?;
        let Some(visit) = bench.visit(&ran) else { return Ok(Vec::new()) };
        let directory = bench.directory();
        let all = predict_all_modes(&bench.source, &visit, directory);
        let view = |one: desk_prediction::ModePrediction| {
            let modes = (one.user_matching_mode, one.group_matching_mode);
            predicted::view(one.prediction, modes, one.is_current, directory)
        };
        Ok(all.into_iter().map(view).collect())
    }

    /// Takes users, groups and connections from a file, for the predictions that follow. They stay in memory.
    pub fn lab_read_directory(&self, path: &Path) -> Result<LabDirectory, Problem> {
        let at_hand = directory::open(path)?;
        Ok(self.keep_directory(at_hand))
    }

    /// Asks for a file with users, and takes it as [`Desk::lab_read_directory`] does. `None`: the person closed the
    /// dialog.
    pub fn lab_open_directory(&self) -> Result<Option<LabDirectory>, Problem> {
        let request = OpenRequest {
            title: text(self.locale(), id::DIALOG_OPEN_DIRECTORY, &[]),
            filter: "JSON, CSV",
            extensions: &["json", "csv"],
            several: false,
        };
        let paths = self.host.choose_open_paths(&request);
        paths.first().map(|path| self.lab_read_directory(path)).transpose()
    }

    /// Takes users and groups of a server, and their connections with a draft's source, for the predictions that follow.
    /// They stay in memory, and nothing on the server changes.
    pub async fn lab_pull_directory(&self, server: &str, draft: &DraftId) -> Result<LabDirectory, Problem> {
        let draft = self.with_store(|store| store.get(draft))?.draft;
        let kind = draft.kind().ok_or_else(|| Problem::about("type-unknown", draft.source_type.clone()))?;
        let people = self.read_people(server, kind.protocol, &draft.slug).await?;
        let at_hand = directory::of_server(people, server.to_owned(), draft.id)?;
        Ok(self.keep_directory(at_hand))
    }

    /// Forgets the users that are at hand.
    pub fn lab_close_directory(&self) {
        *lock(&self.lab.directory) = None;
    }

    pub(crate) fn keep_directory(&self, at_hand: DirectoryAtHand) -> LabDirectory {
        let view = at_hand.view.clone();
        *lock(&self.lab.directory) = Some(Arc::new(at_hand));
        view
    }

    /// The directory that is at hand, unless it holds the connections of another source only.
    fn directory_for(&self, draft: &DraftId) -> Option<Arc<DirectoryAtHand>> {
        let at_hand = lock(&self.lab.directory).clone()?;
        at_hand.of.as_ref().is_none_or(|of| of == draft).then_some(at_hand)
    }

    fn bench(&self, request: &LabRequest) -> Result<Bench, Problem> {
        let draft = self.with_store(|store| store.get(&request.draft))?.draft;
        let kind = draft.kind().ok_or_else(|| Problem::about("type-unknown", draft.source_type.clone()))?;
        let source = Source::of_draft(&draft, &[]).map_err(not_said)?;
        let mappings = request.mappings.clone().unwrap_or_else(|| LabMappings {
            user: draft.user_property_mappings.clone(),
            group: draft.group_property_mappings.clone(),
        });
        let directory = self.directory_for(&draft.id);
        let mut context = Context::read(&request.context)?;
        // Thousands of users are given to a mapping only if it looks for one.
        let looks =
            mappings.user.iter().chain(&mappings.group).any(|one| one.expression.contains(LOOKS_FOR_USERS));
        if let Some(at_hand) = directory.as_ref().filter(|_| looks) {
            context = context.with_users(|| at_hand.users.clone());
        }
        let engine = request.engine;
        Ok(Bench { draft, kind, source, mappings: in_order(mappings), context, engine, directory })
    }

    fn run_mappings(&self, bench: &Bench, info: &str) -> Result<Ran, Problem> {
        let given = Given::new(bench.kind.protocol, given::object(info, "info")?, &bench.context);
        self.evaluating(bench).with(|evaluate| bench.pipeline().run(&given, evaluate))
    }

    fn evaluating(&self, bench: &Bench) -> Evaluating<'_> {
        Evaluating { engines: &self.lab.engines, host: self.host.as_ref(), engine: bench.engine }
    }
}

impl Bench {
    /// Who exists; without a directory it is taken that nobody does.
    fn directory(&self) -> &Directory {
        static NOBODY: LazyLock<Directory> = LazyLock::new(|| Directory::of_users(Vec::new()));
        self.directory.as_ref().map_or(&NOBODY, |at_hand| &at_hand.directory)
    }

    fn pipeline(&self) -> Pipeline<'_> {
        Pipeline {
            kind: self.kind,
            source: &self.source,
            source_facts: self.source_facts(),
            mappings: &self.mappings,
        }
    }

    /// What mappings see as `source`: what the draft says of it. All else only a server knows.
    fn source_facts(&self) -> Map<String, Value> {
        let mut facts = Map::new();
        for (field, value) in &self.draft.values {
            let value = match value {
                desk_model::FieldValue::Switch(is_on) => json!(is_on),
                desk_model::FieldValue::Text(text) => json!(text),
                desk_model::FieldValue::List(items) => json!(items),
                desk_model::FieldValue::Tagged { .. } => continue,
            };
            // Flows, certificates and groups are objects there and names here.
            if !field.ends_with("_flow") && !field.ends_with("_kp") && field != "authentik_host" {
                facts.insert(field.clone(), value);
            }
        }
        facts.insert("name".to_owned(), json!(self.source.name));
        facts.insert("slug".to_owned(), json!(self.source.slug));
        facts.insert("enabled".to_owned(), json!(self.source.enabled));
        facts.insert("user_matching_mode".to_owned(), json!(self.source.user_matching_mode.id()));
        facts.insert("group_matching_mode".to_owned(), json!(self.source.group_matching_mode.id()));
        facts
    }

    /// What the mappings lead to. `None`: what only a server knows, or a limit of ours, ended them.
    fn visit(&self, ran: &Ran) -> Option<Visit> {
        let callback = match (&ran.person, ran.view.ended) {
            (Some(person), _) => Callback::Person(person.prediction()),
            (None, Some(LabEnd::Raised)) => {
                let mapping = ran.view.steps.last().map(|step| step.mapping.clone()).unwrap_or_default();
                Callback::MappingRaised { mapping }
            }
            (None, Some(LabEnd::NoIdentifier)) => Callback::NoIdentifier,
            // Nobody logs in with this kind, and the prediction says so.
            (None, None) => Callback::NoIdentifier,
            (None, Some(LabEnd::NeedsServer | LabEnd::Stopped | LabEnd::BadGroups)) => return None,
        };
        Some(Visit { callback, session: desk_prediction::Session::default() })
    }
}

impl pipeline::Person {
    fn prediction(&self) -> desk_prediction::Person {
        let mut person = desk_prediction::Person::new(&self.identifier, self.properties.clone());
        if let Some(groups) = &self.groups {
            person.groups = PersonGroups::Mapped(groups.clone());
        }
        person
    }
}

/// What a draft does not say.
fn not_said(error: DraftError) -> Problem {
    match error {
        DraftError::UnknownType(kind) => Problem::about("type-unknown", kind),
        DraftError::OnlyTheServerKnows(field) => Problem::about("lab-only-the-server", field),
        DraftError::NoSuchChoice { field, value } => {
            Problem::about("lab-no-choice", field).with("value", value)
        }
    }
}
