//! The one registry of places: the sidebar, the phone's bottom bar, the search and the browser tests all read it.

use crate::ui::icon::Glyph;
use lianyi_shared::{access::Permission, api::access::Viewer, text_shell::ShellText};

/// A heading of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What waits for the viewer.
    Work,
    /// People and their links.
    Liaison,
    /// What comes once a year.
    Year,
    /// Accounts and the audit log.
    Administration,
}

impl Group {
    /// Every heading, in order.
    pub const ALL: [Self; 4] = [Self::Work, Self::Liaison, Self::Year, Self::Administration];

    /// What stands above the group.
    pub const fn title(self) -> ShellText {
        match self {
            Self::Work => ShellText::GroupWork,
            Self::Liaison => ShellText::GroupLiaison,
            Self::Year => ShellText::GroupYear,
            Self::Administration => ShellText::GroupAdministration,
        }
    }
}

/// To whom a place is offered. The server decides what they find there.
#[derive(Clone, Copy, Debug)]
pub enum Audience {
    /// Everybody who is signed in.
    Everybody,
    /// Staff who hold a permission. A representative's own pages show all that concerns them.
    Permitted(Permission),
    /// Whoever can be told something by a notice.
    Told,
    /// Leading cadres.
    Leaders,
    /// Representatives.
    Representatives,
}

/// A page that navigation leads to.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// Its address.
    pub path: &'static str,
    /// Its name in the navigation, which is its heading too.
    pub title: ShellText,
    /// Its icon.
    pub glyph: Glyph,
    /// Its heading in the sidebar; `None` is not in the sidebar.
    pub group: Option<Group>,
    /// To whom it is offered.
    pub audience: Audience,
    /// Its short name in the phone's bottom bar, which has room for four; `None` is not there.
    pub phone: Option<ShellText>,
}

impl Place {
    /// Whether it is offered to a viewer.
    pub fn is_for(&self, viewer: &Viewer) -> bool {
        match self.audience {
            Audience::Everybody => true,
            Audience::Permitted(permission) => viewer.representative_id.is_none() && viewer.may(permission),
            Audience::Told => viewer.is_told(),
            Audience::Leaders => viewer.leader_id.is_some(),
            Audience::Representatives => viewer.representative_id.is_some(),
        }
    }
}

/// Every place, in the order in which it stands. A page joins in the change that brings it, never before.
pub const PLACES: &[Place] = &[
    Place {
        path: "/",
        title: ShellText::Home,
        glyph: Glyph::Home,
        group: Some(Group::Work),
        audience: Audience::Everybody,
        phone: Some(ShellText::Home),
    },
    Place {
        path: "/notices",
        title: ShellText::Notices,
        glyph: Glyph::Bell,
        group: Some(Group::Work),
        audience: Audience::Told,
        phone: None,
    },
    Place {
        path: "/representatives",
        title: ShellText::Representatives,
        glyph: Glyph::Person,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::RepresentativeRead),
        phone: Some(ShellText::People),
    },
    Place {
        path: "/contacts",
        title: ShellText::Contacts,
        glyph: Glyph::Chat,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::ContactRead),
        phone: Some(ShellText::Records),
    },
    Place {
        path: "/trends",
        title: ShellText::Trends,
        glyph: Glyph::Eye,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::TrendRead),
        phone: None,
    },
    Place {
        path: "/due",
        title: ShellText::DueBoard,
        glyph: Glyph::Clock,
        group: Some(Group::Liaison),
        // Who records only for themselves has their own on home.
        audience: Audience::Permitted(Permission::RosterRead),
        phone: None,
    },
    Place {
        path: "/overview",
        title: ShellText::Overview,
        glyph: Glyph::Chart,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::RosterRead),
        phone: None,
    },
    Place {
        path: "/plans",
        title: ShellText::Plans,
        glyph: Glyph::Calendar,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::ContactRead),
        phone: None,
    },
    Place {
        path: "/groups",
        title: ShellText::Groups,
        glyph: Glyph::Group,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::GroupRead),
        phone: None,
    },
    Place {
        path: "/leaders",
        title: ShellText::Leaders,
        glyph: Glyph::People,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::LeaderRead),
        phone: None,
    },
    Place {
        path: "/units",
        title: ShellText::Units,
        glyph: Glyph::Building,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::UnitRead),
        phone: None,
    },
    Place {
        path: "/rosters",
        title: ShellText::Rosters,
        glyph: Glyph::Roster,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::RosterRead),
        phone: Some(ShellText::Rosters),
    },
    Place {
        path: "/coverage",
        title: ShellText::Coverage,
        glyph: Glyph::Coverage,
        group: Some(Group::Liaison),
        audience: Audience::Permitted(Permission::RosterRead),
        phone: None,
    },
    Place {
        path: "/pairings",
        title: ShellText::Pairings,
        glyph: Glyph::Mark,
        group: Some(Group::Liaison),
        audience: Audience::Leaders,
        phone: Some(ShellText::PairingsShort),
    },
    Place {
        path: "/own",
        title: ShellText::OwnRecord,
        glyph: Glyph::Person,
        group: Some(Group::Work),
        audience: Audience::Representatives,
        phone: Some(ShellText::OwnRecord),
    },
    Place {
        path: "/accounts",
        title: ShellText::Accounts,
        glyph: Glyph::Key,
        group: Some(Group::Administration),
        audience: Audience::Permitted(Permission::AccountRead),
        phone: Some(ShellText::AccountsShort),
    },
    Place {
        path: "/settings",
        title: ShellText::Settings,
        glyph: Glyph::Sliders,
        group: Some(Group::Administration),
        audience: Audience::Permitted(Permission::SettingWrite),
        phone: None,
    },
    Place {
        path: "/imports",
        title: ShellText::ImportExport,
        glyph: Glyph::Upload,
        group: Some(Group::Administration),
        audience: Audience::Permitted(Permission::ImportRun),
        phone: None,
    },
    Place {
        path: "/audit",
        title: ShellText::Audit,
        glyph: Glyph::Shield,
        group: Some(Group::Administration),
        audience: Audience::Permitted(Permission::AuditRead),
        phone: None,
    },
    Place {
        path: "/mine",
        title: ShellText::Mine,
        glyph: Glyph::Panel,
        group: None,
        audience: Audience::Everybody,
        phone: Some(ShellText::Mine),
    },
];
