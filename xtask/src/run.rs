//! Starting other programs, and saying so.

use std::ffi::OsStr;
use std::fmt;
use std::process::{Command, Output, Stdio};
use std::time::Instant;

use crate::error::{Error, Result};
use crate::workspace::Workspace;

/// A program with its arguments, shown as it would be typed.
pub(crate) struct Run {
    command: Command,
}

impl Run {
    pub(crate) fn new(program: &str) -> Self {
        Self { command: Command::new(program) }
    }

    /// From a line without quoting, such as `cargo fmt --check`.
    pub(crate) fn line(line: &str) -> Self {
        let mut words = line.split_whitespace();
        let mut run = Self::new(words.next().unwrap_or_default());
        run.command.args(words);
        run
    }

    pub(crate) fn arg(mut self, arg: impl AsRef<OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// In the root of the checkout and with its PATH.
    pub(crate) fn within(mut self, workspace: &Workspace) -> Self {
        self.command.current_dir(workspace.root()).env("PATH", workspace.search_path());
        self
    }

    pub(crate) fn folder(mut self, folder: &std::path::Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// Runs it with its output on the terminal.
    pub(crate) fn stream(mut self) -> Result<()> {
        let status = self.command.stdin(Stdio::null()).status().map_err(|source| self.not_started(source))?;
        if status.success() {
            return Ok(());
        }
        Err(Error::Failed { command: self.to_string(), status: status.to_string() })
    }

    /// Runs it in silence, for what it prints.
    pub(crate) fn output(mut self) -> Result<Output> {
        self.command.stdin(Stdio::null()).output().map_err(|source| self.not_started(source))
    }

    /// The standard output, or nothing when the program is missing or fails.
    pub(crate) fn says(self) -> Option<String> {
        let output = self.output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn not_started(&self, source: std::io::Error) -> Error {
        Error::NotStarted { program: self.command.get_program().to_string_lossy().into_owned(), source }
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.command.get_program().to_string_lossy())?;
        self.command.get_args().try_for_each(|arg| write!(f, " {}", arg.to_string_lossy()))
    }
}

/// Does one step and prints one line for it, with how long it took.
pub(crate) fn step<T>(what: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    println!("· {what} …");
    let start = Instant::now();
    let done = work()?;
    println!("✓ {what} ({:.1} s)", start.elapsed().as_secs_f64());
    Ok(done)
}
