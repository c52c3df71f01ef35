// Finding among many: tags of which one is enough or which must not be there, by mouse, keyboard and finger;
// months, ranges and languages; thousands of values; lists to come back to; related articles; other names of tags.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf, inOrder, select, tally } from "../archive.mjs";
import { $, IDS } from "../ids.mjs";
import { article, choice, expectTitles, nextFrame, open, rack, setUp, withPage } from "../support.mjs";

const list = articles(150);
/** Tags that are on one article each, and two English articles among Chinese ones. */
const rare = Array.from({ length: 298 }, (_, n) => `rare ${String(n).padStart(3, "0")}`);
const more = {
  "more/many.md": `---\ntitle: Many tags\ndate: 2001-01-01\ntags: [${rare.slice(0, 100).join(", ")}]\nlang: en\n---\n\nText.\n`,
  "more/some.md": `---\ntitle: Some tags\ndate: 2001-01-02\ntags: [${["xhs", ...rare.slice(100, 199)].join(", ")}]\nlang: zh-Hans\n---\n\nText.\n`,
  "more/others.md": `---\ntitle: Other tags\ndate: 2001-01-03\ntags: [${["rare 000", ...rare.slice(199, 298)].join(", ")}]\nlang: en-GB\n---\n\nText.\n`,
  "newsstand.toml": '[tags]\n"小红书" = ["xhs", "RED"]\n',
};
const all = list.length + 3;
let stage;
before(async () => { stage = await setUp({ ...filesOf(list), ...more }); });
after(() => stage.tearDown());

const onPage = (name, query, run, options) => test(name, () => withPage(stage, query, async (page) => { await rack(page); await run(page); }, options));
const facet = (page, name) => page.getByRole("list", { name, exact: true });
const value = (page, group, name) => choice(facet(page, group), name);
const expectCount = async (page, count) => {
  const text = `${count} of ${all} articles`;
  await page.waitForFunction(([id, text]) => document.querySelector(id).textContent === text, [$.STATUS, text]).catch(() => {});
  assert.equal(await page.locator($.STATUS).textContent(), text);
};
const names = (expected) => expected.slice(0, 5).map(({ title }) => title);

onPage("with Shift one of several tags is enough, with Alt a tag must not be there", "", async (page) => {
  await value(page, "Tags", "行业观察").click({ modifiers: ["Shift"] });
  await value(page, "Tags", "TikTok").click({ modifiers: ["Shift"] });
  const either = select(list, { any: ["行业观察", "TikTok"] });
  await expectCount(page, either.length);
  await expectTitles(page, names(either));
  await value(page, "Tags", "小红书").click({ modifiers: ["Alt"] });
  const neither = select(list, { any: ["行业观察", "TikTok"], not: ["小红书"] });
  await expectCount(page, neither.length);
  await expectTitles(page, names(neither));
  const address = new URL(page.url()).searchParams;
  assert.deepEqual([address.getAll("any"), address.getAll("not")], [["行业观察", "TikTok"], ["小红书"]]);
  assert.deepEqual(await page.locator(".head .chip.on").allTextContents(), ["or 行业观察", "or TikTok", "not 小红书"]);
  // A second click takes it away, however it was chosen.
  await facet(page, "Tags").getByRole("button", { name: /^not 小红书/ }).click();
  await expectCount(page, either.length);
});

onPage("the menu beside a tag does the same with the keyboard alone, and keeps the focus", "", async (page) => {
  const opener = page.getByRole("button", { name: "How to filter by 行业观察" });
  await opener.focus();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.textContent === "Must have it");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const without = select([...list, ...[{ tags: [] }, { tags: [] }, { tags: [] }]], { not: ["行业观察"] });
  await expectCount(page, without.length);
  await page.waitForFunction(() => document.activeElement.textContent.startsWith("not 行业观察"));
  await opener.click();
  assert.equal(await page.getByRole("button", { name: "Must not have it" }).getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Escape");
  assert.equal(await page.locator($.TAG_MENU).isVisible(), false);
  await page.waitForFunction((name) => document.activeElement.ariaLabel === name, "How to filter by 行业观察");
});

