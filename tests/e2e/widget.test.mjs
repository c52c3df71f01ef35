// <news-stand> as a guest: what it shows, what its page keeps, and what stands there without it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf } from "../archive.mjs";
import { FALLBACK, script, stand, startHost, told, until, visit } from "../host.mjs";
import { $, CARD_LINKS } from "../ids.mjs";
import { nextFrame, rests, setUp, titles, violations } from "../support.mjs";

const list = articles(60);
let stage;
let host;
before(async () => {
  [stage, host] = await Promise.all([setUp(filesOf(list)), startHost()]);
});
after(() => Promise.all([stage.tearDown(), host.close()]));

/** A test on a page of somebody else; its console must stay empty. */
function asGuest(name, html, run, { expectProblems = false, ...options } = {}) {
  test(name, async () => {
    const url = host.page(html(stage.server.url), options);
    stage.server.log.length = 0;
    const page = await visit(stage, url, options);
    try {
      await run(page, stage.server.url);
      if (!expectProblems) assert.deepEqual(page.problems, [], "the console holds errors");
    } finally {
      await page.context().close();
      for (const path of Object.keys(stage.server.faults)) delete stage.server.faults[path];
    }
  });
}

const withScript = (attributes) => (site) => script(site) + stand(site, attributes);
const all = list.map(({ title }) => title);

asGuest("one line of script and one element show the cards of a site on another origin", withScript(), async (page) => {
  assert.deepEqual(await until(page, "ready"), { count: 60 });
  assert.deepEqual((await titles(page)).slice(0, 5), all.slice(0, 5));
  assert.equal(await page.locator(".fallback").isVisible(), false);
});

asGuest("a site may be named without the slash at its end, and by its page", (site) => `${script(site)}${stand(site.slice(0, -1), 'id="a"')}${stand(`${site}index.html?x=1#y`, 'id="b"')}`, async (page) => {
  await until(page, "ready", 2);
  assert.equal(await page.locator(`#a ${CARD_LINKS}`).first().textContent(), all[0]);
  assert.equal(await page.locator(`#b ${CARD_LINKS}`).first().textContent(), all[0]);
});

asGuest("without a src the widget shows the site that its script came from", (site) => `${script(site)}<news-stand></news-stand>`, async (page) => {
  await until(page, "ready");
  assert.equal((await titles(page))[0], all[0]);
});

asGuest("the list is told once, not once for every card", withScript(), async (page) => {
  await until(page, "ready");
  await page.mouse.wheel(0, 3000);
  await nextFrame(page);
  await nextFrame(page);
  assert.equal((await told(page, "ready")).length, 1);
});

asGuest("everything is in a shadow root, and all widgets share one style sheet", (site) => `${script(site)}${stand(site, 'id="a" limit="2"')}${stand(site, 'id="b" view="list" limit="2"')}`, async (page) => {
  await until(page, "ready", 2);
  const found = await page.evaluate(() => {
    const [a, b] = ["a", "b"].map((id) => document.getElementById(id));
    return {
      same: a.shadowRoot.adoptedStyleSheets[0] === b.shadowRoot.adoptedStyleSheets[0],
      // The sheet for reading comes when the page is idle, to one after the other.
      kinds: new Set([...a.shadowRoot.adoptedStyleSheets, ...b.shadowRoot.adoptedStyleSheets]).size <= 2,
      sheets: [document.adoptedStyleSheets.length, document.styleSheets.length],
      outside: document.querySelectorAll("#ns-main, .card, .newsstand").length,
      children: [...a.children].map((child) => child.className),
    };
  });
  assert.deepEqual(found, { same: true, kinds: true, sheets: [0, 0], outside: 0, children: ["fallback"] });
});

asGuest("custom properties and parts reach inside, and the host's font is taken when it is asked for", (site) => `
  <style>
    body { font-family: "Courier New", monospace; }
    news-stand { --ns-accent: rgb(1, 2, 3); --ns-sheet: rgb(4, 5, 6); --ns-sans: inherit; }
    news-stand::part(card) { border-top: 7px solid rgb(7, 8, 9); }
    news-stand::part(bar) { border-bottom-width: 5px; }
  </style>${script(site)}${stand(site)}`, async (page) => {
  await until(page, "ready");
  const look = (selector, property) => page.locator(selector).first().evaluate((element, property) => getComputedStyle(element)[property], property);
  assert.equal(await look(".brand i", "backgroundColor"), "rgb(1, 2, 3)");
  assert.equal(await look(".card", "backgroundColor"), "rgb(4, 5, 6)");
  assert.equal(await look(".card", "borderTopWidth"), "7px");
  assert.equal(await look(".bar", "borderBottomWidth"), "5px");
  assert.equal(await look(".meta", "fontFamily"), '"Courier New", monospace');
  assert.notEqual(await look(".card h3", "fontFamily"), '"Courier New", monospace');
});

