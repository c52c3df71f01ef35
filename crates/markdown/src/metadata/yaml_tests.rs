//! YAML as people write it, right and wrong.

use super::value::Value;
use super::yaml::read;

/// Keys with their values, one a line: lists in brackets, null as `-`.
fn check(source: &str, expected: &[(&str, &str)]) {
    let found = read(source, 1).flatten();
    let shown: Vec<_> = found
        .entries
        .iter()
        .map(|entry| match &entry.value {
            Value::Null => (entry.key.as_str(), "-".to_owned()),
            Value::List(items) => (entry.key.as_str(), format!("[{}]", Value::List(items.clone()).joined())),
            value => (entry.key.as_str(), value.joined()),
        })
        .collect();
    let shown: Vec<_> = shown.iter().map(|(key, value)| (*key, value.as_str())).collect();
    assert_eq!(shown, expected, "{source}");
}

fn problem(source: &str, line: usize, says: &str) {
    let found = read(source, 1);
    assert!(
        found.problems.iter().any(|problem| problem.line == line && problem.message.contains(says)),
        "{source}: {:?}",
        found.problems
    );
}

#[test]
fn scalars_keep_what_their_author_wrote() {
    check("title: Foo --- Bar", &[("title", "Foo --- Bar")]);
    check("title: Rust: a guide", &[("title", "Rust: a guide")]);
    check("title: 1092", &[("title", "1092")]);
    check("title: {{ title }}", &[("title", "{{ title }}")]);
    check("title: \"C#: \\\"sharp\\\"\" # a comment", &[("title", "C#: \"sharp\"")]);
    check("title: 'it''s'", &[("title", "it's")]);
    check("type:\tarchives", &[("type", "archives")]);
    check("author: @me", &[("author", "@me")]);
    check("title: *bold*", &[("title", "*bold*")]);
    check("date   : 2001-01-23", &[("date", "2001-01-23")]);
    check("\"quoted key\": x", &[("quoted key", "x")]);
    check("a: &x [1]\nb: *x", &[("a", "[1]"), ("b", "*x")]);
    check("title: !!js/function \"f(){}\"", &[("title", "f(){}")]);
}

#[test]
fn lists_are_read_indented_or_not() {
    check("tags:\n- a\n- b\nx: y", &[("tags", "[a, b]"), ("x", "y")]);
    check("tags:\n    - a\n    - 'b'\nx: y", &[("tags", "[a, b]"), ("x", "y")]);
    check("tags:\n\t- a\n\t- b", &[("tags", "[a, b]")]);
    check("tags:\n- ", &[("tags", "[]")]);
    check("tags:\nx: y", &[("tags", "-"), ("x", "y")]);
    check("tags: #a #b", &[("tags", "-")]);
    check("tags: [a,\n  b, # c\n  c\n]\nx: y", &[("tags", "[a, b, c]"), ("x", "y")]);
    check("people:\n- @kepano\n- x", &[("people", "[@kepano, x]")]);
    check("categories:\n- [Linux, Hexo]\n- [Tools, PHP]", &[("categories", "[Linux, Hexo, Tools, PHP]")]);
    check("tags:\n  - name: a\n    title: b\n  - c", &[("tags", "[name: a, title: b, c]")]);
    check("a:\n  -\n    b: c\n  - d", &[("a", "[b: c, d]")]);
}

#[test]
fn maps_nest_and_long_texts_fold() {
    check("a:\n  b:\n    c: 1\n  d: 2\ne: 3", &[("a.b.c", "1"), ("a.d", "2"), ("e", "3")]);
    check("d: >-\n  one\n  two\n\n  three\nx: y", &[("d", "one two\nthree"), ("x", "y")]);
    check("d: |\n  one\n    two\nx: y", &[("d", "one\n  two"), ("x", "y")]);
    check("d: one\n  two\n  three\nx: y", &[("d", "one two three"), ("x", "y")]);
    check("d: \"one\n  two\"\nx: y", &[("d", "one two"), ("x", "y")]);
    check("{\n \"title\": \"x\",\n \"tags\": [\"a\"]\n}", &[("title", "x"), ("tags", "[a]")]);
}

#[test]
fn a_broken_line_costs_itself_only() {
    check("bad yaml: [\ntitle: x", &[("bad yaml", "-"), ("title", "x")]);
    check("tags: [a, b\ntitle: x", &[("tags", "a, b"), ("title", "x")]);
    check("title: \"x\ndate: y", &[("title", "x"), ("date", "y")]);
    check("title: [WIP] x", &[("title", "[WIP] x")]);
    check("title:x\ndate: y", &[("date", "y")]);
    problem("bad yaml: [\ntitle: x", 1, "quotes");
    problem("a: b\ntitle:x", 2, "space after the colon");
    problem("a: b\n标题：x", 2, "ASCII colon");
    problem("a: b\n\n- x", 3, "belongs to no key");
}

#[test]
fn hostile_blocks_are_read_in_one_go() {
    for unit in ["a: [\n", ":---\n", "- ", "- [\n", "a:\n ", "a: \"\n", "? ", "a: [\",\n", "k: {a\n", "a: |\n"] {
        let _ = read(&unit.repeat(320_000 / unit.len()), 1);
    }
    let _ = read(&format!("a: {}", "[".repeat(100_000)), 1);
    let _ = read(&"x".repeat(1_000_000), 1);
    let staircase: String = (0..600).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
    let _ = read(&staircase, 1);
}
