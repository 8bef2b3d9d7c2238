//! Which pages are loaded when: everything here comes over the network only when somebody goes there.
//!
//! The frame and sign-in make the first load, and home follows while somebody signs in; the pages of a part travel
//! together, because who opens one of them opens the others next. `cargo xtask` cuts the program along these lines.

use crate::{api, ui::error_panel::ErrorPanel};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::ChooseView;
use std::{future::Future, pin::Pin};

/// What comes over the network, or why it did not.
type Fetching<T> = Pin<Box<dyn Future<Output = Result<T, SplitLoaderError>>>>;

/// A page that comes over the network. All are of one type: what the router makes for each type of view is long.
#[derive(Clone, Copy, Debug)]
pub struct Page {
    fetch: fn() -> Fetching<()>,
    draw: fn() -> Fetching<AnyView>,
}

impl ChooseView for Page {
    async fn choose(self) -> AnyView {
        let _pending = api::Pending::begin();
        (self.draw)().await.unwrap_or_else(|_| not_loaded())
    }

    async fn preload(&self) {
        // What does not come now is asked for again, and told, when it is needed.
        let _ = (self.fetch)().await;
    }
}

/// Declares the pages of one part; each can stand in a route as `part::Page`.
macro_rules! part {
    ($(#[$meaning:meta])* $part:ident { $($page:ident = $component:path,)+ }) => {
        $(#[$meaning])*
        #[expect(non_snake_case, non_upper_case_globals, reason = "a split point bears the name of its page")]
        pub mod $part {
            use super::*;
            $(
                #[doc = concat!("The page `", stringify!($page), "`, loaded with its part.")]
                pub const $page: Page = {
                    #[wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible, preload(fetch))]
                    fn $page() -> Result<AnyView, SplitLoaderError> {
                        Ok($component().into_any())
                    }
                    Page { fetch: || Box::pin(fetch()), draw: || Box::pin($page()) }
                };
            )+
        }
    };
}

part! {
    /// The first page after sign-in.
    home {
        Home = crate::home::Home,
    }
}

part! {
    /// The directory: people, groups and units.
    people {
        Representatives = crate::people::representatives::Representatives,
        NewRepresentative = crate::people::representative_form::NewRepresentative,
        Representative = crate::people::representative::Representative,
        EditRepresentative = crate::people::representative_form::EditRepresentativePage,
        Leaders = crate::people::leaders::Leaders,
        NewLeader = crate::people::leader_form::NewLeader,
        Leader = crate::people::leader::Leader,
        EditLeader = crate::people::leader_form::EditLeaderPage,
        Groups = crate::people::groups::Groups,
        NewGroup = crate::people::group_form::NewGroup,
        Group = crate::people::group::Group,
        EditGroup = crate::people::group_form::EditGroupPage,
        Units = crate::units::tree::Units,
        NewUnit = crate::units::form::NewUnit,
        Unit = crate::units::unit::Unit,
        EditUnit = crate::units::form::EditUnitPage,
    }
}

part! {
    /// Rosters, their coverage and the viewer's own pairings.
    roster {
        Rosters = crate::roster::overview::Rosters,
        Version = crate::roster::version::Version,
        PrintRoster = crate::roster::print::PrintRoster,
        Coverage = crate::roster::coverage::Coverage,
        MyPairings = crate::roster::pairings::MyPairings,
    }
}

part! {
    /// Contact records.
    contact {
        Contacts = crate::contact::list::Contacts,
        Record = crate::contact::record::Record,
        Contact = crate::contact::detail::Contact,
        Correct = crate::contact::correct::Correct,
        Due = crate::contact::due::Due,
        Overview = crate::contact::overview::Overview,
        OverviewPairings = crate::contact::overview_pairings::OverviewPairings,
    }
}

part! {
    /// Trends of thought.
    trend {
        Trends = crate::trend::list::Trends,
        Report = crate::trend::report::Report,
        Trend = crate::trend::detail::Trend,
    }
}

part! {
    /// Planned meetings.
    plan {
        Plans = crate::plan::calendar::Plans,
        NewPlan = crate::plan::form::NewPlan,
        Plan = crate::plan::detail::Plan,
        EditPlan = crate::plan::form::EditPlanPage,
    }
}

part! {
    /// What belongs to the viewer alone.
    own {
        Mine = crate::mine::Mine,
        Notices = crate::notice::list::Notices,
        OwnRecord = crate::people::own::OwnRecord,
        Setup = crate::setup::Setup,
    }
}

part! {
    /// What administrators and officers open now and then.
    administration {
        Imports = crate::import::recent::Imports,
        ImportCheck = crate::import::check::ImportCheck,
        Audit = crate::audit::Audit,
        Accounts = crate::access::accounts::Accounts,
        OpenAccount = crate::access::open::OpenAccount,
        Account = crate::access::account::Account,
        Settings = crate::settings::page::Settings,
    }
}

/// What stands in place of a page whose part did not arrive; trying again loads the whole application anew, because
/// the server may have been updated in between.
fn not_loaded() -> AnyView {
    let reload = |()| crate::browser::reload();
    view! { <ErrorPanel error=api::ApiError::network() on_retry=reload /> }.into_any()
}
