//! Files that are no workbook, hide something, or are sent in the wrong way, and downloads that
//! nobody was promised.

use std::io::{Cursor, Write as _};

use lianyi_shared::error::Reason;
use lianyi_shared::import::FileProblem;
use lianyi_tests::files::sending;
use reqwest::RequestBuilder;
use zip::write::SimpleFileOptions;

use super::Table;

/// A workbook of units with one sheet, the sheet as given.
pub fn workbook(sheet: &[u8]) -> Vec<u8> {
    const TYPES: &str = r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#;
    const ROOT: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    const BOOK: &str = r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>"#;
    const SHEETS: &str = r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    zipped(&[
        ("[Content_Types].xml", TYPES.as_bytes()),
        ("_rels/.rels", ROOT.as_bytes()),
        ("xl/workbook.xml", BOOK.as_bytes()),
        ("xl/_rels/workbook.xml.rels", SHEETS.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

/// A sheet that says how far it reaches, and its rows.
pub fn sheet(reaches: &str, rows: &str) -> Vec<u8> {
    format!(
        r#"<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="{reaches}"/><sheetData>{rows}</sheetData></worksheet>"#
    )
    .into_bytes()
}

fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

impl Table<'_> {
    pub(super) fn upload(&self, query: &[(&str, &str)], file: Vec<u8>) -> RequestBuilder {
        let address = self.app.url("/api/imports");
        sending(&self.client, &address, query, file).bearer_auth(self.user.token().unwrap())
    }

    /// A file that cannot be read, and why.
    fn file(&mut self, name: &'static str, file_name: &str, problem: FileProblem, file: Vec<u8>) {
        let request = self.upload(&[("kind", "UNITS"), ("name", file_name)], file);
        let at = ("BAD_USER_INPUT", Reason::ImportFile, Some("file"));
        self.refused(name, 400, at, Some(problem), request);
    }

    pub(super) fn files(&mut self) {
        use FileProblem as P;
        let good = crate::import::fixture("组织机构.xlsx");
        let good_csv = "单位代码,单位名称,单位类别\nA01,某学院,学校\n";
        self.file("no bytes", "a.xlsx", P::Empty, Vec::new());
        self.file("a byte order mark alone", "a.csv", P::Empty, b"\xef\xbb\xbf".to_vec());
        self.file("a picture", "a.xlsx", P::NotAWorkbook, b"\x89PNG\r\n\x1a\n\0\0".to_vec());
        self.file("a PDF", "a.xlsx", P::NotAWorkbook, b"%PDF-1.7\n".to_vec());
        self.file("a page", "a.csv", P::NotAWorkbook, b"<html><table>".to_vec());
        self.file("a zip without a workbook", "a.xlsx", P::NotAWorkbook, zipped(&[("a.txt", b"x")]));
        let letter = zipped(&[("word/document.xml", b"<document/>")]);
        self.file("a letter", "a.xlsx", P::NotAWorkbook, letter);
        self.file("a workbook in name only", "a.xlsx", P::Damaged, zipped(&[("xl/workbook.xml", b"<a/>")]));
        self.file("cut short", "a.xlsx", P::Damaged, good[..good.len() / 2].to_vec());
        self.file("the head of a zip", "a.xlsx", P::Damaged, b"PK\x03\x04".to_vec());
        self.file("a sheet that is no XML", "a.xlsx", P::Damaged, workbook(b"<worksheet><sheetData><row"));
        let bomb = workbook(&vec![b' '; 101 * 1024 * 1024]);
        assert!(bomb.len() < 1024 * 1024, "a hundred megabytes of nothing in {} bytes", bomb.len());
        self.file("a zip bomb", "a.xlsx", P::TooMuchContent, bomb);
        let declared = workbook(&sheet("A1:Z2000000", ""));
        self.file("two million rows declared", "a.xlsx", P::Empty, declared);
        let far = r#"<row r="2000000"><c r="A2000000" t="inlineStr"><is><t>x</t></is></c></row>"#;
        let far = workbook(&sheet("A1:A2000000", far));
        self.file("a cell in row two million", "a.xlsx", P::TooManyRows, far);
        self.file("too many lines", "a.csv", P::TooManyRows, "x\n".repeat(20_001).into_bytes());
        self.file("an old workbook", "a.xls", P::OldFormat, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec());
        let locked: Vec<u8> = [0xD0, 0xCF, 0x11, 0xE0]
            .into_iter()
            .chain("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        self.file("a password", "a.xlsx", P::PasswordProtected, locked);
        self.file("a workbook called csv", "a.csv", P::WrongEnding, good.clone());
        self.file("text called xlsx", "a.xlsx", P::WrongEnding, good_csv.into());
        self.file("another ending", "a.exe", P::WrongEnding, good_csv.into());
        self.file("no ending", "units", P::WrongEnding, good);
        self.file("broken encoding", "a.csv", P::UnknownEncoding, b"\xff\xfa\xff,\xff\n".to_vec());
        self.file("broken UTF-16", "a.csv", P::UnknownEncoding, b"\xff\xfe\x00\xd8\n\0".to_vec());
        self.file("NUL bytes", "a.csv", P::NotAWorkbook, b"a,b\0c\n".to_vec());
        self.file("control characters", "a.csv", P::NotAWorkbook, b"a,\x1b[2Jb\n".to_vec());
    }

    pub(super) fn uploads(&mut self) {
        let file = || "单位代码,单位名称,单位类别\nA01,某学院,学校\n".as_bytes().to_vec();
        let input = "BAD_USER_INPUT";
        let long = format!("{}.csv", "长".repeat(200));
        for (name, reason, path, query) in [
            ("unknown kind", Reason::Invalid, "kind", &[("kind", "STARS"), ("name", "a.csv")][..]),
            ("no kind", Reason::Required, "kind", &[("name", "a.csv")]),
            ("no file name", Reason::Required, "name", &[("kind", "UNITS")]),
            ("empty file name", Reason::Required, "name", &[("kind", "UNITS"), ("name", "")]),
            ("a way up", Reason::FileName, "name", &[("kind", "UNITS"), ("name", "../../etc/passwd.csv")]),
            ("a Windows path", Reason::FileName, "name", &[("kind", "UNITS"), ("name", "C:\\a.csv")]),
            ("a line break", Reason::FileName, "name", &[("kind", "UNITS"), ("name", "a\r\nX: y.csv")]),
            ("a long file name", Reason::FileName, "name", &[("kind", "UNITS"), ("name", &long)]),
            ("no year", Reason::Invalid, "year", &[("kind", "ROSTER"), ("name", "a.csv"), ("year", "x")]),
            (
                "year 3000",
                Reason::Invalid,
                "year",
                &[("kind", "ROSTER"), ("name", "a.csv"), ("year", "3000")],
            ),
            ("no day", Reason::NotADate, "asOf", &[("kind", "UNITS"), ("name", "a.csv"), ("asOf", "x")]),
            (
                "neither",
                Reason::Invalid,
                "historic",
                &[("kind", "UNITS"), ("name", "a.csv"), ("historic", "2")],
            ),
            (
                "half an owner",
                Reason::Invalid,
                "owner",
                &[("kind", "UNITS"), ("name", "a.csv"), ("owner", "x")],
            ),
            (
                "another word",
                Reason::Invalid,
                "apply",
                &[("kind", "UNITS"), ("name", "a.csv"), ("apply", "1")],
            ),
        ] {
            let request = self.upload(query, file());
            self.refused(name, 400, (input, reason, Some(path)), None, request);
        }
        let query = [("kind", "UNITS"), ("name", "a.csv")];
        let bad = "BAD_REQUEST";
        let large = self.upload(&query, vec![b'a'; 20 * 1024 * 1024 + 1]);
        self.add("a file too large", 413, bad, Reason::BodyTooLarge, large);
        let url = self.app.url("/api/imports?kind=UNITS");
        let token = self.user.token().unwrap().to_owned();
        let typed = |media: &str| {
            let request = self.client.post(&url).bearer_auth(&token);
            request.header("Content-Type", media).body(file())
        };
        let form = "multipart/form-data; boundary=x";
        let media = [("multipart", form), ("text/csv", "text/csv"), ("JSON", "application/json")];
        for (name, request) in media.map(|(name, media)| (name, typed(media))) {
            self.add(name, 415, bad, Reason::FileMediaType, request);
        }
        let large_form = self.client.post(&url).bearer_auth(&token).header("Content-Type", form);
        let large_form = large_form.body(vec![b'a'; 21 * 1024 * 1024]);
        self.add("a large multipart", 415, bad, Reason::FileMediaType, large_form);
        let get = self.client.get(&url).bearer_auth(&token);
        self.add("a file by GET", 405, bad, Reason::MethodNotAllowed, get);
        let foreign = self.upload(&query, file()).header("Origin", "https://evil.example");
        self.add("a file from elsewhere", 403, bad, Reason::CrossSite, foreign);
        let typed = || self.client.post(&url).header("Content-Type", "application/octet-stream").body(file());
        let (nobody, forged) = (typed(), typed().bearer_auth("abc"));
        self.add("a file by nobody", 401, "UNAUTHENTICATED", Reason::SignInRequired, nobody);
        self.add("a file with a forged token", 401, "UNAUTHENTICATED", Reason::BadToken, forged);
    }

    pub(super) fn downloads(&mut self) {
        let long = "a".repeat(5_000);
        for ticket in ["forged", "..%2f..%2fetc%2fpasswd", "%00", "' OR 1=1 --", long.as_str()] {
            let request = self.client.get(self.app.url(&format!("/api/downloads/{ticket}")));
            self.add("a forged ticket", 404, "NOT_FOUND", Reason::NotVisible, request);
        }
        let url = self.app.url("/api/downloads/forged");
        let request = self.client.get(url).bearer_auth("abc");
        self.add("a ticket with a forged token", 401, "UNAUTHENTICATED", Reason::BadToken, request);
    }
}
