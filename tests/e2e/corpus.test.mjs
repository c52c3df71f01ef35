// The real archive of 1,209 articles, when there is one: NEWSSTAND_CORPUS names its folder
// (the one that holds woshipm/). What must be shown is what a grep of the files counts.

import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { $, CARD_LINKS } from "../ids.mjs";
import { article, choice, rack, setUp, violations, wholeList, withPage } from "../support.mjs";

const folder = process.env.NEWSSTAND_CORPUS && join(process.env.NEWSSTAND_CORPUS, "woshipm");
const skip = !folder ? "NEWSSTAND_CORPUS is not set: the real archive is not tested" : !existsSync(folder) && `${folder} is missing`;
if (skip) console.log(`note: ${skip}`);

describe("the real archive", () => {
  let stage, files;
  before(async () => {
    if (skip) return;
    files = readdirSync(join(folder, "articles")).filter((name) => name.endsWith(".md")).map((name) => readFileSync(join(folder, "articles", name), "utf8"));
    stage = await setUp(folder);
  });
  after(() => stage?.tearDown());
  // Pictures of the articles are on hosts that a test does not reach.
  const onPage = (name, query, run) => test(name, { skip }, () => withPage(stage, query, run, { locale: "en-GB", expectProblems: true }));

  onPage("shows as many articles as there are files", "", async (page) => {
    await rack(page);
    await page.waitForFunction(([id, text]) => document.querySelector(id).textContent === text, [$.STATUS, `${files.length.toLocaleString("en-GB")} articles`]);
  });

  onPage("小红书 and 行业观察 together show what a grep of the files counts", "?tag=小红书&tag=行业观察", async (page) => {
    const lines = files.map((text) => /^>?\s*\*\*Tags:\*\*(.*)$/m.exec(text)?.[1] ?? "");
    const expected = lines.filter((line) => ["小红书", "行业观察"].every((tag) => line.split(",").map((part) => part.trim()).includes(tag))).length;
    assert.ok(expected > 0);
    await rack(page);
    await page.waitForFunction(([id, text]) => document.querySelector(id).textContent === text, [$.STATUS, `${expected} of ${files.length.toLocaleString("en-GB")} articles`]);
    assert.equal((await wholeList(page)).titles.length, expected);
  });

  onPage("it-6170668 shows its counts, tags, author and date", "?article=articles/it-6170668", async (page) => {
    await article(page, "TikTok跌倒，小红书吃饱：TikTok难民助推小红书成苹果美榜第一");
    const card = page.locator(".mcard");
    assert.deepEqual(await card.locator("dd").allTextContents(), ["3,577", "2", "12"]);
    assert.deepEqual(await card.locator("dt").allTextContents(), ["views", "comments", "collects"]);
    assert.deepEqual(await card.locator(".tags a").allTextContents(), ["TikTok", "个人观点", "小红书", "行业观察"]);
    assert.equal(await card.getByRole("link", { name: "鞭牛士" }).getAttribute("href"), "https://www.woshipm.com/u/1433299");
    assert.equal(await card.locator("time").first().getAttribute("datetime"), "2025-01-14");
    const body = await page.locator($.BODY).innerText();
    assert.ok(!/浏览|查看详情|赞赏/.test(body), "clutter is left in the text");
    assert.match(await page.locator($.CLUTTER).textContent(), /3577 浏览/);
  });

  onPage("the list stays short in nodes from the first article to the last", "", async (page) => {
    await rack(page);
    for (const part of [0, 0.25, 0.5, 0.75, 1]) {
      await page.evaluate((part) => scrollTo(0, document.documentElement.scrollHeight * part), part);
      await page.waitForFunction(() => document.querySelector("#ns-cards .title") && !document.querySelector("#ns-cards .skeleton"));
      assert.ok((await page.locator(`${$.CARDS} > li`).count()) < 60);
    }
    await page.locator(`#ns-cards [aria-posinset="${files.length}"]`).waitFor();
  });

  onPage("axe finds nothing on the rack and in a scraped article", "?tag=小红书", async (page) => {
    await rack(page);
    await choice(page, "小红书").waitFor();
    assert.deepEqual(await violations(page), []);
    await page.locator(CARD_LINKS).first().click();
    await page.locator($.TITLE).waitFor();
    assert.deepEqual(await violations(page), []);
  });
});
