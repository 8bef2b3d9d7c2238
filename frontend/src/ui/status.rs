//! Status: a shape that fills as work advances, a word, and a tint only on chips. Never colour alone.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How far something has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Not begun: a dashed ring.
    Empty,
    /// Begun.
    Quarter,
    /// Half way.
    Half,
    /// Nearly there.
    ThreeQuarters,
    /// Done: a solid check.
    Done,
    /// Somebody must act now: a solid exclamation.
    Act,
    /// Waits for a date: a clock.
    Waiting,
}

impl Shape {
    const fn glyph(self) -> Glyph {
        match self {
            Self::Empty => Glyph::StatusEmpty,
            Self::Quarter => Glyph::StatusQuarter,
            Self::Half => Glyph::StatusHalf,
            Self::ThreeQuarters => Glyph::StatusThreeQuarters,
            Self::Done => Glyph::StatusDone,
            Self::Act => Glyph::StatusAct,
            Self::Waiting => Glyph::Clock,
        }
    }
}

/// What a status or notice means for the reader.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    #[default]
    Plain,
    /// In order.
    Ok,
    /// Under way, or good to know.
    Info,
    /// Soon due, or worth a look.
    Warn,
    /// Overdue, refused, failed.
    Danger,
}

impl Tone {
    /// The class that carries the colour.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Ok => "ok",
            Self::Info => "info",
            Self::Warn => "warn",
            Self::Danger => "danger",
        }
    }
}

/// A shape and a word, in rows and lists.
#[component]
pub fn Status(
    /// How far it has come.
    shape: Shape,
    /// What that means.
    #[prop(optional)]
    tone: Tone,
    /// The word.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    view! { <span class=format!("st {}", tone.class())><Icon glyph=shape.glyph() />{move || label.get()}</span> }
}

/// A word in a frame, tinted if it has a tone.
#[component]
pub fn Chip(
    /// What it means.
    #[prop(optional)]
    tone: Tone,
    /// How far it has come, if it is a status.
    #[prop(optional, into)]
    shape: Option<Shape>,
    /// Another icon instead of a shape.
    #[prop(optional, into)]
    glyph: Option<Glyph>,
    /// The word.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let glyph = shape.map(Shape::glyph).or(glyph);
    view! {
        <span class=format!("chip {}", tone.class())>
            {glyph.map(|glyph| view! { <Icon glyph size=14 /> })}
            {move || label.get()}
        </span>
    }
}
