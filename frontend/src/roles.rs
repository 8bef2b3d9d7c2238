//! The names of roles, as they are held.

use crate::i18n::{filled, lang};
use lianyi_shared::{access::Role, text_home::HomeText};

/// The name of a role as somebody holds it; a role that the college made keeps its code.
pub fn name(code: &str, acting: bool) -> String {
    code.parse::<Role>().map_or_else(|_| code.to_owned(), |role| role.held_label(acting, lang()))
}

/// A role with the unit at which it is held: 「代行党总支（直属党支部）书记（信息工程学院党总支）」.
pub fn held(code: &str, acting: bool, unit: Option<&str>) -> String {
    let role = name(code, acting);
    match unit {
        Some(unit) => filled(HomeText::RoleAt, &[("role", &role), ("unit", &unit)]),
        None => role,
    }
}
