//! Completing a query: operators, their values, and tags that hold what is being typed.

use catalog::{Facets, Filter};
use search::{Completes, Operator, typing};

/// Completions that are offered.
const MOST: usize = 8;

/// Whole queries that the one being typed may become, the commonest values first.
pub(crate) fn complete(facets: &Facets, query: &str) -> Vec<String> {
    let with = |start: usize, end: &str| format!("{}{end}", &query[..start]);
    let holds = |name: &&str, text: &str| text.is_empty() || name.contains(text) || catalog::holds(name, text);
    match typing(query, query.len()) {
        Some(typing) => match &typing.what {
            Completes::Operator(operators) => {
                operators.iter().map(|operator| with(typing.range.start, &typing.operator(*operator))).collect()
            }
            Completes::Value(operator, text) => {
                let filter = match operator {
                    Operator::Tag => Filter::Tag,
                    Operator::Author => Filter::Author,
                    Operator::Category => Filter::Category,
                    Operator::Before | Operator::After => Filter::Year,
                };
                let names = facets.names(filter).filter(|name| holds(name, text)).take(MOST);
                names.map(|name| with(typing.range.start, &typing.value(*operator, name))).collect()
            }
        },
        None if query.trim().is_empty() || query.ends_with(char::is_whitespace) => Vec::new(),
        None => {
            let start = query
                .rfind(char::is_whitespace)
                .map_or(0, |at| at + query[at..].chars().next().map_or(1, char::len_utf8));
            let Some(typing) = typing("tag:", 4) else { return Vec::new() };
            let names = facets.names(Filter::Tag).filter(|name| holds(name, &query[start..])).take(MOST);
            names.map(|name| with(start, &typing.value(Operator::Tag, name))).collect()
        }
    }
}
