//! Files: chosen, or dropped.

use super::{
    button::IconButton,
    field::{Field, described_by, invalid},
    icon::{Glyph, Icon},
};
use crate::i18n::{filled, t};
use leptos::{ev::DragEvent, html::Input, prelude::*};
use lianyi_shared::text_shell::UiText;
use web_sys::{File, FileList};

const MEBIBYTE: u32 = 1024 * 1024;

/// A file, or several, chosen in the browser's own way or dropped on the frame.
#[component]
pub fn FileDrop(
    /// The field's name in the input.
    #[prop(into)]
    id: String,
    /// What is asked.
    #[prop(into)]
    label: TextProp,
    /// What was chosen; at most one unless several may be.
    files: RwSignal<Vec<File>, LocalStorage>,
    /// Several may be chosen; each choice adds to those before.
    #[prop(optional)]
    multiple: bool,
    /// Which files are offered, as in HTML: `.xlsx,.csv`.
    accept: &'static str,
    /// The greatest size in MiB; the server has its own limit.
    #[prop(default = 10)]
    limit: u32,
    /// Help.
    #[prop(optional, into)]
    hint: Option<TextProp>,
    /// What is wrong.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Must be given.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let too_big = RwSignal::new(false);
    let error = Signal::derive(move || {
        if too_big.get() { Some(filled(UiText::FileTooBig, &[("limit", &limit)])) } else { error.get() }
    });
    let take = move |given: Option<FileList>| {
        let given =
            given.map_or_else(Vec::new, |list| (0..list.length()).filter_map(|n| list.get(n)).collect());
        if given.is_empty() {
            return;
        }
        let (fit, large): (Vec<File>, Vec<File>) =
            given.into_iter().partition(|file| file.size() <= f64::from(limit.saturating_mul(MEBIBYTE)));
        too_big.set(!large.is_empty());
        files.update(|files| {
            if !multiple {
                files.clear();
            }
            files.extend(fit.into_iter().take(if multiple { usize::MAX } else { 1 }));
        });
    };
    let over = RwSignal::new(false);
    let drag = move |event: DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        take(event.data_transfer().and_then(|transfer| transfer.files()));
    };
    let input = NodeRef::<Input>::new();
    // The same file may be chosen again.
    let forget = move || {
        if let Some(input) = input.get_untracked() {
            input.set_value("");
        }
    };
    let remove = move |at: usize| {
        files.update(|files| {
            files.remove(at);
        });
        forget();
    };
    let chosen = move || {
        let one = |(at, file): (usize, File)| {
            let (name, label) = (file.name(), file.name());
            view! {
                <p class="file">
                    <Icon glyph=Glyph::Roster />
                    <span>{name}</span>
                    <IconButton glyph=Glyph::Cross label=move || filled(UiText::RemoveFile, &[("name", &label)]) on_click=move |_| remove(at) />
                </p>
            }
        };
        files.get().into_iter().enumerate().map(one).collect_view()
    };
    let described = described_by(&id, hint.is_some(), error);
    let control_id = id.clone();
    view! {
        <Field id label hint error required>
            <div class="file-drop" class:over=move || over.get() on:dragover=drag on:dragleave=move |_| over.set(false) on:drop=drop>
                <Icon glyph=Glyph::Upload size=20 />
                <span>{t(UiText::DropFile)}</span>
                <span class="btn small" aria-hidden="true">{t(UiText::ChooseFile)}</span>
                <input
                    type="file"
                    id=control_id.clone()
                    name=control_id
                    accept=accept
                    multiple=multiple
                    aria-required=required.then_some("true")
                    aria-invalid=invalid(error)
                    aria-describedby=described
                    node_ref=input
                    on:change=move |event| {
                        take(event_target::<web_sys::HtmlInputElement>(&event).files());
                        forget();
                    }
                />
            </div>
            {chosen}
        </Field>
    }
}
