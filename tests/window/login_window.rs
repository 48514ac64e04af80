//! The login window: a stranger's page in it, which must bring the login back and must not get anywhere else.

use serde_json::{Value, json};

use desk_test_support::COMMAND_NAMES;

use crate::desktop::{DISPLAY, Driver, Window, is_wanted, poll, xdotool};
use crate::provider::{Page, Servers};

/// Every way in which a provider's page can send a browser back.
const WAYS: [(&str, Page); 9] = [
    ("302", Page::Redirect(302)),
    ("303", Page::Redirect(303)),
    ("307", Page::Redirect(307)),
    ("location", Page::Html("<script>location = 'CALLBACK'</script>")),
    ("replace", Page::Html("<script>location.replace('CALLBACK')</script>")),
    ("meta refresh", Page::Html("<meta http-equiv='refresh' content='0;url=CALLBACK'>")),
    (
        "GET form",
        Page::Html(
            "<form action='BARE'><input name=code value=C0DE><input name=state value=STATE></form>\
             <script>document.forms[0].submit()</script>",
        ),
    ),
    (
        "POST form",
        Page::Html("<form method=post action='CALLBACK'></form><script>document.forms[0].submit()</script>"),
    ),
    ("top of a frame", Page::Html("<iframe srcdoc=\"<script>top.location = 'CALLBACK'</script>\"></iframe>")),
];

/// The program with a draft whose provider is on this computer, as is the server where authentik would be.
struct Bench {
    home: tempfile::TempDir,
    driver: Driver,
    window: Window,
    servers: Servers,
    draft: String,
}

impl Bench {
    async fn open() -> Bench {
        let servers = Servers::start().await;
        let home = tempfile::tempdir().unwrap();
        let driver = Driver::start(home.path()).await;
        let window = driver.open().await;
        window.sees("Prepare your first login source").await;
        let made = json!({ "sourceType": "openidconnect", "name": "Example", "slug": "example" });
        let made = window.invoke("create_draft", made).await;
        let (mut draft, revision) = (made["draft"].clone(), made["revision"].clone());
        let base = format!("http://{}", servers.provider);
        for (field, value) in [
            ("consumer_key", "client-1".to_owned()),
            ("authorization_url", format!("{base}/authorize")),
            ("access_token_url", format!("{base}/token")),
            ("profile_url", format!("{base}/userinfo")),
        ] {
            draft["values"][field] = json!(value);
        }
        draft["deployment"]["authentik_host"] = json!(format!("http://{}", servers.registered));
        let id = draft["id"].as_str().unwrap().to_owned();
        window.invoke("save_draft", json!({ "draft": draft, "revision": revision })).await;
        let secret = json!({ "id": id, "field": "consumer_secret", "text": "c0ffee00" });
        window.invoke("set_secret", secret).await;
        // A provider at an address of this computer has to be allowed, as an admin allows one.
        window.invoke("set_private_hosts", json!({ "hosts": ["127.0.0.1"] })).await;
        Bench { home, driver, window, servers, draft: id }
    }

    async fn start(&self) -> String {
        let request = json!({ "id": self.draft, "request": { "route": "window" } });
        self.window.invoke("start_test_login", request).await.as_str().unwrap().to_owned()
    }

    /// Waits for an event of an operation, and returns it.
    async fn event(&self, operation: &str, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        poll(what, async || {
            let events = self.events(operation).await;
            events.into_iter().find(|event| is_it(event))
        })
        .await
    }

    async fn events(&self, operation: &str) -> Vec<Value> {
        let view = self.window.invoke("watch_operation", json!({ "operation": operation, "after": 0 })).await;
        view["events"].as_array().unwrap().clone()
    }

    async fn end(&self, operation: &str) -> Value {
        let finished = self.event(operation, "the end", |event| event["kind"] == "finished").await;
        finished["rehearsal"].clone()
    }

    async fn warning(&self, operation: &str, code: &str) {
        self.event(operation, code, |event| event["kind"] == "warning" && event["code"] == code).await;
    }

    async fn login(&self, page: Page) -> Value {
        self.servers.set(page);
        self.end(&self.start().await).await
    }

