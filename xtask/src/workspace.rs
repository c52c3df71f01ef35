//! Where things are: every path the commands use, from the root of the checkout.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// The checkout the command was called in.
pub(crate) struct Workspace {
    root: PathBuf,
}

impl Workspace {
    /// The nearest folder, from the current one upwards, that holds Trunk.toml.
    pub(crate) fn find() -> Result<Self> {
        let here = std::env::current_dir().map_err(|source| Error::io("find the folder", Path::new("."), source))?;
        let root = here.ancestors().find(|folder| folder.join("Trunk.toml").is_file());
        let root = root.ok_or_else(|| Error::OutsideCheckout { here: here.clone() })?;
        Ok(Self { root: root.to_path_buf() })
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn join(&self, path: &str) -> PathBuf {
        self.root.join(path)
    }

    /// A program that cargo built natively, such as `debug/newsstand`.
    pub(crate) fn program(&self, path: &str) -> PathBuf {
        self.root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into())).join(path)
    }

    /// The built viewer, as Trunk.toml says.
    pub(crate) fn dist(&self) -> PathBuf {
        self.join("dist")
    }

    /// The sample archive: what is shown when no folder is named.
    pub(crate) fn samples(&self) -> PathBuf {
        self.join("public/articles")
    }

    /// What the commands keep between runs. Not `$CARGO_TARGET_DIR`: index.html names a file in it.
    pub(crate) fn scratch(&self) -> PathBuf {
        self.join("target/newsstand")
    }

    /// Says which inputs the release build in dist was made of; not there for any other build.
    pub(crate) fn stamp(&self) -> PathBuf {
        self.scratch().join("dist.fingerprint")
    }

    /// Where npm puts the programs of tests/package.json, wasm-opt among them.
    pub(crate) fn node_programs(&self) -> PathBuf {
        self.join("tests/node_modules/.bin")
    }

    /// The PATH for everything that is started: npm's programs, cargo's, then what was there.
    pub(crate) fn search_path(&self) -> OsString {
        let cargo_programs = std::env::var_os("CARGO_HOME")
            .map(PathBuf::from)
            .or_else(|| std::env::home_dir().map(|home| home.join(".cargo")))
            .map(|home| home.join("bin"));
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders =
            std::iter::once(self.node_programs()).chain(std::env::split_paths(&inherited)).chain(cargo_programs);
        // Fails only when a folder's name holds the separator; then the PATH stays as it was.
        std::env::join_paths(folders).unwrap_or(inherited)
    }
}
