//! The two wasm modules without the words of panics: 40 KB less of gzip for every visitor.
//!
//! A panic in the browser has nobody to talk to: it ends the module, and the page says so in words of
//! its own. Its messages go only when the standard library is compiled along with the modules, under
//! `-C panic=immediate-abort`, which a stable compiler does when `RUSTC_BOOTSTRAP` asks it to. Trunk has
//! no place for these options, and as plain variables they would reach every cargo that its hooks start
//! and make it build this program anew. So for Trunk this program stands in for cargo ([`stand_in`]).
//!
//! Without the source of the standard library the modules are built as plain `trunk build --release`
//! builds them: larger, and otherwise the same.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use crate::cli;
use crate::error::{Error, Result};
use crate::files;
use crate::run::Run;
use crate::workspace::Workspace;

/// Tells the stand-in where the real cargo is.
const REAL_CARGO: &str = "NEWSSTAND_CARGO";

/// What the modules are compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// What turns cargo's usual build into the lean one.
const OPTIONS: [(&str, &str); 4] = [
    ("RUSTC_BOOTSTRAP", "1"),
    ("CARGO_UNSTABLE_BUILD_STD", "std,panic_abort"),
    ("CARGO_UNSTABLE_BUILD_STD_FEATURES", "optimize_for_size"),
    ("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", "-Zunstable-options -Cpanic=immediate-abort"),
];

/// A cargo that knows that the standard library is built along.
pub(crate) fn with_options(cargo: Run) -> Run {
    OPTIONS.iter().fold(cargo, |cargo, (name, value)| cargo.env(name, value))
}

/// Lets a Trunk that is about to run find the stand-in first.
pub(crate) fn lead(trunk: Run, workspace: &Workspace) -> Result<Run> {
    let folder = workspace.scratch().join("bin");
    let stand_in = folder.join(format!("cargo{}", env::consts::EXE_SUFFIX));
    let myself = env::current_exe().map_err(|source| Error::io("find", Path::new("cargo xtask"), source))?;
    files::write_if_changed(&stand_in, files::read(&myself)?)?;
    std::fs::set_permissions(&stand_in, permissions(&myself)?)
        .map_err(|source| Error::io("make executable", &stand_in, source))?;
    let path = env::join_paths(std::iter::once(folder).chain(env::split_paths(&workspace.search_path())));
    let Ok(path) = path else { return Ok(trunk) };
    Ok(trunk.env("PATH", path).env(REAL_CARGO, real_cargo()))
}

fn permissions(file: &Path) -> Result<std::fs::Permissions> {
    let metadata = std::fs::metadata(file).map_err(|source| Error::io("read", file, source))?;
    Ok(metadata.permissions())
}

/// Cargo tells the programs it runs where it is.
fn real_cargo() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// What this program does when Trunk calls it `cargo`: hooks it runs by itself, everything else it hands
/// on, builds of the modules with the options. `None` under its own name.
pub(crate) fn stand_in() -> Option<ExitCode> {
    let name = PathBuf::from(env::args_os().next()?);
    let cargo = env::var_os(REAL_CARGO).filter(|_| name.file_stem().is_some_and(|stem| stem == "cargo"))?;
    let args: Vec<OsString> = env::args_os().skip(1).collect();
    if args.first().is_some_and(|first| first == "xtask") {
        return Some(cli::run(args));
    }
    let mut command = Command::new(cargo);
    if args.iter().any(|arg| arg.to_string_lossy().contains(TARGET)) {
        command.envs(OPTIONS);
    }
    Some(match command.args(args).status() {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(status) => ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)),
        Err(source) => {
            eprintln!("error: cargo cannot be started ({source})");
            ExitCode::FAILURE
        }
    })
}
