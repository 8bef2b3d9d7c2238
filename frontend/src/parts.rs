//! Which pages are loaded when: everything here comes over the network only when somebody goes there.
//!
//! The frame, sign-in and home make the first load; the pages of a part travel together, because who opens one of them
//! opens the others next. `cargo xtask` cuts the program along these lines.

use crate::{api, ui::error_panel::ErrorPanel};
use leptos::{
    prelude::*,
    wasm_split::{SplitLoaderError, wasm_split},
};
use leptos_router::LazyRoute;

/// Declares the pages of one part; each can stand in a route as `Lazy::<part::Page>::new()`.
macro_rules! part {
    ($(#[$meaning:meta])* $part:ident { $($page:ident = $component:path,)+ }) => {
        $(#[$meaning])*
        #[expect(non_snake_case, reason = "a split point bears the name of its page")]
        pub mod $part {
            use super::*;
            $(
                #[doc = concat!("The page `", stringify!($page), "`, loaded with its part.")]
                #[derive(Debug)]
                pub struct $page;

                impl LazyRoute for $page {
                    fn data() -> Self {
                        Self
                    }

                    async fn view(_: Self) -> AnyView {
                        #[wasm_split($part, wasm_split_path = ::leptos::wasm_split, fallible)]
                        fn $page() -> Result<AnyView, SplitLoaderError> {
                            Ok($component().into_any())
                        }
                        let _pending = api::Pending::begin();
                        $page().await.unwrap_or_else(|_| not_loaded())
                    }
                }
            )+
        }
    };
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
    }
}

part! {
    /// What belongs to the viewer alone.
    own {
        Mine = crate::mine::Mine,
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
    }
}

/// What stands in place of a page whose part did not arrive; trying again loads the whole application anew, because
/// the server may have been updated in between.
fn not_loaded() -> AnyView {
    let reload = |()| crate::browser::reload();
    view! { <ErrorPanel error=api::ApiError::network() on_retry=reload /> }.into_any()
}
