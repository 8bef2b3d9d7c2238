//! The keys that sign access tokens.
//!
//! They live in the database, so that all nodes share them, with the private half sealed under a
//! key from the configuration. The same secret derives the successor of a refresh handle.
//!
//! Rotation needs no node to stop: a new key is made ([`Keys::rotate`]), every node and whoever keeps the public set has
//! read it before any node signs with it, and the old one verifies until the last token that it signed has expired.
//! Which key does what is decided by the clock alone.

use std::sync::{Arc, PoisonError, RwLock};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use chrono::{DateTime, TimeDelta, Utc};
use ed25519_dalek::SigningKey;
use hmac::Mac as _;
use jsonwebtoken::{DecodingKey, EncodingKey};
use rand::RngCore as _;
use sea_orm::sea_query::{Expr, ExprTrait as _, Query};
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _,
    QueryOrder as _, Set,
};
use sha2::{Digest as _, Sha256};

use crate::access::token::{LIFETIME, MAX_KEPT, Signed};
use crate::clock::Clock;
use crate::db::Db;
use crate::entity::signing_key::{ActiveModel, Column, Entity, Model};
use crate::remembered::Remembered;

/// The length of the configured secret and of every derived one, in bytes.
pub const SECRET_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 12;
/// What stands before the 32 bytes of an Ed25519 private key in PKCS#8.
const PKCS8_PREFIX: [u8; 16] =
    [0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

/// Fresh random bytes.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

/// A fresh secret as text for links, cookies and key files.
pub fn random_text() -> String {
    URL_SAFE_NO_PAD.encode(random::<SECRET_LENGTH>())
}

/// A fresh code of digits, for somebody to copy by hand.
pub fn random_digits(digits: usize) -> String {
    (0..digits).map(|_| char::from(b'0' + rand::random_range(0..10_u8))).collect()
}

/// The digest under which a secret text is stored.
pub fn digest(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// For how long others may keep the public keys, in seconds.
pub const PUBLIC_FOR: u32 = 300;
/// How old a key is when it begins to sign: by then every node has read it, and nobody keeps a public set without it.
const KNOWN_AFTER: TimeDelta = TimeDelta::minutes(8);

/// The keys of this process.
pub struct Keys {
    secret: [u8; SECRET_LENGTH],
    /// From the oldest to the newest; never empty.
    ring: RwLock<Vec<Arc<SigningPair>>>,
    /// Tokens whose signature has been verified.
    pub(super) verified: Remembered<Signed>,
}

/// A key with both halves.
pub struct SigningPair {
    /// Its id, in the head of every token that it signed.
    pub kid: String,
    /// The private half.
    pub signing: EncodingKey,
    /// The public half.
    pub verifying: DecodingKey,
    public: Vec<u8>,
    created_at: DateTime<Utc>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").finish_non_exhaustive()
    }
}

impl Keys {
    /// Reads the keys of the database, making the first one where there is none.
    pub async fn open(db: &Db, clock: &Clock, secret: [u8; SECRET_LENGTH]) -> anyhow::Result<Self> {
        let keys = Self { secret, ring: RwLock::default(), verified: Remembered::new(MAX_KEPT) };
        keys.read(db).await?;
        if keys.ring().is_empty() {
            keys.make(db.writer(), clock).await?;
            keys.read(db).await?;
        }
        Ok(keys)
    }

    /// Reads the keys again.
    pub async fn read(&self, db: &Db) -> anyhow::Result<()> {
        let rows = Entity::find()
            .filter(Column::RetiredAt.is_null())
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Kid)
            .all(&db.read)
            .await?;
        let ring = rows.into_iter().map(|row| self.open_pair(row)).collect::<anyhow::Result<_>>()?;
        *self.ring.write().unwrap_or_else(PoisonError::into_inner) = ring;
        Ok(())
    }

    fn open_pair(&self, row: Model) -> anyhow::Result<Arc<SigningPair>> {
        let seed = unseal(&self.secret, &row.sealed_private_key)?;
        let pkcs8 = [PKCS8_PREFIX.as_slice(), &seed].concat();
        Ok(Arc::new(SigningPair {
            kid: row.kid,
            signing: EncodingKey::from_ed_der(&pkcs8),
            verifying: DecodingKey::from_ed_der(&row.public_key),
            public: row.public_key,
            created_at: row.created_at,
        }))
    }

    /// Makes a key and answers its id.
    async fn make(&self, db: &impl ConnectionTrait, clock: &Clock) -> anyhow::Result<String> {
        let seed = random::<32>();
        let kid = URL_SAFE_NO_PAD.encode(random::<9>());
        let key = ActiveModel {
            kid: Set(kid.clone()),
            public_key: Set(SigningKey::from_bytes(&seed).verifying_key().to_bytes().to_vec()),
            sealed_private_key: Set(seal(&self.secret, &seed)?),
            created_at: Set(clock.now()),
            retired_at: Set(None),
        };
        key.insert(db).await?;
        Ok(kid)
    }

    /// Makes a new key, which takes over once every node knows it. With `at_once` the others are good for nothing from
    /// now on: every token that they signed is refused, and whoever is signed in gets another by the refresh cookie.
    pub async fn rotate(
        &self,
        work: &impl ConnectionTrait,
        clock: &Clock,
        at_once: bool,
    ) -> anyhow::Result<String> {
        if at_once {
            let retire = Query::update()
                .table("signing_key")
                .value("retired_at", clock.now())
                .and_where(Expr::col("retired_at").is_null())
                .to_owned();
            work.execute(&retire).await?;
        }
        self.make(work, clock).await
    }

    fn ring(&self) -> Vec<Arc<SigningPair>> {
        self.ring.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The key that signs now: the newest that everybody knows, or the oldest where none is that old.
    pub fn signing(&self, now: DateTime<Utc>) -> Option<Arc<SigningPair>> {
        let ring = self.ring();
        let known = ring.iter().rev().find(|key| key.created_at + KNOWN_AFTER <= now);
        known.or(ring.first()).cloned()
    }

    /// The key of an id, if it is one of ours and its last token has not yet expired.
    pub fn verifying(&self, kid: &str, now: DateTime<Utc>) -> Option<Arc<SigningPair>> {
        self.current(now).into_iter().find(|key| key.kid == kid)
    }

    /// The keys that still verify: all but those that another took over from longer ago than a token lives.
    fn current(&self, now: DateTime<Utc>) -> Vec<Arc<SigningPair>> {
        let ring = self.ring();
        let taken_over = now - KNOWN_AFTER - LIFETIME;
        let first = ring.iter().rposition(|key| key.created_at <= taken_over).unwrap_or(0);
        ring.into_iter().skip(first).collect()
    }

    /// The successor of a refresh handle: derived, so that an answer that was lost on the way can
    /// be asked for again.
    pub fn successor(&self, handle: &str) -> anyhow::Result<String> {
        let mut mac = <hmac::Hmac<Sha256> as hmac::Mac>::new_from_slice(&self.secret)?;
        mac.update(b"refresh successor\n");
        mac.update(handle.as_bytes());
        Ok(URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }

    /// A digest of personal content for the audit log: it shows that two entries speak of the same
    /// words without holding them.
    pub fn content_digest(&self, content: &str) -> anyhow::Result<String> {
        let mut mac = <hmac::Hmac<Sha256> as hmac::Mac>::new_from_slice(&self.secret)?;
        mac.update(b"audit content\n");
        mac.update(content.as_bytes());
        Ok(URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes()))
    }

    /// The public keys as a JSON Web Key Set.
    pub fn jwks(&self, now: DateTime<Utc>) -> serde_json::Value {
        let keys: Vec<_> = self
            .current(now)
            .iter()
            .map(|key| {
                serde_json::json!({
                    "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig",
                    "kid": key.kid, "x": URL_SAFE_NO_PAD.encode(&key.public),
                })
            })
            .collect();
        serde_json::json!({ "keys": keys })
    }
}

fn seal(secret: &[u8; SECRET_LENGTH], plain: &[u8]) -> anyhow::Result<Vec<u8>> {
    let nonce = random::<NONCE_LENGTH>();
    let sealed = ChaCha20Poly1305::new(Key::from_slice(secret))
        .encrypt(Nonce::from_slice(&nonce), plain)
        .map_err(|_| anyhow::anyhow!("the signing key cannot be sealed"))?;
    Ok([nonce.as_slice(), &sealed].concat())
}

fn unseal(secret: &[u8; SECRET_LENGTH], sealed: &[u8]) -> anyhow::Result<Vec<u8>> {
    let (nonce, body) = sealed
        .split_at_checked(NONCE_LENGTH)
        .ok_or_else(|| anyhow::anyhow!("a stored signing key is cut short"))?;
    ChaCha20Poly1305::new(Key::from_slice(secret))
        .decrypt(Nonce::from_slice(nonce), body)
        .map_err(|_| anyhow::anyhow!("the signing keys were sealed under another key file"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sealed_keys_open_with_the_same_secret_only() {
        let sealed = seal(&[1; 32], b"seed").unwrap();
        assert_eq!(unseal(&[1; 32], &sealed).unwrap(), b"seed");
        assert!(unseal(&[2; 32], &sealed).is_err());
        assert!(unseal(&[1; 32], b"short").is_err());
    }
}
