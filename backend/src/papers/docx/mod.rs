//! The decision paper as a docx.
//!
//! Written by hand: the crate at hand for documents cannot repeat the header row of a table on each
//! page, and the few parts of a package that a paper needs are small. The parts that never change
//! lie beside this file; [`body`] writes the document.

mod body;

use std::io::{Cursor, Write as _};

use chrono::{DateTime, SecondsFormat, Utc};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::papers::paper::Paper;

/// The media type of a docx.
pub const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const CONTENT_TYPES: &str = include_str!("content_types.xml");
const PACKAGE_RELS: &str = include_str!("package_rels.xml");
const DOCUMENT_RELS: &str = include_str!("document_rels.xml");
const STYLES: &str = include_str!("styles.xml");
const FONT_TABLE: &str = include_str!("font_table.xml");

/// Writes the paper.
pub fn write(paper: &Paper, now: DateTime<Utc>) -> anyhow::Result<Vec<u8>> {
    let document = body::document(paper);
    let footer = body::footer();
    let core = core_properties(paper, now);
    let parts = [
        ("[Content_Types].xml", CONTENT_TYPES),
        ("_rels/.rels", PACKAGE_RELS),
        ("word/document.xml", &document),
        ("word/_rels/document.xml.rels", DOCUMENT_RELS),
        ("word/styles.xml", STYLES),
        ("word/fontTable.xml", FONT_TABLE),
        ("word/footer1.xml", &footer),
        ("docProps/core.xml", &core),
    ];
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        package.start_file(name, SimpleFileOptions::default())?;
        package.write_all(content.as_bytes())?;
    }
    Ok(package.finish()?.into_inner())
}

/// Title and export number among the properties of the file.
fn core_properties(paper: &Paper, now: DateTime<Utc>) -> String {
    let title = body::escaped(&paper.title.replace('\n', ""));
    let number = body::escaped(&paper.numbered);
    let now = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
         <cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\
         <dc:title>{title}</dc:title><dc:description>{number}</dc:description>\
         <dcterms:created xsi:type=\"dcterms:W3CDTF\">{now}</dcterms:created>\
         </cp:coreProperties>"
    )
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use lianyi_shared::papers::PaperMark;
    use lianyi_shared::roster::CounterpartKind;

    use super::*;
    use crate::papers::paper::{PaperFact, PaperLeader, PaperLine, PaperSection, PaperSignature};

    /// A paper with a text everywhere that would be markup if it were not escaped.
    fn paper() -> Paper {
        let text = || "<名单> & \u{3}".to_owned();
        let line = || PaperLine {
            kind: CounterpartKind::Group,
            name: text(),
            about: text(),
            mark: PaperMark::New,
            change: text(),
            reason: Some(text()),
        };
        Paper {
            mark: text(),
            title: text(),
            facts: vec![PaperFact { label: text(), value: text() }],
            addressee: Some(text()),
            opening: vec![text()],
            heading: text(),
            columns: vec![text(); 5],
            leaders: vec![PaperLeader {
                number: Some(1),
                name: text(),
                post: text(),
                lines: vec![line(), line()],
            }],
            legend: Some(text()),
            sections: vec![PaperSection { heading: text(), paragraphs: vec![text()] }],
            closing: vec![text()],
            signatures: vec![PaperSignature { label: text(), date: text() }],
            numbered: text(),
        }
    }

    #[test]
    fn every_part_is_well_formed() {
        let file = write(&paper(), DateTime::UNIX_EPOCH).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
        assert_eq!(archive.len(), 8);
        for place in 0..archive.len() {
            let mut part = archive.by_index(place).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            let mut reader = quick_xml::Reader::from_str(&text);
            let mut depth = 0;
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
                    quick_xml::events::Event::Start(_) => depth += 1,
                    quick_xml::events::Event::End(_) => depth -= 1,
                    quick_xml::events::Event::Eof => break,
                    _ => {}
                }
            }
            assert_eq!(depth, 0, "{name}");
        }
    }
}
