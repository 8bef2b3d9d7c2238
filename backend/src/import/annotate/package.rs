//! An xlsx file as a package of parts: what is not replaced is copied unchanged.

use std::collections::BTreeMap;
use std::io::{Cursor, Read, Write};

use lianyi_shared::import::FileProblem;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;
use zip::write::SimpleFileOptions;

/// Namespace of relationship ids and types.
pub(super) const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A relationship of a part to another part.
pub(super) struct Relationship {
    pub(super) id: String,
    kind: String,
    /// Path inside the package.
    pub(super) path: String,
}

/// A package with the parts replaced so far.
pub(in crate::import) struct Package<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    replaced: BTreeMap<String, String>,
}

/// An attribute of an element by its local name, unescaped.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found =
        element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}

/// Every element of a small part.
fn elements(xml: &str) -> Result<Vec<BytesStart<'_>>, FileProblem> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let mut list = Vec::new();
    loop {
        match reader.read_event().map_err(|_| FileProblem::Damaged)? {
            Event::Start(element) | Event::Empty(element) => list.push(element),
            Event::Eof => return Ok(list),
            _ => {}
        }
    }
}

/// The path of a relationship's target, seen from the part that has it.
fn resolve(part: &str, target: &str) -> String {
    if let Some(absolute) = target.strip_prefix('/') {
        return absolute.to_owned();
    }
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for step in target.split('/') {
        match step {
            ".." => {
                folders.pop();
            }
            "." => {}
            step => folders.push(step),
        }
    }
    folders.join("/")
}

/// The path of a part's own relationships.
fn relationships_path(part: &str) -> String {
    let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
    format!("{folder}/_rels/{file}.rels")
}

impl<'b> Package<'b> {
    pub(in crate::import) fn open(bytes: &'b [u8]) -> Result<Self, FileProblem> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| FileProblem::Damaged)?;
        Ok(Self { archive, replaced: BTreeMap::new() })
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.replaced.contains_key(path) || self.archive.index_for_name(path).is_some()
    }

    /// The text of a part as it stands now.
    pub(in crate::import) fn text(&mut self, path: &str) -> Result<String, FileProblem> {
        if let Some(text) = self.replaced.get(path) {
            return Ok(text.clone());
        }
        let mut part = self.archive.by_name(path).map_err(|_| FileProblem::Damaged)?;
        let mut text = String::new();
        part.read_to_string(&mut text).map_err(|_| FileProblem::Damaged)?;
        Ok(text)
    }

    pub(super) fn replace(&mut self, path: &str, text: String) {
        self.replaced.insert(path.to_owned(), text);
    }

    pub(super) fn relationships(&mut self, part: &str) -> Result<Vec<Relationship>, FileProblem> {
        let path = relationships_path(part);
        if !self.has(&path) {
            return Ok(Vec::new());
        }
        let xml = self.text(&path)?;
        let read = |element: &BytesStart<'_>| {
            Some(Relationship {
                id: attribute(element, "Id")?,
                kind: attribute(element, "Type")?,
                path: resolve(part, &attribute(element, "Target")?),
            })
        };
        Ok(elements(&xml)?.iter().filter_map(read).collect())
    }

    /// The related part of a kind, such as `comments`.
    pub(super) fn related(&mut self, part: &str, kind: &str) -> Result<Option<Relationship>, FileProblem> {
        let ending = format!("/{kind}");
        Ok(self.relationships(part)?.into_iter().find(|relationship| relationship.kind.ends_with(&ending)))
    }

    /// Relates a part to a new one and returns the relationship's id.
    pub(super) fn relate(&mut self, part: &str, kind: &str, target: &str) -> Result<String, FileProblem> {
        let taken = self.relationships(part)?;
        let free = |id: &String| taken.iter().all(|relationship| relationship.id != *id);
        let mut ids = (0..=taken.len()).map(|number| format!("rIdCheck{number}"));
        let id = ids.find(free).ok_or(FileProblem::Damaged)?;
        let path = relationships_path(part);
        let xml = if self.has(&path) {
            self.text(&path)?
        } else {
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>".to_owned()
        };
        let line =
            format!("<Relationship Id=\"{id}\" Type=\"{RELATIONSHIPS}/{kind}\" Target=\"/{target}\"/>");
        self.replace(&path, insert_before(&xml, "</Relationships>", &line)?);
        Ok(id)
    }

    /// Declares the content type of a new part, or of a file ending.
    pub(super) fn declare(&mut self, declaration: &str) -> Result<(), FileProblem> {
        let path = "[Content_Types].xml";
        let xml = self.text(path)?;
        if !xml.contains(declaration) {
            self.replace(path, insert_before(&xml, "</Types>", declaration)?);
        }
        Ok(())
    }

    /// The part of the workbook of a kind, such as `styles`.
    pub(in crate::import) fn part_of_workbook(&mut self, kind: &str) -> Result<Option<String>, FileProblem> {
        Ok(self.related("xl/workbook.xml", kind)?.map(|relationship| relationship.path))
    }

    /// The path of each sheet by its name.
    pub(super) fn sheet_paths(&mut self) -> Result<BTreeMap<String, String>, FileProblem> {
        let relationships = self.relationships("xl/workbook.xml")?;
        let xml = self.text("xl/workbook.xml")?;
        let mut paths = BTreeMap::new();
        for element in elements(&xml)?.iter().filter(|element| element.local_name().as_ref() == "sheet") {
            let (Some(name), Some(id)) = (attribute(element, "name"), attribute(element, "id")) else {
                continue;
            };
            if let Some(relationship) = relationships.iter().find(|relationship| relationship.id == id) {
                paths.insert(name, relationship.path.clone());
            }
        }
        Ok(paths)
    }

    /// The whole file.
    pub(super) fn write(mut self) -> Result<Vec<u8>, FileProblem> {
        let damaged = |_| FileProblem::Damaged;
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let part = self.archive.by_index_raw(index).map_err(damaged)?;
            let name = part.name().map_err(damaged)?.into_owned();
            match self.replaced.remove(&name) {
                None => out.raw_copy_file(part).map_err(damaged)?,
                Some(text) => write_part(&mut out, &name, &text)?,
            }
        }
        for (name, text) in &self.replaced {
            write_part(&mut out, name, text)?;
        }
        Ok(out.finish().map_err(damaged)?.into_inner())
    }
}

fn write_part(out: &mut zip::ZipWriter<Cursor<Vec<u8>>>, name: &str, text: &str) -> Result<(), FileProblem> {
    out.start_file(name, SimpleFileOptions::default()).map_err(|_| FileProblem::Damaged)?;
    out.write_all(text.as_bytes()).map_err(|_| FileProblem::Damaged)
}

/// Puts text before the last occurrence of a closing tag. An element closed in its opening tag
/// (`<Types/>`) has none; such a part is not what any office program writes.
pub(super) fn insert_before(xml: &str, tag: &str, text: &str) -> Result<String, FileProblem> {
    let at = xml.rfind(tag).ok_or(FileProblem::Damaged)?;
    let (before, after) = xml.split_at(at);
    Ok([before, text, after].concat())
}
