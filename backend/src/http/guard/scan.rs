//! The look at a document before it is parsed: one pass over its bytes, so that the parser is never given what would
//! keep it busy.

use lianyi_shared::error::Reason;

use super::{MAX_DOCUMENT, MAX_LIST_TOKENS, MAX_NESTING, MAX_TOKENS};

/// Refuses what is too long, has too many tokens, too long lists or too deep brackets. Says nothing about whether the
/// text is GraphQL.
pub(super) fn scan(text: &str) -> Result<(), Reason> {
    if text.len() > MAX_DOCUMENT {
        return Err(Reason::DocumentTooLarge);
    }
    let (mut tokens, mut in_lists) = (0_usize, 0_usize);
    let (mut nesting, mut lists) = (0_usize, 0_usize);
    for token in Tokens(text.as_bytes()) {
        tokens += 1;
        in_lists += usize::from(lists > 0);
        match token {
            b'{' | b'(' => nesting += 1,
            b'}' | b')' => nesting = nesting.saturating_sub(1),
            b'[' => (nesting, lists) = (nesting + 1, lists + 1),
            b']' => (nesting, lists) = (nesting.saturating_sub(1), lists.saturating_sub(1)),
            _ => {}
        }
        if nesting > MAX_NESTING {
            return Err(Reason::DocumentTooDeep);
        }
        if tokens > MAX_TOKENS || in_lists > MAX_LIST_TOKENS {
            return Err(Reason::DocumentTooLarge);
        }
    }
    Ok(())
}

/// The tokens of a document, each by its first byte.
struct Tokens<'a>(&'a [u8]);

impl Iterator for Tokens<'_> {
    type Item = u8;

    fn next(&mut self) -> Option<u8> {
        loop {
            let (&first, rest) = self.0.split_first()?;
            match first {
                b' ' | b'\t' | b'\n' | b'\r' | b',' | 0xEF | 0xBB | 0xBF => self.0 = rest,
                b'#' => self.0 = after(rest, |byte| matches!(byte, b'\n' | b'\r')),
                _ => {
                    self.0 = match first {
                        b'"' => after_text(rest),
                        b'.' => rest.strip_prefix(b"..").unwrap_or(rest),
                        byte if is_word(byte) => after(rest, |byte| !is_word(byte)),
                        _ => rest,
                    };
                    return Some(first);
                }
            }
        }
    }
}

/// Whether a byte belongs to a name or a number.
const fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'+')
}

/// What is left from the first byte that is an end.
fn after(bytes: &[u8], is_end: impl Fn(u8) -> bool) -> &[u8] {
    bytes.iter().position(|byte| is_end(*byte)).and_then(|end| bytes.get(end..)).unwrap_or_default()
}

/// What is left after a text whose opening quotation mark has been read.
fn after_text(bytes: &[u8]) -> &[u8] {
    if let Some(mut rest) = bytes.strip_prefix(b"\"\"") {
        while !rest.is_empty() {
            if let Some(rest) = rest.strip_prefix(b"\"\"\"") {
                return rest;
            }
            rest = rest.strip_prefix(b"\\\"\"\"").or_else(|| rest.get(1..)).unwrap_or_default();
        }
        return rest;
    }
    let mut rest = bytes;
    loop {
        match rest {
            [b'"' | b'\n' | b'\r', after @ ..] | [b'\\', _, after @ ..] if rest.first() != Some(&b'\\') => {
                return after;
            }
            [b'\\', _, after @ ..] | [_, after @ ..] => rest = after,
            [] => return rest,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tokens(text: &str) -> String {
        Tokens(text.as_bytes()).map(char::from).collect()
    }

    #[test]
    fn tokens_are_counted_once_whatever_their_length() {
        assert_eq!(
            tokens("query A($b: [ID!]) { long_name, ...Other @skip(if: $b) -1.5e3 }"),
            "qA($b:[I!]){l.O@s(i:$b)-.5}"
        );
        assert_eq!(tokens("{ a # b c \" {\n d }"), "{ad}");
        assert_eq!(tokens(r#"{ a(b: "x \" { [", c: """ " \""" { """) }"#), "{a(b:\"c:\")}");
        assert_eq!(tokens(r#"{ a(b: ""  c: "x"#), "{a(b:\"c:\"");
    }

    #[test]
    fn what_would_keep_the_parser_busy_is_refused() {
        assert_eq!(scan(&format!("{{ {} }}", "a ".repeat(MAX_TOKENS))), Err(Reason::DocumentTooLarge));
        assert_eq!(
            scan(&format!("{{ a(b: [{}]) }}", "1 ".repeat(MAX_LIST_TOKENS + 1))),
            Err(Reason::DocumentTooLarge)
        );
        assert_eq!(scan(&"{a".repeat(MAX_NESTING + 1)), Err(Reason::DocumentTooDeep));
        assert_eq!(scan(&" ".repeat(MAX_DOCUMENT + 1)), Err(Reason::DocumentTooLarge));
        assert_eq!(scan("{ a { b } }"), Ok(()));
    }
}
