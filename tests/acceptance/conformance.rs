//! The simulator is WeChat to a client that Source Desk did not write.
#![cfg(test)]

use desk_simulator::Profile;
use desk_test_support::{Python, Simulation, TempHome};
use serde_json::json;

#[test]
fn wechatpy_completes_a_login() {
    let Some(python) = Python::find() else { return };
    let home = TempHome::new();
    for profile in [Profile::default(), Profile::NoUnionid, Profile::WithRegion] {
        let simulation = Simulation::start(&home, &["--profile", profile.id()]);
        let ended = python.run("wechatpy_login.py", |command| {
            command.args([
                "--base-url",
                simulation.fact("base_url"),
                "--callback-domain",
                simulation.fact("callback_domain"),
            ]);
            command.args(["--appid", simulation.fact("appid"), "--nickname", &profile.nickname()]);
            command.env("WECHAT_SECRET", simulation.fact("secret"));
        });
        let user = ended.with_code(0).json();
        assert_eq!(user["openid"], json!(profile.openid(simulation.fact("appid"))));
        assert_eq!(user["unionid"], json!(profile.unionid()));
    }
}

#[cfg(unix)]
#[test]
fn a_simulator_that_is_asked_to_end_ends_with_exit_code_0() {
    let home = TempHome::new();
    for _ in 0..5 {
        let simulation = Simulation::start(&home, &[]);
        assert!(simulation.fact("base_url").starts_with("http://127.0.0.1:"));
        assert_eq!(simulation.terminate(), Some(0));
    }
}
