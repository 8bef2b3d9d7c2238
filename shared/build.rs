//! With feature `client`: registers the committed schema, against which every operation in `api`
//! is checked while compiling.

#[cfg_attr(
    not(feature = "client"),
    expect(clippy::unnecessary_wraps, reason = "only the client part can fail")
)]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "client")]
    cynic_codegen::register_schema("lianyi").from_sdl_file("../backend/schema.graphql")?.as_default()?;
    Ok(())
}
