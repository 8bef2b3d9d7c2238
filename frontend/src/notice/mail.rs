//! Whether mail tells of notices too: an address of one's own, proved by a code, and how often.

use crate::{
    api::{self, ApiError},
    asked::Asked,
    form::Faults,
    i18n::{filled, lang, now, t},
    ui::{
        banner::Banner,
        busy::Busy,
        button::{Button, Weight},
        radio_group::RadioGroup,
        refused::Refused,
        section::Section,
        select::Choice,
        status::Tone,
        text_input::TextInput,
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{ev::SubmitEvent, prelude::*};
use lianyi_shared::{
    api::notices::{
        ConfirmMailAddress, ConfirmMailAddressVariables, MailSettings, MailSettingsQuery, RemoveMailAddress,
        SetMailAddress, SetMailAddressVariables, SetMailFrequency, SetMailFrequencyVariables,
    },
    notice::{CODE_MINUTES, MailFrequency},
    text_notice::NoticeText,
};

type Settings = Asked<MailSettings>;

/// The part of one's own page.
#[component]
pub fn MailReminders() -> impl IntoView {
    let asked =
        Asked::new(|| (), |()| async { Ok(api::run(MailSettingsQuery::build(())).await?.mail_settings) });
    let faults = Faults::none();
    let draw = move |settings: MailSettings| {
        if !settings.available {
            return view! { <p class="muted">{t(NoticeText::MailUnavailable)}</p> }.into_any();
        }
        view! { <p>{t(NoticeText::MailLead)}</p><Refused error=faults.refused /><Drawn settings asked faults /> }
            .into_any()
    };
    view! { <Section title=t(NoticeText::Mail)>{asked.view(draw)}</Section> }
}

/// Does something and shows what came of it.
fn act<Answer>(asked: Settings, faults: Faults, busy: Busy, said: Option<NoticeText>, doing: Answer)
where
    Answer: Future<Output = Result<MailSettings, ApiError>> + 'static,
{
    faults.catch(busy, async move {
        let settings = doing.await?;
        if let Some(said) = said {
            toast::show(Tone::Ok, now(said));
        }
        asked.put(settings);
        Ok(())
    });
}

#[component]
fn Drawn(settings: MailSettings, asked: Settings, faults: Faults) -> impl IntoView {
    let MailSettings { address, confirmed, refused, frequency, .. } = settings;
    let busy = Busy::default();
    let Some(address) = address else {
        return view! { <Address asked faults busy /> }.into_any();
    };
    let remove = move |_| {
        act(asked, faults, busy, Some(NoticeText::Removed), async {
            Ok(api::run(RemoveMailAddress::build(())).await?.remove_mail_address)
        });
    };
    let stopped = address.clone();
    let stopped = refused.then(|| {
        let words = move || filled(NoticeText::Refused, &[("address", &stopped)]);
        view! { <Banner tone=Tone::Warn>{words}</Banner> }
    });
    if refused {
        return view! {
            {stopped}
            <Address asked faults busy />
            <div class="acts"><Button weight=Weight::Quiet busy on_click=remove>{t(NoticeText::Remove)}</Button></div>
        }
        .into_any();
    }
    if !confirmed {
        return view! { <Proof address asked faults busy /> }.into_any();
    }
    let chosen = RwSignal::new(frequency.code().to_owned());
    Effect::new(move |before: Option<String>| {
        let code = chosen.get();
        if let Some(before) = before
            && before != code
            && let Ok(frequency) = code.parse::<MailFrequency>()
        {
            act(asked, faults, busy, Some(NoticeText::FrequencySaved), async move {
                let variables = SetMailFrequencyVariables { frequency };
                Ok(api::run(SetMailFrequency::build(variables)).await?.set_mail_frequency)
            });
        }
        code
    });
    let choices = MailFrequency::ALL.iter();
    let choices = choices.map(|one| Choice::new(one.code(), move || one.label(lang()))).collect::<Vec<_>>();
    let words = move || filled(NoticeText::SendsTo, &[("address", &address)]);
    view! {
        <p class="meta">{words}</p>
        <RadioGroup id="frequency" label=t(NoticeText::Frequency) value=chosen choices />
        <div class="acts"><Button weight=Weight::Quiet busy on_click=remove>{t(NoticeText::Remove)}</Button></div>
    }
    .into_any()
}

/// Asks for an address.
#[component]
fn Address(asked: Settings, faults: Faults, busy: Busy) -> impl IntoView {
    let address = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let variables = SetMailAddressVariables { address: address.get_untracked() };
        act(asked, faults, busy, None, async {
            Ok(api::run(SetMailAddress::build(variables)).await?.set_mail_address)
        });
    };
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <TextInput id="address" label=t(NoticeText::Address) hint=t(NoticeText::AddressHint) value=address error=faults.of("address") kind="email" autocomplete="email" />
            <div class="acts"><Button submit=true busy>{t(NoticeText::AddressSend)}</Button></div>
        </form>
    }
}

/// Asks for the code that was sent to an address.
#[component]
fn Proof(address: String, asked: Settings, faults: Faults, busy: Busy) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let variables = ConfirmMailAddressVariables { code: code.get_untracked() };
        act(asked, faults, busy, Some(NoticeText::Confirmed), async {
            Ok(api::run(ConfirmMailAddress::build(variables)).await?.confirm_mail_address)
        });
    };
    let same = address.clone();
    let again = move |_| {
        let variables = SetMailAddressVariables { address: same.clone() };
        act(asked, faults, busy, None, async {
            Ok(api::run(SetMailAddress::build(variables)).await?.set_mail_address)
        });
    };
    let another = move |_| {
        act(asked, faults, busy, None, async {
            Ok(api::run(RemoveMailAddress::build(())).await?.remove_mail_address)
        });
    };
    let lead = move || filled(NoticeText::CodeSentTo, &[("address", &address), ("minutes", &CODE_MINUTES)]);
    view! {
        <form class="form" novalidate=true on:submit=submit>
            <p class="meta" role="status">{lead}</p>
            <TextInput id="code" label=t(NoticeText::Code) value=code error=faults.of("code") autocomplete="one-time-code" />
            <div class="acts">
                <Button weight=Weight::Primary submit=true busy>{t(NoticeText::Confirm)}</Button>
                <Button busy on_click=again>{t(NoticeText::Again)}</Button>
                <Button weight=Weight::Quiet busy on_click=another>{t(NoticeText::Another)}</Button>
            </div>
        </form>
    }
}
