//! A test login as a HAR 1.2 archive, which every browser's network view opens.
//!
//! The format is <http://www.softwareishard.com/blog/har-12-spec/>. A transcript is masked before it gets here, so an
//! archive holds no secret either.

use percent_encoding::percent_decode_str;
use serde_json::{Value, json};
use url::form_urlencoded;

use crate::transcript::{Request, Response, Step, Timings};

/// Returns the steps that sent something as a HAR 1.2 document.
///
/// `started_at` is when the first step began, in milliseconds since 1970-01-01 UTC; each entry begins when the steps
/// before it were over. `at` writes such an instant as RFC 3339, `version` is the program's.
pub fn har(steps: &[Step], started_at: i64, version: &str, at: impl Fn(i64) -> String) -> Value {
    let mut began = started_at;
    let mut entries = Vec::new();
    for step in steps {
        if let Some(request) = &step.request {
            entries.push(entry(step, request, &at(began)));
        }
        began = began.saturating_add(i64::from(step.ms));
    }
    json!({
        "log": {
            "version": "1.2",
            "creator": { "name": "Source Desk", "version": version },
            "entries": entries,
        }
    })
}

fn entry(step: &Step, request: &Request, began: &str) -> Value {
    let timings = timings(step);
    // The format has `ssl` within `connect`, so it is not counted again.
    let parts = [timings.dns, timings.connect, Some(timings.wait), Some(timings.receive)];
    let time = parts.into_iter().flatten().fold(0_u32, u32::saturating_add);
    let known = |part: Option<u32>| part.map_or(-1, i64::from);
    json!({
        "startedDateTime": began,
        "time": time,
        "request": request_of(request),
        "response": response_of(step.response.as_ref()),
        "cache": {},
        // The format wants -1 for what is not known, but not for send, wait and receive; they add up to `time`.
        "timings": {
            "blocked": -1, "dns": known(timings.dns), "connect": known(timings.connect),
            "ssl": known(timings.ssl), "send": 0, "wait": timings.wait, "receive": timings.receive,
        },
        "comment": step.name.id(),
    })
}

/// The parts of a request's time as the format has them, in milliseconds.
struct Parts {
    dns: Option<u32>,
    connect: Option<u32>,
    ssl: Option<u32>,
    wait: u32,
    receive: u32,
}

/// Returns how long an exchange waited for what. Without measures all of the step was waiting.
fn timings(step: &Step) -> Parts {
    let Some(Timings { dns, connect, proxy, tls, first_byte, total }) = step.timings else {
        return Parts { dns: None, connect: None, ssl: None, wait: step.ms, receive: 0 };
    };
    let connecting: Vec<u32> = [connect, proxy, tls].into_iter().flatten().collect();
    let connect = (!connecting.is_empty()).then(|| connecting.into_iter().fold(0, u32::saturating_add));
    let before = dns.unwrap_or(0).saturating_add(connect.unwrap_or(0));
    let rest = total.saturating_sub(before);
    // An exchange that failed before the first byte of an answer had been waiting until then.
    let wait = first_byte.unwrap_or(rest);
    Parts { dns, connect, ssl: tls, wait, receive: rest.saturating_sub(wait) }
}

fn request_of(request: &Request) -> Value {
    let mut value = json!({
        "method": request.method,
        "url": request.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": pairs(&request.headers),
        "queryString": pairs(&query(&request.url)),
        "headersSize": -1,
        "bodySize": request.body.as_ref().map_or(0, String::len),
    });
    if let (Some(body), Some(fields)) = (&request.body, value.as_object_mut()) {
        let kind = header(&request.headers, "content-type").unwrap_or("application/octet-stream");
        fields.insert("postData".to_owned(), json!({ "mimeType": kind, "params": [], "text": body }));
    }
    value
}

/// A request that got no answer has the status 0, as in the archives of browsers.
fn response_of(response: Option<&Response>) -> Value {
    let no_headers = Vec::new();
    let (status, headers) =
        response.map_or((0, &no_headers), |response| (response.status, &response.headers));
    let body = response.and_then(|response| response.body.as_deref()).unwrap_or_default();
    json!({
        "status": status,
        "statusText": "",
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": pairs(headers),
        "content": {
            "size": body.len(),
            "mimeType": header(headers, "content-type").unwrap_or("x-unknown"),
            "text": body,
        },
        "redirectURL": header(headers, "location").unwrap_or_default(),
        "headersSize": -1,
        "bodySize": -1,
    })
}

/// Returns the parameters of a URL, decoded. What no URL parser takes, such as a masked one, is taken apart by hand.
pub(crate) fn query(url: &str) -> Vec<(String, String)> {
    let url = url.split_once('#').map_or(url, |(before, _)| before);
    let query = url.split_once('?').map_or("", |(_, query)| query);
    form_urlencoded::parse(query.as_bytes())
        .map(|(name, value)| (name.into_owned(), value.into_owned()))
        .collect()
}

/// Returns a URL up to its parameters, readable.
pub(crate) fn address(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    percent_decode_str(&url[..end]).decode_utf8_lossy().into_owned()
}

fn header<'a>(headers: &'a [(String, String)], wanted: &str) -> Option<&'a str> {
    headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map(|(_, value)| value.as_str())
}

