//! A place in a file, moved forward line by line.

/// What is left of a file. A copy is a bookmark: readers look ahead on a copy and put it back when
/// the lines are theirs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Page<'a> {
    /// The whole file.
    pub(super) text: &'a str,
    /// Where the current line begins.
    pub(super) at: usize,
    /// The number of the current line, from 1.
    pub(super) line: usize,
}

impl<'a> Page<'a> {
    /// The beginning of a file.
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, line: 1 }
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The current line, without its end.
    pub(super) fn peek(&self) -> Option<&'a str> {
        self.rest().split_inclusive('\n').next().map(|line| line.strip_suffix('\n').unwrap_or(line))
    }

    /// The current line; the next one becomes current.
    pub(super) fn next(&mut self) -> Option<&'a str> {
        let line = self.peek()?;
        self.at = (self.at + line.len() + 1).min(self.text.len());
        self.line += 1;
        Some(line)
    }

    /// Moves over so many bytes of the rest, and to the next line when that is inside one.
    pub(super) fn skip_to_line_after(&mut self, bytes: usize) {
        let end = self.at + bytes;
        while self.at < end {
            self.next();
        }
    }

    /// Moves to the next line that holds anything.
    pub(super) fn skip_blank(&mut self) {
        while self.peek().is_some_and(|line| line.trim().is_empty()) {
            self.next();
        }
    }
}

/// `---`, `***` or `___`, as CommonMark's thematic break.
pub(super) fn is_rule(line: &str) -> bool {
    let mut marks = line.trim().bytes().filter(|b| !matches!(b, b' ' | b'\t'));
    match marks.next() {
        Some(mark @ (b'-' | b'*' | b'_')) => {
            let rest: Vec<u8> = marks.take(64).collect();
            rest.len() >= 2 && rest.iter().all(|&b| b == mark)
        }
        _ => false,
    }
}

/// The text after the `>` of a quoted line, which may be indented by three spaces.
pub(super) fn unquote(line: &str) -> Option<&str> {
    let inner = line.trim_start_matches(' ');
    let inner = if line.len() - inner.len() <= 3 { inner.strip_prefix('>')? } else { return None };
    Some(inner.strip_prefix(' ').unwrap_or(inner))
}
