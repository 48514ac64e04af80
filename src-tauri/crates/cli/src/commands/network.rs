//! `network`.

use std::io;

use desk_app::messages::id;
use desk_app::{
    AddressKind, Contact, Direct, HostCheck, HostProblem, NetworkSettings, NetworkView, Origin,
    PresentedCertificate, Problem, Stage, TrustedBy, Way,
};
use serde_json::json;

use super::work::{block_on, cancelled_by_interrupt};
use crate::arguments::Network;
use crate::failure::{DONE, Ended, UNREACHABLE};
use crate::program::Program;
use crate::terminal::Output;

/// Tries whether the hosts of a login can be reached. The exit code is 3 if one cannot.
pub(super) fn network(program: &Program, arguments: &Network) -> Ended {
    let output = program.output;
    let draft = program.desk.find_draft(&arguments.slug)?.draft;
    let settings = settings(program.desk.network_settings(), arguments);
    if arguments.keep {
        program.desk.set_network_settings(settings.clone())?;
    }
    if arguments.allow_private {
        program.desk.allow_private_addresses();
    }
    let view = block_on(async {
        let cancel = cancelled_by_interrupt();
        program.desk.check_network_of(&draft, &settings, &cancel, &|host| progress(output, host)).await
    })??;
    if arguments.keep && arguments.allow_private {
        keep_private_hosts(program, &view)?;
    }
    if output.json {
        output.document(&document(output, &view))?;
    } else {
        print(output, &view)?;
    }
    Ok(if view.reachable { DONE } else { UNREACHABLE })
}

/// Keeps which hosts turned out to be in a private network, so that they may be there from now on.
fn keep_private_hosts(program: &Program, view: &NetworkView) -> Result<(), Problem> {
    let is_private = |host: &&HostCheck| {
        let private = |kind| matches!(kind, AddressKind::Loopback | AddressKind::Private);
        matches!(host.way, Some(Way::Direct { .. }))
            && host.addresses.iter().any(|address| private(address.kind))
    };
    let mut hosts = program.desk.network_settings().private_hosts;
    let n_before = hosts.len();
    hosts.extend(view.hosts.iter().filter(is_private).map(|host| host.host.clone()));
    let kept = program.desk.set_private_hosts(&hosts)?.private_hosts;
    for host in kept.iter().skip(n_before) {
        program.output.note(&program.output.text(id::CLI_NETWORK_KEEP_PRIVATE, &[("host", host)]));
    }
    Ok(())
}

/// Names each host as it is done, where somebody watches.
fn progress(output: Output, host: &HostCheck) {
    if output.shows_progress() {
        output.note(&host.host);
    }
}

/// Puts what the arguments say in the place of what is kept.
fn settings(kept: NetworkSettings, arguments: &Network) -> NetworkSettings {
    let proxy = match arguments.proxy.as_deref() {
        Some("system") => None,
        Some(proxy) => Some(proxy.to_owned()),
        None => kept.proxy,
    };
    let ca_file = match &arguments.ca {
        Some(path) if path.as_os_str() == "none" => None,
        // A kept path has to be found from any folder.
        Some(path) => Some(std::path::absolute(path).unwrap_or_else(|_| path.clone()).display().to_string()),
        None => kept.ca_file,
    };
    NetworkSettings { proxy, ca_file, private_hosts: kept.private_hosts }
}

/// The whole view, and beside each problem its words.
fn document(output: Output, view: &NetworkView) -> serde_json::Value {
    let hosts: Vec<serde_json::Value> = view
        .hosts
        .iter()
        .map(|host| {
            let mut value = json!(host);
            if let (Some(problem), Some(fields)) = (&host.problem, value["problem"].as_object_mut()) {
                let [message, why, fix] = words(output, problem);
                fields.extend([
                    ("message".to_owned(), message.into()),
                    ("why".to_owned(), why.into()),
                    ("fix".to_owned(), fix.into()),
                ]);
            }
            value
        })
        .collect();
    let mut value = json!(view);
    value["hosts"] = hosts.into();
    value
}

fn words(output: Output, problem: &HostProblem) -> [String; 3] {
    ["", "-why", "-fix"].map(|part| output.text_of(&format!("explain-{}{part}", problem.code)))
}

fn print(output: Output, view: &NetworkView) -> io::Result<()> {
    for host in &view.hosts {
        print_host(output, host)?;
        output.line("")?;
    }
    if !view.unknown.is_empty() {
        let requests = requests(output, &view.unknown);
        output.line(&output.text(id::NETWORK_UNKNOWN, &[("requests", &requests)]))?;
    }
    let n_failed = view.hosts.iter().filter(|host| host.problem.is_some()).count();
    let sentence = if view.cancelled {
        output.text(id::NETWORK_CANCELLED, &[])
    } else if n_failed > 0 {
        let (count, all) = (n_failed.to_string(), view.hosts.len().to_string());
        output.text(id::NETWORK_NOT_REACHED, &[("count", &count), ("all", &all)])
    } else if view.hosts.is_empty() {
        return Ok(());
    } else {
        output.text(id::NETWORK_ALL_REACHED, &[])
    };
    output.line(&sentence)
}

fn requests(output: Output, requests: &[String]) -> String {
    let names: Vec<String> =
        requests.iter().map(|request| output.text_of(&format!("network-request-{request}"))).collect();
    names.join(", ")
}

