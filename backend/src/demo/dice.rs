//! Chance that falls the same way every time, so that the college is the same at every load.

/// A sequence of numbers from a fixed seed (`SplitMix64`).
#[derive(Clone, Debug)]
pub(super) struct Dice(u64);

impl Dice {
    pub(super) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number from `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        let span = u64::from(high.abs_diff(low)) + 1;
        low + i32::try_from(self.next() % span).unwrap_or(0)
    }

    /// Whether something happens that happens so many times in a hundred.
    pub(super) fn percent(&mut self, chance: i32) -> bool {
        self.between(1, 100) <= chance
    }

    /// One of a list.
    pub(super) fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        let last = i32::try_from(from.len().saturating_sub(1)).unwrap_or(0);
        let place = usize::try_from(self.between(0, last)).unwrap_or(0);
        from.get(place).copied().unwrap_or_default()
    }

    /// One of a list in which each entry has its weight.
    pub(super) fn weighted<T: Copy + Default>(&mut self, from: &[(T, i32)]) -> T {
        let total: i32 = from.iter().map(|(_, weight)| weight).sum();
        let mut left = self.between(1, total.max(1));
        for (entry, weight) in from {
            left -= weight;
            if left <= 0 {
                return *entry;
            }
        }
        T::default()
    }
}
