// Archives without a catalog of the press: a bare SUMMARY.md, or a list written by hand.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { $ } from "../ids.mjs";
import { launch, open, site } from "../support.mjs";

const browser = await launch();
const server = await site();
after(async () => {
  await browser.close();
  await server.close();
});

/** The page with another source of articles, as its keeper would write it into index.html. */
async function withSource(source) {
  const page = await open(browser, undefined);
  await page.route(server.url, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace(/data-src="?articles\/"?/, `data-src="${source}"`);
    await route.fulfill({ response: answer, body });
  });
  return page;
}

test("a bare SUMMARY.md is an archive, with its headings as categories", async () => {
  const page = await withSource("articles/SUMMARY.md");
  await page.goto(server.url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "rack");
  await page.getByRole("button", { name: /^Kitchen 4 articles$/ }).click();
  await page.waitForFunction(() => document.querySelectorAll("[data-row]").length === 4);
  await page.locator("[data-row] a.title").first().click();
  await page.waitForFunction(() => document.documentElement.dataset.ready === "article");
  assert.ok((await page.locator($.BODY).innerText()).length > 100);
  assert.deepEqual(page.problems, []);
  await page.context().close();
});

test("a list written by hand is an archive, and its bad entries cost only themselves", async () => {
  const rows = [
    { path: "chaoxi-biao.md", title: "潮汐表", tags: ["tides"], date: "2024-01-02", views: 7 },
    { path: "../../etc/passwd", title: "outside" },
    { path: "rain-on-the-roof.md", title: "Rain", tags: ["tides", "roof"] },
  ];
  const page = await withSource("articles/mine.json");
  await page.route("**/articles/mine.json", (route) => route.fulfill({ json: rows }));
  await page.goto(server.url);
  await page.waitForFunction(() => document.documentElement.dataset.ready === "rack");
  assert.deepEqual(await page.locator("[data-row] a.title").allInnerTexts(), ["潮汐表", "Rain"]);
  assert.equal(await page.getByRole("button", { name: /^tides 2 articles$/ }).count(), 1);
  await page.context().close();
});
