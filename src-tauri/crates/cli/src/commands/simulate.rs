//! `simulate`.

use desk_app::messages::{MessageId, id};
use desk_app::{SimulateOptions, SimulatedProvider, Simulation};
use serde_json::{Value, json};

use super::work::{block_on, interrupted};
use crate::arguments::Simulate;
use crate::failure::{DONE, Ended, Failure};
use crate::program::Program;

/// Runs a simulator until it is interrupted.
pub(super) fn simulate(program: &Program, arguments: Simulate) -> Ended {
    let options = SimulateOptions {
        listen: arguments.listen,
        provider: arguments.provider,
        profile: arguments.profile,
        fault: arguments.fault,
        callback_domain: arguments.callback_domain,
        redirect_uris: arguments.redirect_uri,
    };
    block_on(async {
        // Whoever reads the address may stop the simulator at once, so the ear for that is open before it is printed.
        let stop = tokio::spawn(interrupted());
        let simulation = program.desk.simulate(options).await?;
        print(program, &simulation)?;
        // The task cannot panic, and an early end would only stop the simulator.
        let _ = stop.await;
        simulation.stop().await;
        Ok(DONE)
    })?
}

fn print(program: &Program, simulation: &Simulation) -> Result<(), Failure> {
    let output = program.output;
    let base_url = simulation.base_url();
    // The secret is one of the simulator's own: made for this run, and good for nothing but this simulator.
    if output.json {
        output.document_line(&document(simulation, &base_url))?;
        return Ok(());
    }
    output.line(&base_url)?;
    for (id, value) in lines(simulation) {
        output.line(&output.text(id, &[("value", value)]))?;
    }
    output.note(&output.text(id::CLI_SIMULATE_STOP, &[]));
    Ok(())
}

/// What the contract names, and for another provider than WeChat authentik's names of what a source needs.
fn document(simulation: &Simulation, base_url: &str) -> Value {
    let mut document = json!({
        "base_url": base_url,
        "appid": simulation.appid,
        "secret": simulation.secret,
        "callback_domain": simulation.callback_domain,
    });
    if let Some(provider) = &simulation.provider {
        let SimulatedProvider { provider_type, client_id, endpoints, redirect_uris } = provider;
        for (name, value) in [
            ("provider_type", json!(provider_type)),
            ("client_id", json!(client_id)),
            ("authorization_url", json!(endpoints.authorization)),
            ("access_token_url", json!(endpoints.token)),
            ("profile_url", json!(endpoints.profile)),
            ("oidc_well_known_url", json!(endpoints.discovery)),
            ("oidc_jwks_url", json!(endpoints.jwks)),
            ("redirect_uris", json!(redirect_uris)),
            ("redirect_rule", json!("exact")),
        ] {
            document[name] = value;
        }
    }
    document
}

fn lines(simulation: &Simulation) -> Vec<(MessageId, &str)> {
    let Some(provider) = &simulation.provider else {
        return vec![
            (id::CLI_SIMULATE_APPID, &simulation.appid),
            (id::CLI_SIMULATE_SECRET, &simulation.secret),
            (id::CLI_SIMULATE_CALLBACK_DOMAIN_LINE, &simulation.callback_domain),
        ];
    };
    let endpoints = &provider.endpoints;
    let mut lines: Vec<(MessageId, &str)> = vec![
        (id::CLI_SIMULATE_CONSUMER_KEY, &simulation.appid),
        (id::CLI_SIMULATE_CONSUMER_SECRET, simulation.secret.trim_end()),
    ];
    lines.extend(provider.redirect_uris.iter().map(|uri| (id::CLI_SIMULATE_REDIRECT_LINE, uri.as_str())));
    lines.push((id::CLI_SIMULATE_AUTHORIZATION_URL, &endpoints.authorization));
    lines.push((id::CLI_SIMULATE_ACCESS_TOKEN_URL, &endpoints.token));
    for (id, url) in [
        (id::CLI_SIMULATE_PROFILE_URL, &endpoints.profile),
        (id::CLI_SIMULATE_WELL_KNOWN_URL, &endpoints.discovery),
        (id::CLI_SIMULATE_JWKS_URL, &endpoints.jwks),
    ] {
        lines.extend(url.as_deref().map(|url| (id, url)));
    }
    lines
}
