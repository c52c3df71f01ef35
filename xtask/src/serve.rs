//! `serve`: a folder of articles as the site it would become, following every change.

use std::path::PathBuf;

use press::bundle::Bundle;
use press::preview::{self, Opening, Preview};

use crate::build;
use crate::error::Result;
use crate::workspace::Workspace;

/// How many ports are tried, from the one asked for.
const PORTS: u16 = 20;

/// Serves until it is stopped. Nothing is written into `dir`.
pub(crate) fn serve(workspace: &Workspace, dir: Option<PathBuf>, port: u16) -> Result<()> {
    let dir = build::articles(workspace, dir)?;
    build::dist(workspace)?;
    let ports = port..=port.saturating_add(PORTS - 1);
    preview::run(&Preview { dir, ports, opening: Opening::Printed }, &Bundle::from_folder(&workspace.dist())?)?;
    Ok(())
}
