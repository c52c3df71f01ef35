// Several widgets on a page: what they share and what they do not, how they come and go.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf } from "../archive.mjs";
import { script, stand, startHost, told, until, visit } from "../host.mjs";
import { $, CARD_LINKS } from "../ids.mjs";
import { start } from "../server.mjs";
import { nextFrame, publish, setUp, site as serve } from "../support.mjs";

const list = articles(60);
/** Mounts and removals of the memory test, and what each of them may leave behind, in bytes. */
const ROUNDS = Number(process.env.NEWSSTAND_ROUNDS ?? 1000);
const LEFT_EACH = 500;
let stage;
let host;
before(async () => {
  [stage, host] = await Promise.all([setUp(filesOf(list)), startHost()]);
});
after(() => Promise.all([stage.tearDown(), host.close()]));

async function on(html, run, { expectProblems = false, ...options } = {}) {
  stage.server.log.length = 0;
  const page = await visit(stage, host.page(html), options);
  try {
    await run(page);
    if (!expectProblems) assert.deepEqual(page.problems, [], "the console holds errors");
  } finally {
    await page.context().close();
    for (const path of Object.keys(stage.server.faults)) delete stage.server.faults[path];
  }
}

const requests = (pattern) => stage.server.log.filter(({ path, method }) => pattern.test(path) && method === "GET");
const state = (page, id) => page.evaluate((id) => document.getElementById(id).state, id);

test("several widgets share code, worker and cache, and each shows what it is told", () =>
  on(`${script(stage.server.url)}${stand(stage.server.url, 'id="a" limit="3"')}${stand(stage.server.url, 'id="b" limit="3" tags="小红书"')}${stand(stage.server.url, `id="c" article="${list[5].slug}"`)}`, async (page) => {
    await Promise.all([until(page, "ready", 2), until(page, "rendered")]);
    for (const file of [/^newsstand\.js/, /^newsstand-app-.*\.js/, /^newsstand-app-.*\.wasm/, /^newsstand-.*\.css/]) assert.equal(requests(file).length, 1, `${file}`);
    await page.locator(`#a ${CARD_LINKS}`).first().click();
    await until(page, "rendered", 2);
    assert.equal(requests(/^renderer-.*_bg\.wasm/).length, 1);
    const cards = requests(/catalog\/cards/).map(({ path }) => path);
    assert.equal(new Set(cards).size, cards.length, "what is named by its content is asked for once");
    assert.deepEqual([await state(page, "a"), await state(page, "b"), await state(page, "c")].map((query) => [...new URLSearchParams(query)].join()), [`article,${list[0].slug}`, "tag,小红书", `article,${list[5].slug}`]);
  }));

test("widgets of different sites stand beside each other", async () => {
  const other = await publish({ "other/one.md": "# The other site's only article\n\nText." });
  const server = await serve({ root: other.root });
  await on(script(stage.server.url) + stand(stage.server.url, 'id="a" limit="2"') + stand(server.url, 'id="b"'), async (page) => {
    await until(page, "ready", 2);
    assert.equal(await page.locator(`#a ${CARD_LINKS}`).first().textContent(), list[0].title);
    assert.deepEqual(await page.locator(`#b ${CARD_LINKS}`).allTextContents(), ["The other site's only article"]);
  });
  await Promise.all([server.close(), other.remove()]);
});

test("a folder with a catalog and no site around it will do, and a catalog that was written by hand", async () => {
  const made = await publish({ "a/one.md": "# One\n\nText of one, and [two](two.md).", "a/two.md": "# Two\n\nText of two.", "by-hand.json": JSON.stringify([{ path: "a/two.md", title: "Two" }, { path: "a/one.md", title: "One" }]) });
  const server = await start({ root: made.archive, base: "/archive/" });
  await on(`${script(stage.server.url)}${stand(server.url, 'id="a"')}${stand(`${server.url}by-hand.json`, 'id="b" view="list"')}`, async (page) => {
    await until(page, "ready", 2);
    await page.locator(`#a ${CARD_LINKS}`).nth(1).waitFor();
    assert.deepEqual((await page.locator(`#a ${CARD_LINKS}`).allTextContents()).sort(), ["One", "Two"]);
    await page.locator(`#b ${CARD_LINKS}`).nth(1).waitFor();
    assert.deepEqual(await page.locator(`#b ${CARD_LINKS}`).allTextContents(), ["Two", "One"]);
    await page.locator(`#a ${CARD_LINKS}`).filter({ hasText: "One" }).click();
    await until(page, "rendered");
    await page.locator(`#a ${$.BODY} a`).click();
    assert.equal((await until(page, "rendered", 2)).title, "Two");
  }, { expectProblems: true });
  await Promise.all([server.close(), made.remove()]);
});

