//! The main job in the real window: from an empty list to a saved blueprint, and the draft after a restart.

use std::path::Path;
use std::process::Command;

use desk_test_support::program;

use crate::desktop::{DISPLAY, Driver, Window, is_wanted, poll, xdotool};

const SECRET: &str = "c0ffee00c0ffee00c0ffee00c0ffee00";

#[tokio::test]
async fn a_stranger_takes_wechat_from_an_empty_list_to_a_saved_blueprint_and_finds_it_after_a_restart() {
    if !is_wanted() {
        return;
    }
    let _display = DISPLAY.lock().await;
    let home = tempfile::tempdir().unwrap();
    let driver = Driver::start(home.path()).await;
    let window = driver.open().await;
    window.sees("Prepare your first login source").await;
    window.picture("1-empty").await;
    window.press_on("New source", "//label[@for='type-wechat-input']").await;
    window.click("//label[@for='type-wechat-input']").await;
    window.picture("2-select-type").await;
    window.press_on("Next", "//*[@id='field-consumer-key']").await;
    fill_form(&window).await;
    window.picture("3-form").await;
    let callback = "https://auth.example.com/source/oauth/callback/wechat/";
    window.press_on("Next", &format!("//*[contains(normalize-space(.), '{callback}')]")).await;
    window.picture("4-preview").await;
    window.press_on("Next", "//button[normalize-space(.)='Start test login']").await;
    window.press("Start test login").await;
    window.sees("The login works").await;
    window.picture("5-test-login").await;
    window.press_on("Next", "//button[normalize-space(.)='Save to file…']").await;
    let saved = home.path().join("saved.blueprint.yaml");
    save_blueprint(&window, &saved).await;
    window.picture("6-finish").await;
    let text = std::fs::read_to_string(&saved).unwrap();
    assert!(text.contains("provider_type: wechat") && text.contains("wx0000000000000001"), "{text}");
    assert!(!text.contains(SECRET) && !window.text().await.contains(SECRET));
    window.press("Copy").await;
    window.sees("Copied").await;
    a_second_start_shows_the_first_window(home.path()).await;
    window.close().await;

    let window = driver.open().await;
    window.sees("auth.example.com").await;
    window.picture("7-restarted").await;
    window.press("简体中文").await;
    window.sees("登录源").await;
    window.picture("8-chinese").await;
    window.close().await;
}

async fn fill_form(window: &Window) {
    window.fill("field-consumer-key", "wx0000000000000001").await;
    window.fill("field-authentik-host", "auth.example.com").await;
    window.fill("field-consumer-secret", SECRET).await;
    window.press("Keep").await;
    window.sees("In memory, 32 characters").await;
    window.sees("Saved").await;
}

/// Saves through the native dialog: it is another window, so the keys come from outside. A dialog that was not ready
/// for them yet is asked again after three seconds.
async fn save_blueprint(window: &Window, path: &Path) {
    const DIALOG: [&str; 5] = ["search", "--onlyvisible", "--name", "Save blueprint", "windowfocus"];
    window.press("Save to file…").await;
    poll("the save dialog", async || xdotool(&DIALOG)).await;
    let mut n_looks = 0_u32;
    poll("the saved file", async || {
        if path.exists() {
            return Some(());
        }
        if n_looks.is_multiple_of(30) && xdotool(&DIALOG).is_some() {
            let _ = xdotool(&["key", "ctrl+a"]);
            let _ = xdotool(&["type", "--delay", "5", path.to_str().unwrap()]);
            let _ = xdotool(&["key", "Return"]);
        }
        n_looks += 1;
        None
    })
    .await;
}

/// The second start finds the first over the session bus, asks it to come to the front, and ends well. There is no
/// window manager here to give or take the focus, so the first window is hidden and must be seen again.
async fn a_second_start_shows_the_first_window(home: &Path) {
    const WINDOW: [&str; 4] = ["search", "--onlyvisible", "--name", "^Source Desk$"];
    xdotool(&[&WINDOW[..], &["windowunmap"]].concat()).expect("the window can be hidden");
    poll("the window is hidden", async || xdotool(&WINDOW).is_none().then_some(())).await;
    let second =
        Command::new(program("source-desk-desktop")).env("SOURCE_DESK_HOME", home.join("data")).spawn();
    // Dropped at a panic, it would go on with a window of its own; the group that the gate ends includes it.
    let mut second = second.unwrap();
    let ended = poll("the second start ends", async || second.try_wait().unwrap()).await;
    assert!(ended.success(), "{ended}");
    poll("the window is shown again", async || xdotool(&WINDOW)).await;
}
