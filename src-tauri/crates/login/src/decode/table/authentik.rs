//! What authentik shows to its users, writes into its log, and answers as a provider.

use super::evidence::{
    AUTHENTIK_CALLBACK, AUTHENTIK_CLIENT, AUTHENTIK_FLOW_MANAGER, AUTHENTIK_MAPPINGS, AUTHENTIK_PROVIDER,
    AUTHENTIK_RECORDED, AUTHENTIK_USER_WRITE, AUTHENTIK_WECHAT,
};
use super::{certain, uncertain};
use crate::decode::{Explanation, Family};

pub(super) const PART: &[Explanation] = &[
    certain(
        Family::Authentik,
        "could-not-retrieve-token",
        "explain-could-not-retrieve-token",
        AUTHENTIK_WECHAT,
        &["Could not retrieve token."],
    )
    .broad(),
    certain(
        Family::Authentik,
        "could-not-retrieve-profile",
        "explain-could-not-retrieve-profile",
        AUTHENTIK_WECHAT,
        &["Could not retrieve profile."],
    )
    .broad(),
    certain(Family::Authentik, "state", "explain-state", AUTHENTIK_CLIENT, &["State check failed."]).broad(),
    certain(
        Family::Authentik,
        "no-identifier",
        "explain-no-identifier",
        AUTHENTIK_CALLBACK,
        &["Could not determine id."],
    )
    .broad(),
    certain(
        Family::Authentik,
        "flow-missing",
        "explain-flow-missing",
        AUTHENTIK_FLOW_MANAGER,
        &["Configured flow does not exist."],
    ),
    certain(
        Family::Authentik,
        "no-enrollment",
        "explain-no-enrollment",
        AUTHENTIK_FLOW_MANAGER,
        &["Source is not configured for enrollment."],
    ),
    certain(
        Family::Authentik,
        "denied-by-matching",
        "explain-denied-by-matching",
        AUTHENTIK_FLOW_MANAGER,
        &["has been denied. Please authenticate with the source you've previously signed up with"],
    )
    .broad(),
    certain(
        Family::Authentik,
        "user-write-failed",
        "explain-user-write-failed",
        AUTHENTIK_USER_WRITE,
        &["Failed to update user. Please try again later."],
    ),
    certain(
        Family::Authentik,
        "groups-failed",
        "explain-groups-failed",
        AUTHENTIK_FLOW_MANAGER,
        &["Failed to update groups. Please try again later."],
    ),
    certain(Family::Authentik, "server-error", "explain-server-error", AUTHENTIK_CALLBACK, &["Server Error"])
        .broad(),
    uncertain(Family::Authentik, "oauth-error", "explain-oauth-error", AUTHENTIK_CALLBACK, &[]).broad(),
    certain(
        Family::Authentik,
        "flow-does-not-apply",
        "explain-flow-does-not-apply",
        AUTHENTIK_RECORDED,
        &["flow does not apply to current user"],
    )
    .broad(),
    certain(
        Family::Authentik,
        "no-token-received",
        "explain-no-token-received",
        AUTHENTIK_CALLBACK,
        &["no token received"],
    )
    .broad(),
    certain(
        Family::Authentik,
        "refusing-none-property",
        "explain-refusing-none-property",
        AUTHENTIK_FLOW_MANAGER,
        &["refusing to use none property"],
    ),
    uncertain(
        Family::Authentik,
        "user-already-connected",
        "explain-user-already-connected",
        AUTHENTIK_FLOW_MANAGER,
        &["duplicate key value violates unique constraint"],
    )
    .within(&["usersourceconnection"]),
    uncertain(
        Family::Authentik,
        "property-mapping-exception",
        "explain-property-mapping-exception",
        AUTHENTIK_MAPPINGS,
        &[
            "property_mapping_exception",
            "failed to evaluate property-mapping",
            "failed to evaluate property mapping",
            "propertymappingexpressionexception",
        ],
    ),
    certain(
        Family::Authentik,
        "authentik-redirect",
        "explain-authentik-redirect",
        AUTHENTIK_PROVIDER,
        &["missing, invalid, or mismatching redirection uri", "redirect uri error"],
    ),
    certain(
        Family::Authentik,
        "authentik-client-id",
        "explain-authentik-client-id",
        AUTHENTIK_PROVIDER,
        &["the client identifier (client_id) is missing or invalid", "client id error"],
    ),
    certain(
        Family::Authentik,
        "wechat-token-log",
        "explain-wechat-token-log",
        AUTHENTIK_WECHAT,
        &["unable to fetch wechat token"],
    )
    .broad(),
];
