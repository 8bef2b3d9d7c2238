//! How much one caller may ask for: a bucket of points for each account, or for each address while nobody is signed in.
//!
//! A request takes as many points as its document costs ([`super::guard::Weight`]); the bucket fills again steadily.
//! Each node keeps its own buckets: they protect its processors, and no decision depends on them.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

use lianyi_shared::id::AccountId;

/// The points that an account gets back each second unless the operator says otherwise: about 250 pages of twenty
/// people.
pub const POINTS_PER_SECOND: u64 = 20_000;
/// Beyond so many buckets the full ones are forgotten.
const MAX_BUCKETS: usize = 10_000;

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Caller {
    /// Somebody signed in.
    Account(AccountId),
    /// Somebody not signed in, by where the request comes from.
    Address(IpAddr),
}

/// How large a bucket is and how fast it fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Rate {
    /// Points in a full bucket.
    pub(super) maximum: u64,
    /// Points that come back each second.
    pub(super) per_second: u64,
}

impl Rate {
    /// A bucket that five seconds fill for an account.
    const fn of_account(per_second: u64) -> Self {
        Self { maximum: per_second.saturating_mul(5), per_second }
    }

    /// Ten attempts to sign in a second, from an address behind which a whole campus may sit.
    const OF_ADDRESS: Self = Self { maximum: 10_000, per_second: 1_000 };
}

/// What a request took, and what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    /// Points of this request.
    pub(super) requested: u64,
    /// Points left.
    pub(super) available: u64,
    /// The rule.
    pub(super) rate: Rate,
}

/// The bucket is too empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Exhausted {
    /// After how many seconds there is enough again.
    pub(super) seconds: u64,
}

/// The buckets of this node.
#[derive(Debug)]
pub(super) struct Buckets {
    of_account: Rate,
    kept: Mutex<HashMap<Caller, Bucket>>,
}

#[derive(Clone, Copy, Debug)]
struct Bucket {
    points: u64,
    at: Instant,
}

impl Bucket {
    /// As it is at a later moment.
    fn filled(self, rate: Rate, now: Instant) -> Self {
        let passed = u64::try_from(now.saturating_duration_since(self.at).as_millis()).unwrap_or(u64::MAX);
        let back = passed.saturating_mul(rate.per_second) / 1_000;
        // Less than a point is not lost: the time stays.
        let at = if back == 0 { self.at } else { now };
        Self { points: self.points.saturating_add(back).min(rate.maximum), at }
    }
}

impl Buckets {
    /// Full buckets; each account's gets so many points back a second.
    pub(super) fn new(points_per_second: u64) -> Self {
        Self { of_account: Rate::of_account(points_per_second), kept: Mutex::default() }
    }

    const fn rate(&self, caller: Caller) -> Rate {
        match caller {
            Caller::Account(_) => self.of_account,
            Caller::Address(_) => Rate::OF_ADDRESS,
        }
    }

    /// Takes points. Even the cheapest request costs one.
    pub(super) fn take(&self, caller: Caller, cost: u64) -> Result<Taken, Exhausted> {
        self.take_at(caller, cost, Instant::now())
    }

    fn take_at(&self, caller: Caller, cost: u64, now: Instant) -> Result<Taken, Exhausted> {
        let (rate, requested) = (self.rate(caller), cost.max(1));
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= MAX_BUCKETS {
            kept.retain(|caller, bucket| {
                let rate = self.rate(*caller);
                bucket.filled(rate, now).points < rate.maximum
            });
        }
        let bucket = kept.entry(caller).or_insert(Bucket { points: rate.maximum, at: now });
        *bucket = bucket.filled(rate, now);
        match bucket.points.checked_sub(requested) {
            Some(available) => {
                bucket.points = available;
                Ok(Taken { requested, available, rate })
            }
            None => Err(Exhausted { seconds: (requested - bucket.points).div_ceil(rate.per_second) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let buckets = Buckets::new(POINTS_PER_SECOND);
        let caller = Caller::Address(IpAddr::from([127, 0, 0, 1]));
        let start = Instant::now();
        let take = |cost, after| buckets.take_at(caller, cost, start + Duration::from_millis(after));
        assert_eq!(take(9_000, 0).unwrap().available, 1_000);
        assert_eq!(take(4_000, 0), Err(Exhausted { seconds: 3 }));
        assert_eq!(take(0, 0).unwrap(), Taken { requested: 1, available: 999, rate: Rate::OF_ADDRESS });
        assert_eq!(take(2_000, 1_001).unwrap().available, 0);
        assert_eq!(take(1, 1_001), Err(Exhausted { seconds: 1 }));
        assert_eq!(take(1, 60_000).unwrap().available, 9_999);
        let other = Caller::Address(IpAddr::from([10, 0, 0, 1]));
        assert_eq!(buckets.take_at(other, 1, start).unwrap().available, 9_999);
    }
}
