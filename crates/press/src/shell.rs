//! What a page must name of the app, read from the app's own index.html as Trunk wrote it.

use html5gum::{Token, Tokenizer};

use crate::PressError;

/// The `<meta>` that names the reading room's first script.
const READING: &str = "newsstand-reading";

/// The head of the app's page: its policy, its sheets and scripts, under names that hold the content's
/// hash.
///
/// Everything in that head is taken over but what a page says about itself (title and description)
/// and inline scripts. `integrity` is left out: the files are the site's own and named after their
/// content, and from a disk (`file:`) browsers refuse a sheet that has it.
#[derive(Clone, Debug)]
pub struct Shell {
    tags: Vec<HeadTag>,
}

/// An element of the head without content.
#[derive(Clone, Debug)]
pub(crate) struct HeadTag {
    /// `link`, `meta` or `script`.
    pub(crate) name: &'static str,
    pub(crate) attributes: Vec<(String, Value)>,
    pub(crate) role: Role,
}

/// Where an element of the head is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// On every page: how it looks and what it may do.
    Page,
    /// Only where the app starts.
    App,
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Value {
    /// The same on every page.
    Fixed(String),
    /// A file of the bundle, from the site's root.
    Local(String),
}

impl Shell {
    /// Reads the built index.html.
    ///
    /// # Errors
    /// When it lacks something that the app cannot do without.
    pub fn read(index_html: &str) -> Result<Self, PressError> {
        let mut tags = Vec::new();
        for Ok(token) in Tokenizer::new(index_html) {
            match token {
                Token::StartTag(tag) if tag.name.as_slice() == b"body" => break,
                Token::StartTag(tag) => {
                    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                    let attributes = tag.attributes.iter().map(|(name, value)| (text(name), text(value))).collect();
                    tags.extend(head_tag(&tag.name, attributes));
                }
                _ => {}
            }
        }
        let shell = Self { tags };
        match shell.missing() {
            None => Ok(shell),
            Some(missing) => Err(PressError::Shell { missing }),
        }
    }

    /// The elements that a page needs, in order.
    pub(crate) fn tags(&self, with_app: Role) -> impl Iterator<Item = &HeadTag> {
        self.tags.iter().filter(move |tag| tag.role == Role::Page || with_app == Role::App)
    }

    /// The sheet that pages of articles need besides, from the site's root: it stands beside the first
    /// script of the reading room.
    pub(crate) fn reading_sheet(&self) -> Option<String> {
        let is_room = |(name, value): &&(String, Value)| name == "name" && *value == Value::Fixed(READING.to_owned());
        let meta = self.tags.iter().find(|tag| tag.attributes.iter().any(|attribute| is_room(&attribute)))?;
        meta.attributes.iter().find_map(|(_, value)| match value {
            Value::Local(script) => Some(script.rsplit_once('/')?.0.to_owned() + "/reading.css"),
            Value::Fixed(_) => None,
        })
    }

    fn missing(&self) -> Option<&'static str> {
        let has = |name: &str, key: &str, value: Option<&str>| {
            self.tags.iter().any(|tag| {
                let fits = |found: &Value| value.is_none_or(|value| matches!(found, Value::Fixed(v) if v == value));
                tag.name == name && tag.attributes.iter().any(|(k, found)| k == key && fits(found))
            })
        };
        let needed = [
            ("a Content-Security-Policy", has("meta", "http-equiv", Some("Content-Security-Policy"))),
            ("a style sheet", has("link", "rel", Some("stylesheet"))),
            ("the script that starts the app", has("script", "data-module", None) && has("script", "data-wasm", None)),
            ("the renderer's name", has("meta", "name", Some("newsstand-renderer"))),
            ("the reading room's name", self.reading_sheet().is_some()),
        ];
        needed.into_iter().find(|(_, found)| !found).map(|(what, _)| what)
    }
}

