//! The binary `lianyi`.

fn main() -> std::process::ExitCode {
    lianyi::cli::run()
}
