//! Reads the head of an HTTP/1.1 request, strictly and no more of it than the listener needs.

/// What the listener wants to know of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) method: String,
    /// The path as it was sent, without the query.
    pub(super) path: String,
    /// The query as it was sent, without the question mark. Empty if there is none.
    pub(super) query: String,
    /// The one Host header.
    pub(super) host: String,
    /// The Origin header: the place of the page that the request comes from, or `null` if the browser keeps that to itself.
    pub(super) origin: Option<String>,
    /// Whether a browser says that a page's script or element asks, and not a person's navigation (`Sec-Fetch-Mode`).
    pub(super) is_fetch: bool,
    /// How many bytes of a form follow, if one follows and says so.
    pub(super) form_length: Option<usize>,
}

/// Why bytes are no request head.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Malformed {
    /// Not HTTP/1.1, or not readable at all.
    Syntax,
    /// There is no Host header, or more than one.
    Host,
}

/// Returns how many bytes the head has, its empty line included, once it is complete.
pub(super) fn length(bytes: &[u8]) -> Option<usize> {
    bytes.windows(4).position(|window| window == b"\r\n\r\n").map(|start| start + 4)
}

/// Parses a complete head.
pub(super) fn parse(bytes: &[u8]) -> Result<Head, Malformed> {
    let text = std::str::from_utf8(bytes).map_err(|_| Malformed::Syntax)?;
    let text = text.strip_suffix("\r\n\r\n").ok_or(Malformed::Syntax)?;
    let mut lines = text.split("\r\n");
    let mut first = lines.next().unwrap_or_default().split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1"), None) =
        (first.next(), first.next(), first.next(), first.next())
    else {
        return Err(Malformed::Syntax);
    };
    let is_token = |text: &str| {
        !text.is_empty()
            && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_!#$%&'*+.^`|~".contains(&byte))
    };
    let printable = target.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_token(method) || !target.starts_with('/') || !printable || target.contains('#') {
        return Err(Malformed::Syntax);
    }
    let mut hosts = Vec::new();
    let mut lengths = Vec::new();
    let mut origins = Vec::new();
    let mut is_fetch = false;
    let mut is_form = false;
    for line in lines {
        let (name, value) = line.split_once(':').ok_or(Malformed::Syntax)?;
        if !is_token(name) || value.bytes().any(|byte| byte.is_ascii_control() && byte != b'\t') {
            return Err(Malformed::Syntax);
        }
        if name.eq_ignore_ascii_case("host") {
            hosts.push(value.trim_matches([' ', '\t']));
        } else if name.eq_ignore_ascii_case("origin") {
            origins.push(value.trim_matches([' ', '\t']));
        } else if name.eq_ignore_ascii_case("sec-fetch-mode") {
            is_fetch |= !value.trim().eq_ignore_ascii_case("navigate");
        } else if name.eq_ignore_ascii_case("content-length") {
            lengths.push(value.trim_matches([' ', '\t']));
        } else if name.eq_ignore_ascii_case("content-type") {
            let (kind, _) = value.split_once(';').unwrap_or((value, ""));
            is_form = kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded");
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            // Two ways of telling a body's length are how requests are smuggled; a browser sends a form with a length.
            return Err(Malformed::Syntax);
        }
    }
    let [host] = hosts.as_slice() else { return Err(Malformed::Host) };
    let form_length = match lengths.as_slice() {
        [] => None,
        [length] if !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit()) => {
            // A number that does not fit is too large for any form.
            Some(length.parse().unwrap_or(usize::MAX))
        }
        _ => return Err(Malformed::Syntax),
    };
    let origin = match origins.as_slice() {
        [] => None,
        [origin] => Some((*origin).to_owned()),
        _ => return Err(Malformed::Syntax),
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    Ok(Head {
        method: method.to_owned(),
        path: path.to_owned(),
        query: query.to_owned(),
        host: (*host).to_owned(),
        origin,
        is_fetch,
        form_length: form_length.filter(|_| is_form),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_browsers_request_is_read() {
        let head =
            parse(b"GET /p/a?code=1&state=2 HTTP/1.1\r\nHost: 127.0.0.1:9\r\nAccept: */*\r\n\r\n").unwrap();
        assert_eq!((head.method.as_str(), head.path.as_str()), ("GET", "/p/a"));
        assert_eq!((head.query.as_str(), head.host.as_str()), ("code=1&state=2", "127.0.0.1:9"));
    }

    #[test]
    fn what_is_not_exactly_a_request_is_refused() {
        for (bytes, why) in [
            ("GET / HTTP/1.0\r\nHost: a\r\n\r\n", Malformed::Syntax),
            ("GET /  HTTP/1.1\r\nHost: a\r\n\r\n", Malformed::Syntax),
            ("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n", Malformed::Syntax),
            ("GET /#x HTTP/1.1\r\nHost: a\r\n\r\n", Malformed::Syntax),
            ("GET / HTTP/1.1\nHost: a\n\n", Malformed::Syntax),
            ("GET / HTTP/1.1\r\nHost : a\r\n\r\n", Malformed::Syntax),
            ("GET / HTTP/1.1\r\n folded\r\nHost: a\r\n\r\n", Malformed::Syntax),
            ("GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", Malformed::Syntax),
            (
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
                Malformed::Syntax,
            ),
            ("GET / HTTP/1.1\r\nHost: a\r\nOrigin: null\r\nOrigin: null\r\n\r\n", Malformed::Syntax),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", Malformed::Syntax),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", Malformed::Syntax),
            ("GET / HTTP/1.1\r\nAccept: */*\r\n\r\n", Malformed::Host),
            ("GET / HTTP/1.1\r\nHost: a\r\nHOST: a\r\n\r\n", Malformed::Host),
        ] {
            assert_eq!(parse(bytes.as_bytes()), Err(why), "{bytes:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_without_a_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = parse(&bytes);
            prop_assert!(length(&bytes).is_none_or(|n| n <= bytes.len()));
        }

        #[test]
        fn path_query_and_host_come_back_as_they_were_sent(
            path in "/[a-zA-Z0-9/_-]{0,40}", query in "[a-zA-Z0-9&=%_-]{0,40}", host in "[a-z0-9.:]{1,30}"
        ) {
            let head = parse(format!("GET {path}?{query} HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes()).unwrap();
            let method = "GET".to_owned();
            prop_assert_eq!(head, Head { method, path, query, host, origin: None, is_fetch: false, form_length: None });
        }
    }
}
