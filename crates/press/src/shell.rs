//! Temporary: the branch of the pages brings the real one.

use crate::PressError;

/// The frame of every page.
#[derive(Debug)]
pub struct Shell {
    html: String,
}

impl Shell {
    /// Reads the app's page.
    ///
    /// # Errors
    /// Never.
    pub fn read(index_html: &str) -> Result<Self, PressError> {
        Ok(Self { html: index_html.to_owned() })
    }

    pub(crate) fn html(&self) -> &str {
        &self.html
    }
}
