//! A folder of articles as a site for any static host.
//!
//! [`build`] makes the whole site in a folder beside the old one and then exchanges the two, so that
//! whatever happens the site is complete. [`Builder`] does the same again and again and remembers what
//! it has seen, for a preview.
//!
//! What stands where: the rack at `index.html`; each article at `a/<slug>/index.html` with its source
//! beside it; each tag at `t/<folder>/index.html`; the archive itself, with its catalog, in `articles/`;
//! the viewer's files at the top.

mod articles;
mod destination;
mod exchange;
mod report;
mod staging;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use article::{ArchivePath, Article, Card, SafeUrl};

use crate::bundle::Bundle;
use crate::clash::{self, Places};
use crate::memory::Memory;
use crate::pages::{self, Context};
use crate::published::Published;
use crate::report::{Finding, Kind, Report};
use crate::settings::{self, Offline};
use crate::shell::Shell;
use crate::walk::{MARKER, walk};
use crate::{PressError, Progress, archive, catalog, index};
use destination::Destination;
use staging::Staging;

pub use report::SiteReport;
pub use staging::Tally;

/// What the marker file of a site says.
const MARKER_TEXT: &str = "`newsstand build` wrote this folder and replaces it when it runs again.\n";

/// What is to be made of what.
#[derive(Clone, Debug)]
pub struct Job {
    /// The folder of articles.
    pub dir: PathBuf,
    /// The folder of the site: new, empty, or an earlier site.
    pub out: PathBuf,
    /// Where the site will stand, instead of what `newsstand.toml` says.
    pub base_url: Option<SafeUrl>,
}

/// Builds a site.
///
/// # Errors
/// When the articles cannot be read or the site cannot be written; then the old site is as it was. What
/// is wrong with a file is in the report instead.
pub fn build(job: &Job, bundle: &Bundle, progress: &Progress) -> Result<SiteReport, PressError> {
    run(job, bundle, &Shell::read(&bundle.index_html)?, None, progress)
}

/// Builds the same site again and again. What has not changed since the last time is neither read nor
/// rendered.
#[derive(Debug)]
pub struct Builder<'a> {
    job: Job,
    bundle: &'a Bundle,
    shell: Shell,
    memory: Memory,
}

impl<'a> Builder<'a> {
    /// Nothing is built yet.
    ///
    /// # Errors
    /// When the viewer's page is not one.
    pub fn new(job: Job, bundle: &'a Bundle) -> Result<Self, PressError> {
        Ok(Self { job, bundle, shell: Shell::read(&bundle.index_html)?, memory: Memory::default() })
    }

    /// As [`build`].
    ///
    /// # Errors
    /// As [`build`].
    pub fn build(&mut self, progress: &Progress) -> Result<SiteReport, PressError> {
        let built = run(&self.job, self.bundle, &self.shell, Some(&mut self.memory), progress);
        if built.is_err() {
            // What was made did not reach the site.
            self.memory.made.clear();
        }
        built
    }
}

fn run(
    job: &Job,
    bundle: &Bundle,
    shell: &Shell,
    mut memory: Option<&mut Memory>,
    progress: &Progress,
) -> Result<SiteReport, PressError> {
    let start = Instant::now();
    // First, so that a folder that is none is named before anything is made.
    let mut walked = walk(&job.dir)?;
    let others = std::mem::take(&mut walked.others);
    let sources: Vec<ArchivePath> = walked.articles.clone();
    let mut findings = std::mem::take(&mut walked.other_findings);
    let (mut settings, wrong) = settings::read(&job.dir);
    findings.extend(wrong);
    if job.base_url.is_some() {
        settings.base_url.clone_from(&job.base_url);
    }
    if memory.is_some() {
        // Whoever looks at a preview wants what was written last.
        settings.offline = Offline::Off;
    }
    let place = Destination::open(&job.out, &job.dir)?;
    let archive = archive::read_walked(&job.dir, walked, settings.vault, progress, memory.as_deref_mut());
    findings.extend(archive.findings);
    let Published { cards, drafts, tags } = Published::of(archive.cards, &settings.tags);

    let staging = Staging::new(&place)?;
    let mut site = Site {
        dir: &job.dir,
        staging,
        context: &Context::new(&settings, shell, &cards),
        places: Places::default(),
        findings,
    };
    site.frame(bundle)?;
    let indexed = index::Archive { dir: &job.dir, vault: settings.vault, cards: &cards, memory: memory.as_deref() };
    let search = index::write(&indexed, &site.staging, progress)?;
    site.pages(&cards, search)?;
    // The sources of articles that are shown are written with their pages; drafts are nobody's business.
    let shown: BTreeSet<ArchivePath> = cards.iter().map(|card| card.slug.path()).collect();
    let left_over = sources.into_iter().filter(|path| !drafts.contains(path) && !shown.contains(path));
    let others = site.copied(others.into_iter().chain(left_over));
    site.articles(&cards, memory.as_deref_mut(), progress)?;
    site.copies(&others, memory, progress)?;
    let Site { staging, mut findings, .. } = site;
    let files = staging.finish()?;
    findings.sort();
    findings.dedup();
    let articles = Report {
        articles: cards.len(),
        drafts: drafts.len(),
        findings,
        tags,
        written: files.written,
        elapsed: start.elapsed(),
    };
    Ok(SiteReport { articles, files })
}

