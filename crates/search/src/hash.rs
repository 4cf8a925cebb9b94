//! Hashes that are the same on every machine and in every version of Rust: for features, fingerprints and checksums.
//! None of them is meant to resist an attacker.

/// Start of a running hash for the features of one block.
pub(crate) fn seed(block: u64) -> u64 {
    mix(block.wrapping_add(0x9E37_79B9_7F4A_7C15))
}

/// A running hash, one unit (byte or character) further. Cheap; [`finish`] spreads it.
#[inline]
pub(crate) fn step(hash: u64, unit: u32) -> u64 {
    (hash ^ u64::from(unit)).wrapping_mul(0x0000_0100_0000_01B3).rotate_left(23).wrapping_add(0x2545_F491)
}

/// 32 well-spread bits of a running hash, never zero (zero marks an empty place in tables).
#[inline]
pub(crate) fn finish(hash: u64) -> u32 {
    ((mix(hash) >> 32) as u32).max(1)
}

/// A whole text in 64 bits.
pub(crate) fn text(text: &str) -> u64 {
    mix(text.bytes().fold(seed(0), |hash, byte| step(hash, u32::from(byte))))
}

/// The finaliser of splitmix64.
fn mix(hash: u64) -> u64 {
    let hash = (hash ^ (hash >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let hash = (hash ^ (hash >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    hash ^ (hash >> 31)
}

/// 128 bits over a stream of bytes: two running sums, eight bytes a step.
pub(crate) struct Fingerprint {
    sums: [u64; 2],
    length: u64,
}

impl Fingerprint {
    pub(crate) fn new() -> Self {
        Fingerprint { sums: [seed(1), seed(2)], length: 0 }
    }

    /// Adds bytes; where one call ends and the next starts counts only for lengths that are no multiple of eight.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            let word = u64::from_le_bytes(word);
            self.sums[0] = (self.sums[0] ^ word).wrapping_mul(0xBF58_476D_1CE4_E5B9).rotate_left(29);
            self.sums[1] = (self.sums[1].rotate_left(17) ^ word).wrapping_mul(0x94D0_49BB_1331_11EB);
        }
        self.length = self.length.wrapping_add(bytes.len() as u64);
    }

    /// Adds a text with its length, so that neighbouring fields cannot run into one another.
    pub(crate) fn field(&mut self, text: &str) {
        self.bytes(&(text.len() as u64).to_le_bytes());
        self.bytes(text.as_bytes());
    }

    pub(crate) fn finish(self) -> u128 {
        let high = mix(self.sums[0] ^ self.length);
        let low = mix(self.sums[1].wrapping_add(self.length));
        (u128::from(high) << 64) | u128::from(low)
    }
}

/// A small generator of pseudo-random numbers (splitmix64), for shuffling and for misspelling.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mix(self.0)
    }

    /// A number below `bound` (which must not be zero).
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}
