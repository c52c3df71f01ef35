//! The tree as HTML text, for the press and for published pages.
//!
//! Escaping is the whole of it: every name and attribute comes from a closed list, every address
//! was checked before it became a [`Link`] or a [`Source`].

use article::html::escape;
pub use article::paint::Addresses;
use article::{ArchivePath, Attr, Class, Element, Formula, Link, Name, Node, Slug, Source};

/// Addresses as files below the archive's root.
pub struct AsFiles;

impl Addresses for AsFiles {
    fn article(&self, slug: &Slug, heading: Option<&str>) -> String {
        let path = slug.path().to_url_path();
        match heading {
            Some(heading) => format!("{path}#{heading}"),
            None => path,
        }
    }

    fn file(&self, path: &ArchivePath) -> String {
        path.to_url_path()
    }
}

/// What a formula becomes: markup that may be written as it is, or nothing where its TeX is to be shown.
pub type Formulas<'a> = &'a dyn Fn(&str, Formula) -> Option<String>;

/// The nodes as an HTML fragment; formulas as TeX.
pub fn serialise(nodes: &[Node], addresses: &dyn Addresses) -> String {
    serialise_with(nodes, addresses, &|_, _| None)
}

/// The nodes as an HTML fragment, with formulas set.
pub fn serialise_with(nodes: &[Node], addresses: &dyn Addresses, formulas: Formulas<'_>) -> String {
    let mut out = String::new();
    write_nodes(&mut out, nodes, (addresses, formulas), Spacing::Free);
    out
}

/// How addresses and formulas are written.
type Manner<'a> = (&'a dyn Addresses, Formulas<'a>);

/// Whether line ends may be added between blocks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spacing {
    Free,
    Preformatted,
}

fn write_nodes(out: &mut String, nodes: &[Node], manner: Manner<'_>, spacing: Spacing) {
    for node in nodes {
        match node {
            Node::Text(text) => escape(out, text),
            Node::Element(element) => write_element(out, element, manner, spacing),
        }
    }
}

fn write_element(out: &mut String, element: &Element, manner: Manner<'_>, spacing: Spacing) {
    let inside = if element.name == Name::Pre { Spacing::Preformatted } else { spacing };
    out.push('<');
    out.push_str(element.name.as_str());
    if element.name == Name::Input {
        write_attr(out, "type", "checkbox");
        write_attr(out, "disabled", "");
    }
    for attr in &element.attrs {
        write_attribute(out, attr, manner.0);
    }
    out.push('>');
    if element.name.is_void() {
        return;
    }
    // A line end right after `<pre>` is not shown by browsers: one more keeps the author's.
    if element.name == Name::Pre && matches!(element.children.first(), Some(Node::Text(text)) if text.starts_with('\n'))
    {
        out.push('\n');
    }
    match element.formula().and_then(|formula| manner.1(&element.text(), formula)) {
        Some(formula) => out.push_str(&formula),
        None => write_nodes(out, &element.children, manner, inside),
    }
    out.push_str("</");
    out.push_str(element.name.as_str());
    out.push('>');
    if element.name.is_block() && spacing == Spacing::Free {
        out.push('\n');
    }
}

fn write_attribute(out: &mut String, attr: &Attr, addresses: &dyn Addresses) {
    match attr {
        Attr::Id(id) => write_attr(out, "id", id),
        Attr::Href(Link::Url(url)) => write_attr(out, "href", url.as_str()),
        Attr::Href(Link::Article { slug, heading }) => {
            write_attr(out, "href", &addresses.article(slug, heading.as_deref()));
        }
        Attr::Href(Link::Heading(id)) => write_attr(out, "href", &format!("#{id}")),
        Attr::Href(Link::File(path)) => write_attr(out, "href", &addresses.file(path)),
        Attr::Src(Source::Url(url)) => write_attr(out, "src", url.as_str()),
        Attr::Src(Source::File(path)) => write_attr(out, "src", &addresses.file(path)),
        Attr::Alt(text) => write_attr(out, "alt", text),
        Attr::Title(text) => write_attr(out, "title", text),
        Attr::Class(class) => write_attr(out, "class", &class_name(class)),
        Attr::Lang(language) => write_attr(out, "lang", language.as_str()),
        Attr::Start(number) => write_attr(out, "start", &number.to_string()),
        Attr::ColSpan(number) => write_attr(out, "colspan", &number.to_string()),
        Attr::RowSpan(number) => write_attr(out, "rowspan", &number.to_string()),
        Attr::Align(align) => write_attr(out, "align", align.as_str()),
        Attr::Checked => write_attr(out, "checked", ""),
        Attr::Open => write_attr(out, "open", ""),
        Attr::Width(number) => write_attr(out, "width", &number.to_string()),
        Attr::Height(number) => write_attr(out, "height", &number.to_string()),
        Attr::Percent(number) => {
            write_attr(out, "max", "100");
            write_attr(out, "value", &number.to_string());
        }
    }
}

/// The value of the `class` attribute.
pub fn class_name(class: &Class) -> String {
    match class {
        Class::Code(language) => format!("language-{language}"),
        Class::Hint(tone) => format!("hint hint-{}", tone.as_str()),
        Class::FootnoteRef => "footnote-ref".to_owned(),
        Class::Footnotes => "footnotes".to_owned(),
        Class::FootnoteBack => "footnote-back".to_owned(),
        Class::Task => "task".to_owned(),
        Class::DeadLink => "dead-link".to_owned(),
        Class::Maths(formula) => formula.as_str().to_owned(),
        Class::Part(part) => part.as_str().to_owned(),
    }
}

fn write_attr(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(out, value);
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_attributes_are_escaped() {
        let node = Node::Element(
            Element::new(Name::P)
                .with(Attr::Title("a\"><script>".into()))
                .containing(vec![Node::Text("<b> & \"c\"".into())]),
        );
        assert_eq!(
            serialise(&[node], &AsFiles),
            "<p title=\"a&quot;&gt;&lt;script&gt;\">&lt;b&gt; &amp; &quot;c&quot;</p>\n"
        );
    }
}
