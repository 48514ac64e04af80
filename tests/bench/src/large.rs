//! Files that are just large, up to the limits and beyond.

use std::fmt::Write as _;

use crate::Verdict::{Harmless, NotABlueprint, NotYaml, TooLarge};
use crate::{HEAD, LIMIT, Row, repeated, source_with};

pub(crate) const FILES: &[Row] = &[
    ("one-byte-too-long", TooLarge, || repeated("#", LIMIT + 1).into_bytes()),
    ("eight-times-too-long", TooLarge, || repeated("a: b\n", 8 * LIMIT).into_bytes()),
    ("as-long-as-is-read", Harmless, || {
        let mut text = "version: 1\nentries: []\n# ".to_owned();
        text.push_str(&"x".repeat(LIMIT - text.len()));
        text.into_bytes()
    }),
    ("a-long-plain-text", TooLarge, || {
        format!("version: 1\nx: {}\n", repeated("a ", LIMIT - 64)).into_bytes()
    }),
    ("a-long-quoted-text", TooLarge, || {
        format!("version: 1\nx: \"{}\"\n", repeated("\\x41", LIMIT - 64)).into_bytes()
    }),
    ("a-long-block", TooLarge, || {
        format!("version: 1\nx: |\n{}", repeated("  a\n", LIMIT - 64)).into_bytes()
    }),
    ("a-long-folded-block", TooLarge, || {
        format!("version: 1\nx: >\n{}", repeated("  a\n\n", LIMIT - 64)).into_bytes()
    }),
    ("a-long-expression", TooLarge, || {
        let expression = repeated("        x = 1  # x\n", LIMIT - 1024);
        format!(
            "{HEAD}- model: authentik_sources_oauth.oauthsourcepropertymapping\n  id: m\n  identifiers: {{name: m}}\n  attrs:\n    expression: |\n{expression}- model: authentik_sources_oauth.oauthsource\n  identifiers: {{slug: s}}\n  attrs: {{provider_type: wechat, user_property_mappings: [!KeyOf m]}}\n"
        )
        .into_bytes()
    }),
    ("a-long-key", NotYaml, || format!("version: 1\n{}: x\n", "k".repeat(LIMIT - 64)).into_bytes()),
    ("a-long-quoted-key", NotYaml, || {
        format!("version: 1\n\"{}\": x\n", "k".repeat(LIMIT - 64)).into_bytes()
    }),
    ("a-long-key-behind-a-question-mark", TooLarge, || {
        format!("version: 1\n? {}\n: x\n", "k".repeat(LIMIT - 64)).into_bytes()
    }),
    ("a-long-field-name", TooLarge, || source_with(&format!("    ? {}\n    : x\n", "k".repeat(LIMIT - 512)))),
    ("a-long-tag", Harmless, || format!("version: 1\nx: !{} y\n", "t".repeat(LIMIT - 64)).into_bytes()),
    ("a-long-verbatim-tag", Harmless, || {
        format!("version: 1\nx: !<tag:{}> y\n", "t".repeat(LIMIT - 64)).into_bytes()
    }),
    ("a-long-anchor", Harmless, || format!("version: 1\nx: &{} y\n", "a".repeat(LIMIT - 64)).into_bytes()),
    ("a-long-number", TooLarge, || format!("version: 1\nx: {}\n", "1".repeat(LIMIT - 64)).into_bytes()),
    ("a-long-number-in-base-60", TooLarge, || {
        format!("version: 1\nx: {}\n", repeated("1:", LIMIT - 64) + "1").into_bytes()
    }),
    ("a-long-slug", TooLarge, || {
        format!(
            "{HEAD}- {{model: authentik_sources_ldap.ldapsource, identifiers: {{slug: {}}}}}\n",
            "s".repeat(LIMIT - 256)
        )
        .into_bytes()
    }),
    ("a-long-name", TooLarge, || {
        source_with(&format!("    user_path_template: \"{}\"\n", repeated("%(slug)s%%", LIMIT - 512)))
    }),
    ("a-long-icon", TooLarge, || source_with(&format!("    icon: {}\n", "../".repeat(LIMIT / 4)))),
    ("a-long-scope", TooLarge, || {
        source_with(&format!("    additional_scopes: \"{}\"\n", repeated("a b  ", LIMIT - 512)))
    }),
    ("a-value-too-many", TooLarge, || "- x\n".repeat(250_001).into_bytes()),
    ("empty-values", TooLarge, || repeated("-\n", LIMIT).into_bytes()),
    ("json-numbers", TooLarge, || {
        format!("{{\"version\": 1, \"x\": [{}1]}}", repeated("1,", LIMIT - 64)).into_bytes()
    }),
    ("as-many-values-as-are-read", Harmless, || {
        let mut text = "version: 1\nx:\n".to_owned();
        text.push_str(&"- x\n".repeat(249_990));
        text.into_bytes()
    }),
    ("fields", TooLarge, || {
        let mut attrs = String::new();
        for number in 0..120_000 {
            let _ = writeln!(attrs, "    field_{number}: {{}}");
        }
        attrs.truncate(attrs.len().min(LIMIT - 1024));
        source_with(&attrs)
    }),
    ("identifiers-and-fields", TooLarge, || {
        let mut text =
            format!("{HEAD}- model: authentik_sources_ldap.ldapsource\n  identifiers:\n    slug: s\n");
        for number in 0..60_000 {
            let _ = writeln!(text, "    i{number}: x");
        }
        text.push_str("  attrs:\n");
        for number in 0..60_000 {
            let _ = writeln!(text, "    a{number}: x");
        }
        text.into_bytes()
    }),
    ("the-same-field-again-and-again", TooLarge, || source_with(&"    name: x\n".repeat(120_000))),
    ("secrets-again-and-again", TooLarge, || {
        source_with(&"    consumer_secret: not-a-secret\n".repeat(120_000))
    }),
    ("conditions", Harmless, || {
        let mut text = source_with("  conditions:\n");
        text.extend_from_slice("  - !Context a\n".repeat(200_000).as_bytes());
        text
    }),
    ("entries", Harmless, || {
        format!("{HEAD}{}", "- {model: a.b, identifiers: {}}\n".repeat(49_000)).into_bytes()
    }),
    ("entries-without-a-model", NotABlueprint, || {
        format!("{HEAD}{}", "- {identifiers: {}}\n".repeat(80_000)).into_bytes()
    }),
    ("sections", TooLarge, || {
        let mut text = HEAD.to_owned();
        for number in 0..100_000 {
            let _ = writeln!(text, "  s{number}: []");
        }
        text.into_bytes()
    }),
    ("a-source-too-many", TooLarge, || small_sources(5_001)),
    ("as-many-sources-as-are-read", Harmless, || small_sources(5_000)),
    ("a-thousand-good-sources", Harmless, || thousand_sources().into_bytes()),
];

