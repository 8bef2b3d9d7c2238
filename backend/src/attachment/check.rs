//! What a file is, by its content.

use std::io::{Cursor, Read};

use image::ImageFormat;
use lianyi_shared::attachment::AttachmentKind;
use lianyi_shared::error::Reason;
use zip::ZipArchive;

use super::picture;
use crate::import::sheet::is_zip;

/// The most that the parts of a file may unpack to, in bytes.
const MAX_UNPACKED: u64 = 200 * 1024 * 1024;
/// The most parts of a file.
const MAX_PARTS: usize = 5_000;
/// The largest list of parts that is read, in bytes.
const MAX_LIST: u64 = 1024 * 1024;

/// A file as it is kept.
#[derive(Debug)]
pub struct Judged {
    /// What it is.
    pub kind: AttachmentKind,
    /// Its content; that of a picture is drawn anew.
    pub bytes: Vec<u8>,
}

/// Judges a file. Takes as long as unpacking it does: not for the asynchronous threads.
pub fn judge(bytes: Vec<u8>) -> Result<Judged, Reason> {
    let drawn = |kind, format| picture::redrawn(&bytes, format).map(|bytes| Judged { kind, bytes });
    if bytes.is_empty() {
        return Err(Reason::AttachmentEmpty);
    }
    match image::guess_format(&bytes) {
        Ok(ImageFormat::Jpeg) => return drawn(AttachmentKind::Jpeg, ImageFormat::Jpeg),
        Ok(ImageFormat::Png) => return drawn(AttachmentKind::Png, ImageFormat::Png),
        _ => {}
    }
    if bytes.starts_with(b"%PDF-") {
        return Ok(Judged { kind: AttachmentKind::Pdf, bytes });
    }
    if is_zip(&bytes) {
        let kind = packed(&bytes)?;
        return Ok(Judged { kind, bytes });
    }
    Err(Reason::AttachmentKind)
}

/// The kind of a packed file: what its list of parts says, if everything in it can be unpacked.
fn packed(bytes: &[u8]) -> Result<AttachmentKind, Reason> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Reason::AttachmentDamaged)?;
    let kind = kind_of(&mut archive)?;
    if archive.len() > MAX_PARTS {
        return Err(Reason::AttachmentTooMuch);
    }
    let mut left = MAX_UNPACKED;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| Reason::AttachmentDamaged)?;
        let name = part.name().map_err(|_| Reason::AttachmentDamaged)?.to_ascii_lowercase();
        if name.ends_with("vbaproject.bin") || name.contains("/activex/") {
            return Err(Reason::AttachmentMacros);
        }
        // The sizes that a zip declares may lie.
        let unpacked = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
            .map_err(|_| Reason::AttachmentDamaged)?;
        left = left.checked_sub(unpacked).ok_or(Reason::AttachmentTooMuch)?;
    }
    Ok(kind)
}

