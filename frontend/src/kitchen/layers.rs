//! What opens over the page.

use crate::{
    i18n::{now, t},
    ui::{
        button::{Button, Weight},
        command_palette::CommandPalette,
        confirm_dialog::ConfirmDialog,
        dialog::Dialog,
        icon::{Glyph, Icon},
        menu::Menu,
        section::Section,
        select::Choice,
        status::Tone,
        toast,
    },
};
use leptos::prelude::*;
use lianyi_shared::{text_kitchen::KitchenText, text_shell::UiText};

/// A dialog, a question, the search, a menu.
#[component]
pub fn Layers() -> impl IntoView {
    let (dialog, confirm, palette) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let find = |(text, answer): (String, Callback<Vec<Choice>>)| {
        let keys = [KitchenText::Record, KitchenText::Schedule, KitchenText::Correct];
        let found = keys.into_iter().filter(|key| now(*key).contains(&text));
        answer.run(found.map(|key| Choice::new("", t(key)).note(t(KitchenText::Buttons))).collect());
    };
    let returned = move |reason: String| {
        confirm.set(false);
        toast::show(Tone::Ok, reason);
    };
    view! {
        <Section title=t(KitchenText::Layers)>
            <p class="chips settings">
                <Button on_click=move |_| dialog.set(true)>{t(KitchenText::OpenDialog)}</Button>
                <Button weight=Weight::Danger on_click=move |_| confirm.set(true)>{t(KitchenText::OpenConfirm)}</Button>
                <Button glyph=Glyph::Search on_click=move |_| palette.set(true)>{t(KitchenText::OpenPalette)}</Button>
                <Menu label=t(UiText::More)>
                    <li><a href="/kitchen"><Icon glyph=Glyph::Pen />{t(KitchenText::Correct)}</a></li>
                    <li><button type="button"><Icon glyph=Glyph::Download />{t(KitchenText::ExportOwn)}</button></li>
                </Menu>
            </p>
            <Dialog open=dialog title=t(KitchenText::OpenDialog)><p>{t(KitchenText::DialogBody)}</p></Dialog>
            <ConfirmDialog
                open=confirm
                title=t(KitchenText::ConfirmTitle)
                body=t(KitchenText::ConfirmBody)
                verb=t(KitchenText::Return)
                danger=true
                with_reason=true
                on_confirm=returned
            />
            <CommandPalette open=palette search=find on_choose=|choice: Choice| toast::show(Tone::Ok, choice.label.get().into_owned()) />
        </Section>
    }
}
