//! The browser's part of a WeChat login: the page with the QR code, its long poll, the way back.
//!
//! It does what the page's own script does (the poll's answers, the waits between polls, the parameter `last`).
//! The script's last act, going to the callback, is done by asking the simulator where it would go: only that
//! knows where the callback is really delivered.

use std::time::Duration;

use desk_model::request;

use crate::decode;
use crate::http::{self, Answer, Client, FetchError};
use crate::phone;
use crate::problem::{NO_TOKEN, STATE_FAILED, Stop};
use crate::recorder::Recorder;
use crate::rehearsal::Phone;
use crate::setup::Setup;
use crate::transcript::{Request, StepName, StepState, WaitingFor};

/// The page's script gives a poll a minute.
const POLL_TIMEOUT: Duration = Duration::from_secs(60);
/// The page's script polls on for ever; a simulator that is gone does not come back.
const MAX_FAILED_POLLS: u32 = 3;

/// A page with a QR code.
pub(crate) struct QrPage {
    base: String,
    uuid: String,
}

impl QrPage {
    /// What the QR code says.
    fn confirm_url(&self) -> String {
        format!("{}/connect/confirm?uuid={}", self.base, self.uuid)
    }
}

/// The waits that the page's script keeps.
struct Waits {
    first: Duration,
    scanned: Duration,
    idle: Duration,
    broken: Duration,
}

impl Waits {
    fn of(phone: Phone) -> Waits {
        // An automatic phone has acted before the page asks, so there is nothing to wait for.
        let patience = |wait: Duration| if matches!(phone, Phone::Automatic) { Duration::ZERO } else { wait };
        Waits {
            first: patience(Duration::from_millis(100)),
            scanned: patience(Duration::from_millis(100)),
            idle: Duration::from_secs(2),
            broken: Duration::from_secs(5),
        }
    }
}

/// Opens the page with the QR code as a browser does, with authentik's parameters.
pub(crate) async fn authorize(
    client: &Client,
    setup: &Setup,
    state: &str,
    recorder: &Recorder<'_>,
) -> Result<QrPage, Stop> {
    let step = StepName::Authorize;
    recorder.begin(step);
    let endpoint = &setup.endpoints.authorize;
    let request =
        browse(request::authorize_url(endpoint, &setup.callback_url, state, &setup.appid, &setup.scope));
    recorder.sent(&request);
    let answer = fetch(client, &request, step, recorder).await?;
    recorder.received(&answer.shown());
    check_status(step, &answer)?;
    let page = answer.page();
    if let Some(title) = error_title(&page) {
        let code = decode::explain(&title)
            .filter(|explanation| explanation.family == decode::Family::WeChat)
            .map_or("unknown-page", |explanation| explanation.code);
        return Err(Stop::failed(step, code).with_detail(title));
    }
    let uuid = uuid(&page).ok_or_else(|| Stop::failed(step, "unknown-page"))?;
    let base = endpoint.strip_suffix("/connect/qrconnect").unwrap_or(endpoint).to_owned();
    let page = QrPage { base, uuid };
    recorder.qr(&page.confirm_url());
    recorder.end(StepState::Ok);
    Ok(page)
}

