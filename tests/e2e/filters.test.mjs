// Finding: tags, category, year, author, the box that finds a tag, chips, counts, and every order.
// What must be shown is worked out from the metadata in archive.mjs, not by the app.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf, select, tally } from "../archive.mjs";
import { $ } from "../ids.mjs";
import { choice, expectTitles, nextFrame, rack, setUp, wholeList, withPage } from "../support.mjs";

const list = articles(150);
const HARD = "C++ & C# / 50%";
let stage;
before(async () => { stage = await setUp(filesOf(list)); });
after(() => stage.tearDown());

const onPage = (name, query, run) => test(name, () => withPage(stage, query, async (page) => { await rack(page); await run(page); }));
const facet = (page, name) => page.getByRole("list", { name, exact: true });
const value = (page, group, name) => choice(facet(page, group), name);
const status = (page) => page.locator($.STATUS).textContent();
const expectStatus = async (page, text) => {
  await page.waitForFunction(([id, text]) => document.querySelector(id).textContent === text, [$.STATUS, text]).catch(() => {});
  assert.equal(await status(page), text);
};
const expectList = async (page, expected) => {
  await expectTitles(page, expected.slice(0, 5).map(({ title }) => title));
  await expectStatus(page, expected.length === list.length ? `${list.length} articles` : `${expected.length} of ${list.length} articles`);
};
const escaped = (name) => encodeURIComponent(name);

/** Every value of a facet with its count, as the buttons say it. */
async function counts(page, group) {
  const all = page.getByRole("button", { name: /^Show all/ });
  while (await all.count()) await all.first().click();
  const list = facet(page, group);
  const labels = new Set();
  // Only values near what is scrolled to are nodes.
  for (let top = 0; ; top += 200) {
    const height = await list.evaluate((list, top) => { list.scrollTop = top; return list.scrollHeight; }, top);
    await nextFrame(page);
    for (const label of await list.locator(".row").evaluateAll((all) => all.map((one) => one.textContent))) labels.add(label);
    if (top >= height) break;
  }
  return Object.fromEntries([...labels].map((label) => /^(.*?),? ([\d,]+) articles?$/.exec(label)).map(([, name, count]) => [name, Number(count.replaceAll(",", ""))]));
}

onPage("the counts beside tags, categories, years and authors are right", "", async (page) => {
  assert.deepEqual(await counts(page, "Tags"), tally(list, ({ tags }) => tags));
  assert.deepEqual(await counts(page, "Category"), tally(list, ({ category }) => [category]));
  assert.deepEqual(await counts(page, "Year"), tally(list, ({ published }) => [published?.slice(0, 4)]));
  assert.deepEqual(await counts(page, "Author"), tally(list, ({ author }) => [author]));
});

onPage("the counts follow the filter: tags narrow, the facet that is chosen from keeps its alternatives", "?tag=小红书&category=It", async (page) => {
  const shown = select(list, { tags: ["小红书"], categories: ["It"] });
  await expectList(page, shown);
  assert.deepEqual(await counts(page, "Tags"), tally(shown, ({ tags }) => tags));
  assert.deepEqual(await counts(page, "Category"), tally(select(list, { tags: ["小红书"] }), ({ category }) => [category]));
  assert.deepEqual(await counts(page, "Year"), tally(shown, ({ published }) => [published?.slice(0, 4)]));
});

onPage("several tags narrow the list to the articles that have all of them", "", async (page) => {
  await value(page, "Tags", "小红书").click();
  await expectList(page, select(list, { tags: ["小红书"] }));
  await value(page, "Tags", "行业观察").click();
  const both = select(list, { tags: ["小红书", "行业观察"] });
  await expectList(page, both);
  assert.deepEqual((await wholeList(page)).titles, both.map(({ title }) => title));
});

onPage("a filter that is pressed keeps the focus and says that it is pressed", "", async (page) => {
  await value(page, "Tags", "行业观察").focus();
  await page.keyboard.press("Enter");
  await expectList(page, select(list, { tags: ["行业观察"] }));
  const pressed = value(page, "Tags", "行业观察");
  assert.equal(await pressed.getAttribute("aria-pressed"), "true");
  assert.ok(await pressed.evaluate((button) => button === document.activeElement), "the focus was lost");
  await page.keyboard.press("Enter");
  await expectList(page, list);
  assert.equal(await pressed.getAttribute("aria-pressed"), "false");
});

onPage("a tag on a card adds itself to the filter, and takes itself away again", "", async (page) => {
  const tag = () => page.locator(`${$.CARDS} .tags a`).filter({ hasText: "小红书" }).first();
  await tag().click();
  await expectList(page, select(list, { tags: ["小红书"] }));
  assert.equal(await tag().getAttribute("aria-current"), "true");
  await tag().click();
  await expectList(page, list);
});

