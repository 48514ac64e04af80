//! What would change on a server, and where it differs.

use std::collections::{BTreeMap, BTreeSet};

use desk_authentik::{
    Choices, Client, Drift, LastPush, People, Plan, PlanInput, PlanServer, PushedObject, Right, Scope,
    SecretFact, ServerFacts, Snapshot, drift,
};
use desk_blueprint::AtHand;
use desk_model::{Draft, DraftId, Protocol, Secret, Version};
use desk_store::{PushedRow, Stored};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Profile;
use super::problems::of_server;
use super::profile::require_same;
use crate::desk::Desk;
use crate::problem::Problem;
use crate::vault::secret_string;

/// What to plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(deny_unknown_fields)]
pub struct PlanRequest {
    /// The server's name.
    pub server: String,
    /// The drafts.
    pub drafts: Vec<DraftId>,
    /// The identification stage whose login page gets the buttons; `None` leaves the login pages alone.
    pub login_page: Option<String>,
    /// What the person decided.
    #[serde(default)]
    pub choices: Choices,
}

/// A server that has been read.
pub(super) struct Reading {
    pub(super) profile: Profile,
    pub(super) client: Client,
    pub(super) host: String,
    pub(super) version: Version,
    pub(super) may_import: bool,
    pub(super) snapshot: Snapshot,
    pub(super) last: LastPush,
}

impl Desk {
    /// Makes a plan for drafts. Nothing on the server changes.
    ///
    /// # Errors
    ///
    /// `plan-nothing`, `draft-not-found`, `export-invalid`, and those of [`Desk::check_server`].
    pub async fn plan(&self, request: &PlanRequest) -> Result<Plan, Problem> {
        let drafts = self.drafts_to_plan(&request.drafts)?;
        let references: Vec<&Draft> = drafts.iter().collect();
        let scope = Scope::of_drafts(&references, request.login_page.is_some());
        let reading = self.read_server(&request.server, &scope).await?;
        self.plan_with(
            &reading,
            &request.server,
            &references,
            request.login_page.as_deref(),
            &request.choices,
        )
    }

    /// Returns where drafts, a server and the last push differ. Without drafts it looks at all that were pushed there.
    ///
    /// # Errors
    ///
    /// Those of [`Desk::plan`].
    pub async fn drift(&self, server: &str, drafts: &[DraftId]) -> Result<Vec<Drift>, Problem> {
        let drafts = match drafts {
            [] => self.pushed_drafts(server)?.into_iter().map(|stored| stored.draft).collect(),
            drafts => self.drafts_to_plan(drafts)?,
        };
        if drafts.is_empty() {
            return Ok(Vec::new());
        }
        let references: Vec<&Draft> = drafts.iter().collect();
        let reading = self.read_server(server, &Scope::of_drafts(&references, false)).await?;
        let choices = Choices { adopt: true, ..Choices::default() };
        let plan = self.plan_with(&reading, server, &references, None, &choices)?;
        Ok(drift(&plan, &reading.snapshot, &reading.last))
    }

    fn drafts_to_plan(&self, ids: &[DraftId]) -> Result<Vec<Draft>, Problem> {
        if ids.is_empty() {
            return Err(Problem::new("plan-nothing"));
        }
        let mut drafts: Vec<Draft> = Vec::new();
        for id in ids {
            if drafts.iter().any(|draft| draft.id == *id) {
                continue;
            }
            let draft = self.with_store(|store| store.get(id))?.draft;
            self.require_acceptable(&draft)?;
            drafts.push(draft);
        }
        Ok(drafts)
    }

    /// The drafts that were pushed to a server and are there still.
    pub(super) fn pushed_drafts(&self, server: &str) -> Result<Vec<Stored>, Problem> {
        self.profile(server)?;
        let rows = self.with_store(|store| store.pushed(server))?;
        let mut drafts = Vec::new();
        // A draft that was renamed has been pushed as two.
        let ids: BTreeSet<String> = rows.into_iter().filter_map(|row| row.draft).collect();
        for id in ids {
            match self.with_store(|store| store.get(&DraftId(id))) {
                Ok(stored) => drafts.push(stored),
                Err(problem) if problem.code == "draft-not-found" => {}
                Err(problem) => return Err(problem),
            }
        }
        Ok(drafts)
    }

