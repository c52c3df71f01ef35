//! A line, taken apart.

/// A line, taken apart.
#[derive(Clone, Copy)]
pub(super) struct Content<'l> {
    pub(super) prefix: &'l str,
    pub(super) text: &'l str,
    /// How many quotes it stands in.
    pub(super) quotes: usize,
    /// Columns before the text, behind the last quote mark.
    pub(super) indent: usize,
}

impl<'l> Content<'l> {
    pub(super) fn of(line: &'l str) -> Self {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let prefix = &line[..line.len() - text.len()];
        let quotes = prefix.bytes().filter(|b| *b == b'>').count();
        let inner = prefix.rsplit('>').next().unwrap_or_default();
        let indent = columns(inner).saturating_sub(usize::from(quotes > 0));
        Self { prefix, text: text.trim_end(), quotes, indent }
    }
}

/// How wide white space is; a tab reaches to the next multiple of four.
pub(super) fn columns(space: &str) -> usize {
    space.bytes().fold(0, |column, byte| if byte == b'\t' { column + 4 - column % 4 } else { column + 1 })
}
