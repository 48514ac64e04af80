//! The one certificate that is believed for a server: how a person writes its fingerprint, and what is told when it, or any
//! trust, is missing.

use desk_authentik::ServerAddress;
use desk_network::{Fingerprint, NetworkError, PresentedCertificate};

use crate::problem::Problem;

/// How many characters of a text that is no fingerprint are repeated.
const LONGEST_SHOWN: usize = 80;

/// Reads a pin for a server, as a person writes it; none if there is nothing.
///
/// # Errors
///
/// `server-pin-invalid`; `server-pin-http` for a server that shows no certificate.
pub(super) fn read_pin(text: &str, address: &ServerAddress) -> Result<Option<Fingerprint>, Problem> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let shown = || text.chars().filter(|character| !character.is_control()).take(LONGEST_SHOWN);
    let pin = text.parse().map_err(|_| Problem::about("server-pin-invalid", shown().collect::<String>()))?;
    // Without TLS nothing would ever be compared with it.
    if !address.origin().starts_with("https:") {
        return Err(Problem::about("server-pin-http", address.host_and_port()));
    }
    Ok(Some(pin))
}

/// Adds to a problem what a certificate says of itself, so that a person can compare it and pin it.
pub(super) fn about_certificate(
    problem: Problem,
    error: NetworkError,
    certificate: &PresentedCertificate,
) -> Problem {
    problem
        .with("reason", error.code())
        .with("certificate", &certificate.subject)
        .with("names", certificate.names.join(", "))
        .with("issuer", &certificate.issuer)
        .with("first", &certificate.first_day)
        .with("last", &certificate.last_day)
        .with("fingerprint", certificate.fingerprint.to_string())
        .with("inspection", if certificate.is_like_inspection { "yes" } else { "no" })
}

impl Problem {
    /// Says which server a problem is about, as a word of a command, where the words name one.
    pub(super) fn at_server(self, name: &str) -> Problem {
        match self.code.as_str() {
            "server-certificate-untrusted" | "server-certificate-changed" => {
                self.with("server", shell_word(name))
            }
            _ => self,
        }
    }
}

/// Writes a text as one word for a shell: in quotation marks where it has to be, and in single ones where a shell would act
/// on what stands in double ones.
fn shell_word(text: &str) -> String {
    let is_plain = |character: char| character.is_alphanumeric() || "-_.".contains(character);
    let is_quiet = |character: char| is_plain(character) || " ()+,=@/:".contains(character);
    if text.chars().all(is_plain) {
        text.to_owned()
    } else if text.chars().all(is_quiet) {
        format!("\"{text}\"")
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DIGITS: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn read(text: &str, url: &str) -> Result<Option<String>, Problem> {
        read_pin(text, &ServerAddress::parse(url).unwrap()).map(|pin| pin.map(|pin| pin.to_string()))
    }

    #[test]
    fn a_pin_is_read_as_people_write_it_and_refused_where_it_would_mean_nothing() {
        let url = "https://auth.example.com";
        assert_eq!(read("  ", url), Ok(None));
        assert_eq!(
            read(&format!(" SHA256:{}\n", DIGITS.to_uppercase()), url),
            Ok(Some(format!("sha256:{DIGITS}")))
        );
        let refused = read(&"x\u{7}".repeat(300), url).unwrap_err();
        assert_eq!(
            (refused.code.as_str(), refused.subject),
            ("server-pin-invalid", Some("x".repeat(LONGEST_SHOWN)))
        );
        assert_eq!(read(DIGITS, "http://127.0.0.1:9000").unwrap_err().code, "server-pin-http");
        assert_eq!(read("", "http://127.0.0.1:9000"), Ok(None));
    }

    #[test]
    fn a_name_in_a_command_is_one_word() {
        for (name, expected) in [
            ("live", "live"),
            ("生产-1", "生产-1"),
            ("my server", "\"my server\""),
            ("a$(b)", "'a$(b)'"),
            ("it's", "'it'\\''s'"),
        ] {
            assert_eq!(shell_word(name), expected);
        }
    }
}
