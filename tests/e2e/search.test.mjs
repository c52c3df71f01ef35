// The search: found in the text as it is typed, with the filters, in the address; what is damaged or missing
// says so, and everything else works.

import assert from "node:assert/strict";
import { readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { articles, filesOf } from "../archive.mjs";
import { $, CARD_LINKS } from "../ids.mjs";
import { NARROW, publish, rack, ready, screenshot, setUp, site, violations, withPage } from "../support.mjs";

const BOX = $.SEARCH;
const list = articles(60);
/** What stands in one article only, far from its beginning. */
const HIDDEN = { "articles/hidden.md": "---\ntitle: Plain title\nsummary: Nothing of it here.\ndate: 2024-05-01\ntags: [Reading]\n---\n\nFirst.\n\n**今天**的小狐狸跳过了懒狗。\n\nIt says ChatGPT4 and C++ here.\n" };
let stage;
before(async () => { stage = await setUp({ ...filesOf(list), ...HIDDEN }); });
after(() => stage.tearDown());

const page = (name, run, { query = "", ...options } = {}) => test(name, () => withPage(stage, query, async (page) => { await rack(page); await run(page); }, options));
const counted = (page, count) => page.waitForFunction(([id, text]) => document.querySelector(id).textContent.startsWith(text), [$.STATUS, count]);
const titles = (page) => page.locator(CARD_LINKS).allTextContents();
const expected = list.filter(({ chinese, title, summary, paragraphs, tags, author }) => chinese && [title, summary, author, ...tags, ...paragraphs].some((text) => text.includes("档案"))).length;

page("who types finds what the texts hold, and the focus stays where it is", async (page) => {
  await page.locator(BOX).focus();
  await page.keyboard.type("狐狸跳过", { delay: 30 });
  await counted(page, "1 of 61");
  assert.deepEqual(await titles(page), ["Plain title"]);
  assert.equal(new URL(page.url()).searchParams.get("q"), "狐狸跳过");
  assert.equal(await page.evaluate(() => document.activeElement.id), BOX.slice(1));
  assert.equal(await page.locator($.SORT).inputValue(), "best");
  // Why it was found is shown where the summary was.
  await page.getByText("今天的小狐狸跳过了懒狗。").waitFor();
  assert.ok(await page.evaluate(() => [...CSS.highlights.get("newsstand-found")].some((range) => range.toString() === "狐狸跳过")));
  await page.goBack();
  await counted(page, "61 articles");
  assert.equal(await page.locator(BOX).inputValue(), "");
});

page("words are found by their beginning, in any case, and phrases, signs and operators do what they say", async (page) => {
  const check = async (query, count) => {
    await page.locator(BOX).fill(query);
    await counted(page, `${count} of 61`);
  };
  await check("chatgpt", 1);
  await check("gpt4", 0);
  await check("chatgpt4 C++", 1);
  await check("\"Plain title\"", 1);
  await check("档案", expected);
  await check("档案 -档案", 0);
  await check("plain tag:reading", 1);
  await check("plain -tag:reading", 0);
  await check("plain after:2024-06", 0);
  await check("plain before:2024-06 after:2024", 1);
});

page("a search in the address goes together with filters and orders", async (page) => {
  await counted(page, `${expected} of 61`);
  assert.equal(await page.locator(BOX).inputValue(), "档案");
  const tag = page.locator(".facet .row").first();
  const left = parseInt(await tag.locator("b").textContent(), 10);
  assert.ok(left > 0 && left <= expected, `${left} of ${expected}`);
  await tag.click();
  await counted(page, `${left} of 61`);
  assert.equal(new URL(page.url()).searchParams.get("q"), "档案");
  await page.locator($.SORT).selectOption("newest");
  await page.waitForURL(/sort=newest/);
  await page.locator($.CLEAR).click();
  await counted(page, "61 articles");
  assert.equal(new URL(page.url()).search, "");
}, { query: "?q=档案" });

page("the keyboard reaches the box and the answers", async (page) => {
  // What listens to keys comes when the page has nothing better to do.
  await page.waitForFunction((id) => {
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "/", bubbles: true, cancelable: true }));
    return document.activeElement.id === id;
  }, BOX.slice(1));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), BOX.slice(1));
  await page.keyboard.type("a/b");
  assert.equal(await page.locator(BOX).inputValue(), "a/b");
  await page.locator(BOX).fill("档案");
  await counted(page, `${expected} of 61`);
  await page.keyboard.press("Enter");
  const focused = () => page.evaluate(() => document.activeElement.textContent);
  const [first, second] = await titles(page);
  assert.equal(await focused(), first);
  await page.keyboard.press("ArrowDown");
  assert.equal(await focused(), second);
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.id), BOX.slice(1));
});

