//! Styles of marked cells: the cell's own style with a coloured ground.

use lianyi_shared::import::{FileProblem, Severity};
use quick_xml::events::{BytesEnd, BytesStart, Event};

/// A pale red and a pale yellow, with dark text readable on both.
const GROUNDS: [(Severity, &str); 2] = [(Severity::Error, "FFFFC7CE"), (Severity::Warning, "FFFFEB9C")];

/// The style part being extended.
pub(super) struct Styles {
    events: Vec<Event<'static>>,
    /// Number of fills there are; ours come after them.
    fills: usize,
    /// The events of each cell style.
    formats: Vec<Vec<Event<'static>>>,
    /// Marked styles asked for so far: the cell's own style and the severity.
    marked: Vec<(usize, Severity)>,
}

impl Styles {
    /// Reads the style part.
    pub(super) fn read(xml: &str) -> Result<Self, FileProblem> {
        let mut reader = quick_xml::Reader::from_str(xml);
        let mut styles = Self { events: Vec::new(), fills: 0, formats: Vec::new(), marked: Vec::new() };
        let mut path: Vec<String> = Vec::new();
        loop {
            let event = reader.read_event().map_err(|_| FileProblem::Damaged)?.into_owned();
            let parent = path.last().map(String::as_str);
            if let Event::Start(element) | Event::Empty(element) = &event {
                match (parent, element.local_name().as_ref()) {
                    (Some("fills"), "fill") => styles.fills += 1,
                    (Some("cellXfs"), "xf") => styles.formats.push(Vec::new()),
                    _ => {}
                }
            }
            let inside = path.iter().any(|name| name == "cellXfs");
            match &event {
                Event::Start(element) => path.push(element.local_name().as_ref().to_owned()),
                Event::End(_) => {
                    path.pop();
                }
                Event::Eof => return Ok(styles),
                _ => {}
            }
            let closes = matches!(&event, Event::End(end) if end.local_name().as_ref() == "cellXfs");
            if inside
                && !closes
                && let Some(format) = styles.formats.last_mut()
            {
                format.push(event.clone());
            }
            styles.events.push(event);
        }
    }

    /// The number of the style that marks a cell of a style.
    pub(super) fn marked(&mut self, own: usize, severity: Severity) -> usize {
        let wanted = (own, severity);
        let known = self.marked.iter().position(|marked| *marked == wanted);
        let index = known.unwrap_or_else(|| {
            self.marked.push(wanted);
            self.marked.len() - 1
        });
        self.formats.len() + index
    }

    /// The style part with the marked styles.
    pub(super) fn write(&self) -> Result<String, FileProblem> {
        let mut out = quick_xml::Writer::new(Vec::new());
        let mut put = |event: Event<'_>| out.write_event(event).map_err(|_| FileProblem::Damaged);
        for event in &self.events {
            match event {
                // The counts are optional, and would be wrong.
                Event::Start(element) if matches!(element.local_name().as_ref(), "fills" | "cellXfs") => {
                    put(Event::Start(without(element, "count")))?;
                }
                Event::End(end) if end.local_name().as_ref() == "fills" => {
                    for (_, colour) in GROUNDS {
                        for event in fill(end, colour) {
                            put(event)?;
                        }
                    }
                    put(event.clone())?;
                }
                Event::End(end) if end.local_name().as_ref() == "cellXfs" => {
                    for (own, severity) in &self.marked {
                        for event in self.format(*own, *severity) {
                            put(event)?;
                        }
                    }
                    put(event.clone())?;
                }
                event => put(event.clone())?,
            }
        }
        String::from_utf8(out.into_inner()).map_err(|_| FileProblem::Damaged)
    }

    /// The events of a cell style, its ground changed.
    fn format(&self, own: usize, severity: Severity) -> Vec<Event<'static>> {
        let offset = GROUNDS.iter().position(|(of, _)| *of == severity).unwrap_or(0);
        let ground = (self.fills + offset).to_string();
        let recoloured = |element: &BytesStart<'static>| {
            let mut element = without(&without(element, "fillId"), "applyFill");
            element.push_attribute(("fillId", ground.as_str()));
            element.push_attribute(("applyFill", "1"));
            element
        };
        let format = self.formats.get(own).or(self.formats.first()).cloned().unwrap_or_default();
        let is_format = |element: &BytesStart<'_>| element.local_name().as_ref() == "xf";
        format
            .into_iter()
            .map(|event| match event {
                Event::Start(element) if is_format(&element) => Event::Start(recoloured(&element)),
                Event::Empty(element) if is_format(&element) => Event::Empty(recoloured(&element)),
                event => event,
            })
            .collect()
    }
}

/// An element without one of its attributes.
pub(super) fn without(element: &BytesStart<'_>, name: &str) -> BytesStart<'static> {
    let mut bare = element.to_owned();
    bare.clear_attributes();
    for attribute in element.attributes().flatten().filter(|attribute| attribute.key.as_ref() != name) {
        bare.push_attribute(attribute);
    }
    bare
}

/// A solid fill, written with the namespace prefix that the part uses.
fn fill(sibling: &BytesEnd<'_>, colour: &str) -> Vec<Event<'static>> {
    let name = sibling.name();
    let prefix = name.as_ref().strip_suffix("fills").unwrap_or_default();
    let start = |name: &str| BytesStart::new(format!("{prefix}{name}"));
    let mut pattern = start("patternFill");
    pattern.push_attribute(("patternType", "solid"));
    let mut foreground = start("fgColor");
    foreground.push_attribute(("rgb", colour));
    vec![
        Event::Start(start("fill")),
        Event::Start(pattern),
        Event::Empty(foreground),
        Event::End(BytesEnd::new(format!("{prefix}patternFill"))),
        Event::End(BytesEnd::new(format!("{prefix}fill"))),
    ]
}
