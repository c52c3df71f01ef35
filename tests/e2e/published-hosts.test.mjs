// Where a published site may stand, with and without script: any path, GitHub Pages, hosts without index
// files, nginx, a disk; and articles with every kind of name.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { after, before, test } from "node:test";
import { $, CARD_LINKS } from "../ids.mjs";
import { SAMPLE, article, launch, open, published, rack, ready } from "../support.mjs";
import { start } from "../server.mjs";

/** Names that hosts, browsers and file systems take differently. */
const NAMES = ["two words", "中文 文章", "50%", "100%25", "a#b", "who?", "this & that", "it's \"quoted\"", "emoji 😀", "a+b;c=d,e", "folder/inner name"];
const titleOf = (name) => `About ${NAMES.indexOf(name) + 1}`;
const named = Object.fromEntries(NAMES.map((name, at) => [`${name}.md`, `---\ntitle: ${titleOf(name)}\ndate: 2024-01-${at + 10}\ntags:\n  - ${JSON.stringify(name.replaceAll(",", ""))}\n---\n\nThe text of number ${at + 1}.\n\n## Part\n\nMore.\n`]));

let browser, sample, names;
before(async () => { [browser, sample, names] = await Promise.all([launch(), published(SAMPLE), published(named)]); });
after(() => Promise.all([browser.close(), sample.remove(), names.remove()]));

/** Runs on a server of its own, on a page of its own; nothing may be left in the console. */
async function on({ root = sample.root, ...server }, run, { allowed = [], ...options } = {}) {
  const host = await start({ root, base: "/", ...server });
  const page = await open(browser, null, options);
  try {
    await run(page, host.url, host);
    assert.deepEqual(page.problems.filter((problem) => !allowed.some((part) => problem.includes(part))), []);
  } finally {
    await page.context().close();
    await host.close();
  }
}

