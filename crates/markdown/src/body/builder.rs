//! Events to tree.
//!
//! Markdown constructs nest by themselves; raw HTML does not. Both go through one stack of open
//! elements, by the rules of the HTML standard's tree construction that matter to an author:
//!
//! - a block ends an open paragraph; `li`, `dt`, `dd`, table rows and cells end the one before
//! - an end tag closes the nearest element of its name that was opened by HTML inside the same
//!   Markdown construct, and is dropped when there is none
//! - what has no place inside a table goes in front of it; table parts without a table are dropped;
//!   a row right inside a table gets its `tbody`
//! - a line end right after `<pre>` is not part of the text
//! - links do not nest
//!
//! Depth and number of nodes are bounded while the tree grows, never afterwards.

use article::{Attr, Element, Limit, Limits, Name, Node};

/// Who opened an element, and so who may close it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    /// The Markdown construct of this number.
    Markdown(u32),
    /// A tag in raw HTML, or a block marker.
    Html,
}

struct Frame {
    element: Element,
    origin: Origin,
    /// The frame that receives the element when it is closed; normally the one below.
    parent: usize,
}

pub(crate) struct Builder {
    /// The bottom frame is the document; it is never popped before the end.
    frames: Vec<Frame>,
    /// One entry per open Markdown construct: its number, if it opened an element.
    constructs: Vec<Option<u32>>,
    next_construct: u32,
    /// Open element whose content is dropped: its HTML name, and how many constructs were open.
    dropping: Option<(String, usize)>,
    limits: Limits,
    nodes: usize,
    hit: Vec<Limit>,
}

impl Builder {
    pub(crate) fn new(limits: Limits) -> Self {
        let document = Frame { element: Element::new(Name::Div), origin: Origin::Markdown(0), parent: 0 };
        Self {
            frames: vec![document],
            constructs: Vec::new(),
            next_construct: 1,
            dropping: None,
            limits,
            nodes: 0,
            hit: Vec::new(),
        }
    }

    /// The finished tree, and the limits it ran into.
    pub(crate) fn finish(mut self) -> (Vec<Node>, Vec<Limit>) {
        self.pop_to(1);
        if self.is_full() {
            self.note(Limit::Nodes);
        }
        let document = self.frames.swap_remove(0);
        (document.element.children, self.hit)
    }

    /// The tree holds as much as it may: nothing more will be taken.
    pub(crate) fn is_full(&self) -> bool {
        self.nodes >= self.limits.nodes
    }

    /// Opens a Markdown construct. Every call is answered by one [`Builder::close_markdown`].
    pub(crate) fn open_markdown(&mut self, element: Element) {
        let number = self.next_construct;
        self.next_construct += 1;
        let opened = self.open(element, Origin::Markdown(number));
        self.constructs.push(opened.then_some(number));
    }

    /// Closes the innermost Markdown construct, and all HTML that was left open in it. Says whether
    /// an element was finished by it: none was where a limit or dropped HTML swallowed it.
    pub(crate) fn close_markdown(&mut self) -> bool {
        let Some(construct) = self.constructs.pop() else { return false };
        if self.dropping.as_ref().is_some_and(|(_, depth)| *depth > self.constructs.len()) {
            self.dropping = None;
        }
        let open = |number| self.frames.iter().rposition(|frame| frame.origin == Origin::Markdown(number));
        match construct.and_then(open) {
            Some(at) => {
                self.pop_to(at);
                true
            }
            None => false,
        }
    }

