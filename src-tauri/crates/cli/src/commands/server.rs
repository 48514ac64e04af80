//! `server`: profiles.

use std::path::Path;

use desk_app::messages::id;
use desk_app::{
    NewServer, Problem, Secret, ServerChange, ServerCheckView, ServerColour, ServerView, VersionSupport,
};

use serde_json::json;

use super::plan::{self, word};
use super::vault;
use super::work::block_on;
use crate::arguments::{Server, ServerAdd, ServerSet};
use crate::failure::{DONE, Ended, FINDINGS, Failure};
use crate::print;
use crate::program::Program;
use crate::terminal::Output;
use crate::{secrets, terminal};

/// What stands before `=` where a token is given.
const TOKEN: &str = "token";
/// A clock that is off by more is told: a login's state lives for minutes.
const MOST_SKEW_SECONDS: i32 = 60;

/// Works on the profiles of servers.
pub(super) fn server(program: &Program, command: &Server) -> Ended {
    match command {
        Server::Add(add) => add_server(program, add),
        Server::Set(set) => set_server(program, set),
        Server::List => list(program),
        Server::Check { server, secret, accept } => check(program, server, secret, *accept),
        Server::Doctor { server, slug, secret } => doctor(program, server, slug, secret),
        Server::Pages { server, stage, preview, secret } => {
            pages(program, server, stage.as_deref(), preview.as_deref(), secret)
        }
        Server::DryRun { server, file, secret } => dry_run(program, server, file, secret),
        Server::Remove { server } => remove(program, server),
    }
}

/// Opens the vault if there is one, and has the token that the arguments name for a server. Returns the other secrets.
pub(super) fn ready_with_others(
    program: &Program,
    server: &str,
    arguments: &[String],
) -> Result<Vec<String>, Failure> {
    let (token, others) = split(arguments)?;
    lend(program, server, token)?;
    Ok(others)
}

/// Does the same where no other secret is of use.
pub(super) fn ready(program: &Program, server: &str, arguments: &[String]) -> Result<(), Failure> {
    lend(program, server, only_token(arguments)?)
}

fn lend(program: &Program, server: &str, token: Option<Secret>) -> Result<(), Failure> {
    vault::open_if_any(program)?;
    if let Some(token) = token {
        program.desk.lend_server_token(server, token)?;
    }
    Ok(())
}

/// Reads the token among secrets.
fn split(arguments: &[String]) -> Result<(Option<Secret>, Vec<String>), Failure> {
    let mut token = None;
    let mut others = Vec::new();
    for argument in arguments {
        match argument.split_once('=') {
            Some((TOKEN, origin)) => {
                let read = secrets::read_one(TOKEN, origin, &terminal::variable, &mut std::io::stdin())?;
                // Pasted tokens bring a line end along, and no token has white space.
                // EXPOSE: trimmed within memory, into the secret that replaces it.
                token = Some(Secret::new(read.expose().trim().to_owned()));
            }
            _ => others.push(argument.clone()),
        }
    }
    Ok((token, others))
}

fn only_token(arguments: &[String]) -> Result<Option<Secret>, Failure> {
    let (token, others) = split(arguments)?;
    match others.as_slice() {
        [] => Ok(token),
        _ => Err(Problem::new("usage-secret-token").into()),
    }
}

fn add_server(program: &Program, arguments: &ServerAdd) -> Ended {
    let token = only_token(&arguments.secret)?;
    let has_token = token.is_some();
    let has_vault = vault::open_if_any(program)?;
    let new = NewServer {
        name: arguments.server.clone(),
        url: arguments.url.clone(),
        production: arguments.production,
        colour: ServerColour::find(&arguments.colour).unwrap_or_default(),
        ca: pem(arguments.ca.as_deref())?.unwrap_or_default(),
        pin: pin(arguments.pin.as_deref()).unwrap_or_default(),
        token,
    };
    let view = program.desk.add_server(&new)?;
    told(program, &view, id::CLI_SERVER_ADDED)?;
    if has_token && !has_vault {
        program.output.complain(&program.output.text(id::CLI_SERVER_TOKEN_NOT_KEPT, &[]));
    }
    Ok(DONE)
}

