//! The web app manifest (W3C, "Web Application Manifest").

use serde_json::json;

use super::Context;
use super::head::BAR_COLOURS;

/// Colour of the page while it loads: `--ns-paper` of style/tokens.css, in its light form, because a
/// manifest knows no other.
const PAPER: &str = "#faf8f4";

/// The manifest. Its addresses are relative to itself, at the site's root; `minimal-ui` keeps a way
/// back and a way to reload.
pub(super) fn manifest(context: &Context<'_>) -> String {
    let mut manifest = json!({
        "name": context.title(),
        "start_url": ".",
        "scope": ".",
        "display": "minimal-ui",
        "theme_color": BAR_COLOURS[0].1,
        "background_color": PAPER,
        "icons": [{ "src": "favicon.svg", "sizes": "any", "type": "image/svg+xml" }],
    });
    if let Some(object) = manifest.as_object_mut() {
        object.extend(context.settings.description.as_ref().map(|text| ("description".into(), json!(text))));
        object.extend(context.settings.language.as_ref().map(|language| ("lang".into(), json!(language))));
    }
    format!("{manifest:#}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_style_sheet() {
        let tokens = include_str!("../../../../style/tokens.css");
        let [(_, light), (_, dark)] = BAR_COLOURS;
        assert!(tokens.contains(&format!("--ns-sheet: light-dark({light}, {dark})")));
        assert!(tokens.contains(&format!("--ns-paper: light-dark({PAPER},")));
    }
}
