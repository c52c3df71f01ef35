use proptest::prelude::*;
use serde_json::Value;

use super::*;

/// The whole text, read by this reader and put together as a tree.
fn read(text: &str) -> Result<Value, CatalogError> {
    let mut json = Reader::new(text)?;
    let value = value(&mut json)?;
    json.end()?;
    Ok(value)
}

fn value(json: &mut Reader<'_>) -> Result<Value, CatalogError> {
    Ok(match json.kind()? {
        Kind::Text => json.text()?.into_owned().into(),
        // As serde_json understands it: here it is only text.
        Kind::Number => json.number()?.parse().map_or(Value::Null, Value::Number),
        Kind::Word => match json.word()? {
            "null" => Value::Null,
            word => (word == "true").into(),
        },
        Kind::Array => {
            json.array()?;
            let mut items = Vec::new();
            while json.item()? {
                items.push(value(json)?);
            }
            items.into()
        }
        Kind::Object => {
            json.object()?;
            let mut fields = serde_json::Map::new();
            while let Some(key) = json.key()? {
                fields.insert(key.into_owned(), value(json)?);
            }
            fields.into()
        }
    })
}

/// Whether the text is JSON: the same when it is read and when it is skipped.
fn accepts(text: &str) -> bool {
    let read = read(text).is_ok();
    let skipped = Reader::new(text).and_then(|mut json| json.skip().and_then(|()| json.end()));
    assert_eq!(skipped.is_ok(), read, "{text}");
    read
}

#[test]
fn what_is_not_json_says_where() {
    let check = |text: &str, expected: CatalogError| assert_eq!(read(text), Err(expected), "{text}");
    let at = |line, column| CatalogError::NotJson { line, column };
    check(" \n", CatalogError::Empty);
    check("\u{feff}<!doctype html>", CatalogError::WebPage);
    check("[\n1,]", at(2, 3));
    check("{\"a\":1,\n \"b\" 2}", at(2, 6));
    check("[1", at(1, 2));
    check("[1] x", at(1, 5));
    check("\"a\nb\"", at(1, 3));
    check("\"\\x\"", at(1, 3));
    check("[\n\n-]", at(3, 2));
}

#[test]
fn half_a_surrogate_pair_does_not_cost_the_whole_catalog() {
    let check = |text: &str, expected: &str| assert_eq!(read(text), Ok(expected.into()), "{text}");
    check(r#""a\ud83db""#, "a\u{fffd}b");
    check(r#""\udc00\ud83d\ude00\ud83d""#, "\u{fffd}😀\u{fffd}");
    check(r#""\ud83d\ud83d\ude00""#, "\u{fffd}😀");
    check(r#""\\ud83d \ud83d""#, "\\ud83d \u{fffd}");
    check(r#""\ud83d\n""#, "\u{fffd}\n");
    assert!(read(r#""\ud83d"#).is_err());
    assert!(read(r#""\ud83d\"#).is_err());
    assert!(read(r#""\ud83d\u12""#).is_err());
}

#[test]
fn depth_ends_where_serde_json_ends_it() {
    for depth in [1, 126, 127, 128, 129, 100_000] {
        let text = "[".repeat(depth) + &"]".repeat(depth);
        let skipped = Reader::new(&text).and_then(|mut json| json.skip());
        assert_eq!(skipped.is_ok(), serde_json::from_str::<Value>(&text).is_ok(), "{depth}");
    }
}

#[test]
fn the_json_test_suite_is_judged_as_it_says() {
    let Ok(folder) = std::env::var("NEWSSTAND_VECTORS") else {
        println!("NEWSSTAND_VECTORS is not set: the JSON test suite was not read");
        return;
    };
    let text = std::fs::read_to_string(format!("{folder}/frontmatter/json-test-suite.json")).unwrap();
    let cases: Vec<Value> = serde_json::from_str(&text).unwrap();
    assert_eq!(cases.len(), 318);
    for case in &cases {
        // Bytes that are not UTF-8 never come this far.
        let (Some(json), Some(expected)) = (case["json"].as_str(), case["expect"].as_str()) else { continue };
        let accepted = accepts(json);
        assert!(expected == "either" || accepted == (expected == "accept"), "{}", case["id"]);
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 32, 5, |inner| {
        let items = prop::collection::vec(inner.clone(), 0..5);
        let fields = prop::collection::vec((".{0,4}", inner), 0..5);
        prop_oneof![items.prop_map(Value::from), fields.prop_map(|fields| Value::Object(fields.into_iter().collect())),]
    })
}

proptest! {
    #[test]
    fn what_is_read_is_what_serde_json_reads(value in any_json()) {
        for text in [value.to_string(), serde_json::to_string_pretty(&value).unwrap()] {
            prop_assert_eq!(read(&text), Ok(serde_json::from_str(&text).unwrap()));
        }
    }

    #[test]
    fn a_damaged_text_is_judged_as_serde_json_judges_it(value in any_json(), at in any::<prop::sample::Index>(), with in "[\\[\\]{},:\"\\\\0-9eE.+ntu \n-]?") {
        let mut text = value.to_string();
        let at = text.floor_char_boundary(at.index(text.len()));
        let end = text.ceil_char_boundary(at + 1);
        text.replace_range(at..end, &with);
        // A number beyond any float is an error there; here a number has no size until it is used.
        let judged = serde_json::from_str::<Value>(&text);
        let beyond = judged.as_ref().is_err_and(|error| error.to_string().starts_with("number out of range"));
        if !beyond && !text.trim_start().is_empty() {
            prop_assert_eq!(accepts(&text), judged.is_ok(), "{}", text);
        }
    }
}