fn set_server(program: &Program, arguments: &ServerSet) -> Ended {
    let token = only_token(&arguments.secret)?;
    let has_token = token.is_some();
    let has_vault = vault::open_if_any(program)?;
    let change = ServerChange {
        url: arguments.url.clone(),
        production: arguments.production,
        colour: arguments.colour.as_deref().and_then(ServerColour::find),
        ca: pem(arguments.ca.as_deref())?,
        pin: pin(arguments.pin.as_deref()),
        token,
    };
    let view = program.desk.change_server(&arguments.server, &change)?;
    told(program, &view, id::CLI_SERVER_CHANGED)?;
    if has_token && !has_vault {
        program.output.complain(&program.output.text(id::CLI_SERVER_TOKEN_NOT_KEPT, &[]));
    }
    Ok(DONE)
}

/// Reads a pin: `none` takes it away, and an empty one is a variable that is not set, which must not do so unseen.
fn pin(text: Option<&str>) -> Option<String> {
    match text?.trim() {
        "none" => Some(String::new()),
        "" => Some("-".to_owned()),
        text => Some(text.to_owned()),
    }
}

fn pem(path: Option<&Path>) -> Result<Option<String>, Problem> {
    let Some(path) = path else { return Ok(None) };
    if path.as_os_str() == "none" {
        return Ok(Some(String::new()));
    }
    let shown = path.display().to_string();
    let text = std::fs::read_to_string(path);
    text.map(Some).map_err(|error| Problem::about("network-ca-not-read", shown).detailed(error.to_string()))
}

fn told(
    program: &Program,
    view: &ServerView,
    sentence: desk_app::messages::MessageId,
) -> Result<(), Failure> {
    let output = program.output;
    if output.json {
        output.document(view)?;
    } else {
        output.line(&output.text(sentence, &[("name", &view.name), ("host", &view.host)]))?;
    }
    Ok(())
}

fn list(program: &Program) -> Ended {
    let output = program.output;
    let servers = program.desk.list_servers()?;
    if output.json {
        output.document(&servers)?;
    } else if servers.is_empty() {
        output.note(&output.text(id::CLI_SERVER_NONE, &[]));
    }
    if !output.json {
        for server in &servers {
            let mut marks = Vec::new();
            if server.production {
                marks.push(output.text(id::SERVER_PRODUCTION, &[]));
            }
            if let Some(version) = &server.version {
                marks.push(version.clone());
            }
            if !server.has_token {
                marks.push(output.text(id::SERVER_NO_TOKEN, &[]));
            }
            let marks = if marks.is_empty() { String::new() } else { format!("  ({})", marks.join(", ")) };
            output.line(&format!("{}  {}{marks}", server.name, server.url))?;
        }
    }
    Ok(DONE)
}

fn check(program: &Program, name: &str, secret: &[String], accept: bool) -> Ended {
    let output = program.output;
    ready(program, name, secret)?;
    let view = block_on(async {
        match accept {
            true => program.desk.accept_server(name).await,
            false => program.desk.check_server(name).await,
        }
    })??;
    if output.json {
        output.document(&view)?;
    } else {
        print_check(output, name, &view)?;
    }
    Ok(DONE)
}

