//! Which columns of a list are shown.

use super::{
    icon::{Glyph, Icon},
    menu::Menu,
    table::Column,
};
use crate::{browser, i18n::t};
use leptos::prelude::*;
use lianyi_shared::text_shell::UiText;

/// The columns of a list that a person does without, kept on this device.
#[derive(Clone, Copy)]
pub struct Hidden {
    list: &'static str,
    keys: RwSignal<Vec<String>>,
}

impl Hidden {
    /// What is kept for a list.
    pub fn of(list: &'static str) -> Self {
        let kept = browser::kept(&place(list)).unwrap_or_default();
        Self { list, keys: RwSignal::new(kept.split_terminator(',').map(str::to_owned).collect()) }
    }

    /// Whether a column is not shown.
    pub fn has(self, key: &str) -> bool {
        self.keys.with(|keys| keys.iter().any(|hidden| hidden == key))
    }

    fn set(self, key: &str, hidden: bool) {
        self.keys.update(|keys| {
            keys.retain(|kept| kept != key);
            if hidden {
                keys.push(key.to_owned());
            }
        });
        browser::keep(&place(self.list), &self.keys.with_untracked(|keys| keys.join(",")));
    }

    /// A button with a tick for each column that can be done without.
    pub fn chooser<Row: 'static>(self, columns: &[Column<Row>]) -> AnyView {
        let tick = |column: &Column<Row>| {
            let (key, title) = (column.key?, column.title.clone());
            let change = move |event: leptos::ev::Event| self.set(key, !event_target_checked(&event));
            // Several are chosen one after the other, so the list stays open.
            Some(view! {
                <li on:click=|event| event.stop_propagation()>
                    <label>
                        <input type="checkbox" name=key prop:checked=move || !self.has(key) on:change=change />
                        {move || title.get()}
                    </label>
                </li>
            })
        };
        let ticks = columns.iter().filter_map(tick).collect_view();
        let face = || view! { <Icon glyph=Glyph::Columns />{t(UiText::Columns)} };
        view! { <Menu label=t(UiText::ColumnsShown) face class="btn">{ticks}</Menu> }.into_any()
    }
}

fn place(list: &str) -> String {
    format!("columns-{list}")
}
