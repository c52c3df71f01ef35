// A published site in a browser with script: pages are there before the app is, and the app takes them
// over. What the press writes is in published-files.test.mjs, where it may stand in published-hosts.test.mjs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { $, CARD_LINKS } from "../ids.mjs";
import { NARROW, SAMPLE, WIDE, article, expectTitles, launch, nextFrame, published, rack, ready, site, titles, violations, withPage } from "../support.mjs";

const LONG = { path: "a/harbour-almanac/", title: "An Almanac of Fifty-Two Weeks on the Quay" };
const SHORT = { path: "a/low-tide/", title: "Low Tide" };
const CHINESE = { path: "a/xiaodian-de-deng/", title: "小店门口的灯该几点关" };
const MOST_SHIFT = 0.02;

let stage;
before(async () => {
  const [made, browser] = await Promise.all([published(SAMPLE), launch()]);
  const server = await site({ root: made.root });
  stage = { browser, server, made };
});
after(() => Promise.all([stage.browser.close(), stage.server.close(), stage.made.remove()]));

/** Holds the app back until it is released. */
async function holdApp(page) {
  let release;
  const released = new Promise((done) => { release = done; });
  await page.route("**/*_bg.wasm", async (route) => { await released; await route.continue(); });
  return release;
}

/** Notes layout shifts, titles that the page had, and nodes of the article that left it. */
const watch = (page) =>
  page.addInitScript(() => {
    globalThis.seen = { shift: 0, titles: [], removed: 0, focus: [] };
    new PerformanceObserver((list) => {
      for (const shift of list.getEntries()) if (!shift.hadRecentInput) globalThis.seen.shift += shift.value;
    }).observe({ type: "layout-shift", buffered: true });
    new MutationObserver((changes) => {
      const body = document.getElementById("ns-body");
      if (body && !body.printed && !document.documentElement.dataset.ready) body.printed = true;
      if (document.title && globalThis.seen.titles.at(-1) !== document.title) globalThis.seen.titles.push(document.title);
      for (const { removedNodes } of changes)
        for (const node of removedNodes) if (node.querySelector?.("#ns-body") || node.id === "ns-body") globalThis.seen.removed += 1;
    }).observe(document, { childList: true, subtree: true, characterData: true });
    addEventListener("focusin", (event) => globalThis.seen.focus.push(event.target.outerHTML.slice(0, 80)), true);
  });

/** A page in a context of its own. It begins at a file that names no icon, which is no problem of the site. */
const fresh = (run, options = {}) =>
  withPage(stage, "robots.txt", async (page) => {
    await run(page);
    page.problems = page.problems.filter((problem) => !problem.endsWith("/favicon.ico"));
  }, { colorScheme: "light", ...options });
const settled = async (page) => { await page.waitForLoadState("networkidle"); await page.waitForTimeout(300); };
const path = (page) => page.url().slice(stage.server.url.length);

