//! Just enough HTTP/1.1 to be a server whose connections can be broken anywhere, which no HTTP library lets one do.

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 64 * 1024;
/// The longest body of a request, in bytes.
const LONGEST_BODY: usize = 32 * 1024 * 1024;

/// A request.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    /// The path as it was sent, without the query.
    pub(crate) path: String,
    /// The query as it was sent, without the question mark.
    pub(crate) query: String,
    /// Header names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Returns the path, decoded; none if what it decodes to is no text.
    pub(crate) fn decoded_path(&self) -> Option<String> {
        let mut bytes = Vec::new();
        let mut rest = self.path.as_bytes();
        while let Some((first, behind)) = rest.split_first() {
            let digits = behind.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                Some(byte) if *first == b'%' => {
                    bytes.push(byte);
                    rest = behind.get(2..).unwrap_or_default();
                }
                _ => {
                    bytes.push(*first);
                    rest = behind;
                }
            }
        }
        String::from_utf8(bytes).ok()
    }

    /// Returns the pairs of the query, decoded.
    pub(crate) fn query_pairs(&self) -> Vec<(String, String)> {
        url::form_urlencoded::parse(self.query.as_bytes()).into_owned().collect()
    }

    /// Returns a value of the query, decoded.
    pub(crate) fn query_value(&self, name: &str) -> Option<String> {
        self.query_pairs().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// Returns the address under which the client sees the server, as Django makes it: `http://HOST`.
    pub(crate) fn origin(&self) -> String {
        let scheme = self.header("x-forwarded-proto").unwrap_or("http");
        format!("{scheme}://{}", self.header("host").unwrap_or("127.0.0.1"))
    }
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(status: u16, body: &serde_json::Value) -> Reply {
        Reply::text(status, "application/json", body.to_string())
    }

    pub(crate) fn text(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Reply {
        let headers = vec![("content-type".to_owned(), content_type.to_owned())];
        Reply { status, headers, body: body.into() }
    }

    /// `{"detail": …}`, which is how Django REST framework says what is wrong with a request as a whole.
    pub(crate) fn detail(status: u16, detail: &str) -> Reply {
        Reply::json(status, &serde_json::json!({ "detail": detail }))
    }

    pub(crate) fn no_content() -> Reply {
        Reply { status: 204, ..Reply::default() }
    }

    pub(crate) fn redirect(to: &str) -> Reply {
        Reply::text(302, "text/html; charset=utf-8", "").with("location", to)
    }

    /// The page of what does not exist.
    pub(crate) fn no_page() -> Reply {
        Reply::text(
            404,
            "text/html; charset=utf-8",
            "\n<!DOCTYPE html>\n<html lang=\"en\">Not Found</html>\n",
        )
    }

    /// What a crash looks like on any method but GET: the error view allows GET only (recorded).
    pub(crate) fn crash() -> Reply {
        Reply::text(405, "text/html; charset=utf-8", "").with("allow", "GET, HEAD, OPTIONS")
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Reply {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Returns the answer as it goes over the wire.
    pub(crate) fn bytes(&self, has_body: bool) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        for (name, value) in &self.headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        if self.status != 204 {
            head.push_str(&format!("content-length: {}\r\n", self.body.len()));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        if has_body {
            bytes.extend_from_slice(&self.body);
        }
        bytes
    }
}

fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        201 => "Created",
        204 => "No Content",
        302 => "Found",
        400 => "Bad Request",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        415 => "Unsupported Media Type",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "Unnamed",
    }
}

/// Reads a request. None if the connection ended, or what came is no request that this server takes.
pub(crate) async fn read_request(stream: &mut TcpStream, kept: &mut Vec<u8>) -> Option<Request> {
    let head_end = loop {
        if let Some(at) = find(kept, b"\r\n\r\n") {
            break at;
        }
        if kept.len() > LONGEST_HEAD {
            return None;
        }
        read_more(stream, kept).await?;
    };
    let head = String::from_utf8(kept.get(..head_end)?.to_vec()).ok()?;
    kept.drain(..head_end + 4);
    let mut lines = head.split("\r\n");
    let mut words = lines.next()?.split(' ');
    let (method, target) = (words.next()?.to_owned(), words.next()?);
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim_matches([' ', '\t']).to_owned()))
        .collect();
    let mut request =
        Request { method, path: path.to_owned(), query: query.to_owned(), headers, body: Vec::new() };
    if request.header("expect").is_some() {
        stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").await.ok()?;
    }
    if request.header("transfer-encoding").is_some_and(|coding| coding.eq_ignore_ascii_case("chunked")) {
        request.body = read_chunks(stream, kept).await?;
        return Some(request);
    }
    let length = match request.header("content-length") {
        Some(length) => length.parse::<usize>().ok()?,
        None => 0,
    };
    if length > LONGEST_BODY {
        return None;
    }
    while kept.len() < length {
        read_more(stream, kept).await?;
    }
    request.body = kept.drain(..length).collect();
    Some(request)
}

async fn read_chunks(stream: &mut TcpStream, kept: &mut Vec<u8>) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let line_end = loop {
            if let Some(at) = find(kept, b"\r\n") {
                break at;
            }
            read_more(stream, kept).await?;
        };
        let line = String::from_utf8(kept.get(..line_end)?.to_vec()).ok()?;
        let size = usize::from_str_radix(line.split(';').next()?.trim(), 16).ok()?;
        if body.len() + size > LONGEST_BODY {
            return None;
        }
        let whole = line_end + 2 + size + 2;
        while kept.len() < whole {
            read_more(stream, kept).await?;
        }
        body.extend_from_slice(kept.get(line_end + 2..line_end + 2 + size)?);
        kept.drain(..whole);
        if size == 0 {
            return Some(body);
        }
    }
}

async fn read_more(stream: &mut TcpStream, kept: &mut Vec<u8>) -> Option<()> {
    let mut piece = [0_u8; 16 * 1024];
    let n_bytes = stream.read(&mut piece).await.ok()?;
    kept.extend_from_slice(piece.get(..n_bytes)?);
    (n_bytes > 0).then_some(())
}

pub(crate) fn find(bytes: &[u8], what: &[u8]) -> Option<usize> {
    bytes.windows(what.len()).position(|window| window == what)
}
