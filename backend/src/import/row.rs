//! Reads the cells of one data row, cleaning each and saying what was done or is wrong.
//!
//! Every reader returns the value if there is one. A missing value is no fault by itself:
//! [`Row::required`] makes it one.

use chrono::NaiveDate;
use lianyi_shared::calendar::AcademicYear;
use lianyi_shared::codes::{self, Code};
use lianyi_shared::import::{FindingCode, Severity};
use lianyi_shared::validate;

use super::findings::{Added, Findings};
use super::header::{Table, plain};
use super::known::{Known, KnownUnit, UnitMatch};
use super::normalise::{self, DayReading, Month, MonthReading};
use super::sheet::{Cell, Merge, Sheet, Value, column_letters};

/// Texts of this many characters or more are pointed out.
pub const VERY_LONG: usize = 5_000;

/// One data row being read.
pub struct Row<'t, F> {
    table: &'t Table<'t, F>,
    /// The row as the spreadsheet shows it.
    pub number: u32,
    findings: &'t mut Findings,
    mark: usize,
}

/// A cell's content before its meaning is known.
struct Raw {
    /// Without surrounding spaces.
    text: String,
    value: Value,
}

impl<'t, F: Copy + PartialEq> Row<'t, F> {
    /// Begins to read a row.
    pub fn new(table: &'t Table<'t, F>, number: u32, findings: &'t mut Findings) -> Self {
        let mark = findings.len();
        Self { table, number, findings, mark }
    }

    /// The gravest finding in the row so far.
    pub fn worst(&self) -> Option<Severity> {
        self.findings.worst_since(self.mark)
    }

    /// Whether the row has a finding so far.
    pub fn has(&self, code: FindingCode) -> bool {
        self.findings.has_since(self.mark, code)
    }

