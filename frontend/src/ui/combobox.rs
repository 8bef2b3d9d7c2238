//! One of many, found by typing.

use super::{
    field::{Field, described_by, invalid},
    select::Choice,
};
use crate::{
    browser,
    i18n::{filled, t},
};
use leptos::{ev::KeyboardEvent, prelude::*};
use lianyi_shared::text_shell::UiText;
use std::time::Duration;

/// How long typing must pause before a search begins.
const PAUSE: Duration = Duration::from_millis(150);

/// The shared part of everything that is typed into and answers with a list: what was typed, what was found, which is
/// marked. Keys follow the combobox pattern of the ARIA authoring practices.
#[derive(Clone, Copy)]
pub struct Finder {
    /// What is typed.
    pub text: RwSignal<String>,
    /// What was found for it.
    pub found: RwSignal<Vec<Choice>>,
    /// The marked one, counted from 0.
    pub marked: RwSignal<Option<usize>>,
    /// A search is under way.
    pub busy: RwSignal<bool>,
    /// Counts the searches, so that a late answer to an older text is dropped.
    turn: RwSignal<u32>,
    search: Callback<(String, Callback<Vec<Choice>>)>,
}

impl Finder {
    /// A finder that asks `search`, which answers by the callback it is given, now or later.
    pub fn new(search: Callback<(String, Callback<Vec<Choice>>)>) -> Self {
        Self {
            text: RwSignal::new(String::new()),
            found: RwSignal::new(Vec::new()),
            marked: RwSignal::new(None),
            busy: RwSignal::new(false),
            turn: RwSignal::new(0),
            search,
        }
    }

    /// Searches for what is typed, after a short pause in typing.
    pub fn look(self) {
        let Some(turn) = self.turn.try_update(|turn| {
            *turn += 1;
            *turn
        }) else {
            return;
        };
        browser::after(PAUSE, move || {
            if self.turn.try_get_untracked() != Some(turn) {
                return;
            }
            self.busy.set(true);
            let answer = Callback::new(move |found: Vec<Choice>| {
                if self.turn.try_get_untracked() == Some(turn) {
                    self.busy.set(false);
                    self.marked.set((!found.is_empty()).then_some(0));
                    self.found.set(found);
                }
            });
            self.search.run((self.text.get_untracked(), answer));
        });
    }

    /// Marks the next (1) or the previous (-1) choice, round and round.
    pub fn step(self, forward: bool) {
        let count = self.found.with_untracked(Vec::len);
        if count == 0 {
            return;
        }
        self.marked.update(|marked| {
            *marked = Some(match (*marked, forward) {
                (None, true) => 0,
                (None, false) => count - 1,
                (Some(at), true) => (at + 1) % count,
                (Some(at), false) => (at + count - 1) % count,
            });
        });
    }

    /// The marked choice.
    pub fn choice(self) -> Option<Choice> {
        let at = self.marked.get_untracked()?;
        self.found.with_untracked(|found| found.get(at).cloned())
    }
}

/// The list under a finder.
#[component]
pub fn FinderList(
    /// What it lists.
    finder: Finder,
    /// The id of the list; its options are `{id}-0`, `{id}-1` …
    #[prop(into)]
    id: String,
    /// What it is called.
    #[prop(into)]
    label: TextProp,
    /// Told which was clicked.
    #[prop(into)]
    on_choose: Callback<Choice>,
) -> impl IntoView {
    let prefix = id.clone();
    let option = move |(at, choice): (usize, Choice)| {
        let Choice { label, note, .. } = choice.clone();
        let choose = move |event: leptos::ev::PointerEvent| {
            event.prevent_default(); // keeps the focus in the input
            on_choose.run(choice.clone());
        };
        view! {
            <li
                role="option"
                id=format!("{prefix}-{at}")
                aria-selected=move || if finder.marked.get() == Some(at) { "true" } else { "false" }
                on:pointerdown=choose
            >
                {move || label.get()}
                {note.map(|note| view! { <small>{move || note.get()}</small> })}
            </li>
        }
    };
    let marked = id.clone();
    Effect::new(move || {
        if let Some(at) = finder.marked.get() {
            browser::reveal(&format!("#{marked}-{at}"));
        }
    });
    view! {
        <ul class="options" role="listbox" id=id aria-label=move || label.get()>
            {move || finder.found.get().into_iter().enumerate().map(option.clone()).collect_view()}
        </ul>
    }
}

