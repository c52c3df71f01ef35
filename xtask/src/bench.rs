//! What Newsstand costs at the sizes that it is made for. Times of this machine: compare within one run.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::error::{Error, Result};
use crate::run::{Run, step};
use crate::tools::{self, Tool};
use crate::workspace::Workspace;
use crate::{build, files, synth};

/// What a run of the press took.
struct Cost {
    time: Duration,
    /// Bytes of memory at the most, where the system tells (Linux).
    memory: u64,
}

/// Makes archives of these sizes, builds their sites, rebuilds them after one article has changed, and lets
/// Chromium measure the rest (tests/bench/scale.mjs).
pub(crate) fn scale(workspace: &Workspace, sizes: &[u32]) -> Result<()> {
    prepare(workspace)?;
    for &articles in sizes {
        let folder = workspace.join(&format!("target/bench/{articles}"));
        let (archive, site) = (folder.join("archive"), folder.join("site"));
        synth::archive(articles, 1, &archive)?;
        if site.exists() {
            fs::remove_dir_all(&site).map_err(|source| Error::io("remove", &site, source))?;
        }
        let full = step(&format!("building the site of {articles} articles"), || press(workspace, &archive, &site))?;
        let changed = files::below(&archive.join("articles"))?;
        let changed = &changed[changed.len() / 2];
        let before = files::read(changed)?;
        files::write(changed, [&before, "\n又写了一段。\n".as_bytes()].concat())?;
        let again = step("building it again after one article has changed", || press(workspace, &archive, &site));
        files::write(changed, before)?;
        let again = again?;
        Run::new("node")
            .arg("tests/bench/scale.mjs")
            .arg(&site)
            .arg(articles.to_string())
            .arg(full.time.as_secs_f64().to_string())
            .arg(full.memory.to_string())
            .arg(again.time.as_secs_f64().to_string())
            .within(workspace)
            .env("CHROMIUM", tools::browser(workspace).unwrap_or_default())
            .stream()?;
    }
    Ok(())
}

/// Compares the search with others (tests/bench/search.mjs).
pub(crate) fn search(workspace: &Workspace) -> Result<()> {
    prepare(workspace)?;
    let corpus = std::env::var_os("NEWSSTAND_CORPUS").map(|corpus| Path::new(&corpus).join("woshipm"));
    Run::new("node")
        .arg("tests/bench/search.mjs")
        .arg(program(workspace))
        .arg(build::articles(workspace, corpus)?)
        .arg(workspace.join("target/bench/search"))
        .within(workspace)
        .env("CHROMIUM", tools::browser(workspace).unwrap_or_default())
        .stream()
}

/// The viewer, a browser, and the press as it is published.
fn prepare(workspace: &Workspace) -> Result<()> {
    build::dist(workspace)?;
    tools::need(workspace, &[Tool::NodePackages, Tool::Browser])?;
    let compile = Run::line("cargo build --release --locked --quiet --package newsstand-press");
    step("building the press", || compile.within(workspace).env("NEWSSTAND_BUNDLE", workspace.dist()).stream())
}

fn program(workspace: &Workspace) -> PathBuf {
    workspace.program("release/newsstand")
}

/// `newsstand build`, watched.
fn press(workspace: &Workspace, archive: &Path, site: &Path) -> Result<Cost> {
    let program = program(workspace);
    let start = Instant::now();
    let mut command = Command::new(&program);
    command.arg("build").arg(archive).arg("--out").arg(site).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(|source| Error::io("start", &program, source))?;
    let status = Path::new("/proc").join(child.id().to_string()).join("status");
    let mut memory = 0;
    loop {
        memory = memory.max(peak(&status).unwrap_or_default());
        match child.try_wait().map_err(|source| Error::io("wait for", &program, source))? {
            // 1 says that a file was left out.
            Some(ended) if ended.code().is_some_and(|code| code <= 1) => {
                return Ok(Cost { time: start.elapsed(), memory });
            }
            Some(ended) => return Err(Error::Failed { command: "newsstand build".into(), status: ended.to_string() }),
            None => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// The most memory that a process had so far: `VmHWM:     1234 kB`.
fn peak(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