/// Waits until the person has scanned and confirmed; an automatic phone does both.
pub(crate) async fn confirm(
    client: &Client,
    page: &QrPage,
    phone: Phone,
    recorder: &Recorder<'_>,
) -> Result<(), Stop> {
    let waits = Waits::of(phone);
    let mut step = StepName::Scan;
    let mut last: Option<&str> = None;
    let mut n_failed = 0;
    recorder.begin(step);
    recorder.waiting(WaitingFor::Scan);
    if matches!(phone, Phone::Automatic) {
        act(client, page, phone::Action::Scan, step).await?;
    }
    wait(waits.first).await;
    loop {
        let frame = match poll(client, page, last, step, recorder).await {
            Ok(frame) => frame,
            Err(Polled::Stop(stop)) => return Err(*stop),
            Err(Polled::Broken(error)) => {
                n_failed += 1;
                if n_failed >= MAX_FAILED_POLLS {
                    return Err(error.stop(step));
                }
                wait(waits.broken).await;
                continue;
            }
        };
        n_failed = 0;
        match frame.errcode {
            408 => {
                last = None;
                wait(waits.idle).await;
            }
            404 => {
                if step == StepName::Scan {
                    recorder.end(StepState::Ok);
                    step = StepName::Confirm;
                    recorder.begin(step);
                    recorder.waiting(WaitingFor::Confirm);
                    if matches!(phone, Phone::Automatic) {
                        act(client, page, phone::Action::Allow, step).await?;
                    }
                }
                last = Some("404");
                wait(waits.scanned).await;
            }
            405 => {
                if step == StepName::Scan {
                    // Whoever scans and confirms between two polls is never seen as having scanned.
                    recorder.end(StepState::Ok);
                    recorder.begin(StepName::Confirm);
                }
                recorder.end(StepState::Ok);
                return Ok(());
            }
            // The real page lets the person scan again; a test login has learnt what it wanted to know.
            403 => return Err(Stop::denied(step)),
            402 => return Err(Stop::failed(step, "expired")),
            500 => return Err(Stop::failed(step, "wx-500")),
            other => {
                return Err(Stop::failed(step, "unknown-page").with_detail(format!("wx_errcode={other}")));
            }
        }
    }
}

/// Waits. No time at all is not waited for: a timer would still take its tick of a millisecond.
async fn wait(time: Duration) {
    if !time.is_zero() {
        tokio::time::sleep(time).await;
    }
}

/// Goes where the page's script would go, if that is the listener at `callback_base`.
pub(crate) async fn follow(
    client: &Client,
    page: &QrPage,
    callback_base: &str,
    recorder: &Recorder<'_>,
) -> Result<(), Stop> {
    let step = StepName::Callback;
    let asked = browse(format!("{}/__sim/sessions/{}/location", page.base, page.uuid));
    let answer = fetch(client, &asked, step, recorder).await?;
    check_status(step, &answer)?;
    let location = answer.page().trim().to_owned();
    if let Ok(url) = url::Url::parse(&location) {
        for (_, value) in url.query_pairs().filter(|(name, _)| name == "code") {
            recorder.learn(&value);
        }
    }
    let request = browse(location);
    recorder.sent(&request);
    if !request.url.starts_with(&format!("{callback_base}/")) {
        return Err(Stop::failed(step, "callback-elsewhere"));
    }
    let answer = fetch(client, &request, step, recorder).await?;
    recorder.received(&answer.shown());
    match answer.status {
        200 => Ok(()),
        400 => Err(Stop::failed(step, "state").seen_in_authentik(STATE_FAILED)),
        status => Err(Stop::failed(step, "callback-elsewhere").with_detail(format!("HTTP {status}"))),
    }
}

/// The callback came without a code.
pub(crate) fn without_code() -> Stop {
    Stop::failed(StepName::Callback, "no-code").seen_in_authentik(NO_TOKEN)
}

/// An automatic phone does its part.
async fn act(client: &Client, page: &QrPage, action: phone::Action, step: StepName) -> Result<(), Stop> {
    let request = phone::request(&page.confirm_url(), action);
    let answer = client.send(&request, http::TIMEOUT).await.map_err(|error| error.stop(step))?;
    // A page that sends the phone on to another one is fine too.
    if (300..400).contains(&answer.status) { Ok(()) } else { check_status(step, &answer) }
}

struct Frame {
    errcode: u32,
}

enum Polled {
    Stop(Box<Stop>),
    Broken(FetchError),
}

