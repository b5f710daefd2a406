//! Ids that a form brings along, so that a second press is the same deed.

use uuid::Uuid;

/// A new id: the server's where it renders the form, the browser's where the form appears there.
#[cfg(feature = "ssr")]
pub fn fresh_id() -> Uuid {
    crate::Services::get().ambient.ordered_id()
}

/// A new id: the server's where it renders the form, the browser's where the form appears there.
#[cfg(not(feature = "ssr"))]
pub fn fresh_id() -> Uuid {
    let mut bytes = [0; 16];
    for byte in &mut bytes {
        *byte = random_byte();
    }
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

/// An id names a deed and guards nothing, so the browser's everyday dice are good enough.
#[cfg(not(feature = "ssr"))]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the product is below 256")]
fn random_byte() -> u8 {
    (js_sys::Math::random() * 256.0) as u8
}
