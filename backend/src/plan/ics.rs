//! A calendar as text (RFC 5545), as far as the link of one's own calendar needs it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};
use icalendar::{Calendar, Class, Component as _, EventLike as _, EventStatus, Property};

use crate::clock::moment_at;

/// How often a calendar that subscribes may ask again.
const REFRESH: &str = "PT1H";

/// An event of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same for ever.
    pub uid: String,
    /// Rises with every change.
    pub sequence: u32,
    /// When it was changed last.
    pub changed_at: DateTime<Utc>,
    /// The day.
    pub day: NaiveDate,
    /// The time of day at which it begins, as `09:30`; without one it takes the whole day.
    pub from: Option<String>,
    /// The time of day at which it ends; without one it takes an hour.
    pub until: Option<String>,
    /// What it is.
    pub summary: String,
    /// The place.
    pub location: Option<String>,
    /// Called off.
    pub cancelled: bool,
}

/// The whole calendar.
pub fn calendar(name: &str, events: &[Event]) -> String {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Lianyi//Lianyi//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", name),
        ("X-PUBLISHED-TTL", REFRESH),
    ] {
        calendar.append_property((key, value));
    }
    let refresh = Property::new("REFRESH-INTERVAL", REFRESH).add_parameter("VALUE", "DURATION").done();
    calendar.append_property(refresh);
    for event in events {
        calendar.push(event.written());
    }
    calendar.to_string()
}

impl Event {
    fn written(&self) -> icalendar::Event {
        let mut event = icalendar::Event::new();
        event
            .uid(&self.uid)
            .sequence(self.sequence)
            .timestamp(self.changed_at)
            .summary(&clean(&self.summary))
            .class(Class::Private)
            .status(if self.cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
        if let Some(location) = &self.location {
            event.location(&clean(location));
        }
        let at = |time: &String| Some(moment_at(self.day, NaiveTime::parse_from_str(time, "%H:%M").ok()?));
        match self.from.as_ref().and_then(at) {
            Some(from) => {
                let until = self.until.as_ref().and_then(at);
                event
                    .starts(from)
                    .ends(until.filter(|until| *until > from).unwrap_or(from + TimeDelta::hours(1)));
            }
            None => {
                event.starts(self.day).ends(self.day + Days::new(1));
            }
        }
        event.done()
    }
}

/// A text without the characters that end a line, or that no calendar shows.
fn clean(text: &str) -> String {
    text.replace("\r\n", "\n").chars().filter(|c| *c == '\n' || !c.is_control()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn unfolded(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    fn unescaped(value: &str) -> String {
        let (mut out, mut chars) = (String::new(), value.chars());
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next().expect("something is escaped") {
                    'n' => out.push('\n'),
                    other => out.push(other),
                },
                c => out.push(c),
            }
        }
        out
    }

    /// The properties of each event of a calendar, as a program that subscribes to it reads them.
    fn events(calendar: &str) -> Vec<Vec<(String, String)>> {
        let mut found = Vec::new();
        let mut open: Option<Vec<(String, String)>> = None;
        for line in unfolded(calendar).split_terminator("\r\n") {
            let (name, value) = line.split_once(':').expect("a property");
            match (name, value) {
                ("BEGIN", "VEVENT") => open = Some(Vec::new()),
                ("END", "VEVENT") => found.extend(open.take()),
                _ => open.iter_mut().for_each(|open| open.push((name.to_owned(), value.to_owned()))),
            }
        }
        found
    }

    fn event() -> Event {
        Event {
            uid: "1@lianyi".to_owned(),
            sequence: 3,
            changed_at: "2026-09-25T02:03:04Z".parse().unwrap(),
            day: "2026-10-09".parse().unwrap(),
            from: Some("09:30".to_owned()),
            until: None,
            summary: "联谊联系".to_owned(),
            location: None,
            cancelled: false,
        }
    }

    #[test]
    fn an_event_is_written_whole() {
        let text = calendar("联谊", &[event(), Event { from: None, cancelled: true, ..event() }]);
        assert!(text.ends_with(
            "BEGIN:VEVENT\r\nCLASS:PRIVATE\r\nDTEND:20261009T023000Z\r\nDTSTAMP:20260925T020304Z\r\n\
             DTSTART:20261009T013000Z\r\nSEQUENCE:3\r\nSTATUS:CONFIRMED\r\nSUMMARY:联谊联系\r\nUID:1@lianyi\r\n\
             END:VEVENT\r\n\
             BEGIN:VEVENT\r\nCLASS:PRIVATE\r\nDTEND;VALUE=DATE:20261010\r\nDTSTAMP:20260925T020304Z\r\n\
             DTSTART;VALUE=DATE:20261009\r\nSEQUENCE:3\r\nSTATUS:CANCELLED\r\nSUMMARY:联谊联系\r\nUID:1@lianyi\r\n\
             END:VEVENT\r\nEND:VCALENDAR\r\n"
        ));
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_out_of_its_property(summary in any::<String>(), place in any::<String>()) {
            let hostile = Event { summary: summary.clone(), location: Some(place.clone()), ..event() };
            let text = calendar("联谊", &[event(), hostile]);
            prop_assert!(text.split("\r\n").all(|line| line.len() <= 75), "a line is too long");
            let read = events(&text);
            prop_assert_eq!(read.len(), 2);
            let value = |name: &str| {
                let found = read[1].iter().filter(|(key, _)| key == name).collect::<Vec<_>>();
                assert_eq!(found.len(), 1);
                unescaped(&found[0].1)
            };
            prop_assert_eq!(value("SUMMARY"), clean(&summary));
            prop_assert_eq!(value("LOCATION"), clean(&place));
        }
    }
}
