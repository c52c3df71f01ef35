//! Completing operators and their values.

use std::ops::Range;

use super::{Operator, Sense, is_quote, pieces};

/// What is being typed where the caret stands, and could be completed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Typing {
    /// What of the query a completion replaces, in bytes.
    pub range: Range<usize>,
    /// The operators that may be meant (`ta` is the beginning of `tag:`), or the one that stands there.
    pub what: Completes,
    /// With a sign before.
    excluded: bool,
}

/// What a completion is chosen from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Completes {
    /// These operators.
    Operator(Vec<Operator>),
    /// Values of the operator that begin with the text.
    Value(Operator, String),
}

/// What is being typed when the caret is at this byte of a query.
pub fn typing(query: &str, caret: usize) -> Option<Typing> {
    let before = query.get(..caret)?;
    let piece = pieces(before).pop().filter(|piece| piece.end == caret)?;
    // Behind a closing quotation mark the value is complete.
    let written = &before[piece.start..];
    let excluded = piece.sense == Sense::Excluded;
    let range = piece.start..caret;
    if let Some(operator) = piece.operator {
        let closed = piece.ending == super::Ending::Whole;
        let what = Completes::Value(operator, piece.text.to_owned());
        return (!closed).then_some(Typing { range, what, excluded });
    }
    let name = written.trim_start_matches(['-', '－']);
    if name.is_empty() || name.starts_with(is_quote) {
        return None;
    }
    let begins = |operator: &Operator| {
        operator.name().get(..name.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(name))
    };
    let operators: Vec<Operator> = Operator::ALL.into_iter().filter(begins).collect();
    (!operators.is_empty()).then_some(Typing { range, what: Completes::Operator(operators), excluded })
}

impl Typing {
    /// What to put in the place of [`Typing::range`] for an operator: the caret goes behind it.
    pub fn operator(&self, operator: Operator) -> String {
        format!("{}{}:", self.sign(), operator.name())
    }

    /// What to put in the place of [`Typing::range`] for a value, quoted where it has to be.
    pub fn value(&self, operator: Operator, value: &str) -> String {
        let needs_quotes = value.contains(|c: char| c.is_whitespace() || is_quote(c));
        // No quotation mark can be quoted; without it the name is found all the same, by its beginning.
        let value: String = value.chars().take_while(|c| !is_quote(*c)).collect();
        let quote = if needs_quotes { "\"" } else { "" };
        format!("{}{}:{quote}{value}{quote}", self.sign(), operator.name())
    }

    fn sign(&self) -> &'static str {
        if self.excluded { "-" } else { "" }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(query: &str, expected: Option<(&str, Completes)>) {
        let typing = typing(query, query.len());
        let found = typing.map(|typing| (query[typing.range].to_owned(), typing.what));
        assert_eq!(found, expected.map(|(text, what)| (text.to_owned(), what)), "{query:?}");
    }

    #[test]
    fn an_operator_is_completed_from_its_first_letters() {
        check("ta", Some(("ta", Completes::Operator(vec![Operator::Tag]))));
        check("用户 -A", Some(("-A", Completes::Operator(vec![Operator::Author, Operator::After]))));
        check("用户", None);
        check("tag ", None);
        check("", None);
        check("\"ta", None);
    }

    #[test]
    fn a_value_is_completed_until_it_is_closed() {
        let tag = |text: &str| Completes::Value(Operator::Tag, text.to_owned());
        check("tag:", Some(("tag:", tag(""))));
        check("a -tag:小红", Some(("-tag:小红", tag("小红"))));
        check("tag:\"A/B 测", Some(("tag:\"A/B 测", tag("A/B 测"))));
        check("tag:\"A/B 测试\"", None);
        check("tag:a ", None);
    }

    #[test]
    fn a_completion_is_quoted_where_it_has_to_be() {
        let typing = typing("-ta", 3).unwrap();
        assert_eq!(typing.operator(Operator::Tag), "-tag:");
        assert_eq!(typing.value(Operator::Tag, "小红书"), "-tag:小红书");
        assert_eq!(typing.value(Operator::Tag, "A/B 测试"), "-tag:\"A/B 测试\"");
    }
}
