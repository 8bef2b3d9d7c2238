//! Splits comma-separated text into fields, with the row of each as a spreadsheet shows it.
//!
//! Empty lines count as rows and a line break inside quotes does not, which the usual readers do
//! not tell apart: they skip empty lines.

/// Calls `take` for each field with its row (from 1) and column (from 0).
pub(super) fn each_field<E>(
    text: &str,
    mut take: impl FnMut(u32, u32, String) -> Result<(), E>,
) -> Result<(), E> {
    let (mut row, mut column) = (1, 0);
    let mut field = String::new();
    let mut quoted = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' if quoted && chars.peek() == Some(&'"') => {
                chars.next();
                field.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if field.is_empty() => quoted = true,
            ',' if !quoted => {
                take(row, column, std::mem::take(&mut field))?;
                column += 1;
            }
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' if !quoted => {
                take(row, column, std::mem::take(&mut field))?;
                (row, column) = (row + 1, 0);
            }
            c => field.push(c),
        }
    }
    take(row, column, field)
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use proptest::prelude::*;

    use super::*;

    fn fields(text: &str) -> Vec<(u32, u32, String)> {
        let mut list = Vec::new();
        let Ok(()) = each_field::<Infallible>(text, |row, column, field| {
            if !field.is_empty() {
                list.push((row, column, field));
            }
            Ok(())
        });
        list
    }

    #[test]
    fn rows_are_those_the_spreadsheet_shows() {
        let expected = [
            (1, 0, "甲".to_owned()),
            (1, 1, "乙".into()),
            (3, 0, "一\n二".into()),
            (3, 1, "3\"".into()),
            (4, 0, "四".into()),
        ];
        for text in ["甲,乙\n\n\"一\n二\",\"3\"\"\"\n四,\n", "甲,乙\r\n\r\n\"一\r\n二\",3\"\r\n四"]
        {
            assert_eq!(fields(text), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn quoted_fields_come_back(cells in prop::collection::vec("[甲,\"\n a]{1,6}", 1..6)) {
            let line: Vec<String> = cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect();
            let read: Vec<String> = fields(&line.join(",")).into_iter().map(|(.., field)| field).collect();
            prop_assert_eq!(read, cells);
        }
    }
}
