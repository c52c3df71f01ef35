// <news-stand> where hosts are strict or strange: policies, Trusted Types, frames, editors, frameworks.
//
// What a host with `default-src 'none'` has to add (SITE is the origin that newsstand.js comes from):
//
//   script-src SITE 'wasm-unsafe-eval'   the script and the module
//   connect-src SITE                     the module, the style sheet, the catalog, the articles
//   worker-src blob:                     the renderer in a worker; without it articles render on the page's thread
//   img-src SITE                         pictures; those of other hosts need theirs
//   trusted-types newsstand              only beside require-trusted-types-for; without it as without worker-src
//
// No style-src: the one style sheet is made by script and belongs to the shadow roots.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { build } from "esbuild";
import { articles, filesOf } from "../archive.mjs";
import { FALLBACK, script, stand, startHost, told, until, visit } from "../host.mjs";
import { $, CARD_LINKS } from "../ids.mjs";
import { ROOT, nextFrame, setUp, titles } from "../support.mjs";

const list = articles(60);
const withCover = list.find(({ cover }) => cover);
let stage;
let host;
before(async () => {
  [stage, host] = await Promise.all([setUp(filesOf(list)), startHost()]);
});
after(() => Promise.all([stage.tearDown(), host.close()]));

/** Opens a page, runs, closes. */
async function at(url, run, options) {
  const page = await visit(stage, url, options);
  try {
    await run(page);
  } finally {
    await page.context().close();
  }
}

const policy = (...more) => {
  const { origin } = stage.server;
  return ["default-src 'none'", `script-src ${origin} 'wasm-unsafe-eval'`, `connect-src ${origin}`, `img-src ${origin}`, ...more].join("; ");
};
/** Whether the page itself has loaded the renderer; what a worker loads is not among a page's own resources. */
const rendersHere = (page) => page.evaluate(() => performance.getEntriesByType("resource").some(({ name }) => /renderer-\w+_bg\.wasm$/.test(name)));

/** The list, a picture, and an article are there. */
async function works(page) {
  await until(page, "ready");
  assert.deepEqual((await titles(page)).slice(0, 3), list.slice(0, 3).map(({ title }) => title));
  await page.evaluate((slug) => document.querySelector("news-stand").open(slug), withCover.slug);
  assert.equal((await until(page, "rendered")).title, withCover.title);
  assert.match(await page.locator($.BODY).textContent(), /\(1\)/);
}
const violated = (page) => page.evaluate(() => [...new Set(globalThis.violated ?? [])]);

for (const [name, more, worker, expected] of [
  ["under default-src 'none' with the documented additions", ["worker-src blob:"], true, []],
  ["without worker-src, on the page's own thread", [], false, ["worker-src blob"]],
  ["with Trusted Types enforced and our policy allowed", ["worker-src blob:", "require-trusted-types-for 'script'", "trusted-types newsstand"], true, []],
  ["with Trusted Types enforced and our policy not allowed, on the page's own thread", ["worker-src blob:", "require-trusted-types-for 'script'", "trusted-types theirs"], false, ["trusted-types trusted-types-policy"]],
  ["with Trusted Types enforced and no policy allowed, on the page's own thread", ["worker-src blob:", "require-trusted-types-for 'script'", "trusted-types 'none'"], false, ["trusted-types trusted-types-policy"]],
]) {
  test(`the widget works ${name}`, () =>
    at(host.page(script(stage.server.url) + stand(stage.server.url), { policy: policy(...more) }), async (page) => {
      await works(page);
      assert.equal(await rendersHere(page), !worker);
      assert.deepEqual(await violated(page), expected);
      await page.evaluate((slug) => document.querySelector("news-stand").open(slug), list[0].slug);
      await until(page, "rendered", 2);
    }));
}

test("without 'wasm-unsafe-eval' what is between the tags stays, and the host is told", () =>
  at(host.page(script(stage.server.url) + stand(stage.server.url), { policy: policy().replace(" 'wasm-unsafe-eval'", "") }), async (page) => {
    assert.match((await until(page, "error")).message, /could not start/);
    assert.equal(await page.getByText(FALLBACK).isVisible(), true);
  }));

test("nothing but the site's origin is asked", () =>
  at(host.page(script(stage.server.url) + stand(stage.server.url)), async (page) => {
    await works(page);
    const entries = await page.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name));
    assert.ok(entries.every((name) => name.startsWith(stage.server.url) || name === `${host.origin}/favicon.ico`), entries.join("\n"));
  }));