onPage("months are offered within a year, newest first, each with what it would leave", "?year=2023", async (page) => {
  const shown = tally(select(list, { years: [2023] }), ({ published }) => [published.slice(0, 7)]);
  const months = Object.keys(shown).sort().reverse();
  // As this browser writes them.
  const labels = await page.evaluate((months) => months.map((month) => new Intl.DateTimeFormat(navigator.language, { year: "numeric", month: "short", timeZone: "UTC" }).format(new Date(`${month}-01`))), months);
  const label = (month) => labels[months.indexOf(month)];
  const said = await facet(page, "Month").locator(".row").allTextContents();
  assert.deepEqual(said, months.slice(0, 8).map((month) => `${label(month)} ${shown[month]} article${shown[month] === 1 ? "" : "s"}`));
  await value(page, "Month", label(months[0])).click();
  await expectTitles(page, names(select(list, { months: [months[0]] })));
  assert.deepEqual(new URL(page.url()).searchParams.getAll("month"), [months[0]]);
});

onPage("who wants articles with comments, or with many views, says so; the boxes take any range", "", async (page) => {
  const commented = select(list, { ranges: { comments: [1, Infinity] } });
  await facet(page, "Comments").getByRole("button", { name: /^With comments/ }).click();
  await expectCount(page, commented.length);
  await page.locator(".head .chip.on").click();
  const popular = select(list, { ranges: { views: [1000, Infinity] } });
  const button = facet(page, "Views").getByRole("button", { name: /^1,000 or more/ });
  assert.match(await button.textContent(), new RegExp(`${popular.length} articles`));
  await button.click();
  await expectCount(page, popular.length);
  await page.getByLabel("Views: to").fill("5000");
  await page.keyboard.press("Enter");
  const between = select(list, { ranges: { views: [1000, 5000] } });
  await expectCount(page, between.length);
  assert.equal(new URL(page.url()).searchParams.get("views"), "1000-5000");
  await expectTitles(page, names(between));
  await page.reload();
  await rack(page);
  await expectCount(page, between.length);
  assert.deepEqual([await page.getByLabel("Views: from").inputValue(), await page.getByLabel("Views: to").inputValue()], ["1000", "5000"]);
});

onPage("an archive in several languages is filtered by language", "", async (page) => {
  await value(page, "Language", "English").click();
  const english = await page.locator($.STATUS).textContent();
  await page.waitForFunction(([id, before]) => document.querySelector(id).textContent !== before, [$.STATUS, english]);
  assert.equal(new URL(page.url()).search, "?lang=en");
  await facet(page, "Language").getByRole("button", { name: /^Chinese/ }).waitFor();
});

onPage("of hundreds of tags only those near what is scrolled to are nodes, and the keyboard reaches them all", "", async (page) => {
  const tags = facet(page, "Tags");
  await page.getByRole("button", { name: /^Show all/ }).first().click();
  await nextFrame(page);
  const size = async () => (await tags.locator("li:not(.space)").count());
  assert.ok((await size()) < 100, `${await size()} rows`);
  const setsize = Number(await tags.locator("li:not(.space)").first().getAttribute("aria-setsize"));
  assert.equal(setsize, Object.keys(tally(list, ({ tags }) => tags)).length + rare.length);
  const end = async () => { await tags.evaluate((list) => { list.scrollTop = list.scrollHeight; }); await nextFrame(page); await nextFrame(page); };
  await end();
  await end();
  const last = tags.locator("li:not(.space)").last();
  assert.equal(await last.getAttribute("aria-posinset"), String(setsize));
  assert.ok((await size()) < 100, `${await size()} rows`);
  // From row to row, through windows that are exchanged on the way.
  await tags.evaluate((list) => { list.scrollTop = 0; });
  await nextFrame(page);
  await tags.locator(".row").first().focus();
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press("Tab");
    await nextFrame(page);
  }
  const reached = await page.evaluate(() => Number(document.activeElement.closest("li")?.getAttribute("aria-posinset")));
  assert.equal(reached, 61);
});

