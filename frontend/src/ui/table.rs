//! Lists: a real table, or the same rows as cards on a phone.

use super::{
    columns::Hidden,
    icon::{Glyph, Icon},
    viewport::is_phone,
};
use leptos::prelude::*;
use std::{str::FromStr, sync::Arc};

/// By which column a list is sorted; written `name` or `-name` in the address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    /// The key of the column.
    pub key: String,
    /// From the end to the beginning.
    pub descending: bool,
}

impl FromStr for Sort {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text.strip_prefix('-') {
            Some(key) => Self { key: key.to_owned(), descending: true },
            None => Self { key: text.to_owned(), descending: false },
        })
    }
}

impl std::fmt::Display for Sort {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}{}", if self.descending { "-" } else { "" }, self.key)
    }
}

type Cell<Row> = Arc<dyn Fn(&Row) -> AnyView + Send + Sync>;

/// How the title of a column stands on a phone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Titled {
    /// Before what the column shows; not where that stands beside the heading.
    Mostly,
    /// Always: what the column shows is nothing without.
    Always,
    /// For those who listen: what the column shows says what it is.
    Unseen,
}

/// One column of a table.
pub struct Column<Row> {
    pub(super) title: TextProp,
    pub(super) key: Option<&'static str>,
    sort_key: Option<&'static str>,
    class: &'static str,
    titled: Titled,
    cell: Cell<Row>,
}

impl<Row> Clone for Column<Row> {
    fn clone(&self) -> Self {
        Self {
            title: self.title.clone(),
            key: self.key,
            sort_key: self.sort_key,
            class: self.class,
            titled: self.titled,
            cell: Arc::clone(&self.cell),
        }
    }
}

impl<Row: 'static> Column<Row> {
    /// A column with its title and what it shows of a row.
    pub fn new<V: IntoView + 'static>(
        title: impl Into<TextProp>,
        cell: impl Fn(&Row) -> V + Send + Sync + 'static,
    ) -> Self {
        Self {
            title: title.into(),
            key: None,
            sort_key: None,
            class: "",
            titled: Titled::Mostly,
            cell: Arc::new(move |row| cell(row).into_any()),
        }
    }

    /// It can be done without, and is remembered under this key.
    #[must_use]
    pub fn optional(self, key: &'static str) -> Self {
        Self { key: Some(key), ..self }
    }

    /// The list can be sorted by it, under this key.
    #[must_use]
    pub fn sorted_by(self, key: &'static str) -> Self {
        Self { sort_key: Some(key), ..self }
    }

    /// `num` to the right, `nw` on one line, `act` for acts at the end.
    #[must_use]
    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    /// On a phone it stands with its title, even as the second: what it shows is nothing without.
    #[must_use]
    pub fn titled(self) -> Self {
        Self { titled: Titled::Always, ..self }
    }

    /// On a phone it stands without its title: what it shows says what it is.
    #[must_use]
    pub fn plain(self) -> Self {
        Self { titled: Titled::Unseen, ..self }
    }
}

/// A tick before each row, where several rows are chosen; on the desk only.
pub struct Ticks<Row> {
    head: ViewFn,
    cell: Cell<Row>,
}

impl<Row: 'static> Ticks<Row> {
    /// The tick for all rows, and that of one row.
    pub fn new<V: IntoView + 'static>(
        head: impl Into<ViewFn>,
        cell: impl Fn(&Row) -> V + Send + Sync + 'static,
    ) -> Self {
        Self { head: head.into(), cell: Arc::new(move |row| cell(row).into_any()) }
    }
}

