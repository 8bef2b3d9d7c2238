//! What is only looked at.

use crate::{
    api::{ApiError, Refusal},
    i18n::t,
    ui::{
        avatar::Avatar,
        banner::Banner,
        button::Button,
        empty_state::EmptyState,
        error_panel::ErrorPanel,
        icon::Glyph,
        jump::Jump,
        refused::Refused,
        section::Section,
        skeleton::Skeleton,
        stat::{Fill, Stat, StatStrip},
        status::{Chip, Shape, Status, Tone},
        timeline::{Event, Timeline},
        toast,
    },
};
use leptos::prelude::*;
use lianyi_shared::text_kitchen::KitchenText;

const STATUSES: [(Shape, Tone, KitchenText); 7] = [
    (Shape::Empty, Tone::Plain, KitchenText::NotBegun),
    (Shape::Quarter, Tone::Plain, KitchenText::Drafting),
    (Shape::Half, Tone::Info, KitchenText::InForce),
    (Shape::ThreeQuarters, Tone::Info, KitchenText::Sent),
    (Shape::Done, Tone::Ok, KitchenText::Filed),
    (Shape::Act, Tone::Danger, KitchenText::CorrectionAsked),
    (Shape::Waiting, Tone::Warn, KitchenText::Due),
];

/// Every shape, as status and as chip.
#[component]
pub fn Statuses() -> impl IntoView {
    let status =
        |(shape, tone, key): (Shape, Tone, KitchenText)| view! { <Status shape tone label=t(key) /> };
    let chip = |(shape, tone, key): (Shape, Tone, KitchenText)| view! { <Chip shape tone label=t(key) /> };
    view! {
        <Section title=t(KitchenText::Statuses)>
            <div class="stack">
                <p class="chips">{STATUSES.map(status).collect_view()}</p>
                <p class="chips">
                    {STATUSES.map(chip).collect_view()} <Chip glyph=Glyph::Person label=t(KitchenText::NonParty) /> <Avatar name="林知夏" />
                    <Avatar name="林知夏" big=true />
                </p>
            </div>
        </Section>
    }
}

/// Figures with their bars.
#[component]
pub fn Figures() -> impl IntoView {
    view! {
        <Section title=t(KitchenText::Figures)>
            <StatStrip>
                <Stat
                    label=t(KitchenText::FiledRosters)
                    figure="11"
                    unit=t(KitchenText::OfBranches)
                    bar=vec![(Fill::Full, 11), (Fill::Half, 3), (Fill::Rest, 8)]
                    note=t(KitchenText::FiledNote)
                />
                <Stat label=t(KitchenText::Open) figure="27" unit=t(KitchenText::Pieces) href="/rosters" />
            </StatStrip>
        </Section>
    }
}

/// A timeline over two months.
#[component]
pub fn Story() -> impl IntoView {
    let event = |at: &str, glyph, body: bool| Event {
        at: at.to_owned(),
        glyph,
        actor: "罗启文".to_owned(),
        deed: t(KitchenText::Held).into(),
        body: body.then(|| t(KitchenText::HeldBody).into()),
        chips: ViewFn::from(
            || view! { <Chip tone=Tone::Warn shape=Shape::Waiting label=t(KitchenText::Due) /> },
        ),
    };
    let events = vec![
        event("2026-09-16", Glyph::Flag, true),
        event("2026-09-08", Glyph::Chat, true),
        event("2026-06-30", Glyph::Roster, false),
    ];
    view! {
        <Section title=t(KitchenText::Story) count=t(KitchenText::NewestFirst)>
            <Timeline events />
        </Section>
    }
}

/// Notices, nothing, waiting, refusals.
#[component]
pub fn Notices() -> impl IntoView {
    let refusals = [
        (Refusal::Network, "NETWORK"),
        (Refusal::Forbidden, "FORBIDDEN"),
        (Refusal::Conflict, "CONFLICT"),
        (Refusal::Internal, "INTERNAL_SERVER_ERROR"),
    ];
    let panel = |(refusal, code): (Refusal, &str)| {
        let error = ApiError {
            refusal,
            code: code.to_owned(),
            reason: String::new(),
            request_id: Some("01JCX7Q4".to_owned()),
            message: None,
        };
        view! { <ErrorPanel error on_retry=|()| {} /> }
    };
    let record = || view! { <Button>{t(KitchenText::Record)}</Button> };
    let show = |tone| move |_| toast::show(tone, t(KitchenText::Saved)());
    view! {
        <Section title=t(KitchenText::Notices)>
            <div class="stack settings">
                <Banner tone=Tone::Danger><strong>{t(KitchenText::ErrorsFound)}</strong></Banner>
                <Banner tone=Tone::Warn>{t(KitchenText::SoonDue)}</Banner>
                <Banner tone=Tone::Info>{t(KitchenText::OnRoster)}</Banner>
                <Banner tone=Tone::Ok>{t(KitchenText::Saved)}</Banner>
                <p class="chips">
                    <Button on_click=show(Tone::Ok)>{t(KitchenText::ShowToast)}</Button>
                    <Button weight=crate::ui::button::Weight::Danger on_click=show(Tone::Danger)>{t(KitchenText::ShowToast)}</Button>
                </p>
                <EmptyState glyph=Glyph::Chat title=t(KitchenText::Nothing) next=t(KitchenText::NothingNext) act=record />
                <Skeleton />
                {refusals.map(panel).collect_view()}
                <Refused error=Signal::stored(Some(ApiError::network())) />
                <p><Jump to="main">{t(KitchenText::Notices)}</Jump></p>
            </div>
        </Section>
    }
}
