//! Writes the comments of a sheet: their texts, and the boxes in which a spreadsheet shows them.

use std::fmt::Write as _;

use lianyi_shared::import::FileProblem;
use quick_xml::escape::escape;

use super::Marks;
use super::package::{Package, insert_before};
use crate::import::sheet::column_letters;

const COMMENTS_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";

/// Name under which the comments stand.
const AUTHOR: &str = "联谊平台";

/// Adds a comment for each mark of a sheet. Returns the relationship of the drawing if the sheet
/// had none and must refer to it.
pub(super) fn add(
    package: &mut Package<'_>,
    sheet: &str,
    marks: &Marks,
) -> Result<Option<String>, FileProblem> {
    let stem: String = sheet.chars().filter(char::is_ascii_alphanumeric).collect();
    let comments = package.related(sheet, "comments")?;
    let (path, xml) = match &comments {
        Some(part) => (part.path.clone(), package.text(&part.path)?),
        None => (format!("xl/commentsCheck_{stem}.xml"), NO_COMMENTS.to_owned()),
    };
    let (xml, added) = with_marks(xml, marks)?;
    package.replace(&path, xml);
    if comments.is_none() {
        package.declare(&format!("<Override PartName=\"/{path}\" ContentType=\"{COMMENTS_TYPE}\"/>"))?;
        package.relate(sheet, "comments", &path)?;
    }
    let boxes = boxes(&added);
    if let Some(drawing) = package.related(sheet, "vmlDrawing")? {
        let xml = package.text(&drawing.path)?;
        package.replace(&drawing.path, insert_before(&xml, "</xml>", &boxes)?);
        return Ok(None);
    }
    let path = format!("xl/drawings/vmlDrawingCheck_{stem}.vml");
    package.replace(&path, format!("{DRAWING_START}{boxes}</xml>"));
    package.declare("<Default Extension=\"vml\" ContentType=\"application/vnd.openxmlformats-officedocument.vmlDrawing\"/>")?;
    package.relate(sheet, "vmlDrawing", &path).map(Some)
}

const NO_COMMENTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<comments xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><authors></authors><commentList></commentList></comments>";

/// The comments part with one comment a mark, and the cells whose comments are new. A cell has at
/// most one comment: where the office had written one, ours is added to it.
fn with_marks(mut xml: String, marks: &Marks) -> Result<(String, Vec<(u32, u32)>), FileProblem> {
    let author = xml.matches("<author>").count();
    xml = insert_before(&xml, "</authors>", &format!("<author>{AUTHOR}</author>"))?;
    let mut added = String::new();
    let mut cells = Vec::new();
    for ((row, column), mark) in marks {
        let place = format!("{}{row}", column_letters(*column));
        let text = escape(mark.text.as_str());
        let own =
            xml.find(&format!("ref=\"{place}\"")).and_then(|at| Some(at + xml.get(at..)?.find("</text>")?));
        if let Some(end) = own {
            xml.insert_str(end, &format!("<r><t xml:space=\"preserve\">\n{text}</t></r>"));
            continue;
        }
        cells.push((*row, *column));
        let _ = write!(
            added,
            "<comment ref=\"{place}\" authorId=\"{author}\"><text><r><t xml:space=\"preserve\">{text}</t></r></text></comment>"
        );
    }
    Ok((insert_before(&xml, "</commentList>", &added)?, cells))
}

const DRAWING_START: &str = "<xml xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><v:shapetype id=\"_x0000_t202\" coordsize=\"21600,21600\" o:spt=\"202\" path=\"m,l,21600r21600,l21600,xe\"><v:stroke joinstyle=\"miter\"/><v:path gradientshapeok=\"t\" o:connecttype=\"rect\"/></v:shapetype>";

/// A hidden box beside each marked cell, wide enough for two lines of a message.
fn boxes(cells: &[(u32, u32)]) -> String {
    let mut shapes = String::new();
    for (row, column) in cells {
        let (top, left) = (row.saturating_sub(1), column + 1);
        let _ = write!(
            shapes,
            "<v:shape id=\"_check{row}_{column}\" type=\"#_x0000_t202\" style=\"position:absolute;visibility:hidden\" fillcolor=\"#ffffe1\" o:insetmode=\"auto\"><v:fill color2=\"#ffffe1\"/><v:path o:connecttype=\"none\"/><v:textbox/><x:ClientData ObjectType=\"Note\"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left},12,{top},4,{},30,{},8</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{top}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>",
            left + 4,
            top + 5,
        );
    }
    shapes
}
