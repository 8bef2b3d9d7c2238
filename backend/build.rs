//! The front end is embedded from `frontend/dist`; without it the server has no pages but builds.

fn main() -> std::io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    std::fs::create_dir_all("../frontend/dist")
}
