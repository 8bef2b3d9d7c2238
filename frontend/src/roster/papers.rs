//! The ways in which a version leaves the program: print, the decision paper, the workbook.

use super::bench::Bench;
use crate::{
    api,
    i18n::{filled, t},
    ui::{
        button::Button,
        icon::{Glyph, Icon},
        status::Tone,
        toast,
    },
};
use cynic::MutationBuilder as _;
use leptos::prelude::*;
use lianyi_shared::{
    api::papers::{ExportRoster, ExportRosterInput, ExportRosterVariables},
    papers::ExportFormat,
    text_papers::PrintText,
};

/// The buttons, for whoever may take the version out.
#[component]
pub fn Papers() -> impl IntoView {
    let bench = Bench::get();
    let may = Memo::new(move |_| bench.version.with(|version| version.can_export));
    let print = move || bench.version.with(|version| format!("/rosters/{}/print", version.id));
    move || {
        may.get().then(|| {
            view! {
                <a class="btn" href=print><Icon glyph=Glyph::Print />{t(PrintText::Open)}</a>
                <Button glyph=Glyph::Download busy=bench.busy on_click=move |_| download(bench, ExportFormat::Docx)>
                    {t(PrintText::DownloadPaper)}
                </Button>
                <Button glyph=Glyph::Download busy=bench.busy on_click=move |_| download(bench, ExportFormat::Xlsx)>
                    {t(PrintText::DownloadWorkbook)}
                </Button>
            }
        })
    }
}

/// Asks for a ticket and follows it.
fn download(bench: Bench, format: ExportFormat) {
    let input = ExportRosterInput { id: bench.version.with_untracked(|version| version.id), format };
    bench.busy.attempt(bench.refused, async move {
        let file = api::run(ExportRoster::build(ExportRosterVariables { input })).await?.export_roster;
        toast::show(Tone::Ok, filled(PrintText::Started, &[("number", &file.number)]));
        if let Some(address) = file.ticket {
            // The address answers with an attachment: the page stays.
            let _ = window().location().assign(&address);
        }
        Ok(())
    });
}
