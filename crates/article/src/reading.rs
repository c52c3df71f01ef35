//! What a reader is shown of an article around its text.

use crate::{Article, Element, Name, Node};

/// A heading of an article, for its table of contents.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 3.
    pub level: u8,
    /// The id of its element.
    pub id: String,
    /// Its text; not empty.
    pub text: String,
}

/// Headings that are listed; a longer list would weigh more than its article.
const MOST_HEADINGS: usize = 500;

impl Article {
    /// The first headings that stand at the top level of the body, down to the third level.
    pub fn headings(&self) -> Vec<Heading> {
        let heading = |element: &Element| {
            let level = element.name.heading_level().filter(|level| *level <= 3)?;
            let text = element.text();
            let id = element.id()?.to_owned();
            (!text.trim().is_empty()).then_some(Heading { level, id, text })
        };
        self.body.iter().filter_map(Node::element).filter_map(heading).take(MOST_HEADINGS).collect()
    }

    /// The summary, unless the text begins with it anyway.
    pub fn lead(&self) -> Option<&str> {
        let summary = self.card.summary.trim_end_matches('…');
        let essence = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let is_paragraph = |node: &&Node| node.element().is_some_and(|element| element.name == Name::P);
        let mut paragraphs = self.body.iter().filter(is_paragraph).map(Node::text);
        let first = paragraphs.find(|text| !text.trim().is_empty()).unwrap_or_default();
        let repeated = essence(&first).starts_with(&essence(summary));
        (!summary.is_empty() && !repeated).then_some(&self.card.summary)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Attr, Card, Slug};

    fn article(summary: &str, body: Vec<Element>) -> Article {
        let mut card = Card::new(Slug::new("a").unwrap(), "A");
        card.summary = summary.into();
        Article { card, body: body.into_iter().map(Node::Element).collect(), clutter: vec![], limits: vec![] }
    }

    fn with_text(name: Name, text: &str) -> Element {
        Element::new(name).containing(vec![Node::Text(text.into())])
    }

    #[test]
    fn a_summary_that_the_text_begins_with_is_no_lead() {
        let check = |summary: &str, text: &str, expected: Option<&str>| {
            assert_eq!(article(summary, vec![with_text(Name::P, text)]).lead(), expected);
        };
        check("One, two…", "One — two, three.", None);
        check("Something else.", "One, two, three.", Some("Something else."));
        check("", "One.", None);
    }

    #[test]
    fn only_headings_that_can_be_led_to_are_listed() {
        let with_id = |name, text| with_text(name, text).with(Attr::Id("h-a".into()));
        let body = vec![with_text(Name::H2, "no id"), with_id(Name::H4, "deep"), with_id(Name::H3, "A")];
        assert_eq!(article("", body).headings(), [Heading { level: 3, id: "h-a".into(), text: "A".into() }]);
    }
}
