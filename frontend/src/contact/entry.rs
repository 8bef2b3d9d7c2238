//! What is being entered: a signal per field, and the content that they make.

use crate::{browser, form::text, session};
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Day,
        contacts::{Attachment, ContactContentInput, ContactCounterpartInput, ContactLineInput},
        people::NamedLeader,
    },
    contact::{ContactContentKind, ContactMode, MatterKind},
    day::CivilDay,
    id::PlanId,
};

/// The answers to "when".
pub const TODAY: &str = "TODAY";
/// The day before.
pub const YESTERDAY: &str = "YESTERDAY";
/// A day from the calendar.
pub const ANOTHER: &str = "ANOTHER";
/// Something was raised.
pub const RAISED: &str = "RAISED";
/// It is said that nothing was.
pub const NOTHING: &str = "NOTHING";

/// One thing that was raised.
#[derive(Clone, Copy)]
pub struct LineEntry {
    /// Tells lines apart while they are edited.
    pub key: u32,
    /// The code of the kind.
    pub kind: RwSignal<String>,
    /// The words.
    pub text: RwSignal<String>,
    /// A difficulty that was solved on the spot.
    pub solved: RwSignal<bool>,
}

impl LineEntry {
    /// An opinion without words.
    pub fn blank() -> Self {
        Self::of(MatterKind::Opinion, "", false)
    }

    fn of(kind: MatterKind, words: &str, solved: bool) -> Self {
        Self {
            key: browser::fresh_number(),
            kind: RwSignal::new(kind.code().to_owned()),
            text: text(Some(words)),
            solved: RwSignal::new(solved),
        }
    }
}

/// Everything that is entered about one contact.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Who kept liaison.
    pub leaders: RwSignal<Vec<NamedLeader>>,
    /// With whom.
    pub counterparts: RwSignal<Vec<ContactCounterpartInput>>,
    /// Today, yesterday or another day.
    pub when: RwSignal<String>,
    /// The other day.
    pub day: RwSignal<String>,
    /// The code of the form.
    pub mode: RwSignal<String>,
    /// What it was about.
    pub kinds: RwSignal<Vec<ContactContentKind>>,
    /// What was talked about.
    pub summary: RwSignal<String>,
    /// Whether something was raised; empty until it is said.
    pub raised: RwSignal<String>,
    /// What was raised.
    pub lines: RwSignal<Vec<LineEntry>>,
    /// What was agreed.
    pub next_step: RwSignal<String>,
    /// By when.
    pub next_on: RwSignal<String>,
    /// The place.
    pub place: RwSignal<String>,
    /// Who of a group was present.
    pub present: RwSignal<String>,
    /// Which policy was explained.
    pub policy: RwSignal<String>,
    /// The plan from which it was begun.
    pub plan: StoredValue<Option<PlanId>>,
    /// Its files.
    pub files: RwSignal<Vec<Attachment>>,
    /// How many more are on their way.
    pub coming: RwSignal<usize>,
}

impl Entry {
    /// What a content says, ready to be changed.
    pub fn of(content: &ContactContentInput, leaders: Vec<NamedLeader>, files: Vec<Attachment>) -> Self {
        let today = session::today();
        let day = content.held_on.as_ref().map_or_else(|| today.to_string(), |day| day.0.clone());
        let when = match day.parse::<CivilDay>() {
            Ok(day) if day == today => TODAY,
            Ok(day) if day == today.plus(-1) => YESTERDAY,
            _ => ANOTHER,
        };
        let raised = match (content.nothing_raised, content.lines.is_empty()) {
            (true, _) => NOTHING,
            (false, false) => RAISED,
            (false, true) => "",
        };
        let mut lines: Vec<LineEntry> =
            content.lines.iter().map(|line| LineEntry::of(line.kind, &line.text, line.solved)).collect();
        if lines.is_empty() {
            lines.push(LineEntry::blank());
        }
        let mode = content.mode.unwrap_or(ContactMode::Talk);
        Self {
            leaders: RwSignal::new(leaders),
            counterparts: RwSignal::new(content.counterparts.clone()),
            when: RwSignal::new(when.to_owned()),
            day: RwSignal::new(day),
            mode: RwSignal::new(mode.code().to_owned()),
            kinds: RwSignal::new(content.kinds.clone()),
            summary: text(content.summary.as_deref()),
            raised: RwSignal::new(raised.to_owned()),
            lines: RwSignal::new(lines),
            next_step: text(content.next_step.as_deref()),
            next_on: text(content.next_on.as_ref().map(|day| day.0.as_str())),
            place: text(content.place.as_deref()),
            present: text(content.present.as_deref()),
            policy: text(content.policy.as_deref()),
            plan: StoredValue::new(content.plan),
            files: RwSignal::new(files),
            coming: RwSignal::new(0),
        }
    }

    /// The content of all fields now; what reads it follows every one of them.
    pub fn content(self) -> ContactContentInput {
        let day = match self.when.get().as_str() {
            TODAY => session::today().to_string(),
            YESTERDAY => session::today().plus(-1).to_string(),
            _ => self.day.get(),
        };
        let raised = self.raised.get();
        let lines = if raised == RAISED { self.lines.get() } else { Vec::new() };
        let line = |line: LineEntry| {
            let text = line.text.get();
            let kind = line.kind.get().parse().unwrap_or(MatterKind::Opinion);
            let solved = kind == MatterKind::Difficulty && line.solved.get();
            (!text.trim().is_empty()).then_some(ContactLineInput { kind, text, solved })
        };
        ContactContentInput {
            leaders: self.leaders.get().iter().map(|leader| leader.id).collect(),
            counterparts: self.counterparts.get(),
            held_on: given(day).map(Day),
            mode: self.mode.get().parse().ok(),
            place: given(self.place.get()),
            kinds: self.kinds.get(),
            summary: given(self.summary.get()),
            policy: given(self.policy.get()),
            present: given(self.present.get()),
            lines: lines.into_iter().filter_map(line).collect(),
            nothing_raised: raised == NOTHING,
            next_step: given(self.next_step.get()),
            next_on: given(self.next_on.get()).map(Day),
            plan: self.plan.get_value(),
            attachments: self.files.with(|files| files.iter().map(|file| file.id).collect()),
        }
    }
}

fn given(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}
