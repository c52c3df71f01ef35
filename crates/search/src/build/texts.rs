use article::{Article, Name, Node};

use super::Document;

/// The texts of an article, taken out of its tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    /// Its title.
    pub title: String,
    /// Its tags, author, category.
    pub labels: Vec<String>,
    /// Its summary, the blocks of its body and of its clutter. Text of two blocks is never one phrase.
    pub body: Vec<String>,
}

impl Texts {
    /// Everything that a reader can see of an article, once.
    pub fn of(article: &Article) -> Self {
        let card = &article.card;
        let mut labels: Vec<String> = card.tags.iter().map(|tag| tag.as_str().to_owned()).collect();
        labels.extend(card.author.iter().map(|author| author.name.clone()));
        labels.extend(card.category.clone());
        let mut body = vec![card.summary.clone()];
        push_blocks(&article.body, &mut body);
        body.push(String::new());
        push_blocks(&article.clutter, &mut body);
        body.retain(|block| !block.trim().is_empty());
        Self { title: card.title.clone(), labels, body }
    }

    /// Calls `with` with what [`super::Run::add`] takes.
    pub fn document<R>(&self, with: impl FnOnce(&Document<'_>) -> R) -> R {
        let labels: Vec<&str> = self.labels.iter().map(String::as_str).collect();
        let body: Vec<&str> = self.body.iter().map(String::as_str).collect();
        with(&Document { title: &self.title, labels: &labels, body: &body })
    }
}

/// Appends to the last block what stands in its line, and begins others.
fn push_blocks(nodes: &[Node], blocks: &mut Vec<String>) {
    for node in nodes {
        match node {
            Node::Text(text) => match blocks.last_mut() {
                Some(block) => block.push_str(text),
                None => blocks.push(text.clone()),
            },
            Node::Element(element) if element.name == Name::Br => blocks.extend([String::new()]),
            Node::Element(element) if element.name.is_block() => {
                blocks.push(String::new());
                push_blocks(&element.children, blocks);
                blocks.push(String::new());
            }
            Node::Element(element) => push_blocks(&element.children, blocks),
        }
    }
}

#[cfg(test)]
mod tests {
    use article::{ArchivePath, Card, Slug, Tag};

    use super::*;

    #[test]
    fn words_of_one_line_stay_together_and_blocks_apart() {
        let path = ArchivePath::new("a.md").unwrap();
        let text = "# 标题\n\n用**户**增长\n\n- 甲\n- 乙\n\n一行<br>另一行";
        let mut article = markdown::read(text.as_bytes(), &path, &markdown::Options::default()).unwrap().article;
        article.card = Card::new(Slug::new("a").unwrap(), "标题");
        article.card.tags.extend(Tag::new("小红书"));
        let texts = Texts::of(&article);
        assert_eq!((texts.title.as_str(), texts.labels.as_slice()), ("标题", ["小红书".to_owned()].as_slice()));
        for line in ["用户增长", "甲", "乙", "一行", "另一行"] {
            assert!(texts.body.iter().any(|block| block == line), "{line} in {:?}", texts.body);
        }
    }
}