page("operators and their values complete themselves, and searches are remembered on this device", async (page) => {
  await page.locator(BOX).fill("tag:小");
  await page.waitForFunction(() => [...(document.getElementById("ns-search").list?.options ?? [])].some(({ value }) => value === "tag:小红书"));
  await page.locator(BOX).fill("tag:小红书");
  await counted(page, `${list.filter(({ tags }) => tags.includes("小红书")).length} of 61`);
  await page.waitForFunction(() => localStorage.getItem("newsstand.searches")?.split("\n")[0] === "tag:小红书");
});

for (const [colorScheme, viewport] of [["light", undefined], ["dark", NARROW]]) {
  page(`a page of answers has no barriers, ${colorScheme}`, async (page) => {
    await counted(page, `${expected} of 61`);
    assert.deepEqual(await violations(page), []);
    await screenshot(page, `target/shots/search-${colorScheme}.png`);
  }, { query: "?q=档案", colorScheme, ...(viewport && { viewport }) });
}

/** A site of its own, whose files may be spoilt. */
async function spoilt(change, run) {
  const made = await publish({ ...filesOf(list), ...HIDDEN });
  const server = await site({ root: made.root });
  try {
    await change(join(made.root, "articles"), server);
    await withPage({ ...stage, server }, "", run, { locale: "en-US", expectProblems: true });
  } finally {
    await Promise.all([server.close(), made.remove()]);
  }
}

const shards = async (archive) => (await readdir(join(archive, "search"), { recursive: true })).filter((name) => /\/\d+\.bin$/.test(name)).map((name) => join(archive, "search", name));

test("without an index titles, summaries, tags and authors are searched", () =>
  spoilt((archive) => rm(join(archive, "search"), { recursive: true }), async (page) => {
    await rack(page);
    await page.locator(BOX).fill("plain title");
    await counted(page, "1 of 61");
    await page.locator(BOX).fill("档案");
    await counted(page, `${expected} of 61`);
    await page.locator(BOX).fill("狐狸");
    await counted(page, "0 of 61");
  }));

test("a damaged part of the index says so, everything else works, and Retry searches again", () =>
  spoilt(async (archive) => { for (const shard of await shards(archive)) await writeFile(shard, "<!doctype html>"); }, async (page) => {
    await rack(page);
    await page.locator(BOX).fill("狐狸");
    await page.locator($.TROUBLE).waitFor();
    assert.match(await page.locator($.TROUBLE).innerText(), /search index/);
    await page.locator(BOX).fill("");
    await counted(page, "61 articles");
    await page.locator(".facet .row").first().click();
    await page.waitForURL(/tag=/);
    await rack(page);
  }));

test("a missing part of the index says so, and Retry searches when it is back", () =>
  spoilt((_, server) => { server.faults["*/search/*"] = { status: 500 }; }, async (page) => {
    await rack(page);
    await page.locator(BOX).fill("狐狸");
    await page.locator($.TROUBLE).waitFor();
    await page.evaluate(() => fetch("/gone").catch(() => {}));
  }));

test("a catalog that was renewed under an open page says so", () =>
  spoilt(() => {}, async (page) => {
    await rack(page);
    await page.route("**/catalog.json", async (route) => {
      const answer = await route.fetch();
      const text = (await answer.text()).replace(/facets\.\w+\.json/, "facets.00000000.json");
      await route.fulfill({ response: answer, body: text });
    });
    await page.locator(BOX).fill("狐狸");
    await page.locator($.TROUBLE).waitFor();
    assert.match(await page.locator($.TROUBLE).innerText(), /renewed/);
  }));

test("a list that was written by hand is searched, too", async () => {
  const made = await publish({ "a.md": "# A\n" });
  await writeFile(join(made.root, "articles", "catalog.json"), JSON.stringify([{ slug: "a", title: "The kite flyers" }, { slug: "b", title: "风筝的来历", tags: ["玩具"] }]));
  const server = await site({ root: made.root });
  try {
    await withPage({ ...stage, server }, "?q=kite", async (page) => {
      await ready(page, "rack");
      await counted(page, "1 of 2");
      await page.locator(BOX).fill("玩具");
      await page.locator(CARD_LINKS).filter({ hasText: "风筝的来历" }).waitFor();
      assert.equal((await titles(page)).length, 1);
    }, { locale: "en-US" });
  } finally {
    await Promise.all([server.close(), made.remove()]);
  }
});
