//! The tree of a body: elements of a closed list, with attributes of a closed list, and text.

use crate::{Language, Link, Name, Source};

/// A piece of a body: an element of the closed list, or text.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// An element and what is in it.
    Element(Element),
    /// Text, as it is shown: nothing in it is ever read as markup.
    Text(String),
}

impl Node {
    /// The visible text of the node and everything in it, appended to `out`.
    pub fn push_text(&self, out: &mut String) {
        match self {
            Self::Text(text) => out.push_str(text),
            Self::Element(element) => element.children.iter().for_each(|child| child.push_text(out)),
        }
    }

    /// The visible text of the node and everything in it.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.push_text(&mut out);
        out
    }

    /// The element, if the node is one.
    pub fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

/// An element of the closed list. Trees are never deeper than [`crate::Limits::depth`] and a few
/// wrappers, so that walking one by recursion is safe.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// What it is.
    pub name: Name,
    /// Its attributes; none occurs twice.
    pub attrs: Vec<Attr>,
    /// What is in it; empty for a void element.
    pub children: Vec<Node>,
}

impl Element {
    /// An element without attributes or children.
    pub fn new(name: Name) -> Self {
        Self { name, attrs: Vec::new(), children: Vec::new() }
    }

    /// The same element with one more attribute.
    pub fn with(mut self, attr: Attr) -> Self {
        self.attrs.push(attr);
        self
    }

    /// The same element with these children.
    pub fn containing(mut self, children: Vec<Node>) -> Self {
        self.children = children;
        self
    }

    /// The element's `id`.
    pub fn id(&self) -> Option<&str> {
        self.attrs.iter().find_map(|attr| match attr {
            Attr::Id(id) => Some(id.as_str()),
            _ => None,
        })
    }

    /// Where the element links to.
    pub fn href(&self) -> Option<&Link> {
        self.attrs.iter().find_map(|attr| match attr {
            Attr::Href(link) => Some(link),
            _ => None,
        })
    }

    /// Makes a link of it that leads nowhere. An element has one class: this one says more than what the link
    /// would have led to.
    pub fn lead_nowhere(&mut self) {
        self.attrs.retain(|attr| !matches!(attr, Attr::Href(_) | Attr::Class(_)));
        self.attrs.push(Attr::Class(Class::DeadLink));
    }

    /// The visible text of everything in the element.
    pub fn text(&self) -> String {
        let mut out = String::new();
        self.children.iter().for_each(|child| child.push_text(&mut out));
        out
    }

    /// How the formula stands that the element holds, if it is one.
    pub fn formula(&self) -> Option<Formula> {
        self.attrs.iter().find_map(|attr| match attr {
            Attr::Class(Class::Maths(formula)) => Some(*formula),
            _ => None,
        })
    }

    /// It is this part of a block.
    pub fn is_part(&self, part: Part) -> bool {
        self.attrs.contains(&Attr::Class(Class::Part(part)))
    }

    /// The picture the element shows.
    pub fn src(&self) -> Option<&Source> {
        self.attrs.iter().find_map(|attr| match attr {
            Attr::Src(source) => Some(source),
            _ => None,
        })
    }
}

/// An attribute of the closed list. There is no `style`, no event handler, no author's `id`,
/// `name` or `class`.
#[derive(Clone, Debug, PartialEq)]
pub enum Attr {
    /// `id`, made by us: unique in the article, never beginning with `ns-`.
    Id(String),
    /// `href`.
    Href(Link),
    /// `src` of a picture.
    Src(Source),
    /// `alt`.
    Alt(String),
    /// `title`.
    Title(String),
    /// `class`, from the closed list.
    Class(Class),
    /// `lang`.
    Lang(Language),
    /// `start` of an ordered list.
    Start(u64),
    /// `colspan`, 1 to 1000.
    ColSpan(u16),
    /// `rowspan`, 1 to 1000.
    RowSpan(u16),
    /// Alignment of a table cell or a block.
    Align(Align),
    /// `checked` of a task box.
    Checked,
    /// `open` of a disclosure.
    Open,
    /// `width` of a picture in CSS pixels.
    Width(u16),
    /// `height` of a picture in CSS pixels.
    Height(u16),
    /// `value` of a progress bar, in hundredths of its whole.
    Percent(u8),
}

/// Alignment of a table cell or a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// To the left.
    Left,
    /// In the middle.
    Center,
    /// To the right.
    Right,
}

impl Align {
    /// The value of HTML's `align`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Left => "left",
            Self::Center => "center",
            Self::Right => "right",
        }
    }
}

/// A class of the closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Class {
    /// `language-…` of a code block: the first word of its info string.
    Code(String),
    /// A boxed remark.
    Hint(Tone),
    /// The number that leads to a footnote.
    FootnoteRef,
    /// The list of footnotes.
    Footnotes,
    /// The arrow that leads back from a footnote.
    FootnoteBack,
    /// An item of a task list.
    Task,
    /// A link whose address was refused or leads nowhere.
    DeadLink,
    /// A formula: the element holds its TeX.
    Maths(Formula),
    /// A part of a block that HTML has no element for.
    Part(Part),
}

macro_rules! parts {
    ($($(#[doc = $doc:literal])* $variant:ident $text:literal,)*) => {
        /// A part of a block that HTML has no element for, such as the tabs and steps of GitBook.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Part { $($(#[doc = $doc])* $variant,)* }

        impl Part {
            /// The whole list.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// Its class.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

parts! {
    /// The heading line of a remark.
    Title "part-title",
    /// Pieces of which one is looked at: all of them, until script makes tabs of them.
    Tabs "tabs",
    /// One of these pieces.
    Tab "tab",
    /// The name of a piece.
    TabTitle "tab-title",
    /// Steps, a list in order.
    Steps "steps",
    /// One step.
    Step "step",
    /// Columns beside each other where there is room.
    Columns "columns",
    /// One column.
    Column "column",
    /// A log of changes.
    Updates "updates",
    /// One entry of it.
    Update "update",
    /// When the entry was written, and its tags.
    UpdateDate "update-date",
    /// A list of cards.
    Tiles "tiles",
    /// One card.
    Tile "tile",
    /// A card's picture.
    TileCover "tile-cover",
    /// Something of another site, shown as a link to it.
    Embed "embed",
    /// A link to another article that stands by itself.
    Reference "reference",
    /// A file to download.
    File "file",
    /// A link that looks like a button.
    Button "button",
    /// A block of code whose lines are numbered.
    Numbered "numbered",
    /// A block of code whose long lines are wrapped.
    Wrapped "wrapped",
    /// Both.
    NumberedWrapped "numbered wrapped",
}

/// How a formula stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    /// In a line, among words.
    Inline,
    /// On lines of its own.
    Display,
}

impl Formula {
    /// Its class.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Inline => "maths",
            Self::Display => "maths maths-display",
        }
    }
}

/// How a boxed remark is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Worth knowing.
    Info,
    /// Good news, or a tip.
    Success,
    /// Take care.
    Warning,
    /// Something may break.
    Danger,
}

impl Tone {
    /// The name GitBook gives it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Success => "success",
            Self::Warning => "warning",
            Self::Danger => "danger",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_of_a_node_is_what_is_seen() {
        let node = Node::Element(Element::new(Name::P).containing(vec![
            Node::Text("a ".into()),
            Node::Element(Element::new(Name::Em).containing(vec![Node::Text("b".into())])),
        ]));
        assert_eq!(node.text(), "a b");
    }
}