test("a widget that is moved keeps its state, its nodes and its place among the requests", () =>
  on(`${script(stage.server.url)}<div id="here">${stand(stage.server.url, 'id="a"')}</div><div id="there"></div>`, async (page) => {
    await until(page, "ready");
    await page.locator(".card .chip").first().click();
    await until(page, "filter");
    await page.locator(CARD_LINKS).first().click();
    await until(page, "rendered");
    const title = await page.locator($.TITLE).elementHandle();
    const before = stage.server.log.length;
    const query = await state(page, "a");
    await page.evaluate(() => document.getElementById("there").append(document.getElementById("a")));
    await page.waitForTimeout(200);
    assert.equal(await state(page, "a"), query);
    assert.equal(await title.evaluate((node) => node.isConnected), true);
    assert.equal(stage.server.log.length, before);
  }));

test("a widget that is taken out and put back later shows what it showed", () =>
  on(script(stage.server.url) + stand(stage.server.url, 'id="a"'), async (page) => {
    await until(page, "ready");
    await page.evaluate((slug) => (document.getElementById("a").state = `article=${slug}&tag=Reading`), list[3].slug);
    await until(page, "rendered");
    await page.evaluate(() => { globalThis.kept = document.getElementById("a"); kept.remove(); });
    await page.waitForTimeout(100);
    assert.equal(await page.evaluate(() => kept.shadowRoot.innerHTML), "<slot></slot>");
    await page.evaluate(() => document.body.append(kept));
    assert.equal((await until(page, "rendered", 2)).title, list[3].title);
  }));

for (const [what, pattern, attributes] of [["the catalog", "articles/catalog.json", ""], ["cards", "articles/catalog/cards/*", ""], ["an article", "articles/articles/*.md", `article="${list[0].slug}"`]]) {
  test(`removing a widget aborts its request for ${what}`, () => {
    stage.server.faults[pattern] = { hang: true };
    return on(script(stage.server.url) + stand(stage.server.url, `id="a" ${attributes}`), async (page) => {
      const wanted = new RegExp(`^${pattern.replace(/[.*]/g, (sign) => (sign === "*" ? ".*" : "\\."))}$`);
      const mine = () => stage.server.log.filter(({ path }) => wanted.test(path));
      for (let turn = 0; turn < 100 && mine().length === 0; turn++) await page.waitForTimeout(50);
      assert.ok(mine().length > 0);
      assert.ok(mine().every(({ aborted }) => !aborted));
      await page.evaluate(() => document.getElementById("a").remove());
      for (let turn = 0; turn < 60 && !mine().every(({ aborted }) => aborted); turn++) await page.waitForTimeout(50);
      assert.ok(mine().every(({ aborted }) => aborted), "the server still waits");
      assert.equal((await told(page)).length, 0);
    });
  });
}

test("inside a box that scrolls few cards are nodes, all can be reached, and the way back leads to the card", () =>
  on(`${script(stage.server.url)}<div style="height: 400px"></div><div id="box" style="height: 500px; overflow: auto">${stand(stage.server.url)}</div><div style="height: 2000px"></div>`, async (page) => {
    await until(page, "ready");
    const seen = await page.evaluate(async (links) => {
      const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      const [box, root] = [document.getElementById("box"), document.querySelector("news-stand").shadowRoot];
      const found = new Map();
      let most = 0;
      for (let still = 0; still < 4; ) {
        await frame();
        const cards = root.getElementById("ns-cards");
        most = Math.max(most, cards.children.length);
        for (const link of cards.querySelectorAll(links)) found.set(Number(link.closest("li").getAttribute("aria-posinset")), link.textContent);
        const before = box.scrollTop;
        if (!cards.querySelector(".skeleton")) box.scrollBy(0, 400);
        still = box.scrollTop === before ? still + 1 : 0;
      }
      return { titles: [...found].sort(([a], [b]) => a - b).map(([, title]) => title), most, y: scrollY };
    }, CARD_LINKS);
    assert.deepEqual(seen.titles, list.map(({ title }) => title));
    assert.ok(seen.most < 40, `${seen.most} cards were nodes`);
    assert.equal(seen.y, 0, "the page itself stays where it is");
    // The window moves, the box does not.
    const top = await page.evaluate(() => (document.getElementById("box").scrollTop = 3000));
    await nextFrame(page);
    for (const y of [120, 300, 50, 0]) {
      await page.evaluate((y) => scrollTo(0, y), y);
      await nextFrame(page);
      await page.evaluate(() => dispatchEvent(new Event("resize")));
      await nextFrame(page);
    }
    assert.ok(Math.abs((await page.evaluate(() => document.getElementById("box").scrollTop)) - top) < 2);
    await page.waitForTimeout(250);
    const visible = await page.evaluate((links) => {
      const box = document.getElementById("box").getBoundingClientRect();
      const link = [...document.querySelector("news-stand").shadowRoot.querySelectorAll(links)].find((link) => link.getBoundingClientRect().top > box.top + 40);
      return { id: link.id, top: link.getBoundingClientRect().top };
    }, CARD_LINKS);
    await page.locator(`#${visible.id}`).click();
    await until(page, "rendered");
    await page.locator($.BACK).click();
    await page.locator(`#${visible.id}`).waitFor();
    await nextFrame(page);
    await nextFrame(page);
    const again = await page.locator(`#${visible.id}`).evaluate((link) => link.getBoundingClientRect().top);
    assert.ok(Math.abs(again - visible.top) <= 2, `${visible.top} and then ${again}`);
  }));

