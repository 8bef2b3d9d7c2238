//! The words shown to people, in each language, with a typed key per text.
//!
//! The interface sends codes and parameters; each end renders them with these tables, the command
//! line too. A key without both languages does not compile.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// A language the product speaks completely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Lang {
    /// Simplified Chinese, the first language of the product.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Lang {
    /// The BCP 47 tag, as in `<html lang>`.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// Picks one of two texts.
    pub const fn pick(self, zh: &'static str, en: &'static str) -> &'static str {
        match self {
            Self::Zh => zh,
            Self::En => en,
        }
    }
}

/// A key of one of the text tables made by [`texts!`].
pub trait Text: Copy {
    /// The template in a language; parameters stand in braces: `{name}`.
    fn template(self, lang: Lang) -> &'static str;

    /// The text with its parameters filled in.
    fn render(self, lang: Lang, params: &[(&str, &dyn std::fmt::Display)]) -> String {
        fill(self.template(lang), params)
    }
}

/// Replaces each `{name}` of a template by its parameter; an unknown name stays visible.
pub fn fill(template: &str, params: &[(&str, &dyn std::fmt::Display)]) -> String {
    let mut out = String::with_capacity(template.len() + 16);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        match params.iter().find(|(key, _)| *key == name) {
            Some((_, value)) => {
                let _ = write!(out, "{value}");
            }
            None => {
                let _ = write!(out, "{{{name}}}");
            }
        }
        rest = tail;
    }
    out.push_str(rest);
    out
}

/// Declares a table of texts: one key a line, Chinese, then English.
///
/// ```
/// lianyi_shared::texts! {
///     /// Texts of an example.
///     pub enum ExampleText {
///         Greeting = "您好，{name}" / "Hello, {name}",
///     }
/// }
/// use lianyi_shared::text::{Lang, Text};
/// assert_eq!(ExampleText::Greeting.render(Lang::En, &[("name", &"Li")]), "Hello, Li");
/// ```
#[macro_export]
macro_rules! texts {
    (
        $(#[$meta:meta])*
        pub enum $name:ident {
            $( $(#[$item_meta:meta])* $key:ident = $zh:literal / $en:literal ),+ $(,)?
        }
    ) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name {
            $(
                $(#[$item_meta])*
                #[doc = $zh]
                $key,
            )+
        }

        impl $name {
            /// Every key of the table.
            pub const ALL: &[Self] = &[$(Self::$key),+];

            /// The name of the key, as it travels on the wire.
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$key => stringify!($key),)+
                }
            }
        }

        impl $crate::text::Text for $name {
            fn template(self, lang: $crate::text::Lang) -> &'static str {
                match self {
                    $(Self::$key => lang.pick($zh, $en),)+
                }
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_known_names_and_shows_unknown_ones() {
        assert_eq!(fill("{a}和{b}", &[("a", &1)]), "1和{b}");
        assert_eq!(fill("no end {a", &[("a", &1)]), "no end {a");
    }
}