    /// Opens an element for a start tag, closing what it ends by itself.
    pub(crate) fn open_html(&mut self, element: Element) {
        let name = element.name;
        match name {
            Name::Li => self.close_previous(&[Name::Li], &[Name::Ul, Name::Ol]),
            Name::Dt | Name::Dd => self.close_previous(&[Name::Dt, Name::Dd], &[Name::Dl]),
            Name::Tr => self.close_previous(&[Name::Tr], &[Name::Table]),
            Name::Td | Name::Th => self.close_previous(&[Name::Td, Name::Th], &[Name::Tr, Name::Table]),
            Name::Thead | Name::Tbody | Name::Tfoot => {
                self.close_previous(&[Name::Thead, Name::Tbody, Name::Tfoot], &[Name::Table]);
            }
            Name::A => self.close_previous(&[Name::A], &[Name::Td, Name::Th]),
            _ => {}
        }
        let homes = homes(name);
        self.back_to(homes);
        if name == Name::Tr && self.top() == Name::Table {
            self.open(Element::new(Name::Tbody), Origin::Html);
        }
        let orphan = match name {
            // A link inside a Markdown link: its text stays, in the outer link.
            Name::A => self.is_in_link(),
            _ => !homes.is_empty() && !homes.contains(&self.top()),
        };
        if !orphan {
            let void = name.is_void();
            if self.open(element, Origin::Html) && void {
                self.pop_to(self.frames.len() - 1);
            }
        }
    }

    /// Closes an element for an end tag, or does nothing.
    pub(crate) fn close_html(&mut self, name: Name) {
        let inside_construct = self.frames.iter().rposition(|frame| frame.origin != Origin::Html).unwrap_or(0);
        let found = self.frames.iter().rposition(|frame| frame.element.name == name);
        if let Some(at) = found.filter(|at| *at > inside_construct) {
            self.pop_to(at);
        }
    }

    /// Closes the innermost element of this kind that was opened by HTML inside the same construct, unless
    /// one of the other kind lies nearer.
    #[cfg(feature = "dialects")]
    pub(crate) fn close_where(&mut self, is_wanted: impl Fn(&Element) -> bool, is_border: impl Fn(&Element) -> bool) {
        let open =
            self.frames.iter().enumerate().rev().take_while(|(at, frame)| *at > 0 && frame.origin == Origin::Html);
        let mut open = open.skip_while(|(_, frame)| !is_wanted(&frame.element) && !is_border(&frame.element));
        if let Some((at, frame)) = open.next()
            && is_wanted(&frame.element)
        {
            self.pop_to(at);
        }
    }

    /// An element of this class is open.
    #[cfg(feature = "dialects")]
    pub(crate) fn has_open(&self, class: &Attr) -> bool {
        self.frames.iter().any(|frame| frame.element.attrs.contains(class))
    }

    /// Makes another element of the innermost one, if that is of this name and still empty.
    #[cfg(feature = "dialects")]
    pub(crate) fn turn_into(&mut self, name: Name, element: Element) -> bool {
        match self.frames.last_mut() {
            Some(Frame { element: top, .. }) if top.name == name && top.children.is_empty() => {
                *top = element;
                true
            }
            _ => false,
        }
    }

    /// What was closed last in the innermost element.
    #[cfg(feature = "dialects")]
    pub(crate) fn last_child(&mut self) -> Option<&mut Node> {
        self.frames.last_mut().and_then(|frame| frame.element.children.last_mut())
    }

    /// From here to the end tag of this name nothing is kept: `script`, `style` and their like.
    pub(crate) fn start_dropping(&mut self, html_name: &str) {
        if self.dropping.is_none() {
            self.dropping = Some((html_name.to_owned(), self.constructs.len()));
        }
    }

    #[cfg(feature = "dialects")]
    /// A complete element that stays, though it may stand in what is dropped: the address of a film, inside
    /// a `video`.
    pub(crate) fn beside_what_is_dropped(&mut self, element: Element) {
        let is_film = |(name, _): &(String, usize)| matches!(name.as_str(), "video" | "audio");
        if self.dropping.as_ref().is_none_or(is_film) {
            let dropping = self.dropping.take();
            self.complete(element);
            self.dropping = dropping;
        }
    }

    /// The end tag that may end what [`Builder::start_dropping`] began.
    pub(crate) fn stop_dropping(&mut self, html_name: &str) {
        if self.dropping.as_ref().is_some_and(|(name, _)| name == html_name) {
            self.dropping = None;
        }
    }

    /// An element that is complete.
    pub(crate) fn leaf(&mut self, element: Element) {
        self.open_markdown(element);
        self.close_markdown();
    }

