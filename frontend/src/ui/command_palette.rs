//! Ctrl K: one place to find people, matters and pages.

use super::{
    combobox::{Finder, FinderList},
    icon::{Glyph, Icon},
    select::Choice,
};
use crate::{
    browser,
    i18n::{filled, t},
};
use leptos::{
    ev::{self, KeyboardEvent},
    html,
    prelude::*,
};
use lianyi_shared::text_shell::{ShellText, UiText};

/// A dialog with one input and what it finds. It opens with Ctrl K or ⌘ K, or when `open` is set.
#[component]
pub fn CommandPalette(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Finds choices for a text and answers by the callback.
    #[prop(into)]
    search: Callback<(String, Callback<Vec<Choice>>)>,
    /// Told what was chosen.
    #[prop(into)]
    on_choose: Callback<Choice>,
) -> impl IntoView {
    let finder = Finder::new(search);
    let root = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(root) = root.get() else { return };
        match (open.get(), root.open()) {
            (true, false) => {
                finder.text.set(String::new());
                finder.look();
                let _ = root.show_modal();
            }
            (false, true) => root.close(),
            _ => {}
        }
    });
    let shortcut = window_event_listener(ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && event.code() == "KeyK" && !browser::is_composing(&event)
        {
            event.prevent_default();
            open.update(|open| *open = !*open);
        }
    });
    on_cleanup(move || shortcut.remove());
    let choose = move |choice: Choice| {
        open.set(false);
        on_choose.run(choice);
    };
    let keys = move |event: KeyboardEvent| {
        if browser::is_composing(&event) {
            return;
        }
        match event.key().as_str() {
            "ArrowDown" => finder.step(true),
            "ArrowUp" => finder.step(false),
            "Enter" => {
                if let Some(choice) = finder.choice() {
                    choose(choice);
                }
            }
            _ => return,
        }
        event.prevent_default();
    };
    let input = move |event: web_sys::Event| {
        finder.text.set(event_target_value(&event));
        if !browser::is_composing_input(&event) {
            finder.look();
        }
    };
    let state = move || match (finder.busy.get(), finder.found.with(Vec::len)) {
        (true, _) => t(UiText::Searching)().to_owned(),
        (false, 0) => filled(ShellText::SearchNothing, &[("query", &finder.text.get())]),
        (false, count) => filled(UiText::Matches, &[("count", &count)]),
    };
    view! {
        <dialog class="palette" node_ref=root aria-label=t(ShellText::Search) on:close=move |_| open.set(false)>
            <div class="palette-in">
                <Icon glyph=Glyph::Search />
                <input
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    autofocus
                    aria-label=t(ShellText::Search)
                    aria-autocomplete="list"
                    aria-expanded="true"
                    aria-controls="palette-list"
                    aria-activedescendant=move || finder.marked.get().map(|at| format!("palette-list-{at}"))
                    placeholder=t(ShellText::Search)
                    prop:value=move || finder.text.get()
                    on:input=input
                    on:compositionend=move |_| finder.look()
                    on:keydown=keys
                />
                <kbd>"Esc"</kbd>
            </div>
            <FinderList finder id="palette-list" label=t(ShellText::Search) on_choose=choose />
            <p class="meta" role="status">{state}</p>
        </dialog>
    }
}
