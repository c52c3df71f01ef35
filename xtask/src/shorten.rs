//! Shorter names between a wasm module and its JavaScript.
//!
//! wasm-bindgen names each of its imports after what it calls, with a hash behind it
//! (`__wbg_querySelector_2bd7bd74ea4fa1ba`), and the names are in both files. They are 7 KB of the
//! app's 112 KB gzip, since nothing compresses a hash; nobody but the two files ever uses them.

use std::collections::HashMap;
use std::path::Path;

use crate::error::{Error, Result};
use crate::files;
use crate::run::Run;
use crate::workspace::Workspace;

/// The module's section of imports, and that of exports.
const IMPORTS: u8 = 2;
const EXPORTS: u8 = 7;
/// Sections that only tools read.
const CUSTOM: u8 = 0;
/// What is imported is a function.
const FUNCTION: u8 = 0;

/// Gives the names that a module and its script share short ones, in both.
pub(crate) fn names(script: &Path, module: &Path) -> Result<()> {
    let mut names = Names::default();
    let again = "bring xtask/src/shorten.rs and wasm-bindgen into line";
    let short = rewritten(&files::read(module)?, &mut names)
        .ok_or_else(|| Error::unusable(module, "has a form that is not expected of wasm-bindgen", again))?;
    files::write(script, names.replaced_in(&files::read_text(script)?))?;
    files::write(module, short)
}

/// Takes white space, comments and long names out of a script. Where esbuild is not installed it stays
/// as it is: everything works without.
pub(crate) fn script(workspace: &Workspace, script: &Path) -> Result<()> {
    let run =
        Run::line("esbuild --minify --charset=utf8 --format=esm --log-level=error --allow-overwrite").within(workspace);
    let target = format!("--outfile={}", script.display());
    match run.arg(script).arg(target).output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(Error::unusable(script, String::from_utf8_lossy(&output.stderr).trim(), "see the message")),
        Err(Error::NotStarted { .. }) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The short names that were given.
#[derive(Default)]
struct Names {
    given: HashMap<String, String>,
}

impl Names {
    /// The name that takes the place of this one. Names that people chose are left alone.
    fn short(&mut self, name: &str) -> String {
        if !name.contains("__") {
            return name.to_owned();
        }
        let next = format!("${}", self.given.len());
        self.given.entry(name.to_owned()).or_insert(next).clone()
    }

    /// The script with the names that were given, where they stand as whole words.
    fn replaced_in(&self, script: &str) -> String {
        let is_in_word = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '$';
        let mut replaced = String::with_capacity(script.len());
        let mut rest = script;
        while let Some(start) = rest.find(is_in_word) {
            let (before, from) = rest.split_at(start);
            let (word, after) = from.split_at(from.find(|c| !is_in_word(c)).unwrap_or(from.len()));
            replaced += before;
            replaced += self.given.get(word).map_or(word, String::as_str);
            rest = after;
        }
        replaced + rest
    }
}

/// The module with short names, and without what only tools read. `None` where it is not of the form
/// that wasm-bindgen gives it.
fn rewritten(module: &[u8], names: &mut Names) -> Option<Vec<u8>> {
    let (head, mut rest) = module.split_at_checked(8)?;
    let mut out = head.to_vec();
    while let Some(id) = take(&mut rest, 1) {
        let length = number(&mut rest)?;
        let body = take(&mut rest, length)?;
        let body = match id[0] {
            CUSTOM => continue,
            IMPORTS => entries(body, |entry, out| {
                push_text(out, text(entry)?);
                push_text(out, &names.short(text(entry)?));
                // Nothing but functions: the memory and the table are the module's own.
                let kind = take(entry, 1).filter(|kind| kind[0] == FUNCTION)?;
                out.extend_from_slice(kind);
                push_number(out, number(entry)?);
                Some(())
            })?,
            EXPORTS => entries(body, |entry, out| {
                push_text(out, &names.short(text(entry)?));
                out.extend_from_slice(take(entry, 1)?);
                push_number(out, number(entry)?);
                Some(())
            })?,
            _ => body.to_vec(),
        };
        out.push(id[0]);
        push_number(&mut out, body.len());
        out.extend(body);
    }
    Some(out)
}

/// A section that is a list, with each of its entries written anew.
fn entries(mut body: &[u8], mut write: impl FnMut(&mut &[u8], &mut Vec<u8>) -> Option<()>) -> Option<Vec<u8>> {
    let count = number(&mut body)?;
    let mut out = Vec::new();
    push_number(&mut out, count);
    for _ in 0..count {
        write(&mut body, &mut out)?;
    }
    body.is_empty().then_some(out)
}

fn take<'a>(bytes: &mut &'a [u8], length: usize) -> Option<&'a [u8]> {
    let (taken, rest) = bytes.split_at_checked(length)?;
    *bytes = rest;
    Some(taken)
}

fn text<'a>(bytes: &mut &'a [u8]) -> Option<&'a str> {
    let length = number(bytes)?;
    std::str::from_utf8(take(bytes, length)?).ok()
}

/// A number in LEB128, as all of WebAssembly's are.
fn number(bytes: &mut &[u8]) -> Option<usize> {
    let mut number = 0;
    for shift in (0..32).step_by(7) {
        let byte = take(bytes, 1)?[0];
        number |= usize::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            return Some(number);
        }
    }
    None
}

fn push_text(out: &mut Vec<u8>, text: &str) {
    push_number(out, text.len());
    out.extend_from_slice(text.as_bytes());
}

fn push_number(out: &mut Vec<u8>, mut number: usize) {
    while number >= 0x80 {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One type, two imported functions, a memory, two exports and a custom section.
    fn module() -> Vec<u8> {
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        let mut section = |id: u8, body: &[u8]| {
            module.push(id);
            push_number(&mut module, body.len());
            module.extend_from_slice(body);
        };
        section(1, &[1, 0x60, 0, 0]);
        section(IMPORTS, b"\x02\x03./a\x08__wbg_x1\0\0\x03./a\x08__wbg_x2\0\0");
        section(5, &[1, 0, 1]);
        section(EXPORTS, b"\x02\x06memory\x02\0\x0a__wbg_free\0\x01");
        section(CUSTOM, b"\x04name");
        module
    }

    #[test]
    fn names_are_short_in_both_files_and_what_people_named_is_left_alone() {
        let mut names = Names::default();
        let short = String::from_utf8(rewritten(&module(), &mut names).unwrap_or_default()).unwrap_or_default();
        assert!(
            short.contains("./a\x02$0") && short.contains("./a\x02$1") && short.contains("\x02$2\0\x01"),
            "{short:?}"
        );
        assert!(short.contains("memory") && !short.contains("name"), "{short:?}");
        let script = "import{__wbg_x1}from'./a';wasm.memory;wasm.__wbg_free();__wbg_x12(`${__wbg_x2}`)";
        assert_eq!(names.replaced_in(script), "import{$0}from'./a';wasm.memory;wasm.$2();__wbg_x12(`${$1}`)");
    }

    #[test]
    fn a_module_of_another_form_is_told_apart() {
        let mut module = module();
        module.truncate(40);
        assert_eq!(rewritten(&module, &mut Names::default()), None);
    }
}
