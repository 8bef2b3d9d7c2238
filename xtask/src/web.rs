//! Builds the front end: Rust to WebAssembly, style sheets to one, everything compressed, into `frontend/dist`.
//!
//! All files of one build lie in `assets/<build id>/`, so browsers may keep them for ever; `index.html` names the build.

use crate::{command, steps::Steps, wasm_target};
use anyhow::{Context, Result, anyhow, ensure};
use brotli::enc::BrotliEncoderParams;
use lightningcss::{
    bundler::{Bundler, FileProvider},
    printer::PrinterOptions,
    stylesheet::{MinifyOptions, ParserOptions},
    targets::{Browsers, Targets},
};
use std::{
    fs,
    hash::{DefaultHasher, Hasher},
    io::Write,
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::Options as SplitOptions;

/// Where the built front end lies.
pub(crate) const DIST: &str = "frontend/dist";
const PAGE: &str = "frontend/index.html";
const BOOT: &str = "frontend/boot.js";
const STYLE: &str = "frontend/style/main.css";
/// The program without the parts that `frontend/src/parts.rs` sets apart.
const MAIN_WASM: &str = "app_bg.wasm";

/// The script that loads the parts.
const LOADER: &str = "parts.js";
/// The part that follows the first load.
const HOME: &str = "home";
const HOME_PACK: &str = "home.pack";
const SHARED_PACK: &str = "shared.pack";
/// Gives a piece of a pack as if it had been fetched alone. What did not come is asked for again the next time.
const UNPACK: &str = r#"const packs = {};
const pack = async (name) => {
    const answer = await fetch(new URL(name, import.meta.url));
    if (!answer.ok) throw new Error(name);
    return answer.arrayBuffer();
};
const packed = async (name, from, until) => {
    packs[name] ??= pack(name).catch((error) => { delete packs[name]; throw error; });
    return new Response((await packs[name]).slice(from, until), { headers: { "content-type": "application/wasm" } });
};
"#;

/// What a build of the front end is good for.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// For working on it: built fast.
    Fast,
    /// For shipping: small.
    Small,
}

impl Profile {
    /// The cargo profile in the workspace's manifest.
    pub(crate) fn cargo(self) -> &'static str {
        match self {
            Self::Fast => "wasm-dev",
            Self::Small => "wasm",
        }
    }

    /// How hard brotli tries, up to 11.
    fn brotli_quality(self) -> i32 {
        match self {
            Self::Fast => 5,
            Self::Small => 11,
        }
    }
}

/// Builds the front end unless what is there was made from the same sources.
pub(crate) fn build(steps: &mut Steps, profile: Profile) -> Result<()> {
    wasm_target::ensure(steps)?;
    let wasm = steps.run("front end: compile", || compile(profile))?;
    let style = bundle_style()?;
    let build = build_id(&[
        &fs::read(&wasm)?,
        style.as_bytes(),
        &read(BOOT)?,
        &read(PAGE)?,
        profile.cargo().as_bytes(),
    ]);
    if is_built(&build) {
        return Ok(());
    }
    steps.run("front end: bundle and compress", || bundle(&build, &wasm, &style, profile))
}

/// How many bytes a browser loads, compressed.
pub(crate) struct Weight {
    /// Before the first page shows: everything but the parts.
    pub(crate) first_load: u64,
    /// What home takes beyond that, which comes while somebody signs in.
    pub(crate) home: u64,
    /// Every other part and what only parts share.
    pub(crate) parts: u64,
}

/// Weighs the build in `dist`.
pub(crate) fn weigh() -> Result<Weight> {
    let mut weight = Weight { first_load: 0, home: 0, parts: 0 };
    for file in files(Path::new(DIST))? {
        if file.extension() != Some("br".as_ref()) {
            continue;
        }
        // What was compressed: `app_bg.wasm` of `app_bg.wasm.br`.
        let whole = file.with_extension("");
        let is_part = whole.extension().is_some_and(|kind| kind == "wasm" || kind == "pack");
        let sum = if whole.ends_with(HOME_PACK) {
            &mut weight.home
        } else if is_part && !whole.ends_with(MAIN_WASM) {
            &mut weight.parts
        } else {
            &mut weight.first_load
        };
        *sum += fs::metadata(&file)?.len();
    }
    Ok(weight)
}

fn compile(profile: Profile) -> Result<PathBuf> {
    command::run(
        command::cargo()
            .args(["build", "--package", "lianyi-web", "--lib", "--target", wasm_target::TARGET])
            .args(["--profile", profile.cargo()]),
    )?;
    let target = command::target_folder()?;
    Ok(target.join(wasm_target::TARGET).join(profile.cargo()).join("lianyi_web.wasm"))
}

/// The style sheets as one: imports resolved, minified, and lowered to what the oldest supported browsers understand.
fn bundle_style() -> Result<String> {
    let version = |major: u32| Some(major << 16);
    let targets = Targets::from(Browsers {
        chrome: version(114),
        edge: version(114),
        firefox: version(125),
        ios_saf: version(17),
        safari: version(17),
        ..Browsers::default()
    });
    let files = FileProvider::new();
    let mut sheet = Bundler::new(&files, None, ParserOptions::default())
        .bundle(Path::new(STYLE))
        .map_err(|error| anyhow!("{STYLE}: {error}"))?;
    sheet.minify(MinifyOptions { targets, ..MinifyOptions::default() })?;
    Ok(sheet.to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })?.code)
}

/// A short name for a build that changes with anything that goes into it, the way it is put together included.
fn build_id(sources: &[&[u8]]) -> String {
    let mut hasher = DefaultHasher::new();
    hasher.write(include_bytes!("web.rs"));
    for source in sources {
        hasher.write_usize(source.len());
        hasher.write(source);
    }
    format!("{:016x}", hasher.finish())
}

