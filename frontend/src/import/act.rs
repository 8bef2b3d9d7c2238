//! What can be done with a checked file now: import it, get it marked, take it back.

use super::decisions::Decision;
use crate::{
    api::{self, ApiError},
    i18n::{filled, now, t},
    ui::{
        busy::Busy,
        button::{Button, Weight},
        confirm_dialog::ConfirmDialog,
        icon::Glyph,
        refused::Refused,
        section::Section,
        status::Tone,
        toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::imports::{
        AnnotatedImport, AnnotatedImportVariables, ApplyImport, ApplyImportInput, ApplyImportVariables,
        ImportBatch, UndoImport, UndoImportVariables,
    },
    text_import::ImportText,
};

/// The acts. `on_change` is told when the import stands elsewhere.
#[component]
pub fn Acts(
    /// The import.
    batch: ImportBatch,
    /// What was decided about its doubtful rows.
    decisions: Vec<Decision>,
    /// Reads the import again.
    #[prop(into)]
    on_change: Callback<()>,
) -> impl IntoView {
    let busy = Busy::default();
    let refused = RwSignal::new(None::<ApiError>);
    let asking = RwSignal::new(false);
    let (id, version, status) = (batch.id, batch.version, batch.status);
    let has_errors = batch.counts.errors > 0;
    let settled = batch.counts.new + batch.counts.updates;
    let decided = decisions.clone();
    let rows = Signal::derive(move || {
        let taken = decided.iter().filter(|decision| decision.takes_row()).count();
        settled + i32::try_from(taken).unwrap_or(0)
    });
    let apply = move |_| {
        let decisions = decisions.iter().map(Decision::input).collect();
        let input = ApplyImportInput { id, version, clean_rows_only: has_errors, decisions };
        busy.attempt(refused, async move {
            let answer = api::run(ApplyImport::build(ApplyImportVariables { input })).await?;
            let rows = answer.apply_import.counts.taken.unwrap_or_default();
            toast::show(Tone::Ok, filled(ImportText::ToastApplied, &[("rows", &rows)]));
            on_change.run(());
            Ok(())
        });
    };
    let undo = move |_| {
        busy.attempt(refused, async move {
            let answer = api::run(UndoImport::build(UndoImportVariables { id, version })).await;
            asking.try_set(false);
            answer?;
            toast::show(Tone::Ok, now(ImportText::ToastUndone));
            on_change.run(());
            Ok(())
        });
    };
    let download = move |_| {
        busy.attempt(refused, async move {
            let variables = AnnotatedImportVariables { id };
            let address = api::run(AnnotatedImport::build(variables)).await?.annotated_import_ticket;
            // The address answers with an attachment: the page stays.
            let _ = window().location().assign(&address);
            Ok(())
        });
    };
    let verb = if has_errors { ImportText::ImportCleanRows } else { ImportText::ImportRows };
    view! {
        <Section title=t(ImportText::Next)>
            <Refused error=refused />
            <div class="acts">
                {status.can_apply().then(|| view! {
                    <Button weight=Weight::Primary busy disabled=Signal::derive(move || rows.get() == 0) on_click=apply>
                        {move || filled(verb, &[("rows", &rows.get())])}
                    </Button>
                })}
                {batch.kept_until.is_some().then(|| view! {
                    <Button glyph=Glyph::Download busy on_click=download>{t(ImportText::Annotated)}</Button>
                })}
                {batch.undo_until.is_some().then(|| view! {
                    <Button weight=Weight::Danger busy on_click=move |_| asking.set(true)>{t(ImportText::Undo)}</Button>
                })}
            </div>
            <ConfirmDialog
                open=asking
                title=t(ImportText::UndoTitle)
                body=t(ImportText::UndoBody)
                verb=t(ImportText::Undo)
                danger=true
                busy
                on_confirm=undo
            />
        </Section>
    }
    .into_any()
}
