//! Access tokens: short-lived, signed with Ed25519, carrying identity and nothing else.

use std::sync::Arc;

use chrono::TimeDelta;
use jsonwebtoken::{Algorithm, Header, Validation, decode, decode_header, encode};
use lianyi_shared::error::Reason;
use lianyi_shared::id::{AccountId, SessionId};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::access::keys::Keys;
use crate::clock::Clock;
use crate::error::{Error, Result};

/// How long a token is good.
pub const LIFETIME: TimeDelta = TimeDelta::minutes(10);
const ISSUER: &str = "lianyi";
const AUDIENCE: &str = "lianyi-api";
const TYPE: &str = "at+jwt";
/// How many verified tokens a node remembers. To verify one costs more than to answer a small question.
pub(super) const MAX_KEPT: usize = 10_000;

/// Who a token speaks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// The account.
    pub account: AccountId,
    /// The sign-in it belongs to.
    pub session: SessionId,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    iss: String,
    aud: String,
    sub: AccountId,
    sid: SessionId,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: Uuid,
}

/// A token whose signature is good.
#[derive(Debug)]
pub(super) struct Signed {
    kid: String,
    claims: Claims,
}

/// Signs a token.
pub fn issue(keys: &Keys, clock: &Clock, jti: Uuid, identity: Identity) -> Result<String> {
    let at = clock.now();
    let key = keys.signing(at).ok_or_else(|| Error::Internal(anyhow::anyhow!("no signing key")))?;
    let now = at.timestamp();
    let header =
        Header { typ: Some(TYPE.to_owned()), kid: Some(key.kid.clone()), ..Header::new(Algorithm::EdDSA) };
    let claims = Claims {
        iss: ISSUER.to_owned(),
        aud: AUDIENCE.to_owned(),
        sub: identity.account,
        sid: identity.session,
        iat: now,
        nbf: now,
        exp: now + LIFETIME.num_seconds(),
        jti,
    };
    encode(&header, &claims, &key.signing).map_err(|error| Error::Internal(error.into()))
}

/// Reads a token back. Whatever is wrong with it, the answer is the same.
pub fn verify(keys: &Keys, clock: &Clock, token: &str) -> Result<Identity> {
    read(keys, clock, token).ok_or_else(|| Error::Unauthenticated(Reason::BadToken.into()))
}

fn read(keys: &Keys, clock: &Clock, token: &str) -> Option<Identity> {
    let signed = if let Some(signed) = keys.verified.get(token) {
        signed
    } else {
        let signed = Arc::new(verify_signature(keys, clock, token)?);
        keys.verified.keep(token, Arc::clone(&signed));
        signed
    };
    // A key that is retired takes its tokens with it.
    keys.verifying(&signed.kid, clock.now())?;
    let Claims { iat, nbf, exp, .. } = signed.claims;
    let now = clock.now().timestamp();
    let timely = nbf <= now && iat <= now && now < exp && exp.checked_sub(iat)? <= LIFETIME.num_seconds();
    timely.then_some(Identity { account: signed.claims.sub, session: signed.claims.sid })
}

/// Reads a token and judges everything of it that time does not change.
fn verify_signature(keys: &Keys, clock: &Clock, token: &str) -> Option<Signed> {
    let header = decode_header(token).ok()?;
    let foreign = header.jku.is_some() || header.jwk.is_some() || header.x5u.is_some();
    if header.typ.as_deref() != Some(TYPE) || foreign {
        return None;
    }
    let key = keys.verifying(&header.kid?, clock.now())?;
    let mut validation = Validation::new(Algorithm::EdDSA);
    validation.set_issuer(&[ISSUER]);
    validation.set_audience(&[AUDIENCE]);
    validation.set_required_spec_claims(&["exp", "nbf", "iss", "aud", "sub"]);
    // The times are judged below by our own clock, which tests can move.
    validation.validate_exp = false;
    validation.validate_nbf = false;
    let claims = decode::<Claims>(token, &key.verifying, &validation).ok()?.claims;
    Some(Signed { kid: key.kid.clone(), claims })
}
