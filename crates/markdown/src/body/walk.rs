//! The parser's events, one by one, to the builder's tree.

use article::{Attr, Class, Element, Formula, Limit, Name, Node, Tone};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::builder::Builder;
use super::dialects::{self, Extra};
use super::fence::Info;
use super::footnotes::Footnotes;
use super::gitbook::{self, Marker};
use super::links::Links;
use super::tables::Table;
use super::{is_wide, pictures};
use crate::{Dialect, Options};

/// The state of one walk over the events.
pub(super) struct Walk<'a> {
    pub(super) builder: Builder,
    pub(super) links: Links<'a>,
    pub(super) footnotes: Footnotes,
    pub(super) extra: Extra<'a>,
    /// Raw HTML of the block that is open.
    html: Option<String>,
    /// The picture that is open: its source, its title and the text of its description so far.
    picture: Option<Picture>,
    table: Option<Table>,
    /// For each open strikethrough, the mark to show instead when it is not one.
    strikes: Vec<Strike>,
    line_end: LineEnd,
}

struct Picture {
    element: Element,
    alt: String,
    /// Pictures inside the description.
    nested: usize,
    /// What it was called, where it was written as a wiki link.
    wiki: Option<String>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Strike {
    Deleted,
    /// A single tilde: a range, a home directory or a subscript, never a deletion (SYNTAX.md F3).
    Tilde,
}

/// A soft line end is decided when it is known what follows: between two CJK characters it is
/// nothing, elsewhere a space.
#[derive(Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    None,
    After(char),
    Pending(char),
}

impl<'a> Walk<'a> {
    pub(super) fn new(links: Links<'a>, options: &Options, extra: Extra<'a>) -> Self {
        Self {
            builder: Builder::new(options.limits),
            links,
            footnotes: Footnotes::default(),
            extra,
            html: None,
            picture: None,
            table: None,
            strikes: Vec::new(),
            line_end: LineEnd::None,
        }
    }

    /// The tree holds as much as it may.
    pub(super) fn is_full(&self) -> bool {
        self.builder.is_full()
    }

    /// The tree, the list of footnotes, and the limits it ran into.
    pub(super) fn finish(self) -> (Vec<Node>, Option<Node>, Vec<Limit>) {
        let (nodes, limits) = self.builder.finish();
        (nodes, self.footnotes.finish(), limits)
    }

    /// Takes the next event; `rest` is the text from where it begins.
    pub(super) fn event(&mut self, event: Event<'_>, rest: &str) {
        if self.picture.is_some() {
            return self.describe(event);
        }
        match event {
            Event::Start(tag) => self.start(tag, rest),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.show(&self.extra.as_written(&text)),
            Event::Code(code) => {
                let code = self.extra.as_written(&code);
                self.settle_line_end(code.chars().next());
                self.builder.leaf(Element::new(Name::Code).containing(vec![Node::Text(code.into_owned())]));
            }
            Event::Html(html) => self.html.get_or_insert_default().push_str(&html),
            Event::InlineHtml(html) => {
                self.settle_line_end(None);
                self.html(&html);
            }
            Event::FootnoteReference(label) => {
                self.settle_line_end(None);
                let reference = self.footnotes.reference(&label);
                self.builder.leaf(reference);
            }
            Event::SoftBreak => match self.line_end {
                LineEnd::After(before) => self.line_end = LineEnd::Pending(before),
                _ => self.builder.text("\n"),
            },
            Event::HardBreak => {
                self.builder.leaf(Element::new(Name::Br));
                self.builder.text("\n");
            }
            Event::Rule => self.builder.leaf(Element::new(Name::Hr)),
            Event::TaskListMarker(checked) => {
                let mut mark = Element::new(Name::Input);
                mark.attrs.extend(checked.then_some(Attr::Checked));
                self.builder.leaf(mark);
                self.builder.mark(Name::Li, Attr::Class(Class::Task));
                self.builder.text(" ");
            }
            Event::InlineMath(tex) => self.formula(&tex, Formula::Inline),
            Event::DisplayMath(tex) => self.formula(&tex, Formula::Display),
        }
    }

    fn formula(&mut self, tex: &str, formula: Formula) {
        self.settle_line_end(None);
        let element = Element::new(Name::Span).with(Attr::Class(Class::Maths(formula)));
        let tex = Node::Text(self.extra.as_written(tex).trim().to_owned());
        self.builder.leaf(element.containing(vec![tex]));
    }

