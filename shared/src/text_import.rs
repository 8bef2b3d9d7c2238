//! Texts of the import: the summary of the command line and the page.

crate::texts! {
    /// What the command line says about an import.
    pub enum ImportSummary {
        Checked = "{file}：共{total}行，可导入{accepted}行（其中{warnings}行有提醒），须更正{rejected}行" / "{file}: {total} rows, {accepted} can be imported ({warnings} with a warning), {rejected} must be corrected",
        Outcome = "可导入的行：新增{new}，更新{updates}，疑似重复待定{undecided}" / "Of these: {new} new, {updates} updates, {undecided} possible duplicates to be decided",
        Findings = "问题：错误{errors}处，提醒{warnings}处，自动规范{normalised}处" / "Findings: {errors} errors, {warnings} warnings, {normalised} normalised",
        DryRun = "仅核对，没有写入。加--apply导入。" / "Only checked; nothing was written. Add --apply to import.",
        Applied = "已导入{taken}行，未导入{left}行。批次{batch}" / "{taken} rows imported, {left} left out. Batch {batch}",
        HasErrors = "有错误，没有写入。更正后重试，或加--clean-rows只导入无错误的{accepted}行。" / "There are errors; nothing was written. Correct them, or add --clean-rows to take only the {accepted} rows without errors.",
        Line = "{severity}  {place}  {message}" / "{severity}  {place}  {message}",
    }
}
