//! A started provider, and a client of it that behaves as authentik does.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

use desk_simulator::provider::{
    Algorithm, Client, ClientAuthentication, Endpoints, Fault, Keys, Manner, Options, Pkce, Provider,
    apple_key,
};
use desk_simulator::{Random, SimulatorSecret};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, LOCATION, USER_AGENT};
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

pub const CALLBACK: &str = "https://auth.example.com/source/oauth/callback/example/";
pub const SECRET: &str = "s3cret+with/odd=characters&more";
/// Milliseconds since the epoch.
pub const NOW: i64 = 1_750_000_000_000;
/// RFC 7636, appendix B.
pub const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub fn random() -> Random {
    static NEXT: AtomicU32 = AtomicU32::new(1);
    Arc::new(|buffer: &mut [u8]| {
        for chunk in buffer.chunks_mut(4) {
            let mixed = NEXT.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b1);
            chunk.copy_from_slice(&mixed.to_le_bytes()[..chunk.len()]);
        }
    })
}

/// Keys for all tests: an RSA key takes long enough to be made once.
pub fn keys() -> Arc<Keys> {
    static KEYS: OnceLock<Arc<Keys>> = OnceLock::new();
    Arc::clone(KEYS.get_or_init(|| Arc::new(Keys::generate(&random()).unwrap())))
}

/// The `.p8` text of all tests.
pub fn p8() -> &'static str {
    static KEY: OnceLock<String> = OnceLock::new();
    // EXPOSE: a made-up key, which the client signs with.
    KEY.get_or_init(|| apple_key(&random()).unwrap().expose().to_owned())
}

pub fn options(manner: &str) -> Options {
    let manner = Manner::parse(manner).unwrap();
    let apple = manner.id == "apple";
    let client = Client {
        client_id: if apple { "com.example.login;TEAM000001;KEY0000001" } else { "CLIENT" }.to_owned(),
        secret: Some(SimulatorSecret::new(if apple { p8() } else { SECRET })),
        name: "Example".to_owned(),
        redirect_uris: vec![CALLBACK.to_owned()],
    };
    let mut options = Options::new(manner, client, Arc::new(|| NOW), random());
    options.keys = Some(keys());
    options
}

pub async fn start(manner: &str, change: impl FnOnce(&mut Options)) -> Wire {
    let mut options = options(manner);
    change(&mut options);
    let manner = options.manner;
    let public = options.client.secret.is_none();
    let provider = Provider::start(options).await.unwrap();
    let client =
        reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    Wire { at: provider.endpoints(), base: provider.base_url(), provider, manner, client, public }
}

/// A start with one fault.
pub async fn faulty(manner: &str, fault: &str) -> Wire {
    let fault = Fault::parse(fault).unwrap();
    start(manner, |options| options.fault = Some(fault)).await
}

pub struct Wire {
    pub provider: Provider,
    pub manner: &'static Manner,
    pub at: Endpoints,
    pub base: String,
    pub client: reqwest::Client,
    pub public: bool,
}

/// What a callback brought.
pub type Fields = Vec<(String, String)>;

pub fn field<'fields>(fields: &'fields Fields, name: &str) -> Option<&'fields str> {
    fields.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

pub fn encoded(fields: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish()
}