fn print_host(output: Output, host: &HostCheck) -> io::Result<()> {
    let contacts: Vec<String> = host
        .contacts
        .iter()
        .map(|contact| {
            output.text(
                match contact {
                    Contact::Browser => id::NETWORK_CONTACT_BROWSER,
                    Contact::Server => id::NETWORK_CONTACT_SERVER,
                },
                &[],
            )
        })
        .collect();
    output.line(&format!(
        "{}  ({}: {})",
        host.host,
        contacts.join(", "),
        requests(output, &host.requests)
    ))?;
    let line = |id, texts: Vec<String>| -> io::Result<()> {
        if texts.is_empty() {
            return Ok(());
        }
        output.line(&format!("  {}: {}", output.text(id, &[]), texts.join(" · ")))
    };
    line(id::NETWORK_WAY, host.way.iter().map(|the_way| way(output, the_way)).collect())?;
    let addresses = host.addresses.iter().map(|address| {
        let id = match address.kind {
            AddressKind::Public => return address.address.clone(),
            AddressKind::Loopback => id::NETWORK_ADDRESS_LOOPBACK,
            AddressKind::Private => id::NETWORK_ADDRESS_PRIVATE,
            AddressKind::LinkLocal => id::NETWORK_ADDRESS_LINK_LOCAL,
            AddressKind::Metadata => id::NETWORK_ADDRESS_METADATA,
        };
        output.text(id, &[("address", &address.address)])
    });
    let is_proxy = matches!(host.way, Some(Way::Proxy { .. }));
    line(if is_proxy { id::NETWORK_PROXY_ADDRESSES } else { id::NETWORK_ADDRESSES }, addresses.collect())?;
    if is_proxy && !host.is_literal() {
        output.line(&format!("    {}", output.text(id::NETWORK_PROXY_LOOKS_UP, &[])))?;
    }
    let version = host.tls_version.iter();
    let version = version.map(|version| output.text(id::NETWORK_TLS_VERSION, &[("version", version)]));
    let certificate = host.certificate.iter().flat_map(|certificate| about(output, certificate));
    line(id::NETWORK_TLS, version.chain(certificate).collect())?;
    let status = host.status.map(|status| status.to_string());
    let status = status.iter().map(|status| output.text(id::NETWORK_ANSWER_STATUS, &[("status", status)]));
    line(id::NETWORK_ANSWER, status.collect())?;
    let times = host.times.iter().map(|time| {
        let id = match time.stage {
            Stage::Dns => id::NETWORK_TIME_DNS,
            Stage::Connect => id::NETWORK_TIME_CONNECT,
            Stage::Proxy => id::NETWORK_TIME_PROXY,
            Stage::Tls => id::NETWORK_TIME_TLS,
            Stage::Http => id::NETWORK_TIME_HTTP,
        };
        output.text(id, &[("milliseconds", &time.milliseconds.to_string())])
    });
    line(id::NETWORK_TIMES, times.collect())?;
    let Some(problem) = &host.problem else { return Ok(()) };
    let [message, why, fix] = words(output, problem);
    line(id::NETWORK_PROBLEM, vec![message])?;
    if let Some(status) = problem.proxy_status {
        output.line(&format!(
            "    {}",
            output.text(id::NETWORK_PROXY_STATUS, &[("status", &status.to_string())])
        ))?;
    }
    output.line(&format!("    {why}\n    {fix}"))
}

fn from(output: Output, origin: &Origin) -> String {
    match origin {
        Origin::Chosen => output.text(id::NETWORK_FROM_CHOSEN, &[]),
        Origin::Variable { name } => name.clone(),
        Origin::System => output.text(id::NETWORK_FROM_SYSTEM, &[]),
    }
}

fn way(output: Output, way: &Way) -> String {
    match way {
        Way::Direct { reason: Direct::Loopback } => output.text(id::NETWORK_WAY_LOOPBACK, &[]),
        Way::Direct { reason: Direct::NothingSet } => output.text(id::NETWORK_WAY_NOTHING_SET, &[]),
        Way::Direct { reason: Direct::Chosen } => output.text(id::NETWORK_WAY_CHOSEN_NONE, &[]),
        Way::Direct { reason: Direct::Exception { entry, from: origin } } => {
            output.text(id::NETWORK_WAY_EXCEPTION, &[("entry", entry), ("from", &from(output, origin))])
        }
        Way::Proxy { proxy, from: origin } => {
            output.text(id::NETWORK_WAY_PROXY, &[("proxy", proxy), ("from", &from(output, origin))])
        }
        Way::Unusable { from: origin } => {
            output.text(id::NETWORK_WAY_UNUSABLE, &[("from", &from(output, origin))])
        }
    }
}

fn about(output: Output, certificate: &PresentedCertificate) -> Vec<String> {
    let trusted = match certificate.trusted_by {
        TrustedBy::System => id::NETWORK_TRUSTED_SYSTEM,
        TrustedBy::Own => id::NETWORK_TRUSTED_OWN,
        TrustedBy::Pin => id::NETWORK_TRUSTED_PIN,
        TrustedBy::Nobody => id::NETWORK_TRUSTED_NOBODY,
    };
    let days = [("first", certificate.first_day.as_str()), ("last", certificate.last_day.as_str())];
    let mut texts = vec![
        output.text(id::NETWORK_CERTIFICATE_SUBJECT, &[("subject", &certificate.subject)]),
        output.text(id::NETWORK_CERTIFICATE_NAMES, &[("names", &certificate.names.join(", "))]),
        output.text(id::NETWORK_CERTIFICATE_ISSUER, &[("issuer", &certificate.issuer)]),
    ];
    if certificate.authority != certificate.issuer {
        texts.push(output.text(id::NETWORK_CERTIFICATE_AUTHORITY, &[("authority", &certificate.authority)]));
    }
    texts.push(output.text(id::NETWORK_CERTIFICATE_DAYS, &days));
    texts.push(output.text(trusted, &[]));
    if certificate.is_like_inspection {
        texts.push(output.text(id::NETWORK_INSPECTION, &[]));
    }
    texts
}