for (const [screen, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
  for (const { path, title } of [LONG, CHINESE]) {
    test(`the app takes over ${title} without a jump or a second rendering, ${screen}`, (t) =>
      fresh(async (page) => {
        await watch(page);
        Object.assign(stage.server.faults, { "*.wasm": { delay: 300 }, "articles/catalog.json": { delay: 200 }, "articles/catalog/facets.*": { delay: 200 }, "articles/catalog/cards/*": { delay: 200 } });
        stage.server.log.length = 0;
        await page.goto(stage.server.url + path);
        await article(page, title);
        await settled(page);
        const found = await page.evaluate(() => ({ ...globalThis.seen, kept: document.getElementById("ns-body").printed === true, bodies: document.querySelectorAll("#ns-body, main").length, later: document.querySelectorAll(".later").length }));
        t.diagnostic(`layout shift ${found.shift.toFixed(4)}`);
        assert.ok(found.shift <= MOST_SHIFT, `layout shift ${found.shift}`);
        assert.ok(found.kept, "the text is another node");
        assert.equal(found.removed, 0, "the text left the page");
        assert.equal(found.bodies, 2);
        assert.equal(found.later, 0, "a printed stand-in is left");
        assert.deepEqual(found.titles, [`${title} — Reading Room`]);
        assert.deepEqual(found.focus, [], "the focus was taken");
        assert.deepEqual(stage.server.log.filter(({ path }) => path.endsWith(".md")), []);
      }, { viewport }));
  }

  test(`printed cards stay until the app shows the same ones, ${screen}`, (t) =>
    fresh(async (page) => {
      await watch(page);
      await page.addInitScript(() => {
        globalThis.fewest = Infinity;
        const look = () => {
          const list = document.getElementById("ns-cards");
          if (document.readyState !== "loading") globalThis.fewest = Math.min(globalThis.fewest, list?.querySelectorAll("li .title").length ?? 0);
          requestAnimationFrame(look);
        };
        look();
      });
      Object.assign(stage.server.faults, { "articles/catalog.json": { delay: 200 }, "articles/catalog/facets.*": { delay: 300 }, "articles/catalog/cards/*": { delay: 250 } });
      await page.goto(stage.server.url);
      const printed = (await titles(page)).slice(0, 3);
      assert.equal(printed.length, 3);
      await rack(page);
      await settled(page);
      await expectTitles(page, printed);
      const { shift, titles: seen, fewest } = await page.evaluate(() => ({ ...globalThis.seen, fewest: globalThis.fewest }));
      t.diagnostic(`layout shift ${shift.toFixed(4)}`);
      assert.ok(shift <= MOST_SHIFT, `layout shift ${shift}`);
      assert.ok(fewest >= 3, `at one moment there were ${fewest} cards`);
      assert.deepEqual(seen, ["Reading Room"]);
    }, { viewport }));
}

test("a long page that comes in pieces never moves what is shown already", () =>
  fresh(async (page) => {
    await watch(page);
    stage.server.faults[LONG.path] = { drip: 1500 };
    await page.goto(stage.server.url + LONG.path);
    await article(page, LONG.title);
    await settled(page);
    delete stage.server.faults[LONG.path];
    const shift = await page.evaluate(() => globalThis.seen.shift);
    // A piece may end in the middle of a line, which then grows: a ten-thousandth.
    assert.ok(shift < 0.001, `layout shift ${shift}`);
  }, { viewport: WIDE }));

test("who has scrolled before the app starts stays where they are", () =>
  fresh(async (page) => {
    for (const { where, top } of [{ where: LONG.path, top: 2400 }, { where: `${LONG.path}#h-nothing`, top: 900 }, { where: "", top: 2100 }]) {
      const release = await holdApp(page);
      await page.goto(stage.server.url + where, { waitUntil: "domcontentloaded" });
      const place = () => page.evaluate(() => { const at = document.elementFromPoint(innerWidth / 2, innerHeight / 2).closest("p, h2, h3, li"); return { y: scrollY, text: at?.textContent.slice(0, 40), top: at?.getBoundingClientRect().top }; });
      await page.evaluate((top) => scrollTo(0, top), top);
      const before = await place();
      assert.equal(before.y, top);
      release();
      await ready(page, where === "" ? "rack" : "article");
      await settled(page);
      const now = await place();
      assert.equal(now.text, before.text, where);
      assert.ok(Math.abs(now.top - before.top) < 3, `${where}: ${before.top} became ${now.top}`);
      await page.unroute("**/*_bg.wasm");
    }
  }));

test("focus and selection in what was printed stay", () =>
  fresh(async (page) => {
    const release = await holdApp(page);
    await page.goto(stage.server.url + LONG.path, { waitUntil: "domcontentloaded" });
    await page.evaluate(() => {
      document.querySelector("#ns-body p").id = "mark";
      getSelection().selectAllChildren(document.querySelector("#mark"));
      document.querySelector(".mcard .chip").focus();
    });
    const before = await page.evaluate(() => `${getSelection()}`);
    release();
    await article(page, LONG.title);
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.className), "chip");
    assert.ok(before.length > 20);
    assert.equal(await page.evaluate(() => `${getSelection()}`), before);

    const again = await holdApp(page);
    await page.goto(stage.server.url, { waitUntil: "domcontentloaded" });
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
    await page.locator(CARD_LINKS).nth(1).focus();
    const card = await page.evaluate(() => document.activeElement.textContent);
    again();
    await rack(page);
    await settled(page);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), card);
  }));

