//! Dragging a plan to another day, with a mouse or a pen. On a touch screen dragging scrolls the page; there, and with the
//! keyboard, the menu of the plan moves it.

use super::acts::{Acts, Subject};
use leptos::{ev::PointerEvent, prelude::*};
use lianyi_shared::{api::Day, plan::PlanAction};

/// So many pixels make a drag of a click.
const FAR: i32 = 6;

/// What is being dragged, from where on the screen.
#[derive(Clone)]
struct Grip {
    subject: Subject,
    x: i32,
    y: i32,
    dragged: bool,
}

/// The one drag that a page can have under way.
#[derive(Clone, Copy)]
pub struct Drag {
    grip: RwSignal<Option<Grip>>,
    /// The day under the pointer while something is dragged.
    pub over: RwSignal<Option<String>>,
    acts: Acts,
}

impl Drag {
    /// Nothing is dragged yet.
    pub fn new(acts: Acts) -> Self {
        Self { grip: RwSignal::new(None), over: RwSignal::new(None), acts }
    }

    /// A plan was pressed.
    pub fn press(self, event: &PointerEvent, subject: Subject) {
        let fit = event.pointer_type() != "touch" && event.button() == 0;
        if fit && subject.may(PlanAction::Change) {
            let target: web_sys::Element = event_target(event);
            let _ = target.set_pointer_capture(event.pointer_id());
            self.grip.set(Some(Grip { subject, x: event.client_x(), y: event.client_y(), dragged: false }));
        }
    }

    /// The pointer moved.
    pub fn go(self, event: &PointerEvent) {
        let Some(grip) = self.grip.get_untracked() else { return };
        let (x, y) = (event.client_x(), event.client_y());
        if grip.dragged || (x - grip.x).abs() + (y - grip.y).abs() > FAR {
            self.grip.set(Some(Grip { dragged: true, ..grip }));
            self.over.set(day_at(x, y));
        }
    }

    /// The pointer was let go.
    pub fn release(self) {
        let day = self.over.get_untracked();
        self.over.set(None);
        let Some(grip) = self.grip.get_untracked() else { return };
        if !grip.dragged {
            self.grip.set(None);
        } else if let Some(day) = day.filter(|day| *day != grip.subject.day.0) {
            self.acts.drop_on(grip.subject, Day(day));
        }
    }

    /// The browser took the pointer away.
    pub fn lose(self) {
        self.over.set(None);
        self.grip.set(None);
    }

    /// Whether the click that follows belongs to a drag, once.
    pub fn was_dragged(self) -> bool {
        let dragged = self.grip.with_untracked(|grip| grip.as_ref().is_some_and(|grip| grip.dragged));
        self.grip.set(None);
        dragged
    }
}

/// The day of the cell at a point of the window.
fn day_at(x: i32, y: i32) -> Option<String> {
    #[expect(clippy::as_conversions, clippy::cast_precision_loss, reason = "a screen is not that wide")]
    let (x, y) = (x as f32, y as f32);
    document().element_from_point(x, y)?.closest("[data-day]").ok()??.get_attribute("data-day")
}
