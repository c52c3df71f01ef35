// Formulas: MathML as nodes in the viewer, MathML in the files of a published site, TeX where it cannot be
// read; and prices stay prices.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { NARROW, article, launch, open, publish, published, screenshot, site, violations } from "../support.mjs";

const WIDE_SUM = Array.from({ length: 60 }, (_, at) => `a_{${at}}`).join(" + ");
const FILES = {
  "maths.md": `# Maths\n\nEach of $n$ steps costs $O(\\log n)$, for $x \\in \\mathbb{R}$.\n\n$$\n\\begin{aligned}\na &= \\frac{1}{2}\n\\\\\n&= \\sqrt{x}\n\\end{aligned}\n$$\n\n$$\n${WIDE_SUM}\n$$\n\nBroken: $\\nothing{x}$.\n`,
  "prices.md": "# Prices\n\nFrom $160 to $230，and `$x$`, US$5.\n",
  "hostile.md": "# Hostile\n\n$\\operatorname{<img src=x onerror=\"globalThis.hit=1\">}$ and $\\text{</math><script>globalThis.hit=1</script>}$, $\\href{javascript:globalThis.hit=1}{x}$.\n",
};
/** All that a formula may consist of (crates/maths/src/tree.rs). */
const NAMES = "math mrow mstyle mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd".split(" ");

let browser, made, server;
before(async () => {
  [browser, made] = await Promise.all([launch(), publish(FILES)]);
  server = await site({ root: made.root });
});
after(() => Promise.all([browser.close(), server.close(), made.remove()]));

async function visit(path, title, run, { host = server, ...options } = {}) {
  const page = await open(browser, "about:blank", options);
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  try {
    await page.goto(host.url + path);
    await article(page, title);
    await run(page, asked);
    assert.deepEqual(page.problems, [], "the console holds errors");
  } finally {
    await page.context().close();
  }
}

const forMaths = (asked) => asked.filter((url) => /maths\.js|mathematician/.test(url));
const names = (page) => page.locator("#ns-body .maths *").evaluateAll((all) => [...new Set(all.map(({ localName }) => localName))]);

test("formulas become MathML, and what cannot be read stays TeX with the reason", () =>
  visit("?article=maths", "Maths", async (page) => {
    await page.locator("#ns-body .maths[title]").waitFor();
    const math = page.locator("#ns-body math");
    assert.equal(await math.count(), 5);
    assert.equal(await math.first().evaluate(({ namespaceURI }) => namespaceURI), "http://www.w3.org/1998/Math/MathML");
    assert.equal(await page.locator("#ns-body math[display=block]").count(), 2);
    assert.equal(await page.locator("#ns-body .maths[title]").textContent(), "\\nothing{x}");
    assert.match(await page.locator("#ns-body .maths[title]").getAttribute("title"), /unknown/);
    assert.ok((await names(page)).every((name) => NAMES.includes(name)));
    assert.deepEqual(await violations(page), []);
    await screenshot(page, "target/shots/maths.png", { fullPage: true });
  }));

test("a formula wider than the page scrolls in a box of its own", () =>
  visit("?article=maths", "Maths", async (page) => {
    await page.locator("#ns-body .maths[title]").waitFor();
    const wide = page.locator("#ns-body .maths-display").nth(1);
    assert.equal(await wide.evaluate((box) => box.scrollWidth > box.clientWidth), true);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true);
  }, { viewport: NARROW }));

test("prices stay prices, and nothing is loaded for them", () =>
  visit("?article=prices", "Prices", async (page, asked) => {
    await page.waitForLoadState("networkidle");
    assert.equal(await page.locator("#ns-body .maths").count(), 0);
    assert.deepEqual(forMaths(asked), []);
  }));

test("markup inside a formula is text", () =>
  visit("?article=hostile", "Hostile", async (page) => {
    await page.locator("#ns-body .maths[title]").waitFor();
    assert.equal(await page.locator("#ns-body .maths").count(), 3);
    assert.ok((await names(page)).every((name) => NAMES.includes(name)), `${await names(page)}`);
    assert.equal(await page.evaluate(() => globalThis.hit), undefined);
    assert.match(await page.locator("#ns-body math").first().textContent(), /<img src=x/);
  }));

test("a published page holds its formulas, the same as the viewer makes, and loads nothing for them", async () => {
  const built = await published(FILES);
  const host = await site({ root: built.root });
  try {
    const shown = (page) => page.locator("#ns-body .maths:has(math)").evaluateAll((all) => all.map(({ innerHTML }) => innerHTML));
    let fromViewer;
    await visit("?article=maths", "Maths", async (page) => {
      await page.locator("#ns-body .maths[title]").waitFor();
      fromViewer = await shown(page);
    });
    const plain = await open(browser, `${host.url}a/maths/`, { javaScriptEnabled: false });
    assert.deepEqual(await shown(plain), fromViewer);
    await plain.context().close();
    await visit("a/maths/", "Maths", async (page, asked) => {
      await page.waitForLoadState("networkidle");
      assert.deepEqual(await shown(page), fromViewer);
      assert.deepEqual(forMaths(asked), []);
    }, { host });
    const hostile = await open(browser, `${host.url}a/hostile/`, { javaScriptEnabled: false });
    assert.ok((await names(hostile)).every((name) => NAMES.includes(name)), `${await names(hostile)}`);
    await hostile.context().close();
  } finally {
    await Promise.all([host.close(), built.remove()]);
  }
});