asGuest("the host's styles do not leak in, nor the widget's out", (site) => `
  <style>
    * { letter-spacing: 9px; }
    body { font: italic bold 40px/3 cursive; color: red; text-align: center; text-transform: uppercase; word-spacing: 2em; text-indent: 4em; white-space: pre; cursor: wait; list-style: square; direction: rtl; }
    a, h3, .card, .bar, .title { background: lime !important; display: none !important; }
  </style>
  ${script(site)}<p id="theirs" class="card"><span class="skeleton">Theirs</span></p>${stand(site, 'limit="2"')}`, async (page) => {
  await until(page, "ready");
  const inside = await page.locator(".card p").first().evaluate((element) => {
    const { letterSpacing, fontStyle, fontWeight, fontSize, textAlign, textTransform, wordSpacing, textIndent, whiteSpace, cursor, direction } = getComputedStyle(element);
    return { letterSpacing, fontStyle, fontWeight, fontSize, textAlign, textTransform, wordSpacing, textIndent, whiteSpace, cursor, direction };
  });
  assert.deepEqual(inside, { letterSpacing: "normal", fontStyle: "normal", fontWeight: "400", fontSize: "15px", textAlign: "start", textTransform: "none", wordSpacing: "0px", textIndent: "0px", whiteSpace: "normal", cursor: "auto", direction: "ltr" });
  assert.equal(await page.locator(CARD_LINKS).first().evaluate((link) => getComputedStyle(link).display), "inline");
  const outside = await page.evaluate(() => ["boxSizing", "margin", "backgroundColor"].map((name) => getComputedStyle(document.body)[name]));
  assert.deepEqual(outside, ["content-box", "8px", "rgba(0, 0, 0, 0)"]);
});