fn pairs(pairs: &[(String, String)]) -> Value {
    pairs.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::compare::tests::{any_steps, step};
    use crate::transcript::StepName;

    /// Returns the keys that HAR 1.2 requires and a document lacks.
    fn missing(archive: &Value) -> Vec<String> {
        let mut missing = Vec::new();
        let mut need = |value: &Value, place: &str, keys: &[&str]| {
            missing.extend(
                keys.iter().filter(|key| value.get(key).is_none()).map(|key| format!("{place}.{key}")),
            );
        };
        let log = &archive["log"];
        need(log, "log", &["version", "creator", "entries"]);
        need(&log["creator"], "creator", &["name", "version"]);
        for entry in log["entries"].as_array().into_iter().flatten() {
            need(entry, "entry", &["startedDateTime", "time", "request", "response", "cache", "timings"]);
            let request = [
                "method",
                "url",
                "httpVersion",
                "cookies",
                "headers",
                "queryString",
                "headersSize",
                "bodySize",
            ];
            need(&entry["request"], "request", &request);
            if let Some(data) = entry["request"].get("postData") {
                need(data, "postData", &["mimeType", "params", "text"]);
            }
            let response = [
                "status",
                "statusText",
                "httpVersion",
                "cookies",
                "headers",
                "content",
                "redirectURL",
                "headersSize",
                "bodySize",
            ];
            need(&entry["response"], "response", &response);
            need(&entry["response"]["content"], "content", &["size", "mimeType"]);
            need(&entry["timings"], "timings", &["send", "wait", "receive"]);
            for list in ["request", "response"] {
                for header in entry[list]["headers"].as_array().into_iter().flatten() {
                    need(header, "header", &["name", "value"]);
                }
            }
        }
        missing
    }

    #[test]
    fn an_archive_has_the_requests_in_order_with_the_times_at_which_they_began() {
        let mut first = step(StepName::Authorize, "http://127.0.0.1:1/authorize?scope=a+b&x=%E5%BE%AE");
        first.ms = 20;
        let mut silent = step(StepName::Callback, "");
        (silent.request, silent.response, silent.ms) = (None, None, 5);
        let mut token = step(StepName::Token, "http://127.0.0.1:1/token");
        if let Some(request) = &mut token.request {
            request.body = Some("grant_type=authorization_code".to_owned());
        }
        token.response = None;
        let archive = har(&[first, silent, token], 1000, "1.2.3", |at| at.to_string());
        let entries = archive["log"]["entries"].as_array().unwrap();
        assert_eq!(entries.len(), 2);
        assert_eq!(
            (&entries[0]["startedDateTime"], &entries[1]["startedDateTime"]),
            (&json!("1000"), &json!("1025"))
        );
        assert_eq!(
            entries[0]["request"]["queryString"],
            json!([{ "name": "scope", "value": "a b" }, { "name": "x", "value": "微" }])
        );
        assert_eq!(entries[1]["request"]["postData"]["text"], "grant_type=authorization_code");
        assert_eq!(entries[1]["response"]["status"], 0);
        assert_eq!(archive["log"]["creator"], json!({ "name": "Source Desk", "version": "1.2.3" }));
    }

    #[test]
    fn what_was_measured_is_told_and_what_was_not_is_not_made_up() {
        let all = Timings {
            dns: Some(3),
            connect: Some(5),
            proxy: Some(7),
            tls: Some(11),
            first_byte: Some(13),
            total: 42,
        };
        let here = Timings { first_byte: Some(4), total: 6, ..Timings::default() };
        let failed = Timings { dns: Some(3), connect: Some(5), total: 20, ..Timings::default() };
        for (timings, time, dns, connect, ssl, wait, receive) in [
            (Some(all), 42, 3, 23, 11, 13, 3),
            (Some(here), 6, -1, -1, -1, 4, 2),
            (Some(failed), 20, 3, 5, -1, 12, 0),
            (None, 50, -1, -1, -1, 50, 0),
        ] {
            let mut step = step(StepName::Token, "https://provider/token");
            (step.ms, step.timings) = (50, timings);
            let archive = har(&[step], 0, "1", |at| at.to_string());
            let entry = &archive["log"]["entries"][0];
            let expected = json!({
                "blocked": -1, "dns": dns, "connect": connect, "ssl": ssl,
                "send": 0, "wait": wait, "receive": receive,
            });
            assert_eq!((&entry["time"], &entry["timings"]), (&json!(time), &expected));
        }
    }

    /// Returns what the parts of an entry's time add up to, by the format's rules.
    fn sum(entry: &Value) -> i64 {
        let parts = ["blocked", "dns", "connect", "send", "wait", "receive"];
        parts.iter().filter_map(|part| entry["timings"][part].as_i64()).filter(|ms| *ms >= 0).sum()
    }

    proptest! {
        #[test]
        fn the_parts_of_every_entry_add_up_to_its_time(steps in any_steps()) {
            for entry in har(&steps, 0, "1", |at| at.to_string())["log"]["entries"].as_array().unwrap() {
                let time = entry["time"].as_i64().unwrap();
                // More than 49 days are cut off.
                prop_assert!(sum(entry) == time || time == i64::from(u32::MAX));
                prop_assert!(entry["timings"]["ssl"].as_i64() <= entry["timings"]["connect"].as_i64());
            }
        }

        #[test]
        fn every_archive_has_all_that_the_format_requires(steps in any_steps()) {
            let archive = har(&steps, 0, "1", |at| at.to_string());
            prop_assert_eq!(missing(&archive), Vec::<String>::new());
            let n_requests = steps.iter().filter(|step| step.request.is_some()).count();
            prop_assert_eq!(archive["log"]["entries"].as_array().map(Vec::len), Some(n_requests));
        }
    }
}