    #[cfg(feature = "dialects")]
    /// An element that is complete, with everything in it.
    pub(crate) fn complete(&mut self, element: Element) {
        let Element { name, attrs, children } = element;
        self.open_markdown(Element { name, attrs, children: Vec::new() });
        for child in children {
            match child {
                Node::Text(text) => self.text(&text),
                Node::Element(child) => self.complete(child),
            }
        }
        self.close_markdown();
    }

    /// Text, joined to the text before it.
    pub(crate) fn text(&mut self, text: &str) {
        if text.is_empty() || self.dropping.is_some() {
            return;
        }
        let top = self.frames.last();
        let after_pre = top.is_some_and(|top| {
            top.element.name == Name::Pre && top.origin == Origin::Html && top.element.children.is_empty()
        });
        let text = if after_pre { text.strip_prefix('\n').unwrap_or(text) } else { text };
        if text.is_empty() {
            return;
        }
        let at = match text.trim().is_empty() {
            true => self.frames.len() - 1,
            false => self.place_for(None),
        };
        let joined = matches!(self.frames[at].element.children.last(), Some(Node::Text(_)));
        if !joined && !self.count() {
            return;
        }
        let children = &mut self.frames[at].element.children;
        if !joined {
            children.push(Node::Text(String::new()));
        }
        let Some(Node::Text(last)) = children.last_mut() else { return };
        let most = LONG_TEXT + (self.limits.nodes + nodes_of(last.len())).saturating_sub(self.nodes) * BYTES_OF_A_NODE;
        let before = last.len();
        last.push_str(&text[..text.floor_char_boundary(most.saturating_sub(before))]);
        self.nodes += nodes_of(last.len()) - nodes_of(before);
        if last.len() < before + text.len() {
            self.note(Limit::Nodes);
        }
    }

    /// Adds an attribute to the nearest open element of this name.
    pub(crate) fn mark(&mut self, name: Name, attr: Attr) {
        if let Some(frame) = self.frames.iter_mut().rev().find(|frame| frame.element.name == name)
            && !frame.element.attrs.contains(&attr)
        {
            frame.element.attrs.push(attr);
        }
    }

    /// A link is open, and no table cell lies between.
    pub(crate) fn is_in_link(&self) -> bool {
        let mut open = self.frames.iter().rev().map(|frame| frame.element.name);
        open.find(|name| matches!(name, Name::A | Name::Td | Name::Th)) == Some(Name::A)
    }

    /// Takes the element that was closed last out of the tree again, to be placed elsewhere.
    pub(crate) fn take_last(&mut self) -> Option<Node> {
        let top = self.frames.len() - 1;
        self.frames[top].element.children.pop()
    }

    fn open(&mut self, element: Element, origin: Origin) -> bool {
        if self.dropping.is_some() {
            return false;
        }
        if element.name.is_block() {
            self.close_paragraph();
        }
        // A level that is left out makes no node, so it does not count as one.
        if self.frames.len() >= self.limits.depth {
            self.note(Limit::Depth);
            return false;
        }
        if !self.count() {
            return false;
        }
        self.nodes += more_nodes(&element);
        let parent = self.place_for(Some(element.name));
        self.frames.push(Frame { element, origin, parent });
        true
    }

    fn count(&mut self) -> bool {
        match self.is_full() {
            true => {
                self.note(Limit::Nodes);
                false
            }
            false => {
                self.nodes += 1;
                true
            }
        }
    }

    fn note(&mut self, limit: Limit) {
        if !self.hit.contains(&limit) {
            self.hit.push(limit);
        }
    }

    fn close_paragraph(&mut self) {
        let bounded = |frame: &Frame| matches!(frame.element.name, Name::Td | Name::Th | Name::Caption | Name::Table);
        let from = self.frames.iter().rposition(bounded).unwrap_or(0);
        if let Some(at) = self.frames[from..].iter().rposition(|frame| frame.element.name == Name::P) {
            self.pop_to(from + at);
        }
    }

