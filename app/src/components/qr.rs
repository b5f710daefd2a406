//! An address as a QR code.

use qrcode::{EcLevel, QrCode};
use std::fmt::Write;

/// The code in SVG, one path on a white ground with the quiet zone that readers need; nothing for an address too long
/// to be one.
pub fn svg(address: &str) -> String {
    let Ok(code) = QrCode::with_error_correction_level(address, EcLevel::M) else { return String::new() };
    let (width, quiet) = (code.width(), 4);
    let mut path = String::new();
    for (at, colour) in code.to_colors().into_iter().enumerate() {
        if colour == qrcode::Color::Dark {
            let (x, y) = (at % width + quiet, at / width + quiet);
            let _never_fails = write!(path, "M{x} {y}h1v1h-1z");
        }
    }
    let side = width + 2 * quiet;
    format!(
        "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"QR\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}
