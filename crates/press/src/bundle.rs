//! The built viewer: what every site holds besides its articles.

use std::borrow::Cow;
use std::fs;
use std::path::Path;

use crate::PressError;

/// The viewer as files.
#[derive(Clone, Debug)]
pub struct Bundle {
    /// The page that starts the app: the frame of every page.
    pub index_html: Cow<'static, str>,
    /// The other files.
    pub files: Vec<BundleFile>,
}

/// A file of the viewer.
#[derive(Clone, Debug)]
pub struct BundleFile {
    /// Where it stands in the site, with `/` between folders.
    pub path: Cow<'static, str>,
    /// What it holds.
    pub bytes: Cow<'static, [u8]>,
}

#[cfg(feature = "bundle")]
mod embedded {
    include!(concat!(env!("OUT_DIR"), "/bundle.rs"));
}

impl Bundle {
    /// The viewer that is inside this program.
    ///
    /// # Errors
    /// [`PressError::NoBundle`] when the program was built without it (the feature `bundle`).
    #[cfg(feature = "bundle")]
    pub fn embedded() -> Result<Self, PressError> {
        let file = |(path, bytes): &(&'static str, &'static [u8])| BundleFile {
            path: Cow::Borrowed(*path),
            bytes: Cow::Borrowed(*bytes),
        };
        Ok(Self { index_html: Cow::Borrowed(embedded::INDEX_HTML), files: embedded::FILES.iter().map(file).collect() })
    }

    /// The viewer that is inside this program.
    ///
    /// # Errors
    /// [`PressError::NoBundle`] when the program was built without it (the feature `bundle`).
    #[cfg(not(feature = "bundle"))]
    pub fn embedded() -> Result<Self, PressError> {
        Err(PressError::NoBundle)
    }

    /// The viewer that Trunk wrote into a folder, without the sample articles.
    ///
    /// # Errors
    /// When the folder holds no viewer or cannot be read.
    pub fn from_folder(folder: &Path) -> Result<Self, PressError> {
        let index = folder.join("index.html");
        let index_html = fs::read_to_string(&index).map_err(|error| PressError::read(&index, error))?;
        let mut files = Vec::new();
        collect(folder, "", &mut files)?;
        files.retain(|file| file.path != "index.html");
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(Self { index_html: index_html.into(), files })
    }
}

/// `prefix` is the folder's path in the site, with a slash at its end.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<BundleFile>) -> Result<(), PressError> {
    for entry in fs::read_dir(folder).map_err(|error| PressError::read(folder, error))? {
        let entry = entry.map_err(|error| PressError::read(folder, error))?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if path[prefix.len()..].starts_with('.') || path == "articles" {
            continue;
        }
        match entry.path().is_dir() {
            true => collect(&entry.path(), &format!("{path}/"), files)?,
            false => {
                let bytes = fs::read(entry.path()).map_err(|error| PressError::read(&entry.path(), error))?;
                files.push(BundleFile { path: path.into(), bytes: bytes.into() });
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gives_its_files_without_samples_and_without_what_is_hidden() {
        let dir = tempfile::tempdir().unwrap();
        for file in ["index.html", "b.js", "snippets/x/a.js", "articles/a.md", ".stage/b.js"] {
            fs::create_dir_all(dir.path().join(file).parent().unwrap()).unwrap();
            fs::write(dir.path().join(file), file).unwrap();
        }
        let bundle = Bundle::from_folder(dir.path()).unwrap();
        assert_eq!(bundle.index_html, "index.html");
        assert_eq!(bundle.files.iter().map(|file| file.path.as_ref()).collect::<Vec<_>>(), ["b.js", "snippets/x/a.js"]);
        assert!(Bundle::from_folder(&dir.path().join("snippets")).is_err());
    }

    #[test]
    #[cfg(feature = "bundle")]
    fn the_viewer_is_inside_the_program() {
        let bundle = Bundle::embedded().unwrap();
        assert!(bundle.index_html.contains("newsstand") && bundle.files.iter().all(|file| file.path != "index.html"));
    }
}
