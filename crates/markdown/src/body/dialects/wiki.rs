//! Links of an Obsidian vault: `[[Note]]`, `[[folder/Note#Heading|words]]`, `![[picture.png|300]]`.
//!
//! A name with a folder counts from the vault's root, one without stands beside the article: where else
//! in the vault it may be, this text does not tell.

use article::{Attr, Class, Element, Name, Part};

use crate::body::walk::Walk;

const PICTURES: [&str; 8] = ["png", "jpg", "jpeg", "gif", "webp", "svg", "avif", "bmp"];
const FILES: [&str; 10] = ["md", "pdf", "mp3", "mp4", "webm", "wav", "ogg", "canvas", "base", "zip"];

fn ending(name: &str) -> String {
    let file = name.split('#').next().unwrap_or_default();
    file.rsplit_once('.').map(|(_, ending)| ending.trim().to_ascii_lowercase()).unwrap_or_default()
}

/// The target is a picture.
pub(in crate::body) fn is_picture(target: &str) -> bool {
    PICTURES.contains(&ending(target).as_str())
}

/// The address that a wiki link means.
pub(in crate::body) fn address(target: &str) -> String {
    let (note, heading) = target.split_once('#').unwrap_or((target, ""));
    // The last of several headings is the place.
    let heading = heading.rsplit('#').next().map(str::trim).filter(|heading| !heading.is_empty());
    // In a table the divider is escaped.
    let mut address = note.trim().trim_end_matches('\\').replace('%', "%25").replace('?', "%3F");
    if address.contains('/') && !address.starts_with(['/', '.']) {
        address.insert(0, '/');
    }
    let ending = ending(note);
    if !address.is_empty() && !PICTURES.contains(&ending.as_str()) && !FILES.contains(&ending.as_str()) {
        address += ".md";
    }
    match heading {
        Some(heading) => format!("{address}#{}", heading.replace('%', "%25")),
        None => address,
    }
}

/// The size that stands in the place of a description: `300` or `300x200`.
pub(in crate::body) fn size(text: &str) -> Option<(u16, Option<u16>)> {
    let (width, height) = text.split_once('x').map_or((text, None), |(width, height)| (width, Some(height)));
    let side = |text: &str| text.trim().parse::<u16>().ok().filter(|side| (1..=9_999).contains(side));
    Some((side(width)?, height.map(side).unwrap_or_default()))
}

impl Walk<'_> {
    /// Another note that is embedded here: a link to it. Closed as the picture it is written like.
    pub(in crate::body) fn embedded_note(&mut self, target: &str) {
        let mut link = Element::new(Name::A).with(Attr::Class(Class::Part(Part::Reference)));
        link.attrs.extend(self.links.link(&address(target)).map(Attr::Href));
        self.builder.open_markdown(link);
    }
}

/// The picture with the size that its description says.
pub(in crate::body) fn sized(mut picture: Element, description: &str, target: &str) -> Element {
    if let Some((width, height)) = size(description) {
        picture.attrs.push(Attr::Width(width));
        picture.attrs.extend(height.map(Attr::Height));
    }
    if size(description).is_some() || description == target {
        let name = target.rsplit('/').next().unwrap_or_default();
        for attr in &mut picture.attrs {
            if let Attr::Alt(alt) = attr {
                name.clone_into(alt);
            }
        }
    }
    picture
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, expected: &str) {
        assert_eq!(address(target), expected);
    }

    #[test]
    fn wiki_links_name_notes_headings_and_files() {
        check("Note", "Note.md");
        check("Note.js guide#A#B", "Note.js guide.md#B");
        check("folder/Note", "/folder/Note.md");
        check("#^0f681f", "#^0f681f");
        check("plan 100%?", "plan 100%25%3F.md");
        check("paper.pdf#page=2", "paper.pdf#page=2");
        assert!(is_picture("a b.PNG#interface") && !is_picture("png"));
        assert_eq!((size("300"), size("300x200"), size("a300")), (Some((300, None)), Some((300, Some(200))), None));
    }
}
