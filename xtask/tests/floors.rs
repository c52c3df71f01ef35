//! The absences that ARCHITECTURE.md promises: arrows between crates point downwards only.

#![allow(clippy::unwrap_used, reason = "a test says what it expects by unwrapping it")]

use std::process::Command;

/// The crates that a package is built from, besides itself.
fn dependencies(package: &str, target: &str) -> Vec<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--package", package, "--edges", "normal", "--prefix", "none", "--format", "{p}"])
        .args(["--target", target, "--locked", "--offline"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    let names: Vec<String> = text.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert_eq!(names.first().map(String::as_str), Some(package));
    names[1..].to_vec()
}

fn never(package: &str, forbidden: &[&str]) {
    let found = dependencies(package, "wasm32-unknown-unknown");
    for name in forbidden {
        assert!(!found.iter().any(|dependency| dependency == name), "{package} depends on {name}");
    }
}

#[test]
fn pure_crates_know_neither_the_dom_nor_the_framework() {
    for package in [
        "newsstand-article",
        "newsstand-markdown",
        "newsstand-catalog",
        "newsstand-maths",
        "newsstand-search",
        "newsstand-words",
    ] {
        never(package, &["web-sys", "js-sys", "wasm-bindgen", "leptos", "gloo-net"]);
    }
}

#[test]
fn the_app_does_not_parse_markdown() {
    never("newsstand-app", &["pulldown-cmark", "newsstand-markdown"]);
}

#[test]
fn nothing_that_runs_in_the_browser_depends_on_the_press() {
    never("newsstand-app", &["newsstand-press", "newsstand-renderer", "newsstand-arranger", "newsstand-dialects"]);
    never("newsstand-renderer", &["newsstand-press", "newsstand-app", "leptos", "newsstand-catalog"]);
    never("newsstand-mathematician", &["newsstand-press", "newsstand-app", "leptos", "newsstand-markdown", "web-sys"]);
    never("newsstand-finder", &["newsstand-press", "newsstand-app", "leptos", "newsstand-markdown", "web-sys"]);
    never("newsstand-dialects", &["newsstand-press", "newsstand-app", "leptos", "newsstand-catalog"]);
    never("newsstand-arranger", &["newsstand-press", "newsstand-app", "leptos", "newsstand-markdown"]);
}

/// No crate lists which parts of the standard library it uses: the sources tell.
#[test]
fn pure_crates_do_no_input_or_output() {
    for folder in ["article", "markdown", "catalog", "maths", "search", "words"] {
        for (file, text) in sources(&format!("{}/../crates/{folder}/src", env!("CARGO_MANIFEST_DIR"))) {
            // Tests read vectors and fixtures; they stand last in a file, or in one of their own.
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let is_test = file.ends_with("tests.rs");
            assert!(is_test || !code.contains("std::fs") && !code.contains("std::net"), "{file} does I/O");
        }
    }
}

/// Article text never meets an HTML parser of the browser (DESIGN section 3).
#[test]
fn no_html_string_is_parsed_in_the_browser() {
    for folder in [
        "src",
        "crates/renderer/src",
        "crates/dialects/src",
        "crates/arranger/src",
        "crates/mathematician/src",
        "crates/finder/src",
    ] {
        for (file, text) in sources(&format!("{}/../{folder}", env!("CARGO_MANIFEST_DIR"))) {
            for sink in ["inner_html", "outer_html", "insert_adjacent_html", "DomParser", "view!"] {
                let used = text.lines().any(|line| line.contains(sink) && !line.trim_start().starts_with("//"));
                assert!(!used, "{file} uses {sink}");
            }
        }
    }
}

/// The same for the scripts beside the app, and no text becomes a program (security rule 20).
#[test]
fn no_script_parses_html_or_runs_text() {
    let sinks = [
        "innerHTML =",
        "innerHTML=",
        "innerHTML +=",
        "outerHTML =",
        "outerHTML=",
        "insertAdjacentHTML",
        "setHTMLUnsafe",
        "parseHTMLUnsafe",
        "DOMParser",
        "document.write",
        "createContextualFragment",
        "srcdoc",
        "eval(",
        "new Function",
        "javascript:",
        "setTimeout(\"",
        "setTimeout('",
    ];
    let mut scripts = 0;
    for (file, text) in sources(concat!(env!("CARGO_MANIFEST_DIR"), "/../public")) {
        if !file.ends_with(".js") && !file.ends_with(".html") {
            continue;
        }
        // The library's files are kept as they came. What is called of them makes nodes: code.test.mjs sees it
        // work where Trusted Types forbid all of these.
        if file.contains("/reading/highlight/") {
            continue;
        }
        scripts += 1;
        for (at, line) in text.lines().enumerate() {
            let code = line.split("// ").next().unwrap_or_default();
            for sink in sinks {
                assert!(!code.contains(sink), "{file}:{}: {sink}", at + 1);
            }
        }
    }
    assert!(scripts > 5, "the scripts are elsewhere now");
}

/// The pages beside the app hold the same articles: what an article needs is allowed there too.
#[test]
fn every_page_has_the_policy_of_the_app() {
    let policy = |page: &str| -> Vec<String> {
        let html = std::fs::read_to_string(format!("{}/../{page}", env!("CARGO_MANIFEST_DIR"))).unwrap();
        let start = html.find("default-src").unwrap();
        let directives = html[start..].split('"').next().unwrap().split("; ");
        // The playground shows any archive; only the app keeps articles for offline reading and has a manifest.
        let own = |directive: &&str| {
            ["connect-src", "trusted-types", "manifest-src"].iter().any(|name| directive.starts_with(name))
        };
        directives.filter(|directive| !own(directive)).map(str::to_owned).collect()
    };
    for page in ["public/embed.html", "public/playground.html"] {
        assert_eq!(policy(page), policy("index.html"), "{page}");
    }
}

fn sources(folder: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => found.extend(sources(path.to_str().unwrap())),
            false => {
                let bytes = std::fs::read(&path).unwrap();
                found.push((path.display().to_string(), String::from_utf8_lossy(&bytes).into_owned()));
            }
        }
    }
    found
}
