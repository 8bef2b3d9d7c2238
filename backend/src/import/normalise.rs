//! Pure cleaning of cell texts: what an office writes in many ways has one form here.

use std::borrow::Cow;
use std::fmt;

use chrono::{Datelike, NaiveDate};
use lianyi_shared::calendar::AcademicYear;

/// Whether a text has nothing to see: also full-width and zero-width spaces.
pub fn is_blank(text: &str) -> bool {
    trim(text).is_empty()
}

/// Without the spaces around it, whatever their width.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// White space in the wide sense of office files.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

/// Full-width digits, letters and signs as half-width ones.
pub fn to_half_width(text: &str) -> Cow<'_, str> {
    let wide = |c: char| ('\u{ff01}'..='\u{ff5e}').contains(&c) || c == '\u{3000}';
    if !text.contains(wide) {
        return Cow::Borrowed(text);
    }
    let narrow = |c: char| match c {
        '\u{3000}' => ' ',
        c if wide(c) => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    };
    Cow::Owned(text.chars().map(narrow).collect())
}

/// Words and signs by which offices say that there is nothing to say.
pub fn is_none_marker(text: &str) -> bool {
    matches!(trim(text), "" | "无" | "/" | "／" | "—" | "——" | "-" | "－" | "暂无" | "没有" | "N/A" | "n/a")
}

/// A name without the spaces that offices put inside of two-character names. Names in Latin letters
/// keep single spaces between words.
pub fn without_inner_space(name: &str) -> String {
    let words: Vec<&str> = name.split(is_space).filter(|word| !word.is_empty()).collect();
    let latin = words.iter().any(|word| word.chars().any(|c| c.is_ascii_alphabetic()));
    words.join(if latin { " " } else { "" })
}

/// A name with every dot between its parts written as U+00B7.
pub fn with_uniform_dots(name: &str) -> String {
    let latin = name.chars().any(|c| c.is_ascii_alphabetic());
    name.chars()
        .map(|c| match c {
            '•' | '‧' | '∙' | '⋅' | '・' | '･' | '．' | '●' | '᛫' => '·',
            '.' if !latin => '·',
            c => c,
        })
        .collect()
}

/// Whether a spreadsheet would take the text for a formula.
pub fn begins_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Text for a cell of an exported sheet: an apostrophe before what would be taken for a formula.
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if begins_like_formula(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Whether the text has a pictorial character.
pub fn has_emoji(text: &str) -> bool {
    text.chars()
        .any(|c| matches!(u32::from(c), 0x1f300..=0x1faff | 0x2600..=0x27bf | 0x1f1e6..=0x1f1ff | 0xfe0f))
}

/// Whether the characters of `short` occur in this order in `long`.
pub fn is_subsequence(short: &str, long: &str) -> bool {
    let mut rest = long.chars();
    short.chars().all(|wanted| rest.any(|c| c == wanted))
}

/// A unit's or group's name as far as it tells names apart: no spaces, brackets of one width.
pub fn fold(name: &str) -> String {
    to_half_width(name).chars().filter(|c| !is_space(*c)).collect()
}

/// A month of a year, stored and sent as `1978-05`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// The year, 1900–9999.
    pub year: i32,
    /// The month, 1–12.
    pub month: u32,
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)
    }
}

impl From<NaiveDate> for Month {
    fn from(date: NaiveDate) -> Self {
        Self { year: date.year(), month: date.month() }
    }
}

impl Month {
    /// Full years from this month to a day.
    pub fn age_on(self, day: NaiveDate) -> i32 {
        let years = day.year() - self.year;
        if day.month() < self.month { years - 1 } else { years }
    }
}

/// How a cell that should hold a month was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MonthReading {
    /// One right reading.
    Month(Month),
    /// `1978.1` as a number: January, or October whose zero was lost.
    Ambiguous,
    /// It names a month or day that does not exist.
    Impossible,
    /// It is no date.
    Unreadable,
}

