//! The keys that a provider signs its ID tokens with, and the set (JWKS, RFC 7517) that it publishes.
//!
//! They are made when it starts and open nothing else. Signing here is no secrecy: it lets a client
//! check what it would check of the real provider.

use std::convert::Infallible;

use p256::ecdsa::signature::{Signer as _, Verifier as _};
use p256::ecdsa::{Signature, SigningKey, VerifyingKey};
use p256::elliptic_curve::Generate as _;
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _, LineEnding};
use rsa::rand_core::{TryCryptoRng, TryRng};
use rsa::traits::PublicKeyParts as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::jwt::{Jwt, encode};
use crate::options::{Random, SimulatorSecret};

/// Bits of the RSA key: what the real providers have.
const RSA_BITS: usize = 2_048;

/// How an ID token is signed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Algorithm {
    /// RSASSA-PKCS1-v1_5 with SHA-256, which every provider of the table uses.
    #[default]
    Rs256,
    /// ECDSA on P-256 with SHA-256, which a generic OpenID Connect provider may use.
    Es256,
}

impl Algorithm {
    /// The name in a token's header.
    pub fn id(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
        }
    }
}

/// One RSA key and one P-256 key, each with its id.
pub struct Keys {
    rsa: rsa::PrivateKey,
    p256: SigningKey,
}

impl Keys {
    /// Makes both from 32 bytes of `random`. The RSA key takes some tenths of a second: call it where
    /// that may be waited for.
    ///
    /// # Errors
    /// [`KeysError`] if the RSA library refuses, which it does for no seed that is known.
    pub fn generate(random: &Random) -> Result<Self, KeysError> {
        let mut stream = Stream::new(random);
        let rsa = rsa::PrivateKey::new(&mut stream, RSA_BITS).map_err(|_| KeysError)?;
        Ok(Self { rsa, p256: SigningKey::generate_from_rng(&mut stream) })
    }

    /// The public halves, as `jwks_uri` answers them.
    pub fn jwks(&self) -> Value {
        let point = self.p256.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        json!({"keys": [
            {
                "kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.id(Algorithm::Rs256),
                "n": encode(self.rsa.n_bytes()), "e": encode(self.rsa.e_bytes()),
            },
            {
                "kty": "EC", "use": "sig", "alg": "ES256", "kid": self.id(Algorithm::Es256),
                "crv": "P-256", "x": encode(x), "y": encode(y),
            },
        ]})
    }

    /// A key set of the same form whose keys sign nothing: another modulus and another point, each with
    /// an id of its own.
    pub(crate) fn other_jwks(&self, random: &Random) -> Value {
        let mut stream = Stream::new(random);
        let mut modulus = [0; RSA_BITS / 8];
        // Infallible. What is filled in need not be a product of two primes: it is never used to sign.
        let Ok(()) = stream.try_fill_bytes(&mut modulus);
        modulus[0] |= 0x80;
        modulus[RSA_BITS / 8 - 1] |= 1;
        let other = SigningKey::generate_from_rng(&mut stream);
        let mut jwks = self.jwks();
        let point = other.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        jwks["keys"][0]["n"] = json!(encode(modulus));
        jwks["keys"][0]["kid"] = json!(encode(&Sha256::digest(modulus)[..9]));
        jwks["keys"][1]["x"] = json!(encode(x));
        jwks["keys"][1]["y"] = json!(encode(y));
        jwks["keys"][1]["kid"] = json!(encode(&Sha256::digest(point.as_bytes())[..9]));
        jwks
    }

    /// A token with these claims.
    pub(crate) fn sign(&self, algorithm: Algorithm, claims: &Value) -> String {
        let header = json!({"alg": algorithm.id(), "kid": self.id(algorithm), "typ": "JWT"});
        Jwt::print(&header, claims, |signed| match algorithm {
            // It fails for a key that is too short for the padding, which one of 2048 bits is not; an
            // empty signature verifies nowhere.
            Algorithm::Rs256 => self.rsa.pkcs1v15_sign::<Sha256>(signed).unwrap_or_default(),
            Algorithm::Es256 => {
                let signature: Signature = self.p256.sign(signed);
                signature.to_bytes().to_vec()
            }
        })
    }

