use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};
use press::PressError;

use crate::commands;

const EXIT_CODES: &str = "Exit codes: 0 all well; 1 a file was left out (check: any problem); 2 wrong usage, or a \
                          file that cannot be read or written.";

/// Reads folders of Markdown articles: prints their cards, renders them, makes catalogs, finds problems.
#[derive(Parser)]
#[command(name = "newsstand", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Print the metadata of every article, one JSON object a line
    Cards {
        /// Folders and article files
        #[arg(required = true, value_name = "DIR|FILE")]
        paths: Vec<PathBuf>,
    },
    /// Print the body of an article as an HTML fragment
    Render {
        /// An article file, or - for standard input
        file: PathBuf,
        /// How the text is read
        #[arg(long, value_enum, default_value_t)]
        dialect: Dialect,
    },
    /// Write the catalog of a folder: catalog.json and the folder catalog
    Catalog {
        /// The folder of articles
        dir: PathBuf,
        /// Where to write it
        #[arg(long)]
        out: PathBuf,
    },
    /// List what is wrong with the articles of a folder, by file and line
    Check {
        /// The folder of articles
        dir: PathBuf,
        /// Print one JSON object instead
        #[arg(long)]
        json: bool,
    },
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Dialect {
    /// As articles are found in archives: metadata, extensions, clutter
    #[default]
    Archive,
    /// CommonMark 0.31.2 and nothing else
    Commonmark,
}

/// How a command ended, when nothing stopped it.
pub(crate) enum Outcome {
    /// Nothing to report.
    Well,
    /// Something was reported.
    Problems,
}

/// What stops a command.
pub(crate) enum Stop {
    /// The press cannot go on.
    Press(PressError),
    /// Standard output cannot be written.
    Output(io::Error),
}

impl From<PressError> for Stop {
    fn from(error: PressError) -> Self {
        Self::Press(error)
    }
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

pub(crate) fn main() -> ExitCode {
    let mut out = io::BufWriter::new(io::stdout().lock());
    let result = run(Cli::parse().command, &mut out).and_then(|outcome| {
        out.flush()?;
        Ok(outcome)
    });
    match result {
        Ok(Outcome::Well) => ExitCode::SUCCESS,
        Ok(Outcome::Problems) => ExitCode::from(1),
        // Whoever reads us has seen enough: `newsstand cards DIR | head`.
        Err(Stop::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(Stop::Output(error)) => fail(&format!("standard output cannot be written ({error})")),
        Err(Stop::Press(error)) => fail(&error.to_string()),
    }
}

fn run(command: Command, out: &mut impl Write) -> Result<Outcome, Stop> {
    match command {
        Command::Cards { paths } => commands::cards(&paths, out),
        Command::Render { file, dialect } => {
            let dialect = match dialect {
                Dialect::Archive => markdown::Dialect::Archive,
                Dialect::Commonmark => markdown::Dialect::CommonMark,
            };
            commands::render(&file, dialect, out)
        }
        Command::Catalog { dir, out: to } => commands::catalog(&dir, &to, out),
        Command::Check { dir, json: false } => commands::check(&dir, out),
        Command::Check { dir, json: true } => commands::check_json(&dir, out),
    }
}

fn fail(message: &str) -> ExitCode {
    // Standard error may be closed too; there is nobody left to tell.
    let _ = writeln!(io::stderr(), "newsstand: {message}");
    ExitCode::from(2)
}
