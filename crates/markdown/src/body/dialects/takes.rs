//! What becomes of a line that opens or closes something.

use article::{Attr, Part};

use super::args::{self, Tag};
use super::content::{Content, columns};
use super::lines::{CAPTION, DEEPEST, Kind, Marking, Open, STEP};
use super::marker::{Block, Marker, Opening};
use super::{names, openers};

impl Marking<'_> {
    pub(super) fn attributes(&mut self, content: Content<'_>) -> bool {
        openers::attributes(content.text).is_some_and(|tone| self.write_all(Marker::Attributes(tone), content))
    }

    /// One tag after another; what stands after them is text on a line of its own.
    pub(super) fn tags(&mut self, content: Content<'_>) -> bool {
        if let Some(tag) = Tag::read(content.text)
            && let Some(closer) = openers::verbatim(content.text, &tag)
        {
            return self.verbatim(&tag, closer, content);
        }
        let mut rest = content;
        while let Some(tag) = Tag::read(rest.text) {
            let Some(marker) = names::marker(&tag) else { break };
            let leaf = match &marker {
                Marker::Open(opening @ (Opening::Embed(_) | Opening::File(_) | Opening::Reference(_))) => {
                    Some(opening.block())
                }
                _ => None,
            };
            let (source, after) = rest.text.split_at(tag.length);
            self.write(marker, content.prefix, source);
            if let Some(block) = leaf.filter(|_| !self.ends_soon(&tag, after)) {
                self.write(Marker::Close(block), content.prefix, "");
            }
            rest.text = after.trim_start();
        }
        let is_taken = rest.text.len() < content.text.len();
        if self.tag_at_end(rest) {
            return true;
        }
        if is_taken && !rest.text.is_empty() {
            self.push(rest);
        }
        is_taken
    }

    /// Text, and after it the tag that ends the block.
    pub(super) fn tag_at_end(&mut self, content: Content<'_>) -> bool {
        let Some(at) = content.text.rfind("{%").filter(|at| *at > 0) else { return false };
        let tag = Tag::read(&content.text[at..]).filter(|tag| at + tag.length == content.text.len());
        match tag.filter(|tag| tag.name.starts_with("end")).and_then(|tag| names::marker(&tag)) {
            Some(Marker::Nothing) | None => false,
            Some(marker) => {
                self.push(Content { text: content.text[..at].trim_end(), ..content });
                self.write(marker, content.prefix, &content.text[at..]);
                true
            }
        }
    }

    /// What is shown as a link has a caption only where its end follows soon.
    fn ends_soon(&self, tag: &Tag<'_>, after: &str) -> bool {
        let ahead = self.lines[self.at..].iter().take(CAPTION).copied();
        let end = format!("end{}", tag.name);
        let mut tags = std::iter::once(after).chain(ahead).filter_map(|line| {
            let line = args::beginning(line);
            line.find("{%").and_then(|at| Tag::read(&line[at..]))
        });
        tags.find(|next| next.name == tag.name || next.name == end).is_some_and(|next| next.name == end)
    }

    /// What stands between two tags as it is: code, or text in which no tag means anything.
    fn verbatim(&mut self, tag: &Tag<'_>, closer: openers::Closer, content: Content<'_>) -> bool {
        let name = closer.name;
        let is_end = |line: &&str| {
            let text = Content::of(line).text;
            Tag::read(text).is_some_and(|tag| tag.name == name && tag.length == text.len())
        };
        if self.missing.contains(name) {
            return false;
        }
        let Some(length) = self.lines[self.at..].iter().position(is_end) else {
            self.missing.insert(name);
            return false;
        };
        self.flush();
        let lines = &self.lines[self.at..self.at + length];
        let body: Vec<_> = lines.iter().copied().map(|line| self.dedented(line)).collect();
        self.at += length + 1;
        let ticks = body.iter().map(|line| line.bytes().take_while(|b| matches!(b, b' ' | b'`')).count()).max();
        let fence = "`".repeat(ticks.unwrap_or_default().max(2) + 1);
        if let Some(title) = closer.title {
            self.write(Marker::Code(vec![Attr::Title(title)]), content.prefix, &content.text[..tag.length]);
        }
        if let Some(language) = &closer.language {
            self.out.push_str(&format!("{}{fence}{language}\n", content.prefix));
        }
        body.iter().for_each(|line| self.out.push_str(line));
        if closer.language.is_some() {
            self.out.push_str(&format!("{}{fence}\n", content.prefix));
        }
        true
    }

    pub(super) fn colons(&mut self, content: Content<'_>) -> bool {
        let count = content.text.bytes().take_while(|b| *b == b':').count();
        let rest = content.text[count..].trim();
        if rest.is_empty() {
            return self.end_colons(count);
        }
        if self.open.len() >= DEEPEST {
            return false;
        }
        let opening = openers::container(rest);
        let (kind, block) = match &opening {
            Some((Opening::Plain(Block::Part(Part::Tabs)), openers::Pieces::Code)) => {
                (Kind::CodeGroup(count), Some(Block::Part(Part::Tabs)))
            }
            Some((opening, _)) => (Kind::Colons(count), Some(opening.block())),
            None => (Kind::Colons(count), None),
        };
        let is_known = opening.is_some();
        if let Some((opening, _)) = opening {
            self.write(Marker::Open(opening), content.prefix, content.text);
        }
        self.open.push(Open { kind, block, prefix: content.prefix.to_owned() });
        is_known
    }

    /// Ends the innermost container of so many colons; where none has as many, of fewer.
    fn end_colons(&mut self, count: usize) -> bool {
        let colons = |open: &Open| match open.kind {
            Kind::Colons(colons) | Kind::CodeGroup(colons) => colons,
            _ => usize::MAX,
        };
        let inside = self.open.iter().rposition(|open| matches!(open.kind, Kind::Indented(_))).map_or(0, |at| at + 1);
        let open = &self.open[inside..];
        let found = open.iter().rposition(|open| colons(open) == count);
        let Some(at) = found.or_else(|| open.iter().rposition(|open| colons(open) < count)) else { return false };
        let is_known = open[at].block.is_some();
        self.close_to(inside + at);
        is_known
    }

    /// `!!!`, `???` and their like, and docsify's `?>` and `!>`.
    pub(super) fn remark(&mut self, content: Content<'_>, indent: usize) -> bool {
        if self.open.len() >= DEEPEST {
            return false;
        }
        if let Some((hint, text)) = openers::docsify(content.text).filter(|_| self.is_after_blank) {
            self.write(Marker::Open(Opening::Hint(hint)), content.prefix, "");
            let (kind, block) = (Kind::Paragraph, Some(Block::Hint));
            self.open.push(Open { kind, block, prefix: content.prefix.to_owned() });
            self.push(Content { text, ..content });
            return true;
        }
        let Some(opening) = openers::admonition(content.text).filter(|_| content.quotes == 0) else { return false };
        if !self.has_body(indent + STEP) {
            return false;
        }
        self.open_indented(opening, content, indent);
        true
    }

    pub(super) fn tab(&mut self, content: Content<'_>, indent: usize) -> bool {
        let title = openers::tab_title(content.text).filter(|_| content.quotes == 0 && self.open.len() < DEEPEST);
        let Some(title) = title.filter(|_| self.has_body(indent + STEP)) else { return false };
        if !matches!(self.open.last(), Some(Open { kind: Kind::Tabs(at), .. }) if *at == indent) {
            self.write(Marker::Open(Opening::Plain(Block::Part(Part::Tabs))), content.prefix, "");
            let (kind, block) = (Kind::Tabs(indent), Some(Block::Part(Part::Tabs)));
            self.open.push(Open { kind, block, prefix: content.prefix.to_owned() });
        }
        self.open_indented(Opening::Tab(title), content, indent);
        true
    }

    fn open_indented(&mut self, opening: Opening, content: Content<'_>, indent: usize) {
        let (kind, block) = (Kind::Indented(indent + STEP), Some(opening.block()));
        self.write(Marker::Open(opening), content.prefix, content.text);
        self.open.push(Open { kind, block, prefix: content.prefix.to_owned() });
    }

    /// The next line that says anything is indented so far.
    fn has_body(&self, indent: usize) -> bool {
        let next = self.lines[self.at..].iter().take(3).find(|line| !line.trim().is_empty());
        next.is_some_and(|line| columns(&line[..line.len() - line.trim_start().len()]) >= indent)
    }

    /// A comment of a vault that begins on this line and does not end on it.
    pub(super) fn comment(&mut self, content: Content<'_>) -> bool {
        let marks = content.text.matches("%%").count();
        if marks.is_multiple_of(2) || self.missing.contains("%%") {
            return false;
        }
        let Some(length) = self.lines[self.at..].iter().position(|line| line.contains("%%")) else {
            self.missing.insert("%%");
            return false;
        };
        let (before, _) = content.text.rsplit_once("%%").unwrap_or_default();
        let end = Content::of(self.lines[self.at + length]);
        let (_, after) = end.text.split_once("%%").unwrap_or_default();
        self.at += length + 1;
        for text in [before, after].map(str::trim).into_iter().filter(|text| !text.is_empty()) {
            self.push(Content { text, ..content });
        }
        true
    }
}