test("what a host does above a widget does not scroll the page", () =>
  on(`${script(stage.server.url)}<style>html { overflow-anchor: none; }</style><div id="above" style="height: 300px"></div>${stand(stage.server.url)}`, async (page) => {
    await until(page, "ready");
    await nextFrame(page);
    for (const height of [500, 200, 900]) {
      await page.evaluate((height) => { document.getElementById("above").style.height = `${height}px`; document.body.style.width = `${1000 - height / 10}px`; dispatchEvent(new Event("resize")); }, height);
      await nextFrame(page);
      await nextFrame(page);
    }
    assert.equal(await page.evaluate(() => scrollY), 0);
  }));

/** Memory that cannot be freed: of JavaScript, of the DOM, of the wasm module. */
async function memory(page, session) {
  for (let turn = 0; turn < 4; turn++) {
    await session.send("HeapProfiler.collectGarbage");
    await page.waitForTimeout(100);
  }
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners, documents } = await session.send("Memory.getDOMCounters");
  return { heap: usedSize, nodes, listeners: jsEventListeners, documents, wasm: await page.evaluate(() => globalThis.memory.buffer.byteLength) };
}

test(`${ROUNDS} mounts and removals leave memory where it was`, { timeout: 400_000 }, async () => {
  // The module's memory is nobody's to see; it is caught on its way out of the instance.
  const spy = `<script>for (const name of ["instantiate", "instantiateStreaming"]) { const plain = WebAssembly[name]; WebAssembly[name] = async (...given) => { const made = await plain.apply(WebAssembly, given); globalThis.memory ??= (made.instance ?? made).exports.memory ?? Object.values((made.instance ?? made).exports).find((one) => one instanceof WebAssembly.Memory); return made; }; }</script>`;
  await on(`${spy}${script(stage.server.url)}<div id="place"></div>`, async (page) => {
    const session = await page.context().newCDPSession(page);
    const mount = (rounds) =>
      page.evaluate(async ([site, rounds, slug]) => {
        for (let round = 0; round < rounds; round++) {
          const stand = document.createElement("news-stand");
          stand.src = site;
          // Some leave before they are there, some show a list, some an article.
          if (round % 4 === 3) stand.article = slug;
          const there = new Promise((done) => ["ready", "rendered", "error"].forEach((name) => stand.addEventListener(`newsstand-${name}`, done)));
          document.getElementById("place").append(stand);
          if (round % 4 !== 2) await there;
          else await new Promise((done) => setTimeout(done, round % 7));
          stand.remove();
          await null;
        }
        globalThis.told.length = 0;
      }, [stage.server.url, rounds, list[0].slug]);
    await mount(60);
    // What waits for a clock lets go after 20 seconds at the latest; most of it after 5.
    await page.waitForTimeout(6000);
    const before = await memory(page, session);
    await mount(ROUNDS);
    await page.waitForTimeout(6000);
    const after = await memory(page, session);
    console.log(`# ${ROUNDS} rounds: ${JSON.stringify({ before, after })}`);
    assert.ok(after.nodes - before.nodes < 50, `${after.nodes - before.nodes} nodes were left`);
    assert.ok(after.listeners - before.listeners < 20, `${after.listeners - before.listeners} listeners were left`);
    assert.ok(after.heap - before.heap < ROUNDS * LEFT_EACH, `${after.heap - before.heap} bytes of JavaScript were left`);
    assert.ok(after.wasm - before.wasm <= 2 * 65_536 + ROUNDS * 200, `${after.wasm - before.wasm} bytes of the module were left`);
  });
});
