use std::fs;
use std::path::Path;

use article::{ArchivePath, Slug};

use crate::PressError;
use crate::report::{Finding, Kind};

/// Files that have an article's ending and are none: lists of links, parts of docsify's frame, notes for
/// programs. Compared without case.
const NOT_ARTICLES: [&str; 8] = [
    "summary.md",
    "_sidebar.md",
    "_navbar.md",
    "_coverpage.md",
    "robots.txt",
    "llms.txt",
    "llms-full.txt",
    "requirements.txt",
];

/// A file with this name at its top says that a folder is a site that the press wrote.
pub(crate) const MARKER: &str = ".newsstand";

/// The settings of an archive, at its top.
pub(crate) const SETTINGS: &str = "newsstand.toml";

/// What is in a folder; every list is sorted.
#[derive(Debug, Default)]
pub(crate) struct Walked {
    /// Article files.
    pub(crate) articles: Vec<ArchivePath>,
    /// Everything else, such as pictures.
    pub(crate) others: Vec<ArchivePath>,
    /// Articles that cannot be looked at.
    pub(crate) findings: Vec<Finding>,
    /// Other files that cannot be looked at: they matter only to who copies them.
    pub(crate) other_findings: Vec<Finding>,
}

/// The files of a folder, and what could not be looked at.
///
/// Hidden files and folders and `node_modules` are left out, and so are sites that the press wrote into
/// the folder. A symbolic link is followed to a file
/// inside the folder only: what lies outside was not meant to be published, and a link to a folder may
/// lead in circles.
pub(crate) fn walk(dir: &Path) -> Result<Walked, PressError> {
    let metadata = fs::metadata(dir).map_err(|error| PressError::read(dir, error))?;
    if !metadata.is_dir() {
        return Err(PressError::NotAFolder(dir.to_owned()));
    }
    let root = dir.canonicalize().map_err(|error| PressError::read(dir, error))?;
    // An unreadable root is an error; an unreadable folder inside it is a finding.
    fs::read_dir(&root).map_err(|error| PressError::read(dir, error))?;
    let mut walk = Walk { root: &root, found: Walked::default() };
    walk.folder(&root, "");
    let mut found = walk.found;
    found.articles.sort();
    found.others.sort();
    found.findings.sort();
    found.other_findings.sort();
    Ok(found)
}

struct Walk<'a> {
    root: &'a Path,
    found: Walked,
}

impl Walk<'_> {
    /// Collects a folder; `prefix` is its path in the archive, with a slash at its end.
    fn folder(&mut self, folder: &Path, prefix: &str) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.left_out(prefix, format!("The folder cannot be read ({error}).")),
        };
        for entry in entries {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.left_out(prefix, format!("A file of the folder cannot be read ({error})."));
                    continue;
                }
            };
            let name = entry.file_name();
            let shown = format!("{prefix}{}", name.to_string_lossy());
            if shown[prefix.len()..].starts_with('.') {
                continue;
            }
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => {
                    if name != "node_modules" && !entry.path().join(MARKER).is_file() {
                        self.folder(&entry.path(), &format!("{shown}/"));
                    }
                }
                Ok(kind) if kind.is_symlink() => self.link(&entry.path(), &shown),
                Ok(kind) if kind.is_file() => self.file(name.to_str().map(|_| shown.as_str()), &shown),
                Ok(_) => {}
                Err(error) => self.left_out(&shown, format!("The file cannot be read ({error}).")),
            }
        }
    }

    fn link(&mut self, path: &Path, shown: &str) {
        match path.canonicalize() {
            Ok(target) if target.is_dir() => {
                self.left_out(&format!("{shown}/"), "A link to a folder is not followed; move the folder here.".into());
            }
            Ok(target) if target.starts_with(self.root) && target.is_file() => {
                self.file(path.file_name().and_then(|name| name.to_str()).map(|_| shown), shown);
            }
            Ok(target) if target.starts_with(self.root) => {}
            Ok(_) => self.left_out(shown, "The link leads out of the archive; copy the file here.".into()),
            Err(error) => self.left_out(shown, format!("The link leads nowhere ({error}).")),
        }
    }

    fn file(&mut self, name: Option<&str>, shown: &str) {
        match name.map(ArchivePath::new) {
            Some(Ok(path)) if path.as_str() == SETTINGS => {}
            Some(Ok(path)) => match looks_like_an_article(shown) {
                true => self.found.articles.push(path),
                false => self.found.others.push(path),
            },
            Some(Err(error)) => self.left_out(shown, format!("The file cannot be published: {error}; rename it.")),
            None => self.left_out(shown, "The file's name is not UTF-8; rename it.".into()),
        }
    }

    fn left_out(&mut self, file: &str, message: String) {
        // A folder, which ends in a slash, may hold articles.
        let matters = file.is_empty() || file.ends_with('/') || looks_like_an_article(file);
        let file = if file.is_empty() { "." } else { file };
        let finding = Finding { file: file.escape_debug().to_string(), line: None, kind: Kind::LeftOut, message };
        match matters {
            true => self.found.findings.push(finding),
            false => self.found.other_findings.push(finding),
        }
    }
}

