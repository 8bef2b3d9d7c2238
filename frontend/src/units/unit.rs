//! One unit.

use super::{close::CloseUnitAct, post::Post, tree::leaves};
use crate::{
    api,
    asked::Asked,
    i18n::{self, filled, lang, t},
    people::record::{fact_named, or_dash},
    session,
    ui::{
        banner::Banner,
        breadcrumb::Crumb,
        icon::{Glyph, Icon},
        page::Page,
        section::Section,
        status::{Chip, Tone},
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::Permission,
    api::units::{Unit as Record, UnitQuery, UnitVariables},
    id::UnitId,
    text_people::PeopleText,
    text_shell::ShellText,
    units::UnitKind,
};

/// One unit: what it is, what lies below it, how many people it has.
#[component]
pub fn Unit() -> impl IntoView {
    let asked = Asked::of_page(|id: UnitId| async move {
        Ok(api::run(UnitQuery::build(UnitVariables { id })).await?.unit)
    });
    asked.view(move |unit| detail(unit, asked))
}

fn detail(unit: Record, asked: Asked<Record>) -> AnyView {
    let (id, kind, version) = (unit.id, unit.kind, unit.version);
    let open = unit.closed_on.is_none();
    let name = unit.name.clone();
    let acts = move || {
        let name = name.clone();
        (open && session::may(Permission::UnitWrite)).then(|| {
            view! {
                <a class="btn" href=format!("/units/{id}/edit")><Icon glyph=Glyph::Pen />{t(PeopleText::Correct)}</a>
                {(kind != UnitKind::College).then(|| view! { <CloseUnitAct id version name is_branch=kind.is_branch() done=move |unit| asked.put(unit) /> })}
            }
        })
    };
    let above = vec![Crumb { title: t(ShellText::Units).into(), href: Some("/units".to_owned()) }];
    let closed = unit.closed_on.clone().map(|day| {
        let successor = unit.successor.as_ref().map_or_else(String::new, |unit| unit.name.clone());
        view! {
            <Banner tone=Tone::Info>
                {move || filled(PeopleText::ClosedOn, &[("day", &i18n::date(&day.0)), ("successor", &successor)])}
            </Banner>
        }
    });
    let counted = |count: Option<i32>| or_dash(count.map(|count| count.to_string()));
    let linked = |other: Option<lianyi_shared::api::units::UnitName>| match other {
        Some(unit) => view! { <a href=format!("/units/{}", unit.id)>{unit.name}</a> }.into_any(),
        None => or_dash(None),
    };
    let facts = vec![
        fact_named(PeopleText::UnitCode, unit.code),
        fact_named(PeopleText::ParentUnit, linked(unit.parent)),
        fact_named(PeopleText::OwnBranch, linked(unit.branch)),
        fact_named(PeopleText::UnitHead, or_dash(unit.head_name)),
        fact_named(PeopleText::LeadersHere, counted(unit.leader_count)),
        fact_named(PeopleText::RepresentativesHere, counted(unit.representative_count)),
    ];
    let name = unit.name.clone();
    let post = unit
        .post
        .map(|post| view! { <Post branch=id name=name.clone() post on_change=move |()| asked.again() /> });
    view! {
        <Page title=unit.name chips=move || view! { <Chip label=move || kind.label(lang()) /> } acts above>
            <div class="two main-side">
                <div class="stack">
                    {closed}
                    <Section title=t(PeopleText::UnitsBelow)>{leaves(unit.children)}</Section>
                </div>
                <aside class="about stack" aria-label=t(PeopleText::Facts)>
                    {post}
                    <Section title=t(PeopleText::Facts)><dl class="facts">{facts}</dl></Section>
                </aside>
            </div>
        </Page>
    }
    .into_any()
}