// A frame.

/** A page with the widget in a frame, and what the frame says to it. */
const framed = (query) => `<script>heard = []; addEventListener("message", (event) => heard.push({ origin: event.origin, ...event.data }));</script>
  <iframe src="${stage.server.url}embed.html?${query}" style="width: 600px; height: 400px"></iframe>`;
const heard = (page) => page.evaluate("heard");

test("in a frame every parameter but src is an attribute, and the host hears how tall it is", () =>
  at(host.page(framed(`view=list&limit=3&tags=小红书&src=https://evil.example/&origin=${host.origin}`)), async (page) => {
    const frame = page.frameLocator("iframe");
    await frame.locator(CARD_LINKS).nth(2).waitFor();
    await page.waitForFunction("heard.length > 0 && heard.at(-1).height > 300");
    await page.waitForTimeout(200);
    const last = (await heard(page)).at(-1);
    const height = await frame.locator("body").evaluate(() => document.documentElement.getBoundingClientRect().height);
    assert.deepEqual(last, { origin: stage.server.origin, type: "newsstand-height", height: Math.ceil(height) });
    assert.equal(await frame.locator("news-stand").getAttribute("src"), null);
    // What the host says is obeyed, and the height follows.
    await page.evaluate((origin) => frames[0].postMessage({ type: "newsstand-set", name: "limit", value: 1 }, origin), stage.server.origin);
    await frame.locator(CARD_LINKS).nth(1).waitFor({ state: "detached" });
    await page.waitForFunction((height) => heard.at(-1).height < height, last.height);
    await page.evaluate((origin) => frames[0].postMessage({ type: "newsstand-set", name: "src", value: "https://evil.example/" }, origin), stage.server.origin);
    await page.evaluate((origin) => frames[0].postMessage({ type: "newsstand-set", name: "theme", value: "dark" }, origin), stage.server.origin);
    await frame.locator('news-stand[theme="dark"]').waitFor();
    assert.equal(await frame.locator("news-stand").getAttribute("src"), null);
  }));

for (const [who, origin] of [["another origin than the one that was named", "https://elsewhere.example"], ["everybody, when the name is a star", "*"], ["anybody, when none was named", ""]]) {
  test(`a frame neither tells nor obeys ${who}`, () =>
    at(host.page(framed(`limit=2&origin=${encodeURIComponent(origin)}`)), async (page) => {
      const frame = page.frameLocator("iframe");
      await frame.locator(CARD_LINKS).first().waitFor();
      await page.evaluate((origin) => frames[0].postMessage({ type: "newsstand-set", name: "theme", value: "dark" }, origin), stage.server.origin);
      await page.waitForTimeout(300);
      assert.deepEqual(await heard(page), []);
      assert.equal(await frame.locator("news-stand").getAttribute("theme"), null);
    }));
}

// Editors and frameworks.

test("an editor may wrap the element in a paragraph and write its attributes as entities", () =>
  at(host.page(`<div class="entry-content"><p>${script(stage.server.url)}<br />\n<news-stand src="${stage.server.url}" tags="&#23567;&#32418;&#20070;" not="C++ &amp; C&#035; / 50%"><a href="${stage.server.url}">The articles</a></news-stand></p>\n</div>`), async (page) => {
    await until(page, "ready");
    const expected = list.filter(({ tags }) => tags.includes("小红书") && !tags.includes("C++ & C# / 50%"));
    assert.deepEqual((await titles(page)).slice(0, 3), expected.slice(0, 3).map(({ title }) => title));
    assert.equal(await page.locator("p > news-stand").count(), 1);
  }));

/** A page of a framework, bundled by esbuild. */
async function bundled(name, source) {
  const result = await build({
    stdin: { contents: source, resolveDir: `${ROOT}/tests`, loader: "jsx" },
    bundle: true, write: false, format: "iife", minify: true, jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
  });
  const address = host.file(`/${name}.js`, result.outputFiles[0].text, { "content-type": "text/javascript" });
  return host.page(`${script(stage.server.url)}<div id="app"></div><script src="${address}"></script>`);
}

