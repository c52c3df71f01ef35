//! The closed list of MathML: what a formula may consist of.

/// A piece of a formula: an element, or text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// An element and what is in it.
    Element(Element),
    /// Text, as it is shown.
    Text(String),
}

/// An element of the closed list. Never deeper than the limits allow, so that walking a formula by
/// recursion is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Element {
    /// What it is.
    pub name: Name,
    /// Its attributes; none occurs twice.
    pub attrs: Vec<Attr>,
    /// What is in it.
    pub children: Vec<Node>,
}

impl Element {
    /// An element that holds these.
    pub(crate) fn new(name: Name, children: Vec<Self>) -> Self {
        Self { name, attrs: Vec::new(), children: children.into_iter().map(Node::Element).collect() }
    }

    /// An element that holds text.
    pub(crate) fn word(name: Name, text: impl Into<String>) -> Self {
        Self { name, attrs: Vec::new(), children: vec![Node::Text(text.into())] }
    }

    /// The same with one more attribute.
    pub(crate) fn with(mut self, attr: Attr) -> Self {
        self.attrs.push(attr);
        self
    }
}

macro_rules! names {
    ($($variant:ident $text:literal,)*) => {
        /// An element of the closed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Name { $(#[doc = concat!("`<", $text, ">`")] $variant,)* }

        impl Name {
            /// The whole list.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The element's name in MathML.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }
        }
    };
}

names! {
    Math "math", Row "mrow", Style "mstyle", Identifier "mi", Number "mn", Operator "mo", Text "mtext",
    Space "mspace", Fraction "mfrac", SquareRoot "msqrt", Root "mroot", Sub "msub", Sup "msup",
    SubSup "msubsup", Under "munder", Over "mover", UnderOver "munderover", Table "mtable",
    TableRow "mtr", TableCell "mtd",
}

/// An attribute of the closed list: no address, no style, no name of an author's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attr {
    /// `display="block"` of the whole formula.
    Block,
    /// A single letter that is not set in italics.
    Upright,
    /// A sign that grows with what it stands beside.
    Stretchy,
    /// A sign that keeps its size.
    Rigid,
    /// A sign of this height.
    Height(Length),
    /// A sign in front of its operand: the minus of `(-1)`.
    Prefix,
    /// A large operator whose limits stay where they were put.
    FixedLimits,
    /// A large operator in the size of a letter.
    SmallOperator,
    /// A sign over a letter that keeps close to it.
    Accent,
    /// A line above everything inside.
    Overline,
    /// The width of a space.
    Width(Length),
    /// The line of a fraction.
    Line(Length),
    /// The size of what is inside.
    Level(Level),
    /// How a table is set.
    Look(Look),
    /// How a cell is set.
    Cell(Cell),
}

impl Attr {
    /// Calls `set` with the name and the value of each attribute that this one is in MathML.
    pub fn each(self, set: &mut dyn FnMut(&'static str, &str)) {
        match self {
            Self::Block => set("display", "block"),
            Self::Upright => set("mathvariant", "normal"),
            Self::Stretchy => set("stretchy", "true"),
            Self::Rigid => set("stretchy", "false"),
            Self::Height(height) => {
                set("symmetric", "true");
                set("minsize", &height.to_string());
                set("maxsize", &height.to_string());
            }
            Self::Prefix => set("form", "prefix"),
            Self::FixedLimits => set("movablelimits", "false"),
            Self::SmallOperator => set("largeop", "false"),
            Self::Accent => set("accent", "true"),
            Self::Overline => set("class", "overline"),
            Self::Width(width) => set("width", &width.to_string()),
            Self::Line(thickness) => set("linethickness", &thickness.to_string()),
            Self::Level(level) => {
                let (display, script) = level.values();
                set("displaystyle", display);
                set("scriptlevel", script);
            }
            Self::Look(look) => {
                set("class", look.as_str());
                if look == Look::Equations {
                    set("displaystyle", "true");
                }
            }
            Self::Cell(cell) => {
                let class = cell.class();
                if !class.is_empty() {
                    set("class", &class);
                }
            }
        }
    }
}

/// A length in thousandths of an em: never negative, never wider than a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length(u16);

impl Length {
    const MOST: f32 = 30.0;

    /// A length of so many ems, brought into the range that is allowed.
    pub fn ems(ems: f32) -> Self {
        // A number that is none is no length either.
        let ems = if ems.is_finite() { ems.clamp(0.0, Self::MOST) } else { 0.0 };
        Self((ems * 1000.0) as u16)
    }
}

impl std::fmt::Display for Length {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{:03}em", self.0 / 1000, self.0 % 1000)
    }
}

/// The sizes that TeX knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `\displaystyle`
    Display,
    /// `\textstyle`
    Text,
    /// `\scriptstyle`
    Script,
    /// `\scriptscriptstyle`
    ScriptScript,
}

impl Level {
    fn values(self) -> (&'static str, &'static str) {
        match self {
            Self::Display => ("true", "0"),
            Self::Text => ("false", "0"),
            Self::Script => ("false", "1"),
            Self::ScriptScript => ("false", "2"),
        }
    }
}

/// How a table is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Equations under one another.
    Equations,
    /// A matrix or an array.
    Grid,
    /// The cases of a definition.
    Cases,
    /// Lines below a large operator.
    Tight,
}

impl Look {
    fn as_str(self) -> &'static str {
        match self {
            Self::Equations => "equations",
            Self::Grid => "grid",
            Self::Cases => "cases",
            Self::Tight => "tight",
        }
    }
}

/// How a cell is set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// To which side.
    pub side: Side,
    /// The lines around it.
    pub rules: Rules,
}

/// The side of a cell that its content keeps to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// To the left.
    Left,
    /// In the middle.
    #[default]
    Center,
    /// To the right.
    Right,
}

/// The lines around a cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    /// On its left.
    pub left: bool,
    /// On its right.
    pub right: bool,
    /// Above it.
    pub top: bool,
    /// Below it.
    pub bottom: bool,
}

impl Cell {
    fn class(self) -> String {
        let side = match self.side {
            Side::Left => "left",
            Side::Center => "",
            Side::Right => "right",
        };
        let rules = self.rules;
        let names = [
            (side, !side.is_empty()),
            ("rule-left", rules.left),
            ("rule-right", rules.right),
            ("rule-top", rules.top),
            ("rule-bottom", rules.bottom),
        ];
        let names: Vec<_> = names.into_iter().filter_map(|(name, is_set)| is_set.then_some(name)).collect();
        names.join(" ")
    }
}
