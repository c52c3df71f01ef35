/// The order of a list. Ties stand newest first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Sort {
    /// What answers a search best first; without a search, as [`Sort::Newest`]. Not written in an address.
    #[default]
    Best,
    /// By day, latest first; articles without a day last.
    Newest,
    /// By day, earliest first; articles without a day last.
    Oldest,
    /// Most viewed first; articles without the count last.
    Views,
    /// Most commented first; articles without the count last.
    Comments,
    /// Most collected first; articles without the count last.
    Collects,
    /// By title: in the order the press worked out (pinyin for Chinese), else by code points.
    Title,
}

impl Sort {
    /// All orders, as a menu shows them.
    pub const ALL: [Self; 7] =
        [Self::Best, Self::Newest, Self::Oldest, Self::Views, Self::Comments, Self::Collects, Self::Title];

    /// The value of `sort=` in an address.
    pub fn key(self) -> &'static str {
        match self {
            Self::Best => "best",
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Views => "views",
            Self::Comments => "comments",
            Self::Collects => "collects",
            Self::Title => "title",
        }
    }

    /// The order with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_back_to_their_order() {
        for sort in Sort::ALL {
            assert_eq!(Sort::from_key(sort.key()), Some(sort));
        }
        assert_eq!(Sort::from_key("Views"), None);
    }
}
