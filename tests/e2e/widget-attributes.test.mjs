// Every attribute of <news-stand> can be changed at any time; properties, methods and events.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf, select } from "../archive.mjs";
import { script, stand, startHost, told, until, visit } from "../host.mjs";
import { $, CARD_LINKS } from "../ids.mjs";
import { expectTitles, nextFrame, publish, setUp, site } from "../support.mjs";

const list = articles(60);
let stage;
let host;
let page;
before(async () => {
  [stage, host] = await Promise.all([setUp(filesOf(list)), startHost()]);
});
after(() => Promise.all([stage.tearDown(), host.close()]));

/** A test on a page with one widget that is ready; its console must stay empty. */
const live = (name, attributes, run) =>
  test(name, async () => {
    stage.server.log.length = 0;
    page = await visit(stage, host.page(script(stage.server.url) + stand(stage.server.url, attributes)));
    try {
      await until(page, /article=/.test(attributes) ? "rendered" : "ready");
      await run();
      assert.deepEqual(page.problems, [], "the console holds errors");
    } finally {
      await page.context().close();
    }
  });

const set = (attributes) =>
  page.evaluate((attributes) => {
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null) document.querySelector("news-stand").removeAttribute(name);
      else document.querySelector("news-stand").setAttribute(name, value);
    }
  }, attributes);
const call = (run, ...args) => page.evaluate(`(${run})(document.querySelector("news-stand"), ...${JSON.stringify(args)})`);
const few = (choice) => select(list, choice).map(({ title }) => title).slice(0, 4);

live("tags, not, category, author and sort filter and order the list, each as soon as it changes", "", async () => {
  const { author } = list[0];
  for (const [attributes, choice] of [
    [{ tags: "小红书" }, { tags: ["小红书"] }],
    [{ tags: "小红书, 行业观察" }, { tags: ["小红书", "行业观察"] }],
    [{ tags: null, not: "Reading" }, { not: ["Reading"] }],
    [{ not: null, category: "It,Design" }, { categories: ["It", "Design"] }],
    [{ category: null, author }, { authors: [author] }],
    [{ author: null, sort: "views" }, { sort: "views" }],
    [{ tags: "Reading", sort: "title" }, { tags: ["Reading"], sort: "title" }],
    [{ tags: null, sort: null }, {}],
  ]) {
    await set(attributes);
    await expectTitles(page, few(choice));
  }
});

live("attributes that are there from the beginning filter the first list", 'tags="小红书,行业观察" sort="oldest"', async () => {
  await expectTitles(page, few({ tags: ["小红书", "行业观察"], sort: "oldest" }));
  assert.equal(await call((stand) => new URLSearchParams(stand.state).getAll("tag").join()), "小红书,行业观察");
});

live("q is kept and told, for whoever answers it", "", async () => {
  await set({ q: "harbour" });
  assert.equal((await until(page, "filter")).q, "harbour");
});

live("article opens and closes an article", "", async () => {
  await set({ article: list[3].slug });
  assert.deepEqual(await until(page, "rendered"), { article: list[3].slug, title: list[3].title });
  await set({ article: list[4].slug });
  assert.equal((await until(page, "rendered", 2)).title, list[4].title);
  await set({ article: null });
  await expectTitles(page, few({}));
  // The host did it, so nobody was asked and nobody lost the focus.
  assert.equal((await told(page, "open")).length, 0);
  assert.equal(await page.evaluate(() => document.activeElement.localName), "body");
});

live("several attributes that change together are one change", "", async () => {
  await set({ tags: "小红书", sort: "views", not: "Reading" });
  const detail = await until(page, "filter");
  assert.deepEqual(detail, { query: detail.query, count: select(list, { tags: ["小红书"], not: ["Reading"] }).length, tags: ["小红书"], not: ["Reading"], category: [], author: [], q: "", sort: "views" });
  await page.waitForTimeout(200);
  assert.equal((await told(page, "filter")).length, 1);
});

live("limit shows so many cards and a button for as many more, also after coming back", 'limit="4"', async () => {
  assert.equal(await page.locator(CARD_LINKS).count(), 4);
  await page.getByRole("button", { name: "Show more", exact: true }).click();
  await page.locator(CARD_LINKS).nth(7).waitFor();
  assert.equal(await page.locator(CARD_LINKS).count(), 8);
  await page.locator(CARD_LINKS).nth(6).click();
  await until(page, "rendered");
  await page.locator($.BACK).click();
  await page.locator(CARD_LINKS).nth(7).waitFor();
  assert.equal(await page.locator(CARD_LINKS).count(), 8);
  await set({ limit: "2" });
  await page.waitForFunction((links) => document.querySelector("news-stand").shadowRoot.querySelectorAll(links).length === 2, CARD_LINKS);
  await set({ limit: null });
  await page.locator(CARD_LINKS).nth(8).waitFor();
});

