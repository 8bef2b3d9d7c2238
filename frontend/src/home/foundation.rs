//! The checklist of a new college: units → leaders → representatives → groups → last roster → accounts.

use crate::{
    api,
    asked::Asked,
    i18n::{filled, lang, t},
    session,
    ui::{
        refused::Refused,
        section::Section,
        status::{Shape, Status, Tone},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::Permission,
    api::home::{Foundation, FoundationProgress},
    foundation::FoundationStep,
    text_home::HomeText,
};

/// The steps, until all are done.
#[component]
pub fn Checklist() -> impl IntoView {
    let asked = Asked::new(|| (), |()| api::run(Foundation::build(())));
    let refused = Signal::derive(move || asked.refused());
    let list = move || {
        let steps = asked.get().map(|answer| answer.foundation).unwrap_or_default();
        let open = steps.iter().any(|step| !step.done);
        open.then(|| {
            view! {
                <Section title=t(HomeText::FoundationTitle) count=t(HomeText::FoundationLead)>
                    <ol class="cards branches">{steps.into_iter().map(step).collect_view()}</ol>
                    {(!session::may(Permission::ImportRun)).then(|| view! {
                        <p class="meta">{t(HomeText::FoundationFirst)}</p>
                    })}
                </Section>
            }
        })
    };
    view! { <Refused error=refused />{list} }
}

fn step(progress: FoundationProgress) -> impl IntoView {
    let FoundationProgress { step, done, count } = progress;
    let (shape, tone) = if done { (Shape::Done, Tone::Ok) } else { (Shape::Empty, Tone::Plain) };
    let state = move || match (count, done) {
        (Some(count), true) => filled(HomeText::FoundationHave, &[("count", &count)]),
        (None, true) => filled(HomeText::FoundationSome, &[]),
        (_, false) => filled(HomeText::FoundationNone, &[]),
    };
    let accounts = step == FoundationStep::Accounts;
    let (permission, path, verb, others) = if accounts {
        (
            Permission::AccountManage,
            "/accounts",
            HomeText::FoundationOpenAccounts,
            HomeText::FoundationByAdministrator,
        )
    } else {
        (Permission::ImportRun, "/imports", HomeText::FoundationImport, HomeText::FoundationByOfficer)
    };
    let act = if done {
        ().into_any()
    } else if session::may(permission) {
        view! { <a class="btn small" href=path>{t(verb)}</a> }.into_any()
    } else {
        view! { <span class="meta">{t(others)}</span> }.into_any()
    };
    view! {
        <li>
            <span class="hd">{move || step.label(lang())}</span>
            <span class="end"><Status shape tone label=state />" "{act}</span>
        </li>
    }
}
