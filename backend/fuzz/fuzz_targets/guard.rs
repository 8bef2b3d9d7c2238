//! The judgement over documents: whatever the text, it ends soon and without a panic, and what it lets through stays
//! within the limits. Run with `cargo fuzz run guard` in `backend/`.

#![no_main]

use std::time::{Duration, Instant};

use async_graphql::Variables;
use libfuzzer_sys::fuzz_target;
use lianyi::http::guard;

fuzz_target!(|text: &str| {
    let start = Instant::now();
    if let Ok((document, weight)) = guard::judge(text, &Variables::default()) {
        assert!(weight.fields <= 2_000 && weight.cost <= 10_000 && weight.aliases <= 100);
        assert_eq!(document.operations.iter().count(), 1);
    }
    // Instrumented code is slow; an expansion would take minutes.
    assert!(start.elapsed() < Duration::from_secs(1));
});
