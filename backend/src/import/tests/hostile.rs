//! Damaged and hostile files are read or refused, never a crash.

use std::io::{Cursor, Read as _, Write as _};

use proptest::prelude::*;

use super::*;
use crate::import::annotate::annotate;

/// A workbook with some characters of one of its parts replaced.
fn damaged(part: &str, place: prop::sample::Index, cut: usize, text: &str) -> Vec<u8> {
    let original = fixture("统战团体与民主党派基层组织.xlsx");
    let mut archive = zip::ZipArchive::new(Cursor::new(&original[..])).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        if name == part {
            let from = place.index(content.len());
            let to = (from + cut).min(content.len());
            content.splice(from..to, text.bytes());
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn judge_and_annotate(name: &str, bytes: &[u8]) {
    if let Ok(book) = sheet::read(name, bytes) {
        let judgement = groups::judge(&book, &Known::default());
        let _ = annotate(name, bytes, &judgement.findings, Lang::Zh);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn damaged_parts_never_crash(
        part in prop::sample::select(vec![
            "xl/workbook.xml",
            "xl/styles.xml",
            "xl/worksheets/sheet1.xml",
            "xl/_rels/workbook.xml.rels",
            "[Content_Types].xml",
        ]),
        place in any::<prop::sample::Index>(),
        cut in 0_usize..12,
        text in "[0-9A-Z<>/\"= ]{0,12}",
    ) {
        judge_and_annotate("x.xlsx", &damaged(part, place, cut, &text));
    }

    #[test]
    fn any_bytes_never_crash(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        judge_and_annotate("x.csv", &bytes);
    }

    #[test]
    fn any_table_never_crashes(
        rows in prop::collection::vec("(名称|类别|成员数|合计|,|\"|\n|\r|=|0|9|。|甲|（|）|、){0,20}", 0..8),
    ) {
        let text = format!("名称,类别,成员数\n{}", rows.join("\n"));
        judge_and_annotate("x.csv", text.as_bytes());
    }
}
