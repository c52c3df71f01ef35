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

/// How long a run of the press may take before it is given up.
const PATIENCE: Duration = Duration::from_secs(40 * 60);

/// What a run of the press took.
#[derive(Default)]
struct Cost {
    time: Duration,
    /// Bytes of memory at the most, where the system tells (Linux).
    memory: u64,
}

/// Makes archives of these sizes, builds their sites, rebuilds them after one article has changed, and lets
/// Chromium measure the rest (tests/bench/scale.mjs). What fails is said, and the rest is measured.
pub(crate) fn scale(workspace: &Workspace, sizes: &[u32]) -> Result<()> {
    let press = prepare(workspace)?;
    // The figures of one run, and of no other.
    let figures = workspace.join("target/bench/scale.json");
    if figures.exists() {
        fs::remove_file(&figures).map_err(|source| Error::io("remove", &figures, source))?;
    }
    let mut failed = None;
    for &articles in sizes {
        if let Err(error) = measure(workspace, &press, articles) {
            eprintln!("error: {articles} articles: {error}");
            failed = Some(error);
        }
    }
    if sizes.len() > 1 && figures.exists() {
        Run::line("node tests/bench/report.mjs").within(workspace).stream()?;
        println!("`node tests/bench/report.mjs --write` makes docs/SCALE.md and its plot of this.");
    }
    failed.map_or(Ok(()), Err)
}

fn measure(workspace: &Workspace, press: &Press, articles: u32) -> Result<()> {
    let folder = workspace.join(&format!("target/bench/{articles}"));
    let (archive, site) = (folder.join("archive"), folder.join("site"));
    synth::archive(articles, 1, &archive)?;
    if site.exists() {
        fs::remove_dir_all(&site).map_err(|source| Error::io("remove", &site, source))?;
    }
    let full = step(&format!("building the site of {articles} articles"), || press.build(&archive, &site))?;
    let changed = files::below(&archive.join("articles"))?;
    let changed = &changed[changed.len() / 2];
    let before = files::read(changed)?;
    files::write(changed, [&before, "\n又写了一段。\n".as_bytes()].concat())?;
    let again = step("building it again after one article has changed", || press.build(&archive, &site));
    files::write(changed, before)?;
    // The site is there: what it costs its reader can be measured all the same.
    let again = again.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        Cost::default()
    });
    Run::new("node")
        .arg("tests/bench/scale.mjs")
        .arg(&site)
        .arg(articles.to_string())
        .arg(full.time.as_secs_f64().to_string())
        .arg(full.memory.to_string())
        .arg(again.time.as_secs_f64().to_string())
        .within(workspace)
        .env("CHROMIUM", tools::browser(workspace).unwrap_or_default())
        .env("NEWSSTAND_PRESS", &press.program)
        .stream()
}

/// Compares the search with others (tests/bench/search.mjs).
pub(crate) fn search(workspace: &Workspace) -> Result<()> {
    let press = prepare(workspace)?;
    let corpus = std::env::var_os("NEWSSTAND_CORPUS").map(|corpus| Path::new(&corpus).join("woshipm"));
    Run::new("node")
        .arg("tests/bench/search.mjs")
        .arg(press.program)
        .arg(build::articles(workspace, corpus)?)
        .arg(workspace.join("target/bench/search"))
        .within(workspace)
        .env("CHROMIUM", tools::browser(workspace).unwrap_or_default())
        .stream()
}

/// A browser, and the press as it is published, with the viewer in it; or the program in `NEWSSTAND_PRESS`, and
/// if it is there the viewer in `NEWSSTAND_DIST`, when another build is to be measured.
fn prepare(workspace: &Workspace) -> Result<Press> {
    if let Some(program) = std::env::var_os("NEWSSTAND_PRESS") {
        tools::need(workspace, &[Tool::NodePackages, Tool::Browser])?;
        let bundle = std::env::var_os("NEWSSTAND_DIST").map(PathBuf::from);
        return Ok(Press { program: program.into(), bundle });
    }
    build::dist(workspace)?;
    tools::need(workspace, &[Tool::NodePackages, Tool::Browser])?;
    let compile = Run::line("cargo build --release --locked --quiet --package newsstand-press");
    step("building the press", || compile.within(workspace).env("NEWSSTAND_BUNDLE", workspace.dist()).stream())?;
    Ok(Press { program: workspace.program("release/newsstand"), bundle: None })
}

/// The program that is measured.
struct Press {
    program: PathBuf,
    /// A viewer in the place of the one inside the program.
    bundle: Option<PathBuf>,
}

impl Press {
    /// `newsstand build`, watched.
    fn build(&self, archive: &Path, site: &Path) -> Result<Cost> {
        let start = Instant::now();
        let mut command = Command::new(&self.program);
        command.arg("build").arg(archive).arg("--out").arg(site).stdout(Stdio::null());
        if let Some(bundle) = &self.bundle {
            command.arg("--bundle").arg(bundle);
        }
        let mut child = command.spawn().map_err(|source| Error::io("start", &self.program, source))?;
        let failed = |status: String| Error::Failed { command: "newsstand build".into(), status };
        let status = Path::new("/proc").join(child.id().to_string()).join("status");
        let mut memory = 0;
        loop {
            memory = memory.max(peak(&status).unwrap_or_default());
            match child.try_wait().map_err(|source| Error::io("wait for", &self.program, source))? {
                // 1 says that a file was left out.
                Some(ended) if ended.code().is_some_and(|code| code <= 1) => {
                    return Ok(Cost { time: start.elapsed(), memory });
                }
                Some(ended) => return Err(failed(ended.to_string())),
                None if start.elapsed() > PATIENCE => {
                    _ = child.kill();
                    _ = child.wait();
                    return Err(failed(format!("given up after {} s", PATIENCE.as_secs())));
                }
                None => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }
}

/// The most memory that a process had so far: `VmHWM:     1234 kB`.
fn peak(status: &Path) -> Option<u64> {
    let text = fs::read_to_string(status).ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}
