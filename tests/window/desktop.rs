//! The program under a driver.

use std::fs::File;
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use desk_test_support::program;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder, Locator};
use serde_json::json;

/// How often something is looked for before it counts as missing.
const TRIES: u32 = 200;
/// How long to wait between two looks.
const BETWEEN: Duration = Duration::from_millis(100);

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
        let process = Command::new("WebKitWebDriver")
            .args(["--host=127.0.0.1", &format!("--port={port}")])
            .env("SOURCE_DESK_HOME", home.join("data"))
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .env("LANG", "C.UTF-8")
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

    /// Opens the program and returns what drives its window.
    pub async fn open(&self) -> Window {
        let mut capabilities = Capabilities::new();
        let options = json!({ "binary": program("source-desk-desktop"), "args": [] });
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let client = ClientBuilder::new(hyper_util::client::legacy::connect::HttpConnector::new())
            .capabilities(capabilities)
            .connect(&self.url)
            .await
            .expect("the program opens its window");
        Window { client }
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        // Ending the driver ends the program that it started; errors mean that it is gone already.
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
        poll(xpath, async || self.client.find(Locator::XPath(xpath)).await.ok()).await
    }

    /// Waits until an element is there and takes a click.
    pub async fn click(&self, xpath: &str) {
        poll(xpath, async || {
            let element = self.client.find(Locator::XPath(xpath)).await.ok()?;
            element.click().await.ok()
        })
        .await;
    }

    /// Clicks the button, or the link that looks like one, with a label.
    pub async fn press(&self, label: &str) {
        self.click(&format!("//*[self::button or self::a][not(@disabled)][normalize-space(.)='{label}']"))
            .await;
    }

    /// Waits for a text.
    pub async fn sees(&self, text: &str) {
        self.find(&format!("//*[contains(normalize-space(.), '{text}')]")).await;
    }

    /// Replaces the text of a field.
    pub async fn fill(&self, id: &str, text: &str) {
        let field = self.find(&format!("//*[@id='{id}']")).await;
        field.clear().await.unwrap();
        field.send_keys(text).await.unwrap();
    }

    /// Returns the visible text of the page.
    pub async fn text(&self) -> String {
        self.client.find(Locator::Css("body")).await.unwrap().text().await.unwrap()
    }

    /// Keeps a picture of the window, if a folder for pictures was given.
    pub async fn picture(&self, name: &str) {
        if let Some(folder) = std::env::var_os("SOURCE_DESK_SCREENSHOTS") {
            let png = self.client.screenshot().await.unwrap();
            std::fs::write(PathBuf::from(folder).join(format!("{name}.png")), png).unwrap();
        }
    }

    /// Closes the window, which ends the program.
    pub async fn close(self) {
        self.client.close().await.unwrap();
    }
}

/// Looks again and again, a bounded number of times, until there is something.
pub async fn poll<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let mut ticks = tokio::time::interval(BETWEEN);
    for _ in 0..TRIES {
        if let Some(found) = look().await {
            return found;
        }
        ticks.tick().await;
    }
    panic!("never seen: {what}");
}
