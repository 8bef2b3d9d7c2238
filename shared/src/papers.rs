//! Papers: what a roster is exported as, and how a line of it is marked.

use crate::roster::LineChange;

crate::vocabulary! {
    /// In which form a roster leaves the program.
    pub enum ExportFormat {
        /// The decision paper for a word processor.
        Docx = "DOCX" / "审定文件（docx）" / "Decision paper (docx)",
        /// The pairing workbook, which the import reads again.
        Xlsx = "XLSX" / "结对名单表格（xlsx）" / "Pairing workbook (xlsx)",
        /// The decision paper on a printer.
        Print = "PRINT" / "打印" / "Print",
    }
}

crate::vocabulary! {
    /// How a line of a paper stands against the version before.
    pub enum PaperMark {
        Kept = "KEPT" / "延用" / "Kept",
        New = "NEW" / "新增" / "New",
        /// The counterpart goes from one leader to another: a line ends and another begins.
        Moved = "MOVED" / "调整" / "Moved",
        Ended = "ENDED" / "结束" / "Ended",
    }
}

impl PaperMark {
    /// The mark of a line; `moved` says that the counterpart stands on an opposite line of another
    /// leader in the same version.
    pub const fn of(change: LineChange, moved: bool) -> Self {
        match (change, moved) {
            (LineChange::Kept, _) => Self::Kept,
            (_, true) => Self::Moved,
            (LineChange::New, false) => Self::New,
            (LineChange::Ended, false) => Self::Ended,
        }
    }
}
