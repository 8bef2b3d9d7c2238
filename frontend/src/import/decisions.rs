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

/// A row with what was decided about it: the code of a choice, or the id of the record that it updates or means.
#[derive(Clone)]
pub struct Decision {
    duplicate: ImportDuplicate,
    value: RwSignal<String>,
    namesakes: bool,
}

impl Decision {
    /// A row that is still left out.
    pub fn open(duplicate: ImportDuplicate) -> Self {
        let value = RwSignal::new(DuplicateChoice::Skip.code().to_owned());
        Self { duplicate, value, namesakes: false }
    }

    /// A row that is imported with a name that several persons bear.
    pub fn of_namesakes(duplicate: ImportDuplicate) -> Self {
        let value = RwSignal::new(DuplicateChoice::New.code().to_owned());
        Self { duplicate, value, namesakes: true }
    }

    /// Whether the row will be imported beside those that need no decision.
    pub fn takes_row(&self) -> bool {
        !self.namesakes && self.value.with(|value| value != DuplicateChoice::Skip.code())
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
    let (namesakes, duplicates): (Vec<Decision>, Vec<Decision>) =
        decisions.into_iter().partition(|decision| decision.namesakes);
    view! {
        {(!duplicates.is_empty()).then(|| view! {
            <Asked decisions=duplicates title=ImportText::Duplicates note=ImportText::DuplicatesNote />
        })}
        {(!namesakes.is_empty()).then(|| view! {
            <Asked decisions=namesakes title=ImportText::Choices note=ImportText::ChoicesNote />
        })}
    }
}

#[component]
fn Asked(decisions: Vec<Decision>, title: ImportText, note: ImportText) -> impl IntoView {
    let count = decisions.len();
    let ask = |decision: Decision| {
        let ImportDuplicate { sheet, row, message, candidates, .. } = decision.duplicate;
        let named = if decision.namesakes { ImportText::ChoiceOf } else { ImportText::Registered };
        let id = format!("decide-{row}-{}", crate::browser::fresh_number());
        let label = move || filled(ImportText::DuplicateRow, &[("sheet", &sheet), ("row", &row)]);
        let mut choices = Vec::new();
        if decision.namesakes {
            choices.push(Choice::new(DuplicateChoice::New.code(), t(ImportText::ChoiceOpen)));
        } else {
            choices.push(choice(DuplicateChoice::Skip));
        }
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
                filled(named, &params).trim_end().to_owned()
            })
        }));
        if !decision.namesakes {
            choices.push(choice(DuplicateChoice::New));
        }
        view! { <RadioGroup id label value=decision.value choices hint=move || message.clone() /> }
    };
    view! {
        <Section title=t(title) count=move || count.to_string()>
            <p class="muted">{t(note)}</p>
            <div class="form narrow">{decisions.into_iter().map(ask).collect_view()}</div>
        </Section>
    }
    .into_any()
}

fn choice(choice: DuplicateChoice) -> Choice {
    Choice::new(choice.code(), move || choice.label(lang()))
}
