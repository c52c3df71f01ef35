//! Which articles of an archive are shown, and in which order.

use std::collections::BTreeSet;

use article::{ArchivePath, Card};
use catalog::Merged;
use catalog::build::Aliases;

use crate::archive;

/// The cards that are published.
#[derive(Debug)]
pub(crate) struct Published {
    /// Newest first; every tag in its commonest spelling.
    pub(crate) cards: Vec<Card>,
    /// The files of those whose author says that they are not finished.
    pub(crate) drafts: BTreeSet<ArchivePath>,
    /// What became of the tags.
    pub(crate) tags: Merged,
}

impl Published {
    pub(crate) fn of(cards: Vec<Card>, aliases: &Aliases) -> Self {
        let (drafts, mut cards): (Vec<_>, Vec<_>) = cards.into_iter().partition(archive::is_draft);
        let tags = catalog::build::arrange(&mut cards, aliases);
        Self { cards, drafts: drafts.iter().map(|card| card.slug.path()).collect(), tags }
    }
}
