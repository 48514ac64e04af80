//! The parts of a `multipart/form-data` body.

use crate::http::find;

/// A part.
pub(crate) struct Part {
    pub(crate) name: String,
    pub(crate) body: Vec<u8>,
}

/// Returns the boundary that a content type names; none if it is not of this kind.
pub(crate) fn boundary(content_type: &str) -> Option<String> {
    let mut pieces = content_type.split(';').map(str::trim);
    if !pieces.next()?.eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    pieces.find_map(|piece| piece.strip_prefix("boundary=")).map(|text| text.trim_matches('"').to_owned())
}

/// Returns the parts; none if the body is not made of such.
pub(crate) fn parts(body: &[u8], boundary: &str) -> Option<Vec<Part>> {
    let line = format!("--{boundary}");
    let mut rest = body.get(find(body, line.as_bytes())? + line.len()..)?;
    let mut parts = Vec::new();
    let end = format!("\r\n{line}");
    while !rest.starts_with(b"--") {
        rest = rest.strip_prefix(b"\r\n")?;
        let head_end = find(rest, b"\r\n\r\n")?;
        let head = std::str::from_utf8(rest.get(..head_end)?).ok()?;
        rest = rest.get(head_end + 4..)?;
        let length = find(rest, end.as_bytes())?;
        parts.push(Part { name: name(head)?, body: rest.get(..length)?.to_vec() });
        rest = rest.get(length + end.len()..)?;
    }
    Some(parts)
}

fn name(head: &str) -> Option<String> {
    let is_it = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
    let line = head.split("\r\n").find(is_it)?;
    let mut pieces = line.split(';').map(str::trim);
    pieces.find_map(|piece| piece.strip_prefix("name=")).map(|text| text.trim_matches('"').to_owned())
}