test("the renderer is not loaded while the page has better things to do", () =>
  fresh(async (page) => {
    await page.addInitScript(() => { globalThis.idle = []; globalThis.requestIdleCallback = (run) => globalThis.idle.push(run); });
    stage.server.log.length = 0;
    await page.goto(stage.server.url + SHORT.path);
    await article(page, SHORT.title);
    await settled(page);
    const asked = () => stage.server.log.filter(({ path }) => path.startsWith("renderer-"));
    assert.deepEqual(asked(), []);
    await page.evaluate(() => globalThis.idle.forEach((run) => run()));
    for (let tries = 0; tries < 50 && asked().length === 0; tries += 1) await page.waitForTimeout(100);
    assert.ok(asked().length > 0, "it was not loaded at all");
  }));

test("a tag of a printed article filters the list, and Back and Forward keep the places", () =>
  fresh(async (page) => {
    await page.goto(stage.server.url + LONG.path);
    await article(page, LONG.title);
    await page.evaluate(() => scrollTo(0, 1500));
    await page.waitForTimeout(300);
    await page.evaluate(() => scrollTo(0, 0));
    const chip = page.locator(".mcard .chip").first();
    const tag = await chip.textContent();
    await chip.click();
    await rack(page);
    assert.equal(path(page), `?tag=${encodeURIComponent(tag)}`);
    await page.goBack();
    await article(page, LONG.title);
    assert.equal(path(page), LONG.path);
    await page.goForward();
    await rack(page);
    await page.locator(CARD_LINKS).first().click();
    await ready(page, "article");
    assert.match(path(page), /^a\/.+\/\?tag=/);
    const crumb = await page.locator($.BACK).textContent();
    assert.match(crumb, new RegExp(tag));
    // Reloaded, the page is the printed one, in the same list.
    const title = await page.locator($.TITLE).textContent();
    const answer = await page.reload();
    assert.equal(answer.status(), 200);
    await article(page, title);
    await page.waitForFunction(([id, text]) => document.getElementById(id)?.textContent === text, ["ns-back", crumb]);
    for (const link of await page.locator(".pn a").all()) assert.match(await link.getAttribute("href"), /\?tag=/);
  }));

test("the list is one click away, and the article where it was left one more", () =>
  fresh(async (page) => {
    await page.goto(stage.server.url + LONG.path);
    await article(page, LONG.title);
    await page.locator($.BACK).click();
    await rack(page);
    assert.equal(path(page), "");
    await page.goBack();
    await article(page, LONG.title);
    await page.evaluate(() => scrollTo(0, 1800));
    await page.waitForTimeout(400);
    await page.goForward();
    await rack(page);
    await page.goBack();
    await article(page, LONG.title);
    await page.waitForFunction(() => Math.abs(scrollY - 1800) < 3);
  }));

test("a second article has the address of its page, which opens it by itself", () =>
  fresh(async (page) => {
    await page.goto(stage.server.url + SHORT.path);
    await article(page, SHORT.title);
    const next = page.locator(".pn a").last();
    const title = await next.locator("span").textContent();
    await next.click();
    await article(page, title);
    assert.match(path(page), /^a\/[^?]+\/$/);
    assert.equal((await page.reload()).status(), 200);
    await article(page, title);
    await page.goBack();
    await article(page, SHORT.title);
  }));

