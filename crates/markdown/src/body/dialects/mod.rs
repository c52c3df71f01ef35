//! The dialects that few articles are written in: GitBook's blocks, Obsidian, Docusaurus and VuePress,
//! MkDocs, docsify, Hugo, Jekyll, Hexo. In the browser they are a module of their own (`crates/dialects`).
//!
//! 1. [`mark`] goes over the lines: what opens or closes a block becomes a [`marker::Marker`]
//! 2. [`blocks`]: the walk meets the markers again and opens and closes elements
//! 3. [`finish`] goes over the tree: emoji, cards, what is left of attributes

mod args;
pub(super) mod blocks;
mod emoji;
mod finish;
mod inline;
mod lines;
pub(super) mod marker;
mod names;
mod openers;
mod tiles;
mod tones;
pub(super) mod wiki;

pub(super) use finish::finish;
pub(super) use lines::mark;
pub(super) use tiles::attribute;
