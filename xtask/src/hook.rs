//! What Trunk leaves to be done before and after each of its builds (Trunk.toml, `[[hooks]]`).

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::files;
use crate::fingerprint::Fingerprint;
use crate::shorten;
use crate::workspace::Workspace;

/// The style sheets that come before the rest, which follow by name: custom properties, then what
/// the components build upon. No component's sheet may rely on coming after another's.
const FIRST_SHEETS: [&str; 2] = ["tokens.css", "base.css"];

/// The folder of what only articles need, in public, in style and in the built viewer.
const READING: &str = "reading";

/// Joins style/*.css into the one file that index.html links, one request instead of a dozen, and
/// style/reading/*.css into the one that comes with the first article.
pub(crate) fn pre(workspace: &Workspace) -> Result<()> {
    let sheets = files::below(&workspace.join("style"))?;
    let (reading, list) = sheets.into_iter().partition(|path| path.parent().is_some_and(|at| at.ends_with(READING)));
    join(list, &workspace.scratch().join("newsstand.css"))?;
    join(reading, &workspace.scratch().join("reading.css"))
}

fn join(mut sheets: Vec<PathBuf>, into: &Path) -> Result<()> {
    sheets.retain(|path| path.extension().is_some_and(|extension| extension == "css"));
    sheets.sort_by_key(|path| {
        let name = path.file_name().unwrap_or_default().to_os_string();
        (FIRST_SHEETS.iter().position(|first| name == *first).unwrap_or(FIRST_SHEETS.len()), name)
    });
    let mut joined = String::new();
    for sheet in &sheets {
        joined += &files::read_text(sheet)?;
        joined.push('\n');
    }
    files::write_if_changed(into, joined)
}

/// Finishes the folder that Trunk is about to put in the place of dist.
pub(crate) fn post(workspace: &Workspace) -> Result<()> {
    let staging = PathBuf::from(from_trunk("TRUNK_STAGING_DIR")?);
    // Whatever Trunk was called for (a debug build, another --public-url), dist is no longer what the
    // stamp says. `build::release` writes it again.
    files::remove(&workspace.stamp())?;
    let is_release = from_trunk("TRUNK_PROFILE")? != "debug";
    if is_release {
        shorten_names(&staging)?;
    }
    // The renderer finds the module for dialects by its own address: one fingerprint for both.
    stamp(&staging, &[RENDERER, DIALECTS])?;
    stamp(&staging, &[ARRANGER])?;
    furnish_reading_room(&staging)?;
    if is_release {
        // Before the name that holds their content.
        shorten_scripts(workspace, files::below(&staging.join(READING))?)?;
    }
    stamp_reading_room(&staging)?;
    name_files(&staging)?;
    match is_release {
        true => shorten_scripts(workspace, all_but_the_reading_room(&staging)?)?,
        false => allow_live_reload(&staging.join("index.html"))?,
    }
    press::catalog::write(&workspace.samples(), &staging.join("articles"))?;
    Ok(())
}

fn from_trunk(name: &str) -> Result<String> {
    std::env::var(name).map_err(|_| Error::NoHook { variable: name.to_owned() })
}

/// Makes the names between each module and its script shorter.
fn shorten_names(staging: &Path) -> Result<()> {
    for module in files::below(staging)? {
        if let Some(stem) = module.to_str().and_then(|path| path.strip_suffix("_bg.wasm")) {
            shorten::names(&PathBuf::from(format!("{stem}.js")), &module)?;
        }
    }
    Ok(())
}

/// Makes scripts and sheets smaller, also those that Trunk's minifier cannot read.
fn shorten_scripts(workspace: &Workspace, mut files: Vec<PathBuf>) -> Result<()> {
    files.retain(|file| file.extension().is_some_and(|ending| ending == "js" || ending == "css"));
    files.iter().try_for_each(|script| shorten::script(workspace, script))
}

fn all_but_the_reading_room(staging: &Path) -> Result<Vec<PathBuf>> {
    let mut files = files::below(staging)?;
    // Sheets that the page links Trunk has made smaller, and said in the link what they are (`integrity`).
    let is_done = |file: &Path| {
        file.to_string_lossy().starts_with(READING) || file.extension().is_some_and(|ending| ending == "css")
    };
    files.retain(|file| !file.strip_prefix(staging).is_ok_and(is_done));
    Ok(files)
}

/// A module beside the app's own: its name, the endings of its files in the order in which one names
/// the next, and whether the page names the first.
struct Module {
    name: &'static str,
    suffixes: &'static [&'static str],
    named_by: NamedBy,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum NamedBy {
    Page,
    /// Another module, which derives the name from its own.
    Sibling,
}

const RENDERER: Module =
    Module { name: "renderer", suffixes: &["_loader.js", ".js", "_bg.wasm"], named_by: NamedBy::Page };
const DIALECTS: Module = Module { name: "dialects", suffixes: &[".js", "_bg.wasm"], named_by: NamedBy::Sibling };
const ARRANGER: Module = Module { name: "arranger", suffixes: &[".js", "_bg.wasm"], named_by: NamedBy::Page };

