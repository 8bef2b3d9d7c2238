//! What is wrong in a form, on top of it.

use super::{
    field::question,
    icon::{Glyph, Icon},
    jump::{Jump, focused_when},
};
use crate::i18n::filled;
use leptos::prelude::*;
use lianyi_shared::text_shell::UiText;

/// A fault of a form: the id of the field and the same words that stand under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The id of the field.
    pub id: String,
    /// What is wrong.
    pub message: String,
}

/// Lists the faults of a form with links to their fields, and takes the focus whenever there are new ones.
#[component]
pub fn ErrorSummary(
    /// What is wrong; empty for nothing.
    #[prop(into)]
    faults: Signal<Vec<Fault>>,
) -> impl IntoView {
    let root = focused_when(move || faults.with(Vec::len));
    let link = |Fault { id, message }: Fault| {
        let words = match question(&id) {
            Some(field) => filled(UiText::FaultOf, &[("field", &field), ("fault", &message)]),
            None => message,
        };
        view! { <li><Jump to=id>{words}</Jump></li> }
    };
    let any = Memo::new(move |_| faults.with(|faults| !faults.is_empty()));
    // It stays while there is less in it, or the focus would come back to it.
    move || {
        any.get().then(|| {
            view! {
                <div class="note danger summary" tabindex="-1" role="alert" node_ref=root>
                    <Icon glyph=Glyph::Error />
                    <div>
                        <strong>{move || filled(UiText::ErrorsTitle, &[("count", &faults.with(Vec::len))])}</strong>
                        <ul>{move || faults.get().into_iter().map(link).collect_view()}</ul>
                    </div>
                </div>
            }
        })
    }
}
