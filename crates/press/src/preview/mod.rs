//! A site that follows its articles: built into a temporary folder, served, and built again after each
//! change. Open pages load again where they were.

mod watch;

use std::io::{self, Write};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use crate::bundle::Bundle;
use crate::report::Finding;
use crate::serve::{Revision, Server};
use crate::site::{Builder, Job, SiteReport};
use crate::{PressError, Progress};

/// Quiet after a change before the site is built: programs write files in several steps.
const QUIET: Duration = Duration::from_millis(120);

/// The longest wait for quiet.
const PATIENCE: Duration = Duration::from_secs(2);

/// How many problems are shown: the address below them must stay in sight.
const FINDINGS: usize = 10;

/// What is to be shown, and where.
#[derive(Clone, Debug)]
pub struct Preview {
    /// The folder of articles.
    pub dir: PathBuf,
    /// The first free one is taken.
    pub ports: RangeInclusive<u16>,
    /// What to do with the address.
    pub opening: Opening,
}

/// What to do with the address of a preview.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opening {
    /// Print it.
    Printed,
    /// Print it and open it in the browser.
    InBrowser,
}

/// What the preview waits for.
enum Word {
    /// Something in the folder is another.
    Changed,
    /// Somebody has seen enough.
    Stop,
}

/// Serves until Ctrl+C, which also removes the temporary folder.
///
/// # Errors
/// When the articles cannot be read, the temporary folder cannot be written or no port is free. After
/// the first build, errors are printed and the last site stays.
pub fn run(preview: &Preview, bundle: &Bundle) -> Result<(), PressError> {
    let (tell, words) = mpsc::channel();
    let stop = tell.clone();
    let asked = AtomicBool::new(false);
    // It fails where somebody has set a handler already, who then knows what to do.
    let _ = ctrlc::set_handler(move || {
        let _ = stop.send(Word::Stop);
        // Whoever asks twice does not want to wait for the build.
        if asked.swap(true, Ordering::Relaxed) {
            std::process::exit(130);
        }
    });
    let temporary = tempfile::Builder::new().prefix("newsstand-").tempdir();
    let temporary = temporary.map_err(|error| PressError::write(&std::env::temp_dir(), error))?;
    let out = temporary.path().join("site");
    // Before the first build, so that a change during it is not missed.
    let _watcher = watch::watch(&preview.dir, &tell)?;
    let job = Job { dir: preview.dir.clone(), out: out.clone(), base_url: None };
    let mut builder = Builder::new(job, bundle)?;
    let report = builder.build(&Progress::to_stderr())?;
    show(&report.articles.findings);
    say(&format!("  {report}"));
    let revision = Arc::new(Revision::default());
    let running = Server::live(vec![("/".to_owned(), out)], Arc::clone(&revision)).start(preview.ports.clone())?;
    say(&format!("\n  {}\n  Ctrl+C stops it.", running.url()));
    if preview.opening == Opening::InBrowser {
        open(&running.url());
    }
    follow(&words, &mut builder, &revision, report);
    Ok(())
}

/// Builds after each change until somebody has seen enough.
fn follow(words: &Receiver<Word>, builder: &mut Builder<'_>, revision: &Revision, mut last: SiteReport) {
    while let Ok(Word::Changed) = words.recv() {
        let since = Instant::now();
        while since.elapsed() < PATIENCE {
            match words.recv_timeout(QUIET) {
                Ok(Word::Changed) => {}
                Ok(Word::Stop) => return,
                Err(_) => break,
            }
        }
        match builder.build(&Progress::silent()) {
            Err(error) => complain(&error.to_string()),
            Ok(report) => {
                let news = |finding: &&Finding| !last.articles.findings.contains(finding);
                show(report.articles.findings.iter().filter(news));
                if report.files.written + report.files.removed > 0 {
                    say(&format!("  {report}"));
                    revision.advance();
                }
                last = report;
            }
        }
    }
}

/// Whoever reads may have gone; the site is served all the same.
fn say(line: &str) {
    let _ = writeln!(io::stdout(), "{line}");
}

fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "  {line}");
}

fn show<'a>(findings: impl IntoIterator<Item = &'a Finding>) {
    let findings: Vec<&Finding> = findings.into_iter().collect();
    findings.iter().take(FINDINGS).for_each(|finding| complain(&finding.to_string()));
    if findings.len() > FINDINGS {
        complain(&format!("… and {} more; `newsstand check` lists them", findings.len() - FINDINGS));
    }
}

/// Hands the address to the system. Without a browser the printed address has to do.
fn open(url: &str) {
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    if std::process::Command::new(program).arg(url).spawn().is_err() {
        complain(&format!("{program} is missing; open the address yourself"));
    }
}
