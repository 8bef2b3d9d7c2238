//! Says what has just happened, to the eye and to the screen reader.

use super::{
    button::IconButton,
    error_panel,
    icon::{Glyph, Icon},
    status::Tone,
};
use crate::{api::ApiError, browser, i18n::t};
use leptos::prelude::*;
use lianyi_shared::text_shell::UiText;
use std::time::Duration;

/// How long a message stays; a grave one stays until it is closed.
const STAY: Duration = Duration::from_secs(6);

#[derive(Clone, PartialEq, Eq)]
struct Message {
    number: u32,
    tone: Tone,
    text: String,
}

thread_local! {
    static MESSAGES: ArcRwSignal<Vec<Message>> = ArcRwSignal::new(Vec::new());
    static ANNOUNCEMENT: ArcRwSignal<String> = ArcRwSignal::new(String::new());
}

/// Shows a message in the corner and has it read out.
pub fn show(tone: Tone, text: impl Into<String>) {
    let number = browser::fresh_number();
    MESSAGES.with(|messages| {
        messages.update(|messages| {
            messages.push(Message { number, tone, text: text.into() });
        });
    });
    if tone != Tone::Danger {
        browser::after(STAY, move || close(number));
    }
}

/// Says why an act was refused.
pub fn refused(error: &ApiError) {
    show(Tone::Danger, error_panel::why(error));
}

/// Has a text read out by screen readers without showing it.
pub fn announce(text: impl Into<String>) {
    ANNOUNCEMENT.with(|announcement| announcement.set(text.into()));
}

fn close(number: u32) {
    MESSAGES.with(|messages| {
        messages.update(|messages| messages.retain(|message| message.number != number));
    });
}

/// The corner where messages appear and the live region; once per page, in the shell.
#[component]
pub fn Toasts() -> impl IntoView {
    let messages = MESSAGES.with(Clone::clone);
    let announcement = ANNOUNCEMENT.with(Clone::clone);
    let message = |Message { number, tone, text }: Message| {
        let glyph = match tone {
            Tone::Ok => Glyph::StatusDone,
            Tone::Danger => Glyph::Error,
            Tone::Warn => Glyph::Alert,
            Tone::Info | Tone::Plain => Glyph::Info,
        };
        view! {
            <li class=format!("toast {}", tone.class())>
                <Icon glyph />
                <span>{text}</span>
                <IconButton glyph=Glyph::Cross label=t(UiText::Close) on_click=move |_| close(number) />
            </li>
        }
    };
    view! {
        <div class="sr-only" id="announcer" role="status" aria-live="polite">{move || announcement.get()}</div>
        <div class="toasts" role="log" aria-live="polite" aria-label=t(UiText::Notifications)>
            <ul>
                <For each=move || messages.get() key=|message| message.number children=message />
            </ul>
        </div>
    }
}
