use std::collections::{BTreeMap, HashMap};

use article::Tag;

use super::tag_key;

/// Other names of tags, as the owner of an archive lists them: `小红书` is also `xhs` and `RED`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aliases {
    /// By the key of every name, the tag's own one too: then its spelling is the one that is shown.
    tags: BTreeMap<String, Tag>,
    /// Tags and their other names, as they were listed.
    listed: Vec<(Tag, Vec<Tag>)>,
}

impl Aliases {
    /// Tags with their other names. A name that is listed twice is that of the first tag.
    pub fn new(listed: impl IntoIterator<Item = (Tag, Vec<Tag>)>) -> Self {
        let mut aliases = Self { listed: listed.into_iter().collect(), ..Self::default() };
        for (tag, others) in &aliases.listed {
            for name in std::iter::once(tag).chain(others) {
                aliases.tags.entry(tag_key(name.as_str())).or_insert_with(|| tag.clone());
            }
        }
        aliases
    }

    /// The tag that a name stands for: itself, unless it is listed.
    pub fn tag<'t>(&'t self, name: &'t Tag) -> &'t Tag {
        match self.tags.is_empty() {
            true => name,
            false => self.tags.get(&tag_key(name.as_str())).unwrap_or(name),
        }
    }

    /// Replaces names by what they stand for; none is left twice.
    pub(super) fn respell(&self, tags: &mut Vec<Tag>) {
        let mut kept: Vec<Tag> = Vec::with_capacity(tags.len());
        for tag in tags.iter().map(|tag| self.tag(tag)) {
            if !kept.contains(tag) {
                kept.push(tag.clone());
            }
        }
        *tags = kept;
    }

    /// The other names of tags in a table, and the place of each one's tag.
    pub(super) fn of_table(&self, table: &[String]) -> (Vec<String>, Vec<u32>) {
        let places: HashMap<&str, u32> = table.iter().zip(0..).map(|(name, at)| (name.as_str(), at)).collect();
        let names = self.listed.iter().flat_map(|(_, others)| others);
        names.filter_map(|name| Some((name.to_string(), *places.get(self.tag(name).as_str())?))).unzip()
    }
}
