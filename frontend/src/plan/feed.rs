//! The link to one's own calendar: made, shown once, renewed, ended.

use crate::{
    api::{self, ApiError},
    asked::Asked,
    browser,
    form::saved,
    i18n::{date_time, dotted, filled, now, t},
    ui::{
        busy::Busy,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        refused::Refused,
        section::Section,
        status::Tone,
        switch::Switch,
        text_input::TextInput,
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::plans::{
        CalendarFeed, CalendarFeedQuery, CalendarNamesVariables, OpenCalendarFeed, RevokeCalendarFeed,
        SetCalendarFeedNames,
    },
    text_accounts::AccountText,
    text_plan::MeetingText,
};

/// The part of one's own page.
#[component]
pub fn CalendarLink() -> impl IntoView {
    let asked =
        Asked::new(|| (), |()| async { Ok(api::run(CalendarFeedQuery::build(())).await?.calendar_feed) });
    let (address, refused) = (RwSignal::new(String::new()), RwSignal::new(None::<ApiError>));
    let shown = move || (!address.with(String::is_empty)).then(|| view! { <Shown address /> });
    view! {
        <Section title=t(MeetingText::Feed)>
            <p>{t(MeetingText::FeedLead)}</p>
            <Refused error=refused />
            {shown}
            {asked.view(move |feed| view! { <Drawn feed asked address refused /> })}
        </Section>
    }
}

/// The address, told once.
#[component]
fn Shown(address: RwSignal<String>) -> impl IntoView {
    let copy = move |_| {
        spawn_local(async move {
            if browser::copy(&address.get_untracked()).await {
                toast::show(Tone::Ok, now(AccountText::Copied));
            } else {
                browser::select("#feed");
                toast::show(Tone::Warn, now(AccountText::CopyByHand));
            }
        });
    };
    view! {
        <TextInput id="feed" label=t(MeetingText::FeedAddress) hint=t(MeetingText::FeedOnce) value=address />
        <div class="acts"><Button weight=Weight::Primary on_click=copy>{t(AccountText::Copy)}</Button></div>
    }
}

#[component]
fn Drawn(
    feed: Option<CalendarFeed>,
    asked: Asked<Option<CalendarFeed>>,
    address: RwSignal<String>,
    refused: RwSignal<Option<ApiError>>,
) -> impl IntoView {
    let (renewing, ending, busy) = (RwSignal::new(false), RwSignal::new(false), Busy::default());
    let names = RwSignal::new(feed.as_ref().is_some_and(|feed| feed.names));
    let open = move || {
        busy.attempt(refused, async move {
            let variables = CalendarNamesVariables { names: names.get_untracked() };
            let answer = api::run(OpenCalendarFeed::build(variables)).await;
            renewing.try_set(false);
            let opened = answer?.open_calendar_feed;
            address.try_set(format!("{}{}", browser::origin(), opened.path));
            asked.put(Some(opened.feed));
            Ok(())
        });
    };
    let end = move |_: String| {
        busy.attempt(refused, async move {
            let answer = api::run(RevokeCalendarFeed::build(())).await;
            ending.try_set(false);
            answer?;
            address.try_set(String::new());
            toast::show(Tone::Ok, now(MeetingText::FeedRevoked));
            asked.put(None);
            Ok(())
        });
    };
    let Some(feed) = feed else {
        return view! {
            <p class="meta">{t(MeetingText::FeedSays)}</p>
            <div class="acts"><Button busy on_click=move |_| open()>{t(MeetingText::FeedMake)}</Button></div>
        }
        .into_any();
    };
    let feed_names = feed.names;
    let set_names = move |wanted: bool| {
        spawn_local(async move {
            let variables = CalendarNamesVariables { names: wanted };
            match api::run(SetCalendarFeedNames::build(variables)).await {
                Ok(answer) => {
                    saved();
                    asked.put(Some(answer.set_calendar_feed_names));
                }
                Err(error) => drop(refused.try_set(Some(error))),
            }
        });
    };
    let use_of = move || {
        let made = filled(MeetingText::FeedMade, &[("at", &date_time(&feed.made_at.0))]);
        let read = match &feed.read_at {
            Some(at) => filled(MeetingText::FeedRead, &[("at", &date_time(&at.0)), ("count", &feed.reads)]),
            None => now(MeetingText::FeedUnread).to_owned(),
        };
        dotted([made, read])
    };
    view! {
        {(!feed_names).then(|| view! { <p class="meta">{t(MeetingText::FeedSays)}</p> })}
        <p class="meta">{use_of}</p>
        <Switch label=t(MeetingText::FeedNames) on=names on_change=set_names />
        <p class="hint">{t(MeetingText::FeedNamesWarning)}</p>
        <div class="acts">
            <Button on_click=move |_| renewing.set(true)>{t(MeetingText::FeedRenew)}</Button>
            <Button weight=Weight::Quiet on_click=move |_| ending.set(true)>{t(MeetingText::FeedRevoke)}</Button>
        </div>
        <ConfirmDialog open=renewing title=t(MeetingText::FeedRenewTitle) body=t(MeetingText::FeedRenewBody) verb=t(MeetingText::FeedRenew) busy on_confirm=move |_: String| open() />
        <ConfirmDialog open=ending title=t(MeetingText::FeedRevokeTitle) body=t(MeetingText::FeedRevokeBody) verb=t(MeetingText::FeedRevoke) danger=true busy on_confirm=end />
    }
    .into_any()
}
