// The address says everything: a copied link, Back and Forward, reload. What the history must bring
// back is the list, the place (the same card at the same height) and the focus.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf, select } from "../archive.mjs";
import { $, CARD_LINKS, IDS } from "../ids.mjs";
import { article, choice, expectTitles, nextFrame, rack, setUp, withPage } from "../support.mjs";

const list = articles(300);
let stage;
before(async () => { stage = await setUp(filesOf(list)); });
after(() => stage.tearDown());

const onPage = (name, query, run, options) => test(name, () => withPage(stage, query, async (page) => { await rack(page); await run(page); }, options));
const titlesOf = (articles) => articles.slice(0, 5).map(({ title }) => title);

/** Scrolls down and waits until the cards there have been loaded and measured. */
async function scrollTo(page, top) {
  await page.waitForFunction((top) => document.documentElement.scrollHeight > top + innerHeight, top);
  await page.evaluate((top) => scrollTo({ top, behavior: "instant" }), top);
  await page.waitForFunction(() => document.querySelector("#ns-cards li .card:not(.skeleton)") && !document.querySelector("#ns-cards .skeleton"));
  await nextFrame(page);
  await nextFrame(page);
}

/** The first card that is wholly below the bar: its row and its distance from the top of the screen. */
const place = (page) =>
  page.evaluate((links) => {
    const link = [...document.querySelectorAll(links)].find((link) => link.closest("li").getBoundingClientRect().top > 60);
    return { id: link?.id, title: link?.textContent, top: link?.closest("li").getBoundingClientRect().top };
  }, CARD_LINKS);

async function expectPlace(page, { id, top }) {
  const distance = () => page.evaluate((id) => document.getElementById(id)?.closest("li").getBoundingClientRect().top ?? null, id);
  const end = Date.now() + 3000;
  while (Date.now() < end && !(Math.abs((await distance()) - top) <= 2)) await nextFrame(page);
  const now = await distance();
  assert.ok(now !== null && Math.abs(now - top) <= 2, `${id} is ${now} px from the top, was ${top}`);
}

const focused = (page) => page.evaluate(() => document.activeElement.id);
const expectFocus = async (page, id) => {
  await page.waitForFunction((id) => document.activeElement.id === id, id, { timeout: 3000 }).catch(() => {});
  assert.equal(await focused(page), id);
};

for (const [what, query, filter] of [
  ["tags and an order", "?tag=小红书&tag=行业观察&sort=views", { tags: ["小红书", "行业观察"], sort: "views" }],
  ["an excluded tag", "?not=Reading&category=It", { not: ["Reading"], categories: ["It"] }],
  ["a year and an author", `?author=${encodeURIComponent("吴昊@SaaS")}&year=2023`, { authors: ["吴昊@SaaS"], years: [2023] }],
]) {
  onPage(`a copied link with ${what} gives the same list in a new page`, query, (page) => expectTitles(page, titlesOf(select(list, filter))));
}

onPage("what was clicked together is in the address, and the address alone gives it again", "", async (page) => {
  await choice(page, "小红书").click();
  await page.locator($.SORT).selectOption("comments");
  const expected = titlesOf(select(list, { tags: ["小红书"], sort: "comments" }));
  await expectTitles(page, expected);
  const copy = await page.context().newPage();
  await copy.goto(page.url());
  await rack(copy);
  await expectTitles(copy, expected);
  await copy.close();
});

onPage("parameters that nobody knows and values that make no sense are ignored", "?utm_source=x&tag=小红书&tag=&sort=upside-down&year=MMXX&year=-1&article=../../etc&=&%zz&tag=小红书", async (page) => {
  await expectTitles(page, titlesOf(select(list, { tags: ["小红书"] })));
  assert.equal(await page.getByRole("link", { name: /^Remove filter/ }).count(), 1);
});

onPage("Back and Forward go through the lists one by one", "", async (page) => {
  const steps = [{}, { tags: ["小红书"] }, { tags: ["小红书", "初级"] }];
  await choice(page, "小红书").click();
  await expectTitles(page, titlesOf(select(list, steps[1])));
  await choice(page, "初级").click();
  await expectTitles(page, titlesOf(select(list, steps[2])));
  for (const [way, step] of [["goBack", 1], ["goBack", 0], ["goForward", 1], ["goForward", 2]]) {
    await page[way]();
    await expectTitles(page, titlesOf(select(list, steps[step])));
  }
});

onPage("Back from an article returns to the same card, at the same height, with the focus on it", "?not=rare%20find", async (page) => {
  await scrollTo(page, 9000);
  const before = await place(page);
  await page.locator(`#${before.id}`).click();
  await article(page, before.title);
  await page.goBack();
  await rack(page);
  await expectPlace(page, before);
  await expectFocus(page, before.id);
});

