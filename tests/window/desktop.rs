//! The program under a driver.

use std::fs::File;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use desk_test_support::program;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::{Value, json};

/// How often something is looked for before it counts as missing.
const TRIES: u32 = 400;
/// How long to wait between two looks.
const BETWEEN: Duration = Duration::from_millis(100);
/// How long the driver may take over one request before the test ends. It has been seen to never answer, and a test that
/// waits for ever says nothing.
const PATIENCE: Duration = Duration::from_secs(60);

/// There is one display, and a key goes to the window that has its focus: one test at a time has it.
pub static DISPLAY: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

/// Whether the window tests were asked for.
pub fn is_wanted() -> bool {
    let wanted = std::env::var_os("SOURCE_DESK_WINDOW_TESTS").is_some();
    if !wanted {
        println!("skipped: SOURCE_DESK_WINDOW_TESTS is not set (cargo xtask test sets it, with a display)");
    }
    wanted
}

/// The driver, which starts the program for each session. Ended with the value.
pub struct Driver {
    process: Child,
    url: String,
}

impl Driver {
    /// Starts the driver with a data folder for the program.
    pub async fn start(home: &Path) -> Driver {
        let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let log = File::create(home.join("driver.log")).unwrap();
        let path = std::env::var("PATH").unwrap();
        let path = format!("{}:{path}", fake_browser(home).display());
        let process = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("SOURCE_DESK_HOME", home.join("data"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("LANG", "C.UTF-8")
            .env("PATH", path)
            .stdin(Stdio::null())
            .stdout(log.try_clone().unwrap())
            .stderr(log)
            .spawn()
            .expect("WebKitWebDriver starts (Debian package webkit2gtk-driver)");
        let driver = Driver { process, url: format!("http://127.0.0.1:{port}") };
        poll("the driver listens", async || TcpStream::connect(("127.0.0.1", port)).is_ok().then_some(()))
            .await;
        driver
    }

    /// Waits until the program that this driver started has ended.
    pub async fn ended(&self) {
        let id = self.process.id();
        poll("the program has ended", async || children(id).is_empty().then_some(())).await;
    }

    /// Opens the program and returns what drives its window. A program that this driver started before must have ended:
    /// while it ends, a second start would hand over to it, and the driver would wait for a window for ever.
    pub async fn open(&self) -> Window {
        self.ended().await;
        let mut capabilities = Capabilities::new();
        let options = json!({ "binary": program("source-desk-desktop"), "args": [] });
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let mut client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new());
        let client = client.capabilities(capabilities).connect(&self.url);
        let client = answer("open the program's window", client).await.expect("the program opens its window");
        // There is no window manager here. A window that had the focus and is gone leaves it to nobody, and keys would be lost.
        let focus = ["search", "--onlyvisible", "--name", "^Source Desk$", "windowfocus"];
        poll("the window has the focus", async || xdotool(&focus)).await;
        Window { client }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // A test that failed has not closed its window, and the next one would be handed over to it. Errors mean that a
        // process is gone already.
        for child in children(self.process.id()) {
            let _ = Command::new("kill").args(["-KILL", "--", &child]).status();
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program's window.
pub struct Window {
    client: Client,
}

impl Window {
    /// Waits for an element, by XPath.
    pub async fn find(&self, xpath: &str) -> fantoccini::elements::Element {
        match look(async || answer(xpath, self.client.find(Locator::XPath(xpath))).await.ok()).await {
            Some(element) => element,
            None => panic!("never seen: {xpath}\nthe window says:\n{}", self.text().await),
        }
    }

    /// Waits until an element is there and takes a click.
    pub async fn click(&self, xpath: &str) {
        let clicked = look(async || {
            let element = answer(xpath, self.client.find(Locator::XPath(xpath))).await.ok()?;
            answer(&format!("click {xpath}"), element.click()).await.ok()
        })
        .await;
        if clicked.is_none() {
            panic!("never there to be clicked: {xpath}\nthe window says:\n{}", self.text().await);
        }
    }

    /// Clicks the button, or the link that looks like one, with a label.
    pub async fn press(&self, label: &str) {
        self.click(&format!("//*[self::button or self::a][not(@disabled)][normalize-space(.)='{label}']"))
            .await;
    }

    /// Presses a button that leads on, until what it leads to is there. A click that reported an error may have been one all
    /// the same, so it is not repeated before there was time to see.
    pub async fn press_on(&self, label: &str, to: &str) {
        let button = format!("//*[self::button or self::a][not(@disabled)][normalize-space(.)='{label}']");
        let mut n_looks = 0_u32;
        poll(to, async || {
            if n_looks.is_multiple_of(40)
                && let Ok(element) = answer(&button, self.client.find(Locator::XPath(&button))).await
            {
                // Whether it was a click is seen by what comes of it.
                let _ = answer(&format!("click {label}"), element.click()).await;
            }
            n_looks += 1;
            answer(to, self.client.find(Locator::XPath(to))).await.ok()
        })
        .await;
    }

    /// Waits for a text.
    pub async fn sees(&self, text: &str) {
        self.find(&format!("//*[contains(normalize-space(.), '{text}')]")).await;
    }

    /// Replaces the text of a field.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.find(&format!("//*[@id='{id}']")).await;
        answer(&format!("clear {id}"), field.clear()).await.unwrap();
        answer(&format!("type into {id}"), field.send_keys(text)).await.unwrap();
    }

    /// Returns the visible text of the page.
    pub async fn text(&self) -> String {
        let body = answer("the page", self.client.find(Locator::Css("body"))).await.unwrap();
        answer("its text", body.text()).await.unwrap()
    }

    /// Calls a command as the web UI does, and returns what it answers.
    pub async fn invoke(&self, command: &str, arguments: Value) -> Value {
        const SCRIPT: &str = "const [command, given, done] = arguments; \
            window.__TAURI_INTERNALS__.invoke(command, given).then((value) => done([true, value]), (why) => done([false, why]));";
        let request = self.client.execute_async(SCRIPT, vec![json!(command), arguments]);
        let answered = answer(command, request).await.unwrap();
        assert_eq!(answered[0], true, "{command}: {}", answered[1]);
        answered[1].clone()
    }

    /// Keeps a picture of the window, if a folder for pictures was given.
    pub async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("SOURCE_DESK_SCREENSHOTS") {
            let png = answer("a picture", self.client.screenshot()).await.unwrap();
            std::fs::write(PathBuf::from(folder).join(format!("{name}.png")), png).unwrap();
        }
    }

    /// Closes the window, which ends the program.
    pub async fn close(self) {
        answer("close the window", self.client.close()).await.unwrap();
    }
}

/// Puts a program where the person's browser would be opened, which writes down what it is given: one argument a line.
fn fake_browser(home: &Path) -> PathBuf {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = home.join("bin");
    std::fs::create_dir(&folder).unwrap();
    let program = folder.join("xdg-open");
    let written = home.join("opened");
    let script =
        format!("#!/bin/sh\nprintf '%s\\n' \"$@\" > '{0}.new'\nmv '{0}.new' '{0}'\n", written.display());
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    folder
}

/// The ids of a process's children.
fn children(id: u32) -> Vec<String> {
    let text = std::fs::read_to_string(format!("/proc/{id}/task/{id}/children")).unwrap_or_default();
    text.split_whitespace().map(str::to_owned).collect()
}

/// Runs xdotool, which acts on any window of the display. `None`: it found nothing to act on.
pub fn xdotool(arguments: &[&str]) -> Option<()> {
    let output =
        Command::new("xdotool").args(arguments).output().expect("xdotool starts (Debian package xdotool)");
    output.status.success().then_some(())
}

/// Waits for the driver's answer, but not for ever.
async fn answer<T>(what: &str, request: impl Future<Output = T>) -> T {
    match tokio::time::timeout(PATIENCE, request).await {
        Ok(answer) => answer,
        Err(_) => panic!("the driver does not answer: {what}"),
    }
}

/// Looks again and again, a bounded number of times, until there is something.
pub async fn poll<T>(what: &str, found: impl AsyncFnMut() -> Option<T>) -> T {
    look(found).await.unwrap_or_else(|| panic!("never seen: {what}"))
}

async fn look<T>(mut found: impl AsyncFnMut() -> Option<T>) -> Option<T> {
    let mut ticks = tokio::time::interval(BETWEEN);
    for _ in 0..TRIES {
        if let Some(found) = found().await {
            return Some(found);
        }
        ticks.tick().await;
    }
    None
}
