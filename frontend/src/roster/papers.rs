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
use leptos::{prelude::*, task::spawn_local};
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
    if bench.busy.get_untracked() {
        return;
    }
    bench.busy.set(true);
    bench.refused.set(None);
    let input = ExportRosterInput { id: bench.version.with_untracked(|version| version.id), format };
    spawn_local(async move {
        let answer = api::run(ExportRoster::build(ExportRosterVariables { input })).await;
        bench.busy.try_set(false);
        match answer.map(|data| data.export_roster) {
            Ok(file) => {
                toast::show(Tone::Ok, filled(PrintText::Started, &[("number", &file.number)]));
                if let Some(address) = file.ticket {
                    // The address answers with an attachment: the page stays.
                    let _ = window().location().assign(&address);
                }
            }
            Err(error) => {
                bench.refused.try_set(Some(error));
            }
        }
    });
}
