//! Completing a query: operators, their values, and tags that hold what is being typed.

use catalog::{FacetValue, Facets, ViewState};
use search::{Completes, Operator, Query, typing};

/// Completions that are offered.
const MOST: usize = 8;

/// Whole queries that the one being typed may become, the commonest values first.
pub(crate) fn complete(facets: &Facets, query: &str) -> Vec<String> {
    let counts = facets.counts(&ViewState::default(), None);
    let with = |start: usize, end: &str| format!("{}{end}", &query[..start]);
    let holds = |value: &&FacetValue, text: &str| {
        text.is_empty() || Query::parse(&format!("\"{text}")).matches(&[&value.name]) || value.name.contains(text)
    };
    match typing(query, query.len()) {
        Some(typing) => match &typing.what {
            Completes::Operator(operators) => {
                operators.iter().map(|operator| with(typing.range.start, &typing.operator(*operator))).collect()
            }
            Completes::Value(operator, text) => {
                let values = match operator {
                    Operator::Tag => &counts.tags,
                    Operator::Author => &counts.authors,
                    Operator::Category => &counts.categories,
                    Operator::Before | Operator::After => &counts.years,
                };
                let values = values.iter().filter(|value| holds(value, text)).take(MOST);
                values.map(|value| with(typing.range.start, &typing.value(*operator, &value.name))).collect()
            }
        },
        None if query.trim().is_empty() || query.ends_with(char::is_whitespace) => Vec::new(),
        None => {
            let start = query
                .rfind(char::is_whitespace)
                .map_or(0, |at| at + query[at..].chars().next().map_or(1, char::len_utf8));
            let Some(typing) = typing("tag:", 4) else { return Vec::new() };
            let values = counts.tags.iter().filter(|value| holds(value, &query[start..])).take(MOST);
            values.map(|value| with(start, &typing.value(Operator::Tag, &value.name))).collect()
        }
    }
}
