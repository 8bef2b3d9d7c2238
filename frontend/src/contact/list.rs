//! The list of contact records.

use super::{drafts::Drafts, who::counterpart, words};
use crate::{
    api::{self, ApiError},
    asked::Asked,
    choices::terms,
    filters::{FilterSelect, Filters, Paging, UnitFilterSelect, flag},
    i18n::{self, filled, lang, listed, now, t},
    people::representatives::categories,
    session,
    ui::{
        busy::Busy,
        button::Button,
        columns::Hidden,
        empty_state::EmptyState,
        icon::{Glyph, Icon},
        page::Page,
        refused::Refused,
        select::Choice,
        status::{Chip, Status, Tone},
        table::{Column, Table},
        tabs::{Tab, Tabs, chosen_tab},
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::prelude::*;
use leptos_router::{
    hooks::{query_signal, use_query_map},
    params::ParamsMap,
};
use lianyi_shared::{
    access::Permission,
    api::{
        Day,
        contacts::{
            ContactCounterpartInput, ContactFilter, ContactRow, Contacts as ListQuery, ContactsVariables,
            ExportContacts, ExportContactsVariables,
        },
        people::{LeaderByName, LeaderVariables},
    },
    calendar::AcademicYear,
    contact::{ContactContentKind, ContactMode, ContactStatus},
    live::Topic,
    period::Period,
    text_contact::ContactText,
    text_shell::ShellText,
    units::UnitKind,
};

/// What the filters of the list are called in its address.
const FILTERS: &[&str] = &["period", "from", "until", "branch", "mode", "kind", "category", "imported"];

/// Contact records with filters and page in the address.
#[component]
pub fn Contacts() -> impl IntoView {
    let tab = chosen_tab("all");
    let query = use_query_map();
    let filter = move || query.with(|query| named(query, &tab.get()));
    let paging = Paging::of_address();
    let asked = Asked::new(
        move || ContactsVariables { filter: filter(), page: paging.input() },
        |variables| api::run(ListQuery::build(variables)),
    )
    .live(Topic::Contacts);
    let hidden = Hidden::of("contacts");
    let list = asked.view(move |answer| {
        let list = answer.contacts;
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::Chat title=t(ContactText::NothingFound) next=t(ContactText::NothingFoundNext) /> }
                .into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        view! { <Table caption=t(ShellText::Contacts) columns=columns() hidden rows=list.nodes />{pager} }.into_any()
    });
    let own = session::viewer().is_some_and(|viewer| viewer.leader_id.is_some());
    let tabs = [
        ("all", ContactText::ViewAll),
        ("mine", ContactText::ViewMine),
        ("awaiting", ContactText::ViewAwaiting),
        ("late", ContactText::ViewLate),
        ("voided", ContactText::ViewVoided),
    ];
    let tabs = tabs
        .into_iter()
        .filter(|(code, _)| *code != "mine" || own)
        .map(|(code, label)| Tab::new(code, t(label)))
        .collect::<Vec<_>>();
    let busy = Busy::default();
    let refused = RwSignal::new(None::<ApiError>);
    let export = move |_| take_out(filter(), busy, refused);
    let records = || session::may(Permission::ContactRecord);
    let acts = move || {
        let exports = session::may(Permission::ContactExport);
        let export = exports.then(
            || view! { <Button glyph=Glyph::Download busy on_click=export>{t(ContactText::Export)}</Button> },
        );
        let record = records().then(|| {
            view! { <a class="btn primary" href="/contacts/new"><Icon glyph=Glyph::Plus />{t(ContactText::Record)}</a> }
        });
        view! { {export}{record} }
    };
    view! {
        <Page title=t(ShellText::Contacts) lead=t(ContactText::Lead) acts>
            <Refused error=refused />
            {records().then(|| view! { <Drafts /> })}
            <Tabs label=t(ShellText::Contacts) tabs />
            <Narrowed />
            <div class="filters" role="search">
                <Filters names=FILTERS>
                <FilterSelect name="period" label=t(ContactText::Period) choices=periods() />
                <DayFilter name="from" label=ContactText::From />
                <DayFilter name="until" label=ContactText::Until />
                <UnitFilterSelect name="branch" label=t(ContactText::Branch) kinds=&[UnitKind::GeneralBranch, UnitKind::DirectBranch] />
                <FilterSelect name="mode" label=t(ContactText::Mode) choices=terms!(ContactMode) />
                <FilterSelect name="kind" label=t(ContactText::AboutFilter) choices=terms!(ContactContentKind) />
                {session::may(Permission::RepresentativeRead).then(|| view! {
                    <FilterSelect name="category" label=t(ContactText::Category) choices=categories() />
                })}
                <FilterSelect name="imported" label=t(ContactText::Origin) choices=origins() />
                </Filters>
                {hidden.chooser(&columns())}
            </div>
            {list}
        </Page>
    }
    .into_any()
}

/// To what an address from elsewhere limits the list, and the way to all of it.
#[component]
fn Narrowed() -> impl IntoView {
    let query = use_query_map();
    let whose = Asked::new(
        move || {
            query.with(|query| {
                let leader = query.get_str("leader").and_then(|id| id.parse().ok());
                (leader, ContactCounterpartInput::of_query(|name| query.get(name)))
            })
        },
        |(leader, side)| async move {
            Ok(match (leader, side) {
                (Some(id), _) => {
                    Some(api::run(LeaderByName::build(LeaderVariables { id })).await?.leader.name)
                }
                (None, Some(side)) => counterpart(side).await?.map(|(name, _)| name),
                (None, None) => None,
            })
        },
    );
    let words = move || {
        let status = query.with(|query| query.get_str("status")?.parse::<ContactStatus>().ok());
        let late = query.with(|query| query.get_str("late").map(|_| now(ContactText::Late)));
        let status = status.map(|status| status.label(lang()));
        let parts: Vec<String> = whose
            .get()
            .flatten()
            .into_iter()
            .chain(status.into_iter().chain(late).map(str::to_owned))
            .collect();
        if parts.is_empty() {
            now(ContactText::Narrowed).to_owned()
        } else {
            filled(ContactText::NarrowedTo, &[("what", &listed(&parts))])
        }
    };
    let narrowed = move || {
        query.with(|query| {
            ["leader", "representative", "group", "stands", "status", "late"]
                .iter()
                .any(|name| query.get_str(name).is_some())
        })
    };
    move || {
        narrowed().then(|| {
            view! {
                <p class="narrowed">{words}" "<a href="/contacts">{t(ContactText::NarrowedAll)}</a></p>
            }
        })
    }
}

/// What the tab and the address ask for.
fn named(query: &ParamsMap, tab: &str) -> ContactFilter {
    let text = |name: &str| query.get_str(name).filter(|text| !text.is_empty()).map(str::to_owned);
    let period = text("period").and_then(|text| Some(text.parse::<Period>().ok()?.days()));
    ContactFilter {
        status: match tab {
            "awaiting" => Some(ContactStatus::AwaitingConfirmation),
            "voided" => Some(ContactStatus::Voided),
            _ => text("status").and_then(|code| code.parse().ok()),
        },
        from: text("from").or(period.clone().map(|(from, _)| from)).map(Day),
        until: text("until").or(period.map(|(_, until)| until)).map(Day),
        mode: text("mode").and_then(|code| code.parse().ok()),
        leader: text("leader").and_then(|id| id.parse().ok()),
        representative: text("representative").and_then(|id| id.parse().ok()),
        group: text("group").and_then(|id| id.parse().ok()),
        branch: text("branch").and_then(|id| id.parse().ok()),
        late: (tab == "late" || text("late").is_some()).then_some(true),
        imported: flag(text("imported")),
        kind: text("kind").and_then(|code| code.parse().ok()),
        category: text("category").and_then(|number| number.parse().ok()),
        stands_with: text("stands").and_then(|id| id.parse().ok()),
        mine: tab == "mine",
        to_confirm: false,
    }
}

/// Asks for a ticket and follows it.
fn take_out(filter: ContactFilter, busy: Busy, refused: RwSignal<Option<ApiError>>) {
    busy.attempt(refused, async move {
        let variables = ExportContactsVariables { filter };
        let file = api::run(ExportContacts::build(variables)).await?.export_contacts;
        let said: [(&str, &dyn std::fmt::Display); 2] =
            [("records", &file.records), ("number", &file.number)];
        toast::show(Tone::Ok, filled(ContactText::Exported, &said));
        // The address answers with an attachment: the page stays.
        let _ = window().location().assign(&file.ticket);
        Ok(())
    });
}

fn periods() -> Vec<Choice> {
    let choice = |period: Period| Choice::new(period.to_string(), move || period.label(lang()));
    let recent = session::viewer().map(|viewer| Period::recent(AcademicYear(viewer.academic_year)));
    recent.into_iter().flatten().map(choice).collect()
}

fn origins() -> Vec<Choice> {
    vec![Choice::new("no", t(ContactText::OriginHere)), Choice::new("yes", t(ContactText::OriginImported))]
}

/// A day that narrows the list, kept in the address.
#[component]
fn DayFilter(name: &'static str, label: ContactText) -> impl IntoView {
    let (kept, keep) = query_signal::<String>(name);
    let paging = Paging::of_address();
    let change = move |event: leptos::ev::Event| {
        let day = event_target_value(&event);
        paging.first();
        keep.set((!day.is_empty()).then_some(day));
    };
    view! {
        <label class="day-filter">
            <span class="meta">{t(label)}</span>
            <input class="in" type="date" name=name prop:value=move || kept.get().unwrap_or_default() on:change=change />
        </label>
    }
}

fn columns() -> Vec<Column<ContactRow>> {
    let who = |row: &ContactRow| {
        let names = words::names(row.counterparts.iter().map(|side| &side.name));
        let unlinked = row.origin.as_ref().and_then(|origin| origin.unlinked.clone());
        view! { <a href=format!("/contacts/{}", row.id)>{words::with_unlinked(names, unlinked)}</a> }
    };
    let status = |row: &ContactRow| {
        let (status, (shape, tone)) = (row.status, words::status_shape(row.status));
        view! {
            <Status shape tone label=move || status.label(lang()) />
            {row.late.then(|| view! { " "<Chip label=t(ContactText::Late) /> })}
            {row.imported.then(|| view! { " "<Chip label=t(ContactText::Imported) /> })}
        }
    };
    vec![
        Column::new(t(ContactText::Counterpart), who),
        Column::new(t(ContactText::HeldOn), |row: &ContactRow| {
            let day = row.held_on.0.clone();
            move || i18n::date(&day)
        })
        .class("nw"),
        Column::new(t(ContactText::Mode), |row: &ContactRow| {
            let mode = row.mode;
            move || mode.label(lang())
        })
        .class("nw")
        .optional("mode")
        .plain(),
        Column::new(t(ContactText::Leader), |row: &ContactRow| {
            words::names(row.leaders.iter().map(|leader| &leader.name))
        })
        .optional("leader"),
        Column::new(t(ContactText::Branch), |row: &ContactRow| {
            row.branch.as_ref().map(|branch| branch.name.clone())
        })
        .optional("branch")
        .plain(),
        Column::new(t(ContactText::RaisedCount), |row: &ContactRow| row.line_count.to_string())
            .class("nw")
            .optional("raised"),
        Column::new(t(ContactText::Status), status).class("nw").plain(),
    ]
}
