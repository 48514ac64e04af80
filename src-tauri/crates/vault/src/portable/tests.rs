//! What opens, what does not, and that stock `age` agrees.

use std::process::{Command, Stdio};

use proptest::prelude::*;

use super::*;

/// Its last character is another one, so that its checksum is wrong.
const MISTYPED: &str = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEY";
const PASSPHRASE: &str = "correct horse battery staple";
/// Cheap enough for a test that does not ask what a passphrase costs.
const CHEAP: u8 = 4;
const LIMIT: usize = 1 << 20;

fn passphrase(text: &str) -> Opener {
    Opener::Passphrase(SecretString::from(text))
}

fn identities(text: &str) -> Opener {
    Opener::Identities(Identities::parse(&SecretString::from(text)).unwrap())
}

fn key() -> (String, Recipient) {
    let key = age::x25519::Identity::generate();
    (key.to_string().expose_secret().to_owned(), Recipient(key.to_public()))
}

fn sealed_cheaply(plain: &[u8]) -> Vec<u8> {
    seal_at(plain, &SecretString::from(PASSPHRASE), CHEAP).unwrap()
}

fn opened(file: &[u8], opener: &Opener) -> Result<Vec<u8>, PortableError> {
    open_portable(file, opener, LIMIT).map(|plain| plain.to_vec())
}

#[test]
fn a_file_opens_with_its_passphrase_and_says_what_it_wants() {
    let file = sealed_cheaply(b"drafts");
    assert_eq!(portable_wants(&file), Ok(Some(Wants::Passphrase)));
    assert_eq!(opened(&file, &passphrase(PASSPHRASE)).unwrap(), b"drafts");
    assert_eq!(opened(&file, &passphrase("another passphrase")), Err(PortableError::WrongKey));
    let (key, _) = key();
    assert_eq!(opened(&file, &identities(&key)), Err(PortableError::WrongWay(Wants::Passphrase)));
}

#[test]
fn a_file_opens_with_the_key_of_each_recipient_and_no_other() {
    let ((one, to_one), (two, to_two), (other, _)) = (key(), key(), key());
    let file = seal_portable(b"drafts", &Protection::Recipients(vec![to_one, to_two])).unwrap();
    assert_eq!(portable_wants(&file), Ok(Some(Wants::Identity)));
    for key in [one, two.clone(), format!("# a comment\r\n\r\n{other}\r\n{two}\r\n")] {
        assert_eq!(opened(&file, &identities(&key)).unwrap(), b"drafts");
    }
    assert_eq!(opened(&file, &identities(&other)), Err(PortableError::WrongKey));
    assert_eq!(opened(&file, &passphrase(PASSPHRASE)), Err(PortableError::WrongWay(Wants::Identity)));
    let nobody = Protection::Recipients(Vec::new());
    assert_eq!(seal_portable(b"drafts", &nobody), Err(PortableError::NoRecipient));
}

#[test]
fn what_is_written_costs_what_it_says_and_a_weak_passphrase_is_refused() {
    let protection = Protection::Passphrase(SecretString::from(PASSPHRASE));
    let file = seal_portable(b"drafts", &protection).unwrap();
    let header = String::from_utf8_lossy(&file[..100]).into_owned();
    let line = header.lines().nth(1).unwrap();
    assert!(line.starts_with("-> scrypt ") && line.ends_with(" 18"), "{line}");
    let weak = Protection::Passphrase(SecretString::from("short"));
    assert!(matches!(seal_portable(b"drafts", &weak), Err(PortableError::Weak(_))));
}

