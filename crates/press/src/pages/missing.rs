//! The page for a path that is not there. A host shows it at any depth, so it can name nothing by a
//! relative address: it holds its style, and finds the way home by itself.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::Context;
use super::address::Public;
use super::head::meta;
use super::html::{El, el, text_of};

const STYLE: &str = ":root{color-scheme:light dark}\
body{display:grid;min-height:100vh;place-content:center;margin:0;padding:24px;box-sizing:border-box;\
background:light-dark(#faf8f4,#141517);color:light-dark(#1d1b18,#e9e6e0);\
font:17px/1.7 system-ui,\"PingFang SC\",\"Microsoft YaHei\",\"Noto Sans CJK SC\",sans-serif}\
main{max-width:34rem}\
h1,h2{margin:0 0 4px;font:600 26px/1.3 Georgia,\"Songti SC\",\"Noto Serif CJK SC\",serif}\
section+section{margin-top:28px}\
p{margin:0 0 10px;color:light-dark(#5d5850,#a9a49b)}\
a{color:light-dark(#a8321f,#f08a73)}\
[hidden]{display:none}";

/// Goes up from the path that was asked for until a folder holds a catalog: that is the site. Only
/// then the way home is shown. The origin is written out, so that a path of two slashes names no host.
const SCRIPT: &str = "(async()=>{\
let path=location.pathname;\
for(let step=0;step<16&&path.includes('/');step++){\
path=path.slice(0,path.lastIndexOf('/'));\
const root=location.origin+path+'/';\
try{if(!(await fetch(root+'articles/catalog.json',{method:'HEAD'})).ok)continue}catch{continue}\
for(const home of document.querySelectorAll('a')){home.href=root+'index.html';home.parentElement.hidden=false}\
return}})()";

/// What is said, in each language: title, text, way home.
const TEXTS: [(&str, [&str; 3]); 2] = [
    ("en", ["Nothing here", "There is no page at this address. It may have moved, or it never was.", "All articles"]),
    ("zh-Hans", ["此处无内容", "这个地址没有页面，可能已经移动，或者从未存在。", "全部文章"]),
];

pub(super) fn page(context: &Context<'_>) -> String {
    let public = context.public();
    let home = public.as_ref().map(Public::home);
    // Only without an address of its own the page needs script, and asks its own host for a catalog.
    let script = match home {
        Some(_) => String::new(),
        None => format!("; script-src '{}'; connect-src 'self'", hash(SCRIPT)),
    };
    let policy =
        format!("default-src 'none'; style-src '{}'{script}; base-uri 'none'; form-action 'none'", hash(STYLE));
    let texts: Vec<El> = TEXTS.iter().enumerate().map(|(at, text)| section(at, text, home)).collect();
    let head = el("head")
        .child(el("meta").attr("charset", "utf-8"))
        .child(el("meta").attr("http-equiv", "Content-Security-Policy").attr("content", &policy))
        .child(meta("viewport", "width=device-width, initial-scale=1"))
        .child(meta("color-scheme", "light dark"))
        .child(meta("referrer", "no-referrer"))
        .child(meta("robots", "noindex"))
        .child(el("title").child(format!("{} — {}", TEXTS[0].1[0], context.title())))
        .child(el("style").raw(STYLE));
    let script = home.is_none().then(|| el("script").raw(SCRIPT));
    let page = el("html").attr("lang", "en").child(head).child(el("body").child(el("main").child(texts)).child(script));
    format!("<!doctype html>\n{}\n", text_of(page))
}

fn section(at: usize, (lang, [title, text, way]): &(&'static str, [&'static str; 3]), home: Option<&str>) -> El {
    let heading = el(if at == 0 { "h1" } else { "h2" }).child(*title);
    let way = match home {
        Some(home) => el("p").child(el("a").attr("href", home).child(*way)),
        None => el("p").attr("hidden", "").child(el("a").child(*way)),
    };
    el("section").attr("lang", lang).child(heading).child(el("p").child(*text)).child(way)
}

/// The hash by which a policy allows one inline script or style (CSP Level 3, "hash-source").
fn hash(content: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(content)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_what_browsers_expect() {
        assert_eq!(hash(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assert_eq!(hash("alert('Hello, world.');"), "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng=");
    }

    #[test]
    fn nothing_inline_can_end_its_element() {
        assert!(!STYLE.contains('<') && !SCRIPT.contains("</") && !SCRIPT.contains("<!"));
    }
}
