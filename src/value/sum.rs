//! Checksums: whether bytes are still the same.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// The SHA-256 of bytes, in hexadecimal.
pub fn checksum(bytes: &[u8]) -> String {
    let mut hex = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_checksum_is_the_one_that_sha256sum_prints() {
        let sum = super::checksum(b"abc");
        assert!(sum.starts_with("ba7816bf8f01cfea414140de5dae2223"), "{sum}");
    }
}
