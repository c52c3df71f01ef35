//! The words of the reading room (`public/reading/`), which is written in JavaScript. The build writes them
//! to `reading/words.js`, so that they stand here like all others.

/// The name by which a script knows the word, and the word. `{}` stands for what a script puts in.
pub const WORDS: &[(&str, &str)] = &[
    ("close", "Close"),
    ("enlarge", "Enlarge picture"),
    ("enlarged", "Picture, enlarged"),
    ("nextPicture", "Next picture"),
    ("previousPicture", "Previous picture"),
    ("noPicture", super::NO_PICTURE),
    ("loadPicture", "Load this picture"),
    ("alwaysLoad", "Always load from {}"),
    ("agreed", "Pictures from {} are loaded, as you chose."),
    ("askAgain", "Ask again"),
    ("play", "Play"),
    ("playFrom", "Play here, from {}"),
    ("askedAgain", "You will be asked again."),
    ("copy", "Copy"),
    ("copied", "Copied"),
    ("notCopied", "Could not be copied"),
    ("wrap", "Wrap lines"),
    ("myLists", "My lists"),
    ("saveList", "Save this list"),
    ("savedAs", "Saved as {}"),
    ("notSaved", "This browser does not let it be saved"),
    ("removeList", "Remove the list {}"),
    ("removed", "Removed"),
    ("copyLink", "Copy link"),
];

#[cfg(test)]
mod tests {
    use super::WORDS;

    #[test]
    fn no_word_is_defined_twice_and_every_name_is_one_of_javascript() {
        for (at, (name, word)) in WORDS.iter().enumerate() {
            assert!(name.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{name}");
            assert!(!word.is_empty(), "{name}");
            assert!(WORDS[..at].iter().all(|(other, _)| other != name), "{name}");
        }
    }
}
