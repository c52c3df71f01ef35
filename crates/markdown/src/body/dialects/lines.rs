//! Lines of other dialects to markers.
//!
//! ```text
//! line      = prefix opener                 prefix = (space | tab | ">")*, which stays before the marker
//! opener    = tag rest                      GitBook, Hexo, Liquid, Hugo: `args`, `names`
//!           | ":::"+ name title | ":::"+    Docusaurus, VuePress: `colons`
//!           | ("!!!" | "???" | "???+") name+ quoted? | "===" quoted      MkDocs; the body is indented
//!           | ("?>" | "!>") text            docsify; to the end of the paragraph
//!           | "[!" name "]" ("+" | "-")? title     Obsidian, first in a quote: `openers`
//!           | "{:" … "}"                    kramdown
//!           | "<Tabs" … | "<TabItem" … | "</Tabs>" | "</TabItem>" | "import " … quoted       MDX
//!           | "%%"                          a comment of Obsidian, in vaults
//! ```
//!
//! Fenced and indented code passes as it is. Every line is looked at once; what looks ahead for the end
//! of a block remembers when there is none. Indented bodies lose their indentation.

use std::collections::HashSet;

use super::args::Tag;
use super::marker::{Block, Marker, Markers, Opening};
use super::{inline, names, openers};
use crate::Vault;
use crate::body::gitbook::next_fence;

/// Blocks that may be open at once; what is nested deeper stays as it was written.
const DEEPEST: usize = 60;
/// Lines in which the end of a caption is looked for.
const CAPTION: usize = 20;
/// The indentation of a body in MkDocs.
const STEP: usize = 4;

/// A block that its lines close, rather than a tag.
pub(super) struct Open {
    pub(super) kind: Kind,
    /// `None` where an unknown name opened it, whose closing line stays visible.
    pub(super) block: Option<Block>,
    prefix: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `:::`, of so many colons.
    Colons(usize),
    /// The pieces of code in it are tabs.
    CodeGroup(usize),
    /// As long as lines are indented so far.
    Indented(usize),
    /// The tabs whose openers are indented so far.
    Tabs(usize),
    /// To the next blank line.
    Paragraph,
}

#[derive(Clone, Copy)]
struct Fence {
    mark: (char, usize),
    quotes: usize,
    is_tab: bool,
}

struct Marking<'t> {
    lines: Vec<&'t str>,
    at: usize,
    vault: Vault,
    out: String,
    /// Lines of one run of text, before what is inside them is marked.
    run: String,
    markers: Markers,
    open: Vec<Open>,
    fence: Option<Fence>,
    lists: Vec<usize>,
    is_after_blank: bool,
    is_code: bool,
    is_top: bool,
    quotes: usize,
    /// Closing lines that were looked for and are not in the rest of the text.
    missing: HashSet<&'static str>,
}

/// A line, taken apart.
#[derive(Clone, Copy)]
pub(super) struct Content<'l> {
    pub(super) prefix: &'l str,
    pub(super) text: &'l str,
    quotes: usize,
    /// Columns before the text, behind the last quote mark.
    pub(super) indent: usize,
}

impl<'l> Content<'l> {
    fn of(line: &'l str) -> Self {
        let text = line.trim_start_matches([' ', '\t', '>']);
        let prefix = &line[..line.len() - text.len()];
        let quotes = prefix.bytes().filter(|b| *b == b'>').count();
        let inner = prefix.rsplit('>').next().unwrap_or_default();
        let indent = columns(inner).saturating_sub(usize::from(quotes > 0));
        Self { prefix, text: text.trim_end(), quotes, indent }
    }
}

fn columns(space: &str) -> usize {
    space.bytes().fold(0, |column, byte| if byte == b'\t' { column + 4 - column % 4 } else { column + 1 })
}

/// The text with its markers.
pub(in crate::body) fn mark(text: &str, vault: Vault) -> (String, Markers) {
    let mut marking = Marking {
        lines: text.split_inclusive('\n').collect(),
        at: 0,
        vault,
        out: String::with_capacity(text.len()),
        run: String::new(),
        markers: Markers::default(),
        open: Vec::new(),
        fence: None,
        lists: Vec::new(),
        is_after_blank: true,
        is_code: false,
        is_top: true,
        quotes: 0,
        missing: HashSet::new(),
    };
    while let Some(line) = marking.lines.get(marking.at) {
        marking.at += 1;
        marking.line(line);
    }
    marking.flush();
    (marking.out, marking.markers)
}