async fn poll(
    client: &Client,
    page: &QrPage,
    last: Option<&str>,
    step: StepName,
    recorder: &Recorder<'_>,
) -> Result<Frame, Polled> {
    let last = last.map(|last| format!("&last={last}")).unwrap_or_default();
    let url = format!("{}/connect/l/qrconnect?uuid={}{last}&_={}", page.base, page.uuid, recorder.now_ms());
    let request = browse(url);
    recorder.sent(&request);
    let answer = client.ask(&request, POLL_TIMEOUT, recorder).await.map_err(Polled::Broken)?;
    let text = answer.page();
    if let Some(code) = between(&text, "window.wx_code='", "'") {
        recorder.learn(code);
    }
    recorder.received(&answer.shown());
    check_status(step, &answer).map_err(|stop| Polled::Stop(Box::new(stop)))?;
    let errcode = between(&text, "window.wx_errcode=", ";").and_then(|text| text.trim().parse().ok());
    errcode
        .map(|errcode| Frame { errcode })
        .ok_or_else(|| Polled::Stop(Box::new(Stop::failed(step, "unknown-page"))))
}

fn browse(url: String) -> Request {
    let agent = ("User-Agent".to_owned(), "Mozilla/5.0 (Source Desk test login; browser)".to_owned());
    Request { method: "GET".to_owned(), url, headers: vec![agent], body: None }
}

async fn fetch(
    client: &Client,
    request: &Request,
    step: StepName,
    recorder: &Recorder<'_>,
) -> Result<Answer, Stop> {
    client.ask(request, http::TIMEOUT, recorder).await.map_err(|error| error.stop(step))
}

fn check_status(step: StepName, answer: &Answer) -> Result<(), Stop> {
    if answer.is_success() {
        return Ok(());
    }
    let code = if answer.status == 500 { "http-500" } else { "http-error" };
    Err(Stop::failed(step, code).with_detail(format!("HTTP {}", answer.status)))
}

/// Returns the title of one of WeChat's error pages: a WeUI message without a QR code.
fn error_title(page: &str) -> Option<String> {
    if page.contains("fordevtool") {
        return None;
    }
    // The quote tells the element from a style sheet that names its class.
    let (_, after) = page.split_once("weui_msg_title\"")?;
    let title = between(after, ">", "<")?.trim();
    Some(title.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&"))
}

/// Returns the login's uuid: 6 to 64 letters, digits and `_-=+/`.
fn uuid(page: &str) -> Option<String> {
    let is_uuid = |text: &&str| {
        (6..=64).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-=+/".contains(&byte))
    };
    between(page, "/connect/qrcode/", "\"").filter(is_uuid).map(str::to_owned)
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(inner, _)| inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_uuid_is_taken_from_new_and_old_pages() {
        for (page, found) in [
            (
                "<img class=\"js_qrcode_img web_qrcode_img\" src=\"/connect/qrcode/011KWtIYwdjR0lRi\"/>",
                Some("011KWtIYwdjR0lRi"),
            ),
            (
                "<img class=\"qrcode lightBorder\" src=\"/connect/qrcode/4Y0N_jyVQg==\" />",
                Some("4Y0N_jyVQg=="),
            ),
            ("<img src=\"/connect/qrcode/a b c d e\"/>", None),
            ("<img src=\"/connect/qrcode/abc\"/>", None),
            ("nothing", None),
        ] {
            assert_eq!(uuid(page).as_deref(), found, "{page}");
        }
    }

    #[test]
    fn an_error_page_is_told_from_the_page_with_the_code() {
        let error = "<h4 class=\"weui_msg_title\">AppID 参数错误</h4>";
        assert_eq!(error_title(error).as_deref(), Some("AppID 参数错误"));
        let styled = format!("<style>.weui_msg_title {{ margin: 0; }}</style><p>x</p>{error}");
        assert_eq!(error_title(&styled).as_deref(), Some("AppID 参数错误"));
        assert_eq!(error_title(&format!("{error}<script>var fordevtool = 1</script>")), None);
        assert_eq!(error_title("<h4>AppID 参数错误</h4>"), None);
    }
}
