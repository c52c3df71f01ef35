// Where the app cannot start there is still something to read: without JavaScript, without
// WebAssembly, and when a part of the app does not arrive.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { articles, filesOf } from "../archive.mjs";
import { IDS } from "../ids.mjs";
import { rack, setUp, withPage } from "../support.mjs";

const list = articles(3);
let stage;
before(async () => { stage = await setUp(filesOf(list)); });
after(() => stage.tearDown());

const isolated = (name, run, options = {}) => test(name, () => withPage(stage, "nothing.txt", run, { locale: "en-US", expectProblems: true, ...options }));
const words = (page) => page.locator(`#${IDS.ROOT}`).innerText();

isolated("without JavaScript the page says what it is, what it lacks, and where the plain list is", async (page) => {
  await page.goto(stage.server.url);
  const text = await words(page);
  assert.match(text, /needs JavaScript/);
  assert.doesNotMatch(text, /Loading/);
  await page.getByRole("link", { name: "the list of articles" }).waitFor();
}, { javaScriptEnabled: false });

isolated("the plain list that the page offers without JavaScript names every article and leads to its file", async (page) => {
  await page.goto(stage.server.url);
  await page.getByRole("link", { name: "the list of articles" }).click();
  for (const { title, slug } of list) {
    const link = page.getByRole("link", { name: title });
    assert.equal(await link.evaluate((a) => decodeURIComponent(a.href)), `${stage.server.url}articles/${slug}.md`);
    assert.equal((await page.request.get(await link.evaluate((a) => a.href))).status(), 200);
  }
}, { javaScriptEnabled: false });

isolated("without WebAssembly the page says that it could not start, why, and what to do", async (page) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(stage.server.url);
  await page.getByRole("alert").waitFor();
  const text = await words(page);
  assert.match(text, /could not start/);
  assert.match(text, /WebAssembly is missing or switched off/);
  await page.getByRole("link", { name: /list of articles/ }).waitFor();
});

isolated("a Chinese reader is told so in Chinese", async (page) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(stage.server.url);
  await page.getByRole("alert").waitFor();
  assert.match(await words(page), /页面未能启动/);
}, { locale: "zh-CN" });

for (const [what, pattern, fault] of [
  ["module is missing", "newsstand-app-*_bg.wasm", { status: 404 }],
  ["module is a web page", "newsstand-app-*_bg.wasm", { html: true }],
  ["module is cut off", "newsstand-app-*_bg.wasm", { cut: 5000 }],
  ["script is missing", "newsstand-app-*.js", { status: 404 }],
]) {
  isolated(`when the app's ${what}, the page says so, and Retry works`, async (page) => {
    stage.server.faults[pattern] = fault;
    await page.goto(stage.server.url);
    await page.getByRole("alert").waitFor();
    assert.match(await words(page), /could not start/);
    delete stage.server.faults[pattern];
    await page.getByRole("button", { name: "Try again" }).click();
    await rack(page);
  });
}

isolated("a module with the wrong type still starts", async (page) => {
  stage.server.faults["newsstand-app-*_bg.wasm"] = { type: "application/octet-stream" };
  await page.goto(stage.server.url);
  await rack(page);
});