/// Reads `1978.05`, `1978-5`, `1978/05/03`, `1978年5月`, `197805`, `19780503`.
pub fn month_of_text(text: &str) -> MonthReading {
    let half = to_half_width(text);
    let day_part = half.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> =
        day_part.split(['.', '-', '/', '年', '月', '日', '、']).filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| !part.bytes().all(|byte| byte.is_ascii_digit())) {
        return MonthReading::Unreadable;
    }
    match parts.as_slice() {
        [whole] if whole.len() == 6 => month_of_parts(whole.get(..4), whole.get(4..), None),
        [whole] if whole.len() == 8 => month_of_parts(whole.get(..4), whole.get(4..6), whole.get(6..)),
        [year, month] if year.len() == 4 && month.len() <= 2 => month_of_parts(Some(year), Some(month), None),
        [year, month, day] if year.len() == 4 && month.len() <= 2 && day.len() <= 2 => {
            month_of_parts(Some(year), Some(month), Some(day))
        }
        _ => MonthReading::Unreadable,
    }
}

fn month_of_parts(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> MonthReading {
    let number = |text: Option<&str>| text.and_then(|text| text.parse::<u32>().ok());
    let (Some(year), Some(month)) = (number(year), number(month)) else { return MonthReading::Unreadable };
    let day = match day {
        None => 1,
        Some(text) => match text.parse() {
            Ok(day) => day,
            Err(_) => return MonthReading::Unreadable,
        },
    };
    let year = i32::try_from(year).unwrap_or(0);
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(date) if year >= 1900 => MonthReading::Month(date.into()),
        _ => MonthReading::Impossible,
    }
}

/// Reads a month that a spreadsheet may have kept as a number: `1978.1` has two readings.
pub fn month_of_digits(text: &str) -> MonthReading {
    match text.split_once('.') {
        Some((year, "1")) if year.len() == 4 => MonthReading::Ambiguous,
        _ => month_of_text(text),
    }
}

/// How a cell that should hold a day was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayReading {
    /// One right reading.
    Day(NaiveDate),
    /// It may have lost its last zero: `10.10` kept as a number is `10.1`.
    Ambiguous,
    /// It names a month or day that does not exist.
    Impossible,
    /// It is no day.
    Unreadable,
}

/// Reads `2025.9.10`, `2025-09-10`, `2025/9/10`, `2025年9月10日`, `20250910`; and `10月8日` or `10.8`, whose year
/// follows from the academic year.
pub fn day_of_text(text: &str, year: AcademicYear) -> DayReading {
    let half = to_half_width(text);
    let day_part = trim(&half).split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> =
        day_part.split(['.', '-', '/', '年', '月', '日', '号']).filter(|part| !part.is_empty()).collect();
    let mut numbers = Vec::with_capacity(3);
    for part in &parts {
        match part.parse::<u32>() {
            Ok(number) if part.len() <= 4 || parts.len() == 1 => numbers.push(number),
            _ => return DayReading::Unreadable,
        }
    }
    let (calendar_year, month, day) = match numbers.as_slice() {
        [whole] if parts.iter().all(|part| part.len() == 8) => {
            (i32::try_from(whole / 10_000).unwrap_or(0), whole / 100 % 100, whole % 100)
        }
        [month, day] if parts.iter().all(|part| part.len() <= 2) => (year.of_month(*month), *month, *day),
        [full, month, day] if (1_900..=9_999).contains(full) => {
            (i32::try_from(*full).unwrap_or(0), *month, *day)
        }
        _ => return DayReading::Unreadable,
    };
    NaiveDate::from_ymd_opt(calendar_year, month, day).map_or(DayReading::Impossible, DayReading::Day)
}

/// Reads a day that a spreadsheet may have kept as a number: `10.1` has two readings.
pub fn day_of_digits(text: &str, year: AcademicYear) -> DayReading {
    let last = text.split_once('.').map(|(_, last)| last);
    let with_zero = || day_of_text(&format!("{text}0"), year);
    match last {
        Some("1" | "2" | "3") if matches!(with_zero(), DayReading::Day(_)) => DayReading::Ambiguous,
        _ => day_of_text(text, year),
    }
}

