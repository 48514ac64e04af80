//! The simulator from outside, over loopback HTTP.

#![cfg(test)]

use std::time::Duration;

use desk_simulator::{Fault, Profile, Simulator, SimulatorError};
use reqwest::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use reqwest::{Method, StatusCode};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

mod wire;

use wire::{APPID, PAGE, SECRET, options, start};

fn token_query(code: &str) -> String {
    format!("appid={APPID}&secret={SECRET}&code={code}&grant_type=authorization_code")
}

fn field<'a>(body: &'a str, name: &str) -> &'a str {
    let after = body.split_once(&format!("\"{name}\":\"")).unwrap().1;
    after.split_once('"').unwrap().0
}

#[tokio::test]
async fn a_whole_login_by_page_phone_poll_token_and_userinfo() {
    let (_simulator, wire) = start(|_| {}).await;
    let uuid = wire.open().await;
    assert_eq!(wire.poll(&uuid, "").await, "window.wx_errcode=408;window.wx_code='';");

    let phone = wire.text(&format!("/connect/confirm?uuid={uuid}")).await;
    assert!(phone.contains("Example") && phone.contains("确认登录") && phone.contains("取消"));
    let poll = wire.send(Method::GET, &format!("/connect/l/qrconnect?uuid={uuid}"), None).await;
    assert_eq!(poll.headers()[CONTENT_TYPE], "text/javascript");
    assert_eq!(poll.headers()["cache-control"], "no-cache");
    assert_eq!(poll.text().await.unwrap(), "window.wx_errcode=404;window.wx_code='';");
    assert_eq!(wire.poll(&uuid, "&last=404").await, "window.wx_errcode=408;window.wx_code='';");

    let path = format!("/connect/confirm?uuid={uuid}");
    let done = wire.send(Method::POST, &path, Some("action=allow")).await;
    assert!(done.text().await.unwrap().contains("已确认登录"));
    let frame = wire.poll(&uuid, "&last=404").await;
    let code = frame.split('\'').nth(1).unwrap().to_owned();
    assert_eq!(frame, format!("window.wx_errcode=405;window.wx_code='{code}';"));
    assert_eq!(
        wire.text(&format!("/__sim/sessions/{uuid}/location")).await,
        format!("https://authentik.example.com/cb?code={code}&state=S")
    );

    let token = wire.text(&format!("/sns/oauth2/access_token?{}", token_query(&code))).await;
    let (access, openid) = (field(&token, "access_token"), field(&token, "openid"));
    assert_eq!(
        token,
        format!(
            "{{\"access_token\":\"{access}\",\"expires_in\":7200,\"refresh_token\":\"{}\",\
                 \"openid\":\"{openid}\",\"scope\":\"snsapi_login\",\"unionid\":\"{}\"}}",
            field(&token, "refresh_token"),
            Profile::ChineseEmoji.unionid().unwrap(),
        )
    );
    let who = format!("access_token={access}&openid={openid}");
    let user = wire.text(&format!("/sns/userinfo?{who}&lang=en")).await;
    assert!(user.starts_with(&format!(r#"{{"openid":"{openid}","nickname":"张三😀","sex":0"#)));
    assert!(user.contains(r#""headimgurl":"https:\/\/thirdwx.qlogo.cn\/mmopen\/vi_32\/SIM\/132""#));
    assert_eq!(wire.text(&format!("/sns/auth?{who}")).await, r#"{"errcode":0,"errmsg":"ok"}"#);
    let refresh = format!(
        "/sns/oauth2/refresh_token?appid={APPID}&grant_type=refresh_token&refresh_token={}",
        field(&token, "refresh_token")
    );
    let refreshed = wire.text(&refresh).await;
    assert_eq!(field(&refreshed, "access_token"), access);
    assert!(refreshed.ends_with("\"scope\":\"snsapi_login\"}"));
}

#[tokio::test]
async fn the_token_call_takes_a_form_as_well_and_ignores_what_it_does_not_know() {
    let (_simulator, wire) = start(|_| {}).await;
    let form = format!("{}&client_id=x&redirect_uri=y", token_query(&wire.code().await));
    let answer = wire.send(Method::POST, "/sns/oauth2/access_token", Some(&form)).await;
    assert_eq!(answer.headers()[CONTENT_TYPE], "text/plain");
    assert!(answer.text().await.unwrap().starts_with("{\"access_token\":\"55_"));
    let path = format!("{}/sns/oauth2/access_token", wire.base);
    let json = wire.client.post(path).header(CONTENT_TYPE, "application/json");
    let answer = json.body(r#"{"appid":"wx0000000000000001"}"#).send().await.unwrap();
    assert!(answer.text().await.unwrap().contains("41002"));
}

#[tokio::test]
async fn an_error_of_the_api_is_200_and_text_plain_without_a_charset() {
    let (_simulator, wire) = start(|_| {}).await;
    let (host, query) = (wire.authority(), token_query("x"));
    let answer = wire
        .raw(&format!(
            "GET /sns/oauth2/access_token?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n\
                 GET /sns/auth HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        ))
        .await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let head = head.to_ascii_lowercase();
    assert!(head.starts_with("http/1.1 200 ok\r\n"), "{head}");
    assert!(head.contains("\r\nconnection: keep-alive"));
    assert!(head.contains("\r\ncontent-length: "));
    let types: Vec<&str> = head.lines().filter(|line| line.starts_with("content-type")).collect();
    assert_eq!(types, ["content-type: text/plain"]);
    assert!(body.starts_with("{\"errcode\":40029,\"errmsg\":\"invalid code, rid: 6874c752-"));
    assert!(answer.contains("access_token missing, rid: 6874c752-"));
}

#[tokio::test]
async fn the_picture_is_a_jpeg_of_the_confirm_url() {
    let (simulator, wire) = start(|_| {}).await;
    let uuid = wire.open().await;
    let answer = wire.send(Method::GET, &format!("/connect/qrcode/{uuid}"), None).await;
    assert_eq!(answer.headers()[CONTENT_TYPE], "image/jpeg");
    let bytes = answer.bytes().await.unwrap();
    let format = image::ImageFormat::Jpeg;
    let picture = image::load_from_memory_with_format(&bytes, format).unwrap().to_luma8();
    let mut prepared = rqrr::PreparedImage::prepare(picture);
    let (_, text) = prepared.detect_grids()[0].decode().unwrap();
    assert_eq!(text, format!("{}/connect/confirm?uuid={uuid}", wire.base));
    assert_eq!(text, simulator.confirm_url(&uuid));
    assert!(wire.text("/connect/qrcode/nobody").await.contains("该链接无法访问"));
}

#[tokio::test]
async fn the_error_pages_are_200_and_say_what_wechat_says() {
    let (simulator, wire) = start(|_| {}).await;
    for (path, text) in [
        ("/connect/qrconnect".to_owned(), "AppID 参数错误"),
        (PAGE.replace("snsapi_login", "snsapi_userinfo"), "Scope 参数错误或没有 Scope 权限"),
        (PAGE.replace("authentik.", "auth."), "redirect_uri 参数错误"),
        ("/connect/oauth2/authorize?appid=wx0".to_owned(), "请在微信客户端打开链接"),
    ] {
        let answer = wire.send(Method::GET, &path, None).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/html; charset=utf-8");
        let page = answer.text().await.unwrap();
        assert!(page.contains(&format!("<h4 class=\"weui_msg_title\">{text}</h4>")));
        assert!(page.len() < 4_000);
    }
    simulator.set_fault(Some(Fault::ScopePage));
    assert!(wire.text(PAGE).await.contains("Scope 参数错误或没有 Scope 权限"));
}

#[tokio::test]
async fn only_the_pages_own_script_may_run() {
    let (_simulator, wire) = start(|_| {}).await;
    let hostile = PAGE.replace("state=S", "state=%3C%2Fscript%3E%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E");
    let answer = wire.send(Method::GET, &hostile, None).await;
    let policy = answer.headers()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
    let page = answer.text().await.unwrap();
    let nonce = page.split_once("<script nonce=\"").unwrap().1.split_once('"').unwrap().0;
    assert!(policy.contains(&format!("script-src 'nonce-{nonce}';")));
    assert!(policy.starts_with("default-src 'none';") && !policy.contains("unsafe"));
    assert!(!page.contains("<img src=x") && page.matches("<script").count() == 1);
}

#[tokio::test]
async fn the_control_routes_drive_and_describe_a_session() {
    let (_simulator, wire) = start(|options| options.deny_redirect = true).await;
    let uuid = wire.open().await;
    let path = |act: &str| format!("/__sim/sessions/{uuid}{act}");
    assert_eq!(
        wire.text(&path("")).await,
        format!(
            "{{\"uuid\":\"{uuid}\",\"state\":\"new\",\
                 \"redirect_uri\":\"https://authentik.example.com/cb\",\"remaining_ms\":300000}}"
        )
    );
    assert_eq!(wire.post(&path("/allow")).await, StatusCode::CONFLICT);
    let nothing = wire.send(Method::GET, &path("/location"), None).await;
    assert_eq!(nothing.status(), StatusCode::NOT_FOUND);
    assert_eq!(wire.post(&path("/scan")).await, StatusCode::OK);
    assert_eq!(wire.post(&path("/deny")).await, StatusCode::OK);
    assert_eq!(wire.poll(&uuid, "&last=404").await, "window.wx_errcode=403;window.wx_code='';");
    assert_eq!(wire.text(&path("/location")).await, "https://authentik.example.com/cb?state=S");
    assert_eq!(wire.post(&path("/expire")).await, StatusCode::OK);
    assert_eq!(wire.poll(&uuid, "&last=403").await, "window.wx_errcode=402;window.wx_code='';");
    assert!(wire.text(&format!("/connect/confirm?uuid={uuid}")).await.contains("二维码已失效"));
    assert_eq!(wire.post(&path("/dance")).await, StatusCode::NOT_FOUND);
    assert_eq!(wire.post("/__sim/sessions/nobody/scan").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn each_fault_of_the_api_is_answered_over_http() {
    let (simulator, wire) = start(|options| options.slow = Duration::ZERO).await;
    for fault in [Fault::InvalidCode, Fault::CodeUsed, Fault::InvalidAppSecret, Fault::TooFrequent] {
        let code = wire.code().await;
        simulator.set_fault(Some(fault));
        let body = wire.text(&format!("/sns/oauth2/access_token?{}", token_query(&code))).await;
        assert!(body.starts_with(&format!("{{\"errcode\":{},", fault.id())), "{body}");
        simulator.set_fault(None);
    }
    simulator.set_fault(Some(Fault::ServerError));
    let answer = wire.send(Method::GET, "/sns/oauth2/access_token", None).await;
    assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(answer.headers()[CONTENT_TYPE], "text/html");
    simulator.set_fault(Some(Fault::Slow));
    assert!(wire.text("/sns/oauth2/access_token").await.contains("41002"));
}

#[tokio::test]
async fn a_callback_is_delivered_where_the_options_say() {
    let (_simulator, wire) =
        start(|options| options.deliver_to = Some("http://127.0.0.1:6000/desk/".to_owned())).await;
    let uuid = wire.open().await;
    wire.post(&format!("/__sim/sessions/{uuid}/scan")).await;
    wire.post(&format!("/__sim/sessions/{uuid}/allow")).await;
    let location = wire.text(&format!("/__sim/sessions/{uuid}/location")).await;
    assert!(location.starts_with("http://127.0.0.1:6000/desk/cb?code="), "{location}");
    let outside = PAGE.replace("authentik.example.com", "127.0.0.1%3A6000");
    assert!(wire.text(&outside).await.contains("redirect_uri 参数错误"));
}

#[tokio::test]
async fn a_foreign_host_name_gets_421_and_nothing_else() {
    let (_simulator, wire) = start(|_| {}).await;
    let (own, port) = (wire.authority(), wire.authority().rsplit(':').next().unwrap());
    for (target, host, status) in [
        ("/sns/auth", format!("Host: {own}"), "200"),
        ("/sns/auth", format!("Host: localhost:{port}"), "200"),
        ("/sns/auth", "Host: evil.test".to_owned(), "421"),
        ("/sns/auth", format!("Host: evil.test:{port}"), "421"),
        ("/sns/auth", "Host: 127.0.0.1".to_owned(), "421"),
        ("/sns/auth", format!("Host: {own}\r\nHost: evil.test"), "421"),
        ("/sns/auth", "Accept: */*".to_owned(), "421"),
        ("http://evil.test/sns/auth", format!("Host: {own}"), "421"),
    ] {
        let request = format!("GET {target} HTTP/1.1\r\n{host}\r\nConnection: close\r\n\r\n");
        let answer = wire.raw(&request).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{host}: {answer}");
        if status == "421" {
            assert!(answer.ends_with("\r\n\r\n"), "{answer}");
        }
    }
}

#[tokio::test]
async fn a_page_of_another_origin_cannot_play_the_phone() {
    let (_simulator, wire) = start(|_| {}).await;
    let uuid = wire.open().await;
    let address = format!("{}/__sim/sessions/{uuid}/scan", wire.base);
    for (origin, status) in [
        ("https://evil.test", StatusCode::FORBIDDEN),
        ("null", StatusCode::FORBIDDEN),
        (wire.base.as_str(), StatusCode::OK),
    ] {
        let answer = wire.client.post(&address).header("Origin", origin).send().await.unwrap();
        assert_eq!(answer.status(), status, "{origin}");
    }
}

#[tokio::test]
async fn a_body_of_more_than_64_kilobytes_is_refused() {
    let (_simulator, wire) = start(|_| {}).await;
    let form = "x".repeat(64 * 1_024 + 1);
    let answer = wire.send(Method::POST, "/sns/oauth2/access_token", Some(&form)).await;
    assert_eq!(answer.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn nothing_but_loopback_is_listened_at_or_delivered_to() {
    for listen in ["0.0.0.0:0", "192.0.2.1:80", "[::]:0"] {
        let mut options = options();
        options.listen = listen.parse().unwrap();
        let refused = Simulator::start(options).await.err();
        assert!(matches!(refused, Some(SimulatorError::NotLoopback { .. })), "{listen}");
    }
    for target in ["https://127.0.0.1/", "http://example.com/", "http://127.0.0.1/?a", "127.0.0.1:80"] {
        let mut options = options();
        options.deliver_to = Some(target.to_owned());
        let refused = Simulator::start(options).await.err();
        assert!(matches!(refused, Some(SimulatorError::DeliverTo)), "{target}");
    }
    let (simulator, _) = start(|_| {}).await;
    let mut options = options();
    options.listen = simulator.base_url().strip_prefix("http://").unwrap().parse().unwrap();
    let refused = Simulator::start(options).await.err();
    assert!(matches!(refused, Some(SimulatorError::Listen { .. })));
}

#[tokio::test]
async fn stopping_closes_the_listener_and_a_held_poll() {
    let (simulator, wire) = start(|options| {
        options.hold = Duration::from_secs(3_600);
        options.lifetime = Duration::from_secs(7_200);
    })
    .await;
    let uuid = wire.open().await;
    let mut held = TcpStream::connect(wire.authority()).await.unwrap();
    let request =
        format!("GET /connect/l/qrconnect?uuid={uuid} HTTP/1.1\r\nHost: {}\r\n\r\n", wire.authority());
    held.write_all(request.as_bytes()).await.unwrap();
    // A whole exchange on another connection: by then the poll has arrived and is held.
    wire.text(&format!("/__sim/sessions/{uuid}")).await;
    simulator.stop().await;
    let mut rest = Vec::new();
    // A reset is as good an end as a close.
    let end = tokio::time::timeout(Duration::from_secs(20), held.read_to_end(&mut rest)).await;
    assert!(end.is_ok() && rest.is_empty());
    assert!(TcpStream::connect(wire.authority()).await.is_err());
}

#[tokio::test]
async fn dropping_a_simulator_ends_its_connections() {
    let (simulator, wire) = start(|_| {}).await;
    let mut idle = TcpStream::connect(wire.authority()).await.unwrap();
    wire.open().await;
    drop(simulator);
    let mut rest = Vec::new();
    let end = tokio::time::timeout(Duration::from_secs(20), idle.read_to_end(&mut rest)).await;
    assert!(end.is_ok() && rest.is_empty());
}
