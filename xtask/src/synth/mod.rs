//! Archives of any size with the shape of a real one: what `bench` measures on.
//!
//! The real one has 6,000 Chinese articles with a card of GitBook, a title said twice, a byline, and a
//! footer of the site they were copied from. Counts and distributions are those of that archive: 13.5 KB
//! of Markdown in the middle and 15.8 KB on average, three to five tags of which many are used once, ten
//! categories, 1,705 authors, views from a hundred to hundreds of thousands, half of all without a comment.
//! The words are made up: a language of its own with the frequencies of one.

mod dice;
mod language;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use self::dice::Dice;
use self::language::Language;
use crate::error::{Error, Result};
use crate::files;
use crate::run::step;

/// Articles of the archive whose shape this is.
const REAL: f64 = 6_000.0;
const CATEGORIES: [&str; 10] =
    ["It", "Marketing", "Pd", "Operate", "Zhichang", "Evaluating", "Data-analysis", "User-research", "Pmd", "Chuangye"];
/// How many of the real articles are of each year.
const YEARS: [(u16, u32); 6] = [(2020, 33), (2021, 320), (2022, 1_177), (2023, 1_473), (2024, 1_634), (2025, 1_363)];
/// How many of a thousand articles have so many tags.
const TAGS: [(usize, u32); 5] = [(3, 602), (4, 239), (5, 149), (6, 6), (0, 4)];
/// Of a hundred uses of a tag, those of one that is used once.
const ONCE: u32 = 22;

/// Writes an archive of so many articles into a folder, unless exactly this one is there already. The same
/// numbers give the same bytes.
pub(crate) fn archive(articles: u32, seed: u64, out: &Path) -> Result<()> {
    let stamp = out.join(".synth");
    let is = format!("{articles} {seed} 1\n");
    if fs::read_to_string(&stamp).is_ok_and(|was| was == is) {
        return Ok(());
    }
    if out.read_dir().is_ok_and(|mut inside| inside.next().is_some()) && !stamp.is_file() {
        return Err(Error::unusable(out, "holds something else", "name an empty folder, or a new one"));
    }
    step(&format!("writing an archive of {articles} articles to {}", out.display()), || {
        let language = Language::new(seed);
        let mut summary = "# Summary\n\n".to_owned();
        for number in 0..articles {
            let article = Article::new(number, f64::from(articles) / REAL, seed, &language);
            files::write(&out.join(&article.path), &article.text)?;
            _ = writeln!(summary, "* [{}]({})", article.title, article.path);
        }
        files::write(&out.join("SUMMARY.md"), summary)?;
        files::write(&stamp, &is)
    })
}

struct Article {
    path: String,
    title: String,
    text: String,
}

impl Article {
    /// `scale` is the size of the archive, in real ones.
    fn new(number: u32, scale: f64, seed: u64, language: &Language) -> Self {
        let mut dice = Dice::new(seed ^ (u64::from(number) << 24));
        let id = 4_000_000 + number * 7;
        let category = CATEGORIES[number as usize % CATEGORIES.len()];
        let (year, month, day) = (dice.weighted(&YEARS), 1 + dice.below(12), 1 + dice.below(28));
        let path = format!("articles/{}/{year}/{month:02}/{id}.md", category.to_lowercase());
        let title = language.title(&mut dice);
        // Authors and tags grow with an archive, but more slowly than it does.
        let author = dice.zipf(1_705.0 * scale.powf(0.7), 8.0);
        let name = language.name(author as u64, 4);
        let tags: Vec<String> = (0..dice.weighted(&TAGS)).map(|_| tag(&mut dice, scale, language)).collect();
        let tags = tags.join(",");
        let views = dice.lognormal(4_092.0, 1.2).clamp(98.0, 900_000.0) as u64;
        let comments = if dice.below(100) < 45 { 0 } else { 1 + dice.zipf(36.0, 1.0) };
        let collects = (views as f64 * dice.lognormal(0.008, 0.8)) as u64;
        let summary = language.paragraph(&mut dice, 320);
        let original = format!("https://example.org/{}/{id}.html", category.to_lowercase());
        let minutes = 3 + dice.below(20);

        let length = dice.lognormal(11_500.0, 0.6).clamp(900.0, 150_000.0) as usize;
        let mut text = format!(
            "# {title}\n{{% hint style=\"info\" %}}\n**Category:** {category}\n**Author:** [{name}](https://example.org/u/{author})\n\
             **Published:** {year}-{month:02}-{day:02}  \n**Stats:** 👁️ {views} views | 💬 {comments} comments | ⭐ {collects} collects\n\
             **Tags:** {tags}\n**Original:** [View on example.org]({original})\n{{% endhint %}}\n> {summary}\n\n---\n\n## {title}\n\n\
             [![](https://image.example.org/avatar/{author}.jpg!/both/72x72)](https://example.org/u/{author})[{name}](https://example.org/u/{author}) \
             关注{year}-{month:02}-{day:02}{comments} 评论 {views} 浏览 {collects} 收藏 {minutes} 分钟\n\n> {summary}\n\n"
        );
        let start = text.len();
        let mut part = 0;
        while text.len() < start + length {
            part += 1;
            _ = writeln!(text, "### {part}. {}\n", language.title(&mut dice));
            for _ in 0..2 + dice.below(4) {
                let paragraph = 120 + dice.below(700) as usize;
                _ = writeln!(text, "{}\n", language.paragraph(&mut dice, paragraph));
            }
            if dice.below(3) > 0 {
                _ = writeln!(text, "![](https://image.example.org/{year}/{month:02}/{id}-{part}.png)\n");
            }
        }
        _ = write!(
            text,
            "题图来自 Unsplash，基于 CC0 协议\n\n赞赏 收藏已收藏{collects} 点赞已赞{comments}更多精彩内容\n"
        );
        Self { path, title, text }
    }
}

fn tag(dice: &mut Dice, scale: f64, language: &Language) -> String {
    match dice.below(100) < ONCE {
        true => language.name(dice.next(), 6),
        false => language.name(1_000_000 + dice.zipf(1_609.0 * scale.powf(0.6), 1.5) as u64, 4),
    }
}