/// Judges by the file's own name, so that a name that is no [`ArchivePath`] can be judged too.
fn looks_like_an_article(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    if NOT_ARTICLES.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return false;
    }
    let plain: String = name.chars().map(|c| if c.is_control() || c == '\\' { '_' } else { c }).collect();
    ArchivePath::new(&plain).is_ok_and(|path| Slug::of(&path).is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(files: &[&str], expected: &[&str], left_out: &[&str]) {
        let dir = tempfile::tempdir().unwrap();
        for file in files {
            let path = dir.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "# A").unwrap();
        }
        let Walked { articles, findings, .. } = walk(dir.path()).unwrap();
        assert_eq!(articles.iter().map(ArchivePath::as_str).collect::<Vec<_>>(), expected);
        assert_eq!(findings.iter().map(|finding| finding.file.as_str()).collect::<Vec<_>>(), left_out);
    }

    #[test]
    fn articles_are_found_in_order_and_nothing_else() {
        check(
            &[
                "b.md",
                "a/z.md",
                "a/深.markdown",
                "x.png",
                "SUMMARY.md",
                "a/_sidebar.md",
                "book.toml",
                "robots.txt",
                "n.txt",
            ],
            &["a/z.md", "a/深.markdown", "b.md", "n.txt"],
            &[],
        );
        check(&[".git/a.md", ".hidden.md", "node_modules/x/README.md", "a.md"], &["a.md"], &[]);
    }

    #[test]
    #[cfg(unix)]
    fn a_name_no_archive_has_is_reported() {
        check(&["a\\b.md", "c\nd.md", "e\\f.png"], &[], &["a\\\\b.md", "c\\nd.md"]);
    }

    #[test]
    #[cfg(unix)]
    fn links_are_followed_to_files_inside_and_nowhere_else() {
        let outside = tempfile::tempdir().unwrap();
        fs::write(outside.path().join("secret.md"), "# S").unwrap();
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.md"), "# A").unwrap();
        let link = |to: &Path, name: &str| std::os::unix::fs::symlink(to, dir.path().join(name)).unwrap();
        link(Path::new("a.md"), "b.md");
        link(Path::new("."), "loop");
        link(&outside.path().join("secret.md"), "s.md");
        link(Path::new("nowhere.md"), "gone.md");
        let Walked { articles, findings, .. } = walk(dir.path()).unwrap();
        assert_eq!(articles.iter().map(ArchivePath::as_str).collect::<Vec<_>>(), ["a.md", "b.md"]);
        assert_eq!(findings.iter().map(|f| f.file.as_str()).collect::<Vec<_>>(), ["gone.md", "loop/", "s.md"]);
    }

    #[test]
    fn pictures_are_listed_apart_and_a_site_is_no_part_of_an_archive() {
        let dir = tempfile::tempdir().unwrap();
        for file in ["a.md", "x.png", "newsstand.toml", "it/newsstand.toml", "site/.newsstand", "site/articles/a.md"] {
            fs::create_dir_all(dir.path().join(file).parent().unwrap()).unwrap();
            fs::write(dir.path().join(file), "# A").unwrap();
        }
        let Walked { articles, others, .. } = walk(dir.path()).unwrap();
        assert_eq!(articles.iter().map(ArchivePath::as_str).collect::<Vec<_>>(), ["a.md"]);
        assert_eq!(others.iter().map(ArchivePath::as_str).collect::<Vec<_>>(), ["it/newsstand.toml", "x.png"]);
    }

    #[test]
    fn what_is_no_folder_is_an_error_with_a_remedy() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("a.md");
        fs::write(&file, "# A").unwrap();
        assert!(walk(&file).unwrap_err().to_string().contains("is not a folder"));
        assert!(walk(&dir.path().join("b")).unwrap_err().to_string().contains("check the spelling"));
    }
}
