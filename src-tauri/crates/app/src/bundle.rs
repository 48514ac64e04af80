//! Drafts to share: one file, redacted unless secrets are asked for twice, and a preview before anything is imported.
//!
//! A bundle with secrets is an age file around the same document, so that who has no Source Desk can open it with stock
//! `age` as well. The format and what its digest is worth are in docs/decisions/0011.

mod document;
mod problems;
mod strict;
mod views;

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;

use desk_messages::{id, text};
use desk_model::{Draft, DraftId, Secret, Secrets, slug};
use desk_vault::{Identities, Opener, Protection, Recipient, Wants};

use crate::desk::{Desk, lock};
use crate::host::OpenRequest;
use crate::import::{BundleOrigin, BundledSource, ImportPreview};
use crate::problem::Problem;

pub use views::{
    BundleOpened, BundleOpener, BundleProtection, BundleView, BundleWants, BundledSourceView, LockedBundle,
};

/// The largest file that is opened: what a bundle may hold, and what encryption and armor add to it.
const MOST_FILE_BYTES: usize = document::MOST_BYTES * 2;

/// An encrypted bundle that waits for what opens it.
pub(crate) struct SealedBundle {
    id: String,
    name: String,
    bytes: Vec<u8>,
    wants: BundleWants,
}

impl Desk {
    /// Returns what a bundle of drafts would hold. Nothing is written.
    pub fn preview_bundle(&self, ids: &[DraftId]) -> Result<BundleView, Problem> {
        let (drafts, secrets) = self.to_share(ids)?;
        let plain = self.bundle_text(&drafts, None)?;
        let text = String::from_utf8(plain.to_vec()).map_err(|_| Problem::new("internal"))?;
        let sources = drafts.iter().zip(&secrets);
        let sources = sources.map(|(draft, secrets)| BundledSourceView::of(draft, at_hand(draft, secrets)));
        Ok(BundleView { sources: sources.collect(), text, file_name: file_name(&drafts, false) })
    }

    /// Writes a bundle to a new file that only this person may read. Without protection it holds no secret; with it, it
    /// holds those at hand and is encrypted. Returns what it holds: the secrets only where they went along.
    ///
    /// Errors: `file-exists`, `bundle-nothing`, `bundle-no-secrets`, `bundle-passphrase-weak`,
    /// `bundle-recipient-invalid`, `bundle-too-large`, and those of the store.
    pub fn create_bundle(
        &self,
        path: &Path,
        ids: &[DraftId],
        protection: Option<&BundleProtection>,
    ) -> Result<BundleView, Problem> {
        if path.exists() {
            return Err(Problem::about("file-exists", path.display().to_string()));
        }
        let bytes = self.bundle(ids, protection)?;
        crate::export::save_new(path, &bytes)?;
        log_bundle(ids, protection);
        let mut view = self.preview_bundle(ids)?;
        if protection.is_none() {
            view.sources.iter_mut().for_each(|source| source.secrets.clear());
        }
        Ok(view)
    }

    /// Asks where to save a bundle, and saves it there. `None`: the person closed the dialog.
    ///
    /// Errors: those of [`Desk::create_bundle`]; a file that the person chose to replace is replaced.
    pub fn save_bundle(
        &self,
        ids: &[DraftId],
        protection: Option<&BundleProtection>,
    ) -> Result<Option<String>, Problem> {
        let bytes = self.bundle(ids, protection)?;
        let (drafts, _) = self.to_share(ids)?;
        let title = text(self.locale(), id::BUNDLE_DIALOG_SAVE, &[]);
        let Some(path) = self.host.choose_save_path(&title, &file_name(&drafts, protection.is_some())) else {
            return Ok(None);
        };
        crate::export::write_whole(&path, &bytes, None)
            .map_err(|error| crate::export::not_written(&path, &error))?;
        log_bundle(ids, protection);
        Ok(Some(path.display().to_string()))
    }

    /// Refuses a passphrase that would be guessed too soon: `bundle-passphrase-weak`.
    pub fn check_bundle_passphrase(&self, passphrase: &Secret) -> Result<(), Problem> {
        // EXPOSE: the passphrase is counted; only numbers leave.
        let passphrase = passphrase.expose().to_owned().into();
        desk_vault::check_passphrase(&passphrase).map_err(problems::weak)
    }

    /// Asks which bundle to open, and opens it. `None`: the person closed the dialog.
    pub fn choose_bundle(&self) -> Result<Option<BundleOpened>, Problem> {
        let request = OpenRequest {
            title: text(self.locale(), id::BUNDLE_DIALOG_OPEN, &[]),
            filter: "Source Desk",
            extensions: &["json", "age"],
            several: false,
        };
        let paths = self.host.choose_open_paths(&request);
        paths.first().map(|path| self.open_bundle(path)).transpose()
    }