onPage("author and category on a card filter too", "", async (page) => {
  await page.locator(`${$.CARDS} .meta`).getByRole("link", { name: "Ada Quill" }).first().click();
  await expectList(page, select(list, { authors: ["Ada Quill"] }));
});

onPage("the box finds a tag among many, whatever its case and spaces", "", async (page) => {
  await page.locator($.FIND_TAG).fill("RAREFIND");
  await page.waitForFunction(() => document.querySelectorAll("#ns-filters ul[aria-label=Tags] li:not(.space)").length === 1);
  await value(page, "Tags", "rare find").click();
  await expectList(page, select(list, { tags: ["rare find"] }));
  assert.equal(await page.locator($.FIND_TAG).inputValue(), "RAREFIND");
});

onPage("the box says so when no tag has such a name", "", async (page) => {
  await page.locator($.FIND_TAG).fill("no such tag");
  await page.getByText("Nothing of this name.").waitFor();
});

onPage("a tag full of punctuation survives the address", "", async (page) => {
  await value(page, "Tags", HARD).click();
  await expectList(page, select(list, { tags: [HARD] }));
  assert.deepEqual(new URL(page.url()).searchParams.getAll("tag"), [HARD]);
  await page.reload();
  await rack(page);
  await expectList(page, select(list, { tags: [HARD] }));
});

onPage("chips name what is chosen, one click removes each, and Clear removes all", `?tag=小红书&tag=行业观察&category=It&year=2023&author=${escaped("小满")}`, async (page) => {
  const chips = page.getByRole("link", { name: /^Remove filter / });
  await chips.first().waitFor();
  assert.deepEqual(await chips.evaluateAll((all) => all.map((a) => a.textContent)), ["小红书", "行业观察", "It", "小满", "2023"]);
  await page.getByRole("link", { name: "Remove filter 小满" }).click();
  await expectList(page, select(list, { tags: ["小红书", "行业观察"], categories: ["It"], years: [2023] }));
  await page.locator($.CLEAR).click();
  await expectList(page, list);
  assert.equal(await chips.count(), 0);
  assert.equal(page.url(), `${stage.server.url}`, "an empty filter needs no query");
});

onPage("after a chip is removed the focus is on what is beside it, not lost", "?tag=小红书&tag=行业观察", async (page) => {
  await page.getByRole("link", { name: "Remove filter 小红书" }).focus();
  await page.keyboard.press("Enter");
  await expectList(page, select(list, { tags: ["行业观察"] }));
  await page.waitForFunction(() => document.activeElement !== document.body);
});

onPage("category, year and author each offer a choice of several", "", async (page) => {
  await value(page, "Category", "It").click();
  await value(page, "Category", "Design").click();
  await expectList(page, select(list, { categories: ["It", "Design"] }));
  await value(page, "Year", "2022").click();
  await expectList(page, select(list, { categories: ["It", "Design"], years: [2022] }));
  await value(page, "Author", "Ines Duarte").click();
  await expectList(page, select(list, { categories: ["It", "Design"], years: [2022], authors: ["Ines Duarte"] }));
});

test("the count is announced once after a burst of clicks", () =>
  withPage(stage, "", async (page) => {
    await rack(page);
    await expectStatus(page, `${list.length} articles`);
    await page.evaluate((id) => {
      globalThis.said = [];
      new MutationObserver(() => said.push(document.querySelector(id).textContent)).observe(document.querySelector(id), { childList: true, characterData: true, subtree: true });
    }, $.STATUS);
    await value(page, "Tags", "小红书").click();
    await value(page, "Tags", "行业观察").click();
    const text = `${select(list, { tags: ["小红书", "行业观察"] }).length} of ${list.length} articles`;
    await expectStatus(page, text);
    assert.deepEqual(await page.evaluate(() => [...new Set(globalThis.said)]), [text]);
    const line = page.locator($.STATUS);
    assert.deepEqual([await line.getAttribute("role"), await line.getAttribute("aria-live"), await line.getAttribute("aria-atomic")], ["status", "polite", "true"]);
  }));

onPage("when nothing matches, the page says so and offers the way out", `?tag=${escaped("rare find")}&tag=小红书`, async (page) => {
  await page.getByRole("heading", { name: "No article matches all of these." }).waitFor();
  await expectStatus(page, `0 of ${list.length} articles`);
  await page.getByRole("link", { name: "Show all articles" }).click();
  await expectList(page, list);
});

for (const sort of ["newest", "oldest", "views", "comments", "collects", "title"]) {
  onPage(`the order "${sort}" is right from the first card to the last`, "?category=Design", async (page) => {
    await page.locator($.SORT).selectOption(sort);
    const expected = select(list, { categories: ["Design"], sort }).map(({ title }) => title);
    await expectTitles(page, expected.slice(0, 5));
    assert.deepEqual((await wholeList(page)).titles, expected);
    assert.equal(new URL(page.url()).searchParams.get("sort"), sort === "newest" ? null : sort);
  });
}