fn print_check(output: Output, name: &str, view: &ServerCheckView) -> Result<(), Failure> {
    let version = match view.support {
        VersionSupport::Known => id::SERVER_VERSION_KNOWN,
        VersionSupport::Newer => id::SERVER_VERSION_NEWER,
        VersionSupport::Older => id::SERVER_VERSION_OLDER,
    };
    output.line(&output.text(version, &[("name", name), ("version", &view.version)]))?;
    if !view.absent.is_empty() {
        output.line(&output.text(id::SERVER_ABSENT, &[("what", &view.absent.join(", "))]))?;
    }
    let user = if view.is_superuser { id::SERVER_USER_SUPERUSER } else { id::SERVER_USER };
    output.line(&output.text(user, &[("user", &view.user)]))?;
    for permission in &view.permissions {
        let right = serde_json::to_value(permission.right).unwrap_or_default();
        let right = output.text_of(&format!("server-right-{}", right.as_str().unwrap_or_default()));
        let mark = if permission.granted { id::SERVER_RIGHT_GRANTED } else { id::SERVER_RIGHT_MISSING };
        output.line(&print::indented(&output.text(mark, &[("right", &right)]), 2))?;
    }
    if let Some(skew) = view.skew_seconds.filter(|skew| skew.abs() > MOST_SKEW_SECONDS) {
        let message = if skew > 0 { id::SERVER_SKEW } else { id::SERVER_SKEW_BEHIND };
        output.complain(&output.text(message, &[("seconds", &skew.abs().to_string())]));
    }
    Ok(())
}

fn doctor(program: &Program, name: &str, slugs: &[String], secret: &[String]) -> Ended {
    let output = program.output;
    ready(program, name, secret)?;
    let found = block_on(program.desk.examine_flows(name, slugs))??;
    if output.json {
        output.document(&json!({ "findings": found }))?;
    } else if found.is_empty() {
        output.line(&output.text(id::CLI_SERVER_DOCTOR_WELL, &[]))?;
    } else {
        for finding in &found {
            let arguments = [("slug", finding.slug.as_str()), ("flow", finding.flow.as_str())];
            output.line(&word(output, "flow", &json!(finding.kind), &arguments))?;
        }
    }
    Ok(if found.iter().any(|finding| finding.kind.is_error()) { FINDINGS } else { DONE })
}

fn pages(
    program: &Program,
    name: &str,
    stage: Option<&str>,
    preview: Option<&Path>,
    secret: &[String],
) -> Ended {
    let output = program.output;
    ready(program, name, secret)?;
    let mut pages = block_on(program.desk.login_pages(name))??;
    if let Some(stage) = stage {
        pages.retain(|page| page.stage == stage);
        let page =
            pages.first().ok_or_else(|| Problem::about("login-page-unknown", stage).with("server", name))?;
        if let Some(path) = preview {
            desk_app::save(path, &program.desk.draw_login_page(page, false, false))?;
        }
    }
    if output.json {
        output.document(&pages)?;
    } else {
        for page in &pages {
            output.line(&plan::page(output, page))?;
            let flows = page.flows.join(", ");
            output
                .line(&print::indented(&output.text(id::CLI_SERVER_PAGE_FLOWS, &[("flows", &flows)]), 2))?;
        }
    }
    Ok(DONE)
}

fn dry_run(program: &Program, name: &str, file: &Path, secret: &[String]) -> Ended {
    let output = program.output;
    let path = file.display().to_string();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Problem::about("file-not-read", &path).detailed(error.to_string()))?;
    ready(program, name, secret)?;
    let objections = block_on(program.desk.dry_run(name, &text))??;
    let is_good = objections.is_empty();
    if output.json {
        output.document(&json!({ "accepted": is_good, "objections": objections }))?;
    } else {
        let sentence = if is_good { id::CLI_SERVER_DRY_RUN_GOOD } else { id::CLI_SERVER_DRY_RUN_OBJECTS };
        output.line(&output.text(sentence, &[("name", name)]))?;
        for objection in &objections {
            output.line(&print::indented(objection, 2))?;
        }
    }
    Ok(if is_good { DONE } else { FINDINGS })
}

fn remove(program: &Program, name: &str) -> Ended {
    let output = program.output;
    program.desk.remove_server(name)?;
    if output.json {
        output.document(&json!({ "name": name }))?;
    } else {
        output.line(&output.text(id::CLI_SERVER_REMOVED, &[("name", name)]))?;
    }
    Ok(DONE)
}
