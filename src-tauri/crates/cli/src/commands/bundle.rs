//! `bundle`.

use std::ffi::OsString;

use desk_app::messages::id;
use desk_app::{
    BundleOpened, BundleOpener, BundleProtection, BundleView, BundleWants, DraftId, LockedBundle, Problem,
    Secret,
};
use serde_json::json;

use super::{drafts, import, lend_secrets, vault};
use crate::arguments::{Bundle, BundleCreate, BundleOpen};
use crate::failure::{DONE, Ended, Failure};
use crate::print;
use crate::program::Program;
use crate::{secrets, terminal};

/// Where the passphrase of a bundle is looked for.
const VARIABLE: &str = "SOURCE_DESK_BUNDLE_PASSPHRASE";

/// Shares drafts, or opens what was shared.
pub(super) fn bundle(program: &Program, command: &Bundle) -> Ended {
    match command {
        Bundle::Create(create) => create_bundle(program, create),
        Bundle::Open(open) => open_bundle(program, open),
    }
}

fn create_bundle(program: &Program, arguments: &BundleCreate) -> Ended {
    let output = program.output;
    let path = arguments.file.display().to_string();
    if arguments.file.exists() {
        return Err(Problem::about("file-exists", path).into());
    }
    let views = drafts::find_all(program, &arguments.slug)?;
    if !arguments.secret.is_empty() {
        let [view] = views.as_slice() else {
            return Err(Problem::new("usage-secret-one-draft").into());
        };
        lend_secrets(program, &view.draft, &arguments.secret)?;
    }
    let ids: Vec<DraftId> = views.iter().map(|view| view.draft.id.clone()).collect();
    let protection = protection(program, arguments)?;
    if protection.is_some() && arguments.secret.is_empty() {
        vault::open_if_any(program)?;
    }
    let view = program.desk.create_bundle(&arguments.file, &ids, protection.as_ref())?;
    if output.json {
        output.document(&json!({
            "path": path,
            "encrypted": protection.is_some(),
            "recipients": arguments.recipient,
            "sources": view.sources,
        }))?;
    } else {
        output.line(&output.text(id::CLI_BUNDLE_WROTE, &[("path", &path)]))?;
        print_sources(program, &view)?;
    }
    match protection {
        None => output.note(&output.text(id::CLI_BUNDLE_REDACTED, &[])),
        Some(BundleProtection::Passphrase(_)) => output.note(&output.text(id::CLI_BUNDLE_ENCRYPTED, &[])),
        Some(BundleProtection::Recipients(recipients)) => {
            output.note(&output.text(id::CLI_BUNDLE_ENCRYPTED_TO, &[("recipients", &recipients.join(", "))]))
        }
    }
    Ok(DONE)
}

fn print_sources(program: &Program, view: &BundleView) -> Result<(), Failure> {
    let output = program.output;
    for source in &view.sources {
        let (slug, name) = (source.slug.as_str(), source.name.as_str());
        output.line(&output.text(id::CLI_BUNDLE_SOURCE, &[("slug", slug), ("name", name)]))?;
        let lines = [
            (id::CLI_BUNDLE_WITH_MAPPINGS, "names", &source.mappings),
            (id::CLI_BUNDLE_WITH_SECRETS, "fields", &source.secrets),
        ];
        for (message, argument, values) in lines.into_iter().filter(|(_, _, values)| !values.is_empty()) {
            let line = output.text(message, &[(argument, &values.join(", "))]);
            output.line(&print::indented(&line, 4))?;
        }
    }
    Ok(())
}

/// Asks a second time whether secrets shall leave, and for whom. `None`: the bundle is redacted.
fn protection(program: &Program, arguments: &BundleCreate) -> Result<Option<BundleProtection>, Failure> {
    let output = program.output;
    if !arguments.with_secrets {
        return Ok(None);
    }
    if !arguments.yes {
        let slugs = arguments.slug.join(", ");
        let question = output.text(id::CLI_BUNDLE_CONFIRM, &[("slugs", &slugs)]);
        let answer = terminal::ask(&question)?;
        if answer.is_none_or(|answer| answer.trim() != "yes") {
            return Err(Problem::new("usage-bundle-confirm").into());
        }
    }
    if !arguments.recipient.is_empty() {
        return Ok(Some(BundleProtection::Recipients(arguments.recipient.clone())));
    }
    let passphrase = match from_environment()? {
        Some(passphrase) => passphrase,
        None => {
            let first = asked(program, id::CLI_BUNDLE_PASSPHRASE)?;
            program.desk.check_bundle_passphrase(&first)?;
            let again = asked(program, id::CLI_BUNDLE_PASSPHRASE_AGAIN)?;
            // EXPOSE: the two are compared; nobody sees them.
            if first.expose() != again.expose() {
                return Err(Problem::new("usage-bundle-mismatch").into());
            }
            first
        }
    };
    Ok(Some(BundleProtection::Passphrase(passphrase)))
}

fn open_bundle(program: &Program, arguments: &BundleOpen) -> Ended {
    let preview = match program.desk.open_bundle(&arguments.file)? {
        BundleOpened::Read(preview) => preview,
        BundleOpened::Locked(locked) => {
            let opener = opener(program, &locked, arguments)?;
            program.desk.unlock_bundle(&locked.bundle, &opener)?
        }
    };
    let output = program.output;
    if let Some(origin) = preview.bundle.as_ref().filter(|_| !output.json) {
        let arguments = [("by", origin.made_by.as_str()), ("at", &origin.made_at)];
        output.line(&output.text(id::CLI_BUNDLE_FROM, &arguments))?;
    }
    let ended = import::import_read(program, &preview, arguments.existing, !arguments.import)?;
    if !arguments.import {
        output.note(&output.text(id::CLI_BUNDLE_NOT_IMPORTED, &[]));
    }
    Ok(ended)
}

fn opener(program: &Program, locked: &LockedBundle, arguments: &BundleOpen) -> Result<BundleOpener, Failure> {
    if let Some(path) = &arguments.identity {
        return Ok(BundleOpener::Identity(secrets::text_of_file("identity", path)?));
    }
    if locked.wants == BundleWants::Identity {
        return Err(Problem::about("usage-bundle-identity", &locked.name).into());
    }
    let passphrase = match from_environment()? {
        Some(passphrase) => passphrase,
        None => asked(program, id::CLI_BUNDLE_PASSPHRASE)?,
    };
    Ok(BundleOpener::Passphrase(passphrase))
}

fn from_environment() -> Result<Option<Secret>, Failure> {
    match terminal::variable(VARIABLE).map(OsString::into_string) {
        None => Ok(None),
        Some(Ok(text)) if text.is_empty() => Ok(None),
        Some(Ok(text)) => Ok(Some(Secret::new(text))),
        Some(Err(_)) => Err(Problem::about("usage-secret-text", VARIABLE).into()),
    }
}

fn asked(program: &Program, question: desk_app::messages::MessageId) -> Result<Secret, Failure> {
    let question = program.output.text(question, &[]);
    terminal::ask_secret(&question)?.ok_or_else(|| Problem::new("usage-bundle-passphrase").into())
}
