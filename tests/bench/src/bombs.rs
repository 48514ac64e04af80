//! Files that are far larger than they look: aliases, anchors, merge keys, depth.

use std::fmt::Write as _;

use crate::Verdict::{Harmless, NotYaml, TooDeep, TooLarge, TooManyAliases};
use crate::{HEAD, Row, repeated, source_with};

pub(crate) const FILES: &[Row] = &[
    ("billion-laughs-lists", TooManyAliases, || laughs(|items| format!("[{}]", items.join(", ")))),
    ("billion-laughs-mappings", TooManyAliases, || {
        laughs(|items| {
            let pairs: Vec<_> = items.iter().enumerate().map(|(at, item)| format!("k{at}: {item}")).collect();
            format!("{{{}}}", pairs.join(", "))
        })
    }),
    ("billion-laughs-tagged", TooManyAliases, || laughs(|items| format!("!Find [{}]", items.join(", ")))),
    ("long-text-aliased", TooManyAliases, || {
        format!("a: &a {}\nb: [{}]\n", "x".repeat(1 << 20), "*a, ".repeat(900)).into_bytes()
    }),
    ("quadratic-text", TooManyAliases, || {
        format!("a: &a {}\nb: [{}]\n", "x".repeat(100_000), "*a, ".repeat(999)).into_bytes()
    }),
    ("one-alias-too-many", TooManyAliases, || {
        format!("a: &a x\nb: [{}]\n", "*a, ".repeat(1_001)).into_bytes()
    }),
    ("a-million-aliases", TooManyAliases, || {
        format!("a: &a x\nb: [{}]\n", "*a, ".repeat(1_000_000)).into_bytes()
    }),
    ("as-many-aliases-as-are-read", Harmless, || {
        format!("a: &a x\nb: [{}]\n", "*a, ".repeat(1_000)).into_bytes()
    }),
    ("anchors-without-aliases", TooManyAliases, || {
        let mut text = String::new();
        for number in 0..200_000 {
            let _ = writeln!(text, "- &a{number} x");
        }
        text.into_bytes()
    }),
    ("anchors-within-anchors", TooManyAliases, || {
        let mut text = "a: ".to_owned();
        for level in 0..60 {
            let _ = write!(text, "&a{level} [");
        }
        text.push_str(&"x, ".repeat(100_000));
        text.push_str(&"]".repeat(60));
        text.into_bytes()
    }),
    ("one-anchor-many-names", NotYaml, || format!("a: {}x\n", "&a ".repeat(1_000_000)).into_bytes()),
    ("a-list-in-itself", NotYaml, || b"a: &a [*a]\n".to_vec()),
    ("a-mapping-in-itself", NotYaml, || b"a: &a\n  b: *a\n".to_vec()),
    ("two-in-each-other", NotYaml, || b"a: &a {b: *b}\nb: &b {a: *a}\n".to_vec()),
    ("a-mapping-merged-into-itself", NotYaml, || b"a: &a {<<: *a}\n".to_vec()),
    ("an-alias-before-its-anchor", NotYaml, || b"a: *b\nb: &b x\n".to_vec()),
    ("merge-keys-of-merge-keys", Harmless, || {
        let mut text = "m0: &m0 {a: 1, b: 2, c: 3}\n".to_owned();
        for level in 1..30 {
            let of = vec![format!("*m{}", level - 1); 10].join(", ");
            let _ = writeln!(text, "m{level}: &m{level} {{<<: [{of}], k{level}: x}}");
        }
        text.into_bytes()
    }),
    ("a-chain-of-merge-keys", TooManyAliases, || {
        let mut text = "m0: &m0 {a: 1}\n".to_owned();
        for level in 1..900 {
            let _ = writeln!(text, "m{level}: &m{level}\n  <<: *m{}\n  k{level}: x", level - 1);
        }
        text.into_bytes()
    }),
    ("a-wide-mapping-merged-often", TooManyAliases, || {
        let mut text = "m: &m\n".to_owned();
        for number in 0..1_000 {
            let _ = writeln!(text, "  k{number}: x");
        }
        text.push_str("all:\n");
        text.push_str(&"- <<: *m\n".repeat(1_000));
        text.into_bytes()
    }),
    ("sources-that-share-everything", TooManyAliases, || {
        let mut text = String::from_utf8_lossy(&source_with("    unknown: &u\n")).into_owned();
        for number in 0..2_000 {
            let _ = writeln!(text, "      k{number}: v");
        }
        for number in 0..500 {
            let _ = writeln!(text, "- {{model: a.b, identifiers: {{slug: s{number}}}, attrs: {{x: *u}}}}");
        }
        text.into_bytes()
    }),
    ("one-mapping-used-by-all", TooLarge, || {
        // Not an alias, but the same trick with `!KeyOf`: a draft carries the expressions that it uses.
        let mut text = format!(
            "{HEAD}- model: authentik_sources_oauth.oauthsourcepropertymapping\n  id: m\n  identifiers: {{name: m}}\n  attrs:\n    expression: |\n      # {}\n      return {{}}\n",
            "x".repeat(1 << 20)
        );
        for number in 0..1_000 {
            let _ = writeln!(
                text,
                "- model: authentik_sources_oauth.oauthsource\n  identifiers: {{slug: s{number}}}\n  attrs: {{name: S, provider_type: wechat, user_property_mappings: [!KeyOf m]}}"
            );
        }
        text.into_bytes()
    }),
    ("one-mapping-used-often", Harmless, || {
        let list = "!KeyOf m, ".repeat(50_000);
        format!(
            "{HEAD}- model: authentik_sources_oauth.oauthsourcepropertymapping\n  id: m\n  identifiers: {{name: m}}\n  attrs: {{expression: 'return {{}} # {}'}}\n- model: authentik_sources_oauth.oauthsource\n  identifiers: {{slug: s}}\n  attrs: {{name: S, provider_type: wechat, user_property_mappings: [{list}]}}\n",
            "x".repeat(100_000)
        )
        .into_bytes()
    }),
    ("deep-lists-in-brackets", TooDeep, || nested("[", "]", 100_000)),
    ("deep-mappings-in-braces", TooDeep, || nested("{a: ", "}", 100_000)),
    ("deep-both", TooDeep, || nested("[{a: ", "}]", 50_000)),
    ("deep-tags", TooDeep, || nested("!If [", "]", 50_000)),
    ("deep-dashes", TooDeep, || format!("{}x\n", "- ".repeat(500_000)).into_bytes()),
    ("deep-question-marks", TooDeep, || format!("{}x\n", "? ".repeat(500_000)).into_bytes()),
    ("deep-dashes-and-question-marks", TooDeep, || format!("{}x\n", "- ? ".repeat(300_000)).into_bytes()),
    ("deep-indentation", TooDeep, || {
        let mut text = String::new();
        for level in 0..2_500 {
            let _ = writeln!(text, "{:level$}a:", "");
        }
        text.into_bytes()
    }),
    ("deep-and-never-closed", TooDeep, || repeated("[", 8_000_000).into_bytes()),
    ("one-level-too-deep", TooDeep, || nested("[", "]", 66)),
    ("as-deep-as-is-read", Harmless, || {
        format!("version: 1\nx: {}{}\n", "[".repeat(63), "]".repeat(63)).into_bytes()
    }),
    ("a-long-tag-by-a-short-name", TooLarge, || {
        let items = "- !e!x y\n".repeat(60_000);
        format!("%TAG !e! tag:example.com,2000:{}\n---\n{items}", "x".repeat(900)).into_bytes()
    }),
    ("a-directive-as-long-as-the-file", NotYaml, || {
        format!("%TAG !e! {}\n---\na\n", "x".repeat(7 << 20)).into_bytes()
    }),
];

/// Returns nine levels of ten aliases each.
fn laughs(level: impl Fn(&[String]) -> String) -> Vec<u8> {
    let mut text = "a0: &a0 lol\n".to_owned();
    for number in 1..10 {
        let items = vec![format!("*a{}", number - 1); 10];
        let _ = writeln!(text, "a{number}: &a{number} {}", level(&items));
    }
    text.into_bytes()
}

fn nested(open: &str, close: &str, n_levels: usize) -> Vec<u8> {
    format!("{}x{}\n", open.repeat(n_levels), close.repeat(n_levels)).into_bytes()
}
