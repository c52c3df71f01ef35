//! A formula as MathML text, for pages that are made beforehand. Escaping is the whole of it: names
//! and attributes come from closed lists.

use article::html::escape;

use crate::{Element, Node};

/// The formula as MathML, as it stands in HTML.
pub fn serialise(formula: &Element) -> String {
    let mut out = String::new();
    write(&mut out, formula);
    out
}

fn write(out: &mut String, element: &Element) {
    let name = element.name.as_str();
    out.push('<');
    out.push_str(name);
    for attr in &element.attrs {
        attr.each(&mut |name, value| {
            out.push(' ');
            out.push_str(name);
            out.push_str("=\"");
            escape(out, value);
            out.push('"');
        });
    }
    out.push('>');
    for child in &element.children {
        match child {
            Node::Element(element) => write(out, element),
            Node::Text(text) => escape(out, text),
        }
    }
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}
