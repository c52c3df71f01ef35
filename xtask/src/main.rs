//! The commands of this repository. `cargo xtask --help` lists them.
//!
//! Each command first sees to the tools it needs ([`tools`]), says what it does in one line a step,
//! and fails with a sentence that names the remedy ([`error::Error`]).

mod bench;
mod build;
mod cli;
mod error;
mod files;
mod fingerprint;
mod hook;
mod lean;
mod run;
mod serve;
mod shorten;
mod size;
mod synth;
mod test;
mod tools;
mod workspace;

fn main() -> std::process::ExitCode {
    lean::stand_in().unwrap_or_else(cli::main)
}
