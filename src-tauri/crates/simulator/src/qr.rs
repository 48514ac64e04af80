//! The picture of a QR code. WeChat's is a JPEG, so this is one.

use image::codecs::jpeg::JpegEncoder;
use image::{GrayImage, Luma};
use qrcode::{Color, QrCode};

/// Width of one module in pixels, and of the quiet zone in modules.
const MODULE: u32 = 10;
const QUIET: u32 = 4;

/// The QR code of `text` as a grey JPEG; `None` if the text is too long for any QR code.
pub(crate) fn jpeg(text: &str) -> Option<Vec<u8>> {
    let code = QrCode::new(text).ok()?;
    let width = u32::try_from(code.width()).ok()?;
    let side = (width + 2 * QUIET) * MODULE;
    let picture = GrayImage::from_fn(side, side, |x, y| {
        let (column, row) = ((x / MODULE).checked_sub(QUIET), (y / MODULE).checked_sub(QUIET));
        let dark = match (column, row) {
            (Some(column), Some(row)) if column < width && row < width => {
                code[(column as usize, row as usize)] == Color::Dark
            }
            _ => false,
        };
        Luma([if dark { 0 } else { 255 }])
    });
    let mut bytes = Vec::new();
    JpegEncoder::new_with_quality(&mut bytes, 90).encode_image(&picture).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_picture_reads_back_as_the_text() {
        let text = "http://127.0.0.1:40123/connect/confirm?uuid=011KWtIYwdjR0lRi";
        let picture = image::load_from_memory(&jpeg(text).unwrap()).unwrap().to_luma8();
        let mut prepared = rqrr::PreparedImage::prepare(picture);
        let grids = prepared.detect_grids();
        assert_eq!(grids.len(), 1);
        assert_eq!(grids[0].decode().unwrap().1, text);
    }

    #[test]
    fn a_text_that_fits_no_code_has_no_picture() {
        assert!(jpeg(&"x".repeat(8_000)).is_none());
    }
}