impl Marking<'_> {
    fn line(&mut self, raw: &str) {
        let whole = Content::of(raw);
        if whole.text.is_empty() {
            return self.blank(raw);
        }
        self.end_indented(whole);
        let line = self.dedented(raw);
        let content = Content::of(&line);
        if self.goes_on_in_fence(content, &line) {
            return;
        }
        if self.is_indented_code(content) {
            self.flush();
            self.out.push_str(&line);
        } else if !self.opens(content, raw) {
            self.run.push_str(&line);
        }
        self.is_after_blank = false;
        self.is_top = false;
        self.quotes = content.quotes;
    }

    fn blank(&mut self, raw: &str) {
        if self.fence.is_none() {
            self.close_while(|kind| kind == Kind::Paragraph);
        }
        self.flush();
        let line = self.dedented(raw);
        self.out.push_str(&line);
        self.is_after_blank = true;
        self.quotes = Content::of(raw).quotes;
    }

    /// Ends the blocks that this line is not indented enough for.
    fn end_indented(&mut self, content: Content<'_>) {
        let ends = |open: &Open| matches!(open.kind, Kind::Indented(body) if content.indent < body);
        if let Some(at) = self.open.iter().position(ends) {
            self.fence = None;
            self.close_to(at);
        }
        if self.fence.is_none()
            && let Some(Open { kind: Kind::Tabs(indent), .. }) = self.open.last()
            && !(*indent == content.indent && openers::tab_title(content.text).is_some())
        {
            self.close_to(self.open.len() - 1);
        }
    }

    /// The line without the indentation of the bodies it stands in.
    fn dedented(&self, raw: &str) -> String {
        let bodies = self.open.iter().filter(|open| matches!(open.kind, Kind::Indented(_))).count();
        let text = raw.trim_start_matches([' ', '\t']);
        match bodies {
            0 => raw.to_owned(),
            _ => " ".repeat(columns(&raw[..raw.len() - text.len()]).saturating_sub(bodies * STEP)) + text,
        }
    }

    /// Passes the lines of fenced code, the fences included.
    fn goes_on_in_fence(&mut self, content: Content<'_>, line: &str) -> bool {
        if self.fence.is_some_and(|fence| content.quotes < fence.quotes) {
            self.fence = None;
        }
        let before = self.fence;
        let mark = next_fence(before.map(|fence| fence.mark), content.text);
        match (before, mark) {
            (None, None) => return false,
            (None, Some(_)) if self.is_indented_code(content) => return false,
            (None, Some(mark)) => {
                let is_tab = matches!(self.open.last(), Some(Open { kind: Kind::CodeGroup(_), .. }));
                if is_tab {
                    self.write(Marker::Open(Opening::Tab(openers::fence_title(content.text))), content.prefix, "");
                }
                self.fence = Some(Fence { mark, quotes: content.quotes, is_tab });
            }
            (Some(fence), None) => {
                self.flush();
                self.out.push_str(line);
                self.fence = None;
                if fence.is_tab {
                    self.write(Marker::Close(Block::Tab), content.prefix, "");
                }
                self.quotes = content.quotes;
                self.is_after_blank = false;
                return true;
            }
            (Some(_), Some(_)) => {}
        }
        self.flush();
        self.out.push_str(line);
        self.is_top = false;
        self.is_code = false;
        self.quotes = content.quotes;
        true
    }

    /// The line is indented code; or it says how far the items of a list are indented.
    fn is_indented_code(&mut self, content: Content<'_>) -> bool {
        if content.quotes != self.quotes {
            self.lists.clear();
        }
        while self.lists.last().is_some_and(|list| content.indent < *list) {
            self.lists.pop();
        }
        let base = self.lists.last().copied().unwrap_or_default();
        self.is_code = (self.is_after_blank || self.is_code) && content.indent >= base + 4;
        if !self.is_code
            && let Some(width) = openers::item(content.text)
        {
            self.lists.push(content.indent + width);
        }
        self.is_code
    }

    /// Takes a line that opens or closes something.
    fn opens(&mut self, content: Content<'_>, raw: &str) -> bool {
        match content.text.as_bytes()[0] {
            b'{' if content.text.starts_with("{:") => self.attributes(content),
            b'{' => self.tags(content),
            b':' if content.text.starts_with(":::") => self.colons(content),
            b'!' | b'?' => self.remark(content, columns(&raw[..raw.len() - raw.trim_start().len()])),
            b'=' => self.tab(content, columns(&raw[..raw.len() - raw.trim_start().len()])),
            b'[' if content.quotes > self.quotes => match openers::callout(content.text) {
                Some(hint) => self.write_all(Marker::Callout(hint), content),
                None => false,
            },
            b'<' | b'@' => match openers::element(content.text, self.open.last()) {
                Some(marker) => self.write_all(marker, content),
                None => false,
            },
            b'i' if self.is_top => {
                let is_import = openers::is_import(content.text);
                if is_import {
                    self.write_all(Marker::Nothing, content);
                    self.is_after_blank = false;
                }
                is_import
            }
            _ if self.vault == Vault::Yes && content.text.contains("%%") => self.comment(content),
            _ => content.text.ends_with("%}") && self.tag_at_end(content),
        }
    }

    fn attributes(&mut self, content: Content<'_>) -> bool {
        openers::attributes(content.text).is_some_and(|tone| self.write_all(Marker::Attributes(tone), content))
    }

    /// One tag after another; what stands between them is text on lines of its own.
    fn tags(&mut self, content: Content<'_>) -> bool {
        let Some(tag) = Tag::read(content.text) else { return self.tag_at_end(content) };
        if let Some(closer) = openers::verbatim(content.text, &tag) {
            return self.verbatim(&tag, closer, content);
        }
        let Some(marker) = names::marker(&tag) else { return false };
        let (source, rest) = content.text.split_at(tag.length);
        let leaf = match &marker {
            Marker::Open(opening @ (Opening::Embed(_) | Opening::File(_) | Opening::Reference(_))) => {
                Some(opening.block())
            }
            _ => None,
        };
        self.write(marker, content.prefix, source);
        if let Some(block) = leaf.filter(|_| !self.ends_soon(&tag, content)) {
            self.write(Marker::Close(block), content.prefix, "");
        }
        let rest = Content { text: rest.trim_start(), ..content };
        if !rest.text.is_empty() && !(rest.text.starts_with('{') && self.tags(rest)) && !self.tag_at_end(rest) {
            self.push(rest);
        }
        true
    }

    /// Text, and after it the tag that ends the block.
    fn tag_at_end(&mut self, content: Content<'_>) -> bool {
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
    fn ends_soon(&self, tag: &Tag<'_>, content: Content<'_>) -> bool {
        let ahead = self.lines[self.at..].iter().take(CAPTION).map(|line| Content::of(line).text);
        let end = format!("end{}", tag.name);
        let mut tags = std::iter::once(&content.text[tag.length..])
            .chain(ahead)
            .filter_map(|line| line.find("{%").and_then(|at| Tag::read(&line[at..])));
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
        let body: Vec<String> = self.lines[self.at..self.at + length].iter().map(|line| self.dedented(line)).collect();
        self.at += length + 1;
        let ticks = body.iter().map(|line| line.bytes().take_while(|b| matches!(b, b' ' | b'`')).count()).max();
        let fence = "`".repeat(ticks.unwrap_or_default().max(2) + 1);
        if let Some(title) = closer.title {
            self.write(Marker::CodeTitle(title), content.prefix, &content.text[..tag.length]);
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

    fn colons(&mut self, content: Content<'_>) -> bool {
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
            Some((Opening::Plain(Block::Tabs), openers::Pieces::Code)) => (Kind::CodeGroup(count), Some(Block::Tabs)),
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
    fn remark(&mut self, content: Content<'_>, indent: usize) -> bool {
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

    fn tab(&mut self, content: Content<'_>, indent: usize) -> bool {
        let title = openers::tab_title(content.text).filter(|_| content.quotes == 0 && self.open.len() < DEEPEST);
        let Some(title) = title.filter(|_| self.has_body(indent + STEP)) else { return false };
        if !matches!(self.open.last(), Some(Open { kind: Kind::Tabs(at), .. }) if *at == indent) {
            self.write(Marker::Open(Opening::Plain(Block::Tabs)), content.prefix, "");
            let (kind, block) = (Kind::Tabs(indent), Some(Block::Tabs));
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
    fn comment(&mut self, content: Content<'_>) -> bool {
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

    fn close_while(&mut self, is_over: impl Fn(Kind) -> bool) {
        while self.open.last().is_some_and(|open| is_over(open.kind)) {
            self.close_to(self.open.len() - 1);
        }
    }

    fn close_to(&mut self, at: usize) {
        for open in self.open.split_off(at).into_iter().rev() {
            if let Some(block) = open.block {
                self.write(Marker::Close(block), &open.prefix, "");
            }
        }
    }

    fn write_all(&mut self, marker: Marker, content: Content<'_>) -> bool {
        self.write(marker, content.prefix, content.text);
        true
    }

    /// A marker on a line of its own. One that only closes stands below the text before it, wherever
    /// its own block began.
    fn write(&mut self, marker: Marker, prefix: &str, source: &str) {
        self.flush();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(prefix);
        self.markers.write(&mut self.out, marker, source);
        self.out.push('\n');
    }

    fn push(&mut self, content: Content<'_>) {
        self.run.push_str(content.prefix);
        self.run.push_str(content.text);
        self.run.push('\n');
    }

    fn flush(&mut self) {
        if !self.run.is_empty() {
            let run = std::mem::take(&mut self.run);
            inline::mark(&run, self.vault, &mut self.markers, &mut self.out);
        }
    }
}