onPage("values sort by count or by name", "", async (page) => {
  const tags = facet(page, "Tags");
  const first = async () => (await tags.locator(".row span[dir]").allTextContents()).slice(0, 8);
  const counted = await first();
  await page.locator(".facet", { has: tags }).getByRole("button", { name: "By name" }).click();
  const named = await first();
  const known = [...new Set([...list.flatMap((one) => one.tags), ...rare])];
  assert.deepEqual(named, known.sort(new Intl.Collator("en", { numeric: true }).compare).slice(0, 8));
  await page.locator(".facet", { has: tags }).getByRole("button", { name: "By count" }).click();
  assert.deepEqual(await first(), counted);
});

onPage("another name of a tag counts with it, is found by it, and is shown as it", "?tag=xhs", async (page) => {
  await expectCount(page, select(list, { tags: ["小红书"] }).length + 1);
  assert.deepEqual(await page.locator(".head .chip.on").allTextContents(), ["小红书"]);
  await page.goto(`${stage.server.url}?article=more/some`);
  await article(page);
  await page.locator(".mcard .chip", { hasText: "小红书" }).waitFor();
  assert.equal(await page.locator(".mcard .chip", { hasText: "xhs" }).count(), 0);
});

onPage("one chosen tag shows what it stands beside most often", "?tag=行业观察", async (page) => {
  const beside = tally(select(list, { tags: ["行业观察"] }), ({ tags }) => tags.filter((tag) => tag !== "行业观察"));
  const chips = page.locator(".together .chip");
  await chips.first().waitFor();
  const said = await chips.evaluateAll((all) => all.map((chip) => [chip.firstChild.textContent, Number(chip.querySelector("b").firstChild.textContent)]));
  assert.equal(said.length, Math.min(6, Object.keys(beside).length));
  for (const [name, count] of said) assert.equal(beside[name], count, name);
  assert.equal(said[0][1], Math.max(...Object.values(beside)));
  await chips.first().click();
  await page.waitForFunction(() => document.querySelectorAll(".head .chip.on").length === 2);
  assert.equal(await page.locator(".together").count(), 0);
});

test("below an article stand those that share its rare tags", () =>
  withPage(stage, "?article=more/many", async (page) => {
    await article(page);
    await page.getByRole("heading", { name: "Related" }).waitFor();
    assert.deepEqual(await page.locator(".related a > span").allTextContents(), ["Other tags"]);
    await page.locator(".related a").click();
    await page.waitForFunction((id) => document.getElementById(id)?.textContent === "Other tags", IDS.TITLE);
  }));

onPage("a list is saved under its name, opened again, and removed", "?tag=小红书&sort=views", async (page) => {
  const mine = page.locator($.LISTS);
  await mine.getByRole("button", { name: "Save this list" }).click();
  await mine.getByText("Saved as 小红书").waitFor();
  assert.equal(await mine.getByRole("button", { name: "Save this list" }).count(), 0);
  await page.goto(stage.server.url);
  await rack(page);
  await mine.getByRole("link", { name: "小红书" }).click();
  await page.waitForFunction(() => document.querySelectorAll(".head .chip.on").length === 1);
  assert.deepEqual(Object.fromEntries(new URL(page.url()).searchParams), { tag: "小红书", sort: "views" });
  assert.equal(await mine.getByRole("link", { name: "小红书" }).getAttribute("aria-current"), "true");
  await mine.getByRole("button", { name: "Remove the list 小红书" }).click();
  assert.equal(await mine.getByRole("link").count(), 0);
  await page.locator($.CLEAR).click();
  await page.waitForFunction((id) => getComputedStyle(document.querySelector(id)).display === "none", $.LISTS);
});

test("the link to a list is copied as it stands in the address, and storage that holds nonsense does no harm", async () => {
  const page = await open(stage.browser, `${stage.server.url}?tag=AI&any=小红书&views=10-`);
  try {
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.evaluate(() => localStorage.setItem("newsstand.lists", '[{"name":1},null,{"name":"<img src=x onerror=alert(1)>","query":"tag=AI"}]'));
    await page.reload();
    await rack(page);
    const mine = page.locator($.LISTS);
    await mine.getByRole("button", { name: "Copy link" }).click();
    await mine.getByText("Copied").waitFor();
    const copied = new URL(await page.evaluate(() => navigator.clipboard.readText()));
    assert.deepEqual([...copied.searchParams], [["tag", "AI"], ["any", "小红书"], ["views", "10-"]]);
  } finally {
    await page.context().close();
  }
});
