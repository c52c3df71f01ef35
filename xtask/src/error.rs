//! What can go wrong, each as a sentence with what to do about it.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

pub(crate) type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, Error)]
pub(crate) enum Error {
    #[error("{} is not inside a checkout of this repository: change into one and try again", here.display())]
    OutsideCheckout { here: PathBuf },

    #[error("{tool} is missing and could not be installed ({why}): run `{remedy}`, then try again")]
    Missing { tool: String, why: String, remedy: String },

    #[error("{program} could not be started ({source}): is it installed and on the PATH?")]
    NotStarted { program: String, source: io::Error },

    #[error("`{command}` failed ({status}); its own message is above")]
    Failed { command: String, status: String },

    #[error("could not {doing} {}: {source}", path.display())]
    Io { doing: &'static str, path: PathBuf, source: io::Error },

    #[error("{} {what}: {remedy}", path.display())]
    Unusable { path: PathBuf, what: String, remedy: String },

    #[error("over budget: {groups}; make it smaller, or raise the number in budget.toml and say why in the commit")]
    OverBudget { groups: String },

    #[error("{variable} is not set: this command is for Trunk to call; run `trunk build` instead")]
    NoHook { variable: String },

    #[error(transparent)]
    Press(#[from] press::PressError),
}

impl Error {
    pub(crate) fn io(doing: &'static str, path: &Path, source: io::Error) -> Self {
        Self::Io { doing, path: path.to_path_buf(), source }
    }

    pub(crate) fn unusable(path: &Path, what: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self::Unusable { path: path.to_path_buf(), what: what.into(), remedy: remedy.into() }
    }
}
