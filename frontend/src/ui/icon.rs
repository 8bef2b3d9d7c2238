//! The product's own icons, drawn on a 16 × 16 grid in the colour of the text around them.

use leptos::prelude::*;

/// Which icon. The status shapes fill as work advances: see [`crate::ui::status::Shape`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what is drawn")]
pub enum Glyph {
    Alert,
    ArrowDown,
    ArrowUp,
    Bell,
    Building,
    Calendar,
    Chart,
    Chat,
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    Clock,
    Columns,
    Coverage,
    Cross,
    Download,
    Error,
    Eye,
    Flag,
    Gift,
    Globe,
    Group,
    Help,
    Home,
    Inbox,
    Info,
    Key,
    Lock,
    Mark,
    More,
    Panel,
    Pen,
    People,
    Person,
    Phone,
    Plus,
    Print,
    Roster,
    Search,
    Shield,
    SignOut,
    Sliders,
    StatusAct,
    StatusDone,
    StatusEmpty,
    StatusHalf,
    StatusQuarter,
    StatusThreeQuarters,
    Theme,
    Upload,
}

impl Glyph {
    /// Path data of what is stroked and of what is filled.
    const fn paths(self) -> (&'static str, &'static str) {
        match self {
            Self::Alert => ("M8 2.5l6 11H2zM8 6.8v3M8 11.6v.2", ""),
            Self::ArrowDown => ("M8 3.5v9M4.5 9 8 12.5 11.5 9", ""),
            Self::ArrowUp => ("M8 12.5v-9M4.5 7 8 3.5 11.5 7", ""),
            Self::Bell => ("M2.8 11.8h10.4L12 10.2V7a4 4 0 0 0-8 0v3.2zM6.6 13.8h2.8", ""),
            Self::Building => ("M3 13.5v-11h6v11M9 6.5h4v7M1.8 13.5h12.4M5 5h2M5 7.5h2M5 10h2", ""),
            Self::Calendar => ("M2.5 4h11v9.5h-11zM2.5 7h11M5.5 2.5V5M10.5 2.5V5", ""),
            Self::Chart => ("M3 13.5v-5M6.5 13.5v-8M10 13.5V9M13.5 13.5v-11", ""),
            Self::Chat => ("M2.5 3.5h11V11H7l-3 2.5V11H2.5z", ""),
            Self::Check => ("M3 8.5l3.2 3.2L13 4.8", ""),
            Self::ChevronDown => ("M4 6l4 4 4-4", ""),
            Self::ChevronLeft => ("M10 4 6 8l4 4", ""),
            Self::ChevronRight => ("M6 4l4 4-4 4", ""),
            Self::Clock => ("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M8 5v3.2l2 1.3", ""),
            Self::Columns => ("M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10", ""),
            Self::Coverage => ("M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5h4v4h-4z", ""),
            Self::Cross => ("M4 4l8 8M12 4l-8 8", ""),
            Self::Download => ("M8 2.5v8M5 7.5l3 3 3-3M2.5 10v3.5h11V10", ""),
            Self::Error => ("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M6 6l4 4M10 6l-4 4", ""),
            Self::Eye => (
                "M1.5 8S4 3.8 8 3.8 14.5 8 14.5 8 12 12.2 8 12.2 1.5 8 1.5 8zM6.2 8a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0",
                "",
            ),
            Self::Flag => ("M4 13.5v-11h8l-1.5 3L12 8.5H4", ""),
            Self::Gift => ("M3 6.5h10v7H3zM2 4h12v2.5H2zM8 4v9.5", ""),
            Self::Globe => (
                "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M2.5 8h11M8 2.5c-3.6 3.4-3.6 7.6 0 11c3.6-3.4 3.6-7.6 0-11",
                "",
            ),
            Self::Group => ("M6 2.5h4v3H6zM2 10.5h4v3H2zM10 10.5h4v3h-4zM8 5.5V8M4 10.5V8h8v2.5", ""),
            Self::Help => (
                "M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M6.4 6.4a1.7 1.7 0 1 1 2.5 1.5c-.6.3-.9.7-.9 1.3M8 11v.4",
                "",
            ),
            Self::Home => ("M2.5 7.5 8 3l5.5 4.5V13h-4V9.5h-3V13h-4z", ""),
            Self::Inbox => ("M2.5 9 4.5 3.5h7l2 5.5v4h-11zM2.5 9h3.2l1 1.5h2.6l1-1.5h3.2", ""),
            Self::Info => ("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0M8 7.4v3.8M8 4.8v.3", ""),
            Self::Key => (
                "M2.6 10.4a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0-5.4 0M7.3 8.6l5.9-5.9M11 4.9l1.9 1.9M9.3 6.6l1.3 1.3",
                "",
            ),
            Self::Lock => ("M4 7.5h8v6H4zM5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2", ""),
            Self::Mark => (
                "M2.3 8a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0M6.5 8a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0",
                "",
            ),
            Self::More => (
                "",
                "M3 6.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4zM8 6.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4zM13 6.8a1.2 1.2 0 1 1 0 2.4 1.2 1.2 0 0 1 0-2.4z",
            ),
            Self::Panel => ("M2.5 3h11v10h-11zM6 3v10", ""),
            Self::Pen => ("M3 13l.6-2.8 7-7 2.2 2.2-7 7zM9.4 4.4l2.2 2.2", ""),
            Self::People => (
                "M3.75 5.5a2.25 2.25 0 1 0 4.5 0a2.25 2.25 0 1 0-4.5 0M1.75 13c.5-2.5 2-3.6 4.25-3.6s3.75 1.1 4.25 3.6M10.5 3.4a2.2 2.2 0 0 1 0 4.2M11.9 9.8c1.3.5 2.1 1.6 2.4 3.2",
                "",
            ),
            Self::Person => {
                ("M5.5 5.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M3 13.5c.6-2.8 2.5-4 5-4s4.4 1.2 5 4", "")
            }
            Self::Phone => (
                "M4.5 2.5h2l1 3L6 6.7c.7 1.5 1.8 2.6 3.3 3.3l1.2-1.5 3 1v2c0 1.1-.8 2-2 2C6.5 13.2 2.8 9.5 2.5 4.5c0-1.2.9-2 2-2z",
                "",
            ),
            Self::Plus => ("M8 3v10M3 8h10", ""),
            Self::Print => ("M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z", ""),
            Self::Roster => ("M3.5 2.5h9v11h-9zM6 5.5h4M6 8h4M6 10.5h2.5", ""),
            Self::Search => ("M2.75 7a4.25 4.25 0 1 0 8.5 0a4.25 4.25 0 1 0-8.5 0M10.2 10.2 13.5 13.5", ""),
            Self::Shield => ("M8 2l5 2v4c0 3-2.2 5-5 6-2.8-1-5-3-5-6V4z", ""),
            Self::SignOut => ("M6 3H3v10h3M10.5 5 13.5 8l-3 3M13.5 8H6.5", ""),
            Self::Sliders => (
                "M2.5 5H7M10 5h3.5M2.5 11h2M7.5 11h6M7 5a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0M4.5 11a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0-3 0",
                "",
            ),
            Self::StatusAct => {
                ("", "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm-.8 2.6v4.2h1.6V4.6zm0 5.4v1.6h1.6V10z")
            }
            Self::StatusDone => {
                ("", "M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zm3.3 3.6L7.2 9.5 5.1 7.5l-1 1.1 3.1 2.9 5.1-4.8z")
            }
            Self::StatusEmpty => ("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0", ""),
            Self::StatusHalf => {
                ("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0", "M8 4.8a3.2 3.2 0 0 1 0 6.4z")
            }
            Self::StatusQuarter => {
                ("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0", "M8 8V4.8A3.2 3.2 0 0 1 11.2 8z")
            }
            Self::StatusThreeQuarters => {
                ("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0", "M8 8V4.8A3.2 3.2 0 1 1 4.8 8z")
            }
            Self::Theme => ("M2.5 8a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0-11 0", "M8 2.5a5.5 5.5 0 0 1 0 11z"),
            Self::Upload => ("M8 10.5v-8M5 5.5l3-3 3 3M2.5 10v3.5h11V10", ""),
        }
    }
}

/// An icon, hidden from assistive technology: the words beside it, or the name of the button around it, carry the meaning.
#[component]
pub fn Icon(
    /// What is drawn.
    glyph: Glyph,
    /// Edge length in px.
    #[prop(default = 16)]
    size: u8,
) -> impl IntoView {
    let (stroked, filled) = glyph.paths();
    let class = if glyph == Glyph::StatusEmpty { "icon dashed" } else { "icon" };
    view! {
        <svg class=class width=size height=size viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            {(!stroked.is_empty()).then(|| view! { <path d=stroked /> })}
            {(!filled.is_empty()).then(|| view! { <path class="filled" d=filled /> })}
        </svg>
    }
}
