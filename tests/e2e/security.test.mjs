// Articles come from strangers: nothing they hold runs, leaves its box, or asks another server.
// The thorough oracle is native (crates/markdown); this one looks at what a browser really does.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { $, IDS } from "../ids.mjs";
import { article, rack, ready, setUp, withPage } from "../support.mjs";

const RUN = "globalThis.ran&&globalThis.ran(1)";
const ATTEMPTS = [
  `<script>${RUN}</script>`, `<img src=x onerror="${RUN}">`, `<svg onload="${RUN}"><script>${RUN}</script></svg>`,
  `<iframe srcdoc="<script>parent.ran(1)</script>"></iframe>`, `<object data="javascript:${RUN}"></object>`, `<embed src="javascript:${RUN}">`,
  `<a href="javascript:${RUN}">press me</a>`, `[press me](javascript:${RUN})`, `[press me](<java\nscript:${RUN}>)`, `[press me](JaVaScRiPt:${RUN})`,
  `[press me](&#106;avascript:${RUN})`, `[press me](data:text/html,<script>${RUN}</script>)`, `[press me](vbscript:${RUN})`, `<a href="&#x01;javascript:${RUN}">press me</a>`,
  `![x](javascript:${RUN})`, `![x" onerror="${RUN}](y)`, `<details open ontoggle="${RUN}"><summary>press me</summary></details>`,
  `<input autofocus onfocus="${RUN}">`, `<form action="javascript:${RUN}"><button>press me</button></form>`, `<math><mtext><table><mglyph><style><img src=x onerror="${RUN}">`,
  `<style>body{display:none}@import "https://evil.example/x.css"</style>`, `<link rel=stylesheet href="https://evil.example/x.css">`, `<base href="https://evil.example/">`,
  `<meta http-equiv=refresh content="0;url=https://evil.example/">`, `<div style="position:fixed;inset:0;background:url(https://evil.example/s.png)">over everything</div>`,
  `<p id="${"ns-title"}">fake</p>`, `<p id="location" name="cookie">clobber</p>`, `<form name="getElementById"></form>`, `<video autoplay src=x onerror="${RUN}"></video>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUN}>">`, `<template><img src=x onerror="${RUN}"></template>`, `<button onclick="${RUN}" popovertarget="ns-filters">press me</button>`,
  `\`\`\`x" onmouseover="${RUN}\ncode\n\`\`\``, `# A heading <img src=x onerror="${RUN}">`, `<xss onclick="${RUN}" tabindex=1>press me</xss>`, `<marquee onstart="${RUN}">x</marquee>`,
];
const METADATA = `# "><img src=x onerror="${RUN}">
{% hint style="info" %}
**Category:** <script>${RUN}</script>
**Author:** [<img src=x onerror="${RUN}">](javascript:${RUN})
**Published:** 2025-01-14
**Tags:** <img src=x onerror="${RUN}">,"><script>${RUN}</script>
**Cover:** javascript:${RUN}
**Original:** [View](javascript:${RUN})
{% endhint %}
> </p><script>${RUN}</script>

`;

let stage;
before(async () => { stage = await setUp({ "bad.md": METADATA + ATTEMPTS.join("\n\n"), "good.md": "# A good one\n\nText.\n" }); });
after(() => stage.tearDown());

/** A page that notes whatever runs, and every request that leaves the origin. */
const watched = (name, query, run) =>
  test(name, () =>
    withPage(stage, "nothing.txt", async (page) => {
      await page.exposeFunction("ran", () => page.problems.push("RAN"));
      await page.addInitScript(() => {
        for (const name of ["alert", "confirm", "prompt", "print", "open"]) Object.defineProperty(globalThis, name, { value: () => globalThis.ran(1) });
      });
      const left = [];
      page.context().on("request", (request) => {
        if (!request.url().startsWith(stage.server.url) && !/^(data|blob|about):/.test(request.url())) left.push(request.url());
      });
      page.problems.length = 0;
      await page.goto(stage.server.url + query);
      await run(page);
      assert.ok(!page.problems.includes("RAN"), "a script of the article ran");
      assert.deepEqual(left, [], "requests left the origin");
    }, { locale: "en-US", expectProblems: true }),
  );

