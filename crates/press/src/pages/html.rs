//! HTML as text, built the way the app builds its nodes (`src/element.rs`), so that the two can be
//! read side by side.

use article::html::escape;
use article::paint::Canvas;
use article::{Element, Formula};

use crate::formulas;

/// Elements without an end tag (HTML standard, section 13.1.2). `path` is not one of them: in a
/// drawing it is closed like any other.
const VOID: [&str; 9] = ["br", "col", "hr", "img", "input", "link", "meta", "wbr", "base"];

/// An element with everything in it, as text.
pub(super) struct El {
    name: &'static str,
    attributes: String,
    content: String,
}

/// An element of this name.
pub(super) fn el(name: &'static str) -> El {
    El { name, attributes: String::new(), content: String::new() }
}

impl El {
    /// Its class.
    pub(super) fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Its id.
    pub(super) fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// An attribute that it does not have yet.
    pub(super) fn attr(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// An attribute, if there is a value for it.
    pub(super) fn attr_if(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// What comes inside it, after what is there.
    pub(super) fn child(mut self, piece: impl Piece) -> Self {
        piece.put(&mut self.content);
        self
    }

    /// Content of a `<script>` or `<style>`, which no escaping reaches: the caller vouches that it
    /// cannot end the element.
    pub(super) fn raw(mut self, content: &str) -> Self {
        self.content.push_str(content);
        self
    }

    fn set(&mut self, name: &str, value: &str) {
        self.attributes.push(' ');
        self.attributes.push_str(name);
        self.attributes.push_str("=\"");
        escape(&mut self.attributes, value);
        self.attributes.push('"');
    }
}

/// Whatever can be put inside an element.
pub(super) trait Piece {
    /// Appends its text.
    fn put(self, out: &mut String);
}

impl Piece for El {
    fn put(self, out: &mut String) {
        out.push('<');
        out.push_str(self.name);
        out.push_str(&self.attributes);
        out.push('>');
        if VOID.contains(&self.name) {
            return;
        }
        // A line end right after `<pre>` is not shown by browsers: one more keeps the author's.
        if self.name == "pre" && self.content.starts_with('\n') {
            out.push('\n');
        }
        out.push_str(&self.content);
        out.push_str("</");
        out.push_str(self.name);
        out.push('>');
    }
}

impl Piece for &str {
    fn put(self, out: &mut String) {
        escape(out, self);
    }
}

impl Piece for String {
    fn put(self, out: &mut String) {
        escape(out, &self);
    }
}

impl<P: Piece> Piece for Option<P> {
    fn put(self, out: &mut String) {
        if let Some(piece) = self {
            piece.put(out);
        }
    }
}

impl<P: Piece> Piece for Vec<P> {
    fn put(self, out: &mut String) {
        self.into_iter().for_each(|piece| piece.put(out));
    }
}

/// A piece as text.
pub(super) fn text_of(piece: impl Piece) -> String {
    let mut out = String::new();
    piece.put(&mut out);
    out
}

/// The text of a page as what a body is painted on.
pub(super) struct Page;

impl Canvas for Page {
    type Element = El;

    fn element(&self, name: &'static str) -> El {
        el(name)
    }

    fn attribute(&self, element: &mut El, name: &'static str, value: &str) {
        element.set(name, value);
    }

    fn text(&self, element: &mut El, text: &str) {
        text.put(&mut element.content);
    }

    fn append(&self, element: &mut El, child: El) {
        child.put(&mut element.content);
    }

    fn formula(&self, element: &mut El, tex: &Element, formula: Formula) -> bool {
        match formulas::set(&tex.text(), formula) {
            Ok(formula) => element.content.push_str(&formula),
            Err(reason) => {
                element.set("title", &reason.to_string());
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(element: El, expected: &str) {
        assert_eq!(text_of(element), expected);
    }

    #[test]
    fn text_and_attributes_cannot_leave_their_place() {
        check(
            el("p").attr("title", "a\"><script>").child("</p><b> & \u{0}\u{b}x"),
            "<p title=\"a&quot;&gt;&lt;script&gt;\">&lt;/p&gt;&lt;b&gt; &amp; x</p>",
        );
    }

    #[test]
    fn a_void_element_has_no_end_and_code_keeps_its_first_line() {
        check(el("img").attr("alt", ""), "<img alt=\"\">");
        check(el("pre").child("\nx"), "<pre>\n\nx</pre>");
    }
}
