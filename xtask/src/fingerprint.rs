//! Short names for contents: what a build was made of, what a file holds.

use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::path::Path;

use crate::error::Result;
use crate::files;
use crate::workspace::Workspace;

/// Sixteen hexadecimal digits. Another version of Rust may give others for the same contents, which
/// costs a rebuild or a download and nothing else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fingerprint(u64);

impl Fingerprint {
    pub(crate) fn of(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = DefaultHasher::new();
        value.hash(&mut hasher);
        Self(hasher.finish())
    }

    /// Of everything the built viewer is made of. Contents, not time stamps: a branch switched there
    /// and back builds nothing. The sample archive is left out, since it is served from its folder.
    pub(crate) fn of_inputs(workspace: &Workspace) -> Result<Self> {
        let mut hasher = DefaultHasher::new();
        for name in ["index.html", "Trunk.toml", "Cargo.toml", "Cargo.lock"] {
            files::read(&workspace.join(name))?.hash(&mut hasher);
        }
        for folder in ["src", "crates", "vendor", "style", "public", "xtask/src"] {
            for file in files::below(&workspace.join(folder))? {
                if is_input(workspace, &file) {
                    file.hash(&mut hasher);
                    files::read(&file)?.hash(&mut hasher);
                }
            }
        }
        Ok(Self(hasher.finish()))
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// Articles, what only tests read, and the native program have no part in the viewer.
fn is_input(workspace: &Workspace, file: &Path) -> bool {
    let below = file.strip_prefix(workspace.join("crates")).unwrap_or(Path::new(""));
    let is_test = below.components().nth(1).is_some_and(|folder| folder.as_os_str() == "tests");
    let is_press = file.starts_with(workspace.join("crates/press"));
    !is_test && !is_press && !file.starts_with(workspace.samples())
}
