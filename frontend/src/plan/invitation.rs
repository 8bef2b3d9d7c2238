//! An invitation made of a plan, to be edited and copied. It is not sent from here, and nothing of it is kept.

use crate::{
    browser,
    i18n::{now, t},
    ui::{button::Button, icon::Glyph, section::Section, status::Tone, text_area::TextArea, toast},
};
use leptos::{prelude::*, task::spawn_local};
use lianyi_shared::{
    api::plans::Plan,
    text_plan::{PlanText, invitation},
};

/// The words, and the button that copies them.
#[component]
pub fn Invitation(
    /// The plan.
    plan: Plan,
) -> impl IntoView {
    let who: Vec<&str> = plan.counterparts.iter().map(|side| side.name.as_str()).collect();
    let leaders: Vec<&str> = plan.leaders.iter().map(|leader| leader.name.as_str()).collect();
    let words = plan.day.0.parse().map_or_else(
        |_| String::new(),
        |day| {
            let times = (plan.from.as_deref(), plan.until.as_deref());
            invitation(&who, &leaders, day, times, plan.place.as_deref(), plan.mode)
        },
    );
    let text = RwSignal::new(words);
    let copy = move |_| {
        spawn_local(async move {
            if browser::copy(&text.get_untracked()).await {
                toast::show(Tone::Ok, now(PlanText::InvitationCopied));
            } else {
                browser::focus("#invitation");
                toast::show(Tone::Warn, now(PlanText::InvitationByHand));
            }
        });
    };
    view! {
        <Section title=t(PlanText::Invitation)>
            <TextArea id="invitation" label=t(PlanText::InvitationWords) hint=t(PlanText::InvitationHint) value=text rows=6 />
            <div class="acts"><Button glyph=Glyph::Check on_click=copy>{t(PlanText::InvitationCopy)}</Button></div>
        </Section>
    }
}
