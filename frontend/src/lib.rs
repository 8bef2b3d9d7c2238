//! The pages of Lianyi: a single-page application that runs in the browser.
//!
//! `ui` knows no word of the domain; the shell frames every page; each slice of the domain brings its own pages.
//! The server decides what anybody may see or do; what is hidden here is hidden for calm, not for safety.

pub mod access;
pub mod api;
pub mod app;
pub mod asked;
pub mod audit;
pub mod browser;
pub mod choices;
pub mod contact;
pub mod filters;
pub mod form;
pub mod home;
pub mod i18n;
pub mod import;
// Not shipped, but linted.
#[cfg(any(debug_assertions, clippy))]
pub mod kitchen;
pub mod live;
pub mod mine;
pub mod notice;
pub mod parts;
pub mod people;
pub mod plan;
pub mod preferences;
pub mod refused;
pub mod roles;
pub mod roster;
pub mod routes;
pub mod session;
pub mod settings;
pub mod setup;
pub mod shell;
pub mod sign_in;
pub mod trend;
pub mod ui;
pub mod units;

use wasm_bindgen::prelude::wasm_bindgen;

/// Where the browser begins.
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|panic| browser::show_failure(&panic.to_string())));
    leptos::mount::mount_to_body(app::App);
}
