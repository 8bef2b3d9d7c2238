//! The names of roles, as they are held.

use crate::i18n::{filled, lang};
use lianyi_shared::{access::Role, text_home::HomeText};

/// The name of a role as somebody holds it; a role that the college made keeps its code.
pub fn name(code: &str, acting: bool) -> String {
    code.parse::<Role>().map_or_else(|_| code.to_owned(), |role| role.held_label(acting, lang()))
}

/// A role with the unit at which it is held: 「统战委员（信息工程学院党总支）」, 「代行信息工程学院党总支书记」.
pub fn held(code: &str, acting: bool, unit: Option<&str>) -> String {
    let role = name(code, acting);
    match unit {
        Some(unit) => secretary(code, acting, unit)
            .unwrap_or_else(|| filled(HomeText::RoleAt, &[("role", &role), ("unit", &unit)])),
        None => role,
    }
}

/// The secretary of a branch by the name of the branch, which says of which kind it is; nothing for other roles.
pub fn secretary(code: &str, acting: bool, branch: &str) -> Option<String> {
    let words = if acting { HomeText::ActingSecretaryOf } else { HomeText::SecretaryOf };
    (code == Role::BranchSecretary.code()).then(|| filled(words, &[("branch", &branch)]))
}