    /// Closes the nearest open element of `names` that HTML opened, unless one of `within` lies
    /// nearer.
    fn close_previous(&mut self, names: &[Name], within: &[Name]) {
        for at in (1..self.frames.len()).rev() {
            let frame = &self.frames[at];
            if frame.origin != Origin::Html || within.contains(&frame.element.name) {
                return;
            }
            if names.contains(&frame.element.name) {
                return self.pop_to(at);
            }
        }
    }

    /// The name of the innermost open element.
    fn top(&self) -> Name {
        self.frames[self.frames.len() - 1].element.name
    }

    /// Closes what HTML opened above the nearest of these parts of a table ("clear the stack back to a table
    /// context" in the HTML standard), unless a cell lies between.
    fn back_to(&mut self, parts: &[Name]) {
        let names = || self.frames.iter().map(|frame| frame.element.name);
        let Some(at) = names().rposition(|name| parts.contains(&name)) else { return };
        let above = &self.frames[at + 1..];
        let ends = |frame: &Frame| frame.origin == Origin::Html && !matches!(frame.element.name, Name::Td | Name::Th);
        if above.iter().all(ends) {
            self.pop_to(at + 1);
        }
    }

    /// The frame that receives a new child: the top one, or the one around the table when the child
    /// has no place in a table ("foster parenting" in the HTML standard).
    fn place_for(&self, child: Option<Name>) -> usize {
        let top = self.frames.len() - 1;
        let fits = match (self.frames[top].element.name, child) {
            (Name::Table, Some(name)) => matches!(
                name,
                Name::Thead | Name::Tbody | Name::Tfoot | Name::Tr | Name::Caption | Name::Colgroup | Name::Col
            ),
            (Name::Thead | Name::Tbody | Name::Tfoot, Some(name)) => matches!(name, Name::Tr),
            (Name::Tr, Some(name)) => matches!(name, Name::Td | Name::Th),
            (Name::Table | Name::Thead | Name::Tbody | Name::Tfoot | Name::Tr, None) => false,
            _ => true,
        };
        match self.frames.iter().rposition(|frame| frame.element.name == Name::Table) {
            Some(table) if !fits => self.frames[table].parent,
            _ => top,
        }
    }

    /// Closes the frame at `at` and all above it.
    fn pop_to(&mut self, at: usize) {
        while self.frames.len() > at.max(1) {
            if let Some(frame) = self.frames.pop() {
                let parent = frame.parent.min(self.frames.len() - 1);
                self.frames[parent].element.children.push(Node::Element(frame.element));
            }
        }
    }
}

/// Where a part of a table may stand; nothing for what may stand anywhere.
fn homes(part: Name) -> &'static [Name] {
    match part {
        Name::Td | Name::Th => &[Name::Tr],
        Name::Tr => &[Name::Thead, Name::Tbody, Name::Tfoot, Name::Table],
        Name::Thead | Name::Tbody | Name::Tfoot | Name::Caption | Name::Colgroup => &[Name::Table],
        Name::Col => &[Name::Colgroup, Name::Table],
        _ => &[],
    }
}

/// Bytes of one text that cost nothing.
const LONG_TEXT: usize = 1 << 16;
/// Bytes beyond them that cost as much as a node. Browsers lay a paragraph out at once: 1.8 MB in one take
/// 317 MB in Chromium, in paragraphs of 500 bytes 84 MB.
const BYTES_OF_A_NODE: usize = 12;

/// What a text costs besides itself.
fn nodes_of(bytes: usize) -> usize {
    bytes.saturating_sub(LONG_TEXT) / BYTES_OF_A_NODE
}

/// What becomes of an element on the page besides itself: a picture has a frame while it waits, a footnote's
/// number a link and a way back, a formula its parts, an entry of a list its sign.
fn more_nodes(element: &Element) -> usize {
    match element.name {
        Name::Li => 1,
        Name::Img => 3,
        Name::Sup if !element.children.is_empty() => 6,
        _ if element.formula().is_some() => 8,
        _ => 0,
    }
}
