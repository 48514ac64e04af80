//! `simulate`.

use desk_app::messages::id;
use desk_app::{SimulateOptions, Simulation};
use serde_json::json;

use super::work::{block_on, interrupted};
use crate::arguments::{Provider, Simulate};
use crate::failure::{DONE, Ended, Failure};
use crate::program::Program;

/// Runs a simulator until it is interrupted.
pub(super) fn simulate(program: &Program, arguments: Simulate) -> Ended {
    let Provider::Wechat = arguments.provider;
    let options = SimulateOptions {
        listen: arguments.listen,
        profile: arguments.profile,
        fault: arguments.fault,
        callback_domain: arguments.callback_domain,
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
        output.document_line(&json!({
            "base_url": base_url,
            "appid": simulation.appid,
            "secret": simulation.secret,
            "callback_domain": simulation.callback_domain,
        }))?;
        return Ok(());
    }
    output.line(&base_url)?;
    for (id, value) in [
        (id::CLI_SIMULATE_APPID, &simulation.appid),
        (id::CLI_SIMULATE_SECRET, &simulation.secret),
        (id::CLI_SIMULATE_CALLBACK_DOMAIN_LINE, &simulation.callback_domain),
    ] {
        output.line(&output.text(id, &[("value", value)]))?;
    }
    output.note(&output.text(id::CLI_SIMULATE_STOP, &[]));
    Ok(())
}
