//! The elements that a body may hold.

macro_rules! names {
    ($($variant:ident $text:literal,)*) => {
        /// An element of the closed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Name { $(#[doc = concat!("`<", $text, ">`")] $variant,)* }

        impl Name {
            /// The whole list.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The element's name in HTML.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// The element of this name (in lower case), if it is on the list.
            pub fn from_html(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

names! {
    A "a", Abbr "abbr", Aside "aside", B "b", Bdi "bdi", Bdo "bdo", Blockquote "blockquote", Br "br",
    Caption "caption", Cite "cite", Code "code", Col "col", Colgroup "colgroup", Dd "dd", Del "del",
    Details "details", Dfn "dfn", Div "div", Dl "dl", Dt "dt", Em "em", Figcaption "figcaption",
    Figure "figure", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", Hr "hr", I "i", Img "img",
    Input "input", Ins "ins", Kbd "kbd", Li "li", Mark "mark", Ol "ol", P "p", Pre "pre",
    Progress "progress", Q "q", Rp "rp", Rt "rt", Ruby "ruby", S "s", Samp "samp", Section "section",
    Small "small", Span "span", Strong "strong", Sub "sub", Summary "summary", Sup "sup",
    Table "table", Tbody "tbody", Td "td", Tfoot "tfoot", Th "th", Thead "thead", Time "time",
    Tr "tr", U "u", Ul "ul", Var "var", Wbr "wbr",
}

impl Name {
    /// The element never holds anything.
    pub fn is_void(self) -> bool {
        matches!(self, Self::Br | Self::Col | Self::Hr | Self::Img | Self::Input | Self::Wbr)
    }

    /// The element stands on its own lines: it ends an open paragraph.
    pub fn is_block(self) -> bool {
        use Name::*;
        matches!(
            self,
            Aside
                | Blockquote
                | Caption
                | Col
                | Colgroup
                | Dd
                | Details
                | Div
                | Dl
                | Dt
                | Figcaption
                | Figure
                | H1
                | H2
                | H3
                | H4
                | H5
                | H6
                | Hr
                | Li
                | Ol
                | P
                | Pre
                | Section
                | Summary
                | Table
                | Tbody
                | Td
                | Tfoot
                | Th
                | Thead
                | Tr
                | Ul
        )
    }

    /// The level of a heading, 1 to 6.
    pub fn heading_level(self) -> Option<u8> {
        match self {
            Self::H1 => Some(1),
            Self::H2 => Some(2),
            Self::H3 => Some(3),
            Self::H4 => Some(4),
            Self::H5 => Some(5),
            Self::H6 => Some(6),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_themselves_and_none_can_run_script() {
        for &name in Name::ALL {
            assert_eq!(Name::from_html(name.as_str()), Some(name));
        }
        for danger in ["script", "style", "iframe", "object", "embed", "svg", "math", "form", "link", "meta", "base"] {
            assert_eq!(Name::from_html(danger), None);
        }
    }
}
