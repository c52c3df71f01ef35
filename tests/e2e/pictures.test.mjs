// Pictures of articles: other hosts are asked for nothing before the reader agrees; dead pictures say what
// they were; what comes late moves nothing; all can be enlarged, also with the keyboard.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { IDS } from "../ids.mjs";
import { WIDE, article, launch, nextFrame, open, publish, published, rack, ready, site } from "../support.mjs";

const svg = (width, height) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="teal"/></svg>`;
const long = "A line of text that says nothing.\n\n".repeat(30);
const FILES = {
  "held.md": `# Held\n\n![First cat](https://a.example/1.svg)\n\n![](https://b.example/2.svg)\n\n[![linked](https://a.example/3.svg)](https://c.example/)\n\nIn a line ![dot](https://a.example/4.svg) of text.\n\n![own](own.svg)\n`,
  "odd.md": "# Odd\n\n![No port](https://a.example:99999/1.svg)\n\n![Cat](https://a.example/2.svg)\n",
  "own.svg": svg(600, 300),
  "tall.svg": svg(400, 900),
  "late.md": `# Late\n\nBefore.\n\n![A tower](tall.svg)\n\nRight after it.\n\n${long}![Own](own.svg)\n\n${long}`,
  "covered.md": "---\ntitle: Covered\ncover: https://a.example/cover.svg\n---\n\nText.\n",
};

let browser, made, server;
before(async () => {
  [browser, made] = await Promise.all([launch(), publish(FILES)]);
  server = await site({ root: made.root });
});
after(() => Promise.all([browser.close(), server.close(), made.remove()]));

/** A page whose requests to other hosts are answered here and noted. */
async function visit(query, run, { answer = () => ({ contentType: "image/svg+xml", body: svg(640, 360) }), ...options } = {}) {
  const page = await open(browser, "about:blank", { viewport: WIDE, colorScheme: "light", ...options });
  const asked = [];
  await page.context().route(/^https?:\/\/[a-z]\.example\//, (route) => {
    asked.push({ url: route.request().url(), referrer: route.request().headers().referer });
    return route.fulfill(answer(route.request(), asked.length));
  });
  try {
    await page.goto(server.url + query);
    await run(page, asked);
  } finally {
    await page.context().close();
    for (const path of Object.keys(server.faults)) delete server.faults[path];
  }
}

const settled = async (page) => { await page.waitForLoadState("networkidle"); await nextFrame(page); };
const held = (page) => page.locator(".held-picture");
const hosts = (asked) => [...new Set(asked.map(({ url }) => new URL(url).host))].sort();

test("before consent other hosts are asked for nothing, and the page says what would come from where", () =>
  visit("?article=held", async (page, asked) => {
    await article(page, "Held");
    await page.getByRole("button", { name: "Always load from a.example" }).waitFor();
    await settled(page);
    assert.deepEqual(asked, []);
    assert.equal(await held(page).count(), 4);
    assert.match(await held(page).first().innerText(), /Picture not loaded: First cat\s+https:\/\/a\.example\/1\.svg/);
    assert.equal(await page.locator(".body img[src]").count(), 1, "the site's own");
    assert.equal(await page.locator(".body a button").count(), 0, "a button inside a link");
  }));

test("one picture can be loaded by itself", () =>
  visit("?article=held", async (page, asked) => {
    await page.getByRole("button", { name: "Load this picture" }).first().click();
    await page.getByRole("button", { name: "Enlarge picture: First cat" }).waitFor();
    assert.deepEqual(asked.map(({ url }) => url), ["https://a.example/1.svg"]);
    assert.equal(asked[0].referrer, undefined);
    assert.equal(await held(page).count(), 3);
  }));

test("consent to a site loads all it has, is remembered, and can be taken back", () =>
  visit("?article=held", async (page, asked) => {
    await page.getByRole("button", { name: "Always load from a.example" }).click();
    await page.locator(".agreed").waitFor();
    await settled(page);
    assert.deepEqual(hosts(asked), ["a.example"]);
    assert.equal(asked.length, 3);
    assert.equal(await held(page).count(), 1);
    assert.equal(await page.evaluate((key) => localStorage.getItem(key), IDS.MEDIA_KEY), "https://a.example");

    await page.reload();
    await article(page, "Held");
    await page.locator(".agreed").waitFor();
    assert.equal(await held(page).count(), 1);
    await page.getByRole("button", { name: "Ask again" }).click();
    await page.reload();
    await article(page, "Held");
    await page.getByRole("button", { name: "Always load from a.example" }).waitFor();
    assert.equal(await held(page).count(), 4);
  }));

test("an address that cannot be one takes nothing from the pictures beside it", () =>
  visit("?article=odd", async (page, asked) => {
    await page.getByRole("button", { name: "Always load from a.example" }).click();
    await page.getByRole("button", { name: "Enlarge picture: Cat" }).waitFor();
    assert.deepEqual(asked.map(({ url }) => url), ["https://a.example/2.svg"]);
    assert.equal(await held(page).count(), 1);
  }));

test("covers of other hosts wait, too", () =>
  visit("", async (page, asked) => {
    await rack(page);
    await settled(page);
    assert.deepEqual(asked, []);
    await page.evaluate((key) => localStorage.setItem(key, "https://a.example"), IDS.MEDIA_KEY);
    await page.reload();
    await page.locator(".cover img").waitFor();
    await settled(page);
    assert.deepEqual(asked.map(({ url }) => url), ["https://a.example/cover.svg"]);
  }));

