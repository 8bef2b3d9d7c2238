//! 通知: what the viewer was told, newest first; each opens its place.

use crate::{
    api,
    asked::Asked,
    filters::Paging,
    i18n::{self, filled, t},
    live,
    ui::{
        busy::Busy,
        button::Button,
        empty_state::EmptyState,
        icon::Glyph,
        page::Page,
        status::{Shape, Status, Tone},
        table::{Column, Table},
        toast,
    },
};
use cynic::{MutationBuilder as _, QueryBuilder as _};
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::notices::{
        Notice, NoticeVariables, Notices as ListQuery, NoticesVariables, ReadAllNotices, ReadNotice,
    },
    live::Topic,
    notice::NoticeKind,
    text_notice::NoticeText,
    text_shell::ShellText,
};

/// The page at `/notices`.
#[component]
pub fn Notices() -> impl IntoView {
    let paging = Paging::of_address();
    let asked = Asked::new(
        move || NoticesVariables { page: paging.input() },
        |variables| api::run(ListQuery::build(variables)),
    )
    .live(Topic::Notices);
    let busy = Busy::default();
    let read_all = move |_| {
        busy.run(async move {
            match api::run(ReadAllNotices::build(())).await {
                Ok(_) => live::hear(Topic::Notices),
                Err(error) => toast::refused(&error),
            }
        });
    };
    let unread = Memo::new(move |_| asked.get().is_some_and(|answer| answer.unread_notices > 0));
    let button = move || {
        unread.get().then(|| view! { <Button busy on_click=read_all>{t(NoticeText::ReadAll)}</Button> })
    };
    let acts = move || view! { {button} };
    let list = asked.view(move |answer| {
        let list = answer.notices;
        if list.nodes.is_empty() {
            return view! { <EmptyState glyph=Glyph::Bell title=t(NoticeText::None) next=t(NoticeText::NoneNext) /> }
                .into_any();
        }
        let pager = paging.pager(list.page_info, list.nodes.len(), list.total_count);
        view! { <Table caption=t(NoticeText::List) columns=columns() rows=Signal::stored(list.nodes) />{pager} }
            .into_any()
    });
    view! { <Page title=t(ShellText::Notices) lead=t(NoticeText::Lead) acts>{list}</Page> }.into_any()
}

const fn words(kind: NoticeKind) -> NoticeText {
    match kind {
        NoticeKind::Due => NoticeText::Due,
        NoticeKind::Urged => NoticeText::Urged,
        NoticeKind::Awaiting => NoticeText::Awaiting,
        NoticeKind::Plan => NoticeText::Plan,
        NoticeKind::MeetingProposed => NoticeText::MeetingProposed,
        NoticeKind::MeetingAnswered => NoticeText::MeetingAnswered,
        NoticeKind::PlanChanged => NoticeText::PlanChanged,
        NoticeKind::MeetingChanged => NoticeText::MeetingChanged,
        NoticeKind::TrendReported => NoticeText::TrendReported,
        NoticeKind::TrendNoted => NoticeText::TrendNoted,
        NoticeKind::RosterUrged => NoticeText::RosterUrged,
    }
}

fn columns() -> Vec<Column<Notice>> {
    let what = |row: &Notice| {
        let (kind, count, id, unread) = (row.kind, row.count.unwrap_or(1), row.id, row.read_at.is_none());
        let read = move |_| {
            if unread {
                spawn_local(async move {
                    // It is marked the next time if it could not be now.
                    if api::run(ReadNotice::build(NoticeVariables { id })).await.is_ok() {
                        live::hear(Topic::Notices);
                    }
                });
            }
        };
        let path = kind.path(row.about.as_deref());
        let words = move || filled(words(kind), &[("count", &count)]);
        view! { <a class:unread=unread href=path on:click=read>{words}</a> }
    };
    vec![
        Column::new(t(ShellText::Notices), what),
        Column::new(t(NoticeText::State), |row: &Notice| {
            row.read_at.is_none().then(|| {
                view! { <Status shape=Shape::Act tone=Tone::Info label=t(NoticeText::Unread) /> }
            })
        })
        .class("nw"),
        Column::new(t(NoticeText::At), |row: &Notice| {
            let at = row.made_at.0.clone();
            move || i18n::date_time(&at)
        })
        .class("nw"),
    ]
}