/// One of many, found on the server by characters, pinyin or initials.
#[component]
pub fn Combobox(
    /// The field's name in the input.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// What is chosen.
    value: RwSignal<Option<Choice>>,
    /// Finds choices for a text and answers by the callback.
    #[prop(into)]
    search: Callback<(String, Callback<Vec<Choice>>)>,
    /// Help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must be chosen.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let finder = Finder::new(search);
    let open = RwSignal::new(false);
    // While somebody types, nothing is chosen, and what they typed must stay.
    let typing = RwSignal::new(false);
    let show_chosen = move || {
        finder.text.set(value.with(|choice| {
            choice.as_ref().map_or_else(String::new, |choice| choice.label.get().into_owned())
        }));
    };
    Effect::new(move || {
        value.track();
        if !typing.get_untracked() {
            show_chosen();
        }
    });
    let choose = move |choice: Choice| {
        typing.set(false);
        open.set(false);
        value.set(Some(choice));
    };
    let leave = move |_| {
        typing.set(false);
        open.set(false);
        untrack(show_chosen);
    };
    let input = move |event: web_sys::Event| {
        typing.set(true);
        finder.text.set(event_target_value(&event));
        value.set(None);
        // While an input method is composing, the letters are its own; it says when it is done.
        if !browser::is_composing_input(&event) {
            open.set(true);
            finder.look();
        }
    };
    let composed = move |_| {
        open.set(true);
        finder.look();
    };
    let keys = move |event: KeyboardEvent| press(&event, finder, open, choose);
    let list_id = format!("{id}-list");
    let (controls, active) = (list_id.clone(), list_id.clone());
    let marked = move || finder.marked.get().filter(|_| open.get()).map(|at| format!("{active}-{at}"));
    let described = described_by(&id, hint.is_some(), error);
    let control_id = id.clone();
    let list_label = StoredValue::new(label.clone());
    view! {
        <Field id label hint error required>
            <div class="combobox">
                <input
                    class="in"
                    id=control_id.clone()
                    name=control_id
                    type="text"
                    role="combobox"
                    autocomplete="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-expanded=move || if open.get() { "true" } else { "false" }
                    aria-controls=controls
                    aria-activedescendant=marked
                    aria-required=required.then_some("true")
                    aria-invalid=invalid(error)
                    aria-describedby=described
                    prop:value=move || finder.text.get()
                    on:input=input
                    on:compositionend=composed
                    on:keydown=keys
                    on:blur=leave
                />
                <div class="drop-list" class:gone=move || !open.get()>
                    <FinderList finder id=list_id label=move || list_label.read_value().get() on_choose=choose />
                    <p class="meta" role="status">{finder_state(finder, open)}</p>
                </div>
            </div>
        </Field>
    }
}

/// What a key does in the input; keys that do nothing here, and all keys of an input method, keep their own effect.
fn press(event: &KeyboardEvent, finder: Finder, open: RwSignal<bool>, choose: impl Fn(Choice)) {
    if browser::is_composing(event) {
        return;
    }
    match (event.key().as_str(), open.get_untracked()) {
        ("ArrowDown", false) => {
            open.set(true);
            finder.look();
        }
        ("ArrowDown", true) => finder.step(true),
        ("ArrowUp", true) => finder.step(false),
        ("Enter", true) => {
            if let Some(choice) = finder.choice() {
                choose(choice);
            }
        }
        ("Escape", true) => open.set(false),
        _ => return,
    }
    event.prevent_default();
}

/// What a finder has to say: searching, nothing, so many.
fn finder_state(finder: Finder, open: RwSignal<bool>) -> impl Fn() -> String + Send + Sync + 'static {
    move || match (open.get(), finder.busy.get(), finder.found.with(Vec::len)) {
        (false, ..) => String::new(),
        (true, true, _) => t(UiText::Searching)().to_owned(),
        (true, false, 0) => t(UiText::NoMatch)().to_owned(),
        (true, false, count) => filled(UiText::Matches, &[("count", &count)]),
    }
}