impl Wire {
    pub fn client_id(&self) -> &'static str {
        if self.manner.id == "apple" { "com.example.login" } else { "CLIENT" }
    }

    /// What authentik asks for, by its `types/*.py`.
    pub fn authorize_parameters(&self) -> Vec<(&'static str, &'static str)> {
        let scope = match self.manner.id {
            "apple" => "email name",
            "azuread" | "entraid" => "https://graph.microsoft.com/User.Read openid",
            "discord" => "email identify",
            "facebook" => "email",
            "github" => "read:user user:email",
            "gitlab" => "email openid profile read_user",
            "google" => "email profile",
            "mailcow" => "profile",
            "patreon" => "identity identity[email]",
            "reddit" => "identity",
            "slack" => "",
            "twitch" => "openid",
            "twitter" => "tweet.read users.read",
            _ => "email openid profile",
        };
        let mut parameters = vec![
            ("client_id", self.client_id()),
            ("redirect_uri", CALLBACK),
            ("response_type", "code"),
            ("state", "STATE/+ &="),
        ];
        if self.manner.pkce == Pkce::RequiredS256 || self.public {
            parameters.extend([("code_challenge", CHALLENGE), ("code_challenge_method", "S256")]);
        }
        parameters.push(("scope", scope));
        match self.manner.id {
            "apple" => parameters.push(("response_mode", "form_post")),
            "discord" => parameters.push(("prompt", "none")),
            "reddit" => parameters.push(("duration", "permanent")),
            "slack" => parameters.push(("user_scope", "openid email profile")),
            "twitch" => {
                parameters.push(("claims", r#"{"userinfo": {"email": null, "preferred_username": null}}"#));
            }
            _ => {}
        }
        parameters
    }

    pub async fn get(&self, url: &str) -> Response {
        self.client.get(url).header(USER_AGENT, "authentik/2026.5.0").send().await.unwrap()
    }

    pub async fn document(&self, url: &Option<String>) -> Value {
        let answer = self.get(url.as_ref().unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        assert!(answer.headers()[CONTENT_TYPE].to_str().unwrap().starts_with("application/json"));
        serde_json::from_str(&answer.text().await.unwrap()).unwrap()
    }

    pub async fn authorize(&self, parameters: &[(&str, &str)]) -> Response {
        self.get(&format!("{}?{}", self.at.authorization, encoded(parameters))).await
    }

    pub async fn post(&self, url: &str, form: &str) -> Response {
        self.form(url, form).send().await.unwrap()
    }

    fn form(&self, url: &str, form: &str) -> RequestBuilder {
        let request = self.client.request(Method::POST, url).header(USER_AGENT, "authentik/2026.5.0");
        request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(form.to_owned())
    }

    /// Chooses somebody on the login page that `page` is.
    pub async fn decide(&self, page: &Response, decision: &str) -> Response {
        assert_eq!(page.status(), StatusCode::OK);
        let login = page.headers()["x-simulator-login"].to_str().unwrap();
        self.post(&format!("{}/__sim/logins/{login}", self.base), decision).await
    }

    /// What the answer brings back to the callback, by redirect or by form.
    pub async fn callback(&self, answer: Response) -> Fields {
        if let Some(location) = answer.headers().get(LOCATION) {
            assert_eq!(answer.status(), StatusCode::SEE_OTHER);
            let url = url::Url::parse(location.to_str().unwrap()).unwrap();
            assert!(url.as_str().starts_with(CALLBACK), "{url}");
            return url.query_pairs().into_owned().collect();
        }
        let page = answer.text().await.unwrap();
        assert!(
            page.contains(&format!("<form id=\"back\" method=\"post\" action=\"{CALLBACK}\">")),
            "{page}"
        );
        let inputs = page.split("<input type=\"hidden\" name=\"").skip(1);
        let read = |input: &str| {
            let (name, rest) = input.split_once("\" value=\"").unwrap();
            let value = rest.split_once("\">").unwrap().0;
            let value = value.replace("&quot;", "\"").replace("&#39;", "'").replace("&lt;", "<");
            (name.to_owned(), value.replace("&gt;", ">").replace("&amp;", "&"))
        };
        inputs.map(read).collect()
    }

    /// A login as `person` up to what the callback gets.
    pub async fn login(&self, person: &str) -> Fields {
        let page = self.authorize(&self.authorize_parameters()).await;
        let decided = self.decide(&page, &format!("person={person}")).await;
        self.callback(decided).await
    }

    pub async fn code(&self) -> String {
        field(&self.login("alice").await, "code").unwrap().to_owned()
    }

    /// The exchange as authentik sends it.
    pub async fn exchange(&self, code: &str) -> Response {
        let mut fields =
            vec![("redirect_uri", CALLBACK), ("code", code), ("grant_type", "authorization_code")];
        if self.manner.pkce == Pkce::RequiredS256 || self.public {
            fields.push(("code_verifier", VERIFIER));
        }
        self.send_token(fields).await
    }

    /// A call of the token path, with the client's secret where authentik puts it.
    pub async fn send_token(&self, mut fields: Vec<(&str, &str)>) -> Response {
        let basic = ["discord", "reddit", "slack", "twitter", "openidconnect", "okta"];
        let apple = apple_secret(json!({}));
        if self.public {
            fields.push(("client_id", self.client_id()));
        } else if !basic.contains(&self.manner.id) {
            let secret = if self.manner.id == "apple" { apple.as_str() } else { SECRET };
            fields.extend([("client_id", self.client_id()), ("client_secret", secret)]);
        }
        let mut request = self.form(&self.at.token, &encoded(&fields)).header(ACCEPT, "application/json");
        if !self.public && basic.contains(&self.manner.id) {
            assert!(self.manner.client_authentication.contains(&ClientAuthentication::Basic));
            request = request.basic_auth(self.client_id(), Some(SECRET));
        }
        request.send().await.unwrap()
    }

    /// The token answer of a whole login, with Slack's nesting taken off as authentik does.
    pub async fn token(&self, person: &str) -> Value {
        let fields = self.login(person).await;
        let answer = self.exchange(field(&fields, "code").unwrap()).await;
        assert_eq!(answer.status(), StatusCode::OK);
        let value: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        if self.manner.id == "slack" { value["authed_user"].clone() } else { value }
    }

    /// The profile call as authentik sends it.
    pub async fn profile(&self, token: &Value) -> Response {
        let profile = self.at.profile.as_ref().unwrap();
        self.read(profile, token).await
    }

    pub async fn read(&self, url: &str, token: &Value) -> Response {
        let access_token = token["access_token"].as_str().unwrap_or_default();
        let mut url = url::Url::parse(url).unwrap();
        let header_only = ["azuread", "entraid", "openidconnect", "okta", "reddit", "twitch", "twitter"];
        if !header_only.contains(&self.manner.id) {
            url.query_pairs_mut().append_pair("access_token", access_token);
        }
        let mut request = self.client.get(url).header(USER_AGENT, "authentik/2026.5.0");
        let scheme = match self.manner.id {
            "slack" | "twitch" => "Bearer",
            _ => token["token_type"].as_str().unwrap_or("Bearer"),
        };
        if self.manner.id != "mailcow" {
            request = request.header(AUTHORIZATION, format!("{scheme} {access_token}"));
        }
        request.send().await.unwrap()
    }
}

/// A client secret for Apple, signed with the key of all tests; `change` replaces claims.
pub fn apple_secret(change: Value) -> String {
    use p256::ecdsa::signature::Signer as _;
    use p256::pkcs8::DecodePrivateKey as _;

    let key = p256::SecretKey::from_pkcs8_pem(p8()).unwrap();
    let mut claims = json!({
        "iss": "TEAM000001", "iat": NOW / 1_000, "exp": NOW / 1_000 + 15_552_000,
        "aud": "https://appleid.apple.com", "sub": "com.example.login",
    });
    let mut header = json!({"alg": "ES256", "kid": "KEY0000001"});
    for (name, value) in change.as_object().unwrap() {
        let place = if name == "kid" || name == "alg" { &mut header } else { &mut claims };
        place[name.as_str()] = value.clone();
    }
    let signed = format!("{}.{}", base64url(header.to_string()), base64url(claims.to_string()));
    let signature: p256::ecdsa::Signature = p256::ecdsa::SigningKey::from(key).sign(signed.as_bytes());
    format!("{signed}.{}", base64url(signature.to_bytes()))
}

pub fn base64url(bytes: impl AsRef<[u8]>) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}

pub fn unbase64url(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// Checks a token with the keys of a JWKS alone, as a client does. The claims, or what is wrong.
pub fn verify(token: &str, jwks: &Value) -> Result<Value, &'static str> {
    let parts: Vec<&str> = token.split('.').collect();
    let header: Value = serde_json::from_slice(&unbase64url(parts[0])).unwrap();
    let key = jwks["keys"].as_array().unwrap().iter().find(|key| key["kid"] == header["kid"]);
    let key = key.ok_or("no such key")?;
    if key["alg"] != header["alg"] {
        return Err("another algorithm");
    }
    let part = |name: &str| unbase64url(key[name].as_str().unwrap());
    let signed = format!("{}.{}", parts[0], parts[1]);
    let signature = unbase64url(parts[2]);
    let right = match header["alg"].as_str().unwrap() {
        "RS256" => {
            let number = |name: &str| rsa::BoxedUint::from_be_slice_vartime(&part(name));
            let key = rsa::PublicKey::new(number("n"), number("e")).unwrap();
            key.pkcs1v15_verify::<sha2::Sha256>(signed.as_bytes(), &signature).is_ok()
        }
        "ES256" => {
            use p256::ecdsa::signature::Verifier as _;
            let point = [vec![4], part("x"), part("y")].concat();
            let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&point).unwrap();
            let signature = p256::ecdsa::Signature::from_slice(&signature).unwrap();
            key.verify(signed.as_bytes(), &signature).is_ok()
        }
        _ => false,
    };
    if right { Ok(serde_json::from_slice(&unbase64url(parts[1])).unwrap()) } else { Err("another signature") }
}

/// ES256 in place of RS256.
pub fn with_es256(options: &mut Options) {
    options.algorithm = Algorithm::Es256;
}