    fn show(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.settle_line_end(text.chars().next());
        self.builder.text(text);
        if let Some(last) = text.chars().next_back().filter(|_| self.links.dialect() == Dialect::Archive) {
            self.line_end = LineEnd::After(last);
        }
    }

    fn settle_line_end(&mut self, next: Option<char>) {
        if let LineEnd::Pending(before) = self.line_end
            && !(is_wide(before) && next.is_some_and(is_wide))
        {
            self.builder.text("\n");
        }
        self.line_end = LineEnd::None;
    }

    /// Inside `![…]` everything is flattened to text (CommonMark 6.4).
    fn describe(&mut self, event: Event<'_>) {
        let Some(picture) = &mut self.picture else { return };
        match event {
            Event::Start(Tag::Image { .. }) => picture.nested += 1,
            Event::End(TagEnd::Image) if picture.nested > 0 => picture.nested -= 1,
            Event::End(TagEnd::Image) => {
                if let Some(Picture { mut element, alt, wiki, .. }) = self.picture.take() {
                    pictures::finish(&mut element, &alt, self.links.dialect());
                    self.builder.leaf(dialects::sized(element, wiki, &alt));
                }
            }
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => picture.alt.push_str(&self.extra.as_written(&text)),
            Event::SoftBreak | Event::HardBreak => picture.alt.push(' '),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, rest: &str) {
        match tag {
            // Only where it matters: a run of asterisks would be gone through for each of them.
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } | Tag::Strikethrough
                if matches!(self.line_end, LineEnd::Pending(_)) =>
            {
                self.settle_line_end(rest.trim_start_matches(['*', '_', '[', '!', '~']).chars().next());
            }
            _ => self.line_end = LineEnd::None,
        }
        match tag {
            Tag::Paragraph => self.open(Name::P),
            Tag::Heading { level, id, .. } => {
                let mut heading = Element::new(heading_name(level));
                heading.attrs.extend(id.map(|id| Attr::Id(id.into_string())));
                self.builder.open_markdown(heading);
            }
            Tag::BlockQuote(None) => self.open(Name::Blockquote),
            Tag::BlockQuote(Some(kind)) => self.builder.open_markdown(boxed(alert(kind))),
            Tag::CodeBlock(kind) => self.code_block(&kind),
            Tag::HtmlBlock => self.html = Some(String::new()),
            Tag::List(None) => self.open(Name::Ul),
            Tag::List(Some(start)) => {
                let mut list = Element::new(Name::Ol);
                list.attrs.extend((start != 1).then_some(Attr::Start(start)));
                self.builder.open_markdown(list);
            }
            Tag::Item => self.open(Name::Li),
            Tag::FootnoteDefinition(label) => {
                self.footnotes.open(&label);
                self.open(Name::Li);
            }
            Tag::Table(aligns) => {
                self.table = Some(Table::new(aligns));
                self.open(Name::Table);
            }
            Tag::TableHead => {
                self.open(Name::Thead);
                self.open(Name::Tr);
            }
            Tag::TableRow => {
                if self.table.as_mut().is_some_and(Table::begin_row) {
                    self.open(Name::Tbody);
                }
                self.open(Name::Tr);
            }
            Tag::TableCell => {
                let cell = self.table.as_mut().map_or_else(|| Element::new(Name::Td), Table::begin_cell);
                self.builder.open_markdown(cell);
            }
            Tag::Emphasis => self.open(Name::Em),
            Tag::Strong => self.open(Name::Strong),
            Tag::Strikethrough => match rest.starts_with("~~") {
                true => {
                    self.strikes.push(Strike::Deleted);
                    self.open(Name::Del);
                }
                false => {
                    self.strikes.push(Strike::Tilde);
                    self.builder.text("~");
                }
            },
            Tag::Link { link_type, dest_url, title, .. } => {
                self.link(link_type, &self.extra.as_written(&dest_url), &self.extra.as_written(&title));
            }
            Tag::Image { link_type, dest_url, title, .. } => {
                let (address, title) = (self.extra.as_written(&dest_url), self.extra.as_written(&title));
                if self.embeds_note(link_type, &address) {
                    return;
                }
                let element = pictures::begin(&address, &title, &self.links);
                let wiki = dialects::wiki_target(link_type, &address);
                self.picture = Some(Picture { element, alt: String::new(), nested: 0, wiki });
            }
            // The options that make these are off.
            Tag::Superscript | Tag::Subscript | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.open(Name::Span);
            }
            Tag::DefinitionList | Tag::MetadataBlock(_) => self.open(Name::Div),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        self.settle_inline_end(tag);
        match tag {
            TagEnd::HtmlBlock => self.html_block(),
            TagEnd::FootnoteDefinition => self.close_footnote(),
            TagEnd::CodeBlock => {
                self.builder.close_markdown();
                self.builder.close_markdown();
            }
            TagEnd::TableHead => {
                self.builder.close_markdown();
                self.builder.close_markdown();
                if let Some(table) = &mut self.table {
                    table.end_head();
                }
            }
            TagEnd::Table => {
                if self.table.take().is_some_and(|table| table.has_rows()) {
                    self.builder.close_markdown();
                }
                self.builder.close_markdown();
            }
            TagEnd::Strikethrough if self.strikes.pop() == Some(Strike::Tilde) => self.builder.text("~"),
            _ => {
                self.builder.close_markdown();
            }
        }
    }

