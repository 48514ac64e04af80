//! What people really paste: log lines, addresses, answers, tracebacks, pages.

use proptest::prelude::*;

use super::*;

/// A paste and the codes that it is explained with, the first of them first.
const PASTES: &[(&str, &[&str])] = &[
    // WeChat, alone and inside of authentik's log.
    (r#"{"errcode":40029,"errmsg":"invalid code, rid: 62de9a0b-7149b5f1-2eee4908"}"#, &["40029"]),
    (
        r#"{"auth_via": "unauthenticated", "domain_url": "auth.example.com", "event": "Unable to fetch wechat token", "level": "warning", "errcode": 40125, "errmsg": "invalid appsecret, rid: 61e26b3c-1-2"}"#,
        &["40125", "wechat-token-log"],
    ),
    (r#""{\"errcode\":40163,\"errmsg\":\"code been used, rid: 6206378a\"}""#, &["40163"]),
    ("ｅｒｒｃｏｄｅ：４００１３", &["40013"]),
    ("错误码：10003", &["10003"]),
    ("<h4 class=\"weui_msg_title\">Scope 参数错误或没有 Scope 权限</h4>", &["scope"]),
    ("errcode=99999", &["unknown-errcode"]),
    // OAuth in an address, in JSON, in a sentence.
    (
        "https://auth.example.com/source/oauth/callback/oidc/?error=access_denied&error_description=The+user+said+no&state=x",
        &["access_denied"],
    ),
    (r#"{"error":"invalid_grant","error_description":"Code not valid"}"#, &["invalid_grant"]),
    ("Authentication failed: invalid_scope", &["invalid_scope"]),
    ("ERROR=INVALID_CLIENT", &["invalid_client"]),
    (
        "WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"The access token expired\"",
        &["invalid_token"],
    ),
    (
        "https://a.example/cb?error=invalid_request&error_description=code%20challenge%20required",
        &["pkce-required", "invalid_request"],
    ),
    (
        r#"{"error":"invalid_grant","error_description":"PKCE verification failed"}"#,
        &["pkce-verifier", "invalid_grant"],
    ),
    ("#error=login_required&state=abc", &["login_required"]),
    ("jwt.exceptions.InvalidAudienceError: Audience doesn't match", &["jwt-audience"]),
    ("jwt.exceptions.ImmatureSignatureError: The token is not yet valid (iat)", &["jwt-not-yet-valid"]),
    // Providers.
    ("Error 400: redirect_uri_mismatch", &["redirect_uri_mismatch"]),
    (
        "Access blocked: Example has not completed the Google verification process. Error 403: access_denied",
        &["google-testing", "access_denied"],
    ),
    ("Error 403: org_internal", &["org_internal"]),
    (
        r#"{"error": "invalid_grant", "error_description": "Malformed auth code."}"#,
        &["google-malformed-code", "invalid_grant"],
    ),
    (
        "error=redirect_uri_mismatch&error_description=The+redirect_uri+MUST+match+the+registered+callback+URL+for+this+application.",
        &["github-redirect", "redirect_uri_mismatch"],
    ),
    (
        "error=bad_verification_code&error_description=The+code+passed+is+incorrect+or+expired.",
        &["bad_verification_code"],
    ),
    (r#"{"error":"invalid_client"} from https://appleid.apple.com/auth/token"#, &["apple-invalid-client"]),
    ("invalid_request Invalid web redirect url. (Apple)", &["apple-redirect", "invalid_request"]),
    (
        "URL Blocked: This redirect failed because the redirect URI is not whitelisted in the app’s Client OAuth Settings.",
        &["facebook-url-blocked"],
    ),
    (
        r#"{"error":{"message":"Error validating client secret.","type":"OAuthException","code":1}}"#,
        &["facebook-secret"],
    ),
    ("Invalid OAuth2 redirect_uri", &["discord-redirect"]),
    (
        r#"{"error": "invalid_grant", "error_description": "Invalid \"code\" in request."}"#,
        &["discord-code", "invalid_grant"],
    ),
    (r#"{"ok":false,"error":"bad_client_secret"}"#, &["bad_client_secret"]),
    (
        "error=access_denied&error_description=User+is+not+assigned+to+the+client+application.",
        &["okta-not-assigned", "access_denied"],
    ),
    (
        "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method.",
        &["gitlab-client"],
    ),
    ("GitLab: Authentication failed: Could not determine id.", &["gitlab-no-id"]),
    ("Authentication failed: Could not determine id.", &["no-identifier"]),
    (
        r#"{"status":400,"message":"Parameter redirect_uri does not match registered URI"}"#,
        &["twitch-redirect"],
    ),
    ("Something went wrong. You weren’t able to give access to the App.", &["twitter-no-access"]),
    ("Bot domain invalid", &["telegram-domain"]),
    // Microsoft.
    (
        "AADSTS50011: The redirect URI 'https://auth.example.com/source/oauth/callback/entra/' specified in the request does not match",
        &["AADSTS50011"],
    ),
    (
        r#"{"error":"invalid_client","error_description":"AADSTS7000215: Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app 'x'. Trace ID: 1","error_codes":[7000215]}"#,
        &["AADSTS7000215", "invalid_client"],
    ),
    (
        "error=invalid_request&error_description=AADSTS50194%3a+Application+is+not+configured+as+a+multi-tenant",
        &["AADSTS50194", "invalid_request"],
    ),
    ("AADSTS500113: No reply address is registered for the application.", &["AADSTS500113"]),
    ("AADSTS1234567: something new", &["aadsts-unknown"]),
    // Directories.
    (
        "80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e, v3839",
        &["ldap-52e"],
    ),
    (
        "LDAP: error code 49 - 80090308: LdapErr: DSID-0C09042A, comment: AcceptSecurityContext error, data 775, v2580",
        &["ldap-775", "ldap-49"],
    ),
    ("automatic bind not successful - invalidCredentials", &["ldap-49"]),
    ("ldap3.core.exceptions.LDAPStrongerAuthRequiredResult: strongerAuthRequired", &["ldap-8"]),
    ("775", &["ldap-775"]),
    (
        "kinit: Client 'x@EXAMPLE.COM' not found in Kerberos database while getting initial credentials",
        &["KDC_ERR_C_PRINCIPAL_UNKNOWN"],
    ),
    ("Server not found in Kerberos database", &["KDC_ERR_S_PRINCIPAL_UNKNOWN"]),
    ("Minor (2529638953): KRB5KDC: Clock skew too great", &["KRB_AP_ERR_SKEW"]),
    (
        r#"<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Responder"><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:AuthnFailed"/>"#,
        &["saml-authn-failed", "saml-responder"],
    ),
    // The network, as Python, Rust, curl, browsers and Go say it.
    (
        "requests.exceptions.ConnectionError: HTTPSConnectionPool(host='api.weixin.qq.com', port=443): Max retries exceeded with url: /sns/oauth2/access_token (Caused by NameResolutionError(\": Failed to resolve 'api.weixin.qq.com' ([Errno -2] Name or service not known)\"))",
        &["dns-no-such-host"],
    ),
    ("[Errno -3] Temporary failure in name resolution", &["dns-failed"]),
    ("curl: (7) Failed to connect to localhost port 9000: Connection refused", &["connection-refused"]),
    (
        "OSError('Tunnel connection failed: 407 Proxy Authentication Required')",
        &["proxy-407", "proxy-refused"],
    ),
    (
        "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)",
        &["certificate-expired"],
    ),
    (
        "Could not retrieve token. [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed certificate in certificate chain",
        &["certificate-self-signed", "could-not-retrieve-token"],
    ),
    ("invalid peer certificate: UnknownIssuer", &["certificate-unknown-issuer"]),
    (
        "certificate verify failed: Hostname mismatch, certificate is not valid for 'auth.example.com'.",
        &["certificate-wrong-host"],
    ),
    ("error:0A00010B:SSL routines::wrong version number", &["tls-not-tls"]),
    ("NET::ERR_CERT_AUTHORITY_INVALID", &["certificate-unknown-issuer"]),
    ("<h1>502 Bad Gateway</h1><hr><center>nginx</center>", &["bad-gateway"]),
    // authentik.
    (
        r#"{"component":"ak-stage-access-denied","error_message":"Flow does not apply to current user."}"#,
        &["flow-does-not-apply"],
    ),
    (
        "The request fails due to a missing, invalid, or mismatching redirection URI (redirect_uri).",
        &["authentik-redirect"],
    ),
    (
        "django.db.utils.IntegrityError: duplicate key value violates unique constraint \"authentik_core_usersourceconnection_user_id_source_id\"",
        &["user-already-connected"],
    ),
    // Nothing.
    ("INFO 200 OK /static/dist/app.js errcode: 0", &[]),
    ("404 Not Found", &[]),
    ("my_invalid_grants are 52e-ish", &[]),
];

#[test]
fn what_people_paste_is_explained_the_most_exact_first() {
    for (paste, codes) in PASTES {
        let found: Vec<&str> = findings(paste).unwrap().iter().map(|one| one.code).collect();
        assert_eq!(&found, codes, "{paste}");
    }
    assert!(PASTES.len() >= 60, "{}", PASTES.len());
}

#[test]
fn a_text_that_is_too_long_is_refused_with_its_length() {
    assert!(findings(&"x".repeat(LIMIT_BYTES)).unwrap().is_empty());
    assert_eq!(findings(&"x".repeat(LIMIT_BYTES + 1)), Err(TooLong { n_bytes: LIMIT_BYTES + 1 }));
    assert_eq!(explain(&format!("40029{}", " ".repeat(LIMIT_BYTES))), None);
}

#[test]
fn families_have_names_of_their_own_and_entries() {
    let mut names = BTreeSet::new();
    for family in Family::ALL {
        assert!(names.insert(family.id()));
        assert_eq!(Family::named(family.id()), Some(vec![family]));
        assert_eq!(serde_json::to_value(family).unwrap(), family.id());
        assert!(all().iter().any(|one| one.family == family), "{}", family.id());
    }
    // Every source type of authentik leads somewhere.
    for kind in desk_model::catalogue::all() {
        assert!(Family::named(kind.id).is_some() || ["plex", "scim"].contains(&kind.id), "{}", kind.id);
    }
    assert_eq!(Family::named("nobody"), None);
}

proptest! {
    /// The words around a code, and the case, change nothing.
    #[test]
    fn a_code_is_found_inside_of_a_log_line(at in 0..PASTES.len(), before in "[g-k ]{0,30}", upper: bool) {
        let (paste, codes) = PASTES[at];
        prop_assume!(paste.len() > 8 && !codes.is_empty());
        let paste = if upper { paste.to_uppercase() } else { paste.to_owned() };
        let found = explain(&format!("{before} {paste}"));
        prop_assert_eq!(found.map(|one| one.code), codes.first().copied());
    }

    /// What comes back consists of the table: nothing that was pasted is in it.
    #[test]
    fn a_pasted_secret_does_not_come_back(secret in "[A-Z0-9]{16,40}", at in 0..PASTES.len()) {
        let paste = format!("code={secret}&client_secret={secret} {} \"access_token\":\"{secret}\"", PASTES[at].0);
        let answer = format!("{:?}", findings(&paste).unwrap());
        prop_assert!(!answer.contains(&secret));
    }
}
