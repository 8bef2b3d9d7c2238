//! What a person sets on this device: theme, row height, folded sidebar. `boot.js` applies it before the first paint.

use crate::browser;

/// How high rows stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Density {
    /// 38 px, for those who work in lists all day.
    Compact,
    /// 46 px.
    Standard,
    /// 54 px.
    Roomy,
}

impl Density {
    /// Every choice, densest first.
    pub const ALL: [Self; 3] = [Self::Compact, Self::Standard, Self::Roomy];

    /// The value of `<html data-density>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Compact => "compact",
            Self::Standard => "standard",
            Self::Roomy => "roomy",
        }
    }
}

/// The density kept on this device.
pub fn density() -> Density {
    let kept = browser::kept("density");
    Density::ALL
        .into_iter()
        .find(|density| kept.as_deref() == Some(density.code()))
        .unwrap_or(Density::Compact)
}

/// Sets the row height and keeps it.
pub fn set_density(density: Density) {
    set("density", density.code());
}

/// Light, dark, or as the system has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// As the system has it.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Every choice.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The value of `<html data-theme>`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// The theme kept on this device.
pub fn theme() -> Theme {
    let kept = browser::kept("theme");
    Theme::ALL.into_iter().find(|theme| kept.as_deref() == Some(theme.code())).unwrap_or(Theme::System)
}

/// Sets the theme and keeps it.
pub fn set_theme(theme: Theme) {
    set("theme", theme.code());
}

/// Turns light into dark and back. Without a kept choice the system decides what it is now.
pub fn toggle_theme() {
    let dark = match theme() {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => browser::matches_media("(prefers-color-scheme: dark)"),
    };
    set_theme(if dark { Theme::Light } else { Theme::Dark });
}

/// Whether the sidebar is folded to its icons.
pub fn sidebar_is_collapsed() -> bool {
    browser::kept("sidebar").as_deref() == Some("collapsed")
}

/// Folds or unfolds the sidebar and keeps it so.
pub fn set_sidebar_collapsed(collapsed: bool) {
    set("sidebar", if collapsed { "collapsed" } else { "open" });
}

fn set(key: &str, value: &str) {
    browser::keep(key, value);
    browser::set_root_attribute(&format!("data-{key}"), value);
}