fn kind_of(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<AttachmentKind, Reason> {
    if archive.index_for_name("OFD.xml").is_some() {
        return Ok(AttachmentKind::Ofd);
    }
    let list = archive.by_name("[Content_Types].xml").map_err(|_| Reason::AttachmentKind)?;
    let mut text = String::new();
    list.take(MAX_LIST).read_to_string(&mut text).map_err(|_| Reason::AttachmentDamaged)?;
    if text.contains("macroEnabled") {
        return Err(Reason::AttachmentMacros);
    }
    [
        ("wordprocessingml.document.main+xml", AttachmentKind::Docx),
        ("spreadsheetml.sheet.main+xml", AttachmentKind::Xlsx),
        ("presentationml.presentation.main+xml", AttachmentKind::Pptx),
    ]
    .into_iter()
    .find_map(|(part, kind)| text.contains(part).then_some(kind))
    .ok_or(Reason::AttachmentKind)
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{DynamicImage, ImageEncoder as _, RgbImage};
    use std::io::Write as _;
    use zip::write::SimpleFileOptions;

    fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in parts {
            out.start_file(*name, SimpleFileOptions::default()).unwrap();
            out.write_all(content).unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    fn office(main: &str) -> Vec<u8> {
        let list = format!("<Types><Override ContentType=\"application/vnd.{main}\"/></Types>");
        package(&[("[Content_Types].xml", list.as_bytes()), ("main.xml", b"<a/>")])
    }

    fn kind(bytes: Vec<u8>) -> Result<AttachmentKind, Reason> {
        judge(bytes).map(|judged| judged.kind)
    }

    #[test]
    fn the_content_says_what_a_file_is() {
        let office = |main| kind(office(main));
        assert_eq!(
            office("openxmlformats-officedocument.wordprocessingml.document.main+xml"),
            Ok(AttachmentKind::Docx)
        );
        assert_eq!(
            office("openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
            Ok(AttachmentKind::Xlsx)
        );
        assert_eq!(
            office("openxmlformats-officedocument.presentationml.presentation.main+xml"),
            Ok(AttachmentKind::Pptx)
        );
        assert_eq!(kind(package(&[("OFD.xml", b"<ofd/>")])), Ok(AttachmentKind::Ofd));
        assert_eq!(kind(b"%PDF-1.7\n%%EOF".to_vec()), Ok(AttachmentKind::Pdf));
    }

    #[test]
    fn whatever_else_is_refused_with_its_reason() {
        assert_eq!(kind(Vec::new()), Err(Reason::AttachmentEmpty));
        assert_eq!(kind(b"MZ\x90\x00".to_vec()), Err(Reason::AttachmentKind));
        assert_eq!(kind(b"<html><script>".to_vec()), Err(Reason::AttachmentKind));
        assert_eq!(
            kind(b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_vec()),
            Err(Reason::AttachmentKind)
        );
        assert_eq!(kind(b"GIF89a".to_vec()), Err(Reason::AttachmentKind));
        assert_eq!(
            kind(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old office".to_vec()),
            Err(Reason::AttachmentKind)
        );
        assert_eq!(kind(b"PK\x03\x04 cut off".to_vec()), Err(Reason::AttachmentDamaged));
        assert_eq!(kind(b"\xFF\xD8\xFF\xE0 no picture".to_vec()), Err(Reason::AttachmentDamaged));
        assert_eq!(kind(package(&[("a.exe", b"MZ")])), Err(Reason::AttachmentKind));
        assert_eq!(kind(office("ms-word.document.macroEnabled.main+xml")), Err(Reason::AttachmentMacros));
        let list = b"<Override ContentType=\"wordprocessingml.document.main+xml\"/>";
        let hidden = package(&[("[Content_Types].xml", list), ("word/vbaProject.bin", b"x")]);
        assert_eq!(kind(hidden), Err(Reason::AttachmentMacros));
        let zeros = vec![0; 30_000_000];
        let parts: Vec<(String, &[u8])> = (0..8).map(|n| (format!("word/{n}.xml"), &*zeros)).collect();
        let mut parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, part)| (&**name, *part)).collect();
        parts.push(("[Content_Types].xml", list));
        let bomb = package(&parts);
        assert!(bomb.len() < 1_000_000);
        assert_eq!(kind(bomb), Err(Reason::AttachmentTooMuch));
    }

    #[test]
    fn a_picture_that_would_unpack_to_too_much_is_refused() {
        // 20,000 by 20,000 pixels in a few bytes of header.
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\x4e\x20\0\0\x4e\x20\x08\x02\0\0\0".to_vec();
        let check = png.get(12..).map(crc).unwrap();
        png.extend(check.to_be_bytes());
        png.extend(b"\0\0\0\0IDAT\x35\xaf\x06\x1e\0\0\0\0IEND\xae\x42\x60\x82");
        assert_eq!(kind(png), Err(Reason::AttachmentTooMuch));
    }

    fn crc(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(!0, |crc: u32, byte| {
            (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
                (crc >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(crc & 1))
            })
        })
    }

    #[test]
    fn a_picture_stands_upright_and_tells_nothing_of_its_camera() {
        // Orientation 6 (turned to the right), and words that stand for a place and an owner.
        let exif =
            b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0 GPS 31.46,104.73 owner Wang";
        let picture = DynamicImage::from(RgbImage::from_fn(40, 20, |x, _| {
            image::Rgb([if x < 20 { 250 } else { 5 }; 3])
        }));
        let mut jpeg = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut jpeg);
        encoder.set_exif_metadata(exif.to_vec()).unwrap();
        picture.write_with_encoder(encoder).unwrap();
        let holds = |bytes: &[u8], words: &[u8]| bytes.windows(words.len()).any(|window| window == words);
        assert!(holds(&jpeg, b"GPS 31.46"));
        let judged = judge(jpeg).unwrap();
        assert!(!holds(&judged.bytes, b"GPS") && !holds(&judged.bytes, b"Exif"));
        let upright = image::load_from_memory(&judged.bytes).unwrap().into_luma8();
        assert_eq!(upright.dimensions(), (20, 40));
        assert!(upright.get_pixel(10, 5).0[0] > 200 && upright.get_pixel(10, 35).0[0] < 50);
    }
}
