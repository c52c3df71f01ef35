//! GitBook's tables of cards to a list of cards.
//!
//! ```text
//! <table data-view="cards"><thead><tr>
//!   <th></th>                                 a line of the card; the first one names it
//!   <th data-hidden data-card-target …></th>  where the card leads: a link
//!   <th data-hidden data-card-cover …></th>   its picture: a link to it, or the picture
//!   <th data-hidden></th>                     not shown
//! ```

use article::{Attr, Class, Element, Link, Name, Node, Part, Source};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Column {
    Line,
    Target,
    Cover,
    Hidden,
}

/// What the attributes of a header cell or a table say, as classes that do not stay.
pub(in crate::body) fn attribute(name: Name, key: &str, value: &str) -> Option<Attr> {
    let part = match (name, key) {
        (Name::Table, "data-view") if value == "cards" => Part::Tiles,
        (Name::Th, "data-hidden") => Part::Tile,
        (Name::Th, "data-card-target") => Part::Reference,
        (Name::Th, key) if key.starts_with("data-card-cover") => Part::TileCover,
        (Name::A, "class") if value.split_whitespace().any(|class| class == "button") => Part::Button,
        _ => return None,
    };
    Some(Attr::Class(Class::Part(part)))
}

/// Makes the list in the place of the table.
pub(super) fn make(table: &mut Element) {
    let (mut columns, mut rows) = (Vec::new(), Vec::new());
    for section in std::mem::take(&mut table.children).into_iter().filter_map(into_element) {
        for row in section.children.into_iter().filter_map(into_element) {
            match section.name {
                Name::Thead => columns = row.children.iter().filter_map(Node::element).map(column).collect(),
                _ => rows.push(row),
            }
        }
    }
    *table = Element::new(Name::Ul).with(Attr::Class(Class::Part(Part::Tiles)));
    table.children = rows.into_iter().map(|row| Node::Element(tile(row, &columns))).collect();
}

fn column(cell: &Element) -> Column {
    match () {
        () if cell.is_part(Part::Reference) => Column::Target,
        () if cell.is_part(Part::TileCover) => Column::Cover,
        () if cell.is_part(Part::Tile) => Column::Hidden,
        () => Column::Line,
    }
}

fn tile(row: Element, columns: &[Column]) -> Element {
    let (mut cover, mut target, mut lines) = (None, None, Vec::new());
    for (at, mut cell) in row.children.into_iter().filter_map(into_element).enumerate() {
        match columns.get(at).unwrap_or(&Column::Line) {
            Column::Cover => cover = cover.or_else(|| find(&cell, &picture)),
            Column::Target => target = find(&cell, &|link| (link.name == Name::A).then(|| link.clone())),
            Column::Line if cell.children.iter().any(says_something) => lines.push(std::mem::take(&mut cell.children)),
            Column::Line | Column::Hidden => {}
        }
    }
    let mut tile = Element::new(Name::Li).with(Attr::Class(Class::Part(Part::Tile)));
    tile.children.extend(cover.map(Node::Element));
    let mut lines = lines.into_iter();
    let title = match (lines.next(), target) {
        (Some(title), Some(mut target)) if !title.iter().any(|node| has_link(node) || is_block(node)) => {
            target.children = title;
            Some(vec![Node::Element(target)])
        }
        (None, Some(target)) => Some(vec![Node::Element(target)]),
        (title, _) => title,
    };
    if let Some(title) = title {
        let name = if title.iter().any(is_block) { Name::Div } else { Name::P };
        tile.children
            .push(Node::Element(Element::new(name).with(Attr::Class(Class::Part(Part::Title))).containing(title)));
    }
    tile.children.extend(lines.map(|line| {
        let name = if line.iter().any(is_block) { Name::Div } else { Name::P };
        Node::Element(Element::new(name).containing(line))
    }));
    tile
}

/// The picture of a card: as it is, or as the link leads to it.
fn picture(element: &Element) -> Option<Element> {
    let source = match (element.name, element.src(), element.href()) {
        (Name::Img, Some(source), _) => source.clone(),
        (Name::A, _, Some(Link::File(path))) => Source::File(path.clone()),
        (Name::A, _, Some(Link::Url(url))) => Source::Url(article::SafeUrl::parse_image(url.as_str()).ok()?),
        _ => return None,
    };
    let mut cover = Element::new(Name::Img).with(Attr::Src(source)).with(Attr::Alt(String::new()));
    cover.attrs.push(Attr::Class(Class::Part(Part::TileCover)));
    Some(cover)
}

/// The first of an element and everything in it that the function makes something of.
fn find<T>(element: &Element, wanted: &dyn Fn(&Element) -> Option<T>) -> Option<T> {
    wanted(element).or_else(|| element.children.iter().filter_map(Node::element).find_map(|child| find(child, wanted)))
}

pub(super) fn has_link(node: &Node) -> bool {
    node.element().is_some_and(|element| element.name == Name::A || element.children.iter().any(has_link))
}

fn is_block(node: &Node) -> bool {
    node.element().is_some_and(|element| element.name.is_block())
}

fn says_something(node: &Node) -> bool {
    match node {
        Node::Text(text) => !text.trim().is_empty(),
        Node::Element(element) => element.name == Name::Img || element.children.iter().any(says_something),
    }
}

fn into_element(node: Node) -> Option<Element> {
    match node {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    }
}