fn head_tag(name: &[u8], attributes: Vec<(String, String)>) -> Option<HeadTag> {
    let get = |key: &str| attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str());
    let (name, role) = match (name, get("name"), get("rel")) {
        (b"meta", Some("description"), _) => return None,
        (b"meta", Some("newsstand-renderer" | "newsstand-arranger" | READING), _) => ("meta", Role::App),
        (b"meta", ..) if get("charset").is_some() => return None,
        (b"meta", ..) => ("meta", Role::Page),
        (b"link", _, Some("modulepreload" | "preload")) => ("link", Role::App),
        (b"link", ..) => ("link", Role::Page),
        (b"script", ..) if get("data-module").is_some() => ("script", Role::App),
        (b"script", ..) if get("src").is_some() => ("script", Role::Page),
        _ => return None,
    };
    let is_file = |key: &str| match name {
        "meta" => role == Role::App && key == "content",
        _ => matches!(key, "href" | "src" | "data-module" | "data-wasm"),
    };
    let value = |key: &str, value: String| match value.strip_prefix("./") {
        Some(path) if is_file(key) => Value::Local(path.to_owned()),
        // Without `./` it is relative too, unless it names a scheme, a host or the host's root.
        None if is_file(key) && !value.starts_with('/') && !value.contains(':') => Value::Local(value),
        _ => Value::Fixed(value),
    };
    let attributes = attributes.into_iter().filter(|(key, _)| key != "integrity").map(|(key, text)| {
        let value = value(&key, text);
        (key, value)
    });
    Some(HeadTag { name, attributes: attributes.collect(), role })
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// What Trunk makes of index.html, minified.
    pub(crate) const BUILT: &str = "<!doctype html><html lang=en><meta charset=utf-8><meta content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'\" http-equiv=Content-Security-Policy><meta content=\"width=device-width,initial-scale=1\" name=viewport><title>Reading Room</title><meta content=\"A folder\" name=description><meta content=./renderer-82bb_loader.js name=newsstand-renderer><meta content=./arranger-31c0.js name=newsstand-arranger><meta content=./reading-5a1f/index.js name=newsstand-reading><link href=./favicon.svg rel=icon type=image/svg+xml><script src=./theme.js></script><link href=./newsstand-5745.css integrity=sha384-wq rel=stylesheet><script>reload()</script><script data-module=./newsstand-app-94a0.js data-wasm=./newsstand-app-94a0_bg.wasm src=./boot.js type=module></script><link crossorigin href=./newsstand-app-94a0.js rel=modulepreload></head><body><div data-src=articles/ id=newsstand><script src=./no.js></script></div></body></html>";

    #[test]
    fn what_the_app_needs_is_found_and_what_a_page_says_of_itself_is_not() {
        let shell = Shell::read(BUILT).unwrap();
        let names = |role| shell.tags(role).map(|tag| tag.name).collect::<Vec<_>>();
        assert_eq!(names(Role::Page), ["meta", "meta", "link", "script", "link"]);
        assert_eq!(
            names(Role::App),
            ["meta", "meta", "meta", "meta", "meta", "link", "script", "link", "script", "link"]
        );
        for module in ["renderer-82bb_loader.js", "arranger-31c0.js", "reading-5a1f/index.js"] {
            let names = |tag: &HeadTag| tag.attributes.contains(&("content".into(), Value::Local(module.into())));
            assert!(shell.tags(Role::App).any(names), "{module}");
        }
        assert_eq!(shell.reading_sheet().as_deref(), Some("reading-5a1f/reading.css"));
        let boot = shell.tags(Role::App).find(|tag| tag.attributes.iter().any(|(key, _)| key == "data-wasm")).unwrap();
        assert!(boot.attributes.contains(&("data-wasm".into(), Value::Local("newsstand-app-94a0_bg.wasm".into()))));
        assert!(shell.tags.iter().all(|tag| tag.attributes.iter().all(|(key, _)| key != "integrity")));
    }

    #[test]
    fn a_page_that_is_not_the_apps_is_refused_with_what_it_lacks() {
        let check = |html: &str, missing: &str| {
            let error = Shell::read(html).unwrap_err().to_string();
            assert!(error.contains(missing), "{error}");
        };
        check("<title>x</title>", "Content-Security-Policy");
        check(&BUILT.replace("data-module", "data-x"), "starts the app");
        check(&BUILT.replace("newsstand-renderer", "x"), "renderer");
        check(&BUILT.replace("newsstand-reading", "x"), "reading room");
    }
}
