//! The drawings of the interface, as src/views/icon.rs has them.

use article::Stat;

use super::html::{El, el};

/// A line drawing in a box of 24 by 24: never named, always beside or inside something that is.
#[derive(Clone, Copy)]
pub(super) enum Icon {
    Stat(Stat),
    System,
    Filters,
}

impl Icon {
    fn outline(self) -> &'static str {
        match self {
            Self::Stat(Stat::Views) => "M2 12s4-7 10-7 10 7 10 7-4 7-10 7S2 12 2 12zM9 12a3 3 0 1 0 6 0 3 3 0 1 0-6 0",
            Self::Stat(Stat::Comments) => "M21 12a8 8 0 0 1-8 8H4l2-3a8 8 0 1 1 15-5z",
            Self::Stat(Stat::Collects) => "m12 3 2.8 5.8 6.2.9-4.5 4.4 1 6.3L12 17.5 6.5 20.4l1-6.3L3 9.7l6.2-.9z",
            Self::Stat(Stat::Likes) => {
                "M12 20s-7.5-4.6-9-9.2C2 7.5 4.3 5 7 5c2 0 3.8 1.2 5 3 1.2-1.8 3-3 5-3 2.7 0 5 2.5 4 5.8-1.5 4.6-9 9.2-9 9.200z"
            }
            Self::System => "M3 5h18v11H3zM8 20h8M12 16v4",
            Self::Filters => "M4 6h16M7 12h10M10 18h4",
        }
    }

    /// The picture, hidden from screen readers.
    pub(super) fn view(self) -> El {
        let picture = el("svg").attr("viewBox", "0 0 24 24").class("icon").attr("aria-hidden", "true");
        picture.child(el("path").attr("d", self.outline()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_drawings_are_the_apps() {
        let app = include_str!("../../../../src/views/icon.rs");
        for icon in Stat::ALL.map(Icon::Stat).into_iter().chain([Icon::System, Icon::Filters]) {
            assert!(app.contains(icon.outline()), "{}", icon.outline());
        }
    }
}