/// Gives the files of modules that belong together a name with their content in it, as Trunk does for
/// all but workers: a cached worker of an older build must never answer a newer app. The page names the
/// first of the files, and each of them the next.
fn stamp(staging: &Path, modules: &[Module]) -> Result<()> {
    let file = |name: &str, suffix: &str| staging.join(format!("{name}{suffix}"));
    let all = modules.iter().flat_map(|module| module.suffixes.iter().map(move |suffix| (module.name, *suffix)));
    let contents = all.map(|(name, suffix)| files::read(&file(name, suffix))).collect::<Result<Vec<_>>>()?;
    let fingerprint = Fingerprint::of(&contents);
    for &Module { name, suffixes, named_by } in modules {
        let stamped = format!("{name}-{fingerprint}");
        let mut names_it = (named_by == NamedBy::Page).then(|| staging.join("index.html"));
        for suffix in suffixes {
            if let Some(names_it) = names_it {
                replace(&names_it, &format!("{name}{suffix}"), &format!("{stamped}{suffix}"))?;
            }
            names_it = Some(file(name, suffix));
        }
        for suffix in suffixes {
            let old = file(name, suffix);
            fs::rename(&old, file(&stamped, suffix)).map_err(|source| Error::io("rename", &old, source))?;
        }
    }
    Ok(())
}

/// Puts the sheet, the words and the module of the reading room beside its scripts.
fn furnish_reading_room(staging: &Path) -> Result<()> {
    let room = staging.join(READING);
    for name in ["reading.css", "mathematician.js", "mathematician_bg.wasm", "finder.js", "finder_bg.wasm"] {
        let file = staging.join(name);
        fs::rename(&file, room.join(name)).map_err(|source| Error::io("move", &file, source))?;
    }
    let words: String = words::reading::WORDS.iter().map(|(name, word)| format!("  {name}: {word:?},\n")).collect();
    files::write(&room.join("words.js"), format!("export default {{\n{words}}};\n"))
}

/// Gives the reading room a name with its content in it: its files name each other by their place in it.
fn stamp_reading_room(staging: &Path) -> Result<()> {
    let room = staging.join(READING);
    let contents = files::below(&room)?.iter().map(|file| files::read(file)).collect::<Result<Vec<_>>>()?;
    let stamped = format!("{READING}-{}", Fingerprint::of(&contents));
    for (file, quote) in [("index.html", "./"), ("newsstand.js", "\"")] {
        replace(&staging.join(file), &format!("{quote}{READING}/index.js"), &format!("{quote}{stamped}/index.js"))?;
    }
    fs::rename(&room, staging.join(&stamped)).map_err(|source| Error::io("rename", &room, source))
}

/// Tells the two scripts that stand beside the page, newsstand.js and sw.js, what the files are called
/// that this build made.
fn name_files(staging: &Path) -> Result<()> {
    let mut names = Vec::new();
    for file in files::below(staging)? {
        let name = file.strip_prefix(staging).unwrap_or(&file).to_string_lossy().replace('\\', "/");
        // What few articles need is kept when it was needed.
        let is_rare = ["/highlight/", "/mathematician"].iter().any(|part| name.contains(part));
        let is_code = [".js", ".wasm", ".css"].iter().any(|ending| name.ends_with(ending)) && !is_rare;
        if is_code && (name.contains('-') || name.starts_with("snippets/")) && !name.starts_with("sw-") {
            names.push(name);
        }
    }
    names.sort();
    let named = |start: &str, end: &str| {
        let found = names.iter().find(|name| name.starts_with(start) && name.ends_with(end));
        found.cloned().ok_or_else(|| lost(staging, &format!("{start}*{end}")))
    };
    let widget = staging.join("newsstand.js");
    for (plain, start, end) in [
        ("\"newsstand-app.js\"", "newsstand-app-", ".js"),
        ("\"newsstand-app_bg.wasm\"", "newsstand-app-", "_bg.wasm"),
        ("\"newsstand.css\"", "newsstand-", ".css"),
        ("\"renderer_loader.js\"", "renderer-", "_loader.js"),
        ("\"arranger.js\"", "arranger-", ".js"),
    ] {
        replace(&widget, plain, &format!("\"{}\"", named(start, end)?))?;
    }
    // A published site's catalog is the press's, which needs no arranging.
    let shell = names.iter().filter(|name| !name.starts_with("arranger-"));
    let shell: String = shell.map(|name| format!("\"./{name}\", ")).collect();
    replace(&staging.join("sw.js"), "const SHELL = [", &format!("const SHELL = [{shell}"))
}

/// The live reload of `trunk serve` is an inline script and a WebSocket, which the page's policy
/// forbids.
fn allow_live_reload(page: &Path) -> Result<()> {
    let html = files::read_text(page)?;
    let policy = html.find("<meta http-equiv=\"Content-Security-Policy\"").and_then(|start| {
        let length = html[start..].find('>')? + 1;
        Some(&html[start..start + length])
    });
    match policy {
        Some(policy) => files::write(page, html.replace(policy, "")),
        None => Err(lost(page, "the Content-Security-Policy")),
    }
}

fn replace(file: &Path, old: &str, new: &str) -> Result<()> {
    let text = files::read_text(file)?;
    match text.contains(old) {
        true => files::write(file, text.replace(old, new)),
        false => Err(lost(file, old)),
    }
}

fn lost(file: &Path, what: &str) -> Error {
    Error::unusable(file, format!("no longer holds {what}"), "bring xtask/src/hook.rs and index.html into line")
}
