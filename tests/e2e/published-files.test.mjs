// What `newsstand build` writes for machines, and what `newsstand serve` does while somebody writes.

import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { $ } from "../ids.mjs";
import { DIST, ROOT, SAMPLE, article, launch, open, pressCommand, published, site } from "../support.mjs";

const BASE = "https://example.org/repo/";
let browser, known, unknown;
before(async () => { [browser, known, unknown] = await Promise.all([launch(), published(SAMPLE, "--base-url", BASE), published(SAMPLE)]); });
after(() => Promise.all([browser.close(), known.remove(), unknown.remove()]));

const text = (made, path) => readFile(join(made.root, path), "utf8");

/** Works on the page of an article as a browser reads it. */
async function onHead(made, path, read) {
  const server = await site({ root: made.root });
  const page = await open(browser, null, { javaScriptEnabled: false });
  try {
    await page.goto(server.url + path);
    return await page.evaluate(read);
  } finally {
    await page.context().close();
    await server.close();
  }
}

const head = () => ({
  title: document.title,
  canonical: document.querySelector("link[rel=canonical]")?.getAttribute("href"),
  text: document.querySelector("link[type='text/markdown']")?.getAttribute("href"),
  feed: document.querySelector("link[type='application/atom+xml']")?.getAttribute("href"),
  meta: Object.fromEntries([...document.querySelectorAll("meta[property], meta[name]")].map((meta) => [meta.getAttribute("property") ?? meta.name, meta.content])),
  data: [...document.querySelectorAll("script[type='application/ld+json']")].map((script) => JSON.parse(script.textContent)),
});

test("an article says what it is to machines", async () => {
  const found = await onHead(known, "a/low-tide/index.html", head);
  assert.equal(found.title, "Low Tide — Reading Room");
  assert.equal(found.canonical, `${BASE}a/low-tide/`);
  assert.equal(found.text, "index.html.md");
  const { meta } = found;
  assert.equal(meta["og:type"], "article");
  assert.equal(meta["og:title"], "Low Tide");
  assert.equal(meta["og:url"], `${BASE}a/low-tide/`);
  assert.equal(meta["og:image"], `${BASE}articles/covers/tide-chart.svg`);
  assert.equal(meta["twitter:card"], "summary_large_image");
  assert.ok(meta.description.length > 20 && meta["og:description"] === meta.description);
  const [data] = found.data;
  assert.equal(data["@context"], "https://schema.org");
  assert.equal(data["@type"], "Article");
  assert.equal(data.headline, "Low Tide");
  assert.equal(data.datePublished, "2020-10-17");
  assert.equal(data.author.name, "Field Notes");
  assert.equal(data.inLanguage, "en");
  assert.equal(data.url ?? data.mainEntityOfPage, `${BASE}a/low-tide/`);
});

test("nothing that needs an address of its own is made up where the site has none", async () => {
  const found = await onHead(unknown, "a/low-tide/index.html", head);
  for (const key of ["canonical", "feed"]) assert.equal(found[key], undefined, key);
  for (const key of ["og:url", "og:image"]) assert.equal(found.meta[key], undefined, key);
  for (const file of ["feed.xml", "sitemap.xml"]) await assert.rejects(stat(join(unknown.root, file)), file);
});

test("the feed is Atom with what it must have", async () => {
  // On a page without a policy: the site's own forbids to parse text.
  const page = await open(browser, null);
  const feed = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, "application/xml");
    const atom = "http://www.w3.org/2005/Atom";
    const own = (place, name) => [...place.children].filter((child) => child.namespaceURI === atom && child.localName === name);
    const shape = (place) => ({ id: own(place, "id").map((id) => id.textContent), title: own(place, "title").length, updated: own(place, "updated").map((date) => date.textContent), links: own(place, "link").map((link) => [link.getAttribute("rel"), link.getAttribute("href")]), authors: own(place, "author").length });
    return { error: document.querySelector("parsererror")?.textContent, root: document.documentElement.namespaceURI, feed: shape(document.documentElement), entries: own(document.documentElement, "entry").map(shape) };
  }, await text(known, "feed.xml"));
  await page.context().close();
  assert.equal(feed.error, undefined);
  assert.equal(feed.root, "http://www.w3.org/2005/Atom");
  assert.ok(feed.feed.links.some(([rel, href]) => rel === "self" && href === `${BASE}feed.xml`));
  assert.ok(feed.entries.length > 20);
  const ids = [feed.feed, ...feed.entries].map(({ id }) => id);
  assert.ok(ids.every((id) => id.length === 1) && new Set(ids.flat()).size === ids.length, "ids are single and unique");
  for (const { title, updated } of [feed.feed, ...feed.entries]) {
    assert.equal(title, 1);
    assert.match(updated.join(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  }
  for (const { links } of feed.entries) assert.ok(links.some(([rel, href]) => rel === "alternate" && href.startsWith(BASE)));
});

