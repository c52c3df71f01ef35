//! `test`: every check there is, one after the other, each whatever became of the ones before.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use crate::error::Result;
use crate::run::Run;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;
use crate::{build, files, size};

/// How much of it is asked for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd)]
pub(crate) enum Scope {
    /// What needs neither a browser nor a release build.
    Quick,
    Everything,
    /// And the same again where it takes more browsers than one.
    All,
}

/// One check: `cost` is the smallest scope it belongs to.
struct Check {
    name: &'static str,
    cost: Scope,
    tools: &'static [Tool],
    work: fn(&Workspace) -> Result<Outcome>,
}

enum Outcome {
    Passed,
    /// Why there was nothing to do.
    Skipped(&'static str),
    Failed(String),
}

/// Cheap ones first, but for the viewer, which others need.
const CHECKS: &[Check] = &[
    Check { name: "format", cost: Scope::Quick, tools: &[Tool::Lints], work: format },
    // Before the lints: the native program has the viewer inside it.
    Check { name: "release build", cost: Scope::Everything, tools: &[], work: release_build },
    Check { name: "lints, native", cost: Scope::Quick, tools: &[Tool::Lints], work: lints },
    Check { name: "lints, wasm32", cost: Scope::Quick, tools: &[Tool::Lints, Tool::WasmTarget], work: lints_wasm },
    Check { name: "documentation", cost: Scope::Quick, tools: &[Tool::WasmTarget], work: documentation },
    Check { name: "unit tests", cost: Scope::Quick, tools: &[], work: unit_tests },
    Check {
        name: "component tests in the browser",
        cost: Scope::Everything,
        tools: &[Tool::WasmTarget, Tool::WasmBindgen, Tool::Browser],
        work: component_tests,
    },
    Check { name: "size budget", cost: Scope::Everything, tools: &[], work: size_budget },
    Check {
        name: "end-to-end tests",
        cost: Scope::Everything,
        tools: &[Tool::NodePackages, Tool::Browser],
        work: end_to_end_tests,
    },
    Check { name: "every browser", cost: Scope::All, tools: &[Tool::NodePackages], work: other_browsers },
];

/// End-to-end tests of other browsers than Chromium; installing these takes minutes.
const OTHER_BROWSERS: &str = "-browsers.test.mjs";

/// Runs the checks of the scope, then prints a table and, as the last line, `N passed, M failed`.
pub(crate) fn run(workspace: &Workspace, scope: Scope) -> ExitCode {
    let mut table = Vec::new();
    for check in CHECKS.iter().filter(|check| check.cost <= scope) {
        println!("\n━━ {}", check.name);
        let start = Instant::now();
        let ready = tools::need(workspace, check.tools);
        let outcome = ready.and_then(|()| (check.work)(workspace)).unwrap_or_else(|error| {
            eprintln!("error: {error}");
            Outcome::Failed(error.to_string())
        });
        table.push((check.name, outcome, start.elapsed()));
    }
    summary(&table)
}

fn summary(table: &[(&str, Outcome, Duration)]) -> ExitCode {
    let (mut passed, mut failed, mut skipped) = (0, 0, 0);
    println!("\n━━ summary");
    for (name, outcome, took) in table {
        let (count, mark, remark) = match outcome {
            Outcome::Passed => (&mut passed, "✓", ""),
            Outcome::Skipped(why) => (&mut skipped, "·", *why),
            Outcome::Failed(why) => (&mut failed, "✗", why.as_str()),
        };
        *count += 1;
        println!("{mark} {name:<32} {:>7.1} s  {remark}", took.as_secs_f64());
    }
    match skipped {
        0 => println!("{passed} passed, {failed} failed"),
        _ => println!("{passed} passed, {failed} failed, {skipped} skipped"),
    }
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn passes(workspace: &Workspace, line: &str) -> Result<Outcome> {
    println!("$ {line}");
    with_bundle(workspace, Run::line(line))?.stream().map(|()| Outcome::Passed)
}

/// Cargo with word of the viewer for the press, which would otherwise build one of its own. After the
/// check that builds it, it is as new as the sources; a quick run takes whatever there is.
fn with_bundle(workspace: &Workspace, run: Run) -> Result<Run> {
    Ok(run.within(workspace).env("NEWSSTAND_BUNDLE", build::bundle(workspace)?))
}

fn format(workspace: &Workspace) -> Result<Outcome> {
    passes(workspace, "cargo fmt --all --check")
}

/// What exists only as wasm: checked for that target and run in a browser. Natively it would take
/// minutes of compiling, Leptos above all, to find the same or nothing.
const MODULES: &[&str] = &["app", "renderer", "arranger", "dialects", "mathematician"];

/// `cargo` for everything else.
fn native(command: &str, options: &str) -> String {
    let without: String = MODULES.iter().map(|name| format!(" --exclude newsstand-{name}")).collect();
    format!("cargo {command} --workspace{without} {options}")
}

/// `cargo` for the modules, and for those crates that are native and wasm both.
fn wasm(command: &str, options: &str) -> String {
    let names = MODULES.iter().chain(&["finder"]);
    let packages: String = names.map(|name| format!(" --package newsstand-{name}")).collect();
    format!("cargo {command}{packages} --target wasm32-unknown-unknown {options}")
}

fn lints(workspace: &Workspace) -> Result<Outcome> {
    passes(workspace, &native("clippy", "--all-targets --locked --quiet -- -D warnings"))
}

fn lints_wasm(workspace: &Workspace) -> Result<Outcome> {
    passes(workspace, &wasm("clippy", "--all-targets --locked --quiet -- -D warnings"))
}

fn documentation(workspace: &Workspace) -> Result<Outcome> {
    let options = "--no-deps --document-private-items --locked --quiet";
    for line in [native("doc", options), wasm("doc", options)] {
        let run = with_bundle(workspace, Run::line(&line))?;
        println!("$ RUSTDOCFLAGS='-D warnings' {run}");
        run.env("RUSTDOCFLAGS", "-D warnings").stream()?;
    }
    Ok(Outcome::Passed)
}

fn unit_tests(workspace: &Workspace) -> Result<Outcome> {
    passes(workspace, &native("test", "--locked --quiet"))
}

fn component_tests(workspace: &Workspace) -> Result<Outcome> {
    let line = "cargo test --package newsstand-app --lib --target wasm32-unknown-unknown --locked";
    println!("$ {line}");
    let run = Run::line(line)
        .within(workspace)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        // The default of 20 seconds is over before a busy machine has started its browser.
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("CHROMEDRIVER", tools::driver(workspace).unwrap_or_default());
    run.stream().map(|()| Outcome::Passed)
}

fn release_build(workspace: &Workspace) -> Result<Outcome> {
    build::release(workspace).map(|()| Outcome::Passed)
}

fn size_budget(workspace: &Workspace) -> Result<Outcome> {
    size::report(workspace).map(|()| Outcome::Passed)
}

fn end_to_end_tests(workspace: &Workspace) -> Result<Outcome> {
    node_tests(workspace, |name| name.ends_with(".test.mjs") && !name.ends_with(OTHER_BROWSERS))
}

fn other_browsers(workspace: &Workspace) -> Result<Outcome> {
    tools::other_browsers(workspace);
    node_tests(workspace, |name| name.ends_with(OTHER_BROWSERS))
}

/// Two files at a time: they wait for pages more than they compute.
fn node_tests(workspace: &Workspace, is_wanted: fn(&str) -> bool) -> Result<Outcome> {
    let folder = workspace.join("tests/e2e");
    let mut tests = if folder.is_dir() { files::below(&folder)? } else { Vec::new() };
    tests.retain(|file| is_wanted(&file.to_string_lossy()));
    if tests.is_empty() {
        return Ok(Outcome::Skipped("there is no such file in tests/e2e"));
    }
    // Once, instead of asking cargo each time whether it is new enough.
    let press = "cargo build --quiet --locked --package newsstand-press --no-default-features --bin newsstand";
    Run::line(press).within(workspace).stream()?;
    let run = Run::line("node --test --test-concurrency=2 --test-reporter=spec");
    let run = tests.iter().fold(run, |run, test| run.arg(test));
    let press = workspace.program("debug/newsstand");
    let run = run
        .within(workspace)
        .env("CHROMIUM", tools::browser(workspace).unwrap_or_default())
        .env("NEWSSTAND_PRESS", press);
    println!("$ node --test tests/e2e/*.test.mjs");
    run.stream().map(|()| Outcome::Passed)
}
