//! Rows that may be somebody already known: nobody is merged unasked.

use crate::{
    i18n::{filled, lang, t},
    ui::{radio_group::RadioGroup, section::Section, select::Choice},
};
use leptos::prelude::*;
use lianyi_shared::{
    api::imports::{ImportDecisionInput, ImportDuplicate},
    import::DuplicateChoice,
    text_import::ImportText,
};

/// A row with what was decided about it: the code of a choice, or the id of the record that it updates.
#[derive(Clone)]
pub struct Decision {
    duplicate: ImportDuplicate,
    value: RwSignal<String>,
}

impl Decision {
    /// A row that is still left out.
    pub fn open(duplicate: ImportDuplicate) -> Self {
        Self { duplicate, value: RwSignal::new(DuplicateChoice::Skip.code().to_owned()) }
    }

    /// Whether the row will be imported.
    pub fn takes_row(&self) -> bool {
        self.value.with(|value| value != DuplicateChoice::Skip.code())
    }

    /// The decision as it is sent.
    pub fn input(&self) -> ImportDecisionInput {
        let value = self.value.get_untracked();
        let (choice, record) = match value.parse() {
            Ok(choice) => (choice, None),
            Err(_) => (DuplicateChoice::Update, Some(value)),
        };
        ImportDecisionInput { sheet: self.duplicate.sheet.clone(), row: self.duplicate.row, choice, record }
    }
}

/// A question for each row.
#[component]
pub fn Decisions(
    /// The rows that need a decision, with the choice made so far.
    decisions: Vec<Decision>,
) -> impl IntoView {
    let count = decisions.len();
    let ask = |decision: Decision| {
        let ImportDuplicate { sheet, row, message, candidates, .. } = decision.duplicate;
        let id = format!("decide-{row}-{}", crate::browser::fresh_number());
        let label = move || filled(ImportText::DuplicateRow, &[("sheet", &sheet), ("row", &row)]);
        let mut choices = vec![choice(DuplicateChoice::Skip)];
        choices.extend(candidates.into_iter().map(|candidate| {
            let (number, unit, post) = (
                candidate.number.unwrap_or_default(),
                candidate.unit.unwrap_or_default(),
                candidate.post.unwrap_or_default(),
            );
            let name = candidate.name;
            Choice::new(candidate.id, move || {
                let params: [(&str, &dyn std::fmt::Display); 4] =
                    [("name", &name), ("number", &number), ("unit", &unit), ("post", &post)];
                filled(ImportText::Registered, &params).trim_end().to_owned()
            })
        }));
        choices.push(choice(DuplicateChoice::New));
        view! { <RadioGroup id label value=decision.value choices hint=move || message.clone() /> }
    };
    view! {
        <Section title=t(ImportText::Duplicates) count=move || count.to_string()>
            <p class="muted">{t(ImportText::DuplicatesNote)}</p>
            <div class="form narrow">{decisions.into_iter().map(ask).collect_view()}</div>
        </Section>
    }
    .into_any()
}

fn choice(choice: DuplicateChoice) -> Choice {
    Choice::new(choice.code(), move || choice.label(lang()))
}