test("the texts are there as Markdown, and llms.txt leads to each", async () => {
  const list = await text(unknown, "llms.txt");
  const links = [...list.matchAll(/\]\(([^)]+)\)/g)].map(([, link]) => decodeURIComponent(link));
  assert.equal(links.filter((link) => link.endsWith(".md")).length, 31);
  for (const link of links) assert.ok((await stat(join(unknown.root, link))).size > 0, link);
  assert.equal(await text(unknown, "a/low-tide/index.html.md"), await readFile(join(SAMPLE, "low-tide.md"), "utf8"));
});

test("two builds give the same bytes, and a site in a checkout keeps what is the checkout's", async () => {
  const folder = await mkdtemp(join(tmpdir(), "newsstand-"));
  try {
    const [one, two] = [join(folder, "one"), join(folder, "two")];
    unknown.build(one);
    await mkdir(two);
    assert.equal(spawnSync("git", ["init", "-q", two]).status, 0);
    await writeFile(join(two, "CNAME"), "example.org\n");
    unknown.build(two);
    unknown.build(two);
    assert.ok((await stat(join(two, ".git", "HEAD"))).isFile());
    assert.equal(await readFile(join(two, "CNAME"), "utf8"), "example.org\n");
    const [first, second] = [await sums(one), await sums(two)];
    second.delete("CNAME");
    assert.deepEqual(second, first);
    assert.ok(first.size > 100);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Every file below a folder, but those of git, with the hash of its bytes. */
async function sums(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
  const kept = files.filter((file) => !file.startsWith(".git/")).sort();
  return new Map(await Promise.all(kept.map(async (file) => [file, createHash("sha256").update(await readFile(join(folder, file))).digest("hex")])));
}

test("a preview shows what is written, where it was being read; a hidden page waits; a build holds none of it", async () => {
  const paragraphs = Array.from({ length: 80 }, (_, at) => `Paragraph ${at + 1} of a text that is long enough to be scrolled.`).join("\n\n");
  const made = await published({ "long.md": `# Long\n\n${paragraphs}\n` });
  const [program, ...words] = pressCommand("serve", made.archive, "--port", "18480", "--bundle", DIST);
  const serving = spawn(program, words, { cwd: ROOT, stdio: ["ignore", "pipe", "ignore"] });
  const page = await open(browser, null);
  try {
    const url = await new Promise((done, failed) => {
      let said = "";
      serving.stdout.on("data", (data) => { said += data; const found = /http:\S+/.exec(said); if (found) done(found[0]); });
      serving.on("exit", () => failed(new Error(`the preview ended: ${said}`)));
    });
    let loads = 0;
    page.on("load", () => { loads += 1; });
    await page.goto(`${url}a/long/`);
    await article(page, "Long");
    await page.evaluate(() => scrollTo(0, 1200));
    await page.waitForTimeout(400);
    const wait = async (words) => {
      await page.locator($.BODY).filter({ hasText: words }).waitFor({ state: "attached" });
      await article(page, "Long");
    };
    await writeFile(join(made.archive, "long.md"), `# Long\n\n${paragraphs}\n\nThe first change.\n`);
    await wait("The first change.");
    await page.waitForFunction(() => Math.abs(scrollY - 1200) < 3);
    assert.equal(loads, 2);
    // Hidden: what the browser says of a tab behind another one.
    await page.evaluate(() => Object.defineProperty(document, "hidden", { configurable: true, get: () => true }));
    await writeFile(join(made.archive, "long.md"), `# Long\n\n${paragraphs}\n\nThe second change.\n`);
    await page.waitForTimeout(3500);
    assert.equal(loads, 2, "a hidden page was loaded again");
    await page.evaluate(() => delete document.hidden);
    await wait("The second change.");
    await page.waitForFunction(() => Math.abs(scrollY - 1200) < 3);
    assert.deepEqual(page.problems, []);
  } finally {
    await page.context().close();
    serving.kill("SIGINT");
  }
  made.build();
  const pages = (await readdir(made.root, { recursive: true })).filter((file) => file.endsWith(".html"));
  assert.ok(pages.length > 3);
  for (const file of pages) assert.ok(!(await text(made, file)).includes("newsstand-preview"), file);
  await made.remove();
});
