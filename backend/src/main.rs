//! The binary `lianyi`.

/// A page of a list is hundreds of small allocations on several threads; the system's allocator spent a fifth of the
/// processor on them.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    lianyi::cli::run()
}
