//! Formulas of pages that are made beforehand: set here, so that a reader loads nothing for them.

use article::Formula;

/// The formula as MathML, or why it stays TeX.
pub(crate) fn set(tex: &str, formula: Formula) -> Result<String, maths::Error> {
    // Nothing is known that makes the reader of formulas panic. Should somebody find it, that is no reason
    // to make no site.
    let read = std::panic::catch_unwind(|| maths::read(tex, formula));
    let read = read.unwrap_or_else(|_| Err(maths::Error::Unreadable("the formula could not be read".to_owned())));
    read.map(|formula| maths::text::serialise(&formula))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_set_as_it_stands_in_the_text() {
        assert_eq!(set("x", Formula::Inline).as_deref(), Ok("<math><mi>x</mi></math>"));
        assert_eq!(set("x", Formula::Display).as_deref(), Ok("<math display=\"block\"><mi>x</mi></math>"));
        assert!(set(r"\nothing", Formula::Inline).is_err());
    }
}