/// A list of rows. The first column names the row and holds its link.
///
/// On a phone each row is a card: the first column as heading, the second beside it, the others with their titles,
/// figures side by side, and the acts last.
#[component]
pub fn Table<Row>(
    /// What the table lists, for those who cannot see it.
    #[prop(into)]
    caption: TextProp,
    /// The columns.
    columns: Vec<Column<Row>>,
    /// The rows of this page.
    #[prop(into)]
    rows: Signal<Vec<Row>>,
    /// Which of the columns are not shown.
    #[prop(optional, into)]
    hidden: Option<Hidden>,
    /// What stands before each row.
    #[prop(default = None)]
    ticks: Option<Ticks<Row>>,
    /// By what it is sorted now.
    #[prop(optional, into)]
    sort: Signal<Option<Sort>>,
    /// Told by what to sort.
    #[prop(optional, into)]
    on_sort: Option<Callback<Sort>>,
) -> impl IntoView
where
    Row: Clone + Send + Sync + 'static,
{
    let caption = StoredValue::new(caption);
    let ticks = StoredValue::new(ticks);
    move || {
        let is_shown =
            |column: &&Column<Row>| !column.key.zip(hidden).is_some_and(|(key, hidden)| hidden.has(key));
        let columns = StoredValue::new(columns.iter().filter(is_shown).cloned().collect::<Vec<_>>());
        if is_phone() {
            let card = move |row: &Row| card(&columns.read_value(), row);
            view! {
                <ul class="cards" aria-label=move || caption.read_value().get()>
                    {move || rows.with(|rows| rows.iter().map(card).collect_view())}
                </ul>
            }
            .into_any()
        } else {
            let heads = columns.read_value().iter().map(|column| head(column, sort, on_sort)).collect_view();
            let line = move |row: &Row| {
                let tick = ticks.with_value(|ticks| ticks.as_ref().map(|ticks| (ticks.cell)(row)));
                line(&columns.read_value(), tick, row)
            };
            let tick = ticks.with_value(|ticks| {
                ticks.as_ref().map(|ticks| view! { <th class="ck" scope="col">{ticks.head.run()}</th> })
            });
            view! {
                <table class="tbl sticky">
                    <caption class="sr-only">{move || caption.read_value().get()}</caption>
                    <thead><tr>{tick}{heads}</tr></thead>
                    <tbody>{move || rows.with(|rows| rows.iter().map(line).collect_view())}</tbody>
                </table>
            }
            .into_any()
        }
    }
}

fn head<Row>(column: &Column<Row>, sort: Signal<Option<Sort>>, on_sort: Option<Callback<Sort>>) -> AnyView {
    let (title, class) = (column.title.clone(), column.class);
    let (Some(key), Some(on_sort)) = (column.sort_key, on_sort) else {
        return view! { <th scope="col" class=class>{move || title.get()}</th> }.into_any();
    };
    // Ascending or descending when the list is sorted by this column.
    let direction = Memo::new(move |_| {
        sort.with(|sort| sort.as_ref().filter(|sort| sort.key == key).map(|sort| sort.descending))
    });
    let click = move |_| {
        on_sort.run(Sort { key: key.to_owned(), descending: direction.get_untracked() == Some(false) });
    };
    let arrow =
        move || direction.get().map(|descending| if descending { Glyph::ArrowDown } else { Glyph::ArrowUp });
    let aria = move || direction.get().map(|descending| if descending { "descending" } else { "ascending" });
    view! {
        <th scope="col" class=class aria-sort=aria>
            <button type="button" on:click=click>
                {move || title.get()}
                {move || arrow().map(|glyph| view! { <Icon glyph size=12 /> })}
            </button>
        </th>
    }
    .into_any()
}

fn line<Row>(columns: &[Column<Row>], tick: Option<AnyView>, row: &Row) -> impl IntoView + use<Row> {
    let mut columns = columns.iter();
    let name =
        columns.next().map(|column| view! { <th scope="row" class=column.class>{(column.cell)(row)}</th> });
    let cells =
        columns.map(|column| view! { <td class=column.class>{(column.cell)(row)}</td> }).collect_view();
    let tick = tick.map(|tick| view! { <td class="ck">{tick}</td> });
    view! { <tr>{tick}{name}{cells}</tr> }
}

fn card<Row>(columns: &[Column<Row>], row: &Row) -> impl IntoView + use<Row> {
    let of_class = |class| columns.iter().filter(move |column| column.class == class);
    let mut others = columns.iter().filter(|column| !["num", "act"].contains(&column.class)).peekable();
    let fact = |column: &Column<Row>| {
        let (title, unseen) = (column.title.clone(), column.titled == Titled::Unseen);
        view! { <div><dt class:sr-only=unseen>{move || title.get()}</dt><dd>{(column.cell)(row)}</dd></div> }
    };
    let name = others.next().map(|column| view! { <div class="hd">{(column.cell)(row)}</div> });
    let beside = others
        .next_if(|column| column.titled != Titled::Always)
        .map(|column| view! { <div class="end">{(column.cell)(row)}</div> });
    let facts =
        others.peek().is_some().then(|| view! { <dl class="flow">{others.map(fact).collect_view()}</dl> });
    let has_figures = of_class("num").next().is_some();
    let figures =
        has_figures.then(|| view! { <dl class="figures">{of_class("num").map(fact).collect_view()}</dl> });
    let acts =
        of_class("act").map(|column| view! { <div class="do">{(column.cell)(row)}</div> }).collect_view();
    view! { <li>{name}{beside}{facts}{figures}{acts}</li> }
}
