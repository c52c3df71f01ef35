//! Published test suites. They are not part of the project: `NEWSSTAND_VECTORS` names the folder
//! they are in, and without it these tests only say so.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

use article::ArchivePath;
use serde_json::Value as Json;

use super::value::Block;
use super::{flow, front, page::Page, read, toml, value::Value, yaml};

fn load(file: &str) -> Vec<Json> {
    let Some(root) = std::env::var_os("NEWSSTAND_VECTORS") else {
        println!("skipped: NEWSSTAND_VECTORS names no folder of test suites");
        return Vec::new();
    };
    let text = std::fs::read_to_string(Path::new(&root).join("frontmatter").join(file)).unwrap();
    match serde_json::from_str(&text).unwrap() {
        Json::Array(rows) => rows,
        Json::Object(object) => object.into_iter().find_map(|(_, value)| value.as_array().cloned()).unwrap(),
        _ => Vec::new(),
    }
}

fn text<'a>(row: &'a Json, key: &str) -> &'a str {
    row[key].as_str().unwrap_or_default()
}

/// Both sides as dotted keys and text: whether 1.10 is a number is not ours to say.
fn flat(prefix: &str, json: &Json, out: &mut BTreeMap<String, String>) {
    match json {
        Json::Object(pairs) => {
            for (key, value) in pairs {
                let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                flat(&key, value, out);
            }
        }
        Json::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                flat(&format!("{prefix}[{at}]"), item, out);
            }
        }
        Json::Null => {}
        Json::String(text) => drop(out.insert(prefix.to_owned(), spaced(text))),
        other => drop(out.insert(prefix.to_owned(), other.to_string())),
    }
}

fn flat_value(prefix: &str, value: &Value, out: &mut BTreeMap<String, String>) {
    match value {
        Value::Map(pairs) => {
            for (key, value) in pairs {
                let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
                flat_value(&key, value, out);
            }
        }
        Value::List(items) => {
            for (at, item) in items.iter().enumerate() {
                flat_value(&format!("{prefix}[{at}]"), item, out);
            }
        }
        Value::Null => {}
        Value::Text(text) => {
            let bare = match text.as_str() {
                "yes" | "True" | "on" => "true",
                "no" | "False" | "off" => "false",
                text => text,
            };
            out.insert(prefix.to_owned(), spaced(bare));
        }
    }
}

/// White space is one space on a card.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn agrees(block: Block, expected: &Json) -> bool {
    let (mut ours, mut theirs) = (BTreeMap::new(), BTreeMap::new());
    flat_value("", &block.into_map(), &mut ours);
    flat("", expected, &mut theirs);
    ours == theirs
}

/// Runs every row, and fails when one of them takes longer than a reader would wait.
fn each(file: &str, mut run: impl FnMut(&Json)) {
    for row in load(file) {
        let start = Instant::now();
        run(&row);
        assert!(start.elapsed() < Duration::from_secs(2), "{file} {}", text(&row, "id"));
    }
}

#[test]
fn front_matter_is_cut_as_other_readers_cut_it() {
    let path = ArchivePath::new("a.md").unwrap();
    let (mut compared, mut agreed, mut differ) = (0, 0, Vec::new());
    let (mut blocks, mut cut, mut uncut) = (0, 0, Vec::new());
    each("frontmatter.json", |row| {
        let input = text(row, "input").trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let metadata = read(&input, &path);
        assert!(input.trim().is_empty() || input.len() >= metadata.body.len(), "{}", text(row, "id"));
        let mut page = Page::new(&input);
        let block = front::cut(&mut page).unwrap_or_default();
        if let Some(expected) = row["expected"].as_object() {
            let mut expected = expected.clone();
            let content = expected.remove("content").unwrap_or_default();
            let same =
                agrees(block, &Json::Object(expected)) && content.as_str().map(str::trim) == Some(page.rest().trim());
            compared += 1;
            if same { agreed += 1 } else { differ.push(text(row, "id").to_owned()) }
        } else if let Some(matter) = row["expected_matter"].as_array() {
            compared += 1;
            let theirs =
                matter.first().is_some_and(|matter| text(matter, "type") == "yaml" || text(matter, "type") == "toml");
            if theirs == (page.at > 0) { agreed += 1 } else { differ.push(text(row, "id").to_owned()) }
        } else if matches!(text(row, "starts_with"), "---" | "+++") {
            blocks += 1;
            if page.at > 0 { cut += 1 } else { uncut.push(text(row, "id").to_owned()) }
        }
    });
    println!("{agreed} of {compared} agree; not: {differ:?}");
    println!("{cut} of {blocks} others that begin with a fence are cut; not: {uncut:?}");
    // fm-012, fm-015 and fm-073 ask for settings of their own: matter anywhere, no TOML, four dashes.
    assert!(compared == 0 || (agreed >= 29 && cut >= 416));
}

#[test]
fn the_yaml_test_suite_is_read_without_a_panic() {
    let (mut compared, mut agreed) = (0, 0);
    each("yaml-test-suite.json", |row| {
        let block = yaml::read(text(row, "yaml"), 1);
        let expected = serde_json::from_str::<Json>(text(row, "json")).ok().or_else(|| Some(row["json"].clone()));
        if let Some(expected @ Json::Object(_)) = expected {
            compared += 1;
            agreed += usize::from(agrees(block, &expected));
        }
    });
    println!("{agreed} of {compared} maps of the YAML test suite agree");
    assert!(compared == 0 || agreed >= 83);
}

#[test]
fn the_toml_test_suite_is_read_without_a_panic() {
    let (mut valid, mut clean) = (0, 0);
    each("toml-test.json", |row| {
        let block = toml::read(text(row, "toml"), 1);
        if row["valid"] == Json::Bool(true) {
            valid += 1;
            clean += usize::from(block.problems.is_empty());
        }
    });
    println!("{clean} of {valid} valid files of the TOML test suite are read without a problem");
    assert!(valid == 0 || clean >= 263);
}

#[test]
fn the_json_test_suite_is_read_without_a_panic() {
    let (mut valid, mut read) = (0, 0);
    each("json-test-suite.json", |row| {
        let source = row.as_object().unwrap().iter().find(|(key, _)| matches!(key.as_str(), "json" | "input" | "text"));
        let source = source.and_then(|(_, value)| value.as_str()).unwrap_or_default();
        let found = flow::parse(source, flow::Style::Yaml);
        if text(row, "expect") == "accept" {
            valid += 1;
            read += usize::from(found.is_some());
        }
    });
    println!("{read} of {valid} valid texts of the JSON test suite are read");
    assert_eq!(read, valid);
}
