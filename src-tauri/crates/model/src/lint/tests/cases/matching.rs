//! Cases of the rules for matching, mappings and flows.

use super::{Case, NOTHING, RETURN};

pub(super) const CASES: &[Case] = &[
    // Matching.
    (
        "email-matching",
        "wechat",
        |it| it.set("user_matching_mode", "email_link"),
        |it| {
            it.set("user_matching_mode", "email_link");
            it.map("z", "return {\"email\": \"x\"}");
        },
    ),
    ("email-matching", "telegram", |it| it.set("user_matching_mode", "email_deny"), NOTHING),
    (
        "email-link-takeover",
        "entraid",
        |it| it.set("user_matching_mode", "email_link"),
        |it| it.set("user_matching_mode", "email_deny"),
    ),
    ("email-from-provider", "saml", |it| it.set("user_matching_mode", "email_deny"), NOTHING),
    ("email-absent", "reddit", NOTHING, |it| it.map("a", "return {\"email\": \"x\"}")),
    ("username-matching", "wechat", |it| it.set("user_matching_mode", "username_link"), NOTHING),
    (
        "username-absent",
        "google",
        |it| it.set("user_matching_mode", "username_deny"),
        |it| {
            it.set("user_matching_mode", "username_deny");
            it.map("a", RETURN);
        },
    ),
    ("username-optional", "telegram", |it| it.set("user_matching_mode", "username_deny"), NOTHING),
    ("username-link-takeover", "github", |it| it.set("user_matching_mode", "username_link"), NOTHING),
    ("username-prompt", "google", NOTHING, |it| it.map("a", RETURN)),
    ("matching-deny", "github", |it| it.set("user_matching_mode", "email_deny"), NOTHING),
    ("matching-exact", "github", |it| it.set("user_matching_mode", "email_link"), NOTHING),
    ("group-names-taken", "okta", NOTHING, |it| it.set("group_matching_mode", "name_link")),
    // Mappings.
    ("mapping-name-missing", "github", |it| it.map(" ", RETURN), NOTHING),
    (
        "mapping-name-duplicate",
        "github",
        |it| {
            it.map("a", RETURN);
            it.map_group("a", "return {}");
        },
        |it| {
            it.map("a", RETURN);
            it.map_group("a", RETURN);
        },
    ),
    (
        "mapping-name-duplicate",
        "github",
        |it| {
            it.map("a", RETURN);
            it.map("a", RETURN);
        },
        NOTHING,
    ),
    ("mapping-name-managed", "github", |it| it.map("authentik default X", RETURN), NOTHING),
    ("mapping-expression-empty", "github", |it| it.map("a", " \n# nothing"), NOTHING),
    ("mapping-syntax", "github", |it| it.map("a", "return {"), NOTHING),
    ("mapping-without-return", "github", |it| it.map("a", "x = 1 # return"), |it| it.map("a", RETURN)),
    ("mapping-returns-no-dict", "github", |it| it.map("a", "return \"x\""), |it| it.map("a", "return info")),
    (
        "mapping-unknown-name",
        "github",
        |it| it.map("a", "return {\"name\": http_request.path}"),
        |it| it.map("a", "return {\"name\": request.http_request.path}"),
    ),
    ("mapping-unknown-name", "github", |it| it.map("a", "return {\"name\": user.name}"), NOTHING),
    (
        "mapping-unknown-name",
        "ldap",
        |it| it.map("z", "return {\"name\": info[\"cn\"]}"),
        |it| it.map("z", "return {\"name\": ldap[\"cn\"]}"),
    ),
    (
        "mapping-unknown-name",
        "github",
        |it| it.map("a", "return {\"name\": group_id}"),
        |it| it.map_group("a", "return {\"name\": group_id}"),
    ),
    ("mapping-skip-object", "github", |it| it.map("a", "if not info: raise SkipObject\nreturn {}"), NOTHING),
    ("mapping-empty-user", "github", |it| it.map("a", "return {\"name\": request.user.name}"), NOTHING),
    (
        "mapping-key-absent",
        "github",
        |it| it.map("a", "return {\"name\": info[\"name\"]}"),
        |it| it.map("a", "return {\"name\": info.get(\"name\"), \"username\": str(info[\"id\"])}"),
    ),
    (
        "mapping-changes-properties",
        "github",
        |it| it.map("a", "properties[\"groups\"] = []\nreturn {}"),
        |it| it.map("a", "groups = properties[\"groups\"]\nreturn {\"groups\": groups}"),
    ),
    (
        "mapping-sends-mail",
        "github",
        |it| it.map("a", "ak_send_email(\"a@example.com\", \"Hello\", body=\"x\")\nreturn {}"),
        |it| it.map("a", "ak_logger.info(\"ak_send_email\")\nreturn {}"),
    ),
    (
        "mapping-key-discarded",
        "github",
        |it| it.map("a", "return {\"avatar\": 1, \"name\": 2}"),
        |it| it.map("a", "return {\"attributes\": {\"avatar\": 1}, \"attributes.x\": 2, \"set_x\": 3}"),
    ),
    (
        "mapping-groups-text",
        "github",
        |it| it.map("a", "return {\"groups\": \"admins\"}"),
        |it| it.map("a", "return {\"groups\": [\"admins\"]}"),
    ),
    (
        "mapping-groups-empty",
        "github",
        |it| it.map("a", "return {\"groups\": []}"),
        |it| it.map("a", "return {\"groups\": None}"),
    ),
    (
        "mapping-triple-quotes",
        "github",
        |it| it.map("a", "return {\"name\": \"\"\"a\nb\"\"\"}"),
        |it| it.map("a", "\"\"\"A\ncomment.\"\"\"\nreturn {}"),
    ),
    (
        "mapping-network",
        "github",
        |it| it.map("a", "return {\"name\": requests.get(\"x\").text}"),
        |it| {
            it.map(
                "a",
                "try:\n  x = requests.get(\"x\").text\nexcept Exception:\n  x = \"\"\nreturn {\"name\": x}",
            )
        },
    ),
    (
        "mapping-order",
        "github",
        |it| {
            it.map("b", RETURN);
            it.map("a", RETURN);
        },
        |it| {
            it.map("a", RETURN);
            it.map("b", RETURN);
        },
    ),
    // Flows.
    (
        "authentication-flow-missing",
        "wechat",
        |it| it.set("authentication_flow", ""),
        |it| {
            it.draft.values.remove("authentication_flow");
        },
    ),
    ("enrollment-flow-missing", "wechat", |it| it.set("enrollment_flow", ""), NOTHING),
    ("flow-format", "wechat", |it| it.set("authentication_flow", "My flow"), NOTHING),
    (
        "flow-format",
        "wechat",
        |it| it.set("enrollment_flow", "00000000-0000-4000-8000-000000000001"),
        NOTHING,
    ),
    ("flow-designation", "saml", |it| it.set("authentication_flow", "default-source-enrollment"), NOTHING),
    ("flow-asks-again", "wechat", |it| it.set("authentication_flow", "default-authentication-flow"), NOTHING),
    (
        "flows-equal",
        "wechat",
        |it| {
            it.set("authentication_flow", "mine");
            it.set("enrollment_flow", "mine");
        },
        NOTHING,
    ),
    ("flow-unknown", "wechat", |it| it.set("enrollment_flow", "mine"), NOTHING),
];
