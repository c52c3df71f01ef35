use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use article::SafeUrl;
use clap::{Parser, Subcommand, ValueEnum};
use press::preview::{Opening, Preview};
use press::site::Job;
use press::{PressError, settings};

use crate::commands;

const EXIT_CODES: &str = "Exit codes: 0 all well; 1 a file was left out (check: any problem); 2 wrong usage, or a \
                          file that cannot be read or written.";

const BUILD_EXAMPLES: &str = "Examples:
  newsstand build articles --out site
  newsstand build articles --out site --base-url https://example.org/reading/

Only what has changed is written, and the site is complete at every moment: the new one takes the place of
the old one in one step. .git and CNAME at the top of SITE stay. Drafts are left out.";

const SERVE_EXAMPLES: &str = "Examples:
  newsstand serve articles --open
  newsstand serve --port 9000";

/// How many ports are tried, from the one asked for.
const PORTS: u16 = 20;

/// Makes a reading site of a folder of Markdown articles.
#[derive(Parser)]
#[command(name = "newsstand", version, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Write a site that any static host can serve, under any sub-path
    #[command(after_help = BUILD_EXAMPLES)]
    Build {
        /// The folder of articles; its newsstand.toml, if there is one, names the site
        dir: PathBuf,
        /// The folder to write: new, empty, or an earlier site, which is replaced in one step
        #[arg(long, value_name = "SITE")]
        out: PathBuf,
        /// Where the site will stand; instead of base_url in newsstand.toml
        #[arg(long, value_name = "URL", value_parser = base_url)]
        base_url: Option<SafeUrl>,
        /// A built viewer to use instead of the one inside this program
        #[arg(long, value_name = "FOLDER", hide_short_help = true)]
        bundle: Option<PathBuf>,
    },
    /// Show a folder as a site on this machine, and follow every change
    #[command(after_help = SERVE_EXAMPLES)]
    Serve {
        /// The folder of articles
        #[arg(default_value = ".")]
        dir: PathBuf,
        /// The port to listen on; the next free one is taken when it is in use
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Open the browser
        #[arg(long)]
        open: bool,
        /// A built viewer to use instead of the one inside this program
        #[arg(long, value_name = "FOLDER", hide_short_help = true)]
        bundle: Option<PathBuf>,
    },
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
        Command::Build { dir, out: to, base_url, bundle } => {
            commands::build(&Job { dir, out: to, base_url }, bundle.as_deref(), out)
        }
        Command::Serve { dir, port, open, bundle } => {
            let opening = if open { Opening::InBrowser } else { Opening::Printed };
            let ports = port..=port.saturating_add(PORTS - 1);
            commands::serve(&Preview { dir, ports, opening }, bundle.as_deref())
        }
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

fn base_url(text: &str) -> Result<SafeUrl, String> {
    settings::base_url(text).ok_or_else(|| "give an address such as https://example.org/reading/".to_owned())
}

fn fail(message: &str) -> ExitCode {
    // Standard error may be closed too; there is nobody left to tell.
    let _ = writeln!(io::stderr(), "newsstand: {message}");
    ExitCode::from(2)
}