/// Returns sources of a few bytes that have much wrong with them.
fn small_sources(n_sources: usize) -> Vec<u8> {
    let mut text = HEAD.to_owned();
    for number in 0..n_sources {
        let _ = writeln!(
            text,
            "- {{model: authentik_sources_oauth.oauthsource, identifiers: {{slug: \"s {number}\"}}, attrs: {{provider_type: wechat, additional_scopes: x}}}}"
        );
    }
    text.into_bytes()
}

/// Returns a blueprint with a thousand complete WeChat sources.
pub fn thousand_sources() -> String {
    sources(1_000)
}

/// Returns a blueprint with complete WeChat sources, as an export writes them.
pub fn sources(n_sources: usize) -> String {
    let mut text = HEAD.to_owned();
    for number in 0..n_sources {
        let _ = write!(
            text,
            r#"  # Source {number}
  - model: authentik_sources_oauth.oauthsourcepropertymapping
    id: wechat-{number}-user
    identifiers:
      name: "wechat-{number}: user"
    attrs:
      expression: |
        name = info.get("nickname") or ""
        return {{
            "name": name,
            "attributes": {{"avatar": info.get("headimgurl")}},
        }}
  - model: authentik_sources_oauth.oauthsource
    id: wechat-{number}
    identifiers:
      slug: wechat-{number}
    conditions:
      - !Find [authentik_flows.flow, [slug, default-source-authentication]]
      - !Find [authentik_flows.flow, [slug, default-source-enrollment]]
    attrs:
      name: "微信 {number}"
      provider_type: wechat
      enabled: true
      promoted: false
      consumer_key: wx0000000000000001
      consumer_secret: !File /run/secrets/wechat-{number}
      additional_scopes: ""
      pkce: none
      authorization_code_auth_method: basic_auth
      user_matching_mode: identifier
      group_matching_mode: identifier
      policy_engine_mode: any
      user_path_template: goauthentik.io/sources/%(slug)s
      authentication_flow: !Find [authentik_flows.flow, [slug, default-source-authentication]]
      enrollment_flow: !Find [authentik_flows.flow, [slug, default-source-enrollment]]
      user_property_mappings: [!KeyOf wechat-{number}-user]
      group_property_mappings: []
"#
        );
    }
    text
}