live("view is a rack with everything, or a list of cards alone, or one article alone", "", async () => {
  await page.locator($.FILTERS).waitFor();
  await set({ view: "list" });
  await until(page, "ready", 2);
  assert.deepEqual([await page.locator(".bar").count(), await page.locator($.FILTERS).count(), await page.locator($.SORT).count()], [0, 0, 0]);
  await page.locator(CARD_LINKS).first().click();
  await until(page, "rendered");
  await page.locator($.BACK).click();
  await page.locator(CARD_LINKS).first().waitFor();
  await set({ view: "article", article: list[2].slug });
  await page.locator($.TITLE).filter({ hasText: list[2].title }).waitFor();
  assert.deepEqual([await page.locator(".bar").count(), await page.locator($.BACK).count(), await page.locator("nav.pn").count()], [0, 0, 0]);
});

live("in an article alone links to other articles and tags leave for the site", `view="article" article="${list[2].slug}"`, async () => {
  const link = page.locator(`${$.BODY} a`).filter({ hasText: "the next one" });
  assert.ok((await link.evaluate((a) => a.href)).startsWith(`${stage.server.url}?article=`));
  await Promise.all([page.waitForURL(`${stage.server.url}**`), link.click()]);
  await page.locator($.TITLE).filter({ hasText: list[3].title }).waitFor();
});

live("theme is light or dark or the system's, without a new beginning", 'tags="小红书"', async () => {
  const paper = () => page.locator(".newsstand").evaluate((place) => getComputedStyle(place).backgroundColor);
  const light = await paper();
  const card = await page.locator(CARD_LINKS).first().elementHandle();
  await set({ theme: "dark" });
  assert.notEqual(await paper(), light);
  await set({ theme: "light" });
  assert.equal(await paper(), light);
  await page.emulateMedia({ colorScheme: "dark" });
  assert.equal(await paper(), light);
  await set({ theme: "auto" });
  assert.notEqual(await paper(), light);
  assert.equal(await card.evaluate((link) => link.isConnected), true);
  assert.equal(await page.locator($.THEME).count(), 0, "the theme is the host's");
});

live("lang changes nothing yet: the interface says that it is English, articles say what they are", 'lang="zh"', async () => {
  assert.equal(await page.locator(".newsstand").getAttribute("lang"), "en");
  await set({ lang: "de" });
  assert.equal(await page.locator(".newsstand").getAttribute("lang"), "en");
  const langs = await page.locator(".card h3").evaluateAll((all) => all.slice(0, 6).map(({ lang }) => lang));
  assert.ok(langs.includes("zh-Hans") || langs.includes("zh"), langs.join());
});

live('links="site" leaves articles to the site and keeps filters inside', 'links="site"', async () => {
  await page.locator(".card .chip").first().click();
  await until(page, "filter");
  const first = page.locator(CARD_LINKS).first();
  const title = await first.textContent();
  await Promise.all([page.waitForURL(`${stage.server.url}**`), first.click()]);
  await page.locator($.TITLE).filter({ hasText: title }).waitFor();
});

live("heading-level puts the headings below the host's", "", async () => {
  const levels = () => page.evaluate(() => [...new Set([...document.querySelector("news-stand").shadowRoot.querySelectorAll("h1,h2,h3,h4,h5,h6")].map(({ localName }) => localName))].sort().join());
  assert.equal(await levels(), "h2,h3");
  await set({ "heading-level": "4" });
  await until(page, "ready", 2);
  assert.equal(await levels(), "h4,h5");
  await set({ "heading-level": "1", article: list.find(({ paragraphs }) => paragraphs.length > 6).slug });
  await until(page, "rendered");
  assert.equal(await levels(), "h1,h2");
  await set({ "heading-level": "3" });
  await until(page, "rendered", 2);
  assert.equal(await levels(), "h3,h4");
});

live('media="none" loads no picture', 'media="none"', async () => {
  await page.mouse.wheel(0, 4000);
  await nextFrame(page);
  await page.waitForTimeout(300);
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(stage.server.log.filter(({ path }) => path.includes("covers/")), []);
  await set({ media: "all" });
  await page.locator("img").first().waitFor();
});

live("src shows another site, and forgets what was shown of the old one", `article="${list[3].slug}"`, async () => {
  const others = articles(70).slice(0, 5);
  const other = await publish({ ...filesOf(others.map((article) => ({ ...article, cover: null }))), "articles/only-here.md": "# Only here\n\nText." });
  const server = await site({ root: other.root });
  await set({ src: server.url, article: null });
  await page.locator(CARD_LINKS).filter({ hasText: "Only here" }).waitFor();
  await page.evaluate(() => document.querySelector("news-stand").remove());
  await Promise.all([server.close(), other.remove()]);
});

live("url-prefix can come later", "", async () => {
  await set({ "url-prefix": "x." });
  await until(page, "ready", 2);
  await page.locator(CARD_LINKS).first().click();
  await until(page, "rendered");
  assert.match(page.url(), /\?x\.article=/);
});