asGuest("the page around it stays as it was: globals, history, title, storage, scrolling, focus, links, workers", (site) => `
  <script>before = new Set(Object.getOwnPropertyNames(window)); before.add("before");</script>
  <input id="first" autofocus><p><a id="own" href="#part">Theirs</a></p>${stand(site)}<h2 id="part">Part</h2><div style="height: 3000px"></div>${script(site)}`, async (page, site) => {
  const length = await page.evaluate(() => history.length);
  await until(page, "ready");
  await page.waitForTimeout(500);
  const found = await page.evaluate(async () => ({
    globals: Object.getOwnPropertyNames(window).filter((name) => !before.has(name) && !["told", "violated"].includes(name)),
    title: document.title, y: scrollY, active: document.activeElement.id, href: location.href.split("/").pop(), root: document.documentElement.getAttributeNames(),
    restoration: history.scrollRestoration, state: history.state, storage: localStorage.length + sessionStorage.length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual({ ...found, href: "" }, { globals: [], title: "Theirs", y: 0, active: "first", href: "", root: ["lang"], restoration: "auto", state: null, storage: 0, workers: 0 });
  assert.equal(await page.evaluate(() => history.length), length);
  // A click on a link of the host is the host's.
  await page.evaluate(() => document.addEventListener("click", (event) => (globalThis.prevented = event.defaultPrevented)));
  await page.locator("#own").click();
  assert.deepEqual(await page.evaluate(() => [globalThis.prevented, location.hash]), [false, "#part"]);
  // Reading inside leaves the address alone.
  const before = page.url();
  // At the end of a list the first card is another one each time that something scrolls to it.
  await page.evaluate(() => scrollTo(0, 0));
  const card = page.locator(CARD_LINKS).filter({ hasText: all[0] });
  await rests(card);
  await card.click();
  await until(page, "rendered");
  assert.equal(page.url(), before);
  assert.equal(await page.title(), "Theirs");
  const elsewhere = await page.evaluate(([site, own]) => performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => !name.startsWith(site) && !name.startsWith(own) && !name.startsWith("blob:")), [site, page.url().split("/page")[0]]);
  assert.deepEqual(elsewhere, []);
});

asGuest("a click on a card opens the article, and the way back leads to the card", withScript('view="rack"'), async (page) => {
  await until(page, "ready");
  const at = 14;
  const link = page.locator(CARD_LINKS).filter({ hasText: all[at] });
  for (let turn = 0; turn < 10 && !(await link.count()); turn++) { await page.mouse.wheel(0, 700); await nextFrame(page); }
  await link.scrollIntoViewIfNeeded();
  await page.waitForTimeout(250);
  const place = await link.evaluate((element) => element.getBoundingClientRect().top);
  await link.click();
  assert.equal((await until(page, "rendered")).title, all[at]);
  assert.equal(await page.evaluate(() => document.querySelector("news-stand").shadowRoot.activeElement?.id), "ns-title");
  await page.locator($.BACK).click();
  await link.waitFor();
  await nextFrame(page);
  await nextFrame(page);
  const again = await link.evaluate((element) => element.getBoundingClientRect().top);
  assert.ok(Math.abs(again - place) <= 2, `${place} and then ${again}`);
});

asGuest("headings and footnotes scroll inside, whatever ids the host has", (site) => `${script(site)}<h2 id="h-part-1">Theirs</h2><div id="ns-main"></div>${stand(site, `article="${list.find(({ chinese, paragraphs }) => !chinese && paragraphs.length >= 9).slug}"`)}`, async (page) => {
  await until(page, "rendered");
  const link = page.locator(".toc a").last();
  const id = (await link.getAttribute("href")).slice(1);
  await link.click();
  await nextFrame(page);
  const found = await page.evaluate((id) => {
    const root = document.querySelector("news-stand").shadowRoot;
    return [root.activeElement?.id, root.getElementById(id).getBoundingClientRect().top < innerHeight, location.hash, document.activeElement.localName];
  }, id);
  assert.deepEqual(found, [id, true, "", "news-stand"]);
});

asGuest("with url-prefix what is shown is in the address, and Back and reload find it again", withScript('url-prefix="ns-"'), async (page) => {
  await until(page, "ready");
  const start = page.url();
  const link = page.locator(CARD_LINKS).nth(3);
  const title = await link.textContent();
  await link.click();
  await until(page, "rendered");
  assert.match(decodeURIComponent(page.url()), new RegExp(`\\?ns-article=${list[3].slug}$`));
  await page.goBack();
  await link.waitFor();
  assert.equal(page.url(), start);
  await page.goForward();
  await page.locator($.TITLE).filter({ hasText: title }).waitFor();
  await page.reload();
  assert.equal((await until(page, "rendered")).title, title);
});

asGuest("axe finds nothing in the widget, as a rack, as a list, and in an article", (site) => `<main><h1>Theirs</h1>${script(site)}${stand(site, 'id="a" limit="3"')}${stand(site, 'id="b" limit="3" view="list"')}${stand(site, `id="c" article="${list[1].slug}"`)}${stand(site, `id="d" view="article" article="${list[2].slug}"`)}</main>`, async (page) => {
  await Promise.all([until(page, "ready", 2), until(page, "rendered", 2)]);
  await page.waitForLoadState("networkidle");
  assert.deepEqual(await violations(page), []);
});

// What is there without it.

const stays = async (page) => {
  await page.waitForTimeout(300);
  assert.equal(await page.locator(".fallback").isVisible(), true);
  assert.equal(await page.getByText(FALLBACK).getAttribute("href"), stage.server.url);
  assert.equal(await page.locator(".newsstand").isVisible(), false);
};

test("what is between the tags shows until there are cards, and not a moment longer", async () => {
  stage.server.faults["articles/catalog/cards/*"] = { delay: 700 };
  const page = await visit(stage, host.page(withScript()(stage.server.url)));
  await page.waitForFunction(() => document.querySelector("news-stand").shadowRoot?.querySelector(".newsstand"));
  assert.equal(await page.locator(".fallback").isVisible(), true);
  assert.equal(await page.locator(".newsstand").isVisible(), false);
  await until(page, "ready");
  assert.equal(await page.locator(".fallback").isVisible(), false);
  assert.equal(await page.locator(CARD_LINKS).first().isVisible(), true);
  await page.context().close();
  delete stage.server.faults["articles/catalog/cards/*"];
});

for (const [what, pattern, fault, tells] of [
  ["the script cannot be had", "newsstand.js", { status: 404 }, false],
  ["the app's script cannot be had", "newsstand-app-*.js", { reset: true }, true],
  ["the wasm module cannot be had", "newsstand-app-*_bg.wasm", { status: 500 }, true],
  ["the wasm module is a web page", "newsstand-app-*_bg.wasm", { html: true }, true],
  ["the style sheet cannot be had", "newsstand-*.css", { status: 404 }, true],
  ["the catalog cannot be had", "articles/catalog.json", { status: 404 }, true],
  ["the catalog is a web page", "articles/catalog.json", { html: true }, true],
  ["the first cards cannot be had", "articles/catalog/cards/*", { status: 404 }, true],
]) {
  test(`what is between the tags stays when ${what}${tells ? ", and the host is told" : ""}`, async () => {
    stage.server.faults[pattern] = fault;
    const page = await visit(stage, host.page(withScript()(stage.server.url)));
    try {
      if (tells) assert.ok((await until(page, "error")).message.length > 10);
      await stays(page);
      assert.equal((await told(page, "ready")).length, 0);
    } finally {
      await page.context().close();
      delete stage.server.faults[pattern];
    }
  });
}

asGuest("an element without anything between its tags says what is wrong by itself", (site) => `${script(site)}<news-stand src="${site}nowhere/catalog.json"></news-stand>`, async (page) => {
  await until(page, "error");
  await page.locator($.TROUBLE).waitFor();
}, { expectProblems: true });
