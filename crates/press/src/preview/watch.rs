//! Word of changes in a folder.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{Config, Event, PollWatcher, RecommendedWatcher, RecursiveMode, Watcher};

use super::Word;
use crate::PressError;

/// How often a folder is looked through where the system gives no word.
const POLL: Duration = Duration::from_secs(2);

/// Tells of changes until it is dropped. Where the system gives no word of them (a network disk, too
/// many folders), the folder is looked through every two seconds.
pub(super) fn watch(dir: &Path, tell: &Sender<Word>) -> Result<Box<dyn Watcher + Send>, PressError> {
    let root = dir.canonicalize().map_err(|error| PressError::read(dir, error))?;
    let handler = || {
        let (root, tell) = (root.clone(), tell.clone());
        move |event: notify::Result<Event>| {
            // An error means that something was missed.
            if event.map_or(true, |event| matters(&event, &root)) {
                // Whoever listened is gone, and so is the reason to tell.
                let _ = tell.send(Word::Changed);
            }
        }
    };
    let watched = RecommendedWatcher::new(handler(), Config::default()).and_then(|mut watcher| {
        watcher.watch(&root, RecursiveMode::Recursive)?;
        Ok(Box::new(watcher) as Box<dyn Watcher + Send>)
    });
    watched
        .or_else(|_| {
            let mut watcher = PollWatcher::new(handler(), Config::default().with_poll_interval(POLL))?;
            watcher.watch(&root, RecursiveMode::Recursive)?;
            Ok(Box::new(watcher) as Box<dyn Watcher + Send>)
        })
        .map_err(|error: notify::Error| PressError::NotWatched { path: dir.to_owned(), reason: error.to_string() })
}

/// Reading a file is no change, and neither is what happens to hidden ones (`.git`, editors' states).
fn matters(event: &Event, root: &Path) -> bool {
    let changes = match event.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    let hidden = |path: &PathBuf| {
        let inside = path.strip_prefix(root).unwrap_or(Path::new(""));
        inside.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'))
    };
    changes && (event.paths.is_empty() || !event.paths.iter().all(hidden))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::CreateKind;

    #[test]
    fn only_changes_of_visible_files_matter() {
        let check = |kind, path: &str, expected| {
            let event = Event::new(kind).add_path(PathBuf::from(path));
            assert_eq!(matters(&event, Path::new("/x/.cache/docs")), expected, "{kind:?} {path}");
        };
        let created = EventKind::Create(CreateKind::File);
        check(created, "/x/.cache/docs/a.md", true);
        check(created, "/x/.cache/docs/.git/index.lock", false);
        check(created, "/x/.cache/docs/it/.a.md.swp", false);
        check(EventKind::Access(AccessKind::Read), "/x/.cache/docs/a.md", false);
        check(EventKind::Access(AccessKind::Close(AccessMode::Write)), "/x/.cache/docs/a.md", true);
    }
}
