// Articles made to take for ever or to fill the memory: each ends, as an article, as one cut short with a
// notice, or as a card that says what went wrong; the page answers clicks meanwhile, and its process stays
// below 256 MB.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { $, IDS } from "../ids.mjs";
import { pathological } from "../pathological.mjs";
import { nextFrame, open, rack, setUp } from "../support.mjs";

/** Bytes that the process of the page may have for itself. */
const MOST_MEMORY = 256 * 2 ** 20;

const files = pathological();
let stage, browser;

before(async () => {
  stage = await setUp(files);
  browser = await stage.browser.newBrowserCDPSession();
});

after(() => stage.tearDown());

/** Bytes that no other process shares with those that show pages. */
async function memory() {
  const { processInfo } = await browser.send("SystemInfo.getProcessInfo");
  const own = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => {
    try {
      return Number(/^Private_Dirty:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/smaps_rollup`, "utf8"))[1]) * 1024;
    } catch {
      return 0; // It ended, or this is no Linux.
    }
  });
  return Math.max(0, ...own);
}

test("every pathological article ends, and the page answers meanwhile within its memory", async (t) => {
  const worst = { memory: 0, wait: 0, end: 0 };
  const ends = {};
  const wrong = [];
  for (const name of Object.keys(files)) {
    const page = await open(stage.browser, stage.server.url);
    let most = 0;
    const watch = setInterval(() => memory().then((now) => { most = Math.max(most, now); }, () => {}), 50);
    try {
      await rack(page);
      const slug = name.replace(/\.md$/, "");
      const start = Date.now();
      // A reader who follows a link, and at once presses something else.
      await page.evaluate((query) => { history.pushState(null, "", query); dispatchEvent(new PopStateEvent("popstate")); }, `?article=${encodeURIComponent(slug)}`);
      let isOver = false;
      const end = page.waitForFunction((key) => ["article", "trouble"].includes(document.documentElement.dataset[key]), IDS.READY, { timeout: 60_000 }).then(() => { isOver = true; });
      // What goes wrong before is told first; the page may be gone by then.
      end.catch(() => {});
      let wait = 0;
      do {
        const pressed = Date.now();
        const theme = () => page.evaluate(() => document.documentElement.dataset.theme ?? "");
        const before = await theme();
        await page.locator(".bar button").last().click();
        assert.notEqual(await theme(), before, `${name}: a press did nothing`);
        wait = Math.max(wait, Date.now() - pressed);
      } while (!isOver);
      await end;
      const took = Date.now() - start;
      await nextFrame(page);
      most = Math.max(most, await memory());
      const what = await page.evaluate(([key, body]) => {
        if (document.documentElement.dataset[key] === "trouble") return document.querySelector(".notice") ? "card" : "nothing";
        const article = document.querySelector(body);
        return !article ? "nothing" : article.parentElement.querySelector(".notice") ? "cut short" : "article";
      }, [IDS.READY, $.BODY]);
      ends[what] = (ends[what] ?? 0) + 1;
      if (what === "nothing") wrong.push(`${name}: neither an article nor a card`);
      if (most > MOST_MEMORY) wrong.push(`${name}: ${Math.round(most / 2 ** 20)} MB`);
      for (const [key, value] of Object.entries({ memory: most, wait, end: took })) if (value > worst[key]) { worst[key] = value; worst[`${key} of`] = name; }
    } catch (error) {
      wrong.push(`${name}: ${error}`);
    } finally {
      clearInterval(watch);
      await page.context().close();
    }
  }
  t.diagnostic(JSON.stringify({ cases: Object.keys(files).length, ends, worst }));
  assert.deepEqual(wrong, []);
});
