//! Puts the built viewer into the program (feature `bundle`).
//!
//! `NEWSSTAND_BUNDLE` names a folder that holds it, as `cargo xtask` does. Without it the viewer is built
//! here, in a target folder of its own: the cargo that runs this script holds the lock of the usual one.

use std::env;
use std::fmt::Write;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What the viewer is made of, below the root of the checkout. The press itself is not among it.
const INPUTS: &[&str] = &[
    "Cargo.toml",
    "Cargo.lock",
    "Trunk.toml",
    "index.html",
    "src",
    "style",
    "public",
    "crates/article",
    "crates/catalog",
    "crates/markdown",
    "crates/mathematician",
    "crates/maths",
    "crates/renderer",
    "crates/arranger",
    "crates/dialects",
    "crates/words",
    "crates/wasm-streams",
    "vendor",
];

/// Variables of cargo that the inner cargo shall see; all others are about this build.
const KEPT: [&str; 3] = ["CARGO_HOME", "CARGO_HTTP_", "CARGO_NET_"];

fn main() -> ExitCode {
    println!("cargo::rerun-if-changed=build.rs");
    if env::var_os("CARGO_FEATURE_BUNDLE").is_none() {
        return ExitCode::SUCCESS;
    }
    println!("cargo::rerun-if-env-changed=NEWSSTAND_BUNDLE");
    match dist().and_then(|dist| embed(&dist)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("cargo::error={problem}");
            ExitCode::FAILURE
        }
    }
}

/// The folder that holds the viewer.
fn dist() -> Result<PathBuf, String> {
    if let Some(folder) = env::var_os("NEWSSTAND_BUNDLE").map(PathBuf::from) {
        println!("cargo::rerun-if-changed={}", folder.display());
        return match folder.join("index.html").is_file() {
            true => Ok(folder),
            false => Err(format!(
                "NEWSSTAND_BUNDLE={} holds no built viewer: run `cargo xtask dist` and name its folder dist, or unset it",
                folder.display()
            )),
        };
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
    INPUTS.iter().for_each(|input| println!("cargo::rerun-if-changed={}", root.join(input).display()));
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.args(["run", "--quiet", "--locked", "--package", "xtask", "--", "dist"]).current_dir(root);
    for (name, _) in env::vars_os() {
        let name = name.to_string_lossy();
        let about_this_build = name.starts_with("CARGO") && !KEPT.iter().any(|kept| name.starts_with(kept))
            || matches!(
                &*name,
                "RUSTC"
                    | "RUSTDOC"
                    | "RUSTFLAGS"
                    | "TARGET"
                    | "HOST"
                    | "OUT_DIR"
                    | "PROFILE"
                    | "OPT_LEVEL"
                    | "DEBUG"
                    | "NUM_JOBS"
                    | "MAKEFLAGS"
                    | "MFLAGS"
            )
            || name == "RUSTC_LINKER";
        if about_this_build {
            cargo.env_remove(&*name);
        }
    }
    cargo.env("CARGO_TARGET_DIR", root.join("target/bundle"));
    let remedy = "run `cargo xtask dist` to see why, or build without the viewer (--no-default-features)";
    // What the inner build prints is shown by cargo when this script fails.
    match cargo.status() {
        Ok(status) if status.success() => Ok(root.join("dist")),
        Ok(status) => Err(format!("the viewer could not be built ({status}): {remedy}")),
        Err(error) => Err(format!("cargo could not be started ({error}): {remedy}")),
    }
}

/// Copies the files, so that they stay what they are while the program is compiled, and lists them.
fn embed(dist: &Path) -> Result<(), String> {
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: this script is for cargo to run")?);
    let copies = out.join("bundle");
    let failed =
        |path: &Path, error: io::Error| format!("{} could not be copied ({error}): is the disk full?", path.display());
    if copies.exists() {
        fs::remove_dir_all(&copies).map_err(|error| failed(&copies, error))?;
    }
    let mut paths = Vec::new();
    below(dist, "", &mut paths).map_err(|error| failed(dist, error))?;
    paths.sort();
    let mut list = String::from("/// Path and bytes.\npub(super) const FILES: &[(&str, &[u8])] = &[\n");
    for (at, path) in paths.iter().enumerate() {
        let (from, copy) = (dist.join(path), copies.join(at.to_string()));
        fs::create_dir_all(&copies).and_then(|()| fs::copy(&from, &copy)).map_err(|error| failed(&from, error))?;
        // Writing to a string cannot fail.
        let _ = match path.as_str() {
            "index.html" => Ok(()),
            _ => writeln!(list, "    ({path:?}, include_bytes!({copy:?})),"),
        };
    }
    let index = paths.iter().position(|path| path == "index.html").map(|at| copies.join(at.to_string()));
    let index = index.ok_or_else(|| format!("{} holds no index.html: run `cargo xtask dist`", dist.display()))?;
    let _ = writeln!(list, "];\n/// The page.\npub(super) const INDEX_HTML: &str = include_str!({index:?});");
    let file = out.join("bundle.rs");
    fs::write(&file, list).map_err(|error| failed(&file, error))
}

/// Files of the viewer; neither the samples nor what is hidden.
fn below(folder: &Path, prefix: &str, paths: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        match entry.path().is_dir() {
            _ if path[prefix.len()..].starts_with('.') || path == "articles" => {}
            true => below(&entry.path(), &format!("{path}/"), paths)?,
            false => paths.push(path),
        }
    }
    Ok(())
}
