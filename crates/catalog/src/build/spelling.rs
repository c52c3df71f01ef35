use unicode_normalization::UnicodeNormalization;

/// What two spellings of one tag have in common: NFKC, case folded, without inner spaces (DESIGN section
/// 4). Upper case first folds `ß` to `ss`, as full case folding does.
pub fn key(tag: &str) -> String {
    let folded = tag.nfkc().collect::<String>().to_uppercase().to_lowercase();
    folded.nfkc().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(a: &str, b: &str) {
        assert_eq!(key(a), key(b));
    }

    #[test]
    fn width_case_and_inner_spaces_make_no_difference() {
        check("ＡＩ 产品", "ai产品");
        check("DOU+", "ｄｏｕ＋");
        check("Straße", "STRASSE");
        check("á", "a\u{301}");
        check("ｱｲﾃﾞｱ", "アイデア");
        assert_ne!(key("A/B 测试"), key("AB测试"));
    }
}