for (const [policy, expected] of [["allow", ["a.example", "b.example"]], ["ask https://b.example", ["b.example"]], ["block", []]]) {
  test(`the policy "${policy}" of a site loads from ${expected.length > 0 ? expected.join(" and ") : "nowhere"}`, () => {
    const [, ...sites] = policy.split(" ");
    const setting = sites.length > 0 ? JSON.stringify(sites) : `"${policy}"`;
    return sitesOwn({ ...FILES, "newsstand.toml": `media = ${setting}\n` }, async (page, asked) => {
      await settled(page);
      await page.evaluate(() => scrollTo(0, 1e6));
      await settled(page);
      assert.deepEqual(hosts(asked), expected);
      if (policy === "block") assert.equal(await page.locator(".body .ways").count(), 0, "it is offered");
    });
  });
}

test("a printed page asks other hosts for nothing without script, and says what would come from where", () =>
  sitesOwn(FILES, async (page, asked) => {
    await page.waitForLoadState("networkidle");
    assert.deepEqual(asked, []);
    assert.equal(await held(page).count(), 4);
    assert.match(await held(page).first().innerText(), /Picture not loaded: First cat\s+https:\/\/a\.example\/1\.svg/);
  }, { javaScriptEnabled: false }));

test("a picture that fails is asked for once more with a referrer, and then says what it was", () =>
  visit("?article=held", async (page, asked) => {
    await page.getByRole("button", { name: "Load this picture" }).first().click();
    await page.locator(".missing-picture").waitFor();
    assert.match(await page.locator(".missing-picture").innerText(), /Picture not available: First cat\s+https:\/\/a\.example\/1\.svg/);
    await settled(page);
    assert.deepEqual(asked.map(({ referrer }) => referrer), [undefined, `${server.origin}/`]);
  }, { answer: () => ({ status: 403, body: "no" }) }));

test("a host that wants a referrer gets one the second time", () =>
  visit("?article=held", async (page) => {
    await page.getByRole("button", { name: "Load this picture" }).first().click();
    await page.getByRole("button", { name: "Enlarge picture: First cat" }).waitFor();
    assert.equal(await page.locator(".missing-picture").count(), 0);
  }, { answer: (request) => (request.headers().referer ? { contentType: "image/svg+xml", body: svg(300, 300) } : { status: 403, body: "" }) }));

test("a picture that comes late moves nothing, and has its own size where nobody saw it change", () =>
  visit("robots.txt", async (page) => {
    await page.addInitScript(() => {
      globalThis.shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shift += entry.value;
      }).observe({ type: "layout-shift", buffered: true });
    });
    server.faults["articles/*.svg"] = { delay: 700 };
    await page.goto(`${server.url}?article=late`);
    await article(page, "Late");
    await page.getByRole("button", { name: "Enlarge picture: A tower" }).waitFor();
    await settled(page);
    assert.ok((await page.evaluate(() => globalThis.shift)) < 0.001);
    const ratio = () => page.locator(".body img").first().evaluate((picture) => picture.clientWidth / picture.clientHeight);
    assert.ok(Math.abs((await ratio()) - 1.5) < 0.02, "framed while it is looked at");
    const following = () => page.evaluate(() => document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.getBoundingClientRect().top);
    await page.mouse.wheel(0, 1500);
    await settled(page);
    const before = await following();
    await page.waitForTimeout(300);
    assert.ok(Math.abs((await following()) - before) < 2, "what is read moved");
    assert.ok(Math.abs((await ratio()) - 4 / 9) < 0.02, "its own size out of sight");
  }));

test("a picture is enlarged by the keyboard, the arrows lead to the next, and Escape leads back", () =>
  visit("?article=late", async (page) => {
    const first = page.getByRole("button", { name: "Enlarge picture: A tower" });
    await first.focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.waitFor();
    assert.match(await dialog.locator("img").getAttribute("src"), /tall\.svg$/);
    await page.mouse.wheel(0, 100);
    await page.keyboard.press("Escape");
    await dialog.waitFor({ state: "detached" });
    assert.equal(await page.evaluate(() => document.activeElement.className), "enlarge");

    await page.evaluate(() => scrollTo(0, 1e6));
    await page.getByRole("button", { name: "Enlarge picture: Own" }).waitFor();
    await first.click();
    await page.keyboard.press("ArrowRight");
    assert.match(await dialog.locator("img").getAttribute("src"), /own\.svg$/);
    assert.equal(await dialog.locator("p").textContent(), "Own");
    await dialog.getByRole("button", { name: "Close" }).click();
    await dialog.waitFor({ state: "detached" });
  }));

test("who goes back leaves an enlarged picture, too", () =>
  visit("", async (page) => {
    await rack(page);
    await page.getByRole("link", { name: "Late" }).click();
    await page.getByRole("button", { name: "Enlarge picture: A tower" }).click();
    await page.getByRole("dialog").waitFor();
    await page.goBack();
    await rack(page);
    assert.equal(await page.getByRole("dialog").count(), 0);
  }));

/** A published site's page of the article with pictures of other hosts. */
async function sitesOwn(files, run, options) {
  const built = await published(files);
  const host = await site({ root: built.root });
  try {
    const page = await open(browser, "about:blank", { viewport: WIDE, ...options });
    const asked = [];
    await page.context().route(/^https?:\/\/[a-z]\.example\//, (route) => {
      asked.push({ url: route.request().url() });
      return route.fulfill({ contentType: "image/svg+xml", body: svg(640, 360) });
    });
    await page.goto(`${host.url}a/held/`);
    if (options?.javaScriptEnabled !== false) await ready(page, "article");
    await run(page, asked);
    await page.context().close();
  } finally {
    await Promise.all([host.close(), built.remove()]);
  }
}
