//! Articles whose pages would have one place on some host or disk.

use std::collections::HashMap;

use article::Card;
use unicode_normalization::UnicodeNormalization;

use crate::archive::is_draft;
use crate::pages;
use crate::report::{Finding, Kind};

/// Two files of a site that cannot both be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clash {
    /// Whose file was there first.
    pub(crate) owner: String,
}

/// The files of a site and whose they are. A path is taken by its first owner, and so are the folders
/// above it: no file may have the name of a folder.
///
/// Paths count as the same when a disk takes them for the same: without case and with composed
/// characters (macOS, Windows). Compatibility forms (`２`, `2`) are different files everywhere.
#[derive(Debug, Default)]
pub(crate) struct Places {
    taken: HashMap<String, Place>,
}

#[derive(Debug)]
struct Place {
    owner: String,
    kind: PlaceKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PlaceKind {
    File,
    Folder,
}

impl Places {
    /// Takes all paths for the owner, or none.
    pub(crate) fn take(&mut self, owner: &str, paths: &[String]) -> Result<(), Clash> {
        let keys: Vec<String> = paths.iter().map(|path| folded(path)).collect();
        for key in &keys {
            let above = folders(key).filter_map(|folder| self.taken.get(folder));
            let file_above = above.into_iter().find(|place| place.kind == PlaceKind::File);
            if let Some(place) = file_above.or_else(|| self.taken.get(key.as_str())) {
                return Err(Clash { owner: place.owner.clone() });
            }
        }
        for key in keys {
            for folder in folders(&key) {
                let place = || Place { owner: owner.to_owned(), kind: PlaceKind::Folder };
                self.taken.entry(folder.to_owned()).or_insert_with(place);
            }
            self.taken.insert(key, Place { owner: owner.to_owned(), kind: PlaceKind::File });
        }
        Ok(())
    }
}

/// Keeps the first of several articles that clash, in the order of the cards, and reports the others.
/// Drafts have no page, and so no place.
pub(crate) fn settle(cards: &mut Vec<Card>, findings: &mut Vec<Finding>) {
    let mut places = Places::default();
    // Nothing is taken yet, so the catalog gets its places.
    let _ = places.take("the catalog", &["articles/catalog.json".to_owned(), "articles/catalog/list.html".to_owned()]);
    cards.retain(|card| {
        if is_draft(card) {
            return true;
        }
        let file = card.slug.path().to_string();
        let clash = places.take(&file, &paths_of(card)).err();
        findings.extend(clash.as_ref().map(|clash| Finding {
            file: file.clone(),
            line: None,
            kind: Kind::LeftOut,
            message: format!("Its page would have the same place as that of {}; rename one of the two.", clash.owner),
        }));
        clash.is_none()
    });
}

/// The files of a site that belong to one article.
pub(crate) fn paths_of(card: &Card) -> [String; 3] {
    let text = pages::text_path(&card.slug).as_str().to_owned();
    [text, page_of(card), format!("articles/{}", card.slug.path())]
}

/// The page of an article.
pub(crate) fn page_of(card: &Card) -> String {
    pages::page_path(&card.slug).as_str().to_owned()
}

/// The folders above a path, the topmost first.
fn folders(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// Upper case first folds `ß` to `ss`, as full case folding does.
fn folded(path: &str) -> String {
    path.nfc().collect::<String>().to_uppercase().to_lowercase().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use article::Slug;

    fn check(slugs: &[&str], left_out: &[&str]) {
        let mut cards: Vec<Card> = slugs.iter().map(|slug| Card::new(Slug::new(slug).unwrap(), "A")).collect();
        let mut findings = Vec::new();
        settle(&mut cards, &mut findings);
        assert_eq!(findings.iter().map(|finding| finding.file.as_str()).collect::<Vec<_>>(), left_out, "{slugs:?}");
        assert_eq!(cards.len() + left_out.len(), slugs.len());
    }

    #[test]
    fn pages_that_a_disk_takes_for_one_are_told_apart() {
        check(&["A", "a"], &["a.md"]);
        check(&["caf\u{e9}", "cafe\u{301}"], &["cafe\u{301}.md"]);
        check(&["Straße", "STRASSE"], &["STRASSE.md"]);
        check(&["it/A/x", "IT/a/X"], &["IT/a/X.md"]);
    }

    #[test]
    fn a_file_never_has_the_name_of_a_folder() {
        check(&["catalog.json/x", "catalog/List.html"], &["catalog.json/x.md"]);
    }

    #[test]
    fn different_articles_stay() {
        // Whose folder would have a page's name gets another page (`pages::page_path`).
        check(&["a", "a/index.html"], &[]);
        check(&["a/Index.HTML/x", "a"], &[]);
        check(&["a", "a.txt", "a.markdown", "b/a", "a/b", "catalog/x", "２", "2", "index", "index.html"], &[]);
    }
}