    /// Opens a bundle and tells what would become of its sources, or what it has to be unlocked with. Nothing is
    /// imported; [`Desk::import`] does that with the preview's choices.
    ///
    /// Errors: `file-not-read` and those whose code begins with `bundle-`.
    pub fn open_bundle(&self, path: &Path) -> Result<BundleOpened, Problem> {
        let name = path.display().to_string();
        let bytes = read_file(path, &name)?;
        let wants = desk_vault::portable_wants(&bytes).map_err(|error| problems::portable(error, &name))?;
        let Some(wants) = wants else {
            return self.bundle_read(&name, &bytes, false).map(BundleOpened::Read);
        };
        let wants = match wants {
            Wants::Passphrase => BundleWants::Passphrase,
            Wants::Identity => BundleWants::Identity,
        };
        let bundle = DraftId::from_random(self.random()).0;
        *lock(&self.sealed) = Some(SealedBundle { id: bundle.clone(), name: name.clone(), bytes, wants });
        Ok(BundleOpened::Locked(LockedBundle { bundle, name, wants }))
    }

    /// Unlocks the bundle that was opened last, and tells what would become of its sources.
    ///
    /// Errors: `bundle-gone` if another was opened since; `bundle-wrong-passphrase` and `bundle-wrong-identity`, after
    /// which it can be tried again; and those of [`Desk::open_bundle`].
    pub fn unlock_bundle(&self, bundle: &str, opener: &BundleOpener) -> Result<ImportPreview, Problem> {
        let taken = lock(&self.sealed).take_if(|sealed| sealed.id == bundle);
        let Some(sealed) = taken else { return Err(Problem::new("bundle-gone")) };
        // The passphrase takes its time to try; nothing is held up meanwhile.
        let read = self.open_sealed(&sealed, opener);
        if read.is_err() {
            lock(&self.sealed).get_or_insert(sealed);
        }
        read
    }

    fn open_sealed(&self, sealed: &SealedBundle, opener: &BundleOpener) -> Result<ImportPreview, Problem> {
        let name = &sealed.name;
        let opener = match opener {
            BundleOpener::Passphrase(passphrase) => {
                // EXPOSE: the passphrase goes to the cipher and nowhere else.
                Opener::Passphrase(passphrase.expose().to_owned().into())
            }
            BundleOpener::Identity(identity) => {
                // EXPOSE: the keys go to the cipher and nowhere else.
                let identities = Identities::parse(&identity.expose().to_owned().into());
                Opener::Identities(identities.map_err(|error| problems::portable(error, name))?)
            }
        };
        let plain = desk_vault::open_portable(&sealed.bytes, &opener, document::MOST_BYTES)
            .map_err(|error| problems::opening(error, sealed.wants, name))?;
        self.bundle_read(name, &plain, true)
    }

    fn bundle_read(&self, name: &str, plain: &[u8], was_encrypted: bool) -> Result<ImportPreview, Problem> {
        let bundle = document::read(plain).map_err(|why| problems::document(why, name))?;
        let mut seen = BTreeSet::new();
        let mut sources = Vec::new();
        for bundled in bundle.drafts {
            let source = match bundled.draft {
                Err(unread) => BundledSource::Refused {
                    problem: Problem::about("draft-unreadable", &unread.slug)
                        .with("why", crate::drafts::unreadable_why(unread.why)),
                    slug: unread.slug,
                },
                Ok(draft) => self.bundled_source(draft, bundled.secrets, &mut seen)?,
            };
            sources.push(source);
        }
        let origin = BundleOrigin { made_by: bundle.made_by, made_at: bundle.made_at, was_encrypted };
        self.read_bundled(name, origin, sources)
    }

    /// Judges one draft of a bundle. Its identity stays what it was unless that is taken here or is none.
    fn bundled_source(
        &self,
        mut draft: Draft,
        secrets: Secrets,
        seen: &mut BTreeSet<DraftId>,
    ) -> Result<BundledSource, Problem> {
        let slug = draft.slug.clone();
        if let Some(error) = draft.check_values().into_iter().next() {
            return Ok(BundledSource::Refused { slug, problem: error.into() });
        }
        if draft.kind().is_none() {
            let problem = Problem::about("type-unknown", &draft.source_type);
            return Ok(BundledSource::Refused { slug, problem });
        }
        let Some(kept) = desk_blueprint::kept_entries(&draft) else {
            let problem = Problem::about("bundle-draft-unsound", &slug);
            return Ok(BundledSource::Refused { slug, problem });
        };
        let is_free = match self.with_store(|store| store.get(&draft.id)) {
            Err(problem) if problem.code == "draft-not-found" => true,
            Err(problem) if problem.code == "draft-unreadable" => false,
            Err(problem) => return Err(problem),
            Ok(_) => false,
        };
        if !is_free || !is_uuid(&draft.id.0) || seen.contains(&draft.id) {
            draft.id = DraftId::from_random(self.random());
        }
        seen.insert(draft.id.clone());
        Ok(BundledSource::Draft { draft: Box::new(draft), secrets, kept })
    }

