use std::io::Read;

use super::*;

/// A site below `/site/` whose catalog lies over its articles.
struct Folder {
    dir: tempfile::TempDir,
    site: Site,
}

fn folder() -> Folder {
    let dir = tempfile::tempdir().unwrap();
    let file = |path: &str, text: &str| {
        let path = dir.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    file("dist/index.html", "<h1>rack</h1>");
    file("dist/app.wasm", "\0asm");
    file("dist/a/index.html", "a");
    file("articles/catalog.json", "[]");
    file("articles/图 1.md", "# 图");
    file("articles/.git/config", "secret");
    file("over/catalog.json", "{}");
    file("secret.txt", "secret");
    let mount = |prefix: &str, name: &str| (prefix.to_owned(), dir.path().join(name));
    let mounts = vec![mount("/site/articles/", "over"), mount("site/articles", "articles"), mount("/site/", "dist")];
    Folder { site: Site::new(mounts), dir }
}

fn get<'a>(address: &'a str) -> Ask<'a> {
    Ask { method: "GET", address, accept_encoding: None, if_none_match: None }
}

fn header<'a>(answer: &'a Answer, name: &str) -> Option<&'a str> {
    answer.headers.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
}

fn check(address: &str, status: u16, body: &str) {
    let answer = folder().site.answer(&get(address));
    assert_eq!((answer.status, std::str::from_utf8(&answer.body.0).unwrap()), (status, body), "{address}");
}

const NOTHING: &str = "There is nothing here.\n";

#[test]
fn files_are_found_under_their_mount_and_the_earlier_mount_wins() {
    check("/site/", 200, "<h1>rack</h1>");
    check("/site/?tag=a", 200, "<h1>rack</h1>");
    check("/site/articles/catalog.json?v=1", 200, "{}");
    check("/site/articles/%E5%9B%BE%201.md", 200, "# 图");
    check("/site//app.wasm", 200, "\0asm");
    check("/site/missing.md", 404, NOTHING);
    check("/site/app.wasm/", 404, NOTHING);
    check("/", 404, NOTHING);
    check("/sitearticles/catalog.json", 404, NOTHING);
}

#[test]
fn no_address_leaves_the_folders() {
    for address in [
        "/site/../secret.txt",
        "/site/articles/../../secret.txt",
        "/site/articles/%2e%2e/secret.txt",
        "/site/articles/..%2f..%2fsecret.txt",
        "/site/articles/..%5c..%5csecret.txt",
        "/../../../../etc/passwd",
        "//etc/passwd",
        "/site/articles/.git/config",
        "/site/articles/%2egit/config",
        "/site/articles/a%00.md",
        "/site/%ff",
        "http://evil.example/",
        "*",
        "",
    ] {
        let answer = folder().site.answer(&get(address));
        assert!(!answer.body.0.windows(6).any(|window| window == b"secret"), "{address}");
        assert_eq!(answer.status, 404, "{address}");
    }
}

#[test]
#[cfg(unix)]
fn a_symbolic_link_leads_nowhere_outside() {
    let folder = folder();
    let link = folder.dir.path().join("articles/link.txt");
    std::os::unix::fs::symlink(folder.dir.path().join("secret.txt"), link).unwrap();
    assert_eq!(folder.site.answer(&get("/site/articles/link.txt")).status, 404);
}

#[test]
fn a_folder_without_its_slash_is_redirected_inside_the_site() {
    for (address, expected) in [("/site", "./site/"), ("/site/a?x=1", "./a/?x=1")] {
        let answer = folder().site.answer(&get(address));
        assert_eq!((answer.status, header(&answer, "Location")), (301, Some(expected)), "{address}");
    }
}

#[test]
fn text_is_compressed_for_whoever_takes_it() {
    let folder = folder();
    let ask = Ask { accept_encoding: Some("br, gzip;q=0.8"), ..get("/site/articles/catalog.json") };
    for _ in 0..2 {
        let answer = folder.site.answer(&ask);
        assert_eq!(header(&answer, "Content-Encoding"), Some("gzip"));
        let mut text = String::new();
        flate2::read::GzDecoder::new(&*answer.body.0).read_to_string(&mut text).unwrap();
        assert_eq!(text, "{}");
    }
    let refused = Ask { accept_encoding: Some("gzip;q=0, identity"), ..get("/site/articles/catalog.json") };
    assert_eq!(header(&folder.site.answer(&refused), "Content-Encoding"), None);
}

#[test]
fn a_file_that_did_not_change_is_not_sent_again() {
    let folder = folder();
    let answer = folder.site.answer(&get("/site/"));
    let tag = header(&answer, "ETag").unwrap().to_owned();
    assert_eq!(header(&answer, "Cache-Control"), Some("no-cache"));
    let again = folder.site.answer(&Ask { if_none_match: Some(&format!("\"x\", W/{tag}")), ..get("/site/") });
    assert_eq!((again.status, again.body.len()), (304, 0));
    fs::write(folder.dir.path().join("dist/index.html"), "new").unwrap();
    assert_eq!(folder.site.answer(&Ask { if_none_match: Some(&tag), ..get("/site/") }).status, 200);
}

#[test]
fn types_are_the_ones_that_browsers_insist_on() {
    let kind = |address| header(&folder().site.answer(&get(address)), "Content-Type").map(str::to_owned);
    assert_eq!(kind("/site/app.wasm").as_deref(), Some("application/wasm"));
    assert_eq!(kind("/site/articles/%E5%9B%BE%201.md").as_deref(), Some("text/markdown; charset=utf-8"));
    assert_eq!(mime::of("A.JS").0, "text/javascript; charset=utf-8");
}

#[test]
fn what_is_missing_gets_the_sites_own_page() {
    let folder = folder();
    fs::write(folder.dir.path().join("dist/404.html"), "<p>lost</p>").unwrap();
    let answer = folder.site.answer(&get("/site/x"));
    assert_eq!((answer.status, &*answer.body.0), (404, b"<p>lost</p>".as_slice()));
}

#[test]
fn nothing_is_ever_written() {
    let answer = folder().site.answer(&Ask { method: "POST", ..get("/site/") });
    assert_eq!((answer.status, header(&answer, "Allow")), (405, Some("GET, HEAD")));
}