/// A list of names and how many persons its `等N人` speaks of.
pub fn split_announced(text: &str) -> (&str, Option<usize>) {
    let Some((names, rest)) = text.rsplit_once('等') else { return (text, None) };
    let digits = trim(rest).trim_end_matches(['人', '位', '名', '同', '志']);
    match to_half_width(trim(digits)).parse() {
        Ok(count) => (trim(names), Some(count)),
        Err(_) => (text, None),
    }
}

/// The names between separators, spaces among them where what stands between is long enough to be a name:
/// `何刚志 廖晓伟` are two, `白  睿` is one. `is_title` knows what is never taken apart.
pub fn split_names<'t>(text: &'t str, is_title: &impl Fn(&str) -> bool) -> Vec<&'t str> {
    let mut names = Vec::new();
    for part in split_list(text) {
        let words = || part.split(is_space).filter(|word| !word.is_empty());
        let bare = |word: &str| split_remark(word).0.chars().count() > 1 && !word.starts_with(['（', '(']);
        let latin = part.chars().any(|c| c.is_ascii_alphabetic());
        if words().count() > 1 && !latin && !is_title(part) && words().all(bare) {
            names.extend(words());
        } else {
            names.push(part);
        }
    }
    names
}

/// Six digits with leading zeros, and whether zeros had to be put back. None if it is no staff number.
pub fn staff_number(text: &str) -> Option<(String, bool)> {
    let digits = text.strip_suffix(".0").unwrap_or(text);
    let good = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    good.then(|| (format!("{digits:0>6}"), digits.len() < 6))
}

/// A telephone number without blanks and country code: a mobile number of 11 digits, or a landline
/// with area code or extension. None if it is none.
pub fn phone(text: &str) -> Option<String> {
    let bare: String = text.chars().filter(|c| !is_space(*c)).collect();
    let bare = bare.strip_prefix("+86").map_or(bare.as_str(), |rest| rest.trim_start_matches('-'));
    let digits: String = bare.chars().filter(char::is_ascii_digit).collect();
    if !bare.chars().all(|c| c.is_ascii_digit() || c == '-') {
        return None;
    }
    if digits.len() == 11 && digits.starts_with('1') {
        return Some(digits);
    }
    let landline = if digits.starts_with('0') { 10..=18 } else { 7..=8 };
    (!digits.starts_with('1') && landline.contains(&digits.len())).then(|| bare.to_owned())
}

