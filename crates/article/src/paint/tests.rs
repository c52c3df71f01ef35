use super::*;
use crate::SafeUrl;

/// Text that shows what was painted, without any escaping.
struct Sketch;

impl Canvas for Sketch {
    type Element = (String, String);
    fn element(&self, name: &'static str) -> Self::Element {
        (name.to_owned(), String::new())
    }
    fn attribute(&self, element: &mut Self::Element, name: &'static str, value: &str) {
        assert!(element.1.is_empty(), "an attribute comes after content");
        element.0 += &format!(" {name}={value}");
    }
    fn text(&self, element: &mut Self::Element, text: &str) {
        element.1 += text;
    }
    fn append(&self, element: &mut Self::Element, (head, content): Self::Element) {
        element.1 += &format!("[{head}|{content}]");
    }
}

struct Plain;

impl Addresses for Plain {
    fn article(&self, slug: &Slug, heading: Option<&str>) -> String {
        format!("{slug}#{}", heading.unwrap_or_default())
    }
    fn file(&self, path: &ArchivePath) -> String {
        path.to_url_path()
    }
}

const LABELS: Labels = Labels {
    notes: ["Note", "Tip", "Warning", "Caution"],
    table: "Table",
    code: "Code",
    progress: "Progress",
    task: "Task",
    to_text: "Back",
    no_picture: "No picture",
    held_picture: "Not loaded",
};

fn check(element: Element, expected: &str) {
    let mut place = (String::new(), String::new());
    Painter { canvas: &Sketch, addresses: &Plain, labels: &LABELS, media: &MediaPolicy::default() }
        .paint(&mut place, &[Node::Element(element)]);
    assert_eq!(place.1, expected);
}

fn text(text: &str) -> Node {
    Node::Text(text.into())
}

#[test]
fn links_that_leave_the_page_open_beside_it_and_others_do_not() {
    let link = |link| Element::new(Name::A).with(Attr::Href(link));
    check(
        link(Link::Url(SafeUrl::parse("https://example.org/").unwrap())),
        "[a href=https://example.org/ rel=noopener noreferrer nofollow ugc target=_blank|]",
    );
    let slug = Slug::new("b").unwrap();
    check(link(Link::Article { slug, heading: Some("h-x".into()) }), "[a href=b#h-x|]");
    check(link(Link::Heading("h-x".into())), "[a href=#h-x|]");
}

#[test]
fn pictures_are_lazy_and_a_missing_one_is_described() {
    let source = Source::File(ArchivePath::new("a b.png").unwrap());
    check(
        Element::new(Name::Img).with(Attr::Src(source)),
        "[img loading=lazy decoding=async referrerpolicy=no-referrer src=a%20b.png alt=|]",
    );
    check(
        Element::new(Name::Img).with(Attr::Alt(" 一只猫 ".into())),
        "[span class=missing-picture|[span|No picture: 一只猫]]",
    );
}

#[test]
fn a_picture_of_another_host_waits_for_consent_with_everything_it_needs() {
    let source = Source::Url(SafeUrl::parse("https://x.example/a.png").unwrap());
    check(
        Element::new(Name::Img).with(Attr::Src(source)).with(Attr::Alt("cat".into())).with(Attr::Width(20)),
        "[span class=held-picture|[span|Not loaded: cat][small|https://x.example/a.png]\
         [img loading=lazy decoding=async referrerpolicy=no-referrer data-src=https://x.example/a.png alt=cat width=20|]]",
    );
}

#[test]
fn a_picture_by_itself_is_told_from_one_in_a_line() {
    let img = || Node::Element(Element::new(Name::Img));
    let missing = "[span class=missing-picture|[span|No picture]]";
    check(Element::new(Name::P).containing(vec![img(), text("\n")]), &format!("[p class=picture|{missing}\n]"));
    let link = Node::Element(Element::new(Name::A).containing(vec![img()]));
    check(Element::new(Name::P).containing(vec![link]), &format!("[p class=picture|[a|{missing}]]"));
    check(Element::new(Name::P).containing(vec![img(), text("x")]), &format!("[p|{missing}x]"));
    check(Element::new(Name::P).containing(vec![img(), img()]), &format!("[p|{missing}{missing}]"));
}

#[test]
fn the_box_of_a_task_is_named_by_it_wherever_it_stands() {
    let tick = || Node::Element(Element::new(Name::Input));
    let boxed = |label: &str| format!("[input type=checkbox disabled= aria-label={label}|]");
    check(
        Element::new(Name::Li).containing(vec![tick(), text(" buy fish")]),
        &format!("[li|{} buy fish]", boxed("buy fish")),
    );
    let paragraph = Element::new(Name::P).containing(vec![tick(), text("b")]);
    check(Element::new(Name::Li).containing(vec![Node::Element(paragraph)]), &format!("[li|[p|{}b]]", boxed("b")));
    check(Element::new(Name::P).containing(vec![tick()]), &format!("[p|{}]", boxed("Task")));
}

#[test]
fn tables_and_code_can_be_reached_by_the_keyboard_and_empty_header_cells_head_nothing() {
    let row = Element::new(Name::Tr).containing(vec![
        Node::Element(Element::new(Name::Th).containing(vec![text(" ")])),
        Node::Element(Element::new(Name::Th).containing(vec![text("x")])),
    ]);
    check(
        Element::new(Name::Table).containing(vec![Node::Element(row)]),
        "[div class=table-box role=group aria-label=Table tabindex=0|[table|[tr|[td| ][th|x]]]]",
    );
    check(Element::new(Name::Pre), "[pre role=group aria-label=Code tabindex=0|]");
    check(
        Element::new(Name::Aside).with(Attr::Class(Class::Hint(Tone::Danger))),
        "[aside role=note aria-label=Caution class=hint hint-danger|]",
    );
}