    fn to_share(&self, ids: &[DraftId]) -> Result<(Vec<Draft>, Vec<Secrets>), Problem> {
        let mut drafts: Vec<Draft> = Vec::new();
        for id in ids {
            if drafts.iter().all(|known| known.id != *id) {
                drafts.push(self.with_store(|store| store.get(id))?.draft);
            }
        }
        if drafts.is_empty() {
            return Err(Problem::new("bundle-nothing"));
        }
        let secrets = drafts.iter().map(|draft| self.secrets_of(&draft.id)).collect();
        Ok((drafts, secrets))
    }

    fn bundle_text(
        &self,
        drafts: &[Draft],
        secrets: Option<&[Secrets]>,
    ) -> Result<zeroize::Zeroizing<Vec<u8>>, Problem> {
        let made_by = format!("Source Desk {}", env!("CARGO_PKG_VERSION"));
        let made_at = crate::drafts::rfc3339(self.host.now());
        let text =
            document::write(drafts, secrets, &made_by, &made_at).map_err(|_| Problem::new("internal"))?;
        // What could not be opened again is not written in the first place.
        if text.len() > document::MOST_BYTES || drafts.len() > document::MOST_DRAFTS {
            return Err(problems::document(document::NotABundle::TooLarge, "the bundle"));
        }
        Ok(text)
    }

    fn bundle(&self, ids: &[DraftId], protection: Option<&BundleProtection>) -> Result<Vec<u8>, Problem> {
        let (drafts, secrets) = self.to_share(ids)?;
        let Some(protection) = protection else {
            return Ok(self.bundle_text(&drafts, None)?.to_vec());
        };
        for draft in &drafts {
            self.require_readable(draft)?;
        }
        if drafts.iter().zip(&secrets).all(|(draft, secrets)| at_hand(draft, secrets).is_empty()) {
            return Err(Problem::new("bundle-no-secrets"));
        }
        let protection = match protection {
            BundleProtection::Passphrase(passphrase) => {
                // EXPOSE: the passphrase goes to the cipher and nowhere else.
                Protection::Passphrase(passphrase.expose().to_owned().into())
            }
            BundleProtection::Recipients(texts) => {
                let parse = |text: &String| {
                    Recipient::parse(text).map_err(|_| Problem::about("bundle-recipient-invalid", text))
                };
                Protection::Recipients(texts.iter().map(parse).collect::<Result<_, _>>()?)
            }
        };
        let plain = self.bundle_text(&drafts, Some(&secrets))?;
        desk_vault::seal_portable(&plain, &protection).map_err(|error| problems::portable(error, ""))
    }
}

fn log_bundle(ids: &[DraftId], protection: Option<&BundleProtection>) {
    let with_secrets = protection.is_some();
    tracing::info!(target: crate::log::TARGET, event = "bundle-written", drafts = ids.len(), with_secrets);
    for id in ids {
        tracing::info!(target: crate::log::TARGET, event = "bundle-holds", draft = id.0.as_str());
    }
}

fn at_hand(draft: &Draft, secrets: &Secrets) -> Vec<String> {
    let fields = document::secret_fields(draft).filter(|field| secrets.get(field).is_some());
    fields.map(str::to_owned).collect()
}

fn file_name(drafts: &[Draft], is_sealed: bool) -> String {
    let stem = match drafts {
        [only] if slug::is_valid(&only.slug) => only.slug.as_str(),
        _ => "sources",
    };
    format!("{stem}.bundle.json{}", if is_sealed { ".age" } else { "" })
}

fn read_file(path: &Path, name: &str) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    let most = MOST_FILE_BYTES as u64 + 1;
    let read = File::open(path).and_then(|file| file.take(most).read_to_end(&mut bytes));
    read.map_err(|error| Problem::about("file-not-read", name).detailed(error.to_string()))?;
    if bytes.len() > MOST_FILE_BYTES {
        return Err(problems::document(document::NotABundle::TooLarge, name));
    }
    Ok(bytes)
}

fn is_uuid(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
    };
    text.len() == 36 && text.bytes().enumerate().all(is_right)
}
