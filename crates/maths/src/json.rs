//! A formula as JSON, for a page that makes nodes of it.
//!
//! ```text
//! answer  = element | reason                     reason = string, why it stays TeX
//! element = [name, {attribute: value, …}, node…]
//! node    = element | string
//! ```

use crate::{Element, Error, Node};

/// What [`crate::read`] answered.
pub fn answer(read: &Result<Element, Error>) -> String {
    let mut out = String::new();
    match read {
        Ok(formula) => element(&mut out, formula),
        Err(reason) => string(&mut out, &reason.to_string()),
    }
    out
}

fn element(out: &mut String, element_: &Element) {
    out.push('[');
    string(out, element_.name.as_str());
    out.push_str(",{");
    let mut first = true;
    for attr in &element_.attrs {
        attr.each(&mut |name, value| {
            if !std::mem::take(&mut first) {
                out.push(',');
            }
            string(out, name);
            out.push(':');
            string(out, value);
        });
    }
    out.push('}');
    for child in &element_.children {
        out.push(',');
        match child {
            Node::Element(child) => element(out, child),
            Node::Text(text) => string(out, text),
        }
    }
    out.push(']');
}

/// RFC 8259, section 7.
fn string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\0'..='\u{1f}' => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use article::Formula;

    use crate::read;

    #[test]
    fn any_text_comes_back_out_of_the_json_as_it_went_in() {
        for text in ["a\"b", "a\\textbackslash{}b", "中文\t x", "\u{1}"] {
            let read = read(&format!("\\text{{{text}}}"), Formula::Inline);
            let value: serde_json::Value = serde_json::from_str(&super::answer(&read)).unwrap();
            assert!(value.is_array() || value.is_string());
        }
        let refused = super::answer(&read("\\nothing\"", Formula::Inline));
        assert!(serde_json::from_str::<String>(&refused).is_ok(), "{refused}");
    }
}
