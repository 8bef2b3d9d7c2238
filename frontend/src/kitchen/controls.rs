//! Buttons and everything that is filled in.

use crate::{
    i18n::{now, t},
    ui::{
        button::{Button, IconButton, Weight},
        checkbox::Checkbox,
        combobox::Combobox,
        date_field::DateField,
        error_summary::{ErrorSummary, Fault},
        file_drop::FileDrop,
        icon::Glyph,
        radio_group::{Layout, RadioGroup},
        section::Section,
        select::{Choice, Select},
        switch::Switch,
        text_area::TextArea,
        text_input::TextInput,
    },
};
use leptos::prelude::*;
use lianyi_shared::text_kitchen::KitchenText;

/// Every weight and state of a button.
#[component]
pub fn Buttons() -> impl IntoView {
    view! {
        <Section title=t(KitchenText::Buttons)>
            <div class="acts">
                <Button weight=Weight::Primary glyph=Glyph::Plus>{t(KitchenText::Record)}</Button>
                <Button glyph=Glyph::Calendar>{t(KitchenText::Schedule)}</Button>
                <Button weight=Weight::Quiet>{t(KitchenText::Quiet)}</Button>
                <Button weight=Weight::Danger>{t(KitchenText::Return)}</Button>
                <Button disabled=true>{t(KitchenText::Disabled)}</Button>
                <Button weight=Weight::Primary busy=true>{t(KitchenText::Busy)}</Button>
                <Button small=true>{t(KitchenText::Small)}</Button>
                <Button small=true weight=Weight::Quiet>{t(KitchenText::Small)}</Button>
                <IconButton glyph=Glyph::Print label=t(KitchenText::ExportOwn) weight=Weight::Plain on_click=|_| {} />
            </div>
        </Section>
    }
}

/// Every control, empty, filled and refused.
#[component]
pub fn Fields() -> impl IntoView {
    let faults = RwSignal::new(Vec::new());
    let error_of = move |id: &'static str| {
        Signal::derive(move || {
            faults.with(|faults: &Vec<Fault>| {
                faults.iter().find(|fault| fault.id == id).map(|fault| fault.message.clone())
            })
        })
    };
    let refuse = move |_| {
        let fault = |id: &str, key| Fault { id: id.to_owned(), message: now(key).to_owned() };
        faults.set(vec![
            fault("meeting", KitchenText::MeetingMissing),
            fault("date", KitchenText::DateMissing),
        ]);
    };
    let text = |text: &str| RwSignal::new(text.to_owned());
    let modes = || {
        [
            ("TALK", KitchenText::Talk),
            ("HOLIDAY_VISIT", KitchenText::Visit),
            ("TELEPHONE", KitchenText::Telephone),
        ]
        .map(|(code, key)| Choice::new(code, t(key)))
        .to_vec()
    };
    let decisions = vec![
        Choice::new("AGREE", t(KitchenText::Agree)).note(t(KitchenText::AgreeNote)),
        Choice::new("RETURN", t(KitchenText::Return)).note(t(KitchenText::ReturnNote)),
    ];
    let find = |(text, answer): (String, Callback<Vec<Choice>>)| {
        let names = ["阿依古丽·吐尔逊", "李思远", "李㛃", "欧阳䶮"];
        answer.run(
            names
                .into_iter()
                .filter(|name| name.contains(&text))
                .map(|name| Choice::new(name, name))
                .collect(),
        );
    };
    view! {
        <Section title=t(KitchenText::Fields)>
            <form class="narrow settings" novalidate on:submit=|event| event.prevent_default()>
                <ErrorSummary faults />
                <TextInput id="meeting" label=t(KitchenText::Meeting) hint=t(KitchenText::MeetingHint) value=text("") error=error_of("meeting") required=true />
                <div class="row2">
                    <DateField id="date" label=t(KitchenText::Date) value=text("") error=error_of("date") required=true />
                    <Select id="mode" label=t(KitchenText::Mode) value=text("TALK") choices=modes() />
                </div>
                <TextArea id="summary" label=t(KitchenText::Summary) hint=t(KitchenText::SummaryHint) value=RwSignal::new(now(KitchenText::SummarySample).to_owned()) limit=500_usize />
                <TextArea id="long" label=t(KitchenText::Summary) value=RwSignal::new(now(KitchenText::SummarySample).to_owned()) limit=10_usize rows=2 />
                <RadioGroup id="decision" label=t(KitchenText::Decision) value=text("AGREE") choices=decisions required=true />
                <RadioGroup id="how" label=t(KitchenText::Mode) value=text("TALK") choices=modes() layout=Layout::Picks />
                <Combobox id="person" label=t(KitchenText::Person) hint=t(KitchenText::PersonHint) value=RwSignal::new(None) search=find />
                <Checkbox id="nothing" label=t(KitchenText::NothingRaised) note=t(KitchenText::NothingRaisedNote) checked=RwSignal::new(true) />
                <FileDrop id="file" label=t(KitchenText::File) hint=t(KitchenText::FileHint) files=RwSignal::new_local(Vec::new()) accept=".xlsx,.csv" />
                <SwitchSample />
                <div class="acts"><Button weight=Weight::Primary submit=true on_click=refuse>{t(KitchenText::Record)}</Button></div>
            </form>
        </Section>
    }
}

#[component]
fn SwitchSample() -> impl IntoView {
    let on = RwSignal::new(true);
    view! { <p><Switch label=t(KitchenText::Remind) on on_change=move |to| on.set(to) /></p> }
}