    async fn close(self) {
        // Nothing of a login window stays: neither the window nor what its web view may have written.
        let name = format!("http://{}", self.servers.provider);
        poll("no login window", async || xdotool(&["search", "--name", &name]).is_none().then_some(())).await;
        assert!(!self.home.path().join("data/login-window").exists());
        assert_eq!(self.servers.reached(), Vec::<String>::new(), "authentik's server was reached");
        self.window.close().await;
        // The next test's program must not be handed over to this one while it ends.
        self.driver.ended().await;
    }
}

#[tokio::test]
async fn however_the_provider_sends_it_back_the_login_ends_and_authentik_is_not_reached() {
    if !is_wanted() {
        return;
    }
    let _display = DISPLAY.lock().await;
    let bench = Bench::open().await;
    for (way, page) in WAYS {
        let end = bench.login(page).await;
        assert_eq!((&end["outcome"], &end["identifier"]), (&json!("ok"), &json!("42")), "{way}: {end}");
        assert_eq!(bench.servers.reached(), Vec::<String>::new(), "{way}");
    }
    bench.close().await;
}

#[tokio::test]
async fn a_hostile_page_gets_no_command_no_window_no_file_and_no_foreign_login_through() {
    if !is_wanted() {
        return;
    }
    let _display = DISPLAY.lock().await;
    let bench = Bench::open().await;

    // Every command and a few of Tauri's own, from the page, from a frame of its own and from an empty one.
    bench.servers.set(Page::Html(
        "<iframe id=own srcdoc='<p>x'></iframe><iframe id=empty src='about:blank'></iframe>
         <script>
           onload = async () => {
             const names = await (await fetch('/report', { method: 'POST', body: 'ready' })) && NAMES;
             const frames = [window, own.contentWindow, empty.contentWindow];
             const done = [];
             for (const frame of frames) {
               const internals = frame.__TAURI_INTERNALS__ ?? window.__TAURI_INTERNALS__;
               for (const name of names) {
                 const answer = internals.invoke(name, { id: 'x' }).then((value) => ['answered', value], (why) => ['refused', why]);
                 done.push([name, ...(await answer)]);
               }
             }
             await fetch('/report', { method: 'POST', body: JSON.stringify(done) });
             await fetch('/gate');
             location = 'CALLBACK';
           };
         </script>"
            .replace("NAMES", &names())
            .leak(),
    ));
    let operation = bench.start().await;
    poll("the page is ready", async || bench.servers.report()).await;
    let report = poll("the page's report", async || bench.servers.report()).await;
    let answers: Vec<Vec<Value>> = serde_json::from_str(&report).unwrap();
    assert_eq!(answers.len(), 3 * (COMMAND_NAMES.len() + TAURIS.len()));
    for answer in &answers {
        assert_eq!(answer[1], "refused", "{answer:?}");
        assert!(answer[2].as_str().is_some_and(|why| why.contains("not allowed")), "{answer:?}");
    }
    bench.servers.open_gate();
    assert_eq!(bench.end(&operation).await["outcome"], "ok");

    // A frame and a page of another login, other schemes, authentik's other pages, a file, a place.
    bench.servers.set(Page::Html(
        "<iframe src='BARE?code=of-another&state=of-another'></iframe>
         <script>
           onload = async () => {
             navigator.geolocation?.getCurrentPosition(() => {}, () => {});
             window.open('/popup');
             for (const place of ['tauri://localhost/index.html', 'BARE'.replace('callback', 'login'), '/file']) {
               const frame = document.createElement('iframe');
               frame.src = place;
               document.body.append(frame);
             }
             await fetch('/gate');
             location = 'CALLBACK';
           };
         </script>",
    ));
    let operation = bench.start().await;
    for code in
        ["window-wrong-state", "window-scheme", "window-authentik", "window-download", "window-permission"]
    {
        bench.warning(&operation, code).await;
    }
    bench.servers.open_gate();
    assert_eq!(bench.end(&operation).await["outcome"], "ok");
    assert!(!bench.servers.seen().iter().any(|request| request.contains("popup")));

    // What one login left in the window's storage is not there in the next.
    let keeps = Page::Html(
        "<script>
           onload = async () => {
             await fetch('/report', { method: 'POST', body: JSON.stringify([document.cookie, localStorage.x ?? '']) });
             document.cookie = 'x=kept; max-age=9999';
             localStorage.x = 'kept';
             await fetch('/report', { method: 'POST', body: JSON.stringify([document.cookie, localStorage.x]) });
             location = 'CALLBACK';
           };
         </script>",
    );
    for _ in 0..2 {
        assert_eq!(bench.login(keeps.clone()).await["outcome"], "ok");
        assert_eq!(bench.servers.report().as_deref(), Some(r#"["",""]"#));
        assert_eq!(bench.servers.report().as_deref(), Some(r#"["x=kept","kept"]"#));
    }
    bench.close().await;
}

#[tokio::test]
async fn a_login_that_does_not_come_back_ends_with_its_window_and_the_reason() {
    if !is_wanted() {
        return;
    }
    let _display = DISPLAY.lock().await;
    let bench = Bench::open().await;
    let origin = format!("http://{}", bench.servers.provider);
    let stays = Page::Html("<title>Your bank: https://bank.example</title><h1>Log in</h1>");
    bench.servers.set(stays);

    // Closed by the person, on the menu that the window itself draws.
    let operation = bench.start().await;
    let shows = bench.event(&operation, "the page's origin", |event| event["kind"] == "shows").await;
    assert_eq!(shows["origin"], json!(origin));
    let found = ["search", "--onlyvisible", "--name", &origin];
    poll("the window is called by the page's origin, not by its title", async || xdotool(&found)).await;
    let mut n_looks = 0_u32;
    poll("the window closes", async || {
        // A key that comes before the window has the focus is lost, so the menu is opened again.
        if n_looks.is_multiple_of(20) {
            let _ = xdotool(
                &[&found[..], &["windowfocus", "key", "F10", "key", "Down", "key", "Return"]].concat(),
            );
        }
        n_looks += 1;
        xdotool(&found).is_none().then_some(())
    })
    .await;
    let end = bench.end(&operation).await;
    assert_eq!(
        (&end["problem"]["code"], &end["problem"]["detail"]),
        (&json!("window-closed"), &json!(origin))
    );
    assert!(!end["problem"]["explanation"].is_null(), "{end}");

    // Cancelled in the main window.
    let operation = bench.start().await;
    poll("the window is open", async || xdotool(&found)).await;
    bench.window.invoke("cancel_operation", json!({ "operation": operation })).await;
    assert_eq!(bench.end(&operation).await["outcome"], "cancelled");
    bench.close().await;
}

#[tokio::test]
async fn the_persons_browser_is_given_one_address_as_one_argument() {
    if !is_wanted() {
        return;
    }
    let _display = DISPLAY.lock().await;
    let bench = Bench::open().await;
    let request = json!({ "id": bench.draft, "request": { "route": "paste" } });
    let operation = bench.window.invoke("start_test_login", request).await;
    let operation = operation.as_str().unwrap();
    let page = bench.event(operation, "the page to open", |event| event["kind"] == "page").await;
    bench.window.invoke("open_page", json!({ "operation": operation })).await;
    let opened = bench.home.path().join("opened");
    let opened = poll("the browser is opened", async || std::fs::read_to_string(&opened).ok()).await;
    let lines: Vec<&str> = opened.lines().collect();
    assert_eq!(lines, [page["authorize_url"].as_str().unwrap()]);
    bench.window.invoke("cancel_operation", json!({ "operation": operation })).await;
    bench.close().await;
}

/// Commands of Tauri's own that a window could be given.
const TAURIS: [&str; 6] = [
    "plugin:event|listen",
    "plugin:window|get_all_windows",
    "plugin:webview|create_webview_window",
    "plugin:app|version",
    "plugin:dialog|open",
    "plugin:path|resolve_directory",
];

fn names() -> String {
    let names: Vec<&str> = COMMAND_NAMES.iter().chain(&TAURIS).copied().collect();
    serde_json::to_string(&names).unwrap()
}