test("an address with a heading shows the heading, and the contents mark what is read", () =>
  fresh(async (page) => {
    await page.goto(stage.server.url + CHINESE.path);
    await article(page, CHINESE.title);
    const href = await page.locator(".toc a").nth(2).getAttribute("href");
    await page.goto(`${stage.server.url}robots.txt`);
    await page.goto(stage.server.url + CHINESE.path + href);
    await article(page, CHINESE.title);
    await settled(page);
    const top = await page.evaluate((id) => document.getElementById(id).getBoundingClientRect().top, decodeURIComponent(href.slice(1)));
    assert.ok(top > 50 && top < 140, `the heading is at ${top}`);
    await page.evaluate(() => scrollBy(0, 1));
    await page.locator(".toc a.on").waitFor();
    assert.equal(await page.locator(".toc a[aria-current]").getAttribute("href"), href);
    await page.locator(".toc a").first().click();
    assert.equal(decodeURIComponent(new URL(page.url()).hash), decodeURIComponent(await page.locator(".toc a").first().getAttribute("href")));
  }));

test("a reload keeps the place in a printed article", () =>
  fresh(async (page) => {
    await page.goto(stage.server.url + LONG.path);
    await article(page, LONG.title);
    await page.evaluate(() => scrollTo(0, 2000));
    await page.waitForTimeout(400);
    const release = await holdApp(page);
    await page.reload({ waitUntil: "load" });
    await page.waitForFunction(() => Math.abs(scrollY - 2000) < 3, null, { timeout: 3000 });
    release();
    await article(page, LONG.title);
    await settled(page);
    assert.ok(Math.abs((await page.evaluate(() => scrollY)) - 2000) < 3);
  }));

test("a printed card is a link before the app is there, and filters work after", () =>
  fresh(async (page) => {
    const release = await holdApp(page);
    await page.goto(stage.server.url, { waitUntil: "domcontentloaded" });
    const link = page.locator(CARD_LINKS).first();
    const title = await link.textContent();
    await link.click();
    await page.locator($.TITLE).filter({ hasText: title }).waitFor();
    assert.match(path(page), /^a\/.+\/index\.html$/);
    release();
    await article(page, title);
    await page.goto(stage.server.url);
    await rack(page);
    await page.locator(".facet .row").first().click();
    await page.waitForURL(/\?tag=/);
    await rack(page);
  }));

test("the first page shows what its address asks for, and not the whole list before", () =>
  fresh(async (page) => {
    for (const [query, what] of [["?tag=harbour", "rack"], ["index.html?tag=harbour&category=Harbour", "rack"], ["?article=low-tide", "article"]]) {
      const release = await holdApp(page);
      await page.goto(stage.server.url + query, { waitUntil: "domcontentloaded" });
      await nextFrame(page);
      assert.equal(await page.locator(".page").isVisible(), false, query);
      release();
      await ready(page, what);
      await page.locator(what === "rack" ? CARD_LINKS : $.BODY).first().waitFor({ state: "visible" });
      assert.ok((await page.locator("#ns-cards li").count()) < 24);
      await page.unroute("**/*_bg.wasm");
    }
    // Where the app does not come, what was printed does.
    await page.route("**/*_bg.wasm", (route) => route.abort());
    await page.goto(`${stage.server.url}?tag=harbour`);
    await page.locator(CARD_LINKS).first().waitFor({ state: "visible" });
  }, { expectProblems: true }));

for (const colorScheme of ["light", "dark"]) {
  for (const [screen, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
    test(`pages have no barriers, printed and taken over, ${colorScheme}, ${screen}`, () =>
      fresh(async (page) => {
        for (const [where, what] of [["", "rack"], [CHINESE.path, "article"], ["t/harbour/", null]]) {
          const release = await holdApp(page);
          await page.goto(stage.server.url + where, { waitUntil: "domcontentloaded" });
          assert.deepEqual(await violations(page), [], `${where}, printed`);
          release();
          if (what) {
            await ready(page, what);
            await settled(page);
            assert.deepEqual(await violations(page), [], `${where}, taken over`);
          }
          await page.unroute("**/*_bg.wasm");
        }
      }, { colorScheme, viewport }));
  }
}