#[test]
fn a_passphrase_that_would_cost_too_much_is_refused_before_it_is_tried() {
    let dear = |work: &str| {
        let mut file = sealed_cheaply(b"drafts");
        let at = file.windows(3).position(|window| window == b" 4\n").unwrap();
        file.splice(at + 1..at + 2, work.bytes());
        opened(&file, &passphrase(PASSPHRASE))
    };
    for (work, required) in [("23", 23), ("30", 30), ("63", 63)] {
        assert_eq!(dear(work), Err(PortableError::TooCostly { required, most: 22 }), "{work}");
    }
    // What no number of the format is says nothing about cost.
    for work in ["0", "64", "999", "-1", "04", "+4", "4a", ""] {
        assert!(
            matches!(
                dear(work),
                Err(PortableError::Damaged | PortableError::TooCostly { .. } | PortableError::WrongKey)
            ),
            "{work:?}: {:?}",
            dear(work)
        );
    }
}

/// A way to spoil a file, with its name.
type Spoil = (&'static str, fn(Vec<u8>) -> Vec<u8>);

#[test]
fn a_malformed_file_is_refused_whole() {
    let spoils: [Spoil; 14] = [
        ("empty", |_| Vec::new()),
        ("only the first line", |file| file[..22].to_vec()),
        ("another version", |file| [b"age-encryption.org/v2".as_slice(), &file[21..]].concat()),
        ("carriage returns", |file| [&file[..21], b"\r", &file[21..]].concat()),
        ("no stanza", |file| {
            let mac = file.windows(4).position(|window| window == b"--- ").unwrap();
            [&file[..22], &file[mac..]].concat()
        }),
        ("two stanzas of scrypt", |file| {
            let mac = file.windows(4).position(|window| window == b"--- ").unwrap();
            [&file[..mac], &file[22..]].concat()
        }),
        ("a stanza with one argument more", |mut file| {
            let end = file.windows(3).position(|window| window == b" 4\n").unwrap() + 2;
            file.splice(end..end, *b" x");
            file
        }),
        ("a changed MAC", |mut file| {
            let mac = file.windows(4).position(|window| window == b"--- ").unwrap() + 6;
            file[mac] = if file[mac] == b'A' { b'B' } else { b'A' };
            file
        }),
        ("no MAC", |file| {
            let mac = file.windows(4).position(|window| window == b"--- ").unwrap();
            file[..mac].to_vec()
        }),
        ("no payload", |file| {
            let mac = file.windows(4).position(|window| window == b"--- ").unwrap();
            let end = mac + file[mac..].iter().position(|byte| *byte == b'\n').unwrap() + 1;
            file[..end].to_vec()
        }),
        ("cut by one byte", |file| file[..file.len() - 1].to_vec()),
        ("one byte more", |file| [&file[..], b"x"].concat()),
        ("another last byte", |mut file| {
            *file.last_mut().unwrap() ^= 1;
            file
        }),
        ("the payload twice", |file| [&file[..], &file[file.len() - 40..]].concat()),
    ];
    for (name, spoil) in spoils {
        let file = spoil(sealed_cheaply(b"what is inside"));
        let error = opened(&file, &passphrase(PASSPHRASE)).unwrap_err();
        assert!(matches!(error, PortableError::Damaged | PortableError::WrongWay(_)), "{name}: {error:?}");
    }
}

#[test]
fn no_more_is_read_than_was_allowed() {
    let file = sealed_cheaply(&[b'a'; 1000]);
    assert_eq!(open_portable(&file, &passphrase(PASSPHRASE), 1000).unwrap().len(), 1000);
    let error = open_portable(&file, &passphrase(PASSPHRASE), 999).unwrap_err();
    assert_eq!(error, PortableError::TooLarge { limit: 999 });
}

#[test]
fn what_is_no_age_file_is_told_from_a_damaged_one() {
    assert_eq!(portable_wants(b"{}"), Ok(None));
    assert_eq!(portable_wants(b""), Ok(None));
    assert_eq!(portable_wants(b"age-encryption.org/v1\nnothing"), Err(PortableError::Damaged));
    assert_eq!(portable_wants(b"-----BEGIN AGE ENCRYPTED FILE-----\n!\n"), Err(PortableError::Damaged));
}

#[test]
fn recipients_and_identities_are_read_strictly() {
    let (key, Recipient(recipient)) = key();
    assert!(Recipient::parse(&format!(" {recipient}\n")).is_ok());
    let wrong = ["", "age1", "age1qqqq", "ssh-ed25519 AAAA", &key, &recipient.to_string()[..40]];
    for text in wrong {
        assert_eq!(Recipient::parse(text).err(), Some(PortableError::NotARecipient));
    }
    let recipient = recipient.to_string();
    for text in ["", "# nothing\n", MISTYPED, recipient.as_str(), &format!("{key}\nwhat is this")] {
        let error = Identities::parse(&SecretString::from(text)).err();
        assert_eq!(error, Some(PortableError::NotAnIdentity), "{text}");
    }
}

#[test]
fn a_digest_is_that_of_the_world() {
    // NIST's vector for "abc".
    let expected = "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    assert_eq!(digest(b"abc"), expected);
}

proptest! {
    #[test]
    fn what_was_sealed_opens_and_any_flipped_bit_is_noticed(plain in prop::collection::vec(any::<u8>(), 0..200), at in any::<prop::sample::Index>(), bit in 0..8_u32) {
        let (key, recipient) = key();
        let file = seal_portable(&plain, &Protection::Recipients(vec![recipient])).unwrap();
        prop_assert_eq!(&opened(&file, &identities(&key)).unwrap(), &plain);
        let mut spoiled = file;
        let place = at.index(spoiled.len());
        spoiled[place] ^= 1_u8 << bit;
        prop_assert!(opened(&spoiled, &identities(&key)).is_err(), "byte {}", place);
    }

    #[test]
    fn arbitrary_bytes_are_refused_without_a_fuss(bytes in prop::collection::vec(any::<u8>(), 0..300), is_age in any::<bool>()) {
        let start: &[u8] = if is_age { b"age-encryption.org/v1\n-> scrypt " } else { b"" };
        let file = [start, &bytes].concat();
        let _ = portable_wants(&file);
        prop_assert!(opened(&file, &passphrase(PASSPHRASE)).is_err());
    }
}

/// Runs stock `age` where it is installed (`cargo xtask setup` does). Returns what it wrote.
fn age(arguments: &[&str], input: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new("age")
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    child.stdin.take().unwrap().write_all(input).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(output.stdout)
}

/// Made by Debian's age 1.1.1: `age --passphrase --armor`. That asks in a terminal, which a test does not have.
const MADE_BY_AGE: &[u8] = include_bytes!("../../tests/golden/passphrase.age");

#[test]
fn a_file_that_stock_age_sealed_with_a_passphrase_opens() {
    assert_eq!(portable_wants(MADE_BY_AGE), Ok(Some(Wants::Passphrase)));
    assert_eq!(opened(MADE_BY_AGE, &passphrase(PASSPHRASE)).unwrap(), b"made by age 1.1.1\n");
    assert_eq!(opened(MADE_BY_AGE, &passphrase("another passphrase")), Err(PortableError::WrongKey));
}

#[test]
fn stock_age_opens_what_is_sealed_here_and_the_other_way_round() {
    let folder = tempfile::tempdir().unwrap();
    let (key, Recipient(recipient)) = key();
    let path = folder.path().join("key.txt");
    std::fs::write(&path, &key).unwrap();
    let plain = "草稿 and more\n".repeat(10_000).into_bytes();
    let to = Protection::Recipients(vec![Recipient(recipient.clone())]);
    let file = seal_portable(&plain, &to).unwrap();
    let Some(opened_there) = age(&["--decrypt", "--identity", path.to_str().unwrap()], &file) else {
        return;
    };
    assert_eq!(opened_there, plain);
    let recipient = recipient.to_string();
    for armor in [&[][..], &["--armor"]] {
        let file = age(&[&["--recipient", recipient.as_str()], armor].concat(), &plain).unwrap();
        assert_eq!(portable_wants(&file), Ok(Some(Wants::Identity)));
        assert_eq!(opened(&file, &identities(&key)).unwrap(), plain, "{armor:?}");
    }
}
