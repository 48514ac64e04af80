//! Files that are no text, no YAML or no blueprint.

use crate::Verdict::{Harmless, NotABlueprint, NotUtf8, NotYaml, TooDeep, TooLarge};
use crate::{LIMIT, Row, repeated, source_with};

pub(crate) const FILES: &[Row] = &[
    ("empty", NotABlueprint, Vec::new),
    ("only-a-byte-order-mark", NotABlueprint, || "\u{feff}".into()),
    ("line-breaks", NotABlueprint, || repeated("\n", LIMIT).into_bytes()),
    ("carriage-returns", NotABlueprint, || repeated("\r", LIMIT).into_bytes()),
    ("comments", NotABlueprint, || repeated("#\n", LIMIT).into_bytes()),
    ("one-comment", NotABlueprint, || repeated("#", LIMIT).into_bytes()),
    ("spaces", NotABlueprint, || repeated(" ", LIMIT).into_bytes()),
    ("tabs", NotABlueprint, || repeated("\t", LIMIT).into_bytes()),
    ("a-tab-for-indentation", NotYaml, || {
        b"version: 1\nentries:\n\t- model: a.b\n\t  identifiers: {}\n\tx: y\n".to_vec()
    }),
    ("documents", NotABlueprint, || repeated("---\na: 1\n", LIMIT).into_bytes()),
    ("empty-documents", NotABlueprint, || repeated("---\n", LIMIT).into_bytes()),
    ("document-ends", NotABlueprint, || repeated("...\n", LIMIT).into_bytes()),
    ("directives", NotYaml, || repeated("%YAML 1.1\n", LIMIT).into_bytes()),
    ("reserved-directives", NotYaml, || repeated("%a b\n", LIMIT).into_bytes()),
    ("a-zero-byte", NotYaml, || b"version: 1\nentries: []\nx: a\0b\n".to_vec()),
    ("zero-bytes", NotYaml, || vec![0; LIMIT]),
    ("a-zero-byte-at-the-end", NotYaml, || b"version: 1\nentries: []\n\0".to_vec()),
    ("an-escape-character", NotYaml, || b"version: 1\nx: \x1b[31m\n".to_vec()),
    ("a-bell", NotYaml, || b"\x07version: 1\n".to_vec()),
    ("byte-order-marks", NotABlueprint, || repeated("\u{feff}", 1 << 20).into_bytes()),
    ("utf-16", NotUtf8, || {
        let units = "\u{feff}version: 1\nentries: []\n".encode_utf16();
        units.flat_map(u16::to_le_bytes).collect()
    }),
    ("gbk", NotUtf8, || {
        [b"version: 1\nmetadata: {name: ".as_slice(), &[0xce, 0xa2, 0xd0, 0xc5], b"}\n"].concat()
    }),
    ("overlong-utf-8", NotUtf8, || b"version: 1\nx: \xc0\x80\n".to_vec()),
    ("a-surrogate-in-utf-8", NotUtf8, || b"version: 1\nx: \xed\xa0\x80\n".to_vec()),
    ("half-a-character-at-the-end", NotUtf8, || b"version: 1\nx: \xe5\xbe".to_vec()),
    ("a-program", NotUtf8, || [b"\x7fELF\x02\x01\x01\0".as_slice(), &[0xff; 4096]].concat()),
    ("a-quote-never-closed", NotYaml, || {
        format!("version: 1\nx: \"{}", repeated("a ", LIMIT - 64)).into_bytes()
    }),
    ("a-bracket-never-closed", TooLarge, || {
        format!("version: 1\nx: [{}", repeated("a, ", LIMIT - 64)).into_bytes()
    }),
    ("a-bracket-too-many", NotYaml, || b"version: 1\nx: [a]]\n".to_vec()),
    ("commas", NotYaml, || format!("x: [{}]\n", repeated(",", LIMIT - 64)).into_bytes()),
    ("colons", TooDeep, || repeated(": ", LIMIT).into_bytes()),
    ("percent-signs", NotYaml, || repeated("%", LIMIT).into_bytes()),
    ("exclamation-marks", NotYaml, || repeated("! ", LIMIT).into_bytes()),
    ("ampersands", NotABlueprint, || repeated("&", LIMIT).into_bytes()),
    ("an-escape-that-is-none", NotYaml, || br#"x: "\q""#.to_vec()),
    ("an-escape-beyond-unicode", NotYaml, || br#"x: "\UFFFFFFFF""#.to_vec()),
    ("an-unknown-tag-handle", NotYaml, || b"x: !nobody!y z\n".to_vec()),
    ("a-list-as-key", NotYaml, || b"? [a, b]\n: c\n".to_vec()),
    ("a-merge-key-with-a-text", NotYaml, || b"<<: a\n".to_vec()),
    ("only-a-text", NotABlueprint, || b"hello\n".to_vec()),
    ("a-list", NotABlueprint, || b"- a\n".to_vec()),
    ("another-version", NotABlueprint, || b"version: 2\n".to_vec()),
    ("entries-that-are-a-text", NotABlueprint, || b"entries: all\n".to_vec()),
    ("an-entry-without-a-model", NotABlueprint, || b"entries:\n- identifiers: {}\n".to_vec()),
    ("right-to-left-marks", Harmless, || source_with("    icon: \"\u{202e}gnp.exe\u{2066}\"\n")),
    ("escapes-for-a-terminal", Harmless, || source_with("    icon: \"\\e]0;x\\a\\e[2J\"\n")),
];