/** Hovers, focuses and presses everything in the article, as the oracle of security.md does. */
const touchEverything = (page) =>
  page.evaluate(async (main) => {
    const press = (element) => {
      for (const type of ["mouseover", "mouseenter", "focus", "click", "pointerdown", "toggle", "error", "load"]) element.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true, ctrlKey: true }));
    };
    addEventListener("click", (event) => event.target.closest?.("a[target]") && event.preventDefault());
    for (const element of [...document.querySelectorAll(`#${main} *`)]) press(element);
    await new Promise((done) => setTimeout(done, 200));
  }, IDS.MAIN);

watched("an article full of attempts runs nothing, whatever is touched", "?article=bad", async (page) => {
  await ready(page, "article");
  await page.locator($.TITLE).waitFor();
  await touchEverything(page);
});

watched("the card of such an article runs nothing on the rack", "", async (page) => {
  await rack(page);
  await page.locator($.FILTERS).getByRole("button").filter({ hasText: "onerror" }).first().waitFor();
  await touchEverything(page);
});

watched("nothing of such an article leaves the allow-list: no script, style, frame, form or handler", "?article=bad", async (page) => {
  await ready(page, "article");
  const found = await page.evaluate((main) => {
    const elements = [...document.querySelectorAll(`#${main} *`)];
    const names = elements.map((element) => element.localName).filter((name) => /^(script|style|link|meta|base|iframe|frame|object|embed|form|template|noscript|video|audio|math|marquee|xss)$/.test(name));
    const handlers = elements.flatMap((element) => [...element.attributes].filter(({ name }) => /^(on|style$|srcdoc$|formaction$)/.test(name)).map(({ name }) => `${element.localName}[${name}]`));
    const addresses = elements.flatMap((element) => ["href", "src", "action", "data"].map((name) => element.getAttribute(name)).filter(Boolean)).filter((address) => /^[\s\u0000-\u001f]*(javascript|vbscript|data):/i.test(address));
    const inBody = [...document.querySelectorAll(`#${main} .body [id^="ns-"], #${main} .body [name]`)].map((element) => element.outerHTML);
    return { names, handlers, addresses, inBody };
  }, IDS.MAIN);
  assert.deepEqual(found, { names: [], handlers: [], addresses: [], inBody: [] });
});

watched("such an article cannot cover the interface or take the way back", "?article=bad", async (page) => {
  await ready(page, "article");
  const over = await page.evaluate(() => [[100, 30], [640, 30]].map(([x, y]) => document.elementFromPoint(x, y).closest(".bar") !== null));
  assert.deepEqual(over, [true, true]);
  await page.locator($.BACK).click();
  await rack(page);
});

watched("the address itself runs nothing", `?tag=${encodeURIComponent(`"><img src=x onerror=${RUN}>`)}&author=${encodeURIComponent(`<script>${RUN}</script>`)}&article=javascript:${RUN}`, async (page) => {
  await page.waitForFunction((key) => document.documentElement.dataset[key], IDS.READY);
  await touchEverything(page);
});

test("the pages keep the policy that the build writes into them", () =>
  withPage(stage, "nothing.txt", async (page) => {
    const policy = /content="(default-src[^"]*)"/.exec(await (await page.request.get(stage.server.url)).text())?.[1];
    assert.match(policy ?? "", /default-src 'none'/);
    assert.doesNotMatch(policy, /unsafe-inline|'unsafe-eval'/);
    await page.addInitScript(() => {
      globalThis.violated = [];
      document.addEventListener("securitypolicyviolation", (event) => globalThis.violated.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    page.problems.length = 0;
    await page.goto(stage.server.url);
    await rack(page);
    await page.getByRole("link", { name: "A good one" }).click();
    await article(page, "A good one");
    assert.deepEqual(await page.evaluate(() => globalThis.violated), []);
    assert.deepEqual(page.problems, []);
  }, { locale: "en-US", expectProblems: true }));

watched("the app works where Trusted Types are required", "", async (page) => {
  await page.context().route(stage.server.url, async (route) => {
    const answer = await route.fetch();
    const body = (await answer.text()).replace("default-src 'none'", "require-trusted-types-for 'script'; default-src 'none'");
    await route.fulfill({ response: answer, body });
  });
  await page.goto(stage.server.url);
  await rack(page);
  await page.getByRole("link", { name: "A good one" }).click();
  await article(page, "A good one");
});
