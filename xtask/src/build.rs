//! Building the viewer with Trunk, and the site that holds it.

use std::path::{Path, PathBuf};

use press::Progress;
use press::bundle::Bundle;
use press::site::Job;

use crate::error::{Error, Result};
use crate::files;
use crate::fingerprint::Fingerprint;
use crate::lean;
use crate::run::{Run, step};
use crate::tools::{self, Downloads, Tool};
use crate::workspace::Workspace;

/// The viewer in dist, built again only when something that goes into it has changed.
pub(crate) fn dist(workspace: &Workspace) -> Result<()> {
    let inputs = Fingerprint::of_inputs(workspace)?.to_string();
    let is_current = std::fs::read_to_string(workspace.stamp()).is_ok_and(|built| built == inputs);
    match is_current && workspace.dist().join("index.html").is_file() {
        true => println!("✓ the viewer is up to date"),
        false => release(workspace)?,
    }
    Ok(())
}

/// The same for commands that look at the samples in dist as well, which the fingerprint leaves out.
pub(crate) fn dist_with_samples(workspace: &Workspace) -> Result<()> {
    dist(workspace)?;
    publish(&workspace.samples(), &workspace.dist().join("articles"))
}

/// `trunk build --release`, without asking whether it is needed.
pub(crate) fn release(workspace: &Workspace) -> Result<()> {
    let downloads = tools::need_for_build(workspace)?;
    let trunk = Run::line("trunk build --release --quiet").within(workspace);
    // Told not to download tools, Trunk tells cargo not to download crates either.
    let fetch = Run::line("cargo fetch --locked --quiet").within(workspace);
    let (fetch, trunk) = match tools::has_std_source(workspace) {
        true => (lean::with_options(fetch.arg("--target").arg(lean::TARGET)), lean::lead(trunk, workspace)?),
        false => (fetch, trunk),
    };
    step("fetching what is not here yet of the crates", || fetch.stream())?;
    step("building the viewer (trunk build --release)", || match downloads {
        Downloads::Never => trunk.arg("--offline").stream(),
        Downloads::OneMissing(error) => trunk.stream().map_err(|_| error),
    })?;
    // Taken now, not before: the build may have brought Cargo.lock up to date.
    files::write(&workspace.stamp(), Fingerprint::of_inputs(workspace)?.to_string())
}

/// `trunk serve`, until it is stopped.
pub(crate) fn dev(workspace: &Workspace) -> Result<()> {
    tools::need(workspace, &[Tool::WasmTarget, Tool::Trunk, Tool::WasmBindgen])?;
    Run::line("trunk serve --offline").within(workspace).stream()
}

/// The site of a folder of articles, for a static host.
pub(crate) fn site(workspace: &Workspace, dir: Option<PathBuf>, out: &Path) -> Result<()> {
    let job = Job { dir: articles(workspace, dir)?, out: out.to_path_buf(), base_url: None };
    dist(workspace)?;
    let bundle = Bundle::from_folder(&workspace.dist())?;
    let report =
        step(&format!("writing {}", out.display()), || Ok(press::site::build(&job, &bundle, &Progress::to_stderr())?))?;
    report.articles.findings.iter().for_each(|finding| println!("  {finding}"));
    println!("  {report}");
    Ok(())
}

/// The folder of the viewer that checks let the press take into itself: dist, whatever its age; before
/// there is one, a page without a viewer, which is enough for lints.
pub(crate) fn bundle(workspace: &Workspace) -> Result<PathBuf> {
    if workspace.dist().join("index.html").is_file() {
        return Ok(workspace.dist());
    }
    let stand_in = workspace.scratch().join("stand-in");
    files::write_if_changed(&stand_in.join("index.html"), files::read(&workspace.join("index.html"))?)?;
    Ok(stand_in)
}

/// The folder that was named, or the sample archive.
pub(crate) fn articles(workspace: &Workspace, dir: Option<PathBuf>) -> Result<PathBuf> {
    let dir = dir.unwrap_or_else(|| workspace.samples());
    match dir.is_dir() {
        true => dir.canonicalize().map_err(|source| Error::io("find", &dir, source)),
        false => Err(Error::unusable(&dir, "is not a folder", "name a folder of Markdown files")),
    }
}

fn publish(articles: &Path, out: &Path) -> Result<()> {
    files::copy(articles, out)?;
    press::catalog::write(articles, out)?;
    Ok(())
}
