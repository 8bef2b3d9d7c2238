//! The name of a file, so that it leads nowhere and pretends nothing.

use lianyi_shared::attachment::AttachmentKind;

/// The longest name, in characters, without its ending.
const MAX: usize = 80;
/// Names that mean a device where people open the file.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "com", "lpt"];

/// What is left of a name that somebody's device sent: no folders, nothing invisible, nothing that turns the direction
/// of writing, and the ending that the content has.
pub fn neutral(name: &str, kind: AttachmentKind) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let stem = last.rsplit_once('.').map_or(last, |(stem, _)| stem);
    let kept: String = stem
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .map(|c| if r#":*?"<>|"#.contains(c) { '-' } else { c })
        .take(MAX)
        .collect();
    let kept = kept.trim_matches(|c: char| c.is_whitespace() || c == '.');
    let lower = kept.to_ascii_lowercase();
    let kept = match kept {
        "" => "附件".to_owned(),
        kept if DEVICES.contains(&lower.trim_end_matches(|c: char| c.is_ascii_digit())) => format!("_{kept}"),
        kept => kept.to_owned(),
    };
    format!("{kept}.{}", kind.extension())
}

/// Characters that are not seen, or that change how their neighbours are seen.
const fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_leads_nowhere_and_pretends_nothing() {
        let jpeg = |name| neutral(name, AttachmentKind::Jpeg);
        assert_eq!(jpeg("座谈 合影.JPEG"), "座谈 合影.jpg");
        assert_eq!(jpeg("../../etc/passwd"), "passwd.jpg");
        assert_eq!(jpeg(r"C:\照片\a.png"), "a.jpg");
        assert_eq!(jpeg("invoice\u{202e}gpj.exe"), "invoicegpj.jpg");
        assert_eq!(jpeg("a\r\nSet-Cookie: b.jpg"), "aSet-Cookie- b.jpg");
        assert_eq!(jpeg("com1.txt"), "_com1.jpg");
        assert_eq!(jpeg("..."), "附件.jpg");
        assert_eq!(jpeg(""), "附件.jpg");
        assert_eq!(jpeg(&"长".repeat(300)).chars().count(), MAX + 4);
    }

    proptest! {
        #[test]
        fn every_name_is_neutral_already(name in ".{0,200}") {
            let once = neutral(&name, AttachmentKind::Pdf);
            prop_assert_eq!(neutral(&once, AttachmentKind::Pdf), once.clone());
            prop_assert!(!once.contains(['/', '\\', '\0', '\n']) && !once.starts_with('.'));
        }
    }
}
