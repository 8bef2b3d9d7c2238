//! What the calendar of the college says of days: off, worked in exchange, a festival.

use crate::i18n::{lang, t};
use leptos::prelude::*;
use lianyi_shared::{
    api::calendar::MarkedCalendar,
    calendar::{DayKind, Festival},
    day::CivilDay,
    text_plan::PlanText,
};
use std::collections::HashMap;

/// What is special about a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    kind: Option<DayKind>,
    /// The holiday that was loaded, in the words of its file.
    holiday: Option<String>,
    festival: Option<Festival>,
}

impl Mark {
    /// Whether people work that day or not, in one character.
    pub fn sign(&self) -> Option<AnyView> {
        let (class, text) = match self.kind? {
            DayKind::Holiday => ("sign off", PlanText::MarkOff),
            DayKind::MakeUp => ("sign", PlanText::MarkWork),
        };
        Some(view! { <span class=class>{t(text)}</span> }.into_any())
    }

    /// The festival or the holiday.
    pub fn name(&self) -> Option<String> {
        self.festival.map(|festival| festival.label(lang()).to_owned()).or_else(|| self.holiday.clone())
    }

    /// All of it, for a screen reader.
    pub fn spoken(&self) -> Option<String> {
        let kind = self.kind.map(|kind| kind.label(lang()).to_owned());
        let parts: Vec<String> = self.name().into_iter().chain(kind).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }
}

/// The special days by day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marks(HashMap<String, Mark>);

impl Marks {
    /// What an answer says. Of a holiday of several days the first bears its name.
    pub fn of(calendar: MarkedCalendar) -> Self {
        let mut marks: HashMap<String, Mark> = HashMap::new();
        let mut last = None;
        for day in calendar.years.into_iter().flat_map(|year| year.days) {
            let again = last.as_ref() == Some(&day.name);
            let holiday = (day.kind == DayKind::Holiday && !again).then(|| day.name.clone());
            if day.kind == DayKind::Holiday {
                last = Some(day.name);
            }
            marks.insert(day.day.0, Mark { kind: Some(day.kind), holiday, festival: None });
        }
        for one in calendar.festivals {
            marks.entry(one.day.0).or_default().festival = Some(one.festival);
        }
        Self(marks)
    }

    /// What is special about a day.
    pub fn on(&self, day: CivilDay) -> Mark {
        self.0.get(&day.to_string()).cloned().unwrap_or_default()
    }
}
