//! The keys that sign access tokens.
//!
//! They live in the database, so that all nodes share them, with the private half sealed under a
//! key from the configuration. The same secret derives the successor of a refresh handle.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chacha20poly1305::aead::{Aead as _, KeyInit as _};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use ed25519_dalek::SigningKey;
use hmac::Mac as _;
use jsonwebtoken::{DecodingKey, EncodingKey};
use rand::RngCore as _;
use sea_orm::{
    ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Set,
};
use sha2::{Digest as _, Sha256};

use crate::clock::Clock;
use crate::db::Db;
use crate::entity::signing_key::{ActiveModel, Column, Entity, Model};

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

/// The digest under which a secret text is stored.
pub fn digest(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

/// The keys of this process.
pub struct Keys {
    secret: [u8; SECRET_LENGTH],
    kid: String,
    signing: EncodingKey,
    verifying: Vec<(String, Vec<u8>, DecodingKey)>,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Keys").field("kid", &self.kid).finish_non_exhaustive()
    }
}

impl Keys {
    /// Reads the keys of the database, making the first one where there is none.
    pub async fn open(db: &Db, clock: &Clock, secret: [u8; SECRET_LENGTH]) -> anyhow::Result<Self> {
        let mut rows = Self::read(db).await?;
        if rows.is_empty() {
            let seed = random::<32>();
            ActiveModel {
                kid: Set(URL_SAFE_NO_PAD.encode(random::<9>())),
                public_key: Set(SigningKey::from_bytes(&seed).verifying_key().to_bytes().to_vec()),
                sealed_private_key: Set(seal(&secret, &seed)?),
                created_at: Set(clock.now()),
                retired_at: Set(None),
            }
            .insert(db.writer())
            .await?;
            rows = Self::read(db).await?;
        }
        // Two nodes that start together may each make a key: all of them verify, the oldest signs.
        let first = rows.first().ok_or_else(|| anyhow::anyhow!("no signing key"))?;
        let seed = unseal(&secret, &first.sealed_private_key)?;
        let pkcs8 = [PKCS8_PREFIX.as_slice(), &seed].concat();
        Ok(Self {
            secret,
            kid: first.kid.clone(),
            signing: EncodingKey::from_ed_der(&pkcs8),
            verifying: rows
                .into_iter()
                .map(|row| (row.kid, row.public_key.clone(), DecodingKey::from_ed_der(&row.public_key)))
                .collect(),
        })
    }

    async fn read(db: &Db) -> anyhow::Result<Vec<Model>> {
        Ok(Entity::find()
            .filter(Column::RetiredAt.is_null())
            .order_by_asc(Column::CreatedAt)
            .order_by_asc(Column::Kid)
            .all(db.writer())
            .await?)
    }

    /// The id of the key that signs, and the key.
    pub fn signing(&self) -> (&str, &EncodingKey) {
        (&self.kid, &self.signing)
    }

    /// The key of an id, if it is one of ours.
    pub fn verifying(&self, kid: &str) -> Option<&DecodingKey> {
        self.verifying.iter().find(|(id, ..)| id == kid).map(|(.., key)| key)
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
    pub fn jwks(&self) -> serde_json::Value {
        let keys: Vec<_> = self
            .verifying
            .iter()
            .map(|(kid, public, _)| {
                serde_json::json!({
                    "kty": "OKP", "crv": "Ed25519", "alg": "EdDSA", "use": "sig",
                    "kid": kid, "x": URL_SAFE_NO_PAD.encode(public),
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
