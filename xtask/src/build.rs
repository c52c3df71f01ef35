//! Building the viewer with Trunk, and the site that holds it.

use std::path::{Path, PathBuf};

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
    let trunk = match tools::has_std_source(workspace) {
        true => lean::lead(trunk, workspace)?,
        false => trunk,
    };
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

/// The viewer and the articles of `dir` in one folder for a static host.
pub(crate) fn site(workspace: &Workspace, dir: Option<PathBuf>, out: &Path) -> Result<()> {
    let dir = articles(workspace, dir)?;
    make_way(out)?;
    dist(workspace)?;
    step(&format!("writing {}", out.display()), || {
        files::copy(&workspace.dist(), out)?;
        files::remove(&out.join("articles"))?;
        publish(&dir, &out.join("articles"))?;
        // Without it GitHub Pages runs Jekyll, which leaves files out and rewrites Markdown.
        files::write(&out.join(".nojekyll"), "")
    })
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

/// Empties an earlier site. Any other folder with something in it is left alone: a slip in --out
/// must not cost anybody a folder.
fn make_way(out: &Path) -> Result<()> {
    let is_empty = std::fs::read_dir(out).map_or(true, |mut entries| entries.next().is_none());
    let is_site = out.join(".nojekyll").is_file() && out.join("index.html").is_file();
    match (is_empty, is_site) {
        (true, _) => Ok(()),
        (false, true) => files::remove(out),
        (false, false) => {
            Err(Error::unusable(out, "holds something else than a site", "name a new or an empty folder"))
        }
    }
}
