/// The type of a page.
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// The type of a file, by its ending, and whether it is text.
pub(super) fn of(name: &str) -> (&'static str, Kind) {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
    match ending.as_str() {
        "html" | "htm" => (HTML, Kind::Text),
        "css" => ("text/css; charset=utf-8", Kind::Text),
        "js" | "mjs" => ("text/javascript; charset=utf-8", Kind::Text),
        "json" | "map" => ("application/json; charset=utf-8", Kind::Text),
        "webmanifest" => ("application/manifest+json; charset=utf-8", Kind::Text),
        "md" | "markdown" | "mdx" => ("text/markdown; charset=utf-8", Kind::Text),
        "txt" => ("text/plain; charset=utf-8", Kind::Text),
        "xml" => ("application/xml; charset=utf-8", Kind::Text),
        "svg" => ("image/svg+xml", Kind::Text),
        // GitHub Pages compresses WebAssembly as well.
        "wasm" => ("application/wasm", Kind::Text),
        "png" => ("image/png", Kind::Packed),
        "jpg" | "jpeg" => ("image/jpeg", Kind::Packed),
        "gif" => ("image/gif", Kind::Packed),
        "webp" => ("image/webp", Kind::Packed),
        "avif" => ("image/avif", Kind::Packed),
        "ico" => ("image/vnd.microsoft.icon", Kind::Packed),
        "woff2" => ("font/woff2", Kind::Packed),
        "pdf" => ("application/pdf", Kind::Packed),
        "mp4" => ("video/mp4", Kind::Packed),
        "mp3" => ("audio/mpeg", Kind::Packed),
        _ => ("application/octet-stream", Kind::Packed),
    }
}

/// Whether gzip makes a file smaller.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It does.
    Text,
    /// It is compressed already, or we cannot know.
    Packed,
}
