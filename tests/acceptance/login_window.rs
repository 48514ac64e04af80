//! The routes of a real test login as the window asks for them, with login windows that nobody sees.
#![cfg(test)]

use std::sync::Arc;

use desk_app::{Desk, DraftId, Locale, OperationEvent, Problem, Rehearsal, Secret, TestLoginRequest, Wanted};
use desk_test_support::TestHost;
use tempfile::TempDir;

const CALLBACK: &str = "https://auth.example.com/source/oauth/callback/example/";

struct Bench {
    host: Arc<TestHost>,
    desk: Arc<Desk>,
    draft: DraftId,
    _folder: TempDir,
}

/// A desk with a draft of a type; nothing listens where its provider is.
fn bench(source_type: &str) -> Bench {
    let folder = TempDir::new().unwrap();
    let host = Arc::new(TestHost::new(folder.path().join("data"), Locale::En));
    let desk = Arc::new(Desk::new(host.clone()));
    let view = desk.create_draft(source_type, "Example", "example").unwrap();
    let mut draft = view.draft;
    draft.set("consumer_key", "client-1").unwrap();
    if source_type == "openidconnect" {
        for field in ["authorization_url", "access_token_url", "profile_url"] {
            draft.set(field, &format!("https://127.0.0.1:1/{field}")).unwrap();
        }
    }
    draft.set("authentik_host", "auth.example.com").unwrap();
    desk.save_draft(&draft, view.revision).unwrap();
    desk.set_secret(&draft.id, "consumer_secret", Secret::new("c0ffee00".to_owned())).unwrap();
    desk.set_private_hosts(&["127.0.0.1".to_owned()]).unwrap();
    Bench { host, desk, draft: draft.id, _folder: folder }
}

impl Bench {
    async fn start(&self, request: TestLoginRequest) -> Result<String, Problem> {
        self.desk.start_test_login(&self.draft, request).await
    }

    /// Watches an operation until `found` finds what it looks for.
    async fn until<T>(&self, operation: &str, found: impl Fn(&[OperationEvent]) -> Option<T>) -> T {
        for _ in 0..100 {
            let view = self.desk.watch_operation(operation, 0).await.unwrap();
            if let Some(found) = found(&view.events) {
                return found;
            }
            assert!(!view.finished, "{:?}", view.events);
        }
        panic!("it never came");
    }

    async fn page(&self, operation: &str) -> String {
        self.until(operation, |events| {
            events.iter().find_map(|event| match event {
                OperationEvent::Page { authorize_url, .. } => Some(authorize_url.clone()),
                _ => None,
            })
        })
        .await
    }

    async fn end(&self, operation: &str) -> Rehearsal {
        self.until(operation, |events| match events.last() {
            Some(OperationEvent::Finished { rehearsal }) => Some(rehearsal.clone()),
            _ => None,
        })
        .await
    }

    async fn warning(&self, operation: &str, code: &str) {
        let warning = OperationEvent::Warning { code: code.to_owned() };
        self.until(operation, |events| events.contains(&warning).then_some(())).await;
    }

    /// Lets the window go to an address; returns whether it may.
    fn go(&self, address: &str) -> Option<bool> {
        let address = url::Url::parse(address).unwrap();
        self.host.login_windows().act(|page| page.visitor.may_go(&address))
    }
}

fn state_of(page: &str) -> String {
    let page = url::Url::parse(page).unwrap();
    page.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned()
}

#[tokio::test]
async fn a_window_lands_with_this_logins_state_only_and_is_closed_then() {
    let bench = bench("openidconnect");
    let operation = bench.start(TestLoginRequest::Window).await.unwrap();
    let page = bench.page(&operation).await;
    let opened = bench.host.login_windows().act(|opened| opened.url.to_string());
    assert_eq!(opened.as_deref(), Some(page.as_str()));
    assert_eq!(bench.go("https://127.0.0.1:1/consent"), Some(true));
    assert_eq!(bench.go(&format!("{CALLBACK}?code=foreign&state=foreign")), Some(false));
    bench.warning(&operation, "window-wrong-state").await;
    assert_eq!(bench.go("https://auth.example.com/if/admin/"), Some(false));
    bench.warning(&operation, "window-authentik").await;
    bench.host.login_windows().act(|opened| opened.visitor.wanted(Wanted::Download));
    bench.warning(&operation, "window-download").await;
    assert_eq!(bench.go(&format!("{CALLBACK}?code=C0DE&state={}", state_of(&page))), Some(false));
    let end = bench.end(&operation).await;
    // The code went where the token is asked for, and there is nobody.
    assert_eq!(end.problem.unwrap().code, "connection-refused");
    assert_eq!(bench.go("about:blank"), None, "the window is closed");
}

#[tokio::test]
async fn a_window_that_is_closed_ends_the_login_and_tells_where_it_was() {
    let bench = bench("openidconnect");
    let operation = bench.start(TestLoginRequest::Window).await.unwrap();
    bench.page(&operation).await;
    bench.host.login_windows().act(|opened| opened.visitor.closed());
    let problem = bench.end(&operation).await.problem.unwrap();
    assert_eq!(
        (problem.code.as_str(), problem.detail.as_deref()),
        ("window-closed", Some("https://127.0.0.1:1"))
    );
}

#[tokio::test]
async fn the_page_is_opened_in_the_browser_by_the_operations_id_alone() {
    let bench = bench("openidconnect");
    let operation = bench.start(TestLoginRequest::Paste).await.unwrap();
    let page = bench.page(&operation).await;
    bench.desk.open_page(&operation).unwrap();
    assert_eq!(bench.host.opened(), [page]);
    let code = |result: Result<(), Problem>| result.map_err(|problem| problem.code);
    assert_eq!(code(bench.desk.open_page("another")), Err("operation-gone".to_owned()));
    bench.desk.cancel_operation(&operation).unwrap();
    bench.end(&operation).await;
}

#[tokio::test]
async fn what_a_provider_does_not_allow_is_refused_before_anything_begins() {
    for (source_type, request, code) in [
        ("google", TestLoginRequest::Window, "test-login-route"),
        ("apple", TestLoginRequest::Window, "test-login-form-post"),
        ("apple", TestLoginRequest::Paste, "test-login-form-post"),
        ("wechat", TestLoginRequest::Browser { port: 33418 }, "test-login-no-loopback"),
        ("slack", TestLoginRequest::Browser { port: 33418 }, "test-login-no-loopback"),
        ("github", TestLoginRequest::Hosts, "test-login-route"),
    ] {
        let problem = bench(source_type).start(request).await.unwrap_err();
        assert_eq!(problem.code, code, "{source_type}");
    }
}
