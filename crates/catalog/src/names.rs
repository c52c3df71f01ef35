use article::push_clean_line;

use crate::{CatalogError, Rows};

/// In a column: the row has no value.
pub(crate) const NONE: u32 = u32::MAX;

/// A table of names, end to end: an archive may have 80,000 tags, and an allocation each would cost more than
/// all else that is read.
#[derive(Clone, Debug, Default)]
pub(crate) struct Table {
    names: String,
    /// Where each name ends.
    ends: Vec<u32>,
}

impl Table {
    pub(crate) fn new(names: Vec<String>) -> Self {
        let mut table = Self { names: String::new(), ends: Vec::with_capacity(names.len()) };
        for name in &names {
            push_clean_line(&mut table.names, name);
            table.ends.push(table.names.len() as u32);
        }
        table
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn name(&self, id: u32) -> &str {
        let at = id as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.names[start..self.ends[at] as usize]
    }

    /// Every value with its name, the commonest first.
    pub(crate) fn all(&self) -> impl Iterator<Item = (u32, &str)> {
        (0..self.len() as u32).map(|id| (id, self.name(id)))
    }

    /// The value of this name; else one that differs only in ASCII case, width or inner spaces, so that
    /// a link typed by hand works.
    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        // A scan: an order to search in would take longer to make than all that is ever looked for.
        let found = self.all().find(|(_, known)| *known == name);
        let like = || self.all().find(|(_, known)| folded(known).eq(folded(name)));
        found.or_else(like).map(|(id, _)| id)
    }
}

/// A column with one value a row, or none.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    pub(crate) table: Table,
    of: Vec<u32>,
}

impl Names {
    /// A column of at most so many rows. A place beyond the table becomes "no value" and is counted in
    /// `damaged`.
    #[inline(never)]
    pub(crate) fn new(names: Vec<String>, column: &[Option<u32>], rows: usize, damaged: &mut u32) -> Self {
        let table = Table::new(names);
        let mut of = vec![NONE; rows];
        for (of, id) in of.iter_mut().zip(column) {
            match *id {
                None => {}
                Some(id) if (id as usize) < table.len() && !table.name(id).is_empty() => *of = id,
                Some(_) => *damaged += 1,
            }
        }
        Self { table, of }
    }

    /// The value of a row, or [`NONE`].
    pub(crate) fn of(&self, row: u32) -> u32 {
        self.of.get(row as usize).copied().unwrap_or(NONE)
    }

    /// The rows that have one of the values.
    pub(crate) fn rows_of(&self, ids: impl Iterator<Item = u32>) -> Rows {
        let mut wanted = vec![false; self.table.len()];
        ids.for_each(|id| wanted[id as usize] = true);
        let mut rows = Rows::none(self.of.len());
        for (row, id) in self.of.iter().enumerate() {
            if wanted.get(*id as usize).is_some_and(|wanted| *wanted) {
                rows.insert(row as u32);
            }
        }
        rows
    }
}

/// The tags of each row, and the rows of each tag.
#[derive(Clone, Debug)]
pub(crate) struct Tags {
    pub(crate) table: Table,
    /// Other spellings, and the tag that each of them means.
    aliases: Table,
    means: Vec<u32>,
    ids: Lists,
    rows: Lists,
}

impl Tags {
    /// Checks a column of the form "how many, then which", row after row. A place beyond the table is
    /// left out and counted in `damaged`.
    pub(crate) fn new(
        names: Vec<String>,
        tagged: &[u32],
        rows: usize,
        damaged: &mut u32,
    ) -> Result<Self, CatalogError> {
        const MISFIT: CatalogError = CatalogError::Damaged("the tags do not fit the rows");
        let table = Table::new(names);
        let mut ids = Lists::default();
        let mut uses = vec![0; table.len()];
        let mut rest = tagged;
        while let Some((&count, tail)) = rest.split_first() {
            let (row, tail) = tail.split_at_checked(count as usize).ok_or(MISFIT)?;
            rest = tail;
            for &id in row {
                if (id as usize) < table.len() && !table.name(id).is_empty() {
                    ids.items.push(id);
                    uses[id as usize] += 1;
                } else {
                    *damaged += 1;
                }
            }
            ids.ends.push(ids.items.len() as u32);
        }
        if ids.ends.is_empty() {
            ids.ends.resize(rows, 0);
        }
        if ids.ends.len() != rows {
            return Err(MISFIT);
        }
        let rows = ids.turned(&uses);
        Ok(Self { table, ids, rows, aliases: Table::default(), means: Vec::new() })
    }

