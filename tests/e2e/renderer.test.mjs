// The renderer: a worker with a time limit. Whatever it does, the page goes on; whatever the order of
// the answers, the article that was asked for last is the one that shows.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { articles, filesOf, troublesome } from "../archive.mjs";
import { $, CARD_LINKS } from "../ids.mjs";
import { article, rack, ready, setUp, withPage } from "../support.mjs";

const list = articles(40);
let stage, loader;
before(async () => {
  stage = await setUp({ ...filesOf(list), ...troublesome() });
  loader = readdirSync(stage.root).find((name) => /^renderer.*_loader\.js$/.test(name));
});
after(() => stage.tearDown());

/** A renderer that never comes back from the article whose path holds `slug`, and is itself for others. */
const spinning = (slug) => `addEventListener("message", (event) => { if (String(event.data[1]).includes(${JSON.stringify(slug)})) for (;;); });\n${readFileSync(join(stage.root, loader), "utf8")}`;
const JAVASCRIPT = "application/javascript";
/** A context of its own: what a fault leaves in the cache is nobody else's. */
const ALONE = { locale: "en-US" };

/** Faults are the server's from the first request on: a script that came before would stay in the cache. */
const isolated = (name, run, faults = () => ({})) => test(name, () => {
  Object.assign(stage.server.faults, faults());
  return withPage(stage, "", run, { ...ALONE, expectProblems: true });
});
const spins = () => ({ [loader]: { body: spinning(list[0].slug), type: JAVASCRIPT } });

isolated("quick switching from A to B never shows A, though A's file comes later", async (page) => {
  const [a, b] = list;
  await rack(page);
  stage.server.faults[`${"articles/"}${a.slug}.md`] = { delay: 900 };
  await page.evaluate((title) => {
    globalThis.shown = [];
    const look = () => { const now = document.getElementById(title)?.textContent; if (now && now !== shown.at(-1)) shown.push(now); };
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, $.TITLE.slice(1));
  await page.locator(CARD_LINKS).nth(0).click();
  await page.goBack();
  await page.locator(CARD_LINKS).nth(1).click();
  await article(page, b.title);
  await page.waitForTimeout(1200); // until A's file would have arrived
  assert.deepEqual(await page.evaluate(() => globalThis.shown), [b.title]);
});

isolated("switching while A is being rendered never shows A either", async (page) => {
  const [a, b] = list;
  await rack(page);
  await page.locator(CARD_LINKS).nth(0).click();
  await page.waitForFunction((path) => performance.getEntriesByType("resource").some(({ name }) => name.includes(path)), `${a.slug}.md`);
  await page.goBack();
  await page.locator(CARD_LINKS).nth(1).click();
  const start = Date.now();
  await article(page, b.title);
  assert.ok(Date.now() - start < 7500, "B waited longer than A's time limit");
  assert.equal(await page.locator($.TITLE).textContent(), b.title);
}, spins);

isolated("an article that never ends is stopped: the page stays alive, says so, and the next article works", async (page) => {
  const [a, b] = list;
  await rack(page);
  await page.locator(CARD_LINKS).nth(0).click();
  const worst = await page.evaluate(async (trouble) => {
    let worst = 0;
    const start = performance.now();
    let before = start;
    while (!document.getElementById(trouble) && before - start < 30_000) {
      await new Promise(requestAnimationFrame);
      worst = Math.max(worst, performance.now() - before);
      before = performance.now();
    }
    return worst;
  }, $.TROUBLE.slice(1));
  assert.ok(worst < 1000, `a frame took ${worst} ms while the renderer span`);
  await ready(page, "trouble");
  const text = await page.locator($.TROUBLE).innerText();
  assert.match(text, /took too long to render and was stopped/);
  assert.ok(text.includes(`${a.slug}.md`));
  await page.locator($.BACK).click();
  await page.locator(CARD_LINKS).nth(1).click();
  await article(page, b.title);
}, spins);

isolated("a renderer that breaks on an article costs that article only", async (page) => {
  const [a, b] = list;
  await page.goto(`${stage.server.url}?article=${a.slug}`);
  await ready(page, "trouble");
  assert.match(await page.locator($.TROUBLE).innerText(), /could not be rendered/);
  await page.locator($.BACK).click();
  await rack(page);
  await page.locator(CARD_LINKS).nth(1).click();
  await article(page, b.title);
}, () => {
  const breaking = spinning(list[0].slug).replace("for (;;);", "setTimeout(() => { throw new Error('broken'); }), event.stopImmediatePropagation();");
  return { [loader]: { body: breaking, type: JAVASCRIPT } };
});

for (const [what, fault] of [["is missing", { status: 404 }], ["is a web page", { html: true }]]) {
  isolated(`where the worker's script ${what}, the article is rendered on the main thread`, async (page) => {
    await page.goto(`${stage.server.url}?article=${list[3].slug}`);
    await article(page, list[3].title);
    await page.locator(".pn .next").click();
    await article(page, list[4].title);
  }, () => ({ [loader]: fault }));
}

isolated("where workers are forbidden, the article is rendered on the main thread", async (page) => {
  await page.addInitScript(() => { globalThis.Worker = function () { throw new DOMException("no", "SecurityError"); }; });
  await page.goto(`${stage.server.url}?article=${list[3].slug}`);
  await article(page, list[3].title);
});

isolated("without the renderer's own files the page says so, and Retry works when they are back", async (page) => {
  await page.goto(`${stage.server.url}?article=${list[3].slug}`);
  await ready(page, "trouble");
  assert.match(await page.locator($.TROUBLE).innerText(), /renders articles did not load/);
  stage.server.faults["renderer*"].times = 0;
  await page.getByRole("button", { name: "Try again" }).click();
  await article(page, list[3].title);
}, () => ({ "renderer*": { status: 404 } }));

isolated("a very long article is whole, and its last words can be reached", async (page) => {
  await page.goto(`${stage.server.url}?article=bad/long`);
  await article(page, "A very long article");
  assert.equal(await page.locator(`${$.BODY} h2`).count(), 400);
  await page.getByText("The very last words.").scrollIntoViewIfNeeded();
});

isolated("100 kB of quotes in quotes are shown flat, with the words inside and a note", async (page) => {
  await page.goto(`${stage.server.url}?article=bad/quotes`);
  await article(page, "Quotes in quotes");
  await page.getByText("nested too deeply").waitFor();
  assert.match(await page.locator($.BODY).textContent(), /the innermost words/);
});
