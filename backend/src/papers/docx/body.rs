//! The text of the document in `WordprocessingML`. Distances are twentieths of a point.

use std::fmt::Write as _;

use lianyi_shared::text::{Lang, Text as _};
use lianyi_shared::text_papers::PaperText;

use crate::papers::paper::{Paper, PaperLeader, PaperLine};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMESPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
     xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

/// The widths of the columns; together the 156 mm between the margins.
const WIDTHS: [u32; 5] = [694, 1757, 2041, 2368, 1985];

/// A4 with the margins of GB/T 9704: 37, 26, 35 and 28 mm.
const SECTION: &str = "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"rId3\"/>\
     <w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
     <w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1587\" w:header=\"851\" \
     w:footer=\"1417\" w:gutter=\"0\"/></w:sectPr>";

const TABLE: &str = "<w:tblPr><w:tblW w:w=\"8845\" w:type=\"dxa\"/><w:tblBorders>\
     <w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/>\
     <w:left w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/>\
     <w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/>\
     <w:right w:val=\"single\" w:sz=\"8\" w:space=\"0\" w:color=\"000000\"/>\
     <w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
     <w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>\
     </w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar>\
     <w:left w:w=\"85\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr>";

/// Text as XML may hold it: characters that XML forbids are left out.
pub(super) fn escaped(text: &str) -> String {
    let legal: String = text
        .chars()
        .filter(|c| matches!(c, '\t' | '\n' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..))
        .collect();
    quick_xml::escape::escape(&legal).into_owned()
}

/// One part of a text in one form.
fn run(text: &str) -> String {
    let lines: Vec<String> =
        text.lines().map(|line| format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line))).collect();
    format!("<w:r>{}</w:r>", lines.join("<w:br/>"))
}

/// A paragraph in a style; `keep` holds it on the page of the next one.
fn paragraph(style: &str, keep: bool, runs: &str) -> String {
    let keep = if keep { "<w:keepNext/>" } else { "" };
    format!("<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{keep}</w:pPr>{runs}</w:p>")
}

/// `word/document.xml`.
pub(super) fn document(paper: &Paper) -> String {
    let mut out = format!("{HEAD}<w:document {NAMESPACES}><w:body>");
    let mut add = |style: &str, text: &str| out.push_str(&paragraph(style, false, &run(text)));
    add("Title", &paper.title);
    add("Mark", &format!("（{}）", paper.mark));
    for fact in &paper.facts {
        add("Fact", &format!("{}：{}", fact.label, fact.value));
    }
    if let Some(addressee) = &paper.addressee {
        add("Addressee", addressee);
    }
    for text in &paper.opening {
        add("Paragraph", text);
    }
    // The roster begins on a page of its own, so that the head of its table never stands alone.
    add("RosterHeading", &paper.heading);
    table(&mut out, paper);
    // A table is always followed by a paragraph.
    let legend = run(paper.legend.as_deref().unwrap_or_default());
    out.push_str(&paragraph("Legend", paper.sections.is_empty(), &legend));
    for (place, section) in paper.sections.iter().enumerate() {
        out.push_str(&paragraph("Heading1", false, &run(&section.heading)));
        // Who signs never stands on a page without text: the last words of the paper go there with them.
        let is_last = place + 1 == paper.sections.len();
        for (place, text) in section.paragraphs.iter().enumerate() {
            let keep = is_last && place + 1 == section.paragraphs.len();
            out.push_str(&paragraph("Paragraph", keep, &run(text)));
        }
    }
    for text in &paper.closing {
        out.push_str(&paragraph("Closing", true, &run(text)));
    }
    for signature in &paper.signatures {
        let line = format!(
            "{}<w:r><w:tab/></w:r><w:r><w:tab/></w:r>{}",
            run(&format!("{}：", signature.label)),
            run(&signature.date)
        );
        out.push_str(&paragraph("Signature", true, &line));
    }
    out.push_str(&paragraph("Number", false, &run(&paper.numbered)));
    out.push_str(SECTION);
    out.push_str("</w:body></w:document>");
    out
}

fn table(out: &mut String, paper: &Paper) {
    out.push_str("<w:tbl>");
    out.push_str(TABLE);
    out.push_str("<w:tblGrid>");
    for width in WIDTHS {
        let _ = write!(out, "<w:gridCol w:w=\"{width}\"/>");
    }
    // The header row stands again at the top of each page.
    out.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
    for (width, column) in WIDTHS.into_iter().zip(&paper.columns) {
        cell(out, width, "", &paragraph("CellHead", false, &run(column)));
    }
    out.push_str("</w:tr>");
    for leader in &paper.leaders {
        for (place, line) in leader.lines.iter().enumerate() {
            row(out, leader, place, line);
        }
    }
    out.push_str("</w:tbl>");
}

/// A row; the leader's cells reach down over all rows of the leader, which stay on one page.
fn row(out: &mut String, leader: &PaperLeader, place: usize, line: &PaperLine) {
    let keep = place + 1 < leader.lines.len();
    let (merge, number, who) = if place == 0 {
        let number = leader.number.map(|number| number.to_string()).unwrap_or_default();
        let name = paragraph("CellMiddle", keep, &run(&leader.name));
        let post = paragraph("CellMiddle", keep, &run(&leader.post));
        ("<w:vMerge w:val=\"restart\"/>", number, name + &post)
    } else {
        ("<w:vMerge/>", String::new(), paragraph("CellMiddle", keep, ""))
    };
    let [first, second, third, fourth, fifth] = WIDTHS;
    out.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
    cell(out, first, merge, &paragraph("CellMiddle", keep, &run(&number)));
    cell(out, second, merge, &who);
    cell(out, third, "", &paragraph("Cell", keep, &run(&line.name)));
    cell(out, fourth, "", &paragraph("Cell", keep, &run(&line.about)));
    let change = line
        .reason
        .as_ref()
        .map_or_else(|| line.change.clone(), |reason| format!("{}：{reason}", line.change));
    cell(out, fifth, "", &paragraph("Cell", keep, &run(&change)));
    out.push_str("</w:tr>");
}

fn cell(out: &mut String, width: u32, merge: &str, content: &str) {
    let _ = write!(
        out,
        "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/>{merge}<w:vAlign w:val=\"center\"/>\
         </w:tcPr>{content}</w:tc>"
    );
}

/// `word/footer1.xml`: 第 X 页 共 Y 页, counted by the word processor.
pub(super) fn footer() -> String {
    let field =
        |name: &str| format!("<w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple>");
    let template = PaperText::Page.template(Lang::Zh);
    let (before, rest) = template.split_once("{page}").unwrap_or((template, ""));
    let (between, after) = rest.split_once("{pages}").unwrap_or((rest, ""));
    let runs = [run(before), field("PAGE"), run(between), field("NUMPAGES"), run(after)].concat();
    format!("{HEAD}<w:ftr {NAMESPACES}>{}</w:ftr>", paragraph("Footer", false, &runs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_never_markup() {
        assert_eq!(run("a\nb").matches("<w:br/>").count(), 1);
        assert_eq!(run("<a&\u{1}b"), "<w:r><w:t xml:space=\"preserve\">&lt;a&amp;b</w:t></w:r>");
    }

    #[test]
    fn pages_are_counted_by_fields() {
        let footer = footer();
        for part in ["第 ", " PAGE ", " 页 共 ", " NUMPAGES ", " 页"] {
            assert!(footer.contains(part), "{part}: {footer}");
        }
    }
}
