//! Plans in words and shapes.

use crate::{
    i18n::{filled, lang, listed, now},
    session,
    ui::status::{Shape, Tone},
};
use lianyi_shared::{
    api::{Day, contacts::MetName},
    plan::PlanStatus,
    text::Text as _,
    text_plan::PlanText,
};

/// How a plan stands: its words, shape and tone. One whose day has passed waits to be recorded.
pub fn state(status: PlanStatus, day: &Day) -> (&'static str, Shape, Tone) {
    let past = status == PlanStatus::Planned && day.0 < session::today().to_string();
    let (shape, tone) = match status {
        PlanStatus::Proposed => (Shape::Waiting, Tone::Warn),
        PlanStatus::Planned if past => (Shape::Act, Tone::Warn),
        PlanStatus::Planned => (Shape::Half, Tone::Info),
        PlanStatus::Held => (Shape::Done, Tone::Ok),
        PlanStatus::Cancelled | PlanStatus::Declined => (Shape::Empty, Tone::Plain),
    };
    let label = if past { PlanText::ToRecord.template(lang()) } else { status.label(lang()) };
    (label, shape, tone)
}

/// From when to when, or that it takes the day.
pub fn time(from: Option<&str>, until: Option<&str>) -> String {
    match (from, until) {
        (Some(from), Some(until)) => filled(PlanText::Span, &[("from", &from), ("until", &until)]),
        (Some(from), None) => from.to_owned(),
        (None, _) => now(PlanText::AllDay).to_owned(),
    }
}

/// The names of those who are met.
pub fn who(sides: &[MetName]) -> String {
    listed(&sides.iter().map(|side| side.name.as_str()).collect::<Vec<_>>())
}
