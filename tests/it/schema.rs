//! The committed schema is the one that the server serves.

use expect_test::expect_file;

#[test]
fn the_committed_schema_is_current() {
    // `cargo xtask schema` writes it.
    expect_file!["../../backend/schema.graphql"].assert_eq(&format!("{}\n", lianyi::schema::sdl()));
}

#[test]
fn vocabularies_are_the_same_in_the_schema_and_in_the_code() {
    let sdl = lianyi::schema::sdl();
    for (name, codes) in lianyi_shared::api::vocabularies() {
        let start = sdl.find(&format!("enum {name} {{")).unwrap_or_else(|| panic!("no enum {name}"));
        let body = sdl[start..].split_once('{').unwrap().1.split_once('}').unwrap().0;
        let mut described = false;
        let mut served: Vec<&str> = Vec::new();
        for line in body.lines().map(str::trim).filter(|line| !line.is_empty()) {
            if line.starts_with("\"\"\"") {
                described = !described;
            } else if !described {
                served.push(line);
            }
        }
        let mut codes = codes;
        codes.sort_unstable();
        served.sort_unstable();
        assert_eq!(served, codes, "{name}");
    }
}
