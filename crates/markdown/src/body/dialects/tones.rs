//! The names that remarks have in ten dialects, and how each is meant.
//!
//! Obsidian's thirteen types and their aliases, those of Docusaurus, VuePress, Material for MkDocs,
//! Hexo's NexT and Hugo's themes.

use article::Tone;

/// How a remark of this name is meant.
pub(super) fn of(name: &str) -> Option<Tone> {
    Some(match name.to_ascii_lowercase().as_str() {
        "note" | "info" | "todo" | "abstract" | "summary" | "tldr" | "important" | "example" | "quote" | "cite"
        | "default" | "primary" | "seealso" | "admonition" | "definition" | "theorem" | "notice" => Tone::Info,
        "tip" | "hint" | "success" | "check" | "done" => Tone::Success,
        "warning" | "attention" | "question" | "help" | "faq" => Tone::Warning,
        "danger" | "error" | "caution" | "failure" | "fail" | "missing" | "bug" => Tone::Danger,
        _ => return None,
    })
}

/// The name as the heading of a remark that has no other: `[!faq]` is `Faq`.
pub(super) fn label(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}