onPage("the link back to the list returns to the same place too", "", async (page) => {
  await scrollTo(page, 7000);
  const before = await place(page);
  await page.locator(`#${before.id}`).click();
  await article(page, before.title);
  await page.locator($.BACK).click();
  await rack(page);
  await expectPlace(page, before);
  await expectFocus(page, before.id);
});

onPage("Back after reading three articles in a row, and Forward again, end in the right places", "", async (page) => {
  await scrollTo(page, 5000);
  const before = await place(page);
  const at = list.findIndex(({ title }) => title === before.title);
  await page.locator(`#${before.id}`).click();
  await article(page, list[at].title);
  for (const step of [1, 2]) {
    await page.locator(".pn .next").click();
    await article(page, list[at + step].title);
  }
  await page.goBack();
  await article(page, list[at + 1].title);
  await page.evaluate(() => history.go(-2));
  await rack(page);
  await expectPlace(page, before);
  await page.goForward();
  await article(page, list[at].title);
});

onPage("an article that was scrolled is found where it was left", "", async (page) => {
  const long = list.findIndex(({ paragraphs }, at) => paragraphs.length === 12 && list[at + 1]?.paragraphs.length >= 9);
  await page.goto(`${stage.server.url}?article=${list[long].slug}`);
  await article(page, list[long].title);
  await page.evaluate(() => scrollTo(0, 400));
  await nextFrame(page);
  await page.locator(".pn .next").evaluate((link) => link.click());
  await article(page, list[long + 1].title);
  assert.equal(await page.evaluate(() => scrollY), 0, "a new article begins at its top");
  await page.goBack();
  await article(page, list[long].title);
  await page.waitForFunction(() => Math.abs(scrollY - 400) <= 2);
  await page.goForward();
  await article(page, list[long + 1].title);
  const state = await page.evaluate(() => JSON.stringify(history.state));
  await page.evaluate(() => scrollTo(0, 300));
  await page.waitForFunction((state) => JSON.stringify(history.state) !== state, state); // written down when scrolling has ended
  await page.goBack();
  await article(page, list[long].title);
  await page.goForward();
  await article(page, list[long + 1].title);
  await page.waitForFunction(() => Math.abs(scrollY - 300) <= 2);
});

onPage("a reload keeps the list and the place", "?tag=Reading", async (page) => {
  await scrollTo(page, 6000);
  await page.waitForFunction(() => history.state !== null); // the place is written down when scrolling has ended
  const before = await place(page);
  await page.reload();
  await rack(page);
  await expectPlace(page, before);
});

onPage("a list that is chosen anew begins at its start, wherever the old one was left", "", async (page) => {
  await scrollTo(page, 8000);
  await page.locator(`${$.CARDS} .tags a`).filter({ hasText: "小红书" }).last().evaluate((tag) => tag.click());
  await expectTitles(page, titlesOf(select(list, { tags: ["小红书"] })));
  await nextFrame(page);
  const top = await page.locator(`${$.CARDS} li`).first().evaluate((card) => card.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 400, `the first card is ${top} px from the top`);
});

onPage("Back from a heading inside an article returns to where the link was", "", async (page) => {
  const long = list.find(({ paragraphs }) => paragraphs.length === 12);
  await page.goto(`${stage.server.url}?article=${long.slug}`);
  await article(page, long.title);
  const link = page.locator(".toc a").last();
  await link.click();
  await page.waitForFunction(() => scrollY > 100 && location.hash !== "");
  assert.ok(await page.evaluate(([body]) => document.activeElement.closest(`#${body}`), [IDS.BODY]), "the heading has the focus");
  await page.goBack();
  await page.waitForFunction(() => location.hash === "" && scrollY <= 2, undefined, { timeout: 3000 });
});

onPage("an address with a heading opens the article there", "", async (page) => {
  const long = list.find(({ paragraphs, chinese }) => paragraphs.length === 12 && !chinese);
  await page.goto(`${stage.server.url}?article=${long.slug}`);
  await article(page, long.title);
  const heading = page.locator(`${$.BODY} h2`).nth(2);
  const id = await heading.getAttribute("id");
  const copy = await page.context().newPage();
  await copy.goto(`${page.url()}#${id}`);
  await article(copy, long.title);
  await copy.waitForFunction((id) => {
    const top = document.getElementById(id).getBoundingClientRect().top;
    return (top >= 60 && top < 200) || scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
  }, id);
  assert.equal(await focused(copy), id);
  await copy.close();
});
