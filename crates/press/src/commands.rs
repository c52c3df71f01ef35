//! What each subcommand does. Results go to `out`, everything else to standard error.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use article::Card;
use markdown::{Dialect, Vault};
use press::archive::{self, Archive};
use press::bundle::Bundle;
use press::preview::Preview;
use press::report::{Finding, Kind, counted};
use press::site::Job;
use press::{PressError, Progress, links, render, settings};

use crate::cli::{Outcome, Stop};

pub(crate) fn build(job: &Job, bundle: Option<&Path>, out: &mut impl Write) -> Result<Outcome, Stop> {
    let report = press::site::build(job, &viewer(bundle)?, &Progress::to_stderr())?;
    complain(&report.articles.findings);
    writeln!(out, "{report}")?;
    Ok(if report.articles.refused() == 0 { Outcome::Well } else { Outcome::Problems })
}

pub(crate) fn serve(preview: &Preview, bundle: Option<&Path>) -> Result<Outcome, Stop> {
    press::preview::run(preview, &viewer(bundle)?)?;
    Ok(Outcome::Well)
}

fn viewer(folder: Option<&Path>) -> Result<Bundle, PressError> {
    folder.map_or_else(Bundle::embedded, Bundle::from_folder)
}

pub(crate) fn cards(paths: &[PathBuf], out: &mut impl Write) -> Result<Outcome, Stop> {
    let mut outcome = Outcome::Well;
    for path in paths {
        let archive = match path.is_dir() {
            true => archive::read(path, settings::read(path).0.vault, &Progress::to_stderr())?,
            false => single(path)?,
        };
        for card in &archive.cards {
            writeln!(out, "{}", json(card)?)?;
        }
        complain(&archive.findings);
        if archive.findings.iter().any(|finding| finding.kind == Kind::LeftOut) {
            outcome = Outcome::Problems;
        }
    }
    Ok(outcome)
}

/// A file that is given by itself: its name is its place in the archive.
fn single(path: &Path) -> Result<Archive, Stop> {
    if !path.exists() {
        return Err(PressError::Missing(path.to_owned()).into());
    }
    let (card, findings): (Option<Card>, _) = archive::card(path, &render::name_of(path)?, Vault::No);
    Ok(Archive { cards: card.into_iter().collect(), findings })
}

pub(crate) fn render(file: &Path, dialect: Dialect, out: &mut impl Write) -> Result<Outcome, Stop> {
    let unreadable = |source| PressError::Read { path: file.to_owned(), source };
    let (bytes, name) = if file == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map_err(unreadable)?;
        (bytes, Path::new("stdin.md"))
    } else if file.exists() {
        (fs::read(file).map_err(unreadable)?, file)
    } else {
        return Err(PressError::Missing(file.to_owned()).into());
    };
    out.write_all(render::fragment(&bytes, name, dialect)?.as_bytes())?;
    Ok(Outcome::Well)
}

pub(crate) fn catalog(dir: &Path, to: &Path, out: &mut impl Write) -> Result<Outcome, Stop> {
    let report = press::catalog::write(dir, to)?;
    complain(&report.findings);
    writeln!(out, "{report}")?;
    Ok(if report.refused() == 0 { Outcome::Well } else { Outcome::Problems })
}

pub(crate) fn check(dir: &Path, out: &mut impl Write) -> Result<Outcome, Stop> {
    let archive = checked(dir)?;
    for finding in &archive.findings {
        writeln!(out, "{finding}")?;
    }
    let files = archive.findings.chunk_by(|a, b| a.file == b.file).count();
    let articles = counted(archive.cards.len(), "article");
    match archive.findings.len() {
        0 => writeln!(out, "{articles}, no problems")?,
        problems => writeln!(out, "{articles}, {} in {}", counted(problems, "problem"), counted(files, "file"))?,
    }
    Ok(outcome(&archive))
}

pub(crate) fn check_json(dir: &Path, out: &mut impl Write) -> Result<Outcome, Stop> {
    let archive = checked(dir)?;
    let summary = serde_json::json!({ "articles": archive.cards.len(), "problems": archive.findings });
    writeln!(out, "{summary}")?;
    Ok(outcome(&archive))
}

/// The archive with what is wrong with its settings and its links.
fn checked(dir: &Path) -> Result<Archive, PressError> {
    let (settings, wrong) = settings::read(dir);
    let mut archive = links::check(dir, settings.vault, &Progress::to_stderr())?;
    archive.findings.extend(wrong);
    archive.findings.sort();
    Ok(archive)
}

fn outcome(archive: &Archive) -> Outcome {
    if archive.findings.is_empty() { Outcome::Well } else { Outcome::Problems }
}

fn json(card: &Card) -> Result<String, Stop> {
    serde_json::to_string(card).map_err(|error| Stop::Output(error.into()))
}

fn complain(findings: &[Finding]) {
    let mut err = io::stderr().lock();
    for finding in findings {
        // Standard error may be closed; the exit code still tells.
        let _ = writeln!(err, "{finding}");
    }
}
