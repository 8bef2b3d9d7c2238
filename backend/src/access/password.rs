//! Passwords: argon2id, off the event loop, at most one hash per core at a time.

use std::sync::LazyLock;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use lianyi_shared::error::Reason;
use tokio::sync::Semaphore;

use crate::error::{Error, Refusal, Result};

/// The shortest password that is accepted, in characters.
pub const MIN_LENGTH: usize = 10;
/// The longest input that is hashed, in bytes.
const MAX_BYTES: usize = 1024;

static PLACES: LazyLock<Semaphore> =
    LazyLock::new(|| Semaphore::new(std::thread::available_parallelism().map_or(2, std::num::NonZero::get)));

/// A hash that no password fits, so that an unknown user costs as much time as a known one.
static NOBODY: LazyLock<Option<String>> = LazyLock::new(|| compute(&super::keys::random_text()).ok());

fn compute(password: &str) -> anyhow::Result<String> {
    let hash =
        Argon2::default().hash_password(password.as_bytes()).map_err(|error| anyhow::anyhow!("{error}"))?;
    Ok(hash.to_string())
}

async fn off_the_loop<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let place = PLACES.acquire().await.map_err(|error| Error::Internal(error.into()))?;
    let done = tokio::task::spawn_blocking(work).await.map_err(|error| Error::Internal(error.into()));
    drop(place);
    done
}

/// Hashes a new password.
pub async fn hash(password: String) -> Result<String> {
    if password.chars().count() < MIN_LENGTH || password.len() > MAX_BYTES {
        let short = Refusal::from(Reason::PasswordTooShort).with("min", MIN_LENGTH);
        return Err(Error::invalid("input.password", short));
    }
    Ok(off_the_loop(move || compute(&password)).await??)
}

/// Whether a password fits a stored hash; without a hash it takes the same time and never fits.
pub async fn fits(password: String, hash: Option<String>) -> Result<bool> {
    if password.len() > MAX_BYTES {
        return Ok(false);
    }
    off_the_loop(move || {
        let stored = hash.as_deref().or(NOBODY.as_deref());
        let parsed = stored.and_then(|text| PasswordHash::new(text).ok());
        let fits = parsed
            .is_some_and(|parsed| Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok());
        fits && hash.is_some()
    })
    .await
}
