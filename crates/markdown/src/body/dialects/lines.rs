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
//!           | "<Tabs" … | "<TabItem" … | "</Tabs>" | "</TabItem>"       MDX
//!           | "%%"                          a comment of Obsidian, in vaults
//! ```
//!
//! Fenced and indented code passes as it is. Every line is looked at once; what looks ahead for the end
//! of a block remembers when there is none. Indented bodies lose their indentation.

use article::Part;

use std::borrow::Cow;
use std::collections::HashSet;

use super::content::{Content, columns};
use super::marker::{Block, Marker, Markers, Opening};
use super::{inline, openers};
use crate::Vault;
use crate::body::gitbook::{self, next_fence};

/// Blocks that may be open at once; what is nested deeper stays as it was written.
pub(super) const DEEPEST: usize = 60;
/// Lines in which the end of a caption is looked for.
pub(super) const CAPTION: usize = 20;
/// The indentation of a body in MkDocs.
pub(super) const STEP: usize = 4;

/// A block that its lines close, rather than a tag.
pub(super) struct Open {
    pub(super) kind: Kind,
    /// `None` where an unknown name opened it, whose closing line stays visible.
    pub(super) block: Option<Block>,
    pub(super) prefix: String,
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
    mark: gitbook::Fence,
    quotes: usize,
    is_tab: bool,
}

pub(super) struct Marking<'t> {
    pub(super) lines: Vec<&'t str>,
    pub(super) at: usize,
    vault: Vault,
    pub(super) out: String,
    /// Lines of one run of text, before what is inside them is marked.
    run: String,
    pub(super) markers: Markers,
    pub(super) open: Vec<Open>,
    fence: Option<Fence>,
    lists: Vec<usize>,
    pub(super) is_after_blank: bool,
    is_code: bool,
    quotes: usize,
    /// Closing lines that were looked for and are not in the rest of the text.
    pub(super) missing: HashSet<&'static str>,
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
        } else if !self.opens(content, whole.indent) {
            self.run.push_str(&line);
        }
        self.is_after_blank = false;
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
    pub(super) fn dedented<'l>(&self, raw: &'l str) -> Cow<'l, str> {
        let bodies = self.open.iter().filter(|open| matches!(open.kind, Kind::Indented(_))).count();
        let text = raw.trim_start_matches([' ', '\t']);
        match bodies {
            0 => Cow::Borrowed(raw),
            _ => {
                let indent = columns(&raw[..raw.len() - text.len()]).saturating_sub(bodies * STEP);
                Cow::Owned(" ".repeat(indent) + text)
            }
        }
    }

    /// Passes the lines of fenced code, the fences included.
    fn goes_on_in_fence(&mut self, content: Content<'_>, line: &str) -> bool {
        if self.fence.is_some_and(|fence| content.quotes < fence.quotes) {
            self.fence = None;
        }
        let before = self.fence;
        let mark = next_fence(before.map(|fence| fence.mark), content.text.as_bytes());
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
                    self.write(Marker::Close(Block::Part(Part::Tab)), content.prefix, "");
                }
                self.quotes = content.quotes;
                self.is_after_blank = false;
                return true;
            }
            (Some(_), Some(_)) => {}
        }
        self.flush();
        self.out.push_str(line);
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

    /// Takes a line that opens or closes something; `indent` is its own, bodies around it included.
    fn opens(&mut self, content: Content<'_>, indent: usize) -> bool {
        match content.text.as_bytes()[0] {
            b'{' if content.text.starts_with("{:") => self.attributes(content),
            b'{' => self.tags(content),
            b':' if content.text.starts_with(":::") => self.colons(content),
            b'!' | b'?' => self.remark(content, indent),
            b'=' => self.tab(content, indent),
            b'[' if content.quotes > self.quotes => match openers::callout(content.text) {
                Some(hint) => self.write_all(Marker::Callout(hint), content),
                None => false,
            },
            b'<' | b'@' => match openers::element(content.text, self.open.last()) {
                Some(marker) => self.write_all(marker, content),
                None => false,
            },
            _ if self.vault == Vault::Yes && content.text.contains("%%") => self.comment(content),
            _ => content.text.ends_with("%}") && self.tag_at_end(content),
        }
    }

    pub(super) fn close_while(&mut self, is_over: impl Fn(Kind) -> bool) {
        while self.open.last().is_some_and(|open| is_over(open.kind)) {
            self.close_to(self.open.len() - 1);
        }
    }

    pub(super) fn close_to(&mut self, at: usize) {
        for open in self.open.split_off(at).into_iter().rev() {
            if let Some(block) = open.block {
                self.write(Marker::Close(block), &open.prefix, "");
            }
        }
    }

    pub(super) fn write_all(&mut self, marker: Marker, content: Content<'_>) -> bool {
        self.write(marker, content.prefix, content.text);
        true
    }

    /// A marker on a line of its own. One that only closes stands below the text before it, wherever
    /// its own block began.
    pub(super) fn write(&mut self, marker: Marker, prefix: &str, source: &str) {
        self.flush();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push('\n');
        }
        self.out.push_str(prefix);
        self.markers.write(&mut self.out, marker, source);
        self.out.push('\n');
    }

    pub(super) fn push(&mut self, content: Content<'_>) {
        self.run.push_str(content.prefix);
        self.run.push_str(content.text);
        self.run.push('\n');
    }

    pub(super) fn flush(&mut self) {
        if !self.run.is_empty() {
            let run = std::mem::take(&mut self.run);
            inline::mark(&run, self.vault, &mut self.markers, &mut self.out);
        }
    }
}
