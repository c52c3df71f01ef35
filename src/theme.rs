//! Light, dark, or as the system says. `public/theme.js` applies the choice before the first paint.

use leptos::prelude::{document, window};

use crate::ids;

/// A reader's choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    /// What was chosen before, if storage can be read.
    pub(crate) fn stored() -> Self {
        match stored(ids::THEME_KEY).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            _ => Self::System,
        }
    }

    /// The next one when the button is pressed.
    pub(crate) fn next(self) -> Self {
        match self {
            Self::System => Self::Dark,
            Self::Dark => Self::Light,
            Self::Light => Self::System,
        }
    }

    /// Shows it, and keeps it if storage lets us: a theme that is forgotten is no trouble.
    pub(crate) fn apply(self) {
        let name = match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        };
        if let Some(root) = document().document_element() {
            let _ = match name {
                Some(name) => root.set_attribute("data-theme", name),
                None => root.remove_attribute("data-theme"),
            };
        }
        if let Some(storage) = storage() {
            let _ = match name {
                Some(name) => storage.set_item(ids::THEME_KEY, name),
                None => storage.remove_item(ids::THEME_KEY),
            };
        }
    }
}

/// What storage holds, if it can be read.
pub(crate) fn stored(key: &str) -> Option<String> {
    storage()?.get_item(key).ok().flatten()
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
