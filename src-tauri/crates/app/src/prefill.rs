//! A draft filled from what a provider publishes: first shown, then taken as the person chose.

mod views;

use desk_blueprint::Value;
use desk_messages::{id, text};
use desk_metadata::{Certificate, Metadata, MetadataError, NotMetadata, Proposal, Proposals, WrongKind};
use desk_model::{Draft, DraftId, FieldValue};

use crate::desk::{Desk, lock};
use crate::host::OpenRequest;
use crate::import::ImportFile;
use crate::problem::Problem;
use crate::views::DraftView;

pub use views::{
    CertificateState, CertificateView, NoteView, PrefillChange, PrefillChoice, PrefillPlace, PrefillView,
    ProviderView,
};

const CERTIFICATE_MODEL: &str = "authentik_crypto.certificatekeypair";

/// Metadata that was read.
pub struct MetadataDocument {
    file: String,
    metadata: Metadata,
}

/// Metadata that waits for the person's choices.
pub(crate) struct MetadataAtHand {
    id: String,
    document: MetadataDocument,
}

impl MetadataDocument {
    /// Reads a file's text as an OpenID discovery document or SAML metadata.
    pub fn read(file: ImportFile) -> Result<MetadataDocument, Problem> {
        let ImportFile { name, text } = file;
        let metadata = desk_metadata::read(&text?).map_err(|error| unreadable(&name, error))?;
        Ok(MetadataDocument { file: name, metadata })
    }

    /// Returns the place of the identity provider with an entity ID.
    pub fn find_entity(&self, entity: &str) -> Result<u32, Problem> {
        let known = self.entities();
        let place = known.iter().position(|one| *one == entity);
        let place = place.and_then(|place| u32::try_from(place).ok());
        place.ok_or_else(|| Problem::about("metadata-no-entity", entity).with("choices", known.join(", ")))
    }

    /// Returns what a draft would get. Without a place it is the first identity provider, with the certificate that is
    /// valid longest. `now` is in milliseconds since the Unix epoch, `reading` what the answer is called.
    pub fn view(
        &self,
        draft: &Draft,
        reading: &str,
        place: Option<PrefillPlace>,
        now: i64,
    ) -> Result<PrefillView, Problem> {
        let place = place.unwrap_or_else(|| self.first_place(0, now));
        let proposals = self.proposals(draft, place)?;
        let certificates = self.certificates(place.provider);
        Ok(PrefillView {
            reading: reading.to_owned(),
            file: self.file.clone(),
            sort: self.sort().to_owned(),
            providers: self
                .entities()
                .into_iter()
                .enumerate()
                .map(|(at, entity)| {
                    let at = u32::try_from(at).unwrap_or(u32::MAX);
                    ProviderView {
                        entity: entity.to_owned(),
                        certificate: self.first_place(at, now).certificate,
                    }
                })
                .collect(),
            place,
            certificates: certificates
                .iter()
                .map(|one| CertificateView::of(one, desk_metadata::certificate_name(draft, one), now))
                .collect(),
            changes: proposals.changes.iter().map(|change| PrefillChange::of(draft, change)).collect(),
            same: proposals.same,
            notes: proposals.notes.iter().map(NoteView::of).collect(),
        })
    }

    /// Fills a draft with the chosen fields.
    ///
    /// A certificate becomes an entry of its own, which stays with the draft and is exported before it.
    pub fn fill(&self, draft: &mut Draft, choice: &PrefillChoice) -> Result<(), Problem> {
        let place = choice.place;
        let proposals = self.proposals(draft, place)?;
        for field in &choice.fields {
            let Some(Proposal { value, .. }) = proposals.changes.iter().find(|change| change.field == *field)
            else {
                return Err(Problem::about("metadata-not-proposed", field));
            };
            draft.values.insert(field.clone(), value.clone());
        }
        let is_taken = choice.fields.iter().any(|field| field == "verification_kp");
        if is_taken && let Some(certificate) = self.certificate(place) {
            let entry = certificate_entry(&desk_metadata::certificate_name(draft, certificate), certificate);
            if !draft.kept.before.contains(&entry) {
                draft.kept.before.push(entry);
            }
        }
        match draft.check_values().into_iter().next() {
            Some(error) => Err(error.into()),
            None => Ok(()),
        }
    }

    fn proposals(&self, draft: &Draft, place: PrefillPlace) -> Result<Proposals, Problem> {
        let [provider, certificate] =
            [Some(place.provider), place.certificate].map(|at| at.map(|at| at as usize));
        desk_metadata::propose(draft, &self.metadata, provider.unwrap_or_default(), certificate).map_err(
            |WrongKind| {
                Problem::about("metadata-wrong-kind", &draft.source_type)
                    .with("sort", self.sort())
                    .with("file", &self.file)
            },
        )
    }

