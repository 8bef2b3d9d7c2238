//! One report; its words come when somebody opens them.

use super::{list::shape, readers::Readers};
use crate::{
    api::{self, ApiError},
    asked::Asked,
    i18n::{self, filled, lang, listed, now, t},
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        busy::Busy,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        dialog::{Dialog, DialogActs},
        icon::Glyph,
        page::Page,
        refused::Refused,
        section::Section,
        status::{Chip, Tone},
        text_area::TextArea,
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use lianyi_shared::{
    api::trends::{
        DeleteTrend, EndTrendVariables, KeepTrend, KeepTrendVariables, NoteTrend, NoteTrendInput,
        NoteTrendVariables, OpenTrend, ReportTrendUp, ReportTrendUpInput, ReportTrendUpVariables,
        TakeBackTrend, Trend as Report, TrendQuery, TrendVariables, TrendVersionInput,
    },
    id::{AccountId, TrendId},
    live::Topic,
    text_trend::TrendText,
    trend::TrendAction,
    validate::TEXT_MAX,
};

/// The page at `/trends/:id`.
#[component]
pub fn Trend() -> impl IntoView {
    let asked = Asked::of_page(|id: TrendId| async move {
        Ok(api::run(TrendQuery::build(TrendVariables { id })).await?.trend)
    })
    .live(Topic::Trends);
    let opened = RwSignal::new(None::<(String, Option<String>)>);
    asked.view(move |report| view! { <Drawn report asked opened /> })
}

#[component]
fn Drawn(
    report: Report,
    asked: Asked<Report>,
    opened: RwSignal<Option<(String, Option<String>)>>,
) -> impl IntoView {
    let refused = RwSignal::new(None::<ApiError>);
    let who = report.counterpart.name.clone();
    let title = move || filled(TrendText::About, &[("name", &who)]);
    let (status, from, at) = (report.status, report.leader.name.clone(), report.reported_at.0.clone());
    let lead = move || i18n::dotted([from.clone(), i18n::date_time(&at)]);
    let chips = move || {
        let (shape, tone) = shape(status);
        view! { <Chip shape tone label=move || status.label(lang()) /> }
    };
    let above = vec![Crumb { title: t(TrendText::Title).into(), href: Some("/trends".to_owned()) }];
    let acting = report.clone();
    let acts = move || view! { <Acts report=acting.clone() asked refused /> };
    let review = report.actions.contains(&TrendAction::Delete);
    view! {
        <Page title lead chips acts above>
            <div class="two main-side">
                <div class="stack">
                    <Refused error=refused />
                    {review.then(|| view! { <Banner tone=Tone::Warn>{t(TrendText::ReviewDue)}</Banner> })}
                    <Words id=report.id asked opened refused />
                </div>
                <aside class="about" aria-label=t(TrendText::Path)><Path report /></aside>
            </div>
        </Page>
    }
}

/// The words, once somebody has asked for them.
#[component]
fn Words(
    id: TrendId,
    asked: Asked<Report>,
    opened: RwSignal<Option<(String, Option<String>)>>,
    refused: RwSignal<Option<ApiError>>,
) -> impl IntoView {
    let busy = Busy::default();
    let open = move |_| {
        busy.attempt(refused, async move {
            let answer = api::run(OpenTrend::build(TrendVariables { id })).await?.open_trend;
            opened.try_set(Some((answer.words, answer.note)));
            asked.put(answer.trend);
            Ok(())
        });
    };
    let words = move || {
        match opened.get() {
        Some((words, note)) => view! {
            <p class="prose">{words}</p>
            {note.map(|note| view! { <dl class="facts"><div><dt>{t(TrendText::Note)}</dt><dd class="prose">{note}</dd></div></dl> })}
        }
        .into_any(),
        None => view! {
            <p class="muted">{t(TrendText::OpenNote)}</p>
            <div class="acts"><Button glyph=Glyph::Eye busy on_click=open>{t(TrendText::Open)}</Button></div>
        }
        .into_any(),
    }
    };
    view! { <Section title=t(TrendText::Words)>{words}</Section> }
}

/// What may be done to the report now.
#[component]
fn Acts(report: Report, asked: Asked<Report>, refused: RwSignal<Option<ApiError>>) -> impl IntoView {
    let (id, version) = (report.id, report.version);
    let may = move |action: TrendAction| report.actions.contains(&action);
    let busy = Busy::default();
    let [noting, naming, taking, deleting] = [(); 4].map(|()| RwSignal::new(false));
    let (word, readers) = (RwSignal::new(String::new()), RwSignal::new(Vec::<AccountId>::new()));
    let close = move || {
        for open in [noting, naming, taking, deleting] {
            open.try_set(false);
        }
    };
    let done = move |answer: Result<Report, ApiError>, said: TrendText| {
        let report = answer?;
        close();
        toast::show(Tone::Ok, now(said));
        asked.put(report);
        Ok(())
    };
    let note = move |_| {
        busy.attempt(refused, async move {
            let note = Some(word.get_untracked()).filter(|word| !word.trim().is_empty());
            let input = NoteTrendInput { id, version, note };
            let answer = api::run(NoteTrend::build(NoteTrendVariables { input })).await;
            done(answer.map(|answer| answer.note_trend), TrendText::Noted)
        });
    };
    let report_up = move |_| {
        busy.attempt(refused, async move {
            let input = ReportTrendUpInput { id, version, readers: readers.get_untracked() };
            let answer = api::run(ReportTrendUp::build(ReportTrendUpVariables { input })).await;
            done(answer.map(|answer| answer.report_trend_up), TrendText::ReportedUp)
        });
    };
    let keep = move |_| {
        busy.attempt(refused, async move {
            let input = TrendVersionInput { id, version };
            let answer = api::run(KeepTrend::build(KeepTrendVariables { input })).await;
            done(answer.map(|answer| answer.keep_trend), TrendText::Kept)
        });
    };
    let navigate = StoredValue::new_local(use_navigate());
    let gone = move |answer: Result<bool, ApiError>, said: TrendText| {
        answer?;
        close();
        toast::show(Tone::Ok, now(said));
        navigate.try_with_value(|navigate| navigate("/trends", NavigateOptions::default()));
        Ok(())
    };
    let take_back = move |_: String| {
        busy.attempt(refused, async move {
            let input = TrendVersionInput { id, version };
            let answer = api::run(TakeBackTrend::build(EndTrendVariables { input })).await;
            gone(answer.map(|answer| answer.take_back_trend), TrendText::TakenBack)
        });
    };
    let delete = move |_: String| {
        busy.attempt(refused, async move {
            let input = TrendVersionInput { id, version };
            let answer = api::run(DeleteTrend::build(EndTrendVariables { input })).await;
            gone(answer.map(|answer| answer.delete_trend), TrendText::Deleted)
        });
    };
    let none = Signal::stored(None::<String>);
    view! {
        {may(TrendAction::Note).then(|| view! {
            <Button weight=Weight::Primary glyph=Glyph::Check on_click=move |_| noting.set(true)>{t(TrendText::DoNote)}</Button>
        })}
        {may(TrendAction::ReportUp).then(|| view! {
            <Button on_click=move |_| naming.set(true)>{t(TrendText::ReportUp)}</Button>
        })}
        {may(TrendAction::Keep).then(|| view! { <Button busy on_click=keep>{t(TrendText::Keep)}</Button> })}
        {may(TrendAction::Delete).then(|| view! {
            <Button weight=Weight::Danger on_click=move |_| deleting.set(true)>{t(TrendText::Delete)}</Button>
        })}
        {may(TrendAction::TakeBack).then(|| view! {
            <Button weight=Weight::Quiet on_click=move |_| taking.set(true)>{t(TrendText::TakeBack)}</Button>
        })}
        <Dialog open=noting title=t(TrendText::NoteTitle)>
            <Refused error=refused />
            <TextArea id="note" label=t(TrendText::Note) value=word limit=TEXT_MAX rows=3 />
            <DialogActs><Button weight=Weight::Primary busy on_click=note>{t(TrendText::DoNote)}</Button></DialogActs>
        </Dialog>
        <Dialog open=naming title=t(TrendText::ReportUpTitle)>
            <Refused error=refused />
            <Readers chosen=readers error=none />
            <DialogActs><Button weight=Weight::Primary busy on_click=report_up>{t(TrendText::ReportUp)}</Button></DialogActs>
        </Dialog>
        <ConfirmDialog open=taking title=t(TrendText::TakeBackTitle) body=t(TrendText::TakeBackBody) verb=t(TrendText::TakeBack) danger=true busy refused on_confirm=take_back />
        <ConfirmDialog open=deleting title=t(TrendText::DeleteTitle) body=t(TrendText::DeleteBody) verb=t(TrendText::Delete) danger=true busy refused on_confirm=delete />
    }
}

/// Who read it, to whom it went, when it is reviewed.
#[component]
fn Path(report: Report) -> impl IntoView {
    let by = |text: TrendText, name: Option<String>, at: Option<lianyi_shared::api::Moment>| {
        name.zip(at).map(|(name, at)| {
            view! { <li>{move || filled(text, &[("name", &name), ("time", &i18n::date_time(&at.0))])}</li> }
        })
    };
    let read = by(TrendText::ReadBy, report.read_by, report.read_at);
    let noted = by(TrendText::NotedBy, report.noted_by, report.noted_at);
    let readers = report.readers;
    let contact = report.contact.map(|id| {
        view! { <div><dt>{t(TrendText::Contact)}</dt><dd><a href=format!("/contacts/{id}")>{t(TrendText::Contact)}</a></dd></div> }
    });
    let review = report.review_on.0;
    view! {
        <Section title=t(TrendText::Path)>
            <dl class="facts">
                <div><dt>{t(TrendText::Who)}</dt><dd>{report.counterpart.name}</dd></div>
                <div><dt>{t(TrendText::From)}</dt><dd>{report.leader.name}</dd></div>
                {contact}
                {(!readers.is_empty()).then(|| view! {
                    <div><dt>{t(TrendText::ReportedUpTo)}</dt><dd>{move || listed(&readers.iter().map(String::as_str).collect::<Vec<_>>())}</dd></div>
                })}
                <div><dt>{t(TrendText::ReviewOn)}</dt><dd>{move || i18n::date(&review)}</dd></div>
            </dl>
            <ul class="meta">{read}{noted}</ul>
        </Section>
    }
}
