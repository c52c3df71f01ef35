// The reader: the metadata card, the text, the ways on and back, links, headings and languages.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf, select } from "../archive.mjs";
import { $, IDS } from "../ids.mjs";
import { article, rack, setUp, withPage } from "../support.mjs";

const list = articles(60);
const english = list.find(({ chinese, authorUrl, tags, paragraphs, views }) => !chinese && authorUrl && tags.length > 1 && paragraphs.length > 6 && views);
const chinese = list.find(({ chinese, tags, views }) => chinese && tags.length > 0 && views);

const MIXED = `# Links of every kind

A [neighbour](articles/${english.slug.split("/").pop()}.md), [its second part](articles/${english.slug.split("/").pop()}.md#part-2),
[a heading here](#the-table), [elsewhere](https://elsewhere.example.org/a?b=c), [a missing neighbour](nowhere.md), a note[^1].

## The table

| left | right |
| --- | ---: |
| one | 1 |

## 中文标题 与 English

- [x] done
- [ ] to be done

\`\`\`rust
fn main() { /* a line that is long enough to need scrolling on any screen, as program text often is, again and again */ }
\`\`\`

> A quote.

[^1]: The note.
`;

const SCRAPED = `# 标题会重复
{% hint style="info" %}
**Category:** It
**Author:** [鞭牛士](https://www.woshipm.com/u/1433299)
**Published:** 2025-01-14  
**Stats:** 👁️ 3577 views | 💬 2 comments | ⭐ 12 collects
**Tags:** TikTok,个人观点
**Original:** [View on woshipm.com](https://www.woshipm.com/it/6170668.html)
{% endhint %}
> 这是摘要，它在正文里又出现一次，说的是同一件事。

---

## 标题会重复

[鞭牛士](https://www.woshipm.com/u/1433299) 关注2025-01-142 评论 3577 浏览 12 收藏 10 分钟

> 这是摘要，它在正文里又出现一次，说的是同一件事。

正文从这里开始，只有正文留在原处。

## 一、第一节

第一节的内容。

赞赏 收藏已收藏12 点赞已赞7

分享到微博
`;

let stage;
before(async () => { stage = await setUp({ ...filesOf(list), "mixed.md": MIXED, "scraped.md": SCRAPED }); });
after(() => stage.tearDown());

const opens = (name, shown, run, query = "", options = undefined) =>
  test(name, () => withPage(stage, `?article=${shown.slug}${query}`, async (page) => { await article(page, shown.title); await run(page); }, options));
const mixed = { slug: "mixed", title: "Links of every kind" };
const scraped = { slug: "scraped", title: "标题会重复" };
const link = (page, name) => page.locator($.BODY).getByRole("link", { name, exact: true });
const OUTSIDE = /(?=.*\bnoopener\b)(?=.*\bnoreferrer\b)(?=.*\bnofollow\b)/;

opens("the metadata card names author, date, category, minutes and counts, and links the author and the original", english, async (page) => {
  const card = page.locator(".mcard");
  const text = await card.innerText();
  const date = new Intl.DateTimeFormat("en-GB", { year: "numeric", month: "long", day: "numeric", timeZone: "UTC" }).format(new Date(english.published));
  for (const part of [english.author, date, english.category, new Intl.NumberFormat("en-GB").format(english.views), "views", "comments", "collects"]) assert.ok(text.includes(part), `${text} lacks ${part}`);
  assert.match(text, /\d+ min read/);
  const author = card.getByRole("link", { name: english.author });
  const original = card.getByRole("link", { name: /^Original/ });
  assert.deepEqual([await author.getAttribute("href"), await original.getAttribute("href")], [english.authorUrl, english.original]);
  for (const outside of [author, original]) assert.match(await outside.getAttribute("rel"), OUTSIDE);
  assert.deepEqual(await card.locator("dd").allTextContents(), [english.views, english.comments, english.collects].map((n) => n.toLocaleString("en-GB")));
});

opens("the summary leads, and the whole text follows in its order", english, async (page) => {
  assert.equal(await page.locator(".lead").textContent(), english.summary);
  assert.deepEqual(await page.locator(`${$.BODY} p`).evaluateAll((all) => all.map((p) => p.textContent).slice(0, -1)), english.paragraphs);
  assert.equal(await page.locator("h1").count(), 1);
});

opens("the document's title follows and the focus is on the heading", chinese, async (page) => {
  assert.equal(await page.title(), `${chinese.title} — Reading Room`);
  assert.equal(await page.evaluate(() => document.activeElement.id), IDS.TITLE);
});

opens("the title of the document comes back with the list", chinese, async (page) => {
  await page.locator($.BACK).click();
  await rack(page);
  assert.equal(await page.title(), "Reading Room");
});

const filtered = select(list, { tags: ["小红书"], categories: ["It"], sort: "views" });
const QUERY = "&tag=小红书&category=It&sort=views";
opens("previous and next stay within the filter and its order", filtered[1], async (page) => {
  assert.match(await page.locator($.BACK).innerText(), new RegExp(`${filtered.length} articles in 小红书 \\+ It`));
  await page.locator(".pn .next").getByText(filtered[2].title).click();
  await article(page, filtered[2].title);
  await page.locator(".pn .previous").click();
  await article(page, filtered[1].title);
  await page.locator(".pn .previous").click();
  await article(page, filtered[0].title);
  assert.equal(await page.locator(".pn .previous").count(), 0, "the first one has none before it");
  assert.deepEqual(new URL(page.url()).searchParams.getAll("tag"), ["小红书"]);
}, QUERY);

