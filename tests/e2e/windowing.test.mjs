// A long list: few cards are nodes at any time, and every card can still be reached.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf } from "../archive.mjs";
import { $, CARD_LINKS, cardId } from "../ids.mjs";
import { NARROW, nextFrame, rack, setUp, wholeList, withPage } from "../support.mjs";

const list = articles(400);
const MOST = 60;
let stage;
before(async () => { stage = await setUp(filesOf(list)); });
after(() => stage.tearDown());

const onPage = (name, run, options) => test(name, () => withPage(stage, "", async (page) => { await rack(page); await run(page); }, options));
const last = () => cardId(list.length - 1);

for (const [screen, options] of [["wide", undefined], ["narrow", { viewport: NARROW }], ["very high", { viewport: { width: 1280, height: 2400 } }]]) {
  onPage(`scrolling through 400 articles on a ${screen} screen shows every one, with less than ${MOST} nodes at a time`, async (page) => {
    const { titles, most } = await wholeList(page);
    assert.deepEqual(titles, list.map(({ title }) => title));
    assert.ok(most < MOST, `${most} cards were nodes at once`);
  }, options);
}

onPage("each card says where it stands among all", async (page) => {
  await page.evaluate(() => scrollTo(0, 20_000));
  await nextFrame(page);
  await page.waitForFunction(() => !document.querySelector("#ns-cards .skeleton"));
  const cards = await page.locator(`${$.CARDS} > li`).evaluateAll((all) => all.map((li) => [li.getAttribute("aria-setsize"), Number(li.getAttribute("aria-posinset")), li.querySelector("h2").textContent]));
  for (const [size, position, title] of cards) {
    assert.equal(size, "400");
    assert.equal(title, list[position - 1].title);
  }
});

onPage("the End key leads to the last card and the Home key back to the first", async (page) => {
  // Cards that were never seen have guessed heights: the end may move a little when they come.
  for (let turn = 0; turn < 20 && !(await page.locator(`#${last()}`).count()); turn++) {
    await page.keyboard.press("End");
    await nextFrame(page);
    await nextFrame(page);
  }
  await page.locator(`#${last()}`).waitFor();
  await page.keyboard.press("End");
  await page.waitForFunction((id) => document.getElementById(id).getBoundingClientRect().bottom < innerHeight, last());
  await page.keyboard.press("Home");
  await page.waitForFunction((id) => document.getElementById(id)?.getBoundingClientRect().top > 0, cardId(0));
});

onPage("the Tab key goes from card to card without a gap, far beyond what was on screen", async (page) => {
  await page.locator(CARD_LINKS).first().focus();
  const seen = [];
  for (let turn = 0; turn < 160; turn++) {
    const id = await page.evaluate(() => document.activeElement.id);
    if (id) seen.push(id);
    await page.keyboard.press("Tab");
  }
  assert.ok(seen.length > 15, `${seen.length} cards in 160 steps`);
  assert.deepEqual(seen, seen.map((_, at) => cardId(at)));
});

onPage("from the end of the list the Tab key reaches the last card", async (page) => {
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.locator(`#${last()}`).waitFor();
  await page.locator(`#${cardId(list.length - 3)}`).focus();
  for (let turn = 0; turn < 30; turn++) {
    await page.keyboard.press("Tab");
    if ((await page.evaluate(() => document.activeElement.id)) === last()) break;
  }
  assert.equal(await page.evaluate(() => document.activeElement.id), last());
});

onPage("scrolling fast never leaves a hole: what is on screen is a card or stands in for one", async (page) => {
  for (const part of [0.3, 0.9, 0.1, 0.6]) {
    await page.evaluate((part) => scrollTo(0, document.documentElement.scrollHeight * part), part);
    await nextFrame(page);
    await nextFrame(page);
    const covered = await page.evaluate(() => [0.2, 0.5, 0.8].every((part) => document.elementFromPoint(800, innerHeight * part).closest("#ns-cards > li")));
    assert.ok(covered, `a hole at ${part}`);
  }
});

onPage("a card that is being looked at does not move when those above it turn out to be higher", async (page) => {
  await page.evaluate(() => scrollTo(0, 30_000));
  await page.waitForFunction(() => !document.querySelector("#ns-cards .skeleton"));
  await nextFrame(page);
  const jumps = await page.evaluate(async (links) => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const jumps = [];
    for (let step = 0; step < 25; step++) {
      const link = [...document.querySelectorAll(links)].find((one) => one.getBoundingClientRect().top > innerHeight / 3);
      const before = link.getBoundingClientRect().top;
      scrollBy(0, -200);
      await frame();
      const moved = link.isConnected ? link.getBoundingClientRect().top - before : 200;
      if (Math.abs(moved - 200) > 2) jumps.push(Math.round(moved - 200));
    }
    return jumps;
  }, CARD_LINKS);
  assert.deepEqual(jumps, [], "pixels by which cards jumped while scrolling up");
}, { viewport: { width: 700, height: 800 } });