live("every attribute is a property too", "", async () => {
  const found = await call((stand) => {
    stand.headingLevel = 3;
    stand.urlPrefix = "p-";
    stand.tags = "Reading";
    stand.limit = 2;
    stand.theme = "dark";
    const set = stand.getAttributeNames().filter((name) => name !== "src").map((name) => `${name}=${stand.getAttribute(name)}`);
    const got = [stand.headingLevel, stand.urlPrefix, stand.tags, stand.limit, stand.theme, stand.media];
    stand.theme = null;
    return { set, got, theme: stand.hasAttribute("theme") };
  });
  assert.deepEqual(found, { set: ["heading-level=3", "url-prefix=p-", "tags=Reading", "limit=2", "theme=dark"], got: ["3", "p-", "Reading", "2", "dark", null], theme: false });
});

live("state, open and close show something else, and state tells what is shown", "", async () => {
  await call((stand) => (stand.state = "tag=小红书&sort=views"));
  await expectTitles(page, few({ tags: ["小红书"], sort: "views" }));
  await call((stand, slug) => stand.open(slug), list[5].slug);
  assert.equal((await until(page, "rendered")).title, list[5].title);
  const query = new URLSearchParams(await call((stand) => stand.state));
  assert.deepEqual([...query], [["article", list[5].slug], ["tag", "小红书"], ["sort", "views"]]);
  await call((stand) => stand.close());
  await expectTitles(page, few({ tags: ["小红书"], sort: "views" }));
  // A later attribute has the last word.
  await set({ tags: "Reading" });
  await expectTitles(page, few({ tags: ["Reading"] }));
});

live("what was set before the element was defined counts", "", async () => {
  const state = await page.evaluate(async () => {
    const early = document.createElement("div");
    early.innerHTML = "<news-stand></news-stand>";
    const [element] = early.children;
    const frame = document.createElement("iframe");
    document.body.append(frame);
    const bare = frame.contentDocument.createElement("news-stand");
    bare.state = "tag=Reading";
    bare.headingLevel = 4;
    document.body.append(bare);
    element.remove();
    await new Promise((done) => setTimeout(done, 50));
    return [bare.state, bare.getAttribute("heading-level")];
  });
  assert.deepEqual(state, ["tag=Reading", "4"]);
});

live("events bubble, leave every shadow root, and tell what happened", "", async () => {
  await page.locator(".card .chip").first().click();
  await until(page, "filter");
  await page.locator(CARD_LINKS).first().click();
  await until(page, "rendered");
  const heard = await told(page);
  assert.deepEqual(heard.map(({ name }) => name), ["ready", "filter", "open", "rendered"]);
  assert.ok(heard.every(({ composed, bubbles }) => composed && bubbles));
  const open = heard.find(({ name }) => name === "open").detail;
  assert.equal(open.href, new URL(open.href).href);
  assert.ok(open.href.startsWith(`${stage.server.url}?article=${open.article}`), open.href);
});

live("a host may open an article by itself", "", async () => {
  await page.evaluate(() => document.querySelector("news-stand").addEventListener("newsstand-open", (event) => event.preventDefault()));
  await page.locator(CARD_LINKS).nth(1).click();
  assert.equal((await until(page, "open")).article, list[1].slug);
  await page.waitForTimeout(200);
  assert.equal((await told(page, "rendered")).length, 0);
  await page.locator(CARD_LINKS).first().waitFor();
  assert.ok(!page.url().startsWith(stage.server.url));
  // The host's own word needs no asking.
  await call((stand, slug) => stand.open(slug), list[1].slug);
  await until(page, "rendered");
});

live("whoever hears of something may do anything at once", "", async () => {
  await page.evaluate(([slug]) => {
    const stand = document.querySelector("news-stand");
    stand.addEventListener("newsstand-filter", () => stand.open(slug), { once: true });
    stand.addEventListener("newsstand-rendered", () => stand.remove(), { once: true });
  }, [list[7].slug]);
  await set({ tags: "Reading" });
  await page.waitForFunction(() => !document.querySelector("news-stand"));
  await page.evaluate((html) => document.body.insertAdjacentHTML("beforeend", html), stand(stage.server.url));
  await until(page, "ready", 2);
});

test("a trouble is told with its address, and shown in its place", async () => {
  page = await visit(stage, host.page(script(stage.server.url) + stand(stage.server.url)));
  await until(page, "ready");
  stage.server.faults[`articles/${list[0].slug}.md`] = { status: 404 };
  await page.locator(CARD_LINKS).first().click();
  const { address, message } = await until(page, "error");
  assert.ok(address.endsWith(`${list[0].slug}.md`), address);
  assert.match(message, /no file/);
  await page.locator($.TROUBLE).waitFor();
  delete stage.server.faults[`articles/${list[0].slug}.md`];
  await page.context().close();
});
