// Nothing moves while a page loads: the sum of all layout shifts, as browsers measure them.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf } from "../archive.mjs";
import { CARD_LINKS } from "../ids.mjs";
import { NARROW, WIDE, article, rack, setUp, withPage } from "../support.mjs";

const MOST = 0.02;
const list = articles(120);
let stage;
before(async () => { stage = await setUp(filesOf(list)); });
after(() => stage.tearDown());

/** Watches from the very beginning; shifts just after a key or a click do not count, as in browsers. */
const watch = (page) =>
  page.addInitScript(() => {
    globalThis.shifts = [];
    new PerformanceObserver((seen) => {
      for (const shift of seen.getEntries()) {
        const nodes = shift.sources.map(({ node }) => (node?.nodeType === 1 ? `${node.localName}.${node.className}` : node?.parentElement?.className));
        if (!shift.hadRecentInput) globalThis.shifts.push({ value: shift.value, nodes });
      }
    }).observe({ type: "layout-shift", buffered: true });
  });

async function expectStill(page, t) {
  await page.waitForFunction(() => !document.querySelector(".skeleton"));
  await page.waitForTimeout(300); // whatever comes late shall be seen
  const shifts = await page.evaluate(() => globalThis.shifts);
  const sum = shifts.reduce((sum, { value }) => sum + value, 0);
  t.diagnostic(`layout shift ${sum.toFixed(4)}`);
  assert.ok(sum <= MOST, `${sum.toFixed(4)}: ${JSON.stringify(shifts)}`);
}

for (const [screen, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
  for (const [name, query, arrive] of [
    ["the rack", "", rack],
    ["the filtered rack", "?tag=小红书&category=It", rack],
    ["an article", `?article=${list[2].slug}`, (page) => article(page, list[2].title)],
  ]) {
    test(`nothing moves while ${name} loads over a slow connection, ${screen}`, (t) =>
      withPage(stage, "nothing.txt", async (page) => {
        await watch(page);
        // One after the other, as over a real network.
        Object.assign(stage.server.faults, { "articles/catalog.json": { delay: 120 }, "articles/catalog/facets.*": { delay: 350 }, "articles/catalog/cards/*": { delay: 200 }, "articles/articles/*": { delay: 250 } });
        await page.goto(stage.server.url + query);
        await arrive(page);
        await expectStill(page, t);
      }, { viewport, expectProblems: true }));
  }
}

test("nothing moves when an article is opened from the rack and left again", (t) =>
  withPage(stage, "nothing.txt", async (page) => {
    await watch(page);
    await page.goto(stage.server.url);
    await rack(page);
    await page.locator(CARD_LINKS).nth(2).click();
    await article(page, list[2].title);
    await page.goBack();
    await rack(page);
    await expectStill(page, t);
  }, { expectProblems: true, locale: "en-US" }));
