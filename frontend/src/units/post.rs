//! Who is secretary of a branch, or acts for one; naming and ending by the committee.

use crate::{
    api,
    choices::{chosen, find_leaders},
    form::Faults,
    i18n::{date, filled, now, t},
    people::refusal::Refused,
    session,
    ui::{
        busy::Busy,
        button::{Button, Weight},
        combobox::Combobox,
        confirm_dialog::ConfirmDialog,
        date_field::DateField,
        dialog::{Dialog, DialogActs},
        error_summary::ErrorSummary,
        section::Section,
        status::{Shape, Status, Tone},
        text_area::TextArea,
        toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::{
        Day,
        accounts::{
            ActingDeputy, BranchPost, EndActingDeputy, HeldRoleVariables, NameActingDeputy,
            NameActingDeputyVariables, NameDeputyInput,
        },
    },
    error::Reason,
    id::UnitId,
    text_accounts::AccountText,
    validate::TEXT_MAX,
};

/// The post of a branch, with what the viewer may do about it.
#[component]
pub fn Post(
    /// The branch.
    branch: UnitId,
    /// Its name.
    name: String,
    /// Who holds the post.
    post: BranchPost,
    /// Told that it has changed.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let naming = RwSignal::new(false);
    let (can_name, can_end) = (post.can_name, post.can_end);
    let empty = post.secretary.is_none() && post.deputy.is_none();
    let secretary = post.secretary.map(|name| {
        view! { <dl class="facts"><div><dt>{t(AccountText::Secretary)}</dt><dd>{name}</dd></div></dl> }
    });
    let deputy = post.deputy.map(|deputy| view! { <Deputy deputy can_end on_change /> });
    view! {
        <Section title=t(AccountText::Post)>
            {secretary}
            {deputy}
            {empty.then(|| view! {
                <p><Status shape=Shape::Act tone=Tone::Warn label=t(AccountText::NoSecretary) /></p>
                <p class="muted">{t(AccountText::NoSecretaryNext)}</p>
            })}
            {can_name.then(|| view! {
                <div class="acts">
                    <Button weight=Weight::Primary on_click=move |_| naming.set(true)>{t(AccountText::NameDeputy)}</Button>
                </div>
                <NameDialog branch name open=naming on_change />
            })}
        </Section>
    }
}

/// From when until when, in words.
fn term(deputy: &ActingDeputy) -> Option<String> {
    let (from, until) = deputy.from.as_ref().zip(deputy.until.as_ref())?;
    Some(filled(AccountText::ActingTerm, &[("from", &date(&from.0)), ("until", &date(&until.0))]))
}

/// Who acts, in one line: name and term.
pub fn acting_line(deputy: &ActingDeputy) -> String {
    let who = filled(AccountText::ActingBy, &[("name", &deputy.name)]);
    match term(deputy) {
        Some(term) => format!("{who} · {term}"),
        None => who,
    }
}

#[component]
fn Deputy(deputy: ActingDeputy, can_end: bool, on_change: Callback<()>) -> impl IntoView {
    let (asking, busy) = (RwSignal::new(false), Busy::default());
    let id = deputy.id;
    let end = move |_: String| {
        busy.run(async move {
            let answer = api::run(EndActingDeputy::build(HeldRoleVariables { id })).await;
            asking.try_set(false);
            match answer {
                Ok(_) => {
                    toast::show(Tone::Ok, now(AccountText::DeputyEnded));
                    on_change.try_run(());
                }
                Err(error) => toast::refused(&error),
            }
        });
    };
    let name = deputy.name.clone();
    let person = match deputy.leader_id {
        Some(id) => view! { <a href=format!("/leaders/{id}")>{deputy.name.clone()}</a> }.into_any(),
        None => deputy.name.clone().into_any(),
    };
    let reason = deputy.reason.clone().map(|reason| {
        view! { <div><dt>{t(AccountText::DeputyReason)}</dt><dd>{reason}</dd></div> }
    });
    let dated = move || term(&deputy);
    view! {
        <dl class="facts">
            <div><dt>{t(AccountText::Deputy)}</dt><dd>{person}</dd></div>
            <div><dt>{t(AccountText::Term)}</dt><dd>{dated}</dd></div>
            {reason}
        </dl>
        {can_end.then(|| view! {
            <div class="acts">
                <Button on_click=move |_| asking.set(true)>{t(AccountText::EndDeputy)}</Button>
            </div>
            <ConfirmDialog
                open=asking
                title=move || filled(AccountText::EndDeputyTitle, &[("name", &name)])
                body=t(AccountText::EndDeputyBody)
                verb=t(AccountText::EndDeputy)
                danger=true
                busy
                on_confirm=end
            />
        })}
    }
}

#[component]
fn NameDialog(branch: UnitId, name: String, open: RwSignal<bool>, on_change: Callback<()>) -> impl IntoView {
    let today = session::today().to_string();
    let leader = RwSignal::new(None);
    let (from, until) = (RwSignal::new(today.clone()), RwSignal::new(String::new()));
    let reason = RwSignal::new(String::new());
    let (faults, busy) = (Faults::none(), Busy::default());
    let submit = move |_| {
        faults.clear();
        let chosen = chosen(leader);
        for (id, missing) in [
            ("leader", chosen.is_none()),
            ("from", from.with_untracked(String::is_empty)),
            ("until", until.with_untracked(String::is_empty)),
        ] {
            if missing {
                faults.add(id, Reason::Required);
            }
        }
        let Some(leader) = chosen.filter(|_| faults.list.with_untracked(Vec::is_empty)) else { return };
        let (from, until) = (Day(from.get_untracked()), Day(until.get_untracked()));
        let input = NameDeputyInput { branch, leader, from, until, reason: reason.get_untracked() };
        faults.catch(busy, async move {
            api::run(NameActingDeputy::build(NameActingDeputyVariables { input })).await?;
            open.try_set(false);
            toast::show(Tone::Ok, now(AccountText::DeputyNamed));
            on_change.try_run(());
            Ok(())
        });
    };
    view! {
        <Dialog open title=move || filled(AccountText::NameDeputyTitle, &[("branch", &name)])>
            <p class="muted">{t(AccountText::NameDeputyLead)}</p>
            <ErrorSummary faults=faults.list />
            <Refused faults />
            <Combobox id="leader" label=t(AccountText::Deputy) hint=t(AccountText::DeputyHint) value=leader search=find_leaders() error=faults.of("leader") required=true />
            <DateField id="from" label=t(AccountText::From) value=from min=today.clone() error=faults.of("from") required=true />
            <DateField id="until" label=t(AccountText::Until) value=until min=today.clone() error=faults.of("until") required=true />
            <TextArea id="reason" label=t(AccountText::DeputyReason) value=reason limit=TEXT_MAX rows=2 error=faults.of("reason") required=true />
            <DialogActs>
                <Button weight=Weight::Primary busy on_click=submit>{t(AccountText::NameDeputy)}</Button>
            </DialogActs>
        </Dialog>
    }
}