/// A site in the making.
struct Site<'a> {
    dir: &'a Path,
    staging: Staging<'a>,
    context: &'a Context<'a>,
    places: Places,
    findings: Vec<Finding>,
}

impl Site<'_> {
    /// What every site has, whatever its articles.
    fn frame(&mut self, bundle: &Bundle) -> Result<(), PressError> {
        self.own(MARKER, MARKER_TEXT.as_bytes())?;
        // Without it GitHub Pages runs Jekyll, which leaves files out and rewrites Markdown.
        self.own(".nojekyll", b"")?;
        // The one that removes itself and all it kept takes the other's name where a site wants none.
        let (worker, other) = match self.context.settings().offline {
            Offline::On => ("sw.js", "sw-off.js"),
            Offline::Off => ("sw-off.js", "sw.js"),
        };
        for file in bundle.files.iter().filter(|file| file.path != other) {
            let path = if file.path == worker { "sw.js" } else { &file.path };
            self.own(path, &file.bytes)?;
        }
        Ok(())
    }

    /// The rack, the catalog and all pages but those of articles.
    fn pages(&mut self, cards: &[Card], search: ArchivePath) -> Result<(), PressError> {
        let context = self.context;
        for (path, text) in [
            ("index.html", pages::rack(context)),
            ("404.html", pages::missing(context)),
            ("robots.txt", pages::robots(context)),
            ("llms.txt", pages::llms(context)),
            ("manifest.webmanifest", pages::web_manifest(context)),
        ] {
            self.own(path, text.as_bytes())?;
        }
        if context.has_feed()
            && let Some(feed) = pages::feed(context, &self.newest()?)
        {
            self.own("feed.xml", feed.as_bytes())?;
        }
        for (path, text) in pages::sitemap(context) {
            self.own(path.as_str(), text.as_bytes())?;
        }
        for (path, bytes) in catalog::files(context.settings(), cards, pages::plain_list(context), search)? {
            self.own(&format!("articles/{path}"), &bytes)?;
        }
        for card in cards {
            if let Err(clash) = self.places.take(&card.slug.path().to_string(), &clash::paths_of(card)) {
                self.clashed(card.slug.path().as_str(), &clash);
            }
        }
        for tag in context.tags() {
            let path = tag.path().as_str().to_owned();
            match self.places.take(tag.name.as_str(), std::slice::from_ref(&path)) {
                Ok(()) => self.staging.put(&path, pages::tag(context, tag).as_bytes())?,
                Err(clash) => self.clashed(&path, &clash),
            }
        }
        Ok(())
    }

    /// The articles that are in the feed with their text.
    fn newest(&self) -> Result<Vec<Article>, PressError> {
        let cards = self.context.cards().iter().take(pages::FULL_TEXTS);
        cards.map(|card| self.read_again(card).map(|again| again.article)).collect()
    }

    /// A file that is the site's own. The first one to be written at a path stays.
    fn own(&mut self, path: &str, bytes: &[u8]) -> Result<(), PressError> {
        match self.places.take("the site itself", &[path.to_owned()]) {
            Ok(()) => self.staging.put(path, bytes),
            Err(_) => Ok(()),
        }
    }

    fn clashed(&mut self, file: &str, clash: &clash::Clash) {
        let message = format!("It would have the same place in the site as {}; rename it.", clash.owner);
        self.findings.push(Finding { file: file.to_owned(), line: None, kind: Kind::LeftOut, message });
    }
}