/// The texts between separators: 、 ， , ； ; / and line breaks, but not inside brackets.
pub fn split_list(text: &str) -> Vec<&str> {
    let mut depth = 0_u32;
    text.split(move |c| {
        match c {
            '（' | '(' => depth += 1,
            '）' | ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && matches!(c, '、' | '，' | ',' | '；' | ';' | '/' | '／' | '\n')
    })
    .map(trim)
    .filter(|part| !part.is_empty())
    .collect()
}

/// A text and the remark in the brackets behind it: `侨眷（泰国）`.
pub fn split_remark(text: &str) -> (&str, Option<&str>) {
    let Some(end) = text.strip_suffix(['）', ')']) else { return (text, None) };
    let Some(at) = end.find(['（', '(']) else { return (text, None) };
    let (head, rest) = end.split_at(at);
    (trim(head), Some(trim(rest.trim_start_matches(['（', '(']))))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn month(year: i32, month: u32) -> MonthReading {
        MonthReading::Month(Month { year, month })
    }

    #[test]
    fn days_in_every_spelling() {
        let year = AcademicYear(2025);
        let day = |y, m, d| DayReading::Day(NaiveDate::from_ymd_opt(y, m, d).unwrap());
        for text in [
            "2025.10.8",
            "2025-10-08",
            "2025/10/8",
            "2025年10月8日",
            "10月8日",
            "10.8",
            "20251008",
            "２０２５．１０．８",
        ] {
            assert_eq!(day_of_text(text, year), day(2025, 10, 8), "{text}");
        }
        assert_eq!(day_of_text("1月6日", year), day(2026, 1, 6));
        assert_eq!(day_of_text("2026-09-15", year), day(2026, 9, 15));
        for text in ["2025.11.31", "2月30日", "13月1日", "20251301"] {
            assert_eq!(day_of_text(text, year), DayReading::Impossible, "{text}");
        }
        for text in ["", "9月中旬", "9月", "2025年9月", "上周三", "25.9.1", "1.2.3.4", "202510081"] {
            assert_eq!(day_of_text(text, year), DayReading::Unreadable, "{text}");
        }
    }

    #[test]
    fn a_day_as_number_may_have_lost_its_zero() {
        let day = |y, m, d| DayReading::Day(NaiveDate::from_ymd_opt(y, m, d).unwrap());
        for (text, reading) in [
            ("10.1", DayReading::Ambiguous),
            ("10.2", DayReading::Ambiguous),
            ("4.3", DayReading::Ambiguous),
            ("2.3", day(2026, 2, 3)),
            ("10.10", day(2025, 10, 10)),
            ("10.8", day(2025, 10, 8)),
            ("2025.10.1", day(2025, 10, 1)),
            ("20251001", day(2025, 10, 1)),
            ("13.1", DayReading::Impossible),
        ] {
            assert_eq!(day_of_digits(text, AcademicYear(2025)), reading, "{text}");
        }
    }

    #[test]
    fn several_names_in_one_cell() {
        let split = |text| split_names(text, &|part: &str| part.starts_with("民 盟"));
        assert_eq!(split("何刚志 廖晓伟"), ["何刚志", "廖晓伟"]);
        assert_eq!(split("白  睿、张辉宏；周川洪"), ["白  睿", "张辉宏", "周川洪"]);
        assert_eq!(split("薛昊,余波辉\n张　文"), ["薛昊", "余波辉", "张　文"]);
        assert_eq!(split("潘红（健康护理学院） 刘怡"), ["潘红（健康护理学院）", "刘怡"]);
        assert_eq!(split("潘红 （健康护理学院）"), ["潘红 （健康护理学院）"]);
        assert_eq!(split("John Smith、民 盟支部 甲乙"), ["John Smith", "民 盟支部 甲乙"]);
        assert_eq!(split_announced("赵静、王涛平等3人"), ("赵静、王涛平", Some(3)));
        assert_eq!(split_announced("赵静等１２位同志"), ("赵静", Some(12)));
        assert_eq!(split_announced("王等平"), ("王等平", None));
    }

    #[test]
    fn months_in_every_spelling() {
        for text in [
            "1978.05",
            "1978-05",
            "1978-5",
            "1978/5",
            "1978年5月",
            "1978年05月12日",
            "197805",
            "19780512",
            "１９７８．０５",
        ] {
            assert_eq!(month_of_text(text), month(1978, 5), "{text}");
        }
        for text in ["1979.13", "1979.00", "1979年2月30日", "1879.01"] {
            assert_eq!(month_of_text(text), MonthReading::Impossible, "{text}");
        }
        for text in ["", "9月中旬", "1978", "78.05", "1978年", "七八年", "12345678901"] {
            assert_eq!(month_of_text(text), MonthReading::Unreadable, "{text}");
        }
    }

    #[test]
    fn a_month_as_number_may_have_lost_its_zero() {
        for (text, reading) in [
            ("1979.1", MonthReading::Ambiguous),
            ("1979.10", month(1979, 10)),
            ("1979.11", month(1979, 11)),
            ("1979.05", month(1979, 5)),
            ("1979.2", month(1979, 2)),
            ("1979.13", MonthReading::Impossible),
            ("197905", month(1979, 5)),
            ("1979", MonthReading::Unreadable),
        ] {
            assert_eq!(month_of_digits(text), reading, "{text}");
        }
    }

    #[test]
    fn ages_are_full_years() {
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        assert_eq!(Month { year: 1976, month: 9 }.age_on(day), 50);
        assert_eq!(Month { year: 1976, month: 10 }.age_on(day), 49);
    }

    #[test]
    fn names() {
        assert_eq!(without_inner_space("孙  旭"), "孙旭");
        assert_eq!(without_inner_space("谢　辉"), "谢辉");
        assert_eq!(without_inner_space("Ann  Lee"), "Ann Lee");
        assert_eq!(with_uniform_dots("古丽•阿布．买买提"), "古丽·阿布·买买提");
        assert_eq!(with_uniform_dots("J. Smith"), "J. Smith");
    }

    #[test]
    fn phones() {
        for (text, read) in [
            ("13900001111", Some("13900001111")),
            ("139 0000 1111", Some("13900001111")),
            ("+86-139-0000-1111", Some("13900001111")),
            ("0816-0002010", Some("0816-0002010")),
            ("0002010", None),
            ("1390000111", None),
            ("见名册", None),
        ] {
            assert_eq!(phone(text).as_deref(), read, "{text}");
        }
    }

    #[test]
    fn lists_are_split_outside_brackets_only() {
        assert_eq!(
            split_list("金立（高级工程师、科长）、邹海，王五"),
            ["金立（高级工程师、科长）", "邹海", "王五"]
        );
        assert_eq!(split_remark("侨眷（泰国）"), ("侨眷", Some("泰国")));
        assert_eq!(split_remark("侨眷"), ("侨眷", None));
    }

    #[test]
    fn formulas_are_neutralised_only_for_export() {
        for text in ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1"] {
            assert_eq!(neutralise(text), format!("'{text}"));
        }
        assert_eq!(neutralise("a=1"), "a=1");
    }

    proptest! {
        #[test]
        fn a_day_is_read_as_it_was_written(days in 0_i64..3_650, spelling in 0_usize..5) {
            let day = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + chrono::TimeDelta::days(days);
            let format = ["%Y-%m-%d", "%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y/%-m/%-d", "%Y%m%d"][spelling];
            prop_assert_eq!(day_of_text(&day.format(format).to_string(), AcademicYear(1999)), DayReading::Day(day));
        }

        #[test]
        fn a_day_without_year_is_one_of_the_academic_year(days in 0_i64..365) {
            let day = NaiveDate::from_ymd_opt(2025, 9, 1).unwrap() + chrono::TimeDelta::days(days);
            let text = day.format("%-m月%-d日").to_string();
            prop_assert_eq!(day_of_text(&text, AcademicYear(2025)), DayReading::Day(day));
        }


        #[test]
        fn every_month_is_read_back(year in 1900_i32..2100, m in 1_u32..=12) {
            let expected = month(year, m);
            prop_assert_eq!(month_of_text(&format!("{year}.{m:02}")), expected);
            prop_assert_eq!(month_of_digits(&format!("{year}.{m:02}")), expected);
            prop_assert_eq!(month_of_text(&format!("{year}年{m}月")), expected);
            prop_assert_eq!(month_of_text(&format!("{year}{m:02}")), expected);
            prop_assert_eq!(month_of_text(&Month { year, month: m }.to_string()), expected);
        }

        #[test]
        fn no_text_makes_a_reader_panic(text in ".{0,40}") {
            month_of_text(&text);
            staff_number(&text);
            phone(&text);
            split_list(&text);
            split_remark(&text);
            prop_assert!(!begins_like_formula(&neutralise(&text)) || neutralise(&text).starts_with('\''));
        }

        #[test]
        fn cleaning_twice_changes_nothing_more(text in "\\PC{0,20}") {
            let once = with_uniform_dots(&without_inner_space(&to_half_width(&text)));
            prop_assert_eq!(with_uniform_dots(&without_inner_space(&to_half_width(&once))), once);
        }

        #[test]
        fn staff_numbers_get_their_zeros_back(number in 0_u32..1_000_000) {
            let (read, padded) = staff_number(&number.to_string()).unwrap();
            prop_assert_eq!(read.parse::<u32>().unwrap(), number);
            prop_assert_eq!(read.len(), 6);
            prop_assert_eq!(padded, number < 100_000);
        }
    }
}
