// The rack: what is on a card, and how an article is opened from it.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf } from "../archive.mjs";
import { $, CARD_LINKS } from "../ids.mjs";
import { article, nextFrame, rack, setUp, withPage } from "../support.mjs";

const list = articles(60);
const number = new Intl.NumberFormat("en-GB");
const day = new Intl.DateTimeFormat("en-GB", { year: "numeric", month: "short", day: "numeric", timeZone: "UTC" });
let stage;
before(async () => { stage = await setUp(filesOf(list)); });
after(() => stage.tearDown());

const onPage = (name, run, { query = "", ...options } = {}) => test(name, () => withPage(stage, query, async (page) => { await rack(page); await run(page); }, options));
/** Scrolls until the card is a node. */
async function bringToScreen(page, card) {
  for (let turn = 0; turn < 40 && !(await card.count()); turn++) {
    await page.evaluate(() => scrollBy(0, innerHeight));
    await nextFrame(page);
  }
}
const cardOf = (page, shown) => page.getByRole("listitem").filter({ has: page.getByRole("link", { name: shown.title, exact: true }) });

onPage("a card shows title, summary, author, date, category, minutes and tags", async (page) => {
  for (const shown of list.slice(0, 6)) {
    const card = cardOf(page, shown);
    assert.equal(await card.locator("h2").innerText(), shown.title);
    assert.equal(await card.locator("p").textContent(), shown.summary);
    const meta = await card.locator(".meta").innerText();
    for (const part of [shown.author, shown.category, day.format(new Date(shown.published))]) assert.ok(meta.includes(part ?? ""), `${meta} lacks ${part}`);
    assert.match(meta, /\b\d+ min\b/);
    assert.equal(await card.locator("time").getAttribute("datetime"), shown.published);
    assert.deepEqual(await card.locator(".tags a").allTextContents(), shown.tags);
  }
});

onPage("a long summary takes two lines and no more", async (page) => {
  const lines = await page.locator(`${$.CARDS} p`).first().evaluate((p) => p.clientHeight / parseFloat(getComputedStyle(p).lineHeight));
  assert.equal(Math.round(lines), 2);
}, { viewport: { width: 600, height: 800 } });

onPage("counts have names for those who do not see the icons", async (page) => {
  for (const shown of list.filter(({ views }) => views !== null).slice(0, 4)) {
    const names = await cardOf(page, shown).getByRole("img").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
    const word = (count, one) => `${number.format(count)} ${one}${count === 1 ? "" : "s"}`;
    assert.deepEqual(names, [word(shown.views, "view"), word(shown.comments, "comment"), word(shown.collects, "collect")]);
  }
});

onPage("a card without counts and tags shows neither instead of zeros", async (page) => {
  const shown = list.find(({ views }) => views === null);
  await page.getByRole("combobox").selectOption("title");
  const card = cardOf(page, shown);
  await bringToScreen(page, card);
  assert.equal(await card.getByRole("img").count(), 0);
});

onPage("an article with a cover shows it and leaves the others without a hole", async (page) => {
  const shown = list.find(({ cover }) => cover);
  const card = cardOf(page, shown);
  await bringToScreen(page, card);
  const cover = card.locator("img");
  await cover.scrollIntoViewIfNeeded();
  await page.waitForFunction((img) => img.complete && img.naturalWidth > 0, await cover.elementHandle());
  assert.equal(await cover.getAttribute("alt"), "", "the cover only decorates");
  assert.ok(list.some(({ cover }) => !cover));
  assert.equal(await page.locator(`${$.CARDS} .cover:not(:has(img))`).count(), 0);
});

onPage("a click anywhere on the card opens the article", async (page) => {
  // The heading's link lies over the whole card: a click at the words of the summary is one on the link.
  await cardOf(page, list[1]).locator("p").click({ force: true });
  await article(page, list[1].title);
  assert.equal(new URL(page.url()).searchParams.get("article"), list[1].slug);
});

onPage("the Enter key opens the article whose card has the focus", async (page) => {
  const link = page.locator(CARD_LINKS).nth(2);
  await link.focus();
  await page.keyboard.press("Enter");
  await article(page, list[2].title);
});

for (const [how, options] of [["a middle click", { button: "middle" }], ["a click with Ctrl", { modifiers: ["Control"] }]]) {
  onPage(`${how} opens the article in a new tab and leaves the list alone`, async (page) => {
    const [tab] = await Promise.all([page.context().waitForEvent("page"), page.locator(CARD_LINKS).nth(1).click(options)]);
    await article(tab, list[1].title);
    assert.equal(new URL(tab.url()).searchParams.get("article"), list[1].slug);
    assert.equal(page.url(), stage.server.url);
  });
}

onPage("every link of the rack is a real one that works on its own", async (page) => {
  const hrefs = await page.locator("a[href]").evaluateAll((all) => all.map((a) => a.href));
  assert.ok(hrefs.length > 20);
  for (const href of hrefs) assert.ok(href.startsWith(stage.server.url), href);
  assert.equal(await page.locator("a:not([href])").count(), 0);
});

onPage("titles say what language they are in", async (page) => {
  const langs = await page.locator(`${$.CARDS} h2`).evaluateAll((all) => all.map((h) => [h.textContent, h.lang]));
  for (const [title, lang] of langs) assert.match(lang, /[一-鿿]/.test(title) ? /^zh/ : /^en/, title);
});

onPage("the page says its language, its name and has one heading of the first level", async (page) => {
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.equal(await page.title(), "Reading Room");
  assert.equal(await page.getByRole("heading", { level: 1 }).count(), 1);
});

onPage("the skip link comes first and leads past the bar", async (page) => {
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  await page.locator(`${$.MAIN}:focus`).waitFor();
});

onPage("the theme button changes the colours, and the choice survives a reload", async (page) => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.locator($.THEME).click();
  const dark = await paper();
  assert.notEqual(dark, light);
  await page.reload();
  await rack(page);
  assert.equal(await paper(), dark);
  assert.match(await page.locator($.THEME).getAttribute("aria-label"), /dark/);
}, { colorScheme: "light" }); // a context, and so a storage, of its own

test("the renderer is fetched while the rack is idle, and not before the cards", () =>
  withPage(stage, "", async (page) => {
    stage.server.log.length = 0;
    await page.reload();
    await rack(page);
    await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => /catalog\/cards/.test(name)));
    const end = Date.now() + 8000;
    const wasm = () => stage.server.log.findIndex(({ path }) => /renderer.*\.wasm/.test(path));
    while (wasm() < 0 && Date.now() < end) await page.waitForTimeout(50);
    const paths = stage.server.log.map(({ path }) => path);
    assert.ok(wasm() > 0, "the renderer was not fetched");
    assert.ok(paths.findIndex((path) => path.startsWith("articles/catalog/cards/")) < wasm());
  }, { locale: "en-US" }));
