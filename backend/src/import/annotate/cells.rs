//! Gives the marked cells of a sheet their style, and the sheet its comments.

use std::collections::BTreeMap;

use lianyi_shared::import::FileProblem;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::Marks;
use super::package::{RELATIONSHIPS, attribute};
use super::styles::{Styles, without};
use crate::import::sheet::column_letters;

/// What may follow the comments' drawing in a sheet; it must stand before the first of these.
const AFTER_DRAWING: [&str; 8] = [
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
];

/// The writer of a sheet with what it still has to mark.
struct Marker<'m> {
    out: quick_xml::Writer<Vec<u8>>,
    /// Marks of the row being read, by column.
    pending: BTreeMap<u32, &'m super::Mark>,
    styles: Option<&'m mut Styles>,
    row: u32,
    column: u32,
}

/// The sheet with its marked cells styled. `drawing` is the relationship of a new comments' drawing.
pub(super) fn mark(
    xml: &str,
    marks: &Marks,
    styles: Option<&mut Styles>,
    drawing: Option<&str>,
) -> Result<String, FileProblem> {
    let mut reader = quick_xml::Reader::from_str(xml);
    let out = quick_xml::Writer::new(Vec::with_capacity(xml.len() + 1024));
    let mut marker = Marker { out, pending: BTreeMap::new(), styles, row: 0, column: 0 };
    let mut drawing = drawing;
    let mut depth = 0;
    loop {
        let event = reader.read_event().map_err(|_| FileProblem::Damaged)?;
        if let (Event::Start(element) | Event::Empty(element), 1) = (&event, depth)
            && AFTER_DRAWING.contains(&element.local_name().as_ref())
        {
            marker.put_drawing(drawing.take(), element.name().as_ref())?;
        }
        match event {
            Event::Eof => break,
            Event::Start(element) => {
                depth += 1;
                match element.local_name().as_ref() {
                    "row" => marker.begin_row(&element, marks)?,
                    "c" => {
                        let cell = marker.cell(&element)?;
                        marker.put(Event::Start(cell))?;
                    }
                    _ => marker.put(Event::Start(element))?,
                }
            }
            Event::Empty(element) => match element.local_name().as_ref() {
                "row" => {
                    let end = element.to_end().into_owned();
                    marker.begin_row(&element, marks)?;
                    marker.end_row(&end)?;
                }
                "c" => {
                    let cell = marker.cell(&element)?;
                    marker.put(Event::Empty(cell))?;
                }
                _ => marker.put(Event::Empty(element))?,
            },
            Event::End(end) => {
                depth -= 1;
                if depth == 0 {
                    marker.put_drawing(drawing.take(), end.name().as_ref())?;
                }
                if end.local_name().as_ref() == "row" {
                    marker.end_row(&end)?;
                } else {
                    marker.put(Event::End(end))?;
                }
            }
            event => marker.put(event)?,
        }
    }
    String::from_utf8(marker.out.into_inner()).map_err(|_| FileProblem::Damaged)
}

impl<'m> Marker<'m> {
    fn put(&mut self, event: Event<'_>) -> Result<(), FileProblem> {
        self.out.write_event(event).map_err(|_| FileProblem::Damaged)
    }

    /// Writes the reference to the comments' drawing, with the namespace prefix of its neighbour.
    fn put_drawing(&mut self, id: Option<&str>, neighbour: &str) -> Result<(), FileProblem> {
        let Some(id) = id else { return Ok(()) };
        let prefix = neighbour.split_once(':').map(|(prefix, _)| format!("{prefix}:")).unwrap_or_default();
        let mut drawing = BytesStart::new(format!("{prefix}legacyDrawing"));
        drawing.push_attribute(("xmlns:r", RELATIONSHIPS));
        drawing.push_attribute(("r:id", id));
        self.put(Event::Empty(drawing))
    }

    fn begin_row(&mut self, row: &BytesStart<'_>, marks: &'m Marks) -> Result<(), FileProblem> {
        self.row = attribute(row, "r").and_then(|number| number.parse().ok()).unwrap_or(self.row + 1);
        self.column = 0;
        let (from, to) = ((self.row, 0), (self.row.saturating_add(1), 0));
        self.pending = marks.range(from..to).map(|((_, column), mark)| (*column, mark)).collect();
        self.put(Event::Start(row.borrow()))
    }

    fn end_row(&mut self, end: &BytesEnd<'_>) -> Result<(), FileProblem> {
        let prefix = end.name().as_ref().strip_suffix("row").unwrap_or_default().to_owned();
        self.fill_up_to(None, &prefix)?;
        self.put(Event::End(end.borrow()))
    }

    /// Writes empty styled cells for marks at cells that the file does not have, left of a column.
    fn fill_up_to(&mut self, column: Option<u32>, prefix: &str) -> Result<(), FileProblem> {
        while let Some((&missing, mark)) =
            self.pending.first_key_value().filter(|(at, _)| column.is_none_or(|c| **at < c))
        {
            let severity = mark.severity;
            self.pending.remove(&missing);
            let Some(styles) = self.styles.as_mut() else { continue };
            let style = styles.marked(0, severity).to_string();
            let mut cell = BytesStart::new(format!("{prefix}c"));
            cell.push_attribute(("r", format!("{}{}", column_letters(missing), self.row).as_str()));
            cell.push_attribute(("s", style.as_str()));
            self.put(Event::Empty(cell))?;
        }
        Ok(())
    }

    /// The cell's element, with another style if it is marked.
    fn cell(&mut self, element: &BytesStart<'_>) -> Result<BytesStart<'static>, FileProblem> {
        let place = attribute(element, "r");
        let letters = place.as_deref().map(|place| place.trim_end_matches(|c: char| c.is_ascii_digit()));
        let column = letters.and_then(super::column_number).unwrap_or(self.column);
        self.column = column.saturating_add(1);
        let prefix = element.name().as_ref().strip_suffix('c').unwrap_or_default().to_owned();
        self.fill_up_to(Some(column), &prefix)?;
        let Some((mark, styles)) = self.pending.remove(&column).zip(self.styles.as_mut()) else {
            return Ok(element.to_owned());
        };
        let own = attribute(element, "s").and_then(|style| style.parse().ok()).unwrap_or(0);
        let style = styles.marked(own, mark.severity).to_string();
        let mut cell = without(element, "s");
        cell.push_attribute(("s", style.as_str()));
        Ok(cell)
    }
}
