//! Drawing a picture anew.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader, Limits};
use lianyi_shared::error::Reason;

/// The longest side, in pixels: an A4 page at 300 dots an inch fits.
const LONGEST: u32 = 4_096;
/// The longest side that is unpacked at all.
const LONGEST_UNPACKED: u32 = 20_000;
/// The most that unpacking may take, in bytes.
const MEMORY: u64 = 256 * 1024 * 1024;
/// How good a photograph stays, of 100.
const QUALITY: u8 = 88;

/// The same picture, upright, without anything that was written beside it; smaller if it is very large.
pub fn redrawn(bytes: &[u8], format: ImageFormat) -> Result<Vec<u8>, Reason> {
    let damaged = |_| Reason::AttachmentDamaged;
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY);
    limits.max_image_width = Some(LONGEST_UNPACKED);
    limits.max_image_height = Some(LONGEST_UNPACKED);
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(too_much)?;
    if decoder.total_bytes() > MEMORY {
        return Err(Reason::AttachmentTooMuch);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(too_much)?;
    picture.apply_orientation(orientation);
    if picture.width().max(picture.height()) > LONGEST {
        picture = picture.resize(LONGEST, LONGEST, FilterType::Triangle);
    }
    let mut out = Vec::new();
    if format == ImageFormat::Png {
        picture.write_with_encoder(PngEncoder::new(&mut out)).map_err(damaged)?;
    } else {
        picture
            .into_rgb8()
            .write_with_encoder(JpegEncoder::new_with_quality(&mut out, QUALITY))
            .map_err(damaged)?;
    }
    Ok(out)
}

fn too_much(error: image::ImageError) -> Reason {
    match error {
        image::ImageError::Limits(_) => Reason::AttachmentTooMuch,
        _ => Reason::AttachmentDamaged,
    }
}