opens("a tag of the open article leads to the list of it", english, async (page) => {
  await page.locator(".mcard .tags a").filter({ hasText: english.tags[0] }).click();
  await page.locator($.TITLE).waitFor({ state: "detached", timeout: 3000 });
  await rack(page);
  assert.deepEqual(new URL(page.url()).searchParams.getAll("tag"), [english.tags[0]]);
});

opens("a relative link to another file stays inside and keeps the filter", mixed, async (page) => {
  await link(page, "neighbour").click();
  await article(page, english.title);
  const params = new URL(page.url()).searchParams;
  assert.deepEqual([params.get("article"), params.get("tag")], [english.slug, "Reading"]);
}, "&tag=Reading");

opens("a relative link with a heading goes to that heading of the other file", mixed, async (page) => {
  await link(page, "its second part").click();
  await article(page, english.title);
  await page.waitForFunction((body) => document.activeElement.closest(`#${body}`)?.id === body && document.activeElement.textContent === "Part 2", IDS.BODY, { timeout: 3000 });
});

opens("a link to a heading of the same file moves there without a new page", mixed, async (page) => {
  await page.evaluate(() => { globalThis.stayed = true; });
  await link(page, "a heading here").click();
  await page.waitForFunction(() => document.activeElement.textContent === "The table", undefined, { timeout: 3000 });
  assert.ok(await page.evaluate(() => globalThis.stayed));
  assert.match(page.url(), /article=mixed#/);
});

opens("a link that leaves opens in a new tab and tells nothing", mixed, async (page) => {
  const away = link(page, "elsewhere");
  assert.deepEqual([await away.getAttribute("href"), await away.getAttribute("target")], ["https://elsewhere.example.org/a?b=c", "_blank"]);
  assert.match(await away.getAttribute("rel"), OUTSIDE);
});

opens("a note can be reached and left again", mixed, async (page) => {
  await page.locator(`${$.BODY} .footnote-ref a, ${$.BODY} a.footnote-ref`).first().click();
  await page.waitForFunction(() => document.activeElement.closest(".footnotes, .footnotes li"), undefined, { timeout: 3000 });
  await page.getByRole("link", { name: "Back to the text" }).click();
  await page.waitForFunction(() => !document.activeElement.closest(".footnotes"), undefined, { timeout: 3000 });
});

opens("headings have readable ids of their own, in Chinese too, and none of the interface's", mixed, async (page) => {
  const ids = await page.locator(`${$.BODY} :is(h2,h3)`).evaluateAll((all) => all.map(({ id }) => id));
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(ids.some((id) => id.includes("中文标题")), ids.join());
  assert.ok(ids.every((id) => id && !id.startsWith("ns-")));
});

opens("the table of contents lists the headings and marks the one that is read", english, async (page) => {
  const toc = page.getByRole("navigation", { name: "On this page" });
  const headings = await page.locator(`${$.BODY} h2`).allTextContents();
  assert.deepEqual(await toc.getByRole("link").allTextContents(), headings);
  await toc.getByRole("link", { name: headings[1] }).click();
  await toc.locator("[aria-current=location]").waitFor({ timeout: 3000 });
});

opens("tables and program text can be scrolled by the keyboard and have a name", mixed, async (page) => {
  for (const name of ["Table", "Code"]) {
    const group = page.locator($.BODY).getByRole("group", { name });
    assert.equal(await group.getAttribute("tabindex"), "0");
  }
  assert.deepEqual(await page.locator(`${$.BODY} input`).evaluateAll((all) => all.map((box) => [box.ariaLabel, box.checked, box.disabled])), [["done", true, true], ["to be done", false, true]]);
});

opens("what a scraped page repeats is folded away, closed, and not lost", scraped, async (page) => {
  assert.equal((await page.locator($.BODY).innerText()).split("\n")[0], "正文从这里开始，只有正文留在原处。");
  const clutter = page.locator($.CLUTTER);
  assert.equal(await clutter.getAttribute("open"), null);
  await clutter.locator("summary").click();
  const folded = await clutter.innerText();
  for (const part of ["标题会重复", "关注2025-01-14", "这是摘要", "赞赏 收藏已收藏12", "分享到微博"]) assert.ok(folded.includes(part), `${part} is lost`);
});

opens("the article says that it is Chinese while the page stays English", chinese, async (page) => {
  for (const part of [$.TITLE, ".lead", $.BODY]) assert.match(await page.locator(part).evaluate((one) => one.closest("[lang]").lang), /^zh/, part);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
});

opens("the words of the interface inside a Chinese article say that they are English", chinese, async (page) => {
  // Else a screen reader reads "min read", "views" and "Previous" with a Chinese voice.
  const languages = await page.locator(".mcard dt, .mcard .facts > span, .pn small").evaluateAll((all) => all.map((one) => [one.textContent, one.closest("[lang]").lang]));
  assert.deepEqual(languages.filter(([, lang]) => !lang.startsWith("en")), []);
});