/** Follows every link and every picture of the site, as a browser without script would, and gives what failed. */
async function crawl(request, from) {
  const [seen, todo, failed] = [new Set(), [from], []];
  const within = new URL(".", from).href;
  while (todo.length > 0) {
    const address = todo.pop();
    if (seen.has(address) || !address.startsWith(within)) continue;
    seen.add(address);
    const answer = await request.get(address);
    if (answer.status() !== 200) failed.push(`${answer.status()} ${address}`);
    if (!/text\/html/.test(answer.headers()["content-type"]) || /\/(embed|playground)\.html$/.test(address)) continue;
    for (const [, value] of (await answer.text()).matchAll(/\s(?:href|src)="([^"]*)"/g)) {
      const target = new URL(value.replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"), address);
      todo.push(target.href.replace(/#.*/s, ""));
    }
  }
  return { failed, pages: [...seen] };
}

/** The card of the rack and the second article: what a reader does first. */
async function walk(page, url, form) {
  await page.goto(url);
  await rack(page);
  await page.locator(CARD_LINKS).first().click();
  await ready(page, "article");
  const title = await page.locator($.TITLE).textContent();
  assert.match(page.url(), form);
  assert.equal((await page.reload()).status(), 200);
  await article(page, title);
  await page.locator(".mcard .chip").first().click();
  await rack(page);
  assert.match(page.url(), /\?tag=/);
  assert.equal((await page.reload()).status(), 200);
  await rack(page);
}

for (const base of ["/", "/repo/", "/a/b/"]) {
  test(`a site works below ${base}`, () =>
    on({ base }, async (page, url) => {
      await walk(page, url, /\/a\/[^?]+\/$/);
    }));
}

test("every link and picture of the sample site leads somewhere, and every tag to its list", () =>
  on({ base: "/repo/" }, async (page, url) => {
    const { failed, pages } = await crawl(page.request, `${url}index.html`);
    // The samples name a few files that are missing on purpose.
    const wrong = failed.filter((line) => !/\/articles\/.*(missing|nowhere|no-such|gone)/.test(line));
    assert.deepEqual(wrong, []);
    assert.ok(pages.length > 100, `${pages.length} addresses`);
  }));

test("without script everything can be read: the rack, an article, the list of a tag, the plain list", () =>
  on({ base: "/repo/" }, async (page, url) => {
    await page.goto(url);
    const cards = page.locator(CARD_LINKS);
    assert.equal(await cards.count(), 24);
    assert.equal(await page.locator(".later:visible").count(), 0);
    const title = await cards.first().textContent();
    await cards.first().click();
    assert.equal(await page.locator("h1").textContent(), title);
    assert.ok((await page.locator($.BODY).innerText()).length > 200);
    const tags = await page.locator(".mcard .chip").allTextContents();
    assert.ok(tags.length > 1);
    const here = page.url();
    for (const [at, tag] of tags.entries()) {
      await page.locator(".mcard .chip").nth(at).click();
      assert.equal(await page.locator("h1").textContent(), tag);
      assert.ok((await page.locator(CARD_LINKS).allTextContents()).includes(title));
      await page.goto(here);
    }
    await page.locator(".pn a").last().click();
    assert.notEqual(await page.locator("h1").textContent(), title);
    await page.locator($.BACK).click();
    await page.locator(".hush.all a").click();
    assert.equal(await page.locator("li a").count(), 31);
    await page.locator("li a").last().click();
    assert.equal(await page.locator($.BODY).isVisible(), true);
    // All tags are there, the rarer ones behind one more press.
    await page.goto(url);
    await page.locator("nav.filters summary").click();
    assert.ok((await page.locator("nav.filters .row[href]:visible").count()) > 30);
  }, { javaScriptEnabled: false, allowed: ["favicon.ico"] }));

test("on a host without index files the query says everything, and links of pages name their files", () =>
  on({ base: "/bucket/", indexes: false }, async (page, url) => {
    const refused = await page.request.get(url);
    assert.equal(refused.status(), 404);
    await walk(page, `${url}index.html`, /\/index\.html\?article=/);
    await page.goto(`${url}a/low-tide/index.html`);
    await article(page, "Low Tide");
    for (const link of await page.locator("#newsstand a[href]:not([target])").all()) {
      const href = await link.evaluate((a) => a.href.replace(/#.*/, ""));
      assert.equal((await page.request.get(href)).status(), 200, href);
    }
    const { failed } = await crawl(page.request, `${url}index.html`);
    assert.deepEqual(failed.filter((line) => !/\/articles\/.*(missing|nowhere|no-such|gone)/.test(line)), []);
  }));

test("opened from a disk, without script, the site can be read", async () => {
  const page = await open(browser, null, { javaScriptEnabled: false });
  const seen = [];
  page.on("requestfailed", (request) => seen.push(request.url()));
  await page.goto(pathToFileURL(join(sample.root, "index.html")).href);
  // Playwright needs no script of the page to look at it: the sheet is there.
  assert.equal(await page.locator(".bar").evaluate((bar) => getComputedStyle(bar).position), "sticky");
  await page.locator(CARD_LINKS).first().click();
  await page.locator($.BODY).waitFor();
  await page.locator(".mcard .chip").first().click();
  await page.locator(".shelf").waitFor();
  await page.locator($.BACK).click();
  assert.equal(await page.locator(CARD_LINKS).count(), 24);
  assert.deepEqual(seen.filter((url) => !/\.(js|wasm)$/.test(url)), []);
  await page.context().close();
});

for (const name of NAMES) {
  test(`the article named ${name} opens by its printed link, inside the app and by itself`, () =>
    on({ root: names.root, base: "/repo/" }, async (page, url) => {
      const title = titleOf(name);
      const exact = page.locator($.TITLE).filter({ hasText: new RegExp(`^${title}$`) });
      await page.goto(url);
      await rack(page);
      await page.locator(CARD_LINKS).filter({ hasText: new RegExp(`^${title}$`) }).click();
      await ready(page, "article");
      await exact.waitFor();
      const address = page.url();
      assert.equal((await page.reload()).status(), 200, address);
      await exact.waitFor();
      assert.ok(address.startsWith(`${url}a/`) && address.endsWith("/"), address);
      await ready(page, "article");
      assert.ok((await page.locator($.BODY).textContent()).includes("The text of number"));
      // Its tag, which is named like it, filters to it alone.
      await page.locator(".mcard .chip").first().click();
      await rack(page);
      assert.deepEqual(await page.locator(CARD_LINKS).allTextContents(), [title]);
      const still = await page.context().newPage();
      await still.route("**/boot.js", (route) => route.abort());
      await still.goto(`${url}index.html`);
      await still.locator(CARD_LINKS).filter({ hasText: new RegExp(`^${title}$`) }).click();
      await still.locator($.TITLE).filter({ hasText: new RegExp(`^${title}$`) }).waitFor();
      await still.locator(".mcard .chip").first().click();
      await still.locator(".shelf").waitFor();
      assert.deepEqual(await still.locator(CARD_LINKS).allTextContents(), [title]);
      // As high as the list is long, so that every card is a node.
    }, { viewport: { width: 1280, height: 2600 } }));
}

test("the page for what is missing leads home from any depth", async () => {
  const known = await published({ "a.md": "# A\n\nText.\n" }, "--base-url", "https://example.org/repo/");
  try {
    for (const [root, home] of [[sample.root, null], [known.root, "https://example.org/repo/"]]) {
      await on({ root, base: "/repo/", notFound: true }, async (page, url) => {
        for (const missing of ["nothing", "a/nothing/", "a/b/c/d/nothing.html", "t/x//y/"]) {
          const answer = await page.goto(url + missing);
          assert.equal(answer.status(), 404);
          const way = page.getByRole("link", { name: "All articles" });
          await way.waitFor();
          assert.equal(await way.evaluate((link) => link.href), home ?? `${url}index.html`, missing);
        }
        if (home) return;
        await page.getByRole("link", { name: "All articles" }).click();
        await rack(page);
      }, { allowed: ["404 (Not Found)"] });
    }
  } finally {
    await known.remove();
  }
});

const nginx = ["/usr/sbin/nginx", "/usr/bin/nginx", "/usr/local/sbin/nginx"].find(existsSync);

test("a site works behind nginx as it comes", { skip: nginx ? false : "nginx is not installed here" }, async () => {
  const folder = await mkdtemp(join(tmpdir(), "newsstand-nginx-"));
  const port = await freePort();
  await mkdir(join(folder, "www"));
  const user = process.getuid?.() === 0 ? "user root;" : "";
  const types = existsSync("/etc/nginx/mime.types") ? "include /etc/nginx/mime.types;" : "";
  await writeFile(join(folder, "nginx.conf"), `${user} daemon off; pid ${folder}/pid; error_log ${folder}/error.log; events {}
    http { ${types} access_log off; client_body_temp_path ${folder}/b; proxy_temp_path ${folder}/p; fastcgi_temp_path ${folder}/f; uwsgi_temp_path ${folder}/u; scgi_temp_path ${folder}/s;
      server { listen 127.0.0.1:${port}; location /read/ { alias ${sample.root}/; } } }`);
  const server = spawn(nginx, ["-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")], { stdio: "ignore" });
  const page = await open(browser, null);
  try {
    const url = `http://127.0.0.1:${port}/read/`;
    for (let tries = 0; tries < 50; tries += 1) {
      if (await page.request.get(url).then((answer) => answer.ok()).catch(() => false)) break;
      await page.waitForTimeout(100);
    }
    await walk(page, url, /\/a\/[^?]+\/$/);
    assert.deepEqual(page.problems, [], await readFile(join(folder, "error.log"), "utf8"));
  } finally {
    await page.context().close();
    server.kill();
    await rm(folder, { recursive: true, force: true });
  }
});

const freePort = () =>
  new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
