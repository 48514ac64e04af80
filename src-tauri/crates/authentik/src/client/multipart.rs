//! A form with one file, as a browser sends it (RFC 7578).

use sha2::{Digest as _, Sha256};

/// A form that is ready to be sent.
pub(super) struct Form {
    pub(super) content_type: String,
    pub(super) body: Vec<u8>,
}

/// Makes a form with the field `file`. The boundary is made of the text's own hash, so it cannot be in the text but by a
/// collision of SHA-256.
pub(super) fn form(file_name: &str, text: &str) -> Form {
    let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(text.as_bytes()));
    let boundary = format!("source-desk-{}", hash.get(..40).unwrap_or(&hash));
    let body = format!(
        "--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{file_name}\"\r\n\
         Content-Type: application/yaml\r\n\r\n{text}\r\n--{boundary}--\r\n"
    );
    Form { content_type: format!("multipart/form-data; boundary={boundary}"), body: body.into_bytes() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_stands_between_the_boundaries_as_it_is() {
        let form = form("source-desk.yaml", "version: 1\n微信\n");
        let body = String::from_utf8(form.body).unwrap();
        let boundary = form.content_type.split_once("boundary=").unwrap().1;
        let (head, rest) = body.split_once("\r\n\r\n").unwrap();
        assert!(head.starts_with(&format!("--{boundary}\r\n")) && head.contains("name=\"file\""));
        assert_eq!(rest.strip_suffix(&format!("\r\n--{boundary}--\r\n")), Some("version: 1\n微信\n"));
    }
}
