//! The one registry of places: the sidebar, the phone's bottom bar, the search and the browser tests all read it.

use crate::{session::Viewer, ui::icon::Glyph};
use lianyi_shared::text_shell::ShellText;

/// A heading of the sidebar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// What waits for the viewer.
    Work,
    /// People and their links.
    Liaison,
    /// Opinions and instructions.
    Matters,
    /// What comes once a year.
    Year,
    /// Accounts and the audit log.
    Administration,
}

impl Group {
    /// Every heading, in order.
    pub const ALL: [Self; 5] = [Self::Work, Self::Liaison, Self::Matters, Self::Year, Self::Administration];

    /// What stands above the group.
    pub const fn title(self) -> ShellText {
        match self {
            Self::Work => ShellText::GroupWork,
            Self::Liaison => ShellText::GroupLiaison,
            Self::Matters => ShellText::GroupMatters,
            Self::Year => ShellText::GroupYear,
            Self::Administration => ShellText::GroupAdministration,
        }
    }
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
    /// The code of the permission without which it is not offered; `None` is for everybody who is signed in.
    pub permission: Option<&'static str>,
    /// Its short name in the phone's bottom bar, which has room for four; `None` is not there.
    pub phone: Option<ShellText>,
}

impl Place {
    /// Whether it is offered to a viewer.
    pub fn is_for(&self, viewer: &Viewer) -> bool {
        self.permission.is_none_or(|permission| viewer.may(permission))
    }
}

/// Every place, in the order in which it stands. A page joins in the change that brings it, never before.
pub const PLACES: &[Place] = &[
    Place {
        path: "/",
        title: ShellText::Home,
        glyph: Glyph::Home,
        group: Some(Group::Work),
        permission: None,
        phone: Some(ShellText::Home),
    },
    Place {
        path: "/representatives",
        title: ShellText::Representatives,
        glyph: Glyph::Person,
        group: Some(Group::Liaison),
        permission: Some("REPRESENTATIVE_READ"),
        phone: Some(ShellText::People),
    },
    Place {
        path: "/groups",
        title: ShellText::Groups,
        glyph: Glyph::Group,
        group: Some(Group::Liaison),
        permission: Some("GROUP_READ"),
        phone: None,
    },
    Place {
        path: "/leaders",
        title: ShellText::Leaders,
        glyph: Glyph::People,
        group: Some(Group::Liaison),
        permission: Some("LEADER_READ"),
        phone: None,
    },
    Place {
        path: "/units",
        title: ShellText::Units,
        glyph: Glyph::Coverage,
        group: Some(Group::Liaison),
        permission: Some("UNIT_READ"),
        phone: None,
    },
    Place {
        path: "/rosters",
        title: ShellText::Rosters,
        glyph: Glyph::Roster,
        group: Some(Group::Liaison),
        permission: Some("ROSTER_READ"),
        phone: None,
    },
    Place {
        path: "/coverage",
        title: ShellText::Coverage,
        glyph: Glyph::Coverage,
        group: Some(Group::Liaison),
        permission: Some("ROSTER_READ"),
        phone: None,
    },
    Place {
        path: "/pairings",
        title: ShellText::Pairings,
        glyph: Glyph::People,
        group: Some(Group::Liaison),
        permission: Some("PAIRING_READ"),
        phone: None,
    },
    Place {
        path: "/imports",
        title: ShellText::ImportExport,
        glyph: Glyph::Upload,
        group: Some(Group::Administration),
        permission: Some("IMPORT_RUN"),
        phone: None,
    },
    Place {
        path: "/audit",
        title: ShellText::Audit,
        glyph: Glyph::Shield,
        group: Some(Group::Administration),
        permission: Some("AUDIT_READ"),
        phone: None,
    },
    Place {
        path: "/mine",
        title: ShellText::Mine,
        glyph: Glyph::Panel,
        group: None,
        permission: None,
        phone: Some(ShellText::Mine),
    },
];
