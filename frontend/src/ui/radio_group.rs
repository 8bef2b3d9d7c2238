//! One of two or three, all in view.

use super::{
    field::FieldGroup,
    icon::{Glyph, Icon},
    select::Choice,
};
use leptos::prelude::*;

/// How the choices stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Layout {
    /// One under the other as cards, with room for a second line.
    #[default]
    Cards,
    /// Side by side as short words.
    Picks,
}

/// One of a few answers to a question, all in view.
#[component]
pub fn RadioGroup(
    /// The field's name in the input.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// The code chosen; empty for none.
    value: RwSignal<String>,
    /// The answers.
    choices: Vec<Choice>,
    /// How they stand.
    #[prop(optional)]
    layout: Layout,
    /// Help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must be answered.
    #[prop(optional)]
    required: bool,
    /// What stands after the answers, as the way to more of them.
    #[prop(optional, into)]
    last: ViewFn,
) -> impl IntoView {
    let name = id.clone();
    let choice = move |Choice { code, label, note }: Choice| {
        let (own, chosen) = (code.clone(), code.clone());
        let words = view! {
            <span>{move || label.get()}{note.map(|note| view! { <small>{move || note.get()}</small> })}</span>
        };
        let input = view! {
            <input
                type="radio"
                name=name.clone()
                value=code
                prop:checked=move || value.get() == own
                on:change=move |_| value.set(chosen.clone())
            />
        };
        match layout {
            Layout::Cards => view! { <label class="opt">{input}{words}</label> }.into_any(),
            Layout::Picks => {
                view! { <label class="pick">{input}<Icon glyph=Glyph::Check size=14 />{words}</label> }
                    .into_any()
            }
        }
    };
    let choices = choices.into_iter().map(choice).collect_view();
    view! {
        <FieldGroup id label hint error required>
            <div class:picks=move || layout == Layout::Picks>{choices}{last.run()}</div>
        </FieldGroup>
    }
}