fn is_built(build: &str) -> bool {
    assets().join(build).is_dir() && fs::read_to_string(page()).is_ok_and(|page| page.contains(build))
}

/// Puts the build together beside the old one, then makes the page name it, then removes the old one.
fn bundle(build: &str, wasm: &Path, style: &str, profile: Profile) -> Result<()> {
    let unfinished = assets().join("unfinished");
    remove_folder(&unfinished)?;
    fs::create_dir_all(&unfinished)?;
    let main = split(wasm, &unfinished)?;
    Bindgen::new()
        .input_path(&main)
        .out_name("app")
        .web(true)?
        .typescript(false)
        // The parts reach the main program through them.
        .keep_lld_exports(true)
        // The names of functions would outweigh the code.
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(&unfinished)?;
    fs::remove_file(main)?;
    pack(&unfinished)?;
    fs::write(unfinished.join("app.css"), style)?;
    fs::write(unfinished.join("boot.js"), read(BOOT)?)?;
    for file in files(&unfinished)? {
        compress(&file, profile)?;
    }
    let finished = assets().join(build);
    remove_folder(&finished)?;
    fs::rename(&unfinished, &finished)?;

    let html = String::from_utf8(read(PAGE)?)?.replace("{build}", build);
    fs::write(page(), html)?;
    compress(&page(), profile)?;

    for entry in fs::read_dir(assets())? {
        let folder = entry?.path();
        if folder != finished {
            remove_folder(&folder)?;
        }
    }
    Ok(())
}

/// Cuts the parts off the program, into `folder`, and gives the file with what remains.
fn split(wasm: &Path, folder: &Path) -> Result<PathBuf> {
    let program = fs::read(wasm)?;
    let main = folder.join("main.wasm");
    let mut options = SplitOptions::new(&program);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = "./app.js";
    let link = format!("./{LOADER}");
    options.link_name = &link;
    let split = wasm_split_cli_support::transform(options).map_err(|error| anyhow!("{error:#}"))?;
    for part in split.split_modules {
        fs::write(&part, without_custom_sections(&fs::read(&part)?)?)?;
    }
    Ok(main)
}

/// Puts what several parts share into two files: what home needs, and the rest but for what only two parts share. The
/// split makes a file for every set of parts that share something: eighty small ones for a single page.
fn pack(folder: &Path) -> Result<()> {
    let loader = folder.join(LOADER);
    let mut script = fs::read_to_string(&loader)?;
    let mut packs = [(HOME_PACK, Vec::new()), (SHARED_PACK, Vec::new())];
    let mut of_home = vec![format!("split_{HOME}.wasm")];
    let mut shared = Vec::new();
    // A chunk is told as `/* administration, home */`, and in the next line `const __chunk_7 = …`.
    let mut lines = script.lines();
    while let Some(line) = lines.next() {
        let Some(parts) = line.strip_prefix("/* ").and_then(|line| line.strip_suffix(" */")) else {
            continue;
        };
        let parts: Vec<&str> = parts.split(", ").collect();
        let chunk = lines.next().and_then(|line| line.strip_prefix("const __")?.split(' ').next());
        let chunk = format!("{}.wasm", chunk.context("a comment that no chunk follows")?);
        if parts.contains(&HOME) {
            of_home.push(chunk);
        } else if parts.len() > 2 {
            shared.push(chunk);
        }
    }
    for ((name, pack), chunks) in packs.iter_mut().zip([of_home, shared]) {
        for chunk in chunks {
            let from = pack.len();
            pack.extend(fs::read(folder.join(&chunk))?);
            let alone = format!("fetch(new URL(\"./{chunk}\", import.meta.url))");
            ensure!(script.contains(&alone), "{chunk} is not fetched as it was");
            script = script.replace(&alone, &format!("packed(\"./{name}\", {from}, {})", pack.len()));
            fs::remove_file(folder.join(chunk))?;
        }
        fs::write(folder.join(*name), pack)?;
    }
    fs::write(loader, format!("{UNPACK}{script}"))?;
    Ok(())
}

/// A part with what only debuggers read taken out: the names of functions would outweigh the code.
fn without_custom_sections(part: &[u8]) -> Result<Vec<u8>> {
    let mut stripped = wasm_encoder::Module::new();
    for payload in wasmparser::Parser::new(0).parse_all(part) {
        if let Some((id, range)) = payload?.as_section()
            && id != u8::from(wasm_encoder::SectionId::Custom)
        {
            let range = usize::try_from(range.start)?..usize::try_from(range.end)?;
            let data = part.get(range).context("a section beyond the end of its file")?;
            stripped.section(&wasm_encoder::RawSection { id, data });
        }
    }
    Ok(stripped.finish())
}

/// Writes the brotli form of a file beside it, with `.br` added to its name.
fn compress(file: &Path, profile: Profile) -> Result<()> {
    let parameters = BrotliEncoderParams {
        quality: profile.brotli_quality(),
        lgwin: 24,
        ..BrotliEncoderParams::default()
    };
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    let mut writer = brotli::CompressorWriter::with_params(fs::File::create(name)?, 64 * 1024, &parameters);
    writer.write_all(&fs::read(file)?)?;
    writer.flush()?;
    Ok(())
}

fn assets() -> PathBuf {
    Path::new(DIST).join("assets")
}

fn page() -> PathBuf {
    Path::new(DIST).join("index.html")
}

fn read(path: impl AsRef<Path>) -> Result<Vec<u8>> {
    let path = path.as_ref();
    fs::read(path).with_context(|| path.display().to_string())
}

/// Every file below a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn remove_folder(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| folder.display().to_string())?;
    }
    Ok(())
}
