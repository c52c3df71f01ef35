//! The tools the commands need: how each is found, how it is installed, and what to type when it
//! cannot be.
//!
//! Nothing is reinstalled that is there at the right version, and nothing is looked for before a
//! command needs it: a second `serve` looks for none.

use std::fmt;
use std::path::PathBuf;

use crate::error::{Error, Result};
use crate::run::{Run, step};
use crate::workspace::Workspace;

/// 0.22 asks for a newer rustc than this workspace does.
const TRUNK: &str = "0.21.14";

/// What cargo-installed tools are built with. They run for seconds, so the minutes that fat LTO and
/// full optimisation take are never won back: Trunk builds in a third of the time this way.
const QUICK_BUILD: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// Something outside the workspace that a command needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    /// rustfmt and clippy: a minimal Rust installation has neither.
    Lints,
    WasmTarget,
    /// What [`crate::lean`] compiles along with the modules.
    StdSource,
    Trunk,
    /// `wasm-bindgen` and its test runner, of exactly the version of the crate.
    WasmBindgen,
    /// What tests/package.json names: wasm-opt, esbuild, the browser driver and the accessibility rules.
    NodePackages,
    /// Chromium, its WebDriver, and a font that has Chinese.
    Browser,
    /// Firefox, and WebKit with a screen that nobody sees. Their tests are skipped where they are missing.
    OtherBrowsers,
}

/// Whether Trunk has to fetch a tool by itself.
pub(crate) enum Downloads {
    /// Everything is here, so Trunk is told not to try: a machine may have no way out.
    Never,
    /// This one is not, and could not be installed. Trunk gets its chance; if it fails as well, this
    /// is the error to show.
    OneMissing(Error),
}

/// Makes sure that every one of the tools is there.
pub(crate) fn need(workspace: &Workspace, tools: &[Tool]) -> Result<()> {
    tools.iter().try_for_each(|tool| tool.ensure(workspace))
}

/// Makes sure of what a build needs. Two of the tools Trunk can also download by itself.
pub(crate) fn need_for_build(workspace: &Workspace) -> Result<Downloads> {
    need(workspace, &[Tool::WasmTarget, Tool::Trunk])?;
    match need(workspace, &[Tool::WasmBindgen, Tool::NodePackages]) {
        Ok(()) => Ok(Downloads::Never),
        Err(error) => {
            println!("· {error}; going on, since Trunk may be able to download it");
            Ok(Downloads::OneMissing(error))
        }
    }
}

/// Whether the standard library can be compiled along with the modules; if not, this says what it costs.
pub(crate) fn has_std_source(workspace: &Workspace) -> bool {
    let ensured = Tool::StdSource.ensure(workspace);
    if let Err(error) = &ensured {
        println!("· {error}; going on without it: the wasm modules will be a seventh larger");
    }
    ensured.is_ok()
}

/// The browser that the tests drive.
pub(crate) fn browser(workspace: &Workspace) -> Option<PathBuf> {
    on_path(workspace, &["chromium", "google-chrome", "chromium-browser"])
}

/// Installs the other browsers, if that can be done here.
pub(crate) fn other_browsers(workspace: &Workspace) {
    if let Err(error) = Tool::OtherBrowsers.ensure(workspace) {
        println!("· {error}; going on without");
    }
}

/// The WebDriver of that browser.
pub(crate) fn driver(workspace: &Workspace) -> Option<PathBuf> {
    on_path(workspace, &["chromedriver"])
}

impl Tool {
    fn ensure(self, workspace: &Workspace) -> Result<()> {
        if self.found(workspace) {
            return Ok(());
        }
        let missing = |why: String| Error::Missing { tool: self.to_string(), why, remedy: self.remedy(workspace) };
        let installed = step(&format!("installing {self}"), || self.install(workspace));
        match installed {
            Ok(()) if self.found(workspace) => Ok(()),
            Ok(()) => Err(missing("the installation ended well, but it is still not found".into())),
            // The program has said why by itself.
            Err(Error::Failed { status, .. }) => Err(missing(format!("{status}, see above"))),
            Err(error) => Err(missing(error.to_string())),
        }
    }

    fn found(self, workspace: &Workspace) -> bool {
        let says = |line: &str| Run::line(line).within(workspace).says();
        match self {
            Self::Lints => says("cargo fmt --version").and(says("cargo clippy --version")).is_some(),
            Self::WasmTarget => says("rustc --print target-libdir --target wasm32-unknown-unknown")
                .is_some_and(|folder| PathBuf::from(folder).is_dir()),
            Self::StdSource => says("rustc --print sysroot")
                .is_some_and(|root| PathBuf::from(root).join("lib/rustlib/src/rust/library/std").is_dir()),
            Self::Trunk => says("trunk --version").is_some_and(|version| version.ends_with(TRUNK)),
            Self::WasmBindgen => wasm_bindgen_version(workspace).is_ok_and(|wanted| {
                let is_wanted = |version: String| version.split(' ').nth(1) == Some(&wanted);
                says("wasm-bindgen --version").is_some_and(is_wanted)
                    && says("wasm-bindgen-test-runner --version").is_some_and(is_wanted)
            }),
            Self::NodePackages => node_packages_match(workspace).unwrap_or(false),
            Self::Browser => {
                browser(workspace).is_some()
                    && driver(workspace).is_some()
                    && says("fc-list :lang=zh family").is_some_and(|fonts| !fonts.is_empty())
            }
            Self::OtherBrowsers => ["firefox-esr", "WebKitWebDriver", "xvfb-run"]
                .iter()
                .all(|program| on_path(workspace, &[program]).is_some()),
        }
    }