    /// Adds a finding at the field's cell, with the heading and the cell's content.
    pub fn find(&mut self, field: F, severity: Severity, code: FindingCode) -> Added<'_> {
        let column = self.table.header.column(field);
        let name = self.table.header.name(field).to_owned();
        let value = self.cell(field).map(|(cell, _)| plain(cell)).unwrap_or_default();
        let sheet = &self.table.sheet.name;
        let mut added = self.findings.at(sheet, self.number, column.map(column_letters), severity, code);
        added.with("header", name).with("value", value);
        added
    }

    /// Adds an error at the field's cell.
    pub fn error(&mut self, field: F, code: FindingCode) -> Added<'_> {
        self.find(field, Severity::Error, code)
    }

    /// Adds a warning at the field's cell.
    pub fn warn(&mut self, field: F, code: FindingCode) -> Added<'_> {
        self.find(field, Severity::Warning, code)
    }

    /// Adds a note that the field's cell was cleaned, and to what.
    fn cleaned(&mut self, field: F, code: FindingCode, result: &str) {
        self.find(field, Severity::Normalised, code).with("result", result);
    }

    /// Adds a warning about the row as a whole.
    pub fn warn_row(&mut self, code: FindingCode) -> Added<'_> {
        self.findings.at(&self.table.sheet.name, self.number, None, Severity::Warning, code)
    }

    /// Makes a missing value an error, unless its cell has one already.
    pub fn required<T>(&mut self, field: F, value: Option<T>) -> Option<T> {
        self.required_or(field, value, FindingCode::RequiredMissing)
    }

    /// The same with an error of its own.
    pub fn required_or<T>(&mut self, field: F, value: Option<T>, missing: FindingCode) -> Option<T> {
        let column = self.table.header.column(field).map(column_letters);
        if value.is_none() && !self.findings.has_error_since(self.mark, column.as_deref()) {
            self.error(field, missing);
        }
        value
    }

    /// The cell of a field: its own, or the first cell of the range merged down over it.
    fn cell(&self, field: F) -> Option<(&'t Cell, Option<&'t Merge>)> {
        let column = self.table.header.column(field)?;
        let sheet: &'t Sheet = self.table.sheet;
        let merge = sheet.merges.iter().find(|merge| {
            merge.left == column
                && merge.top < merge.bottom
                && (merge.top..=merge.bottom).contains(&self.number)
        });
        let top = merge.map_or(self.number, |merge| merge.top);
        Some((sheet.cell(top, column)?, merge))
    }

    fn raw(&mut self, field: F) -> Option<Raw> {
        let (cell, merge) = self.cell(field)?;
        let text = plain(cell);
        if normalise::is_blank(&text) {
            return None;
        }
        if let Value::Error(_) = cell.value {
            self.warn(field, FindingCode::FormulaError).with("result", "");
            return None;
        }
        let trimmed = normalise::trim(&text);
        if let Some(merge) = merge.filter(|merge| merge.top == self.number && !self.table.merges_are_layout) {
            self.cleaned_merge(field, merge);
        }
        if cell.formula {
            self.cleaned(field, FindingCode::Formula, trimmed);
        }
        if cell.rich {
            self.cleaned(field, FindingCode::RichText, trimmed);
        }
        if normalise::is_none_marker(trimmed) {
            return None;
        }
        if trimmed.len() != text.len() && merge.is_none_or(|merge| merge.top == self.number) {
            self.cleaned(field, FindingCode::TrailingSpace, trimmed);
        }
        Some(Raw { text: trimmed.to_owned(), value: cell.value.clone() })
    }

    fn cleaned_merge(&mut self, field: F, merge: &Merge) {
        self.find(field, Severity::Normalised, FindingCode::MergedCells).with("detail", merge.range());
    }

    /// The text in half-width characters; says so if it had others.
    fn half_width(&mut self, field: F, text: &str) -> String {
        let half = normalise::to_half_width(text);
        if half != text {
            self.cleaned(field, FindingCode::FullwidthChars, &half);
        }
        half.into_owned()
    }

    /// Free text, kept as it is with its line breaks.
    pub fn text(&mut self, field: F) -> Option<String> {
        let text = self.raw(field)?.text;
        if normalise::begins_like_formula(&text) {
            self.cleaned(field, FindingCode::CsvInjection, &text);
        }
        if normalise::has_emoji(&text) {
            self.cleaned(field, FindingCode::Emoji, &text);
        }
        if text.contains('\n') {
            self.cleaned(field, FindingCode::LineBreak, &text);
        }
        let length = text.chars().count();
        if length >= VERY_LONG {
            self.warn(field, FindingCode::VeryLongText).with("detail", length.to_string());
        }
        Some(text)
    }

    /// A short text on one line.
    pub fn line(&mut self, field: F) -> Option<String> {
        let text = self.text(field)?;
        Some(text.lines().map(normalise::trim).collect::<Vec<_>>().join(" "))
    }

    /// The column letters of a field.
    pub fn column(&self, field: F) -> Option<String> {
        self.table.header.column(field).map(column_letters)
    }

    /// The name of a person.
    pub fn name(&mut self, field: F) -> Option<String> {
        let text = self.raw(field)?.text;
        self.clean_name(field, &text)
    }

    /// The name of a leader, which may be followed by the post in brackets.
    pub fn leader(&mut self, field: F) -> Option<String> {
        let text = self.raw(field)?.text;
        let (name, post) = normalise::split_remark(&text);
        let name = self.clean_name(field, name)?;
        if post.is_some() {
            self.cleaned(field, FindingCode::LeaderWithPost, &name);
        }
        Some(name)
    }

    /// Several names in one cell, of persons, each with what stands in brackets behind it, or of what `is_title`
    /// knows. What was cleaned is told once for the cell.
    pub fn names_and_titles(
        &mut self,
        field: F,
        is_title: impl Fn(&str) -> bool,
    ) -> Vec<(String, Option<String>)> {
        let Some(Raw { text, .. }) = self.raw(field) else { return Vec::new() };
        let (listed, announced) = normalise::split_announced(&text);
        let parts = normalise::split_names(listed, &is_title);
        let mut names: Vec<(String, Option<String>)> = Vec::new();
        let mut cleaned = Vec::new();
        if parts.len() > 1 && parts.join("、") != listed {
            cleaned.push(FindingCode::SeparatorVariant);
        }
        for part in parts {
            if is_title(part) {
                names.push((part.chars().filter(|c| !normalise::is_space(*c)).collect(), None));
                continue;
            }
            let (written, remark) = normalise::split_remark(part);
            let joined = normalise::without_inner_space(written);
            let half = normalise::to_half_width(&joined).into_owned();
            let name = normalise::with_uniform_dots(&half);
            for (changed, code) in [
                (joined != written, FindingCode::NameInnerSpace),
                (half != joined, FindingCode::FullwidthChars),
                (name != half, FindingCode::NameDotVariant),
            ] {
                if changed && !cleaned.contains(&code) {
                    cleaned.push(code);
                }
            }
            if let Some(name) = self.checked_name(field, name) {
                names.push((name, remark.map(str::to_owned)));
            }
        }
        let result = names.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("、");
        for code in cleaned {
            self.cleaned(field, code, &result);
        }
        if let Some(count) = announced.filter(|count| *count > names.len()) {
            self.warn(field, FindingCode::NameEtcSuffix)
                .with("result", result)
                .with("detail", count.to_string());
        }
        names
    }

    /// Names of leaders, each perhaps followed by the post in brackets.
    pub fn leaders(&mut self, field: F) -> Vec<(String, Option<String>)> {
        let names = self.names_and_titles(field, |_| false);
        if names.iter().any(|(_, post)| post.is_some()) {
            let result = names.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join("、");
            self.cleaned(field, FindingCode::LeaderWithPost, &result);
        }
        names
    }

    /// Several names of groups in one cell.
    pub fn titles(&mut self, field: F) -> Vec<String> {
        let Some(Raw { text, .. }) = self.raw(field) else { return Vec::new() };
        normalise::split_list(&text).into_iter().map(|name| name.split_whitespace().collect()).collect()
    }

    fn clean_name(&mut self, field: F, text: &str) -> Option<String> {
        let joined = normalise::without_inner_space(text);
        if joined != text {
            self.cleaned(field, FindingCode::NameInnerSpace, &joined);
        }
        let joined = self.half_width(field, &joined);
        let name = normalise::with_uniform_dots(&joined);
        if name != joined {
            self.cleaned(field, FindingCode::NameDotVariant, &name);
        }
        self.checked_name(field, name)
    }

    /// The name of a unit or group, its brackets as written.
    pub fn title(&mut self, field: F) -> Option<String> {
        let text = self.raw(field)?.text;
        let name = text.chars().filter(|c| !normalise::is_space(*c)).collect();
        self.checked_name(field, name)
    }

    fn checked_name(&mut self, field: F, name: String) -> Option<String> {
        if validate::name(&name).is_err() {
            self.error(field, FindingCode::NameInvalid);
            return None;
        }
        Some(name)
    }

    /// A short code such as `C07`.
    pub fn code(&mut self, field: F) -> Option<String> {
        let text = self.raw(field)?.text;
        let code = self.half_width(field, &text).to_uppercase();
        self.checked_name(field, code)
    }

    /// A staff number of six digits; none markers mean that the person has none.
    pub fn staff_number(&mut self, field: F) -> Option<String> {
        let raw = self.raw(field)?;
        let half = self.half_width(field, &raw.text);
        let Some((number, padded)) = normalise::staff_number(&half) else {
            self.error(field, FindingCode::StaffNoInvalid);
            return None;
        };
        if padded || matches!(raw.value, Value::Number(_)) {
            self.cleaned(field, FindingCode::StaffNoNumberCell, &number);
        }
        Some(number)
    }

    /// A telephone number.
    pub fn phone(&mut self, field: F) -> Option<String> {
        let raw = self.raw(field)?;
        let half = self.half_width(field, &raw.text);
        let text = half.strip_suffix(".0").unwrap_or(&half);
        let Some(phone) = normalise::phone(text) else {
            self.error(field, FindingCode::PhoneInvalid);
            return None;
        };
        if matches!(raw.value, Value::Number(_)) {
            self.cleaned(field, FindingCode::PhoneNumberCell, &phone);
        } else if text.len() != half.len() {
            self.cleaned(field, FindingCode::PhoneTextFloat, &phone);
        }
        Some(phone)
    }

    /// An e-mail address.
    pub fn email(&mut self, field: F) -> Option<String> {
        let text = self.raw(field)?.text;
        let email = self.half_width(field, &text);
        if validate::email(&email).is_err() {
            self.error(field, FindingCode::EmailInvalid);
            return None;
        }
        Some(email)
    }

    /// A month. `impossible` is the finding for one that does not exist.
    pub fn month(&mut self, field: F, impossible: FindingCode) -> Option<Month> {
        let raw = self.raw(field)?;
        let reading = match raw.value {
            Value::Date(date) => MonthReading::Month(date.into()),
            // A csv file does not say whether `1978.1` was a number.
            Value::Number(_) | Value::Untyped(_) => {
                normalise::month_of_digits(&self.half_width(field, &raw.text))
            }
            _ => normalise::month_of_text(&self.half_width(field, &raw.text)),
        };
        match reading {
            MonthReading::Month(month) => return Some(month),
            MonthReading::Ambiguous => self.warn(field, FindingCode::BirthMonthAmbiguous),
            MonthReading::Impossible => self.error(field, impossible),
            MonthReading::Unreadable => self.error(field, FindingCode::DateUnparseable),
        };
        None
    }

    /// A month of birth, which lies in the past on a day.
    pub fn birth(&mut self, field: F, as_of: NaiveDate) -> Option<Month> {
        let birth = self.month(field, FindingCode::ImpossibleBirth)?;
        if birth > Month::from(as_of) {
            self.error(field, FindingCode::ImpossibleBirth);
            return None;
        }
        Some(birth)
    }

    /// A day; one without a year is of the academic year.
    pub fn day(&mut self, field: F, year: AcademicYear) -> Option<NaiveDate> {
        let mark = self.findings.len();
        let raw = self.raw(field)?;
        let reading = match raw.value {
            Value::Date(date) => DayReading::Day(date),
            // A csv file does not say whether `10.1` was a number.
            Value::Number(_) | Value::Untyped(_) => normalise::day_of_digits(&raw.text, year),
            _ => normalise::day_of_text(&raw.text, year),
        };
        match reading {
            DayReading::Day(day) => {
                if normalise::to_half_width(&raw.text) != raw.text {
                    self.find(field, Severity::Normalised, FindingCode::FullwidthChars);
                }
                self.findings.set_results_since(mark, &day.to_string());
                return Some(day);
            }
            DayReading::Ambiguous => self.error(field, FindingCode::DayAmbiguous),
            DayReading::Impossible => self.error(field, FindingCode::DateImpossible),
            DayReading::Unreadable => self.error(field, FindingCode::DateUnparseable),
        };
        None
    }

    /// A whole number that is not negative, with or without its counting word.
    pub fn count(&mut self, field: F) -> Option<u32> {
        let text = self.raw(field)?.text;
        let half = self.half_width(field, &text);
        let number = half.trim_end_matches(['人', '名', '个']).parse().ok();
        if number.is_none() {
            self.error(field, FindingCode::NumberInvalid);
        }
        number
    }

    /// One of a few words, each meaning a value.
    pub fn choice<T: Copy + PartialEq>(&mut self, field: F, words: &[(&str, T)]) -> Option<T> {
        let text = self.raw(field)?.text;
        let half = normalise::to_half_width(&text);
        let chosen = words.iter().find(|(word, _)| *word == half).map(|(_, value)| *value);
        if chosen.is_none() {
            let mut first_words: Vec<&str> = Vec::new();
            for (index, (word, value)) in words.iter().enumerate() {
                if !words.iter().take(index).any(|(_, earlier)| earlier == value) {
                    first_words.push(word);
                }
            }
            self.error(field, FindingCode::UnknownValue).with("detail", first_words.join("、"));
        }
        chosen
    }

    /// An entry of a code list, by code, label or synonym; `unknown` is the finding for any other text.
    pub fn listed(&mut self, field: F, list: &'static [Code], unknown: FindingCode) -> Option<&'static Code> {
        let text = self.raw(field)?.text;
        let bare: String = text.chars().filter(|c| !normalise::is_space(*c)).collect();
        let found = codes::find(list, &bare).or_else(|| codes::find(list, &normalise::to_half_width(&bare)));
        if found.is_none() {
            let labels: Vec<&str> = list.iter().map(|entry| entry.zh).collect();
            self.error(field, unknown).with("detail", labels.join("、"));
        }
        found
    }

    /// A unit of the directory, by name, code or short form.
    pub fn unit<'k>(&mut self, field: F, known: &'k Known) -> Option<&'k KnownUnit> {
        let text = self.raw(field)?.text;
        self.matched(field, known.find_unit(&text), FindingCode::UnknownUnit)
    }

    /// A branch of the directory, by name, code or short form.
    pub fn branch<'k>(&mut self, field: F, known: &'k Known) -> Option<&'k KnownUnit> {
        let text = self.raw(field)?.text;
        self.matched(field, known.find_branch(&text), FindingCode::UnknownBranch)
    }

    fn matched<'k>(
        &mut self,
        field: F,
        found: Option<UnitMatch<'k>>,
        unknown: FindingCode,
    ) -> Option<&'k KnownUnit> {
        match found {
            None => {
                self.error(field, unknown);
            }
            Some(UnitMatch::Exact(_)) => {}
            Some(UnitMatch::Brackets(unit)) => self.cleaned(field, FindingCode::BracketWidth, &unit.name),
            Some(UnitMatch::Short(unit)) => {
                self.warn(field, FindingCode::UnitShortName).with("result", &unit.name);
            }
        }
        found.map(UnitMatch::unit)
    }
}
