//! Test logins at a real provider, as far as they go without one: how a window of ours ends them.

use std::sync::{Arc, Mutex};

use desk_login::{
    Back, Endpoints, Event, Landings, Outcome, RealSurroundings, Setup, Source, StepName, Transcript,
    WaitingFor, landings, test_login,
};
use desk_model::Secret;
use desk_network::{
    Limits, OutwardClient, PrivateHosts, ProxySettings, Surroundings, TrustedCertificates, system_resolver,
};
use tokio_util::sync::CancellationToken;

use crate::support::{CALLBACK, NOW, SECRET, draft, elapsed, random};

/// Plays a WeChat login in a window that `window` stands for; it is told the page that the window opens.
async fn in_a_window(window: impl Fn(&str, &Landings) + Send + Sync) -> (Transcript, Vec<Event>) {
    let surroundings = Surroundings {
        proxies: ProxySettings::default(),
        trusted: TrustedCertificates::system(Vec::new()),
        private_hosts: PrivateHosts::All,
        resolver: system_resolver(),
        now: Arc::new(|| NOW),
        elapsed: elapsed(),
    };
    let client = OutwardClient::new(surroundings, Limits::default());
    // Nothing listens at port 1, and nothing is to get that far.
    let endpoints = Endpoints::at("http://127.0.0.1:1");
    let setup = Setup::new(&draft(), &Secret::new(SECRET.to_owned()), CALLBACK.to_owned(), endpoints);
    let (landings, landed) = landings();
    let heard = Mutex::new(Vec::new());
    let events = |event: Event| {
        if let Event::Page { authorize_url, .. } = &event {
            window(authorize_url, &landings);
        }
        heard.lock().unwrap().push(event);
    };
    let surroundings = RealSurroundings {
        back: Back::Window(landed),
        random: random(3),
        elapsed: elapsed(),
        clock: Arc::new(|| NOW),
        events,
        cancel: CancellationToken::new(),
    };
    let transcript = test_login(Source::Wechat(Box::new(setup)), client, surroundings).await;
    (transcript, heard.into_inner().unwrap())
}

fn problem(transcript: &Transcript) -> (StepName, &str) {
    let problem = transcript.problem.as_ref().unwrap();
    (problem.step, problem.code.as_str())
}

#[tokio::test(start_paused = true)]
async fn a_window_that_never_comes_back_ends_with_an_explanation() {
    let (transcript, events) = in_a_window(|_, _| {}).await;
    assert_eq!(transcript.outcome, Outcome::Failed);
    assert_eq!(problem(&transcript), (StepName::Login, "window-never-back"));
    assert!(events.contains(&Event::Waiting { waiting_for: WaitingFor::Window }));
}

#[tokio::test(start_paused = true)]
async fn a_window_that_is_closed_ends_the_login_at_once() {
    let began = tokio::time::Instant::now();
    let (transcript, _) = in_a_window(|_, landings| landings.end("window-closed")).await;
    assert_eq!(problem(&transcript), (StepName::Login, "window-closed"));
    assert_eq!(began.elapsed(), std::time::Duration::ZERO);
}

#[tokio::test]
async fn what_a_window_lands_on_is_taken_with_the_state_of_this_login_only() {
    let (transcript, _) = in_a_window(|page, landings| {
        let page = url::Url::parse(page).unwrap();
        let state = page.query_pairs().find(|(name, _)| name == "state").unwrap().1.into_owned();
        let landings = landings.clone();
        tokio::spawn(async move {
            let land =
                |state: &str| landings.paste(Secret::new(format!("{CALLBACK}?code=C0DE&state={state}")));
            assert!(land("another").await.is_err());
            land(&state).await.unwrap();
        });
    })
    .await;
    // The code goes where the token is asked for, and there is nobody.
    assert_eq!(problem(&transcript).0, StepName::Token);
    let callback = transcript.steps.iter().find(|step| step.name == StepName::Callback).unwrap();
    let url = &callback.request.as_ref().unwrap().url;
    assert!(url.starts_with(CALLBACK) && !url.contains("C0DE"), "{url}");
}
