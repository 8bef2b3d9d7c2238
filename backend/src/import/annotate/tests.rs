use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use calamine::{Reader, Xlsx};
use lianyi_shared::import::FindingCode;

use super::*;

const FILE: &str = "党外代表人士信息表.xlsx";
const SHEET: &str = "党外代表人士";

fn original() -> Vec<u8> {
    std::fs::read(format!("{}/../tests/fixtures/import/{FILE}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn finding(row: Option<u32>, column: Option<&str>, severity: Severity) -> Finding {
    Finding {
        sheet: SHEET.to_owned(),
        row,
        column: column.map(str::to_owned),
        severity,
        code: FindingCode::UnknownCategory,
        params: vec![("value".to_owned(), "<10> & more".to_owned())],
    }
}

/// An error at a filled cell, a warning at an empty one, a whole row, and a cell only cleaned.
fn findings() -> Vec<Finding> {
    vec![
        finding(Some(414), Some("K"), Severity::Error),
        finding(Some(414), Some("Q"), Severity::Warning),
        finding(Some(134), None, Severity::Warning),
        finding(Some(87), Some("A"), Severity::Normalised),
    ]
}

fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|index| {
            let mut part = archive.by_index(index).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().unwrap().into_owned(), content)
        })
        .collect()
}

fn grounds(bytes: &[u8]) -> BTreeSet<(u32, u32, String)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    let styles = book.worksheet_style(SHEET).unwrap();
    let mut found = BTreeSet::new();
    for row in 0..434 {
        for column in 0..18 {
            let fill = styles.get((row, column)).and_then(|style| style.fill.clone());
            let text = format!("{fill:?}").to_uppercase();
            for ground in ["FFC7CE", "FFEB9C"] {
                let decimal: Vec<String> = (0..3)
                    .map(|i| u8::from_str_radix(&ground[2 * i..2 * i + 2], 16).unwrap().to_string())
                    .collect();
                if text.contains(ground) || decimal.iter().all(|part| text.contains(part)) {
                    found.insert((row + 1, column, ground.to_owned()));
                }
            }
        }
    }
    found
}

#[test]
fn faulty_cells_are_coloured_and_commented_and_nothing_else_changes() {
    let before = original();
    let after = annotate(FILE, &before, &findings(), Lang::Zh).unwrap();
    assert_eq!(sheet::read(FILE, &after), sheet::read(FILE, &before));

    let (old, new) = (parts(&before), parts(&after));
    let changed: Vec<&str> = old
        .iter()
        .filter(|(name, content)| new.get(*name) != Some(content))
        .map(|(name, _)| name.as_str())
        .collect();
    assert_eq!(changed, ["[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet1.xml"]);

    let marked = [(134, 0, "FFEB9C"), (414, 10, "FFC7CE"), (414, 16, "FFEB9C")];
    assert_eq!(grounds(&after), marked.map(|(row, column, ground)| (row, column, ground.to_owned())).into());
    assert_eq!(grounds(&before), BTreeSet::new());

    let comments = String::from_utf8(new["xl/commentsCheck_xlworksheetssheet1xml.xml"].clone()).unwrap();
    for place in ["A134", "K414", "Q414"] {
        assert_eq!(comments.matches(&format!("ref=\"{place}\"")).count(), 1);
    }
    assert!(comments.contains("错误：人士类别“&lt;10&gt; &amp; more”"));
    assert!(!comments.contains("A87"));
}

#[test]
fn comments_that_stand_already_are_kept() {
    let once = annotate(FILE, &original(), &findings(), Lang::Zh).unwrap();
    let more = [finding(Some(414), Some("K"), Severity::Error), finding(Some(5), Some("B"), Severity::Error)];
    let twice = annotate(FILE, &once, &more, Lang::En).unwrap();
    let parts = parts(&twice);
    let names: Vec<&String> =
        parts.keys().filter(|name| name.contains("omments") || name.contains("vml")).collect();
    assert_eq!(names.len(), 2, "{names:?}");
    let comments = String::from_utf8(parts["xl/commentsCheck_xlworksheetssheet1xml.xml"].clone()).unwrap();
    assert_eq!(comments.matches("<comment ").count(), 4);
    let own = comments.split("ref=\"K414\"").nth(1).unwrap().split("</comment>").next().unwrap();
    assert!(own.contains("错误：") && own.contains("error："), "{own}");
    assert_eq!(sheet::read(FILE, &twice), sheet::read(FILE, &original()));
}

#[test]
fn every_part_stays_well_formed() {
    let after = annotate(FILE, &original(), &findings(), Lang::Zh).unwrap();
    for (name, content) in parts(&after) {
        let text = String::from_utf8(content).unwrap();
        let mut reader = quick_xml::Reader::from_str(&text);
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => panic!("{name}: {error}"),
            }
        }
    }
}

#[test]
fn a_csv_file_gets_a_column_of_messages() {
    let mut wrong = finding(Some(2), Some("B"), Severity::Error);
    wrong.sheet = "x".to_owned();
    let out = annotate("x.csv", "甲,乙\n\"=1\",10\n".as_bytes(), &[wrong], Lang::Zh).unwrap();
    let text = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "\u{feff}\"甲\",\"乙\",\"导入核对\"");
    assert!(lines[1].starts_with("\"'=1\",\"10\",\"错误：人士类别“<10> & more”"), "{}", lines[1]);
}

#[test]
fn columns_have_numbers() {
    for number in [0, 25, 26, 701, 702, 16_383] {
        assert_eq!(column_number(&super::super::sheet::column_letters(number)), Some(number));
    }
    assert_eq!(column_number("a"), None);
    assert_eq!(column_number("ZZZZZZZZZZ"), None);
}