    fn sort(&self) -> &'static str {
        match self.metadata {
            Metadata::OpenId(_) => "openid",
            Metadata::Saml(_) => "saml",
        }
    }

    fn entities(&self) -> Vec<&str> {
        match &self.metadata {
            Metadata::OpenId(provider) => vec![&provider.issuer],
            Metadata::Saml(providers) => {
                providers.iter().map(|provider| provider.entity_id.as_str()).collect()
            }
        }
    }

    fn certificates(&self, provider: u32) -> &[Certificate] {
        match &self.metadata {
            Metadata::OpenId(_) => &[],
            Metadata::Saml(providers) => providers
                .get(provider as usize)
                .map(|provider| provider.certificates.as_slice())
                .unwrap_or_default(),
        }
    }

    fn certificate(&self, place: PrefillPlace) -> Option<&Certificate> {
        self.certificates(place.provider).get(place.certificate? as usize)
    }

    /// Returns an identity provider with the certificate that is valid now, and of those the one that is so longest.
    pub fn first_place(&self, provider: u32, now: i64) -> PrefillPlace {
        let valid = self.certificates(provider).iter().enumerate();
        let longest = valid
            .filter(|(_, one)| CertificateState::of(one, now) == CertificateState::Valid)
            .max_by_key(|(_, one)| one.not_after);
        PrefillPlace { provider, certificate: longest.and_then(|(at, _)| u32::try_from(at).ok()) }
    }
}

impl PrefillView {
    /// Returns the choice that takes what is advised.
    pub fn advised(&self) -> PrefillChoice {
        let advised = self.changes.iter().filter(|change| change.is_advised);
        PrefillChoice { place: self.place, fields: advised.map(|change| change.field.clone()).collect() }
    }
}

impl Desk {
    /// Asks which document to fill a draft from, and tells what the draft would get. `None`: the person closed the
    /// dialog. Nothing is changed.
    pub fn choose_metadata(&self, id: &DraftId) -> Result<Option<PrefillView>, Problem> {
        let request = OpenRequest {
            title: text(self.locale(), id::METADATA_DIALOG, &[]),
            filter: "JSON, XML",
            extensions: &["json", "xml"],
            several: false,
        };
        let paths = self.host.choose_open_paths(&request);
        let Some(path) = paths.first() else { return Ok(None) };
        let document = MetadataDocument::read(ImportFile::read(path))?;
        let draft = self.with_store(|store| store.get(id))?.draft;
        let reading = DraftId::from_random(self.random()).0;
        let view = document.view(&draft, &reading, None, self.host.now())?;
        *lock(&self.metadata) = Some(MetadataAtHand { id: reading, document });
        Ok(Some(view))
    }

    /// Returns what a draft would get from another place of the document that was read last.
    ///
    /// Errors: `metadata-gone` if another document was read since.
    pub fn view_metadata(
        &self,
        id: &DraftId,
        reading: &str,
        place: PrefillPlace,
    ) -> Result<PrefillView, Problem> {
        let draft = self.with_store(|store| store.get(id))?.draft;
        self.with_metadata(reading, |document| document.view(&draft, reading, Some(place), self.host.now()))
    }

    /// Fills a stored draft with what was chosen: one step that [`Desk::undo`] takes back.
    ///
    /// Errors: `metadata-gone` if another document was read since, and those of [`Desk::save_draft`].
    pub fn prefill(&self, id: &DraftId, reading: &str, choice: &PrefillChoice) -> Result<DraftView, Problem> {
        let stored = self.with_store(|store| store.get(id))?;
        let mut draft = stored.draft;
        self.with_metadata(reading, |document| document.fill(&mut draft, choice))?;
        self.save_draft(&draft, stored.revision)
    }

    /// Returns the time in milliseconds since the Unix epoch, for what shows the validity of certificates.
    pub fn now(&self) -> i64 {
        self.host.now()
    }

    fn with_metadata<T>(
        &self,
        reading: &str,
        work: impl FnOnce(&MetadataDocument) -> Result<T, Problem>,
    ) -> Result<T, Problem> {
        match lock(&self.metadata).as_ref() {
            Some(known) if known.id == reading => work(&known.document),
            _ => Err(Problem::new("metadata-gone")),
        }
    }
}

/// Returns the blueprint entry that brings a certificate to the server, so that a source can name it. It has no key:
/// whoever verifies needs none.
fn certificate_entry(name: &str, certificate: &Certificate) -> String {
    let entry = Value::mapping([
        ("model", Value::text(CERTIFICATE_MODEL)),
        ("identifiers", Value::mapping([("name", Value::text(name))])),
        ("attrs", Value::mapping([("certificate_data", Value::text(&certificate.pem))])),
    ]);
    entry.to_yaml().trim_end_matches('\n').to_owned()
}

fn unreadable(name: &str, error: MetadataError) -> Problem {
    match error {
        MetadataError::TooLarge { limit } => {
            Problem::about("metadata-too-large", name).with("limit", limit.to_string())
        }
        MetadataError::TooDeep { limit } => {
            Problem::about("metadata-too-deep", name).with("limit", limit.to_string())
        }
        MetadataError::Malformed { line, column } => Problem::about("metadata-malformed", name)
            .with("line", line.to_string())
            .with("column", column.to_string()),
        MetadataError::DocumentType => Problem::about("metadata-document-type", name),
        MetadataError::NotMetadata { why } => {
            let problem = Problem::about("metadata-not-one", name);
            match why {
                NotMetadata::NeitherSort => problem.with("why", "neither"),
                NotMetadata::Field { field } => problem.with("why", "field").with("field", field),
                NotMetadata::NoEntity => problem.with("why", "no-entity"),
                NotMetadata::NoIdentityProvider => problem.with("why", "no-provider"),
            }
        }
    }
}

/// Returns a field's value as it is now; `None` if it has none.
fn present(draft: &Draft, field: &str) -> Option<FieldValue> {
    draft.values.get(field).filter(|value| **value != FieldValue::Text(String::new())).cloned()
}
