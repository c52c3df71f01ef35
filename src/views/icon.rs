use crate::element::{El, drawing};

/// A line drawing in a box of 24 by 24. Pictures of the interface only: never named, always beside
/// or inside something that is.
#[derive(Clone, Copy)]
pub(crate) enum Icon {
    Views,
    Comments,
    Collects,
    Likes,
    Sun,
    Moon,
    System,
    Filters,
    Close,
    More,
}

impl Icon {
    fn outline(self) -> &'static str {
        match self {
            Self::Views => "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0",
            Self::Comments => "M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z",
            Self::Collects => "m12 3 2.8 5.8 6.2.9-4.5 4.4 1 6.3L12 17.5 6.5 20.4l1-6.3L3 9.7l6.2-.9z",
            Self::Likes => {
                "M12 20s-7.5-4.6-9-9.2C2 7.5 4.3 5 7 5c2 0 3.8 1.2 5 3 1.2-1.8 3-3 5-3 2.7 0 5 2.5 4 5.8-1.5 4.6-9 9.2-9 9.200z"
            }
            Self::Sun => {
                "M8 12a4 4 0 1 0 8 0 4 4 0 1 0-8 0M12 2v2M12 20v2M4.9 4.9l1.4 1.400M17.7 17.700l1.4 1.400M2 12h2M20 12h2M4.9 19.100l1.4-1.400M17.7 6.300l1.4-1.4"
            }
            Self::Moon => "M20 14A8 8 0 0 1 10 4a8 8 0 1 0 10 10z",
            Self::System => "M3 5h18v11H3zM8 20h8M12 16v4",
            Self::Filters => "M4 6h16M7 12h10M10 18h4",
            Self::More => "M5 12h.01M12 12h.01M19 12h.01",
            Self::Close => "M6 6l12 12M18 6 6 18",
        }
    }

    /// The picture, hidden from screen readers.
    pub(crate) fn view(self) -> El {
        let picture = drawing("svg").fixed("viewBox", "0 0 24 24").class("icon").fixed("aria-hidden", "true");
        picture.child(drawing("path").fixed("d", self.outline()))
    }
}

impl From<article::Stat> for Icon {
    fn from(stat: article::Stat) -> Self {
        use article::Stat::{Collects, Comments, Likes, Views};
        match stat {
            Views => Self::Views,
            Comments => Self::Comments,
            Collects => Self::Collects,
            Likes => Self::Likes,
        }
    }
}