    /// The item that was opened for a footnote goes to the others.
    pub(super) fn close_footnote(&mut self) {
        let finished = self.builder.close_markdown();
        let note = if finished { self.builder.take_last() } else { None };
        self.footnotes.close(note);
    }

    fn settle_inline_end(&mut self, tag: TagEnd) {
        if !matches!(tag, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Strikethrough) {
            self.line_end = LineEnd::None;
        }
    }

    fn open(&mut self, name: Name) {
        self.builder.open_markdown(Element::new(name));
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>) {
        let (mut pre, mut code) = (Element::new(Name::Pre), Element::new(Name::Code));
        match (kind, self.links.dialect()) {
            (CodeBlockKind::Fenced(info), Dialect::Archive) => {
                let mut info = Info::of(info);
                pre.attrs.extend(info.title.take().map(Attr::Title));
                code.attrs.extend(info.class());
            }
            (CodeBlockKind::Fenced(info), Dialect::CommonMark) => {
                let language = info.split_whitespace().next();
                code.attrs.extend(language.map(|language| Attr::Class(Class::Code(language.to_owned()))));
            }
            (CodeBlockKind::Indented, _) => {}
        }
        let around = self.extra.around_code();
        if around.iter().any(|attr| matches!(attr, Attr::Title(_))) {
            pre.attrs.clear();
        }
        pre.attrs.extend(around);
        self.builder.open_markdown(pre);
        self.builder.open_markdown(code);
    }

    fn html_block(&mut self) {
        let html = self.html.take().unwrap_or_default();
        match (gitbook::marker(&html), self.links.dialect()) {
            (Some(Marker::Open(tone)), Dialect::Archive) => {
                self.builder.open_html(boxed(tone));
            }
            (Some(Marker::Close), Dialect::Archive) => self.builder.close_html(Name::Aside),
            _ => self.html(&html),
        }
    }

    fn link(&mut self, kind: LinkType, address: &str, title: &str) {
        let attrs = match kind {
            LinkType::Email => self.links.attributes(&format!("mailto:{address}")),
            _ => self.links.attributes(&dialects::address(kind, address)),
        };
        // A link in a link (raw HTML around Markdown): the inner one is only its text.
        let name = if self.builder.is_in_link() { Name::Span } else { Name::A };
        let mut link = Element::new(name);
        if name == Name::A {
            link.attrs.extend(attrs);
        }
        // GitBook's way to say that the title of the target is shown: the author's text is.
        if !title.is_empty() && title != "mention" {
            link.attrs.push(Attr::Title(title.to_owned()));
        }
        self.builder.open_markdown(link);
    }
}

/// A boxed remark.
pub(super) fn boxed(tone: Tone) -> Element {
    Element::new(Name::Aside).with(Attr::Class(Class::Hint(tone)))
}

fn alert(kind: BlockQuoteKind) -> Tone {
    match kind {
        BlockQuoteKind::Note | BlockQuoteKind::Important => Tone::Info,
        BlockQuoteKind::Tip => Tone::Success,
        BlockQuoteKind::Warning => Tone::Warning,
        BlockQuoteKind::Caution => Tone::Danger,
    }
}

fn heading_name(level: HeadingLevel) -> Name {
    match level {
        HeadingLevel::H1 => Name::H1,
        HeadingLevel::H2 => Name::H2,
        HeadingLevel::H3 => Name::H3,
        HeadingLevel::H4 => Name::H4,
        HeadingLevel::H5 => Name::H5,
        HeadingLevel::H6 => Name::H6,
    }
}
