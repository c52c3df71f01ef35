//! `serve`: the viewer over a folder of articles, as it would look on a static host.

use std::path::PathBuf;

use press::serve::Server;

use crate::build;
use crate::error::Result;
use crate::fingerprint::Fingerprint;
use crate::run::step;
use crate::workspace::Workspace;

/// How many ports are tried, from the one asked for.
const PORTS: u16 = 20;

/// How many of the archive's problems are shown: the address below them must stay in sight.
const FINDINGS: usize = 10;

/// Serves until it is stopped. Nothing is written into `dir`: its catalog is made elsewhere and laid
/// over it.
pub(crate) fn serve(workspace: &Workspace, dir: Option<PathBuf>, port: u16) -> Result<()> {
    let dir = build::articles(workspace, dir)?;
    build::dist(workspace)?;
    let catalog = workspace.scratch().join(format!("catalog-{}", Fingerprint::of(&dir)));
    let report =
        step(&format!("making the catalog of {}", dir.display()), || Ok(press::catalog::write(&dir, &catalog)?))?;
    report.findings.iter().take(FINDINGS).for_each(|finding| println!("  {finding}"));
    if report.findings.len() > FINDINGS {
        println!("  … and {} more; `newsstand check` lists them", report.findings.len() - FINDINGS);
    }
    println!("  {report}");

    let mounts = [("/articles/", catalog), ("/articles/", dir), ("/", workspace.dist())];
    let mounts = mounts.map(|(prefix, folder)| (prefix.to_owned(), folder));
    let running = Server::new(mounts.into()).start(port..=port.saturating_add(PORTS - 1))?;
    println!("\n  Reading Room: {}\n  Ctrl+C stops it.", running.url());
    running.wait();
    Ok(())
}
