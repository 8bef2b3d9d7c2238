//! The parts that pages are built from. They know no word of the domain: whatever is said comes in as a property.
//!
//! Native elements first: `dialog`, `popover`, `details`, `fieldset`, `table`. No `style` attributes (the content policy
//! forbids them): classes, or `style:property=`. Every part is shown in each of its states on the kitchen page.

pub mod avatar;
pub mod banner;
pub mod breadcrumb;
pub mod busy;
pub mod button;
pub mod checkbox;
pub mod columns;
pub mod combobox;
pub mod command_palette;
pub mod confirm_dialog;
pub mod date_field;
pub mod dialog;
pub mod empty_state;
pub mod error_panel;
pub mod error_summary;
pub mod field;
pub mod figure;
pub mod file_drop;
pub mod icon;
pub mod jump;
pub mod menu;
pub mod page;
pub mod pager;
pub mod radio_group;
pub mod refused;
pub mod section;
pub mod select;
pub mod skeleton;
pub mod stat;
pub mod status;
pub mod switch;
pub mod table;
pub mod tabs;
pub mod text_area;
pub mod text_input;
pub mod timeline;
pub mod toast;
pub mod viewport;
