//! The tree of units: the college, its branches, and their units.

use crate::{
    api,
    asked::Asked,
    i18n::{dotted, filled, lang, t},
    session,
    ui::{
        icon::{Glyph, Icon},
        page::Page,
        section::Section,
    },
};
use cynic::QueryBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    access::Permission,
    api::{
        PageInput,
        units::{UnitBranch, UnitFilter, UnitLeaf, UnitTree, UnitsVariables},
    },
    text_people::PeopleText,
    text_shell::ShellText,
    units::UnitKind,
};

/// The whole tree on one page, branch by branch.
#[component]
pub fn Units() -> impl IntoView {
    let asked = Asked::new(
        || UnitsVariables {
            filter: UnitFilter { kinds: Some(vec![UnitKind::College]), ..UnitFilter::default() },
            page: PageInput::first(1),
        },
        |variables| api::run(UnitTree::build(variables)),
    );
    let acts = || {
        session::may(Permission::UnitWrite).then(|| {
            view! { <a class="btn primary" href="/units/new"><Icon glyph=Glyph::Plus />{t(PeopleText::AddUnit)}</a> }
        })
    };
    let tree = asked.view(|answer| {
        let root = answer.units.nodes.into_iter().next();
        root.map(|root| {
            let (branches, others): (Vec<UnitBranch>, Vec<UnitBranch>) =
                root.children.into_iter().partition(|unit| unit.kind.is_branch());
            let others: Vec<UnitLeaf> = others.into_iter().map(leaf).collect();
            let loose = (!others.is_empty()).then(|| {
                view! { <Section title=t(PeopleText::NoBranch)>{leaves(others)}</Section> }
            });
            view! {
                <div class="stack">
                    <p><a href=format!("/units/{}", root.id)>{root.name}</a>" "<span class="muted">{root.head_name}</span></p>
                    {branches.into_iter().map(branch).collect_view()}
                    {loose}
                </div>
            }
        })
    });
    view! { <Page title=t(ShellText::Units) lead=t(PeopleText::UnitsLead) acts>{tree}</Page> }.into_any()
}

/// A unit that stands directly below the college, as a leaf.
fn leaf(unit: UnitBranch) -> UnitLeaf {
    UnitLeaf {
        id: unit.id,
        code: unit.code,
        name: unit.name,
        kind: unit.kind,
        head_name: unit.head_name,
        leader_count: unit.leader_count,
        representative_count: unit.representative_count,
    }
}

fn branch(unit: UnitBranch) -> AnyView {
    let (href, count) = (format!("/units/{}", unit.id), unit.children.len());
    view! {
        <Section title=unit.name count=move || filled(PeopleText::UnitsCount, &[("count", &count)]) act=move || view! { <a href=href.clone()>{t(PeopleText::Open)}</a> }>
            {leaves(unit.children)}
        </Section>
    }
    .into_any()
}

pub(super) fn leaves(units: Vec<UnitLeaf>) -> AnyView {
    let item = |unit: UnitLeaf| {
        let kind = unit.kind;
        // A count that the viewer may not read is left out; it is not nought.
        let counts = [
            (PeopleText::LeaderCount, unit.leader_count),
            (PeopleText::RepresentativeCount, unit.representative_count),
        ];
        let note = move || {
            let counted =
                counts.into_iter().filter_map(|(text, count)| Some(filled(text, &[("count", &count?)])));
            dotted([kind.label(lang()).to_owned()].into_iter().chain(counted))
        };
        view! {
            <li>
                <span class="hd"><a href=format!("/units/{}", unit.id)>{unit.name}</a></span>
                <span class="end meta">{unit.code}</span>
                <span class="meta">{note}</span>
            </li>
        }
    };
    if units.is_empty() {
        return view! { <p class="muted">{t(PeopleText::NoUnits)}</p> }.into_any();
    }
    view! { <ul class="cards">{units.into_iter().map(item).collect_view()}</ul> }.into_any()
}