    /// Reads a server. Nothing on it changes.
    pub(super) async fn read_server(&self, name: &str, scope: &Scope) -> Result<Reading, Problem> {
        let mut profile = self.profile(name)?;
        let client = self.server_client(name, &profile)?;
        let host = client.address().host_and_port();
        let failed = |error| of_server(&error, &host).at_server(name);
        let facts = ServerFacts::read(&client, self.host.now()).await.map_err(failed)?;
        require_same(&profile, facts.instance.as_ref(), &host)?;
        let Some(version) = facts.standing.version() else {
            return Err(Problem::about("server-too-old", &host).with("version", &facts.version));
        };
        let snapshot = Snapshot::read(&client, scope).await.map_err(failed)?;
        if (&profile.instance, &profile.version) != (&facts.instance, &Some(facts.version.clone())) {
            profile.instance = facts.instance.clone().or(profile.instance);
            profile.version = Some(facts.version.clone());
            self.keep_found(name, &profile, false)?;
        }
        let may_import = facts.may(Right::ImportBlueprints);
        let last = self.last_push(name)?;
        Ok(Reading { profile, client, host, version, may_import, snapshot, last })
    }

    /// Reads the people of a server and their connections with a draft's source. Nothing on it changes.
    pub(crate) async fn read_people(
        &self,
        name: &str,
        protocol: Protocol,
        slug: &str,
    ) -> Result<People, Problem> {
        let profile = self.profile(name)?;
        let client = self.server_client(name, &profile)?;
        let host = client.address().host_and_port();
        let failed = |error| of_server(&error, &host).at_server(name);
        let facts = ServerFacts::read(&client, self.host.now()).await.map_err(failed)?;
        require_same(&profile, facts.instance.as_ref(), &host)?;
        People::read(&client, protocol, slug).await.map_err(failed)
    }

    /// Makes a plan from what was read.
    pub(super) fn plan_with(
        &self,
        reading: &Reading,
        server: &str,
        drafts: &[&Draft],
        login_page: Option<&str>,
        choices: &Choices,
    ) -> Result<Plan, Problem> {
        let secrets: AtHand =
            drafts.iter().map(|draft| (draft.id.clone(), self.secrets_of(&draft.id))).collect();
        let origin = reading.client.address().origin();
        let fact = |draft: &DraftId, field: &str| {
            let Some(known) = secrets.get(draft) else { return SecretFact::default() };
            let secret = known.get(field);
            SecretFact {
                at_hand: secret.is_some(),
                is_locked: secret.is_none() && known.has(field),
                fingerprint: secret.and_then(|secret| self.fingerprint(&origin, draft, field, secret)),
            }
        };
        let input = PlanInput {
            id: DraftId::from_random(self.random()).0,
            made_at: self.host.now(),
            server: plan_server(reading, server),
            version: reading.version,
            may_import: reading.may_import,
            drafts,
            at_hand: &secrets,
            secret: &fact,
            snapshot: &reading.snapshot,
            last: &reading.last,
            choices,
            login_page,
        };
        Ok(Plan::make(&input)?)
    }

    /// Returns a fingerprint of a secret for a server; `None` without an open vault, which has the key of it.
    pub(super) fn fingerprint(
        &self,
        origin: &str,
        draft: &DraftId,
        field: &str,
        secret: &Secret,
    ) -> Option<String> {
        let (object, secret) = (format!("{}/{field}", draft.0), secret_string(secret));
        let made = self.with_open_vault(|unlocked| unlocked.fingerprint(origin, &object, &secret).ok())??;
        serde_json::to_value(made).ok()?.as_str().map(str::to_owned)
    }

    /// Returns what was pushed to a server last. What cannot be read is as if it had not been pushed.
    pub(super) fn last_push(&self, server: &str) -> Result<LastPush, Problem> {
        let rows = self.with_store(|store| store.pushed(server))?;
        let objects = rows.iter().filter_map(|row| serde_json::from_str(&row.document).ok()).collect();
        Ok(LastPush { objects })
    }
}

pub(super) fn plan_server(reading: &Reading, name: &str) -> PlanServer {
    PlanServer {
        name: name.to_owned(),
        url: reading.profile.url.clone(),
        instance: reading.snapshot.instance.clone(),
        version: reading.snapshot.version.clone(),
        production: reading.profile.production,
    }
}

/// Writes objects that were pushed as rows.
pub(super) fn rows_of(objects: &[PushedObject]) -> Result<Vec<PushedRow>, Problem> {
    let row = |object: &PushedObject| {
        let document = serde_json::to_string(object)
            .map_err(|error| Problem::new("internal").detailed(error.to_string()))?;
        Ok(PushedRow {
            model: object.model.name().to_owned(),
            pk: object.pk.clone(),
            draft: object.draft.as_ref().map(|draft| draft.0.clone()),
            document,
        })
    };
    objects.iter().map(row).collect()
}

/// Fingerprints of the secrets that a plan sends, by draft and field.
pub(super) type Fingerprints = BTreeMap<(DraftId, String), String>;
