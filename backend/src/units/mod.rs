//! Units: departments, colleges, branches, and the scope tree that they form.
//!
//! The scope tree is unit → its branch (所属党组织) → committee. `parent` (上级单位) is for display
//! only. The root's own branch is ignored, and a branch stands directly below the root, so that
//! the tree can have no cycle. A closed unit names its successor and keeps its history.
//!
//! Who may: everyone with a business role sees units ([`UnitRead`]); the department maintains them
//! ([`UnitWrite`]).
//!
//! Invariants: exactly one root; `unit_closure` is the closure of [`tree::UnitTree`] after every
//! write, in the same transaction, with the revision raised.
//!
//! [`UnitRead`]: lianyi_shared::access::Permission::UnitRead
//! [`UnitWrite`]: lianyi_shared::access::Permission::UnitWrite

pub mod close;
pub mod create;
pub mod edit;
pub mod graphql;
pub mod input;
pub mod inside;
pub mod read;
pub mod save;
pub mod tree;
