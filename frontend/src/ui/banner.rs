//! A notice inside a page.

use super::{
    icon::{Glyph, Icon},
    status::Tone,
};
use leptos::prelude::*;

/// A rule at the left, an icon, words. Not for what has just happened: that is a toast.
#[component]
pub fn Banner(
    /// How grave it is.
    tone: Tone,
    /// The words; begin with what is the matter in `<strong>`.
    children: Children,
) -> impl IntoView {
    let glyph = match tone {
        Tone::Danger => Glyph::Error,
        Tone::Warn => Glyph::Alert,
        Tone::Ok => Glyph::StatusDone,
        Tone::Info | Tone::Plain => Glyph::Info,
    };
    view! {
        <div class=format!("note {}", tone.class())>
            <Icon glyph />
            <div>{children()}</div>
        </div>
    }
}