    /// The claims of `token`, if one of these keys signed it. Lifetime, issuer and audience are not
    /// looked at.
    pub fn verify(&self, token: &str) -> Option<Value> {
        let jwt = Jwt::parse(token)?;
        let right = match jwt.header["alg"].as_str()? {
            "RS256" => {
                let key = self.rsa.as_public_key();
                key.pkcs1v15_verify::<Sha256>(jwt.signed.as_bytes(), &jwt.signature).is_ok()
            }
            "ES256" => is_signed_by(self.p256.verifying_key(), &jwt),
            _ => false,
        };
        right.then_some(jwt.claims)
    }

    /// A key's id: the beginning of its thumbprint's hash, so that another key never has the same.
    fn id(&self, algorithm: Algorithm) -> String {
        let hash = match algorithm {
            Algorithm::Rs256 => Sha256::digest(self.rsa.n_bytes()),
            Algorithm::Es256 => Sha256::digest(self.p256.verifying_key().to_sec1_point(false).as_bytes()),
        };
        encode(&hash[..9])
    }
}

/// The library for RSA refused to make a key.
#[derive(Debug, thiserror::Error)]
#[error("no RSA key could be made")]
pub struct KeysError;

/// The text of a `.p8` file as Apple's console hands it out once: a P-256 key in PKCS #8 and PEM.
///
/// # Errors
/// [`KeysError`] if it cannot be written, which no key is known to cause.
pub fn apple_key(random: &Random) -> Result<SimulatorSecret, KeysError> {
    let key = p256::SecretKey::generate_from_rng(&mut Stream::new(random));
    let pem = key.to_pkcs8_pem(LineEnding::LF).map_err(|_| KeysError)?;
    Ok(SimulatorSecret::new(pem.as_str()))
}

/// The public half of a `.p8` text. `None` if it is none.
pub(crate) fn apple_public_key(pem: &str) -> Option<VerifyingKey> {
    let key = p256::SecretKey::from_pkcs8_pem(pem.trim()).ok()?;
    Some(*SigningKey::from(key).verifying_key())
}

/// Whether `key` signed `jwt` with ES256.
pub(crate) fn is_signed_by(key: &VerifyingKey, jwt: &Jwt) -> bool {
    let signature = Signature::from_slice(&jwt.signature);
    signature.is_ok_and(|signature| key.verify(jwt.signed.as_bytes(), &signature).is_ok())
}

/// An endless stream of bytes from 32 injected ones: SHA-256 of the seed and a counter. A generator of
/// keys asks for an unknown number of bytes until they suit it; from a source that repeats itself, as a
/// test's may, it would never be satisfied.
struct Stream {
    seed: [u8; 32],
    counter: u64,
    block: [u8; 32],
    used: usize,
}

impl Stream {
    fn new(random: &Random) -> Self {
        let mut seed = [0; 32];
        random(&mut seed);
        Self { seed, counter: 0, block: [0; 32], used: 32 }
    }
}

impl TryRng for Stream {
    type Error = Infallible;

    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        let mut bytes = [0; 4];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        let mut bytes = [0; 8];
        self.try_fill_bytes(&mut bytes)?;
        Ok(u64::from_le_bytes(bytes))
    }

    fn try_fill_bytes(&mut self, buffer: &mut [u8]) -> Result<(), Infallible> {
        for byte in buffer {
            if self.used == self.block.len() {
                let hash = Sha256::new().chain_update(self.seed).chain_update(self.counter.to_be_bytes());
                self.block = hash.finalize().into();
                self.counter = self.counter.wrapping_add(1);
                self.used = 0;
            }
            *byte = self.block[self.used];
            self.used += 1;
        }
        Ok(())
    }
}

impl TryCryptoRng for Stream {}
