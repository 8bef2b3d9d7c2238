//! Opinions and difficulties heard, one by one; or that there were none.

use super::entry::{Entry, LineEntry, NOTHING, RAISED};
use crate::{
    browser,
    form::Faults,
    i18n::{lang, t},
    ui::{
        button::{Button, Weight},
        checkbox::Checkbox,
        icon::Glyph,
        jump::revealed_when,
        radio_group::{Layout, RadioGroup},
        select::Choice,
        text_area::TextArea,
    },
};
use leptos::prelude::*;
use lianyi_shared::{contact::MatterKind, text_contact::ContactText, validate::TEXT_MAX};

/// The end of what was raised: the way to one more.
const LAST: &str = ".raised > :last-child";

/// Whether something was raised, and what.
#[component]
pub fn Raised(
    /// What is entered.
    entry: Entry,
    /// What is wrong with it.
    faults: Faults,
) -> impl IntoView {
    let choices = vec![
        Choice::new(RAISED, t(ContactText::RaisedYes)).note(t(ContactText::RaisedYesNote)),
        Choice::new(NOTHING, t(ContactText::RaisedNo)),
    ];
    let add = move |_| {
        entry.lines.update(|lines| lines.push(LineEntry::blank()));
        // The button has moved down.
        request_animation_frame(|| browser::reveal(LAST));
    };
    let several = move || entry.lines.with(|lines| lines.len() > 1);
    let lines = move || {
        view! {
            <div class="raised" on:input=move |_| faults.forget("content-nothingRaised")>
                <For each=move || entry.lines.get() key=|line| line.key let:line>
                    <Line line entry several=Signal::derive(several) />
                </For>
                <Button weight=Weight::Quiet glyph=Glyph::Plus small=true on_click=add>{t(ContactText::AddLine)}</Button>
            </div>
        }
    };
    let raised = Memo::new(move |_| entry.raised.with(|raised| raised == RAISED));
    revealed_when(move || raised.get(), LAST);
    view! {
        <RadioGroup id="content-nothingRaised" label=t(ContactText::Raised) value=entry.raised choices error=faults.of("content-nothingRaised") required=true />
        {move || raised.get().then(lines)}
    }
}

#[component]
fn Line(line: LineEntry, entry: Entry, several: Signal<bool>) -> impl IntoView {
    let choices =
        MatterKind::ALL.iter().map(|kind| Choice::new(kind.code(), move || kind.label(lang()))).collect();
    let key = line.key;
    let difficulty = Memo::new(move |_| line.kind.with(|kind| kind == MatterKind::Difficulty.code()));
    let remove = move |_| entry.lines.update(|lines| lines.retain(|kept| kept.key != key));
    view! {
        <div class="line">
            <RadioGroup id=format!("line-kind-{key}") label=t(ContactText::LineKind) value=line.kind choices layout=Layout::Picks />
            <TextArea id=format!("line-text-{key}") label=t(ContactText::LineText) value=line.text limit=TEXT_MAX rows=2 />
            {move || difficulty.get().then(|| view! { <Checkbox id=format!("line-solved-{key}") label=t(ContactText::LineSolved) checked=line.solved /> })}
            {move || several.get().then(|| view! { <Button weight=Weight::Quiet small=true on_click=remove>{t(ContactText::RemoveLine)}</Button> })}
        </div>
    }
}