    /// What Debian calls it.
    fn packages(self) -> &'static str {
        match self {
            Self::OtherBrowsers => "firefox-esr webkit2gtk-driver xvfb xauth",
            _ => "chromium chromium-driver fontconfig fonts-noto-cjk",
        }
    }

    /// Runs the first of the ways that works.
    fn install(self, workspace: &Workspace) -> Result<()> {
        let run = |line: &str| {
            println!("  $ {line}");
            let run = Run::line(line).within(workspace);
            QUICK_BUILD.iter().fold(run, |run, (name, value)| run.env(name, value)).stream()
        };
        match self {
            Self::WasmBindgen => {
                let plain = wasm_bindgen_install(workspace)?;
                // The lock of a release can name a crate version that a mirror does not have (yet).
                run(&format!("{plain} --locked")).or_else(|_| run(&plain))
            }
            Self::NodePackages => {
                println!("  $ npm ci (in tests/)");
                // No package of ours needs an install script, and a stranger's must not run one.
                let npm = Run::line("npm ci --ignore-scripts --no-audit --no-fund").within(workspace);
                npm.folder(&workspace.join("tests")).stream()
            }
            Self::Browser | Self::OtherBrowsers if is_root_on_debian(workspace) => {
                run("apt-get update -q").and_then(|()| run(&self.remedy(workspace)))
            }
            Self::Browser | Self::OtherBrowsers => Err(Error::unusable(
                &workspace.join("tests"),
                "needs a browser, which only root on a Debian-like system can install here",
                "install it by hand",
            )),
            Self::Lints | Self::WasmTarget | Self::StdSource | Self::Trunk => run(&self.remedy(workspace)),
        }
    }

    /// The command for a person to type.
    fn remedy(self, workspace: &Workspace) -> String {
        match self {
            Self::Lints => "rustup component add rustfmt clippy".into(),
            Self::WasmTarget => "rustup target add wasm32-unknown-unknown".into(),
            Self::StdSource => "rustup component add rust-src".into(),
            Self::Trunk => format!("cargo install trunk --locked --version {TRUNK}"),
            Self::WasmBindgen => wasm_bindgen_install(workspace).unwrap_or_else(|error| error.to_string()),
            Self::NodePackages => "npm ci --prefix tests".into(),
            Self::Browser | Self::OtherBrowsers => {
                format!("apt-get install -y --no-install-recommends {}", self.packages())
            }
        }
    }
}

impl fmt::Display for Tool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Lints => f.write_str("rustfmt or clippy"),
            Self::WasmTarget => f.write_str("Rust's wasm32-unknown-unknown target"),
            Self::StdSource => f.write_str("the source of Rust's standard library"),
            Self::Trunk => write!(f, "Trunk {TRUNK}"),
            Self::WasmBindgen => f.write_str("wasm-bindgen of the version in Cargo.lock"),
            Self::NodePackages => {
                f.write_str("what tests/package.json names (wasm-opt, esbuild, playwright-core, axe-core)")
            }
            Self::Browser => f.write_str("Chromium with chromedriver and a Chinese font"),
            Self::OtherBrowsers => f.write_str("Firefox and WebKitGTK with its WebDriver"),
        }
    }
}

fn wasm_bindgen_install(workspace: &Workspace) -> Result<String> {
    let version = wasm_bindgen_version(workspace)?;
    Ok(format!("cargo install wasm-bindgen-cli --version {version}"))
}

/// The program refuses a module that another version of the crate went into.
fn wasm_bindgen_version(workspace: &Workspace) -> Result<String> {
    #[derive(serde::Deserialize)]
    struct Lock {
        package: Vec<Package>,
    }
    #[derive(serde::Deserialize)]
    struct Package {
        name: String,
        version: String,
    }
    let path = workspace.join("Cargo.lock");
    let text = std::fs::read_to_string(&path).map_err(|source| Error::io("read", &path, source))?;
    let again = "restore it with `git checkout Cargo.lock`";
    let lock: Lock = toml::from_str(&text).map_err(|error| Error::unusable(&path, error.to_string(), again))?;
    let found = lock.package.into_iter().find(|package| package.name == "wasm-bindgen");
    found.map(|package| package.version).ok_or_else(|| Error::unusable(&path, "names no wasm-bindgen", again))
}

/// Whether the versions in tests/package.json (all exact) are those in tests/node_modules. Asking
/// wasm-opt itself would take a second: it is a megabyte-sized script.
fn node_packages_match(workspace: &Workspace) -> Option<bool> {
    let read = |path: &str| -> Option<serde_json::Value> {
        serde_json::from_str(&std::fs::read_to_string(workspace.join(path)).ok()?).ok()
    };
    let wanted = read("tests/package.json")?;
    let wanted = wanted.get("devDependencies")?.as_object()?;
    Some(wanted.iter().all(|(name, version)| {
        read(&format!("tests/node_modules/{name}/package.json"))
            .is_some_and(|have| have.get("version") == Some(version))
    }))
}

fn is_root_on_debian(workspace: &Workspace) -> bool {
    on_path(workspace, &["apt-get"]).is_some() && Run::line("id -u").says().as_deref() == Some("0")
}

fn on_path(workspace: &Workspace, names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = std::env::split_paths(&workspace.search_path()).collect();
    names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
}
