//! Units: the tree, one unit, and the forms.

pub mod close;
pub mod form;
pub mod post;
pub mod tree;
pub mod unit;
