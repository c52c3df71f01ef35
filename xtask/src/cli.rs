//! What can be typed.

use std::ffi::OsString;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use crate::error::Result;
use crate::run::Run;
use crate::tools::{self, Tool};
use crate::workspace::Workspace;
use crate::{bench, build, hook, serve, size, synth, test};

/// The commands of this repository. Each installs the tools it misses and says so.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the viewer and show a folder of articles with it, following every change.
    Serve {
        /// The folder of Markdown articles [default: the sample archive, public/articles]
        dir: Option<PathBuf>,
        /// The port to listen on; the next free one is taken when it is in use.
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
    /// Build and serve the sample archive, again on every change (`trunk serve`).
    Dev,
    /// Run every check: format, lints, docs, unit, browser and end-to-end tests, size budget.
    Test {
        /// Only what needs no browser and no release build.
        #[arg(long)]
        quick: bool,
        /// Also in Firefox and WebKitGTK, which are installed if they are missing; and every attack everywhere.
        #[arg(long, conflicts_with = "quick")]
        all: bool,
    },
    /// Write a folder that any static host can serve, under any sub-path.
    Build {
        /// The folder of Markdown articles [default: the sample archive, public/articles]
        dir: Option<PathBuf>,
        /// The folder to write. An existing one must be empty or an earlier site.
        #[arg(long)]
        out: PathBuf,
    },
    /// Write the sample archive as a site: what .github/workflows/pages.yml publishes.
    Pages {
        /// The folder to write.
        #[arg(long, default_value = "site")]
        out: PathBuf,
    },
    /// Build the viewer into dist, unless it is up to date.
    Dist,
    /// Print the size of every file a visitor downloads and compare with budget.toml.
    Size,
    /// Write an archive of any size with the shape of a real one.
    Synth {
        /// How many articles.
        #[arg(long)]
        articles: u32,
        /// Another number gives another archive; the same gives the same bytes.
        #[arg(long, default_value_t = 1)]
        seed: u64,
        /// The folder to write.
        #[arg(long)]
        out: PathBuf,
    },
    /// Measure, in Chromium, on archives made by `synth`.
    Bench {
        #[command(subcommand)]
        what: Bench,
    },
    /// Write the screenshots that README.md shows (tests/shots.mjs).
    Shots,
    /// Called by Trunk before and after each build (Trunk.toml).
    #[command(hide = true)]
    Hook { stage: Stage },
}

#[derive(Subcommand)]
enum Bench {
    /// How bytes, times and memory grow with an archive, each against its aim.
    Scale {
        /// The sizes.
        #[arg(default_values_t = [6_000, 100_000])]
        articles: Vec<u32>,
    },
    /// The search beside Pagefind and MiniSearch: the sample archive, or woshipm of NEWSSTAND_CORPUS.
    Search,
}

#[derive(Clone, Copy, ValueEnum)]
enum Stage {
    Pre,
    Post,
}

/// Runs the command line; an error is one message on standard error and exit code 1.
pub(crate) fn main() -> ExitCode {
    run(std::env::args_os())
}

/// The same for a command line that was put together elsewhere; its first word is a program's name.
pub(crate) fn run(args: impl IntoIterator<Item = impl Into<OsString> + Clone>) -> ExitCode {
    match dispatch(Cli::parse_from(args).command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<ExitCode> {
    let workspace = Workspace::find()?;
    let done = match command {
        Command::Serve { dir, port } => serve::serve(&workspace, dir, port),
        Command::Dev => build::dev(&workspace),
        Command::Test { quick: true, .. } => return Ok(test::run(&workspace, test::Scope::Quick)),
        Command::Test { all: true, .. } => return Ok(test::run(&workspace, test::Scope::All)),
        Command::Test { .. } => return Ok(test::run(&workspace, test::Scope::Everything)),
        Command::Build { dir, out } => build::site(&workspace, dir, &out),
        Command::Pages { out } => build::site(&workspace, None, &out),
        Command::Dist => build::dist(&workspace),
        Command::Size => {
            build::dist_with_samples(&workspace)?;
            size::report(&workspace)
        }
        Command::Synth { articles, seed, out } => synth::archive(articles, seed, &out),
        Command::Bench { what: Bench::Scale { articles } } => bench::scale(&workspace, &articles),
        Command::Bench { what: Bench::Search } => bench::search(&workspace),
        Command::Shots => {
            build::dist_with_samples(&workspace)?;
            tools::need(&workspace, &[Tool::NodePackages, Tool::Browser])?;
            Run::new("node").arg("tests/shots.mjs").within(&workspace).stream()
        }
        Command::Hook { stage: Stage::Pre } => hook::pre(&workspace),
        Command::Hook { stage: Stage::Post } => hook::post(&workspace),
    };
    done.map(|()| ExitCode::SUCCESS)
}
