//! A language that nobody speaks, with as many signs and words as Chinese, as often.

use super::dice::Dice;

/// Signs of the common ones, and words made of them.
const SIGNS: usize = 3_000;
const WORDS: usize = 20_000;
/// Words that stand among the others as they are.
const LATIN: [&str; 24] = [
    "AI", "App", "ChatGPT4", "B2B", "SaaS", "DAU", "KOL", "ROI", "GMV", "A/B", "DOU+", "UI", "UX", "MVP", "PRD", "API",
    "SEO", "iPhone", "Excel", "Python", "SQL", "Meta", "product", "growth",
];
const STOPS: [&str; 4] = ["。", "。", "！", "？"];

/// Its words.
pub(super) struct Language {
    signs: Vec<char>,
    words: Vec<String>,
}

impl Language {
    pub(super) fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed ^ 0x5eed);
        // From the unified ideographs, each once, in an order of their own.
        let mut all: Vec<char> = ('\u{4e00}'..='\u{9fa5}').collect();
        let signs: Vec<char> = (0..SIGNS).map(|_| all.swap_remove(dice.below(all.len() as u32) as usize)).collect();
        let words = (0..WORDS).map(|rank| {
            // The commonest words are the shortest.
            let length = if rank < 60 { 1 } else { dice.weighted(&[(1, 8), (2, 66), (3, 14), (4, 12)]) };
            (0..length).map(|_| signs[dice.zipf(SIGNS as f64 - 1.0, 40.0) as usize]).collect()
        });
        Self { words: words.collect(), signs }
    }

    fn word(&self, dice: &mut Dice) -> &str {
        match dice.below(100) < 3 {
            true => LATIN[dice.below(LATIN.len() as u32) as usize],
            false => &self.words[dice.zipf(WORDS as f64 - 1.0, 3.0) as usize],
        }
    }

    /// About as many bytes as asked for, with commas and full stops.
    pub(super) fn paragraph(&self, dice: &mut Dice, bytes: usize) -> String {
        let mut text = String::with_capacity(bytes + 40);
        while text.len() < bytes {
            for part in 0..1 + dice.below(4) {
                if part > 0 {
                    text.push('，');
                }
                (0..3 + dice.below(6)).for_each(|_| text.push_str(self.word(dice)));
            }
            text.push_str(STOPS[dice.below(4) as usize]);
        }
        text
    }

    pub(super) fn title(&self, dice: &mut Dice) -> String {
        let mut text = String::new();
        (0..5 + dice.below(8)).for_each(|_| text.push_str(self.word(dice)));
        text
    }

    /// The same number has the same name.
    pub(super) fn name(&self, number: u64, length: u32) -> String {
        let mut dice = Dice::new(number);
        (0..2 + dice.below(length - 1)).map(|_| self.signs[dice.below(SIGNS as u32) as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_says_the_same_and_another_says_something_else() {
        let text = |seed| Language::new(seed).paragraph(&mut Dice::new(7), 400);
        assert_eq!(text(1), text(1));
        assert_ne!(text(1), text(2));
    }

    #[test]
    fn common_words_are_common_and_rare_ones_are_rare() {
        let language = Language::new(1);
        let mut dice = Dice::new(3);
        let text = language.paragraph(&mut dice, 300_000);
        let count = |rank: usize| text.matches(language.words[rank].as_str()).count();
        assert!(count(0) > 1_000, "{}", count(0));
        assert!(count(15_000) < 20, "{}", count(15_000));
    }
}
