//! A calendar as text (RFC 5545). The few properties that are needed, written whole; nothing is read back here.

use std::fmt::Write as _;

use chrono::{DateTime, Days, NaiveDate, NaiveDateTime, TimeDelta, Utc};

/// Octets of a line; longer ones are folded.
const LINE: usize = 75;

/// The time zone of the college, which has had no summer time since 1991.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Asia/Shanghai\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n\
     TZOFFSETFROM:+0800\r\nTZOFFSETTO:+0800\r\nTZNAME:CST\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";

/// An event of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// The same for ever.
    pub uid: String,
    /// Rises with every change.
    pub sequence: i32,
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
    let mut out = String::from("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Lianyi//Lianyi//ZH\r\n");
    line(&mut out, "CALSCALE", "GREGORIAN");
    line(&mut out, "METHOD", "PUBLISH");
    line(&mut out, "X-WR-CALNAME", &escaped(name));
    line(&mut out, "REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    line(&mut out, "X-PUBLISHED-TTL", "PT1H");
    out.push_str(ZONE);
    for event in events {
        write(&mut out, event);
    }
    out.push_str("END:VCALENDAR\r\n");
    out
}

fn write(out: &mut String, event: &Event) {
    out.push_str("BEGIN:VEVENT\r\n");
    line(out, "UID", &escaped(&event.uid));
    line(out, "SEQUENCE", &event.sequence.to_string());
    line(out, "DTSTAMP", &event.changed_at.format("%Y%m%dT%H%M%SZ").to_string());
    if let Some(from) = event.from.as_deref().and_then(|from| at(event.day, from)) {
        let until = event.until.as_deref().and_then(|until| at(event.day, until));
        let until = until.filter(|until| *until > from).unwrap_or(from + TimeDelta::hours(1));
        let local = |at: NaiveDateTime| at.format("%Y%m%dT%H%M%S").to_string();
        line(out, "DTSTART;TZID=Asia/Shanghai", &local(from));
        line(out, "DTEND;TZID=Asia/Shanghai", &local(until));
    } else {
        let day = |day: NaiveDate| day.format("%Y%m%d").to_string();
        line(out, "DTSTART;VALUE=DATE", &day(event.day));
        line(out, "DTEND;VALUE=DATE", &day(event.day + Days::new(1)));
    }
    line(out, "SUMMARY", &escaped(&event.summary));
    if let Some(location) = &event.location {
        line(out, "LOCATION", &escaped(location));
    }
    line(out, "STATUS", if event.cancelled { "CANCELLED" } else { "CONFIRMED" });
    out.push_str("CLASS:PRIVATE\r\nEND:VEVENT\r\n");
}

fn at(day: NaiveDate, time: &str) -> Option<NaiveDateTime> {
    let (hour, minute) = time.split_once(':')?;
    day.and_hms_opt(hour.parse().ok()?, minute.parse().ok()?, 0)
}

/// Adds a property, folded.
fn line(out: &mut String, name: &str, value: &str) {
    let mut whole = String::with_capacity(name.len() + value.len() + 1);
    let _ = write!(whole, "{name}:{value}");
    out.push_str(&folded(&whole));
    out.push_str("\r\n");
}

/// A text as the value of a property: what has a meaning there is escaped, control characters are left out.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A line in pieces of at most 75 octets, never within a character; all but the first begin with a space.
fn folded(line: &str) -> String {
    let mut out = String::with_capacity(line.len() + line.len() / LINE * 3);
    let mut octets = 0;
    for c in line.chars() {
        if octets + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            octets = 1;
        }
        out.push(c);
        octets += c.len_utf8();
    }
    out
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
            "BEGIN:VEVENT\r\nUID:1@lianyi\r\nSEQUENCE:3\r\nDTSTAMP:20260925T020304Z\r\n\
             DTSTART;TZID=Asia/Shanghai:20261009T093000\r\nDTEND;TZID=Asia/Shanghai:20261009T103000\r\n\
             SUMMARY:联谊联系\r\nSTATUS:CONFIRMED\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\n\
             BEGIN:VEVENT\r\nUID:1@lianyi\r\nSEQUENCE:3\r\nDTSTAMP:20260925T020304Z\r\n\
             DTSTART;VALUE=DATE:20261009\r\nDTEND;VALUE=DATE:20261010\r\n\
             SUMMARY:联谊联系\r\nSTATUS:CANCELLED\r\nCLASS:PRIVATE\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        ));
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
    }

    proptest! {
        #[test]
        fn folding_is_undone_by_unfolding(line in "[^\r\n]{0,400}") {
            let folded = folded(&line);
            prop_assert_eq!(unfolded(&folded), line);
            for piece in folded.split("\r\n") {
                prop_assert!(piece.len() <= LINE, "{} octets", piece.len());
            }
        }

        #[test]
        fn no_text_breaks_out_of_its_property(summary in any::<String>(), place in any::<String>()) {
            let hostile = Event { summary: summary.clone(), location: Some(place.clone()), ..event() };
            let read = events(&calendar("联谊", &[event(), hostile]));
            prop_assert_eq!(read.len(), 2);
            let clean = |text: &str| {
                let text = text.replace("\r\n", "\n");
                text.chars().filter(|c| *c == '\n' || !c.is_control()).collect::<String>()
            };
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
