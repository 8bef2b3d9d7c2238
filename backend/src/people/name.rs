//! Names: what they are sorted and found by.

use lianyi_shared::validate::LINE_MAX;
use pinyin::ToPinyin as _;
use sea_orm::Condition;
use sea_orm::sea_query::{Expr, ExprTrait as _};

/// What is stored beside a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameKeys {
    /// Sorts by pinyin with tones, then by the name itself.
    pub key: String,
    /// The syllables without tones, run together: `zhangsan`.
    pub pinyin: String,
    /// The first letter of each syllable: `zs`.
    pub initials: String,
}

impl NameKeys {
    /// The keys of a name; characters without pinyin stand for themselves.
    pub fn of(name: &str) -> Self {
        let mut keys = Self { key: String::new(), pinyin: String::new(), initials: String::new() };
        for character in name.chars() {
            if let Some(sound) = character.to_pinyin() {
                keys.key.push_str(sound.with_tone_num_end());
                keys.key.push(' ');
                keys.pinyin.push_str(sound.plain());
                keys.initials.push_str(sound.first_letter());
            } else {
                let lower: String = character.to_lowercase().collect();
                keys.key.push_str(&lower);
                if character.is_alphanumeric() {
                    keys.pinyin.push_str(&lower);
                    keys.initials.push_str(&lower);
                }
            }
        }
        keys.key.push('\t');
        keys.key.push_str(name);
        keys
    }
}

/// A name as it is kept: no space around it, and one dot for the many that keyboards offer.
pub fn tidy(name: &str) -> String {
    name.trim().replace(['•', '・', '‧', '∙', '⋅', '･'], "·")
}

/// Rows whose name has these characters, or whose pinyin or initials begin so. For tables with
/// `name`, `name_pinyin` and `name_initials`.
pub fn matching(search: &str) -> Condition {
    let text: String = search.trim().chars().take(LINE_MAX).collect();
    let pattern = text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let contains = sea_orm::sea_query::LikeExpr::new(format!("%{pattern}%")).escape('\\');
    let mut found = Condition::any().add(Expr::col("name").like(contains));
    let letters = text.to_lowercase().replace(' ', "");
    if letters.bytes().all(|byte| byte.is_ascii_alphanumeric()) && !letters.is_empty() {
        // A range instead of LIKE: the same on both databases, and it uses the index.
        let upper = format!("{letters}\u{7f}");
        for column in ["name_pinyin", "name_initials"] {
            found =
                found.add(Expr::col(column).gte(letters.clone()).and(Expr::col(column).lt(upper.clone())));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_by_pinyin_and_initials() {
        let keys = NameKeys::of("张三");
        assert_eq!((keys.pinyin.as_str(), keys.initials.as_str()), ("zhangsan", "zs"));
        let keys = NameKeys::of("阿不都·Ann");
        assert_eq!(keys.initials, "abdann");
    }

    #[test]
    fn dots_in_names_become_one() {
        assert_eq!(tidy(" 阿依古丽•吐尔逊 "), "阿依古丽·吐尔逊");
    }

    #[test]
    fn names_sort_by_sound() {
        let mut names = ["赵静", "安然", "李雷", "李磊"];
        names.sort_by_key(|name| NameKeys::of(name).key);
        assert_eq!(names, ["安然", "李雷", "李磊", "赵静"]);
    }
}