/** What both frameworks must do: set, change, listen, take away. */
async function drive(page) {
  await until(page, "ready");
  assert.equal(await page.locator("news-stand").getAttribute("heading-level"), "3");
  const tagged = list.filter(({ tags }) => tags.includes("Reading"));
  await page.locator("#app > button").first().click();
  await page.locator(CARD_LINKS).filter({ hasText: tagged[0].title }).waitFor();
  assert.deepEqual((await titles(page)).slice(0, 3), tagged.slice(0, 3).map(({ title }) => title));
  await page.locator(CARD_LINKS).first().click();
  await page.locator("output").filter({ hasText: tagged[0].slug }).waitFor();
  assert.equal((await told(page, "rendered")).length, 0, "the framework opens articles by itself");
  await page.getByRole("button", { name: "Away" }).click();
  await page.locator("news-stand").waitFor({ state: "detached" });
  await nextFrame(page);
  assert.deepEqual(page.problems, []);
}

test("a React page sets attributes, hears events and takes the element away", async () =>
  at(await bundled("react", `
    import { useState } from "react";
    import { createRoot } from "react-dom/client";
    function App() {
      const [tags, setTags] = useState(null);
      const [opened, setOpened] = useState("");
      const [there, setThere] = useState(true);
      return <>
        <button onClick={() => setTags("Reading")}>Reading</button> <button onClick={() => setThere(false)}>Away</button> <output>{opened}</output>
        {there && <news-stand src="${stage.server.url}" view="list" headingLevel={3} tags={tags} onnewsstand-open={(event) => { event.preventDefault(); setOpened(event.detail.article); }} />}
      </>;
    }
    customElements.whenDefined("news-stand").then(() => createRoot(document.getElementById("app")).render(<App />));`), drive));

test("a Vue page sets attributes, hears events and takes the element away", async () =>
  at(await bundled("vue", `
    import { createApp, h, ref } from "vue";
    createApp({
      setup() {
        const tags = ref(null), opened = ref(""), there = ref(true);
        return () => [
          h("button", { onClick: () => (tags.value = "Reading") }, "Reading"), h("button", { onClick: () => (there.value = false) }, "Away"), h("output", opened.value),
          there.value && h("news-stand", { src: "${stage.server.url}", view: "list", "heading-level": 3, tags: tags.value, "onNewsstand-open": (event) => { event.preventDefault(); opened.value = event.detail.article; } }),
        ];
      },
    }).mount("#app");`), drive));

// The playground.

const field = (page, name) => page.locator(`form [name="${name}"]`);

test("in the playground every field changes the element and the code, which can be copied", () =>
  at(`${stage.server.url}playground.html`, async (page) => {
    await until(page, "ready");
    const code = () => page.locator("pre code").textContent();
    assert.equal(await code(), `<script type="module" src="${stage.server.url}newsstand.js"></script>\n<news-stand>\n  <a href="${stage.server.url}">The articles</a>\n</news-stand>`);
    await field(page, "tags").fill('小红书, "&<');
    await page.locator('news-stand[tags]').waitFor();
    assert.match(await code(), /tags="小红书, &quot;&amp;&lt;"/);
    await field(page, "tags").fill("小红书");
    await field(page, "view").selectOption("list");
    await field(page, "theme").selectOption("dark");
    await field(page, "limit").fill("2");
    await field(page, "heading-level").selectOption("4");
    await page.waitForFunction((links) => document.querySelector("news-stand").shadowRoot.querySelectorAll(`h4 ${links}`).length === 2, CARD_LINKS);
    assert.match(await code(), /<news-stand view="list" tags="小红书" limit="2" theme="dark" heading-level="4">/);
    await field(page, "accent").evaluate((field) => { field.value = "#00ff00"; field.dispatchEvent(new Event("input", { bubbles: true })); });
    assert.match(await code(), /<style>news-stand { --ns-accent: #00ff00; }<\/style>/);
    await page.getByRole("button", { name: "Copy" }).click();
    await page.getByText("Copied.").waitFor();
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await code());
    assert.ok((await page.locator(".events li").count()) > 0);
    assert.deepEqual(page.problems, []);
    // The code that was copied works on a page of somebody else.
    const copied = host.page(await code());
    await page.goto(copied);
    await until(page, "ready");
    assert.equal(await page.locator(CARD_LINKS).count(), 2);
  }, { permissions: ["clipboard-read", "clipboard-write"] }));