    /// With other spellings; `means` is the tag of each, and what is beyond the table is left out.
    pub(crate) fn with_aliases(mut self, names: Vec<String>, means: &[u32]) -> Self {
        let pairs = names.into_iter().zip(means).filter(|(_, id)| (**id as usize) < self.table.len());
        let (names, means) = pairs.unzip();
        (self.aliases, self.means) = (Table::new(names), means);
        self
    }

    /// The tag of this name, or of which it is another spelling.
    pub(crate) fn find(&self, name: &str) -> Option<u32> {
        self.table.find(name).or_else(|| self.means.get(self.aliases.find(name)? as usize).copied())
    }

    /// The rows of a tag, ascending.
    pub(crate) fn having(&self, id: u32) -> &[u32] {
        self.rows.get(id)
    }

    /// The tags of a row.
    pub(crate) fn of(&self, row: u32) -> &[u32] {
        self.ids.get(row)
    }

    /// The rows that have the tag.
    pub(crate) fn rows_of(&self, id: u32) -> Rows {
        let mut rows = Rows::none(self.ids.ends.len());
        self.rows.get(id).iter().for_each(|row| rows.insert(*row));
        rows
    }
}

/// Lists of different lengths, end to end.
#[derive(Clone, Debug, Default)]
struct Lists {
    items: Vec<u32>,
    ends: Vec<u32>,
}

impl Lists {
    fn get(&self, at: u32) -> &[u32] {
        let at = at as usize;
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize };
        &self.items[start..self.ends[at] as usize]
    }

    /// From "items of each list" to "lists of each item"; `uses` says how many lists have each item.
    fn turned(&self, uses: &[u32]) -> Self {
        let mut next: Vec<u32> = Vec::with_capacity(uses.len());
        let mut ends = Vec::with_capacity(uses.len());
        let mut end = 0;
        for count in uses {
            next.push(end);
            end += count;
            ends.push(end);
        }
        let mut items = vec![0; self.items.len()];
        for list in 0..self.ends.len() as u32 {
            for &item in self.get(list) {
                items[next[item as usize] as usize] = list;
                next[item as usize] += 1;
            }
        }
        Self { items, ends }
    }
}

/// A key that is equal for names that differ only in ASCII case, full width or inner spaces: what the
/// page can afford of the press's rule (NFKC and full case folding, DESIGN section 4).
pub(crate) fn fold(name: &str) -> String {
    folded(name).collect()
}

fn folded(name: &str) -> impl Iterator<Item = char> {
    let narrow = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    };
    name.chars().filter(|c| !c.is_whitespace()).map(move |c| narrow(c).to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_in_any_width_case_and_spacing() {
        let table = Table::new(vec!["A/B 测试".into(), "a/b测试 ".into(), "DOU+".into()]);
        assert_eq!(table.find("a/b测试"), Some(1));
        assert_eq!(table.find("Ａ/b 测试"), Some(0));
        assert_eq!(table.find("ｄｏｕ＋"), Some(2));
        assert_eq!(table.find("抖音"), None);
    }

    #[test]
    fn tags_are_known_from_both_sides() {
        let names = ["a", "b", "c"].map(str::to_owned).to_vec();
        let mut damaged = 0;
        let tags = Tags::new(names, &[2, 1, 0, 0, 1, 1, 2, 9, 1], 4, &mut damaged).unwrap();
        assert_eq!((tags.of(0), tags.of(1), tags.of(3)), ([1, 0].as_slice(), [].as_slice(), [1].as_slice()));
        assert_eq!(tags.rows_of(1).iter().collect::<Vec<_>>(), [0, 2, 3]);
        assert_eq!((tags.rows_of(2).count(), damaged), (0, 1));
    }

    #[test]
    fn tags_that_overrun_are_an_error() {
        for tagged in [&[5_u32, 0][..], &[u32::MAX], &[0, 0, 0]] {
            assert!(Tags::new(vec!["a".into()], tagged, 2, &mut 0).is_err(), "{tagged:?}");
        }
    }

    #[test]
    fn another_spelling_means_its_tag() {
        let tags = Tags::new(vec!["a".into(), "小红书".into()], &[1, 1], 1, &mut 0).unwrap();
        let tags = tags.with_aliases(["xhs", "beyond", "RED"].map(str::to_owned).to_vec(), &[1, 9, 1]);
        let found = ["XHS", "red", "小红书", "beyond"].map(|name| tags.find(name));
        assert_eq!(found, [Some(1), Some(1), Some(1), None]);
    }
}
