//! Checks of single values, the same in forms, the interface and the import.

use crate::error::Reason;

/// Length limit of names.
pub const NAME_MAX: usize = 50;
/// Length limit of short lines: posts, meetings.
pub const LINE_MAX: usize = 200;
/// Length limit of reasons and remarks.
pub const TEXT_MAX: usize = 2_000;

/// A name: 1–50 characters of any script, no control characters.
pub fn name(text: &str) -> Result<(), Reason> {
    let length = text.chars().count();
    if length == 0 {
        Err(Reason::Required)
    } else if length > NAME_MAX || text.chars().any(char::is_control) {
        Err(Reason::NameFormat)
    } else {
        Ok(())
    }
}

/// A text of at most `max` characters.
pub fn length(text: &str, max: usize) -> Result<(), Reason> {
    if text.chars().count() > max { Err(Reason::TooLong) } else { Ok(()) }
}

/// A month: `1978-05`, from 1900 to 2199.
pub fn month(text: &str) -> Result<(), Reason> {
    let parsed = text.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2);
    let number =
        |digits: &str| digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<u32>().ok());
    match parsed.map(|(year, month)| (number(year).flatten(), number(month).flatten())) {
        Some((Some(1900..=2199), Some(1..=12))) => Ok(()),
        _ => Err(Reason::NotAMonth),
    }
}

/// A time of day: `09:30`.
pub fn time_of_day(text: &str) -> Result<(), Reason> {
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let parts = text.split_once(':').filter(|(hour, minute)| digits(hour) && digits(minute));
    match parts.map(|(hour, minute)| (hour.parse::<u8>(), minute.parse::<u8>())) {
        Some((Ok(0..24), Ok(0..60))) => Ok(()),
        _ => Err(Reason::NotATime),
    }
}

/// A staff number: exactly six digits, leading zeros kept.
pub fn staff_number(text: &str) -> Result<(), Reason> {
    if text.len() == 6 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        Ok(())
    } else {
        Err(Reason::StaffNumberFormat)
    }
}

/// A telephone number: digits, spaces, hyphens, a leading plus; 5–20 characters.
pub fn phone(text: &str) -> Result<(), Reason> {
    let body = text.strip_prefix('+').unwrap_or(text);
    let digits = body.bytes().filter(u8::is_ascii_digit).count();
    let clean = body.chars().all(|c| c.is_ascii_digit() || c == '-' || c == ' ');
    if clean && digits >= 5 && text.len() <= 20 { Ok(()) } else { Err(Reason::BadPhone) }
}

/// An e-mail address, as far as a form can tell.
pub fn email(text: &str) -> Result<(), Reason> {
    match text.split_once('@') {
        Some((local, domain))
            if !local.is_empty()
                && domain.contains('.')
                && text.len() <= 254
                && !text.chars().any(|c| c.is_whitespace() || c.is_control()) =>
        {
            Ok(())
        }
        _ => Err(Reason::BadEmail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_script_fit() {
        for good in ["李", "阿不都热合曼·买买提", "邹𬱖", "Ann O’Hara"] {
            assert_eq!(name(good), Ok(()), "{good}");
        }
        assert_eq!(name(""), Err(Reason::Required));
        assert_eq!(name("a\u{7}b"), Err(Reason::NameFormat));
        assert_eq!(name(&"长".repeat(51)), Err(Reason::NameFormat));
    }

    #[test]
    fn months_are_year_and_month() {
        assert_eq!(month("1978-05"), Ok(()));
        for bad in ["1978-13", "1978-5", "197805", "0078-05", "1978-+5", ""] {
            assert_eq!(month(bad), Err(Reason::NotAMonth), "{bad}");
        }
    }

    #[test]
    fn times_of_day_have_four_digits() {
        for good in ["00:00", "09:30", "23:59"] {
            assert_eq!(time_of_day(good), Ok(()), "{good}");
        }
        for bad in ["24:00", "9:30", "09:60", "0930", "+9:30", "09:3０", ""] {
            assert_eq!(time_of_day(bad), Err(Reason::NotATime), "{bad}");
        }
    }

    #[test]
    fn staff_numbers_keep_their_zeros() {
        assert_eq!(staff_number("000177"), Ok(()));
        assert_eq!(staff_number("177"), Err(Reason::StaffNumberFormat));
        assert_eq!(staff_number("00017７"), Err(Reason::StaffNumberFormat));
    }
}
